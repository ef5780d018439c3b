"""Lines of a document, of paragraphs, list items and cells: what each says, and where it belongs."""

import re

from ksb.documents.blocks import Block, Heading, Item, Paragraph, Row
from ksb.importers import facts, headings, lines, sections
from ksb.importers.cells import one_line
from ksb.importers.codes import CODE, codes_in, numbers_of_kind
from ksb.importers.columns import DUTY_NAME
from ksb.importers.continuing import is_joined, next_statement, take_more
from ksb.importers.draft import Assessed, DutyRead, Wording
from ksb.importers.methods import names_method
from ksb.importers.options import Option, named_option, option_titled, options_of_duty
from ksb.importers.reader import Reader, depth_of, gap_above, gap_in_cell, is_titled
from ksb.importers.survey import leads_duties
from ksb.importers.uncoded import labelled
from ksb.kinds import split_code

_LONGEST_OPTION = 60
_WITH_CRITERIA = re.compile(r"duty\s+criteria", re.IGNORECASE)
_ALSO_TITLED = re.compile(r"In the (overview|claims|duties): (.+)", re.DOTALL)
_LINK_BACK = re.compile(r"(?<=\S)\s+back to (?:duty|top)$", re.IGNORECASE)
"""A link that official pages have after each statement."""
_BESIDE = re.compile(r"(?<=\S)\s{3,}((?:[A-Z]\S*)(?:\s\S+)*)$")
_CODES_BESIDE = re.compile(rf"(?<=\S)\s{{3,}}{CODE}(?:[\s,]+{CODE})*$")
_LONGEST_BESIDE = 200
_LABELS = re.compile(rf"(?:^|(?<=[.;,|] ))(?:ksbs?|knowledge|skills?|behaviou?rs?):\s+(?={CODE})", re.IGNORECASE)
"""The kind of the statements that follow in the same line."""
_PAGE = re.compile(r"\s\d{1,3}$")
_NUMBERING = re.compile(r"^\d{1,2}[.)]\s+")
_WITHOUT_CODES = ("overview", "option", "job titles", "head", "other", "key", "options")
"""The sections in which a code that stands alone, or begins a sentence, is a word like others."""


def take_line(reader: Reader, block: Block) -> None:
    """Take a line: a paragraph, a part of one, or a list item. Two statements on one line are two."""
    text, methods = _without_methods(reader, lines.without_bullet(block.labelled))
    rest = _LABELS.sub("", text) if _LABELS.match(text) and not codes_in(text) else ""
    if (stated := lines.statement(rest)) and stated.wording:  # Skills: S1 mix; S2 bake
        reader.structure(block.place, " ".join(_LABELS.findall(text)))
        text = rest
        if not reader.duty:
            reader.begin("ksbs")
    parts = list(filter(None, lines.statements(text)))
    if len(more := lines.counting_up(text)) > len(parts):
        reader.structure(block.place, text)
        reader.note(block.place, f"the codes in one line are read as {len(more)} statements")
        parts = more
    elif (before := lines.duty_before_statements(text)) is not None:
        reader.structure(block.place, text)
        parts = [before, *lines.counting_up(text[len(before) :].lstrip(" :–—-"))]
    for part in parts:
        if link := _LINK_BACK.search(part):
            reader.structure(block.place, link[0].strip())
        _take(reader, _LINK_BACK.sub("", part), block)
    if methods and isinstance(reader.last, Wording):
        reader.structure(block.place, methods)
        reader.assessed.append(Assessed([reader.last.code], methods, "Assessed by", block.place))
    elif methods:
        reader.left(block.place, methods)


def _without_methods(reader: Reader, text: str) -> tuple[str, str]:
    """Return a line of a KSB without the methods in a column beside it, as text copied with its layout has it."""
    beside = _BESIDE.search(text, max(len(text) - _LONGEST_BESIDE, 0))
    if not beside or not names_method(beside[1]):
        return text, ""
    before = text[: beside.start()]
    stated = lines.statement(before)
    is_of_ksb = bool(stated.wording) if stated else isinstance(reader.last, Wording)
    return (before, beside[1]) if is_of_ksb else (text, "")


