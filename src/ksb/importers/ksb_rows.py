"""Rows of a table that hold KSBs: one with its code, or one or more in columns of their kinds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ksb.documents.blocks import Paragraph, Row
from ksb.importers import headings, lines, matrices
from ksb.importers.codes import codes_in
from ksb.importers.columns import PREFIXES, Roles, are_numbers, filled_cells, one_code, one_line
from ksb.importers.draft import Assessed
from ksb.importers.lines import Statement
from ksb.importers.paragraphs import gap_in_cell, take_flat, take_line
from ksb.importers.reader import Reader

_NUMBER = re.compile(r"0{0,3}([1-9][0-9]{0,3})[.)]?")


def take_ksbs(reader: Reader, rows: Sequence[Row], roles: Roles, header: Row | None, place: str) -> None:
    """Take rows with a KSB each, or with one or more in columns of their kinds."""
    in_order: dict[str, int] = {}
    kind = ""
    for row in rows:
        kind = _take_ksb(reader, row, roles, header, kind, in_order)
    if in_order:
        said = ", ".join(f"{prefix}1 to {prefix}{most}" for prefix, most in in_order.items())
        reader.note(place, f"the statements have no codes; numbered in order: {said}")


def _take_ksb(reader: Reader, row: Row, roles: Roles, header: Row | None, kind: str, in_order: dict[str, int]) -> str:
    """Take a row, and return its kind: the one it names, or that of the row above, as merged cells name it once.

    `in_order` counts the KSBs without codes.
    """
    codes: list[str] = []
    text = number = ""
    in_columns: list[str] = []
    rest: list[tuple[int, str, str]] = []
    assessed: list[tuple[int, str, Sequence[str]]] = []
    for at, role, cell in filled_cells(row, roles):
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
        elif role == "methods":
            assessed.append((at, cell, in_columns[-1:]))
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
        if not codes and any(map(lines.statement, text.split("\n")[1:])):
            take_flat(reader, Row((text,), row.place))
            return kind
        if not codes and kind and text:
            code, text = _coded(text, kind, number, in_order)
            codes = [code]
        if not codes:
            cells = list(filter(None, row.cells))
            if len(cells) == 1 and (heading := headings.heading(cells[0])):
                reader.enter(heading, cells[0], row.place)
            else:
                take_flat(reader, row)
            return kind
        if text or not any(lines.duty_numbers(cell, bare=True) for _, _, cell in rest):
            for code in codes:
                _define(reader, code, text, row.place)
    for at, cell, before in assessed:
        if beside := list(filter(None, before or codes)):
            reader.assessed.append(Assessed(beside, cell, header.cell(at) if header else "", row.place))
        else:
            reader.left_cell(row, at, header)
    for at, role, cell in rest:
        duty = matrices.named_duty(header.cell(at)) if header else None
        duties = lines.duty_numbers(cell, bare=role in ("duty", "duty number"))
        if duty and matrices.may_be_tick(cell):
            duties = [duty.number] if matrices.is_tick(cell) else []
        elif not duties or role not in ("", "duty", "duty number"):
            reader.left_cell(row, at, header)
            continue
        reader.structure(row.place, cell)
        for code in codes:
            reader.map_to(code, duties, row.place)
    return kind


def _codes(cell: str) -> list[str]:
    """Return the codes in a cell that holds only codes; mostly it is one."""
    code = one_code(cell)
    return [code] if code else codes_in(one_line(cell)) or []


def _coded(text: str, kind: str, number: str, in_order: dict[str, int]) -> tuple[str, str]:
    """Return the code and the wording of a KSB whose kind is known: by its text, its number, or its place."""
    if stated := lines.statement(text):
        return stated.code, stated.wording
    if not number:
        in_order[kind] = in_order.get(kind, 0) + 1
        number = str(in_order[kind])
    return f"{kind}{number}", text


def _define(reader: Reader, code: str, text: str, place: str) -> None:
    """Take a KSB of a table: under a duty that names no codes a citation, else a definition."""
    again = lines.statement(text)
    if again and again.code == code and again.wording:
        text = again.wording
    named = reader.duty is None or any(cite.named for cite in reader.duty.cites)
    reader.statement(Statement(code, text), place, define=named)
    reader.last = None


def _take_column(reader: Reader, cell: str, prefix: str, place: str, in_order: dict[str, int]) -> None:
    """Take the statements in a cell of a column of knowledge, skills or behaviours."""
    reader.last = None
    if reader.section != "ksbs":
        reader.begin("ksbs")
    for line in cell.split("\n"):
        bare = line.lstrip(lines.BULLETS)
        goes_on = reader.last is not None and lines.goes_on(bare, "x")
        if goes_on or lines.statement(bare) or codes_in(bare):
            take_line(reader, Paragraph(bare, place, gap_in_cell(reader)))
        else:
            in_order[prefix] = in_order.get(prefix, 0) + 1
            reader.statement(Statement(f"{prefix}{in_order[prefix]}", bare), place, define=True)
