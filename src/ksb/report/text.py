"""The findings for people: the place in the file underlined, wordings side by side, and a line of totals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ksb.escape import for_line
from ksb.lint.finding import SEVERITIES
from ksb.view import CODE, DIM, counted, marked_new, marked_old
from ksb.wording import mark

if TYPE_CHECKING:
    from ksb.canvas import Canvas
    from ksb.lint.finding import Finding, Report, Severity, Wordings

STYLES: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"}


def write(report: Report, canvas: Canvas) -> str:
    """Return each finding with its line of the file, and at the end the totals and what was checked."""
    parts = [part for finding in report.findings for part in (*_finding(finding, canvas), "")]
    return canvas.draw(*parts, totals(report))


def _finding(finding: Finding, canvas: Canvas) -> Iterator[RenderableType]:
    place = f"{finding.file}:{finding.span.line}:{finding.span.column}"
    yield Text.assemble(
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
        yield Padding(_side_by_side(finding.wordings, canvas), (0, 0, 0, 2), expand=False)


def _excerpt(finding: Finding, canvas: Canvas) -> Iterator[Text]:
    """Yield the line of the file, cut to the width of a terminal, and the underlining below it."""
    span = finding.span
    line = finding.source.line(span.line)
    if not line:
        return
    end = span.end_column if span.end_line == span.line else len(line) + 1
    before = for_line(line[: span.column - 1])
    within = for_line(line[span.column - 1 : end - 1].rstrip())
    shown = before + within + for_line(line[span.column - 1 :][len(line[span.column - 1 : end - 1].rstrip()) :])
    gutter = f"{span.line} | "
    room = canvas.width - len(gutter) if canvas.width else None
    if room and cell_len(shown) > room:
        skipped = max(cell_len(before) - room // 2, 0)
        before = ("…" + before[skipped + 1 :]) if skipped else before
        shown = ("…" + shown[skipped + 1 :]) if skipped else shown
        shown = chop_cells(shown, max(room - 1, 1))[0] + "…" if cell_len(shown) > room else shown
    length = max(min(cell_len(within), cell_len(shown) - cell_len(before)), 1)
    yield Text.assemble((gutter, DIM), shown, no_wrap=True, overflow="ignore", end="\n")
    underline = ("^" * length, STYLES[finding.severity])
    yield Text.assemble((" " * (len(gutter) - 2) + "| ", DIM), " " * cell_len(before), underline, no_wrap=True)


def _side_by_side(wordings: Wordings, canvas: Canvas) -> Table:
    """Return the two wordings in two columns, or in a pipe, where no line is wrapped, one above the other."""
    old, new = mark(wordings.old, wordings.new)
    if canvas.width:
        table = Table(box=None, padding=(0, 3, 0, 0), pad_edge=False, header_style=DIM)
        table.add_column(wordings.old_name, ratio=1)
        table.add_column(wordings.new_name, ratio=1)
        table.add_row(marked_old(old), marked_new(new))
        return table
    table = Table.grid(padding=(0, 2))
    table.add_row(f"{wordings.old_name}:", marked_old(old))
    table.add_row(f"{wordings.new_name}:", marked_new(new))
    return table


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


def told(report: Report) -> str:
    """Return one line: how many findings of each severity, what was checked, and how many the baseline knows."""
    counts = ", ".join(said for said, _ in _counts(report))
    return (counts or _none(report)) + _where(report)


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