def _take(reader: Reader, text: str, block: Block) -> None:
    if lines.is_furniture(text):
        reader.structure(block.place, text)
        reader.has_criteria = reader.has_criteria or _WITH_CRITERIA.match(text) is not None
        reader.in_contents = lines.names_contents(text)
        return
    section, item = reader.section, isinstance(block, Item)
    has_page = _PAGE.search(text) and not facts.particulars(text)
    reader.in_contents = reader.in_contents and (item or bool(has_page))
    if reader.in_contents and not (lines.statement(text) or lines.duty(text)):
        reader.structure(block.place, text)
        return
    in_prose = section in ("overview", "option") and reader.last is None
    if in_prose and gap_above(block) in ("wrap", "break") and not named_option(text):
        sections.take_prose(reader, text, block)
        return
    if sections.take_appendix(reader, text, block.place):
        return
    may_be_labelled = reader.survey.has_labelled and (section != "duties" or (reader.duty and reader.duty.cites))
    above = reader.last.depth if isinstance(reader.last, Wording) else 0
    in_list = item and section in ("job titles", "ksbs") and depth_of(block) >= above
    found = None if in_list else headings.heading(text)
    if found and found.prefix and gap_above(block) != "paragraph" and reader.last_code.startswith(found.prefix):
        reader.structure(block.place, text)  # the kind, between a code and its wording
    elif found and _is_last_word(reader, found, text, block):
        take_more(reader, text, block)
    elif found and not (section == "head" and not reader.title and found.section == "overview"):
        reader.enter(found, text, block.place)
    elif take_marked(reader, text, block):
        return
    elif match := sections.JOB_TITLES.fullmatch(text):
        reader.enter(headings.Heading("job titles"), text.removesuffix(match[1] or ""), block.place)
        sections.take_job_titles(reader, match[1] or "", block)
    elif may_be_labelled and (line := labelled(text)):
        reader.take_labelled(line, block.place)
    elif key := lines.key(text):
        reader.key[key] = text
    elif section in ("duties", "ksbs", "uncited"):
        take_more(reader, text, block)
    elif (
        section in ("head", "particulars", "other", "options")
        or (section == "overview" and ((reader.prose and not reader.overview) or len(facts.in_numbers(text)) > 1))
    ) and (particulars := _particulars(reader, text)):
        reader.take_facts(particulars, text, block.place)
    elif text.endswith(":") and facts.particulars(f"{text} _"):  # its value stands in the next line
        reader.structure(block.place, text)
    elif section == "head":
        sections.take_head(reader, text, block)
    elif section == "option" and item and (titled := _ALSO_TITLED.fullmatch(text)):
        reader.structure(block.place, f"In the {titled[1]}:")
        reader.also_titled.append((next(reversed(reader.options)), titled[2], titled[1]))
    elif section == "options" and isinstance(block, Item) and (block.number or not reader.survey.has_options):
        if block.number:
            reader.title_option(block.number, text)
        else:
            option_titled(reader, text, block.place)
    elif section == "options" and text.endswith(":") and reader.survey.has_options:  # as "Job titles include:" does
        reader.structure(block.place, text)
    elif section in ("overview", "option", "options"):
        sections.take_prose(reader, text, block)
    elif section == "job titles" and ": " not in text:
        sections.take_job_titles(reader, text, block)
    elif section == "entry requirements":
        before = reader.facts.get("entry_requirements")
        joint = " " if gap_above(block) == "wrap" else "\n"
        reader.facts["entry_requirements"] = f"{before}{joint}{text}" if before else text
    elif not reader.take_claim(text):
        reader.left(block.place, text)


