"""KSB5xx: how the texts are written."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from ksb.linter.finding import Edit, Fix, Issue, Remark
from ksb.linter.passages import Passage, passages, statements, titles
from ksb.linter.rule import rule
from ksb.models import KINDS
from ksb.text.english import listed
from ksb.text.spelling import practice_as_verb, stem_of, varieties

if TYPE_CHECKING:
    from ksb.models import Standard

_PLURAL = {"K": "knowledge statements", "S": "skills", "B": "behaviours", "D": "titles of duties"}


# "e-commerce", "a.c.", "t-test" and "de Bono" are written so at the beginning, too.
_LOWER = re.compile(
    r"(?![a-z][.-]|(?:d[aeiu]|del|den|der|l[ae]|van|von) (?:(?:de|den|der|la) )?[A-Z])[a-z]+\b(?![A-Z])"
)


def _listed(names: Sequence[str]) -> str:
    return listed([*names[:5], f"{len(names) - 5} more"] if len(names) > 6 else names)


def _remarks(found: Sequence[Passage], message: str) -> tuple[Remark, ...]:
    return tuple(Remark(passage.at, f"{passage.name} {message}") for passage in found[1:])


@rule("KSB501", severity="info")
def lower_case_start(standard: Standard) -> Iterator[Issue]:
    """A title or statement that starts in lower case while its peers do not.

    It looks like the rest of a sentence that was lost. Start it with a capital. The titles of duties are compared
    with each other, and so are the definitions of one kind; of a group that mostly starts in lower case nothing
    is said.

    Bad:
        duties:
          - number: 1
            title: draw up the schedule
            cites: [K1, S1, B1]
          - number: 2
            title: Keep to the schedule
            cites: [K1, S1, B1]
          - number: 3
            title: Book the crew
            cites: [K1, S1, B1]
    Good:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
          - number: 2
            title: Keep to the schedule
            cites: [K1, S1, B1]
          - number: 3
            title: Book the crew
            cites: [K1, S1, B1]
    """
    for group in (*(statements(standard, kind) for kind in KINDS), list(titles(standard))):
        lower = [passage for passage in group if _LOWER.match(passage.text)]
        if len(lower) * 2 < len(group):
            for passage in lower:
                first = len(passage.text.split()[0])
                yield passage.issue(f'starts in lower case: "{_opening(passage.text)}"', within=(0, first))


_CLOSING = " \"'”’)"
# Their full stop is no end of a sentence.
_ABBREVIATED = re.compile(
    r"\b(?:etc|et al|approx|incl|dept|plc|sq|ft|Bros|Co|Dr|Inc|Jr|Ltd|Ph\.D|[A-Z]\.Sc|[A-Za-z]\.[A-Za-z])\.$"
)


@rule("KSB502", severity="info")
def mixed_full_stops(standard: Standard) -> Iterator[Issue]:
    """Definitions of one kind, or titles of duties, that end now with, now without a full stop.

    Lists made from them look careless, and each mixture is a difference between two texts that means nothing.
    Settle on one. There is one finding for each kind, at the first of the fewer. Statements that end in an
    abbreviation ("etc.") are not counted.

    Bad:
        ksbs:
          K1: How a production is scheduled
          K3: How a production is paid for.
          K2: How a production is staffed
          S1: Draw up a schedule
          B1: Works with care
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, K2, K3, S1, B1]
    Good:
        ksbs:
          K1: How a production is scheduled
          K3: How a production is paid for
          K2: How a production is staffed
          S1: Draw up a schedule
          B1: Works with care
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, K2, K3, S1, B1]
    """
    groups = {kind.prefix: statements(standard, kind) for kind in KINDS} | {"D": list(titles(standard))}
    for letter, group in groups.items():
        ended: list[Passage] = []
        bare: list[Passage] = []
        for passage in group:
            text = passage.text.rstrip(_CLOSING)
            if not text.endswith(("?", "!")) and not (text.endswith(".") and _ABBREVIATED.search(text[-10:])):
                (ended if text.endswith(".") and not text.endswith("..") else bare).append(passage)
        if ended and bare:
            fewer, how = (ended, "ends with a full stop") if len(ended) < len(bare) else (bare, "ends without one")
            names = _listed([passage.name.removeprefix("the title of ") for passage in fewer])
            end = "ends" if len(ended) == 1 else "end"
            message = (
                f"{len(ended)} of {len(ended) + len(bare)} {_PLURAL[letter]} {end} with a full stop and {len(bare)}"
                f" without; {'with' if fewer is ended else 'without'}: {names}"
            )
            yield Issue(fewer[0].at, message, related=_remarks(fewer, how), key=letter)


# A dash with a space on one side only; "pre- and post-production", "-5" and "such as -ness" are no such thing. Whether
# a space or the joining of two words is missing is plain only before a capital or beside a dash proper. What most texts
# do not hold is looked for first.
_PUNCTUATION = r"(?:[,;:!?.](?:\s|$)|[,;][^\W\d_]{2}|\))"
_BEFORE_PUNCTUATION = re.compile(" [,;:!?.)]")
_LOPSIDED = re.compile(r"[-–—](?:(?= )(?<! .)|(?<= .)(?! ))")
_NAMED = "".join(rf"(?<!\b{word} -)" for word in ("as", "ending", "flag", "like", "option", "suffix"))
_SPACING = (
    (
        "a double space",
        re.compile("[ \t\xa0]{2}"),
        re.compile(rf"(?<=\S)[ \t\xa0]{{2,}}(?=\S)(?!(?<= ){_PUNCTUATION})"),
        " ",
    ),
    (
        "a space before punctuation",
        _BEFORE_PUNCTUATION,
        re.compile(rf"(?<=[^\s.]) +(?!(?<=\d ): \d|\. \.)(?={_PUNCTUATION})"),
        "",
    ),
    ("a space after a bracket", re.compile(r"\( "), re.compile(r"(?<=\() +(?=[^\s)])"), ""),
    (
        "a dash with a space on one side only",
        _LOPSIDED,
        re.compile(
            rf"(?<=[^\W\d_] -){_NAMED}(?=[A-Z](?:[a-z]{{2}}|[A-Z]+\b)|[AI] )|(?<=[^\W\d_] [–—])(?=[A-Za-z])"
            r"|(?<=[^\W\d_])(?=- +[A-Z]|[–—] +[^\W\d_])"
        ),
        " ",
    ),
    (
        "a dash with a space on one side only",
        _LOPSIDED,
        re.compile(
            rf"(?<=[^\W\d_] -){_NAMED}(?=[a-z])(?!(?:[a-z]{{1,2}}|[ai]ble|ful|i[sz]e|ing|less|ment|ness|[st]ion)\b)"
            r"|(?<=[^\W\d_])(?=- +[a-z])(?!- +(?:\S+ ){0,2}(?:(?:and|or|then|through|to)\b|&))"
            r"(?!- +(?:as well as|but|nor|not|rather|versus|vs)\b)"
        ),
        None,
    ),
)
_SPACED = (
    [f" {sign}" for sign in " ,;:!?.)-–—"] + [f"{sign} " for sign in "(-–—"] + ["\t", "\xa0 ", " \xa0", "\xa0\xa0"]
)
_MOST = 1_000
"""How many places in one text are told at once."""
_NEAR = 200
"""How many characters on each side of a place are looked at for the words there."""
_MARKUP = re.compile(
    r"</?(?:a|b|br|del|div|em|font|h[1-6]|i|img|ins|li|o:p|ol|p|s|section|span|strike|strong|sub|sup|table|tbody|td|th|tr|u|ul)"
    r"\b[^<>]*>|<!--|-->|&(?:[a-z]{2,8}|#[0-9]{1,6}|#x[0-9a-fA-F]{1,5});|_x000D_|(?<!\w)\*\*(?=\w)|~~(?=\w)",
    re.IGNORECASE,
)
_ABOUT_MARKUP = re.compile(r">(?:,? (?:and|or) <| (?:tag|element)s?\b)")
_UNSEEN = re.compile("[\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ue000-\uf8ff\ufff9-\ufffc]")
_MISREAD = re.compile("\ufffd|â€.?|Ã[\x80-\xbf]|Â[\xa0-\xbf]")


@rule("KSB503", severity="info", fix="safe")
def stray_spacing(standard: Standard) -> Iterator[Issue]:
    """Double, lop-sided or trailing spaces, one before punctuation, left-over markup, unseen characters.

    They are left over from editing and copying, and make two texts differ that say the same. The spacing can be
    repaired for you; what markup (`<br>`, `&amp;`) or a letter that was misread ("â€™") stands for, only you can tell.

    Bad:
        ksbs:
          K1: How a production is scheduled
          S1: Draw up a schedule
          B1: Care -Works  with care
    Good:
        ksbs:
          K1: How a production is scheduled
          S1: Draw up a schedule
          B1: Care - Works with care
    """
    texts = passages(standard)
    for passage in texts.holding(*_SPACED):
        at, text = passage.at, passage.text
        for what, hint, pattern, new in _SPACING:
            for match in islice(pattern.finditer(text), _MOST) if hint.search(text) else ():
                said = f'has {what} at "{_around(text, match.start())}"'
                fix = None if new is None else Fix("safe", (Edit(at, new, match.span()),))
                yield passage.issue(said, within=_wide(match.span(), text), fix=fix)
    for passage in texts.holding("<", ">", "&", "_x000d_", "**", "~~"):
        markup = list(islice(_MARKUP.finditer(passage.text), _MOST))
        if markup and not _ABOUT_MARKUP.search(passage.text):
            told = list(dict.fromkeys(match[0] for match in markup))
            yield passage.issue(f"has left-over markup: {_listed(told)}", within=markup[0].span())
    for passage in texts.each:
        for where, span in _spaces_at_ends(passage.text):
            if passage.at == ("title",) and where == "beginning":
                continue  # KSB603
            fix = Fix("safe", (Edit(passage.at, "", span),))
            yield passage.issue(f"has a space at its {where}", within=span, fix=fix)
        if passage.text.isascii():
            continue
        for match in islice(_UNSEEN.finditer(passage.text), _MOST):
            said = f"has a character that shows nothing, U+{ord(match[0]):04X}, at"
            near = _around(passage.text, match.start()).replace(match[0], "")
            yield passage.issue(f'{said} "{near}"', within=_wide((match.end(), match.end()), passage.text))
        for match in islice(_MISREAD.finditer(passage.text), _MOST):
            said = f'has a character that was misread, at "{_around(passage.text, match.start())}"'
            yield passage.issue(said, within=match.span())


def _spaces_at_ends(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield where a text has spaces that are not seen: at which end, and which characters they are."""
    lines = text.strip("\n")
    words = lines.strip(" \t\xa0")
    if words and words != lines:
        start = text.index(words)
        end = start + len(words)
        first = text.index(lines)
        if first < start:
            yield "beginning", (first, start)
        if end < first + len(lines):
            yield "end", (end, first + len(lines))


