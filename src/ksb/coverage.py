"""Which KSBs of a pathway the evidence covers, and what is wrong with the evidence."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ksb.errors import KsbError
from ksb.evidence.piece import Piece, Problem
from ksb.models import Duty, Standard, code_order, split_code
from ksb.query import options_needing, select_duties, select_ksbs
from ksb.text.english import listed

Status = Literal["covered", "thin", "missing"]
PORTFOLIO = "portfolio"
"""In place of a method's number: every method for which the apprentice collects evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What counts as evidence, and for which KSBs. The defaults count every piece."""

    pathways: tuple[int, ...] = ()
    """The options to report on, each with the core; every option where there are none."""
    methods: tuple[int | Literal["portfolio"], ...] = ()
    """Only the KSBs that one of these methods assesses; all of them where there are none."""
    at_least: int = 1
    """How many pieces a KSB needs; with fewer it is thin."""
    at_most_per_piece: int | None = None
    """How many KSBs a piece may claim before that is reported."""
    statuses: tuple[str, ...] = ()
    """Only pieces with one of these statuses count, in any case; every piece where there are none."""
    since: str | None = None
    """Only pieces of this date or later count: YYYY, YYYY-MM or YYYY-MM-DD."""
    until: str | None = None
    """Only pieces of this date or earlier count."""
    stale_days: int | None = None
    """A piece that is older than so many days does not count towards `at_least`."""
    exempt: Mapping[str, str] = field(default_factory=dict)
    """Codes that need no evidence, each with the reason."""
    today: datetime.date = field(default_factory=datetime.date.today)


@dataclass(frozen=True, slots=True)
class Covered:
    """One KSB of a pathway, and the pieces that show it."""

    code: str
    status: Status
    evidence: tuple[Piece, ...]
    stale: tuple[Piece, ...] = ()
    """The pieces among them that are too old to count."""


@dataclass(frozen=True, slots=True)
class DutyCovered:
    """How many of the KSBs that a duty cites are covered."""

    duty: Duty
    covered: int
    of: int


