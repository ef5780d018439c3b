"""What all workbooks have in common: cells, styles, lists to choose from, how they print, and the file.

openpyxl, of the extra `xlsx`, writes them. It is imported inside the functions, for most commands don't need it.
"""

import datetime
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from textwrap import wrap
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from ksb.errors import KsbError
from ksb.escape import for_xml
from ksb.standard import Standard
from ksb.tables import Cell
from ksb.text.english import COLUMN_NAMES

FONT = "Calibri"
_TITLE, _GIVEN, _TO_FILL_IN = "1F3A5F", "1F3A5F", "0B6E63"
_RULED = "BFC8D2"
LINE = 14.5
"""The height of a line in points."""
HIGHEST = 409
"""The greatest height of a row in points."""
_MOST_CELLS = 200_000
_MOST_CHARACTERS = 32_767
"""The most characters that Excel keeps in a cell."""
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""The start of a character given by its number, such as `_x0041_` for A (ECMA-376, part 1, 22.9.2.19)."""
_SAVED = datetime.datetime(1980, 1, 1)
_SHADED = "F3F6F9"
STATUSES: Mapping[str, tuple[str, str, str]] = {
    "Not started": ("○", "F1F1F1", "595959"),
    "In progress": ("◐", "FDE9B8", "7A4F00"),
    "Submitted": ("▲", "CFE3F7", "174A85"),
    "Approved": ("✔", "C9E8D2", "0B5D2A"),
}
"""The states of a piece of evidence: its sign, and the colours of the cell and of its text."""
RATINGS: Mapping[str, tuple[str, str, str]] = {
    "1": ("", "F8D5CF", "8A1F11"),
    "2": ("", "FBE3CB", "7A3E00"),
    "3": ("", "FDF0C4", "6B5200"),
    "4": ("", "DDEFD5", "2F5D16"),
    "5": ("", "C9E8D2", "0B5D2A"),
}
"""The ratings of a skills scan, and their colours."""
_ONE_PAGE = 40
"""The most rows of a sheet that are printed on one page, however small."""
LAST_ROW = 1_000
"""Lists, colours and formulas reach to this row at least, so that rows may be added."""


def new_book(standard: Standard) -> Any:
    """Return a workbook without sheets. Raises `KsbError` where openpyxl is missing, and for a standard too large."""
    book = empty_book(standard.title)
    if len(standard.codes) * len(standard.duties) > _MOST_CELLS:
        raise KsbError(f"a sheet of {len(standard.codes):,} KSBs and {len(standard.duties):,} duties is too large")
    return book


def empty_book(title: str) -> Any:
    """Return a workbook without sheets. Raises `KsbError` where openpyxl is missing."""
    try:
        from openpyxl import Workbook
    except ImportError:
        raise KsbError("Excel workbooks need openpyxl", "in the clone of ksb: pip install '.[xlsx]'") from None
    book: Any = Workbook()
    book.remove(book.active)
    book.properties.title = cell_text(title)
    book.properties.creator = "ksb"
    return book


def saved(book: Any) -> bytes:
    """Return the content of a workbook, with fixed times: the same cells give the same bytes."""
    stream = BytesIO()
    book.save(stream)
    return timeless(stream.getvalue())


def cell_text(text: str) -> str:
    """Return a text that a cell can hold: characters escaped, and cut off with an ellipsis where it is too long."""
    plain = _ESCAPED.sub("_x005F_", for_xml(text))
    return plain if len(plain) <= _MOST_CHARACTERS else plain[: _MOST_CHARACTERS - 1] + "…"


def timeless(content: bytes) -> bytes:
    """Return a workbook with fixed times, so that the same standard gives the same bytes, and with rows that grow."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/"):  # a row with a height of its own would not grow with what is typed
                part = part.replace(b' customHeight="1"', b"")
            if name == "docProps/core.xml":  # openpyxl always writes the time of saving there
                part = re.sub(rb"(?<=W3CDTF\">)[^<]*", _SAVED.isoformat().encode() + b"Z", part)
            new.writestr(ZipInfo(name, _SAVED.timetuple()[:6]), part, ZIP_DEFLATED)
    return stream.getvalue()


