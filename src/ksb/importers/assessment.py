"""An assessment plan from a mapping table: which method assesses which KSB, by ticks or by lists.

A table has a column for each method with ticks, or a column that names the methods of each KSB, or a row for each
method with its codes, or a column for each. Without such a table, codes below a heading, on a sheet or below a row of a
table belong to the method that it names.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ksb.documents.blocks import Block, Heading, Item, Paragraph, Row, Table
from ksb.errors import KsbError
from ksb.evidence.codes import in_cell
from ksb.importers import plan_headings
from ksb.importers.cells import REMARK, is_noted_tick, is_tick, may_be_noted_tick, may_be_tick, one_code, one_line
from ksb.importers.codes import CODE, codes_in
from ksb.importers.headings import heading
from ksb.importers.methods import METHOD, NO_METHOD, Methods, has_number, names_method
from ksb.importers.plan_headings import CODES_FIRST
from ksb.importers.results import Note
from ksb.models import Assessment, Method
from ksb.standard import Standard
from ksb.text.english import counted, listed
from ksb.text.normalise import fold

_NAMES_METHODS = re.compile(
    r"(?!.*\b(?:criteri|outcome|grad|not\b))(?=.*\b(?:method|assess|epa|ams?\b))", re.IGNORECASE
)
_NOT_A_METHOD = re.compile(
    r"d(?:uty|uties)?\s?\d*|core|(?:option|pathway|specialism|route|strand)s?\b.*|kind|type|total|no\.?|#"
    rf"|{NO_METHOD.pattern}",
    re.IGNORECASE,
)
_NAMES_OTHERS = re.compile(
    r"(?!.*\b(?:method|am)s?\b)(?:.*\b)?(?:themes?|topics?|units?|modules?|dut(?:y|ies)|areas?|pass|merit|distinction"
    r"|grade[ds]?|grading|criteri(?:a|on)|descriptors?|statements?|description|wording)\b",
    re.IGNORECASE,
)
"""The name of a column beside the KSBs that does not name their methods."""
_STARTS_WITH_CODE = re.compile(rf"\W*{CODE}(?!\w)", re.IGNORECASE)
_CODES_ALONE = re.compile(rf"(?:\W|\band\b|\bto\b|{CODE})*", re.IGNORECASE)
_ODD_MARK = re.compile(r"[^\d\n]{1,12}")
_HEADER_WITHIN = 10


class Plan(NamedTuple):
    """An assessment plan that was read, and what was not used or not found."""

    assessment: Assessment
    notes: tuple[Note, ...]


def read_plan(blocks: Sequence[Block], standard: Standard, name: str) -> Plan:
    """Return the assessment plan in a document. Raises `KsbError` where no method has KSBs of the standard."""
    first = _mapped(blocks, Methods(standard.ksbs))
    # A later table may name the methods that an earlier one lists.
    again = Methods(standard.ksbs, alone=first.alone, listed=first.listed)
    reader = _mapped(blocks, again) if first.codes else _below_headings(blocks, again)
    reader.take_titles(text for block in blocks for text in plan_headings.texts_of(block))
    methods = reader.numbered()
    if not methods:
        odd = next((f"; {note}" for note in reader.notes if not note.text.startswith("a table with")), "")
        raise KsbError(
            f"{name}: no assessment methods with KSBs of this standard were found{odd}",
            "a table needs a column of codes, and a column for each method with ticks or one that names the methods; "
            "a list needs a heading that names its method",
        )
    notes = [*dict.fromkeys(reader.notes), *_missing(standard, methods)]
    return Plan(Assessment(methods=tuple(methods)), tuple(notes))


def _mapped(blocks: Sequence[Block], reader: Methods) -> Methods:
    """Give the tables of a document to a reader, which takes those that name the methods themselves; return it."""
    for block in blocks:
        if isinstance(block, Table):
            _take(reader, block.every_row, block.place)
    return reader


def _below_headings(blocks: Sequence[Block], reader: Methods) -> Methods:
    """Give the tables and the text of a document to a reader, with the methods that headings name; return it.

    Sheets, captions and rows above the KSBs in a table may name methods as well.
    """
    above = plan_headings.MethodHeadings(plan_headings.title_of(blocks))
    for block in blocks:
        if isinstance(block, Heading):
            above.enter(block)
        elif isinstance(block, Table):
            method = block.text if names_method(block.text) else above.method
            for named, rows in plan_headings.by_rows_of_methods(block.every_row):
                _take(reader, rows, block.place, named or method)
        elif isinstance(block, Item | Paragraph):
            above.take_text(reader, block)
    return reader


def _missing(standard: Standard, methods: Sequence[Method]) -> Iterator[Note]:
    """Yield what the plan does not say, and what it replaces."""
    assessed = {code for method in methods for code in method.ksbs}
    missing = [code for code in standard.codes if code not in assessed]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        yield Note("note", "", f"{counted(len(missing), 'KSB')} {verb} not in the plan: {', '.join(missing)}")
    if standard.methods:
        yield Note("note", "", f"replaces the existing plan: {counted(len(standard.methods), 'method')}")


def _take(reader: Methods, rows: Sequence[Row], place: str, method: str = "") -> None:
    """Take the rows of a table; `method` is what the heading above them names."""
    if method and plan_headings.are_grades(rows):
        plan_headings.take_grades(reader, rows, method)
        return
    if _ticked_by_method(reader, rows):
        return
    width = max((len(row.cells) for row in rows), default=0)
    cells = [[row.cell(i) for row in rows] for i in range(width)]
    with_codes = [sum(bool(_STARTS_WITH_CODE.match(cell)) for cell in column) for column in cells]
    if not any(with_codes):
        if any(in_cell(cell).codes for row in rows for cell in row.cells):
            reader.left(place, "a table without a column of codes")
        return
    at = with_codes.index(max(with_codes))
    first = next(i for i, cell in enumerate(cells[at]) if _STARTS_WITH_CODE.match(cell))
    body = rows[first:]
    with_code = [row for row in body if _codes(row.cell(at))]
    names = _names(rows[max(first - _HEADER_WITHIN, 0) : first], width)
    if _column_for_each_method(reader, body, names):
        return
    ticked = [i for i in range(width) if i != at and _is_ticked(names[i], [row.cell(i) for row in with_code])]
    several = sum(count > 0 for count in with_codes) > 1
    naming = any(map(_NAMES_METHODS.match, names)) and not several
    texts = (cell for row in body for cell in row.cells)
    listing = several or any(_CODES_ALONE.fullmatch(text) and len(in_cell(text).codes) > 1 for text in texts)
    if listing and not ticked and not naming:
        _row_for_each_method(reader, body, names, method)
    else:
        _row_for_each_ksb(reader, body, names, at, ticked, method, place)


def _ticked_by_method(reader: Methods, rows: Sequence[Row]) -> bool:
    """Take a table with a column of ticks for each KSB, and a method in each row; return whether it is one."""
    coded = {i: code for i, cell in enumerate(rows[0].cells) if (code := one_code(cell))} if rows else {}
    if len(coded) < 2 or not all(may_be_tick(row.cell(i)) for row in rows[1:] for i in coded):
        return False
    named = [(row, next((cell for i, cell in enumerate(row.cells) if cell and i not in coded), "")) for row in rows[1:]]
    if not any(map(_NAMES_METHODS.match, rows[0].cells)) and not all(METHOD.match(name) for _, name in named):
        return False
    for row, name in named:
        reader.add(name, [code for i, code in coded.items() if is_tick(row.cell(i))], row.place)
    return True


def _column_for_each_method(reader: Methods, rows: Sequence[Row], names: Sequence[str]) -> bool:
    """Take a table with a column of codes below the name of each method; return whether it is one."""
    columns = [i for i, name in enumerate(names) if name and any(in_cell(row.cell(i)).codes for row in rows)]
    if len(columns) < 2 or not all(names_method(names[i]) for i in columns):
        return False
    for i in columns:
        for row in rows:
            if codes := _codes(row.cell(i)):
                reader.add(names[i], codes, row.place)
            elif row.cell(i):
                reader.left(f"{row.place}, column {names[i]}", row.cell(i))
    return True


def _is_ticked(name: str, texts: Sequence[str]) -> bool:
    """Return whether a column has a name that may be a method's, and ticks, but for a few other marks."""
    marks = [text for text in texts if text]
    odd = [text for text in marks if not may_be_noted_tick(text)]
    if not name or _NOT_A_METHOD.fullmatch(name) or 2 * len(odd) > len(marks) or len(odd) == len(marks):
        return False
    return all(_ODD_MARK.fullmatch(text) for text in odd) and (bool(odd) or any(map(is_noted_tick, texts)))


