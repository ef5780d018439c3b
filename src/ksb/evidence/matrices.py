"""Evidence in matrices of ticks: a column for each KSB, or a column for each piece."""

import re
from collections.abc import Iterator, Mapping, Sequence

from ksb.documents.blocks import Row
from ksb.evidence.columns import Columns, filled_cells
from ksb.evidence.dates import parse_date
from ksb.evidence.piece import Codes, Piece, Problem
from ksb.evidence.reading import BY_COLUMN, Reading, one_line, short
from ksb.evidence.roles import asks_if_accepted
from ksb.evidence.rows import TOTAL, Line
from ksb.evidence.states import are_names, is_letters, is_nothing, is_tick, rejects, state_of
from ksb.evidence.unused import doubtful_cells
from ksb.text.english import listed

_LETTER = re.compile(r"[A-Za-z]")
_OTHER_ROLES = (None, "title", "method", "kind")
"""What a column of a matrix may be named like, if it holds ticks or texts for a piece."""
_REASON = re.compile(r"\s*[(:;,–-]")
_REFERENCES = re.compile(r"(?:[A-Za-z]{1,4}[ .]?\d{1,3}(?:\s*[,;&/]\s*|\s+|$))+")
_DUTY = re.compile(r"d(?:uty)? ?\d+\b.*", re.IGNORECASE)


def matrix_of_codes(
    rows: Sequence[Row], columns: Columns, ticked: Mapping[int, str], reading: Reading
) -> Iterator[Piece | Problem]:
    """Yield a piece for each row; a cell under a code that is not empty, `n`, `no` or `0` is a tick."""
    columns.find_verdicts(rows)
    first = next(
        (
            i
            for i in range(max(ticked))
            if i not in ticked and i != columns.learner and columns.role.get(i) in (None, "title", "learner")
        ),
        None,
    )
    cells = [row.cell(i) for row in rows for i in ticked]
    own = are_names(cells)
    for row in rows:
        line = Line(row, columns)
        # In a matrix with letters of its own, such as `T` for taught, `R` is a tick.
        codes = [c for i, c in ticked.items() if not is_nothing(cell := row.cell(i)) or (own and _is_letter(cell))]
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
    letters = sorted({cell for cell in cells if _is_letter(cell) and is_nothing(cell)})
    if own and letters:
        message = f"counted as ticks, because other letters here are not grades: {listed(letters)}"
        yield reading.problem(rows[0].place, message)


def _is_letter(cell: str) -> bool:
    return _LETTER.fullmatch(cell) is not None and is_letters(cell)


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
                places[i] |= dict.fromkeys(codes.claimed + codes.excluded, row.place)
    yield from doubtful_cells(rows, columns, pieces, reading)
    for i, codes in found.items():
        name = one_line(columns.names[i])
        yield Piece(
            named=codes,
            title=name,
            file=reading.file,
            place=f"column {name}",
            places=places[i],
            learner=name if reading.by == BY_COLUMN else None,
        )


def columns_of_pieces(rows: Sequence[Row], columns: Columns) -> tuple[list[int], list[int]]:
    """Return the columns of a matrix that are named after pieces, none in another table; and the others like them."""
    evidence = {"evidence", "link"} & columns.roles.keys()
    others = [
        i
        for i, name in enumerate(columns.names)
        if name
        and not _DUTY.fullmatch(name)
        and i != columns.learner
        and columns.role.get(i) in _OTHER_ROLES
        and not (columns.bearing and asks_if_accepted(name))
    ]
    pieces = [i for i in others if columns.role.get(i) in (None, "title")]
    ticks = [i for i in others if _are_ticks(rows, i)]
    if ticks and all(_are_ticks(rows, i, or_references=True) for i in pieces):
        ticks = [i for i in others if i in ticks or i in pieces]
    titles = [i for i in columns.roles.get("title", []) if i not in ticks]
    if not any(is_tick(row.cell(i)) for row in rows for i in ticks) and _hold_dates(rows, pieces):
        ticks = []
    if evidence or not columns.one_code_in_each(rows):
        return [], others
    if ticks and (not titles or all(_REFERENCES.fullmatch(columns.names[i]) for i in ticks)):
        return ticks, [i for i in others if i not in ticks]
    # They may hold a text, such as a page, where a piece shows the row's KSB.
    cells = [row.cell(i) for row in rows for i in pieces]
    mixed = any(map(is_nothing, cells)) and not all(map(is_nothing, cells)) and max(map(len, cells)) < 100
    if len(pieces) > 1 and columns.roles.get("title", []) != pieces[:1] and mixed:
        return pieces, []
    return [], others


def _hold_dates(rows: Sequence[Row], pieces: Sequence[int]) -> bool:
    """Return whether columns hold dates in place of ticks, and words such as `Due 4/4/26` or `Absent`."""
    cells = [cell for row in rows for i in pieces if (cell := row.cell(i))]
    known = sum(parse_date(cell) is not None or state_of(cell) is not None for cell in cells)
    return any(map(parse_date, cells)) and known * 2 > len(cells)


def _are_ticks(rows: Sequence[Row], i: int, *, or_references: bool = False) -> bool:
    filled = filled_cells(rows, i)
    return bool(filled) and all(
        state_of(cell) or state_of(_REASON.split(cell)[0]) or (or_references and _REFERENCES.fullmatch(cell))
        for cell in filled
    )
