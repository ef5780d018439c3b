"""What a new version of the standard does to evidence that names the codes of the old one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self

from ksb.changes import Change
from ksb.compare import diff
from ksb.evidence.piece import Piece, Problem
from ksb.evidence.problems import nearest
from ksb.standard import Standard


@dataclass(frozen=True, slots=True)
class Carried:
    """A KSB of the old version, what became of it, and the pieces that name it."""

    change: Change
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Versions:
    """What becomes of evidence for the old version."""

    kept: tuple[Carried, ...]
    """KSBs whose evidence still counts: their words are the same, whatever their code."""
    reworded: tuple[Carried, ...]
    """KSBs whose evidence needs a look: their words changed. Until then it counts."""
    lapsed: tuple[Carried, ...]
    """KSBs that the new version does not have: their evidence counts for nothing."""
    added: tuple[Change, ...]
    """The KSBs that are new."""

    def without_pieces(self) -> Self:
        """Return the same without the pieces, which take memory where there are many learners."""
        kept, reworded, lapsed = (
            tuple(Carried(carried.change, ()) for carried in group) for group in (self.kept, self.reworded, self.lapsed)
        )
        return replace(self, kept=kept, reworded=reworded, lapsed=lapsed)


class Renewal:
    """The step from one version of a standard to another."""

    def __init__(self, old: Standard, new: Standard) -> None:
        self.old = old
        changes = diff(old, new).ksbs
        self.changes: Mapping[str, Change] = {change.old: change for change in changes if change.old}
        self.added = tuple(change for change in changes if change.status == "added")

    def carry(self, pieces: Iterable[Piece]) -> tuple[list[Piece], list[Problem]]:
        """Return the pieces with the codes of the new version, and the codes that the old version does not have.

        A piece that names nothing but KSBs that are gone is left out.
        """
        carried, problems = [], []
        for piece in pieces:
            codes: dict[str, None] = {}
            places = {}
            for code in piece.codes:
                change = self.changes.get(code)
                place = piece.places.get(code, piece.place)
                if change is None:
                    message = f"{code} is not in the old version of the standard{nearest(self.old, code)}"
                    problems.append(piece.problem(message, code))
                elif change.new is not None:
                    codes[change.new] = None
                    places[change.new] = place
            if codes or not piece.codes:
                carried.append(piece._replace(named=replace(piece.named, codes=tuple(codes)), places=places))
        return carried, problems

    def of(self, pieces: Iterable[Piece], needed: Collection[str]) -> Versions:
        """Return what becomes of these pieces, whose codes are of the old version.

        `needed` are the codes of the new version that are asked about: only those are listed as new.
        """
        by_code: dict[str, list[Piece]] = defaultdict(list)
        for piece in pieces:
            for code in piece.codes:
                by_code[code].append(piece)
        kept: list[Carried] = []
        reworded: list[Carried] = []
        lapsed: list[Carried] = []
        for code, change in self.changes.items():
            if code in by_code:
                group = lapsed if change.new is None else reworded if "reworded" in change.status else kept
                group.append(Carried(change, tuple(by_code[code])))
        added = tuple(change for change in self.added if change.new in needed)
        return Versions(tuple(kept), tuple(reworded), tuple(lapsed), added)
