"""An assessment plan from a mapping table: which method assesses which KSB, by ticks or by lists.

A table has a column for each method with ticks, or a column that names the methods of each KSB, or a row for each
method with its codes. Without such a table, codes below a heading belong to the method that the heading names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ksb.documents.blocks import Block, Heading, Item, Paragraph, Row, Table
from ksb.errors import KsbError
from ksb.evidence.codes import in_cell
from ksb.importers.columns import one_code
from ksb.importers.matrices import is_tick, may_be_tick
from ksb.importers.methods import METHOD, Methods, names_in
from ksb.importers.notes import Note
from ksb.models import Assessment, Method, Standard
from ksb.text.english import counted, listed

_NAMES_METHODS = re.compile(r".*\b(?:method|assess|epa)", re.IGNORECASE)
_NOT_A_METHOD = re.compile(
    r"d(?:uty|uties)?\s?\d*|core|options?(?: \d+)?|pathways?|kind|type|total|no\.?|#", re.IGNORECASE
)
_CODE = r"(?:TK|TS|ESB|[KSB])\s?\d{1,4}"
_STARTS_WITH_CODE = re.compile(rf"\W*{_CODE}(?!\w)", re.IGNORECASE)
_CODES_ALONE = re.compile(rf"(?:\W|\band\b|\bto\b|{_CODE})*", re.IGNORECASE)
_HEADER_WITHIN = 10


@dataclass(frozen=True, slots=True)
class Plan:
    """An assessment plan that was read, and what was not used or not found."""

    assessment: Assessment
    notes: tuple[Note, ...]


def read_plan(blocks: Sequence[Block], standard: Standard, name: str) -> Plan:
    """Return the assessment plan in a document. Raises `KsbError` where no method has KSBs of the standard."""
    reader = Methods(standard.ksbs)
    heading = ""
    for block in blocks:
        if isinstance(block, Table):
            _take(reader, block, heading)
        elif isinstance(block, Heading):
            heading = block.text
    if not reader.codes:
        _below_headings(reader, blocks)
    methods = reader.numbered()
    if not methods:
        raise KsbError(
            f"{name}: no assessment methods with KSBs of this standard were found",
            "a table needs a column of codes, and a column for each method with ticks or one that names the methods",
        )
    notes = [*dict.fromkeys(reader.notes), *_missing(standard, methods)]
    return Plan(Assessment(methods=tuple(methods)), tuple(notes))


def _missing(standard: Standard, methods: Sequence[Method]) -> Iterator[Note]:
    """Yield what the plan does not say, and what it replaces."""
    assessed = {code for method in methods for code in method.ksbs}
    missing = [code for code in standard.codes if code not in assessed]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        yield Note("note", "", f"{counted(len(missing), 'KSB')} {verb} not in the plan: {', '.join(missing)}")
    if standard.methods:
        yield Note("note", "", f"replaces the plan that was there: {counted(len(standard.methods), 'method')}")


def _take(reader: Methods, table: Table, heading: str) -> None:
    rows = table.every_row
    if _ticked_by_method(reader, rows):
        return
    width = max((len(row.cells) for row in rows), default=0)
    cells = [[row.cell(i).strip() for row in rows] for i in range(width)]
    with_codes = [sum(bool(_STARTS_WITH_CODE.match(cell)) for cell in column) for column in cells]
    if not any(with_codes):
        if any(in_cell(cell).codes for row in rows for cell in row.cells):
            reader.notes.append(Note("left out", table.place, "a table without a column of codes"))
        return
    at = with_codes.index(max(with_codes))
    first = next(i for i, cell in enumerate(cells[at]) if _STARTS_WITH_CODE.match(cell))
    names = _names(rows[max(first - _HEADER_WITHIN, 0) : first], width)
    body = rows[first:]
    ticked = [i for i in range(width) if i != at and _is_ticked(names[i], cells[i][first:])]
    listing = (
        any(_CODES_ALONE.fullmatch(cell) and len(in_cell(cell).codes) > 1 for row in body for cell in row.cells)
        or sum(count > 0 for count in with_codes) > 1
    )
    if listing and not ticked:
        _row_for_each_method(reader, body, names, heading)
    else:
        _row_for_each_ksb(reader, body, names, at, ticked, heading, table.place)


def _ticked_by_method(reader: Methods, rows: Sequence[Row]) -> bool:
    """Take a table with a column of ticks for each KSB, and a method in each row; return whether it is one."""
    coded = {i: code for i, cell in enumerate(rows[0].cells) if (code := one_code(cell))} if rows else {}
    if len(coded) < 2 or not all(may_be_tick(row.cell(i).strip()) for row in rows[1:] for i in coded):
        return False
    named = [(row, next((cell for i, cell in enumerate(row.cells) if cell and i not in coded), "")) for row in rows[1:]]
    if not any(map(_NAMES_METHODS.match, rows[0].cells)) and not all(METHOD.match(name) for _, name in named):
        return False
    for row, name in named:
        reader.add(name, [code for i, code in coded.items() if is_tick(row.cell(i).strip())], row.place)
    return True


def _is_ticked(name: str, texts: Sequence[str]) -> bool:
    """Return whether a column has a name that may be a method's, and nothing but ticks."""
    if not name or _NOT_A_METHOD.fullmatch(name) or not any(map(is_tick, texts)):
        return False
    return all(may_be_tick(text) for text in texts)


