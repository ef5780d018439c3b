"""Tables as people lay them out, put into the plain shape: no margins, one row that names the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ksb.documents.blocks import Row
from ksb.importers import headings, lines
from ksb.importers.columns import one_code, one_line
from ksb.importers.matrices import may_be_tick, named_duty

_INTRODUCES = re.compile(
    r"(?:(?:the|an?|each|every)\s+)?(?:[a-z]+\s+)?(?:apprentices?|learners?|they)\s+(?:will|must|should|can|need)\b.{0,60}"
    r"|(?:will\s+)?(?:understand|know|be able to|demonstrate)\b.{0,40}|what is required",
    re.IGNORECASE,
)
"""What stands beside "Knowledge" in a table with a row for each topic: "The apprentice will understand"."""


def without_margin(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows without the first columns, if these are empty but for headings."""
    headed = [bool(row.cell(0)) and not any(row.cells[1:]) for row in rows]
    starts = (
        next((at for at, cell in enumerate(row.cells) if cell), 0)
        for row, is_heading in zip(rows, headed, strict=True)
        if not is_heading
    )
    margin = min(starts, default=0)
    return tuple(
        row if is_heading else Row(row.cells[margin:], row.place) for row, is_heading in zip(rows, headed, strict=True)
    )


def with_one_header(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows of a matrix whose first two hold the duties and their titles, with one for both; else none."""
    if len(rows) < 3:
        return ()
    first, second = rows[:2]
    duties = [at for at, cell in enumerate(first.cells) if named_duty(cell)]
    others = [cell for at, cell in enumerate(first.cells) if cell and at not in duties]
    titles = [one_line(second.cell(at)) for at in duties]
    if len(duties) < 2 or others or not all(titles) or any(may_be_tick(it) or one_code(it) for it in titles):
        return ()
    if any(map(lines.statement, second.cells)):
        return ()
    width = max(len(first.cells), len(second.cells))
    cells = [
        f"{first.cell(at)}: {one_line(second.cell(at))}" if at in duties else second.cell(at) for at in range(width)
    ]
    return (Row(tuple(cells), second.place), *rows[2:])


def topics(rows: Sequence[Row]) -> list[tuple[Row, str, str]] | None:
    """Return each row of a table with a topic and its statement, the kind of the statement, and the two as one text.

    The kind is "" for a row that names that of the rows below. None for another table.
    """
    found: list[tuple[Row, str, str]] = []
    kind = ""
    for row in rows:
        heading = headings.heading(row.cell(0))
        if heading and heading.section == "ksbs" and heading.prefix and _is_introduction(row):
            kind = heading.prefix
            found.append((row, "", ""))
        elif not kind or len(row.cells) != 2 or not all(row.cells) or any(map(lines.statement, row.cells)):
            return None
        else:
            topic, statement = row.cells
            found.append((row, kind, f"{_topic(topic)}: {statement}"))
    introduced = any(row.cell(1) for row, of, _ in found if not of)
    return found if introduced and any(of for _, of, _ in found) else None


def _is_introduction(row: Row) -> bool:
    return len(row.cells) <= 2 and (
        not row.cell(1) or _INTRODUCES.fullmatch(one_line(row.cell(1)).strip(" :.")) is not None
    )


def _topic(cell: str) -> str:
    """Return a cell as one line, without a colon at its end."""
    return one_line(cell).rstrip(" :")
