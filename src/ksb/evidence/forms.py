"""Evidence in tables that are not lists: forms, logbooks, and tables below a heading that names a KSB."""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from ksb.documents.blocks import Row, Table
from ksb.evidence.codes import in_cell, in_text, is_codes, leading
from ksb.evidence.columns import Columns, filled_cells
from ksb.evidence.dates import parse_date
from ksb.evidence.piece import Codes, Piece, Problem
from ksb.evidence.reading import Reading, do_not_count, short
from ksb.evidence.roles import bare_name, refuses
from ksb.evidence.rows import Line, pieces_in_rows
from ksb.evidence.states import is_letters, is_nothing, is_tick, says_no

_SAYS_LITTLE = ("date", "number", "reviewer", "learner", "ksbs", "wording", "notes")
"""Columns that are not evidence where they alone are filled in."""
_LONGEST_NAME = 40


def in_form(rows: Sequence[Row], reading: Reading) -> Iterator[Piece | Problem] | None:
    """Return the pieces in a table that is a form, a name in the first column and the value beside it, or several."""
    pairs = [(row, [*filter(None, row.cells)]) for row in rows]
    known = [cells[0] for _, cells in pairs if len(cells) == 2 and reading.role_of(cells[0])]
    if "ksbs" not in {reading.role_of(name) for name in known} or len(known) < 2:
        return None
    forms: list[dict[str, str]] = []
    places: list[str] = []
    seen: dict[str, None] = {}
    unused: list[Problem] = []
    for row, cells in pairs:
        role = reading.role_of(cells[0]) if len(cells) == 2 else None
        if role:
            name = bare_name(cells[0])
            if not forms or name == next(iter(seen)) or (role == "ksbs" and name in seen):  # the next form
                forms.append({})
                places.append(row.place)
                seen.clear()
            seen[name] = None
            forms[-1][cells[0]] = cells[1]
            if role == "ksbs":
                places[-1] = row.place
        elif len(cells) == 2 and (codes := in_text(cells[1]).named):
            unused.append(reading.problem(row.place, f'{do_not_count(codes)}: under "{short(cells[0])}"'))
    tables = [(list(form), [Row(tuple(form.values()), place)]) for form, place in zip(forms, places, strict=True)]
    return chain(unused, *(pieces_in_rows(rows, Columns(names, reading, rows), reading) for names, rows in tables))


def in_running_text(rows: Sequence[Row], table: Table, reading: Reading) -> Iterator[Piece | Problem]:
    """Yield a piece for each row whose text names codes: a logbook."""
    found = [(row, [in_text(cell, strict=reading.strict) for cell in row.cells]) for row in rows]
    for i in range(max((len(row.cells) for row in rows), default=0)):
        texts = filled_cells(rows, i)
        if sum(map(is_codes, texts)) * 2 < len(texts):  # among words, a cell with a code alone may be a name: `S3`
            for row, named in found:
                if is_codes(row.cell(i)) and leading(row.cell(i)):
                    named[i] = Codes(doubtful=named[i].codes)
    if not any(codes for _, cells in found for codes in cells):
        return
    columns = Columns(rows[0].cells, reading)
    if not any(codes.codes or codes.excluded for _, cells in found for codes in cells):
        shown = ", ".join(filter(None, columns.names)) or "none"
        message = f"no column of KSBs was recognised (the first row: {shown}); name it: --column ksbs=NAME"
        yield reading.problem(table.place, message)
        return
    answers = _answers(rows)
    for row, cells in found:
        codes = sum(cells, in_cell(""))
        if codes and not is_nothing(answers.get(row.place, row.place)):
            line = Line(row, columns)
            texts = [cell for cell in row.cells if cell and not parse_date(cell)]
            yield from line.piece(
                line.get("title") or line.get("evidence") or (texts[0] if texts else ""), codes, reading
            )


def _answers(rows: Sequence[Row]) -> dict[str, str]:
    """Return what stands below each code in a table of one column, by the code's place; nothing in another table."""
    if any(len(row.cells) > 1 for row in rows):
        return {}
    leads = [leading(row.cell(0)) is not None for row in rows]
    if not any(lead and not after for lead, after in pairwise(leads)):
        return {}
    below = [*(row.cell(0) for row in rows[1:]), ""]
    return {row.place: "" if i + 1 == len(rows) or leads[i + 1] else below[i] for i, row in enumerate(rows) if leads[i]}


def refused_in(table: Table) -> tuple[str, ...]:
    """Return the codes whose rows have a verdict against them: `N` below `Achieved?`, a tick below `Not met`."""
    names, *rows = table.every_row
    return tuple(
        code
        for row in rows
        if (code := leading(row.cells[0]))
        and any(
            refuses(name, cell) or (says_no(name) and not is_letters(name) and is_tick(cell))
            for name, cell in zip(names.cells, row.cells, strict=False)
        )
    )


def has_evidence(table: Table, reading: Reading) -> bool:
    """Return whether a row of the table is filled in with evidence that its status does not refuse."""
    rows = [row.cells for row in table.every_row if any(row.cells)]
    if not rows:
        return False
    in_first = sum(reading.role_of(row[0].rstrip(" :")) is not None for row in rows)
    across = sum(reading.role_of(cell) is not None for cell in rows[0])
    if all(len(row) == 2 for row in rows) and (in_first > 1 or (in_first > 0 and across < 2)):
        records = [[(row[0], cell) for row in rows for cell in row[1:]]]  # the names stand in the first column
    elif len(rows) > 1 and all(len(cell) <= _LONGEST_NAME for cell in rows[0]):
        records = [list(zip(rows[0], row, strict=False)) for row in rows[1:]]
    else:
        records = [[("", cell) for cell in row] for row in rows]
    return any(_is_evidence(record, reading) for record in records)


def _is_evidence(cells: Sequence[tuple[str, str]], reading: Reading) -> bool:
    """Return whether one of these cells, each with its name, is evidence, and no status among them refuses it."""
    roles = [(reading.role_of(name.rstrip(" :")), text) for name, text in cells]
    if any(role in ("status", "quality") and says_no(text) for role, text in roles):
        return False
    return any(
        role not in _SAYS_LITTLE
        and not is_nothing(text)
        and parse_date(text) is None
        and reading.role_of(text.rstrip(" :")) is None
        and not reading.is_wording(text)
        for role, text in roles
    )
