"""Which row of a table names its columns, and what columns are called whose names are unknown or misleading."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from ksb.documents.blocks import Row
from ksb.evidence.codes import in_cell, is_codes, leading
from ksb.evidence.columns import Columns, filled_cells
from ksb.evidence.dates import parse_date
from ksb.evidence.reading import BY_COLUMN, Reading, one_line
from ksb.evidence.roles import bare_name, prefix_of, role_of
from ksb.evidence.states import is_letters, is_nothing, is_tick, says_no, state_of

_HEADER_WITHIN = 30
"""Number of rows in which to look for the header of a sheet, below titles and instructions."""
_SAMPLE = 200
"""Rows from which a table without known names of columns is guessed."""
_WORDING = 3
"""From this many words on average, texts beside codes may be the wordings of the KSBs."""
_LONGEST_TICK = 20
"""The longest date or name that stands for a tick in a column of a status."""
_NUMBER, _YES = {"no", "n"}, {"yes", "y"}
"""As the name of a column, `No` is the number of the row, unless there is a column `Yes`."""
PLANNED = re.compile(
    r"(?:planned|possible|potential|proposed|intended|suggested)\b.*|.*[ (](?:planned|expected)\)?"
    r"|.*\b(?:i|we) will\b.*"
)
"""The name of a column of plans: `Planned activity`, `What I will do`."""
_ACTUAL = re.compile(r"actual\b.*|.*[ (]actual\)?|what (?:i|we) actually\b.*|how (?:i|we) have\b.*")
_INITIALS = re.compile(r"(?!KSBS?)[A-Z]{2,3}")
"""The name of a column that may be a person's initials."""
_BETTER_WITHIN = 3
"""Number of rows below it with which a row that may be the header is compared."""


def header_in(rows: Sequence[Row], reading: Reading) -> tuple[int, list[str], int] | None:
    """Return the position of the row that names the columns, their names, and where the rows below begin.

    It is the row with the most names that are known; None where no row has any.
    """
    scores: list[int] = []
    for row in rows[:_HEADER_WITHIN]:
        scores.append(_score(row, reading))
        if any(scores[:-_BETTER_WITHIN]):
            break
    if not any(scores):
        return None
    at = scores.index(max(scores))
    codes = [i for i, cell in enumerate(rows[at].cells) if leading(cell)]
    if codes and at and all(rows[at - 1].cell(i) for i in codes):
        others = {row.cell(i) for row in rows[:_HEADER_WITHIN] for i in codes} - {*rows[at].cells}
        if any(map(is_codes, others)):
            return None  # a calendar, with codes below the names of days
    return at, *_full_names(rows, at, reading)


def _score(row: Row, reading: Reading) -> int:
    filled = [cell for cell in row.cells if cell]
    codes = [cell for cell in filled if leading(cell)]
    if len(codes) >= 2 and len(codes) * 2 >= len(filled):
        separate = {code for cell in codes if (code := leading(cell))}
        # Separate columns of knowledge, skills and behaviours have codes side by side, too, in the rows below a header.
        return 2 * len(separate) if len(separate) == len(codes) and len(codes) > 3 else 1
    if len(filled) < 2 or codes or any(is_codes(cell) for cell in filled):
        return 0
    roles = reading.roles_of(row.cells)
    if "ksbs" not in roles and not ("kind" in roles and "number" in roles and "evidence" in roles):
        return 0
    known = sum(map(len, roles.values()))
    return 2 * known if known > 1 or len(filled) <= 12 or reading.role_of(row.cell(0)) == "ksbs" else 0


def _full_names(rows: Sequence[Row], at: int, reading: Reading) -> tuple[list[str], int]:
    """Return the names of the columns, and where the rows below begin.

    Above or below the header may stand another row of names, for columns that share a name or have none.
    """
    names = [*rows[at].cells]
    if sum(1 for name in names if leading(name)) >= 2:
        return names, at + 1
    below = rows[at + 1].cells if at + 1 < len(rows) else ()
    roles = reading.roles_of(names)
    filled = [i for i, cell in enumerate(below) if cell]
    known = [i for i in filled if reading.role_of(below[i])]
    heading = len(filled) == 1 and prefix_of(below[filled[0]]) is not None  # such as `Knowledge`, for the rows below
    if filled and known == filled and not heading and not set(filled) & set(roles.get("ksbs", [])):
        return [lower or upper for upper, lower in zip_longest(names, below, fillvalue="")], at + 2
    return names, at + 1


