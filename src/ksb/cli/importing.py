"""The command `ksb import`: read, write a file for each standard, and report what was left out."""

import os
import re
import shlex
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from ksb.cli.common import format_of
from ksb.cli.import_report import report_of, tell
from ksb.cli.output import Output, counting, hint, keep, keep_work
from ksb.cli.standard_files import SCHEMA, file_name, write_schema
from ksb.documents import read_blocks
from ksb.documents.blocks import decoded
from ksb.errors import KsbError, reason
from ksb.exporters.yaml import export
from ksb.importers import Imported, ImportFormat, import_file
from ksb.importers.assessment import read_plan
from ksb.importers.published import REFERENCE, fetch
from ksb.importers.results import NOTHING
from ksb.reading import parse
from ksb.standard import Standard
from ksb.text.english import counted

_ASSESSMENT = re.compile(r"^assessment:.*\n?(?:(?:[ #-].*)?\n?)*", re.MULTILINE)
"""The plan in the text of a YAML file: its field, and all lines below it that are indented or empty."""
_ADDRESS = re.compile(r"https?:/|www\.", re.IGNORECASE)
_ALMOST = re.compile(r"(?<![A-Za-z])(ST|FA|AU)[ _-]?0*([1-9][0-9]{0,3})(?![0-9])", re.IGNORECASE)
"""What was meant for a reference: ST585, ST-0585, or st0585-v1-2 as in the address of a page."""
_NEEDED = 'a standard has lines or tables such as "Duty 1: Bake bread" and "K1: Flour"'
"""What to do about `NOTHING`, where nothing else is in the files."""


def import_(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Files, or references such as ST0585 to download.")
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE|FOLDER/", help="Write to FILE, or into FOLDER, one file for each standard."
        ),
    ] = None,
    from_: Annotated[
        ImportFormat | None, typer.Option("--from", help="The format of the files, where `ksb` can't tell.")
    ] = None,
    report: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the whole report to FILE.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if any text is left out.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that exist.")] = False,
    assessment: Annotated[
        Path | None,
        typer.Option(
            metavar="TABLE",
            help="Add the assessment plan from this table of KSBs against methods (CSV, Excel, Word, HTML).",
        ),
    ] = None,
) -> None:
    """Turn a standard in another format into a YAML file.

    Reads Word, web pages, Markdown, plain text, CSV, Excel, and JSON: records of the public APIs, lists of KSBs, and
    what `ksb export json` writes. Every text that is left out is reported on standard error with its place.

    \b
    Examples:
      ksb import draft.docx --output standard.yaml
      ksb import standards.json --output standards/
      ksb import ST0585 > standard.yaml
      ksb import standard.yaml --assessment plan.docx --output new.yaml
    """
    target = Path(output) if output is not None else None
    for written in (target, report):
        keep(written, *files, assessment)
    if report:
        keep_work(report)
    _keep_apart(target or Path("-"), report)
    to_folder = output is not None and output.endswith((os.sep, "/"))
    try:
        code = Import(files, target, from_, to_folder, report, strict, force, assessment).run()
    except MemoryError:
        raise KsbError("there is not enough memory to read these files") from None
    raise typer.Exit(code)


