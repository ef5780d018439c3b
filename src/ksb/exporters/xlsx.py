"""A standard as an Excel workbook, with sheets for the matrix, KSBs, duties, options and assessment methods.

A sheet without rows is left out. openpyxl, of the extra `xlsx`, writes the Office Open XML.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from io import BytesIO
from textwrap import shorten
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ksb.errors import KsbError
from ksb.escape import for_xml
from ksb.exporters.csv import Cell, rows
from ksb.models import Standard
from ksb.text.english import belongs

_WIDTHS = {
    "text": 70,
    "title": 70,
    "codes": 50,
    "criteria": 50,
    "description": 90,
    "options": 9,
    "kind": 11,
    "code": 7,
    "duty": 7,
    "option": 7,
    "core": 7,
}
_LINE = 14.5
"""The height of a line in points."""
_SHADED = "E8EEF4"
_RULED = "C4CCD4"
_MOST_CELLS = 200_000
_HIGHEST = 409
"""The greatest height of a row in points."""
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""The start of a character given by its number, such as `_x0041_` for A (ECMA-376, part 1, 22.9.2.19)."""
_MOST_CHARACTERS = 32_767
_SAVED = datetime.datetime(1980, 1, 1)


def export(standard: Standard) -> bytes:
    """Return the workbook: the same bytes for the same standard.

    Raises `KsbError` where openpyxl is missing, and for more than 200,000 cells in the matrix.
    """
    try:
        from openpyxl import Workbook
    except ImportError:
        raise KsbError("Excel workbooks need openpyxl", "in the clone of ksb: pip install '.[xlsx]'") from None
    if len(standard.codes) * len(standard.duties) > _MOST_CELLS:
        raise KsbError(f"a sheet of {len(standard.codes):,} KSBs and {len(standard.duties):,} duties is too large")
    book: Any = Workbook()
    book.remove(book.active)
    book.properties.title = _plain(standard.title)
    book.properties.creator = "ksb"
    if standard.duties:
        _matrix(book.create_sheet("Matrix"), standard)
    _sheet(book.create_sheet("KSBs"), list(rows(standard, "ksbs")))
    if standard.duties:
        _sheet(book.create_sheet("Duties"), list(rows(standard, "duties")))
    if standard.options:
        _sheet(book.create_sheet("Options"), _options(standard))
    if standard.assessment and standard.assessment.methods:
        _sheet(book.create_sheet("Assessment"), list(rows(standard, "methods")))
    stream = BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


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
    _sheet(sheet, [("code", "text", *titles, "duties"), *body])
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


def _sheet(sheet: Any, table: Sequence[Sequence[Cell]]) -> None:
    """Fill a sheet: column names bold, shaded, frozen, filtered and printed on each page; long texts wrapped."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    side = Side("thin", color=_RULED)
    lines = Border(side, side, side, side)
    wrapped = Alignment(wrap_text=True, vertical="top", horizontal="left")
    for line, row in enumerate(table, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(line, column, _plain(value) if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"  # openpyxl would take a text that begins with = for a formula
            cell.alignment = wrapped
            cell.border = lines
        lines_of_row = max(_lines(value, name) for value, name in zip(row, table[0], strict=True))
        sheet.row_dimensions[line].height = min(_LINE * lines_of_row, _HIGHEST)
    for cell in sheet[1]:
        cell.font = Font("Calibri", 11, bold=True)
        cell.fill = PatternFill("solid", fgColor=_SHADED)
        sheet.column_dimensions[cell.column_letter].width = _WIDTHS.get(str(cell.value), 12)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&A, page &P of &N"


def _lines(value: Cell, name: Cell) -> int:
    """Return the number of lines in a cell. Not every program makes rows high enough by itself."""
    room = _WIDTHS.get(str(name), 12)
    return sum(max(-(-len(line) // room), 1) for line in str(value).split("\n"))


def _plain(text: str) -> str:
    """Return a text that a cell can hold: characters escaped, and cut off with an ellipsis where it is too long."""
    plain = "\n".join(for_xml(line) for line in text.split("\n"))
    plain = _ESCAPED.sub("_x005F_", plain)
    return plain if len(plain) <= _MOST_CHARACTERS else plain[: _MOST_CHARACTERS - 1] + "…"


def _timeless(content: bytes) -> bytes:
    """Return a workbook with fixed times, so that the same standard gives the same bytes."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":  # openpyxl always writes the time of saving there
                part = re.sub(rb"(?<=W3CDTF\">)[^<]*", _SAVED.isoformat().encode() + b"Z", part)
            new.writestr(ZipInfo(name, _SAVED.timetuple()[:6]), part, ZIP_DEFLATED)
    return stream.getvalue()
