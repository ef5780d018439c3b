"""The columns of one table: their names, what each holds, and which of them say whether a row is evidence."""

import re
from collections.abc import Sequence
from itertools import chain

from ksb.documents.blocks import Row
from ksb.evidence.codes import in_cell, is_codes, leading
from ksb.evidence.piece import Codes
from ksb.evidence.reading import Reading
from ksb.evidence.roles import AWARDED, CLAIMED, NEEDED, Role, asks_if_accepted, bare_name, holds_names, prefix_of
from ksb.evidence.states import are_names, is_letters, is_no_title, is_nothing, is_tick, is_verdict, says_no

_BEARING: tuple[Role, ...] = ("evidence", "title", "link", "date", "hours", "status")
"""The columns that can say that a row is evidence, the best first."""
_ATTEMPT = re.compile(
    r"\b(?:1st|2nd|3rd|first|second|third|initial|final|resub(?:mission|mit)?|resit|retake|re-?assess(?:ment|ed)|attempt)\b"
)
"""What tells columns apart that hold the outcomes of one attempt after the other: the last one decides."""
_NO_VERDICT = re.compile(
    rf"actions?|next steps?|gaps?|target|impact|.*\b{NEEDED}\b.*|(?:my )?reflections?|what i learn(?:ed|t)|summary"
)
"""Columns of notes that are about other work than that of their row, or about what the learner thinks of it."""


