"""`ksb lint`: check the files, and write the reports as the results arrive."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from ksb.cli.lint_call import Call
from ksb.cli.lint_fix import fix_files
from ksb.cli.output import Output, is_terminal
from ksb.display import findings as display
from ksb.errors import KsbError
from ksb.linter.checked import CheckedFile
from ksb.linter.finding import UNUSED, Finding
from ksb.linter.report import Summary, Tally
from ksb.linter.runner import Run
from ksb.reading import STDIN
from ksb.reports import REPORTS
from ksb.reports.rules import PAGES
from ksb.reports.statistics import Statistics
from ksb.reports.totals import fixable, gone, totals
from ksb.reports.writer import Kept, Writer
from ksb.text.english import counted

_MANY = 200
"""Show a progress bar from this many files."""


class _Target(NamedTuple):
    """One format of a report, and where it goes."""

    writer: Writer
    out: Output
    for_people: bool

    def write(self, pieces: Iterable[str]) -> None:
        (self.out.write if self.for_people else self.out.write_data)(pieces)


def check(call: Call, *, paged: bool = True) -> bool:
    """Fix the files if the call asks for it, check them and write the reports. Return whether the run fails.

    `paged` says whether a long report on a terminal goes through the pager, and whether the format `concise` gets a
    summary on standard error: a check in a loop needs neither.

    Raises `KsbError` for invalid input, and after the reports if a file could not be fixed.
    """
    run = call.run(*(file for _, file in call.targets))
    unwritten = fix_files(call, run) if call.fix else 0
    summary = _report(call, run, [_target(call, run, format, out) for format, out in _outputs(call, paged)])
    if any(summary.tally[:3]) and any(name == "text" for name, _ in call.targets) and is_terminal(sys.stdout):
        call.say(f"`ksb rule CODE` explains a rule; the pages of all rules are in {PAGES}")
    if paged and any(name == "concise" for name, _ in call.targets):
        call.say(totals(summary) + fixable(summary))
        call.say(gone(summary))
    if unwritten:
        raise KsbError(f"{counted(unwritten, 'file')} could not be fixed")
    return summary.failed


def _outputs(call: Call, paged: bool) -> Iterator[tuple[str, Output]]:
    for format, file in call.targets:
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
        # A fixed standard input goes to standard output, and the report to standard error.
        yield format, Output(file, call.color, aside=call.fix and STDIN in call.paths, paged=paged)


def _target(call: Call, run: Run, format: str, out: Output) -> _Target:
    writer: Writer
    if format == "text":
        writer = (_TextStatistics if call.statistics else _Text)(run, out, quiet=call.quiet)
    else:
        writer = (Statistics if call.statistics else REPORTS[format])(run.names, run.rules)
    return _Target(writer, out, format == "text")


def _report(call: Call, run: Run, targets: Sequence[_Target]) -> Summary:
    """Check the files, and write all reports in one pass.

    The first report is written as results arrive. The text of the others is kept until the end.
    """
    first, *others = targets
    kept = [Kept() for _ in others]
    for target, part in zip(others, kept, strict=True):
        part.add(target.writer.start())
    summary = Summary(run.names, run.rules, Tally(), 0, skipped=run.skipped)

    def pieces(results: Iterable[CheckedFile]) -> Iterator[str]:
        nonlocal summary
        yield from first.writer.start()
        for checked in results:
            tally = summary.tally.plus(checked.findings)
            summary = replace(summary, tally=tally, known=summary.known + checked.known)
            for target, part in zip(others, kept, strict=True):
                part.add(target.writer.file(checked.name, checked.findings))
            yield from first.writer.file(checked.name, checked.findings)
        summary = replace(summary, gone=len(run.gone) if UNUSED in run.rules else 0)
        yield from first.writer.end(summary)

    bar = len(run.files) >= _MANY and is_terminal(sys.stderr) and not call.quiet
    with (
        closing(run.check()) as results,
        closing(_with_progress(results, len(run.files)) if bar else results) as checked,
    ):
        written = pieces(checked)
        if bar and first.out.file is None and is_terminal(sys.stdout):
            written = iter(list(written))  # written meanwhile, it would be mixed with the bar
        first.write(written)
        deque(written, maxlen=0)  # check the rest too if the reader of the first report left early
    for target, part in zip(others, kept, strict=True):
        target.write(chain(part, target.writer.end(summary)))
    return summary


def _with_progress(results: Iterable[CheckedFile], total: int) -> Generator[CheckedFile, None, None]:
    """Yield the results, with a progress bar on standard error until the last."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("Checking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Refreshed by this thread: a process that forks should have no other.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=total)
        drawn = time.monotonic()
        for result in results:
            yield result
            bar.advance(task)
            if time.monotonic() > drawn + 0.1:
                bar.refresh()
                drawn = time.monotonic()


class _Text(Writer):
    """Draws the findings for people, and the totals."""

    def __init__(self, run: Run, out: Output, *, quiet: bool) -> None:
        super().__init__(run.names, run.rules)
        self._baselines = set(map(str, run.baselines))
        self._out = out
        self._quiet = quiet

    def file(self, name: str, findings: Sequence[Finding]) -> Iterable[str]:
        """Draw the findings of a file, except those in a baseline, which the totals count."""
        if findings and name not in self._baselines:
            yield self._out.drawn(*map(display.finding, findings))

    def end(self, summary: Summary) -> Iterable[str]:
        """Draw the totals."""
        if not self._quiet:
            yield self._out.drawn(display.totals(summary))


class _TextStatistics(Statistics):
    """Draws the number of findings of each rule, and the totals."""

    def __init__(self, run: Run, out: Output, *, quiet: bool) -> None:
        super().__init__(run.names, run.rules)
        self._out = out
        self._quiet = quiet

    def end(self, summary: Summary) -> Iterable[str]:
        """Draw the table."""
        yield self._out.drawn(display.statistics(self.counts))
        if not self._quiet:
            yield self._out.drawn(display.totals(summary))
