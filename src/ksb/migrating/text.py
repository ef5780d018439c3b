"""Codes rewritten in CSV, Markdown and plain text: every other byte stays as it is."""

import codecs
import re
from collections.abc import Iterator, Mapping

from ksb.documents import read_blocks
from ksb.documents.blocks import Row, Table, clean
from ksb.documents.csv import first_row
from ksb.evidence.codes import in_cell, is_codes, mentions, mentions_in_cell
from ksb.evidence.piece import Mention
from ksb.evidence.reading import Reading
from ksb.evidence.tables import code_columns
from ksb.migrating.rewriter import Rewriter
from ksb.positions import spliced

_PIPE = re.compile(r"(?<!\\)\|")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_MARKER = re.compile(r"\s*(?:>\s*)*(?:#{1,6}\s+|(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX✓✔-]?\]\s*)?|[☐☑☒✓✔✅]\s*)")
_HEADING = re.compile(r"\s*(?:#|[☐☑☒✓✔✅]|(?:[-*+]|\d{1,3}[.)])\s+\[)")


def rewrite_csv(content: bytes, reading: Reading, rewriter: Rewriter) -> bytes:
    """Return a CSV file with its codes rewritten."""
    text, encoding = _decoded(content)
    start, separator = first_row(text)
    cells = list(_cells(text, start, separator))
    rows: dict[int, list[str]] = {}
    for row, column, first, last in cells:
        rows.setdefault(row, [])[column:] = [_value(text[first:last])]
    table = Table("", "row 1", tuple(Row(tuple(map(clean, row)), f"row {number}") for number, row in rows.items()))
    columns = code_columns(table, reading)
    changes = []
    for row, column, first, last in cells:
        raw = text[first:last]
        value = _value(raw)
        quoted = raw.startswith('"')
        found = _mentions(value, column, columns)
        if column in columns and not found:
            for unread in in_cell(value, columns[column]).unread:
                rewriter.leave(f"row {row}", unread, "not a code; not rewritten")
        after = rewriter.rewrite(value, found, f"row {row}", "; " if separator == "," and not quoted else ", ")
        if after != value:
            doubled = after.replace('"', '""')
            changes.append((first, last, f'"{doubled}"' if quoted else after))
    return _encoded(spliced(text, changes), encoding)


def rewrite_markdown(content: bytes, reading: Reading, rewriter: Rewriter) -> bytes:
    """Return a Markdown or text file with its codes rewritten."""
    text, encoding = _decoded(content)
    columns = _columns_by_place(content, reading) if "|" in text else {}
    written = []
    for number, match in enumerate(_LINE.finditer(text), 1):
        line, place = match[0], f"line {number}"
        if "|" in line:
            named = columns.get(place, {})
            first = 0 if line.lstrip().startswith("|") else 1
            cells = _PIPE.split(line)
            written.append("|".join(_cell(cell, i - 1 + first, named, place, rewriter) for i, cell in enumerate(cells)))
        else:
            written.append(_line(line, place, reading, rewriter))
    return _encoded("".join(written), encoding)


def _columns_by_place(content: bytes, reading: Reading) -> dict[str, Mapping[int, str | None]]:
    """Return the columns of codes in the tables of a Markdown file, for the place of each row."""
    found: dict[str, Mapping[int, str | None]] = {}
    for block in read_blocks(content, "markdown", reading.file):
        if isinstance(block, Table) and (columns := code_columns(block, reading)):
            found |= dict.fromkeys((row.place for row in block.rows), columns)
    return found


def _cell(text: str, column: int, columns: Mapping[int, str | None], place: str, rewriter: Rewriter) -> str:
    cell = text.rstrip()
    return rewriter.rewrite(cell, _mentions(cell, column, columns), place) + text[len(cell) :]


def _mentions(cell: str, column: int, columns: Mapping[int, str | None]) -> list[Mention]:
    """Return the mentions of codes in a cell: in a column of codes every code counts."""
    as_codes = column in columns or is_codes(cell)
    return mentions_in_cell(cell, columns.get(column)) if as_codes else mentions(cell)


def _line(text: str, place: str, reading: Reading, rewriter: Rewriter) -> str:
    line = text.rstrip()
    marker = _MARKER.match(line)
    start = marker.end() if marker else 0
    rest = line[start:]
    leads = _HEADING.match(line) is not None
    found = mentions_in_cell(rest) if is_codes(rest) else mentions(rest, strict=reading.strict, leads=leads)
    return line[:start] + rewriter.rewrite(rest, found, place) + text[len(line) :]


def _cells(text: str, start: int, separator: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield each cell: its row, counted as a CSV reader does; its column; start and end."""
    row: list[tuple[int, int]] = []
    number = 1
    at = first = start
    while at <= len(text):
        sign = text[at : at + 1]
        if sign == '"' and at == first:
            at += 1
            while at < len(text) and not (text[at] == '"' and text[at + 1 : at + 2] != '"'):
                at += 2 if text[at] == '"' else 1
            at += 1
        elif sign in (separator, "\n", "\r", ""):
            row.append((first, at))
            if sign != separator:
                yield from ((number, column, *cell) for column, cell in enumerate(row))
                row = []
                at += text[at : at + 2] == "\r\n"
                number += 1
            at += 1
            first = at
        else:
            at += 1


def _value(raw: str) -> str:
    return raw[1:-1].replace('""', '"') if raw[:1] == '"' and raw[-1:] == '"' and len(raw) > 1 else raw


def _decoded(content: bytes) -> tuple[str, str]:
    """Return the text of a file, its mark included, and the encoding that gives back the same bytes."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(mark):
            return content.decode(encoding, "surrogatepass"), encoding
    try:
        return content.decode(), "utf-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", "surrogateescape"), "cp1252"


def _encoded(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "surrogateescape" if encoding == "cp1252" else "surrogatepass")
