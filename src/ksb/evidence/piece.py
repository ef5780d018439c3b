"""One piece of evidence: what it is, where it was read, and the KSBs that it says it shows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from ksb.evidence.found import Codes


class Piece(NamedTuple):
    """One piece of work, or one row about it, that says which KSBs it shows."""

    title: str
    file: str
    """The path of the file that it was read from, as given."""
    place: str
    """Where in the file: a line, a sheet and a row, a heading."""
    codes: tuple[str, ...]
    """The codes that it names, each once."""
    parts: tuple[str, ...] = ()
    """Codes of a part of a KSB that it names, such as `K4.4`, which do not count."""
    doubtful: tuple[str, ...] = ()
    """What looks like a code in its running text, but stands there without a sign that it is one."""
    excluded: tuple[str, ...] = ()
    """Codes that the text says are not covered."""
    unread: tuple[str, ...] = ()
    """What stands beside its codes and was not read as one: `Kl`, and `K3-K1`, which is not a range."""
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

    @classmethod
    def naming(cls, codes: Codes, *, title: str, file: str, place: str, **more: Any) -> Piece:
        """Return the piece that names these codes; `more` are its other fields."""
        return cls(title, file, place, codes.codes, codes.parts, codes.doubtful, codes.excluded, codes.unread, **more)


class Problem(NamedTuple):
    """Something in an evidence file that is not used, or looks wrong."""

    file: str
    place: str
    message: str
