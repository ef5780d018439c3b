"""The findings for people: the place in the file underlined, wordings side by side, and a line of totals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ksb.display.lookup import CODE, DIM, marked_new, marked_old
from ksb.escape import for_line
from ksb.layout import Block, Grid, Indented, Text, Unwrapped, cells, cut
from ksb.linter.finding import SEVERITIES
from ksb.text.differences import mark
from ksb.text.english import counted

if TYPE_CHECKING:
    from ksb.layout import Canvas
    from ksb.linter.finding import Finding, Severity, Wordings
    from ksb.linter.report import Summary as Report

_ROOM_FOR_TWO = 60
"""The width from which on two wordings can be read side by side."""
STYLES: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"}


def finding(finding: Finding, canvas: Canvas) -> Iterator[Block]:
    """Yield a finding: its place and message, the line of the file, and the two wordings."""
    place = f"{finding.file}:{finding.span.line}:{finding.span.column}"
    yield Text(
        (for_line(place), "bold"),
        ": ",
        (finding.severity, STYLES[finding.severity]),
        " ",
        (finding.code, CODE),
        " ",
        for_line(finding.message),
        (f" [fix: {finding.fix}]" if finding.fix else "", DIM),
    )
    yield from _excerpt(finding, canvas)
    if finding.wordings:
        yield ""
        yield Indented(_side_by_side(finding.wordings, canvas))


def _excerpt(finding: Finding, canvas: Canvas) -> Iterator[Block]:
    """Yield the line of the file, cut to the width of a terminal, and the underlining below it."""
    span = finding.span
    line = finding.excerpt
    if not line:
        return
    start = finding.at - 1
    end = start + span.end_column - span.column if span.end_line == span.line else len(line)
    before = for_line(line[:start])
    within = for_line(line[start:end].rstrip())
    shown = before + within + for_line(line[start + len(line[start:end].rstrip()) :])
    gutter = f"{span.line} | "
    room = max(canvas.width - len(gutter), 8) if canvas.width else None
    if room and cells(shown) > room:
        skipped = max(cells(before) - room // 2, 0)
        before = ("…" + before[skipped + 1 :]) if skipped else before
        shown = ("…" + shown[skipped + 1 :]) if skipped else shown
        shown = cut(shown, max(room - 1, 1)) + "…" if cells(shown) > room else shown
    length = max(min(cells(within), cells(shown) - cells(before)), 1)
    underline = ("^" * length, STYLES[finding.severity])
    yield Unwrapped(
        Text((gutter, DIM), shown, "\n", (" " * (len(gutter) - 2) + "| ", DIM), " " * cells(before), underline)
    )


def _side_by_side(wordings: Wordings, canvas: Canvas) -> Grid:
    """Return the two wordings in two columns; one above the other where there is no room, and in a pipe."""
    old, new = mark(wordings.old, wordings.new)
    if canvas.width and canvas.width >= _ROOM_FOR_TWO:
        names = (Text((wordings.old_name, DIM)), Text((wordings.new_name, DIM)))
        return Grid([names, (marked_old(old), marked_new(new))], gap=3, even=True)
    return Grid([(f"{wordings.old_name}:", marked_old(old)), (f"{wordings.new_name}:", marked_new(new))])


def totals(report: Report) -> Text:
    """Return the line of totals, with colours, and below it what can be mended."""
    text = Text()
    for i, (said, severity) in enumerate(_counts(report)):
        text.append(", " if i else "").append(said, STYLES[severity])
    if not text:
        text.append(_none(report), "bold green")
    text.append(for_line(_where(report)))
    safe, unsafe = report.fixable("safe"), report.fixable("unsafe")
    if safe:
        text.append(f"\n{safe} can be fixed with --fix")
    if unsafe:
        text.append(f"\n{unsafe} {'more ' if safe else ''}can be fixed with --fix --unsafe-fixes, which changes words")
    return text


def counted_as(count: int, severity: Severity) -> str:
    """Return a number of findings with their severity, such as "2 errors"."""
    return f"{count} info" if severity == "info" else counted(count, severity)


def _counts(report: Report) -> list[tuple[str, Severity]]:
    return [(counted_as(count, it), it) for it in SEVERITIES if (count := report.count(it))]


def _none(report: Report) -> str:
    return "No new faults found" if report.known else "No faults found"


def _where(report: Report) -> str:
    where = report.files[0] if len(report.files) == 1 else counted(len(report.files), "file")
    return f" in {where}" + (f"; the baseline knows {report.known}" if report.known else "")
