"""What a text says is not covered: `I did not cover K1`, `I want to show K1`, `K1 to K3 (not K2)`, `K4 ✗`, `~~K4~~`.

The same goes for codes that instructions give as examples.
"""

from __future__ import annotations

import re

from ksb.evidence.boxes import boxed
from ksb.evidence.patterns import CROSSES, FEW, ITEM, LIST, PREFIX
from ksb.evidence.plans import spans_of_plans
from ksb.evidence.states import is_letters, says_no

_DO = r"(?:do|cover|evidence|complete|show|work on|achieve|meet|finish|gather|collect|develop|demonstrate|address)"
DONE = r"(?:done|covered|evidenced|completed?|shown|worked on|achieved|met|finished|started|demonstrated|addressed)"
KSBS = r"(?:ksbs?|knowledge|skills?|behaviou?rs?|criteria|codes?|evidence)"
_LACKING = r"(?:unmet|uncovered|missing|outstanding|remaining)"
MISSING = (
    rf"(?:(?:the |my |our )?(?:{KSBS}|areas|things|what)(?:['’]s)?(?: (?:that|which))?\s+)?"
    r"(?:(?:i|we|you|they)(?:['’]ve)? )?(?:(?:is|are|still) ){0,2}"
    rf"(?:(?:(?:have|has) )?(?:still|yet) (?:(?:have |has )?to (?:be {DONE}|{_DO})|needed)"
    rf"|(?:still )?(?:needs?|have|has|left) to (?:be {DONE}|{_DO})|to (?:be {DONE}|{_DO})|to[ -]?do|left"
    rf"|{_LACKING}(?: {KSBS})?|(?:my )?gaps?(?: in (?:my |the )?{KSBS})?"
    rf"|(?:still )?need(?:s|ed)?(?: (?:more|further))?(?: (?:evidence|work))?(?: (?:for|on))?"
    r"|(?:more|further) (?:evidence|work) (?:is )?(?:needed|required)(?: (?:for|on))?"
    rf"|(?:(?:have|has) not|haven['’]t|hasn['’]t|not)(?: yet)?(?: been)? {DONE}(?: yet)?"
    rf"|(?:did not|didn['’]t) {_DO}(?=\s*(?:[:–—-]|$))"
    r"|not yet(?: \w+)?|no evidence(?: yet)?(?: for)?"
    r"|(?:areas|points) (?:for|of|to) (?:further )?(?:develop|improve)(?:ment)?|development (?:areas|needs|points)"
    r"|next (?:steps?|week|month|time))"
)
"""What announces KSBs that there is no evidence for: `KSBs I still need`, `What is left to do`, `Unmet KSBs`."""
_SHOWN = r"(?:cover|show|meet|met\b|evidenc|demonstrat|achiev|address|complet|claim|do\b|done\b|hit\b|includ)\w*"
_JUDGED = r"(?:sign(?:ed)? off|signed|accepted|approved|passed|observed|seen|assessed|agreed)\b"
_INTEND = (
    r"(?:plan(?:ning)?|hop(?:e|ed|ing)|want|intend(?:ing)?|going|aim(?:ing)?|looking|wish|expect(?:ing)?"
    r"|(?:would|['’]d) (?:really )?(?:like|love|prefer)) to"
)
"""What says that something is only planned."""
_SEVERAL = rf"{LIST}(?:[\])]\s?(?:,\s?(?:and\s)?|and\s|&\s?)?[\[(]{LIST}){{0,20}}"
"""A list of codes, or several lists in brackets side by side: `[S4], [S5] and [S6]`."""
_NOT_BEFORE = re.compile(
    r"(?:\b(?:not|never|nor|no(?=\s+evidence)|without|except(?:ing|ion)?(?: for)?|excluding|excl|apart from"
    r"|other than|(?:still|yet) (?:have to|to)|(?:I|we|still|also) (?:needs?|want)"
    r"|(?:more|further) evidence (?:is )?(?:needed|required)"
    rf"|(?:I|we)(?: am| are|['’]m|['’]re)?(?: still| also| now| really)? ?{_INTEND}|(?:I|we)(?: will| shall|['’]ll)"
    r"|(?:aim|goal|plan|target|intention|hope|objective) is to|(?:my|our) (?:aim|goal|plan|target|intention) to)\b"
    rf"|(?:^|[.;!?\n])\W*(?:need(?:s|ed)?|will(?!\s+\w*(?:ed|[^s]s|met|wn|id)\b)|{_INTEND})\b|\bexcl\.|n['’]t\b)"
    r"(?:\s+(?:yet|be|been|any|the|also|then|really|fully|quite|sure|about|evidence|for|of|able|to|have|get|gain|more|further"
    rf"|work(?:ing)?|on|towards|{_SHOWN})){{0,5}}"
    rf"\s*(?::\s*)?[\[(]?(?P<list>{_SEVERAL})",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    rf"(?<![\w.-])(?P<list>{FEW})[\])]?\s+(?:(?:is|are|was|were|has|have|had)\s*)?"
    rf"(?:(?:n['’]t|(?:still\s+)?(?:not|never|yet to))\s+(?:yet\s+)?(?:be(?:en)?\s+)?(?:yet\s+)?(?:{_SHOWN}|{_JUDGED})"
    r"|(?:still\s+)?(?:missing|outstanding)\b|(?:is|are|was|were|got)\s+(?:cancelled|postponed|rejected|refused|referred)\b"
    r"|(?:will|to)\s+be\s+\w+(?:ed|en|wn|t)\b|(?:is|are)\s+(?:planned|booked|scheduled|due)\b)",
    re.IGNORECASE,
)
GAPS = re.compile(
    rf"\b(?:{MISSING}|planned(?: {KSBS})?|(?:not|still to|yet to) \w+)(?:\s+{KSBS})?"
    rf"(?:\s*:\s*|\s+[-–—]\s+(?={LIST}\s*(?:[.;)\n]|$)))(?P<list>{LIST})",
    re.IGNORECASE,
)
_AFTER_CODE = re.compile(
    rf"(?<![\w.-])(?P<list>{ITEM})(?P<rest>[^;,.\n\])]{{1,80}}?)[ \t]*(?=[;,.\n\])]|[\[(]?\b{PREFIX}[0-9]|$)",
    re.IGNORECASE,
)
"""A code and what is said of it, which may end with a state: `K4 ✗`, `K2 Legislation - not yet`."""
_LAST_WORDS = re.compile(r"(?:^|[\s(][-–—]|[:=])(?=(?P<words>.*)$)")
_EXAMPLE = re.compile(
    r"^\W*(?:(?:please )?(?:use|enter|write|type|list|add|put|give|insert|state|record)\b[^.\n]{0,80}?"
    r"\b(?:such as|like|e\.?g\b\.?|for example|for instance)|(?:for )?example|for instance|e\.?g\b\.?)[:,]?\s*"
    rf"[\[(\"“'‘]?(?P<list>{LIST})",
    re.IGNORECASE | re.MULTILINE,
)
"""What instructions for a form say: `Use codes such as K1 and S2`, `For example: K4, K5`."""
_MORE_THAN_CODES = re.compile(
    rf"[^\W\d_]{{4}}|\b(?!(?:and|to|or|ESB)\b)[^\W\d_]{{2,3}}\b|[~{CROSSES}]|\[ ?\]", re.IGNORECASE
)
"""What a text must have for one of these patterns: most cells have nothing of it, and one search is enough."""
_STRUCK_OUT = re.compile(r"~~(?P<list>[^~\n]{1,500})~~")


def excluded_spans(text: str) -> list[tuple[int, int]]:
    """Return the places of codes that a text says are not covered, in order."""
    if not _MORE_THAN_CODES.search(text):
        return []
    found = [
        match.span("list")
        for pattern in (_NOT_BEFORE, _NOT_AFTER, GAPS, _EXAMPLE, _STRUCK_OUT)
        for match in pattern.finditer(text)
    ]
    boxes = {place: ticked for ticked, place in boxed(text)}
    found += [place for place, ticked in boxes.items() if not ticked]
    for match in _AFTER_CODE.finditer(text):
        if match.span("list") in boxes:
            continue
        said = (words["words"].strip(" -–—:=([") for words in _LAST_WORDS.finditer(match["rest"]))
        if any(says_no(words) and not is_letters(words) for words in said):
            found.append(match.span("list"))
    return sorted([*found, *spans_of_plans(text)])
