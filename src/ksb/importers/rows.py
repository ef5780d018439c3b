"""Rows of a table: one with a duty and the KSBs that it cites, or with one KSB or more."""

import re
from collections import Counter
from collections.abc import Sequence

from ksb.documents.blocks import Paragraph, Row, Table
from ksb.importers import headings, lines
from ksb.importers.cells import are_numbers, is_tick, may_be_tick, named_duty, one_code, one_line
from ksb.importers.codes import Codes, codes_in, codes_with_remarks, numbers_of_kind, without_codes
from ksb.importers.columns import PREFIXES, Roles, filled_cells, number_columns, role_of
from ksb.importers.draft import Assessed
from ksb.importers.lines import Statement
from ksb.importers.options import named_option, options_in_cell, options_of_duty
from ksb.importers.paragraphs import take_flat, take_line
from ksb.importers.reader import Reader, gap_in_cell
from ksb.importers.sections import take_option, take_option_without_number


def take_duties(reader: Reader, table: Table, roles: Roles) -> None:
    """Take rows with a duty each, and the KSBs that it cites."""
    rows: Sequence[Row] = table.rows
    if numbers := {at: roles[at] for at in number_columns(roles, rows)}:
        reader.note(table.place, "numbers in the columns of KSBs are read as codes")
        rows = [with_codes(reader, row, numbers) for row in rows]
    beside = any(role in ("ksbs", "code", *PREFIXES) for row in rows for _, role, _ in filled_cells(row, roles))
    for row in rows:
        _take_duty(reader, row, roles, table.header, beside=beside)


def with_codes(reader: Reader, row: Row, prefixes: dict[int, str]) -> Row:
    """Return a row with K1 and K3 for "1, 3" in a column whose numbers are of a kind; `prefixes` says which are."""
    cells = list(row.cells)
    for at, prefix in prefixes.items():
        if prefix and are_numbers(row.cell(at)):
            reader.structure(row.place, cells[at])
            cells[at] = re.sub(r"0*([0-9]+)", rf"{prefix}\1", cells[at])
    return Row(tuple(cells), row.place)


def _take_duty(reader: Reader, row: Row, roles: Roles, header: Row | None, *, beside: bool) -> None:
    """Take a row with a duty and what belongs to it, or with more that belongs to the duty above."""
    if _take_heading(reader, row, beside=beside):
        return
    by_role = {role: cell for _, role, cell in reversed([*filled_cells(row, roles)])}
    digits = re.search(r"\d{1,4}", by_role.get("duty number", ""))
    number = int(digits[0]) if digits else 0
    if found := lines.duty(by_role.get("duty", ""), short=True):
        number, title, codes = found.number, found.title.strip(), list(found.codes)
    else:
        title, codes = without_codes(by_role.get("duty", ""))
        if not number:
            number, title = lines.numbered_title(title, reader.next_number)
    if codes:
        reader.structure(row.place, by_role["duty"])
    title, options = options_of_duty(reader, title, row.place)
    if title or number:
        reader.take_mapped_duty(number or reader.number_for(title, row.place), title, row.place, codes, options)
    elif reader.duty:
        reader.take_codes(codes, row.place)
    if (duty := reader.duty) is None:
        take_flat(reader, row)
        return
    wording, worded = by_role.get("text", ""), False
    for at, role, cell in filled_cells(row, roles):
        if role == "criteria":
            duty.criteria += cell.split("\n")
        elif role == "code" and wording and (code := one_code(cell)):
            reader.statement(Statement(code, wording), row.place)
            worded = True
        elif role in ("ksbs", "code", *PREFIXES):
            _take_cited(reader, cell, role, row.place)
        elif role == "option" and (options := options_in_cell(reader, one_line(cell), row.place)) is not None:
            duty.options = options or duty.options
            if not options:
                reader.structure(row.place, cell)
        elif role == "kind":
            reader.structure(row.place, cell)
        elif role not in ("duty", "duty number") and not (role == "text" and "code" in by_role):
            reader.left_cell(row, at, header)
    if wording and "code" in by_role and not worded:
        reader.left(row.place, wording)
    reader.last = None