def _names(rows: Sequence[Row], width: int) -> list[str]:
    """Return the names of the columns: the last text above the first row with codes.

    Where columns have the same name, such as "Pass", they are named by the row above, whose cells span several. A title
    below the number of a method is that of the method.
    """
    names = [""] * width
    for row in rows:
        above, names = names, [row.cell(i) or name for i, name in enumerate(names)]
        repeated = {fold(name) for name in names if name and sum(fold(it) == fold(name) for it in names) > 1}
        spanning = ""
        for i, name in enumerate(names):
            spanning = above[i] or spanning
            if fold(name) in repeated and row.cell(i) and spanning:
                names[i] = spanning
            elif row.cell(i) and has_number(above[i]) and not (has_number(name) or plan_headings.is_grade(name)):
                names[i] = f"{above[i]}: {name}"
    return names


def _row_for_each_ksb(
    reader: Methods,
    rows: Sequence[Row],
    names: Sequence[str],
    at: int,
    ticked: Sequence[int],
    of_heading: str,
    place: str,
) -> None:
    """Take a table whose rows each have a KSB in column `at`, with ticks or the names of its methods beside it."""
    columns = [i for i in range(len(names)) if i != at]
    texts = {i: [row.cell(i) for row in rows] for i in columns}
    naming = [] if ticked else [i for i in columns if _NAMES_METHODS.match(names[i]) and any(texts[i])]
    for i in ticked:  # in the order of the columns
        reader.add(names[i], (), place)
    named = reader.names_in((row.place, "\n".join(row.cell(i) for i in naming)) for row in rows)
    unused = [i for i in columns if i not in (*ticked, *naming) and any(map(is_tick, texts[i]))]
    found = False
    above: list[str] = []
    for row, names_of_methods in zip(rows, named, strict=True):
        codes = _codes(row.cell(at))
        if naming and max(naming) < at and not any(row.cell(i) for i in naming):  # a cell spans several rows
            names_of_methods = above
        above = names_of_methods
        if not codes:
            if names_of_methods or any(row.cell(i) for i in ticked):
                reader.left(row.place, row.text)
            continue
        for method in (*(names[i] for i in _marked(reader, row, ticked, names)), *names_of_methods):
            found = True
            reader.add(method, codes, row.place)
    if found:
        if len({names[i] for i in ticked}) < len(ticked):
            reader.note(place, "the columns of a method are taken together")
        if unused:
            reader.note(place, f"columns that are not used: {listed([names[i] for i in unused])}")
    elif of_heading:
        denied = [i for i in unused if NO_METHOD.fullmatch(names[i])]
        for row in rows:
            if any(is_noted_tick(row.cell(i)) for i in denied):
                reader.left(row.place, row.text)
            else:
                reader.add(of_heading, _codes(row.cell(at)), row.place)
    else:
        reader.left(place, "a table without a method")
    for i in unused:
        for row, text in zip(rows, texts[i], strict=True):
            if names[i] and not _NOT_A_METHOD.fullmatch(names[i]) and not may_be_noted_tick(text):
                reader.left(f"{row.place}, column {names[i]}", text)


