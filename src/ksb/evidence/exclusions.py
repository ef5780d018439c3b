"""What a text says is not covered: `I did not cover K1`, `We plan to look at (K5)`, `K1 to K3 (not K2)`, `K4 ✗`.

The same goes for codes in questions, and for those that instructions give as examples.
"""

import re
from collections.abc import Iterator

from ksb.evidence.patterns import CROSSES, FEW, ITEM, KIND_WORDS, LIST, MONTHS, PREFIX, REFUSING, boxed
from ksb.evidence.states import is_letters, says_no

_DO = r"(?:do|cover|evidence|complete|show|work on|achieve|meet|finish|gather|collect|develop|demonstrate|address)"
DONE = (
    r"(?:re-?)?(?:done|covered|evidenced|completed?|shown|worked on|achieved|met|finished|started|demonstrated"
    r"|addressed|assessed|attempted|observed|seen|signed off)"
)
KSBS = rf"(?:ksbs?|{KIND_WORDS}|criteria|codes?|evidence)"
_TO_DO = rf"to (?:be {DONE}|{_DO})"
_MORE_NEEDED = r"(?:more|further) evidence (?:is )?(?:needed|required)"
MISSING = (
    rf"(?:(?:(?:the|my|our|which|what) )?(?:{KSBS}|areas|things|what)(?:['’]s)?(?: (?:that|which))?\s+)?"
    r"(?:(?:do |did |have )?(?:i|we|you|they)(?:['’]ve)? )?(?:(?:is|are|still) ){0,2}"
    rf"(?:(?:(?:have|has) )?(?:still|yet) (?:(?:have |has )?{_TO_DO}|needed)"
    rf"|(?:still )?(?:aim|hope|intend|needs?|have|has|left|plan|want|(?:would|['’]d) like) {_TO_DO}"
    rf"|{_TO_DO}|to[ -]?do|left"
    rf"|(?:unmet|uncovered|missing|outstanding|remaining)(?: {KSBS})?|(?:my )?gaps?(?: in (?:my |the )?{KSBS})?"
    rf"|(?:still )?need(?:s|ed)?(?: (?:more|further))?(?: (?:evidence|work))?(?: (?:for|on))?"
    r"|(?:more|further) (?:evidence|work) (?:is )?(?:needed|required)(?: (?:for|on))?"
    rf"|(?:(?:have|has) not|haven['’]t|hasn['’]t|not)(?: yet)?(?: been)? {DONE}(?: yet)?"
    rf"|(?:did not|didn['’]t) {_DO}(?=\s*(?:[:–—-]|$))"
    r"|not yet(?: \w+)?|no evidence(?: yet)?(?: for)?"
    r"|(?:areas|points|room) (?:for|of|to) (?:further )?(?:(?:develop|improve|strengthen|enhance)(?:ment)?|growth)"
    r"|development (?:areas|needs|points)"
    r"|next (?:steps?|week|month|time|block|review|visit|session|term))"
)
"""What announces KSBs that there is no evidence for: `KSBs I still need`, `What is left to do`, `Unmet KSBs`."""
_ADVERB = r"(?:yet|quite|fully|really|actually|currently|be|been|got)"
_SHOW = (
    r"(?:accept|achiev|address|agree|answer|approv|assess|attempt|claim|complet|cover|demonstrat|do\b|done\b|evidenc|hit\b"
    r"|includ|meet|met\b|observ|pass|seen\b|show|sign)\w*(?: off)?"
)
_PLANNING = r"due|yet|plan(?:ning)?|hop(?:e|ing)|intend(?:ing)?|going|aim(?:ing)?|looking|expect(?:ing)?"
_INTEND = rf"(?:{_PLANNING}|hoped|want|wish|(?:would|['’]d) (?:really )?(?:like|love|prefer)) to"
"""What says that something is only planned."""
_AM = r"(?: am| are|['’]m|['’]re)?"
_NOT_OR_BUT = (
    r"not|never|nor|no(?=\s+evidence)|without|except(?:ing|ion)?(?: for)?|excluding|excl|apart from|other than"
)
_STILL_NEEDED = rf"(?:still|yet) (?:have to|to)|(?:I|we|still|also) (?:needs?|want)|{_MORE_NEEDED}"
_PLANNED = (
    rf"(?:I|we){_AM}(?: still| also| now| really)? ?{_INTEND}|(?:I|we)(?: will| shall|['’]ll)"
    r"|(?:aim|goal|plan|target|intention|hope|objective) is to|(?:my|our) (?:aim|goal|plan|target|intention) to"
)
_WITHOUT_SUBJECT = rf"need(?:s|ed)?|will(?!\s+\w*(?:ed|[^s]s|met|wn|id)\b)|{_INTEND}"
"""What says so at the start of a sentence: `Need K4`, `Will cover K4`, `Hoping to show K4`."""
_BETWEEN = (
    r"yet|be|been|any|the|find|also|then|really|fully|quite|sure|about|evidence|for|of|able|to|have|get|gain|more|further"
    rf"|work(?:ing)?|on|towards|{_SHOW}"
)
_SEVERAL = rf"{LIST}(?:[\])]\s?(?:,\s?(?:and\s)?|and\s|&\s?)?[\[(]{LIST}){{0,20}}"
"""A list of codes, or several lists in brackets side by side: `[S4], [S5] and [S6]`."""
_NOT_BEFORE = re.compile(
    rf"(?:\b(?:{_NOT_OR_BUT}|{_STILL_NEEDED}|{_PLANNED})\b"
    rf"|(?:^|[.;!?\n])\W{{0,10}}(?:{_WITHOUT_SUBJECT})\b|\bexcl\.|n['’]t\b)"
    rf"(?:\s+(?:{_BETWEEN})){{0,5}}\s*(?::\s*)?[\[(]?(?P<list>{_SEVERAL})",
    re.IGNORECASE,
)
_NOT_SHOWN = (
    rf"(?:n['’]t|(?:still\s+)?(?:not|never|yet to))\s+(?:{_ADVERB}\s+){{0,4}}(?:{_SHOW}|(?:there|enough|ready)\b)"
    r"|did\s+not\s+come\s+up\b|is\s+something\s+(?:we|I)\s+do(?:\s+not|n['’]t)\b"
)
_STILL_MISSING = (
    r"(?:still\s+|remains?\s+)?(?:missing|outstanding)\b|my\s+weakest\b"
    r"|needs?\s+(?:resubmi|redo|rework|more\s|further\s)\w*"
)
_CALLED_OFF = (
    r"been\s+(?:postponed|cancelled)\b|(?:is|are|was|were|got)\s+(?:cancelled|postponed|rejected|refused|referred)\b"
)
_LATER = r"(?:will|to)\s+be\s+\w+(?:ed|en|wn|t)\b|(?:is|are)\s+(?:planned|booked|scheduled|due)\b"
_NOT_AFTER = re.compile(
    rf"(?<![\w.-])(?P<list>{FEW})[\])]?\s+(?:(?:is|are|was|were|has|have|had)\s*)?"
    rf"(?:{_NOT_SHOWN}|{_STILL_MISSING}|{_CALLED_OFF}|{_LATER})",
    re.IGNORECASE,
)
_NO_MORE = r"(?<!no )(?<!no longer )(?<!no further work )"
GAPS = re.compile(
    rf"{_NO_MORE}\b(?:{MISSING}|planned(?: {KSBS})?|(?:not|still to|yet to) \w+)(?:\s+{KSBS})?"
    rf"(?:\s*:\s*|\s+[-–—]\s+(?={LIST}\s*(?:[.;)\n]|$)))(?P<list>{LIST})",
    re.IGNORECASE,
)
_AFTER_CODE = re.compile(
    rf"(?<![\w.-])(?P<list>{ITEM})(?P<rest>[^;,.\n\])]{{1,80}}?)[ \t]*(?=[;,.\n\])]|[\[(]?\b{PREFIX}[0-9]|$)",
    re.IGNORECASE,
)
"""A code and what is said of it, which may end with a state: `K4 ✗`, `K2 Legislation - not yet`."""
_LAST_WORDS = re.compile(rf"(?:^|[\s(][-–—]|[:=]|\s(?=[{REFUSING}]$))(?=(?P<words>.*)$)")
_EXAMPLE = re.compile(
    r"(?:^|[.!?]\s|[\[(])\W{0,10}(?:(?:please )?(?:use|enter|write|type|list|add|put|give|insert|state|record|tag|mark)"
    r"\b[^.\n]{0,80}?\b(?:such as|like|as(?= [\[(])|e\.?g\b\.?|for example|for instance)"
    r"|(?:for )?example|for instance|e\.?g\b\.?)"
    rf"[:,]?\s*[\[(\"“'‘]?(?P<list>{LIST})",
    re.IGNORECASE | re.MULTILINE,
)
"""What instructions for a form say: `Use codes such as K1 and S2`, `For example: K4, K5`."""
_MORE_THAN_CODES = re.compile(
    rf"[^\W\d_]{{4}}|\b(?!(?:and|to|or|ESB)\b)[^\W\d_]{{2,3}}\b|[~{CROSSES}]|\[ ?\]", re.IGNORECASE
)
"""What a text must have for one of these patterns: most cells have nothing of it, and one search is enough."""
_CROSSED = re.compile(
    rf"[{REFUSING}]\ufe0f?\s*[\[(](?P<before>{LIST})[\])]\W*$|[\[(](?P<after>{LIST})[\])]\s*[{REFUSING}]\W*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that ends with codes in brackets and a cross: `Tell the council ❌ (S33)`, `Insurance (K9) ❌`."""
_STRUCK_OUT = re.compile(r"~~(?P<list>[^~\n]{1,500})~~")
_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?!\s|$))+[.!?]*")
_CODE = re.compile(rf"\b{PREFIX}[ \u00a0]?[0-9]", re.IGNORECASE)
_PLANS_TO = rf"{_AM} (?:(?:still|also|now|really) )?(?:{_PLANNING}|(?:would|['’]d) like) to"
_DATE = (
    rf"(?:next|(?:{MONTHS})[a-z]*\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|spring|summer|autumn|winter|\d)"
)
_IMPROVE = r"(?:add|collect|gather|improve|provide|revisit|strengthen)"
"""What a reviewer asks for: `Add evidence for K7`, `Strengthen B4`."""
_PLAN = re.compile(
    r"(?:^\W*|[-–—:] )next (?:week|month|time|visit|review|block|term|steps?|observation|assessment|meeting|year)\b"
    rf"|\b(?:I|we){_PLANS_TO}\b|(?<!I )(?<!we )\b(?:planned|booked|scheduled|arranged|due) (?:for|in|on) {_DATE}"
    r"|\b(?:I|we)(?: will|['’]ll| shall) (?:arrange|ask|book|collect|gather|get|learn|pick up"
    r"|practise|ring|tick off|upload)\b"
    rf"|\b(?:planned|booked|scheduled|due) to {_DO}\b"
    r"|\b(?:I|we) still need to\b|\b(?:my|our|the) (?:plan|next (?:steps?|goals?|targets?|tasks?)) (?:is|are|will be)\b"
    r"|\b(?:at|before|by|during|for|in|on) (?:the|my|our) next (?:\w+ ){1,3}?(?:I|we)(?: will|['’]ll| shall)\b"
    r"|\b(?:I|we)(?: will|['’]ll) be \w+ing\b|\b(?:agreed(?: that)?|hopefully,?) (?:I|we)(?: can| will|['’]ll)\b"
    r"|\bif (?:there is|there['’]s|I have|we have) time,? (?:I|we)\b|\bwill (?:help|show|teach) (?:me|us)\b"
    rf"|\bwants (?:me|us) to\b|\basked (?:me|us) to {_DO}(?= [\[(]?{LIST})"
    r"|^\W*(?-i:TODO|WAITING|FIXME)\s+(?=\w)|\bhoping to\b|^\W*(?:before|by) (?:the )?gateway\b"
    rf"|^\W*(?:please )?(?:{_IMPROVE} (?=[\[(]?{LIST})|(?:{_IMPROVE}|log) (?:\w+ ){{0,3}}(?:evidence|ksbs?)\b)"
    r"|(?:^\W*|: )(?:please|try to|could you(?: please)?|consider)"
    r" (?:add|claim|collect|cover|evidenc|get|includ|link|map|provid|show|tag|upload)\w*\b"
    rf"|\byou (?:should|could|might|must|need to|have to)(?: also| still)? (?:{_IMPROVE}|{_DO})\b"
    rf"|(?:^\W*|\bI )should have {_SHOW}|^\W*(?:to|will) be (?:\w+ed|done|shown|met|seen|written)\b"
    r"|^\W*(?:be (?:ready|prepared) to|remember to|make sure to|don['’]t forget)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(rf"\bwill\b|['’]ll\b|\bgoing to\b|\b{_INTEND}\b", re.IGNORECASE)
_DONE_OR_HABIT = re.compile(
    r"\b(?:have|has|had|was|were|did|always|daily|each|every|if|normally|often|regularly|sometimes|usually|when(?:ever)?)\b",
    re.IGNORECASE,
)
_NOT = r"(?:\Bn['’]t|\b(?:not|never))"
_DENIAL = re.compile(
    rf"\b(?:did|do|does|could|can|was|were|is|are|has|have|had)(?: not|n['’]?t)(?: {_ADVERB})* {_SHOW}"
    rf"|(?:{_NOT}(?: able| manage| get)|\b(?:unable|failed)) to {_SHOW}"
    rf"|(?:{_NOT}|\bno)\b(?! only)(?: \w+){{0,3}}? (?:chance|opportunit(?:y|ies)|time) (?:for|of|to)\b"
    rf"|\bno (?:\w+ ){{0,2}}evidence (?:against|for|of|towards)(?= [\[(]?{LIST})"
    rf"|\b(?:hoped|intended|meant|planned|supposed|wanted) to {_SHOW}(?= [\[(]?{LIST})"
    r"|\b(?:r[au]n out of time (?:for|to)|behind with|owes? (?:me|us|you))\b"
    r"|\b(?:missed|cancelled) the (?:lesson|session|class|workshop|visit|training) (?:on|for|about)\b"
    r"|\b(?:(?:weakest area|weakness) is|lacking in|no luck with|not ready for|not touched|not a demonstration of)\b"
    r"|\bstruggling (?:to (?:find|get|show|cover)\b|with\b)|\b(?:love|like) (?:a|the) chance to\b|\bhave to improve\b"
    r"|\bI was (?:absent|away|off sick) (?:during|for|from)\b|\b(?:I|we) need help with\b|\bshould do more on\b"
    rf"|\b(?:is|are)(?: still)?(?: an?)? gaps? (?:around|for|in|on|with)\b|^\W*nothing for(?= [\[(]?{LIST})"
    r"|\bnot (?:feel|think|believe) (?:that )?\w+ (?:has|have|is|are)\b"
    r"|\bnot applicable to [^:.]{1,30}:"
    rf"|\b(?:none|neither) of(?: the)?(?= [\[(]?{LIST})|\b(?:maybe|perhaps|possibly)(?: also)?(?= [\[(]?{LIST})",
    re.IGNORECASE,
)
_DISOWNED = re.compile(
    rf"\b(?:it|this|that|these|they) (?:can|does|do|should|wo|could)(?: ?not|n?['’]t)(?: {_ADVERB})*"
    r" (?:claim|count|used\b)",
    re.IGNORECASE,
)
"""What denies the codes before it: `(K26) but only in theory, so it can't be claimed`."""
_ASKS_FOR_KSBS = re.compile(rf".*\b{KSBS}\b.*\?", re.IGNORECASE | re.DOTALL)
_QUESTION = re.compile(
    r"\W*(?:could|should|can|might|may|do|does|is|are|would|will)\b.*\?\W*", re.IGNORECASE | re.DOTALL
)
_TURN = "but|however|although|though|instead|whereas"
_PLAN_ENDS = re.compile(rf"\b(?:{_TURN})\b|;", re.IGNORECASE)
_DENIAL_ENDS = re.compile(rf"\b(?:{_TURN}|so|because|until)\b|;|,(?!\s*(?:and |or )?{PREFIX} ?\d)", re.IGNORECASE)
_LABEL = re.compile(r"\W*(?P<label>[^:]{2,60}):", re.IGNORECASE)
_GAP_LABEL = re.compile(rf"(?:{_NO_MORE}\b{MISSING}|\b(?:help|support|guidance) (?:for|in|on|with))$", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:next(?! of kin)|upcoming|forthcoming|future(?!-)|targets?(?! (?:audience|market|group|customer|setting))"
    r"|targeted"
    r"|planned (?:ksbs?|for)|ksbs? planned|(?:actions?|focus) for)\b"
    rf"|(?:^|\b(?:ksbs?|{KIND_WORDS}|still|left|yet) )to {_DO}\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:done|covered|achieved|met|completed|delivered|shown|taken|evidenced|hit|last|previous|since)\b",
    re.IGNORECASE,
)
_ACTION = re.compile(
    r"\W*(?i:actions?):\W*(?:(?:[A-Z]\w+|I|learner)(?: and [A-Z]\w+)? (?:to|will|must|should|needs? to)\b"
    r"|(?i:collect|complete|revise|practi[sc]e|gather|upload|get|finish|write|evidence|show|arrange|book)\b)",
)
"""`Actions: Dan to collect evidence`; `Action: I checked the brakes` is what somebody did."""


def excluded_spans(text: str) -> list[tuple[int, int, bool]]:
    """Return the places of codes that a text says are not covered, in order, and whether that is a verdict on them."""
    if not _MORE_THAN_CODES.search(text):
        return []
    found = [
        (*match.span("list"), pattern is _NOT_AFTER)
        for pattern in (_NOT_BEFORE, _NOT_AFTER, GAPS, _EXAMPLE, _STRUCK_OUT)
        for match in pattern.finditer(text)
    ]
    found += [(*match.span(match.lastgroup or 0), True) for match in _CROSSED.finditer(text)]
    boxes = {place: ticked for ticked, place in boxed(text)}
    found += [(*place, True) for place, ticked in boxes.items() if not ticked]
    for match in _AFTER_CODE.finditer(text):
        if match.span("list") in boxes:
            continue
        said = (words["words"].strip(" -–—:=([") for words in _LAST_WORDS.finditer(match["rest"]))
        if any(says_no(words) and not is_letters(words) for words in said):
            found.append((*match.span("list"), True))
    return sorted([*found, *spans_of_plans(text)])


def is_plan(text: str) -> bool:
    """Return whether a text says of nothing but what is to come, in each sentence: `I will use Git for this.`"""
    sentences = [sentence for sentence in _SENTENCE.findall(text) if re.search(r"\w", sentence)]
    return bool(sentences) and all(_FUTURE.search(one) and not _DONE_OR_HABIT.search(one) for one in sentences)


def spans_of_plans(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the parts of a text in which codes are only planned, asked about or denied; a label may be a verdict."""
    asked = False
    for match in _SENTENCE.finditer(text):
        sentence, start = match[0], match.start()
        if asked:
            yield *match.span(), False
        asked = _ASKS_FOR_KSBS.fullmatch(sentence) is not None and _announces(sentence)
        if not _CODE.search(sentence):
            continue
        label = _LABEL.match(sentence)
        if label and not _CODE.search(label[0]) and (_announces(label["label"]) or _ACTION.match(sentence)):
            yield start + label.end(), match.end(), says_no(label["label"].strip(" *_#-"))
        if _QUESTION.fullmatch(sentence):
            yield *match.span(), False
        if disowned := _DISOWNED.search(sentence):
            yield start, start + disowned.start(), False
        for phrase, ends in ((_PLAN, _PLAN_ENDS), (_DENIAL, _DENIAL_ENDS)):
            at = 0
            while found := phrase.search(sentence, at):
                end = ends.search(sentence, found.end())
                at = end.start() if end else len(sentence)
                yield start + found.end(), start + at, False


def announces_ksbs(name: str) -> bool:
    """Return whether the name of a column announces KSBs that are still to come: `KSBs to cover`, `Target KSBs`."""
    return re.search(rf"\b{KSBS}\b", name, re.IGNORECASE) is not None and _announces(name)


def _announces(label: str) -> bool:
    """Return whether a label or a question announces what is still to come: `KSBs for next review: K3`."""
    words = label.strip(" *_#?-")
    if _GAP_LABEL.search(words):
        return True
    return not _PAST.search(words) and (
        _TO_COME.search(words) is not None or (says_no(words) and not is_letters(words))
    )
