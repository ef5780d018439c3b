"""What the columns of a table hold, by their names and by what stands in most of their cells."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from ksb.documents.blocks import Row, Table
from ksb.importers import headings, lines
from ksb.importers.cells import are_numbers, number_in, one_code, one_line
from ksb.importers.codes import codes_in, names_code
from ksb.importers.headings import kind_prefix
from ksb.kinds import KINDS

_ROLES = {
    role: re.compile(name)
    for role, name in {
        "duty number": r"duty (?:number|no|num|#|code|ref|id)",
        "duty": r"(?:(?:which|(?:mapped|linked)(?: to)?|related|relevant|occupation(?:al)?)\s)*dut(?:y|ies)"
                r"(?: (?:title|description|detail|text|name|wording|statement|mapping|covered))?",
        "number": r"number|no|#|num|nr",
        "code": r"ksb(?: (?:number|no|num|#))?|(?:(?:ksb|criteri(?:a|on)|statement) )?(?:code|ref|reference|id)",
        "kind": r"(?:ksb |criteri(?:a|on) )?(?:type|kind|category|k/s/b)",
        "ksbs": r"(?:(?:mapped|linked|related|relevant|primary|secondary) )?ksbs"
                r"|ksbs? (?:[0-9]{1,2}|mapped|mapping|codes|covered)|mapping|knowledge, skills and behaviours",
        "text": r"(?:(?:ksb|standard|full|new|revised|updated) )*"
                r"(?:desc(?:riptions?)?|text|statements?|details?|wording|definition|content|requirement)",
        "criteria": r"(?:performance )?criteria(?: for (?:measuring performance|measurement))?|measures",
        "methods": r"(?:assessment|epa) methods?|methods? of assessment|assess(?:ed|ment)(?: (?:by|through|in))?|ams?",
        "option": r"options?|pathway|core ?(?:/|or) ?option",
        "use": r"(?:.*\b)?(?:evidence|readiness|actions?|drafts?)\b.*|(?:how|where|which|when)\b.*|covered (?:in|by)"
               r"|question|answer|comments?|notes?|reflections?|feedback|status|progress|links?|week|date|backup",
    }.items()
}  # fmt: skip
"""What a column holds, by its name in lower case."""
PREFIXES = frozenset(kind.prefix for kind in KINDS)
"""The roles of columns of knowledge, skills, behaviours, ...: what their codes start with."""
DUTY_NAME = re.compile(r"(?:D|duty)\s?[1-9][0-9]{0,3}", re.IGNORECASE)
_LONGEST_NAME = 80
_DUTY_NUMBER = re.compile(r"[1-9]\d{0,3}\.?|D\s?\d{1,3}")
_MOST_SAMPLED = 200
_MOST_COLUMNS = 60
Roles = dict[int, str]
"""What each column holds: what `role_of` returns. A column of unknown use is missing."""


def column_name(cell: str) -> str:
    """Return the name of a column without what stands in brackets, in lower case."""
    return " ".join(re.sub(r"[(\[][^()\[\]]*[)\]]", " ", cell).replace("_", " ").strip(" .:*?").lower().split())


def role_of(name: str) -> str:
    """Return the role of a column by its name; "" for a name that says nothing."""
    return _role_by_name(name) or headings.kind_prefix(name)


def _role_by_name(name: str) -> str:
    plain = column_name(name) if len(name) <= _LONGEST_NAME else ""
    return next((role for role, pattern in _ROLES.items() if pattern.fullmatch(plain)), "")


def is_header(row: Row) -> bool:
    """Return whether a row names its columns."""
    filled = row.filled
    numbers = list(filter(None, map(number_in, filled)))
    of_duties = len(numbers) > 1 and numbers == [*range(numbers[0], numbers[-1] + 1)]
    names = [cell for cell in filled if not (DUTY_NAME.fullmatch(cell) or (of_duties and number_in(cell)))]
    if not names or any(len(cell) > _LONGEST_NAME for cell in filled):
        return False
    if any(lines.statement(cell) or lines.duty(cell) for cell in names):
        return False
    known = sum(bool(role_of(cell)) for cell in names)
    return known * 2 >= len(names) and (known > 1 or len(names) == 1 or bool(_role_by_name(names[0])))


def stands_above_codes(rows: Sequence[Row]) -> bool:
    """Return whether the first of some rows names columns, whatever their names.

    Codes stand below one of them, or the numbers of duties below "Duty".
    """
    header, *below = rows[:_MOST_SAMPLED]
    filled = header.filled
    if len(filled) < 2 or not any(map(role_of, filled)) or any(names_code(it) or lines.duty(it) for it in filled):
        return False
    found: list[tuple[int, Callable[[str], object]]] = []
    for at, cell in enumerate(below[0].cells if below else ()):
        if header.cell(at) and one_code(cell):
            found.append((at, one_code))
        elif _role_by_name(header.cell(at)).startswith("duty"):
            found.append((at, DUTY_NAME.fullmatch))
        elif role_of(header.cell(at)) in PREFIXES and begins_with_code(cell):
            found.append((at, begins_with_code))
    return any(_mostly([cell for row in below if (cell := row.cell(at))], holds) for at, holds in found)


def kinds_and_numbers(table: Table) -> tuple[int, int] | None:
    """Return the columns with the kind and the number of each KSB; None for a table that has not both."""
    found = _Columns(table)
    kinds = found.free(found.mostly(kind_prefix), "kind")
    numbers = found.free(found.mostly(number_in), "number", "code")
    named = [at for at in numbers if at in found.roles or kinds == [at - 1]]
    return (kinds[0], named[0]) if kinds and named else None


def roles_of(table: Table) -> Roles | None:
    """Return what each column holds; None for a table that says nothing by its columns.

    No column has a role in a table of something else beside codes.
    """
    found = _Columns(table)
    roles, free, cells = found.roles, found.free, found.cells
    codes, kinds, numbers = (found.mostly(holds) for holds in (one_code, kind_prefix, number_in))
    for at in codes:
        after = [it for it in range(at + 1, found.width) if cells[it]][:1]
        if roles.get(at) in PREFIXES and free(after, "text") and after[0] not in codes:
            roles.setdefault(after[0], roles.pop(at))  # one name for the codes and the wordings after them
    for at in [at for at, role in roles.items() if role == "code" and at not in codes]:
        if any(roles.get(code) == "code" for code in codes) and "text" not in roles.values():
            roles[at] = "text"  # "KSB" beside "KSB ref"
    if codes and found.of_else and found.maps(codes[0]):
        roles[codes[0]] = "ksbs"  # "S19, S22" beside an activity
    if "text" in roles.values():  # the code in "No." or "#", beside its wording and its duty
        roles |= dict.fromkeys(free(codes[:1], "number", "criteria"), "code")
    duties = found.duties()
    codes = codes or ([] if duties else found.named_codes())
    has_duties = bool(duties) or "duty" in roles.values()
    if duties:
        found.name_duties(duties[0])
    elif codes and roles.get(codes[0]) not in (*PREFIXES, *(["ksbs"] if has_duties or found.of_else else [])):
        return found.with_codes(codes, {*kinds, *numbers})
    elif kinds and not (has_duties or "duty number" in roles.values()):
        roles[kinds[0]] = "kind"
        return found.with_text({*kinds})
    elif has_duties or "duty number" in roles.values():
        found.tell_duties_from_numbers(free(numbers, "number", "code"))
    elif PREFIXES & set(roles.values()):  # the numbers of the statements in the column after them
        before = [at for at in free(numbers, "code", "number", *PREFIXES) if roles.get(at + 1) in PREFIXES]
        return roles | dict.fromkeys(before, "code")
    elif found.numbered and not found.of_else and (listed := free(found.mostly(lambda it: codes_in(one_line(it))))):
        title = found.longest([at for at in free(range(1, found.width)) if at not in listed and cells[at]])
        roles |= {0: "duty number"} if title is None else {0: "duty number", title: "duty"}
    elif codes and found.of_else and roles.get(codes[0]) == "ksbs" and "text" not in roles.values():
        return {}
    else:
        return None
    return found.with_cited(codes, duties)


class _Columns:
    """The first rows of a table by column, and the roles of the columns as far as they are known."""

    def __init__(self, table: Table) -> None:
        self.header = table.header
        self.width = min(max((len(row.cells) for row in table.rows), default=0), _MOST_COLUMNS)
        sample = table.rows[:_MOST_SAMPLED]
        self.cells = [[cell for row in sample if (cell := row.cell(at))] for at in range(self.width)]
        named = enumerate(table.header.cells[: self.width] if table.header else ())
        self.roles: Roles = {at: role for at, name in named if (role := role_of(name))}
        self.numbered = bool(self.width) and _counts_up(self.cells[0])
        """Whether the first column holds numbers that grow."""
        self.of_else = 0 not in self.roles and table.header is not None and bool(table.header.cell(0).strip(" ."))
        """Whether the first column has a name that no standard uses, such as "Activity"."""

    def mostly(self, holds: Callable[[str], object]) -> list[int]:
        """Return the columns in which something holds for most cells."""
        return [at for at in range(self.width) if _mostly(self.cells[at], holds)]

    def free(self, among: Iterable[int], *others: str) -> list[int]:
        """Return those columns that have no role, or one of some others."""
        return [at for at in among if self.roles.get(at) in (None, *others)]

    def longest(self, columns: Sequence[int]) -> int | None:
        """Return the column with the longest texts."""
        return max(columns, key=lambda at: sum(map(len, self.cells[at])) / (len(self.cells[at]) or 1), default=None)

    def maps(self, at: int) -> bool:
        """Return whether a column names the KSBs of what stands beside it: several in a cell, or one in several."""
        column = self.cells[at]
        return len(set(column)) < len(column) or any(len(codes_in(one_line(it)) or ()) > 1 for it in column)

    def named_codes(self) -> list[int]:
        """Return the columns whose names say that they hold codes, if some of their cells do."""
        return [at for at, role in self.roles.items() if role == "code" and any(map(codes_in, self.cells[at]))]

    def duties(self) -> list[int]:
        """Return the columns with a duty in most cells."""
        found = self.free(self.mostly(lambda cell: lines.duty(one_line(cell), short=True)), "duty", "duty number")
        return [at for at in found if all(len(lines.duty_numbers(cell)) < 2 for cell in self.cells[at])]

    def name_duties(self, at: int) -> None:
        """Settle whether a column with a duty in each cell holds the number alone, beside a column of titles."""
        if self.roles.get(at + 1) == "text":  # the title, between the number of the duty and the KSBs
            self.roles[at + 1] = "duty"
        titled = any(role == "duty" for other, role in self.roles.items() if other != at)
        self.roles[at] = "duty number" if titled and _mostly(self.cells[at], DUTY_NAME.fullmatch) else "duty"

    def tell_duties_from_numbers(self, numbers: list[int]) -> None:
        """Settle which of the columns named "Duty" and the like holds the number, and which the title."""
        for at in [at for at, role in self.roles.items() if role == "duty"]:
            if at < self.width and _mostly(self.cells[at], _DUTY_NUMBER.fullmatch):
                self.roles[at] = "duty number"
        if "duty" not in self.roles.values():
            texts = [at for at, role in self.roles.items() if role == "text"]
            texts = texts or [at for at in self.free(range(self.width)) if self.cells[at]]
            self.roles |= dict.fromkeys(texts[:1], "duty")
        if "duty number" not in self.roles.values():
            counting = [at for at in numbers if at in self.roles or _counts_up(self.cells[at])]
            self.roles |= dict.fromkeys(counting[:1], "duty number")

    def with_codes(self, codes: list[int], others: set[int]) -> Roles:
        """Return the roles in a table that has the code of each KSB in a column of its own."""
        kinds = [at for at, role in self.roles.items() if role in PREFIXES and at != codes[0]]
        if len(kinds) > 1:  # each has its codes in the column before
            return self.roles | dict.fromkeys(codes, "code")
        self.roles[codes[0]] = "code"
        if list(self.roles.values()).count("duty") > 1:
            self.tell_duties_from_numbers([])
        if kinds and "text" not in self.roles.values():
            self.roles[kinds[0]] = "text"
        return self.with_text({codes[0], *others})

    def with_text(self, taken: set[int]) -> Roles:
        """Return the roles with one column of wordings: the first with such a name, or that with the longest texts."""
        roles = self.roles.values()
        names = ("text",) if "duty" in roles or "text" in roles else ("criteria",)
        if named := [at for at, role in self.roles.items() if role in names]:
            return {at: role for at, role in self.roles.items() if at not in named} | {named[0]: "text"}
        free = [at for at in self.free(range(self.width), "criteria", "ksbs", "code") if at not in taken]
        longest = self.longest([at for at in free if not self._is_record(at)])
        return self.roles if longest is None else self.roles | {longest: "text"}

    def _is_record(self, at: int) -> bool:
        """Return whether a column with another name says how each KSB is met, in words such as "Partly"."""
        named = self.header is not None and self.header.cell(at) and not self.roles.get(at)
        return bool(named) and not _mostly(self.cells[at], lambda cell: len(cell.split()) > 1)

    def with_cited(self, codes: list[int], duties: list[int]) -> Roles:
        """Return the roles in a table of duties: one column of titles, and those of the KSBs."""
        worded = self.free(codes, "code") if "text" in self.roles.values() else []
        self.roles |= dict.fromkeys(worded, "code")
        others = self.free(self.mostly(begins_with_code), "code", "text", "criteria")
        self.roles |= {at: "ksbs" for at in others if at not in worded}
        titles = [at for at, role in self.roles.items() if role == "duty"]
        title = duties[0] if duties and duties[0] in titles else self.longest(titles)
        roles = self.roles = {at: role for at, role in self.roles.items() if role != "duty" or at == title}
        unnamed = self.free(range(self.width))
        if not self.header and len(unnamed) == 1 and self.width > 2 and duties and unnamed[0] > duties[0]:
            roles[unnamed[0]] = "criteria"
            if _mostly(self.cells[duties[0]], DUTY_NAME.fullmatch):
                roles |= {duties[0]: "duty number", unnamed[0]: "duty"}
        return roles


def has_duty_in_each_row(roles: Roles, rows: Sequence[Row]) -> bool:
    """Return whether the rows of a table are duties; else they are KSBs, maybe with the duties that cite them."""
    duty = next((at for at, role in roles.items() if role == "duty"), None)
    if duty is None:
        return "duty number" in roles.values() and not {"code", "text"} <= set(roles.values())
    cells = [cell for row in rows[:_MOST_SAMPLED] if (cell := row.cell(duty))]
    of_ksbs = "code" in roles.values() or {"kind", "number"} <= set(roles.values())
    if PREFIXES & set(roles.values()) and _mostly(cells, lambda cell: are_numbers(cell)):
        return False
    return not (of_ksbs and _mostly(cells, lambda cell: lines.duty_numbers(cell, bare=True)))


def _mostly(cells: Sequence[str], holds: Callable[[str], object]) -> bool:
    """Return whether something holds for more than half of the cells."""
    return sum(1 for cell in cells if holds(cell)) * 2 > len(cells)


def _counts_up(column: Sequence[str]) -> bool:
    """Return whether a column holds numbers that grow from row to row."""
    numbers = list(map(number_in, column))
    return bool(numbers) and all(first < second for first, second in pairwise([0, *numbers]))


def begins_with_code(cell: str) -> bool:
    """Return whether a cell begins with a code: of a list of codes, or with its wording."""
    first = cell.split("\n")[0].lstrip(lines.BULLETS)
    return bool(codes_in(first) or lines.statement(first))


def number_columns(roles: Roles, rows: Sequence[Row]) -> list[int]:
    """Return the columns of knowledge, skills, ... in which numbers stand for codes, or count them."""
    return [at for at, role in roles.items() if role in PREFIXES and any(are_numbers(row.cell(at)) for row in rows)]


def filled_cells(row: Row, roles: Roles) -> Iterator[tuple[int, str, str]]:
    """Yield the column, the role and the text of each cell that is not empty."""
    return ((at, roles.get(at, ""), cell) for at, cell in enumerate(row.cells) if cell)