@dataclass
class Import:
    """One call of `ksb import`."""

    files: list[str]
    output: Path | None
    format: ImportFormat | None
    to_folder: bool
    """Whether `output` is a folder though it does not exist yet."""
    report: Path | None = None
    strict: bool = False
    force: bool = False
    assessment: Path | None = None
    """The table of KSBs against assessment methods."""
    written: dict[str, int] = field(default_factory=dict)
    """The names of the files written, without their ending, and the last number added to each to make another."""
    failed: int = 0
    left_out: bool = False
    made: list[Path] = field(default_factory=list)
    """The folders made, the innermost first."""
    reported: list[str] = field(default_factory=list)

    def run(self) -> int:
        """Read the files, write what is in them, and return the exit code: 2 where anything could not be read."""
        try:
            code = self._run()
        except BaseException:
            for folder in self.made:
                with suppress(OSError):  # it is not empty
                    folder.rmdir()
            raise
        if self.report:
            Output(self.report, "never").write_data("\n".join(self.reported))
        return code

    def _run(self) -> int:
        *files, target = self.files
        if self.output is None and files and target.endswith((".yaml", ".yml")) and not Path(target).exists():
            raise KsbError(f"{target}: no such file", f"to write it: ksb import {' '.join(files)} --output {target}")
        several = self.output is not None and (self.to_folder or self.output.is_dir())
        if self.output is not None and not several:
            if (named := format_of(self.output)) not in (None, "yaml"):
                call = shlex.join(["ksb", "import", *self.files, "--output", str(self.output.with_suffix(".yaml"))])
                raise KsbError(f"the name {self.output} is for {named}, but YAML would be written", call)
            if self.output.is_file() and not self.force:
                raise KsbError(f"{self.output} exists", "--force overwrites it")
            _keep_apart(self.output.parent / SCHEMA, self.report)
        found = self._standards()
        first = None if several else next(found, None)
        second = next(found, None) if first else None
        if second and (self.output is None or self.output.exists()):
            raise KsbError("there is more than one standard in these files", "--output FOLDER/ takes them all")
        if several or second:
            for imported in chain(filter(None, (first, second)), found):
                self._into_folder(imported)
            failed = f"; {self.failed} could not be read or written" if self.failed else ""
            hint(f"{counted(len(self.written), 'standard')} written to {self.output}{failed}")
        elif first and self.output is None and self.failed and len(self.files) > 1:
            raise KsbError("nothing is written, since not all files can be read", "--output FOLDER/ takes the others")
        elif first and first.standard:
            Output(self.output, "never", overwrite=True).write_data(self._written(first.standard))
            if self.output:
                write_schema(self.output.parent)
            self._tell(first)
        return 2 if self.failed else 1 if self.strict and self.left_out else 0

    def _standards(self) -> Iterator[Imported]:
        """Yield what holds a standard, and report what does not; where that is all there is, raise `KsbError`."""
        only: Imported | None = None
        for at, imported in enumerate(self._read()):
            if only:
                hint(f"{only.name}: left out: {only.error}")
                only = None
            if imported.standard:
                yield imported
                continue
            self.failed += 1
            if at == 0 and len(self.files) == 1 and imported.error == NOTHING:
                only = imported
            else:
                hint(f"{imported.name}: left out: {imported.error}")
        if only:
            raise KsbError(f"{only.name}: {only.error}", _NEEDED)

    def _read(self) -> Iterator[Imported]:
        """Yield the standards of all files, on a terminal with a bar that shows how many there are so far."""
        with counting("Importing") as advance:
            for file in self.files:
                for imported in self._of(file):
                    advance()
                    yield imported

    def _of(self, file: str) -> Iterator[Imported]:
        """Yield the standards of a file; of several files a bad one is reported like a bad record."""
        try:
            if not Path(file).exists():
                _check_reference(file)
            if REFERENCE.fullmatch(file) and not Path(file).exists():
                found: Iterator[Imported] = iter((fetch(file),))
            elif Path(file).is_dir():
                raise KsbError(f"{file}: a folder, not a file", "name the files in it, and --output FOLDER/")
            else:
                found = import_file(file, self.format)
            for imported in found:
                yield self._with_plan(imported)
        except KsbError as error:
            if len(self.files) == 1:
                raise
            yield Imported(file, None, error=error.message.removeprefix(f"{file}: "))

    def _with_plan(self, imported: Imported) -> Imported:
        """Return a standard with the assessment plan, if there is one."""
        if self.assessment is None or imported.standard is None:
            return imported
        plan = read_plan(read_blocks(self.assessment), imported.standard, str(self.assessment))
        notes = tuple(note._replace(place=f"{self.assessment.name}: {note.place}".strip(": ")) for note in plan.notes)
        standard = imported.standard.model_copy(update={"assessment": plan.assessment})
        return replace(imported, standard=standard, notes=(*imported.notes, *notes))

    def _written(self, standard: Standard) -> str:
        """Return the YAML of a standard; of one that is YAML already, its own text with the new plan at its end."""
        file = Path(self.files[0])
        if self.assessment is not None and len(self.files) == 1 and file.suffix in (".yaml", ".yml"):
            text = _ASSESSMENT.sub("", decoded(file.read_bytes(), str(file)))
            plan = "\nassessment:\n" + export(standard).rpartition("\nassessment:\n")[2]
            document = f"{text.rstrip()}\n{plan}"
            if parse(document.encode(), str(file)).standard == standard:
                return document
        return export(standard)

    def _into_folder(self, imported: Imported) -> None:
        if imported.standard is None or self.output is None:
            return
        try:
            self.made += [folder for folder in (self.output, *self.output.parents) if not folder.exists()]
            self.output.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise KsbError(f"{self.output}: can't be created: {reason(error)}") from None
        name = wanted = file_name(imported.standard)
        while name in self.written:
            self.written[wanted] += 1
            name = f"{wanted}-{self.written[wanted]}"
        file = self.output / f"{name}.yaml"
        keep(file, *self.files)
        for written in (file, self.output / SCHEMA):
            _keep_apart(written, self.report)
        if file.exists() and not self.force:
            self.failed += 1
            hint(f"{imported.name}: not written: {file} exists; --force overwrites it")
            return
        self.written[name] = 1
        Output(file, "never", overwrite=True).write_data(export(imported.standard))
        write_schema(self.output)
        self._tell(imported, quiet=not any(note.kind != "structure" for note in imported.notes))

    def _tell(self, imported: Imported, *, quiet: bool = False) -> None:
        if not quiet:
            tell(imported, whole=self.report)
        self.left_out = self.left_out or any(note.kind == "left out" for note in imported.notes)
        if self.report:
            self.reported += report_of(imported)


def _keep_apart(output: Path, report: Path | None) -> None:
    """Raise `KsbError` if the report would overwrite the output. A device, such as `/dev/null`, takes both."""
    if report is None or (report.exists() and not report.is_file()):
        return
    linked = output.is_file() and report.is_file() and output.samefile(report)
    if linked or os.path.realpath(output) == os.path.realpath(report):
        if report == Path("-"):
            raise KsbError("the standard and the report can't both go to standard output", "--report FILE")
        raise KsbError(f"refusing to overwrite the output {output} with the report", "name another file")


def _check_reference(name: str) -> None:
    """Raise `KsbError` for the address of a page, and for what is almost a reference."""
    found = _ALMOST.search(name)
    reference = f"{found[1].upper()}{int(found[2]):04}" if found else ""
    if _ADDRESS.match(name):
        other = f"download the current version: ksb import {reference}" if found else "give a reference such as ST0585"
        raise KsbError(f"{name}: an address, not a file", f"save the page and import the file, or {other}")
    if found and _ALMOST.match(name) and not REFERENCE.fullmatch(name) and not Path(name).suffix[1:].isalpha():
        current = f"to download the current version: ksb import {reference}"
        raise KsbError(f"{name}: neither a file nor a reference", current)
