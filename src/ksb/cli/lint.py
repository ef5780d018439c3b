"""The command that checks: lint."""

import shlex
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ksb.cli import lint_changes as changes
from ksb.cli.common import ColorOption, OutputOption, complete_rules, split_codes
from ksb.cli.lint_call import FORMATS, Call, targets
from ksb.cli.lint_check import check, check_changes
from ksb.cli.output import Output
from ksb.errors import KsbError
from ksb.escape import for_log
from ksb.linter.choice import Choice
from ksb.linter.config import Threshold, as_toml
from ksb.linter.finding import Severity
from ksb.reading import STDIN, find, standards_nearby

_codes = partial(typer.Option, metavar="CODES", autocompletion=complete_rules)
_configuration = partial(typer.Option, rich_help_panel="Configuration and baseline")
_fix = partial(typer.Option, rich_help_panel="Fix")
_output = partial(typer.Option, rich_help_panel="Output")


def lint(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...", help="Files, or folders for all *.yaml and *.yml files below; - for standard input."
        ),
    ] = None,
    standard: Annotated[str | None, typer.Option(metavar="PATH", help="The same as PATH.", hidden=True)] = None,
    select: Annotated[
        list[str] | None,
        _codes(
            help="Run only these rules: comma-separated codes, prefixes (KSB2) or names. Overrides the configuration."
        ),
    ] = None,
    extend_select: Annotated[list[str] | None, _codes(help="Run these rules too, besides those selected.")] = None,
    ignore: Annotated[
        list[str] | None, _codes(help="Rules to ignore, besides those that the configuration ignores.")
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(metavar="PATTERN", help="Skip files and folders that match, as in .gitignore. May be repeated."),
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
    config: Annotated[Path | None, _configuration(metavar="FILE", help="The configuration to use.")] = None,
    isolated: Annotated[bool, _configuration("--isolated", help="Use no configuration.")] = False,
    show_settings: Annotated[bool, _configuration("--show-settings", help="Print the settings for each file.")] = False,
    baseline: Annotated[
        Path | None, _configuration(metavar="FILE", help="Report only findings that are not in FILE.")
    ] = None,
    write_baseline: Annotated[Path | None, _configuration(metavar="FILE", help="Record the findings in FILE.")] = None,
    prune_baseline: Annotated[
        bool, _configuration("--prune-baseline", help="Remove from the baseline what is no longer found.")
    ] = False,
    add_ignores: Annotated[
        bool, _configuration("--add-ignores", help="Write a comment at each finding that ignores it.")
    ] = False,
    fix: Annotated[bool, _fix("--fix", help="Fix files in place; every word is kept.")] = False,
    unsafe_fixes: Annotated[
        bool,
        _fix(
            "--unsafe-fixes", help="With --fix or --diff: make citations match their definitions; remove repeated ones."
        ),
    ] = False,
    diff: Annotated[
        bool, _fix("--diff", help="Print what --fix would change; exit with 1 if there is anything.")
    ] = False,
    exit_code: Annotated[
        bool,
        _fix("--exit-code", help="With --diff: exit with 1 also if a finding at or above --fail-on can't be fixed."),
    ] = False,
    quiet: Annotated[bool, _output("--quiet", "-q", help="Print findings and errors only.")] = False,
    statistics: Annotated[bool, _output("--statistics", help="Print the number of findings of each rule.")] = False,
    format: Annotated[
        list[str] | None,
        _output(
            metavar="NAME[:FILE]",
            help=f"One of {', '.join(FORMATS)}; with a file, write it there. May be repeated.",
            autocompletion=lambda: FORMATS,
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
    nearby = standards_nearby() if embedded else []
    if nearby or (embedded and (fix or write_baseline or add_ignores)):
        right = f"ksb lint{' --fix' if fix else ''} {shlex.quote(nearby[0] if nearby else 'standard.yaml')}"
        raise KsbError(f"there is no {'standard.yaml' if nearby else 'standard'} here", f"name it: {right}")
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
    printing = bool(format or statistics)
    others = any((write_baseline, fix, diff, show_settings, printing, output))
    for wrong, message in (
        (unsafe_fixes and not (fix or diff), "--unsafe-fixes requires --fix or --diff"),
        (fix and diff, "--diff changes nothing, --fix does: use one of them"),
        (
            write_baseline and (baseline or fix or diff or printing or output),
            "--write-baseline can't be used with --baseline, --fix, --diff, --format, --output or --statistics",
        ),
        (diff and printing, "--diff can't be used with --format or --statistics"),
        (
            show_settings and (fix or diff or write_baseline or printing),
            "--show-settings can't be used with --fix, --diff, --write-baseline, --format or --statistics",
        ),
        (exit_code and not diff, "--exit-code requires --diff"),
        (
            prune_baseline and (add_ignores or others),
            "--prune-baseline can't be used with other options that write or print",
        ),
        (add_ignores and others, "--add-ignores can't be used with other options that write or print"),
        (add_ignores and STDIN in call.paths, "--add-ignores can't change standard input"),
        (watch and STDIN in call.paths, "--watch can't watch standard input"),
        (write_baseline == Path(STDIN), "--write-baseline requires the name of a file"),
        (
            watch and (diff or write_baseline or show_settings or prune_baseline or add_ignores),
            "--watch can only be used to check or to fix",
        ),
        (stdin_filename is not None and STDIN not in call.paths, "--stdin-filename requires - for standard input"),
        (
            statistics and any(name not in ("text", "json") for name, _ in call.targets),
            "--statistics can only be used with --format text or json",
        ),
    ):
        if wrong:
            raise KsbError(message)
    if embedded:
        call.say("No standard here: checking the one that is part of ksb.")
    failed = False
    if show_settings:
        _print_settings(call)
    elif diff:
        failed = changes.print_diff(call, exit_code=exit_code)
    elif write_baseline:
        failed = changes.write_baseline(call, write_baseline)
    elif prune_baseline:
        changes.prune_baseline(call)
    elif add_ignores:
        failed = changes.write_ignores(call)
    elif watch:
        check_changes(call)
    else:
        failed = check(call)
    raise typer.Exit(1 if failed and not exit_zero else 0)


def _print_settings(call: Call) -> None:
    """Print the settings for each file, as TOML."""
    [(_, file)] = call.targets
    run = call.run(file)
    parts = [f"# {for_log(name)}\n{as_toml(run.settings_for(name))}" for name in run.names]
    Output(file, call.color).write("\n".join(parts))
