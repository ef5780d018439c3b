"""What `ksb import` does: read, write a file for each standard, and tell what was taken."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ksb.cli.output import Output, hint, is_terminal, keep
from ksb.cli.writing import replace
from ksb.errors import KsbError, reason
from ksb.exporters.yaml import export
from ksb.importers import Format, Imported, read
from ksb.query import counted_parts, counts
from ksb.text.english import counted

if TYPE_CHECKING:
    from ksb.models import Standard

_MOST_NOTES = 20


@dataclass
class Import:
    """One call of `ksb import`."""

    files: list[Path]
    output: Path | None
    format: Format | None
    to_folder: bool
    """Whether `output` is a folder though there is none yet."""
    written: dict[str, int] = field(default_factory=dict)
    """The names of the files written, without their ending, and the last number put behind each to make another."""
    failed: int = 0
    made: list[Path] = field(default_factory=list)
    """The folders made, the innermost first."""

    def run(self) -> int:
        """Read the files, write what is in them, and return the exit code: 2 where anything could not be read."""
        try:
            return self._run()
        except BaseException:
            for folder in self.made:
                with suppress(OSError):  # There is something in it.
                    folder.rmdir()
            raise

    def _run(self) -> int:
        several = self.output is not None and (self.to_folder or self.output.is_dir())
        waiting: Imported | None = None
        count = 0
        for imported in self._read():
            if imported.standard is None:
                self.failed += 1
                hint(f"{imported.name}: left out: {imported.error}")
                continue
            count += 1
            if count == 2 and not several:
                if self.output is None or self.output.exists():
                    raise KsbError("there is more than one standard in these files", "--output FOLDER/ takes them all")
                several = True
            if waiting:
                self._into_folder(waiting)
                waiting = None
            if several:
                self._into_folder(imported)
            else:
                waiting = imported
        if waiting and waiting.standard:
            self._put(waiting.standard)
            _tell(waiting)
        elif several:
            failed = f"; {self.failed} could not be read" if self.failed else ""
            hint(f"{counted(count, 'standard')} written to {self.output}{failed}")
        if not count and not self.failed:
            raise KsbError("there is no standard in these files")
        return 2 if self.failed else 0

    def _read(self) -> Iterator[Imported]:
        """Yield the standards of all files, on a terminal with a bar that shows how many there are so far."""
        if not is_terminal(sys.stderr):
            for file in self.files:
                yield from self._of(file)
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("Importing"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("", total=None)
            for file in self.files:
                for imported in self._of(file):
                    progress.advance(task)
                    yield imported

    def _of(self, file: Path) -> Iterator[Imported]:
        """Yield the standards of a file; of several files a bad one is told like a bad record."""
        try:
            yield from read(file, self.format)
        except KsbError as error:
            if len(self.files) == 1:
                raise
            yield Imported(str(file), None, error=error.message.removeprefix(f"{file}: "))

    def _put(self, standard: Standard) -> None:
        Output(self.output, "never").write_data(export(standard))

    def _into_folder(self, imported: Imported) -> None:
        if imported.standard is None or self.output is None:
            return
        try:
            self.made += [folder for folder in (self.output, *self.output.parents) if not folder.exists()]
            self.output.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise KsbError(f"{self.output}: can't be made: {reason(error)}") from None
        name = wanted = _file_name(imported.standard)
        while name in self.written:
            self.written[wanted] += 1
            name = f"{wanted}-{self.written[wanted]}"
        self.written[name] = 1
        file = self.output / f"{name}.yaml"
        keep(file, *self.files)
        replace(file, [export(imported.standard).encode()])
        if imported.notes:
            _tell(imported)


def _file_name(standard: Standard) -> str:
    """Return a name for the file of a standard: its reference and version, or its title in plain letters."""
    if standard.reference:
        named = f"{standard.reference}-{standard.version}" if standard.version else standard.reference
    else:
        named = standard.title
    plain = unicodedata.normalize("NFKD", named).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9.]+", "-", plain).strip("-.")[:100].lower() or "standard"


def _tell(imported: Imported) -> None:
    """Say what was taken of a record, what was left out, and what could not be placed."""
    if imported.standard is None:
        return
    taken = counted_parts(counts(imported.standard), "knowledge", "skills", "behaviours", "duties", "options")
    hint(f"{imported.name}: {taken}")
    for note in imported.notes[:_MOST_NOTES]:
        hint(f"  {note}")
    if len(imported.notes) > _MOST_NOTES:
        hint(f"  and {len(imported.notes) - _MOST_NOTES} more of these")
