"""The commands that check: lint, rule, diff."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from ksb.cli.common import ColorOption, Output, OutputOption, complete_rules
from ksb.cli.output import Color, complain, hint, is_terminal, keep
from ksb.cli.replace import replace, tidy, update
from ksb.errors import KsbError
from ksb.escape import for_log, for_terminal, without_commands
from ksb.linter.config import Choice, Threshold
from ksb.reading import STDIN, find
from ksb.reports import Format
from ksb.text.english import counted

if TYPE_CHECKING:
    from ksb.linter.runner import Fixed, Report, Run

ADOPT = "Adopt"
REPAIR = "Repair"
PRINT = "Print"
_MANY = 200
"""From how many files on a bar shows how far the checking is."""
FORMATS: tuple[Format, ...] = get_args(Format)


def _complete_formats(incomplete: str) -> list[str]:
    return list(FORMATS)


def lint(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Files, or folders with *.yaml and *.yml below; - for standard input.",
            show_default=False,
        ),
    ] = None,
    standard: Annotated[
        str | None, typer.Option("--standard", metavar="PATH", help="The same as PATH.", hidden=True)
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="CODES",
            help="Only these rules, whatever the configuration selects: codes or beginnings (KSB2), with commas.",
            autocompletion=complete_rules,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODES", help="All but these rules.", autocompletion=complete_rules),
    ] = None,
    fail_on: Annotated[
        Threshold | None,
        typer.Option("--fail-on", help="Exit with 1 from which severity on; error if nothing says otherwise."),
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
    stdin_filename: Annotated[
        str | None,
        typer.Option("--stdin-filename", metavar="FILE", help="What to call standard input, and configure it as."),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a file or its configuration changes.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", metavar="N", min=1, help="Check with N processes; as many as processors if not given."
        ),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="FILE", help="The configuration to use.", rich_help_panel=ADOPT),
    ] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="Use no configuration.", rich_help_panel=ADOPT)] = False,
    show_settings: Annotated[
        bool, typer.Option("--show-settings", help="Print the settings for each file.", rich_help_panel=ADOPT)
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help="Report only what FILE does not know.", rich_help_panel=ADOPT),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(
            "--write-baseline", metavar="FILE", help="Record today's findings in FILE.", rich_help_panel=ADOPT
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Repair what keeps every word, in place.", rich_help_panel=REPAIR)
    ] = False,
    unsafe_fixes: Annotated[
        bool,
        typer.Option(
            "--unsafe-fixes",
            help="With --fix or --diff: also make citations say what their definitions say.",
            rich_help_panel=REPAIR,
        ),
    ] = False,
    diff: Annotated[
        bool,
        typer.Option("--diff", help="Print what --fix would change; exit with 1 if anything.", rich_help_panel=REPAIR),
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count the findings of each rule.", rich_help_panel=PRINT)
    ] = False,
    format: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar="NAME[:FILE]",
            help=f"One of {', '.join(FORMATS)}; with a file, write it there. May be repeated.",
            autocompletion=_complete_formats,
            show_default=False,
            rich_help_panel=PRINT,
        ),
    ] = None,
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """Check a standard for faults, and show each at its line.

    Without PATH it checks the standard that the other commands read. Exits with 1 when it finds errors.

    \b
    Examples:
      ksb lint
      ksb lint standards/ --select KSB1,KSB2 --fail-on warning
      ksb lint --fix data/standard.yaml
      ksb lint --format github --format sarif:ksb.sarif
      ksb lint --write-baseline baseline.json
    """

    given = [*(paths or []), *([standard] if standard else [])]
    origin = None if given else find()
    brought_along = origin is not None and origin.why == "embedded"
    if brought_along and (fix or write_baseline):
        raise KsbError("there is no standard here", "name it: ksb lint standard.yaml")
    call = _Call(
        paths=[origin.path] if origin else given,
        choice=Choice(config, isolated, _split(select), _split(ignore), fail_on),
        known=None if show_settings else baseline,
        stdin_filename=stdin_filename,
        targets=_targets(format, output),
        color=color,
        statistics=statistics,
        fix=fix,
        unsafe=unsafe_fixes,
        jobs=jobs,
    )
    _refuse(
        (unsafe_fixes and not (fix or diff), "--unsafe-fixes goes with --fix or --diff"),
        (fix and diff, "--diff changes nothing, --fix does: use one of them"),
        (
            bool(write_baseline) and any((baseline, fix, diff, format, output, statistics)),
            "--write-baseline goes without --baseline, --fix, --diff, --format, --output and --statistics",
        ),
        (diff and (bool(format) or statistics), "--diff goes without --format and --statistics"),
        (
            show_settings and any((fix, diff, write_baseline, format, statistics)),
            "--show-settings goes without --fix, --diff, --write-baseline, --format and --statistics",
        ),
        (watch and STDIN in call.paths, "--watch can't watch standard input"),
        (watch and (diff or bool(write_baseline) or show_settings), "--watch goes with checking and --fix only"),
        (stdin_filename is not None and STDIN not in call.paths, "--stdin-filename goes with - for standard input"),
        (
            statistics and any(name not in ("text", "json") for name, _ in call.targets),
            "--statistics goes with --format text and json only",
        ),
    )
    if brought_along:
        hint("No standard here: this is the one that ksb brings along.")
    failed = False
    if show_settings:
        call.show_settings()
    elif diff:
        failed = call.diff()
    elif write_baseline:
        failed = call.write_baseline(write_baseline)
    elif watch:
        call.watch()
    else:
        failed = call.check()
    raise typer.Exit(1 if failed and not exit_zero else 0)


@dataclass(frozen=True)
class _Call:
    """One call of `ksb lint`: what to check, and where the results go."""

    paths: list[str]
    choice: Choice
    known: Path | None
    stdin_filename: str | None
    targets: list[tuple[Format, Path | None]]
    color: Color
    statistics: bool
    fix: bool
    unsafe: bool
    jobs: int | None

    def run(self) -> Run:
        from ksb.linter.runner import Run

        return Run(
            self.paths,
            self.choice,
            known=self.known,
            stdin_filename=self.stdin_filename,
            jobs=self.jobs,
        )

    def check(self) -> bool:
        """Repair if that was asked for, check, print, and return whether what is found makes the run fail."""
        run = self.run()
        for _, file in self.targets:
            keep(file, *run.files, self.known, *run.configurations)
        unwritten = self._repair(run) if self.fix else 0
        report = self._report(run)
        for format, file in self.targets:
            out = Output(file, self.color, aside=self.fix and STDIN in self.paths)
            self._print(report, format, out)
        if unwritten:
            raise KsbError(f"{counted(unwritten, 'file')} could not be repaired")
        return report.failed

    def diff(self) -> bool:
        """Print what a repair would change, and return whether it would change anything."""
        from ksb.linter.fix import unified_diff

        changed = 0
        faults: list[str] = []
        run = self.run()
        out = Output(self.targets[0][1], self.color)
        keep(out.file, *run.files, self.known, *run.configurations)

        def differences() -> Iterator[str]:
            nonlocal changed
            for fixed in run.fix(unsafe=self.unsafe):
                changed += fixed.mended
                faults.extend(fixed.faults)
                if not fixed.mended:
                    continue
                text = unified_diff(fixed.file, fixed.before.decode(), fixed.after.decode())
                if out.canvas.width:
                    text = for_terminal(text.replace("\r\n", "\n"))
                if out.file is None:
                    # To a log a carriage return alone is the end of a line, and a line may be a command.
                    text = without_commands(re.sub("\r(?!\n)", r"\\x0d", text))
                yield text

        out.write_data(differences())
        if changed:
            hint(f"{counted(changed, 'fault')} would be fixed.")
        if faults:
            complain(faults)
        return changed > 0 or bool(faults)

    def write_baseline(self, file: Path) -> bool:
        """Record the findings in a file, and return whether those that can't be recorded make the run fail."""
        import shlex

        from ksb.linter import baseline

        run = self.run()
        keep(file, *run.files, *run.configurations)
        report = self._report(run)
        replace(file, baseline.written(report.findings, file))
        recorded = sum(map(baseline.recordable, report.findings))
        again = shlex.join(["ksb", "lint", *self.paths, "--baseline", str(file)])
        hint(f"{counted(recorded, 'fault')} recorded in {file}. From now on: {again}")
        failed = False
        for finding in report.findings:
            if not baseline.recordable(finding):
                complain(f"{finding.file}:{finding.span.line}: {finding.code} {finding.message}: can't be recorded")
                failed = failed or finding.fails
        return failed

    def show_settings(self) -> None:
        """Print the settings for each file, as the configuration would say them."""
        from ksb.linter.config import told

        run = self.run()
        parts = [f"# {for_log(name)}\n{told(run.settings_for(name))}" for name in map(run.name, run.files)]
        Output(self.targets[0][1], self.color).write("\n".join(parts))

    def _report(self, run: Run) -> Report:
        """Return what a run finds; of many files a bar on the terminal says how many are checked."""
        if len(run.files) < _MANY or not is_terminal(sys.stderr):
            return run.report()
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("Checking"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        # Drawn by this thread alone: processes are started meanwhile, and a thread can't be taken along.
        bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
        drawn = time.monotonic()

        def progress(done: int) -> None:
            nonlocal drawn
            bar.update(task, completed=done)
            if time.monotonic() > drawn + 0.1:
                bar.refresh()
                drawn = time.monotonic()

        with bar:
            task = bar.add_task("", total=len(run.files))
            return run.report(progress)

    def watch(self) -> None:
        """Check, and again whenever something changed, until the keyboard interrupts."""
        before: object = None
        while True:
            now = self._state()
            if now != before:
                if before is not None:
                    hint("")
                try:
                    self.check()
                except KsbError as error:
                    complain(error.message, error.hint)
                hint("Watching for changes; Ctrl-C ends it.")
                before = self._state() if self.fix else now
            time.sleep(0.3)

    def _state(self) -> list[tuple[str, int, int]]:
        """Return what changes when a file, a configuration or the baseline does."""
        from ksb.linter.runner import files

        watched: set[Path] = {path for path in (self.known, self.choice.config) if path}
        for path in self.paths:
            watched |= _and_configurations(path)
            try:
                for file in files(path):
                    watched |= _and_configurations(file)
            except KsbError:
                continue
        return sorted(_stamp(path) for path in watched)

    def _repair(self, run: Run) -> int:
        """Write what can be repaired: files in place, standard input to standard output.

        Return how many files could not be written; raise `KsbError` where that is the only one.
        """
        count = unwritten = 0
        for fixed in run.fix(unsafe=self.unsafe):
            if fixed.file == STDIN:
                Output(None, self.color).write_bytes(fixed.after)
            elif fixed.mended:
                try:
                    fixed = self._update(run, fixed)
                except KsbError as error:
                    if len(run.files) == 1:
                        raise
                    complain(error.message, error.hint)
                    unwritten += 1
                    continue
            else:
                tidy(Path(fixed.file))
            count += fixed.mended
        if count:
            hint(f"Fixed {counted(count, 'fault')}.")
        return unwritten

    def _update(self, run: Run, fixed: Fixed) -> Fixed:
        """Write a repaired file, and return what repairing it came to, should it hold something else by now."""

        def change(content: bytes) -> bytes:
            nonlocal fixed
            if content != fixed.before:
                fixed = run.fix_again(fixed.file, content, unsafe=self.unsafe)
            return fixed.after

        update(Path(fixed.file), change)
        return fixed

    def _print(self, report: Report, format: Format, out: Output) -> None:
        if self.statistics:
            from ksb.reports.statistics import write_json, write_text

            out.write_data(write_json(report)) if format == "json" else out.write(write_text(report, out.canvas))
        else:
            from ksb.reports import write

            (out.write if format == "text" else out.write_data)(write(report, format, out.canvas))


def rule(
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CODE]...",
            help="Codes or names of rules, or beginnings of codes (KSB2).",
            autocompletion=complete_rules,
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        Literal["text", "json", "markdown"], typer.Option("--format", help="For people, or for programs.")
    ] = "text",
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """Say what a rule checks, why, how to fix what it reports, with a bad and a good example.

    Without CODE it lists the rules.

    \b
    Examples:
      ksb rule
      ksb rule KSB201
    """
    from ksb.exporters.json import dumps
    from ksb.linter.config import matching
    from ksb.linter.rules import RULES, code_named
    from ksb.reports import rules as pages

    named = dict.fromkeys(code for part in _split(codes) for code in sorted(matching(code_named(part) or part)))
    chosen = [RULES[code] for code in named or sorted(RULES)]
    out = Output(output, color)
    if format == "json":
        out.write_data(dumps([pages.json_object(rule) for rule in chosen]))
    elif format == "markdown":
        out.write_data(pages.markdown_pages(chosen) if codes else pages.markdown_list(chosen))
    else:
        out.draw(*(pages.pages(chosen) if codes else pages.listed(chosen)))
        if not codes:
            hint("`ksb rule KSB201` shows one of them.")


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The older version; - for standard input.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The newer version; - for standard input.")],
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 where anything changed.")] = False,
    renumber: Annotated[
        Path | None,
        typer.Option("--renumber", metavar="FILE", help="Write the old and the new codes to FILE, as CSV."),
    ] = None,
    format: Annotated[
        Literal["text", "json", "markdown"],
        typer.Option("--format", help="For people, for programs, or as a changelog to send."),
    ] = "text",
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """Say what changed between two versions of a standard.

    KSBs and duties are matched by id, then by wording, then by code, so that one that is removed does not make all
    behind it look changed. The order of duties, and of the KSBs in a duty, counts for nothing. OLD and NEW are YAML
    files, or anything that `ksb import` reads.

    \b
    Examples:
      ksb diff standard-1.0.yaml standard-1.1.yaml
      git show HEAD~1:data/standard.yaml | ksb diff - data/standard.yaml
    """
    from ksb.compare import diff as compare
    from ksb.importers import load_any
    from ksb.reports import diff as report

    if old == new == STDIN:
        raise KsbError("only one of the two can be standard input")
    for file in (output, renumber):
        keep(file, old, new)
    if output and renumber and os.path.realpath(output) == os.path.realpath(renumber):
        raise KsbError("--output and --renumber go to one place")
    found = compare(load_any(old), load_any(new))
    out = Output(output, color)
    if format == "text":
        out.draw(*report.text(found))
    else:
        out.write_data(report.json_document(found) if format == "json" else report.markdown(found))
    if renumber:
        replace(renumber, [report.renumbering(found).encode()])
    raise typer.Exit(1 if exit_code and found.changed else 0)


