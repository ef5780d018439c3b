"""A workbook for an apprentice to fill in: every KSB with room for evidence, and sheets that count what is there.

`ksb coverage` reads it back: the columns have names that it knows, and the sheets without evidence say that they are.
"""

from typing import Any, Literal

from ksb.evidence.patterns import NOT_EVIDENCE
from ksb.exporters import sheets
from ksb.exporters.progress import Filled, counting_sheets
from ksb.query import methods_assessing
from ksb.standard import Standard
from ksb.text.english import counted

Kind = Literal["tracker", "skills-scan", "mapping"]
"""What people fill in: evidence as they gather it, their own view of their skills, the annex for the assessment."""

SHEET = "Evidence"
COLUMNS = {
    "Code": 7.0,
    "What it says": 52.0,
    "Duties": 9.0,
    "Assessed by": 20.0,
    "Evidence": 36.0,
    "Page or time stamp": 12.0,
    "Date": 12.0,
    "Status": 15.0,
    "Notes": 28.0,
}
"""The columns, and their widths in characters."""
TO_FILL_IN = ("Evidence", "Page or time stamp", "Date", "Status", "Notes")
INSTRUCTIONS = (
    "1.  Each row of the sheet Evidence is one thing to show: knowledge (K), a skill (S) or a behaviour (B)."
    " Start with any of them.",
    "2.  Under Evidence, name the piece of work that shows it. A second piece goes on a new line of the same cell"
    " (Alt + Enter), or in a new row with the same code.",
    "3.  Add the page or time stamp, the date, and a status from the list. Not started, In progress and Submitted are"
    " yours to set; Approved is for your assessor or trainer.",
    "4.  Progress counts by itself. You may sort, filter, and add columns, rows and sheets of your own. Keep the codes"
    " and the names of the columns.",
)


def export(standard: Standard) -> bytes:
    """Return the workbook. Raises `KsbError` where openpyxl is missing, and for more KSBs than a person can track."""
    book = sheets.new_book(standard)
    start_sheet(book.create_sheet("Start here"), standard)
    filled = _evidence_sheet(book.create_sheet(SHEET), standard)
    counting_sheets(book, standard, [filled])
    book.active = 0
    return sheets.saved(book)


def subtitle(standard: Standard) -> str:
    """Return what a workbook is about in one line: the option, how many KSBs, and the version."""
    options = [f"option {option.number}: {option.title}" for option in standard.options]
    parts = [
        "; ".join(options) if len(options) == 1 else "",
        counted(len(standard.codes), "KSB"),
        f"version {standard.version}" if standard.version else "",
        standard.reference or "",
        f"issued {standard.issued}" if standard.issued else "",
    ]
    text = "  ·  ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def start_sheet(sheet: Any, standard: Standard) -> None:
    """Fill the first sheet: what this is, four lines of instructions, whose it is, and what the states mean."""
    from openpyxl.styles import Alignment, Font, PatternFill

    sheets.widths(sheet, (24.0, 62.0, 30.0))
    row = sheets.heading(sheet, f"Evidence tracker: {standard.title}", (subtitle(standard), "", *INSTRUCTIONS), 3)
    sheet.row_dimensions[3].height = 8
    for number in range(4, row):
        sheet.row_dimensions[number].height = 34
    row += 1
    for name in ("Apprentice", "Employer", "Training provider", "Start date", "Gateway date"):
        sheets.put(sheet, row, 1, name).font = Font(sheets.FONT, 11, bold=True)
        sheet.cell(row, 1).alignment = Alignment(vertical="center")
        sheet.cell(row, 2).border = sheets.borders()
        sheet.row_dimensions[row].height = 22
        row += 1
    row += 1
    sheets.put(sheet, row, 1, "What the status means").font = Font(sheets.FONT, 11, bold=True)
    meanings = {
        "Not started": "There is no evidence yet.",
        "In progress": "You are working on it.",
        "Submitted": "You have handed it in.",
        "Approved": "Your assessor or trainer agrees that it shows the KSB.",
    }
    for status, (sign, fill, ink) in sheets.STATUSES.items():
        row += 1
        cell = sheets.put(sheet, row, 1, f"{sign} {status}")
        cell.font, cell.fill = Font(sheets.FONT, 11, bold=True, color=ink), PatternFill("solid", fgColor=fill)
        cell.border = sheets.borders()
        sheets.put(sheet, row, 2, meanings[status]).font = Font(sheets.FONT, 11)
    notice = sheets.put(sheet, row + 2, 1, f"{NOT_EVIDENCE}: write on the sheet Evidence.")
    notice.font = Font(sheets.FONT, 9, color="808080")
    sheets.printed(sheet, header_row=1, footer=standard.title)
    sheet.print_title_rows = None


