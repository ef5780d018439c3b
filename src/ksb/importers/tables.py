"""Tables of a document: duties with their KSBs, KSBs with their codes, columns of KSBs, names with values."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from ksb.documents import Item, Paragraph, Row, Table
from ksb.importers import lines
from ksb.importers.lines import Statement
from ksb.importers.parts import Wording

if TYPE_CHECKING:
    from ksb.importers.document import Reader

_ROLES = {
    "code": ("code", "ksb code", "ksb ref", "ksb reference", "ksb number", "ksb no", "ksb id", "ref", "reference", "id",
             "ksb"),
    "kind": ("type", "kind", "category", "ksb type", "k/s/b", "ksb kind", "ksb category"),
    "number": ("number", "no", "#", "num", "nr"),
    "text": ("description", "text", "statement", "detail", "details", "ksb statement", "wording", "definition",
             "ksb description", "ksb text", "ksb detail", "full text", "statements", "content", "requirement"),
    "duty": ("duty", "duties", "duty title", "duty description", "occupation duty", "occupational duty", "duty text",
             "duty name", "mapped duties", "mapped to duties", "linked duties", "duty mapping"),
    "duty number": ("duty number", "duty no", "duty #", "duty code", "duty ref"),
    "criteria": ("criteria", "criteria for measuring performance", "performance criteria", "measures",
                 "criteria for measurement"),
    "ksbs": ("ksbs", "mapped ksbs", "knowledge, skills and behaviours", "ksb mapping", "ksbs mapped", "mapping",
             "ksb codes", "linked ksbs", "related ksbs"),
    "option": ("option", "options", "pathway"),
}  # fmt: skip
_BY_NAME = {name: role for role, names in _ROLES.items() for name in names}
_DUTY_LIST = re.compile(r"(?:(?:duty|duties|D)?\s*[1-9][0-9]{0,3}\s*(?:[,;&/]|\band\b|\s|$)\s*)+", re.IGNORECASE)
_DUTY_NAME = re.compile(r"(?:D|duty)\s?([1-9][0-9]{0,3})", re.IGNORECASE)
_CODE_ALONE = re.compile(r"[(\[]?(ESB|TK|TS|[KSB])[ \xa0._-]?0{0,3}([1-9][0-9]{0,3})[)\]]?\s*[:.]?", re.IGNORECASE)
_NUMBER_ALONE = re.compile(r"0{0,3}([1-9][0-9]{0,3})[.)]?")
_PREFIXES = frozenset({"K", "S", "B", "TK", "TS", "ESB"})
_MOST_SAMPLED = 200
_MOST_LEADING = 10
"""How many rows of a sheet are looked at for the row that names its columns: titles and notes may stand above it."""
_TICK = re.compile(r"[x×✓✔√☑☒•●■*y1]|yes|true", re.IGNORECASE)
_NO_TICK = re.compile(r"[-–—.0n]?|no|false|☐", re.IGNORECASE)


def take(reader: Reader, table: Table) -> None:
    """Give the rows of a table to the reader of its document."""
    header, rows = table.header, table.rows
    if header is None:
        start = next((at for at, row in enumerate(rows[:_MOST_LEADING]) if _is_header(row)), None)
        if start is not None and start + 1 < len(rows) and (start == 0 or _lead(rows[:start])):
            for row in rows[:start]:
                _flat(reader, row)
            header, rows = rows[start], rows[start + 1 :]
    found = lines.heading(table.text) if table.text else None
    if found and rows:
        reader.enter(found, table.text, table.place)
    elif table.text:
        reader.structure(table.place, table.text)
    if header and _matrix(reader, header, rows):
        return
    if header is None and len(rows) > 1 and _matrix(reader, rows[0], rows[1:]):
        return
    if _matrix_by_ksb(reader, *((header, rows) if header else (rows[0], rows[1:]))):
        return
    roles = _roles(header, rows)
    if roles is None:
        if header is not None:
            _flat(reader, header)
        for row in rows:
            _flat(reader, row)
        return
    if header is not None:
        reader.structure(header.place, " | ".join(filter(None, header.cells)))
    names = header.cells if header else ()
    given = set(roles.values())
    by_duty = "duty" in given or "duty number" in given
    if by_duty and "code" in given and not _is_duty_table(roles, rows):
        by_duty = False
    in_order: dict[str, int] = {}
    for row in rows:
        if by_duty:
            _duty_row(reader, row, roles, names)
        else:
            _ksb_row(reader, row, roles, names, in_order)
    if in_order:
        said = ", ".join(f"{prefix}1 to {prefix}{most}" for prefix, most in in_order.items())
        reader.note(table.place, f"the statements have no codes; numbered in order: {said}")


def _lead(rows: tuple[Row, ...]) -> bool:
    """Return whether rows above a header are titles and notes: they have one or two cells, and no codes."""
    filled = [[cell for cell in row.cells if cell] for row in rows]
    return all(
        len(cells) < 3 and not any(lines.statement(cell) or lines.duty(cell) for cell in cells) for cells in filled
    )


def _matrix(reader: Reader, header: Row, rows: tuple[Row, ...]) -> bool:
    """Take a table of ticks, a duty in each row and a KSB in each column; return whether it is one."""
    columns = {at: code for at, cell in enumerate(header.cells) if (code := _code(cell))}
    if not columns or 2 * len(columns) < sum(1 for cell in header.cells if cell):
        return False
    marks = [row.cells[at] for row in rows for at in columns if at < len(row.cells)]
    if not any(marks) or not all(_TICK.fullmatch(mark) or _NO_TICK.fullmatch(mark) for mark in marks):
        return False
    reader.structure(header.place, " | ".join(filter(None, header.cells)))
    for row in rows:
        rest = [(at, cell) for at, cell in enumerate(row.cells) if cell and at not in columns]
        duty = next((found for _, cell in rest if (found := _duty(cell, bare=len(rest) == 1))), None)
        if duty is None:
            reader.left(row.place, " | ".join(filter(None, row.cells)))
            continue
        ticked = [code for at, code in columns.items() if at < len(row.cells) and _ticked(row.cells[at])]
        reader.begin_duty(duty.number, duty.title, row.place, ticked)
        reader.structure(row.place, " | ".join(filter(None, row.cells)))
        reader.last = None
    return True


def _matrix_by_ksb(reader: Reader, header: Row, rows: tuple[Row, ...]) -> bool:
    """Take a table of ticks, a KSB in each row and a duty in each column; return whether it is one."""
    bare = _name(header.cells[0]) in ("ksb", "ksbs", "code", "") if header.cells else False
    columns = {at: duty for at, cell in enumerate(header.cells) if (duty := _duty(cell, bare=bare and at > 0))}
    if not columns or not rows:
        return False
    marks = [row.cells[at] for row in rows for at in columns if at < len(row.cells)]
    if not any(marks) or not all(_TICK.fullmatch(mark) or _NO_TICK.fullmatch(mark) for mark in marks):
        return False
    named = [[(at, cell) for at, cell in enumerate(row.cells) if cell and at not in columns] for row in rows]
    if not all(lines.statement(_line(rest[0][1])) or _is_code(rest[0][1]) for rest in named if rest):
        return False
    reader.structure(header.place, " | ".join(filter(None, header.cells)))
    listed = bool(reader.duties or reader.has_duties)
    for duty in columns.values():
        if duty.title or not listed:
            reader.begin_duty(duty.number, duty.title, header.place, duty.codes)
    for row, rest in zip(rows, named, strict=True):
        if not rest:
            reader.left(row.place, " | ".join(filter(None, row.cells)))
            continue
        first = lines.statement(_line(rest[0][1])) or Statement(_code(rest[0][1]), "")
        wording = first.wording
        reader.structure(row.place, " | ".join(cell for cell in row.cells if cell and cell != wording))
        for at, cell in rest[1:]:
            name = _name(header.cells[at]) if at < len(header.cells) else ""
            if not wording and _BY_NAME.get(name) in (None, "text"):
                wording = cell
            elif not (name == "duties" and cell.isdigit()):  # how many duties cite it
                reader.left(row.place, f"{name}: {cell}" if name else cell)
        if wording:
            if reader.section == "duties":
                reader.close()
                reader.section, reader.prefix, reader.duty = "ksbs", "", None
            reader.statement(Statement(first.code, wording), row.place, define=True)
        for at, duty in columns.items():
            if at < len(row.cells) and _ticked(row.cells[at]):
                reader.map_to(first.code, str(duty.number), row.place)
    reader.last = None
    return True


def _duty(cell: str, *, bare: bool = False) -> lines.Duty | None:
    """Return the duty that a cell names: "Duty 1: Bake bread", "Duty 1", "D1"; with `bare` also "1"."""
    if found := lines.duty(_line(cell), short=True):
        return found
    match = _DUTY_NAME.fullmatch(cell) or (_NUMBER_ALONE.fullmatch(cell) if bare else None)
    return lines.Duty(int(match[1]), "") if match else None


def _ticked(cell: str) -> bool:
    return bool(_TICK.fullmatch(cell)) and not _NO_TICK.fullmatch(cell)


def _name(cell: str) -> str:
    return " ".join(re.sub(r"[(\[][^()\[\]]*[)\]]", " ", cell).replace("_", " ").strip(" .:*").lower().split())


def _is_header(row: Row) -> bool:
    """Return whether the first row names its columns."""
    filled = [cell for cell in row.cells if cell]
    if not filled or any(len(cell) > 80 for cell in filled):
        return False
    filled = [cell for cell in filled if not _DUTY_NAME.fullmatch(cell)]
    if not filled or any(lines.statement(cell) or lines.duty(cell) for cell in filled):
        return False
    known = sum(_name(cell) in _BY_NAME or bool(lines.kind_prefix(cell)) for cell in filled)
    return known * 2 >= len(filled) and (known > 1 or len(filled) == 1 or _name(filled[0]) in _BY_NAME)


def _roles(header: Row | None, rows: tuple[Row, ...]) -> dict[int, str] | None:
    """Return what each column holds; None for a table that says nothing by its columns.

    A column of knowledge, skills or behaviours has the prefix of its codes as its role.
    """
    width = max((len(row.cells) for row in rows), default=0)
    sample = rows[:_MOST_SAMPLED]
    columns = [
        [row.cells[at] for row in sample if at < len(row.cells) and row.cells[at]] for at in range(min(width, 60))
    ]
    roles: dict[int, str] = {}
    for at, cell in enumerate(header.cells[:60] if header else ()):
        name = _name(cell)
        if role := _BY_NAME.get(name) or lines.kind_prefix(cell):
            roles[at] = role
    codes = [at for at, cells in enumerate(columns) if _mostly(cells, _is_code)]
    kinds = [at for at, cells in enumerate(columns) if _mostly(cells, lambda cell: bool(lines.kind_prefix(cell)))]
    duties = [
        at for at, cells in enumerate(columns) if _mostly(cells, lambda cell: bool(lines.duty(_line(cell), short=True)))
    ]
    numbers = [
        at
        for at, cells in enumerate(columns)
        if _mostly(cells, lambda cell: bool(re.fullmatch(r"[1-9]\d{0,3}\.?", cell)))
    ]
    lists = [at for at, cells in enumerate(columns) if _mostly(cells, _are_ksbs)]
    listed = next((at for at in duties if roles.get(at) in (None, "duty", "duty number")), None)
    if listed is not None:
        roles[listed] = "duty"
        for at in lists:
            if roles.get(at) in (None, "code", "text", "criteria"):
                roles[at] = "ksbs"
        left = [at for at in range(len(columns)) if at not in roles]
        if header is None and len(left) == 1 and at_least(columns, 3):
            roles[left[0]] = "criteria" if left[0] > listed else "other"
        return roles
    if codes and not ("duty" in roles.values() and codes[0] not in roles and _mostly_many(columns[codes[0]])):
        at = codes[0]
        if roles.get(at) not in ("ksbs",) or "duty" not in roles.values():
            roles[at] = "code"
            named = [column for column, role in roles.items() if role in _PREFIXES]
            if len(named) == 1 and "text" not in roles.values():
                roles[named[0]] = "text"
            elif len(named) > 1:
                roles |= dict.fromkeys(codes, "code")
                return roles
            _text_column(roles, columns, {at, *kinds, *(numbers if numbers != [at] else ())})
            return roles
    if "duty" in roles.values() or "duty number" in roles.values():
        _duty_columns(roles, columns, numbers)
        for at in lists:
            if roles.get(at) in (None, "code", "text", "criteria"):
                roles[at] = "ksbs"
        return roles
    if kinds and (roles.get(kinds[0]) in (None, "kind") or columns[kinds[0]]):
        roles[kinds[0]] = "kind"
        free = [at for at in numbers if roles.get(at) in (None, "number", "code")]
        if free:
            roles[free[0]] = "number"
        _text_column(roles, columns, {kinds[0], *free})
        return roles
    if _PREFIXES & set(roles.values()):
        for at in numbers:  # the numbers of the statements in the column after them
            if roles.get(at) in (None, "code") and roles.get(at + 1) in _PREFIXES:
                roles[at] = "number"
        return roles
    if "code" in roles.values() and "text" in roles.values() and codes:
        return roles
    return None


def at_least(columns: list[list[str]], width: int) -> bool:
    """Return whether a table has at least so many columns."""
    return len(columns) >= width


def _duty_columns(roles: dict[int, str], columns: list[list[str]], numbers: list[int]) -> None:
    """Settle which of two columns named "Duty" and the like holds the number, and which the title."""
    named = [at for at, role in roles.items() if role == "duty"]
    for at in named:
        if at in numbers or _mostly(
            columns[at] if at < len(columns) else [], lambda cell: bool(re.fullmatch(r"D\s?\d{1,3}", cell))
        ):
            roles[at] = "duty number"
    if "duty" not in roles.values():
        texts = [at for at, role in roles.items() if role == "text"] or [
            at for at, cells in enumerate(columns) if at not in roles and cells
        ]
        if texts:
            roles[texts[0]] = "duty"
    if "duty number" not in roles.values():
        free = [at for at in numbers if roles.get(at) in (None, "number", "code")]
        if free:
            roles[free[0]] = "duty number"


def _text_column(roles: dict[int, str], columns: list[list[str]], taken: set[int]) -> None:
    """Settle which column holds the wordings: the one that is named so, else the longest."""
    if "text" in roles.values():
        named = [at for at, role in roles.items() if role == "text"]
        for at in named[1:]:
            roles[at] = "other"
        return
    free = [
        at
        for at in range(len(columns))
        if at not in taken and roles.get(at) in (None, "criteria", "ksbs", "other", "code")
    ]
    if free:
        longest = max(free, key=lambda at: sum(map(len, columns[at])) / (len(columns[at]) or 1))
        roles[longest] = "text"


def _mostly(cells: list[str], holds: Callable[[str], object]) -> bool:
    """Return whether something holds for more than half of the cells."""
    return bool(cells) and sum(1 for cell in cells if holds(cell)) * 2 > len(cells)


def _mostly_many(cells: list[str]) -> bool:
    return _mostly(cells, lambda cell: len(lines.codes_in(" ".join(str(cell).split())) or ()) > 1)


def _is_code(cell: str) -> bool:
    return bool(_code(cell))


def _code(cell: str) -> str:
    """Return the code in a cell that holds only one, also as "k1", "K.1" or "K01"; "" for another cell."""
    match = _CODE_ALONE.fullmatch(cell)
    return f"{match[1].upper()}{match[2]}" if match else ""


def _are_ksbs(cell: str) -> bool:
    """Return whether a cell begins with a code, be it one of a list or one with its wording."""
    first = cell.split("\n")[0].lstrip(lines.BULLETS)
    return bool(lines.codes_in(first) or lines.statement(first))


def _line(cell: str) -> str:
    return " ".join(cell.split())


def _is_duty_table(roles: dict[int, str], rows: tuple[Row, ...]) -> bool:
    """Return whether the rows of a table with duties and codes are duties, not KSBs with the duties that cite them."""
    duty = next((at for at, role in roles.items() if role == "duty"), None)
    if duty is None:
        return "text" not in roles.values() or "duty" in roles.values()
    cells = [row.cells[duty] for row in rows[:_MOST_SAMPLED] if duty < len(row.cells) and row.cells[duty]]
    return not _mostly(cells, lambda cell: bool(_DUTY_LIST.fullmatch(cell)))


def _flat(reader: Reader, row: Row) -> None:
    """Take a row whose columns say nothing: a name with its value, or cells read one after the other."""
    cells = [cell for cell in row.cells if cell]
    if len(cells) == 2 and reader.section in ("head", "particulars", "overview", "other"):
        facts = lines.particulars(f"{cells[0].rstrip(' :')}: {_line(cells[1])}")
        if facts:
            reader.take_facts(facts, f"{cells[0]}: {cells[1]}", row.place)
            return
    if len(cells) > 1 and re.fullmatch(r"[1-9]\d{0,3}[.)]?", cells[0]):
        reader.line(Item(cells[1], row.place, cells[0]))
        cells = cells[2:]
    for cell in cells:
        for number, line in enumerate(cell.split("\n")):
            reader.line(Paragraph(line, row.place, "break" if number and reader.last is not None else "paragraph"))


def _duty_row(reader: Reader, row: Row, roles: dict[int, str], names: tuple[str, ...]) -> None:
    cells = {at: cell for at, cell in enumerate(row.cells) if cell}
    number: int | None = None
    title = ""
    codes: list[str] = []
    stated = False
    for at, cell in cells.items():
        role = roles.get(at)
        if role == "duty number" and (digits := re.search(r"\d{1,4}", cell)):
            number, stated = int(digits[0]), True
        elif role == "duty":
            found = lines.duty(cell, short=True)
            if found:
                if found.codes:
                    reader.structure(row.place, cell)
                number = found.number
                title, codes, stated = found.title.strip(), list(found.codes), True
            else:
                title, codes = lines.without_codes(cell)
                stated = True
                if codes:
                    reader.structure(row.place, cell)
    if stated and (title or number is not None):
        if number is None:
            number = reader.duties[-1].number + 1 if reader.duties else 1
            same = next((duty for duty in reader.duties if "".join(duty.title) == title), None)
            if same:
                number = same.number
            else:
                reader.note(row.place, f'the duty "{title[:40]}" has no number; it is taken for Duty {number}')
        reader.begin_duty(number, title, row.place, codes)
    elif reader.duty is None:
        _flat(reader, row)
        return
    worded = next((cells[at] for at, role in roles.items() if role == "text" and at in cells), "")
    for at, cell in cells.items():
        role = roles.get(at, "other")
        if role == "criteria" and reader.duty:
            reader.duty.criteria += cell.split("\n")
        elif role == "code" and worded and _is_code(cell):
            reader.statement(Statement(lines.plain(cell), worded), row.place)
        elif role in ("ksbs", "code", *_PREFIXES):
            _cited(reader, cell, role, row.place)
        elif role == "option" and reader.duty:
            numbers = [int(it) for it in re.findall(r"\d{1,4}", cell)]
            reader.duty.options = numbers or reader.duty.options
            if not numbers and cell.lower() != "core":
                reader.left(row.place, cell)
        elif (role == "text" and worded and "code" in roles.values()) or role in ("duty", "duty number"):
            continue
        elif role == "kind":
            reader.structure(row.place, cell)
        else:
            heading = f"{names[at]}: " if at < len(names) and names[at] else ""
            reader.left(row.place, f"{heading}{cell}")
    reader.last = None


def _cited(reader: Reader, cell: str, role: str, place: str) -> None:
    """Take the KSBs in a cell of a duty's row: codes, or statements with or without codes."""
    flat = _line(cell)
    if codes := lines.codes_in(flat):
        reader.structure(place, flat)
        reader.codes(codes, place)
        return
    reader.last = None
    for line in cell.split("\n"):
        bare = line.lstrip(lines.BULLETS)
        if codes := lines.codes_in(bare):
            reader.codes(codes, place)
            if len(codes) == 1 and reader.duty:
                reader.last = reader.duty.cites[-1]
                reader.duty.cites[-1].named = True
        elif role in _PREFIXES and not lines.statement(bare) and reader.last is None:
            used = [it.code for it in reader.defined if it.code.rstrip("0123456789") == role]
            found = next((it for it in reader.defined if it.text == bare and it.code in used), None)
            if found is None:
                reader.count()
                code = f"{role}{len(used) + 1}"
                reader.note(place, f"a statement has no code; it is numbered {code}")
                found = Wording(code, [bare], place)
                reader.defined.append(found)
            reader.codes([found.code], place)
        else:
            gap = "break" if reader.last is not None else "paragraph"
            for part in lines.statements(bare):
                reader.line(Paragraph(part, place, gap))  # type: ignore[arg-type]