def _wide(span: tuple[int, int], text: str) -> tuple[int, int]:
    """Return a place that can be seen: one between two characters with both of them."""
    start, end = span
    return (start, end) if start < end else (max(start - 1, 0), min(end + 1, len(text)))


def _before(text: str, at: int) -> str:
    return text[max(at - _NEAR, 0) : at]


def _around(text: str, at: int) -> str:
    """Return the words on both sides of a place, as they stand."""
    near = _before(text, at)
    words = near.split()[-2:]
    first = words[-2:-1] if words[-1:] in (["-"], ["–"], ["—"]) else words[-1:]
    before = near[near.rfind(first[0]) :] if first else near
    after = re.match(r"\s*\S*(?:(?<=\s[-–—])\s+\S+|(?<=^[-–—])\s+\S+)?", text[at : at + _NEAR])
    return before + (after[0] if after else "")


_CONJUNCTION = [f"{first} {second}" for first in ("and", "or", "and,", "or,") for second in ("and", "or")]
_CONJUNCTIONS = re.compile(r"\b(?<!either/)(and/or|and|or),? (and/or|and|or)\b", re.IGNORECASE)


@rule("KSB504", severity="info")
def clumsy_conjunction(standard: Standard) -> Iterator[Issue]:
    """Two conjunctions in a row: "or and/or" and its like.

    An edit left both where one was meant to go, and the reader can't tell which. Keep one.

    Bad:
        ksbs:
          K1: How a production is scheduled
          S1: Draw up a schedule or and/or a budget
          B1: Works with care
    Good:
        ksbs:
          K1: How a production is scheduled
          S1: Draw up a schedule and/or a budget
          B1: Works with care
    """
    for passage in passages(standard).holding(*_CONJUNCTION):
        for match in _CONJUNCTIONS.finditer(passage.text):
            first, second = match[1].lower(), match[2].lower()
            # In capitals they are the operators: "AND, OR and NOT".
            if first != second and not (match[1].isupper() or match[2].isupper()):
                yield passage.issue(f'says "{match[0]}"', within=match.span())


