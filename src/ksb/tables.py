"""Rows as CSV (RFC 4180), without what a spreadsheet, a terminal or a build server would obey."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from ksb.escape import for_terminal, without_commands

Cell = str | int
# What OWASP lists under "CSV Injection", at the start of a cell, after white space, or after a semicolon, at which some
# spreadsheets divide cells.
_FORMULA = re.compile(r"(?:\A|(?<=;))(?=\s*[=+@＝＋－＠-]|[\t\r\n])")


def written(rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as CSV, without what a spreadsheet would run, or a terminal or a CI log obey."""
    stream = StringIO()
    safe = ([without_commands(for_terminal(str(defused(cell)))) for cell in row] for row in rows)
    csv.writer(stream).writerows(safe)
    return stream.getvalue()


def defused(cell: Cell) -> Cell:
    """Return a cell with an apostrophe before what a spreadsheet would run as a formula."""
    return _FORMULA.sub("'", cell) if isinstance(cell, str) else cell
