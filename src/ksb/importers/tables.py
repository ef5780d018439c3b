"""Tables of a document: duties with their KSBs, KSBs with their codes, columns of KSBs, names with values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksb.documents import Item, Paragraph, Row, Table
from ksb.documents.blocks import Gap
from ksb.importers import facts, headings, lines, matrices
from ksb.importers.columns import (
    PREFIXES,
    Roles,
    are_counts,
    are_duty_numbers,
    are_numbers,
    has_duty_in_each_row,
    is_header,
    is_total,
    one_code,
    one_line,
    roles_of,
)
from ksb.importers.draft import Wording
from ksb.importers.lines import Statement
from ksb.importers.paragraphs import take_line
from ksb.importers.reader import Reader
from ksb.models import split_code

_NUMBER = re.compile(r"0{0,3}([1-9][0-9]{0,3})[.)]?")
_MOST_LEADING = 10
"""How many rows of a sheet are looked at for the row that names its columns: titles and notes may stand above it."""


def take(reader: Reader, table: Table) -> None:
    """Give the rows of a table to the reader of its document."""
    header, rows = table.header, table.rows
    if header is None:
        start = next((at for at, row in enumerate(rows[:_MOST_LEADING]) if is_header(row)), None)
        if start is not None and start + 1 < len(rows) and all(map(_may_lead, rows[:start])):
            for row in rows[:start]:
                _take_flat(reader, row)
            header, rows = rows[start], rows[start + 1 :]
    found = headings.heading(table.text) if table.text else None
    if found and rows:
        reader.enter(found, table.text, table.place)
    elif table.text:
        reader.structure(table.place, table.text)
    totals = [row for row in rows if is_total(row)]
    for row in totals:
        reader.left(row.place, row.text)
    rows = tuple(row for row in rows if not is_total(row))
    everything = (header, *rows) if header else rows
    if not everything or matrices.take(reader, everything[0], everything[1:]):
        return
    roles = roles_of(header, rows)
    if roles is None:
        for row in everything:
            _take_flat(reader, row)
        return
    if header:
        reader.structure(header.place, header.text)
    by_duty = has_duty_in_each_row(roles, rows)
    if by_duty:
        roles, rows = _with_codes_for_numbers(reader, table.place, roles, rows, totals)
    in_order: dict[str, int] = {}
    for row in rows:
        if by_duty:
            _take_duty(reader, row, roles, header)
        else:
            _take_ksb(reader, row, roles, header, in_order)
    if in_order:
        said = ", ".join(f"{prefix}1 to {prefix}{most}" for prefix, most in in_order.items())
        reader.note(table.place, f"the statements have no codes; numbered in order: {said}")


def _with_codes_for_numbers(
    reader: Reader, place: str, roles: Roles, rows: tuple[Row, ...], totals: list[Row]
) -> tuple[Roles, tuple[Row, ...]]:
    """Return the roles and the rows of a table of duties with K1 and K3 for "1, 3" in a column of knowledge.

    Numbers with their sums below them are counts. Their columns have no role.
    """
    numbers = [at for at, role in roles.items() if role in PREFIXES and any(are_numbers(row.cell(at)) for row in rows)]
    for total in totals:
        if numbers and all(are_counts([row.cell(at) for row in rows], total.cell(at)) for at in numbers):
            return {at: role for at, role in roles.items() if at not in numbers}, rows
    made: list[Row] = []
    for row in rows:
        cells = list(row.cells)
        for at in numbers:
            if are_numbers(row.cell(at)):
                reader.structure(row.place, cells[at])
                cells[at] = re.sub(r"0*([0-9]+)", rf"{roles[at]}\1", cells[at])
        made.append(Row(tuple(cells), row.place))
    if numbers:
        reader.note(place, "numbers in the columns of KSBs are read as codes")
    return roles, tuple(made)


def _may_lead(row: Row) -> bool:
    """Return whether a row may be a title or a note above the header: it has one or two cells, and no codes."""
    cells = list(filter(None, row.cells))
    return len(cells) < 3 and not any(lines.statement(cell) or lines.duty(cell) for cell in cells)


def _take_flat(reader: Reader, row: Row) -> None:
    """Take a row whose columns say nothing: a name with its value, or cells read one after the other."""
    cells = list(filter(None, row.cells))
    if len(cells) == 2 and reader.section in ("head", "particulars", "overview", "other"):
        found = facts.particulars(f"{cells[0].rstrip(' :')}: {one_line(cells[1])}")
        if found:
            reader.take_facts(found, f"{cells[0]}: {cells[1]}", row.place)
            return
    if len(cells) > 1 and re.fullmatch(r"[1-9]\d{0,3}[.)]?", cells[0]):
        take_line(reader, Item(cells[1], row.place, cells[0]))
        cells = cells[2:]
    for cell in cells:
        for number, line in enumerate(cell.split("\n")):
            take_line(reader, Paragraph(line, row.place, _gap(reader) if number else "paragraph"))


def _gap(reader: Reader) -> Gap:
    """Return what separates a line of a cell from the one above: a line break, where it may go on from that."""
    return "break" if reader.last is not None else "paragraph"


def _left(reader: Reader, row: Row, at: int, header: Row | None) -> None:
    """Note a cell that is not used, with the name of its column."""
    name = header.cell(at) if header else ""
    reader.left(row.place, f"{name}: {row.cells[at]}" if name else row.cells[at])


def _filled(row: Row, roles: Roles) -> Iterator[tuple[int, str, str]]:
    """Yield the column, the role and the text of each cell that is not empty."""
    return ((at, roles.get(at, ""), cell) for at, cell in enumerate(row.cells) if cell)


# Rows of duties.


def _take_duty(reader: Reader, row: Row, roles: Roles, header: Row | None) -> None:
    """Take a row with a duty and what belongs to it, or with more that belongs to the duty above."""
    by_role = {role: cell for _, role, cell in reversed([*_filled(row, roles)])}
    digits = re.search(r"\d{1,4}", by_role.get("duty number", ""))
    number = int(digits[0]) if digits else None
    if found := lines.duty(by_role.get("duty", ""), short=True):
        number, title, codes = found.number, found.title.strip(), list(found.codes)
    else:
        title, codes = lines.without_codes(by_role.get("duty", ""))
    if codes:
        reader.structure(row.place, by_role["duty"])
    if title or number is not None:
        if number is None:
            number = _number_of(reader, title, row.place)
        reader.take_mapped_duty(number, title, row.place, codes)
    if reader.duty is None:
        _take_flat(reader, row)
        return
    wording, worded = by_role.get("text", ""), False
    for at, role, cell in _filled(row, roles):
        if role == "criteria":
            reader.duty.criteria += cell.split("\n")
        elif role == "code" and wording and (code := one_code(cell)):
            reader.statement(Statement(code, wording), row.place)
            worded = True
        elif role in ("ksbs", "code", *PREFIXES):
            _take_cited(reader, cell, role, row.place)
        elif role == "option" and (cell.lower() == "core" or re.search(r"\d", cell)):
            numbers = [int(it) for it in re.findall(r"\d{1,4}", cell)]
            reader.duty.options = numbers or reader.duty.options
        elif role == "kind":
            reader.structure(row.place, cell)
        elif role not in ("duty", "duty number") and not (role == "text" and "code" in by_role):
            _left(reader, row, at, header)
    if wording and "code" in by_role and not worded:
        reader.left(row.place, wording)
    reader.last = None


def _number_of(reader: Reader, title: str, place: str) -> int:
    """Return the number of a duty of which only the title stands there: that of the same title, or the next."""
    if same := next((duty for duty in reader.duties if duty.text == title), None):
        return same.number
    number = reader.duties[-1].number + 1 if reader.duties else 1
    reader.note(place, f'the duty "{title[:40]}" has no number; it is taken for Duty {number}')
    return number


def _take_cited(reader: Reader, cell: str, role: str, place: str) -> None:
    """Take the KSBs in a cell of a duty's row: codes, or statements with or without codes."""
    if codes := lines.codes_in(one_line(cell)):
        reader.structure(place, one_line(cell))
        reader.take_codes(codes, place)
        return
    reader.last = None
    for line in cell.split("\n"):
        bare = line.lstrip(lines.BULLETS)
        if not bare:
            continue
        if codes := lines.codes_in(bare):
            reader.take_codes(codes, place)
            if len(codes) == 1 and reader.duty:
                reader.last = reader.duty.cites[-1]
        elif role in PREFIXES and not lines.statement(bare) and reader.last is None:
            reader.take_codes([_code_for(reader, bare, role, place)], place)
        else:
            take_line(reader, Paragraph(bare, place, _gap(reader)))


