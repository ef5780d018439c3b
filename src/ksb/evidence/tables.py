"""Evidence in tables: what kind of table it is, and which of its rows name the columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ksb.documents.blocks import Row, Table
from ksb.evidence.codes import in_text, is_codes, leading
from ksb.evidence.columns import role_of, roles_of
from ksb.evidence.forms import in_form, in_running_text
from ksb.evidence.guessing import HEADER_WITHIN, SAMPLE, guessed_columns, lists_the_standard
from ksb.evidence.matrices import matrix_of_codes, matrix_of_pieces
from ksb.evidence.piece import Piece, Problem
from ksb.evidence.reading import Reading, with_short_gaps
from ksb.evidence.repeats import without_parts
from ksb.evidence.roles import Columns, cells_of
from ksb.evidence.rows import pieces_in_rows
from ksb.evidence.scans import may_be_ratings, not_used, ratings
from ksb.evidence.spread import as_one_status
from ksb.evidence.states import is_nothing, state_of
from ksb.evidence.unused import beyond, doubtful_cells, is_sum, people, people_in_columns, with_names

_BETTER_WITHIN = 3
"""A row that may be the header is compared with so many rows below it."""
_A_LIST = "lists KSBs, but no column of evidence was found; not used (name the column: --column evidence=NAME)"
_DUTY = re.compile(r"d(?:uty)? ?\d+\b.*", re.IGNORECASE)


def read_table(table: Table, reading: Reading) -> Iterator[Piece | Problem]:
    """Yield the pieces in a table, and what of it is not used.

    A table that names no KSB yields nothing.
    """
    found = _read_table(table, reading)
    yield from without_parts(found, reading) if reading.repeats else found


def _read_table(table: Table, reading: Reading) -> Iterator[Piece | Problem]:
    rows = [Row(tuple(map(with_short_gaps, row.cells)), row.place) for row in table.every_row]
    at = _header(rows, reading)
    if at is not None:
        names, start = _full_names(rows, at, reading)
        yield from _above(rows[:at], reading)
        for header, body in _stacked(names, rows[at], rows[start:], reading):
            yield from _read(header, body, rows[at].place, reading)
        return
    if (form := in_form(rows, reading)) is not None:
        yield from form
    elif (guessed := guessed_columns(rows, reading)) is not None:
        columns, body = guessed
        if columns.hold_evidence(body) and not lists_the_standard(columns, body):
            yield from pieces_in_rows(body, columns, reading)
        else:
            yield Problem(reading.file, table.place, _A_LIST)
    else:
        yield from in_running_text(rows, table, reading)


def code_columns(table: Table, reading: Reading) -> dict[int, str | None]:
    """Return the columns of codes of a table, each with the prefix for cells of numbers alone."""
    rows = table.every_row
    at = _header(rows, reading)
    if at is None:
        guessed = guessed_columns(rows, reading)
        return guessed[0].prefixes if guessed else {}
    names, start = _full_names(rows, at, reading)
    return Columns(_by_content(names, rows[start:], reading), reading).prefixes


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
    names, rows = as_one_status(_by_content(names, rows, reading), rows, reading)
    columns = Columns(names, reading)
    columns.find_letters(rows)
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
        columns = Columns(names, reading)
        columns.find_letters(rows)
    roles = columns.roles
    evidence = roles.get("evidence", []) or roles.get("link", [])
    others = [
        i
        for i, name in enumerate(names)
        if name.strip() and i != columns.learner and columns.role(i) in (None, "title", "method", "kind")
    ]
    others = [i for i in others if not _DUTY.fullmatch(names[i].strip())]
    pieces = [i for i in others if columns.role(i) in (None, "title")]
    ticks = {i: None for i in others if _are_ticks(rows, i)}
    titles = [i for i in roles.get("title", []) if i not in ticks]
    if ticks and not titles and not evidence and columns.one_code_in_each(rows):
        yield from matrix_of_pieces(rows, columns, [*ticks], reading)
        yield from people_in_columns(columns, [*ticks], place, reading)
        others = [i for i in others if i not in ticks]
    elif len(pieces) > 1 and not evidence and _hold_evidence(rows, columns, pieces):
        yield from matrix_of_pieces(rows, columns, pieces, reading)
        yield from people_in_columns(columns, pieces, place, reading)
        others = []
    elif not columns.hold_evidence(rows):
        yield Problem(reading.file, place, _A_LIST)
        return
    else:
        yield from pieces_in_rows(rows, columns, reading)
        if columns.bearing and not columns.lettered and columns.one_code_in_each(rows):
            bearing = [i for i in columns.roles[columns.bearing] if i not in columns.answers]
            yield from doubtful_cells([row for row in rows if columns.codes(row)], columns, bearing, reading)
        others = [i for i in others if columns.role(i) is None and i not in columns.said_elsewhere()]
    if unused := [" ".join(names[i].split()) for i in others if any(row.cells[i : i + 1] != ("",) for row in rows)]:
        yield Problem(reading.file, place, f"columns that are not used: {', '.join(unused)}")
    yield from people(rows, columns, place, reading)


def _by_content(names: Sequence[str], rows: Sequence[Row], reading: Reading) -> Sequence[str]:
    """Return the names of the columns; where none that is named for codes holds one, that with codes is called `KSB`.

    `Ref, Knowledge, Evidence` is such a table: the codes stand in `Ref`, and `Knowledge` has the wordings.
    """
    columns = Columns(names, reading)
    sample = rows[:SAMPLE]
    named = columns.roles.get("ksbs", [])
    if not named or "ksbs" in reading.columns or any(map(columns.codes, sample)):
        return names
    for i in range(len(names)):
        cells = list(filter(str.strip, cells_of(sample, i)))
        if i not in named and sum(map(is_codes, cells)) * 2 > len(cells):
            return ["KSB" if j == i else "wording" if j in named else name for j, name in enumerate(names)]
    return names


def _side_by_side(names: Sequence[str], reading: Reading) -> list[slice]:
    """Return the columns of each table where several stand side by side: codes and evidence, then both again."""
    roles = [role_of(name, reading.columns) for name in names]
    starts = [i for i, role in enumerate(roles) if role == "ksbs" and not leading(names[i])]
    if len(starts) < 2 or starts[0] != next((i for i, role in enumerate(roles) if role), 0):
        return []
    parts = [slice(start, end) for start, end in pairwise([*starts, len(names)])]
    return parts if all("evidence" in roles[part] or "link" in roles[part] for part in parts) else []


def _hold_evidence(rows: Sequence[Row], columns: Columns, others: Sequence[int]) -> bool:
    """Return whether columns with names of pieces hold a text, such as a page, where a piece shows the row's KSB."""
    if columns.roles.get("title", []) == others[:1] or not columns.one_code_in_each(rows):
        return False
    cells = [row.cells[i].strip() if i < len(row.cells) else "" for row in rows for i in others]
    return any(map(is_nothing, cells)) and not all(map(is_nothing, cells)) and max(map(len, cells)) < 100


