"""The tables that `ksb export csv` and `ksb export xlsx` write, known by the names of their columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from ksb.documents import Block, Heading, Row, Table
from ksb.importers.parts import DutyRead, Wording
from ksb.models import CODE

if TYPE_CHECKING:
    from ksb.importers.document import Reader

_MATRIX = ("code", "text", "D")
"""How the row that names the columns of the matrix begins."""


def are_exported(blocks: list[Block]) -> bool:
    """Return whether all blocks are tables of an export, below the title of the workbook."""
    found = [_columns(block) for block in blocks if isinstance(block, Table)]
    others = [block for block in blocks if not isinstance(block, Table)]
    known = [columns in _TABLES or _is_matrix(columns) for columns in found]
    return any(columns in _TABLES for columns in found) and all(known) and all(isinstance(it, Heading) for it in others)


def take(reader: Reader, blocks: list[Block]) -> None:
    """Give the tables of an export to the reader. What `ksb` derives, such as counts, is understood and not kept."""
    for block in blocks:
        if isinstance(block, Heading):
            reader.title = block.text
        if not isinstance(block, Table):
            continue
        columns = _columns(block)
        reader.structure(block.place, " ".join(filter(None, (block.text, *columns))))
        row_taken = _TABLES.get(columns)
        for row in block.rows if block.header else block.rows[1:]:
            cells = dict(zip(columns, (*row.cells, *[""] * len(columns)), strict=False))
            if row_taken is None:  # the matrix, whose ticks the other sheets say, too
                reader.structure(row.place, " ".join(row.cells))
            elif not row_taken(reader, cells, row):
                reader.left(row.place, " | ".join(filter(None, row.cells)))
    listed = {duty.number for duty in reader.duties}
    if not listed:  # the table of KSBs alone names the duties that cite them
        places = {number: place for _, number, place in reversed(reader.mapped)}
        reader.count(len(places))
        reader.duties += (DutyRead(number, [], places[number], []) for number in sorted(places))


def _columns(table: Table) -> tuple[str, ...]:
    names = (table.header or table.rows[0]).cells if table.header or table.rows else ()
    return tuple(names[: max((at for at, name in enumerate(names, 1) if name), default=0)])


def _is_matrix(columns: tuple[str, ...]) -> bool:
    return columns[:2] == _MATRIX[:2] and all(re.match(r"D[1-9]", name) for name in columns[2:-1])


def _ksb(reader: Reader, cells: dict[str, str], row: Row) -> bool:
    code = cells["code"]
    if not CODE.fullmatch(code) or not cells["text"]:
        return False
    reader.count()
    reader.defined.append(Wording(code, [cells["text"]], row.place))
    if cells["duties"]:
        reader.map_to(code, cells["duties"], row.place)
    _understood(reader, cells, row, ("kind", "core", "options", "duties", "times_cited", "methods"))
    return True


def _duty(reader: Reader, cells: dict[str, str], row: Row) -> bool:
    if not (number := _number(cells["duty"])):
        return False
    title = [cells["title"]] if cells["title"] else []
    reader.count()
    duty = DutyRead(number, title, row.place, _numbers(cells["options"]))
    codes = cells["codes"].split()
    reader.count(len(codes))
    duty.cites += (Wording(code, [], row.place, named=True) for code in codes)
    duty.criteria += cells["criteria"].split("\n") if cells["criteria"] else []
    reader.duties.append(duty)
    _understood(reader, cells, row, ("duty", "core", "options", "codes"))
    return True


def _citation(reader: Reader, cells: dict[str, str], row: Row) -> bool:
    number, code = _number(cells["duty"]), cells["code"]
    if not number or not CODE.fullmatch(code):
        return False
    if not reader.duties or reader.duties[-1].number != number:
        reader.count()
        reader.duties.append(DutyRead(number, [], row.place, []))
    reader.count()
    text = [cells["text"]] if cells["text"] else []
    reader.duties[-1].cites.append(Wording(code, text, row.place))
    if cells["same_as_definition"] == "yes":
        reader.defined.append(Wording(code, text, row.place))
    _understood(reader, cells, row, ("duty", "same_as_definition"))
    return True


def _option(reader: Reader, cells: dict[str, str], row: Row) -> bool:
    if not (number := _number(cells["option"])) or not cells["title"] or number in reader.options:
        return False
    reader.count()
    reader.options[number] = {"number": number, "title": cells["title"]}
    if cells["description"]:
        paragraphs = cells["description"].split("\n")  # the reader of workbooks keeps no empty lines
        reader.count(len(paragraphs))
        reader.options[number]["description"] = [[paragraph] for paragraph in paragraphs]
    _understood(reader, cells, row, ("option", "duties"))
    return True


def _method(reader: Reader, cells: dict[str, str], row: Row) -> bool:
    if not (number := _number(cells["method"])) or not cells["title"]:
        return False
    reader.count()
    method = {"number": number, "title": cells["title"], "portfolio": cells["portfolio"] == "yes"}
    reader.methods.append({**method, "ksbs": list(dict.fromkeys(cells["codes"].split()))})
    _understood(reader, cells, row, ("method", "portfolio", "codes"))
    return True


def _understood(reader: Reader, cells: dict[str, str], row: Row, names: Iterable[str]) -> None:
    reader.structure(row.place, " ".join(cells[name] for name in names if cells[name]))


def _number(cell: str) -> int:
    return int(cell) if re.fullmatch(r"[1-9][0-9]{0,3}", cell) else 0


def _numbers(cell: str) -> list[int]:
    return [int(number) for number in re.findall(r"[0-9]{1,4}", cell)]


_TABLES: dict[tuple[str, ...], Callable[[Reader, dict[str, str], Row], bool]] = {
    ("code", "kind", "text", "core", "options", "duties", "times_cited", "methods"): _ksb,
    ("duty", "core", "options", "title", "codes", "criteria"): _duty,
    ("duty", "code", "text", "same_as_definition"): _citation,
    ("option", "title", "duties", "description"): _option,
    ("method", "title", "portfolio", "codes"): _method,
}
"""What takes a row of each table, by the names of its columns: it returns whether the row is as `ksb` writes it."""
