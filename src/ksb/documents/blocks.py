"""The blocks of a document, and what all readers need: limits, decoding, lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ksb.errors import KsbError, unread

MOST_BYTES = 16 << 20
"""The largest file that is read, in bytes."""
MOST_TEXT = 20_000_000
"""The most characters in all blocks. A workbook may refer to one long text many times."""
MOST_BLOCKS = 400_000
"""The most paragraphs, items and rows of a document: fifty times a long standard. Each takes some 300 bytes."""
MOST_LINES = 1_500_000
"""The most lines of a text, empty ones included: each takes 60 bytes before it is looked at."""
MOST_CELLS = 1_000_000
"""The most cells of a document's tables."""
Gap = Literal["paragraph", "line", "break", "wrap"]
"""What separates a paragraph from the block above: see `Paragraph.gap`."""
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_SAYS_SOMETHING = re.compile(r"[a-z]\W*[0-9]|(?![ivxlc]+\b)[a-z]{2}", re.IGNORECASE)
_BOOKMARK = re.compile(r"\[bookmark: [^\[\]]*\]")
_BOX = re.compile(r"\[([ xX])\]\s+")
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document."""

    text: str
    """Its text, without markup and without white space around it. A line break in it is a line break."""
    place: str
    """Where it stands, such as `line 12`, `table 2, row 3` or `under "Skills", paragraph 4`."""
    quoted: bool = field(default=False, kw_only=True)
    """Whether it is a line of an earlier message, quoted in a text."""

    @property
    def labelled(self) -> str:
        """Its text, after the label of a list item where that says something."""
        return self.text

    @property
    def size(self) -> int:
        """The number of characters of its text."""
        return len(self.text)


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading. Level 1 is the highest; 0 is the title of a Word document or of a web page."""

    level: int


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """A paragraph, or a line of one."""

    gap: Gap = "paragraph"
    """What separates it from the block above.

    `paragraph`; `break`, a line break within one paragraph or cell; `wrap`, a line end that means nothing; `line`, the
    end of a line of a text file, which may be any of these.
    """
    indent: int = 0
    """How many spaces stand before it."""


@dataclass(frozen=True, slots=True)
class Item(Block):
    """An item of a list."""

    label: str
    """Its bullet or number as it stands there, such as `•`, `3.`, `b)` or `K1:`."""
    depth: int = 0
    """The number of lists around its own."""
    checked: bool | None = None
    """Whether its check box is ticked; None where it has none."""
    indent: int = 0
    """How many spaces stand before its text."""
    gap: Gap = "paragraph"

    @property
    def labelled(self) -> str:
        """Its text, after its label where that says something: `K1:` and `Duty 2:` do, `a)`, `iv)` and `o` don't."""
        return f"{self.label} {self.text}" if _SAYS_SOMETHING.search(self.label) else self.text

    @property
    def number(self) -> int | None:
        """Its number, where its label holds nothing but a number and punctuation."""
        digits = self.label.strip(" ().:-–")
        return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 5 else None


@dataclass(frozen=True, slots=True)
class Aside(Block):
    """Text beside the document's own: a footnote, a comment, a page's header or footer, hidden text."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. Cells that a merged cell covers are empty."""

    cells: tuple[str, ...]
    place: str

    def cell(self, at: int) -> str:
        """Return a cell by its column, counted from 0; "" past the end of the row."""
        return self.cells[at] if at < len(self.cells) else ""

    @property
    def filled(self) -> list[str]:
        """The cells that are not empty."""
        return list(filter(None, self.cells))

    @property
    def only(self) -> str:
        """The text of a row with one text, which may stand in several cells; "" for another row."""
        texts = set(self.filled)
        return texts.pop() if len(texts) == 1 else ""

    def changed(self, change: Callable[[str], str]) -> Row:
        """Return the row with each cell changed."""
        return Row(tuple(map(change, self.cells)), self.place)

    @property
    def text(self) -> str:
        """Its text in one line, with `|` between the cells."""
        return " | ".join(self.filled)


