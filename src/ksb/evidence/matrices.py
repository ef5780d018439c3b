"""Evidence in matrices of ticks: a column for each KSB, or a column for each piece."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ksb.documents.blocks import Row
from ksb.evidence.columns import Columns
from ksb.evidence.piece import Codes, Piece, Problem
from ksb.evidence.reading import BY_COLUMN, Reading, short
from ksb.evidence.rows import TOTAL, Line
from ksb.evidence.states import are_names, is_letters, is_nothing, rejects
from ksb.evidence.unused import doubtful_cells
from ksb.text.english import listed

_LETTER = re.compile(r"[A-Za-z]")


def matrix_of_codes(
    rows: Sequence[Row], columns: Columns, ticked: Mapping[int, str], reading: Reading
) -> Iterator[Piece | Problem]:
    """Yield a piece for each row; a cell under a code that is not empty, `n`, `no` or `0` is a tick."""
    columns.find_verdicts(rows)
    first = next(
        (
            i
            for i in range(max(ticked))
            if i not in ticked and i != columns.learner and columns.role(i) in (None, "title", "learner")
        ),
        None,
    )
    cells = [row.cell(i) for row in rows for i in ticked]
    own = are_names(cells)
    for row in rows:
        line = Line(row, columns)
        codes = [code for i, code in ticked.items() if not _is_nothing(row.cell(i), own=own)]
        title = line.get("title") or line.get("evidence")
        if not title and first is not None and first < len(row.cells):
            title = row.cells[first]
        filled = [i for i, cell in enumerate(row.cells) if cell]
        if TOTAL.fullmatch(title):
            continue
        if rejects(name := next(filter(None, row.cells), "")):
            yield reading.problem(row.place, f'the row "{short(name)}" is not evidence; not used')
            continue
        if filled and filled[0] in ticked and not title and all(len(row.cells[i]) > 3 for i in filled):
            continue  # a second row of names: the wordings below the codes
        if codes or (title and len(filled) > 1):
            yield from line.piece(title, Codes(tuple(dict.fromkeys(codes))), reading)
    yield from doubtful_cells(rows, columns, [*ticked], reading, but=_LETTER if own else None)
    letters = sorted({cell for cell in cells if _LETTER.fullmatch(cell) and is_letters(cell) and is_nothing(cell)})
    if own and letters:
        message = f"counted as ticks, because other letters here are not grades: {listed(letters)}"
        yield reading.problem(rows[0].place, message)


def _is_nothing(cell: str, *, own: bool) -> bool:
    """Return whether a cell has no tick. In a matrix with letters of its `own`, such as `T` for taught, `R` is one."""
    return is_nothing(cell) and not (own and _LETTER.fullmatch(cell) and is_letters(cell))


def matrix_of_pieces(
    rows: Sequence[Row], columns: Columns, pieces: Sequence[int], reading: Reading
) -> Iterator[Piece | Problem]:
    """Yield a piece for each of these columns, with the codes of the rows in which it has a tick or a text."""
    found: dict[int, Codes] = {i: Codes() for i in pieces}
    places: dict[int, dict[str, str]] = {i: {} for i in pieces}
    for row in rows:
        codes = columns.codes(row)
        for i in pieces:
            if not is_nothing(row.cell(i)):
                if not codes and any(row.cells[j : j + 1] != ("",) for j in columns.prefixes):
                    yield reading.problem(row.place, "names no KSB, but has ticks; not used")
                    break
                found[i] += codes
                places[i] |= dict.fromkeys((*codes.codes, *codes.parts, *codes.excluded), row.place)
    yield from doubtful_cells(rows, columns, pieces, reading)
    for i, codes in found.items():
        name = " ".join(columns.names[i].split())
        yield Piece(
            named=codes,
            title=name,
            file=reading.file,
            place=f"column {name}",
            places=places[i],
            learner=name if reading.by == BY_COLUMN else None,
        )
