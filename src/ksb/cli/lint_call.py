"""One call of `ksb lint`: what to check and how, and where the reports go."""

import os
from pathlib import Path
from typing import NamedTuple

from ksb.cli.output import Color, hint, keep, keep_work
from ksb.errors import KsbError
from ksb.linter.choice import Choice
from ksb.linter.runner import Run
from ksb.reports import REPORTS

FORMATS = ("text", *REPORTS)


class Call(NamedTuple):
    """The arguments of one call."""

    paths: list[str]
    choice: Choice
    exclude: list[str]
    stdin_filename: str | None
    targets: list[tuple[str, Path | None]]
    """The formats, each with the file to write; None for standard output."""
    color: Color
    statistics: bool
    fix: bool
    unsafe: bool
    quiet: bool
    jobs: int | None

    def run(self, *written: Path | None) -> Run:
        """Find the files to check. Raises `KsbError` if one of the files to be written is one that is read."""
        run = Run(self.paths, self.choice, stdin_filename=self.stdin_filename, jobs=self.jobs, exclude=self.exclude)
        for file in written:
            keep(file, *run.files, *run.baselines, *run.configurations)
            if file is not None:
                keep_work(file)
        return run

    def say(self, text: str) -> None:
        """Write a line to standard error, unless the call is to be quiet."""
        if text and not self.quiet:
            hint(text)


def targets(formats: list[str] | None, output: Path | None) -> list[tuple[str, Path | None]]:
    """Return the formats of the call, each with the file to write. Raises `KsbError` if they can't be combined."""
    found: list[tuple[str, Path | None]] = []
    for given in formats or ["text"]:
        name, colon, file = given.partition(":")
        if name not in FORMATS:
            raise KsbError(f"there is no format {name!r}", f"the formats are {', '.join(FORMATS)}")
        if colon and not file:
            raise KsbError(f"--format {given}: the name of a file is missing after the colon")
        found.append((name, Path(file) if file else output))
    found = [(name, None if file == Path("-") else file) for name, file in found]
    output = None if output == Path("-") else output
    if output and all(file != output for _, file in found):
        raise KsbError("--output has nothing to write: every format names its own file")
    places = [os.path.realpath(file) if file else None for _, file in found]
    if len(set(places)) < len(places):
        raise KsbError("two formats go to one place", "name a file for one of them: --format sarif:out.sarif")
    return found
