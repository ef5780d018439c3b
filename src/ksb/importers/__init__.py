"""Standards in other formats: one module each, with one function that turns a file into standards.

Nothing is dropped in silence: what an importer leaves out or can't place, it says in a note.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, get_args

from ksb.errors import KsbError, reason

if TYPE_CHECKING:
    from ksb.models import Standard

Format = Literal["skills-england", "page", "word", "text"]
"""Every format, named as its module but for the dash."""

_START = 1 << 16
_MOST_OF_A_PIPE = 64 << 20
_MOST_PARTS = 10_000
"""Ten times what a large published standard has. To write many more takes long, and nobody could read them."""
_OURS = re.compile(r"^format:[ \t]*[0-9]", re.MULTILINE)
_DUTY = re.compile(r"^[^\w\n]*(?:\[bookmark[^\[\]\n]*\])?[^\S\n]*duty\s+\d", re.IGNORECASE | re.MULTILINE)


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


class UnknownFormatError(KsbError):
    """A file that begins like none of the formats."""


def read(path: Path, format: Format | None = None) -> Iterator[Imported]:
    """Yield the standards in a file, one at a time, so that a file of any length can be read.

    Raises `KsbError` where the file can't be read, or is in none of the formats.
    """
    with _opened(path) as file:
        yield from _standards(file, format or _recognised(file, path), str(path))


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file, or standard input for `-`. What comes out of a pipe is kept: it comes only once."""
    from ksb.reading import STDIN

    try:
        if str(path) == STDIN:
            if sys.stdin is None:
                raise OSError(0, "standard input is closed")
            content = sys.stdin.buffer.read(_MOST_OF_A_PIPE + 1)
        else:
            with path.open("rb") as file:
                if file.seekable():
                    yield file
                    return
                content = file.read(_MOST_OF_A_PIPE + 1)
    except OSError as error:
        raise KsbError(f"{path}: can't be read: {reason(error)}") from None
    if len(content) > _MOST_OF_A_PIPE:
        raise KsbError(f"{path}: a pipe with more than {_MOST_OF_A_PIPE >> 20} MiB", "save it to a file first")
    yield BytesIO(content)


def _standards(file: BinaryIO, format: Format, name: str) -> Iterator[Imported]:
    from importlib import import_module

    for imported in import_module(f"ksb.importers.{format.replace('-', '_')}").read(file, name):
        if imported.standard and _parts(imported.standard) > _MOST_PARTS:
            error = f"has more than {_MOST_PARTS:,} parts (duties, citations, KSBs, options, claims, paragraphs)"
            yield Imported(imported.name, None, error=error)
        else:
            yield imported


def _parts(standard: Standard) -> int:
    """Return of how many parts a standard consists."""
    lists = (standard.overview, standard.job_titles, standard.claims, standard.options, standard.ksbs, standard.duties)
    within = (part for option in standard.options for part in (option.also_titled, option.description))
    return sum(map(len, (*lists, *within, *(duty.cites for duty in standard.duties))))


def _recognised(file: BinaryIO, path: Path) -> Format:
    start = file.read(_START).removeprefix(b"\xef\xbb\xbf").lstrip()
    file.seek(0)
    if re.match(rb"\{|\[(?!\s*[A-Za-z])", start):
        return "skills-england"
    if start[:1] == b"<":
        return "page"
    if start.startswith(b"PK"):
        return "word"
    text = start.decode("utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8", errors="ignore")
    if _DUTY.search(text) and not _OURS.search(text):
        return "text"
    raise UnknownFormatError(
        f"{path}: in no format that ksb imports: JSON, saved pages, Word documents and plain text with `Duty 1: ...`",
        f"--from says which it is: {', '.join(get_args(Format))}",
    )


def load_any(path: str) -> Standard:
    """Return the one standard in a file: YAML as `ksb.load.load` reads it, or a format that can be imported.

    Raises `KsbError` where there is none, or more than one.
    """
    from ksb.reading import STDIN, load, read, standard_in

    if path.endswith((".yaml", ".yml")):
        return load(path)
    with _opened(Path(path)) as file:
        try:
            format = _recognised(file, Path(path))
        except UnknownFormatError:
            return standard_in(read(STDIN, stdin=file, name=path))
        found = list(islice(_standards(file, format, path), 2))
    if len(found) > 1:
        raise KsbError(f"{path}: holds more than one standard", "`ksb import` makes a file of each")
    if found[0].standard is None:
        raise KsbError(f"{path}: {found[0].error}")
    return found[0].standard
