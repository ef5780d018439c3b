"""How a message quotes a text: a few words, a place in it, a list of names."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from ksb.text.english import listed

MOST = 1_000
"""Maximum number of places reported in one text."""
_NEAR = 200
"""How many characters on each side of a place may be quoted."""


def each_match(pattern: str | re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Return the matches of a pattern in a text, the first `MOST` of them."""
    # A compiled pattern given to `re.finditer` is looked up first, which takes 2% of `ksb lint` on many files.
    return islice(re.finditer(pattern, text) if isinstance(pattern, str) else pattern.finditer(text), MOST)


def names(items: Sequence[str]) -> str:
    """Return a list in a sentence; of more than six items, five and the number of the rest."""
    return listed([*items[:5], f"{len(items) - 5} more"] if len(items) > 6 else items)


def opening(text: str) -> str:
    """Return the first three words of a text."""
    words = text.split(maxsplit=3)
    return " ".join(words[:3]) + (" …" if len(words) > 3 else "")


def wide(span: tuple[int, int], text: str) -> tuple[int, int]:
    """Return a span that can be seen: for an empty one, the characters on both sides of it."""
    start, end = span
    return (start, end) if start < end else (max(start - 1, 0), min(end + 1, len(text)))


def before(text: str, at: int) -> str:
    """Return the nearest characters before a place."""
    return text[max(at - _NEAR, 0) : at]


def around(text: str, at: int) -> str:
    """Return the words on both sides of a place, as they are written."""
    near = before(text, at)
    words = near.split()[-2:]
    first = words[-2:-1] if words[-1:] in (["-"], ["–"], ["—"]) else words[-1:]
    left = near[near.rfind(first[0]) :] if first else near
    right = re.match(r"\s*\S*(?:(?<=\s[-–—])\s+\S+|(?<=^[-–—])\s+\S+)?", text[at : at + _NEAR])
    return left + (right[0] if right else "")