@rule("KSB505", severity="info")
def spelling_varies(standard: Standard) -> Iterator[Issue]:
    """One word in two spellings in one document, or "practice" used as a verb.

    Searches find one half of them. Settle on one: "coordinate" or "co-ordinate", "organise" or "organize"; in British
    English a licence and a practice are nouns, to license and to practise are verbs. A word of eight letters or more
    that stands there with one letter for two as well ("referal") is a slip. There is one finding for each word, at the
    spelling that is used less. `allowed-spellings` in the configuration lists words to leave alone.

    Bad:
        ksbs:
          K1: How to coordinate a production
          S1: Co-ordinate a production
          S2: Coordinate a crew
          B1: Works with care
    Good:
        ksbs:
          K1: How to coordinate a production
          S1: Coordinate a production
          S2: Coordinate a crew
          B1: Works with care
    """
    texts = passages(standard)
    found = texts.each
    for fewer, most in varieties([passage.text for passage in found], texts.lower):
        here, *within = fewer.places[0]
        form = _unhyphenated(found, fewer.places[0])
        alike = (place for place in most.places[:_MOST] if _unhyphenated(found, place) == form)
        there, start, end = next(alike, most.places[0])
        passage = found[here]
        other = found[there].text[start:end]
        message = f'{passage.name} says "{passage.text[slice(*within)]}", but {found[there].name} "{other}"'
        yield Issue(
            passage.at,
            message,
            within=(within[0], within[1]),
            related=(Remark(found[there].at, f'"{other}" stands here'),),
            key=" ".join(sorted({stem_of(fewer.form), stem_of(most.form)})),
            spellings=(*fewer.forms, *most.forms),
        )
    for passage in texts.holding("practic"):
        does = passage.at[0] == "duties" or passage.name[0] in "SB"
        if place := practice_as_verb(passage.text, opens_with_verb=does):
            said = f'says "{passage.text[slice(*place)]}"; in British English the verb is "practise"'
            yield passage.issue(said, within=place, spellings=("practice",))