def _take_heading(reader: Reader, row: Row, *, beside: bool) -> bool:
    """Take a row that names the option of the rows below, or says that they are the core; return whether it does.

    `beside`: other rows have KSBs beside their duties, so that a text alone is not a duty.
    """
    text = one_line(row.only)
    option = named_option(text, heading=True, among_duties=True)
    found = headings.heading(text)
    if option is None and (found is None or found.section not in ("duties", "option duties")):
        return bool(text) and beside and take_option_without_number(reader, text, row.place, heading=True)
    if reader.section != "duties":
        reader.begin("duties")
    if option:
        take_option(reader, option, row.place)
    elif found:
        reader.enter(found, text, row.place)
    return True


def _take_cited(reader: Reader, cell: str, role: str, place: str) -> None:
    """Take the KSBs in a cell of a duty's row: codes, or statements with or without codes."""
    if listed := codes_in(one_line(cell)) or numbers_of_kind(one_line(cell)):
        reader.take_codes(listed, place, one_line(cell))
        return
    reader.last = None
    for line in cell.split("\n"):
        bare = line.lstrip(lines.BULLETS)
        if not bare:
            continue
        if codes := codes_in(bare):
            reader.take_codes(codes, place)
            if len(codes) == 1 and reader.duty:
                reader.last = reader.duty.cites[-1]
        elif not lines.statement(bare) and (cited := codes_with_remarks(bare, least=1)) and not cited.before:
            reader.take_cited(cited, place, bare)
        elif role in PREFIXES and bare.casefold() == "all":
            reader.take_cited(Codes("", [], [], [role]), place)
        else:
            take_line(reader, Paragraph(bare, place, gap_in_cell(reader)))


def take_ksbs(reader: Reader, table: Table, roles: Roles) -> None:
    """Take rows with a KSB each, or with one or more in columns of their kinds."""
    in_order: Counter[str] = Counter()
    kind = ""
    numbers = {
        at: after for at, role in roles.items() if role == "code" and (after := roles.get(at + 1, "")) in PREFIXES
    }
    texts = [table.header.cell(at) for at, role in roles.items() if role == "text"] if table.header else []
    if texts and texts[0] and not role_of(texts[0]):
        reader.note(table.place, f'the column "{texts[0]}" is read as the wordings of the KSBs')
    for row in table.rows:
        kind = _take_ksb(reader, with_codes(reader, row, numbers), roles, table.header, kind, in_order)
    if in_order:
        said = ", ".join(f"{prefix}1 to {prefix}{most}" for prefix, most in in_order.items())
        reader.note(table.place, f"the statements have no codes; numbered in order: {said}")


def _take_ksb(reader: Reader, row: Row, roles: Roles, header: Row | None, kind: str, in_order: Counter[str]) -> str:
    """Take a row, and return its kind: the one it names, or that of the row above, as merged cells name it once.

    `in_order` counts the KSBs without codes.
    """
    codes: list[str] = []
    text = ""
    in_columns: list[str] = []
    rest: list[tuple[int, str, str]] = []
    assessed: list[tuple[int, str, Sequence[str]]] = []
    filled = list(filled_cells(row, roles))
    named = [role for _, role in sorted(roles.items()) if role == "code" or role in PREFIXES]
    if named[:1] != ["code"] and "code" in named:  # each code stands after its statement
        filled.reverse()
    for at, role, cell in filled:
        if role == "code" and (listed := _codes(cell)):
            codes = listed
            if listed != [cell]:
                reader.structure(row.place, cell)
        elif role == "kind" and (found := headings.kind_prefix(cell)):
            kind = found
            reader.structure(row.place, cell)
        elif role == "text":
            text = "" if headings.kind_prefix(cell) and len(row.filled) > 1 else cell
        elif role == "methods":
            assessed.append((at, cell, in_columns[-1:]))
        elif role not in PREFIXES or are_numbers(cell):
            rest.append((at, role, cell))
        elif codes:  # they stand in a column before the wording
            in_columns += codes
            for code in codes:
                _define(reader, code, cell, row.place)
            codes = []
        else:
            in_columns.append(_take_column(reader, cell, role, row.place, in_order))
    if in_columns:
        if codes:
            reader.left(row.place, ", ".join(codes))
        codes = list(filter(None, in_columns))[-1:]
    else:
        if not codes and text:
            codes, text = _code_in(text, kind, in_order)
        if not codes:
            coded = [cell for _, role, cell in rest if role == "code" and not lines.duty(cell)]
            if text and header and coded:  # K4.2, or another framework's code
                reader.left(row.place, row.text)
            else:
                _take_other(reader, row, text)
            return kind
        maps = any(lines.duty_numbers(cell, bare=True) for _, _, cell in rest)
        for code in codes if text or not maps else ():
            _define(reader, code, text, row.place, of_list=maps)
    for at, cell, before in assessed:
        if beside := list(filter(None, before or codes)):
            reader.assessed.append(Assessed(beside, cell, header.cell(at) if header else "", row.place))
        else:
            reader.left_cell(row, at, header)
    _take_mapping(reader, row, codes, rest, header)
    return kind


