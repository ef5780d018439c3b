"""The sections of a document: what stands below each heading, records with labels, and verdicts on what is above."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ksb.documents.blocks import Block, Heading, Item, Paragraph
from ksb.evidence.codes import in_cell, in_text
from ksb.evidence.dates import parse_date
from ksb.evidence.lines import to_do
from ksb.evidence.patterns import KIND_WORDS, PREFIX
from ksb.evidence.piece import Codes, Piece
from ksb.evidence.reading import Reading
from ksb.evidence.roles import Role, bare_name, is_rejected, role_of
from ksb.evidence.states import is_letters, says_no

_CODE_HEADING = re.compile(
    r"\W*(?:\d{1,3}[.)]\s*)?"
    rf"(?:(?:ksbs?|codes?|criteri(?:a|on)|{KIND_WORDS}|evidence(?: \d+)?(?: (?:for|of|against))?)"
    r"(?: |\s*[:–—-]\s*))?"
    rf"(?:(?!{PREFIX}\d)[A-Z]{{1,3}}\d{{1,3}}\s+[:–—-]\s+)?"
    rf"(?P<codes>(?:{PREFIX} ?\d+(?:\.\d+)?\s*(?:(?:[,/&–-]|and|to)\s*)?)+"
    r"|(?:knowledge|skill|behaviou?r) \d{1,2}(?=\s*(?:[:.)–—-]|$)))(?:\W.*)?",
    re.IGNORECASE | re.DOTALL,
)
"""A heading that begins with a code, or with a label and a code: `K1 Safety`, `KSB: K1`, `AC13 – K26`."""
_IN_BRACKETS = re.compile(r"\(([^()]+)\)\W*$")
_NUMBERED = re.compile(r"\W*([A-Z])\d{1,2}(?:\.\d+)*[.):]?\s")
_NEXT_TO = {"K": "JL", "S": "RT", "B": "AC"}
FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z /()-]{1,30})(?::|\?:?)\s*(?P<value>.*)", re.DOTALL)
_FIELDS: tuple[Role, ...] = ("date", "status", "hours", "kind", "method", "link", "title")
"""What a line such as `Date: 3 March 2026` may say about the piece that it stands in."""


@dataclass(slots=True)
class Section:
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
    pieces: list[Piece] = field(default_factory=list)
    """The pieces in its tables."""
    codes: Codes = field(default_factory=Codes)
    """The codes that it names in its text."""
    places: dict[str, str] = field(default_factory=dict)
    fields: dict[Role, str] = field(default_factory=dict)
    claims: bool = False
    """Whether it names codes that are claimed, so that others may be awarded."""
    text: bool = False
    """Whether it says anything that can be evidence."""
    repeated: bool = False
    """Whether it has codes that only repeat those of the standard."""
    refused: str = ""
    """What stands in place of evidence, where that is reported: `I haven't done this yet`."""

    def is_above(self, later: Section) -> bool:
        """Return whether the heading of a later section is deeper."""
        return later.level > self.level

    def refuse(self, codes: Collection[str]) -> None:
        """Let codes not count that are refused below."""
        self.heading = self.heading.without(codes)
        self.codes += Codes(refused=tuple(codes))
        self.pieces = [piece._replace(named=piece.named.without(codes)) for piece in self.pieces]

    def note(self, role: Role | None, value: str) -> None:
        """Note what a line such as `Date: 3 March 2026`, or a row of a form, says."""
        if role == "quality" and is_rejected(value):
            role = "status"
        if value and role in _FIELDS:
            self.fields.setdefault(role, value)

    def add(self, codes: Codes, place: str, *, earlier: bool = False) -> None:
        """Add the codes of a block; `earlier` are those of a message that is quoted below its answer."""
        self.codes = codes + self.codes if earlier else self.codes + codes
        for code in (*codes.codes, *codes.parts, *codes.doubtful, *codes.excluded):
            self.places.setdefault(code, place)


def sections_of(blocks: Iterable[Block], reading: Reading) -> list[Section]:
    """Return the sections of a document: one for each heading, and one for each record with labels such as `Date:`."""
    return [record for section in _below_headings([*blocks], reading) for record in _records(section)]


def _numbering(blocks: Iterable[Block]) -> set[str]:
    """Return the letters that number headings: beside `A1` and `C1`, but not beside `K1`, `B1` numbers a section."""
    numbered = (_NUMBERED.match(block.text) for block in blocks if isinstance(block, Heading))
    letters = {match[1] for match in numbered if match}
    kinds = letters & _NEXT_TO.keys()
    return {letter for letter in kinds if len(kinds) == 1 and letters & set(_NEXT_TO[letter])}


def _below_headings(blocks: Sequence[Block], reading: Reading) -> Iterator[Section]:
    section = Section(reading.default_title, "the document")
    lists_to_do: Heading | None = None
    letters = _numbering(blocks)
    days = [i for i, block in enumerate(blocks) if _day(block)]
    is_diary = len(days) > 1 and not any(in_text(block.text) for block in blocks[: days[0]])
    for block in blocks:
        if isinstance(block, Heading):
            yield section
            if lists_to_do and block.level <= lists_to_do.level:
                lists_to_do = None
            is_to_do = bool(to_do(block.text))
            lists_to_do = block if is_to_do else lists_to_do
            begins = _CODE_HEADING.fullmatch(block.text)
            codes = in_cell(begins["codes"]) if begins and not is_to_do else Codes()
            if (numbered := _NUMBERED.match(block.text)) and numbered[1] in letters:
                codes = Codes(doubtful=codes.codes)
            codes += in_text(block.text, strict=not is_to_do)
            under = lists_to_do.text if lists_to_do else ""
            section = Section(block.text, block.place, codes, block.level, not begins, under)
        elif is_diary and (day := _day(block)) and not (section.heading or lists_to_do):
            yield section
            title = section.title if section.level and not section.blocks else block.text
            section = Section(title, block.place, level=section.level, fields={"date": day})
        else:
            section.blocks.append(block)
    yield section


def _day(block: Block) -> str:
    """Return the date that a line is, as above each entry of a diary; "" for any other line."""
    date = parse_date(block.text.strip(" :*_")) if isinstance(block, Paragraph) else None
    return date if date and date.count("-") == 2 else ""


def _records(section: Section) -> Iterator[Section]:
    """Yield a section; of one that holds several records with the same labels, each record.

    A record begins where a label comes again, or at the line above that has none: its title.
    """
    labels = [_label(block) for block in section.blocks]
    often = {label for label, times in Counter(labels).items() if label and times > 1}
    if section.heading or "ksbs" not in often or len(often) == 1:
        yield section
        return
    starts = [0]
    seen: set[str] = set()
    for i, label in enumerate(labels):
        if label in often and {label, "ksbs"} <= seen:
            starts.append(i - 1 if _may_be_title(section.blocks[i - 1]) else i)
            seen = set()
        if label:
            seen.add(label)
    for start, end in zip(starts, [*starts[1:], len(labels)], strict=True):
        blocks = section.blocks[start:end]
        first = next(i for i in range(start, end) if labels[i])
        title = section.blocks[first - 1] if first > start else blocks[0]
        name = title.text if _may_be_title(title) else section.title
        yield Section(name, title.place, to_do=section.to_do, level=section.level, blocks=blocks)


def _label(block: Block) -> str | None:
    """Return what a line with a label holds; of a title the label itself, as `Project` and `What I did` both are."""
    named = FIELD.fullmatch(block.text) if isinstance(block, Paragraph | Item) else None
    role = role_of(named["name"], {}) if named else None
    return bare_name(named["name"]) if named and role == "title" else role


def _may_be_title(block: Block) -> bool:
    return isinstance(block, Paragraph | Item) and not _label(block) and not in_text(block.text)


def said_at_top(sections: Sequence[Section]) -> dict[Role, str]:
    """Return the date and the status above the first heading, and below the title of the document."""
    titled = len(sections) > 1 and all(section.level > sections[1].level for section in sections[2:])
    top = [section for section in sections[: 1 + titled] if not (section.heading or section.codes or section.pieces)]
    return {role: said for section in top for role, said in section.fields.items() if role in ("date", "status")}


def apply_verdicts(sections: list[Section]) -> None:
    """Let a verdict in a section that names no codes decide about those above it: `## Feedback`, `Decision: Refer`.

    And let a code that a later section refuses, as in `K4 - not met`, not count in an earlier one.
    """
    verdict, level = "", 0
    refused: dict[str, None] = {}
    for section in reversed(sections):
        codes = section.heading + section.codes
        if codes and (said := _IN_BRACKETS.search(section.title)) and says_no(said[1]) and not is_letters(said[1]):
            section.fields.setdefault("status", said[1])
        status = section.fields.get("status") or ""
        if not status and section.blocks and role_of(section.title, {}) == "status":
            status = section.blocks[0].text
        if not codes:
            if status:
                verdict, level = status if is_rejected(status) else "", section.level
        elif verdict:
            section.fields.setdefault("status", verdict)
        section.pieces = [piece._replace(status=piece.status or verdict or None) for piece in section.pieces]
        if section.level < level:
            verdict = ""
        section.refuse(refused)
        refused |= dict.fromkeys(codes.refused)
