"""Sentences about what is planned, or did not happen: the codes in them are no evidence.

`We plan to look at (K5)`, `Booked: observation (S3)`, `Focus for next block: K5`, `Dan was unable to demonstrate S2`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksb.evidence.patterns import LIST, PREFIX
from ksb.evidence.states import is_letters, says_no

_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?!\s|$))+[.!?]*")
_CODE = re.compile(rf"\b{PREFIX}[ \u00a0]?[0-9]", re.IGNORECASE)
_SHOW = (
    r"(?:accept|achiev|agree|answer|approv|assess|attempt|complet|cover|demonstrat|do\b|evidenc|meet|observ|show|sign)"
    r"\w*(?: off)?"
)
_INTEND = (
    r"(?:(?:am|are|['’]m|['’]re) )?(?:(?:still|also|now|really) )?"
    r"(?:plan(?:ning)?|hop(?:e|ing)|intend(?:ing)?|going|aim(?:ing)?|looking|expect(?:ing)?|(?:would|['’]d) like) to"
)
_DATE = (
    r"(?:next|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|spring|summer|autumn|winter|\d)"
)
_PLAN = re.compile(
    r"(?:^\W*|[-–—:] )next (?:week|month|time|visit|review|block|term|steps?|observation|assessment|meeting|year)\b"
    rf"|\b(?:I|we) {_INTEND}\b|(?<!I )(?<!we )\b(?:planned|booked|scheduled|arranged|due) (?:for|in|on) {_DATE}"
    rf"|(?:^\W*|\bI )should have {_SHOW}|^\W*(?:to|will) be (?:\w+ed|done|shown|met|seen|written)\b"
    r"|^\W*(?:be (?:ready|prepared) to|remember to|make sure to|don['’]t forget)\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    rf"\b(?:unable|not able|failed) to {_SHOW}|\b(?:did|do|does|could|can|was|were|has|have)(?: not|n['’]?t) {_SHOW}"
    r"|(?:\Bn['’]t|\b(?:not|never|no))\b(?: (?:get|got|have|had|given))?(?: (?:the|a|any|much))?"
    r" (?:chance|opportunity|time) to\b"
    rf"|\b(?:none|neither) of(?: the)?(?= [\[(]?{LIST})|\b(?:maybe|perhaps|possibly)(?: also)?(?= [\[(]?{LIST})",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"\W*(?:could|should|can|might|may|do|does|is|are|would|will)\b.*\?\W*", re.IGNORECASE | re.DOTALL
)
_PLAN_ENDS = re.compile(r"\b(?:but|however|although|though|instead|whereas)\b|;", re.IGNORECASE)
_DENIAL_ENDS = re.compile(
    rf"\b(?:but|however|although|though|so|because|instead|whereas|until)\b|;|,(?!\s*(?:and |or )?{PREFIX} ?\d)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\W*(?P<label>[^:]{2,60}):", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:next|upcoming|forthcoming|future|targets?(?! (?:audience|market|group|customer))|targeted"
    r"|planned (?:ksbs?|for)|ksbs? planned|(?:actions?|focus) for)\b"
    r"|(?:^|\b(?:ksbs?|knowledge|skills?|behaviou?rs?|still|left|yet) )to (?:do|cover|complete|evidence|work on|collect"
    r"|gather|achieve|show|meet)\b",
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


def spans_of_plans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of a text in which codes are only planned, asked about or denied."""
    for match in _SENTENCE.finditer(text):
        sentence, start = match[0], match.start()
        if not _CODE.search(sentence):
            continue
        if (label := _LABEL.match(sentence)) and not _CODE.search(label["label"]) and _announces(sentence, label):
            yield start + label.end(), match.end()
        if _QUESTION.fullmatch(sentence):
            yield match.span()
        for phrase, ends in ((_PLAN, _PLAN_ENDS), (_DENIAL, _DENIAL_ENDS)):
            at = 0
            while found := phrase.search(sentence, at):
                end = ends.search(sentence, found.end())
                at = end.start() if end else len(sentence)
                yield start + found.end(), start + at


def _announces(sentence: str, label: re.Match[str]) -> bool:
    """Return whether the label of a line announces what is still to come: `KSBs for next review: K3`."""
    words = label["label"].strip(" *_#-")
    if _PAST.search(words):
        return False
    return (
        _TO_COME.search(words) is not None
        or (says_no(words) and not is_letters(words))
        or _ACTION.match(sentence) is not None
    )
