"""A standard as an Excel workbook, with sheets for the matrix, KSBs, duties, options and assessment methods.

A sheet without rows is left out. openpyxl, of the extra `xlsx`, writes the Office Open XML.
"""

from collections.abc import Iterable, Sequence
from textwrap import shorten
from typing import Any

from ksb.exporters.csv import Rows, rows
from ksb.exporters.sheets import fill, new_book, saved, style
from ksb.standard import Standard
from ksb.tables import Cell
from ksb.text.english import belongs

_WIDTHS = {
    "text": 70, "title": 70, "codes": 50, "criteria": 50, "description": 90, "options": 9, "kind": 11, "code": 7,
    "duty": 7, "option": 7, "core": 7,
}  # fmt: skip
"""The widths of the columns by their names, in characters."""
_OTHER_WIDTH = 12
_CITED = "DCE8F5"


def export(standard: Standard) -> bytes:
    """Return the workbook: the same bytes for the same standard.

    Raises `KsbError` where openpyxl is missing, and for more than 200,000 cells in the matrix.
    """
    book = new_book(standard)
    if standard.duties:
        _matrix(book.create_sheet("Matrix"), standard)
    _sheet(book.create_sheet("KSBs"), standard, rows(standard, "ksbs"))
    if standard.duties:
        _sheet(book.create_sheet("Duties"), standard, rows(standard, "duties"))
    if standard.options:
        _sheet(book.create_sheet("Options"), standard, _options(standard))
    if standard.methods:
        _sheet(book.create_sheet("Assessment"), standard, rows(standard, "methods"))
    return saved(book)


def _options(standard: Standard) -> Rows:
    yield "option", "title", "duties", "description"
    for option in standard.options:
        duties = " ".join(str(duty.number) for duty in standard.duties if option.number in duty.options)
        yield option.number, option.title, duties, "\n\n".join(option.description)


def _matrix(sheet: Any, standard: Standard) -> None:
    """Fill the sheet with a row for each KSB and a narrow column for each duty, under its title turned upright."""
    from openpyxl.styles import Alignment

    _, *body = rows(standard, "matrix")
    titles = [
        shorten(f"D{duty.number} ({belongs(duty.core, duty.options)}) {duty.title}", 72, placeholder=" …")
        for duty in standard.duties
    ]
    _sheet(sheet, standard, [("code", "text", *titles, "duties"), *body])
    sheet.row_dimensions[1].height = 190
    sheet.freeze_panes = "C2"
    sheet.print_title_cols = "A:B"
    for column, cells in enumerate(sheet.iter_cols(min_col=3), 3):
        sheet.column_dimensions[cells[0].column_letter].width = 7
        turned = column - 3 < len(standard.duties)
        cells[0].alignment = Alignment(text_rotation=90 if turned else 0, wrap_text=True, vertical="bottom")
        for cell in cells[1:]:
            style(cell, given=cell.value == "x", centred=True, fill=_CITED)


def _sheet(sheet: Any, standard: Standard, table: Iterable[Sequence[Cell]]) -> None:
    version = f"version {standard.version}" if standard.version else ""
    named = " · ".join(filter(None, (standard.title, standard.reference, version)))
    fill(sheet, table, named, _WIDTHS, _OTHER_WIDTH)