@rule("KSB506", severity="info")
def mixed_openings(standard: Standard) -> Iterator[Issue]:
    """Statements of one kind that open in different ways.

    "Understand how ...", "Understands ...", "Knowledge of ..." and "How to ..." say the same, but read as if they
    did not. Settle on one form. There is one finding for each kind, at the first statement of a form that is used
    less. Knowledge opens with a verb of knowing (understand, understands), a noun (knowledge of) or with what is
    known; skills and behaviours with a verb (use, uses, using) or an ability (able to, can). Openings that are none
    of these are not compared.

    Bad:
        ksbs:
          K1: How a production is scheduled
          K2: How a production is paid for
          K3: Understands how a production is staffed
          S1: Draw up a schedule
          B1: Works with care
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, K2, K3, S1, B1]
    Good:
        ksbs:
          K1: How a production is scheduled
          K2: How a production is paid for
          K3: How a production is staffed
          S1: Draw up a schedule
          B1: Works with care
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, K2, K3, S1, B1]
    """
    for kind in KINDS:
        letter = kind.prefix
        forms: dict[str, list[Passage]] = {}
        for passage in statements(standard, kind):
            if form := _knowing(passage.text) if letter == "K" else _doing(passage.text):
                forms.setdefault(form, []).append(passage)
        ranked = sorted(forms.items(), key=lambda item: -len(item[1]))
        if len(ranked) > 1:
            told = [f"{len(found)} with {form}" for form, found in ranked]
            fewer = [passage for _, found in ranked[1:] for passage in found]
            names = _listed([passage.name for passage in fewer])
            message = f"{_PLURAL[letter]} open in different ways: {_listed(told)} ({names})"
            yield Issue(fewer[0].at, message, key=letter, related=_remarks(fewer, "opens so too"))


