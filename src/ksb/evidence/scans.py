"""Skills scans: how people rate themselves at the start, which is no evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ksb.documents.blocks import Row
from ksb.evidence.piece import Problem
from ksb.evidence.reading import Reading
from ksb.evidence.states import is_nothing

_RATING = re.compile(
    r"(?:self[- ]?)?(?:rating|rated|confidence|skill level|self[- ]?assess(?:ment|ed)?|self[- ]?score)\b.*"
    r"|(?:no|some|little|good|much|lots of|a lot of|limited) (?:experience|knowledge|confidence)"
    r"|(?:not |very |fairly |quite )?confident|beginner|novice|expert|never done(?: it)?",
    re.IGNORECASE,
)
_SCALE = re.compile(r"[0-9]{1,2}")
_SHORTEST = 3
"""The fewest columns or values of a scale from 1 upwards."""


def ratings(names: Sequence[str], rows: Sequence[Row]) -> list[int]:
    """Return the columns in which people rate themselves: by their names, or as a scale with one tick in each row."""
    named = [i for i, name in enumerate(names) if _RATING.fullmatch(name.strip())]
    if named:
        # `Some` beside `No experience` is of the same scale.
        return sorted(
            {*named, *(i for i, name in enumerate(names) if len(named) > 1 and name.strip().lower() == "some")}
        )
    scale = [i for i, name in enumerate(names) if _SCALE.fullmatch(name.strip())]
    numbers = [int(names[i]) for i in scale]
    if len(scale) < _SHORTEST or numbers != list(range(numbers[0], numbers[0] + len(scale))) or numbers[0] > 1:
        return []
    ticked = [sum(not is_nothing(row.cell(i).strip()) for i in scale) for row in rows]
    return scale if all(number == 1 for number in ticked) else []


def not_used(names: Sequence[str], columns: Sequence[int], place: str, reading: Reading) -> Problem:
    """Return that columns hold the ratings of a skills scan."""
    shown = ", ".join(" ".join(names[i].split()) for i in columns)
    return Problem(reading.file, place, f"ratings of a skills scan are no evidence; not used: {shown}")


def may_be_ratings(rows: Sequence[Row], columns: Sequence[int], place: str, reading: Reading) -> Iterator[Problem]:
    """Yield that the numbers under codes count, where they look like ratings from 1 to 5."""
    cells = [row.cell(i).strip() for row in rows for i in columns]
    values = set(filter(None, cells))
    if len(values) >= _SHORTEST and values <= set("012345"):
        message = "the numbers count as evidence; if they are the ratings of a skills scan, leave this file out"
        yield Problem(reading.file, place, message)
