"""Findings for people: the place in the file underlined, wordings side by side, and a line of totals."""

import re
from collections.abc import Sequence

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from ksb.display.parts import CODE, DIM, Lines, Row, Rows, marked
from ksb.escape import for_line
from ksb.linter.finding import SEVERITIES, Finding, Severity, Wordings
from ksb.linter.report import Summary
from ksb.positions import START, UNREADABLE
from ksb.reports.statistics import Count
from ksb.reports.totals import counted_severity, gone, nothing, where

STYLES: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "info": "bold blue"}
_ROOM_FOR_TWO = 60
"""Minimum width at which two wordings can be read side by side."""
_GAP = 3
"""Cells between two wordings side by side."""
_FIRST = re.compile(r"[^\s:]+")
_LEAST = 8
"""Minimum number of cells of an excerpt."""


def finding(finding: Finding) -> RenderableType:
    """Show a finding in three or four lines, and an empty line after it.

    Two wordings that differ stand with the words that differ marked; any other finding with its line of the file.
    """
    # A file that can't be read, and a binary one, have no lines; one that breaks off has its fault below the last.
    whole = finding.code == UNREADABLE and not finding.excerpt and finding.span == START
    place = finding.file if whole else f"{finding.file}:{finding.span.line}:{finding.span.column}"
    parts: list[RenderableType] = [
        Text.assemble(
            (for_line(place), "bold"),
            ": ",
            (finding.severity, STYLES[finding.severity]),
            " ",
            (finding.code, CODE),
            f" {for_line(finding.message)}",
            (f" [fix: {finding.fix}]" if finding.fix else "", DIM),
        )
    ]
    if finding.wordings:
        parts.append(Lines(_Wordings(finding.wordings), indent=2))
    elif finding.excerpt:
        parts.append(_Excerpt(finding))
    return Lines(*parts, "")


class _Excerpt:
    """The line of the file, cut to the width of a terminal, and the underlining below it."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        span, line = self.finding.span, self.finding.excerpt
        start = self.finding.at - 1
        end = start + span.end_column - span.column if span.end_line == span.line else len(line)
        if span == self.finding.part and (first := _FIRST.match(line, start, end)):
            end = first.end()  # of a whole statement, its code; of another part, its first word
        marked = line[start:end].rstrip()
        before, within = for_line(line[:start]), for_line(marked)
        shown = before + within + for_line(line[start + len(marked) :])
        gutter = f"{span.line} | "
        room = max(options.max_width - len(gutter), _LEAST)
        if not options.no_wrap and cell_len(shown) > room:
            skipped = max(cell_len(before) - room // 2, 0)
            if skipped:
                before, shown = "…" + before[skipped + 1 :], "…" + shown[skipped + 1 :]
            if cell_len(shown) > room:
                shown = chop_cells(shown[:room], room - 1)[0] + "…"
        length = max(min(cell_len(within), cell_len(shown) - cell_len(before)), 1)
        yield Text.assemble((gutter, DIM), shown, no_wrap=True)
        yield Text.assemble(
            (" " * (len(gutter) - 2) + "| ", DIM),
            " " * cell_len(before),
            ("^" * length, STYLES[self.finding.severity]),
            (f" to line {span.end_line}" if span.end_line > span.line + 1 else "", DIM),
            no_wrap=True,
        )


class _Wordings:
    """Two wordings in two columns, or below each other where there is no room, and in a pipe."""

    def __init__(self, wordings: Wordings) -> None:
        self.wordings = wordings

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        old_name, old, new_name, new = self.wordings
        before, after = marked(old, new)
        if options.no_wrap or options.max_width + 2 < _ROOM_FOR_TWO:
            yield Rows([(f"{old_name}:", before), (f"{new_name}:", after)])
            return
        table = Table.grid(padding=(0, _GAP, 0, 0))
        for _ in range(2):
            table.add_column(width=(options.max_width - _GAP) // 2, overflow="fold")
        table.add_row(Text(old_name, DIM), Text(new_name, DIM))
        table.add_row(before, after)
        yield table


def totals(summary: Summary) -> Text:
    """Return the line of totals, with colours, and below it what can be fixed."""
    text = Text()
    for severity in SEVERITIES:
        if count := summary.count(severity):
            text.append(", " if text else "").append(counted_severity(count, severity), STYLES[severity])
    if not text:
        text.append(nothing(summary), "bold green")
    text.append(for_line(where(summary)))
    safe, unsafe = summary.fixable("safe"), summary.fixable("unsafe")
    if safe:
        text.append(f"\n{safe} can be fixed with --fix")
    if unsafe:
        text.append(f"\n{unsafe} {'more ' if safe else ''}can be fixed with --fix --unsafe-fixes, which changes words")
    if summary.gone:
        text.append(f"\n{gone(summary)}")
    return text


def statistics(counts: Sequence[Count]) -> RenderableType:
    """Show how many findings of each rule there are, and an empty line; nothing without findings."""
    width = max((len(str(count)) for *_, count in counts), default=0)
    rows: list[Row] = [
        (str(count).rjust(width), Text(code, CODE), Text(severity, STYLES[severity]), rule)
        for code, rule, severity, count in counts
    ]
    return Lines(Rows(rows), "") if rows else Lines()
