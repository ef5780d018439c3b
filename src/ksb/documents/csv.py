"""Comma-separated values, and those separated by tabs or semicolons, in the encodings that Excel writes."""

import csv
import io
import re
from collections.abc import Iterator

from ksb.documents.blocks import MOST_BYTES, MOST_CELLS, Block, Row, Table, clean, decoded, limited
from ksb.errors import KsbError

_SAMPLE = 1 << 16
_SEPARATORS = ",;\t|"
_SEP_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""Excel's own way to name the separator, above the first row."""


def read(content: bytes, name: str) -> Iterator[Block]:
    """Yield the one table of a file. Rows without any text are left out."""
    text = decoded(content, name)
    start, separator = first_row(text)
    limit = csv.field_size_limit(MOST_BYTES)
    rows: list[Row] = []
    cells = 0
    try:
        reader = csv.reader(io.StringIO(text[start:], newline=""), delimiter=separator)
        for number, row in enumerate(reader, 1):
            cells += len(row)
            limited(cells, name, MOST_CELLS, "cells")
            if rows and len(row) > len(rows[0].cells) and all(it[:1] == " " for it in row[len(rows[0].cells) :]):
                last = len(rows[0].cells) - 1
                row[last:] = [separator.join(row[last:])]  # a text with commas and no quotes
            if any(map(str.strip, row)):
                rows.append(Row(tuple(map(clean, row)), f"row {number}"))
                limited(len(rows), name, what="rows")
    except csv.Error as error:
        raise KsbError(f"{name}: not CSV at line {reader.line_num}: {error}") from None
    finally:
        csv.field_size_limit(limit)
    if rows:
        yield Table("", rows[0].place, tuple(rows))


def first_row(text: str) -> tuple[int, str]:
    """Return where the first row starts, and the separator: the one that most lines have outside of quotes."""
    start = int(text.startswith("\ufeff"))
    if named := _SEP_LINE.match(text, start):
        return named.end(), named[1]
    lines = _unquoted(re.sub(r'"[^"]*"', "", text[start : start + _SAMPLE]))[:50]
    head = lines[0] if lines else ""
    found = max(_SEPARATORS, key=lambda it: (sum(it in line for line in lines), head.count(it)))
    return start, found


def _unquoted(text: str) -> list[str]:
    """Return the lines that are not empty, without what each holds in quotes."""
    return [re.sub(r'"[^"]*"', "", line) for line in text.splitlines() if line.strip()]


def looks_like(sample: str) -> bool:
    """Return whether a text of an unknown kind seems to be a table: its first lines have the same separators."""
    lines = _unquoted(sample)[:5]
    if len(lines) < 2:
        return False
    counts = {sign: {line.count(sign) for line in lines} for sign in ",;\t"}
    return any(len(found) == 1 and found != {0} for found in counts.values()) and all(len(it) < 500 for it in lines)
