"""Evidence in the rows of a table: a row for each piece, for each KSB, or for each pair of them."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from ksb.documents.blocks import Row
from ksb.evidence.columns import Columns
from ksb.evidence.dates import hours_in, parse_date
from ksb.evidence.piece import Codes, Piece, Problem
from ksb.evidence.reading import Reading, one_line, short
from ksb.evidence.roles import Role, prefix_of, refusal, with_answer, with_unit
from ksb.evidence.states import accepts, is_nothing, is_tick, rejects, says_no, state_of
from ksb.evidence.unused import doubtful_cells

_SEVERAL = re.compile(r"\s*(?:;|\n)\s*")
_SUB_POINT = re.compile(r"\s*(?:[-–•*]|\(?(?:[a-z]|[ivx]+)\))\s")
"""A part of the KSB in a row above, as a point of a list."""
TOTAL = re.compile(
    r"(?:(?:sub|grand|overall)[ -]?)?totals?\b.*|overall:?|averages?:?|mean:?"
    r"|(?:% |percentage |ksbs? |evidence )?(?:coverage|covered|completed?|count|sum|percentage|%)\s*[:?%]?"
    r"|(?:no\.?|number|count|sum) of (?:evidence|ksbs|pieces|ticks|times)\b.*",
    re.IGNORECASE,
)
"""The title of a row of sums."""
_LONGEST_HEADING = 4
"""The most words of a row that is a heading, such as `Technical knowledge`, for the rows below it."""


class Line:
    """One row, and what it says by the roles of its columns."""

    __slots__ = ("_first", "cells", "columns", "row")

    def __init__(self, row: Row, columns: Columns) -> None:
        self.row = row
        self.cells = cells = row.cells
        self.columns = columns
        self._first = {role: cells[i] for i, role in columns.ordered if i < len(cells) and cells[i]}

    def all(self, role: Role) -> list[str]:
        """Return the cells of a role that are not empty."""
        cells = self.cells
        return [cells[i] for i in self.columns.roles.get(role, ()) if i < len(cells) and cells[i]]

    def get(self, role: Role) -> str:
        """Return the first cell of a role that is not empty; "" without one."""
        return self._first.get(role, "")

    def piece(self, title: str, codes: Codes, reading: Reading, link: str = "") -> Iterator[Piece | Problem]:
        """Yield the piece in this row, and what can't be read of it."""
        get = self._first.get
        date = None
        if written := get("date"):
            date = parse_date(written)
            if date is None and not is_nothing(written):
                yield self._unreadable("date", written, "a date that can be read, such as 2026-03-02", reading)
        hours = None
        if written := get("hours"):
            hours = hours_in(with_unit(self.columns.names[self.columns.roles["hours"][0]], written))
            if hours is None and not is_nothing(written):
                yield self._unreadable("hours", written, "a number of hours, such as 1.5", reading)
        learner = self.columns.learner
        yield Piece(
            named=codes,
            title=short(title) or reading.default_title or self.row.place,
            file=reading.file,
            place=self.row.place,
            date=date,
            status=self._rejection() or self._status() or get("status") or self._accepted(),
            hours=hours,
            kind=get("kind"),
            method=get("method"),
            link=get("link") or link or None,
            learner=None if learner is None else self.row.cell(learner) or None,
        )

    def _last(self, attempts: Sequence[int]) -> str:
        """Return the last cell of these columns that is not empty; "" without one."""
        return next(filter(None, map(self.row.cell, reversed(attempts))), "")

    def _status(self) -> str:
        """Return the last cell of the attempts in which the first column of a status stands."""
        first = self.columns.roles.get("status", [None])[0]
        return self._last(next((attempts for attempts in self.columns.verdicts.values() if first in attempts), []))

    def _rejection(self) -> str | None:
        """Return the text of the cell that says that the piece does not count; None if no cell says so."""
        decisions = [self._last(attempts) for attempts in self.columns.verdicts.values()]
        notes = () if any(map(accepts, decisions)) else self.columns.notes
        answers = (refusal(name, self.row.cell(i)) for i, name in self.columns.answers.items())
        said = chain(
            filter(says_no, decisions),
            [date for date in [self.get("date")] if state_of(date) == "planned"],
            filter(rejects, map(self.row.cell, notes)),
            filter(None, answers),
        )
        return next(said, None)

    def _accepted(self) -> str | None:
        """Return the first question whose answer says that the piece is accepted, with a yes, whatever stands there."""
        accepted = (name for i, name in self.columns.answers.items() if is_tick(self.row.cell(i)))
        return next((with_answer(name, "yes") for name in accepted), None)

    def _unreadable(self, role: Role, written: str, what: str, reading: Reading) -> Problem:
        name = one_line(self.columns.names[self.columns.roles[role][0]])
        return reading.problem(f"{self.row.place}, column {name}", f'"{short(written)}" is not {what}')