@dataclass(frozen=True, slots=True)
class PathwayCoverage:
    """The coverage of one pathway."""

    pathway: int | None
    """The option's number; None where the standard has no options."""
    ksbs: tuple[Covered, ...]
    """In code order, those that are exempt left out."""
    duties: tuple[DutyCovered, ...]
    exempt: Mapping[str, str]
    """The codes of this pathway that need no evidence, each with the reason."""

    def count(self, status: Status) -> int:
        """Return how many KSBs have this status."""
        return sum(ksb.status == status for ksb in self.ksbs)

    @property
    def percentage(self) -> float:
        """The share of KSBs that are covered, from 0 to 100; 100 where there are none to cover."""
        return 100 * self.count("covered") / len(self.ksbs) if self.ksbs else 100.0

    @property
    def gaps(self) -> tuple[Covered, ...]:
        """The KSBs that are missing, then those that are thin, each in code order."""
        return tuple(ksb for status in ("missing", "thin") for ksb in self.ksbs if ksb.status == status)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of each pathway, and what is wrong with the evidence."""

    standard: Standard
    pathways: tuple[PathwayCoverage, ...]
    problems: tuple[Problem, ...]
    pieces: int
    """How many pieces were read."""
    counted: int
    """How many of them the choice lets count."""

    @property
    def percentage(self) -> float:
        """The lowest share of covered KSBs of any pathway, from 0 to 100."""
        return min((pathway.percentage for pathway in self.pathways), default=100.0)


def coverage(standard: Standard, pieces: Iterable[Piece], choice: Choice | None = None) -> Coverage:
    """Return which KSBs the pieces cover, pathway by pathway, and the problems of the pieces.

    Raises `NotFoundError` for an option, and `KsbError` for an assessment method, that the standard does not have, and
    for an exempt code that it does not define.
    """
    choice = choice or Choice()
    for code in choice.exempt:
        if code not in standard.ksbs:
            raise KsbError(f"the exempt KSB {code} is not in this standard")
    every = tuple(pieces)
    counting = tuple(piece for piece in every if _counts(piece, choice))
    by_code: dict[str, list[Piece]] = defaultdict(list)
    for piece in counting:
        for code in piece.codes:
            by_code[code].append(piece)
    numbers: Sequence[int | None] = choice.pathways or [option.number for option in standard.options] or [None]
    problems = sorted(
        {*_piece_problems(standard, every, choice), *_repeated(every), *_not_yet_taught(every)},
        key=lambda problem: (problem.file, _place_order(problem.place), problem.message),
    )
    return Coverage(
        standard,
        tuple(_pathway(standard, number, by_code, choice) for number in numbers),
        tuple(problems),
        len(every),
        len(counting),
    )


def assessed_codes(standard: Standard, methods: Collection[int | Literal["portfolio"]]) -> frozenset[str]:
    """Return the codes that one of these methods assesses. Raises `KsbError` where there is no such method."""
    known = standard.assessment.methods if standard.assessment else ()
    found: set[str] = set()
    for name in methods:
        chosen = [method for method in known if (method.portfolio if name == PORTFOLIO else method.number == name)]
        if not chosen:
            there = listed(method.number for method in known) if known else ""
            what = "no assessment method with a portfolio" if name == PORTFOLIO else f"no assessment method {name}"
            raise KsbError(f"there is {what}", f"the methods are {there}" if there else "this standard has no plan")
        found.update(code for method in chosen for code in method.ksbs)
    return frozenset(found)


def _pathway(
    standard: Standard, number: int | None, by_code: Mapping[str, Sequence[Piece]], choice: Choice
) -> PathwayCoverage:
    codes = select_ksbs(standard, pathway=number)
    if choice.methods:
        assessed = assessed_codes(standard, choice.methods)
        codes = tuple(code for code in codes if code in assessed)
    exempt = {code: choice.exempt[code] for code in codes if code in choice.exempt}
    ksbs = tuple(_covered(code, by_code.get(code, ()), choice) for code in codes if code not in exempt)
    status = {ksb.code: ksb.status for ksb in ksbs}
    duties = []
    for duty in select_duties(standard, pathway=number):
        cited = {citation.code for citation in duty.cites} & status.keys()
        if cited:
            duties.append(DutyCovered(duty, sum(status[code] == "covered" for code in cited), len(cited)))
    return PathwayCoverage(number, ksbs, tuple(duties), exempt)


def _covered(code: str, pieces: Sequence[Piece], choice: Choice) -> Covered:
    stale = tuple(piece for piece in pieces if _is_stale(piece, choice))
    fresh = len(pieces) - len(stale)
    status: Status = "covered" if fresh >= choice.at_least else "thin" if pieces else "missing"
    return Covered(code, status, tuple(pieces), stale)


def _counts(piece: Piece, choice: Choice) -> bool:
    if choice.statuses and (piece.status or "").casefold() not in {status.casefold() for status in choice.statuses}:
        return False
    if not (choice.since or choice.until):
        return True
    if piece.date is None:
        return False
    first, last = _days(piece.date)
    return (choice.since is None or last >= _days(choice.since)[0]) and (
        choice.until is None or first <= _days(choice.until)[1]
    )


def _is_stale(piece: Piece, choice: Choice) -> bool:
    if choice.stale_days is None or piece.date is None:
        return False
    return (choice.today - _days(piece.date)[1]).days > choice.stale_days


def _days(date: str) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of a date that is known as far as its year, its month or its day."""
    if len(date) == 10:
        day = datetime.date.fromisoformat(date)
        return day, day
    year, month = int(date[:4]), int(date[5:7] or 1)
    first = datetime.date(year, month, 1)
    after = datetime.date(year + 1, 1, 1) if len(date) == 4 or month == 12 else datetime.date(year, month + 1, 1)
    return first, after - datetime.timedelta(days=1)