def _marked(reader: Methods, row: Row, columns: Sequence[int], names: Sequence[str]) -> Iterator[int]:
    """Yield the columns that are ticked in a row: of two, "Both" ticks both. A mark that says nothing is noted."""
    marks = [row.cell(i) for i in columns]
    if len(marks) == 2 and all(mark.casefold() == "both" for mark in marks):
        yield from columns
        return
    for i, mark in zip(columns, marks, strict=True):
        if is_noted_tick(mark):
            yield i
            if remark := REMARK.search(mark):
                reader.left(f"{row.place}, column {names[i]}", remark[0].strip())
        elif not may_be_tick(mark):
            reader.left(f"{row.place}, column {names[i]}", mark)


def _row_for_each_method(reader: Methods, rows: Sequence[Row], names: Sequence[str], of_heading: str) -> None:
    """Take a table whose rows have a method and a list of codes, or below a heading that names the method."""
    others = {i for i, name in enumerate(names) if _NAMES_OTHERS.match(name)}
    above: list[str] = []
    for row in rows:
        codes = [code for cell in row.cells if _CODES_ALONE.fullmatch(cell) for code in _codes(cell)]
        texts = [(names[i], text) for i, text in enumerate(row.cells) if text and i not in others]
        texts = [(name, text) for name, text in texts if not (_CODES_ALONE.fullmatch(text) or CODES_FIRST.match(text))]
        texts = [(name, text) for name, text in texts if heading(text) is None]  # a row for each kind names no method
        named = next((text for name, text in texts if _NAMES_METHODS.match(name)), texts[0][1] if texts else "")
        says_so = any(map(_NAMES_METHODS.match, names))
        methods: list[str] = []
        if says_so or METHOD.match(named) or has_number(named):
            [methods] = reader.names_in([(row.place, named)])
        if of_heading and not (METHOD.match(named) or says_so):
            methods = [of_heading]
        if not methods and not row.cell(0):  # a cell spans several rows
            methods = above
        above = methods
        if codes and methods:
            for method in methods:
                reader.add(method, codes, row.place)
        elif codes:
            reader.left(row.place, f"{listed(codes)}, without a method")


def _codes(cell: str) -> Sequence[str]:
    """Return the codes of a cell: all that it lists, else those that its lines start with; wordings may name others."""
    first = filter(None, map(CODES_FIRST.match, cell.split("\n")))
    return codes_in(one_line(cell)) or in_cell(" ".join(match[0] for match in first)).codes
