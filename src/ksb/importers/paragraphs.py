"""Paragraphs and list items of a document: what each line says, and where it belongs."""

from __future__ import annotations

import re

from ksb.documents.blocks import Block, Heading, Item, Paragraph
from ksb.importers import appendix, facts, headings, lines, option_lines, option_sections, owners, run_on
from ksb.importers.draft import DutyRead, Loose, Wording
from ksb.importers.prose import JOB_TITLES, depth_of, gap_above, take_head, take_job_titles, take_prose
from ksb.importers.reader import Reader, is_titled
from ksb.importers.remarks import codes_with_remarks
from ksb.importers.survey import leads_duties
from ksb.kinds import split_code

CRITERIA = re.compile(
    r"(?:criteria(?: for measuring performance)?|performance criteria|measures?)\s*(?::\s*(.*)|)",
    re.IGNORECASE | re.DOTALL,
)
"""A heading of criteria, and one that stands in the same line."""
_WITH_CRITERIA = re.compile(r"duty\s+criteria", re.IGNORECASE)
_ALSO_TITLED = re.compile(r"In the (overview|claims|duties): (.+)", re.DOTALL)
_LINK_BACK = re.compile(r"(?<=\S)\s+back to (?:duty|top)$", re.IGNORECASE)
"""A link that official pages have after each statement."""
_WITHOUT_CODES = ("overview", "option", "job titles", "head", "other", "key", "options")
"""The sections in which a code that stands alone, or begins a sentence, is a word like others."""


def take_line(reader: Reader, block: Block) -> None:
    """Take a line: a paragraph, a part of one, or a list item. Two statements on one line are two."""
    text = lines.without_bullet(block.labelled if isinstance(block, Item) else block.text)
    parts = list(filter(None, run_on.statements(text)))
    if len(more := run_on.counting_up(text)) > len(parts):
        reader.structure(block.place, text)
        reader.note(block.place, f"the codes in one line are read as {len(more)} statements")
        parts = more
    for part in parts:
        if link := _LINK_BACK.search(part):
            reader.structure(block.place, link[0].strip())
        _take(reader, _LINK_BACK.sub("", part), block)


def _take(reader: Reader, text: str, block: Block) -> None:
    if lines.is_furniture(text):
        reader.structure(block.place, text)
        reader.has_criteria = reader.has_criteria or _WITH_CRITERIA.match(text) is not None
        return
    section, item = reader.section, isinstance(block, Item)
    if (
        section in ("overview", "option")
        and reader.last is None
        and gap_above(block) in ("wrap", "break")
        and not option_lines.option(text)
    ):
        take_prose(reader, text, block)
        return
    if appendix.take(reader, text, block.place):
        return
    found = None if item and section in ("job titles", "ksbs") else headings.heading(text)
    if found and not (section == "head" and not reader.title and found.section == "overview"):
        reader.enter(found, text, block.place)
    elif take_marked(reader, text, block):
        return
    elif match := JOB_TITLES.fullmatch(text):
        reader.enter(headings.Heading("job titles"), text.removesuffix(match[1] or ""), block.place)
        take_job_titles(reader, match[1] or "", block)
    elif (
        reader.survey.has_labelled
        and (section != "duties" or (reader.duty and reader.duty.cites))
        and (line := run_on.labelled(text))
    ):
        reader.take_labelled(line, block.place)
    elif key := lines.key(text):
        reader.key[key] = text
    elif section in ("duties", "ksbs", "uncited"):
        _go_on(reader, text, block)
    elif (
        section in ("head", "particulars", "other", "options")
        or (section == "overview" and reader.prose and not reader.overview)
    ) and (particulars := facts.particulars(text)):
        reader.take_facts(particulars, text, block.place)
    elif section == "head":
        take_head(reader, text, block)
    elif section == "option" and item and (titled := _ALSO_TITLED.fullmatch(text)):
        reader.structure(block.place, f"In the {titled[1]}:")
        reader.also_titled.append((next(reversed(reader.options)), titled[2], titled[1]))
    elif section == "options" and item and not reader.survey.has_options:
        number = len(reader.options) + 1
        reader.count()
        reader.options[number] = {"number": number, "title": text}
        reader.note(block.place, f'the option "{text[:40]}" has no number; it is taken for option {number}')
    elif section == "options" and text.endswith(":") and reader.survey.has_options:  # as "Job titles include:" does
        reader.structure(block.place, text)
    elif section in ("overview", "option", "options"):
        take_prose(reader, text, block)
    elif section == "job titles":
        take_job_titles(reader, text, block)
    elif not reader.take_claim(text):
        reader.left(block.place, text)


