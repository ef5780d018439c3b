"""A standard as tidy tables in CSV (RFC 4180): `ksbs`, `duties`, `citations` and `matrix`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from ksb.escape import for_terminal, without_commands
from ksb.query import is_core, options_needing

if TYPE_CHECKING:
    from ksb.exporters import Table
    from ksb.models import Standard

Cell = str | int
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export(standard: Standard, table: Table = "ksbs") -> str:
    """Return one of the tables, with a row of names first."""
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerows([_shown(defused(cell)) for cell in row] for row in rows(standard, table))
    return stream.getvalue()


def defused(cell: Cell) -> Cell:
    """Return a cell so that a spreadsheet takes it for text: one that begins like a formula gets an apostrophe.

    The beginnings are those that OWASP lists under "CSV Injection".
    """
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _shown(cell: Cell) -> Cell:
    """Return a cell without what a terminal or a log would obey."""
    return without_commands(for_terminal(cell)) if isinstance(cell, str) else cell


def rows(standard: Standard, table: Table) -> Iterable[Sequence[Cell]]:
    """Return the rows of a table, its names first."""
    if table == "ksbs":
        return _ksbs(standard)
    if table == "duties":
        return _duties(standard)
    return _citations(standard) if table == "citations" else _matrix(standard)


def _ksbs(standard: Standard) -> Iterable[Sequence[Cell]]:
    yield "code", "kind", "text", "core", "options", "duties", "times_cited"
    for code in standard.codes:
        ksb, duties = standard.ksb(code), standard.duties_citing(code)
        core = "yes" if is_core(standard, code) else "no"
        options = " ".join(map(str, options_needing(standard, code)))
        numbers = " ".join(str(duty.number) for duty in duties)
        yield code, ksb.kind, ksb.text, core, options, numbers, len(duties)


def _duties(standard: Standard) -> Iterable[Sequence[Cell]]:
    yield "duty", "core", "options", "title", "codes"
    for duty in standard.duties:
        codes = " ".join(citation.code for citation in duty.cites)
        yield duty.number, "yes" if duty.core else "no", " ".join(map(str, duty.options)), duty.title, codes


def _citations(standard: Standard) -> Iterable[Sequence[Cell]]:
    yield "duty", "code", "text", "same_as_definition"
    for duty in standard.duties:
        for citation in duty.cites:
            text = standard.wording(citation)
            yield duty.number, citation.code, text, "yes" if text == standard.ksbs.get(citation.code) else "no"


def _matrix(standard: Standard) -> Iterable[Sequence[Cell]]:
    yield "code", "text", *(f"D{duty.number}" for duty in standard.duties), "duties"
    cites = [{citation.code for citation in duty.cites} for duty in standard.duties]
    for code in standard.codes:
        cited = [code in codes for codes in cites]
        yield code, standard.ksbs[code], *("x" if it else "" for it in cited), sum(cited)
