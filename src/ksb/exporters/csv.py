"""A standard as tables in CSV (RFC 4180): `ksbs`, `duties`, `citations`, `matrix` and `methods`.

Lists in a cell are separated by spaces. A line break within a text stays one, in quotes.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from ksb.query import is_core, methods_assessing, options_needing
from ksb.standard import Standard
from ksb.tables import Cell, written

Table = Literal["ksbs", "duties", "citations", "matrix", "methods"]
Rows = Iterator[Sequence[Cell]]


def export(standard: Standard, table: Table = "ksbs", *, excel: bool = False) -> str:
    """Return one of the tables, with the names of its columns first.

    `excel` adds a byte-order mark at the start, without which Excel misreads all characters but ASCII.
    """
    return ("\ufeff" if excel else "") + written(rows(standard, table))


def rows(standard: Standard, table: Table) -> Rows:
    """Return the rows of a table, with the names of its columns first."""
    return _TABLES[table](standard)


def _ksbs(standard: Standard) -> Rows:
    yield "code", "kind", "text", "core", "options", "duties", "times_cited", "methods"
    for code in standard.codes:
        ksb, duties = standard.ksb(code), standard.duties_citing(code)
        numbers = [duty.number for duty in duties]
        methods = [method.number for method in methods_assessing(standard, code)]
        core, options = _yes(is_core(standard, code)), _spaced(options_needing(standard, code))
        yield code, ksb.kind, ksb.text, core, options, _spaced(numbers), len(duties), _spaced(methods)


def _duties(standard: Standard) -> Rows:
    yield "duty", "core", "options", "title", "codes", "criteria"
    for duty in standard.duties:
        codes = _spaced(duty.codes)
        yield duty.number, _yes(duty.core), _spaced(duty.options), duty.title, codes, duty.criteria or ""


def _citations(standard: Standard) -> Rows:
    yield "duty", "code", "text", "same_as_definition"
    for duty in standard.duties:
        for citation in duty.cites:
            text = standard.wording(citation)
            yield duty.number, citation.code, text, _yes(text == standard.ksbs.get(citation.code))


def _matrix(standard: Standard) -> Rows:
    yield "code", "text", *(f"D{duty.number}" for duty in standard.duties), "duties"
    cites = [set(duty.codes) for duty in standard.duties]
    for code in standard.codes:
        cited = [code in codes for codes in cites]
        yield code, standard.ksbs[code], *("x" if cites_it else "" for cites_it in cited), sum(cited)


def _methods(standard: Standard) -> Rows:
    yield "method", "title", "portfolio", "codes"
    for method in standard.methods:
        yield method.number, method.title, _yes(method.portfolio), _spaced(method.ksbs)


_TABLES: dict[Table, Callable[[Standard], Rows]] = {
    "ksbs": _ksbs,
    "duties": _duties,
    "citations": _citations,
    "matrix": _matrix,
    "methods": _methods,
}


def _spaced(items: Sequence[Cell]) -> str:
    return " ".join(map(str, items))


def _yes(flag: bool) -> str:
    return "yes" if flag else "no"