def stacked(
    names: list[str], header: Row, rows: Sequence[Row], reading: Reading
) -> Iterator[tuple[Sequence[str], Sequence[Row]]]:
    """Yield each header with the rows below it: a sheet may hold several tables, or repeat the header on each page."""
    body: list[Row] = []
    ksbs = reading.roles_of(names).get("ksbs", [])
    for row in rows:
        if row.cells == header.cells:
            continue
        at = next((row.cells[i] for i in ksbs if i < len(row.cells) and row.cells[i]), "")
        if at and not at[-1].isdigit() and reading.role_of(at) == "ksbs" and _score(row, reading) > 2:
            yield names, body
            names, body = [*row.cells], []
            ksbs = reading.roles_of(names).get("ksbs", [])
        else:
            body.append(row)
    yield names, body


def guessed_columns(rows: Sequence[Row], reading: Reading) -> tuple[Columns, Sequence[Row]] | None:
    """Return the columns of a table whose column of codes has no known name, and its rows; None without such a column.

    It is the one whose cells hold nothing but codes. Names that are known in a row above still count.
    """
    names_in = [_known_names(row, reading) for row in rows[:_HEADER_WITHIN]]
    at = names_in.index(max(names_in)) if any(names_in) else None
    body = rows if at is None else rows[at + 1 :]
    sample = [row for row in body[:_SAMPLE] if not _is_heading(row)]
    width = max((len(row.cells) for row in sample), default=0)
    cells = [filled_cells(sample, i) for i in range(width)]
    codes = [i for i in range(width) if (found := sum(map(is_codes, cells[i]))) and found * 10 >= 8 * len(cells[i])]
    above = ("",) if at is None else rows[at].cells
    known = reading.roles_of(above)
    evidence = known.get("evidence", [])
    if not codes and sample:
        where = {*evidence, *known.get("link", [])}
        named = [sum(is_codes(cell) or leading(cell) is not None for cell in cells[i]) for i in range(width)]
        codes = [i for i in range(width) if i not in evidence and where - {i} and named[i] * 2 > len(cells[i])][:1]
    if not codes:
        # The name of a column that is not known is one more cell without codes.
        codes = [i for i in range(width) if at is None and sum(map(is_codes, cells[i])) == len(cells[i]) - 1 > 0]
        if codes and not is_codes(body[0].cell(codes[0])):
            body = body[1:]
    if not codes:
        return None
    names = [above[i] if i < len(above) and reading.role_of(above[i]) else "" for i in range(width)]
    roles = reading.roles_of(names)
    dates = [i for i in range(width) if sum(parse_date(cell) is not None for cell in cells[i]) * 2 > len(cells[i])]
    taken = {*codes, *dates, *chain(*roles.values())}
    text = max((i for i in range(width) if i not in taken and cells[i]), key=lambda i: len(set(cells[i])), default=None)
    for i in codes:
        names[i] = "ksbs"
    if dates and "date" not in roles:
        names[dates[0]] = "date"
    if text is not None and not {"title", "evidence"} & roles.keys():
        names[text] = "title"
    return Columns(names, reading), body


def _is_heading(row: Row) -> bool:
    """Return whether a row is a heading for those below it: it has one cell, such as `Knowledge`, and no code."""
    filled = [cell for cell in row.cells if cell]
    return len(filled) == 1 and len(row.cells) > 1 and not in_cell(filled[0])


def _known_names(row: Row, reading: Reading) -> int:
    """Return how many names of columns a row has; 0 where it does not name the columns."""
    filled = [cell for cell in row.cells if cell]
    known = [cell for cell in filled if reading.role_of(cell)]
    return len(known) if len(known) * 2 >= len(filled) > 1 and not any(map(is_codes, filled)) else 0


def lists_the_standard(columns: Columns, rows: Sequence[Row]) -> bool:
    """Return whether a table without known names may as well be a list of KSBs with their wordings."""
    codes, titles = columns.roles["ksbs"], columns.roles.get("title", [])
    after = bool(titles) and codes[0] < titles[0]
    texts = [row.cells[titles[0]] for row in rows if titles[0] < len(row.cells)] if after else []
    wordy = sum(len(text.split()) for text in texts) >= _WORDING * len(texts)
    return after and wordy and "date" not in columns.roles and columns.one_code_in_each(rows)


