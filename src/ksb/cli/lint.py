"""The commands that check: lint, rule, diff."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from ksb.cli.common import ColorOption, Output, OutputOption, complete_rules
from ksb.cli.lint_baseline import record
from ksb.cli.lint_call import FORMATS, Call, targets
from ksb.cli.lint_check import check
from ksb.cli.lint_fix import print_diff
from ksb.cli.lint_settings import print_settings
from ksb.cli.lint_watch import check_changes
from ksb.cli.output import hint, keep
from ksb.cli.replace import replace
from ksb.errors import KsbError
from ksb.linter.config import Choice, Threshold
from ksb.reading import STDIN, find

ADOPT = "Adopt"
FIX = "Fix"
PRINT = "Print"


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
            help="Run only these rules: comma-separated codes or prefixes (KSB2). Overrides the configuration.",
            autocompletion=complete_rules,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODES", help="Run all rules but these.", autocompletion=complete_rules),
    ] = None,
    fail_on: Annotated[
        Threshold | None,
        typer.Option("--fail-on", help="Lowest severity that causes exit code 1 (default: error)."),
    ] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 even if there are findings.")] = False,
    stdin_filename: Annotated[
        str | None,
        typer.Option(
            "--stdin-filename",
            metavar="FILE",
            help="The name of standard input in messages and for its settings.",
        ),
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again when a file or its configuration changes.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", metavar="N", min=1, help="Number of processes (default: one for each processor)."),
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
        typer.Option(
            "--baseline", metavar="FILE", help="Report only findings that are not in FILE.", rich_help_panel=ADOPT
        ),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option("--write-baseline", metavar="FILE", help="Record the findings in FILE.", rich_help_panel=ADOPT),
    ] = None,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Fix files in place; every word is kept.", rich_help_panel=FIX),
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
        typer.Option(
            "--diff",
            help="Print what --fix would change; exit with 1 if anything.",
            rich_help_panel=FIX,
        ),
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Print the number of findings of each rule.", rich_help_panel=PRINT)
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
    if embedded and (fix or write_baseline):
        raise KsbError("there is no standard here", "name it: ksb lint standard.yaml")
    call = Call(
        paths=[origin.path] if origin else given,
        choice=Choice(config, isolated, _split(select), _split(ignore), fail_on),
        baseline=None if show_settings else baseline,
        stdin_filename=stdin_filename,
        targets=targets(format, output),
        color=color,
        statistics=statistics,
        fix=fix,
        unsafe=unsafe_fixes,
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
        (watch and STDIN in call.paths, "--watch can't watch standard input"),
        (
            watch and (diff or bool(write_baseline) or show_settings),
            "--watch can't be used with --diff, --write-baseline or --show-settings",
        ),
        (stdin_filename is not None and STDIN not in call.paths, "--stdin-filename requires - for standard input"),
        (
            statistics and any(name not in ("text", "json") for name, _ in call.targets),
            "--statistics can only be used with --format text or json",
        ),
    )
    if embedded:
        hint("No standard here: checking the one that is part of ksb.")
    failed = False
    if show_settings:
        print_settings(call)
    elif diff:
        failed = print_diff(call)
    elif write_baseline:
        failed = record(call, write_baseline)
    elif watch:
        check_changes(call)
    else:
        failed = check(call)
    raise typer.Exit(1 if failed and not exit_zero else 0)


def _refuse(*cases: tuple[bool, str]) -> None:
    for wrong, message in cases:
        if wrong:
            raise KsbError(message)


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
    from ksb.linter.rule import code_named
    from ksb.linter.rules import RULES
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
    """Return the codes of a repeatable option whose values are separated by commas."""
    named = [code.strip() for part in codes or [] for code in part.split(",")]
    return tuple(filter(None, named)) or tuple(named)