def pieces_in_rows(rows: Sequence[Row], columns: Columns, reading: Reading) -> Iterator[Piece | Problem]:
    """Yield the pieces in the rows of a table with a column of codes."""
    columns.find_verdicts(rows)
    named = [(Line(row, columns), columns.codes(row)) for row in rows]
    if any(len(codes.claimed) > 1 for _, codes in named):
        yield from _each_piece(named, columns, reading)
    else:
        seen = [code for _, codes in named for code in codes.claimed]
        yield from _one_code_in_each(named, columns, reading, distinct=len(set(seen)) == len(seen))
        if columns.bearing:
            bearing = [i for i in columns.roles[columns.bearing] if i not in columns.answers]
            yield from doubtful_cells([line.row for line, codes in named if codes], columns, bearing, reading)


def _one_code_in_each(
    named: Sequence[tuple[Line, Codes]], columns: Columns, reading: Reading, *, distinct: bool
) -> Iterator[Piece | Problem]:
    """Yield the pieces of a table with a KSB in each row: of a row whose cells hold evidence."""
    bearing = columns.bearing
    above = Codes()
    # A piece that stands left of the codes may be named once for the rows below it.
    first = columns.left_of_codes
    before: list[str] = []
    for line, codes in named:
        link = line.get("link")
        cells = line.all(bearing) if bearing else []
        cells = [cell for cell in cells if codes or not prefix_of(cell)]  # `Skills` is a heading for the rows below
        evidence = [cell for cell in cells if not columns.is_nothing(cell) and not reading.is_wording(cell)]
        answers = [line.cells[i] for i in columns.answers if i < len(line.cells)]
        evidence = [cell for cell in evidence if cell not in answers] or evidence
        if first and codes and not any(cells):
            evidence = before
        before = evidence if first and not all(map(is_tick, evidence)) else []
        if bearing == "evidence" and not evidence and not is_nothing(link):
            evidence = [link]
        if codes:
            above = codes
        elif evidence and all(map(_SUB_POINT.match, line.all("ksbs") + line.all("wording"))) and above:
            codes = above  # a merged cell, or a code that is written once for several rows
        if not codes:
            if evidence and not TOTAL.fullmatch(evidence[0]):
                title = short(line.get("title") or evidence[0])
                yield reading.problem(line.row.place, f'"{title}" is in a row that names no KSB; not used')
            elif not evidence and len((text := line.get("ksbs")).split()) > _LONGEST_HEADING:
                yield reading.problem(line.row.place, f'"{short(text)}" names no KSB; the row is not used')
            continue
        if not evidence:
            if bearing == "evidence" and not is_nothing(line.get("title")) and parse_date(line.get("date")):
                message = f"{codes.codes[0]} has no evidence in its row; it does not count"
                yield reading.problem(line.row.place, message)
            continue
        if mistake := _of_other_ksb(line, codes, reading):
            yield mistake
            continue
        title = line.get("title")
        if bearing in ("evidence", "title") and (distinct or not title) and not all(map(is_tick, evidence)):
            parts = [part for cell in evidence for part in _SEVERAL.split(cell)]
            for part in dict.fromkeys(parts):
                if not columns.is_nothing(part):
                    yield from line.piece(part, codes, reading)
        else:
            text = "" if bearing != "evidence" or all(map(is_tick, evidence)) else "; ".join(evidence)
            yield from line.piece(title if not reading.is_wording(title) else "", codes, reading, text if title else "")


def _of_other_ksb(line: Line, codes: Codes, reading: Reading) -> Problem | None:
    """Return the problem of a row that gives a KSB the definition of another, as evidence for another version does."""
    for code in codes.codes:
        for text in line.all("wording"):
            if other := reading.other_code(code, text):
                message = f"gives {code} the definition of {other}, so it is not counted"
                return reading.problem(line.row.place, f"{message}; is it for an older version? (ksb coverage --old)")
    return None


def _is_no_piece(line: Line, *, left: bool) -> bool:
    """Return whether a row says in its title that there is no piece, or has nothing but codes in a list of titles."""
    if title := line.get("title"):
        return line.columns.is_nothing(title)
    says_more = line.get("date") or line.get("hours") or line.get("status")
    return not left and "title" in line.columns.roles and not says_more


def _each_piece(named: Sequence[tuple[Line, Codes]], columns: Columns, reading: Reading) -> Iterator[Piece | Problem]:
    """Yield the pieces of a table with a piece in each row."""
    must_show = "evidence" in columns.roles
    named_in = [*columns.roles.get("title", []), *columns.roles.get("evidence", [])]
    left = min(named_in, default=0) < min(columns.prefixes, default=0)
    above = ""
    for line, codes in named:
        title, evidence, link = line.get("title"), line.get("evidence"), line.get("link")
        if not codes and (TOTAL.fullmatch(title or line.cells[0]) or not (title or evidence)):
            text = next(filter(None, line.cells), "")
            if not TOTAL.fullmatch(title or text):
                yield reading.problem(line.row.place, f'"{short(text)}" names no KSB; the row is not used')
            continue
        if must_show and not evidence and not title and above and left:
            evidence = above  # named once for the rows below it
        nothing = columns.is_nothing(evidence) and is_nothing(link)
        if nothing and (must_show or _is_no_piece(line, left=left)):
            text = f'"{short(title)}" has' if title else "has"
            yield reading.problem(line.row.place, f"{text} no evidence in its row; it does not count")
            above = ""
            continue
        if not title:
            title = evidence if not columns.is_nothing(evidence) and not is_tick(evidence) else above if left else ""
        above = title
        yield from line.piece(title, codes, reading)
