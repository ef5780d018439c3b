"""What the commands on evidence share: their settings, and reading files with a progress bar."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from ksb.cli.output import is_terminal
from ksb.errors import KsbError
from ksb.evidence.choice import PORTFOLIO, Choice, Portfolio
from ksb.evidence.dates import parse_date
from ksb.references import option_numbers
from ksb.settings import checked, configurations
from ksb.standard import Standard

Format = Literal["text", "json", "markdown", "csv", "xlsx"]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="ROLE=NAME",
        help='Say what a column holds, such as ksbs="Mapped to"; also title, evidence, date, status, hours, learner.'
        " May be repeated.",
    ),
]
_SUFFIXES: dict[str, Format] = {
    ".json": "json", ".md": "markdown", ".markdown": "markdown", ".csv": "csv", ".xlsx": "xlsx"
}  # fmt: skip
_TEXT = ("", ".txt", ".text", ".log")
"""Suffixes of files that hold text of any kind."""
_MANY = 200
_LARGE = 1 << 20
"""Show a progress bar from this many files, or from this many bytes: what takes about a second to read."""
_NUMBER = (int,)
_SEVERAL = (int, str, list)
_TYPES: dict[str, tuple[tuple[type, ...], str]] = {
    "at-least": (_NUMBER, "a number"),
    "at-most-per-piece": (_NUMBER, "a number"),
    "columns": ((dict,), 'a table of names, such as { ksbs = "Mapped to" }'),
    "exempt": ((dict,), 'a table of reasons, such as { K12 = "prior learning" }'),
    "fail-under": ((int, float), "a number"),
    "method": (_SEVERAL, "a number, `portfolio` or a list of these"),
    "pathway": (_SEVERAL, "a number, words from a title or a list of these"),
    "since": ((object,), "a date"),
    "stale": (_NUMBER, "a number of days"),
    "status": ((str, list), "a status or a list of these"),
    "strict": ((bool,), "true or false"),
    "until": ((object,), "a date"),
}
"""The settings: the types of their values, and what to say of another value."""


def settings(**given: Any) -> dict[str, Any]:
    """Return the settings: what the options say, and the nearest configuration where they say nothing.

    Raises `KsbError` for a key that a configuration can't have, or a value of another type.
    """
    options = {name.replace("_", "-"): value for name, value in given.items() if value is not None}
    for file, table in configurations():
        if "coverage" in table:
            where = f"{file}: coverage"
            found = checked(table["coverage"], tuple(_TYPES), where)
            for key, value in found.items():
                wanted, words = _TYPES[key]
                texts = value.values() if isinstance(value, dict) else ()
                number = wanted is _NUMBER and (isinstance(value, bool) or not isinstance(value, int) or value < 1)
                if not isinstance(value, wanted) or number or not all(isinstance(text, str) for text in texts):
                    raise KsbError(f"{where}.{key} must be {words}")
            return found | options
    return options


def choice(standard: Standard, settings: Mapping[str, Any]) -> Choice:
    """Return what counts as evidence. Raises `KsbError` for an option, a method or a date that is not one."""

    def several(key: str) -> list[Any]:
        value = settings.get(key, [])
        return value if isinstance(value, list) else [value]

    pathways = several("pathway")
    return Choice(
        pathways=tuple(option_numbers(standard, pathways)) if pathways else (),
        methods=tuple(_method(standard, value) for value in several("method")),
        at_least=settings.get("at-least", 1),
        at_most_per_piece=settings.get("at-most-per-piece"),
        statuses=tuple(map(str, several("status"))),
        since=_date(settings.get("since"), "--since"),
        until=_date(settings.get("until"), "--until"),
        stale_days=settings.get("stale"),
        exempt={code.upper(): reason for code, reason in settings.get("exempt", {}).items()},
    )


def _method(standard: Standard, value: str | int) -> int | Portfolio:
    text = str(value).strip().casefold()
    if text == PORTFOLIO:
        return PORTFOLIO
    number = text.removeprefix("m")
    if number.isascii() and number.isdigit():
        return int(number)
    methods = standard.methods
    titled = [method.number for method in methods if text in method.title.casefold()]
    if len(titled) != 1:
        raise KsbError(
            f"{value!r} is not an assessment method", "--method takes a number, words of one title, or `portfolio`"
        )
    return titled[0]


def _date(value: Any, name: str) -> str | None:
    if value is None:
        return None
    date = parse_date(str(value))
    if date is None:
        raise KsbError(f"{name}: {str(value)!r} is not a date", "such as 2026-03-02 or 2026-03")
    return date


def named_columns(settings: Mapping[str, Any], given: Iterable[str] | None) -> dict[str, str]:
    """Return the names of columns by role, from the configuration and from each `--column ROLE=NAME`, which wins.

    Raises `KsbError` if the role or the name is missing.
    """
    named = dict(settings.get("columns", {}))
    for column in given or ():
        role, _, name = column.partition("=")
        if not role.strip() or not name.strip():
            raise KsbError(f"--column {column}: needs a kind of column and a name", 'such as --column ksbs="Mapped to"')
        named[role.strip().lower()] = name.strip().strip("\"'")
    return named


def with_progress(files: list[str]) -> Iterator[str]:
    """Yield the files; of many or large ones, a bar on the terminal shows how much of them is read."""
    sizes = [_size(file) for file in files]
    if not is_terminal(sys.stderr) or (len(files) < _MANY and sum(sizes) < _LARGE):
        yield from files
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        # The readers of one file don't say how far they are: for one file the bar moves to and fro.
        task = progress.add_task("Reading", total=sum(sizes) if len(files) > 1 else None)
        for number, (file, size) in enumerate(zip(files, sizes, strict=True), 1):
            progress.update(task, description=f"Reading {number} of {len(files)}" if len(files) > 1 else "Reading")
            yield file
            progress.advance(task, size)


def _size(file: str) -> int:
    try:
        return os.path.getsize(file)  # noqa: PTH202  as given
    except OSError:
        return 0  # reading it says why


def chosen_format(name: Format | None, output: Path | None) -> Format:
    """Return the format of this name; without one, that in which the name of the output file ends."""
    suffix = output.suffix.lower() if output else ""
    by_suffix = _SUFFIXES.get(suffix)
    if name is None and by_suffix is None and suffix not in _TEXT:
        raise KsbError(f"there is no format for {suffix} files", "--format text, json, markdown, csv or xlsx")
    if name is not None and (by_suffix not in (None, name) or (name == "xlsx" and suffix in _TEXT and suffix)):
        raise KsbError(
            f"--format {name} does not fit the name {str(output)!r}", "leave --format out, or change the name"
        )
    return name or by_suffix or "text"
