"""Tables of ticks: which duty cites which KSB, with the duties in the rows and the KSBs in the columns, or reversed."""

from collections.abc import Iterable, Sequence
from operator import not_

from ksb.documents.blocks import Row
from ksb.importers import headings, lines
from ksb.importers.cells import is_mark, is_tick, may_be_mark, may_be_tick, named_duty, one_code, one_line
from ksb.importers.columns import column_name, role_of
from ksb.importers.draft import Assessed
from ksb.importers.lines import Statement
from ksb.importers.methods import names_method
from ksb.importers.reader import Reader
from ksb.kinds import split_code

_LONGEST_MARK = 20
_FEW_ROWS = 4
"""How many rows may by chance have one tick each."""


def take(reader: Reader, header: Row, rows: Sequence[Row]) -> bool:
    """Take a table of ticks; return whether it is one."""
    return any(kind(reader, header, rows) for kind in (_duties_in_rows, _ksbs_in_rows, _methods_in_columns))


def _hold_marks(rows: Sequence[Row], columns: Iterable[int]) -> bool:
    """Return whether most of the cells in some columns are marks, and the others are short as well."""
    cells = list(filter(None, (row.cell(at) for row in rows for at in columns)))
    marks = sum(map(may_be_mark, cells))
    return marks == len(cells) > 0 or (marks * 4 > 3 * len(cells) and max(map(len, cells)) <= _LONGEST_MARK)


def _marked(reader: Reader, row: Row, columns: Iterable[int], header: Row) -> list[int]:
    """Return the columns that are marked in a row. A mark that says neither yes nor no is left out."""
    for at in columns:
        if not may_be_mark(row.cell(at)):
            reader.left_cell(row, at, header)
    return [at for at in columns if is_mark(row.cell(at))]


def _note_degrees(reader: Reader, rows: Sequence[Row], columns: Iterable[int], place: str) -> None:
    """Note the marks of some degree that are read as ticks."""
    cells = {row.cell(at) for row in rows for at in columns}
    if degrees := sorted(cell for cell in cells if is_mark(cell) and not is_tick(cell)):
        reader.note(place, f"read as ticks: {', '.join(degrees)}")


def _duties_in_rows(reader: Reader, header: Row, rows: Sequence[Row]) -> bool:
    columns = {at: code for at, cell in enumerate(header.cells) if (code := one_code(cell))}
    if 2 * len(columns) < len(header.filled) or not _hold_marks(rows, columns):
        return False
    reader.structure(header.place, header.text)
    for row in rows:
        rest = [at for at, cell in enumerate(row.cells) if cell and at not in columns]
        duty, used = _duty(reader, header, row, rest)
        if duty is None:
            reader.left(row.place, row.text)
            continue
        ticked = [columns[at] for at in _marked(reader, row, columns, header)]
        reader.take_mapped_duty(duty.number, duty.title, row.place, ticked)
        for at, cell in enumerate(row.cells):
            if cell and (at in used or at in columns):
                reader.structure(row.place, cell)
            elif cell:
                reader.left_cell(row, at, header)
    _note_degrees(reader, rows, columns, header.place)
    reader.last = None
    return True


def _duty(reader: Reader, header: Row, row: Row, columns: Sequence[int]) -> tuple[lines.Duty | None, Sequence[int]]:
    """Return the duty of a row, and the columns that name it: one with both, or those of its number and its title."""
    named = [(at, found) for at in columns if (found := named_duty(row.cells[at], bare=True))]
    texts = [at for at in columns if not named or at != named[0][0]]
    titled = [at for at in texts if role_of(header.cell(at)) in ("duty", "text")] or (texts[:1] if named else [])
    title = one_line(row.cells[titled[0]]) if titled else ""
    if named and (named[0][1].title or not titled):
        return named[0][1], [named[0][0]]
    if named:
        return named[0][1]._replace(title=title), [named[0][0], titled[0]]
    if not titled:
        return None, []
    number, title = lines.numbered_title(title, reader.next_number)
    return lines.Duty(number or reader.number_for(title, row.place), title), titled[:1]