class Columns:
    """The columns of a table: their names, and what each holds."""

    def __init__(self, names: Sequence[str], reading: Reading, rows: Sequence[Row] = ()) -> None:
        """Find what the columns hold, by their names alone but for those of `letters`."""
        self.names = names
        by = None if reading.by is None else reading.by.strip().casefold()
        self.learner = next((i for i, name in enumerate(names) if name.casefold() == by), None)
        self.roles = reading.roles_of(["" if i == self.learner else name for i, name in enumerate(names)])
        self.prefixes = {i: prefix_of(names[i]) for i in self.roles.get("ksbs", [])}
        kinds, numbers = self.roles.get("kind", []), self.roles.get("number", [])
        self.awarded = self._awarded(rows)
        """The columns of codes that decide which of those in the others count."""
        lettered = kinds and numbers and "ksbs" not in self.roles and any(map(prefix_of, filled_cells(rows, kinds[0])))
        self.letters = (kinds[0], numbers[0]) if lettered else None
        """The columns of a kind and of a number, which together are a code: `K` and `1`."""
        self.verdicts: dict[str, list[int]] = {}
        """The columns whose cells may be such as `Referred`, those of several attempts together."""
        self.notes: list[int] = []
        """The columns of notes, which may hold nothing but such a word."""
        self.answers: dict[int, str] = {}
        """The columns that ask whether the evidence beside them is accepted, each with its name."""
        self.lettered = False
        """Whether letters, such as `F`, are the names of pieces."""
        self.role = {i: role for role, places in self.roles.items() for i in places}
        self.ordered = sorted(self.role.items(), reverse=True)
        """The columns that have a role, the last first."""

    def _awarded(self, rows: Sequence[Row]) -> list[int]:
        """Return the columns of codes that are awarded, where there are others, of codes that are claimed."""
        named = [i for i, name in enumerate(self.names) if AWARDED.fullmatch(bare_name(name))]
        others = [i for i in self.prefixes if i not in named]
        with_codes = [i for i in named if any(map(is_codes, filled_cells(rows, i)))]
        if with_codes and others:
            return [i for i in named if i in self.prefixes or i in with_codes]
        if any(CLAIMED.fullmatch(bare_name(self.names[i])) for i in others):
            return [i for i in named if i in self.prefixes]  # nothing is awarded yet
        return []

    def find_verdicts(self, rows: Sequence[Row]) -> None:
        """Find the columns that may say of evidence elsewhere in their row that it does not count."""
        if self.bearing:
            bearing = self.roles[self.bearing]
            self.lettered = not any(
                self.names[i].endswith("?") or asks_if_accepted(self.names[i]) for i in bearing
            ) and (self.left_of_codes or are_names(cell for i in bearing for cell in filled_cells(rows, i)))
        for i, name in enumerate(self.names):
            role = self.role.get(i)
            cells = filled_cells(rows, i)
            if i == self.learner or not cells or (role is None and holds_names(name) and all(map(is_letters, cells))):
                continue
            if asks_if_accepted(name) and (
                role != "evidence" or len(self.roles["evidence"]) > 1 or "link" in self.roles
            ):
                self.answers[i] = name
            elif role in ("status", "quality") or (
                role in (None, "reviewer") and not leading(name) and _are_verdicts(name, cells)
            ):
                self.verdicts.setdefault(_ATTEMPT.sub("", bare_name(name)).strip(), []).append(i)
            elif role == "notes" and not _NO_VERDICT.fullmatch(bare_name(name)):
                self.notes.append(i)

    @property
    def left_of_codes(self) -> bool:
        """Return whether the pieces stand left of the codes that they show."""
        bearing = self.bearing
        return bearing in ("evidence", "title") and self.roles[bearing][0] < min(self.prefixes, default=0)

    def is_nothing(self, cell: str) -> bool:
        """Return whether a cell that may hold evidence says that there is no evidence."""
        says_so = is_no_title if self.bearing == "title" else is_nothing
        return says_so(cell) and not (self.lettered and (is_letters(cell) or (len(cell) == 1 and cell.isalpha())))

    @property
    def bearing(self) -> Role | None:
        """The role of the columns that say whether a row is evidence."""
        return next((role for role in _BEARING if role in self.roles), None)

    def said_elsewhere(self) -> set[int]:
        """Return the columns that say of evidence elsewhere in their row whether it counts."""
        return {*chain(*self.verdicts.values()), *self.notes, *self.answers, *self.awarded}

    def codes(self, row: Row) -> Codes:
        """Return the codes in a row, from every column of codes."""
        found = [in_cell(cell, prefix) for i, prefix in self.prefixes.items() if (cell := row.cell(i))]
        if self.awarded:
            awarded = sum((in_cell(row.cell(i), self.prefixes.get(i)) for i in self.awarded), Codes())
            return awarded + Codes(excluded=tuple(code for codes in found for code in codes.codes))
        if self.letters is not None:
            kind, number = map(row.cell, self.letters)
            found.append(in_cell(f"{prefix_of(kind) or ''}{number}"))
        return found[0] if len(found) == 1 else sum(found, Codes())

    def one_code_in_each(self, rows: Sequence[Row]) -> bool:
        """Return whether no row names more than one KSB, and some row names one."""
        return max((len(codes.claimed) for codes in map(self.codes, rows)), default=0) == 1

    def hold_evidence(self, rows: Sequence[Row]) -> bool:
        """Return whether the table can be evidence, and is not a list of KSBs, duties or methods."""
        bearing = self.roles.keys() & set(_BEARING)
        if "duty" in self.roles and not bearing & {"date", "link", "hours", "status"}:
            cells = [cell for i in self.roles.get("evidence", []) for cell in filled_cells(rows, i)]
            return any(not (is_nothing(cell) or is_tick(cell)) for cell in cells)
        if not bearing:
            return "method" not in self.roles and not self.one_code_in_each(rows)
        return True


def _are_verdicts(name: str, cells: Sequence[str]) -> bool:
    """Return whether these cells say whether the piece in their row is accepted: `Y` or `N` of a person, or boxes."""
    if not name or holds_names(name):
        return any(is_tick(cell) and not cell.isdigit() for cell in cells) and all(
            is_tick(cell) or says_no(cell) for cell in cells
        )
    return all(map(is_verdict, cells))


def filled_cells(rows: Sequence[Row], column: int) -> list[str]:
    """Return the cells of a column that are not empty."""
    return [cell for row in rows if (cell := row.cell(column))]
