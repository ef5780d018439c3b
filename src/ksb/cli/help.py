"""The help of `ksb` and of each command, drawn for 80 columns.

Typer's own tables leave 25 of 80 columns for the text of an option, and break choices in the middle of a word.
"""

import os
import re
from collections.abc import Iterator, Mapping
from itertools import chain, repeat
from typing import Any

from rich.console import RenderableType
from rich.text import Text
from typer.core import TyperCommand

from ksb.cli.output import Output
from ksb.display.parts import CODE, Lines, Row, Rows, plain
from ksb.errors import KsbError
from ksb.reading import STDIN, find, load

_STANDARD = "Standard"


class Command(TyperCommand):
    """A command, with its help."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of this command to standard output."""
        Output(None, "auto").draw(*_command(self, ctx))


def _command(command: Any, ctx: Any) -> Iterator[RenderableType]:
    yield Text.assemble(("Usage: ", "bold"), usage(command, ctx.command_path))
    for paragraph in command.help.split("\n\n"):
        yield ""
        yield from paragraph.removeprefix("\b\n").split("\n")
    panels: dict[str, list[tuple[str, str]]] = {"Arguments": [], "Options": []}
    for parameter in command.get_params(ctx):
        if record := parameter.get_help_record(ctx):
            name, help = record
            if parameter.param_type_name == "argument":
                panels["Arguments"].append((parameter.metavar, help))
            else:
                name = option_name(parameter, name)
                panels.setdefault(parameter.rich_help_panel or "Options", []).append((name, help))
    width = max(len(name) for records in panels.values() for name, _ in records)
    for panel, records in panels.items():
        if records:
            rows: list[Row] = [(Text(name.ljust(width), CODE), text) for name, text in records]
            yield from ("", Text(panel, "bold"), Lines(Rows(rows), indent=2))


def overview(group: Any, ctx: Any, commands: Mapping[str, Mapping[str, str]]) -> Iterator[RenderableType]:
    """Yield the help of `ksb`: on one screen, the commands by panel, each in a line, and the standard that answers."""
    yield Text.assemble(("Usage: ", "bold"), usage(group, ctx.command_path))
    yield group.help
    rows: list[Row] = []
    for panel, helps in commands.items():
        headings = chain([panel], repeat(""))
        rows += [
            # Of the text, what comes before the first colon or full stop.
            (Text(heading.ljust(len(_STANDARD)), "bold"), Text(name, CODE), re.split(r"[:.](?:\s|$)", text)[0])
            for heading, (name, text) in zip(headings, helps.items(), strict=False)
        ]
    yield Rows(rows)
    records = filter(None, (parameter.get_help_record(ctx) for parameter in group.get_params(ctx)))
    names = ", ".join(name.split(", ")[-1].split()[0] for name, _ in records)
    yield Rows([(Text("Options", "bold"), names), *_whose()])


def _whose() -> Iterator[Row]:
    """Say which standard the commands answer for, and how to have another."""
    label = Text(_STANDARD, "bold")
    try:
        origin = find()
        # Reading standard input or a pipe would wait.
        title = load(origin.path).title if os.path.isfile(origin.path) else ""  # noqa: PTH113
        name = "part of ksb" if origin.why == "embedded" else "standard input" if origin.path == STDIN else origin.path
        yield label, plain(f"{title} ({name})" if title else name)
    except KsbError:
        yield label, "can't be read; to see why: ksb info"
    yield "", "Another one: ksb COMMAND --standard FILE. Start your own: ksb init"


def usage(command: Any, path: str) -> str:
    """Return how to call a command: its name with those before it (`path`), and the names of its arguments.

    Each version of Typer puts other brackets around names such as `[PATH]...`.
    """
    arguments = [parameter.metavar for parameter in command.params if parameter.param_type_name == "argument"]
    return " ".join(
        [path, "[OPTIONS]", *arguments, *(["COMMAND", "[ARGS]..."] if hasattr(command, "commands") else [])]
    )


def option_name(parameter: Any, record: str) -> str:
    """Return the names of an option and what its value is called: its own name for it, or the choices of Typer."""
    names = re.split(r" (?![-/])", record)[0]
    choices = re.search(r"<?([\w-]+(?:\|[\w-]+)+)>?$", record)
    value = "" if parameter.is_flag else parameter.metavar or (choices[1] if choices else "")
    return f"{names} {value}".strip()
