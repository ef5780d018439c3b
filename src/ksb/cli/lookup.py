"""The commands that look things up: show, duties, list, options, search, matrix, info."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from ksb.cli.common import (
    ColorOption,
    CoreOption,
    FormatOption,
    OptionOption,
    Output,
    OutputOption,
    PathwayOption,
    StandardOption,
    complete_codes,
    complete_duties,
    complete_references,
    read_standard,
)
from ksb.cli.output import hint
from ksb.display import lookup as display
from ksb.display import matrix as tables
from ksb.errors import KsbError
from ksb.exporters.json import dumps, duty_object, ksb_object, option_object
from ksb.models import KINDS
from ksb.query import counts, kind_named, part, resolve, select_duties, select_ksbs
from ksb.query import search as find_words
from ksb.reading import find


def show(
    codes: Annotated[
        list[str],
        typer.Argument(
            metavar="CODE...",
            help="KSBs (K18), duties (D7) or ranges (K1-K5).",
            autocompletion=complete_references,
        ),
    ],
    standard: StandardOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """Show what a KSB says, which duties need it, and every other wording in use.

    \b
    Examples:
      ksb show K18
      ksb show k1-k5 B6 D9
    """
    read = read_standard(standard, output)
    references = resolve(read, codes)
    out = Output(output, color)
    if format == "json":
        objects = []
        for reference in references:
            if isinstance(reference, str):
                objects.append(ksb_object(read, reference))
            else:
                objects += [duty_object(read, duty) for duty in read.duties if duty.number == reference]
        out.write_data(dumps(objects))
    else:
        out.draw(display.show(read, references))


def duties(
    core: CoreOption = False,
    option: OptionOption = None,
    pathway: PathwayOption = None,
    cites: Annotated[
        str | None,
        typer.Option("--cites", metavar="CODE", help="Only duties that cite this KSB.", autocompletion=complete_codes),
    ] = None,
    standard: StandardOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """List the duties, with the codes that each cites.

    \b
    Examples:
      ksb duties --option 2
      ksb duties --pathway 2 --cites S36
    """
    read = read_standard(standard, output)
    chosen = select_duties(read, core=core, option=option, pathway=pathway, cites=cites)
    out = Output(output, color)
    if format == "json":
        out.write_data(dumps([duty_object(read, duty) for duty in chosen]))
        return
    out.draw(display.duties(read, chosen))
    if chosen and option is not None and not core:
        hint(f"These are the duties of option {option} alone. With the core: ksb duties --pathway {option}")


def list_(
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind", metavar="KIND", help=f"Only this kind of KSB: {', '.join(kind.prefix for kind in KINDS)}."
        ),
    ] = None,
    core: CoreOption = False,
    option: OptionOption = None,
    pathway: PathwayOption = None,
    duty: Annotated[
        int | None,
        typer.Option("--duty", metavar="N", help="Only what Duty N cites.", autocompletion=complete_duties),
    ] = None,
    standard: StandardOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """List the KSBs, with the number of duties that cite each.

    \b
    Examples:
      ksb list --kind B
      ksb list --pathway 1 --kind S
    """
    read = read_standard(standard, output)
    codes = select_ksbs(
        read,
        kind=kind_named(kind) if kind is not None else None,
        core=core,
        option=option,
        pathway=pathway,
        duty=duty,
    )
    out = Output(output, color)
    if format == "json":
        out.write_data(dumps([ksb_object(read, code) for code in codes]))
    else:
        out.draw(display.ksbs(read, codes))
        if codes and option is not None and not core:
            hint(f"The duties of option {option} cite these, and others may too. What only it needs: ksb options")


def options(
    standard: StandardOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """List the options: titles, duties, and the KSBs that only that option needs.

    \b
    Example:
      ksb options
    """
    read = read_standard(standard, output)
    out = Output(output, color)
    if format == "json":
        out.write_data(dumps([option_object(read, option) for option in read.options]))
    else:
        out.draw(display.options(read))


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words, or prefixes of words.")],
    standard: StandardOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """Find the KSBs and duties that contain all the words, in any wording in use.

    Exits with 1 when there are none.

    \b
    Examples:
      ksb search copyright
      ksb search health safety
    """
    read = read_standard(standard, output)
    query = " ".join(words)
    if not query.strip():
        raise KsbError("there is no word to search for", "for example: ksb search copyright")
    found = find_words(read, query)
    out = Output(output, color)
    if format == "json":
        ksbs = [ksb_object(read, match.code) for match in found.ksbs]
        out.write_data(dumps({"ksbs": ksbs, "duties": [duty_object(read, duty) for duty in found.duties]}))
    elif found.ksbs or found.duties:
        out.draw(display.found(found, query))
    else:
        hint(f"No KSB and no duty contains {query!r}.")
        with suppress(KsbError):
            resolve(read, words)
            hint(f"To see what it says: ksb show {query}")
    if not (found.ksbs or found.duties):
        raise typer.Exit(1)


def matrix(
    core: CoreOption = False,
    option: OptionOption = None,
    pathway: PathwayOption = None,
    standard: StandardOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """Show which duty cites which KSB.

    For a spreadsheet: `ksb export xlsx --output standard.xlsx`, or `ksb export csv --table matrix`.

    \b
    Examples:
      ksb matrix
      ksb matrix --pathway 2
    """
    read = part(read_standard(standard, output), core=core, option=option, pathway=pathway)
    out = Output(output, color)
    if format == "json":
        rows = [
            {
                "duty": duty.number,
                "core": duty.core,
                "options": list(duty.options),
                "codes": [citation.code for citation in duty.cites],
            }
            for duty in read.duties
        ]
        out.write_data(dumps({"codes": list(read.codes), "rows": rows}))
    else:
        out.draw(tables.matrix(read))


def info(
    standard: StandardOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """Show what the standard is, where it was read from, and what it holds.

    \b
    Example:
      ksb info --standard data/standard.yaml
    """
    origin = find(standard)
    read = read_standard(origin.path, output)
    out = Output(output, color)
    if format == "json":
        about = {"title": read.title, "publisher": read.publisher, "issued": read.issued, **read.metadata}
        source = {"path": origin.path, "why": origin.why}
        titles = list(read.job_titles)
        out.write_data(dumps({**about, "job_titles": titles, "source": source, "counts": counts(read)}))
    else:
        out.draw(display.info(read, origin))