def _names(rows: Sequence[Row], width: int) -> list[str]:
    """Return the names of the columns: the last text above the first row with codes."""
    names = [""] * width
    for row in rows:
        for i, cell in enumerate(row.cells):
            if cell.strip():
                names[i] = cell.strip()
    return names


def _row_for_each_ksb(
    reader: Methods,
    rows: Sequence[Row],
    names: Sequence[str],
    at: int,
    ticked: Sequence[int],
    heading: str,
    place: str,
) -> None:
    """Take a table whose rows each have a KSB in column `at`, with ticks or the names of its methods beside it."""
    columns = [i for i in range(len(names)) if i != at]
    texts = {i: [row.cell(i).strip() for row in rows] for i in columns}
    naming = [] if ticked else [i for i in columns if _NAMES_METHODS.match(names[i]) and any(texts[i])]
    for i in ticked:  # in the order of the columns
        reader.add(names[i], (), place)
    named = names_in("\n".join(row.cell(i).strip() for i in naming) for row in rows)
    found = False
    for row, names_of_methods in zip(rows, named, strict=True):
        codes = in_cell(_leading(row.cell(at))).codes
        marked = [i for i in ticked if is_tick(row.cell(i).strip())]
        if not codes:
            if marked:
                reader.notes.append(Note("left out", row.place, " ".join(row.cells)))
            continue
        for method in (*(names[i] for i in marked), *names_of_methods):
            found = True
            reader.add(method, codes, row.place)
    if found:
        used = {at, *ticked, *naming}
        unused = [names[i] for i in columns if i not in used and any(map(is_tick, texts[i]))]
        if unused:
            reader.notes.append(Note("note", place, f"columns that are not used: {listed(unused)}"))
    elif METHOD.match(heading):
        for row in rows:
            reader.add(heading, in_cell(_leading(row.cell(at))).codes, row.place)
    else:
        reader.notes.append(Note("left out", place, "a table without a method"))


def _row_for_each_method(reader: Methods, rows: Sequence[Row], names: Sequence[str], heading: str) -> None:
    """Take a table whose rows have a method and a list of codes, or below a heading that names the method."""
    for row in rows:
        codes = [code for cell in row.cells if _CODES_ALONE.fullmatch(cell) for code in in_cell(cell).codes]
        texts = [
            (i, cell.strip()) for i, cell in enumerate(row.cells) if cell.strip() and not _CODES_ALONE.fullmatch(cell)
        ]
        named = next((text for i, text in texts if _NAMES_METHODS.match(names[i])), texts[0][1] if texts else "")
        if METHOD.match(heading) and not (METHOD.match(named) or any(map(_NAMES_METHODS.match, names))):
            named = heading
        if codes and named:
            reader.add(named, codes, row.place)
        elif codes:
            reader.notes.append(Note("left out", row.place, f"{listed(codes)}, without a method"))


def _leading(text: str) -> str:
    """Return the codes that the lines of a text start with; the wordings may name others."""
    found = (re.match(rf"\W*{_CODE}(?:\W+(?:and\W+)?{_CODE})*(?!\w)", it, re.IGNORECASE) for it in text.split("\n"))
    return " ".join(match[0] for match in found if match)


def _below_headings(reader: Methods, blocks: Sequence[Block]) -> None:
    """Take codes below a heading, in list items and paragraphs, for KSBs of the method that the heading names."""
    heading = ""
    for block in blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Item | Paragraph) and heading:
            text = f"{block.label} {block.text}" if isinstance(block, Item) else block.text
            codes = in_cell(text if _CODES_ALONE.fullmatch(text) else _leading(text)).codes
            if codes:
                reader.add(heading, codes, block.place)
