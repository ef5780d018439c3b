"""A table without codes below a heading that names a KSB: the form or the list of evidence for that KSB."""

from __future__ import annotations

from collections.abc import Sequence

from ksb.documents.blocks import Row, Table
from ksb.evidence.columns import role_of
from ksb.evidence.dates import parse_date
from ksb.evidence.reading import Reading
from ksb.evidence.states import is_nothing, says_no

_SAYS_LITTLE = ("date", "number", "reviewer", "learner", "ksbs", "wording", "notes")
"""Columns that are no evidence where they alone are filled in."""
_LONGEST_NAME = 40


def has_evidence(table: Table, reading: Reading) -> bool:
    """Return whether a row of the table is filled in with evidence that its status does not refuse."""
    rows = [row for row in table.every_row if any(row.cells)]
    if _is_form(rows, reading):
        return _is_evidence([(row.cells[0], cell) for row in rows for cell in row.cells[1:]], reading)
    if not rows or not all(len(cell) <= _LONGEST_NAME for cell in rows[0].cells):
        return any(_is_evidence([("", cell) for cell in row.cells], reading) for row in rows)
    names = rows[0].cells
    return any(_is_evidence(list(zip(names, row.cells, strict=False)), reading) for row in rows[1:]) or _is_evidence(
        [("", cell) for cell in names if len(rows) == 1], reading
    )


def _is_form(rows: Sequence[Row], reading: Reading) -> bool:
    """Return whether the names stand in the first column, and the values beside them."""
    known = sum(role_of(row.cells[0].rstrip(" :"), reading.columns) is not None for row in rows)
    across = sum(role_of(cell, reading.columns) is not None for cell in rows[0].cells) if rows else 0
    return known > 0 and all(len(row.cells) == 2 for row in rows) and (known > 1 or across < 2)


def _is_evidence(cells: Sequence[tuple[str, str]], reading: Reading) -> bool:
    """Return whether one of these cells, each with its name, is evidence, and no status among them refuses it."""
    roles = [(role_of(name.rstrip(" :"), reading.columns), text.strip()) for name, text in cells]
    if any(role in ("status", "quality") and says_no(text) for role, text in roles):
        return False
    return any(
        role not in _SAYS_LITTLE
        and not is_nothing(text)
        and parse_date(text) is None
        and role_of(text.rstrip(" :"), reading.columns) is None
        and not reading.is_wording(text)
        for role, text in roles
    )
