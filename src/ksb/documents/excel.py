"""Excel workbooks (`.xlsx`), a table for each sheet; openpyxl reads them."""

import datetime
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from ksb.documents.blocks import Aside, Block, Heading, Row, Table, clean, limited
from ksb.errors import KsbError

_MOST_UNPACKED = 128 << 20
_MOST_CELLS = 600_000
"""The most cells of a workbook: openpyxl reads some 70,000 a second."""


def read(content: bytes, name: str) -> Iterator[Block]:
    """Yield a table for each sheet that holds text. Formulas give the values that Excel last worked out.

    Raises `KsbError` where it is not a workbook, is too large, or openpyxl is missing.
    """
    try:
        import openpyxl
    except ImportError:
        raise KsbError("Workbooks need openpyxl", "in the clone of ksb: pip install '.[xlsx]'") from None
    try:
        formulas = _check(content, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
            written = openpyxl.load_workbook(BytesIO(content), read_only=True) if formulas else None
            if book.properties.creator == "ksb" and book.properties.title:  # as `ksb export xlsx` writes it
                yield Heading(clean(book.properties.title), "the title of the workbook", 1)
            count = 0
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                rows = []
                for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
                    count += len(values) + 1
                    limited(count, name, _MOST_CELLS, "cells")
                    cells = tuple(map(_said, values))
                    if any(cells):
                        rows.append(Row(cells, f"sheet {sheet.title}, row {number}"))
                if written is not None:
                    yield from _unknown(written[sheet.title], rows)
                if rows:
                    hidden = sheet.sheet_state != "visible"
                    yield Table(clean(sheet.title), f"sheet {sheet.title}", tuple(rows), hidden=hidden)
    except KsbError:
        raise
    except Exception as error:  # openpyxl takes a package for sound: where it is not, anything may be raised
        raise KsbError(f"{name}: not a workbook (.xlsx) that can be read: {str(error).splitlines()[:1]}") from None


def _check(content: bytes, name: str) -> bool:
    """Raise `KsbError` for a workbook that is too large; return whether a sheet holds a formula."""
    formulas = False
    try:
        with ZipFile(BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            if size > _MOST_UNPACKED:
                raise KsbError(f"{name}: unpacks to more than {_MOST_UNPACKED >> 20} MiB")
            cells = 0
            for entry in archive.namelist():
                if entry.startswith("xl/") and entry.endswith(".xml"):
                    part = archive.read(entry)
                    cells += part.count(b"<c ") + part.count(b"<c>") + part.count(b"<si") + part.count(b"<row")
                    cells += part.count(b"<xf ") + part.count(b"<definedName") + part.count(b"<mergeCell ")
                    limited(cells, name, _MOST_CELLS, "cells")
                    formulas = formulas or (entry.startswith("xl/worksheets/") and b"<f" in part)
    except BadZipFile:
        raise KsbError(f"{name}: not a workbook (.xlsx): it is damaged or of another kind") from None
    return formulas


def _unknown(sheet: Any, rows: list[Row]) -> Iterator[Block]:
    """Yield the formulas without a value: the workbook was never saved by a program that works them out."""
    known = {row.place: row.cells for row in rows}
    sheet.reset_dimensions()
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        place = f"sheet {sheet.title}, row {number}"
        for column, value in enumerate(values):
            cells = known.get(place, ())
            if isinstance(value, str) and value.startswith("=") and not "".join(cells[column : column + 1]):
                yield Aside(clean(value), f"{place}, column {column + 1}, a formula without a value")


def _said(value: Any) -> str:
    """Return the value of a cell as people read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return clean(str(value))
