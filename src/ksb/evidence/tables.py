"""Evidence in tables: what kind of table it is, and which of its rows name the columns."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ksb.documents.blocks import Row, Table
from ksb.evidence import headers
from ksb.evidence.codes import in_cell, in_text, leading
from ksb.evidence.columns import Columns
from ksb.evidence.exclusions import announces_ksbs
from ksb.evidence.forms import in_form, in_running_text
from ksb.evidence.matrices import columns_of_pieces, matrix_of_codes, matrix_of_pieces
from ksb.evidence.others import without_parts
from ksb.evidence.piece import Piece, Problem
from ksb.evidence.reading import Reading, do_not_count, one_line, short, with_short_gaps
from ksb.evidence.roles import bare_name, prefix_of
from ksb.evidence.rows import TOTAL, pieces_in_rows
from ksb.evidence.unused import beyond, may_be_ratings, people, ratings, with_names

_A_LIST = "lists KSBs, but no column of evidence was found; not used (name the column: --column evidence=NAME)"


def read_table(table: Table, reading: Reading) -> Iterator[Piece | Problem]:
    """Yield the pieces in a table, and what of it is not used.

    A table that names no KSB yields nothing.
    """
    found = _read_table(table, reading)
    yield from without_parts(found, reading) if reading.repeats else found


def _read_table(table: Table, reading: Reading) -> Iterator[Piece | Problem]:
    rows = [Row(tuple(with_short_gaps(cell).strip() for cell in row.cells), row.place) for row in table.every_row]
    rows = _with_name(_with_kind(rows, prefix_of(table.text)))
    if rows and (where := _lists_work_to_do(rows[0], reading)):
        codes = dict.fromkeys(code for row in rows for cell in row.cells for code in in_text(cell, leads=True).codes)
        if codes:
            yield reading.problem(table.place, do_not_count([*codes], where))
        return
    if header := headers.header_in(rows, reading):
        at, names, start = header
        yield from _above(rows[:at], reading)
        for header_names, body in headers.stacked(names, rows[at], rows[start:], reading):
            yield from _read(header_names, body, rows[at].place, reading)
        return
    if (form := in_form(rows, reading)) is not None:
        yield from form
    elif (guessed := headers.guessed_columns(rows, reading)) is not None:
        columns, body = guessed
        if columns.hold_evidence(body) and not headers.lists_the_standard(columns, body):
            yield from pieces_in_rows(body, columns, reading)
        else:
            yield reading.problem(table.place, _A_LIST)
    else:
        yield from in_running_text(rows, table, reading)


def _lists_work_to_do(names: Row, reading: Reading) -> str:
    """Return where the codes are in a table of what is to do: priorities, or KSBs to cover; "" in other tables."""
    roles = reading.roles_of(names.cells).keys()
    if "priority" in map(bare_name, names.cells) and not roles & {"evidence", "title", "status", "date"}:
        return " in a table of priorities"
    to_come = [] if roles & {"ksbs", "evidence", "status", "hours"} else [*filter(announces_ksbs, names.cells)]
    plans = [name for name in names.cells if headers.PLANNED.fullmatch(bare_name(name))]
    if "ksbs" in roles and all(name in plans or reading.role_of(name) for name in names.cells):
        to_come = [] if roles & {"evidence", "title", "status"} else plans
    return f' under "{short(to_come[0])}"' if to_come else ""


def _with_name(rows: list[Row]) -> list[Row]:
    """Return the rows of a table with codes below an empty cell of the header, as in a matrix, with a name for it."""
    first = next((i for i, row in enumerate(rows) if leading(row.cell(0))), 0)
    at = next((i for i in reversed(range(first)) if sum(map(bool, rows[i].cells)) > 1), None)
    if at is None or rows[at].cell(0):
        return rows
    return [*rows[:at], Row(("KSB", *rows[at].cells[1:]), rows[at].place), *rows[at + 1 :]]


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
    header = headers.header_in(rows, reading)
    if header is None:
        guessed = headers.guessed_columns(rows, reading)
        return guessed[0].prefixes if guessed else {}
    _, names, start = header
    return Columns(headers.by_content(names, rows[start:], reading), reading).prefixes


def _read(names: Sequence[str], rows: Sequence[Row], place: str, reading: Reading) -> Iterator[Piece | Problem]:
    """Yield the pieces below one header."""
    if parts := _side_by_side(names, reading):
        for part in parts:
            cut = [Row(row.cells[part], row.place) for row in rows]
            yield from _read(names[part], [row for row in cut if any(row.cells)], place, reading)
        return
    yield from beyond(names, rows, reading)
    # `Complete` in the first column may as well be a status.
    rows = [
        row
        for row in rows
        if not TOTAL.fullmatch(next(filter(None, row.cells), "")) or any(in_cell(cell).codes for cell in row.cells)
    ]
    if reading.by is not None and (named := with_names(names, rows, reading)):
        rows, problem = named
        yield problem
    names, rows = headers.settled(names, rows, reading)
    columns = Columns(names, reading, rows)
    ticked = {i: code for i, name in enumerate(names) if (code := leading(name))}
    if len(ticked) >= 2:
        yield from matrix_of_codes(rows, columns, ticked, reading)
        yield from may_be_ratings(rows, [*ticked], place, reading)
        yield from people(rows, columns, place, reading)
        return
    rated = [i for i in ratings(names, rows) if columns.role.get(i) in (None, "quality")]
    if rated and "evidence" not in columns.roles and columns.one_code_in_each(rows):
        shown = ", ".join(one_line(names[i]) for i in rated)
        yield reading.problem(place, f"ratings of a skills scan are not evidence; not used: {shown}")
        names = ["" if i in rated else name for i, name in enumerate(names)]
        columns = Columns(names, reading, rows)
    matrix, others = columns_of_pieces(rows, columns)
    if matrix:
        yield from matrix_of_pieces(rows, columns, matrix, reading)
    elif columns.hold_evidence(rows):
        yield from pieces_in_rows(rows, columns, reading)
        others = [i for i in others if columns.role.get(i) is None and i not in columns.said_elsewhere()]
    else:
        yield reading.problem(place, _A_LIST)
        return
    if unused := [one_line(names[i]) for i in others if any(row.cells[i : i + 1] != ("",) for row in rows)]:
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


def _above(rows: Sequence[Row], reading: Reading) -> Iterator[Problem]:
    """Yield what stands above the header and names codes."""
    for row in rows:
        codes = [code for cell in row.cells for code in in_text(cell).codes]
        if codes:
            yield reading.problem(row.place, f"is above the header, and is not used: {', '.join(codes)}")
