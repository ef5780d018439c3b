"""A status that is spread over columns: `Not started | In progress | Complete`, with a tick in one of them."""

from __future__ import annotations

from collections.abc import Sequence

from ksb.documents.blocks import Row
from ksb.evidence.columns import plain, role_of
from ksb.evidence.reading import Reading
from ksb.evidence.states import is_nothing, is_tick, says_no, state_of

_LONGEST = 20
"""The longest date or name that stands for a tick."""
_NUMBER, _YES = {"no", "n"}, {"yes", "y"}
"""`No` is the number of the row, unless there is a column `Yes`."""


def as_one_status(names: Sequence[str], rows: Sequence[Row], reading: Reading) -> tuple[Sequence[str], Sequence[Row]]:
    """Return the names and rows of a table with such columns as one column `Status`, which names the ticked one.

    A row that is ticked in several has the last of them that is evidence. Other tables are returned as they are.
    """
    states = [i for i, name in enumerate(names) if _is_state(name, reading)]
    said = {plain(names[i]) for i in states}
    if not said & _YES:
        states = [i for i in states if plain(names[i]) not in _NUMBER]
    refusing = [i for i in states if says_no(names[i])]
    if len(states) < 2 or not refusing or not all(_are_marks(rows, i, i in refusing) for i in states):
        return names, rows
    status, *rest = states
    return (
        ["Status" if i == status else "" if i in rest else name for i, name in enumerate(names)],
        [_with_status(names, row, states, refusing) for row in rows],
    )


def _is_state(name: str, reading: Reading) -> bool:
    chosen = reading.columns and role_of(name, {}) != role_of(name, reading.columns)
    return bool(name.strip()) and not chosen and not name.strip().isdigit() and state_of(name) is not None


def _are_marks(rows: Sequence[Row], i: int, refusing: bool) -> bool:
    cells = [row.cell(i).strip() for row in rows]
    return all(
        is_tick(cell) or is_nothing(cell) or (not refusing and len(cell) <= _LONGEST) for cell in filter(None, cells)
    )


def _with_status(names: Sequence[str], row: Row, states: Sequence[int], refusing: Sequence[int]) -> Row:
    ticked = [i for i in states if not is_nothing(row.cell(i).strip())]
    decisive = [i for i in ticked if i not in refusing] or ticked
    cells = ["" if i in states else cell for i, cell in enumerate(row.cells)]
    if decisive:
        cells[states[0]] = " ".join(names[decisive[-1]].split())
    return Row(tuple(cells), row.place)
