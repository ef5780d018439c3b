"""What all drawings share: styles, text from a file, wordings with their differences marked, and rows of columns.

Styles use the terminal's own sixteen colours, so that they follow a light or a dark theme. What a colour says, a word
or a sign says too. Text from a file enters through `plain`, never as markup.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

from ksb.escape import for_terminal
from ksb.text import differences

CODE, DIM, HIT = "bold cyan", "dim", "bold underline"
DROPPED, ADDED = "bold red", "bold green"
_NARROWEST = 20
"""Minimum width of the last column of some rows, in cells. With less room, it goes below the others."""
_GAP = 2

Row: TypeAlias = tuple[str | Text, ...]


class Lines:
    """Renderables below each other, indented, without trailing spaces."""

    def __init__(self, *renderables: RenderableType, indent: int = 0) -> None:
        self.renderables = renderables
        self.indent = indent

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines; without wrapping, they are as long as they are."""
        inner = options.update_width(max(options.max_width - self.indent, 1))
        for renderable in self.renderables:
            if isinstance(renderable, Lines) and not self.indent:
                yield renderable
            elif isinstance(renderable, str | Text):
                for text in _wrapped(renderable, console, inner):
                    text.rstrip()
                    line = Text(" " * self.indent if text else "").append_text(text)
                    yield from line.render(console, end="\n")
            else:
                for segments in Segment.split_lines(console.render(renderable, inner)):
                    yield from self._line(segments)

    def _line(self, segments: list[Segment]) -> Iterator[Segment]:
        while segments and not segments[-1].text.strip():
            segments.pop()
        if segments:
            *start, end = segments
            yield from (Segment(" " * self.indent), *start, Segment(end.text.rstrip(), end.style))
        yield Segment.line()


class Hanging:
    """A text whose lines after the first are indented."""

    def __init__(self, text: str | Text) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        first, *rest = _wrapped(self.text, console, options.update_width(max(options.max_width - _GAP, 1)))
        yield Lines(first, Lines(*rest, indent=_GAP))


class Rows:
    """Rows of cells in columns. The last column gets the width that the others leave, and is wrapped.

    Where that is too narrow to read, the last cell of each row goes below the others. Unlike `rich.table.Table`, this
    never pads the last column: one very long cell does not make every row as long.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = [[cell if isinstance(cell, Text) else Text(cell) for cell in row] for row in rows]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        count = max((len(row) for row in self.rows), default=0)
        widths = [max((row[i].cell_len for row in self.rows if len(row) > i + 1), default=0) for i in range(count - 1)]
        start = sum(widths) + _GAP * len(widths)
        room = options.max_width - start
        lasts = [line for row in self.rows if len(row) == count for line in row[-1].split(allow_blank=True)]
        needed = max((line.cell_len for line in lasts), default=0)
        below = not options.no_wrap and room < min(needed, _NARROWEST)
        for *head, last in self.rows:
            if not head:
                yield Lines(last)
                continue
            if below:
                if any(head):
                    yield Lines(Text(" " * _GAP).join(cell for cell in head if cell))
                yield Lines(last, indent=min(_GAP, options.max_width // 4))
                continue
            line = Text()
            for cell, width in zip(head, widths, strict=False):
                line.append_text(cell).append(" " * (width - cell.cell_len + _GAP))
            for part in _wrapped(last, console, options.update_width(max(room, 1))):
                yield from line.append_text(part).render(console, end="\n")
                line = Text(" " * start)


def plain(text: str, style: str = "") -> Text:
    """Return text from a file, its control characters made visible."""
    return Text.assemble((for_terminal(text), style))


def marked(old: str, new: str) -> tuple[Text, Text]:
    """Return two wordings with the words that differ in `[-signs-]` and `{+signs+}`, and coloured."""
    before, after = differences.mark(old, new)
    return _signed(before, "[-", "-]", DROPPED), _signed(after, "{+", "+}", ADDED)


def _signed(segments: Sequence[differences.Segment], opening: str, closing: str, style: str) -> Text:
    text = Text()
    for segment in segments:
        words = for_terminal(segment.text)
        if segment.differs:
            text.append(f"{opening}{words}{closing}", style)
        else:
            text.append(words)
    return text


def _wrapped(text: str | Text, console: Console, options: ConsoleOptions) -> Iterable[Text]:
    """Return the lines of a text, none wider than the width of the options, unless they forbid wrapping."""
    text = Text(text) if isinstance(text, str) else text
    if options.no_wrap:
        return text.split(allow_blank=True)
    return _breakable(text, options.max_width).wrap(console, options.max_width, overflow="fold")


def _breakable(text: Text, width: int) -> Text:
    """Return a text whose words that are wider than a line are broken after a hyphen or a slash, if they have one.

    Rich breaks such words at the edge alone.
    """
    places = []
    for match in re.finditer(r"\S+", text.plain):
        start = match.start()
        while match.end() - start > width:
            start = max(text.plain.rfind(sign, start, start + width) for sign in "-/") + 1
            if not start:
                break
            places.append(start)
    return Text("\n").join(text.divide(places)) if places else text