def _unhyphenated(found: Sequence[Passage], place: tuple[int, int, int]) -> str:
    i, start, end = place
    return re.sub("[-‐‑]", "", found[i].text[start:end].lower())


_KNOWING = re.compile(
    r"(?:(?P<verb>understand|know(?!-| your\b)|appreciate|recognise|explain|describe|be aware"
    r"|have (?:an?|the) (?:\w+ )?(?:knowledge|understanding|awareness))"
    r"|(?P<third>understands|knows|appreciates|recognises|explains|describes|is aware|has (?:an?|the) (?:\w+ )?"
    r"(?:knowledge|understanding|awareness))"
    r"|(?P<noun>(?:an? |the )?(?:(?:[\w-]+ |in depth )?(?:knowledge|understanding)"
    r"|(?:(?:basic|broad|clear|general|good) )?(?:awareness|appreciation)) (?:about|of|on)))\b",
    re.IGNORECASE,
)
_ABILITY = re.compile(r"(?:be able to|(?:the )?ability to|able to|can|is able to|how to|to)\b(?!-)", re.IGNORECASE)
# A verb as it stands, and yet a noun: "Respect for others", "Use of tools", "Work ethic", "Lead flashing: ...".
_NOUN = re.compile(r"(?:respect for|use of|work eth|lead flash|weld inspect)", re.IGNORECASE)
# Verbs that open statements and are hardly ever nouns there.
# fmt: off
_VERBS = (
    "accept", "accommodate", "achieve", "acquire", "act", "adapt", "add", "adhere", "adopt", "advise", "allocate",
    "analyse", "anticipate", "apply", "appraise", "appreciate", "arrange", "assemble", "assess", "assimilate", "assist",
    "be", "behave", "build", "calculate", "carry", "check", "choose", "collaborate", "collect", "commit", "communicate",
    "compile", "complete", "comply", "conduct", "configure", "connect", "consider", "construct", "consult", "continue",
    "coordinate", "create", "cut", "deal", "decide", "define", "deliver", "demonstrate", "describe", "determine",
    "develop", "devise", "diagnose", "digitise", "dispatch", "display", "dispose", "employ", "empower", "enact",
    "encode", "encourage", "engage", "ensure", "establish", "evaluate", "explain", "facilitate", "follow", "formulate",
    "gather", "handle", "have", "identify", "implement", "include", "inspect", "install", "integrate", "interpret",
    "investigate", "keep", "lead", "liaise", "listen", "locate", "maintain", "make", "manage", "maximise", "measure",
    "monitor", "multitask", "negotiate", "obtain", "operate", "optimise", "organise", "participate", "perform", "plan",
    "practise", "prepare", "present", "prioritise", "produce", "promote", "protect", "provide", "put", "read",
    "realise", "recognise", "recommend", "rectify", "remain", "remove", "resolve", "respect", "respond", "restore",
    "secure", "seek", "select", "serve", "sew", "share", "solve", "supervise", "take", "think", "translate",
    "understand", "undertake", "upholster", "use", "utilise", "visualise", "weld", "work", "write",
)
# fmt: on


_LETTERS = re.compile("[a-z]+")
_ADVERB = re.compile("(?!assemb|dai|ear|fami|friend|month|quarter|supp|time|week|year)[a-z]+ly")
# "Planning applications: prepare them", "Adding value - Provides ...": what stands in front is no verb.
_LABELLED = re.compile(r"[^.,;:]{1,60}?(?::|\s[-–—])\s")


def _forms() -> dict[str, str]:
    """Return each form of the verbs that open statements, with what it is called."""
    forms: dict[str, str] = {"is": _THIRD, "has": _THIRD, "being": _GERUND, "having": _GERUND}
    for verb in _VERBS:
        forms[verb] = _PLAIN
        forms[re.sub(r"(?<=ss|sh|ch)$", "e", re.sub(r"(?<![aeiou])y$", "ie", verb)) + "s"] = _THIRD
        stem = re.sub(r"(?<=[^e])e$", "", verb)
        doubled = stem[-1] if re.fullmatch("(?:com)?[^aeiou]+[aeiou][nt]", verb) else ""
        forms[stem + doubled + "ing"] = _GERUND
    return forms


