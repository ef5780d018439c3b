"""The sheets of a tracker that count by formulas: progress, the duties, and which duty and method needs which KSB.

A formula counts a KSB where a row with its code has evidence, or the page of it: what `ksb coverage` counts, too.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ksb.evidence.patterns import NOT_EVIDENCE
from ksb.exporters import sheets
from ksb.kinds import code_order, kind_of
from ksb.standard import Standard
from ksb.text.english import belongs

NAMES = ("Progress", "Duties", "Matrix")
"""The names of the sheets, in their order."""
NOTHING = (
    "-", "–", "—", ".", "?", "0", "n", "no", "none", "nil", "n/a", "na", "false", "no evidence", "no evidence yet",
    "not yet", "not started", "tba", "tbc", "tbd", "todo", "to do", "missing", "outstanding", "gap", "pending", "☐",
)  # fmt: skip
"""What people write where there is no evidence."""
_SIGNATURE = "ksb "
"""What the names of our properties of a workbook start with."""
_FIRST = 5
"""The first row of KSBs on the sheet Matrix."""


@dataclass(frozen=True, slots=True)
class Filled:
    """Where a sheet that people fill in has what the formulas count."""

    sheet: str
    code: str
    """The letter of the column of codes."""
    evidence: str
    status: str
    """The letter of the column of states; "" where there is none."""
    link: str
    """The letter of the column of pages and time stamps; "" where there is none. One of these counts as evidence."""
    first: int
    """The first row below the header."""
    last: int = sheets.LAST_ROW

    def cells(self, column: str) -> str:
        """Return the reference to the cells of a column."""
        sheet = self.sheet.replace("'", "''")
        return f"'{sheet}'!${column}${self.first}:${column}${self.last}"


def counting_sheets(book: Any, standard: Standard, filled: Sequence[Filled]) -> None:
    """Add the sheets to a workbook. Formulas count the rows of the sheets `filled`."""
    progress, duties, matrix = (book.create_sheet(name) for name in NAMES)
    _matrix(matrix, standard, filled)
    _progress(progress, standard, filled)
    if standard.duties:
        _duties(duties, standard)
    else:
        book.remove(duties)
    for name in NAMES:
        if name in book.sheetnames:
            _sign(book, name)


def is_untouched(book: Any, name: str) -> bool:
    """Return whether a counting sheet has the texts that it was written with, and nothing that people added."""
    return any(
        prop.name == _SIGNATURE + name and prop.value == _texts(book[name]) for prop in book.custom_doc_props.props
    )


def _sign(book: Any, name: str) -> None:
    """Note in the properties of the workbook which texts a sheet was written with."""
    from openpyxl.packaging.custom import StringProperty

    if _SIGNATURE + name in book.custom_doc_props.names:
        del book.custom_doc_props[_SIGNATURE + name]
    book.custom_doc_props.append(StringProperty(name=_SIGNATURE + name, value=_texts(book[name])))


def _texts(sheet: Any) -> str:
    """Return a hash of what stands in the cells of a sheet, without formulas and wherever it stands."""
    values = (cell.value for row in sheet.iter_rows() for cell in row if cell.data_type != "f")
    texts = sorted(" ".join(str(value).split()) for value in values if value not in (None, ""))
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def _matrix(sheet: Any, standard: Standard, filled: Sequence[Filled]) -> None:
    from openpyxl.styles import Alignment

    columns = [f"D{duty.number}" for duty in standard.duties] + [f"M{method.number}" for method in standard.methods]
    sheets.widths(sheet, (7, 60, 13, 11, 11, *(5.5 for _ in columns)))
    what = "Which duty (D) and method (M)" if standard.methods else "Which duty (D)"
    texts = (
        f"{what} needs which KSB, and how many rows show it.",
        f"{NOT_EVIDENCE}: its formulas count the sheet Evidence.",
    )
    sheets.heading(sheet, "Matrix", texts, 3)
    sheets.header(sheet, _FIRST - 1, ("Code", "What it says", "Kind", "Rows with evidence", "Rows approved", *columns))
    needing = [set(duty.codes) for duty in standard.duties]
    needing += [set(method.ksbs) for method in standard.methods]
    for row, code in enumerate(standard.codes, _FIRST):
        for column, text in enumerate((code, standard.ksbs[code], kind_of(code).heading), 1):
            sheets.put(sheet, row, column, text)
        sheets.put(sheet, row, 4, "=" + "+".join(_rows(one, row) for one in filled), formula=True)
        approved = [_rows(one, row, "Approved") for one in filled if one.status]
        sheets.put(sheet, row, 5, "=" + ("+".join(approved) or "0"), formula=True)
        for column, codes in enumerate(needing, 6):
            sheets.put(sheet, row, column, "x" if code in codes else None)
        for column in range(1, 6 + len(needing)):
            sheets.style(sheet.cell(row, column), bold=column == 1, centred=column > 3)
        sheets.fit(sheet, row)
    for column in range(6, 6 + len(columns)):
        sheet.cell(_FIRST - 1, column).alignment = Alignment(horizontal="center", vertical="center")
    sheet.freeze_panes = f"C{_FIRST}"
    sheets.printed(sheet, header_row=_FIRST - 1, footer=standard.title)


def _rows(filled: Filled, row: int, status: str | None = None) -> str:
    """Return a formula for the number of rows with the code in column A of a row, and evidence that counts."""
    nothing = ";".join(f'"{word}"' for word in ("", *NOTHING))
    shows = [
        f"ISNA(MATCH(LOWER(TRIM({filled.cells(column)})),{{{nothing}}},0))"
        for column in (filled.evidence, filled.link)
        if column
    ]
    conditions = [
        f"(TRIM({filled.cells(filled.code)})=$A{row})",
        f"(({'+'.join(shows)})>0)",
        *([f'(TRIM({filled.cells(filled.status)})="{status}")'] if status else []),
    ]
    return f"SUMPRODUCT({'*'.join(conditions)})"


def _progress(sheet: Any, standard: Standard, filled: Sequence[Filled]) -> None:
    sheets.widths(sheet, (14, 66, 9, 11, 11, 11, 24))
    notice = f"{NOT_EVIDENCE}: there is nothing to fill in, its formulas count the sheet Evidence."
    row = sheets.heading(sheet, f"Progress: {standard.title}", (notice,), 7) + 1
    sheets.header(sheet, row, ("Part", "Title", "KSBs", "With evidence", "Missing", "Approved", "Share with evidence"))
    start = row
    for part, title, condition in _parts(standard):
        row += 1
        if condition is None:
            sheets.subheading(sheet, row, part)
            sheet.row_dimensions[row].height = 24
            continue
        for column, value in enumerate((part, title), 1):
            sheets.put(sheet, row, column, value)
        last = _FIRST + len(standard.codes) - 1
        rows, evidence, approved = (f"Matrix!${column}${_FIRST}:${column}${last}" for column in "ADE")
        met = f"({condition.replace('#', str(last))})"
        sheets.put(sheet, row, 3, f'=SUMPRODUCT({met}*({rows}<>""))', formula=True)
        sheets.put(sheet, row, 4, f"=SUMPRODUCT({met}*({evidence}>0))", formula=True)
        sheets.put(sheet, row, 5, f"=C{row}-D{row}", formula=True)
        sheets.put(sheet, row, 6, f"=SUMPRODUCT({met}*({approved}>0))", formula=True)
        sheets.put(sheet, row, 7, f"=IF(C{row}=0,0,D{row}/C{row})", formula=True).number_format = "0%"
        for column in range(1, 8):
            sheets.style(sheet.cell(row, column), given=False, bold=column == 1 or row == start + 1, centred=column > 2)
        sheets.fit(sheet, row)
    sheets.bars(sheet, f"G{start + 1}:G{row}", 1, "5BA58C")
    if any(one.status for one in filled):
        row += 2
        sheets.subheading(sheet, row, "Rows by status")
        for status, (sign, _, _) in sheets.STATUSES.items():
            row += 1
            sheets.put(sheet, row, 1, f"{sign} {status}")
            counts = [f'COUNTIF({one.cells(one.status)},"{status}")' for one in filled if one.status]
            sheets.put(sheet, row, 3, "=" + "+".join(counts), formula=True)
            for column in range(1, 4):
                sheets.style(sheet.cell(row, column), given=False, bold=column == 1, centred=column > 2)
    sheet.freeze_panes = f"A{start + 1}"
    sheets.printed(sheet, header_row=start, footer=standard.title, one_page=True)


def _parts(standard: Standard) -> Iterator[tuple[str, str, str | None]]:
    """Yield what is counted: its name, its title, and a condition on the rows of Matrix, with `#` for the last row.

    A heading of a group has no condition.
    """
    yield "All KSBs", "", f'Matrix!$A${_FIRST}:$A$#<>""'
    yield "By kind", "", None
    for kind, _ in groupby(standard.codes, key=kind_of):
        yield kind.heading, "", f'Matrix!$C${_FIRST}:$C$#="{kind.heading}"'
    groups = (
        ("By duty", [(f"Duty {duty.number}", duty.title) for duty in standard.duties]),
        ("By assessment method", [(f"Method {method.number}", method.title) for method in standard.methods]),
    )
    column = 6
    for name, parts in groups:
        if parts:
            yield name, "", None
        for part, title in parts:
            yield part, title, f'Matrix!${sheets.letter(column)}${_FIRST}:${sheets.letter(column)}$#="x"'
            column += 1


def _duties(sheet: Any, standard: Standard) -> None:
    optional = any(not duty.core for duty in standard.duties)
    criteria = any(duty.criteria for duty in standard.duties)
    names = ["Duty", "What you do", *(["Part of"] if optional else []), "Needs", *(["Criteria"] if criteria else [])]
    sizes = {"Duty": 8, "What you do": 62, "Part of": 14, "Needs": 58, "Criteria": 50}
    sheets.widths(sheet, [sizes[name] for name in names])
    notice = f"{NOT_EVIDENCE}: it says which KSBs each duty needs."
    row = sheets.heading(sheet, f"Duties: {standard.title}", (notice,), 2) + 1
    sheets.header(sheet, row, names)
    sheet.freeze_panes = f"C{row + 1}"
    sheets.printed(sheet, header_row=row, footer=standard.title)
    for duty in standard.duties:
        row += 1
        codes = dict.fromkeys(code for code in duty.codes if code in standard.ksbs)
        lines = [", ".join(group) for _, group in groupby(sorted(codes, key=code_order), key=kind_of)]
        cells: dict[str, str | int] = {
            "Duty": duty.number,
            "What you do": duty.title,
            "Part of": belongs(duty.core, duty.options),
            "Needs": "\n".join(lines),
            "Criteria": duty.criteria or "",
        }
        for column, name in enumerate(names, 1):
            sheets.style(sheets.put(sheet, row, column, cells[name]), given=False, bold=column == 1)
        sheets.fit(sheet, row)
