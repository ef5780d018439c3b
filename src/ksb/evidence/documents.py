"""Evidence in documents: headings for KSBs, checklists, codes in running text, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ksb.documents.blocks import Aside, Block, Heading, Item, Paragraph, Table
from ksb.evidence.codes import Codes, in_cell, in_text
from ksb.evidence.dates import parse_date
from ksb.evidence.piece import Piece, Problem
from ksb.evidence.tables import Reading, read_table

_CODE_HEADING = re.compile(
    r"\W*(?P<codes>(?:(?:TK|TS|ESB|[KSB]) ?\d+(?:\.\d+)?(?:\s*(?:[,/&–-]|and|to)\s*)?)+)(?:\W.*)?",
    re.IGNORECASE | re.DOTALL,
)
_DATE_IN_TEXT = re.compile(r"\d{4}-\d{2}-\d{2}|\b\d{1,2}/\d{1,2}/\d{4}|\b\d{1,2} [A-Z][a-z]+ \d{4}")


@dataclass(slots=True)
class _Section:
    """What stands under one heading, up to the next."""

    title: str
    place: str
    codes: Codes
    """The codes that its heading names: the section is evidence for them if anything stands under it."""
    level: int = 0
    blocks: list[Block] = field(default_factory=list)


def read_document(
    blocks: Sequence[Block], reading: Reading, *, strict: bool, front: Codes | None = None
) -> Iterator[Piece | Problem]:
    """Yield the pieces in a document: a piece for each section that names codes, and for each box that is ticked.

    `front` are the codes of its front matter; they belong to the document as a whole, which is then one piece.
    """
    sections = list(_sections(blocks, reading))
    whole = Codes() if front is None else front
    loose: list[Piece] = []
    for i, section in enumerate(sections):
        codes = Codes()
        for block in section.blocks:
            if isinstance(block, Table):
                yield from read_table(block, replace(reading, default_title=section.title))
            elif isinstance(block, Item) and block.checked is not None:
                if block.checked:
                    yield _piece(block.text, block.place, in_text(block.text, strict=strict), section, reading)
            elif not isinstance(block, Aside):
                codes += in_text(_with_label(block), strict=strict)
        if section.codes.codes or section.codes.parts:
            below = any(other.blocks for other in _below(sections, i))
            codes = section.codes + codes if section.blocks or below else Codes()
        if front is not None:
            whole += codes
        elif codes.codes or codes.parts or codes.doubtful:
            loose.append(_piece(section.title, section.place, codes, section, reading))
    if front is not None and (whole.codes or whole.parts or whole.doubtful):
        loose.append(_piece(reading.default_title, "the document", whole, None, reading))
    yield from loose


def _sections(blocks: Sequence[Block], reading: Reading) -> Iterator[_Section]:
    section = _Section(reading.default_title, "the document", Codes())
    for block in blocks:
        if isinstance(block, Heading):
            yield section
            section = _Section(block.text, block.place, _heading_codes(block.text), block.level)
        else:
            section.blocks.append(block)
    yield section


def _below(sections: Sequence[_Section], i: int) -> Iterator[_Section]:
    """Yield the sections under deeper headings, up to the next heading of the same level or a higher one."""
    for other in sections[i + 1 :]:
        if other.level <= sections[i].level:
            return
        yield other


def _heading_codes(text: str) -> Codes:
    match = _CODE_HEADING.fullmatch(text)
    found = in_cell(match["codes"]) if match else Codes()
    return found + in_text(text, strict=True)


def _with_label(block: Block) -> str:
    """Return the text of a block; of an item whose label is a code, with that."""
    if isinstance(block, Item) and in_cell(block.label).codes:
        return f"{block.label} {block.text}"
    return block.text if isinstance(block, Paragraph | Item) else ""


def _piece(title: str, place: str, codes: Codes, section: _Section | None, reading: Reading) -> Piece:
    found = _DATE_IN_TEXT.search(f"{title} {section.title if section else ''}")
    text = " ".join(title.split())
    return Piece(
        title=text if len(text) <= 200 else text[:199] + "…",
        file=reading.file,
        place=place,
        codes=codes.codes,
        parts=codes.parts,
        doubtful=codes.doubtful,
        date=(parse_date(found[0]) if found else None) or reading.default_date,
    )
