"""Where in the file a character of a text stands: past quotes, indentation and broken lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import Any, NamedTuple

from ksb.source import Source
from ksb.spans import Path

_TOKENS = re.compile(r"\s+|\S+")


def locate(source: Source, at: Path, value: str, within: tuple[int, int]) -> tuple[int, int] | None:
    """Return which characters of the file are those of the text `value` at `at`; None where that can't be said.

    It can't in double quotes with escapes.
    """
    extent = source.extent(at)
    if extent is None:
        return None
    start, end = (_character(source.text, extent.start, extent.end, extent.style, value, i) for i in within)
    return None if start is None or end is None else (start, end)


def get(data: Any, path: Path) -> Any:
    """Return the part of the data at a path; None where there is none."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _character(text: str, start: int, end: int, style: str, value: str, at: int) -> int | None:
    """Return where in the file the character `at` of a text stands; None where that can't be said."""
    tokens = _tokens(text, start, end, style, value)
    i = bisect_right(tokens, at, key=lambda token: token.end)
    if i == len(tokens) and tokens and at == tokens[-1].end == len(value):
        i -= 1
    if i == len(tokens):
        return None
    done = tokens[i - 1].end if i else 0
    stands, shown, quoted = tokens[i].stands, tokens[i].shown, tokens[i].quoted
    if shown.isspace() and shown != tokens[i].text:
        return stands if at == done else None
    position = 0
    for _ in range(at - done):
        position += 2 if style == "'" and quoted[position : position + 2] == "''" else 1
    return stands + position


class _Token(NamedTuple):
    """A word of a text, or the white space between two, and what stands for it in the file."""

    end: int
    text: str
    shown: str
    quoted: str
    stands: int


@lru_cache(maxsize=4)
def _tokens(text: str, start: int, end: int, style: str, value: str) -> list[_Token]:
    """Return the tokens of a text, as far as the file has the same; of one text there may be a great many findings."""
    if style in ("'", '"'):
        start, end = start + 1, end - 1
    elif style in ("|", ">"):
        start = text.find("\n", start, end) + 1
    raw = list(_TOKENS.finditer(text, start, end))
    if style == '"' and any("\\" in match[0] for match in raw):
        return []
    raw = raw[1:] if raw and raw[0][0].isspace() and not value[:1].isspace() else raw
    found = []
    for token, match in zip(_TOKENS.finditer(value), raw, strict=False):
        shown = match[0].replace("''", "'") if style == "'" else match[0]
        if token[0].isspace() != shown.isspace() or (not shown.isspace() and token[0] != shown):
            break
        found.append(_Token(token.end(), token[0], shown, match[0], match.start()))
    return found
