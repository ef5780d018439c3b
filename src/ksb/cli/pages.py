"""What `ksb export html` does: a page for one standard, or a site for a folder of them."""

import shlex
from collections.abc import Sequence
from pathlib import Path

from ksb.answers.coverage import coverage_object
from ksb.cli.common import format_of
from ksb.cli.output import counting, hint, keep
from ksb.cli.writing import replace
from ksb.compare import diff
from ksb.coverage import measure
from ksb.errors import KsbError, reason
from ksb.exporters.html import Content, render
from ksb.exporters.html.site import INDEX, Problem, site
from ksb.linter import lint
from ksb.linter.files import files
from ksb.loading import load_any
from ksb.query import part
from ksb.reading import STDIN, find
from ksb.standard import Standard
from ksb.text.english import counted


def page(
    selected: Standard,
    whole: Standard,
    path: str | None,
    output: Path | None,
    *,
    method: int | None = None,
    with_lint: bool = False,
    old: Path | None = None,
    evidence: Sequence[str] = (),
) -> str:
    """Return a standard, or the part of it that was selected, as a page.

    `path` is where the command was asked to read it from, and `method` the assessment method that selects a part.
    """
    keep(output, old)
    findings = None
    if with_lint:
        file = find(path).path
        if file == STDIN:
            raise KsbError("--with-lint needs a file, not standard input", "--standard FILE")
        findings = lint(file).findings
    changes = diff(_same_part(load_any(str(old)), whole, selected, method), selected) if old else None
    found = measure(selected, evidence) if evidence else None
    covered = coverage_object(selected, found, found.problems) if found else None
    return render(Content(selected, findings=findings, diff=changes, coverage=covered))


def _same_part(old: Standard, whole: Standard, selected: Standard, method: int | None) -> Standard:
    """Return the part of the old version that was selected of the new one."""
    if selected is whole:
        return old
    found = diff(old, whole)
    assessing = next((int(change.old) for change in found.methods if change.old and change.new == str(method)), None)
    new = {str(option.number) for option in selected.options}
    options = [int(change.old) for change in found.options if change.old and change.new in new]
    core = any(duty.core for duty in selected.duties)
    return part(old, core=core and bool(old.options), option=options or None, method=assessing)


def write_site(folder: Path, output: Path | None) -> int:
    """Write a site for the standards below a folder, and return the exit code: 2 where a file had to be left out."""
    if not folder.is_dir():
        name = shlex.quote(str(folder))
        if not folder.exists():
            raise KsbError(f"there is no folder {folder}", "ksb export html FOLDER --output site/")
        if format_of(folder) == "yaml":
            raise KsbError(f"{folder} is not a folder", f"ksb export html --standard {name} --output standard.html")
        raise KsbError(
            f"{folder} is not a folder",
            f"first ksb import {name} --output standard.yaml, then ksb export html --output standard.html",
        )
    if output is None:
        raise KsbError("a site needs a folder to go to", f"ksb export html {folder} --output site/")
    if output.exists() and not output.is_dir():
        raise KsbError(f"{output} is a file; a site needs a folder", "--output site/")
    paths = list(files(str(folder)))
    left_out = pages = 0
    with counting("Writing", len(paths)) as advance:
        for item in site(paths):
            if isinstance(item, Problem):
                left_out += 1
                hint(f"left out: {item.lines[0]}")
                continue
            file = output / item.name
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise KsbError(f"can't create the folder {file.parent}: {reason(error)}") from None
            replace(file, [item.content.encode()])
            if item.name.endswith(".html") and item.name != INDEX:
                pages += 1
                advance()
    if not pages:
        raise KsbError(f"{folder}: none of its files is a standard", f"ksb lint {folder}")
    hint(f"{counted(pages, 'standard')} written to {output}" + (f"; {left_out} left out" if left_out else ""))
    return 2 if left_out else 0
