"""Page numbers and running titles in text that was copied from a PDF."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ksb.documents.blocks import lines_of

_NUMBERED = re.compile(
    r"\s*page [0-9]{1,3}(?: of [0-9]{1,3})?\b.{0,80}|.{0,100}\bpage [0-9]{1,3} of [0-9]{1,3}\s*", re.IGNORECASE
)
_CODED = re.compile(r"\W*(?:(?:ESB|TK|TS|[KSB])\s?[0-9]|(?:duty|option)\b)", re.IGNORECASE)
"""The start of a line that is never a running title."""
_LEAST_LINES = 5
"""Minimum number of lines between two page numbers."""
_NEAR = 2
"""How many lines on each side of a page's end may be running titles."""


def around_pages(lines: Sequence[str], text: str) -> set[int]:
    """Return the numbers of the lines that are no part of the text: page numbers, running titles, empty lines beside.

    A page ends at a form feed, at "Page 2 of 7", and at numbers in lines of their own that count up. A line that stands
    next to the ends of many pages, and nowhere else, is a running title.
    """
    filled = [number for number, line in enumerate(lines, 1) if line.strip()]
    found = {number for number in filled if "age" in lines[number - 1] and _NUMBERED.fullmatch(lines[number - 1])}
    alone = [number for number in filled if lines[number - 1].strip().isdecimal() and _stands_alone(lines, number)]
    for first, second in pairwise(alone):
        apart = bisect_left(filled, second) - bisect_left(filled, first) > _LEAST_LINES
        if apart and int(lines[second - 1]) == int(lines[first - 1]) + 1:
            found |= {first, second}
    ends = sorted({*found, *_form_feeds(text)})
    beside: dict[str, set[int]] = {}
    for end in ends:
        at = bisect_left(filled, end)
        for number in {*filled[max(at - _NEAR, 0) : at + _NEAR + 1]} - found:
            beside.setdefault(lines[number - 1].strip(), set()).add(number)
    everywhere = Counter(lines[number - 1].strip() for number in filled) if beside else {}
    for line, numbers in beside.items():
        if len(numbers) > max(1, len(ends) // 3) and everywhere[line] == len(numbers) and not _CODED.match(line):
            found |= numbers
    for number in sorted(found):
        for step in (-1, 1):
            at = number + step
            while 0 < at <= len(lines) and at not in found and not lines[at - 1].strip():
                found.add(at)
                at += step
    return found


def _form_feeds(text: str) -> list[int]:
    """Return the numbers of the lines that follow a form feed."""
    ends = []
    number = 1
    for page in text.split("\f")[:-1]:
        number += len(lines_of(page))
        ends.append(number)
    return ends


def _stands_alone(lines: Sequence[str], number: int) -> bool:
    """Return whether a line with a number may be that of a page: a short one, with no text next to it."""
    beside = [lines[at].strip() for at in (number - 2, number) if 0 <= at < len(lines)]
    return len(lines[number - 1].strip()) < 4 and not any(beside)