def is_as_written(content: bytes, *, updated: bool = False) -> bool:
    """Return whether a workbook or a Word document is as ksb wrote it: no program has saved it since.

    One that `--update` wrote has what people filled in, and the name of its last editor: it counts with `updated` only.
    """
    try:
        with ZipFile(BytesIO(content)) as package:
            times = {entry.date_time for entry in package.infolist()}
            about = package.read("docProps/core.xml")
    except (BadZipFile, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError, zlib.error):
        return False
    fixed = times == {_SAVED.timetuple()[:6]} and about.count(_SAVED.isoformat().encode()) == 2
    return fixed and (updated or not re.search(rb"lastModifiedBy>[^<]", about))


def fill(sheet: Any, table: Iterable[Sequence[Cell]], title: str, sizes: Mapping[str, float], other: float) -> None:
    """Fill a sheet with a table: its header stays, is filtered and is printed on each page; long texts are wrapped.

    `title` is printed on each page. `sizes` are the widths of columns by their names, and `other` that of the others. A
    column without values is narrow.
    """
    names, *rows = table
    filled = [any(values) for values in zip(*rows, strict=True)] or [False] * len(names)
    widths(sheet, [sizes.get(str(name), other) if full else other for name, full in zip(names, filled, strict=True)])
    header(sheet, 1, [COLUMN_NAMES.get(str(name), str(name)) for name in names])
    for line, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            style(put(sheet, line, column, value), given=False, bold=column == 1)
        fit(sheet, line)
    sheet.auto_filter.ref = sheet.dimensions
    sheet.freeze_panes = "B2"
    printed(sheet, header_row=1, footer=title)


def put(sheet: Any, row: int, column: int, value: str | float | None, *, formula: bool = False) -> Any:
    """Write a value into a cell, a text always as text unless it is our own formula, and return the cell."""
    cell = sheet.cell(row, column, cell_text(value) if isinstance(value, str) and not formula else value)
    if isinstance(value, str) and not formula:
        cell.data_type = "s"  # openpyxl would take a text that begins with = for a formula
    return cell


def heading(sheet: Any, title: str, lines: Sequence[str], columns: int) -> int:
    """Write a title and lines below it, each across `columns` columns, and return the number of the next row."""
    from openpyxl.styles import Alignment, Font

    for row, text in enumerate((title, *lines), 1):
        cell = put(sheet, row, 1, text)
        first = row == 1
        cell.font = Font(FONT, 18 if first else 11, bold=first, color=_TITLE if first else "404040")
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
        room = sum(sheet.column_dimensions[letter(column)].width for column in range(1, columns + 1))
        needed = -(-len(text) * (1.7 if first else 1.05) // room)
        sheet.row_dimensions[row].height = max(needed, 1) * (26 if first else 15.5)
    return len(lines) + 2


def subheading(sheet: Any, row: int, text: str) -> None:
    """Write the heading of some rows."""
    from openpyxl.styles import Font

    put(sheet, row, 1, text).font = Font(FONT, 11, bold=True, color=_TITLE)


def header(sheet: Any, row: int, names: Sequence[str], to_fill_in: Sequence[str] = ()) -> None:
    """Write the names of columns; those that people fill in have another colour."""
    from openpyxl.styles import Alignment, Font, PatternFill

    for column, name in enumerate(names, 1):
        cell = put(sheet, row, column, name)
        cell.font = Font(FONT, 11, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=_TO_FILL_IN if name in to_fill_in else _GIVEN)
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="left")
        cell.border = borders()
    sheet.row_dimensions[row].height = 32


def style(cell: Any, *, given: bool = True, bold: bool = False, centred: bool = False, fill: str = _SHADED) -> None:
    """Style a cell of a table: text that is given has a fill, a cell to fill in is white.

    Each style is made once for the workbook, for openpyxl takes long to compare new ones.
    """
    from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill

    book, number_format = cell.parent.parent, cell.number_format
    name = " ".join(filter(None, ("ksb", fill if given else "", "bold" if bold else "", "centred" if centred else "")))
    if name not in book.named_styles:
        made = NamedStyle(name, Font(FONT, 11, bold=bold), border=borders())
        made.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if centred else "left")
        if given:
            made.fill = PatternFill("solid", fgColor=fill)
        book.add_named_style(made)
    cell.style = name
    cell.number_format = number_format


