"""Where the lines of a text are wrapped: how far they reach, learned from those that go on in lower case."""

import re
from collections.abc import Sequence
from itertools import pairwise

_LEAST_LINES = 4
_NARROWEST = 40
_WIDEST = 160
_NEAR = 0.7
"""Which part of the width nearly all lines reach: letters are not equally wide."""
_NEARER = 0.9
"""The same for a line that ends a sentence: the next may be another text."""
_MOST = 0.8
_ENDS = (".", "!", "?")
_LABEL = re.compile(r"\s*[A-Z][a-z]+(?: [a-z]+){0,2}:(?:\s|$)")
"""What begins a text of its own, such as "Evidence: "."""
_SHORT = ("e.g.", "i.e.")


def width_of(lines: Sequence[str]) -> int:
    """Return how far the lines reach that go on in the next, with the first word of that; 0 if they are not wrapped."""
    going_on = ((line, below) for line, below in pairwise(lines) if line.strip() and below.strip()[:1].islower())
    reached = sorted(_reach(line, below) for line, below in going_on)
    if len(reached) < _LEAST_LINES:
        return 0
    width = reached[len(reached) * 9 // 10]
    are_near = sum(it >= width * _NEAR for it in reached) >= len(reached) * _MOST
    return width if are_near and _NARROWEST <= width <= _WIDEST else 0


def goes_on(line: str, below: str, width: int) -> bool:
    """Return whether a line ends where it does because the first word below did not fit into it."""
    if _LABEL.match(below) or below.isupper():
        return False
    near = _NEARER if line.rstrip().endswith(_ENDS) and not line.rstrip().endswith(_SHORT) else _NEAR
    return width > 0 and _reach(line, below) >= width * near


def _reach(line: str, below: str) -> int:
    return len(line.rstrip()) + 1 + len(below.split(maxsplit=1)[0])