def _is_last_word(reader: Reader, found: headings.Heading, text: str, block: Block) -> bool:
    """Return whether a line that could be a heading is the last word of the text above, which is wrapped before it."""
    last = reader.last
    if not (isinstance(last, Wording | DutyRead) and last.pieces) or gap_above(block) not in ("line", "wrap"):
        return False
    if not text[0].islower() or last.pieces[-1].endswith((".", "!", "?", ":", ";")):
        return False
    below = lines.statement(lines.without_bullet(reader.following.labelled)) if reader.following else None
    kinds = [split_code(it.code)[0] for it in (last, below) if isinstance(it, Wording | lines.Statement)]
    begins = bool(below) and kinds[-1] == found.prefix != kinds[0]
    if found.section == "duties":
        return not leads_duties(reader.following)
    return not (found.section == "ksbs" and (begins or not found.prefix))


def _particulars(reader: Reader, text: str) -> dict[str, str]:
    """Return the fields in a line, whose name may be the line above: "Level:"."""
    above = reader.blocks[reader.at - 1].text if reader.at else ""
    return facts.particulars(text) or (facts.particulars(f"{above} {text}") if above.endswith(":") else {})


def take_marked(reader: Reader, text: str, block: Block) -> bool:
    """Take a line that says what it is: a duty, an option, a statement, a list of codes; return whether it does."""
    heading = isinstance(block, Heading)
    short = heading or reader.section == "duties" or not reader.survey.has_duties
    named = DUTY_NAME.fullmatch(text) and block is reader.blocks[reader.at]
    duty = lines.duty(f"{text}:" if named else text, short=short)
    if duty and not (duty.prose and reader.section in ("overview", "option", "other")):
        _duty(reader, duty, block)
        return True
    among_duties = bool(reader.duties) or reader.section == "duties"
    option = named_option(text, heading=heading, among_duties=among_duties)
    if option is None and reader.section in ("options", "option"):
        option = _listed_option(reader, text)
    if option and (option.title or option.number in reader.options):
        sections.take_option(reader, option, block.place, block.level if isinstance(block, Heading) else 0)
        return True
    if sections.take_option_without_number(reader, text, block.place, heading=heading):
        return True
    with_codes = reader.section not in _WITHOUT_CODES
    codes = codes_in(text) if with_codes else None
    statement = lines.statement(text)
    if codes and (len(codes) > 1 or not statement):
        reader.take_codes(codes, block.place, text)
        return True
    if with_codes and (shared := lines.shared_statement(text)):
        _take_shared(reader, shared, text, block)
        return True
    if not statement and reader.section in ("ksbs", "uncited"):
        statement = next_statement(reader, text)
    above_text = isinstance(reader.following, Paragraph) and not codes_in(reader.following.text)
    if not statement or not (statement.wording or with_codes or heading or above_text):
        return False
    if statement.plain and not heading:
        joined = statement.wording[:1].islower() and is_joined(reader)  # "right length and" / "K1 level water"
        beside = reader.blocks[max(reader.at - 1, 0) : reader.at + 2]
        in_list = sum(lines.statement(lines.without_bullet(it.labelled)) is not None for it in beside) > 1
        if joined or (reader.section in ("overview", "option") and not in_list):
            return False
    written = text.removesuffix(statement.wording).strip()
    if statement.code not in written:
        reader.structure(block.place, written)
    if statement.code not in re.sub(r"\s", "", written):
        reader.note(block.place, f'"{written}" is read as {statement.code}')
    if with_codes and (duties := lines.duty_numbers(statement.wording)):  # K1: Duty 1, Duty 2
        reader.structure(block.place, text)
        reader.map_to(statement.code, duties, block.place)
        reader.last = None
    else:
        made = reader.statement(statement, block.place, depth=depth_of(block))
        if isinstance(block, Paragraph) and (at := block.text.find(statement.wording)) > 0:
            made.column = block.indent + at
    return True


