"""The command that explains rules."""

from typing import Annotated, Literal

import typer

from ksb.cli.common import ColorOption, OutputOption, complete_rules, split_codes
from ksb.cli.output import Output, hint
from ksb.display import rules as display
from ksb.linter.config import matching
from ksb.linter.rules import RULES, code_named
from ksb.reports.rules import json_object, markdown_list, markdown_pages


def rule(
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CODE]...",
            help="Codes (KSB201), names, or prefixes of codes (KSB2).",
            autocompletion=complete_rules,
        ),
    ] = None,
    format: Annotated[
        Literal["text", "json", "markdown"], typer.Option(is_eager=True, help="text is for people, json for programs.")
    ] = "text",
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """Explain a rule: what it checks, why, and how to fix what it reports, with a bad and a good example.

    Without CODE, list the rules.

    \b
    Examples:
      ksb rule
      ksb rule KSB201
    """
    named = dict.fromkeys(code for part in split_codes(codes) for code in sorted(matching(code_named(part) or part)))
    chosen = [RULES[code] for code in named or sorted(RULES)]
    out = Output(output, color)
    if format == "json":
        out.write_json([json_object(rule) for rule in chosen])
    elif format == "markdown":
        out.write_data(markdown_pages(chosen) if codes else markdown_list(chosen))
    else:
        out.draw(display.pages(chosen) if codes else display.listed(chosen))
        if not codes:
            hint("To see one of them: ksb rule KSB201")