def _ksb_row(reader: Reader, row: Row, roles: dict[int, str], names: tuple[str, ...], in_order: dict[str, int]) -> None:
    cells = {at: cell for at, cell in enumerate(row.cells) if cell}
    code = kind = text = ""
    number: int | None = None
    rest: list[tuple[int, str]] = []
    columns = False
    defined = ""
    for at, cell in cells.items():
        role = roles.get(at, "other")
        if role == "code" and _is_code(cell):
            code = _code(cell)
            if code != cell:
                reader.structure(row.place, cell)
        elif role == "kind":
            kind = lines.kind_prefix(cell)
            if kind:
                reader.structure(row.place, cell)
            else:
                rest.append((at, cell))
        elif role in ("number", "code") and (digits := _NUMBER_ALONE.fullmatch(cell)):
            number = int(digits[1])
            reader.structure(row.place, cell)
        elif role == "text":
            text = cell
        elif role in _PREFIXES and (code or number is not None):  # the code stands in a column before the wording
            columns = True
            _define(reader, code or f"{role}{number}", cell, row.place)
            defined, code, number = code or f"{role}{number}", "", None
        elif role in _PREFIXES:
            columns = True
            _column(reader, cell, role, row.place, in_order)
        else:
            rest.append((at, cell))
    if columns:
        if code or number is not None:
            reader.left(row.place, code or str(number))
        code = defined
    elif not code and kind:
        in_text = lines.statement(text) if text else None
        if in_text:
            code, text = in_text.code, in_text.wording
        elif text and number is not None:
            code = f"{kind}{number}"
        elif text:
            in_order[kind] = in_order.get(kind, 0) + 1
            code = f"{kind}{in_order[kind]}"
    mapped = not text and any(_DUTY_LIST.fullmatch(cell) for _, cell in rest)
    if code and not columns and not mapped:
        _define(reader, code, text, row.place)
    elif not code and not columns:
        alone = list(cells.values())
        found_heading = lines.heading(alone[0]) if len(alone) == 1 else None
        if found_heading:
            reader.enter(found_heading, alone[0], row.place)
        else:
            _flat(reader, row)
        return
    for at, cell in rest:
        role = roles.get(at, "other")
        column = _DUTY_NAME.fullmatch(names[at]) if at < len(names) else None
        if code and column and (_TICK.fullmatch(cell) or _NO_TICK.fullmatch(cell)):
            if _ticked(cell):
                reader.mapped.append((code, int(column[1]), row.place))
            reader.structure(row.place, cell)
        elif (
            code
            and (role in ("duty", "duty number", "other"))
            and _DUTY_LIST.fullmatch(cell)
            and (role != "other" or re.search(r"d", cell, re.IGNORECASE))
        ):
            reader.mapped += ((code, int(it), row.place) for it in re.findall(r"\d{1,4}", cell))
            reader.structure(row.place, cell)
        else:
            heading = f"{names[at]}: " if at < len(names) and names[at] else ""
            reader.left(row.place, f"{heading}{cell}")


