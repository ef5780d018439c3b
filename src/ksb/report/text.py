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
from ksb.view import CODE, DIM, counted, marked_new, marked_old, plain
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
    """Return one line: how many findings of each severity, and what was checked."""
    counts = [
        (f"{count} info" if severity == "info" else counted(count, severity), STYLES[severity])
        for severity in SEVERITIES
        if (count := report.count(severity))
    ]
    where = report.files[0] if len(report.files) == 1 else counted(len(report.files), "file")
    if not counts:
        return Text.assemble(("No faults found", "bold green"), " in ", plain(where))
    text = Text()
    for i, (told, style) in enumerate(counts):
        text.append(", " if i else "").append(told, style)
    return text.append(" in ").append_text(plain(where))
