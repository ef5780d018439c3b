"""What is found in evidence: the codes that a text names, pieces of work, and problems."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple


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
    refused: tuple[str, ...] = ()
    """Those of them with a verdict, as in `K4 - not met` or `☐ K4`, which counts against earlier claims."""
    unread: tuple[str, ...] = ()
    """What stands in a cell of codes and was not read as one: `Kl`, and `K3-K1`, which is not a range."""

    def __add__(self, other: Codes) -> Codes:
        def both(mine: tuple[str, ...], theirs: tuple[str, ...], but: Collection[str] = ()) -> tuple[str, ...]:
            return tuple(code for code in dict.fromkeys(mine + theirs) if code not in but)

        mine = self.without(other.refused)
        codes = both(mine.codes, other.codes)
        return Codes(
            codes,
            both(self.doubtful, other.doubtful, codes),
            both(self.parts, other.parts),
            both(mine.excluded, other.excluded, codes),
            both(self.refused, other.refused, codes),
            both(self.unread, other.unread),
        )

    @property
    def claimed(self) -> tuple[str, ...]:
        """The codes that count, and those of parts of a KSB."""
        return self.codes + self.parts

    @property
    def named(self) -> tuple[str, ...]:
        """The codes that count, and those that the text says are not covered."""
        return self.codes + self.excluded

    def without(self, refused: Collection[str]) -> Codes:
        """Return the same with those of the codes excluded that are refused elsewhere."""
        gone = tuple(code for code in self.codes if code in refused)
        counted = tuple(code for code in self.codes if code not in refused)
        return replace(self, codes=counted, excluded=(*self.excluded, *gone)) if gone else self

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
    refused: bool = False
    """Whether that is a verdict on it."""


class Piece(NamedTuple):
    """One piece of work, or one row about it, that says which KSBs it shows."""

    title: str
    file: str
    """The path of the file that it was read from, as given."""
    place: str
    """Where in the file: a line, a sheet and a row, a heading."""
    named: Codes
    """The codes that it names, and what does not count."""
    date: str | None = None
    """The date of the work, as far as it is known: YYYY, YYYY-MM or YYYY-MM-DD."""
    status: str | None = None
    """What the file says of its state, such as `approved` or `draft`."""
    hours: float | None = None
    kind: str | None = None
    """The type of evidence, such as `Document`; in a training plan `taught` or `assessed`."""
    method: str | None = None
    """The assessment method that it is meant for, as the file names it."""
    link: str | None = None
    """An address, a page or a time stamp, as the file gives it."""
    places: Mapping[str, str] = MappingProxyType({})
    """Where each code stands, where that is not `place`."""
    learner: str | None = None
    """Whose work it is, where one file holds the work of several people."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that count, each once."""
        return self.named.codes

    def problem(self, message: str, code: str = "") -> Problem:
        """Return a problem with this piece, at the place of the code if one is given."""
        return Problem(self.file, self.places.get(code, self.place), message)


class Problem(NamedTuple):
    """Something in an evidence file that is not used, or looks wrong."""

    file: str
    place: str
    message: str