@dataclass(frozen=True, slots=True)
class Table(Block):
    """A table. `text` is its caption or the name of its sheet, and mostly empty."""

    rows: tuple[Row, ...] = field(default=())
    """All rows below the header."""
    header: Row | None = None
    """The header, where the file format marks it as one."""
    hidden: bool = False
    """Whether it is a sheet that a workbook hides."""

    @property
    def every_row(self) -> tuple[Row, ...]:
        """All rows, the header first."""
        return (self.header, *self.rows) if self.header else self.rows

    @property
    def every_cell(self) -> list[str]:
        """The cells of all rows."""
        return [cell for row in self.every_row for cell in row.cells]

    @property
    def size(self) -> int:
        """The number of characters of its caption and its cells."""
        return len(self.text) + sum(map(len, self.every_cell))


class Position:
    """Where a reader of a document without lines stands: below which heading, and after how many paragraphs."""

    def __init__(self) -> None:
        self.heading = ""
        self.since = 0

    @property
    def next(self) -> str:
        """The place of the next paragraph."""
        return f'under "{self.heading}", paragraph {self.since + 1}' if self.heading else f"paragraph {self.since + 1}"

    def enter(self, heading: str, level: int) -> Heading:
        """Return a heading; the paragraphs after it stand under it."""
        self.heading, self.since = heading[:60], 0
        return Heading(heading, f'heading "{self.heading}"', level)

    def paragraph(self, text: str, label: str = "", depth: int = 0, indent: int = 0) -> Iterator[Block]:
        """Yield the lines of the next paragraph, or of a list item, which has a label."""
        place = self.next
        self.since += 1
        gap: Gap = "paragraph"
        for line in filter(None, text.split("\n")):
            yield Item(line, place, label, depth) if label else Paragraph(line, place, gap, indent)
            label, gap = "", "break"


def content_of(file: str | Path) -> bytes:
    """Return the content of a file. Raises `KsbError` where it can't be read, or is too large."""
    try:
        with Path(file).open("rb") as stream:
            return checked_size(stream.read(MOST_BYTES + 1), file)
    except (OSError, ValueError) as error:
        raise unread(file, error) from None


def checked_size(content: bytes, name: object) -> bytes:
    """Return the content of a file. Raises `KsbError` where it is too large."""
    if len(content) > MOST_BYTES:
        raise KsbError(f"{name}: larger than {MOST_BYTES >> 20} MiB")
    return content


def decoded(content: bytes, name: str, *, cut: bool = False) -> str:
    """Return the text of a file: UTF-16 with a mark, UTF-8, else Windows-1252. `cut`: it may end within a character.

    Raises `KsbError` where it is not text.
    """
    encoding = encoding_of(content, cut=cut)
    text = content.decode(encoding, "replace")
    if "\0" in text and encoding != "utf-16":
        raise KsbError(f"{name}: not text: it holds NUL characters")
    return text


def encoding_of(content: bytes, *, cut: bool = False) -> str:
    """Return the encoding of a text file; see `decoded`."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(content, final=not cut)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, whatever their ends, without control characters and bookmarks of word processors."""
    if "[bookmark: " in text:
        text = _BOOKMARK.sub("", text)
    return [_NOT_TEXT.sub(" ", line) for line in _LINE_ENDS.split(text)]


def split_lines(text: str, name: str) -> list[str]:
    """Return the lines of a file as `lines_of` does. Raises `KsbError` where it has too many."""
    limited(sum(map(text.count, "\n\r\x0b\x0c\x85\u2028\u2029")), name, MOST_LINES, "lines")
    return lines_of(text)


def clean(text: str) -> str:
    """Return a text with plain line breaks, tabs as spaces, and without control characters and outer white space."""
    if text.isprintable() and "[bookmark: " not in text:
        return text.strip()
    lines = (line.replace("\t", " ").strip() for line in lines_of(text))
    return "\n".join(line for line in lines if line)


def without_box(text: str) -> tuple[str, bool | None]:
    """Return the text of a list item without its check box, and whether that is ticked; None where it has none."""
    box = _BOX.match(text)
    return (text[box.end() :], box[1] in "xX") if box else (text, None)


def limited(count: int, name: str, most: int = MOST_BLOCKS, what: str = "paragraphs") -> None:
    """Raise `KsbError` where a document has more parts than are read."""
    if count > most:
        raise KsbError(f"{name}: has more than {most:,} {what}")