def _ksbs_in_rows(reader: Reader, header: Row, rows: Sequence[Row]) -> bool:
    bare = role_of(header.cell(0)) in ("code", "ksbs", "")
    columns = {at: duty for at, cell in enumerate(header.cells) if (duty := named_duty(cell, bare=bare and at > 0))}
    if not _hold_marks(rows, columns) or (not reader.duties and _is_scale(header, rows, columns)):
        return False
    named = [[(at, cell) for at, cell in enumerate(row.cells) if cell and at not in columns] for row in rows]
    ksbs = [_ksb(rest[0][1]) if rest else None for rest in named]
    kinds = [len(rest) == 1 and headings.heading(rest[0][1]) is not None for rest in named]
    notes = [len(row.filled) == 1 for row in rows]
    if not any(ksbs) or not all(map(any, zip(map(not_, named), ksbs, kinds, notes, strict=True))):
        return False
    reader.structure(header.place, header.text)
    listed = bool(reader.duties or reader.survey.has_duties)
    for duty in columns.values():
        if duty.title or not listed:
            reader.take_mapped_duty(duty.number, duty.title, header.place, duty.codes)
    for row, rest, ksb, kind in zip(rows, named, ksbs, kinds, strict=True):
        if ksb is None:
            (reader.structure if kind else reader.left)(row.place, row.text)
            continue
        wording = ksb.wording
        reader.structure(row.place, " | ".join(cell for cell in row.cells if cell and cell != wording))
        for at, cell in rest[1:]:
            name = column_name(header.cell(at))
            if not wording and role_of(name) in ("", "text", "code", "ksbs", "criteria"):
                wording = cell
            elif role_of(name) == "kind" and headings.kind_prefix(cell) == split_code(ksb.code)[0]:
                reader.structure(row.place, cell)
            elif not (name == "duties" and cell.isdigit()):  # how many duties cite it
                reader.left_cell(row, at, header)
        if wording:
            reader.statement(Statement(ksb.code, wording), row.place, define=True)
        reader.map_to(ksb.code, [columns[at].number for at in _marked(reader, row, columns, header)], row.place)
    _note_degrees(reader, rows, columns, header.place)
    reader.last = None
    return True


def _is_scale(header: Row, rows: Sequence[Row], columns: Iterable[int]) -> bool:
    """Return whether bare numbers above ticks are those of a scale: each of many rows has one."""
    bare = all(header.cell(at).isdecimal() for at in columns)
    return bare and len(rows) > _FEW_ROWS and all(sum(is_mark(row.cell(at)) for at in columns) == 1 for row in rows)


def _methods_in_columns(reader: Reader, header: Row, rows: Sequence[Row]) -> bool:
    """Take the KSBs of a table with ticks below the names of assessment methods, or of something that is left out."""
    columns = [
        at
        for at, cell in enumerate(header.cells)
        if at and cell and not (role_of(cell) or named_duty(cell)) and any(is_tick(row.cell(at)) for row in rows)
    ]
    named = [[cell for at, cell in enumerate(row.cells) if cell and at not in columns] for row in rows]
    ksbs = [_ksb(one_line(" ".join(rest))) if 0 < len(rest) < 3 else None for rest in named]
    if not columns or not all(may_be_tick(row.cell(at)) for row in rows for at in columns) or not any(ksbs):
        return False
    if any(rest and not ksb for rest, ksb in zip(named, ksbs, strict=True)):
        return False
    reader.structure(header.place, header.text)
    are_methods = all(names_method(header.cells[at]) for at in columns)
    if not are_methods:
        reader.left(header.place, ", ".join(one_line(header.cells[at]) for at in columns))
    known = {wording.code: wording.text for wording in reader.defined}
    for row, ksb in zip(rows, ksbs, strict=True):
        reader.structure(row.place, row.text)
        if ksb and ksb.wording and known.get(ksb.code) != ksb.wording:
            reader.statement(ksb, row.place, define=True)
    for name, at in ((one_line(header.cells[at]), at) for at in columns if are_methods):
        ticked = [(ksb, row) for row, ksb in zip(rows, ksbs, strict=True) if ksb and is_tick(row.cell(at))]
        reader.assessed += (Assessed([ksb.code], name, name, row.place) for ksb, row in ticked)
    reader.last = None
    return True


def _ksb(cell: str) -> Statement | None:
    """Return the KSB that a cell begins with, or consists of."""
    code = one_code(cell)
    return lines.statement(one_line(cell)) or (Statement(code, "") if code else None)
