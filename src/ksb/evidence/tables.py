"""Evidence in tables: what kind of table it is, and which of its rows name the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ksb.documents.blocks import Row, Table
from ksb.evidence.codes import in_cell, in_text, leading
from ksb.evidence.columns import Columns, cells_of
from ksb.evidence.dates import parse_date
from ksb.evidence.forms import in_form, in_running_text
from ksb.evidence.headers import (
    as_one_status,
    by_content,
    guessed_columns,
    header_in,
    lists_the_standard,
    stacked,
    without_plans,
)
from ksb.evidence.matrices import matrix_of_codes, matrix_of_pieces
from ksb.evidence.others import without_parts
from ksb.evidence.piece import Piece, Problem
from ksb.evidence.reading import Reading, with_short_gaps
from ksb.evidence.roles import prefix_of
from ksb.evidence.rows import pieces_in_rows
from ksb.evidence.states import is_nothing, is_tick, state_of
from ksb.evidence.unused import (
    beyond,
    doubtful_cells,
    is_sum,
    may_be_ratings,
    not_used,
    people,
    ratings,
    with_names,
)

_A_LIST = "lists KSBs, but no column of evidence was found; not used (name the column: --column evidence=NAME)"
_OTHER_ROLES = (None, "title", "method", "kind")
"""What a column of a matrix may be named like, if it holds ticks or texts for a piece."""
_REASON = re.compile(r"\s*[(:;,–-]")
_REFERENCES = re.compile(r"(?:[A-Za-z]{1,4}[ .]?\d{1,3}(?:\s*[,;&/]\s*|\s+|$))+")
_DUTY = re.compile(r"d(?:uty)? ?\d+\b.*", re.IGNORECASE)


def read_table(table: Table, reading: Reading) -> Iterator[Piece | Problem]:
    """Yield the pieces in a table, and what of it is not used.

    A table that names no KSB yields nothing.
    """
    found = _read_table(table, reading)
    yield from without_parts(found, reading) if reading.repeats else found


def _read_table(table: Table, reading: Reading) -> Iterator[Piece | Problem]:
    rows = [Row(tuple(with_short_gaps(cell).strip() for cell in row.cells), row.place) for row in table.every_row]
    rows = _with_kind(rows, prefix_of(table.text))
    if header := header_in(rows, reading):
        at, names, start = header
        yield from _above(rows[:at], reading)
        for header_names, body in stacked(names, rows[at], rows[start:], reading):
            yield from _read(header_names, body, rows[at].place, reading)
        return
    if (form := in_form(rows, reading)) is not None:
        yield from form
    elif (guessed := guessed_columns(rows, reading)) is not None:
        columns, body = guessed
        if columns.hold_evidence(body) and not lists_the_standard(columns, body):
            yield from pieces_in_rows(body, columns, reading)
        else:
            yield reading.problem(table.place, _A_LIST)
    else:
        yield from in_running_text(rows, table, reading)


def _with_kind(rows: list[Row], prefix: str | None) -> list[Row]:
    """Return the rows of a sheet for one kind of KSB, such as `Skills`, with codes for the numbers that count up."""
    numbers = [int(row.cells[0]) for row in rows if row.cell(0).isdecimal()]
    if not prefix or not numbers or sorted({*numbers}) != numbers or any(in_cell(row.cell(0)) for row in rows):
        return rows
    found = []
    named = False
    for row in rows:
        if first := row.cell(0).isdecimal() and f"{prefix}{row.cell(0)}":
            row = Row((first, *row.cells[1:]), row.place)
        elif not named and sum(map(bool, row.cells)) > 1:
            named, row = True, Row(("KSB", *row.cells[1:]), row.place)
        found.append(row)
    return found


def code_columns(table: Table, reading: Reading) -> dict[int, str | None]:
    """Return the columns of codes of a table, each with the prefix for cells of numbers alone."""
    rows = table.every_row
    header = header_in(rows, reading)
    if header is None:
        guessed = guessed_columns(rows, reading)
        return guessed[0].prefixes if guessed else {}
    _, names, start = header
    return Columns(by_content(names, rows[start:], reading), reading).prefixes


def _read(names: Sequence[str], rows: Sequence[Row], place: str, reading: Reading) -> Iterator[Piece | Problem]:
    """Yield the pieces below one header."""
    if parts := _side_by_side(names, reading):
        for part in parts:
            cut = [Row(row.cells[part], row.place) for row in rows]
            yield from _read(names[part], [row for row in cut if any(row.cells)], place, reading)
        return
    yield from beyond(names, rows, reading)
    rows = [row for row in rows if not is_sum(row)]
    if reading.by is not None and (named := with_names(names, rows, reading)):
        rows, problem = named
        yield problem
    names, rows = as_one_status(without_plans(by_content(names, rows, reading)), rows, reading)
    columns = Columns(names, reading, rows)
    ticked = {i: code for i, name in enumerate(names) if (code := leading(name))}
    if len(ticked) >= 2:
        yield from matrix_of_codes(rows, columns, ticked, reading)
        yield from may_be_ratings(rows, [*ticked], place, reading)
        yield from people(rows, columns, place, reading)
        return
    rated = [i for i in ratings(names, rows) if columns.role(i) in (None, "quality")]
    if rated and "evidence" not in columns.roles and columns.one_code_in_each(rows):
        yield not_used(names, rated, place, reading)
        names = ["" if i in rated else name for i, name in enumerate(names)]
        columns = Columns(names, reading, rows)
    evidence = {"evidence", "link"} & columns.roles.keys()
    others = [
        i
        for i, name in enumerate(names)
        if name and not _DUTY.fullmatch(name) and i != columns.learner and columns.role(i) in _OTHER_ROLES
    ]
    pieces = [i for i in others if columns.role(i) in (None, "title")]
    ticks = [i for i in others if _are_ticks(rows, i)]
    if ticks and all(_are_ticks(rows, i, or_references=True) for i in pieces):
        ticks = [i for i in others if i in ticks or i in pieces]
    titles = [i for i in columns.roles.get("title", []) if i not in ticks]
    matrix: list[int] = []
    if not any(is_tick(row.cell(i)) for row in rows for i in ticks) and _hold_dates(rows, columns, pieces):
        ticks = []
    if ticks and not titles and not evidence and columns.one_code_in_each(rows):
        matrix, others = ticks, [i for i in others if i not in ticks]
    elif len(pieces) > 1 and not evidence and _hold_evidence(rows, columns, pieces):
        matrix, others = pieces, []
    elif not columns.hold_evidence(rows):
        yield reading.problem(place, _A_LIST)
        return
    else:
        yield from pieces_in_rows(rows, columns, reading)
        if columns.bearing and columns.one_code_in_each(rows):
            bearing = [i for i in columns.roles[columns.bearing] if i not in columns.answers]
            yield from doubtful_cells([row for row in rows if columns.codes(row)], columns, bearing, reading)
        others = [i for i in others if columns.role(i) is None and i not in columns.said_elsewhere()]
    if matrix:
        yield from matrix_of_pieces(rows, columns, matrix, reading)
    if unused := [" ".join(names[i].split()) for i in others if any(row.cells[i : i + 1] != ("",) for row in rows)]:
        yield reading.problem(place, f"columns that are not used: {', '.join(unused)}")
    yield from people(rows, columns, place, reading, matrix)


def _side_by_side(names: Sequence[str], reading: Reading) -> list[slice]:
    """Return the columns of each table where several stand side by side: codes and evidence, then both again."""
    roles = [reading.role_of(name) for name in names]
    starts = [i for i, role in enumerate(roles) if role == "ksbs" and not leading(names[i])]
    if len(starts) < 2 or starts[0] != next((i for i, role in enumerate(roles) if role), 0):
        return []
    parts = [slice(start, end) for start, end in pairwise([*starts, len(names)])]
    return parts if all("evidence" in roles[part] or "link" in roles[part] for part in parts) else []


def _hold_evidence(rows: Sequence[Row], columns: Columns, others: Sequence[int]) -> bool:
    """Return whether columns with names of pieces hold a text, such as a page, where a piece shows the row's KSB."""
    if columns.roles.get("title", []) == others[:1] or not columns.one_code_in_each(rows):
        return False
    cells = [row.cell(i) for row in rows for i in others]
    return any(map(is_nothing, cells)) and not all(map(is_nothing, cells)) and max(map(len, cells)) < 100


def _hold_dates(rows: Sequence[Row], columns: Columns, pieces: Sequence[int]) -> bool:
    """Return whether columns hold dates in place of ticks, and words such as `Due 4/4/26` or `Absent`."""
    cells = [cell for row in rows for i in pieces if (cell := row.cell(i))]
    known = sum(parse_date(cell) is not None or state_of(cell) is not None for cell in cells)
    return any(map(parse_date, cells)) and known * 2 > len(cells)


def _are_ticks(rows: Sequence[Row], i: int, *, or_references: bool = False) -> bool:
    filled = list(filter(None, cells_of(rows, i)))
    return bool(filled) and all(
        state_of(cell) or state_of(_REASON.split(cell)[0]) or (or_references and _REFERENCES.fullmatch(cell))
        for cell in filled
    )


def _above(rows: Sequence[Row], reading: Reading) -> Iterator[Problem]:
    """Yield what stands above the header and names codes."""
    for row in rows:
        codes = [code for cell in row.cells for code in in_text(cell).codes]
        if codes:
            yield reading.problem(row.place, f"is above the header, and is not used: {', '.join(codes)}")
