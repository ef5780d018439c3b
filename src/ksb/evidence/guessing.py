"""The columns of a table whose column of codes has no name that is known."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from ksb.documents.blocks import Row
from ksb.evidence.codes import in_cell, is_codes, leading
from ksb.evidence.columns import role_of, roles_of
from ksb.evidence.dates import parse_date
from ksb.evidence.reading import Reading
from ksb.evidence.roles import Columns, cells_of

HEADER_WITHIN = 30
"""The header of a sheet is looked for in so many rows: titles and instructions stand above it."""
SAMPLE = 200
"""Rows from which a table without known names of columns is guessed."""
_WORDING = 3
"""From this many words on average, texts beside codes may be the wordings of the KSBs."""


def guessed_columns(rows: Sequence[Row], reading: Reading) -> tuple[Columns, Sequence[Row]] | None:
    """Return the columns of a table whose column of codes has no known name, and its rows; None without such a column.

    It is the one whose cells hold nothing but codes. Names that are known in a row above still count.
    """
    names_in = [_known_names(row, reading) for row in rows[:HEADER_WITHIN]]
    at = names_in.index(max(names_in)) if any(names_in) else None
    body = rows if at is None else rows[at + 1 :]
    sample = [row for row in body[:SAMPLE] if not _is_heading(row)]
    width = max((len(row.cells) for row in sample), default=0)
    cells = [list(filter(str.strip, cells_of(sample, i))) for i in range(width)]
    codes = [i for i in range(width) if (found := sum(map(is_codes, cells[i]))) and found * 10 >= 8 * len(cells[i])]
    evidence = roles_of(rows[at].cells, reading.columns).get("evidence", []) if at is not None else []
    if not codes and evidence and sample:
        first = next((i for i in range(width) if cells[i]), 0)
        named = sum(is_codes(cell) or leading(cell) is not None for cell in cells[first])
        codes = [first] if first not in evidence and named * 2 > len(cells[first]) else []
    if not codes:
        # The name of a column that is not known is one more cell without codes.
        codes = [i for i in range(width) if at is None and sum(map(is_codes, cells[i])) == len(cells[i]) - 1 > 0]
        if codes and not is_codes(body[0].cell(codes[0])):
            body = body[1:]
    if not codes:
        return None
    above = rows[at].cells if at is not None else ()
    names = [above[i] if i < len(above) and role_of(above[i], reading.columns) else "" for i in range(width)]
    roles = roles_of(names, reading.columns)
    dates = [i for i in range(width) if sum(parse_date(cell) is not None for cell in cells[i]) * 2 > len(cells[i])]
    taken = {*codes, *dates, *chain(*roles.values())}
    text = max((i for i in range(width) if i not in taken and cells[i]), key=lambda i: len(set(cells[i])), default=None)
    for i in codes:
        names[i] = "ksbs"
    if dates and "date" not in roles:
        names[dates[0]] = "date"
    if text is not None and not {"title", "evidence"} & roles.keys():
        names[text] = "title"
    return Columns(names, reading), body


def _is_heading(row: Row) -> bool:
    """Return whether a row is a heading for those below it: it has one cell, such as `Knowledge`, and no code."""
    filled = [cell for cell in row.cells if cell.strip()]
    return len(filled) == 1 and len(row.cells) > 1 and not in_cell(filled[0])


def _known_names(row: Row, reading: Reading) -> int:
    """Return how many names of columns a row has; 0 where it does not name the columns."""
    filled = [cell for cell in row.cells if cell.strip()]
    known = [cell for cell in filled if role_of(cell, reading.columns)]
    return len(known) if len(known) * 2 >= len(filled) > 1 and not any(map(is_codes, filled)) else 0


def lists_the_standard(columns: Columns, rows: Sequence[Row]) -> bool:
    """Return whether a table without known names may as well be a list of KSBs with their wordings."""
    codes, titles = columns.roles["ksbs"], columns.roles.get("title", [])
    after = bool(titles) and codes[0] < titles[0]
    texts = cells_of(rows, titles[0]) if after else []
    wordy = sum(len(text.split()) for text in texts) >= _WORDING * len(texts)
    return after and wordy and "date" not in columns.roles and columns.one_code_in_each(rows)
