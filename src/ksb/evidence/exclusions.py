"""What a text says is not covered: `I did not cover K1`, `K1 to K3 (not K2)`, `Gaps: S1`, `K4 ✗`, `~~K4~~`."""

from __future__ import annotations

import re

from ksb.evidence.patterns import FEW, ITEM, LIST, PREFIX

_SHOWN = r"(?:cover|show|meet|met\b|evidenc|demonstrat|achiev|address|complet|claim|do\b|done\b|hit\b|includ)\w*"
_NOT_BEFORE = re.compile(
    r"(?:\b(?:not|never|nor|no(?=\s+evidence)|without|except(?:ing|ion)?(?: for)?|excluding|excl|apart from"
    r"|other than)\b|\bexcl\.|n['’]t\b)"
    rf"(?:\s+(?:yet|been|any|the|really|fully|quite|sure|about|evidence|for|of|able|to|have|{_SHOWN})){{0,4}}"
    rf"\s*(?::\s*)?[\[(]?(?P<list>{LIST})",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    rf"(?<![\w.-])(?P<list>{FEW})\s+(?:(?:is|are|was|were|has|have|had)\s*)?"
    rf"(?:(?:n['’]t|(?:still\s+)?(?:not|never|yet to))\s+(?:yet\s+)?(?:be(?:en)?\s+)?(?:yet\s+)?{_SHOWN}"
    r"|(?:still\s+)?(?:missing|outstanding)\b)",
    re.IGNORECASE,
)
GAPS = re.compile(
    r"\b(?:gaps?|to[ -]?do|missing|outstanding|remaining|not (?:yet )?\w+|(?:still|yet) to \w+"
    r"|next (?:steps?|time|week))"
    rf"(?:\s+(?:ksbs?|evidence))?\s*:\s*(?P<list>{LIST})",
    re.IGNORECASE,
)
_MARKED_NO = re.compile(
    rf"(?<![\w.-])(?P<list>{ITEM})\s*(?:[-–—:=(]\s*)?"
    r"(?:no|none|n/?a|not (?:yet|met|covered|done|shown|evidenced)|no evidence(?: yet)?|[✗✘✕✖❌])"
    rf"(?=\s*(?:[,;.)\]]|{PREFIX}[0-9]|$))",
    re.IGNORECASE,
)
_ENDS_WITH_NO = re.compile(
    rf"(?<![\w.-])(?P<list>{ITEM})(?:(?!\b{PREFIX}\d)[^.;,\n]){{1,80}}?(?:\s[-–—]|:)\s*"
    r"(?:not (?:yet|started|met|covered|done|shown|evidenced)|to[ -]?do|tb[ac]|missing|outstanding|no evidence(?: yet)?"
    r"|[✗✘✕✖❌☐]|\[ ?\])[ \t.]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""The same at the end of a line, after the wording of the KSB: `K2 Legislation - not yet`."""
_SAYS_NO = re.compile(
    r"n['’]t\b|\b(?:not?|none|n/?a|never|nor|yet|without|except(?:ing|ion)?|excluding|excl|apart|other|missing"
    r"|outstanding|remaining|gaps?|to[ -]?do|tb[ac]|next|still)\b|~~|[✗✘✕✖❌☐]|\[ ?\]",
    re.IGNORECASE,
)
"""What a text must have for one of these patterns: most cells have nothing of it, and one search is enough."""
_STRUCK_OUT = re.compile(r"~~(?P<list>[^~\n]{1,500})~~")


def excluded_spans(text: str) -> list[tuple[int, int]]:
    """Return the places of codes that a text says are not covered, in order."""
    if not _SAYS_NO.search(text):
        return []
    return sorted(
        match.span("list")
        for pattern in (_NOT_BEFORE, _NOT_AFTER, GAPS, _MARKED_NO, _ENDS_WITH_NO, _STRUCK_OUT)
        for match in pattern.finditer(text)
    )
