"""The command that rewrites the codes in evidence for a new version of the standard."""

from pathlib import Path
from typing import Annotated

import typer

from ksb.cli.common import ColorOption, FormatOption
from ksb.cli.evidence import ColumnOption, named_columns, settings
from ksb.cli.output import Output, keep, keep_work
from ksb.cli.writing import replace
from ksb.display.migrate import migrated as drawn
from ksb.errors import KsbError
from ksb.evidence.reading import Reading
from ksb.loading import load_any
from ksb.migrating import migrate as rewrite
from ksb.reading import STDIN


def migrate(
    evidence: Annotated[Path, typer.Argument(metavar="EVIDENCE", help="The file: CSV, Excel, Markdown or text.")],
    old: Annotated[
        str, typer.Option(metavar="OLD", help="The version of the standard whose codes the evidence names.")
    ],
    new: Annotated[str, typer.Option(metavar="NEW", help="The version of the standard whose codes are written.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE.")],
    column: ColumnOption = None,
    format: FormatOption = "text",
    color: ColorOption = "auto",
) -> None:
    """Rewrite the codes in evidence for a new version.

    KSBs are matched as in `ksb diff`. Everything else stays as it is, text and CSV byte for byte. What can't be
    rewritten is listed with its place. The code of a removed KSB is marked if another KSB has it now, as in `K5_old`.

    \b
    Examples:
      ksb migrate log.csv --old v1.0.yaml --new v1.1.yaml --output new.csv
    """
    if output == Path(STDIN):
        raise KsbError("the report goes to standard output, so the file can't", "--output FILE")
    keep(output, evidence, old, new)
    if output.suffix.lower() != evidence.suffix.lower():
        keep_work(output)
    reading = Reading(file=str(evidence), columns=named_columns(settings(), column))
    found = rewrite(load_any(old), load_any(new), reading)
    replace(output, [found.content])
    if format == "json":
        rewritten = [change._asdict() for change in found.changes]
        left = [one._asdict() for one in found.left]
        document = {"version": 1, "file": str(output), "rewritten": rewritten, "left": left}
        Output(None, color).write_json(document)
    else:
        Output(None, color).draw(drawn(found, str(output)))
