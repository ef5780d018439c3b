"""The command `ksb outdated`: which files have a newer published version."""

import re
from typing import Annotated, Any

import typer

from ksb.cli.common import FormatOption, OutputOption
from ksb.cli.output import Output, complain, keep
from ksb.errors import KsbError
from ksb.importers.published import REFERENCE, fetch
from ksb.loading import load_any


def outdated(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="The standards to check.")],
    format: FormatOption = "text",
    output: OutputOption = None,
) -> None:
    """Report which standards have a newer published version.

    Looks up each file's reference, such as ST0585, with the Skills England standards API. Exits with 1 if a newer
    version is published, and with 2 if a file can't be compared.

    \b
    Examples:
      ksb outdated standard.yaml
      ksb outdated standards/*.yaml --format json
    """
    keep(output, *files)
    found: list[dict[str, Any]] = []
    failed = False
    for file in files:
        try:
            found.append(_compared(file))
        except KsbError as error:
            complain(error.lines, error.hint)
            failed = True
    out = Output(output, "never")
    if format == "json":
        out.write_json({"version": 1, "files": found})
    else:
        out.write("".join(f"{_said(it)}\n" for it in found))
    raise typer.Exit(2 if failed else 1 if any(it["outdated"] for it in found) else 0)


def _compared(file: str) -> dict[str, Any]:
    standard = load_any(file)
    reference = REFERENCE.match(standard.reference or "")
    if not reference:
        raise KsbError(
            f"{file}: has no reference such as ST0585, so its published version is unknown",
            "add it to the file: reference: ST0585",
        )
    if not _numbers(standard.version):
        raise KsbError(f"{file}: has no version such as 1.2 to compare", "add it to the file: version: '1.2'")
    published = fetch(reference[0])
    if published.standard is None:
        raise KsbError(f"{published.name}: {published.error}")
    newest = published.standard.version
    if not _numbers(newest):
        raise KsbError(f"{published.name}: the published record has no version")
    return {
        "file": file,
        "reference": reference[0].upper(),
        "version": standard.version,
        "published": newest,
        "outdated": _numbers(newest) > _numbers(standard.version),
    }


def _numbers(version: str | None) -> tuple[int, ...]:
    """Return a version as numbers to compare, without zeros at the end: 1.0 is 1; () if it is not a version."""
    if not re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,6})*", version or ""):
        return ()
    return tuple(int(part) for part in re.sub(r"(?:\.0+)+$", "", version or "").split("."))


def _said(found: dict[str, Any]) -> str:
    state = f"version {found['published']} is published" if found["outdated"] else "up to date"
    return f"{found['file']}: {found['reference']} version {found['version']}: {state}"