def _are_ticks(rows: Sequence[Row], i: int) -> bool:
    filled = list(filter(None, cells_of(rows, i)))
    return bool(filled) and all(state_of(cell) is not None for cell in filled)


def _header(rows: Sequence[Row], reading: Reading) -> int | None:
    """Return the position of the row that names the columns: the one with the most names that are known."""
    scores: list[int] = []
    for row in rows[:HEADER_WITHIN]:
        scores.append(_score(row, reading))
        if any(scores[:-_BETTER_WITHIN]):
            break
    best = max(scores, default=0)
    return scores.index(best) if best else None


def _score(row: Row, reading: Reading) -> int:
    filled = [cell for cell in row.cells if cell.strip()]
    codes = [cell for cell in filled if leading(cell)]
    if len(codes) >= 2 and len(codes) * 2 >= len(filled):
        separate = {code for cell in codes if (code := leading(cell))}
        # Separate columns of knowledge, skills and behaviours have codes side by side, too, in the rows below a header.
        return 2 * len(separate) if len(separate) == len(codes) and len(codes) > 3 else 1
    if len(filled) < 2 or codes or any(is_codes(cell) for cell in filled):
        return 0
    roles = roles_of(row.cells, reading.columns)
    if "ksbs" not in roles and not ("kind" in roles and "number" in roles and "evidence" in roles):
        return 0
    known = sum(map(len, roles.values()))
    return 2 * known if known > 1 or len(filled) <= 12 else 0


def _full_names(rows: Sequence[Row], at: int, reading: Reading) -> tuple[list[str], int]:
    """Return the names of the columns, and where the rows below begin.

    Above or below the header may stand another row of names, for columns that share a name or have none.
    """
    names = [cell.strip() for cell in rows[at].cells]
    if sum(1 for name in names if leading(name)) >= 2:
        return names, at + 1
    below = rows[at + 1].cells if at + 1 < len(rows) else ()
    roles = roles_of(names, reading.columns)
    filled = [i for i, cell in enumerate(below) if cell.strip()]
    known = [i for i in filled if role_of(below[i], reading.columns)]
    if (
        filled
        and len(known) == len(filled)
        and not any(i < len(below) and below[i].strip() for i in roles.get("ksbs", []))
    ):
        names += [""] * (len(below) - len(names))
        return [
            below[i].strip() if i < len(below) and below[i].strip() else name for i, name in enumerate(names)
        ], at + 2
    return names, at + 1


def _stacked(
    names: list[str], header: Row, rows: Sequence[Row], reading: Reading
) -> Iterator[tuple[Sequence[str], Sequence[Row]]]:
    """Yield each header with the rows below it: a sheet may hold several tables, or repeat the header on each page."""
    body: list[Row] = []
    ksbs = roles_of(names, reading.columns).get("ksbs", [])
    for row in rows:
        if row.cells == header.cells:
            continue
        at = next((row.cells[i] for i in ksbs if i < len(row.cells) and row.cells[i]), "")
        if at and not at[-1].isdigit() and role_of(at, reading.columns) == "ksbs" and _score(row, reading) > 2:
            yield names, body
            names, body = [cell.strip() for cell in row.cells], []
            ksbs = roles_of(names, reading.columns).get("ksbs", [])
        else:
            body.append(row)
    yield names, body


def _above(rows: Sequence[Row], reading: Reading) -> Iterator[Problem]:
    """Yield what stands above the header and names codes."""
    for row in rows:
        codes = [code for cell in row.cells for code in in_text(cell).codes]
        if codes:
            yield Problem(reading.file, row.place, f"stands above the header, and is not used: {', '.join(codes)}")
