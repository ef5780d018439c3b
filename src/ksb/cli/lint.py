"""The command that checks: lint."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from ksb.cli.common import ColorOption, Output, OutputOption, complete_rules
from ksb.report import Format

CHECK = "Check"
Threshold = Literal["error", "warning", "info", "never"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command(rich_help_panel=CHECK)(lint)


def lint(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Files, or folders with *.yaml and *.yml below; - for standard input.",
            show_default=False,
        ),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="CODES",
            help="Only these rules: codes or beginnings of codes (KSB2), separated by commas.",
            autocompletion=complete_rules,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODES", help="All but these rules.", autocompletion=complete_rules),
    ] = None,
    fail_on: Annotated[Threshold, typer.Option("--fail-on", help="Exit with 1 from which severity on.")] = "error",
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Count the findings of each rule instead of showing them.")
    ] = False,
    standard: Annotated[
        str | None,
        typer.Option("--standard", metavar="PATH", help="The same as PATH.", show_default=False),
    ] = None,
    format: Annotated[Format, typer.Option("--format", help="How to print the findings.")] = "text",
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """Check a standard for faults, and show each at its line.

    Without PATH it checks the standard that the other commands read. Exits with 1 when it finds errors.

    \b
    Examples:
      ksb lint
      ksb lint standards/ --select KSB1,KSB2 --fail-on warning
      ksb lint data/standard.yaml --format github
    """
    from ksb.errors import KsbError
    from ksb.lint import lint as check
    from ksb.load import find

    if statistics and format not in ("text", "json"):
        raise KsbError(f"--statistics does not go with --format {format}", "use text or json")
    given = [*(paths or []), *([standard] if standard else [])]
    report = check(given or [find().path], select=_split(select), ignore=_split(ignore))
    out = Output(output, color)
    if statistics:
        from ksb.report.statistics import write_json, write_text

        out.write_data(write_json(report)) if format == "json" else out.write(write_text(report, out.canvas))
    else:
        from ksb.report import write

        (out.write if format == "text" else out.write_data)(write(report, format, out.canvas))
    if report.failed and not exit_zero:
        raise typer.Exit(1)


def _split(codes: list[str] | None) -> list[str]:
    return [code.strip() for part in codes or [] for code in part.split(",")]
