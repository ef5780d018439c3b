"""`ksb lint`: check the files, write the reports as the results arrive, and with `--watch` do so after each change."""

import sys
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import NoReturn

from ksb.cli.lint_call import Call
from ksb.cli.lint_changes import fix_files
from ksb.cli.output import Output, complain, is_terminal
from ksb.display import findings as display
from ksb.errors import KsbError
from ksb.linter.checked import CheckedFile
from ksb.linter.config import absolute
from ksb.linter.files import files
from ksb.linter.finding import UNUSED, Finding
from ksb.linter.report import Summary, Tally
from ksb.linter.runner import Run
from ksb.reading import STDIN
from ksb.reports import REPORTS
from ksb.reports.statistics import Statistics
from ksb.reports.totals import fixable, gone, totals
from ksb.reports.writer import Kept, Writer
from ksb.text.english import counted

_MANY = 200
"""Show a progress bar from this many files."""
_INTERVAL = 0.3
"""Seconds between two looks at the files that `--watch` watches."""
_CLEAR = b"\x1b[H\x1b[2J\x1b[3J"
"""Clears the terminal, and what was scrolled off it."""


def check(call: Call, *, paged: bool = True) -> bool:
    """Fix the files if the call asks for it, check them and write the reports. Return whether the run fails.

    `paged` says whether a long report on a terminal goes through the pager, and whether the format `concise` gets a
    summary on standard error: a check in a loop needs neither.

    Raises `KsbError` for invalid input, and after the reports if a file could not be fixed.
    """
    run = call.run(*(file for _, file in call.targets))
    unwritten = fix_files(call, run) if call.fix else 0
    targets: list[tuple[Writer, Output]] = []
    for format, file in call.targets:
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
        # A fixed standard input goes to standard output, and the report to standard error.
        out = Output(file, call.color, aside=call.fix and STDIN in call.paths, paged=paged)
        writer = _Text(call, run, out) if format == "text" else (Statistics if call.statistics else REPORTS[format])()
        targets.append((writer, out))
    summary = _report(call, run, targets)
    if any(summary.tally[:3]) and any(name == "text" for name, _ in call.targets) and is_terminal(sys.stdout):
        call.say("`ksb rule CODE` explains a rule")
    if paged and any(name == "concise" for name, _ in call.targets):
        call.say(totals(summary) + fixable(summary))
        call.say(gone(summary))
    if unwritten:
        raise KsbError(f"{counted(unwritten, 'file')} could not be fixed")
    return summary.failed


def _report(call: Call, run: Run, targets: Sequence[tuple[Writer, Output]]) -> Summary:
    """Check the files, and write all reports in one pass.

    The first report is written as results arrive. The text of the others is kept until the end.
    """
    (first, first_out), *others = targets
    kept = [Kept() for _ in others]
    for (writer, _), part in zip(others, kept, strict=True):
        part.add(writer.start(run.names, run.rules))
    summary = Summary(run.names, run.rules, Tally(), 0, skipped=run.skipped, min_severity=run.min_severity)

    def pieces(results: Iterable[CheckedFile]) -> Iterator[str]:
        nonlocal summary
        yield from first.start(run.names, run.rules)
        for checked in results:
            tally = summary.tally.plus(checked.findings)
            summary = replace(summary, tally=tally, known=summary.known + checked.known)
            for (writer, _), part in zip(others, kept, strict=True):
                part.add(writer.file(checked.name, checked.findings))
            yield from first.file(checked.name, checked.findings)
        summary = replace(summary, gone=len(run.gone) if UNUSED in run.rules else 0)
        yield from first.end(summary)

    bar = len(run.files) >= _MANY and is_terminal(sys.stderr) and not call.quiet
    with (
        closing(run.check()) as results,
        closing(_with_progress(results, len(run.files)) if bar else results) as checked,
    ):
        written = pieces(checked)
        if bar and first_out.file is None and is_terminal(sys.stdout):
            written = iter(list(written))  # written meanwhile, it would be mixed with the bar
        _write(first, first_out, written)
        deque(written, maxlen=0)  # check the rest too if the reader of the first report left early
    for (writer, out), part in zip(others, kept, strict=True):
        _write(writer, out, chain(part, writer.end(summary)))
    return summary


def _write(writer: Writer, out: Output, pieces: Iterable[str]) -> None:
    (out.write if isinstance(writer, _Text) else out.write_data)(pieces)


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


class _Text(Statistics):
    """Draws for people: the findings, or with `--statistics` the number of findings of each rule; and the totals."""

    def __init__(self, call: Call, run: Run, out: Output) -> None:
        super().__init__()
        self._baselines = set(map(str, run.baselines))
        self._call = call
        self._out = out

    def file(self, name: str, findings: Sequence[Finding]) -> Iterable[str]:
        """Draw the findings of a file, except those in a baseline, which the totals count."""
        if self._call.statistics:
            return super().file(name, findings)
        shown = findings if name not in self._baselines else ()
        return [self._out.drawn(*map(display.finding, shown))] if shown else ()

    def end(self, summary: Summary) -> Iterable[str]:
        """Draw the table and the totals."""
        if self._call.statistics:
            yield self._out.drawn(display.statistics(self.counts))
        if not self._call.quiet:
            yield self._out.drawn(display.totals(summary))


def check_changes(call: Call) -> NoReturn:
    """Check, and check again after each change, until Ctrl-C."""
    before: object = None
    while True:
        now = _state(call)
        if now != before:
            if is_terminal(sys.stdout):
                Output(None, call.color, paged=False).write_bytes(_CLEAR)
            elif before is not None:
                call.say(" ")
            try:
                check(call, paged=False)
            except KsbError as error:
                complain(error.message, error.hint)
            call.say("Watching for changes; press Ctrl-C to stop.")
            before = _state(call) if call.fix else now
        time.sleep(_INTERVAL)


def _state(call: Call) -> list[tuple[str, int, int]]:
    """Return the path, time and size of each file that a check would read."""
    watched = {path for path in (call.choice.baseline, call.choice.config) if path}
    for path in call.paths:
        watched |= _and_configurations(path)
        try:
            for file in files(path):
                watched |= _and_configurations(file)
        except KsbError:
            continue
    return sorted(_stamp(path) for path in watched)


def _and_configurations(path: str) -> set[Path]:
    file = absolute(path)
    folders = [file, *file.parents]
    return {file, *(folder / name for folder in folders for name in ("ksb.toml", "pyproject.toml"))}


def _stamp(path: Path) -> tuple[str, int, int]:
    try:
        status = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), status.st_mtime_ns, status.st_size