_PLAIN = 'a verb such as "use"'
_THIRD = 'a verb such as "uses"'
_GERUND = 'a verb such as "using"'
_FORMS = _forms()


def _knowing(text: str) -> str | None:
    match = _KNOWING.match(text.lstrip(" :;,.-–—"))
    kind = match.lastgroup if match else None
    return {
        None: "what is known",
        "verb": 'a verb such as "understand"',
        "third": 'a verb such as "understands"',
        "noun": 'a noun such as "knowledge of"',
    }[kind]


def _doing(text: str) -> str | None:
    if match := _ABILITY.match(text):
        return f'"{match[0].lower()}"'
    words = (match[0] for match in _LETTERS.finditer(text[:80].lower()))
    form = _FORMS.get(next((word for word in words if word in _FORMS or not _ADVERB.fullmatch(word)), ""))
    return None if _NOUN.match(text) or (form != _PLAIN and _LABELLED.match(text)) else form


_SECOND_PERSON = re.compile(
    r"\b(?<!thank )(?<!bring )(?<!know )(?<!pay as )(?<!do it )(?<!-)"
    r"(?:you|your|yours|yourself|yourselves)\b(?! said\b)",
    re.IGNORECASE,
)
_QUOTED = re.compile('“[^“”]*”|‘[^‘’]*’(?!\\w)|"[^"]*"')
_THIRD_PERSON = {
    "you": '"they" or "them"', "your": '"their" or "own"', "yours": '"theirs"', "yourself": '"themselves"',
    "yourselves": '"themselves"',
}  # fmt: skip


@rule("KSB507", severity="info")
def second_person(standard: Standard) -> Iterator[Issue]:
    """ "You" or "your" where the standard speaks of the apprentice.

    A standard speaks of the apprentice, not to them; a reader takes "your" for someone else's. Say "their" or "own".
    Of a standard that says "you" in most of its statements nothing is said, nor of what is quoted, nor of phrases such
    as "know your customer", "pay as you earn" and "thank you".

    Bad:
        ksbs:
          K1: How a production is scheduled
          S1: Draw up your schedule
          B1: Works with care
    Good:
        ksbs:
          K1: How a production is scheduled
          S1: Draw up own schedule
          B1: Works with care
    """
    texts = passages(standard)
    each = [(passage, _addressed(passage.text)) for passage in texts.holding("you")]
    found = [(passage, matches) for passage, matches in each if matches]
    if len(found) * 2 < len(texts.each):
        for passage, matches in found:
            for match in matches:
                said = f'says "{match[0]}" of the apprentice, not {_THIRD_PERSON[match[0].lower()]}'
                yield passage.issue(said, within=match.span())


def _addressed(text: str) -> list[re.Match[str]]:
    """Return where a text says "you", quotations put aside."""
    spoken = _QUOTED.sub(lambda match: " " * len(match[0]), text)
    return list(islice(_SECOND_PERSON.finditer(spoken), _MOST))


def _opening(text: str) -> str:
    shown = text.split()[:3]
    return " ".join(shown) + (" …" if len(text.split()) > 3 else "")


_IN_A_ROW = re.compile(r"[,.;:!?][,.;:!?–—-]")
_STRAY = re.compile(
    r"^\W*$|^[:;,](?=\s|\w)|^\.(?=\s|[a-z])(?!(?:csv|css|docx?|html?|js|json|md|net|pdf|py|txt|xlsx?|xml)\b)"
    r"|^(?:[-–—*/?](?=\s)|[•·▪●○◦])(?=\s*\w)|,[,.;]|;[;:,.]|:[;,.]|::(?=\s|$)|!!|\?\?|;[-–—](?![\d)])|(?<![.\d])\.\.(?![./\d*])"
    r"|[,;:]$|\s[-–—]$",
)


