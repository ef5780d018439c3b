"""What of a table is not used, or counts though it may not be meant to."""

import re
from collections.abc import Iterator, Sequence

from ksb.documents.blocks import Row
from ksb.evidence.columns import Columns, filled_cells
from ksb.evidence.piece import Problem
from ksb.evidence.reading import Reading, one_line, short
from ksb.evidence.roles import bare_name
from ksb.evidence.states import is_doubtful, is_letters, is_nothing, state_of
from ksb.text.english import counted

_MOST_BEYOND = 5
"""Rows with cells beyond the last column that are reported each by itself."""
_PERSON = re.compile(r"[A-Z][^\W\d_'’]*['’-]?[^\W\d_]+ (?:[A-Z][\w'’.-]* )?[A-Z][^\W\d_]*['’-]?[^\W\d_]+")
"""What may be the name of a person: two or three words with a capital each."""
_RATING = re.compile(
    r"(?:(?:self|start|mid|end|initial|final|baseline|current)[- ]?)?"
    r"(?:score|rating|rated|confidence|skill level|self[- ]?assess(?:ment|ed)?)\b.*"
    r"|(?:no|some|little|good|much|lots of|a lot of|limited) (?:experience|knowledge|confidence)"
    r"|(?:not |very |fairly |quite )?confident|beginner|novice|expert|never done(?: it)?",
    re.IGNORECASE,
)
_SCALE = re.compile(r"[0-9]{1,2}")
_SHORTEST = 3
"""The fewest columns or values of a scale from 1 upwards."""


def beyond(names: Sequence[str], rows: Sequence[Row], reading: Reading) -> Iterator[Problem]:
    """Yield the cells to the right of the last column that has a name: a comma in a cell without quotes makes them."""
    width = max((i for i, name in enumerate(names, 1) if name), default=0)
    found = [(row, cells) for row in rows if (cells := list(filter(None, row.cells[width:])))]
    for row, cells in found[:_MOST_BEYOND]:
        message = f"no column for {short(', '.join(cells))}; not used (a cell with commas needs quotes)"
        yield reading.problem(row.place, message)
    if more := found[_MOST_BEYOND:]:
        yield reading.problem(more[0][0].place, f"no column for cells in {counted(len(more), 'more row')}; not used")


def people(
    rows: Sequence[Row], columns: Columns, place: str, reading: Reading, pieces: Sequence[int] = ()
) -> Iterator[Problem]:
    """Yield what names several people, whose work counts together: a column, or the names of the columns `pieces`."""
    if reading.by is not None:
        return
    if len(pieces) > 1 and all(_PERSON.fullmatch(columns.names[i]) for i in pieces):
        yield _together(len(pieces), "column", place, reading)
    titles = columns.roles.get("title", [])
    # `Name` beside a title or evidence is a person's.
    others = len(titles) > 1 or "evidence" in columns.roles
    names = [i for i in titles if others and bare_name(columns.names[i]) == "name"]
    for i in [*columns.roles.get("learner", []), *names]:
        found = {*filled_cells(rows, i)}
        if len(found) > 1:
            yield _together(len(found), columns.names[i], place, reading)
            return


def _together(number: int, by: str, place: str, reading: Reading) -> Problem:
    return reading.problem(place, f"the work of {number} people counts together; --by {by!r} takes them apart")


def doubtful_cells(
    rows: Sequence[Row], columns: Columns, among: Sequence[int], reading: Reading, but: re.Pattern[str] | None = None
) -> Iterator[Problem]:
    """Yield each word in these columns that is taken for no evidence, but may be meant otherwise: `NS`, `Booked`.

    Those that `but` fits are left out. A title that only begins with such a word counts.
    """
    found: dict[str, list[str]] = {}
    for row in rows:
        for i in among:
            if is_doubtful(text := row.cell(i)) and not (but and but.fullmatch(text)):
                if columns.lettered and columns.role.get(i) == columns.bearing and is_letters(text):
                    continue
                name = one_line(columns.names[i])
                found.setdefault(short(text), []).append(f"{row.place}, column {name}" if name else row.place)
    for text, places in found.items():
        more = f", here and in {counted(len(places) - 1, 'other cell')}" if len(places) > 1 else ""
        if columns.is_nothing(text):
            message = f'"{text}" does not count{more}: it is taken for "{state_of(text)}"'
        else:
            message = f'"{text}" counts{more}, though it may say that there is no evidence'
        yield reading.problem(places[0], message)


def with_names(names: Sequence[str], rows: Sequence[Row], reading: Reading) -> tuple[list[Row], Problem] | None:
    """Return rows in which those without a learner have the one above, and a note on it; None where all have one."""
    columns = Columns(names, reading)
    at = columns.learner
    if at is None or not rows or not rows[0].cell(at) or all(row.cell(at) for row in rows):
        return None
    name, filled, without = "", [], []
    for row in rows:
        if not (cell := row.cell(at)) and columns.codes(row):
            cell = name
            without.append(row.place)
        name = cell or name
        filled.append(Row((*row.cells[:at], cell, *row.cells[at + 1 :]), row.place))
    if not without:
        return None
    more = f" and in {counted(len(without) - 1, 'other row')}" if len(without) > 1 else ""
    return filled, reading.problem(without[0], f"no {names[at]} here{more}; taken for the one above")


def ratings(names: Sequence[str], rows: Sequence[Row]) -> list[int]:
    """Return the columns in which people rate themselves: by their names, or as a scale with one tick in each row."""
    named = [i for i, name in enumerate(names) if _RATING.fullmatch(name)]
    if named:
        # `Some` beside `No experience` is of the same scale.
        return sorted({*named, *(i for i, name in enumerate(names) if len(named) > 1 and name.lower() == "some")})
    scale = [i for i, name in enumerate(names) if _SCALE.fullmatch(name)]
    numbers = [int(names[i]) for i in scale]
    if len(scale) < _SHORTEST or numbers != list(range(numbers[0], numbers[0] + len(scale))) or numbers[0] > 1:
        return []
    ticked = [sum(not is_nothing(row.cell(i)) for i in scale) for row in rows]
    return scale if all(number == 1 for number in ticked) else []


def may_be_ratings(rows: Sequence[Row], columns: Sequence[int], place: str, reading: Reading) -> Iterator[Problem]:
    """Yield that the numbers under codes count, where they look like ratings from 1 to 5."""
    cells = [row.cell(i) for row in rows for i in columns]
    values = set(filter(None, cells))
    if len(values) >= _SHORTEST and values <= set("012345"):
        message = "the numbers count as evidence; if they are the ratings of a skills scan, leave this file out"
        yield reading.problem(place, message)
