"""The cells of a table's row: those that hold text, those that are not used, and those read one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksb.documents.blocks import Gap, Item, Paragraph, Row
from ksb.importers import facts
from ksb.importers.columns import one_line
from ksb.importers.paragraphs import take_line
from ksb.importers.reader import Reader
from ksb.importers.roles import Roles


def take_flat(reader: Reader, row: Row) -> None:
    """Take a row whose columns say nothing: a name with its value, or cells read one after the other."""
    cells = list(filter(None, row.cells))
    if len(cells) == 2 and reader.section in ("head", "particulars", "overview", "other"):
        found = facts.particulars(f"{cells[0].rstrip(' :')}: {one_line(cells[1])}")
        if found:
            reader.take_facts(found, f"{cells[0]}: {cells[1]}", row.place)
            return
    if len(cells) > 1 and re.fullmatch(r"[1-9]\d{0,3}[.)]?", cells[0]):
        take_line(reader, Item(cells[1], row.place, cells[0]))
        cells = cells[2:]
    for cell in cells:
        for number, line in enumerate(cell.split("\n")):
            take_line(reader, Paragraph(line, row.place, gap_in_cell(reader) if number else "paragraph"))


def gap_in_cell(reader: Reader) -> Gap:
    """Return what separates a line of a cell from the one above: a line break, where it may go on from that."""
    return "break" if reader.last is not None else "paragraph"


def left_cell(reader: Reader, row: Row, at: int, header: Row | None) -> None:
    """Note a cell that is not used, with the name of its column."""
    name = header.cell(at) if header else ""
    reader.left(row.place, f"{name}: {row.cells[at]}" if name else row.cells[at])


def filled_cells(row: Row, roles: Roles) -> Iterator[tuple[int, str, str]]:
    """Yield the column, the role and the text of each cell that is not empty."""
    return ((at, roles.get(at, ""), cell) for at, cell in enumerate(row.cells) if cell)
