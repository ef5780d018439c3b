"""Tables of a document, put into a plain shape, and given to what takes their rows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ksb.documents.blocks import Block, Row, Table
from ksb.importers import columns, facts, headings, lines, matrices, topics, totals
from ksb.importers.cells import may_be_mark, may_be_tick, named_duty, one_code, one_line
from ksb.importers.codes import codes_in
from ksb.importers.options import named_option
from ksb.importers.paragraphs import take_flat
from ksb.importers.reader import Reader
from ksb.importers.rows import take_duties, take_ksbs, with_codes
from ksb.importers.sections import take_option, take_option_without_number

_MOST_LEADING = 10
"""How many rows of a sheet are looked at for the row that names its columns: titles and notes may stand above it."""


def take(reader: Reader, table: Table) -> None:
    """Give the rows of a table to the reader of its document."""
    if at := _next_header(table.every_row):
        take(reader, replace(table, header=None, rows=table.every_row[:at]))
        take(reader, replace(table, header=None, rows=table.every_row[at:], text=""))
        return
    if not table.header:
        table = replace(table, rows=without_margin(table.rows))
    if matrix := with_one_header(table.every_row):
        reader.structure(table.place, table.every_row[0].text)
        table = replace(table, header=None, rows=matrix)
    duty = lines.duty(table.text) if table.text else None
    if duty:  # a sheet for each duty
        reader.structure(table.place, table.text)
        reader.survey.headings_in_duties = True
        reader.take_duty(duty.number, duty.title, table.place, duty.codes)
    elif table.header and (duty := lines.duty(one_line(table.header.only))):
        reader.structure(table.header.place, table.header.text)
        reader.take_mapped_duty(duty.number, duty.title, table.header.place, duty.codes)
        table = replace(table, header=None)
    if topics.take(reader, table.every_row, reader.prefix if reader.section == "ksbs" else ""):
        reader.structure(table.place, table.text)
        return
    option = named_option(table.text, heading=True)
    if option and option.title:
        take_option(reader, option, table.place, level=1)
    names_option = option or (table.text and take_option_without_number(reader, table.text, table.place, heading=True))
    table = _with_header(reader, table)
    found = headings.heading(table.text) if table.text else None
    if found and table.rows:
        reader.enter(found, table.text, table.place)
    elif table.text and not (duty or names_option):
        reader.structure(table.place, table.text)
    sums = [row for row in table.rows if totals.is_total(row)]
    for row in sums:
        reader.left(row.place, row.text)
    table = replace(table, rows=tuple(row for row in table.rows if not totals.is_total(row)))
    table = _without_particulars(reader, table)
    if not table.every_row or matrices.take(reader, table.every_row[0], table.every_row[1:]):
        return
    table = _with_codes_of_kinds(reader, table)
    roles = columns.roles_of(table)
    if roles is None:
        for row in table.every_row:
            take_flat(reader, row)
        return
    if not roles:
        for row in table.every_row:
            for cell in row.filled:
                (reader.structure if codes_in(one_line(cell)) else reader.left)(row.place, cell)
        return
    if table.header:
        reader.structure(table.header.place, table.header.text)
    if _repeats_citation(reader, table, roles):
        reader.begin("ksbs")
    if _is_of_duty(reader, roles) or columns.has_duty_in_each_row(roles, table.rows):
        take_duties(reader, table, totals.without_counts(roles, table.rows, sums))
    else:
        take_ksbs(reader, table, roles)


def _repeats_citation(reader: Reader, table: Table, roles: columns.Roles) -> bool:
    """Return whether a table has a code that the duty above cites with its wording: it is a list of definitions."""
    cited = {cite.code for cite in reader.duty.cites if cite.pieces} if reader.duty else set()
    code = next((at for at, role in roles.items() if role == "code"), None)
    return code is not None and any(one_code(row.cell(code)) in cited for row in table.rows)


def _with_header(reader: Reader, table: Table) -> Table:
    """Return a table with the row that names its columns as its header, where one does; take the rows above it."""
    rows = table.every_row
    lead = rows[:1] if rows and lines.duty(one_line(rows[0].only)) else ()
    if form := _form(rows) or (_kinds_beside(rows[len(lead) :]) if lead or reader.duty else []):
        for row in lead:
            take_flat(reader, row)
        place = rows[len(lead)].place
        names, values = zip(*form, strict=True)
        return replace(table, header=Row(names, place), rows=(Row(values, place),))
    if table.header and one_code(table.header.cell(0)) and not one_code(table.header.cell(1)):
        return replace(table, header=None, rows=rows)
    if table.header:
        return table
    if (start := _header(rows)) is None:
        return table
    for row in rows[:start]:
        take_flat(reader, row)
    return replace(table, header=rows[start], rows=rows[start + 1 :])


def _with_codes_of_kinds(reader: Reader, table: Table) -> Table:
    """Return a table with K1 for the 1 beside "Knowledge"."""
    if (found := columns.kinds_and_numbers(table)) is None:
        return table
    made = []
    prefix = ""
    for row in table.rows:
        prefix = headings.kind_prefix(row.cell(found[0])) or prefix
        made.append(with_codes(reader, row, {found[1]: prefix}))
    return replace(table, rows=tuple(made))


def _without_particulars(reader: Reader, table: Table) -> Table:
    """Take columns that name the standard in each row, and return the table without them."""
    found: set[int] = set()
    if table.header is None:
        return table
    for at, name in enumerate(table.header.cells):
        values = {row.cell(at) for row in table.rows}
        text = f"{name}: {one_line(values.pop())}" if name and len(values) == 1 < len(table.rows) else ""
        if not columns.role_of(name) and (fields := _names_standard(text)):
            reader.take_facts(fields, text, table.header.place)
            found.add(at)
    if not found:
        return table
    rows = (Row(tuple("" if at in found else it for at, it in enumerate(row.cells)), row.place) for row in table.rows)
    return replace(table, rows=tuple(rows))


def _form(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Return the names in the first column of a table, "Duty", "KSBs", ..., with the values beside them; else none.

    The first may be the number of the duty.
    """
    pairs = [(row.cell(0), row.cell(1)) for row in rows if len(row.cells) == 2]
    if pairs and columns.DUTY_NAME.fullmatch(pairs[0][0]) and pairs[0][1]:
        pairs[0] = ("Duty", ": ".join(pairs[0]))
    elif len(pairs) > 1 and columns.role_of(pairs[0][0]) == "duty" and pairs[0][1].isdecimal():
        pairs[:2] = [("Duty number", pairs[0][1]), ("Duty", pairs[1][1])]
    roles = {columns.role_of(name) for name, _ in pairs}
    distinct = len(roles) == len(pairs) == len(rows) > 1 and "" not in roles
    return pairs if distinct and roles & {"duty", "duty number"} else []


