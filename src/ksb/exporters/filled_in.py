"""A tracker that people filled in: its columns are found by their names, wherever they stand, and its rows by codes."""

import html
import re
import warnings
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from ksb.errors import KsbError
from ksb.escape import for_xml
from ksb.evidence.patterns import NOT_EVIDENCE
from ksb.evidence.roles import Role, role_of
from ksb.exporters.sheets import empty_book, put
from ksb.kinds import CODE

REMARKS = "Remarks (new version)"
"""The name of the column that says what became of a KSB."""
_HEADER_WITHIN = 30
_FORMULA = re.compile(
    r'<c r="(?P<at>[A-Z]+[0-9]+)"(?P<more>(?: s="[0-9]+")?)>(?P<formula><f[^>]*>[^<]*</f>)<v ?(?:/>|></v>)</c>'
)
"""A cell with a formula and no value, as openpyxl writes it."""


@dataclass(slots=True)
class FilledSheet:
    """A sheet with evidence: its columns by what they hold, from 1, and its rows with a KSB."""

    sheet: Any
    header: int
    columns: dict[Role, int]
    rows: list[tuple[int, str]] = field(default_factory=list)
    """The number of each row and its code."""

    def text(self, row: int, role: Role) -> str:
        """Return the text of a cell, without white space around it; "" where there is no such column."""
        column = self.columns.get(role)
        value = self.sheet.cell(row, column).value if column else None
        return "" if value is None else str(value).strip()

    def column_named(self, name: str) -> int | None:
        """Return the column with this name, in any case."""
        header = self.sheet[self.header]
        return next(
            (cell.column for cell in header if str(cell.value or "").strip().casefold() == name.casefold()), None
        )

    def write(self, row: int, column: int, text: str) -> None:
        """Write a text into a cell; where a merged cell covers it, into that."""
        for area in self.sheet.merged_cells.ranges:
            if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
                row, column = area.min_row, area.min_col
        put(self.sheet, row, column, text)


def opened(content: bytes, name: str, *, data_only: bool = False) -> Any:
    """Return a workbook, with its formulas or with `data_only` their values. Raises `KsbError` where it is not one."""
    empty_book("")  # which says what to do where openpyxl is missing
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(BytesIO(content), rich_text=True, data_only=data_only)
    except Exception as error:  # openpyxl takes a package for sound: where it is not, anything may be raised
        why = "" if isinstance(error, BadZipFile) else f": {error}"
        raise KsbError(f"{name}: not a workbook (.xlsx) that can be read{why}") from None


def evidence_in(sheet: Any) -> FilledSheet | None:
    """Return where a sheet has its codes and evidence; None for one that has none."""
    for row in range(1, min(sheet.max_row, _HEADER_WITHIN) + 1):
        columns: dict[Role, int] = {}
        remarks = None
        for cell in sheet[row]:
            text = str(cell.value or "").strip()
            if NOT_EVIDENCE.casefold() in text.casefold():
                return None
            if text == REMARKS:
                remarks = cell.column
            elif role := role_of(text, {}):
                columns.setdefault(role, cell.column)
        if {"ksbs", "evidence"} <= columns.keys():
            columns.pop("notes", None)
            if remarks:
                columns["notes"] = remarks
            found = FilledSheet(sheet, row, columns)
            for number in range(row + 1, sheet.max_row + 1):
                code = found.text(number, "ksbs").upper()
                if CODE.fullmatch(code):
                    found.rows.append((number, code))
            return found
    return None


def has_evidence(content: bytes) -> bool:
    """Return whether this is a workbook with columns of KSBs and evidence."""
    try:
        return any(evidence_in(sheet) for sheet in opened(content, "").worksheets)
    except KsbError:
        return False


def with_values(content: bytes, titles: list[str], values: Any) -> bytes:
    """Return a workbook whose formulas have the values that they had: openpyxl writes formulas without values.

    `titles` are its sheets in their order; `values` is the workbook as it was, with values. A program that opens the
    workbook works the formulas out again; one that only reads it would find nothing.
    """
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            match = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", entry.filename)
            title = titles[int(match[1]) - 1] if match else ""
            if title in values.sheetnames:
                part = _FORMULA.sub(partial(_with_value, sheet=values[title]), part.decode()).encode()
            new.writestr(entry, part, ZIP_DEFLATED)
    return stream.getvalue()


def _with_value(cell: re.Match[str], sheet: Any) -> str:
    value = sheet[cell["at"]].value
    if value is None or isinstance(value, bool) or not isinstance(value, str | int | float):
        return cell[0]
    kind = ' t="str"' if isinstance(value, str) else ""
    text = html.escape(for_xml(value), quote=False) if isinstance(value, str) else repr(value)
    return f'<c r="{cell["at"]}"{cell["more"]}{kind}>{cell["formula"]}<v>{text}</v></c>'
