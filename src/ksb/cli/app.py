"""The Typer application: its groups of commands, its help and its version."""

import os
from collections.abc import Callable
from importlib import import_module
from inspect import cleandoc
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ksb.cli.help import Command, overview
from ksb.cli.output import Output
from ksb.errors import KsbError

PANELS: dict[str, dict[str, tuple[str, ...]]] = {
    "Look up": {
        "ksb.cli.lookup": ("show", "duties", "list", "options", "matrix", "info"),
        "ksb.cli.search": ("search",),
    },
    "Check": {
        "ksb.cli.lint": ("lint",),
        "ksb.cli.rule": ("rule",),
        "ksb.cli.diff": ("diff",),
        "ksb.cli.renumber": ("renumber",),
    },
    "Evidence": {
        "ksb.cli.coverage": ("coverage",),
        "ksb.cli.migrate": ("migrate",),
    },
    "Formats": {
        "ksb.cli.init": ("init",),
        "ksb.cli.importing": ("import",),
        "ksb.cli.outdated": ("outdated",),
        "ksb.cli.export": ("export", "schema"),
    },
}
"""The panels of the help, and for each module its commands, in the order of the help."""

PLACES = {name: module for modules in PANELS.values() for module, names in modules.items() for name in names}
"""The module of each command."""


class _Commands(TyperGroup):
    """The commands, each built when it is called: building all of them takes longer than most calls."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**{**attributes, "commands": dict.fromkeys(PLACES)})

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments. Raises `KsbError` for a word after an option that takes none and runs at once."""
        if args[:1] and args[0] in ("--install-completion", "--show-completion") and args[1:]:
            raise KsbError(f"{args[0]} takes no arguments; it is for the shell that you use", f"ksb {args[0]}")
        return super().parse_args(ctx, args)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in PLACES:
            return None
        function = _function(cmd_name)
        alone = typer.Typer(add_completion=False)
        alone.command(cmd_name, cls=Command, help=_help(function))(function)
        return typer.main.get_command(alone)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help of `ksb` to standard output."""
        commands = {
            panel: {name: _help(_function(name)) for names in modules.values() for name in names}
            for panel, modules in PANELS.items()
        }
        Output(None, "auto").draw(*overview(self, ctx, commands))


def _function(command: str) -> Callable[..., Any]:
    """Return the function of a command. One whose name means something else in Python ends in `_`."""
    functions = vars(import_module(PLACES[command]))
    found: Callable[..., Any] = functions.get(command) or functions[f"{command}_"]
    return found


def _help(function: Callable[..., Any]) -> str:
    """Return the help of a command with each paragraph on one line, except after "\\b": Typer keeps line breaks."""
    return "\n\n".join(
        paragraph if paragraph.startswith("\b") else paragraph.replace("\n", " ")
        for paragraph in cleandoc(function.__doc__ or "").split("\n\n")
    )


app = typer.Typer(
    name="ksb",
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _no_pager(wanted: bool) -> None:
    if wanted:
        os.environ["KSB_PAGER"] = ""


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        Output(None, "auto").write(f"ksb {version('ksb-cli')}\n")
        raise typer.Exit


@app.callback(help="Look up and check an occupational standard: its duties, options and KSBs.")
def ksb(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    no_pager: Annotated[
        bool, typer.Option("--no-pager", callback=_no_pager, help="Never use a pager for long output.")
    ] = False,
) -> None:
    """Declare the options that go without a command."""
