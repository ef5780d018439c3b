"""What a word or a short text says about a piece of evidence: that it is there, refused, planned or not yet there.

The table of wordings is used wherever such a word may stand: in a cell of evidence, under a code in a matrix, as a
status, below a question such as `Met?`, among notes, after the code in a line. What a state means there is in the
functions below the table.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, cast

from ksb.evidence.patterns import BOXES, CROSSES, MONTHS, REFUSING, TICKED_BOX, TICKS

State = Literal["blank", "no", "waiting", "not yet", "planned", "refused", "under way", "accepted", "mark"]

_REVIEW = r"(?:review|approv|sign|mark|feedback|assess(?!or)|assessor|decision|iqa|check|verif|moderat)"
_WHEN = (
    r"(?:[\s,:–—-]*\b(?:for|on|in|by|at|to|from|w/[ce]|weeks?|next|this|early|late|mid|end|of|the|my|date|term|month|visit"
    r"|review|session|block|year|time|spring|summer|autumn|winter|q\d|\d[\d/.:-]*(?:st|nd|rd|th)?"
    rf"|(?:{MONTHS}|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)){{0,8}}"
)
_TO_BE = (
    r"(?:add|agree|arrang|assess|book|collect|complet|confirm|cover|do|evidenc|film|finish|follow|observ|provid|record|redo"
    r"|resubmi|sen[dt]|submit|taken?\b|upload|writ)\w*"
)
_REFUSED = r"referred|rejected|refused|failed|declined|withdrawn|cancelled|overdue"
_SOMEONE = r"(?:(?:i|we|he|she|they|it|learner|apprentice|candidate)(?:['’]ve)? )?"
_DONE_WORDS = r"started|begun|attempted|met|covered|done|achieved|evidenced|completed?"
_INITIALS = r"(?:(?!no )[a-z]{2,3} )?"
_WORDS: dict[State, tuple[str, ...]] = {
    "blank": (
        r"|[-–—.?\s/_~]+|none|null|nil|nothing|blank|lorem ipsum.*|<[^<>]*>|choose an item",
        r"#(?:n/a|ref!|value!|name\?|div/0!|null!|num!)",
        r"(?:please )?(?:insert|enter|add|type|paste|write|describe|click|tap)\b.{0,40}\bhere\b.{0,30}",
        r"(?:please )?(?:insert|enter|add|type) (?:your |the |a )?(?:evidence|text|date|details?)(?: below)?",
        r"\[(?:insert|add|enter|type)\b[^\]]*\]",
        r"(?:(?![ksb]\d)[a-z][a-z /()'’-]{2,30}:[\s_.…]*/?\s*){1,6}",  # labels with nothing after them
    ),
    "no": (
        rf"no?|false|0+(?:\.0+)?(?:%|\s*(?:/|of|out of)\s*\d+)?|:x:|{_INITIALS}[{CROSSES}]|\[\s*\]|\(\s*\)",
        r"(?:n[/.]?a|not (?:applicable|required|needed|relevant))(?: (?:at|for|here|in|on|this|to|with|yet)\b.{0,40})?",
    ),
    "waiting": ("pending(?: evidence)?|awaiting|[⏳⌛]",),
    "refused": (
        r"referral|refer|reject|decline|fail(?:s|ure)?|canceled|void|red",
        rf"(?:(?:draft|submitted|assessed|marked|reviewed) (?:and )?)?(?:{_REFUSED}|returned|superseded|replaced)"
        rf"(?: by .{{1,40}}| (?:on|at|after|in) (?:\w+ )?{_REVIEW}\w*| (?:\w+ )?attempt)?",
        r"not enough\b.{0,40}",
        r"disagreed?|denied|disallowed|lapsed|expired|abs(?:ent)?|incomplete|incorrect|inadequate|weak|poor",
        r"non[- ]?(?:submission|submitted|attendance|compliant)|insufficient(?: evidence)?",
        r"(?:to )?(?:resub(?:mit|mission)?|rework|revise|re-?do)(?: (?:is )?(?:required|needed))?",
        r"(?:(?:sent|handed|refer(?:red)?) back|(?:back|returned) to (?:the )?learner)(?: for .{1,30})?",
        r"please re-?submit\b.{0,40}|returned for (?:amendment|correction|rework)s?",
        r"plagiari(?:sm|[sz]ed)|exempt|deleted|lost(?: (?:my|the) (?:notes|files?|photos?|evidence|work))?",
        r"below (?:the )?(?:standard|pass|expect|threshold|require)\w*(?: \w+)?",
        r"un[- ]?(?:satisfactory|successful|met|signed|approved|verified|evidenced|achieved|assessed|classified"
        r"|graded|seen)",
        r"(?:still )?(?:needs?|requires?) (?:(?:some|a bit|a lot) )?"
        r"(?:more|further|improve|attention|work|redoing|revis|resubmi|action|chang)\w*(?: \w+){0,3}",
        r"(?:more|further) (?:work|evidence|detail|information|practice)(?: (?:is )?(?:needed|required))?",
        r"(?:further |some )?(?:action|amendment|change|correction|improvement|revision)s? (?:is |are )?"
        r"(?:needed|requested|required)",
        rf"{_SOMEONE}(?:(?:did|does|do|has|have|had|was|were|is|are|could|can|would)(?: not|n['’]?t)"
        r"|can['’]?t|cannot|won['’]?t)\b(?!-)(?! (?:matter|need|require)\b).{0,40}",
        rf"{_SOMEONE}(?:(?:was |were |is )?(?:unable|not able)|failed) to\b.{{0,40}}",
        r"(?:this|(?:the |your |this )?(?:evidence|piece|work)) (?:does|did|do|is)(?: not|n['’]t)"
        r"(?: yet| quite| really| fully)*"
        r" (?:address|count|cover|demonstrate|enough|evidence|good enough|meet|pass|show|sufficient|there)\b.{0,60}",
        r"not (?:been |fully |quite |currently )?"
        rf"(?!(?:yet|only|just|marked|moderated|sampled|bad|late|urgent|confidential|applicable|required|needed|relevant|sure|{_REFUSED}"
        rf"|{_DONE_WORDS})\b)\w+"
        r"(?:[ -](?:off|up|in|at|on|the|to|this|standard|required|agreed|yet|enough|occasion|moment|time)){0,3}",
    ),
    "not yet": (
        rf"not yet\b(?! (?:moderat|sampl|mark|iqa)).{{0,40}}|not (?:been )?(?:{_DONE_WORDS})\b.{{0,20}}",
        r"(?:no evidence|nothing|none)(?:,? (?:yet|so far|to show|as yet|(?:at|for) (?:present|the moment|now)))?",
        r"no (?:chance|opportunity|luck)(?: (?:yet|to|so|of|for|at|with)\b.{0,30})?",
        r"nothing (?:seen|new|done|here)\b.{0,20}|never (?:done|seen|tried|had)\b.{0,30}",
        r"no naturally occurring evidence|no evidence (?:required|available|here)|nope|nowhere(?: yet)?|unsure",
        r"struggling(?: with (?:this|it)(?: one)?)?",
        r"(?:yet )?to (?:start|begin)|yet to be \w+|needs? help\b.{0,30}",
        rf"t\.?b\.?[acd]\.?|to ?do|to (?:follow|come)|(?:still )?(?:(?:will|to) be|will) {_TO_BE}.{{0,40}}",
        rf"to (?:add|collect|complete|discuss|do|evidence|provide|redo|submit|upload){_WHEN}",
        rf"(?:still )?(?:awaiting|waiting (?:for|on))(?! .*{_REVIEW}).{{1,60}}",
        r"missing|outstanding|gaps?|evidence needed|needs? evidence|needed",
        rf"{_SOMEONE}(?:(?:am|['’]m|are|is) )?not sure\b.{{0,60}}",
    ),
    "planned": (
        rf"(?:to be )?(?:planned|booked(?: in)?|scheduled|arranged|due|targets?|targeted|expected){_WHEN}",
        rf"{_SOMEONE}(?:still )?(?:needs?|ha(?:ve|s)|wants?) to\b.{{0,60}}",
        r"(?:i['’]?ll|(?:i )?(?:will|(?:am |['’]m )?(?:going|hop(?:e|ing)|plan(?:ning)?) to))"
        r" (?:add|ask|collect|do|find|get|make|show|take|try|upload|use|write)\b.{0,60}",
        rf"plans? (?=for){_WHEN}",
        r"plan only\b.{0,60}|maybe\b.{0,60}|ask \w+|idea:.{0,60}|(?:still )?to be (?:discuss|decid)ed\b.{0,40}",
        r"postponed|deferred|parked|blocked|coming soon|on hold|rescheduled|upcoming",
        rf".{{1,60}}\b(?:(?:still )?to be {_TO_BE}|to (?:follow|come|upload)|not (?:yet )?(?:uploaded|added)){_WHEN}",
        rf".{{1,60}}\b(?:booked|planned|scheduled|arranged|due)(?: in)? (?:for|on|in|by|next)\b{_WHEN}",
    ),
    "under way": (
        r"(?:re)?submitted|draft|in prog(?:ress)?|wip|amber|🟠|🟡|working towards|developing|emerging|awaiting\b.*",
        r"part(?:ial|ially|ly)?(?: (?:met|complete|completed|evidenced|achieved|covered))?",
        r"uploaded|handed in|feedback (?:given|received|sent)",
    ),
    "accepted": (
        r"accepted|approved|agreed|pass(?:ed)?|merit|distinction|sufficient|satisfactory|competent|verified|secure",
        r"confirmed|master(?:ed|y)|signed[ -]?off|fully (?:met|achieved|evidenced|covered)|good|excellent|👍|:\+1:",
    ),
    "mark": (
        rf"x|{_INITIALS}[{TICKS}]{{1,3}}|y|yes|true|\d{{1,3}}(?:\.\d+)?%?|done|met|completed?|covered|achieved|green",
        r"evidenced|marked|demonstrated|shown|observed|seen|witnessed|ok|taught|delivered|assessed",
        r"\[[x✓✔]\]|:(?:white_check_mark|heavy_check_mark|ballot_box_with_check):",
    ),
}
"""The wordings of each state, the whole text, in any case. The first state that fits a text is its state."""
_LETTERS: dict[str, State] = {
    "r": "refused", "f": "refused", "u": "refused", "w": "refused", "rf": "refused", "rs": "refused", "ref": "refused",
    "nc": "refused", "dna": "refused", "dns": "refused", "ns": "not yet", "nys": "not yet", "nya": "not yet",
    "nyc": "not yet", "nym": "not yet", "ip": "under way", "i/p": "under way", "a": "under way", "pm": "under way",
    "nm": "not yet", "p/m": "under way", "c": "accepted", "p": "accepted", "m": "accepted", "d": "accepted",
    "g": "accepted", "n/s": "not yet",
}  # fmt: skip
"""Letters that stand for a state. Elsewhere they may be something else, so where they mean no evidence, it is said."""
_PATTERN = re.compile(
    "|".join(f"(?P<{state.replace(' ', '_')}>{'|'.join(words)})" for state, words in _WORDS.items()), re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s+-+\s*|-+\s+|\s*[–—]\s*|\s*[:;,](?=\s|$)|\s*\(|(?<=\w\w)\.\s(?!\d)")
"""What may stand between the word and a reason: `Referred - needs a date`, but not `Fail-safe` and `N. Shah`."""
_DONE_LATER = re.compile(
    r"(?<!not )(?<!yet )(?<!to be )\b(?:accept|approv|pass|achiev|met\b|reached|handed in|did it|instead\b)",
    re.IGNORECASE,
)
"""What makes a reason say that the work was done or accepted later."""
_DAY = (
    r"(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}-\d\d-\d\d"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTHS})[a-z]*(?: \d{{2,4}})?)"
)
_BEFORE = re.compile(
    rf"(?:[^\w\s(\[<:]+\s*|:\w+:\s*|\d{{1,2}}(?:[.)]|\s+[-–—])\s+|{_DAY}[\s:,–—-]+|(?:still|currently|now)\s+"
    r"|(?:(?:my|the) )?(?:feedback|assessor|tutor|coach|mentor|manager)(?: feedback)?(?: (?:says?|said)(?: that)?)"
    r"(?: (?:this|it))?\s+"
    r"|(?:status|outcome|decision|result|grade|rag|progress|(?:assessor|tutor|coach|mentor|iqa)(?: \w+)?)\s*:\s*)+",
    re.IGNORECASE,
)
"""What may stand before the word: a sign, a number, a date, a label (`❌ Not met`, `2 - Not met`, `3/3 Referred`)."""
_AFTER = re.compile(rf"[\s,:(–-]+(?:on )?{_DAY}\)?(?: [A-Z]{{2,3}})?$|(?<=[a-z]ed) [A-Z]{{2}}$")
"""A date and initials after the word: `Returned 4/3/26 LM`, `Rejected LM`."""
_ONE_WORD = re.compile(r"[A-Za-z]+(?:[_-][A-Za-z]+)+|[A-Z][a-z]+(?:[A-Z][a-z]+)+")
"""Words that are written as one: `not_started`, `Not-met`, `NotStarted`."""
_WORD_ENDS = re.compile(r"[_-]|(?<=[a-z])(?=[A-Z])")
_TARGET = re.compile(r"\W*targets? for\b.*[:–—-]", re.IGNORECASE)
_PRAISE = re.compile(r"outstanding\s*!+.*", re.IGNORECASE)
_WITH_REASON: tuple[State, ...] = ("no", "refused", "not yet", "planned")
_HANDED_IN: tuple[State, ...] = ("under way", "mark")
"""The states that a verdict may follow: `Assessed - not met`, `Draft – not submitted`."""
_VERDICTS: tuple[State, ...] = ("refused", "under way", "accepted", "mark")
_NO_VERDICT = re.compile(
    r"not (?:been |yet )*(?:assess|check|grad|iqa|mark|moderat|review|sampl|verif)\w*|resub(?:mission)?", re.IGNORECASE
)
"""What may follow such a state and refuses nothing: `Submitted - not yet marked`."""
_LONGEST = 160
_LONGEST_WORDS = 60
_WORDS_IN_DOUBT = 3
_NO_EVIDENCE: frozenset[State] = frozenset({"blank", "no", "waiting", "not yet", "planned", "refused"})
_BOX = re.compile(rf"(?P<ticked>{TICKED_BOX})|[{BOXES}]|\[\s*\]", re.IGNORECASE)


@lru_cache(maxsize=8192)
def state_of(text: str) -> State | None:
    """Return what a cell or the rest of a line says, as a whole, about a piece of evidence; None where it says more."""
    text = " ".join(text.replace("\ufe0f", "").split())
    if len(text) > _LONGEST or _PRAISE.fullmatch(text):
        return None
    bare = text.strip(' .!…*_"“”').removeprefix("(").removesuffix(")")
    state = _of_words(text) or _of_boxes(text)
    if (dated := _AFTER.search(bare)) and not is_letters(bare[: dated.start()]):  # `NS 3/3/26` is signed
        bare = bare[: dated.start()]
    if state is None and bare != text:
        state = _of_words(bare)
    if state is None and _ONE_WORD.fullmatch(bare):
        state = _of_words(_WORD_ENDS.sub(" ", bare))
    return state or _after_sign(bare)


def _of_words(text: str) -> State | None:
    if letters := _LETTERS.get(text.lower()):
        return letters
    if state := _listed(text):
        return state
    ends = _SEPARATOR.search(text)
    if not ends or ends.start() > _LONGEST_WORDS:
        return None
    state, rest = _listed(text[: ends.start()]), text[ends.end() :].strip()
    if state in _HANDED_IN:
        if _NO_VERDICT.fullmatch(rest):
            return state
        verdict = _listed(rest)
        return verdict if verdict in _VERDICTS or (verdict == "not yet" and rest[:3].lower() == "not") else None
    return state if state in _WITH_REASON and not _DONE_LATER.search(text, ends.end()) else None


def _listed(text: str) -> State | None:
    """Return the state whose wordings this text is one of."""
    match = _PATTERN.fullmatch(text)
    return cast("State", match.lastgroup.replace("_", " ")) if match and match.lastgroup else None


def _after_sign(text: str) -> State | None:
    """Return the state of the words after a sign, a number, a date or a label, where that means no evidence."""
    before = _BEFORE.match(text)
    if not before or before.end() == len(text):
        return None
    words = text[before.end() :]
    if is_letters(words) and text[0] not in REFUSING:
        return None  # `3/3/26 NS` is signed
    state = _of_words(words)
    if state in _NO_EVIDENCE:
        return state
    refused = text[0] in REFUSING and state is None and not any(sign in text for sign in TICKS)
    return "no" if refused and not _DONE_LATER.search(text) else None


def _of_boxes(text: str) -> State | None:
    """Return the state of what is ticked among several boxes, such as `☐ Yes ☒ No`; "no" where none of them is."""
    boxes = list(_BOX.finditer(text))
    if not boxes:
        return None
    if boxes[0].start() == 0:
        ends = [box.start() for box in boxes[1:]] + [len(text)]
        labels = [(box["ticked"], text[box.end() : end]) for box, end in zip(boxes, ends, strict=True)]
    elif boxes[-1].end() == len(text):
        starts = [0] + [box.end() for box in boxes[:-1]]
        labels = [(box["ticked"], text[start : box.start()]) for box, start in zip(boxes, starts, strict=True)]
    else:
        return None
    ticked = [_of_words(label.strip(" /|,;:.")) for box, label in labels if box and label.strip()]
    if not ticked:
        return None if any(box for box, _ in labels) else "no"
    return next((state for state in ticked if state not in _NO_EVIDENCE), ticked[0])


def is_nothing(text: str) -> bool:
    """Return whether a cell of evidence, or under a code in a matrix, says that there is nothing."""
    return not text or state_of(text) in _NO_EVIDENCE


def is_no_title(text: str) -> bool:
    """Return whether a title says that there is no piece. Longer ones may begin so: `Unable to pay: advice given`."""
    return text.count(" ") < _WORDS_IN_DOUBT and is_nothing(text)


def is_doubtful(text: str) -> bool:
    """Return whether a cell that means no evidence may be meant otherwise, so that it is reported."""
    state = state_of(text)
    if state not in _NO_EVIDENCE or state == "blank":
        return False
    return (
        state in ("planned", "refused")
        or is_letters(text)
        or text.count(" ") >= _WORDS_IN_DOUBT
        or (text[0] in REFUSING and len(text) > 1)
    )


def is_letters(text: str) -> bool:
    """Return whether a cell holds letters that may stand for a state, such as `NS`, or may be the name of a piece."""
    return text.strip().lower() in _LETTERS


def are_names(texts: Iterable[str]) -> bool:
    """Return whether letters among these cells are names of pieces, as there are others such as `B` and `E`."""
    return any(len(text) == 1 and text.isalpha() and state_of(text) is None for text in texts)


def is_tick(text: str) -> bool:
    """Return whether a cell is a tick, a yes, a score, a grade or a RAG word, and nothing else."""
    return state_of(text) in ("under way", "accepted", "mark") and not is_letters(text)


def accepts(status: str) -> bool:
    """Return whether a status says that the piece is accepted."""
    return state_of(status) in ("accepted", "mark")


def says_no(status: str) -> bool:
    """Return whether a status, or an answer, says that the piece is not evidence: it failed, or is still to do."""
    return state_of(status) in ("no", "not yet", "planned", "refused")


def rejects(note: str) -> bool:
    """Return whether a note says only that the piece is not evidence, and is not a target for the next one."""
    return state_of(note) in ("not yet", "planned", "refused") and not _TARGET.match(note)


def is_verdict(text: str) -> bool:
    """Return whether a cell says whether a piece is accepted, and is not a mere tick."""
    return state_of(text) not in (None, "blank", "no", "mark")
