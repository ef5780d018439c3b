"""The interpreter: the blocks of a document to a standard, whatever file format they were read from."""

import re
from collections.abc import Iterable, Sequence

from ksb.documents.blocks import Aside, Block, Heading, Table
from ksb.importers import exported, facts, headings, lines, sections, tables
from ksb.importers.assembly import assembled
from ksb.importers.codes import codes_in, names_code, without_codes
from ksb.importers.codes_after import codes_first
from ksb.importers.continuing import take_criteria, take_unnumbered
from ksb.importers.draft import TooManyPartsError, Wording
from ksb.importers.lower import in_capitals
from ksb.importers.options import named_option
from ksb.importers.paragraphs import take_line, take_marked
from ksb.importers.reader import Reader
from ksb.importers.results import MOST_CHARACTERS, Imported
from ksb.importers.survey import leads_duties
from ksb.importers.welsh import in_english

_OLD = re.compile(
    r"old(?:\s*(?:versions?|standards?|wordings?|ksbs?|drafts?|copy|lists?|v?[0-9.]+))*\W*$"
    r"|(?:.*\b)?(?:do not use|don['’]t use|superseded|archived?|obsolete|previous version)\b",
    re.IGNORECASE,
)
"""The name of a sheet with an earlier state of the standard."""
_PART = re.compile(r"[AC]\d{1,2}\b[.:)]?\s")
"""The number of a part of a document: beside A1 and C1, B1 is one as well, and no behaviour."""
_NUMBERED = re.compile(r"(?:([1-9][0-9]{0,3})[.)]\s+(?=\S))?(.*)", re.DOTALL)


def parse(blocks: Sequence[Block], name: str, *, prose: bool = False) -> Imported:
    """Return the standard in the blocks of a document, with notes of everything that is not in it.

    `prose`: paragraphs below the title are the overview, as in Markdown; else only sentences are.
    """
    if sum(block.size for block in blocks) > MOST_CHARACTERS:
        return Imported(name, None, error=f"has more than {MOST_CHARACTERS:,} characters of text")
    english = in_english(blocks)
    capital = in_capitals(english)
    ordered = codes_first(capital)
    reader = Reader(ordered, prose)
    if english is not blocks:
        reader.note("", "the codes G and Y are read as K and B")
    reader.of_parts = {it.level for it in blocks if isinstance(it, Heading) and _PART.match(it.text)}
    if capital is not english:
        reader.note("", "the codes in lower case are read as if in capitals")
    if ordered is not capital:
        reader.note("", "each code stands after its statement")
    blocks = ordered
    reader.named_by = next((block for at, block in enumerate(blocks) if _is_title(block, first=at == 0)), None)
    try:
        if exported.are_exported(blocks):
            exported.take(reader, blocks)
        else:
            set_aside = {id(table) for table in _set_aside(blocks)}
            for reader.at, block in enumerate(blocks):
                if isinstance(block, Table) and id(block) in set_aside:
                    _leave_out(reader, block)
                else:
                    _take(reader, block)
            reader.close()
        return assembled(reader, blocks, name)
    except TooManyPartsError as error:
        return Imported(name, None, error=str(error))


def _set_aside(blocks: Iterable[Block]) -> list[Table]:
    """Return the sheets that are hidden, and those whose names say that they are old, where others hold KSBs."""
    sheets = [block for block in blocks if isinstance(block, Table) and block.place.startswith("sheet ")]
    found = [table for table in sheets if table.hidden or _OLD.match(table.text)]
    current = [table for table in sheets if table not in found]
    holds_ksbs = any(names_code(cell) for table in current for cell in table.every_cell)
    return found if holds_ksbs else []


def _leave_out(reader: Reader, table: Table) -> None:
    """Leave out a sheet that is hidden or old."""
    why = "is hidden" if table.hidden else "says by its name that it is not current"
    reader.note(table.place, f"the sheet {why}; it is left out")
    reader.structure(table.place, table.text)
    for row in table.every_row:
        reader.left(row.place, row.text)


def _is_title(block: Block, *, first: bool) -> bool:
    """Return whether a block is a heading of the highest levels, or the first block, that says only a title."""
    if not isinstance(block, Heading) or (block.level > 1 and not first):
        return False
    text = lines.without_bullet(block.text)
    says = (
        headings.heading, lines.statement, lines.duty, named_option, codes_in, facts.particulars,
        facts.issued, sections.JOB_TITLES.fullmatch, sections.names_kind,
    )  # fmt: skip
    return not any(what(text) for what in says)


def _take(reader: Reader, block: Block) -> None:
    if isinstance(block, Table):
        tables.take(reader, block)
        reader.last = None
    elif isinstance(block, Aside):
        reader.left(block.place, block.text)
    elif isinstance(block, Heading):
        _take_heading(reader, block, lines.without_bullet(block.text))
    else:
        take_line(reader, block)


def _take_heading(reader: Reader, block: Heading, text: str) -> None:
    """Take a heading: of a section, of a duty, an option or a KSB, or one that a standard does not have."""
    below = block.level > reader.level and bool(reader.heading)
    if block.level <= reader.options_level:
        reader.options_level = 0
    found = headings.heading(text) or sections.ksbs_of_option(reader, text)
    reader.in_contents = lines.names_contents(text)
    if reader.section == "assessment" and not found and sections.take_appendix(reader, text, block.place):
        return
    if reader.section == "head" and not reader.title and block is reader.named_by:
        sections.take_name(reader, text, block.place)
    elif reader.section == "head" and sections.names_kind(text):
        reader.structure(block.place, text)
    elif found:
        reader.enter(found, text, block.place, block.level)
    elif not (block.level in reader.of_parts and lines.statement(text)) and take_marked(reader, text, block):
        if isinstance(reader.last, Wording):
            reader.last.whole = not reader.last.pieces
    elif take_criteria(reader, text, block):
        return
    elif reader.duty and reader.last is reader.duty and not reader.duty.pieces:
        reader.duty.pieces.append(text)
    elif match := sections.JOB_TITLES.fullmatch(text):
        reader.enter(headings.Heading("job titles"), text, block.place, block.level)
        sections.take_job_titles(reader, match[1] or "", block)
    elif particulars := facts.particulars(text):
        reader.take_facts(particulars, text, block.place)
    elif reader.section == "head" and (issued := facts.issued(text)):
        sections.take_issued(reader, issued, text, block.place)
    elif reader.section == "duties" and not reader.survey.has_duties and below and (match := _NUMBERED.fullmatch(text)):
        title, codes = without_codes(match[2])
        take_unnumbered(reader, title, codes, block, int(match[1] or 0))
    elif reader.options_level and leads_duties(reader.following):
        sections.take_option_title(reader, text, block.place)
    elif reader.section == "overview" and below and reader.level:
        reader.overview.append([text])
        reader.count()
    else:
        sections.left_heading(reader, text, block.place)
        if not (reader.section == "ksbs" and below and reader.level):
            reader.begin("other", level=block.level, heading=text)
