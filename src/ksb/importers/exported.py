"""The tables that `ksb export csv` and `ksb export xlsx` write, known by the names of their columns."""

import re
from collections.abc import Callable, Sequence

from ksb.documents.blocks import Block, Heading, Row, Table
from ksb.importers.draft import Draft, DutyRead, Wording
from ksb.kinds import CODE
from ksb.text.english import COLUMN_NAMES

_MATRIX = ("code", "text")
"""How the row that names the columns of the matrix begins."""
_DUTY = re.compile("D[1-9]")
_TEXTS = ("text", "title", "criteria", "description")
"""The columns whose text is that of the standard."""
_NAMES = {shown: name for name, shown in COLUMN_NAMES.items()}


def are_exported(blocks: Sequence[Block]) -> bool:
    """Return whether all blocks are tables of an export, below the title of the workbook."""
    found = [_columns(block) for block in blocks if isinstance(block, Table)]
    others = [block for block in blocks if not isinstance(block, Table)]
    known = [
        columns in TABLES or (columns[:2] == _MATRIX and all(map(_DUTY.match, columns[2:-1]))) for columns in found
    ]
    return any(it in TABLES for it in found) and all(known) and all(isinstance(it, Heading) for it in others)


def take(draft: Draft, blocks: Sequence[Block]) -> None:
    """Give the tables of an export to the draft. What `ksb` derives, such as counts, is understood and not kept."""
    for block in blocks:
        if isinstance(block, Heading):
            draft.title = block.text
        if not isinstance(block, Table):
            continue
        columns = _columns(block)
        header, *rows = block.every_row
        draft.structure(block.place, " ".join(filter(None, (block.text, *header.cells))))
        row_taken = TABLES.get(columns)
        for row in rows:
            draft.count()
            cells = dict(zip(columns, (*row.cells, *[""] * len(columns)), strict=False))
            if row_taken is None:  # the matrix, whose ticks the other sheets say, too
                draft.structure(row.place, " ".join(row.cells))
            elif row_taken(draft, cells, row):
                draft.structure(row.place, " ".join(cells[name] for name in columns if name not in _TEXTS))
            else:
                draft.left(row.place, row.text)


def _columns(table: Table) -> tuple[str, ...]:
    names = [_NAMES.get(name, name) for row in table.every_row[:1] for name in row.cells]
    return tuple(names[: max((at for at, name in enumerate(names, 1) if name), default=0)])


def _ksb(draft: Draft, cells: dict[str, str], row: Row) -> bool:
    code = cells["code"]
    if not CODE.fullmatch(code) or not cells["text"]:
        return False
    draft.defined.append(Wording([cells["text"]], row.place, code=code))
    draft.map_to(code, _numbers(cells["duties"]), row.place)
    return True


def _duty(draft: Draft, cells: dict[str, str], row: Row) -> bool:
    if not (number := _number(cells["duty"])):
        return False
    title = [cells["title"]] if cells["title"] else []
    duty = DutyRead(title, row.place, number=number, options=_numbers(cells["options"]))
    codes = cells["codes"].split()
    draft.count(len(codes))
    duty.cites += (Wording([], row.place, code=code) for code in codes)
    duty.criteria += filter(None, cells["criteria"].split("\n"))
    draft.duties.append(duty)
    return True


def _citation(draft: Draft, cells: dict[str, str], row: Row) -> bool:
    number, code = _number(cells["duty"]), cells["code"]
    if not number or not CODE.fullmatch(code):
        return False
    if not draft.duties or draft.duties[-1].number != number:
        draft.duties.append(DutyRead([], row.place, number=number))
    text = [cells["text"]] if cells["text"] else []
    draft.duties[-1].cites.append(Wording(text, row.place, code=code))
    if cells["same_as_definition"] == "yes":
        draft.defined.append(Wording(text, row.place, code=code))
    return True


def _option(draft: Draft, cells: dict[str, str], row: Row) -> bool:
    if not (number := _number(cells["option"])) or not cells["title"] or number in draft.options:
        return False
    draft.title_option(number, cells["title"])
    if cells["description"]:
        paragraphs = cells["description"].split("\n")  # the reader of workbooks keeps no empty lines
        draft.count(len(paragraphs))
        draft.options[number]["description"] = [[paragraph] for paragraph in paragraphs]
    return True


def _method(draft: Draft, cells: dict[str, str], row: Row) -> bool:
    if not (number := _number(cells["method"])) or not cells["title"]:
        return False
    method = {"number": number, "title": cells["title"], "portfolio": cells["portfolio"] == "yes"}
    draft.methods.append({**method, "ksbs": list(dict.fromkeys(cells["codes"].split()))})
    return True


def _number(cell: str) -> int:
    return int(cell) if re.fullmatch(r"[1-9][0-9]{0,3}", cell) else 0


def _numbers(cell: str) -> list[int]:
    return [int(number) for number in re.findall(r"[0-9]{1,4}", cell)]


TABLES: dict[tuple[str, ...], Callable[[Draft, dict[str, str], Row], bool]] = {
    ("code", "kind", "text", "core", "options", "duties", "times_cited", "methods"): _ksb,
    ("duty", "core", "options", "title", "codes", "criteria"): _duty,
    ("duty", "code", "text", "same_as_definition"): _citation,
    ("option", "title", "duties", "description"): _option,
    ("method", "title", "portfolio", "codes"): _method,
}
"""What takes a row of each table, by the names of its columns: it returns whether the row is as `ksb` writes it."""