def _split(codes: list[str] | None) -> tuple[str, ...]:
    named = [code.strip() for part in codes or [] for code in part.split(",")]
    return tuple(filter(None, named)) or tuple(named)


def _targets(formats: list[str] | None, output: Path | None) -> list[tuple[Format, Path | None]]:
    """Return the formats asked for, each with the file it goes to. Raises `KsbError` for what can't be."""
    targets: list[tuple[Format, Path | None]] = []
    for given in formats or ["text"]:
        name, colon, file = given.partition(":")
        known = next((format for format in FORMATS if format == name), None)
        if known is None:
            raise KsbError(f"there is no format {name!r}", f"the formats are {', '.join(FORMATS)}")
        if colon and not file:
            raise KsbError(f"--format {given}: the name of a file is missing after the colon")
        targets.append((known, Path(file) if file else output))
    if output and all(file != output for _, file in targets):
        raise KsbError("--output has nothing to take: every format names its own file")
    places = [os.path.realpath(file) if file else None for _, file in targets]
    if len(set(places)) < len(places):
        raise KsbError("two formats go to one place", "name a file for one of them: --format sarif:out.sarif")
    return targets


def _refuse(*cases: tuple[bool, str]) -> None:
    for wrong, message in cases:
        if wrong:
            raise KsbError(message)


def _and_configurations(path: str) -> set[Path]:
    from ksb.linter.config import absolute

    file = absolute(path)
    folders = [file, *file.parents]
    return {file, *(folder / name for folder in folders for name in ("ksb.toml", "pyproject.toml"))}


def _stamp(path: Path) -> tuple[str, int, int]:
    try:
        status = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), status.st_mtime_ns, status.st_size
