"""Signs in running text that something is a code: brackets, a tag, a label, a verb, the start of a line."""

import re
from collections.abc import Iterable

from ksb.evidence.exclusions import GAPS
from ksb.evidence.patterns import CODE, DASHES, FEW, GLOSS, ITEM, KIND_WORDS, LIST, SEPARATOR, boxed

_LABEL = (
    rf"(?:KSBs?|{KIND_WORDS}|codes?|criteri(?:a|on)|standards?|evidence (?:for|of)"
    r"|(?:mapped|linked|mapping|links?|maps|relates?) (?:to|against)|mapped|mapping"
    r"|covered|shown|met|demonstrated|achieved|evidenced|completed?|done)"
)
_LABELLED = re.compile(rf"\b{_LABEL}\b[^:\n]{{0,40}}:[*_\s]*(?P<list>{LIST})", re.IGNORECASE)
_BRACKETED = re.compile(
    rf"[\[(]\s*(?:(?:see\s+)?{_LABEL}\s*:?\s*|see\s+)?(?P<list>{LIST})\s*+[.,;]?\s*+(?:[:–—]\s[^\])]*)?[\])]",
    re.IGNORECASE,
)
_TAG = re.compile(rf"(?<!\w)#(?P<list>{CODE})", re.IGNORECASE)
_LISTED = re.compile(
    rf"(?<![\w.-]){CODE}(?:{SEPARATOR}{ITEM}|\s?[{DASHES}/&,]\s?[1-9][0-9]{{0,2}}(?![\w.]|\s+(?!and\b|or\b)[a-z])){{1,120}}",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"^[\s*_>#\[(]*(?P<list>(?i:{LIST}))[*_\])]*{GLOSS}[*_]*\s*(?:$|[:.)–—-]+(?=\s|$)|(?=[A-Z“‘\"']))", re.MULTILINE
)
_LAST = re.compile(rf"(?:[-–—|:]|[.!?](?=\s))\s*(?P<list>{LIST})[.\s]*$", re.IGNORECASE | re.MULTILINE)
_SAID = re.compile(
    rf"\b(?:KSBs?|{KIND_WORDS}|criteri(?:a|on)|against|evidence (?:for|of)"
    r"|(?:maps?|mapped|links?|linked|relates?|related) (?:to|against)"
    r"|(?:cover|show|meet|demonstrat|evidenc|achiev|address|hit|tick|prov|satisf|support|fulfil)"
    rf"(?:i?e?s|i?e?d|l?ing|n|e|y|l(?:ed|s))?(?:\s+off)?|towards?|per|met)\s+(?P<list>{LIST})"
    r"(?=\s*(?:$|[.,;:!?)]|(?:and|as|at|because|but|by|during|in|on|since|through|when|where|which|while|with|too|well"
    r"|now|here|today|\w+ly)\b))",
    re.IGNORECASE,
)
_THEN_SAID = (
    r"\s+(?:(?:is|are|was|were|has been|have been)\s+(?:now\s+|also\s+|well\s+|fully\s+)?"
    r"(?:cover|show|met\b|evidenc|demonstrat|achiev|address|map|link)|evidence\b)"
)
_SAID_AFTER = re.compile(rf"(?<![\w.-])(?<!vitamin )(?P<list>{FEW}){_THEN_SAID}", re.IGNORECASE)
_SAID_SOMEWHERE = re.compile(rf"(?<!\s){_THEN_SAID}", re.IGNORECASE)
"""What `_SAID_AFTER` needs. In a line of nothing but codes that pattern takes ten times as long as any other."""
_SIGNS = (_BRACKETED, _TAG, _LABELLED, _LISTED, _FIRST, _LAST, _SAID, _SAID_AFTER, GAPS)
_LEADS = re.compile(rf"\W*(?P<list>{LIST})", re.IGNORECASE)


def signed(text: str, *, strict: bool = False, leads: bool = False) -> list[tuple[int, int]]:
    """Return the places of codes that count, in order, as `in_text` says."""
    patterns = (_BRACKETED,) if strict else _SIGNS
    spans = [
        match.span("list" if "list" in pattern.groupindex else 0)
        for pattern in patterns
        if pattern is not _SAID_AFTER or _SAID_SOMEWHERE.search(text)
        for match in pattern.finditer(text)
    ]
    spans += [place for _, place in boxed(text)]
    if leads and not strict and (lead := _LEADS.match(text)):
        spans.append(lead.span("list"))
    return _joined(spans)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return places in order, those that overlap as one: a shorter list may begin where a longer one does."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
