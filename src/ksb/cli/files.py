"""The commands that write other formats: export, schema."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from ksb.cli.common import (
    CoreOption,
    OptionOption,
    Output,
    OutputOption,
    PathwayOption,
    StandardOption,
    read_standard,
)
from ksb.cli.output import is_terminal
from ksb.exporters import Format, Table
from ksb.models import Standard


def export(
    format: Annotated[
        Format,
        typer.Argument(metavar="FORMAT", help="Text is as the document was published."),
    ],
    core: CoreOption = False,
    option: OptionOption = None,
    pathway: PathwayOption = None,
    table: Annotated[
        Table | None, typer.Option("--table", help="Which table, of csv; ksbs if nothing is said.", show_default=False)
    ] = None,
    standard: StandardOption = None,
    output: OutputOption = None,
) -> None:
    """Write the whole standard, or a part of it, in another format.

    \b
    Examples:
      ksb export text
      ksb export markdown --pathway 2 --output standard.md
      ksb export csv --table matrix > matrix.csv
    """
    from ksb.errors import KsbError
    from ksb.exporters import export as write
    from ksb.query import part

    read = part(read_standard(standard, output), core=core, option=option, pathway=pathway)
    if table and format != "csv":
        raise KsbError(f"--table does not go with {format}", "`ksb export csv --table matrix`")
    if table:
        from ksb.exporters.csv import export as write_table

        Output(output, "never").write_data(write_table(read, table))
    else:
        written = write(read, format)
        out = Output(output, "never")
        if isinstance(written, str):
            out.write_data(written)
        elif output is None and is_terminal(sys.stdout):
            raise KsbError(f"{format} is not for a terminal", f"ksb export {format} --output standard.{format}")
        else:
            out.write_bytes(written)


def schema(output: OutputOption = None) -> None:
    """Print the JSON Schema of the YAML file, for an editor to complete and check it.

    \b
    Example:
      ksb schema --output standard.schema.json
    """
    Output(output, "never").write_data(json.dumps(Standard.model_json_schema(), indent=2, ensure_ascii=False) + "\n")