def _code_for(reader: Reader, text: str, prefix: str, place: str) -> str:
    """Return the code of a statement that has none there: that of the same statement, or the next of its kind."""
    of_kind = [wording for wording in reader.defined if split_code(wording.code)[0] == prefix]
    if same := next((wording for wording in of_kind if wording.text == text), None):
        return same.code
    reader.count()
    code = f"{prefix}{len(of_kind) + 1}"
    reader.note(place, f"a statement has no code; it is numbered {code}")
    reader.defined.append(Wording([text], place, code=code))
    return code


# Rows of KSBs.


def _take_ksb(reader: Reader, row: Row, roles: Roles, header: Row | None, in_order: dict[str, int]) -> None:
    """Take a row with a KSB, or with one or more in columns of their kinds. `in_order` counts those without codes."""
    codes: list[str] = []
    kind = text = number = ""
    in_columns: list[str] = []
    rest: list[tuple[int, str, str]] = []
    for at, role, cell in _filled(row, roles):
        if role == "code" and (listed := _codes(cell)):
            codes = listed
            if listed != [cell]:
                reader.structure(row.place, cell)
        elif role == "kind" and (found := headings.kind_prefix(cell)):
            kind = found
            reader.structure(row.place, cell)
        elif role in ("number", "code") and (digits := _NUMBER.fullmatch(cell)):
            number = digits[1]
            reader.structure(row.place, cell)
        elif role == "text":
            text = cell
        elif role in PREFIXES and are_numbers(cell):
            rest.append((at, role, cell))
        elif role in PREFIXES and (codes or number):  # the code stands in a column before the wording
            for code in codes or [f"{role}{number}"]:
                in_columns.append(code)
                _define(reader, code, cell, row.place)
            codes, number = [], ""
        elif role in PREFIXES:
            in_columns.append("")
            _take_column(reader, cell, role, row.place, in_order)
        else:
            rest.append((at, role, cell))
    if in_columns:
        if codes or number:
            reader.left(row.place, ", ".join(codes) or number)
        codes = list(filter(None, in_columns))[-1:]
    else:
        if not codes and kind and text:
            code, text = _coded(text, kind, number, in_order)
            codes = [code]
        if not codes:
            _take_other(reader, row)
            return
        if text or not any(are_duty_numbers(cell) for _, _, cell in rest):
            for code in codes:
                _define(reader, code, text, row.place)
    for at, role, cell in rest:
        duty = matrices.named_duty(header.cell(at)) if header else None
        if duty and matrices.may_be_tick(cell):
            duties = str(duty.number) if matrices.is_tick(cell) else ""
        elif are_duty_numbers(cell) and (role in ("duty", "duty number") or (not role and "d" in cell.lower())):
            duties = cell
        else:
            _left(reader, row, at, header)
            continue
        reader.structure(row.place, cell)
        for code in codes:
            reader.map_to(code, duties, row.place)