@rule("KSB508", severity="info")
def stray_punctuation(standard: Standard) -> Iterator[Issue]:
    """A text that starts with punctuation, ends in a comma, has two marks in a row, or holds no words.

    Something was cut off or left over. Complete the text, or remove the mark; a paragraph that is only a full stop
    can go. A paragraph may end in a comma or a colon where another goes on with it.

    Bad:
        ksbs:
          K1: How a production is scheduled
          S1: Draw up a schedule,
          B1: Works with care
    Good:
        ksbs:
          K1: How a production is scheduled
          S1: Draw up a schedule
          B1: Works with care
    """
    each = passages(standard).each
    for passage, after in zip_longest(each, each[1:]):
        text = passage.text
        if text[:1].isalnum() and text[-1] not in ",;:-–—" and not _IN_A_ROW.search(text):
            continue
        match = _STRAY.search(text)
        if match and not any(character.isalnum() for character in text):
            yield passage.issue(f'holds no words: "{text}"')
        elif match and not (match.end() == len(text) and _goes_on(passage, after)):
            where = "starts with" if match.start() == 0 else "ends with" if match.end() == len(text) else "has"
            told = "" if where != "has" else f' at "{_around(text, match.end())}"'
            yield passage.issue(f'{where} "{match[0].strip()}"{told}', within=match.span())


def _goes_on(passage: Passage, after: Passage | None) -> bool:
    """Return whether a paragraph has another behind it, such as the first item of a list."""
    return after is not None and after.kind == passage.kind and "paragraph" in (passage.kind or "")


_ITEM = re.compile(r"(?:(?<=^)|(?<=\s))(?:[0-9]{0,2}[a-zA-Z]|[ivxIVX]{1,4}|[0-9]{1,2})\)")


@rule("KSB509", severity="info")
def unbalanced_brackets(standard: Standard) -> Iterator[Issue]:
    """A bracket or a quotation mark that is opened and not closed, or the reverse.

    Where the aside or the quotation ends is left to the reader. Add the mark that is missing. Items of a list, as in
    "a) ..., b) ...", are left alone, and so are inches.

    Bad:
        ksbs:
          K1: How a production is scheduled (drawn up and kept
          S1: Draw up a schedule
          B1: Works with care
    Good:
        ksbs:
          K1: How a production is scheduled (drawn up and kept)
          S1: Draw up a schedule
          B1: Works with care
    """
    for passage in passages(standard).holding(*_MARKS):
        text = passage.text
        for what, place in (("bracket", _lone_bracket(text)), ("quotation mark", _lone_quotation_mark(text))):
            if place is not None:
                opens = text[place] in "([“‘'" or _OPENING.match(text, place)
                verb, other = ("opens", "close") if opens else ("closes", "open")
                said = f'{verb} a {what} that it does not {other}, at "{_around(text, place)}"'
                yield passage.issue(said, within=(place, place + 1))


_MARKS = (*'()[]"“”‘', " '", "('")
_OPENING = re.compile(r'(?<![^\s(])"')
_INCHES = re.compile(r'[\d¼½¾]["”]')


# A single mark that opens is certain where none follows that may close it: others are apostrophes.
_SINGLE = re.compile(r"(?<![^\s(])[‘'](?=[^\W\d])(?!(?:cause|em|n|til|tis|twas)\b)")
_MAY_CLOSE = re.compile(r"['’](?!\w)")


def _lone_bracket(text: str) -> int | None:
    items = {match.end() - 1 for match in _ITEM.finditer(text)}
    without, with_items = _unpaired(text, "()", items), _unpaired(text, "()")
    if without and with_items:
        return without[0]
    return next(iter(_unpaired(text, "[]")), None)


def _lone_quotation_mark(text: str) -> int | None:
    closed = max((match.end() for match in _MAY_CLOSE.finditer(text)), default=0)
    if single := _SINGLE.search(text, closed):
        return single.start()
    if _INCHES.search(text) or "„" in text:
        return None
    # A straight mark opens where a word begins. Where there is an even number of them they are written oddly.
    curly = _OPENING.sub("“", text).replace('"', "”") if text.count('"') % 2 else text.replace('"', " ")
    return next(iter(_unpaired(curly, "“”")), None)


def _unpaired(text: str, pair: str, items: Container[int] = ()) -> list[int]:
    """Return where marks stand that have no other half; those of the items of a list are left aside."""
    opened: list[int] = []
    closed: list[int] = []
    for match in re.finditer(f"[{re.escape(pair)}]", text):
        place = match.start()
        if match[0] == pair[0]:
            opened.append(place)
        elif place in items:
            continue
        elif opened:
            opened.pop()
        else:
            closed.append(place)
    return opened + closed


