"""Codes rewritten in an Excel workbook: in the texts of its cells, and nowhere else.

The parts of the file are edited as they stand (ECMA-376, part 1, 18.4, shared strings, and 18.3.1.4, cells): all else
in it, such as formats, drawings and validations, stays to the byte.
"""

import html
import re
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from itertools import count
from typing import NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZipFile

from ksb.documents import read_blocks
from ksb.documents.blocks import Table, clean
from ksb.errors import KsbError
from ksb.evidence.codes import is_codes, mentions, mentions_in_cell
from ksb.evidence.layout import sheet_parts
from ksb.evidence.piece import Mention
from ksb.evidence.reading import Reading
from ksb.evidence.tables import code_columns
from ksb.migrating.rewriter import Rewriter

_STRINGS = "xl/sharedStrings.xml"
_ITEM = re.compile(r"<si>.*?</si>|<si [^>]*>.*?</si>|<si\s*/>", re.DOTALL)
_PHONETIC = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)
_TEXT = re.compile(r"(<t(?: [^>]*)?>)(.*?)(</t>)", re.DOTALL)
_PREFIXED = re.compile(r"<\w+:sheetData\b")
_CELL = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_REFERENCE = re.compile(r"\br=\"([A-Z]{1,3})(\d+)\"")
_TYPE = re.compile(r"\bt=\"(\w+)\"")
_VALUE = re.compile(r"<v>(.*?)</v>", re.DOTALL)


class _Cell(NamedTuple):
    place: str
    prefix: str | None
    in_codes: bool
    """Whether it stands in a column of codes."""


def rewrite_workbook(content: bytes, reading: Reading, rewriter: Rewriter) -> bytes:
    """Return a workbook with its codes rewritten. Formulas and numbers are left and listed."""
    from openpyxl.utils import column_index_from_string

    tables = {
        block.text: code_columns(block, reading)
        for block in read_blocks(content, "excel", reading.file)
        if isinstance(block, Table)
    }
    users: dict[int, list[_Cell]] = {}
    changed: dict[str, bytes] = {}
    with ZipFile(BytesIO(content)) as archive:
        for title, part in sheet_parts(archive).items():
            columns = tables.get(clean(title), {})
            xml = archive.read(part).decode("utf-8", "surrogateescape")
            if _PREFIXED.search(xml):
                raise KsbError(
                    f"{reading.file}: a workbook of an unusual kind", "save it in Excel or LibreOffice first"
                )

            def cell(match: re.Match[str], title: str = title, columns: Mapping[int, str | None] = columns) -> str:
                reference, kind = _REFERENCE.search(match[1]), _TYPE.search(match[1])
                body = match[2] or ""
                if not reference or not body:
                    return match[0]
                column = column_index_from_string(reference[1]) - 1
                here = _Cell(
                    f"sheet {title}, row {reference[2]}, column {reference[1]}", columns.get(column), column in columns
                )
                value = _VALUE.search(body)
                if "<f" in body:
                    if value and mentions_in_cell(html.unescape(value[1])) and is_codes(html.unescape(value[1])):
                        rewriter.leave(here.place, html.unescape(value[1]), "a formula; not rewritten")
                elif kind and kind[1] == "s" and value:
                    users.setdefault(int(value[1]), []).append(here)
                elif kind and kind[1] == "inlineStr":
                    return match[0].replace(body, _TEXT.sub(_writer([here], body, rewriter), body))
                elif here.in_codes and value and value[1].isdigit():
                    rewriter.leave(here.place, f"{here.prefix or ''}{value[1]}", "a number; not rewritten")
                return match[0]

            changed[part] = _CELL.sub(cell, xml).encode("utf-8", "surrogateescape")
        if _STRINGS in archive.namelist():
            xml = archive.read(_STRINGS).decode("utf-8", "surrogateescape")
            index = count()

            def item(match: re.Match[str]) -> str:
                cells = users.get(next(index), [])
                return _TEXT.sub(_writer(cells, match[0], rewriter), match[0]) if cells else match[0]

            changed[_STRINGS] = _ITEM.sub(item, xml).encode("utf-8", "surrogateescape")
        stream = BytesIO()
        with ZipFile(stream, "w") as written:
            for entry in archive.infolist():
                written.writestr(entry, changed.get(entry.filename) or archive.read(entry), entry.compress_type)
    return stream.getvalue()


def _writer(cells: Sequence[_Cell], item: str, rewriter: Rewriter) -> Callable[[re.Match[str]], str]:
    """Return what rewrites each piece of the text of some cells that share it."""
    runs = [html.unescape(text) for _, text, _ in _TEXT.findall(_PHONETIC.sub("", item))]
    whole = "".join(runs)
    first = next((cell for cell in cells if cell.in_codes), cells[0])
    more = f" and {len(cells) - 1} more" if len(cells) > 1 else ""
    as_codes = first.in_codes or is_codes(whole)

    def named(text: str) -> list[Mention]:
        return mentions_in_cell(text, first.prefix) if as_codes else mentions(text)

    apart = [mention.codes for run in runs for mention in named(run)] != [mention.codes for mention in named(whole)]
    if apart:
        rewriter.leave(f"{first.place}{more}", whole, "codes in more than one format; not rewritten")

    def write(match: re.Match[str]) -> str:
        text = html.unescape(match[2])
        found = [] if apart else named(text)
        if not found:
            return match[0]
        after = rewriter.rewrite(text, found, f"{first.place}{more}")
        return match[0] if after == text else f"{match[1]}{escape(after)}{match[3]}"

    return write
