"""Find the standard that a command reads, and read it."""

import os
import re
import shlex
import sys
from pathlib import Path
from typing import Literal, NamedTuple

from ksb.errors import InvalidStandardError, KsbError, nearest_file
from ksb.escape import for_line
from ksb.limits import MAX_BYTES
from ksb.settings import configurations
from ksb.source import Source
from ksb.standard import Standard
from ksb.validate import NO_FILE, Reading, unreadable, validate

STDIN = "-"
_START = re.compile(rb"(?:\xef\xbb\xbf)?(?:(?:#.*|---)?\s*\n)*[\"']?format[\"']?: *[0-9]")
"""How a standard starts, after comments."""
_TO_IMPORT = (".csv", ".docm", ".docx", ".htm", ".html", ".md", ".markdown", ".txt", ".xlsm", ".xlsx")
"""The suffixes of files that `ksb import` reads, and that are never YAML."""
_MOST_LOOKED_AT = 200
"""Maximum number of files of a folder that are opened to see whether they are standards: 20,000 take half a second."""


class Origin(NamedTuple):
    """Which file a command reads, and why."""

    path: str
    """The file's path, or `-` for standard input."""
    why: Literal["argument", "environment", "configuration", "folder", "embedded"]
    setting: Path | None = None
    """The configuration file that names it."""


def embedded() -> Path:
    """Return the path of the standard that is part of `ksb`."""
    packaged = Path(__file__).parent / "data" / "standard.yaml"
    return packaged if packaged.exists() else Path(__file__).parents[2] / "data" / "standard.yaml"


def find(path: str | os.PathLike[str] | None = None) -> Origin:
    """Return which standard to read.

    The first that applies: `path`; `KSB_STANDARD`; `standard` in the nearest `ksb.toml`, or under `[tool.ksb]`
    in the nearest `pyproject.toml`; `standard.yaml` or `data/standard.yaml` in the current folder; the embedded one.

    Raises `KsbError` where a configuration file can't be read or used.
    """
    if path is not None:
        return Origin(os.fspath(path), "argument")
    if named := os.environ.get("KSB_STANDARD"):
        return Origin(named, "environment")
    for setting, table in configurations():
        if "standard" in table:
            named = table["standard"]
            if not (isinstance(named, str) and named):
                raise KsbError(f"{setting}: `standard` must be the path of a file")
            return Origin(os.path.relpath(setting.parent / named), "configuration", setting)
    for relative in ("standard.yaml", "data/standard.yaml"):
        if Path(relative).is_file():
            return Origin(relative, "folder")
    return Origin(str(embedded()), "embedded")


def standards_nearby() -> list[str]:
    """Return the files in the current folder, `standards/` and `data/` that look like standards.

    They start with `format: 1`, after comments. Of many YAML files in a folder, only the first by name are opened.
    """
    found = []
    for folder in (Path(), Path("standards"), Path("data")):
        try:
            names = sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml"))
        except OSError:
            continue
        found += [str(path) for path in names[:_MOST_LOOKED_AT] if _looks_like_a_standard(path)]
    return found


def _looks_like_a_standard(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return bool(_START.match(file.read(4096)))
    except (OSError, ValueError):
        return False


def contents(path: str) -> bytes:
    """Return the content of the file at `path`, or of standard input for `-`; at most `MAX_BYTES` and one byte more.

    Raises `OSError` or `ValueError` where it can't be read.
    """
    if path == STDIN:
        if sys.stdin is None:
            raise OSError(0, "standard input is closed")
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(path).open("rb") as file:
        return file.read(MAX_BYTES + 1)


def read(path: str) -> Reading:
    """Read a file, or standard input for `-`, and collect everything that is wrong with it. Never raises."""
    name = "<stdin>" if path == STDIN else path
    try:
        content = contents(path)
    except (OSError, ValueError) as error:
        return unreadable(name, error)
    return parse(content, name)


def parse(content: bytes, name: str) -> Reading:
    """Read the content of a file, and collect everything that is wrong with it. Never raises."""
    return validate(Source(name, content))


def load(path: str | os.PathLike[str] | None = None) -> Standard:
    """Return the standard at `path`, or the one that `find` finds.

    Raises `InvalidStandardError` with every fault of the file where it can't be read or is not a standard, and
    `KsbError` where a configuration file can't be read or used.
    """
    origin = find(path)
    named = {"environment": "KSB_STANDARD names it", "configuration": f"{origin.setting} names it"}.get(origin.why)
    return standard_in(read(origin.path), named)


def standard_in(reading: Reading, named: str | None = None) -> Standard:
    """Return the standard in a file as read. Raises `InvalidStandardError` where there is a fault.

    `named` says where the file is named; it becomes the hint if the file can't be read at all.
    """
    if reading.standard is None or reading.problems:
        name = for_line(reading.source.name)
        path = STDIN if reading.source.name == "<stdin>" else for_line(shlex.quote(reading.source.name))
        if [problem.message for problem in reading.problems] == [NO_FILE]:
            near = nearest_file(reading.source.name)
            meant = f"is {for_line(str(near))} meant?" if near else "check its name and its folder"
            raise InvalidStandardError([f"there is no file {name}"], named or meant)
        problems = [
            (f"{name}:{problem.span.line}:{problem.span.column}: " if reading.source.text else f"{name}: ")
            + for_line(problem.message)
            for problem in reading.problems
        ]
        hint = f"`ksb lint {path}` shows the places" if reading.source.text else named
        to_import = Path(reading.source.name).suffix.lower() in _TO_IMPORT or "`ksb import`" in problems[0]
        if to_import and not reading.source.empty:
            call = f"ksb import {path} --output standard.yaml"
            hint = call if call not in problems[0] else None
        raise InvalidStandardError(problems, hint)
    return reading.standard