def settled(names: Sequence[str], rows: Sequence[Row], reading: Reading) -> tuple[Sequence[str], Sequence[Row]]:
    """Return the names of the columns, and the rows, as they are read: by what they hold, plans left out."""
    return _as_one_status(_with_ticks(_without_plans(by_content(names, rows, reading)), rows, reading), rows, reading)


def _with_ticks(names: Sequence[str], rows: Sequence[Row], reading: Reading) -> Sequence[str]:
    """Return the names of columns, with `Done` for one without a name that holds ticks, if no other holds evidence."""
    if "evidence" in reading.roles_of(names):
        return names
    ticked = [any(is_tick(cell) and not cell.isdigit() for cell in filled_cells(rows, i)) for i in range(len(names))]
    return ["Done" if not name and ticked[i] and _are_marks(rows, i, True) else name for i, name in enumerate(names)]


def by_content(names: Sequence[str], rows: Sequence[Row], reading: Reading) -> Sequence[str]:
    """Return the names of the columns; where none that is named for codes holds one, that with codes is called `KSB`.

    `Ref, Knowledge, Evidence` is such a table: the codes stand in `Ref`, and `Knowledge` has the wordings.
    """
    columns = Columns(names, reading)
    sample = rows[:_SAMPLE]
    named = columns.roles.get("ksbs", [])
    if not named or "ksbs" in reading.columns or any(map(columns.codes, sample)):
        return names
    for i in range(len(names)):
        cells = filled_cells(sample, i)
        if i not in named and sum(map(is_codes, cells)) * 2 > len(cells):
            return ["KSB" if j == i else "wording" if j in named else name for j, name in enumerate(names)]
    return names


def _without_plans(names: Sequence[str]) -> Sequence[str]:
    """Return the names of columns without those of plans: of `Planned activity | Actual activity` the first."""
    if not any(_ACTUAL.fullmatch(bare_name(name)) for name in names):
        return names
    return ["" if PLANNED.fullmatch(bare_name(name)) else name for name in names]


def _as_one_status(names: Sequence[str], rows: Sequence[Row], reading: Reading) -> tuple[Sequence[str], Sequence[Row]]:
    """Return the names and rows of a table with one column `Status` in place of `Not started | Complete`.

    Its cells are the name of the column that was ticked; of several, the last that is evidence. Other tables are
    returned as they are.
    """
    states = [i for i, name in enumerate(names) if _is_state(name, reading)]
    if reading.by == BY_COLUMN or any(_INITIALS.fullmatch(name) for i, name in enumerate(names) if i not in states):
        states = [i for i in states if not is_letters(names[i])]
    said = {bare_name(names[i]) for i in states}
    if not said & _YES:
        states = [i for i in states if bare_name(names[i]) not in _NUMBER]
    refusing = [i for i in states if says_no(names[i])]
    if len(states) < 2 or not refusing or not all(_are_marks(rows, i, i in refusing) for i in states):
        return names, rows
    named = ["Status" if i == states[0] else "" if i in states else name for i, name in enumerate(names)]
    return named, [_with_status(names, row, states, refusing) for row in rows]


def _is_state(name: str, reading: Reading) -> bool:
    chosen = reading.columns and role_of(name, {}) != reading.role_of(name)
    return bool(name) and not chosen and not name.isdigit() and state_of(name) is not None


def _are_marks(rows: Sequence[Row], i: int, refusing: bool) -> bool:
    marks = filled_cells(rows, i)
    return all(is_tick(mark) or is_nothing(mark) or (not refusing and len(mark) <= _LONGEST_TICK) for mark in marks)


def _with_status(names: Sequence[str], row: Row, states: Sequence[int], refusing: Sequence[int]) -> Row:
    ticked = [i for i in states if not is_nothing(row.cell(i))]
    decisive = [i for i in ticked if i not in refusing] or ticked
    cells = ["" if i in states else cell for i, cell in enumerate(row.cells)]
    if decisive:
        cells[states[0]] = one_line(names[decisive[-1]])
    return Row(tuple(cells), row.place)
