"""The commands that write other formats: export, schema."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ksb.cli.common import (
    CoreOption,
    ForceOption,
    MethodOption,
    OptionOption,
    OutputOption,
    PathwayOption,
    StandardOption,
    format_of,
    read_standard,
    refuse_files,
)
from ksb.cli.output import Output, hint, is_terminal, keep, keep_work
from ksb.errors import KsbError, reason, unread
from ksb.escape import for_log, for_terminal, without_commands
from ksb.exporters import EXPORTERS, ExportFormat, format_named
from ksb.exporters import csv as csv_exporter
from ksb.exporters.tracker import Kind
from ksb.query import part
from ksb.reading import contents, find, parse
from ksb.standard import Standard

_WORD = ".docx"


def export(
    format: Annotated[
        str | None,
        typer.Argument(
            metavar="[FORMAT]",
            help=f"{', '.join(EXPORTERS)}. Default: the format that the name of the output file ends in.",
            autocompletion=lambda: [(name, f".{exporter.suffix}") for name, exporter in EXPORTERS.items()],
        ),
    ] = None,
    folder: Annotated[
        Path | None, typer.Argument(metavar="[FOLDER]", help="With html: write a site for all standards below it.")
    ] = None,
    core: CoreOption = False,
    option: OptionOption = None,
    pathway: PathwayOption = None,
    method: MethodOption = None,
    table: Annotated[
        csv_exporter.Table | None,
        typer.Option(
            metavar="TABLE", help="The table to write as csv: ksbs (default), duties, citations, matrix or methods."
        ),
    ] = None,
    excel: Annotated[
        bool, typer.Option("--excel", help="Start csv with a byte-order mark, so that Excel reads it correctly.")
    ] = False,
    kind: Annotated[
        Kind | None,
        typer.Option(
            metavar="KIND",
            help="What to write as tracker: tracker (default), skills-scan, or mapping (.xlsx or .docx).",
        ),
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option(metavar="PATH", help="With html or a mapping: the evidence, a file or folder. May be repeated."),
    ] = None,
    update: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Update this filled-in tracker to the standard.")
    ] = None,
    with_lint: Annotated[
        bool, typer.Option("--with-lint", help="With html: show the findings of `ksb lint`, each at its place.")
    ] = False,
    old: Annotated[
        Path | None, typer.Option("--old", metavar="FILE", help="With html: mark what changed since this version.")
    ] = None,
    or_raw: Annotated[
        bool, typer.Option("--or-raw", help="With text: write a file that is not a standard as it is, for `git diff`.")
    ] = False,
    force: ForceOption = False,
    standard: StandardOption = None,
    output: OutputOption = None,
) -> None:
    """Write the standard, or a part of it, in another format.

    `text` has the form of a published document; `case` is a CFPackage of CASE 1.0 in JSON; `moodle` is a competency
    framework for Moodle; `html` is a page that needs nothing else, or with FOLDER a site; `tracker` is a workbook in
    which an apprentice tracks evidence. Missing folders for the output file are created.

    \b
    Examples:
      ksb export text
      ksb export --pathway 2 --output standard.md
      ksb export csv --table matrix > matrix.csv
      ksb export csv --excel --output ksbs.csv
      ksb export html --output standard.html
      ksb export html --pathway 2 --evidence portfolio/ --output progress.html
      ksb export html standards/ --output site/
      ksb export tracker --pathway 2 --output tracker.xlsx
      ksb export tracker --kind mapping --evidence portfolio/ -o annex.docx
      ksb export tracker --pathway 2 --update tracker.xlsx --output tracker-new.xlsx
    """
    refuse_files([format] if format else [], "ksb export text")
    name = "tracker" if format is None and (kind or update) else _format(format, output)
    _require(name, ("--kind", kind), ("--update", update), formats=("tracker",))
    _require(name, ("--evidence", evidence), formats=("html", "tracker"))
    _require(name, ("--with-lint", with_lint), ("--old", old), ("FOLDER", folder), formats=("html",))
    if folder:
        others = (core, option, pathway, table, excel, with_lint, old, evidence, standard)
        if any(others) or method is not None:
            raise KsbError("a site takes no other option than --output", f"ksb export html {folder} --output site/")
        from ksb.cli.pages import write_site

        raise typer.Exit(write_site(folder, output))
    _require(name, ("--table", table), ("--excel", excel), formats=("csv",))
    if or_raw and name != "text":
        raise KsbError(f"--or-raw needs text, not {name}", "ksb export text --or-raw --standard FILE")
    exporter = EXPORTERS[name]
    if not exporter.for_terminal and output is None and is_terminal(sys.stdout):
        file = f"{'tracker' if name == 'tracker' else 'standard'}.{exporter.suffix}"
        raise KsbError(f"{name} can't be shown on a terminal", shlex.join(["ksb", *sys.argv[1:], "--output", file]))
    keep(output, update, *(evidence or ()))
    if output is not None and not force:
        _keep_work(output, name, update=update is not None)
    if or_raw:
        path = find(standard).path
        keep(output, path)
        found = _standard_or_text(path)
        if isinstance(found, str):
            Output(output, "never", overwrite=True).write(found)
            return
    else:
        found = read_standard(standard, output)
    selected = part(found, core=core, option=option, pathway=pathway, method=method)
    written: str | bytes
    # What only one format needs is imported here: `ksb export text`, which `git diff` may run, takes half the time.
    if name == "html":
        from ksb.cli.pages import page

        written = page(
            selected, found, standard, output, method=method, with_lint=with_lint, old=old, evidence=evidence or ()
        )
    elif name == "csv":
        written = csv_exporter.export(selected, table or "ksbs", excel=excel)
    elif name == "tracker":
        from ksb.cli.tracker import handout

        word = output is not None and output.suffix.lower() == _WORD
        written = handout(selected, kind or ("mapping" if evidence else "tracker"), evidence or (), update, word=word)
    else:
        written = exporter.export(selected)
    if output is not None:
        try:
            output.parent.mkdir(parents=True, exist_ok=True)
        except (OSError, ValueError) as error:
            raise KsbError(f"can't create the folder {output.parent}: {reason(error)}") from None
    if output is not None and name in ("markdown", "text") and _hides_characters(selected):
        hint(f"invisible characters are written as codes such as \\u200b in {name}, and imported as such")
    out = Output(output, "never", overwrite=True)
    if isinstance(written, str):
        out.write_data(without_commands(written) if name == "text" and output is None else written)
    else:
        out.write_bytes(written)
    if out.file:
        hint(f"wrote {out.file}")


def _keep_work(output: Path, format: ExportFormat, *, update: bool) -> None:
    """Raise `KsbError` if an export would overwrite what people wrote. A standard may replace a standard."""
    hint = "--force overwrites it"
    if format == "tracker" and output.suffix.lower() != _WORD:
        files = shlex.join(["--update", str(output), "--output", str(output.with_stem(f"{output.stem}-new"))])
        hint = f"to bring a filled-in tracker up to date: ksb export tracker {files}; {hint}"
    if format != "yaml":
        keep_work(output, hint, form=format == "tracker", update=update)


def _require(name: ExportFormat, *options: tuple[str, object], formats: Sequence[ExportFormat]) -> None:
    """Raise `KsbError` for an option that is given, and that the format does not have."""
    for option, given in options:
        if given and name not in formats:
            raise KsbError(f"{option} needs {' or '.join(formats)}, not {name}", f"ksb export {formats[0]} --help")


def _hides_characters(standard: Standard) -> bool:
    """Return whether a text of a standard has invisible characters, other than tabs."""
    waiting: list[object] = [standard.model_dump(mode="json")]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
        elif isinstance(part, str) and for_terminal(part.replace("\t", " ")) != part.replace("\t", " "):
            return True
    return False


def _standard_or_text(path: str) -> Standard | str:
    """Return the standard in a file, or the file's text, its control characters made visible, where it is not one.

    Raises `KsbError` if the file can't be read.
    """
    try:
        content = contents(path)
    except (OSError, ValueError) as error:
        raise unread(path, error) from None
    reading = parse(content, path)
    if reading.standard is not None and not reading.problems:
        return reading.standard
    return "".join(f"{for_log(line)}\n" for line in content.decode(errors="replace").splitlines())


def _format(name: str | None, output: Path | None) -> ExportFormat:
    """Return the format with this name; without one, the format that the name of the output file ends in.

    Raises `KsbError` if the name of the file is of another format.
    """
    if name is not None:
        if output is None and "." in name and format_of(Path(name)) in EXPORTERS:
            raise KsbError(f"{name} is a file; --output names the file to write", f"ksb export --output {name}")
        format = format_named(name)
        named = format_of(output) if output is not None else None
        fitting = {format, EXPORTERS[format].suffix, *([_WORD.removeprefix(".")] if format == "tracker" else ())}
        if named and named not in fitting:
            right = f"ksb export {named} --output {output}; " if named in EXPORTERS else ""
            other = output.with_suffix(f".{EXPORTERS[format].suffix}") if output else ""
            raise KsbError(
                f"the name {output} is for {named}, but {format} would be written",
                f"{right}for {format}: --output {other}",
            )
        return format
    formats = f"ksb export FORMAT; the formats are {', '.join(EXPORTERS)}"
    if output is None:
        raise KsbError("no format was given", formats)
    if not output.suffix:
        raise KsbError(f"the name {output.name!r} doesn't say which format to write", formats)
    return format_named(output.suffix.removeprefix("."))


def schema(output: OutputOption = None, force: ForceOption = False) -> None:
    """Print the JSON Schema of the YAML file.

    An editor that reads it completes and checks the file.

    \b
    Example:
      ksb schema --output standard.schema.json
    """
    if output is not None and not force:
        keep_work(output, "--force overwrites it")
    Output(output, "never", overwrite=True).write_json(Standard.model_json_schema())