def _kinds_beside(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Return the names of kinds in the first column of a table, with the KSBs beside them; else none."""
    pairs = [(row.cell(0), row.cell(1)) for row in rows if len(row.cells) == 2]
    roles = {columns.role_of(name) for name, _ in pairs}
    distinct = len(roles) == len(pairs) == len(rows) and roles <= columns.PREFIXES
    return pairs if distinct and all(columns.begins_with_code(cell) for _, cell in pairs) else []


def _next_header(rows: Sequence[Row]) -> int:
    """Return the position of the row at which another table begins; 0 for none.

    Such a row holds only names of columns, and a row above it may hold a title alone; or the KSBs follow the duties.
    """
    of_duties = bool(rows) and {"duty", "ksbs"} <= set(map(columns.role_of, rows[0].cells))
    for at, row in enumerate(rows[2:], 2):
        roles = list(map(columns.role_of, row.filled))
        if len(roles) > 1 and all(roles) and (len(set(roles)) == len(roles) or not set(roles) <= columns.PREFIXES):
            return at - 1 if len(rows[at - 1].filled) == 1 else at
        if of_duties and len(roles) == 1 and roles[0] in columns.PREFIXES:
            return at
    return 0


def _header(rows: Sequence[Row]) -> int | None:
    """Return the position of the row that names the columns; None if no row does, or if something else is above."""
    leading = range(min(len(rows), _MOST_LEADING))
    may_name = [at for at in leading if not facts.in_numbers(": ".join(rows[at].filled))]
    named = [at for at in may_name if columns.is_header(rows[at]) or columns.stands_above_codes(rows[at:])]
    # Of two, the first may be a name above several columns.
    filled = [len(row.filled) for row in rows[: _MOST_LEADING + 1]]
    start = next((at for at in named if not (at + 1 in named and filled[at] < filled[at + 1])), len(rows))
    # A title, a duty or a note may stand above the header.
    may_lead = (
        (filled[at] < 3 or rows[at].cell(0).endswith(":")) and not any(map(lines.statement, rows[at].cells))
        for at in range(start)
    )
    return start if start + 1 < len(rows) and all(may_lead) else None


def _is_of_duty(reader: Reader, roles: columns.Roles) -> bool:
    """Return whether a table with columns of kinds holds the KSBs of the last duty: each before has its own."""
    if reader.duty is None or not set(roles.values()) <= {*columns.PREFIXES, "methods"}:
        return False
    return not reader.duty.cites and all(duty.cites for duty in reader.duties[:-1])


def by_standard(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Yield the blocks of each standard: of a table alone, the rows with the same name in a column of standards.

    The codes of one are those of another, too; else the column names parts of one standard.
    """
    tables = [block for block in blocks if isinstance(block, Table) and block.every_row]
    table = tables[0] if len(blocks) == len(tables) == 1 else Table("", "", (Row((), ""),))
    header, *rows = table.every_row
    for at, name in enumerate(header.cells):
        if columns.role_of(name) or columns.column_name(name) == "title" or not _names_standard(f"{name}: x"):
            continue
        of_each: dict[str, list[Row]] = {}
        for row in rows:
            of_each.setdefault(row.cell(at), []).append(row)
        codes = [{cell for row in of for cell in row.cells if one_code(cell)} for of in of_each.values()]
        if len(codes) > 1 and all(of_each) and sum(map(len, codes)) > len(set().union(*codes)):
            yield from ([replace(table, header=header, rows=tuple(of))] for of in of_each.values())
            return
    yield blocks


def _names_standard(text: str) -> dict[str, str]:
    """Return the fields in a text, where they say which standard something belongs to."""
    fields = facts.particulars(text)
    return fields if fields.keys() <= {"title", "reference", "lars_code"} else {}


def without_margin(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows without the first columns, if these are empty but for headings."""
    filled = [[at for at, cell in enumerate(row.cells) if cell] for row in rows]
    margin = min((at[0] if at else 0 for at in filled if at != [0]), default=0)
    pairs = zip(rows, filled, strict=True)
    return tuple(row if at == [0] else Row(row.cells[margin:], row.place) for row, at in pairs)


def with_one_header(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows of a matrix with two rows of names, with one for both; none for another table.

    The first holds the duties and the second their titles, or the first the kinds above the codes in the second.
    """
    if len(rows) < 3:
        return ()
    first, second = rows[:2]
    codes = [at for at, cell in enumerate(second.cells) if one_code(cell)]
    if len(codes) > 1 and not any(map(one_code, first.cells)):
        ticks = [row.cell(at) for row in rows[2:] for at in codes]
        return tuple(rows[1:]) if all(map(may_be_mark, ticks)) else ()
    duties = [at for at, cell in enumerate(first.cells) if named_duty(cell)]
    others = [cell for at, cell in enumerate(first.cells) if cell and at not in duties]
    titles = [one_line(second.cell(at)) for at in duties]
    if len(duties) < 2 or others or any(not it or may_be_tick(it) or one_code(it) for it in titles):
        return ()
    if any(map(lines.statement, second.cells)):
        return ()
    cells = [second.cell(at) for at in range(max(len(first.cells), len(second.cells)))]
    for at in duties:
        cells[at] = f"{first.cell(at)}: {one_line(cells[at])}"
    return (Row(tuple(cells), second.place), *rows[2:])
