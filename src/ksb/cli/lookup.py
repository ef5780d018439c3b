"""The commands that look things up: show, duties, list, options, matrix, info."""

import re
import shlex
from collections.abc import Sequence
from typing import Annotated

import typer

from ksb.cli.common import (
    ColorOption,
    CoreOption,
    FormatOption,
    KindOption,
    MethodOption,
    OptionOption,
    OutputOption,
    PathwayOption,
    StandardOption,
    complete_codes,
    complete_duties,
    complete_references,
    read_standard,
    refuse_files,
    split_codes,
)
from ksb.cli.output import Output, hint
from ksb.display import lookup as display
from ksb.display import matrix as tables
from ksb.errors import KsbError, NotFoundError
from ksb.models import Duty, Option
from ksb.objects import Object, duty_object, ksb_object, method_objects, option_object
from ksb.query import counts, part, select_duties, select_ksbs
from ksb.reading import find
from ksb.references import KIND_NAMES, duty_number, kind_named, option_numbers, parts_named, resolve
from ksb.standard import Standard
from ksb.text.english import belongs


def show(
    codes: Annotated[
        list[str],
        typer.Argument(
            metavar="CODE...",
            help="KSBs (K18), duties (D7), options (O2) or ranges (K1-K5).",
            autocompletion=complete_references,
        ),
    ],
    standard: StandardOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """Show KSBs, duties and options in full.

    A KSB comes with the duties that need it, and with every other wording in use.

    \b
    Examples:
      ksb show K18
      ksb show k1-k5 B6 D9 O2
    """
    refuse_files(codes, "ksb show", "ksb info")
    read = read_standard(standard, output)
    try:
        parts = [part for reference in resolve(read, codes) for part in parts_named(read, reference)]
    except NotFoundError:
        raise
    except KsbError as error:
        raise KsbError(error.message, _other_call(codes) or error.hint) from None
    out = Output(output, color)
    if format == "json":
        out.write_json([_object(read, part) for part in parts])
    else:
        out.draw(display.show(read, parts))


def _other_call(codes: Sequence[str]) -> str | None:
    """Return the call of a command that looks up what is not a KSB, a duty or an option; None if there is none."""
    text = " ".join(codes)
    if all(code.lower() in KIND_NAMES for code in codes):
        return shlex.join(["ksb", "list", *(part for code in codes for part in ("--kind", code))])
    if match := re.fullmatch(r"(?i)(?:am|method) *([0-9]+)", text):
        return f"ksb list --method {match[1]}"
    if match := re.fullmatch(r"(?i)ksb[0-9]{3}", text):
        return f"ksb rule {match[0]}"
    words = " ".join(re.findall(r"[^\W\d_]{3,}", text))
    return f"to search for words: ksb search {words}" if words else None


def _object(standard: Standard, part: Duty | Option | str) -> Object:
    if isinstance(part, Duty):
        return duty_object(standard, part)
    return option_object(standard, part) if isinstance(part, Option) else ksb_object(standard, part)


def duties(
    core: CoreOption = False,
    option: OptionOption = None,
    pathway: PathwayOption = None,
    cites: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only duties that cite this KSB.", autocompletion=complete_codes)
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
        out.write_json([duty_object(read, duty) for duty in chosen])
        return
    out.draw(display.duties(read, chosen))
    if chosen and option and not core:
        numbers = option_numbers(read, option)
        several = " ".join(["--core", *(f"--option {number}" for number in numbers)])
        right = f"--pathway {numbers[0]}" if len(numbers) == 1 else several
        hint(f"These are the duties of {belongs(False, numbers)} alone. With the core: ksb duties {right}")


def list_(
    kind: KindOption = None,
    core: CoreOption = False,
    option: OptionOption = None,
    pathway: PathwayOption = None,
    duty: Annotated[
        list[str] | None, typer.Option(metavar="N", help="Only what Duty N cites.", autocompletion=complete_duties)
    ] = None,
    method: MethodOption = None,
    standard: StandardOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """List the KSBs, with the number of duties that cite each.

    With --core, --option or --pathway, only the duties selected count.

    \b
    Examples:
      ksb list --kind B
      ksb list --pathway 1 --kind S
      ksb list --method 2
    """
    read = read_standard(standard, output)
    codes = select_ksbs(
        read,
        kind=[kind_named(name) for name in split_codes(kind)],
        core=core,
        option=option,
        pathway=pathway,
        duty=split_codes(duty),
        method=method,
    )
    selected = part(read, core=core, option=option, pathway=pathway)
    out = Output(output, color)
    if format == "json":
        out.write_json([ksb_object(read, code, selected) for code in codes])
    else:
        out.draw(display.ksbs(selected, codes))
        if not codes and duty:
            numbers = {duty_number(read, name) for name in split_codes(duty)}
            left = select_duties(read, core=core, option=option, pathway=pathway)
            for other in read.duties:
                if other.number in numbers and other not in left:
                    whose = "core: it belongs to no option" if other.core else f"of {belongs(False, other.options)}"
                    hint(f"Duty {other.number} is {whose}. Its KSBs: ksb list --duty {other.number}")
        if codes and option and not core:
            named = belongs(False, option_numbers(read, option))
            hint(f"The duties of {named} cite these, and others may too. What only one option needs: ksb options")


def options(
    standard: StandardOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """List the options, each with the KSBs that only it needs.

    \b
    Example:
      ksb options
    """
    read = read_standard(standard, output)
    out = Output(output, color)
    if format == "json":
        out.write_json([option_object(read, option) for option in read.options])
    else:
        out.draw(display.options(read))


def matrix(
    core: CoreOption = False,
    option: OptionOption = None,
    pathway: PathwayOption = None,
    standard: StandardOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """Show which duty cites which KSB, and which assessment method assesses it.

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
            {"duty": duty.number, "core": duty.core, "options": list(duty.options), "codes": list(duty.codes)}
            for duty in read.duties
        ]
        out.write_json({"codes": list(read.codes), "rows": rows, "methods": method_objects(read)})
    else:
        out.draw(tables.matrix(read))


def info(
    standard: StandardOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """Show what the standard is, and where it was read from.

    \b
    Example:
      ksb info --standard data/standard.yaml
    """
    origin = find(standard)
    read = read_standard(standard, output)
    out = Output(output, color)
    if format == "json":
        about = {"title": read.title, "publisher": read.publisher, "issued": read.issued, **read.metadata}
        found = {"source": {"path": origin.path, "why": origin.why}, "counts": counts(read)}
        out.write_json({**about, "job_titles": list(read.job_titles), **found, "methods": method_objects(read)})
    else:
        out.draw(display.info(read, origin))
