"""The command `ksb init`: start a standard in a folder."""

import shlex
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from ksb.cli.import_report import tell
from ksb.cli.output import Output, hint
from ksb.cli.standard_files import SCHEMA, write_schema
from ksb.errors import KsbError, reason
from ksb.exporters.yaml import export
from ksb.importers import import_file

FILE = "standard.yaml"
EXAMPLE = Path(__file__).with_name("example.yaml")
"""The file that `ksb init` writes: small, valid, and explained part by part."""


def init(
    folder: Annotated[
        Path,
        typer.Argument(metavar="[FOLDER]", help="Where to start; the current folder by default.", show_default=False),
    ] = Path(),
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Start from the standard in FILE, as `ksb import` reads it."),
    ] = None,
) -> None:
    """Start a standard: write standard.yaml and its schema.

    Writes a small example to change, or with --from the standard in a Word document, a page, a table or any other file
    that `ksb import` reads. Never overwrites a file.

    \b
    Examples:
      ksb init
      ksb init bakery --from draft.docx
    """
    file = folder / FILE
    if file.exists() or file.is_symlink():
        raise KsbError(
            f"{file} exists", f"to check it: ksb lint {shlex.quote(str(file))}; to start another: ksb init FOLDER"
        )
    text = EXAMPLE.read_text(encoding="utf-8")
    if from_ is not None:
        found = list(islice(import_file(from_), 2))
        if len(found) != 1:
            raise KsbError(f"{from_}: holds {'more than one standard' if found else 'no standard'}")
        if found[0].standard is None:
            raise KsbError(f"{from_}: {found[0].error}")
        text = export(found[0].standard)
        tell(found[0])
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        call = f"ksb init --from {shlex.quote(str(folder))}" if folder.is_file() else None
        raise KsbError(f"{folder}: can't be created: {reason(error)}", call) from None
    Output(file, "never").write_data(text)
    write_schema(folder)
    hint(f"wrote {file} and {folder / SCHEMA}")
    named = shlex.quote(str(file))
    hint(f"next: edit {named}, then run `ksb lint {named}` and `ksb info --standard {named}`")
