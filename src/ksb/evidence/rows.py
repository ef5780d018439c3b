"""Evidence in the rows of a table: a row for each piece, for each KSB, or for each pair of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from ksb.documents.blocks import Row
from ksb.evidence.codes import in_cell, leading
from ksb.evidence.columns import Role, plain, prefix_of, roles_of
from ksb.evidence.dates import parse_date
from ksb.evidence.found import Codes
from ksb.evidence.piece import Piece, Problem
from ksb.evidence.reading import Reading, hours_in, short
from ksb.evidence.states import are_names, is_letters, is_nothing, is_tick, is_verdict, rejects, says_no
from ksb.evidence.verdicts import acceptance, asks_if_accepted, refusal

_SEVERAL = re.compile(r"\s*(?:;|\n)\s*")
TOTAL = re.compile(
    r"(?:(?:sub|grand|overall)[ -]?)?totals?\b.*|overall:?"
    r"|(?:% |percentage |ksbs? |evidence )?(?:coverage|covered|completed?|count|sum|percentage|%)\s*[:?%]?"
    r"|(?:no\.?|number|count|sum) of (?:evidence|ksbs|pieces|ticks|times)\b.*",
    re.IGNORECASE,
)
"""The title of a row of sums."""
_LONGEST_HEADING = 4
"""The most words of a row that is a heading, such as `Technical knowledge`, for the rows below it."""
_BEARING: tuple[Role, ...] = ("evidence", "title", "link", "date", "hours", "status")
"""The columns that can say that a row is evidence, the best first."""


_ATTEMPT = re.compile(
    r"\b(?:1st|2nd|3rd|first|second|third|initial|final|resub(?:mission|mit)?|resit|retake|re-?assess(?:ment|ed)|attempt)\b"
)
"""What tells columns apart that hold the outcomes of one attempt after the other: the last one decides."""
_TO_COME = re.compile(r"actions?|next steps?|gaps?|target|impact")
"""Columns of notes that are about other work than that of their row."""
_NONE = Codes()


class Columns:
    """The columns of a table: their names, and what each holds."""

    def __init__(self, names: Sequence[str], reading: Reading) -> None:
        self.names = names
        self.learner = _named(names, reading.by)
        self.roles = roles_of(names, reading.columns)
        if self.learner is not None:
            self.roles = {
                role: kept for role, places in self.roles.items() if (kept := [i for i in places if i != self.learner])
            }
        self.prefixes = {i: prefix_of(names[i]) for i in self.roles.get("ksbs", [])}
        self.letters: tuple[int, int] | None = None
        """The columns of a kind and of a number, which together are a code: `K` and `1`."""
        self.verdicts: dict[str, list[int]] = {}
        """The columns whose cells may be such as `Referred`, those of several attempts together."""
        self.notes: list[int] = []
        """The columns of notes and dates, which may hold nothing but such a word."""
        self.answers: dict[int, str] = {}
        """The columns that ask whether the evidence beside them is accepted, each with its name."""
        self.lettered = False
        """Whether letters, such as `F`, are the names of pieces."""
        self._roles = {i: role for role, places in self.roles.items() for i in places}
        self.ordered = sorted(self._roles.items(), reverse=True)
        """The columns that have a role, the last first."""

    def find_letters(self, rows: Sequence[Row]) -> None:
        """Take columns of a kind and of a number for the codes, where no other column has them."""
        kinds, numbers = self.roles.get("kind", []), self.roles.get("number", [])
        if kinds and numbers and "ksbs" not in self.roles and any(map(prefix_of, cells_of(rows, kinds[0]))):
            self.letters = kinds[0], numbers[0]

    def find_verdicts(self, rows: Sequence[Row]) -> None:
        """Find the columns that may say of evidence elsewhere in their row that it does not count."""
        if self.bearing:
            self.lettered = self.left_of_codes or are_names(
                cell.strip() for i in self.roles[self.bearing] for cell in cells_of(rows, i)
            )
        for i, name in enumerate(self.names):
            role = self.role(i)
            cells = list(filter(None, map(str.strip, cells_of(rows, i))))
            if i == self.learner or not cells:
                continue
            if asks_if_accepted(name) and (role != "evidence" or len(self.roles["evidence"]) > 1):
                self.answers[i] = name
            elif role in ("status", "quality") or (role is None and not leading(name) and all(map(is_verdict, cells))):
                self.verdicts.setdefault(_ATTEMPT.sub("", plain(name)).strip(), []).append(i)
            elif role == "date" or (role == "notes" and not _TO_COME.fullmatch(plain(name))):
                self.notes.append(i)

    @property
    def left_of_codes(self) -> bool:
        """Return whether the pieces stand left of the codes that they show."""
        bearing = self.bearing
        return bearing in ("evidence", "title") and self.roles[bearing][0] < min(self.prefixes, default=0)

    def is_nothing(self, cell: str) -> bool:
        """Return whether a cell that may hold evidence says that there is none."""
        return is_nothing(cell) and not (self.lettered and is_letters(cell))

    @property
    def bearing(self) -> Role | None:
        """The role of the columns that say whether a row is evidence."""
        return next((role for role in _BEARING if role in self.roles), None)

    def said_elsewhere(self) -> set[int]:
        """Return the columns that say of evidence elsewhere in their row whether it counts."""
        return {*chain(*self.verdicts.values()), *self.notes, *self.answers}

    def role(self, i: int) -> Role | None:
        """Return what a column holds."""
        return self._roles.get(i)

    def codes(self, row: Row) -> Codes:
        """Return the codes in a row, from every column of codes."""
        cells = row.cells
        if len(self.prefixes) == 1 and self.letters is None:
            [(i, prefix)] = self.prefixes.items()
            return in_cell(cells[i], prefix) if i < len(cells) and cells[i] else _NONE
        found = [in_cell(cells[i], prefix) for i, prefix in self.prefixes.items() if i < len(cells) and cells[i]]
        if self.letters is not None and max(self.letters) < len(cells):
            kind, number = (cells[i] for i in self.letters)
            found.append(in_cell(f"{prefix_of(kind) or ''}{number}"))
        return found[0] if len(found) == 1 else sum(found, Codes())

    def one_code_in_each(self, rows: Sequence[Row]) -> bool:
        """Return whether no row names more than one KSB, and some row names one."""
        counts = [len(codes.codes) + len(codes.parts) for codes in map(self.codes, rows)]
        return max(counts, default=0) == 1

    def hold_evidence(self, rows: Sequence[Row]) -> bool:
        """Return whether the table can be evidence, and is not a list of KSBs, duties or methods."""
        bearing = self.roles.keys() & set(_BEARING)
        if "duty" in self.roles and not bearing & {"date", "link", "hours", "status"}:
            cells = [cell for i in self.roles.get("evidence", []) for cell in cells_of(rows, i)]
            return any(not (is_nothing(cell) or is_tick(cell)) for cell in cells)
        if not bearing:
            return "method" not in self.roles and not self.one_code_in_each(rows)
        return True


class Line:
    """One row, and what it says by the roles of its columns."""

    __slots__ = ("_first", "cells", "columns", "row")

    def __init__(self, row: Row, columns: Columns) -> None:
        self.row = row
        self.cells = cells = row.cells
        self.columns = columns
        self._first = {role: cells[i] for i, role in columns.ordered if i < len(cells) and cells[i]}

    def all(self, role: Role) -> list[str]:
        """Return the cells of a role that are not empty."""
        cells = self.cells
        return [cells[i] for i in self.columns.roles.get(role, ()) if i < len(cells) and cells[i]]

    def get(self, role: Role) -> str:
        """Return the first cell of a role that is not empty; "" without one."""
        return self._first.get(role, "")

    def piece(self, title: str, codes: Codes, reading: Reading, link: str = "") -> Iterator[Piece | Problem]:
        """Yield the piece in this row, and what can't be read of it."""
        get = self._first.get
        date = None
        if written := get("date"):
            date = parse_date(written)
            if date is None and not is_nothing(written):
                yield self._unreadable("date", written, "a date that can be read, such as 2026-03-02", reading)
        hours = None
        if written := get("hours"):
            hours = hours_in(written)
            if hours is None and not is_nothing(written):
                yield self._unreadable("hours", written, "a number of hours, such as 1.5", reading)
        learner = self.columns.learner
        yield Piece.naming(
            codes,
            title=short(title) or reading.default_title or self.row.place,
            file=reading.file,
            place=self.row.place,
            date=date,
            status=self._rejection() or self._last("status") or get("status") or self._accepted(),
            hours=hours,
            kind=get("kind"),
            method=get("method"),
            link=get("link") or link or None,
            learner=self.cells[learner].strip() or None if learner is not None and learner < len(self.cells) else None,
        )

    def _last(self, role: Role) -> str:
        """Return the last cell of the attempts in which the first column of a role stands."""
        first = self.columns.roles.get(role, [None])[0]
        attempts = next((one for one in self.columns.verdicts.values() if first in one), [])
        return next((self.row.cell(i) for i in reversed(attempts) if self.row.cell(i).strip()), "")

    def _rejection(self) -> str | None:
        """Return the text of the cell that says that the piece does not count; None if no cell says so."""
        cells = self.cells
        for attempts in self.columns.verdicts.values():
            filled = [cells[i] for i in attempts if i < len(cells) and cells[i].strip()]
            if filled and says_no(filled[-1]):
                return filled[-1]
        for i in self.columns.notes:
            if i < len(cells) and rejects(cells[i]):
                return cells[i]
        answers = (refusal(name, cells[i]) for i, name in self.columns.answers.items() if i < len(cells))
        return next(filter(None, answers), None)

    def _accepted(self) -> str | None:
        """Return the first question with its answer, where that says that the piece is accepted."""
        for i, name in self.columns.answers.items():
            if said := acceptance(name, self.row.cell(i)):
                return said
        return None

    def _unreadable(self, role: Role, written: str, what: str, reading: Reading) -> Problem:
        name = " ".join(self.columns.names[self.columns.roles[role][0]].split())
        return Problem(reading.file, f"{self.row.place}, column {name}", f'"{short(written)}" is not {what}')


