"""Where the lines of a text are wrapped: how far they reach, learned from those that go on in lower case."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_LEAST_LINES = 4
_NARROWEST = 40
_WIDEST = 160
_NEAR = 0.75
"""Which part of the width nearly all lines reach: letters are not equally wide."""
_MOST = 0.8
_ENDS = (".", "!", "?", ":", ";")


def width_of(lines: Sequence[str]) -> int:
    """Return how far each line reaches at least that goes on in the next, with the first word of that; 0 if unknown."""
    reached = sorted(_reach(line, below) for line, below in pairwise(lines) if line.strip() and below.strip()[:1].islower())
    if len(reached) < _LEAST_LINES:
        return 0
    width = reached[len(reached) * 9 // 10]
    near = int(width * _NEAR)
    if not _NARROWEST <= width <= _WIDEST or sum(it >= near for it in reached) < len(reached) * _MOST:
        return 0
    return near


def goes_on(line: str, below: str, width: int) -> bool:
    """Return whether a line ends where it does because the first word below did not fit into it."""
    return 0 < width <= _reach(line, below) and not line.rstrip().endswith(_ENDS)


def _reach(line: str, below: str) -> int:
    return len(line.rstrip()) + 1 + len(below.split(maxsplit=1)[0])
