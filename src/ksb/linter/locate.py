"""Find a character of a text in the file: past quotes, indentation and line breaks."""

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import islice
from operator import itemgetter
from typing import Any

from ksb.positions import Path
from ksb.source import Source

_SPACES = re.compile(r"\s+")
_WORDS = re.compile(r"\s+|\S+")
_LINES = re.compile(r"[^\S\r\n\x85]*+[\r\n\x85]\s*|[^\r\n\x85]*\S|\s+")
_MOST = 100_000
"""How many parts of a text are compared with the file: the words of the largest file would take 1 GB."""


def locate(source: Source, at: Path, value: str, within: tuple[int, int]) -> tuple[int, int] | None:
    """Return the characters of the file that are the characters `within` of the text `value` at `at`.

    Return None if that is not known, as in double quotes with escapes.
    """
    tokens = _tokens(source, at, value)
    start, end = (_character(tokens, value, i) for i in within)
    return None if start is None or end is None else (start, end)


def get(data: Any, path: Path) -> Any:
    """Return the part of the data at a path; None if it doesn't exist."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


_Token = tuple[int, str, int, str]
"""A line or a word of a text, or the space between two: its start and text, and its start and text in the file."""


@lru_cache(maxsize=4)
def _tokens(source: Source, at: Path, value: str) -> list[_Token]:
    """Return the parts of a text, up to the first that differs in the file.

    Cached because one text may have thousands of faults, which would each split it again.
    """
    extent = source.extent(at)
    if extent is None:
        return []
    text, (start, end, style) = source.text, extent
    if style in ("'", '"'):
        start, end = start + 1, end - 1
    elif style in ("|", ">"):
        start = text.find("\n", start, end) + 1
    shown = text[start:end]
    if shown == value:
        return [(0, value, start, value)]
    if style == '"' and "\\" in shown:
        return []
    start += len(shown) - len(shown.lstrip()) if not value[:1].isspace() else 0
    found: list[_Token] = []
    done = 0
    # In a word a quote that is written twice is found by counting.
    for match in islice((_WORDS if style == "'" else _LINES).finditer(text, start, end), _MOST):
        raw = match[0]
        if raw.isspace():
            spaces = _SPACES.match(value, done)
            part = spaces[0] if spaces else ""
        else:
            part = raw.replace("''", "'") if style == "'" else raw
        if not part or not value.startswith(part, done):
            break
        found.append((done, part, match.start(), raw))
        done += len(part)
    return found


def _character(tokens: list[_Token], value: str, at: int) -> int | None:
    """Return where in the file the character `at` of a text stands; None if that is not known."""
    after = bisect_right(tokens, at, key=itemgetter(0))
    if not after:
        return None
    start, text, place, raw = tokens[after - 1]
    offset = at - start
    if offset > len(text) or (offset == len(text) and at < len(value)):
        return None
    if raw.isspace():
        return place + offset if raw == text else place if not offset else None
    if raw == text:
        return place + offset
    position = 0
    for _ in range(offset):
        # Within single quotes a quote is written twice; elsewhere the words are the same.
        position += 2 if raw[position : position + 2] == "''" else 1
    return place + position