def pieces_in_rows(rows: Sequence[Row], columns: Columns, reading: Reading) -> Iterator[Piece | Problem]:
    """Yield the pieces in the rows of a table with a column of codes."""
    columns.find_verdicts(rows)
    named = [(Line(row, columns), columns.codes(row)) for row in rows]
    if any(len(codes.codes) + len(codes.parts) > 1 for _, codes in named):
        yield from _each_piece(named, columns, reading)
    else:
        seen = [code for _, codes in named for code in (*codes.codes, *codes.parts)]
        yield from _one_code_in_each(named, columns, reading, distinct=len(set(seen)) == len(seen))


def _one_code_in_each(
    named: Sequence[tuple[Line, Codes]], columns: Columns, reading: Reading, *, distinct: bool
) -> Iterator[Piece | Problem]:
    """Yield the pieces of a table with a KSB in each row: of a row whose cells hold evidence."""
    bearing = columns.bearing
    above = Codes()
    # A piece that stands left of the codes may be named once for the rows below it.
    first = columns.left_of_codes
    before: list[str] = []
    for line, codes in named:
        link = line.get("link")
        cells = line.all(bearing) if bearing else []
        evidence = [cell for cell in cells if not columns.is_nothing(cell) and not reading.is_wording(cell)]
        answers = [line.cells[i] for i in columns.answers if i < len(line.cells)]
        evidence = [cell for cell in evidence if cell not in answers] or evidence
        if first and codes and not any(cells):
            evidence = before
        before = evidence if first else []
        if bearing == "evidence" and not evidence and not is_nothing(link):
            evidence = [link]
        if codes:
            above = codes
        elif evidence and not any(line.all("ksbs")) and not line.get("wording") and above:
            codes = above  # a merged cell, or a code that is written once for several rows
        if not codes:
            if evidence and not TOTAL.fullmatch(evidence[0]):
                title = short(line.get("title") or evidence[0])
                yield Problem(reading.file, line.row.place, f'"{title}" stands in a row that names no KSB; not used')
            elif not evidence and len((text := line.get("ksbs")).split()) > _LONGEST_HEADING:
                yield Problem(reading.file, line.row.place, f'"{short(text)}" names no KSB; the row is not used')
            continue
        if not evidence:
            continue
        title = line.get("title")
        if bearing in ("evidence", "title") and (distinct or not title) and not all(map(is_tick, evidence)):
            parts = [part for cell in evidence for part in _SEVERAL.split(cell)]
            for part in dict.fromkeys(parts):
                if not columns.is_nothing(part):
                    yield from line.piece(part, codes, reading)
        else:
            text = "" if bearing != "evidence" or all(map(is_tick, evidence)) else "; ".join(evidence)
            yield from line.piece(title if not reading.is_wording(title) else "", codes, reading, text if title else "")