def _code_in(text: str, kind: str, in_order: Counter[str]) -> tuple[list[str], str]:
    """Return the code of a wording in a list, and the wording; no code where it has none, or holds several KSBs."""
    if not kind or _holds_several(text):
        return [], text
    if stated := lines.statement(text):
        return [stated.code], stated.wording
    return [_next_code(kind, in_order)], text


def _holds_several(text: str) -> bool:
    return any(map(lines.statement, text.split("\n")[1:]))


def _next_code(kind: str, in_order: Counter[str]) -> str:
    in_order[kind] += 1
    return f"{kind}{in_order[kind]}"


def _take_other(reader: Reader, row: Row, text: str) -> None:
    """Take a row without the code of a KSB: a heading, or one whose `text` holds several KSBs, or something else."""
    if _holds_several(text):
        take_flat(reader, Row((text,), row.place))
    elif len(row.filled) == 1 and (heading := headings.heading(row.only)):
        reader.enter(heading, row.only, row.place)
    else:
        take_flat(reader, row)


def _take_mapping(
    reader: Reader, row: Row, codes: Sequence[str], cells: Sequence[tuple[int, str, str]], header: Row | None
) -> None:
    """Take the cells that say which duties cite the KSBs of a row: a list of duties, or a tick below one."""
    for at, role, cell in cells:
        duty = named_duty(header.cell(at)) if header else None
        duties = lines.duty_numbers(cell, bare=role in ("duty", "duty number"))
        if duty and may_be_tick(cell):
            duties = [duty.number] if is_tick(cell) else []
        elif role == "duty" and lines.names_all_duties(cell):
            reader.of_all_duties += ((code, row.place) for code in codes)
        elif not (duties and codes) or role not in ("", "duty", "duty number"):
            reader.left_cell(row, at, header)
            continue
        reader.structure(row.place, cell)
        for code in codes:
            reader.map_to(code, duties, row.place)


def _codes(cell: str) -> list[str]:
    """Return the codes in a cell that holds only codes; mostly it is one."""
    code = one_code(cell)
    return [code] if code else codes_in(one_line(cell)) or []


def _define(reader: Reader, code: str, text: str, place: str, *, of_list: bool = False) -> None:
    """Take a KSB of a table: under a duty that names no codes a citation, else a definition, as in a list of all."""
    again = lines.statement(text)
    if again and again.code == code and again.wording:
        text = again.wording
    of_list = of_list or reader.duty is None or not all(cite.pieces for cite in reader.duty.cites)
    reader.statement(Statement(code, text), place, define=of_list)
    reader.last = None


def _take_column(reader: Reader, cell: str, prefix: str, place: str, in_order: Counter[str]) -> str:
    """Take the statements in a cell of a column of knowledge, skills or behaviours; return the code of the only one."""
    reader.last = None
    before = len(reader.defined)
    if reader.section != "ksbs":
        reader.begin("ksbs")
    for line in cell.split("\n"):
        bare = line.lstrip(lines.BULLETS)
        goes_on = reader.last is not None and lines.goes_on(bare, "x")
        if goes_on or lines.statement(bare) or codes_in(bare):
            take_line(reader, Paragraph(bare, place, gap_in_cell(reader)))
        else:
            reader.statement(Statement(_next_code(prefix, in_order), bare), place, define=True)
    made = reader.defined[before:]
    return made[0].code if len(made) == 1 else ""
