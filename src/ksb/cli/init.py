"""The command `ksb init`: start a standard in a folder."""

from __future__ import annotations

import shlex
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from ksb.cli.importing import SCHEMA, tell, write_schema
from ksb.cli.output import Output, hint
from ksb.errors import KsbError, reason
from ksb.exporters.yaml import export
from ksb.importers import read

FILE = "standard.yaml"
EXAMPLE = """\
# yaml-language-server: $schema=standard.schema.json
# The line above lets an editor complete and check this file. `ksb lint` finds what an editor can't.

# The version of this file format.
format: 1

# The occupation, and what is known about the standard. All but the title may be left out.
title: Baker
level: "2"
version: "1.0"

# What the occupation is, a paragraph each.
overview:
  - This occupation is found in bakeries of every size. Bakers make bread, cakes and pastries by hand and by machine.

job_titles:
  - Baker
  - Pastry cook

# The specialisms, if there are any. An apprentice takes the core and exactly one of them.
options:
  - number: 1
    title: Craft bakery
    description:
      - Craft bakers shape and finish products by hand.
  - number: 2
    title: Plant bakery
    description:
      - Plant bakers run automated lines.

# Knowledge (K), skills (S) and behaviours (B): each code with its wording, in code order.
ksbs:
  K1: How flour is milled, and what each type of flour is used for
  K2: The rules of food hygiene, and why they matter
  K3: How automated lines work
  S1: Knead and prove dough
  S2: Clean equipment and work surfaces
  S3: Shape and decorate products by hand
  S4: Set up and adjust an automated line
  B1: Takes care over details
  B2: Puts safety first

# The duties, each with the KSBs it needs. Where a duty words a KSB in its own way, write that wording after the code.
duties:
  - number: 1
    title: Bake bread to order
    cites:
      - K1
      - S1
      - B1
  - number: 2
    title: Keep the bakery clean and safe
    cites:
      - K2
      - S2
      - B2
  # A duty with `options` belongs to these options only; one without belongs to the core.
  - number: 3
    title: Finish products by hand
    options: [1]
    cites:
      - K1
      - S3
      - B1
  - number: 4
    title: Run an automated line
    options: [2]
    cites:
      - K3
      - S4
      - B2
"""
"""The file that `ksb init` writes: small, valid, and explained part by part."""


def init(
    folder: Annotated[
        Path,
        typer.Argument(metavar="[FOLDER]", help="Where to start; the current folder by default.", show_default=False),
    ] = Path(),
    from_: Annotated[Path | None, typer.Option("--from", metavar="FILE", help="Start from an import of FILE.")] = None,
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
        raise KsbError(f"{file} exists", f"ksb lint {shlex.quote(str(file))}")
    text = EXAMPLE
    if from_ is not None:
        found = list(islice(read(from_), 2))
        if len(found) != 1:
            raise KsbError(f"{from_}: holds {'more than one standard' if found else 'no standard'}")
        if found[0].standard is None:
            raise KsbError(f"{from_}: {found[0].error}")
        text = export(found[0].standard)
        tell(found[0])
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KsbError(f"{folder}: can't be made: {reason(error)}") from None
    Output(file, "never").write_data(text)
    write_schema(folder)
    hint(f"wrote {file} and {folder / SCHEMA}")
    named = shlex.quote(str(file))
    hint(f"next: edit {named}, then run `ksb lint {named}` and `ksb info --standard {named}`")
