"""Rows of a table that hold the sums of the others, and the columns whose numbers they add up."""

import re
from collections.abc import Sequence

from ksb.documents.blocks import Row
from ksb.importers.columns import Roles, number_columns

_TOTAL = re.compile(r"(?:(?:grand|overall|sub)[ -]?)?totals?(?: (?:number )?of .{1,40})?|sum|count", re.IGNORECASE)
_SUM = re.compile(r"[0-9][0-9., ]*%?|[-–—]")


def is_total(row: Row) -> bool:
    """Return whether a row holds the sums of the others: "Total" and numbers."""
    first, *others = row.filled or [""]
    return bool(others) and _TOTAL.fullmatch(first.strip(" :")) is not None and all(map(_SUM.fullmatch, others))


def without_counts(roles: Roles, rows: Sequence[Row], totals: Sequence[Row]) -> Roles:
    """Return the roles without the columns whose numbers are counts: their sums stand below them."""
    numbers = number_columns(roles, rows)
    for total in totals if numbers else ():
        columns = [[*(row.cell(at) for row in rows), total.cell(at)] for at in numbers]
        if all(all(map(str.isdecimal, it)) and sum(map(int, it[:-1])) == int(it[-1]) for it in columns):
            return {at: role for at, role in roles.items() if at not in numbers}
    return roles
