"""The sheet that providers hand out at the start: every KSB with a rating from 1 to 5, scored on a second sheet."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from ksb.evidence.patterns import NOT_EVIDENCE
from ksb.exporters import sheets
from ksb.kinds import code_order, kind_of
from ksb.standard import Standard

SHEET = "Skills scan"
_COLUMNS = {"Code": 7.0, "What it says": 70.0, "Rating, 1 to 5": 14.0, "Notes": 50.0}
_MEANINGS = {
    "1": "New to me: I have not met this yet.",
    "2": "I know a little about it, or have seen others do it.",
    "3": "I can do it, or explain it, with help.",
    "4": "I can do it, or explain it, on my own most of the time.",
    "5": "I do it confidently, and could show others.",
}
_FIRST = 6


def export(standard: Standard) -> bytes:
    """Return the workbook. Raises `KsbError` where openpyxl is missing, and for a standard that is too large."""
    book = sheets.new_book(standard)
    _scan(book.create_sheet(SHEET), standard)
    _scores(book.create_sheet("Scores"), standard)
    return sheets.saved(book)


def _scan(sheet: Any, standard: Standard) -> None:
    sheets.widths(sheet, tuple(_COLUMNS.values()))
    lines = (
        "Rate yourself from 1 to 5 for each row, as you are today. There are no wrong answers: a low rating shows what"
        " the training is for. Say what you have done under Notes.",
        "  ".join(f"{rating} = {meaning}" for rating, meaning in _MEANINGS.items()),
        f"{NOT_EVIDENCE}: a rating is your own view.",
    )
    sheets.heading(sheet, f"Skills scan: {standard.title}", lines, len(_COLUMNS))
    sheets.header(sheet, _FIRST - 1, tuple(_COLUMNS), ("Rating, 1 to 5", "Notes"))
    for row, code in enumerate(standard.codes, _FIRST):
        for column, value in enumerate((code, standard.ksbs[code], None, None), 1):
            sheets.style(sheets.put(sheet, row, column, value), given=column < 3, bold=column == 1, centred=column == 3)
        sheets.fit(sheet, row, least=2)
    last = _FIRST + len(standard.codes) - 1
    cells = f"C{_FIRST}:C{max(last, _FIRST)}"
    sheets.choices(sheet, cells, tuple(_MEANINGS), "Rating", "1 is new to me, 5 is confident.")
    sheets.coloured(sheet, cells, f"C{_FIRST}", sheets.RATINGS)
    sheet.freeze_panes = f"C{_FIRST}"
    sheet.auto_filter.ref = f"A{_FIRST - 1}:D{max(last, _FIRST)}"
    sheets.printed(sheet, header_row=_FIRST - 1, footer=standard.title)


def _scores(sheet: Any, standard: Standard) -> None:
    """Fill the second sheet: for each kind, duty and method how many are rated, the average, and how many are low."""
    sheets.widths(sheet, (14, 66, 9, 9, 12, 24))
    notice = f"{NOT_EVIDENCE}: its formulas score the skills scan."
    start = row = sheets.heading(sheet, f"Scores: {standard.title}", (notice,), 6) + 1
    sheets.header(sheet, row, ("Part", "Title", "KSBs", "Rated", "Rated 1 or 2", "Average rating"))
    last = _FIRST + len(standard.codes) - 1
    codes, ratings = (f"'{SHEET}'!${column}${_FIRST}:${column}${last}" for column in "AC")
    for part, title, wanted in _parts(standard):
        row += 1
        sheets.put(sheet, row, 1, part)
        sheets.put(sheet, row, 2, title)
        if wanted is None:
            sheets.subheading(sheet, row, part)
            sheet.row_dimensions[row].height = 24
            continue
        listed = ";".join(f'"{code}"' for code in wanted)
        met = f"ISNUMBER(MATCH({codes},{{{listed}}},0))"
        rated = f"{met}*ISNUMBER({ratings})"
        sheets.put(sheet, row, 3, len(wanted))
        sheets.put(sheet, row, 4, f"=SUMPRODUCT({rated})", formula=True)
        sheets.put(sheet, row, 5, f"=SUMPRODUCT({rated}*({ratings}<3))", formula=True)
        sheets.put(sheet, row, 6, f'=IF(D{row}=0,"",SUMPRODUCT({met}*1,{ratings})/D{row})', formula=True)
        sheet.cell(row, 6).number_format = "0.0"
        for column in range(1, 7):
            sheets.style(sheet.cell(row, column), given=False, bold=column == 1 or row == start + 1, centred=column > 2)
        sheets.fit(sheet, row)
    sheets.bars(sheet, f"F{start + 1}:F{row}", 5, "5B8FC0")
    sheet.freeze_panes = f"A{start + 1}"
    sheets.printed(sheet, header_row=start, footer=standard.title, one_page=True)


def _parts(standard: Standard) -> Iterator[tuple[str, str, list[str] | None]]:
    """Yield what is scored: its name, its title, and its codes. A heading of a group has no codes."""
    yield "All KSBs", "", list(standard.codes)
    yield "By kind", "", None
    for kind, group in groupby(standard.codes, key=kind_of):
        yield kind.heading, "", list(group)
    duties = [(f"Duty {duty.number}", duty.title, set(duty.codes)) for duty in standard.duties]
    methods = [(f"Method {method.number}", method.title, set(method.ksbs)) for method in standard.methods]
    groups = (("By duty", duties), ("By assessment method", methods))
    for name, parts in groups:
        if parts:
            yield name, "", None
        for part, title, codes in parts:
            if known := codes & standard.ksbs.keys():
                yield part, title, sorted(known, key=code_order)