def _each_piece(named: Sequence[tuple[Line, Codes]], columns: Columns, reading: Reading) -> Iterator[Piece | Problem]:
    """Yield the pieces of a table with a piece in each row."""
    must_show = "evidence" in columns.roles
    named_in = [*columns.roles.get("title", []), *columns.roles.get("evidence", [])]
    left = min(named_in, default=0) < min(columns.prefixes, default=0)
    above = ""
    for line, codes in named:
        title, evidence, link = line.get("title"), line.get("evidence"), line.get("link")
        if not codes and (TOTAL.fullmatch(title or line.cells[0]) or not (title or evidence)):
            text = next(filter(None, line.cells), "")
            if not TOTAL.fullmatch(title or text):
                yield Problem(reading.file, line.row.place, f'"{short(text)}" names no KSB; the row is not used')
            continue
        if must_show and not evidence and not title and above and left:
            evidence = above  # named once for the rows below it
        if must_show and columns.is_nothing(evidence) and is_nothing(link):
            text = f'"{short(title)}" has' if title else "has"
            yield Problem(reading.file, line.row.place, f"{text} no evidence in its row; it does not count")
            above = ""
            continue
        if not title:
            title = evidence if not columns.is_nothing(evidence) and not is_tick(evidence) else above if left else ""
        above = title
        yield from line.piece(title, codes, reading)


def cells_of(rows: Sequence[Row], column: int) -> list[str]:
    """Return the cells of a column, of the rows that reach to it."""
    return [row.cells[column] for row in rows if column < len(row.cells)]


def _named(names: Sequence[str], name: str | None) -> int | None:
    if name is None:
        return None
    return next((i for i, other in enumerate(names) if other.strip().casefold() == name.strip().casefold()), None)
