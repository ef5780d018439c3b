"""The Typer application: its groups of commands, and what `ksb` says of itself."""

from __future__ import annotations

from typing import Annotated

import typer

from ksb.cli import files, lint, lookup

app = typer.Typer(
    name="ksb",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"ksb {version('ksb-cli')}")
        raise typer.Exit


@app.callback(
    help=(
        "Look up and check an occupational standard: its duties, its options, and the knowledge (K),"
        " skills (S) and behaviours (B) that each duty cites."
    ),
    epilog="Begin with:  ksb show K18   ksb duties --option 2   ksb lint",
)
def ksb(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Let `ksb --version` be asked without a command."""


lookup.register(app)
lint.register(app)
files.register(app)