_JOINED = re.compile(r"[,;][^\W\d_]{2}")
_COMMA = re.compile(r"[,;](?=\w)")
_NO_SPACE = re.compile(r"(?<=[^\W_][,;])(?=[^\W\d_]{2})")
# What a comma or a semicolon without a space may well stand behind: part of an address, and the name of a character.
_NO_WORD = re.compile(r"://|^www\.|@|&#?\w+;$")


@rule("KSB510", severity="info", fix="safe")
def missing_space(standard: Standard) -> Iterator[Issue]:
    """No space after a comma or a semicolon.

    Two words run together, and neither is found by a search for it. Put the space in.

    Bad:
        ksbs:
          K1: How a production is planned,scheduled and paid for
          S1: Draw up a schedule
          B1: Works with care
    Good:
        ksbs:
          K1: How a production is planned, scheduled and paid for
          S1: Draw up a schedule
          B1: Works with care
    """
    for passage in passages(standard).each:
        at, text = passage.at, passage.text
        for match in islice(_NO_SPACE.finditer(text), _MOST) if _JOINED.search(text) else ():
            before = _before(text, match.start()).split()[-1]
            if not _NO_WORD.search(before):
                said = f'lacks a space in "{_around(text, match.start())}"'
                # Of several words in a row, nobody knows whether they are a line of code: "name,age,city".
                alone = len(_COMMA.findall(before + text[match.start() : match.start() + _NEAR].split()[0])) == 1
                fix = Fix("safe", (Edit(at, " ", match.span()),)) if alone else None
                yield passage.issue(said, within=_wide(match.span(), text), fix=fix)


_PLACEHOLDER = re.compile(
    r"\b(?:TBA|TBC|TBD|TODO|FIXME|XXX+)\b|(?i:\blorem ipsum\b)|_{3,}|\{\{[^{}]*\}\}"
    r"|(?i:[\[<{](?:add|enter|insert|type)\s[^\[\]<>{}]*[\]>}])"
    r"|(?i:\b(?:click|tap)(?: or (?:click|tap))? here to enter\b)"
    r"|Error! (?:Reference source|Bookmark) not\b"
    r"|^(?i:n/a|nil|none|tba|tbc|tbd|to be (?:confirmed|decided|determined)|x)\.?$"
)
_MAY_HOLD = ("tb", "todo", "fixme", "xxx", "lorem", "__", "{", "[", "<", "here to enter", "error! ", "n/a", "to be ")
_CODED = re.compile(r"(?:([KSB])\s?[1-9]\d{0,2}|Duty [1-9]\d{0,2})\s*[:.)–—-](?=\s)")
_GOING_ON = (
    " a",
    " an",
    " and",
    " and/or",
    " e.g.",
    " for example",
    " i.e.",
    " including",
    " or",
    " such as",
    " the",
    " &",
)


@rule("KSB511", severity="warning")
def unfinished_text(standard: Standard) -> Iterator[Issue]:
    """A placeholder that nobody filled in, a code left in front of a text, or a text that breaks off.

    It was to be seen to before the document went out. Write what is missing, or take out what is left over. A text
    breaks off that ends in "and", "or", "the", "including", "for example" or the like.

    Bad:
        ksbs:
          K1: How a production is scheduled and
          S1: 'S1: Draw up a schedule'
          B1: TBC
    Good:
        ksbs:
          K1: How a production is scheduled and paid for
          S1: Draw up a schedule
          B1: Works with care
    """
    texts = passages(standard)
    held = {id(passage) for passage in texts.holding(*_MAY_HOLD)}
    for passage, after in zip_longest(texts.each, texts.each[1:]):
        text = passage.text
        if (id(passage) in held or len(text) < 6) and (match := _PLACEHOLDER.search(text)):
            yield passage.issue(f'has a placeholder, "{match[0]}"', within=match.span())
        elif passage.at[0] in ("ksbs", "duties") and (match := _CODED.match(text)):
            yield passage.issue(f'starts with a code, "{match[0]}"', within=match.span())
        elif text.endswith(_GOING_ON) and not _goes_on(passage, after):
            start = text.rindex(" ") + 1
            yield passage.issue(f'breaks off after "{text[start:]}"', within=(start, len(text)))
