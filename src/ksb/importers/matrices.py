"""Tables of ticks: which duty cites which KSB, with the duties in the rows and the KSBs in the columns, or reversed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ksb.documents.blocks import Row
from ksb.importers import headings, lines
from ksb.importers.columns import column_name, is_tick, may_be_tick, named_duty, one_code, one_line, role_of
from ksb.importers.lines import Statement
from ksb.importers.options import named_option
from ksb.importers.reader import Reader
from ksb.kinds import split_code


def take(reader: Reader, header: Row, rows: Sequence[Row]) -> bool:
    """Take a table of ticks; return whether it is one."""
    return any(kind(reader, header, rows) for kind in (_duties_in_rows, _ksbs_in_rows, _methods_in_columns))


def _hold_ticks(rows: Sequence[Row], columns: Iterable[int]) -> bool:
    marks = [row.cell(at) for row in rows for at in columns]
    return any(marks) and all(map(may_be_tick, marks))


def _duties_in_rows(reader: Reader, header: Row, rows: Sequence[Row]) -> bool:
    columns = {at: code for at, cell in enumerate(header.cells) if (code := one_code(cell))}
    if 2 * len(columns) < sum(map(bool, header.cells)) or not _hold_ticks(rows, columns):
        return False
    reader.structure(header.place, header.text)
    for row in rows:
        rest = [at for at, cell in enumerate(row.cells) if cell and at not in columns]
        duty = next((found for at in rest if (found := named_duty(row.cells[at], bare=len(rest) == 1))), None)
        if duty is None and rest and role_of(header.cell(rest[0])) == "duty":
            number, title = lines.numbered_title(one_line(row.cells[rest[0]]), reader.next_number)
            duty = lines.Duty(number or reader.number_for(title, row.place), title)
        if duty is None:
            reader.left(row.place, row.text)
            continue
        ticked = [code for at, code in columns.items() if is_tick(row.cell(at))]
        reader.take_mapped_duty(duty.number, duty.title, row.place, ticked)
        reader.structure(row.place, row.text)
    reader.last = None
    return True


def _ksbs_in_rows(reader: Reader, header: Row, rows: Sequence[Row]) -> bool:
    bare = column_name(header.cell(0)) in ("ksb", "ksbs", "code", "")
    columns = {at: duty for at, cell in enumerate(header.cells) if (duty := named_duty(cell, bare=bare and at > 0))}
    if not _hold_ticks(rows, columns):
        return False
    named = [[(at, cell) for at, cell in enumerate(row.cells) if cell and at not in columns] for row in rows]
    ksbs = [_ksb(rest[0][1]) if rest else None for rest in named]
    kinds = [len(rest) == 1 and headings.heading(rest[0][1]) is not None for rest in named]
    if any(rest and not ksb and not kind for rest, ksb, kind in zip(named, ksbs, kinds, strict=True)):
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
            if not wording and role_of(name) in ("", "text"):
                wording = cell
            elif role_of(name) == "kind" and headings.kind_prefix(cell) == split_code(ksb.code)[0]:
                reader.structure(row.place, cell)
            elif not (name == "duties" and cell.isdigit()):  # how many duties cite it
                reader.left(row.place, f"{name}: {cell}" if name else cell)
        if wording:
            reader.statement(Statement(ksb.code, wording), row.place, define=True)
        for at, duty in columns.items():
            if is_tick(row.cell(at)):
                reader.map_to(ksb.code, [duty.number], row.place)
    reader.last = None
    return True


def _methods_in_columns(reader: Reader, header: Row, rows: Sequence[Row]) -> bool:
    """Take the KSBs of a table with a column for each assessment method; the ticks are left out."""
    columns = [
        at
        for at, cell in enumerate(header.cells)
        if at and cell and not (role_of(cell) or named_duty(cell)) and any(is_tick(row.cell(at)) for row in rows)
    ]
    named = [[cell for at, cell in enumerate(row.cells) if cell and at not in columns] for row in rows]
    ksbs = [_ksb(one_line(" ".join(rest))) if 0 < len(rest) < 3 else None for rest in named]
    if not columns or not _hold_ticks(rows, columns) or not any(ksbs):
        return False
    if any(rest and not ksb for rest, ksb in zip(named, ksbs, strict=True)):
        return False
    reader.structure(header.place, header.text)
    names = ", ".join(one_line(header.cells[at]) for at in columns)
    reader.left(header.place, names)
    if not any(column_name(header.cells[at]) == "core" or named_option(header.cells[at]) for at in columns):
        reader.note(header.place, f"the ticks below {names} are not read; for assessment methods: --assessment FILE")
    known = {wording.code: wording.text for wording in reader.defined}
    for row, ksb in zip(rows, ksbs, strict=True):
        reader.structure(row.place, row.text)
        if ksb and ksb.wording and known.get(ksb.code) != ksb.wording:
            reader.statement(ksb, row.place, define=True)
    reader.last = None
    return True


def _ksb(cell: str) -> Statement | None:
    """Return the KSB that a cell begins with, or consists of."""
    code = one_code(cell)
    return lines.statement(one_line(cell)) or (Statement(code, "") if code else None)
