"""Evidence in tables: a row for each piece, for each KSB or for each pair, or a matrix of ticks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ksb.documents.blocks import Row, Table
from ksb.evidence.codes import Codes, in_cell
from ksb.evidence.columns import Role, roles_of
from ksb.evidence.dates import parse_date
from ksb.evidence.handout import is_handout
from ksb.evidence.piece import Piece, Problem

_HEADER_WITHIN = 20
"""The header of a sheet is looked for in so many rows: titles and instructions stand above it."""
_NOTHING = re.compile(
    r"|[-–—.?\s]+|0+(?:\.0+)?|n|no|none|nil|n/?a|false|not (?:yet|met|started|applicable|covered)(?: \w+)?|no evidence(?: yet)?"
    r"|t\.?b\.?[acd]\.?|to ?do|missing|outstanding|gap|pending|☐|□|✗|✘|✕|\[ ?\]",
    re.IGNORECASE,
)
"""What people write in a cell where there is no evidence."""
_TICK = re.compile(r"x|[✓✔√☑☒■●]|y|yes|true|\d+(?:\.\d+)?%?|done|met|\[x\]", re.IGNORECASE)
_SEVERAL = re.compile(r"\s*(?:;|\n)\s*")
_HOURS = re.compile(
    r"(\d+(?:\.\d+)?)\s*(?:h|hrs?|hours?)?(?:\s*(\d{1,2})\s*m(?:in)?s?)?|(\d{1,2}):(\d{2})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read tables: what the user said of their columns."""

    file: str
    columns: Mapping[str, str]
    """The names of columns by role, where the user gave them."""
    by: str | None = None
    """The name of the column that says whose work a row is."""
    default_title: str = ""
    """The title of a piece in a table without titles."""
    default_date: str | None = None


def read_table(table: Table, reading: Reading) -> Iterator[Piece | Problem]:
    """Yield the pieces in a table, and what of it is not used.

    A table without a column of codes yields nothing but that it has none.
    """
    if is_handout(table):
        return
    header, rows = _header(table, reading)
    if header is None:
        if any(in_cell(cell).codes for row in rows for cell in row.cells):
            names = rows[0].cells if rows else ()
            shown = ", ".join(name for name in names if name) or "none"
            message = f"no column of KSBs was recognised (the first row: {shown}); name it: --column ksbs=NAME"
            yield Problem(reading.file, table.place, message)
        return
    names = header.cells
    roles = roles_of(names, reading.columns)
    ticked = {i: codes.codes[0] for i, name in enumerate(names) if (codes := _only_code(name))}
    by = _named(names, reading.by)
    if len(ticked) >= 2:
        yield from _matrix_of_codes(rows, roles, ticked, by, reading)
    elif "ksbs" in roles:
        others = [i for i in range(len(names)) if i not in roles.values() and i != by and names[i].strip()]
        if "title" not in roles and "evidence" not in roles and others and _are_ticks(rows, others):
            yield from _matrix_of_pieces(rows, names, roles["ksbs"], others, by, reading)
            return
        yield from _rows(rows, roles, by, reading)
        if unused := [names[i] for i in others]:
            yield Problem(reading.file, header.place, f"columns that are not used: {', '.join(unused)}")


def _header(table: Table, reading: Reading) -> tuple[Row | None, Sequence[Row]]:
    """Return the row that names the columns, and the rows below it."""
    candidates = [table.header] if table.header else []
    rows = table.rows
    if candidates and _is_header(candidates[0], reading):
        return candidates[0], rows
    for i, row in enumerate(rows[:_HEADER_WITHIN]):
        if _is_header(row, reading):
            return row, rows[i + 1 :]
    return None, (*candidates, *rows)


def _is_header(row: Row, reading: Reading) -> bool:
    roles = roles_of(row.cells, reading.columns)
    codes = [cell for cell in row.cells if _only_code(cell)]
    return ("ksbs" in roles and len([cell for cell in row.cells if cell.strip()]) > 1) or (
        len(codes) >= 2 and len(codes) * 2 >= len([cell for cell in row.cells if cell.strip()])
    )


def _rows(
    rows: Sequence[Row], roles: Mapping[Role, int], by: int | None, reading: Reading
) -> Iterator[Piece | Problem]:
    cells = [_Cells(row, roles, by) for row in rows]
    named = [(cell, in_cell(cell.get("ksbs"))) for cell in cells]
    # With a wording or an evidence column and one code in a row, a row stands for a KSB; an empty cell is no evidence.
    for_each_ksb = "evidence" in roles and all(len(codes.codes) + len(codes.parts) <= 1 for _, codes in named)
    for cell, codes in named:
        if cell.is_empty:
            continue
        evidence = cell.get("evidence")
        if for_each_ksb:
            if _NOTHING.fullmatch(evidence):
                continue
            if not codes.codes and not codes.parts:
                yield Problem(reading.file, cell.row.place, f'"{_short(evidence)}" stands in a row without a code')
                continue
            for title in filter(None, _SEVERAL.split(evidence)):
                if not _NOTHING.fullmatch(title):
                    yield from _piece(cell, title, codes, reading)
        else:
            title = cell.get("title") or (evidence if not _NOTHING.fullmatch(evidence) else "")
            if "evidence" in roles and "title" in roles and _NOTHING.fullmatch(evidence) and not cell.get("link"):
                continue
            yield from _piece(cell, title or reading.default_title or cell.row.place, codes, reading)


