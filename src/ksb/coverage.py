"""Which KSBs of a pathway the evidence covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from ksb.errors import KsbError
from ksb.evidence.choice import PORTFOLIO, Choice, Portfolio
from ksb.evidence.files import evidence_files, read_files
from ksb.evidence.piece import Piece, Problem
from ksb.evidence.problems import in_order, of_no_pathway, problems
from ksb.evidence.reading import Reading
from ksb.models import Duty
from ksb.query import select_duties, select_ksbs
from ksb.standard import Standard
from ksb.text.english import listed
from ksb.versions import Renewal, Versions

CoverageStatus = Literal["covered", "thin", "missing"]
STATUSES: tuple[CoverageStatus, ...] = ("covered", "thin", "missing")


@dataclass(frozen=True, slots=True)
class Covered:
    """One KSB of a pathway, and the pieces that show it."""

    code: str
    status: CoverageStatus
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
    """The option's number; None if the standard has no options."""
    ksbs: tuple[Covered, ...]
    """In code order, those that are exempt left out."""
    duties: tuple[DutyCovered, ...]
    exempt: Mapping[str, str]
    """The codes of this pathway that need no evidence, each with the reason."""

    def count(self, status: CoverageStatus) -> int:
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

    pathways: tuple[PathwayCoverage, ...]
    problems: tuple[Problem, ...]
    pieces: int
    """How many pieces were read."""
    counted: int
    """How many of them the choice lets count."""
    hours: float = 0
    """The hours of those that count."""
    versions: Versions | None = None
    """What a new version of the standard does to the evidence, where its codes are of an old one."""

    @property
    def percentage(self) -> float:
        """The lowest share of covered KSBs of any pathway, from 0 to 100."""
        return min((pathway.percentage for pathway in self.pathways), default=100.0)

    def without_evidence(self) -> Coverage:
        """Return the same without the pieces and problems, which take memory where there are many learners."""
        pathways = tuple(
            replace(pathway, ksbs=tuple(Covered(ksb.code, ksb.status, ()) for ksb in pathway.ksbs))
            for pathway in self.pathways
        )
        return replace(self, pathways=pathways, problems=(), versions=self.versions and self.versions.without_pieces())


Cohort = Mapping[str, Coverage]
"""The coverage of each learner, the least covered first."""


def measure(
    standard: Standard,
    evidence: Iterable[str | Path],
    choice: Choice | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    strict: bool = False,
    old: Standard | None = None,
) -> Coverage:
    """Return which KSBs the evidence covers, pathway by pathway, and what is wrong with it.

    `evidence` are paths of files and folders. `columns` are names of columns by what they hold, such as
    `{"ksbs": "Mapped to"}`. With `strict`, codes in running text count only in brackets. `old` is the version whose
    codes the evidence names, if that is not `standard`. Raises `KsbError` for a file that can't be read and for a
    folder without evidence, and as `Pathways` does.
    """
    pathways = Pathways(standard, choice or Choice(), old)
    files, unread = evidence_files([str(path) for path in evidence])
    pieces, problems = read_files(files, Reading.against(old or standard, columns=columns or {}, strict=strict))
    found = pathways.covered_by(pieces)
    return replace(found, problems=tuple(in_order([*unread, *problems, *found.problems])))


class Pathways:
    """The KSBs and duties of each pathway, worked out once for the evidence of many learners."""

    def __init__(self, standard: Standard, choice: Choice, old: Standard | None = None) -> None:
        """Choose the KSBs. `old` is the version whose codes the pieces name, where that is not `standard`.

        Raises `NotFoundError` for an option, and `KsbError` for an assessment method, that the standard does not have,
        and for an exempt code that it does not define.
        """
        self.standard = standard
        self.choice = choice
        self.old = old
        self._elsewhere = of_no_pathway(standard, choice)
        self._renewal = Renewal(old, standard) if old else None
        for code in choice.exempt:
            if code not in standard.ksbs:
                raise KsbError(f"the exempt KSB {code} is not in this standard")
        numbers: Sequence[int | None] = choice.pathways or [option.number for option in standard.options] or [None]
        assessed = assessed_codes(standard, choice.methods) if choice.methods else standard.ksbs.keys()
        self._pathways = [
            (
                number,
                [code for code in select_ksbs(standard, pathway=number) if code in assessed],
                [(duty, set(duty.codes)) for duty in select_duties(standard, pathway=number)],
            )
            for number in numbers
        ]

    def covered_by(self, pieces: Iterable[Piece]) -> Coverage:
        """Return which KSBs the pieces cover."""
        every = list(pieces)
        versions: Versions | None = None
        unknown: list[Problem] = []
        if self._renewal:
            needed = {code for _, codes, _ in self._pathways for code in codes}
            versions = self._renewal.of(filter(self.choice.counts, every), needed)
            every, unknown = self._renewal.carry(every)
        counting = list(filter(self.choice.counts, every))
        by_code: dict[str, list[Piece]] = defaultdict(list)
        for piece in counting:
            for code in piece.codes:
                by_code[code].append(piece)
        return Coverage(
            tuple(self._pathway(number, codes, duties, by_code) for number, codes, duties in self._pathways),
            (*unknown, *problems(self.standard, every, self.choice, self._elsewhere)),
            len(every),
            len(counting),
            sum(piece.hours or 0 for piece in counting),
            versions,
        )

    def _pathway(
        self,
        number: int | None,
        codes: Sequence[str],
        duties: Sequence[tuple[Duty, Collection[str]]],
        by_code: Mapping[str, Sequence[Piece]],
    ) -> PathwayCoverage:
        exempt = self.choice.exempt
        ksbs = tuple(self._covered(code, by_code.get(code, ())) for code in codes if code not in exempt)
        status = {ksb.code: ksb.status for ksb in ksbs}
        covered = []
        for duty, cited in duties:
            needed = [status[code] for code in cited if code in status]
            if needed:
                covered.append(DutyCovered(duty, needed.count("covered"), len(needed)))
        return PathwayCoverage(number, ksbs, tuple(covered), {code: exempt[code] for code in codes if code in exempt})

    def _covered(self, code: str, pieces: Sequence[Piece]) -> Covered:
        stale = tuple(filter(self.choice.is_stale, pieces)) if self.choice.stale_days is not None else ()
        fresh = len(pieces) - len(stale)
        status: CoverageStatus = "covered" if fresh >= self.choice.at_least else "thin" if pieces else "missing"
        return Covered(code, status, tuple(pieces), stale)


def assessed_codes(standard: Standard, methods: Collection[int | Portfolio]) -> frozenset[str]:
    """Return the codes that one of these methods assesses. Raises `KsbError` if there is no such method."""
    known = standard.methods
    found: set[str] = set()
    for name in methods:
        chosen = [method for method in known if (method.portfolio if name == PORTFOLIO else method.number == name)]
        if not chosen:
            there = listed(dict.fromkeys(method.number for method in known)) if known else ""
            what = "no assessment method with a portfolio" if name == PORTFOLIO else f"no assessment method {name}"
            hint = f"the methods are {there}" if there else "this standard has no assessment plan"
            raise KsbError(f"there is {what}", hint)
        found.update(code for method in chosen for code in method.ksbs)
    return frozenset(found)
