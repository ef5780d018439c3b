"""A standard as an Excel workbook, with sheets for the matrix, KSBs, duties, options and assessment methods.

A sheet without rows is left out. openpyxl, of the extra `xlsx`, writes the Office Open XML.
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import Any

from ksb.exporters.csv import Cell, rows
from ksb.exporters.sheets import HIGHEST, LINE, borders, fill, new_book, saved
from ksb.models import Standard
from ksb.text.english import belongs

_WIDTHS = {
    "text": 70, "title": 70, "codes": 50, "criteria": 50, "description": 90, "options": 9, "kind": 11, "code": 7,
    "duty": 7, "option": 7, "core": 7,
}  # fmt: skip
"""The widths of the columns by their names, in characters."""
_OTHER_WIDTH = 12
_SHADED = "E8EEF4"
_RULED = "C4CCD4"


def export(standard: Standard) -> bytes:
    """Return the workbook: the same bytes for the same standard.

    Raises `KsbError` where openpyxl is missing, and for more than 200,000 cells in the matrix.
    """
    book = new_book(standard)
    if standard.duties:
        _matrix(book.create_sheet("Matrix"), standard)
    _sheet(book.create_sheet("KSBs"), standard.title, list(rows(standard, "ksbs")))
    if standard.duties:
        _sheet(book.create_sheet("Duties"), standard.title, list(rows(standard, "duties")))
    if standard.options:
        _sheet(book.create_sheet("Options"), standard.title, _options(standard))
    if standard.methods:
        _sheet(book.create_sheet("Assessment"), standard.title, list(rows(standard, "methods")))
    return saved(book)


def _options(standard: Standard) -> list[Sequence[Cell]]:
    found: list[Sequence[Cell]] = [("option", "title", "duties", "description")]
    for option in standard.options:
        duties = " ".join(str(duty.number) for duty in standard.duties if option.number in duty.options)
        found.append((option.number, option.title, duties, "\n\n".join(option.description)))
    return found


def _matrix(sheet: Any, standard: Standard) -> None:
    """Fill the sheet with a row for each KSB and a narrow column for each duty, under its title turned upright."""
    from openpyxl.styles import Alignment

    _, *body = rows(standard, "matrix")
    titles = [
        shorten(f"D{duty.number} ({belongs(duty.core, duty.options)}) {duty.title}", 72, placeholder=" …")
        for duty in standard.duties
    ]
    _sheet(sheet, standard.title, [("code", "text", *titles, "duties"), *body])
    sheet.row_dimensions[1].height = 190
    sheet.freeze_panes = "C2"
    sheet.print_title_cols = "A:B"
    centred = Alignment(horizontal="center", vertical="top")
    for column, cells in enumerate(sheet.iter_cols(min_col=3), 3):
        sheet.column_dimensions[cells[0].column_letter].width = 7
        turned = column - 3 < len(standard.duties)
        cells[0].alignment = Alignment(text_rotation=90 if turned else 0, wrap_text=True, vertical="bottom")
        for cell in cells[1:]:
            cell.alignment = centred


def _sheet(sheet: Any, title: str, table: Sequence[Sequence[Cell]]) -> None:
    """Fill a sheet with a table, ruled, each row as high as its texts need."""
    from openpyxl.styles import PatternFill

    fill(sheet, table, title, _WIDTHS, _OTHER_WIDTH)
    for line, row in enumerate(table, 1):
        for cell in sheet[line]:
            cell.border = borders(_RULED)
        lines = max(_lines(value, name) for value, name in zip(row, table[0], strict=True))
        sheet.row_dimensions[line].height = min(LINE * lines, HIGHEST)
    for cell in sheet[1]:
        cell.fill = PatternFill("solid", fgColor=_SHADED)
    sheet.freeze_panes = "B2"
    sheet.oddFooter.center.text = "&A, page &P of &N"


def _lines(value: Cell, name: Cell) -> int:
    """Return the number of lines in a cell. Not every program makes rows high enough by itself."""
    room = _WIDTHS.get(str(name), _OTHER_WIDTH)
    return sum(max(-(-len(line) // room), 1) for line in str(value).split("\n"))
