"""Standards in other formats: one module each, with one function that turns a file into standards.

Nothing is dropped in silence: what an importer leaves out or can't place, it says in a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from ksb.errors import KsbError

if TYPE_CHECKING:
    from ksb.models import Standard

Format = Literal["skills-england", "page", "word", "text"]
"""Every format, named as its module but for the dash."""


_START = 1 << 16
_DUTY = re.compile(r"^\W*(?:\[bookmark[^\]]*\])?\s*duty\s+\d", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Imported:
    """One standard that was read, or why it could not be."""

    name: str
    """What messages call it: the file, and of several records in it which."""
    standard: Standard | None
    notes: tuple[str, ...] = ()
    """What was left out or could not be placed."""
    error: str | None = None
    """Why there is no standard."""


def read(path: Path, format: Format | None = None) -> Iterator[Imported]:
    """Yield the standards in a file, one at a time, so that a file of any length can be read.

    Raises `KsbError` where the file can't be read, or is in none of the formats.
    """
    from importlib import import_module

    named = format or recognise(path)
    yield from import_module(f"ksb.importers.{named.replace('-', '_')}").read(path)


def recognise(path: Path) -> Format:
    """Return the format of a file, from how it begins. Raises `KsbError` where it is none that `ksb` knows."""
    try:
        with path.open("rb") as file:
            start = file.read(_START).removeprefix(b"\xef\xbb\xbf").lstrip()
    except OSError as error:
        raise KsbError(f"{path}: can't be read: {(error.strerror or str(error)).lower()}") from None
    if start[:1] in (b"{", b"["):
        return "skills-england"
    if start[:1] == b"<":
        return "page"
    if start.startswith(b"PK"):
        return "word"
    if _DUTY.search(start.decode(errors="ignore")):
        return "text"
    raise KsbError(f"{path}: in no format that ksb imports", f"--from says which it is: {', '.join(get_args(Format))}")


def load_any(path: str) -> Standard:
    """Return the one standard in a file: YAML as `ksb.load.load` reads it, or a format that can be imported.

    Raises `KsbError` where there is none, or more than one.
    """
    from ksb.load import STDIN, load

    if path == STDIN or path.endswith((".yaml", ".yml")):
        return load(path)
    try:
        format = recognise(Path(path))
    except KsbError:
        return load(path)
    found = list(islice(read(Path(path), format), 2))
    if len(found) > 1:
        raise KsbError(f"{path}: holds more than one standard", "`ksb import` makes a file of each")
    if found[0].standard is None:
        raise KsbError(f"{path}: {found[0].error}")
    return found[0].standard