def _evidence_sheet(sheet: Any, standard: Standard) -> Filled:
    """Fill the sheet with a row for each KSB, and return where its columns are."""
    from openpyxl.styles import Font
    from openpyxl.worksheet.datavalidation import DataValidation

    names = [name for name in COLUMNS if name != "Duties" or standard.duties]
    if not standard.methods_by_code:
        names.remove("Assessed by")
    sheets.widths(sheet, [COLUMNS[name] for name in names])
    sheets.put(sheet, 1, 1, standard.title).font = Font(sheets.FONT, 14, bold=True, color="1F3A5F")
    sheet.row_dimensions[1].height = 22
    sheets.header(sheet, 2, names, TO_FILL_IN)
    for row, code in enumerate(standard.codes, 3):
        fill_row(sheet, row, names, given_cells(standard, code))
    counted_columns = ("Code", "Evidence", "Status", "Page or time stamp")
    code, evidence, states, page = (sheets.letter(names.index(name) + 1) for name in counted_columns)
    filled = Filled(SHEET, code, evidence, states, page, 3)
    last = max(sheets.LAST_ROW, 2 * len(standard.codes))
    status, date = f"{filled.status}3:{filled.status}{last}", sheets.letter(names.index("Date") + 1)
    sheets.choices(sheet, status, tuple(sheets.STATUSES), "Status", "Choose from the list.")
    sheets.coloured(sheet, status, f"{filled.status}3", sheets.STATUSES)
    for row in range(3, last + 1):
        sheet.cell(row, names.index("Date") + 1).number_format = "dd/mm/yyyy"
    validation = DataValidation("date", operator="greaterThan", formula1="36526", errorStyle="warning")
    validation.errorTitle, validation.error = "Date", "A date is written as 02/03/2026. Keep what you typed?"
    validation.showErrorMessage = True
    sheet.add_data_validation(validation)
    validation.add(f"{date}3:{date}{last}")
    sheet.freeze_panes = "C3"
    sheet.auto_filter.ref = f"A2:{sheets.letter(len(names))}{len(standard.codes) + 2}"
    sheets.printed(sheet, header_row=2, footer=standard.title)
    return filled


def given_cells(standard: Standard, code: str) -> dict[str, str]:
    """Return the cells of a KSB's row that come from the standard, by the name of the column."""
    duties = dict.fromkeys(duty.number for duty in standard.duties_citing(code))
    methods = [f"{method.number}. {method.title}" for method in methods_assessing(standard, code)]
    return {
        "Code": code,
        "What it says": standard.ksbs[code],
        "Duties": ", ".join(map(str, duties)),
        "Assessed by": "\n".join(methods),
        "Status": "Not started",
    }


def fill_row(sheet: Any, row: int, names: list[str], cells: dict[str, str]) -> None:
    """Write a KSB's row, its cells to fill in empty but for the status."""
    for column, name in enumerate(names, 1):
        cell = sheets.put(sheet, row, column, cells.get(name))
        sheets.style(cell, given=name not in TO_FILL_IN, bold=name == "Code")
    sheets.fit(sheet, row, least=2)
