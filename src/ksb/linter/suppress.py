"""Comments in a standard that silence findings: `# ksb: ignore[KSB201]` and `# ksb: ignore-file[KSB5]`.

A comment at the end of a line silences findings that start or end on that line. A comment on a line of its own
silences findings in the whole block below it: a citation, a KSB, a duty or a field. The text after the bracket is the
reason.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from difflib import get_close_matches

from ksb.positions import MOST_FINDINGS, Span
from ksb.source import Source

_COMMENT = re.compile(
    r"#(?<!\S#)#*\s*(?i:ksb):?\s*(?P<kind>ignore(?:-file)?\b|[\w-]{1,20}(?=\s*\[))(?:\s*\[(?P<codes>[^\]#\r\n]*)\])?"
)
_KINDS = ("ignore", "ignore-file")
_CODE = re.compile(r"[^\s,]+")


@dataclass
class Suppression:
    """One code in one comment."""

    code: str
    """A rule code or prefix, in capitals; "" if the comment names none."""
    span: Span
    """Where the code stands."""
    lines: tuple[int, int] | None
    """The first and the last line that the comment applies to; None for the whole file."""
    block: bool
    """Whether it silences everything within the lines, or only what starts or ends on them."""
    used: bool = field(default=False)


_Scope = dict[str, list[Suppression]]
"""The codes that are silenced in some lines, each with its comments."""


class Suppressions:
    """The comments of a file that silence findings, in order; indexed by line, for files with thousands of findings."""

    def __init__(self, source: Source) -> None:
        """Read the comments."""
        self.each = _suppressions(source) if _COMMENT.search(source.text) else []
        self._everywhere: _Scope = {}
        self._within: dict[int, list[_Scope]] = {}
        self._on: dict[int, list[_Scope]] = {}
        scopes: dict[tuple[tuple[int, int] | None, bool], _Scope] = {}
        for each in self.each:
            scopes.setdefault((each.lines, each.block), {}).setdefault(each.code, []).append(each)
        for (lines, block), scope in scopes.items():
            if lines is None:
                self._everywhere = scope
            for line in range(lines[0], lines[1] + 1) if lines else ():
                (self._within if block else self._on).setdefault(line, []).append(scope)

    def silence(self, code: str, span: Span) -> bool:
        """Return whether comments silence a finding with this code at this place, and mark them as used."""
        scopes = [self._everywhere, *self._within.get(span.line, ())]
        for line in {span.line, span.end_line}:
            scopes += self._on.get(line, ())
        found = [scope[code[:end]] for scope in scopes for end in range(1, len(code) + 1) if code[:end] in scope]
        for comments in found:
            if not comments[0].used:
                for comment in comments:
                    comment.used = True
        return bool(found)


def _suppressions(source: Source) -> list[Suppression]:
    texts = source.scalars()
    starts = [start for start, _ in texts]
    blocks: dict[int, int] = {}
    for first, last in source.blocks():
        blocks.setdefault(first, last)
    firsts = sorted(blocks)
    found = []
    line, alone = 0, False
    for match in _COMMENT.finditer(source.text):
        inside = bisect_right(starts, match.start()) - 1
        if inside >= 0 and match.start() < texts[inside][1]:
            continue  # part of a text
        if match["kind"] not in _KINDS and not get_close_matches(match["kind"], _KINDS):
            continue  # an ordinary comment
        here = source.span(match.start(), match.start())
        if here.line != line:  # else the comment goes on
            line, alone = here.line, not source.text[match.start() - here.column + 1 : match.start()].strip()
        lines: tuple[int, int] | None = (here.line, here.line)
        if match["kind"] == "ignore-file":
            lines = None
        elif alone and (below := bisect_right(firsts, here.line)) < len(firsts):
            lines = (firsts[below], blocks[firsts[below]])
        codes = match["codes"] if match["codes"] and match["kind"] in _KINDS else ""
        named = [(code[0].upper(), match.start("codes") + code.start(), len(code[0])) for code in _CODE.finditer(codes)]
        for code, start, length in named or [("", match.start(), len(match[0]))]:
            found.append(Suppression(code, source.span(start, start + length), lines, alone))
            if len(found) == MOST_FINDINGS:  # each may be a finding, if it silences nothing
                return found
    return found
