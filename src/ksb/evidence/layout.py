"""What the texts of Office files don't say: merged cells, hidden rows and columns, text struck out, pictures.

openpyxl gives neither without loading the whole workbook, which takes five times the memory. The elements are those of
ECMA-376, part 1: `mergeCell` (18.3.1.54), `row` (18.3.1.73) and `col` (18.3.1.13).
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from zipfile import ZipFile

from ksb.documents.blocks import Row, Table, clean
from ksb.evidence.piece import Problem
from ksb.evidence.reading import short

_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)=(?:\"([^\"]*)\"|'([^']*)')")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b[^>]*ref=[\"']([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)")
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^>]*\bhidden=[\"'](?:1|true))[^>]*?\br=[\"'](\d+)")
_HIDDEN_COLUMNS = re.compile(
    rb"<(?:\w+:)?col\b(?=[^>]*\bhidden=[\"'](?:1|true))(?=[^>]*\bmin=[\"'](\d+))[^>]*?\bmax=[\"'](\d+)"
)
_DOCUMENT = "word/document.xml"
_PICTURE = re.compile(rb"<(?:a:blip|v:imagedata)\b")
_STYLES = "xl/styles.xml"
_ELEMENTS = {
    name: re.compile(rb"<(?:\w+:)?%s\b[^>]*>(.*?)</(?:\w+:)?%s>" % (name, name), re.DOTALL)
    for name in (b"fonts", b"cellXfs")
}
_FONT = re.compile(rb"<(?:\w+:)?font\b(?:[^>]*/>|.*?</(?:\w+:)?font>)", re.DOTALL)
_STRIKE = re.compile(rb"<(?:\w+:)?strike\b(?![^>]*val=[\"'](?:0|false))")
_FONT_OF = re.compile(rb"<(?:\w+:)?xf\b[^>]*?fontId=[\"'](\d+)")
_STYLED = re.compile(rb"<(?:\w+:)?c\b(?=[^>]*\br=[\"']([A-Z]{1,3})(\d+))(?=[^>]*\bs=[\"'](\d+))[^>]*>")
_MOST_MERGED = 1_000
"""Rows of one merged cell that are filled: a cell that is merged over a whole column would fill a million."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The merged cells and the hidden rows and columns of one sheet. Rows count from 1, columns from 0."""

    merged: tuple[tuple[int, int, int], ...]
    """First column, first row, last row."""
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    struck: tuple[tuple[int, int], ...]
    """The row and the column of each cell whose text is struck out."""

    def without_struck(self, table: Table, file: str) -> tuple[Table, list[Problem]]:
        """Return the table without what is struck out, and what that is."""
        problems = []
        struck = set(self.struck)
        rows = []
        for row in table.rows:
            gone = [i for i, cell in enumerate(row.cells) if cell and (_number(row), i) in struck]
            if gone:
                texts = short(" | ".join(row.cells[i] for i in gone))
                problems.append(Problem(file, row.place, f"struck out in the workbook; not used: {texts}"))
                row = Row(tuple("" if i in gone else cell for i, cell in enumerate(row.cells)), row.place)
            if any(row.cells):
                rows.append(row)
        return replace(table, rows=tuple(rows)), problems

    def hidden(self, table: Table, file: str) -> Iterator[Problem]:
        """Yield what is hidden and holds text: people may not know that it counts."""
        from openpyxl.utils import get_column_letter

        filled = {_number(row): row for row in table.rows}
        rows = [row for row in self.rows if row in filled]
        if rows:
            yield Problem(file, f"{table.place}, {_named_rows(rows)}", "hidden in the workbook; read anyway")
        columns = [i for i in self.columns if any(i < len(row.cells) and row.cells[i] for row in filled.values())]
        if columns:
            names = ", ".join(get_column_letter(i + 1) for i in columns)
            place = f"{table.place}, column{'s' if len(columns) > 1 else ''} {names}"
            yield Problem(file, place, "hidden in the workbook; read anyway")

    def unmerged(self, table: Table) -> Table:
        """Return the table with the text of a cell that is merged over several rows in each of them."""
        rows = {_number(row): row for row in table.rows}
        for column, first, last in self.merged:
            text = rows[first].cell(column) if first in rows else ""
            for number in range(first + 1, min(last, first + _MOST_MERGED) + 1) if text else ():
                if (row := rows.get(number)) and not row.cell(column):
                    before = (*row.cells[:column], *[""] * (column - len(row.cells)))
                    rows[number] = Row((*before, text, *row.cells[column + 1 :]), row.place)
        return replace(table, rows=tuple(rows.values()))