def fit(sheet: Any, row: int, least: int = 1, columns: int | None = None) -> None:
    """Make a row as high as its texts need, at least so many lines: not every program does that by itself.

    `columns` are those to look at: those with a width, unless a program has saved the sheet, which groups widths.
    """
    lines = least
    for column in range(1, (columns or len(sheet.column_dimensions)) + 1):
        cell = sheet.cell(row, column)
        if isinstance(cell.value, str) and cell.data_type == "s":
            room = max(int(sheet.column_dimensions[cell.column_letter].width * 1.05 - 1), 1)
            lines = max(lines, sum(max(len(wrap(line, room)), 1) for line in cell.value.split("\n")))
    sheet.row_dimensions[row].height = min(lines * LINE + 2, HIGHEST)


def borders() -> Any:
    """Return thin lines around a cell."""
    from openpyxl.styles import Border, Side

    side = Side("thin", color=_RULED)
    return Border(side, side, side, side)


def widths(sheet: Any, values: Sequence[float]) -> None:
    """Set the widths of the columns, in characters."""
    for column, width in enumerate(values, 1):
        sheet.column_dimensions[letter(column)].width = width


def letter(column: int) -> str:
    """Return the letters of a column, from 1."""
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def choices(sheet: Any, cells: str, values: Sequence[str], title: str, message: str) -> None:
    """Offer a list of values in some cells. Other values are questioned, not refused."""
    from openpyxl.worksheet.datavalidation import DataValidation

    validation = DataValidation("list", formula1=f'"{",".join(values)}"', allow_blank=True, errorStyle="warning")
    validation.promptTitle, validation.prompt = title, message
    validation.errorTitle, validation.error = title, f"The list has: {', '.join(values)}. Keep what you typed?"
    validation.showErrorMessage = validation.showInputMessage = True
    sheet.add_data_validation(validation)
    validation.add(cells)


def coloured(sheet: Any, cells: str, first: str, values: Mapping[str, tuple[str, str, str]]) -> None:
    """Colour cells by their value, and show its sign before it: nobody has to tell the colours apart.

    `first` is the first of the cells.
    """
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.styles.numbers import NumberFormat

    for number, (value, (sign, fill, ink)) in enumerate(values.items()):
        looks = DifferentialStyle(font=Font(bold=True, color=ink), fill=PatternFill(bgColor=fill))
        if sign:
            looks.numFmt = NumberFormat(numFmtId=200 + number, formatCode=f'"{sign} "@')
        wanted = value if value.isdigit() else f'"{value}"'
        rule = Rule("expression", dxf=looks, formula=[f"{first}={wanted}"])
        sheet.conditional_formatting.add(cells, rule)


def bars(sheet: Any, cells: str, most: int, color: str) -> None:
    """Draw a bar in each of some cells, which is full at `most`."""
    from openpyxl.formatting import rule

    bar: Any = rule.DataBarRule
    looks = bar("num", 0, "num", most, color=color, showValue=True, minLength=0, maxLength=100)
    sheet.conditional_formatting.add(cells, looks)


def printed(sheet: Any, *, header_row: int, footer: str = "", one_page: bool = False) -> None:
    """Print on A4, as wide as the page, with the header on each page, and what it is and page numbers at its foot.

    With `one_page` a sheet that is not too long is printed on one page.
    """
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 1 if one_page and sheet.max_row <= _ONE_PAGE else 0
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.6
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.left.text = cell_text(footer)[:120].replace("&", "&&")  # & starts a command
    sheet.oddFooter.left.size = sheet.oddFooter.right.size = 9
    sheet.oddFooter.right.text = "&A, page &P of &N"
    sheet.sheet_view.showGridLines = False
