"""What a text names: its codes, and the places where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes that a text names."""

    codes: tuple[str, ...] = ()
    """The codes that count, each once, in the order of the text."""
    doubtful: tuple[str, ...] = ()
    """What looks like a code but stands in running text without a sign that it is one."""
    parts: tuple[str, ...] = ()
    """Codes of a part of a KSB, such as `K4.4`, which no standard defines."""
    excluded: tuple[str, ...] = ()
    """Codes that the text says are not covered: `K1 to K3 (not K2)`, `Gaps: S1`, `~~K4~~`."""
    unread: tuple[str, ...] = ()
    """What stands in a cell of codes and was not read as one: `Kl`, and `K3-K1`, which is not a range."""

    def __add__(self, other: Codes) -> Codes:
        codes = _distinct((*self.codes, *other.codes))
        doubtful = tuple(code for code in _distinct((*self.doubtful, *other.doubtful)) if code not in codes)
        parts = _distinct((*self.parts, *other.parts))
        excluded = tuple(code for code in _distinct((*self.excluded, *other.excluded)) if code not in codes)
        return Codes(codes, doubtful, parts, excluded, _distinct((*self.unread, *other.unread)))

    def __bool__(self) -> bool:
        """Return whether the text names anything that looks like a code."""
        return bool(self.codes or self.doubtful or self.parts or self.excluded)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that names one KSB, or a range of them."""

    start: int
    end: int
    codes: tuple[str, ...]
    """The codes: all of a range; for a part of a KSB, what is written there."""
    counts: bool = True
    """Whether the text says that it is a code."""
    part: bool = False
    """Whether it names a part of a KSB, such as `K4.4`."""
    excluded: bool = False
    """Whether the text says that it is not covered."""


def _distinct(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
