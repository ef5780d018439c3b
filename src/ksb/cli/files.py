"""The commands that read and write other formats: import, export, schema."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
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
from ksb.cli.output import is_terminal, keep
from ksb.cli.pages import FolderArgument, OldOption, WithLintOption, write_page, write_site
from ksb.exporters import Format, Table
from ksb.importers import Format as ImportFormat
from ksb.models import Standard


def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The files to read.", show_default=False)],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE|FOLDER/",
            help="Write there; several standards go to a folder, a file each.",
            show_default=False,
        ),
    ] = None,
    from_: Annotated[
        ImportFormat | None,
        typer.Option("--from", help="The format of the files, where `ksb` can't tell.", show_default=False),
    ] = None,
) -> None:
    """Turn a published standard into a YAML file.

    Reads the JSON of the Skills England standards API (one record, a list of them, or several files), saved pages of
    the official site, Word documents, and plain text with `Duty 1: ...` and `K1: ...`. What was left out or could not
    be placed is told on standard error.

    \b
    Examples:
      ksb import standard.json > standard.yaml
      ksb import standards.json --output standards/
    """
    from ksb.cli.importing import Import

    target = Path(output) if output is not None else None
    keep(target, *files)
    to_folder = output is not None and output.endswith((os.sep, "/"))
    raise typer.Exit(Import(files, target, from_, to_folder).run())


def export(
    format: Annotated[
        Format,
        typer.Argument(metavar="FORMAT", help="Text is as the document was published."),
    ],
    folder: FolderArgument = None,
    core: CoreOption = False,
    option: OptionOption = None,
    pathway: PathwayOption = None,
    table: Annotated[
        Table | None, typer.Option("--table", help="Which table, of csv; ksbs if nothing is said.", show_default=False)
    ] = None,
    with_lint: WithLintOption = False,
    old: OldOption = None,
    standard: StandardOption = None,
    output: OutputOption = None,
) -> None:
    """Write the whole standard, or a part of it, in another format.

    \b
    Examples:
      ksb export text
      ksb export markdown --pathway 2 --output standard.md
      ksb export csv --table matrix > matrix.csv
      ksb export html --output standard.html
      ksb export html standards/ --output site/
    """
    from ksb.errors import KsbError
    from ksb.exporters import export as write
    from ksb.query import part

    if format == "html":
        if folder and (with_lint or old or standard or core or option or pathway):
            raise KsbError("a site takes no other options than --output", "ksb export html FOLDER --output site/")
        if folder:
            raise typer.Exit(write_site(folder, output))
        write_page(standard, output, core=core, option=option, pathway=pathway, with_lint=with_lint, old=old)
        return
    if folder or with_lint or old:
        raise KsbError(f"FOLDER, --with-lint and --old go with html, not with {format}", "ksb export html --help")
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
