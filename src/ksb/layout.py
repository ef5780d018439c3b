"""Styled text to lines: wrapping, indentation and columns, for a terminal of some width or for a pipe.

Rich does all this and more, but importing it takes half as long again as all of a bare Typer application, and drawing
a finding with it longer than finding it; so it is left to the help and to progress bars.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

_CODES = {"bold": "1", "dim": "2", "underline": "4", "red": "31", "green": "32", "yellow": "33", "blue": "34",
          "cyan": "36"}  # fmt: skip
_COLORS = frozenset({"red", "green", "yellow", "blue", "cyan"})
# Characters that take one cell each, in any terminal: Latin, and the punctuation that the standards are full of.
_NARROW = re.compile("[ -\u02ff\u2010-\u2027\u2030-\u205e€…·●→]*")
_WORD = re.compile(r"\S+\s*|\s+")
_NARROWEST = 20
"""The cells that the last column of a grid gets at least; with fewer it stands below the others."""


class Span(NamedTuple):
    """Text in one style: words out of bold, dim, underline and the colours red, green, yellow, blue and cyan."""

    text: str
    style: str = ""


class Text:
    """A paragraph: text in styles, wrapped at spaces where a line is too long; a line feed begins a new line."""

    __slots__ = ("spans",)

    def __init__(self, *parts: str | tuple[str, str] | Text) -> None:
        """Join texts, texts with their style, and paragraphs."""
        self.spans: list[Span] = []
        for part in parts:
            if isinstance(part, Text):
                self.spans += part.spans
            else:
                self.append(*((part,) if isinstance(part, str) else part))

    def append(self, text: str, style: str = "") -> Text:
        """Add text at the end, and return the paragraph."""
        if text:
            self.spans.append(Span(text, style))
        return self

    @property
    def plain(self) -> str:
        """The text without its styles."""
        return "".join(span.text for span in self.spans)

    def __bool__(self) -> bool:
        return bool(self.spans)


class Unwrapped(NamedTuple):
    """Text whose lines are not wrapped at spaces, such as code, but divided where they end at the terminal's edge."""

    text: Text


class Indented(NamedTuple):
    """A block moved to the right."""

    block: Block
    by: int = 2


class Grid(NamedTuple):
    """Rows of cells in columns, all but the last as wide as their widest cell.

    Where the last would be too narrow to read, it stands below the others.
    """

    rows: Sequence[Sequence[str | Text]]
    gap: int = 2
    least: int = 0
    """How wide the first column is at least."""
    even: bool = False
    """Whether the columns share the width evenly, and all of them are wrapped."""


Block: TypeAlias = str | Text | Unwrapped | Indented | Grid
_Line: TypeAlias = list[Span]
_Breaker: TypeAlias = Callable[[str, int], Iterator[tuple[int, int]]]


class Canvas(NamedTuple):
    """What a text is drawn on."""

    width: int | None = None
    """Columns; None for a pipe, where no line is wrapped."""
    styled: bool = False
    """Whether bold, underline and the like may be used."""
    colored: bool = False
    """Whether colours may be used, where styles may."""

    def draw(self, *blocks: Block) -> str:
        """Return the blocks one below the other, as text without trailing spaces."""
        return "".join(f"{self._line(line)}\n" for block in blocks for line in lines(block, self.width))

    def _line(self, line: _Line) -> str:
        if not self.styled:
            return "".join(span.text for span in line).rstrip(" ")
        return "".join(self._span(*span) for span in line).rstrip(" ")

    def _span(self, text: str, style: str) -> str:
        codes = ";".join(_CODES[word] for word in style.split() if self.colored or word not in _COLORS)
        return f"\x1b[{codes}m{text}\x1b[0m" if codes else text


def cells(text: str) -> int:
    """Return how many cells of a terminal `text` takes."""
    if _NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, width: int) -> str:
    """Return the beginning of `text` that takes at most `width` cells."""
    if _NARROW.fullmatch(text):
        return text[:width]
    end = used = 0
    while end < len(text) and (used := used + cells(text[end])) <= width:
        end += 1
    return text[:end]


def lines(block: Block, width: int | None) -> Iterator[_Line]:
    """Yield the lines of a block, none wider than `width` but where a cell of text is wider still."""
    if isinstance(block, str):
        yield from _paragraph(Text(block), width)
    elif isinstance(block, Text):
        yield from _paragraph(block, width)
    elif isinstance(block, Unwrapped):
        yield from _paragraph(block.text, width, _divided)
    elif isinstance(block, Indented):
        for line in lines(block.block, max(width - block.by, 1) if width else None):
            yield [Span(" " * block.by), *line] if line else line
    else:
        yield from _grid(block, width)


