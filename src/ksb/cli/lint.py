"""The command that checks: lint."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from ksb.cli.common import ColorOption, OutputOption, complete_rules, split_codes
from ksb.cli.lint_baseline import prune, record
from ksb.cli.lint_call import FORMATS, Call, targets
from ksb.cli.lint_check import check
from ksb.cli.lint_fix import print_diff
from ksb.cli.lint_ignores import write_ignores
from ksb.cli.lint_settings import print_settings
from ksb.cli.lint_watch import check_changes
from ksb.errors import KsbError
from ksb.linter.config import Choice, Threshold
from ksb.linter.finding import Severity
from ksb.reading import STDIN, find, standards_nearby

CONFIGURATION = "Configuration and baseline"
FIX = "Fix"
OUTPUT = "Output"


def _complete_formats(incomplete: str) -> list[str]:
    return list(FORMATS)


def lint(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...", help="Files, or folders with *.yaml and *.yml below; - for standard input."
        ),
    ] = None,
    standard: Annotated[str | None, typer.Option(metavar="PATH", help="The same as PATH.", hidden=True)] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODES",
            help="Run only these rules: comma-separated codes, prefixes (KSB2) or names. Overrides the configuration.",
            autocompletion=complete_rules,
        ),
    ] = None,
    extend_select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODES", help="Run these rules too, besides those selected.", autocompletion=complete_rules
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(metavar="CODES", help="Run all rules but these.", autocompletion=complete_rules)
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(metavar="PATTERN", help="Leave this out of folders, as a line in .gitignore. May be repeated."),
    ] = None,
    min_severity: Annotated[
        Severity | None, typer.Option(help="Lowest severity that is reported (default: info).")
    ] = None,
    fail_on: Annotated[
        Threshold | None, typer.Option(help="Lowest severity that causes exit code 1 (default: error).")
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 even if there are findings.")] = False,
    stdin_filename: Annotated[
        str | None, typer.Option(metavar="FILE", help="The name of standard input in messages and for its settings.")
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again when a file or its configuration changes.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", metavar="N", min=1, help="Number of processes (default: one for each processor)."),
    ] = None,
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The configuration to use.", rich_help_panel=CONFIGURATION)
    ] = None,
    isolated: Annotated[
        bool, typer.Option("--isolated", help="Use no configuration.", rich_help_panel=CONFIGURATION)
    ] = False,
    show_settings: Annotated[
        bool, typer.Option("--show-settings", help="Print the settings for each file.", rich_help_panel=CONFIGURATION)
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Report only findings that are not in FILE.", rich_help_panel=CONFIGURATION),
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Record the findings in FILE.", rich_help_panel=CONFIGURATION)
    ] = None,
    prune_baseline: Annotated[
        bool,
        typer.Option(
            "--prune-baseline", help="Remove from the baseline what is no longer found.", rich_help_panel=CONFIGURATION
        ),
    ] = False,
    add_ignores: Annotated[
        bool,
        typer.Option(
            "--add-ignores", help="Write a comment that ignores it at each finding.", rich_help_panel=CONFIGURATION
        ),
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Fix files in place; every word is kept.", rich_help_panel=FIX)
    ] = False,
    unsafe_fixes: Annotated[
        bool,
        typer.Option(
            "--unsafe-fixes",
            help="With --fix or --diff: also make citations match their definitions.",
            rich_help_panel=FIX,
        ),
    ] = False,
    diff: Annotated[
        bool,
        typer.Option("--diff", help="Print what --fix would change; exit with 1 if anything.", rich_help_panel=FIX),
    ] = False,
    exit_code: Annotated[
        bool,
        typer.Option(
            "--exit-code", help="With --diff: exit with 1 also for findings that can't be fixed.", rich_help_panel=FIX
        ),
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print findings and errors only.", rich_help_panel=OUTPUT)
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Print the number of findings of each rule.", rich_help_panel=OUTPUT)
    ] = False,
    format: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME[:FILE]",
            help=f"One of {', '.join(FORMATS)}; with a file, write it there. May be repeated.",
            autocompletion=_complete_formats,
            rich_help_panel=OUTPUT,
        ),
    ] = None,
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """Check a standard for faults, and show each at its line.

    Without PATH, checks the standard that the other commands read. Exits with 1 if there are errors.

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
    embedded = origin is not None and origin.why == "embedded"
    others = standards_nearby() if embedded else []
    if others or (embedded and (fix or write_baseline or add_ignores)):
        call_ = f"ksb lint{' --fix' if fix else ''} {shlex.quote(others[0] if others else 'standard.yaml')}"
        raise KsbError(f"there is no {'standard.yaml' if others else 'standard'} here", f"name it: {call_}")
    call = Call(
        paths=[origin.path] if origin else given,
        choice=Choice(
            config,
            isolated,
            split_codes(select),
            split_codes(ignore),
            fail_on,
            split_codes(extend_select),
            min_severity,
            baseline,
            use_baseline=not (show_settings or write_baseline),
        ),
        exclude=exclude or [],
        stdin_filename=stdin_filename,
        targets=targets(format, output),
        color=color,
        statistics=statistics,
        fix=fix,
        unsafe=unsafe_fixes,
        quiet=quiet,
        jobs=jobs,
    )
    _refuse(
        (unsafe_fixes and not (fix or diff), "--unsafe-fixes requires --fix or --diff"),
        (fix and diff, "--diff changes nothing, --fix does: use one of them"),
        (
            bool(write_baseline) and any((baseline, fix, diff, format, output, statistics)),
            "--write-baseline can't be used with --baseline, --fix, --diff, --format, --output or --statistics",
        ),
        (diff and (bool(format) or statistics), "--diff can't be used with --format or --statistics"),
        (
            show_settings and any((fix, diff, write_baseline, format, statistics)),
            "--show-settings can't be used with --fix, --diff, --write-baseline, --format or --statistics",
        ),
        (exit_code and not diff, "--exit-code requires --diff"),
        (
            prune_baseline and any((add_ignores, write_baseline, fix, diff, show_settings, format, output, statistics)),
            "--prune-baseline can't be used with other options that write or print",
        ),
        (
            add_ignores and any((write_baseline, fix, diff, show_settings, format, output, statistics)),
            "--add-ignores can't be used with other options that write or print",
        ),
        (add_ignores and STDIN in call.paths, "--add-ignores can't change standard input"),
        (watch and STDIN in call.paths, "--watch can't watch standard input"),
        (
            watch and any((diff, write_baseline, show_settings, prune_baseline, add_ignores)),
            "--watch can only be used to check or to fix",
        ),
        (stdin_filename is not None and STDIN not in call.paths, "--stdin-filename requires - for standard input"),
        (
            statistics and any(name not in ("text", "json") for name, _ in call.targets),
            "--statistics can only be used with --format text or json",
        ),
    )
    if embedded:
        call.say("No standard here: checking the one that is part of ksb.")
    failed = False
    if show_settings:
        print_settings(call)
    elif diff:
        failed = print_diff(call, exit_code=exit_code)
    elif write_baseline:
        failed = record(call, write_baseline)
    elif prune_baseline:
        prune(call)
    elif add_ignores:
        failed = write_ignores(call)
    elif watch:
        check_changes(call)
    else:
        failed = check(call)
    raise typer.Exit(1 if failed and not exit_zero else 0)


def _refuse(*cases: tuple[bool, str]) -> None:
    for wrong, message in cases:
        if wrong:
            raise KsbError(message)
