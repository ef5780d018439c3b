"""Find a standard and read it.

Every command imports this module, so what reading needs is imported where it is done.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from ksb.errors import InvalidStandardError, KsbError
from ksb.escape import for_line

if TYPE_CHECKING:
    from ksb.models import Standard
    from ksb.validate import Reading

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Origin:
    """Which file a command reads, and what made it that one."""

    path: str
    """The file's path, or `-` for standard input."""
    why: Literal["argument", "environment", "configuration", "folder", "embedded"]
    setting: Path | None = None
    """The configuration file that names it."""


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
    for setting, table in _configurations():
        if "standard" in table:
            named = table["standard"]
            if not (isinstance(named, str) and named):
                raise KsbError(f"{setting}: `standard` must be the path of a file")
            return Origin(os.path.relpath(setting.parent / named), "configuration", setting)
    for relative in ("standard.yaml", "data/standard.yaml"):
        if Path(relative).is_file():
            return Origin(relative, "folder")
    return Origin(str(embedded()), "embedded")


def _configurations() -> Iterator[tuple[Path, dict[str, Any]]]:
    """Return the configuration files that hold for the current folder; none where that was removed."""
    from ksb.settings import above

    try:
        return above(Path.cwd())
    except FileNotFoundError:
        return iter(())


def read(path: str, *, stdin: BinaryIO | None = None, name: str | None = None) -> Reading:
    """Read the file at `path`, or standard input for `-`, and collect all that is wrong with it. Never raises.

    `name` is what messages call it, in place of the path.
    """
    from ksb.source import MAX_BYTES, START, UNREADABLE, Problem, Source
    from ksb.validate import Reading, validate

    name = name or ("<stdin>" if path == STDIN else path)
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
    return validate(Source(name, content))


def load(path: str | os.PathLike[str] | None = None) -> Standard:
    """Return the standard at `path`, or the one that `find` finds.

    Raises `InvalidStandardError` with every fault of the file where it can't be read or is not a standard, and
    `KsbError` where a configuration file can't be read.
    """
    return standard_in(read(find(path).path))


def standard_in(reading: Reading) -> Standard:
    """Return the standard in a file as read. Raises `InvalidStandardError` where there is a fault."""
    if reading.standard is None or reading.problems:
        name = for_line(reading.source.name)
        raise InvalidStandardError(
            [f"{name}:{it.span.line}:{it.span.column}: {for_line(it.message)}" for it in reading.problems],
            "`ksb lint` shows the places" if reading.source.text else None,
        )
    return reading.standard