def _paragraph(text: Text, width: int | None, broken: _Breaker | None = None) -> Iterator[_Line]:
    for spans in _at_line_feeds(text.spans):
        plain = "".join([span.text for span in spans])
        if width is None or cells(plain) <= width:
            yield _trimmed(spans)
            continue
        first_span = at = 0
        for first, last in (broken or _wrapped)(plain, width):
            while first_span < len(spans) and at + len(spans[first_span].text) <= first:
                at += len(spans[first_span].text)
                first_span += 1
            yield _cut(spans, first_span, first - at, last - at)


def _at_line_feeds(spans: Iterable[Span]) -> Iterator[_Line]:
    """Yield the spans of each line, of which a line feed begins a new one."""
    line: _Line = []
    for span in spans:
        *ended, rest = span.text.split("\n")
        for text in ended:
            yield [*line, Span(text, span.style)]
            line = []
        line.append(Span(rest, span.style) if ended else span)
    yield line


def _wrapped(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a text start and end that is too long for one.

    A word that fits no line is divided, after a hyphen if it has one.
    """
    start = used = 0
    for match in _WORD.finditer(text):
        last = match.start() + len(match[0].rstrip())
        wide = cells(text[match.start() : last])
        if used and last > match.start() and used + wide > width:
            yield start, match.start()
            start, used = match.start(), 0
        if wide > width:
            for part_start, part_end in _divided(text[:last], width, start, after="-/"):
                if part_end < last:
                    yield part_start, part_end
                start = part_start
            wide = cells(text[start:last])
        used += wide + match.end() - last
    if start < len(text):
        yield start, len(text)


def _divided(text: str, width: int, start: int = 0, *, after: str = "") -> Iterator[tuple[int, int]]:
    """Yield where the lines of a text from a place on start and end, each as long as can be.

    They end after one of the characters in `after`, if they hold any.
    """
    while start < len(text):
        part = cut(text[start : start + 4 * width], width) or text[start]
        if start + len(part) == len(text):
            break
        part = part[: max((part.rfind(sign) for sign in after), default=-1) + 1] or part
        yield start, start + len(part)
        start += len(part)
    yield start, len(text)


def _cut(spans: Sequence[Span], first: int, start: int, end: int) -> _Line:
    """Return the spans of the characters between two places, without white space at the end.

    The places are counted from the start of the span at `first`.
    """
    line: _Line = []
    at = 0
    for index in range(first, len(spans)):
        if at >= end:
            break
        text, style = spans[index]
        line.append(Span(text[max(start - at, 0) : max(end - at, 0)], style))
        at += len(text)
    return _trimmed(line)


def _trimmed(spans: Iterable[Span]) -> _Line:
    """Return the spans that hold something, without white space at the end of the last."""
    line = [span for span in spans if span.text]
    while line and not (text := line[-1].text.rstrip()):
        line.pop()
    if line:
        line[-1] = Span(text, line[-1].style)
    return line


def _grid(grid: Grid, width: int | None) -> Iterator[_Line]:
    rows = [[cell if isinstance(cell, Text) else Text(cell) for cell in row] for row in grid.rows]
    columns = max((len(row) for row in rows), default=0)
    if grid.even and width:
        each = max((width - grid.gap * (columns - 1)) // columns, 1)
        for row in rows:
            yield from _row(row, [each] * columns, [each] * columns, grid.gap)
        return
    widths = [max((_width(row[i]) for row in rows if len(row) > i + 1), default=0) for i in range(columns - 1)]
    if widths:
        widths[0] = max(widths[0], grid.least)
    left = None if width is None else width - sum(widths) - grid.gap * len(widths)
    last = max((_width(row[-1]) for row in rows if len(row) == columns), default=0)
    for row in rows:
        if width is not None and left is not None and left < min(last, _NARROWEST) and len(row) > 1:
            if head := Text(*_between([cell for cell in row[:-1] if cell], " " * grid.gap)):
                yield from _paragraph(head, width)
            yield from lines(Indented(row[-1], min(grid.gap, width // 4)), width)
        else:
            yield from _row(row, widths, [None] * len(widths) + [left], grid.gap)


def _row(row: Sequence[Text], widths: Sequence[int], limits: Sequence[int | None], gap: int) -> Iterator[_Line]:
    """Yield the lines of one row, each cell wrapped to its limit."""
    wrapped = [list(_paragraph(cell, limit)) for cell, limit in zip(row, limits, strict=False)]
    for number in range(max((len(cell) for cell in wrapped), default=1)):
        line: _Line = []
        at = 0
        for i, cell in enumerate(wrapped):
            if number < len(cell) and cell[number]:
                start = sum(widths[:i]) + gap * i
                line += [Span(" " * (start - at)), *cell[number]]
                at = start + sum(cells(span.text) for span in cell[number])
        yield line


def _between(texts: Iterable[Text], separator: str) -> Iterator[Text]:
    for i, text in enumerate(texts):
        if i:
            yield Text(separator)
        yield text


def _width(text: Text) -> int:
    return max((cells(line) for line in text.plain.split("\n")), default=0)
