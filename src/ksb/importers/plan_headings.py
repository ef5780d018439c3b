"""Headings that name assessment methods, and the KSBs in the text and in the tables of grades below them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ksb.documents.blocks import Block, Heading, Item, Paragraph, Row, Table
from ksb.evidence.codes import in_cell
from ksb.importers.cells import one_line
from ksb.importers.codes import CODE, codes_in, names_code
from ksb.importers.methods import Methods, has_number, names_method

CODES_FIRST = re.compile(rf"\W*{CODE}(?:\W+(?:(?:and|to)\W+)?{CODE})*(?!\w)", re.IGNORECASE)
_GRADES = re.compile(r"(?:.*\b)?(?:pass|merit|distinction|grade[ds]?|grading)\b", re.IGNORECASE)
_OF_KSBS = re.compile(r".*\bKSBs?\b", re.IGNORECASE | re.DOTALL)
_SAYS_ASSESSED = re.compile(
    r"(?:(?=[^:]*\b(?:KSBs?|knowledge|skills?|behaviou?rs?|assess|test|cover|map))[^:]{1,150}:"
    r"|[^:]{1,100}\b(?:assess(?:es)?|tests|covers)\s+(?:the\s+)?(?:following\s+)?(?:KSBs\s+)?)"
    r"\s*(?P<codes>\S.*)",
    re.IGNORECASE,
)
"""A sentence that says which KSBs a method assesses."""
_DOUBTS = re.compile(
    r"\b(?:not|never|no longer|except|excluding|other than|rather than|instead|without|may|might|could|if|cannot)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_THEN_DENIES = re.compile(
    r"\s+(?:(?:is|are|was|were|will|can|should|need)\s+(?:not|never|no longer)\b|\w+n['’]t\b|cannot\b)", re.IGNORECASE
)
_DENIES = re.compile(r"\bnot (?:be )?(?:assessed|tested|graded|mapped|covered)\b", re.IGNORECASE)


@dataclass
class MethodHeadings:
    """The headings above the part of a document that is being read, and the method that they name."""

    title: Heading | None
    """The heading of the whole document, which names no method where others stand below it."""
    above: list[Heading] = field(default_factory=list)
    denied: bool = False
    """Whether the list that follows is said to hold what a method does not assess."""

    def enter(self, heading: Heading) -> None:
        """Note a heading: those of its level and below it end."""
        self.above = [*(it for it in self.above if it.level < heading.level), heading]
        self.denied = False

    @property
    def method(self) -> str:
        """The method that the headings name: one with its number, else the last; "" for none."""
        named = [it.text for it in reversed(self.above) if names_method(it.text) and it is not self.title]
        return next(filter(has_number, named), named[0] if named else "")

    def take_text(self, reader: Methods, block: Item | Paragraph) -> None:
        """Take the codes that a paragraph or a list item begins with, or that its sentence says to be assessed."""
        text = one_line(f"{block.label} {block.text}" if isinstance(block, Item) else block.text)
        if isinstance(block, Paragraph):
            self.denied = text.endswith(":") and _DOUBTS.search(text) is not None
        codes = [] if self.denied else _assessed(text)
        if codes and (method := self.method):
            reader.add(method, codes, block.place)
        elif names_code(text) and self.above:
            reader.left(block.place, text)


def texts_of(block: Block) -> Iterator[str]:
    """Yield the text of a block, or those of the cells of a table."""
    if isinstance(block, Table):
        yield from block.every_cell
    yield block.text


def title_of(blocks: Iterable[object]) -> Heading | None:
    """Return the one heading of the highest level, where others stand below it."""
    found = [block for block in blocks if isinstance(block, Heading)]
    highest = [heading for heading in found if heading.level == min(it.level for it in found)]
    return highest[0] if len(highest) == 1 < len(found) else None


def _assessed(text: str) -> Sequence[str]:
    """Return the codes in a line of the text below a method; none where it says or may say that it is not theirs."""
    if codes := codes_in(text):
        return codes
    if first := CODES_FIRST.match(text):
        return [] if _THEN_DENIES.match(text, first.end()) else in_cell(first[0]).codes
    said = _SAYS_ASSESSED.fullmatch(text)
    if said and not _DOUBTS.search(text[: said.start("codes")]):
        return codes_in(said["codes"].rstrip(" .")) or []
    return []


def by_rows_of_methods(rows: Sequence[Row]) -> Iterator[tuple[str, Sequence[Row]]]:
    """Yield the parts of a table below rows that name a method and hold nothing else, each with the first rows."""
    named = [row.only if names_method(row.only) and not names_code(row.only) else "" for row in rows]
    starts = [at for at, name in enumerate(named) if name]
    top = rows[: starts[0]] if starts else rows
    if not starts or any(names_code(cell) for row in top for cell in row.cells):
        yield "", top
        top = ()
    for start, end in pairwise([*starts, len(rows)]):
        yield named[start], (*top, *rows[start + 1 : end])


def are_grades(rows: Sequence[Row]) -> bool:
    """Return whether a table says what earns a grade."""
    return any(is_grade(cell) for row in rows[:2] for cell in row.cells if len(cell) < 60)


def is_grade(name: str) -> bool:
    """Return whether the name of a column is that of a grade."""
    return _GRADES.match(name) is not None


def take_grades(reader: Methods, rows: Sequence[Row], method: str) -> None:
    """Take the KSBs of a method from a table of its grades: from the column of KSBs, or from every cell."""
    columns = [at for row in rows[:2] for at, cell in enumerate(row.cells) if len(cell) < 60 and _OF_KSBS.match(cell)]
    if not any(in_cell(row.cell(at)).codes for row in rows for at in columns):
        columns = list(range(max((len(row.cells) for row in rows), default=0)))
    taken = {code for row in rows for at in columns for code in _in_grades(row.cell(at))}
    for row in rows:
        reader.add(method, [code for at in columns for code in _in_grades(row.cell(at))], row.place)
        others = [code for cell in row.cells for code in in_cell(cell).codes if code not in taken]
        for code in dict.fromkeys(others):
            reader.left(row.place, f"{code}, which the column of KSBs does not list")


def _in_grades(cell: str) -> Sequence[str]:
    return [] if _DENIES.search(cell) else in_cell(cell).codes
