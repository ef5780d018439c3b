"""Lines that are not a duty, a statement or a heading: they go on with the text above, or have no code."""

import re

from ksb.documents.blocks import Block, Item, Paragraph
from ksb.importers import facts, lines
from ksb.importers.codes import cited_at_end, codes_in, codes_with_remarks, names_code, numbers_of_kind, without_codes
from ksb.importers.columns import role_of
from ksb.importers.draft import DutyRead, Loose, Wording
from ksb.importers.reader import Reader, depth_of, gap_above
from ksb.importers.sections import left_heading
from ksb.importers.survey import leads_duties
from ksb.kinds import split_code

_CRITERIA = re.compile(
    r"(?:criteria(?: for measuring performance)?|performance criteria|measures?)\s*(?::\s*(.*)|)",
    re.IGNORECASE | re.DOTALL,
)
"""A heading of criteria, and one that stands in the same line."""
_IN_DOUBT = re.compile(
    r"\b(?:not|no|never|see|also|cf|except|excluding|without|than|instead|remove|move|add|check|query|notes?|todo|was|were)\b",
    re.IGNORECASE,
)
"""What a line says where the codes at its end may not be what the duty cites."""
_LOWER_DUTY = re.compile(
    r"(d\s?([1-9][0-9]?))(?:\s*[:.)–-])?\s+(\S.*?)(?:\s*[–—:(-]\s*([ksb]\s?[1-9][^()]*)\)?)?", re.DOTALL
)
"""A duty in lower case: "d1 bake bread - k1, s1"."""
_NUMBERED_DUTY = re.compile(r"([1-9][0-9]?)\s+([A-Z][^\W\d_]*\s+\w.*)", re.DOTALL)
"""A duty with its number alone: "1 Bake bread"."""
_LONGEST_DUTY = 300
_NAME = re.compile(r"\([^()]*\):")
"""The name of a KSB in brackets after its code, above what a learner writes about it."""
_LAST_PIECES = 9
"""How many pieces of a text are looked at for brackets and quotes that are open."""
_MOST_PIECES = 100
_LONGEST_TITLE = 2_000
"""Maximum length of a title, in pieces and in characters, at whose end codes are looked for after each line."""


def take_more(reader: Reader, text: str, block: Block) -> None:
    """Take a line that is not a duty, a statement or a heading: it continues the text above, or has no code."""
    duty, last = reader.duty, reader.last
    if reader.section == "duties" and (found := _next_duty(reader, text)):
        written, title, codes = found
        reader.structure(block.place, text)
        reader.note(block.place, f'"{written}" is read as Duty {reader.next_number}')
        reader.take_duty(reader.next_number, title, block.place, codes, depth=depth_of(block))
    elif duty and (codes := numbers_of_kind(text)):
        reader.take_codes(codes, block.place, text)
    elif duty and not any(it.pieces for it in duty.cites) and (cited := codes_with_remarks(text)) and not cited.before:
        reader.take_cited(cited, block.place, text)
    elif duty and take_criteria(reader, text, block):
        return
    elif reader.in_criteria and duty:
        duty.criteria.append(text)
    elif last is None or (joint := _joint(reader, last, text, block)) is None:
        _uncoded(reader, text, block)
    elif isinstance(last, Wording) and not last.pieces and role_of(text) == "text":
        reader.structure(block.place, text)  # the name of a column, in a table that was copied column by column
    elif isinstance(last, Wording) and last.below and not last.pieces:
        reader.note(block.place, f"{last.code} stands below other codes: what follows may be the wording of any")
        reader.left(block.place, text)
        reader.last = None
    else:
        if joint == " ":
            reader.join(last.pieces, text, block.place)
            last.column = block.indent if isinstance(block, Paragraph) and block.indent else last.column
        else:
            last.add(text, joint)
        pieces = last.pieces if isinstance(last, DutyRead) else []
        if pieces and len(pieces) < _MOST_PIECES and len(pieces[0]) < _LONGEST_TITLE and names_code(text):
            cited = cited_at_end(last.text)
            if cited.codes:
                text, last.pieces = last.text, [cited.before]
                reader.take_cited(cited, last.place, text)
                reader.last = last


def _next_duty(reader: Reader, text: str) -> tuple[str, str, list[str]] | None:
    """Return what stands for the number of the duty that comes next, in lower case, its title and its codes."""
    if reader.survey.has_duties or len(text) > _LONGEST_DUTY:
        return None
    if (numbered := _NUMBERED_DUTY.fullmatch(text)) and int(numbered[1]) == reader.next_number:
        return numbered[1], *without_codes(numbered[2])
    match = _LOWER_DUTY.fullmatch(text)
    if not match or int(match[2]) != reader.next_number:
        return None
    codes = codes_in(match[4].upper()) if match[4] else []
    return (match[1], match[3], codes) if codes is not None else None


