"""The command that reads other formats: import."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from ksb.cli.output import keep
from ksb.importers import Format as ImportFormat


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