def take_marked(reader: Reader, text: str, block: Block) -> bool:
    """Take a line that says what it is: a duty, an option, a statement, a list of codes; return whether it does."""
    heading = isinstance(block, Heading)
    duty = lines.duty(text, short=heading or reader.section == "duties" or not reader.survey.has_duties)
    if duty and not (duty.prose and reader.section in ("overview", "option", "other")):
        _duty(reader, duty, block)
        return True
    option = option_lines.option(text, heading=heading, among_duties=bool(reader.duties) or reader.section == "duties")
    if option and (option.title or option.number in reader.options):
        option_sections.take(reader, option, block.place, block.level if isinstance(block, Heading) else 0)
        return True
    if option_sections.take_without_number(reader, text, block.place, heading=heading):
        return True
    with_codes = reader.section not in _WITHOUT_CODES
    codes = lines.codes_in(text) if with_codes else None
    statement = lines.statement(text)
    if codes and (len(codes) > 1 or not statement):
        reader.structure(block.place, text)
        reader.take_codes(codes, block.place)
        return True
    if with_codes and (shared := lines.shared_statement(text)):
        _take_shared(reader, shared, text, block)
        return True
    if not statement and reader.section in ("ksbs", "uncited"):
        statement = _next_statement(reader, text)
    if not statement or not (statement.wording or with_codes or heading):
        return False
    if statement.plain and not heading:
        joined = statement.wording[:1].islower() and _is_joined(reader)  # "right length and" / "K1 level water"
        if joined or reader.section in ("overview", "option"):
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
        reader.statement(statement, block.place, depth=depth_of(block))
    return True


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


def _is_joined(reader: Reader) -> bool:
    """Return whether what stands above ends with a word or a sign that joins it to what follows."""
    last = reader.last
    return isinstance(last, Wording | DutyRead) and bool(last.pieces) and lines.goes_on("X", last.pieces[-1])


def _next_statement(reader: Reader, text: str) -> lines.Statement | None:
    """Return the statement whose code is written as "b2" or "S.2", where it is the one that comes next."""
    found = lines.loose_statement(text)
    if found is None:
        return None
    if not isinstance(reader.last, Wording):
        before = reader.prefix, 0
    elif _is_joined(reader):
        return None
    else:
        before = split_code(reader.last.code)
    prefix, number = split_code(found.code)
    return found if before == (prefix, number - 1) else None


def _duty(reader: Reader, found: lines.Duty, block: Block) -> None:
    """Take the first line of a duty, or one that maps a duty further above to its codes."""
    title, options = owners.of_duty(reader, found.title, block.place)
    if reader.section == "option" and isinstance(block, Heading) and block.level <= reader.level:
        reader.of_options = []
    options = reader.of_options if options is None else options
    if found.codes:
        reader.structure(block.place, block.text)
    same = reader.known_duty(found.number)
    mapping = bool(found.codes) or reader.section != "duties"
    if (
        same
        and same.pieces
        and ((mapping and is_titled(same, title)) if title else (mapping or options == same.options))
    ):
        reader.structure(block.place, block.text)
        reader.go_back(same, block.place, found.codes)
    else:
        reader.take_duty(found.number, title, block.place, found.codes, depth=depth_of(block), options=options)