def _joint(reader: Reader, last: Wording | DutyRead | Loose, text: str, block: Block) -> str | None:
    """Return what joins a line to what stands above; None where it does not go on from it."""
    worded, whole = isinstance(last, Wording), isinstance(last, Wording) and last.whole
    before = last.pieces[-1] if last.pieces else ""
    if isinstance(block, Item):
        part = ":" not in text and not before.endswith((".", "!", "?")) and lines.goes_on(text, before)
        introduced = (before.endswith(":") and not _NAME.fullmatch(last.text)) or (worded and (not before or part))
        listed = last.bullets is not None and block.depth >= last.bullets
        goes_on = whole or introduced or listed or (worded and block.depth > last.depth >= 0)
        counts = reader.section == "duties" and not reader.survey.has_duties and block.number == reader.next_number
        if block.checked is not None or counts or not goes_on or isinstance(last, Loose):
            return None
        last.bullets = block.depth if last.bullets is None else last.bullets
        return "\n"
    gap = gap_above(block)
    indent = block.indent if isinstance(block, Paragraph) else 0
    if not before or gap == "break":
        return "\n"
    beside = gap == "line" and isinstance(last, DutyRead) and last.beside
    indented = gap == "line" and indent > 1 and worded and (last.depth >= 0 or indent == last.column)
    bracketed = gap == "line" and text[0] in "([" and ": " not in text and before[-1] not in ".!?:;"
    apart = gap == "paragraph" and before.endswith(",") and not text[:1].islower()
    begins = apart or next_statement(reader, text)
    goes_on = not begins and lines.goes_on(text, "".join(last.pieces[-_LAST_PIECES:]))
    if gap == "wrap" or indented or beside or bracketed or goes_on:
        return " "
    return None


def _uncoded(reader: Reader, text: str, block: Block) -> None:
    """Take a line that has no code and goes on from nothing."""
    duty, depth = reader.duty, depth_of(block)
    if isinstance(block, Paragraph) and (found := facts.in_numbers(text)):
        reader.take_facts(found, text, block.place)
        return
    if reader.section == "ksbs" and not reader.labelled:
        reader.loose.append(Loose([text], block.place, depth))
        reader.last = reader.loose[-1]
        return
    title, codes = without_codes(text) if reader.section == "duties" else (text, [])
    if reader.survey.has_duties and duty and len(codes) > 1 and not _IN_DOUBT.search(title):
        # A row of a table whose cells follow each other.
        reader.take_codes(codes, block.place, text)
        text = title
    unnumbered = reader.section == "duties" and not reader.survey.has_duties
    if reader.has_criteria and duty and not duty.cites:
        duty.criteria.append(text)
    elif unnumbered and title and (codes or (depth >= 0 and (duty is None or depth <= duty.depth))):
        take_unnumbered(reader, title, codes, block, block.number if isinstance(block, Item) else None, depth)
    elif not text or reader.take_claim(text):
        return
    elif leads_duties(reader.following):
        left_heading(reader, text, block.place)
    else:
        reader.left(block.place, text)
        reader.last = None


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


def take_criteria(reader: Reader, text: str, block: Block) -> bool:
    """Begin the criteria of the last duty, the first perhaps in this line; return whether the line begins them."""
    match = _CRITERIA.fullmatch(text)
    if match and reader.duty:
        first = match[1] or ""
        reader.structure(block.place, block.text.removesuffix(first))
        reader.in_criteria = True
        reader.duty.criteria += filter(None, [first])
    elif match:
        reader.left(block.place, block.text)
    return match is not None


def next_statement(reader: Reader, text: str) -> lines.Statement | None:
    """Return the statement whose code is written as "b2" or "S.2", where it is the one that comes next."""
    found = lines.loose_statement(text)
    if found is None:
        return None
    if not isinstance(reader.last, Wording):
        before = reader.prefix, 0
    elif is_joined(reader):
        return None
    else:
        before = split_code(reader.last.code)
    prefix, number = split_code(found.code)
    return found if before == (prefix, number - 1) else None


def is_joined(reader: Reader) -> bool:
    """Return whether what stands above ends with a word or a sign that joins it to what follows."""
    last = reader.last
    return isinstance(last, Wording | DutyRead) and bool(last.pieces) and lines.goes_on("X", last.pieces[-1])
