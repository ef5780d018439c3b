"""The codes of KSBs in text, and what only looks like a code.

Codes are written as `K18`, `k18`, `[K18]`, `(K1, S2)`, `S4/S5`, `K1–K5`, `KSBs: K7, S18`. In running text a code that
stands alone may be something else (a K9 unit, B5 paper, vitamin B12). It counts only where the text says that it is
a code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_PREFIX = r"(?:TK|TS|ESB|[KSB])"
_CODE = rf"{_PREFIX}[ \u00a0]?0*[1-9][0-9]{{0,3}}(?![0-9A-Za-z_])"
_TOKEN = re.compile(
    rf"(?<![\w.-])(?P<prefix>{_PREFIX})(?P<space>[ \u00a0]?)0*(?P<number>[1-9][0-9]{{0,3}})"
    r"(?P<sub>\.[0-9]+|\([a-z]\))?(?![0-9A-Za-z_])",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"[ \u00a0]*(?:[-–—]|\bto\b)[ \u00a0]*(?P<prefix>{_PREFIX})?0*(?P<number>[1-9][0-9]{{0,3}})\b", re.IGNORECASE
)
_MORE_NUMBERS = re.compile(
    r"[ \u00a0]*(?:,|&|/|\band\b)[ \u00a0]*0*(?P<number>[1-9][0-9]{0,3})(?=[ \u00a0]*(?:[,;&/)\]]|and\b|$))"
)
_SEPARATOR = r"(?:\s*(?:[,;/&+|·]|\.(?=\s)|\band\b|\bor\b|[-–—]|\bto\b)\s*(?:\band\b\s*)?|\s+)"
_LIST = rf"{_CODE}(?:{_SEPARATOR}(?:{_CODE}|[1-9][0-9]{{0,3}}\b))*"
_LABEL = (
    r"(?:KSBs?|knowledge|skills?|behaviou?rs?|codes?|criteri(?:a|on)|standards?|evidence (?:for|of)"
    r"|(?:mapped|linked|mapping|links?|maps|relates?) (?:to|against))"
)
_LABELLED = re.compile(rf"\b{_LABEL}\b[^:\n]{{0,40}}:[*_\s]*(?P<list>{_LIST})", re.IGNORECASE)
_BRACKETED = re.compile(
    rf"[\[(]\s*(?:(?:see\s+)?{_LABEL}\s*:?\s*|see\s+)?(?P<list>{_LIST})\s*[.,;]?\s*(?:[:–—]\s[^\])]*)?[\])]",
    re.IGNORECASE,
)
_LISTED = re.compile(rf"(?<![\w.-]){_CODE}(?:{_SEPARATOR}{_CODE})+", re.IGNORECASE)
_FIRST = re.compile(rf"^[\s*_>#\[(]*(?P<list>{_LIST})[*_\])]*\s*(?:$|[:.)–—-](?=\s|$)|(?=[A-Z“‘\"']))", re.MULTILINE)
_SAID = re.compile(
    r"\b(?:KSBs?|knowledge|skills?|behaviou?rs?|criteri(?:a|on)|against|evidence (?:for|of)"
    r"|(?:maps?|mapped|links?|linked|relates?|related) (?:to|against)"
    rf"|(?:cover|show|meet|demonstrat|evidenc|achiev|address)(?:e?s|e?d|ing|n|e)?)\s+(?P<list>{_LIST})"
    r"(?=\s*(?:$|[.,;:!?)]|(?:and|as|at|because|by|during|in|on|since|through|when|where|which|while|with)\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that a text names."""

    codes: tuple[str, ...] = ()
    """The codes that count, each once, in the order of the text."""
    doubtful: tuple[str, ...] = ()
    """What looks like a code but stands in running text without a sign that it is one."""
    parts: tuple[str, ...] = ()
    """Codes of a part of a KSB, such as `K4.4`, which no standard defines."""

    def __add__(self, other: Codes) -> Codes:
        codes = _distinct((*self.codes, *other.codes))
        doubtful = tuple(code for code in _distinct((*self.doubtful, *other.doubtful)) if code not in codes)
        return Codes(codes, doubtful, _distinct((*self.parts, *other.parts)))


def in_cell(text: str) -> Codes:
    """Return the codes in a cell or a field that is there to hold codes: every code in it counts."""
    codes, parts = _tokens(text, spaced=True)
    return Codes(_distinct(codes), (), _distinct(parts))


def in_text(text: str, *, strict: bool = False) -> Codes:
    """Return the codes in running text.

    A code counts in brackets, in a list of codes, after a label or a verb that announces it, and at the beginning of a
    line. With `strict` it counts in brackets only.
    """
    patterns = (_BRACKETED,) if strict else (_BRACKETED, _LABELLED, _LISTED, _FIRST, _SAID)
    spans = sorted(
        match.span("list" if "list" in pattern.groupindex else 0)
        for pattern in patterns
        for match in pattern.finditer(text)
    )
    codes: list[str] = []
    parts: list[str] = []
    at = 0
    rest: list[str] = []
    for start, end in spans:
        if end <= at:
            continue
        rest.append(text[at : max(start, at)])
        found, found_parts = _tokens(text[max(start, at) : end], spaced=True)
        codes += found
        parts += found_parts
        at = end
    rest.append(text[at:])
    doubtful, more_parts = _tokens("\n".join(rest), spaced=False)
    # A part is reported wherever it stands.
    parts += more_parts
    return Codes(_distinct(codes), tuple(code for code in _distinct(doubtful) if code not in codes), _distinct(parts))


def _tokens(text: str, *, spaced: bool) -> tuple[list[str], list[str]]:
    """Return the codes in a text, ranges in full, and the codes of parts."""
    codes: list[str] = []
    parts: list[str] = []
    at = 0
    while match := _TOKEN.search(text, at):
        at = match.end()
        if match["space"] and not spaced:
            continue
        prefix, number = match["prefix"].upper(), int(match["number"])
        if match["sub"]:
            parts.append(f"{prefix}{number}{match['sub']}")
            continue
        codes.append(f"{prefix}{number}")
        span = _RANGE.match(text, at)
        if span and (span["prefix"] or prefix).upper() == prefix and int(span["number"]) > number:
            codes += [f"{prefix}{i}" for i in range(number + 1, int(span["number"]) + 1)]
            at = span.end()
        while spaced and (more := _MORE_NUMBERS.match(text, at)):
            codes.append(f"{prefix}{int(more['number'])}")
            at = more.end()
    return codes, parts


def _distinct(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