def _go_on(reader: Reader, text: str, block: Block) -> None:
    """Take a line that is no duty, statement or heading: it continues the text above, or has no code."""
    duty, last = reader.duty, reader.last
    if reader.section == "duties" and duty and (codes := lines.numbers_of_kind(text)):
        reader.structure(block.place, text)
        reader.take_codes(codes, block.place)
    elif (
        (reader.section == "duties" and duty and all(cite.named for cite in duty.cites))
        and (cited := codes_with_remarks(text))
        and not cited.before
    ):
        reader.structure(block.place, text)
        reader.take_codes(cited.codes, block.place)
        reader.left_remarks(cited, block.place)
    elif reader.section == "duties" and duty and (match := CRITERIA.fullmatch(text)):
        take_criteria(reader, match[1] or "", block)
    elif reader.in_criteria and duty:
        duty.criteria.append(text)
    elif last is None or (joint := _joint(reader, last, text, block)) is None:
        _uncoded(reader, text, block)
    else:
        if joint == " ":
            reader.join(last.pieces, text, block.place)
        else:
            last.add(text, joint)
        if isinstance(last, DutyRead) and lines.names_code(text):  # at the end of a title of several lines
            title, codes = reader.without_codes(last.text, last.place)
            if codes:
                last.pieces = [title]
                reader.take_codes(codes, last.place)


def _is_part(text: str, before: str) -> bool:
    """Return whether a list item goes on from a text without a colon, and is not a note such as "evidence: plan"."""
    return ":" not in text and lines.goes_on(text, before)


def _joint(reader: Reader, last: Wording | DutyRead | Loose, text: str, block: Block) -> str | None:
    """Return what joins a line to what stands above; None where it does not go on from it."""
    worded, whole = isinstance(last, Wording), isinstance(last, Wording) and last.whole
    before = last.pieces[-1] if last.pieces else ""
    if isinstance(block, Item):
        introduced = before.endswith(":") or (worded and (not before or _is_part(text, before)))
        listed = last.bullets is not None and block.depth >= last.bullets
        goes_on = whole or introduced or listed or (worded and block.depth > last.depth >= 0)
        if block.checked is not None or not goes_on or isinstance(last, Loose):
            return None
        last.bullets = block.depth if last.bullets is None else last.bullets
        return "\n"
    gap = gap_above(block)
    indent = block.indent if isinstance(block, Paragraph) else 0
    if not before or gap == "break" or (whole and gap == "paragraph"):
        return "\n"
    indented = gap == "line" and indent > 1 and worded and last.depth >= 0
    if gap == "wrap" or indented or (lines.goes_on(text, before) and not _next_statement(reader, text)):
        return " "
    return None


def _uncoded(reader: Reader, text: str, block: Block) -> None:
    """Take a line that has no code and goes on from nothing."""
    duty, depth = reader.duty, depth_of(block)
    if reader.section == "ksbs" and not reader.labelled:
        reader.loose.append(Loose([text], block.place, depth))
        reader.last = reader.loose[-1]
        return
    if reader.section == "duties" and reader.has_criteria and duty and not duty.cites:
        duty.criteria.append(text)
        return
    if reader.section == "duties" and not reader.survey.has_duties:
        title, codes = lines.without_codes(text)
        if title and (codes or (depth >= 0 and (duty is None or depth <= duty.depth))):
            number = block.number if isinstance(block, Item) else None
            take_unnumbered(reader, title, codes, block, number, depth)
            return
    if not reader.take_claim(text):
        if leads_duties(reader.following):
            option_sections.left_heading(reader, text, block.place)
        else:
            reader.left(block.place, text)


def take_unnumbered(
    reader: Reader, title: str, codes: list[str], block: Block, number: int | None, depth: int = -1
) -> None:
    """Take a line that is a duty by where it stands; its number is that of the list or the heading, or the next."""
    if codes:
        reader.structure(block.place, block.text)
    if not number:
        number = reader.next_number
        reader.note(block.place, f'the duty "{title[:40]}" has no number; it is taken for Duty {number}')
    reader.take_duty(number, title, block.place, codes, depth=depth)


def take_criteria(reader: Reader, text: str, block: Block) -> None:
    """Begin the criteria of the last duty; the first may stand in the same line."""
    if reader.duty is None:
        reader.left(block.place, block.text)
        return
    reader.structure(block.place, block.text.removesuffix(text))
    reader.in_criteria = True
    if text:
        reader.duty.criteria.append(text)