def _define(reader: Reader, code: str, text: str, place: str) -> None:
    """Take a KSB of a table: under a duty that names no codes a citation, else a definition."""
    again = lines.statement(text)
    if again and again.code == code and again.wording:
        text = again.wording
    duty = reader.duty if reader.section == "duties" else None
    if reader.section in ("ksbs", "uncited") or not (duty and not any(cite.named for cite in duty.cites)):
        if reader.section not in ("ksbs", "uncited"):
            reader.close()
            reader.section, reader.prefix, reader.duty = "ksbs", "", None
        reader.statement(Statement(code, text), place, define=True)
    else:
        reader.statement(Statement(code, text), place)
    reader.last = None


def _column(reader: Reader, cell: str, prefix: str, place: str, in_order: dict[str, int]) -> None:
    """Take the statements in a cell of a column of knowledge, skills or behaviours."""
    reader.last = None
    if reader.section not in ("ksbs",):
        reader.close()
        reader.section, reader.prefix, reader.duty = "ksbs", "", None
    for line in cell.split("\n"):
        bare = line.lstrip(lines.BULLETS)
        if lines.statement(bare) or lines.codes_in(bare) or lines.goes_on(bare, "x" if reader.last is not None else ""):
            reader.line(Paragraph(bare, place, "break" if reader.last is not None else "paragraph"))
        else:
            in_order[prefix] = in_order.get(prefix, 0) + 1
            reader.statement(Statement(f"{prefix}{in_order[prefix]}", bare), place, define=True)
