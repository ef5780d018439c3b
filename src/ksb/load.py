"""Find, read and validate a standard."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from pydantic import ValidationError

from ksb.errors import InvalidStandardError, KsbError, NotFoundError
from ksb.escape import for_line
from ksb.models import AlsoTitled, Citation, Claim, Duty, Key, Option, Standard
from ksb.source import INVALID_SHAPE, MAX_BYTES, START, UNREADABLE, Problem, Source, Span

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

STDIN = "-"

_TYPES = {
    "string_type": "must be a text",
    "tuple_type": "must be a list",
    "mapping_type": "must be a mapping of fields",
    "model_type": "must be a mapping of fields",
    "model_attributes_type": "must be a mapping of fields",
}
_NAMES = {str: "a text", list: "a list", dict: "a mapping of fields", type(None): "left empty"}
_PARTS: dict[str, type[Any]] = {
    "duties": Duty,
    "options": Option,
    "claims": Claim,
    "key": Key,
    "also_titled": AlsoTitled,
    "cites": Citation,
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Which file a command reads, and what made it that one."""

    path: str
    """The file's path, or `-` for standard input."""
    why: Literal["argument", "environment", "configuration", "folder", "embedded"]
    setting: Path | None = None
    """The configuration file that names it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read: its source, what is wrong with it, and the standard in it where it is one."""

    source: Source
    problems: tuple[Problem, ...]
    standard: Standard | None


def embedded() -> Path:
    """Return the path of the standard that `ksb` brings along."""
    packaged = Path(__file__).parent / "data" / "standard.yaml"
    return packaged if packaged.exists() else Path(__file__).parents[2] / "data" / "standard.yaml"


def find(path: str | os.PathLike[str] | None = None) -> Origin:
    """Return the standard to read.

    The first that applies: `path`; `KSB_STANDARD`; `standard` in the nearest `ksb.toml`, or under `[tool.ksb]`
    in the nearest `pyproject.toml`; `standard.yaml` or `data/standard.yaml` in the current folder; the embedded one.

    Raises `KsbError` where a configuration file can't be read.
    """
    if path is not None:
        return Origin(os.fspath(path), "argument")
    if named := os.environ.get("KSB_STANDARD"):
        return Origin(named, "environment")
    here = Path.cwd()
    for folder in (here, *here.parents):
        for setting, table in ((folder / "ksb.toml", ()), (folder / "pyproject.toml", ("tool", "ksb"))):
            if setting.is_file() and (named := _setting(setting, table)):
                return Origin(os.path.relpath(folder / named), "configuration", setting)
    for relative in ("standard.yaml", "data/standard.yaml"):
        if Path(relative).is_file():
            return Origin(relative, "folder")
    return Origin(str(embedded()), "embedded")


def _setting(file: Path, table: tuple[str, ...]) -> str | None:
    import tomllib

    try:
        settings: Any = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KsbError(f"{file}: can't be read: {error}") from None
    for name in table:
        settings = settings.get(name, {}) if isinstance(settings, dict) else {}
    named = settings.get("standard") if isinstance(settings, dict) else None
    if named is not None and not (isinstance(named, str) and named):
        raise KsbError(f"{file}: `standard` must be the path of a file")
    return named


def read(path: str, *, stdin: BinaryIO | None = None) -> Reading:
    """Read the file at `path`, or standard input for `-`, and collect all that is wrong with it. Never raises."""
    name = "<stdin>" if path == STDIN else path
    try:
        if path == STDIN:
            content = (stdin or sys.stdin.buffer).read(MAX_BYTES + 1)
        else:
            with Path(path).open("rb") as file:
                content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        source = Source(name, b"")
        source.problems = [Problem(UNREADABLE, f"can't be read: {why[:1].lower()}{why[1:]}", START)]
        return Reading(source, tuple(source.problems), None)
    return read_source(Source(name, content))


def read_source(source: Source) -> Reading:
    """Validate the data in `source`, and collect all that is wrong with it. Never raises."""
    problems = list(source.problems)
    standard: Standard | None = None
    if source.readable:
        if isinstance(source.data, dict):
            try:
                standard = Standard.model_validate(source.data)
            except ValidationError as error:
                problems += [_problem(source, details) for details in error.errors(include_url=False)]
        else:
            kind = _NAMES[type(source.data)]
            message = f"a standard is a mapping of fields, such as `title: ...`; this is {kind}"
            problems.append(Problem(INVALID_SHAPE, message, START))
    problems.sort(key=lambda problem: problem.span)
    return Reading(source, tuple(problems), standard)


def load(path: str | os.PathLike[str] | None = None) -> Standard:
    """Return the standard at `path`, or the one that `find` finds.

    Raises `InvalidStandardError` with every fault of the file where it can't be read or is not a standard, and
    `KsbError` where a configuration file can't be read.
    """
    reading = read(find(path).path)
    if reading.standard is None or reading.problems:
        name = for_line(reading.source.name)
        raise InvalidStandardError(
            [f"{name}:{at.line}:{at.column}: {for_line(said)}" for said, at in _said(reading.problems)],
            "`ksb lint` shows the places" if reading.source.text else None,
        )
    return reading.standard


def _said(problems: tuple[Problem, ...]) -> list[tuple[str, Span]]:
    return [(problem.message, problem.span) for problem in problems]


def _problem(source: Source, details: ErrorDetails) -> Problem:
    """Say in the words of the file format what Pydantic found."""
    path, kind, value = details["loc"], details["type"], details["input"]
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    subject = f"an item of `{name}`" if isinstance(path[-1], int) else f"`{name}`"
    if path[-1] == "text" and "cites" in path:
        subject = "the wording of this citation"
    place = source.place(path, key=kind == "extra_forbidden")
    if kind == "extra_forbidden":
        near = get_close_matches(name, _fields(path), n=1)
        message = f"unknown field `{name}`" + (f"; is `{near[0]}` meant?" if near else "")
    elif kind == "missing":
        message = f"the field `{name}` is missing"
    elif kind in ("code", "citation", "empty"):
        message = f"{f'`{value}`' if isinstance(value, str) else 'a citation'} {details['msg']}"
    elif kind == "claim":
        message = f"this claim {details['msg']}"
    elif name == "format" and kind in ("less_than_equal", "greater_than_equal"):
        message = f"`format` is {value}, but this version of ksb reads format 1"
    elif kind == "string_too_short":
        message = f"{subject} is an empty text"
    elif kind in _TYPES and value is None:
        message = f"{subject} is left empty; it {_TYPES[kind]}"
    elif kind in _TYPES:
        message = f"{subject} {_TYPES[kind]}, not {_NAMES[type(value)]}"
    else:
        message = f"{subject} {details['msg'].replace('Input should be', 'must be')}"
        message += f", not {value!r}" if isinstance(value, str) else ""
    return Problem(INVALID_SHAPE, message, place)


def _fields(path: tuple[str | int, ...]) -> list[str]:
    owner = next((_PARTS[step] for step in reversed(path[:-1]) if step in _PARTS), Standard)
    return list(owner.model_fields)
