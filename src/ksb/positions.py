"""Places in a file: paths into the document, spans, and the lines of the text."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from operator import sub
from typing import NamedTuple

MOST_FINDINGS = 10_000
"""Maximum number of findings reported per rule and file. No text that people wrote has as many."""

UNREADABLE = "KSB001"
INVALID_SHAPE = "KSB002"
DUPLICATE_KEY = "KSB003"

_LONGEST_LINE = 2_000
"""Maximum number of characters of a line to show. A file can be one line with a hundred thousand faults."""

Path = tuple[str | int, ...]
"""The place of a part in the document, such as `("duties", 3, "cites", 2)`."""

CONFLICT = re.compile(r"^(?:<{7}|>{7}|={7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)
"""A marker that git leaves in a file with an unresolved merge conflict."""
_NEWLINE = re.compile(r"\r\n|\n|\r")
_LINE_FEED = re.compile("\n")


class Span(NamedTuple):
    """A part of the file: lines and columns from 1, the end exclusive, columns in characters."""

    line: int
    column: int
    end_line: int
    end_column: int


class Extent(NamedTuple):
    """The characters of a part of the file, from 0, the end exclusive, and the quotes of a text."""

    start: int
    end: int
    style: str
    """"" for plain text, else one of `'`, `"`, `|` and `>`."""


START = Span(1, 1, 1, 1)


def spliced(text: str, changes: Iterable[tuple[int, int, str]]) -> str:
    """Return a text after changes, in order: the start and the end of some characters, and what to put there."""
    parts, at = [], 0
    for start, end, new in changes:
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


class Text:
    """The text of one file, with its lines."""

    def __init__(self, name: str, text: str) -> None:
        """Keep `text`. Messages call the file `name`."""
        self.name = name
        self.text = text

    @cached_property
    def _line_starts(self) -> list[int]:
        newline = _NEWLINE if "\r" in self.text else _LINE_FEED
        return [0, *[match.end() for match in newline.finditer(self.text)]]

    @property
    def longest_line(self) -> int:
        """The number of characters of the longest line, with its line ending."""
        starts = self._line_starts
        longest: int = max(map(sub, [*starts[1:], len(self.text)], starts))
        return longest

    def line(self, number: int) -> str:
        """Return the line with this number, from 1, without its line ending."""
        starts = self._line_starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def start(self, number: int) -> int:
        """Return the character at which the line with this number starts."""
        return self._line_starts[number - 1]

    def excerpt(self, span: Span) -> tuple[str, int]:
        """Return the line on which a span starts, and its column there; of a very long line, what is around it."""
        starts = self._line_starts
        start = starts[span.line - 1]
        end = starts[span.line] if span.line < len(starts) else len(self.text)
        if end - start <= _LONGEST_LINE:
            return self.text[start:end].rstrip("\r\n"), span.column
        first = max(start + span.column - 1 - _LONGEST_LINE // 4, start)
        last = min(first + _LONGEST_LINE, end)
        before, after = "…" if first > start else "", "…" if last < end else ""
        near = self.text[first:last].rstrip("\r\n")
        return f"{before}{near}{after}", span.column - (first - start) + len(before)

    def span(self, start: int, end: int) -> Span:
        """Return the lines and columns of the characters from `start` up to `end`."""
        starts = self._line_starts
        first, last = bisect_right(starts, start), bisect_right(starts, end)
        return Span(first, start - starts[first - 1] + 1, last, end - starts[last - 1] + 1)
