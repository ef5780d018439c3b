"""The commands that write other formats: export, schema."""

from __future__ import annotations

from typing import Annotated

import typer

from ksb.cli.common import Output, OutputOption, StandardOption, read_standard
from ksb.exporters import Format

FORMATS = "Other formats"


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (export, schema):
        app.command(rich_help_panel=FORMATS)(command)


def export(
    format: Annotated[
        Format, typer.Argument(metavar="FORMAT", help="json, text (as the document was published) or yaml.")
    ],
    standard: StandardOption = None,
    output: OutputOption = None,
) -> None:
    """Write the whole standard in another format.

    \b
    Examples:
      ksb export text
      ksb export json --output standard.json
    """
    from ksb.exporters import export as write

    Output(output, "never").write_data(write(read_standard(standard), format))


def schema(output: OutputOption = None) -> None:
    """Print the JSON Schema of the YAML file, for an editor to complete and check it.

    \b
    Example:
      ksb schema --output standard.schema.json
    """
    from ksb.schema import schema as build

    Output(output, "never").write_data(build())
