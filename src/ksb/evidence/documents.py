"""Evidence in documents: headings for KSBs, checklists, codes in running text, tables."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise, takewhile

from ksb.documents.blocks import Aside, Block, Item, Paragraph, Table
from ksb.evidence import lines
from ksb.evidence.codes import in_cell, in_text, is_codes, leading
from ksb.evidence.dates import hours_in, parse_date
from ksb.evidence.exclusions import is_plan
from ksb.evidence.forms import has_evidence, refused_in
from ksb.evidence.others import REPEATED, is_only_codes, is_part
from ksb.evidence.piece import Codes, Piece, Problem
from ksb.evidence.reading import Reading, do_not_count, short, with_short_gaps
from ksb.evidence.roles import AWARDED, CLAIMED, Role, bare_name, refusal, role_of, with_unit
from ksb.evidence.sections import FIELD, Section, apply_verdicts, said_at_top, sections_of
from ksb.evidence.states import is_doubtful, is_no_title, is_nothing, is_tick, says_no
from ksb.evidence.tables import read_table

_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}|\b\d{1,2}/\d{1,2}/\d{4}|\b\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+,? \d{4}"
    r"|\b[A-Z][a-z]{2,8} \d{4}\b"
)
_ANSWER = re.compile(r"\W*(?P<name>[A-Za-z][A-Za-z '’/()-]{1,40}[?:]+)[\s*_]*(?P<value>.+)", re.DOTALL)
"""A question or a label with its answer: `Approved? Not yet`, `**Signed off:** No`."""


def read_document(blocks: Sequence[Block], reading: Reading, front: Mapping[Role, str]) -> Iterator[Piece | Problem]:
    """Yield the pieces in a document: a piece for each section that names codes, and for each box that is ticked.

    `front` is its front matter; with codes in it the document as a whole is one piece.
    """
    sections = sections_of((replace(block, text=with_short_gaps(block.text)) for block in blocks), reading)
    whole, has_front = Section(reading.default_title, "the document"), bool(front)
    if "ksbs" in front:
        whole.add(in_cell(front["ksbs"]), "front matter")
    for section in sections:
        yield from _read_section(section, reading)
    front = {**said_at_top(sections), **front}
    apply_verdicts(sections)
    if any(section.repeated for section in sections):
        yield reading.problem("the document", REPEATED)
    nothing = True
    for i, section in enumerate(sections):
        for piece in section.pieces:
            under = section.to_do and _under(section.to_do)
            yield _not_counted(piece.codes, under, piece.place, reading) if under else piece
        if section.heading:
            below = takewhile(section.is_above, map(sections.__getitem__, range(i + 1, len(sections))))
            missing = (*section.heading.named, *section.heading.doubtful)
            if section.to_do and missing:
                yield _not_counted(missing, _under(section.to_do), section.place, reading)
            elif section.text or section.titled or any(other.text for other in below):
                section.codes = section.heading + section.codes
            elif section.refused:
                yield _not_counted(section.heading.named, f'"{section.refused}"', section.place, reading)
        if "ksbs" in front:
            whole.codes += section.codes
            whole.places = {**section.places, **whole.places}
            whole.fields = {**section.fields, **whole.fields}
        elif section.codes or section.codes.unread:
            nothing = False
            yield from _piece(section, reading, front)
    if whole.codes or (has_front and nothing):
        yield from _piece(whole, reading, front)


def _read_section(section: Section, reading: Reading) -> Iterator[Piece | Problem]:
    """Note what a section says; yield the pieces in its tables, with a ticked box, and in its numbered items."""
    blocks = section.blocks
    nested = any(lines.is_bare(block) and lines.is_below(other, block) for block, other in pairwise(blocks))
    by_line = sum(map(lines.is_about_one, blocks)) > 1
    by_code = len({leading(block.text) for block in blocks if isinstance(block, Paragraph | Item)} - {None}) > 1
    by_end = sum(map(lines.trails, blocks)) > 1
    # A line such as `KSBs not covered`, above a list of them or a paragraph, its indent, and what stands after it.
    label, indent, after = "", 0, 0
    criteria = False  # whether a line such as `Pass criteria:` stands above a list
    section.to_do = section.to_do or lines.open_tasks(blocks) or lines.placeholder(blocks)
    undone: Item | None = None  # an item whose box is open, with more below it
    above: Block | None = None  # an item with a code and nothing else, which those below it are about
    part = is_part(section.title, reading)  # a title of the standard, so that codes alone below it are its own
    for i, block in enumerate(blocks):
        if isinstance(block, Table):
            if i and lines.shows_an_example(blocks[i - 1]):
                shown = sum((in_cell(cell) for row in block.every_row for cell in row.cells), Codes()).named
                if shown:
                    yield reading.problem(block.place, do_not_count(shown, " in an example"))
            else:
                yield from _read_table(block, section, reading)
            continue
        if not isinstance(block, Paragraph | Item):
            if isinstance(block, Aside) and (aside := in_text(block.text, strict=True).codes):
                yield reading.problem(block.place, do_not_count(aside, " in this place"))
            continue
        ticked, text = lines.box_of(block)
        if reading.repeats and ticked is None:
            only_codes = is_only_codes(text)
            part = part if only_codes else is_part(text, reading)
            if part:
                section.repeated = section.repeated or only_codes or bool(in_text(text).codes)
                continue
        if _notes_nothing(text, section):
            continue
        if undone and (lines.is_below(block, undone) if isinstance(block, Item) else block.indent > undone.indent):
            continue
        undone = block if isinstance(block, Item) and ticked is False else None
        if ticked is False:
            section.refuse(in_cell(text).codes if is_codes(text) else ())
            continue
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if ticked:
            section.text = True
            labelled = lines.with_label(text) if by_end else text
            codes = in_text(labelled, strict=reading.strict, leads=True) or section.heading
            named_below = following and lines.is_below(following, block) and in_text(following.text).codes
            if codes or not (named_below or (above and lines.is_below(block, above))):
                yield from _piece(Section(text, block.place, codes=codes), reading, {}, section.title)
            continue
        codes = in_text(text, strict=reading.strict, leads=by_code or is_tick(lines.said_of_code(text) or ""))
        begins = lines.to_do(text, heading=False)
        near = isinstance(block, Item) or ((block.gap == "line" or i == after) and not FIELD.fullmatch(text))
        if label and not (near or lines.BEGINS.match(text) or block.indent > indent):
            label = ""
        if (section.to_do and not lines.COVERED.match(text)) or begins or label:
            if codes.named:
                yield _not_counted(codes.named, _under(begins or label or section.to_do), block.place, reading)
            elif begins and not (isinstance(block, Item) and isinstance(following, Item)):
                label, indent, after = begins, block.indent, i + 1
                section.refused = section.refused or (short(text) if is_doubtful(text) else "")
            continue
        if lines.says_nothing(text, following):
            said = lines.said_of_code(text) or ""
            if codes.named and is_doubtful(said):
                yield _not_counted(codes.named, f'"{short(said)}"', block.place, reading)
            if says_no(said):
                section.refuse(codes.named)
            continue
        if nested and isinstance(block, Item) and lines.is_bare(block):
            below = takewhile(partial(lines.is_below, item=block), map(blocks.__getitem__, range(i + 1, len(blocks))))
            if all(isinstance(other, Item) and lines.box_of(other)[0] is False for other in below):
                continue
            above = block
        alone = following is None or lines.is_bare(following) or lines.is_about_one(following)
        if by_line and alone and lines.is_bare(block):
            continue
        numbered = isinstance(block, Item) and block.number is not None and not block.depth
        if numbered and codes.codes and not section.heading:
            section.text = True
            yield from _piece(Section(text, block.place, codes=codes), reading, {}, section.title)
        elif not reading.is_wording(lines.without_code(text)):
            criteria = bool(lines.CRITERIA.fullmatch(text)) or (criteria and isinstance(block, Item))
            no_text = bool(section.heading) and (criteria or is_plan(text))
            section.text = section.text or not (no_text or is_nothing(text))
            section.refused = section.refused or (short(text) if no_text or is_doubtful(text) else "")
            section.add(codes, block.place, earlier=block.quoted)


def _read_table(table: Table, section: Section, reading: Reading) -> Iterator[Problem]:
    """Note the pieces in a table of a section, and what else it says of them; yield what of it is not used."""
    section.refuse(refused_in(table))
    for found in read_table(table, replace(reading, default_title=section.title)):
        if isinstance(found, Piece):
            section.text = True
            section.pieces.append(found)
        else:
            yield found
    section.text = section.text or (bool(section.heading) and has_evidence(table, reading))
    for row in table.every_row:
        if len(row.cells) == 2:
            section.note(role_of(row.cells[0], {}), with_unit(*row.cells))


def _notes_nothing(text: str, section: Section) -> bool:
    """Note the label and the value of a line; return whether they say that there is no evidence: `Evidence: none`."""
    named = FIELD.fullmatch(text)
    value = named["value"].strip() if named else ""
    if not value and is_nothing(text):
        return False
    if (asked := _ANSWER.fullmatch(text)) and (refused := refusal(asked["name"], asked["value"])):
        section.fields["status"] = refused
    role = role_of(named["name"], {}) if named else None
    if named and AWARDED.fullmatch(bare_name(named["name"])) and section.claims:
        section.codes = section.codes.without(section.codes.codes)
    section.claims |= role == "ksbs" and named is not None and bool(CLAIMED.fullmatch(bare_name(named["name"])))
    if role == "evidence" and is_nothing(value.strip(" .")):
        return True
    if named and bare_name(named["name"]) == "question":
        return True
    section.note(role, with_unit(named["name"], value) if named else value)
    return False


def _not_counted(codes: Sequence[str], why: str, place: str, reading: Reading) -> Problem:
    return reading.problem(place, f"{do_not_count(codes)}: {why}")


def _under(title: str) -> str:
    return f'under "{short(title.strip(" :–—-*_#"))}"'


def _piece(
    section: Section, reading: Reading, front: Mapping[Role, str], around: str = ""
) -> Iterator[Piece | Problem]:
    """Yield the piece that a section is, and a date that can't be read. `around` may have the date as well."""
    title, place = section.title, section.place
    fields = {**front, **section.fields}
    date = None
    if written := fields.get("date"):
        where = place if "date" in section.fields else "front matter"
        date = parse_date(written)
        if date is None and (inside := _DATE.search(written)):
            date = parse_date(inside[0])
        if date is None and not is_nothing(written):
            yield reading.problem(where, f'"{short(written)}" is not a date that can be read, such as 2026-03-02')
    elif match := _DATE.search(f"{title} {around}"):
        date = parse_date(match[0])
    status, named = fields.get("status"), fields.get("title", "")
    if says_no(named) and is_no_title(named):
        status = named
    yield Piece(
        named=section.codes,
        title=short(fields.get("title", "") if place == "the document" else title) or short(title),
        file=reading.file,
        place=place,
        date=date,
        status=status,
        hours=hours_in(fields.get("hours", "")),
        kind=fields.get("kind"),
        method=fields.get("method"),
        link=fields.get("link"),
        places={code: where for code, where in section.places.items() if where != place},
    )
