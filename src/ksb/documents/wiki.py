"""The markup of wikis in plain text: of Jira and Confluence, MediaWiki, AsciiDoc, Org; and LaTeX."""

import re
from collections.abc import Sequence

_HEADINGS = (
    re.compile(r"h(?P<level>[1-6])\.\s+(?P<text>\S.*)"),
    re.compile(r"(?P<signs>={1,6})(?P<text>[^=].*?)(?P=signs)"),
    re.compile(r"(?P<signs>={1,6})\s(?P<text>[^=].*)"),
)
"""A heading of Jira, MediaWiki and AsciiDoc."""
_LATEX = re.compile(r"\\(?:title|chapter|(?P<signs>(?:sub)*)section)\*?\{(?P<text>[^{}]+)\}")
_OF_LATEX = re.compile(r"\s*\\(?:documentclass|(?:sub)*section|begin)\b")
_ORG = re.compile(r"(?:#\+title:|(?P<signs>\*{1,6}))\s+(?P<text>\S.*)", re.IGNORECASE)
_OF_ORG = re.compile(r"#\+\w+:", re.IGNORECASE)
_LEAST = 2
_EMPHASIS = re.compile(r"'{2,3}|(?<![\w*])\*(?=\S)([^*\n]*[^*\s])\*(?![\w*])")
_CELL = re.compile(r"\|\|")
_ITEM = re.compile(r"^\s*\\item(?:\[([^\[\]]*)\])?\s*")
_COMMAND = re.compile(
    r"\\(?:text|emph)[a-z]*\{([^{}]*)\}"
    r"|^\s*\\(?:begin|end|documentclass|usepackage|maketitle|tableofcontents|newpage)(?:\[[^\]]*\])?(?:\{[^{}]*\})*\s*$"
)
"""A command of LaTeX around a text, and one that is a line of its own."""


def headings_of(lines: Sequence[str]) -> re.Pattern[str] | None:
    """Return what matches the headings of a text in the markup of a wiki; None for another text."""
    if any(_OF_ORG.match(line) for line in lines[:_LEAST]):
        return _ORG
    if any(map(_OF_LATEX.match, lines)):
        return _LATEX
    found = ((sum(pattern.fullmatch(line.strip()) is not None for line in lines), pattern) for pattern in _HEADINGS)
    return next((pattern for count, pattern in found if count >= _LEAST), None)


def level_of(heading: re.Match[str]) -> int:
    """Return the level of a heading, counted from 1."""
    parts = heading.groupdict()
    return int(parts["level"]) if parts.get("level") else len(parts.get("signs") or "=")


def plain(line: str) -> str:
    """Return a line without emphasis, with a bullet before an item, and with one sign between two cells of a table."""
    line = _ITEM.sub(r"• \1 ", _COMMAND.sub(r"\1", line)) if "\\" in line else line
    return _CELL.sub("|", _EMPHASIS.sub(r"\1", line))