def _listed_option(reader: Reader, text: str) -> Option | None:
    """Return the next option of a list: "Option 2 Sound" is one, "Option 2 is for sound engineers." is not."""
    option = named_option(text, heading=True)
    if option is None or option.number != len(reader.options) + 1 or len(option.title) > _LONGEST_OPTION:
        return None
    return option if option.title[:1].isupper() and not option.title.endswith(".") else None


def _take_shared(reader: Reader, shared: list[lines.Statement], text: str, block: Block) -> None:
    """Take codes that have one wording, or one list of duties, together."""
    written = text.removesuffix(shared[0].wording).strip()
    reader.structure(block.place, written)
    pieces = [shared[0].wording]
    for statement in shared:
        if duties := lines.duty_numbers(statement.wording):
            reader.map_to(statement.code, duties, block.place)
            reader.last = None
        else:
            reader.statement(statement, block.place, depth=depth_of(block)).pieces = pieces
    if reader.last is not None:
        reader.note(block.place, f'"{written}" is read as {len(shared)} statements with the same wording')


def _duty(reader: Reader, found: lines.Duty, block: Block) -> None:
    """Take the first line of a duty, or one that maps a duty further above to its codes."""
    title, options = options_of_duty(reader, found.title, block.place)
    if reader.section == "option" and isinstance(block, Heading) and block.level <= reader.level:
        reader.of_options = []
    options = reader.of_options if options is None else options
    if found.codes:
        reader.structure(block.place, block.text)
    same = reader.known_duty(found.number)
    mapping = bool(found.codes) or reader.section != "duties"
    if same and same.pieces and title:
        again = mapping and is_titled(same, title)
    else:
        again = same is not None and (mapping or options == same.options)
    if same and again and (same.pieces or title):
        same.pieces = same.pieces or [title]
        reader.structure(block.place, block.text)
        reader.go_back(same, block.place, found.codes)
    else:
        reader.take_duty(found.number, title, block.place, found.codes, depth=depth_of(block), options=options)
        if reader.duty and isinstance(block, Paragraph) and "\n" not in block.text:
            reader.duty.beside = _CODES_BESIDE.search(block.text, max(len(block.text) - _LONGEST_BESIDE, 0)) is not None


def take_flat(reader: Reader, row: Row) -> None:
    """Take a row whose columns say nothing: a name with its value, or cells read one after the other."""
    cells = row.filled
    if len(cells) == 2 and reader.section in ("head", "particulars", "overview", "other"):
        found = facts.particulars(f"{_NUMBERING.sub('', cells[0]).rstrip(' :')}: {one_line(cells[1])}")
        if found:
            reader.take_facts(found, f"{cells[0]}: {cells[1]}", row.place)
            return
    beside = headings.heading(cells[0]) if reader.duty and len(cells) == 2 else None
    if beside and beside.section == "ksbs":
        codes = codes_in(one_line(cells[1])) or numbers_of_kind(": ".join(cells))
        if codes:
            reader.structure(row.place, cells[0])
            reader.take_codes(codes, row.place, one_line(cells[1]))
            return
        before_has_ksbs = all(duty.cites for duty in reader.duties[-2:-1])
        if reader.duty and lines.statement(cells[1]) and before_has_ksbs and reader.duty.lacks(beside.prefix):
            reader.structure(row.place, cells[0])
            cells = cells[1:]
    if (
        len(cells) > 1
        and reader.section == "overview"
        and not any(lines.statement(it) or lines.duty(it) for it in cells)
    ):
        reader.left(row.place, row.text)
        return
    if len(cells) > 1 and re.fullmatch(r"[1-9]\d{0,3}[.)]?", cells[0]):
        take_line(reader, Item(cells[1], row.place, cells[0]))
        cells = cells[2:]
    for cell in cells:
        for number, line in enumerate(cell.split("\n")):
            take_line(reader, Paragraph(line, row.place, gap_in_cell(reader) if number else "paragraph"))
