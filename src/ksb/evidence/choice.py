"""What counts as evidence: the choices of a user, and which pieces they let count."""

import datetime
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ksb.evidence.piece import Piece
from ksb.evidence.roles import is_rejected

Portfolio = Literal["portfolio"]
PORTFOLIO: Portfolio = "portfolio"
"""In place of a method's number: every method for which the apprentice collects evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What counts as evidence, and for which KSBs. The defaults count every piece that is evidence."""

    pathways: tuple[int, ...] = ()
    """The options to report on, each with the core; every option where this is empty."""
    methods: tuple[int | Portfolio, ...] = ()
    """Only the KSBs that one of these methods assesses; all of them where this is empty."""
    at_least: int = 1
    """How many pieces a KSB needs; with fewer it is thin."""
    at_most_per_piece: int | None = None
    """How many KSBs a piece may claim before that is reported."""
    statuses: tuple[str, ...] = ()
    """Only pieces with one of these statuses count, in any case.

    Where this is empty, every piece counts but those whose status says that they are not evidence, such as `rejected`.
    """
    since: str | None = None
    """Only pieces of this date or later count: YYYY, YYYY-MM or YYYY-MM-DD."""
    until: str | None = None
    """Only pieces of this date or earlier count."""
    stale_days: int | None = None
    """A piece that is older than this many days does not count towards `at_least`."""
    exempt: Mapping[str, str] = field(default_factory=dict)
    """Codes that need no evidence, each with the reason."""
    today: datetime.date = field(default_factory=datetime.date.today)

    def counts(self, piece: Piece) -> bool:
        """Return whether the piece counts, by its status and its date."""
        if self.rejects(piece):
            return False
        if self.statuses and (piece.status or "").strip().casefold() not in {
            status.strip().casefold() for status in self.statuses
        }:
            return False
        if not (self.since or self.until):
            return True
        if piece.date is None:
            return False
        first, last = days(piece.date)
        return (self.since is None or last >= days(self.since)[0]) and (
            self.until is None or first <= days(self.until)[1]
        )

    def rejects(self, piece: Piece) -> bool:
        """Return whether the piece does not count because its status says that it is not evidence."""
        return not self.statuses and piece.status is not None and is_rejected(piece.status)

    def is_stale(self, piece: Piece) -> bool:
        """Return whether the piece is too old. A piece without a date is not."""
        if self.stale_days is None or piece.date is None:
            return False
        return (self.today - days(piece.date)[1]).days > self.stale_days


def days(date: str) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of a date that is known as far as its year, its month or its day."""
    year, month, day = (int(part) for part in f"{date}-0-0".split("-")[:3])
    last = datetime.date(year, month or 12, day or monthrange(year, month or 12)[1])
    return datetime.date(year, month or 1, day or 1), last
