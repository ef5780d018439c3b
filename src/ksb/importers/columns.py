"""The names of the columns of a table, and what a cell of one says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ksb.documents.blocks import Row
from ksb.importers import headings, lines
from ksb.kinds import KINDS

_ROLES = {
    "code": ("code", "ksb code", "ksb ref", "ksb reference", "ksb number", "ksb no", "ksb id", "ref", "reference", "id",
             "ksb"),
    "kind": ("type", "kind", "category", "ksb type", "k/s/b", "ksb kind", "ksb category"),
    "number": ("number", "no", "#", "num", "nr"),
    "text": ("description", "text", "statement", "detail", "details", "ksb statement", "wording", "definition",
             "ksb description", "ksb text", "ksb detail", "full text", "statements", "content", "requirement"),
    "duty": ("duty", "duties", "duty title", "duty description", "occupation duty", "occupational duty", "duty text",
             "duty name", "mapped duties", "mapped to duties", "linked duties", "duty mapping"),
    "duty number": ("duty number", "duty no", "duty #", "duty code", "duty ref", "duty id"),
    "criteria": ("criteria", "criteria for measuring performance", "performance criteria", "measures",
                 "criteria for measurement"),
    "ksbs": ("ksbs", "mapped ksbs", "knowledge, skills and behaviours", "ksb mapping", "ksbs mapped", "mapping",
             "ksb codes", "linked ksbs", "related ksbs"),
    "methods": ("assessed by", "assessment", "assessment method", "assessment methods", "method of assessment",
                "methods of assessment", "epa method", "epa methods", "assessed through", "assessed in", "am", "ams"),
    "option": ("option", "options", "pathway", "core/option", "core / option", "core or option"),
}  # fmt: skip
_BY_NAME = {name: role for role, names in _ROLES.items() for name in names}
PREFIXES = frozenset(kind.prefix for kind in KINDS)
"""The roles of columns of knowledge, skills, behaviours, ...: what their codes start with."""
_CODE = re.compile(
    r"[(\[]?(?:(ESB|TK|TS|[KSB])[ \xa0._-]?|(knowledge|skill|behaviou?r)s?\s+)0{0,3}([1-9][0-9]{0,3})[)\]]?\s*[:.]?",
    re.IGNORECASE,
)
NUMBER = re.compile(r"[1-9]\d{0,3}\.?")
DUTY_NAME = re.compile(r"(?:D|duty)\s?[1-9][0-9]{0,3}", re.IGNORECASE)
_NUMBERS = re.compile(r"\s*[0-9]{1,4}(?:\s*(?:[,;&/–—-]|and\b|to\b|\s)\s*[0-9]{1,4})*\s*[.,;]?\s*")
_TOTAL = re.compile(r"(?:(?:grand|overall|sub)[ -]?)?totals?(?: (?:number )?of .{1,40})?|sum|count", re.IGNORECASE)
_SUM = re.compile(r"[0-9][0-9., ]*%?|[-–—]")
_LONGEST_NAME = 80


def column_name(cell: str) -> str:
    """Return the name of a column without what stands in brackets, in lower case."""
    return " ".join(re.sub(r"[(\[][^()\[\]]*[)\]]", " ", cell).replace("_", " ").strip(" .:*").lower().split())


def role_of(name: str) -> str:
    """Return the role of a column by its name; "" for a name that says nothing."""
    plain = column_name(name)
    if re.fullmatch("ksb [0-9]{1,2}", plain):  # a column for the first KSB of a duty, one for the second, ...
        return "ksbs"
    return _BY_NAME.get(plain) or headings.kind_prefix(name)


def is_header(row: Row) -> bool:
    """Return whether a row names its columns."""
    filled = [cell for cell in row.cells if cell]
    numbers = [int(cell) for cell in filled if NUMBER.fullmatch(cell)]
    of_duties = len(numbers) > 1 and numbers == [*range(numbers[0], numbers[-1] + 1)]
    names = [cell for cell in filled if not (DUTY_NAME.fullmatch(cell) or (of_duties and NUMBER.fullmatch(cell)))]
    if not names or any(len(cell) > _LONGEST_NAME for cell in filled):
        return False
    if any(lines.statement(cell) or lines.duty(cell) for cell in names):
        return False
    known = sum(bool(role_of(cell)) for cell in names)
    return known * 2 >= len(names) and (known > 1 or len(names) == 1 or column_name(names[0]) in _BY_NAME)


def one_code(cell: str) -> str:
    """Return the code in a cell that holds only one, also as "k1", "K.1" or "Knowledge 1"; "" for another cell."""
    match = _CODE.fullmatch(cell)
    return f"{(match[1] or match[2][0]).upper()}{match[3]}" if match else ""


def one_line(cell: str) -> str:
    """Return the text of a cell as one line."""
    return " ".join(cell.split())


def are_numbers(cell: str) -> bool:
    """Return whether a cell holds nothing but numbers, such as "3", "1, 4" or "1-3 and 5"."""
    return _NUMBERS.fullmatch(cell) is not None


def is_total(row: Row) -> bool:
    """Return whether a row holds the sums of the others: "Total" and numbers."""
    first, *others = list(filter(None, row.cells)) or [""]
    return bool(others) and _TOTAL.fullmatch(first.strip(" :")) is not None and all(map(_SUM.fullmatch, others))


def are_counts(column: Sequence[str], total: str) -> bool:
    """Return whether the numbers in a column count something: the cell below them is their sum."""
    return all(cell.isdecimal() for cell in (*column, total)) and sum(map(int, column)) == int(total)
