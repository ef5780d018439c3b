"""Comments in a standard that silence findings: `# ksb: ignore[KSB201]` and `# ksb: ignore-file[KSB5]`.

A comment behind something speaks of what starts or ends on its line; a comment on a line of its own speaks of the
whole block below it, a citation, a KSB, a duty or a field. What follows the bracket is the reason.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ksb.source import Source, Span

_COMMENT = re.compile(r"(?:^|(?<=\s))#+\s*ksb:\s*(?P<kind>ignore-file|ignore)\b(?:\s*\[(?P<codes>[^\]\r\n]*)\])?")
_REST = re.compile(r"[^\r\n]*(?:(?:\r\n|\r|\n)[ \t]*(?:#[^\r\n]*)?)*")
"""The rest of a line, and the empty lines and comments below it."""
_CODE = re.compile(r"[^\s,]+")


@dataclass
class Suppression:
    """One code in one comment."""

    code: str
    """The code of a rule or the beginning of codes, in capitals; "" where the comment names none."""
    span: Span
    """Where the code stands."""
    lines: tuple[int, int] | None
    """The first and the last line that the comment speaks of; None for the whole file."""
    block: bool
    """Whether what lies within the lines is meant, and not only what starts or ends on them."""
    used: bool = field(default=False)

    def silences(self, code: str, span: Span) -> bool:
        """Return whether it silences a finding with this code at this place."""
        if not self.code or not code.startswith(self.code):
            return False
        if self.lines is None:
            return True
        first, last = self.lines
        if self.block:
            return first <= span.line <= last
        return first in (span.line, span.end_line)


def suppressions(source: Source) -> list[Suppression]:
    """Return what the comments of a file silence, in order."""
    if "ksb:" not in source.text:
        return []
    texts = source.scalars()
    starts = [start for start, _ in texts]
    found = []
    for match in _COMMENT.finditer(source.text):
        inside = bisect_right(starts, match.start()) - 1
        if inside >= 0 and match.start() < texts[inside][1]:
            continue  # part of a text
        lines, block = _scope(source, match)
        codes = match["codes"]
        named = [
            (code[0].upper(), match.start("codes") + code.start(), len(code[0])) for code in _CODE.finditer(codes or "")
        ]
        for code, start, length in named or [("", match.start(), len(match[0]))]:
            found.append(Suppression(code, source.span(start, start + length), lines, block))
    return found


def _scope(source: Source, match: re.Match[str]) -> tuple[tuple[int, int] | None, bool]:
    if match["kind"] == "ignore-file":
        return None, True
    here = source.span(match.start(), match.start())
    if source.line(here.line)[: here.column - 1].strip():
        return (here.line, here.line), False
    below = _REST.match(source.text, match.end())
    start = source.span(below.end(), below.end()).line if below else here.line
    ends = [last for first, last in source.blocks() if first == start]
    return (start, ends[0] if ends else start), True