def _codes(cell: str) -> list[str]:
    """Return the codes in a cell that holds only codes; mostly it is one."""
    code = one_code(cell)
    return [code] if code else lines.codes_in(one_line(cell)) or []


def _coded(text: str, kind: str, number: str, in_order: dict[str, int]) -> tuple[str, str]:
    """Return the code and the wording of a KSB whose kind is known: by its text, its number, or its place."""
    if stated := lines.statement(text):
        return stated.code, stated.wording
    if not number:
        in_order[kind] = in_order.get(kind, 0) + 1
        number = str(in_order[kind])
    return f"{kind}{number}", text


def _take_other(reader: Reader, row: Row) -> None:
    """Take a row without a KSB: a heading of those below, or something else."""
    cells = list(filter(None, row.cells))
    found = headings.heading(cells[0]) if len(cells) == 1 else None
    if found:
        reader.enter(found, cells[0], row.place)
    else:
        _take_flat(reader, row)


def _define(reader: Reader, code: str, text: str, place: str) -> None:
    """Take a KSB of a table: under a duty that names no codes a citation, else a definition."""
    again = lines.statement(text)
    if again and again.code == code and again.wording:
        text = again.wording
    duty = reader.duty if reader.section == "duties" else None
    cites = duty is not None and not any(cite.named for cite in duty.cites)
    reader.statement(Statement(code, text), place, define=not cites)
    reader.last = None


def _take_column(reader: Reader, cell: str, prefix: str, place: str, in_order: dict[str, int]) -> None:
    """Take the statements in a cell of a column of knowledge, skills or behaviours."""
    reader.last = None
    if reader.section != "ksbs":
        reader.begin("ksbs")
    for line in cell.split("\n"):
        bare = line.lstrip(lines.BULLETS)
        goes_on = reader.last is not None and lines.goes_on(bare, "x")
        if goes_on or lines.statement(bare) or lines.codes_in(bare):
            take_line(reader, Paragraph(bare, place, _gap(reader)))
        else:
            in_order[prefix] = in_order.get(prefix, 0) + 1
            reader.statement(Statement(f"{prefix}{in_order[prefix]}", bare), place, define=True)
