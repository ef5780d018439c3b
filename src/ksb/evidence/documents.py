"""Evidence in documents: headings for KSBs, checklists, codes in running text, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from ksb.documents.blocks import Aside, Block, Heading, Item, Paragraph, Table
from ksb.evidence.codes import in_cell, in_text, leading
from ksb.evidence.dates import hours_in, parse_date
from ksb.evidence.forms import has_evidence
from ksb.evidence.lines import (
    COVERED,
    MARKED_CODE,
    TO_DO,
    box_of,
    is_about_one,
    is_bare,
    is_bare_item,
    is_below,
    says_nothing,
    to_do,
    what_is_said,
    without_code,
)
from ksb.evidence.others import REPEATED, is_only_codes, is_part
from ksb.evidence.patterns import PREFIX
from ksb.evidence.piece import Codes, Piece, Problem
from ksb.evidence.reading import Reading, short, with_short_gaps
from ksb.evidence.roles import Role, is_rejected, refusal, role_of
from ksb.evidence.states import is_doubtful, is_nothing, is_tick
from ksb.evidence.tables import read_table
from ksb.text.english import listed

_CODE_HEADING = re.compile(
    r"\W*(?:\d{1,3}[.)]\s*)?"
    r"(?:(?:ksbs?|codes?|criteri(?:a|on)|knowledge|skills?|behaviou?rs?|evidence(?: \d+)?(?: (?:for|of|against))?)"
    r"(?: |\s*[:–—-]\s*))?"
    rf"(?P<codes>(?:{PREFIX} ?\d+(?:\.\d+)?(?:\s*(?:[,/&–-]|and|to)\s*)?)+"
    r"|(?:knowledge|skill|behaviou?r) \d{1,2}(?=\s*(?:[:.)–—-]|$)))(?:\W.*)?",
    re.IGNORECASE | re.DOTALL,
)
"""A heading that begins with a code, or with a label and a code: `K1 Safety`, `KSB: K1`, `Evidence 2 - K1`."""
_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}|\b\d{1,2}/\d{1,2}/\d{4}|\b\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+,? \d{4}"
    r"|\b[A-Z][a-z]{2,8} \d{4}\b"
)
_BEGINS = re.compile(rf"\W*{PREFIX} ?\d", re.IGNORECASE)
_FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z /-]{1,30}):\s*(?P<value>.*)", re.DOTALL)
_ANSWER = re.compile(r"\W*(?P<name>[A-Za-z][A-Za-z '’/()-]{1,40}[?:]+)[\s*_]*(?P<value>.+)", re.DOTALL)
"""A question or a label with its answer: `Approved? Not yet`, `**Signed off:** No`."""
_FIELDS: tuple[Role, ...] = ("date", "status", "hours", "kind", "method", "link", "title")
"""What a line such as `Date: 3 March 2026` may say about the piece that it stands in."""


@dataclass(slots=True)
class _Section:
    """What stands under one heading, up to the next, and what it says."""

    title: str
    place: str
    heading: Codes = field(default_factory=Codes)
    """The codes that its heading names: the section is evidence for them if anything stands under it."""
    level: int = 0
    titled: bool = False
    """Whether its heading is the title of a piece, with codes in brackets after it: then it needs nothing below."""
    to_do: str = ""
    """The heading, its own or one above it, that says that it lists what is still to do."""
    blocks: list[Block] = field(default_factory=list)
    codes: Codes = field(default_factory=Codes)
    """The codes that it names in its text."""
    places: dict[str, str] = field(default_factory=dict)
    fields: dict[Role, str] = field(default_factory=dict)
    text: bool = False
    """Whether it says anything that can be evidence."""
    repeated: bool = False
    """Whether it has codes that only repeat those of the standard."""
    refused: str = ""
    """What stands in place of evidence, where that is reported: `I haven't done this yet`."""

    def is_above(self, later: _Section) -> bool:
        """Return whether the heading of a later section is deeper."""
        return later.level > self.level

    def add(self, codes: Codes, place: str) -> None:
        """Add the codes of a block."""
        self.codes += codes
        for code in (*codes.codes, *codes.parts, *codes.doubtful, *codes.excluded):
            self.places.setdefault(code, place)


def read_document(blocks: Sequence[Block], reading: Reading, front: Mapping[Role, str]) -> Iterator[Piece | Problem]:
    """Yield the pieces in a document: a piece for each section that names codes, and for each box that is ticked.

    `front` is its front matter; with codes in it the document as a whole is one piece.
    """
    sections = list(_sections((replace(block, text=with_short_gaps(block.text)) for block in blocks), reading))
    whole = _Section(reading.default_title, "the document")
    if "ksbs" in front:
        whole.add(in_cell(front["ksbs"]), "front matter")
    for section in sections:
        yield from _read_section(section, reading)
    if any(section.repeated for section in sections):
        yield reading.problem("the document", REPEATED)
    nothing = True
    for i, section in enumerate(sections):
        if section.heading:
            below = takewhile(section.is_above, map(sections.__getitem__, range(i + 1, len(sections))))
            missing = (*section.heading.codes, *section.heading.excluded, *section.heading.doubtful)
            if section.to_do and missing:
                yield _to_do(section.to_do, section.place, missing, reading)
            elif section.text or section.titled or any(other.text for other in below):
                section.codes = section.heading + section.codes
            elif section.refused:
                yield _refused(section.heading, section.refused, section.place, reading)
        if "ksbs" in front:
            whole.codes += section.codes
            whole.places = {**section.places, **whole.places}
            whole.fields = {**section.fields, **whole.fields}
        elif section.codes or section.codes.unread:
            nothing = False
            yield from _piece(section, reading, front)
    if whole.codes or (front and nothing):
        yield from _piece(whole, reading, front)


def _read_section(section: _Section, reading: Reading) -> Iterator[Piece | Problem]:
    """Note what a section says; yield the pieces in its tables, with a ticked box, and in its numbered items."""
    nested = any(is_bare_item(block) and is_below(other, block) for block, other in pairwise(section.blocks))
    by_line = sum(map(is_about_one, section.blocks)) > 1
    by_code = len({leading(block.text) for block in section.blocks if isinstance(block, Paragraph | Item)} - {None}) > 1
    label = ""  # a line such as `KSBs not covered`, above a list of them
    part = is_part(section.title, reading)  # a title of the standard, so that codes alone below it are its own
    for i, block in enumerate(section.blocks):
        if isinstance(block, Table):
            for piece in read_table(block, replace(reading, default_title=section.title)):
                section.text = section.text or isinstance(piece, Piece)
                yield piece
            section.text = section.text or (bool(section.heading) and has_evidence(block, reading))
            continue
        if not isinstance(block, Paragraph | Item):
            if isinstance(block, Aside) and (aside := in_text(block.text, strict=True).codes):
                does = "do" if len(aside) > 1 else "does"
                yield reading.problem(block.place, f"{listed(aside)} in this place {does} not count")
            continue
        ticked, text = box_of(block)
        if reading.repeats and ticked is None:
            only_codes = is_only_codes(text)
            part = part if only_codes else is_part(text, reading)
            if part:
                section.repeated = section.repeated or only_codes or bool(in_text(text).codes)
                continue
        named = _FIELD.fullmatch(text)
        if text and (not is_nothing(text) or (named and named["value"])):
            if (asked := _ANSWER.fullmatch(text)) and (refused := refusal(asked["name"], asked["value"])):
                section.fields["status"] = refused
            if named:
                role, value = role_of(named["name"], {}), named["value"].strip()
                if role == "evidence" and is_nothing(value.strip(" .")):
                    continue
                if role == "quality" and is_rejected(value):
                    role = "status"
                if value and role in _FIELDS:
                    section.fields.setdefault(role, value)
        if ticked is False:
            continue
        if ticked:
            section.text = True
            codes = in_text(text, strict=reading.strict, leads=True) or section.heading
            yield from _piece(_Section(text, block.place, codes=codes), reading, {}, section.title)
            continue
        following = section.blocks[i + 1] if i + 1 < len(section.blocks) else None
        marked = MARKED_CODE.fullmatch(text.strip())
        leads = by_code or (marked is not None and is_tick(marked["mark"]))
        codes = in_text(text, strict=reading.strict, leads=leads)
        begins = to_do(text) if text.rstrip(" *_").endswith(":") else (match[0] if (match := TO_DO.match(text)) else "")
        if label and not (isinstance(block, Item) or _BEGINS.match(text)):
            label = ""
        if (section.to_do and not COVERED.match(text)) or begins or label:
            if missing := (*codes.codes, *codes.excluded):
                yield _to_do(begins or label or section.to_do, block.place, missing, reading)
            elif begins and not (isinstance(block, Item) and isinstance(following, Item)):
                label = begins
                section.refused = section.refused or (short(text) if is_doubtful(text) else "")
            continue
        if says_nothing(text, following):
            if said := what_is_said(text):
                yield _refused(codes, said, block.place, reading)
            continue
        if nested and is_bare_item(block) and not (following and is_below(following, block)):
            continue
        if by_line and is_bare(block) and (following is None or is_bare(following) or is_about_one(following)):
            continue
        numbered = isinstance(block, Item) and block.number is not None and not block.depth
        if numbered and codes.codes and not section.heading:
            section.text = True
            yield from _piece(_Section(text, block.place, codes=codes), reading, {}, section.title)
        elif not reading.is_wording(without_code(text)):
            section.text = section.text or not is_nothing(text)
            section.refused = section.refused or (short(text) if is_doubtful(text) else "")
            section.add(codes, block.place)


def _to_do(title: str, place: str, codes: Sequence[str], reading: Reading) -> Problem:
    words = short(title.strip(" :–—-*_#"))
    return _not_counted(codes, f'under "{words}"', place, reading)


def _refused(codes: Codes, said: str, place: str, reading: Reading) -> Problem:
    return _not_counted((*codes.codes, *codes.excluded), f'"{said}"', place, reading)


def _not_counted(codes: Sequence[str], why: str, place: str, reading: Reading) -> Problem:
    does = "do" if len(codes) > 1 else "does"
    return reading.problem(place, f"{listed(codes)} {does} not count: {why}")


def _sections(blocks: Iterable[Block], reading: Reading) -> Iterator[_Section]:
    section = _Section(reading.default_title, "the document")
    lists_to_do: Heading | None = None
    for block in blocks:
        if isinstance(block, Heading):
            yield section
            if lists_to_do and block.level <= lists_to_do.level:
                lists_to_do = None
            is_to_do = bool(to_do(block.text))
            lists_to_do = block if is_to_do else lists_to_do
            begins = _CODE_HEADING.fullmatch(block.text)
            codes = in_cell(begins["codes"]) if begins and not is_to_do else Codes()
            codes += in_text(block.text, strict=not is_to_do)
            under = lists_to_do.text if lists_to_do else ""
            section = _Section(block.text, block.place, codes, block.level, not begins, under)
        else:
            section.blocks.append(block)
    yield section


def _piece(
    section: _Section, reading: Reading, front: Mapping[Role, str], around: str = ""
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
    yield Piece(
        named=section.codes,
        title=short(fields.get("title", "") if place == "the document" else title) or short(title),
        file=reading.file,
        place=place,
        date=date,
        status=fields.get("status"),
        hours=hours_in(fields.get("hours", "")),
        kind=fields.get("kind"),
        method=fields.get("method"),
        link=fields.get("link"),
        places={code: where for code, where in section.places.items() if where != place},
    )