def layouts_of(content: bytes) -> dict[str, Layout]:
    """Return the layout of each sheet of a workbook, by its title."""
    with ZipFile(BytesIO(content)) as archive:
        struck = _struck_styles(archive.read(_STYLES)) if _STYLES in archive.namelist() else frozenset()
        return {clean(title): _layout(archive.read(part), struck) for title, part in sheet_parts(archive).items()}


def pictures(content: bytes) -> int:
    """Return how many pictures the text of a Word document has."""
    with ZipFile(BytesIO(content)) as archive:
        return len(_PICTURE.findall(archive.read(_DOCUMENT))) if _DOCUMENT in archive.namelist() else 0


def _struck_styles(xml: bytes) -> frozenset[bytes]:
    """Return the numbers of the cell formats whose font is struck out."""
    fonts = _ELEMENTS[b"fonts"].search(xml)
    formats = _ELEMENTS[b"cellXfs"].search(xml)
    if not fonts or not formats:
        return frozenset()
    struck = {b"%d" % i for i, font in enumerate(_FONT.findall(fonts[1])) if _STRIKE.search(font)}
    return frozenset(b"%d" % i for i, font in enumerate(_FONT_OF.findall(formats[1])) if font in struck)


def sheet_parts(archive: ZipFile) -> dict[str, str]:
    """Return the name of the part of a workbook that holds each sheet, by the sheet's title."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return {}
    targets = {}
    for relation in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")):
        named = _attributes(relation)
        targets[named.get("Id", "")] = named.get("Target", "")
    found = {}
    for sheet in _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", "replace")):
        named = _attributes(sheet)
        target = targets.get(next((value for name, value in named.items() if name.endswith(":id")), ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in names:
            found[named.get("name", "")] = part
    return found


def _layout(xml: bytes, struck_styles: frozenset[bytes]) -> Layout:
    from openpyxl.utils import column_index_from_string

    merged = tuple(
        (column_index_from_string(column.decode()) - 1, int(first), int(last))
        for column, first, last in _MERGED.findall(xml)
    )
    columns: list[int] = []
    for first, last in _HIDDEN_COLUMNS.findall(xml):
        columns += range(int(first) - 1, min(int(last), int(first) + _MOST_MERGED))
    struck = tuple(
        (int(row), column_index_from_string(column.decode()) - 1)
        for column, row, style in (_STYLED.findall(xml) if struck_styles else ())
        if style in struck_styles
    )
    return Layout(merged, tuple(map(int, _HIDDEN_ROW.findall(xml))), tuple(columns), struck)


def _attributes(element: str) -> dict[str, str]:
    return {name: html.unescape(double or single) for name, double, single in _ATTRIBUTE.findall(element)}


def _number(row: Row) -> int:
    return int(row.place.rpartition(" ")[2])


def _named_rows(numbers: list[int]) -> str:
    """Return the numbers of rows as spans: "rows 3 to 5, 9"."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][-1] + 1:
            spans[-1].append(number)
        else:
            spans.append([number])
    shown = [f"{span[0]} to {span[-1]}" if len(span) > 1 else str(span[0]) for span in spans]
    return f"row{'s' if len(numbers) > 1 else ''} {', '.join(shown)}"
