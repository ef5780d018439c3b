"""Where in the file a character of a text stands: past quotes, indentation and broken lines."""

from __future__ import annotations

import re
from typing import Any

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
    if style in ("'", '"'):
        start, end = start + 1, end - 1
    elif style in ("|", ">"):
        start = text.find("\n", start, end) + 1
    raw = list(_TOKENS.finditer(text, start, end))
    if style == '"' and any("\\" in match[0] for match in raw):
        return None
    raw = raw[1:] if raw and raw[0][0].isspace() and not value[:1].isspace() else raw
    done = 0
    for token, match in zip(_TOKENS.finditer(value), raw, strict=False):
        shown = match[0].replace("''", "'") if style == "'" else match[0]
        if token[0].isspace() != shown.isspace() or (not shown.isspace() and token[0] != shown):
            return None
        if at < token.end() or (at == token.end() and token.end() == len(value)):
            if shown.isspace() and shown != token[0]:
                return match.start() if at == done else None
            offset = at - done
            quoted = match[0]
            position = 0
            for _ in range(offset):
                position += 2 if style == "'" and quoted[position : position + 2] == "''" else 1
            return match.start() + position
        done = token.end()
    return None
