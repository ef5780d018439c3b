"""Sheets of a workbook that explain or count, and hold no evidence though they name KSBs."""

from __future__ import annotations

from ksb.documents.blocks import Table

NOT_EVIDENCE = "This sheet is not evidence"
"""A sheet with these words near its top is not read as evidence. Those that `ksb export tracker` adds have them."""
_WITHIN = 20
"""The number of rows, from the top, in which the words are looked for."""


def is_handout(table: Table) -> bool:
    """Return whether a table says of itself that it is not evidence."""
    rows = [table.header, *table.rows[:_WITHIN]] if table.header else table.rows[:_WITHIN]
    return any(NOT_EVIDENCE.casefold() in cell.casefold() for row in rows for cell in row.cells)
