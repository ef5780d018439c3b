"""Codes rewritten in CSV, Markdown and plain text: every other byte stays as it is."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from ksb.documents.blocks import Row, Table, clean
from ksb.documents.csv import separator_of
from ksb.evidence.codes import is_codes, mentions, mentions_in_cell
from ksb.evidence.reading import Reading
from ksb.evidence.tables import code_columns
from ksb.migrating.rewriter import Rewriter

_SEP_LINE = re.compile(r"\A\ufeff?sep=(.)\r?\n", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_MARKER = re.compile(r"\s*(?:>\s*)*(?:#{1,6}\s+|(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX✓✔-]?\]\s*)?|[☐☑☒✓✔✅]\s*)")
_HEADING = re.compile(r"\s*(?:#|[☐☑☒✓✔✅]|(?:[-*+]|\d{1,3}[.)])\s+\[)")


def rewrite_csv(content: bytes, reading: Reading, rewriter: Rewriter) -> bytes:
    """Return a CSV file with its codes rewritten."""
    text, encoding = _decoded(content)
    named = _SEP_LINE.match(text)
    start = named.end() if named else text.startswith("\ufeff")
    separator = named[1] if named else separator_of(text[start:][:65_536])
    cells = list(_cells(text, start, separator))
    rows: dict[int, list[str]] = {}
    for row, column, first, last in cells:
        rows.setdefault(row, [])[column:] = [_value(text[first:last])]
    table = Table("", "row 1", tuple(Row(tuple(map(clean, row)), f"row {number}") for number, row in rows.items()))
    columns = code_columns(table, reading)
    written = []
    at = 0
    for row, column, first, last in cells:
        raw = text[first:last]
        quoted = raw.startswith('"')
        if column in columns or is_codes(_value(raw)):
            found = mentions_in_cell(raw, columns.get(column))
        else:
            found = mentions(raw)
        between = "; " if separator == "," and not quoted else ", "
        written += [text[at:first], rewriter.rewrite(raw, found, f"row {row}", between)]
        at = last
    return _encoded("".join([*written, text[at:]]), encoding)


def rewrite_markdown(content: bytes, reading: Reading, rewriter: Rewriter) -> bytes:
    """Return a Markdown or text file with its codes rewritten."""
    text, encoding = _decoded(content)
    written = []
    for number, match in enumerate(_LINE.finditer(text), 1):
        line = match[0]
        if "|" in line:
            parts = [_part(cell, f"line {number}", reading, rewriter, cell=True) for cell in re.split(r"(\|)", line)]
            written.append("".join(parts))
        else:
            written.append(_part(line, f"line {number}", reading, rewriter, cell=False))
    return _encoded("".join(written), encoding)


def _part(text: str, place: str, reading: Reading, rewriter: Rewriter, *, cell: bool) -> str:
    marker = _MARKER.match(text) if not cell else None
    rest = text[marker.end() :] if marker else text
    if is_codes(rest):
        found = mentions_in_cell(rest)
    else:
        found = mentions(rest, strict=reading.strict, leads=bool(_HEADING.match(text)) and not cell)
    return (marker[0] if marker else "") + rewriter.rewrite(rest, found, place)


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