def _piece_problems(standard: Standard, pieces: Sequence[Piece], choice: Choice) -> Iterator[Problem]:
    chosen = set(choice.pathways)
    for piece in pieces:
        unknown = [code for code in piece.codes if code not in standard.ksbs]
        for code in unknown:
            near = _nearest(standard, code)
            hint = f"; the nearest are {listed(near)}" if near else ""
            yield Problem(piece.file, piece.place, f"{code} is not in this standard{hint}")
        for part in piece.parts:
            yield Problem(
                piece.file, piece.place, f"{part} does not count: it is a part of a KSB; write {_whole(part)}"
            )
        for code in piece.doubtful:
            if code in standard.ksbs:
                message = f"{code} does not count: it stands alone in running text; write [{code}] if you mean the KSB"
                yield Problem(piece.file, piece.place, message)
        if not (piece.codes or piece.parts or piece.doubtful):
            yield Problem(piece.file, piece.place, f'"{piece.title}" names no KSB')
        if chosen:
            for code in piece.codes:
                needing = options_needing(standard, code)
                if needing and not chosen.intersection(needing) and code in standard.ksbs and not _core(standard, code):
                    options = f"option{'s' if len(needing) > 1 else ''} {listed(needing)}"
                    yield Problem(piece.file, piece.place, f"{code} belongs to {options}, not to this pathway")
        if choice.at_most_per_piece is not None and len(piece.codes) > choice.at_most_per_piece:
            message = f'"{piece.title}" claims {len(piece.codes)} KSBs; at most {choice.at_most_per_piece} are allowed'
            yield Problem(piece.file, piece.place, message)
        if piece.date is not None and _days(piece.date)[0] > choice.today:
            yield Problem(piece.file, piece.place, f"the date {piece.date} is in the future")
        if _is_stale(piece, choice):
            message = f'"{piece.title}" of {piece.date} is older than {choice.stale_days} days'
            yield Problem(piece.file, piece.place, message)


def _whole(part: str) -> str:
    return re.split(r"[.(]", part)[0]


def _core(standard: Standard, code: str) -> bool:
    return any(duty.core for duty in standard.duties_citing(code))


def _repeated(pieces: Sequence[Piece]) -> Iterator[Problem]:
    """Yield the pieces that say the same as one before: title, date, codes and learner."""
    seen: dict[tuple[object, ...], Piece] = {}
    for piece in pieces:
        key = (piece.title.casefold(), piece.date, frozenset(piece.codes), piece.link, piece.learner)
        first = seen.setdefault(key, piece)
        if first is not piece and piece.codes:
            where = first.place if first.file == piece.file else f"{first.file}, {first.place}"
            yield Problem(piece.file, piece.place, f'"{piece.title}" is the same piece as in {where}')


_TAUGHT = re.compile(r"taught|teach(?:ing)?|learn(?:ing)?|training|delivery|delivered|workshop|lesson", re.IGNORECASE)
_ASSESSED = re.compile(r"assess(?:ed|ment)?|exam|test(?:ed)?|mock|quiz|observation", re.IGNORECASE)
"""What a training plan calls a session in which a KSB is taught, and one in which it is assessed."""


def _not_yet_taught(pieces: Sequence[Piece]) -> Iterator[Problem]:
    """Yield, for a training plan with kinds and dates, each session that assesses a KSB before it is taught."""
    taught: dict[tuple[str | None, str], str] = {}
    for piece in pieces:
        if piece.kind and piece.date and _TAUGHT.fullmatch(piece.kind):
            for code in piece.codes:
                key = (piece.learner, code)
                taught[key] = min(piece.date, taught.get(key, piece.date))
    for piece in pieces if taught else ():
        if piece.kind and piece.date and _ASSESSED.fullmatch(piece.kind):
            for code in piece.codes:
                first = taught.get((piece.learner, code))
                if first is None:
                    yield Problem(piece.file, piece.place, f"{code} is assessed but never taught")
                elif piece.date < first:
                    yield Problem(piece.file, piece.place, f"{code} is assessed on {piece.date}, but taught on {first}")


def _nearest(standard: Standard, code: str) -> list[str]:
    prefix, number = split_code(code)
    same = [other for other in standard.codes if split_code(other)[0] == prefix]
    return sorted(sorted(same, key=lambda other: abs(split_code(other)[1] - number))[:3], key=code_order)


def _place_order(place: str) -> tuple[object, ...]:
    """Return a sort key that puts row 9 before row 10."""
    parts = []
    for word in place.split():
        digits = word.strip(",.")
        parts.append((0, int(digits), "") if digits.isdecimal() else (1, 0, word))
    return tuple(parts)