def _matrix_of_codes(
    rows: Sequence[Row], roles: Mapping[Role, int], ticked: Mapping[int, str], by: int | None, reading: Reading
) -> Iterator[Piece | Problem]:
    first = next((i for i in range(max(ticked) + 1) if i not in ticked), None)
    for row in rows:
        cell = _Cells(row, roles, by)
        codes = [
            code for i, code in ticked.items() if i < len(row.cells) and not _NOTHING.fullmatch(row.cells[i].strip())
        ]
        title = cell.get("title") or cell.get("evidence")
        if not title and first is not None and first < len(row.cells):
            title = row.cells[first]
        if codes or title:
            yield from _piece(cell, title or reading.default_title or row.place, Codes(tuple(codes)), reading)


def _matrix_of_pieces(
    rows: Sequence[Row], names: Sequence[str], ksbs: int, others: Sequence[int], by: int | None, reading: Reading
) -> Iterator[Piece | Problem]:
    found: dict[int, Codes] = {i: Codes() for i in others}
    for row in rows:
        codes = in_cell(row.cells[ksbs] if ksbs < len(row.cells) else "")
        for i in others:
            if i < len(row.cells) and not _NOTHING.fullmatch(row.cells[i].strip()):
                found[i] += codes
    for i, codes in found.items():
        place = f"column {names[i]}"
        yield Piece(
            title=names[i],
            file=reading.file,
            place=place,
            codes=codes.codes,
            parts=codes.parts,
            date=reading.default_date,
        )


def _are_ticks(rows: Sequence[Row], columns: Sequence[int]) -> bool:
    filled = [row.cells[i].strip() for row in rows for i in columns if i < len(row.cells) and row.cells[i].strip()]
    return bool(filled) and all(_TICK.fullmatch(cell) or _NOTHING.fullmatch(cell) for cell in filled)


def _piece(cell: _Cells, title: str, codes: Codes, reading: Reading) -> Iterator[Piece | Problem]:
    place = cell.row.place
    date = reading.default_date
    if written := cell.get("date"):
        date = parse_date(written)
        if date is None and not _NOTHING.fullmatch(written):
            yield Problem(
                reading.file, place, f'"{_short(written)}" is not a date that can be read, such as 2026-03-02'
            )
    hours = None
    if written := cell.get("hours"):
        hours = _hours(written)
        if hours is None and not _NOTHING.fullmatch(written):
            yield Problem(reading.file, place, f'"{_short(written)}" is not a number of hours, such as 1.5')
    yield Piece(
        title=_short(title),
        file=reading.file,
        place=place,
        codes=codes.codes,
        parts=codes.parts,
        date=date,
        status=cell.get("status") or None,
        hours=hours,
        kind=cell.get("kind") or None,
        method=cell.get("method") or None,
        link=cell.get("link") or None,
        learner=cell.learner,
    )


class _Cells:
    """The cells of a row, by role."""

    def __init__(self, row: Row, roles: Mapping[Role, int], by: int | None) -> None:
        self.row = row
        self._roles = roles
        self.learner = row.cells[by].strip() or None if by is not None and by < len(row.cells) else None

    def get(self, role: Role) -> str:
        column = self._roles.get(role)
        return self.row.cells[column].strip() if column is not None and column < len(self.row.cells) else ""

    @property
    def is_empty(self) -> bool:
        return not any(self.get(role) for role in self._roles if role != "wording")


def _named(names: Sequence[str], name: str | None) -> int | None:
    if name is None:
        return None
    return next((i for i, other in enumerate(names) if other.strip().casefold() == name.strip().casefold()), None)


def _only_code(text: str) -> Codes | None:
    """Return the code in a text that is nothing but one code, or a code and its wording below it."""
    first = text.strip().split("\n")[0].rstrip(" :.")
    codes = in_cell(first)
    return codes if len(codes.codes) == 1 and re.fullmatch(r"[A-Za-z]{1,3} ?\d+", first) else None


def _hours(text: str) -> float | None:
    match = _HOURS.fullmatch(text.strip())
    if not match:
        return None
    whole, minutes, clock, clock_minutes = match.groups()
    return float(whole or clock) + int(minutes or clock_minutes or 0) / 60


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 200 else text[:199] + "…"
