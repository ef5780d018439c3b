"""Tables of a document: duties with their KSBs, KSBs with their codes, columns of KSBs, names with values."""

from __future__ import annotations

from ksb.documents import Row, Table
from ksb.importers import headings, lines, matrices
from ksb.importers.cells import take_flat
from ksb.importers.columns import has_duty_in_each_row, is_header, is_total, roles_of
from ksb.importers.duty_rows import take_duty, with_codes_for_numbers
from ksb.importers.ksb_rows import take_ksb
from ksb.importers.reader import Reader

_MOST_LEADING = 10
"""How many rows of a sheet are looked at for the row that names its columns: titles and notes may stand above it."""


def take(reader: Reader, table: Table) -> None:
    """Give the rows of a table to the reader of its document."""
    header, rows = table.header, table.rows
    if header is None:
        start = next((at for at, row in enumerate(rows[:_MOST_LEADING]) if is_header(row)), None)
        if start is not None and start + 1 < len(rows) and all(map(_may_lead, rows[:start])):
            for row in rows[:start]:
                take_flat(reader, row)
            header, rows = rows[start], rows[start + 1 :]
    found = headings.heading(table.text) if table.text else None
    if found and rows:
        reader.enter(found, table.text, table.place)
    elif table.text:
        reader.structure(table.place, table.text)
    totals = [row for row in rows if is_total(row)]
    for row in totals:
        reader.left(row.place, row.text)
    rows = tuple(row for row in rows if not is_total(row))
    everything = (header, *rows) if header else rows
    if not everything or matrices.take(reader, everything[0], everything[1:]):
        return
    roles = roles_of(header, rows)
    if roles is None:
        for row in everything:
            take_flat(reader, row)
        return
    if header:
        reader.structure(header.place, header.text)
    by_duty = has_duty_in_each_row(roles, rows)
    if by_duty:
        roles, rows = with_codes_for_numbers(reader, table.place, roles, rows, totals)
    in_order: dict[str, int] = {}
    for row in rows:
        if by_duty:
            take_duty(reader, row, roles, header)
        else:
            take_ksb(reader, row, roles, header, in_order)
    if in_order:
        said = ", ".join(f"{prefix}1 to {prefix}{most}" for prefix, most in in_order.items())
        reader.note(table.place, f"the statements have no codes; numbered in order: {said}")


def _may_lead(row: Row) -> bool:
    """Return whether a row may be a title or a note above the header: it has one or two cells, and no codes."""
    cells = list(filter(None, row.cells))
    return len(cells) < 3 and not any(lines.statement(cell) or lines.duty(cell) for cell in cells)
