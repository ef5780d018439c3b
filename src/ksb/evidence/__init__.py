"""Evidence: pieces of work and the KSBs that they show, from the files in which people keep them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ksb.documents import SUFFIXES, decoded, kind_of, read_blocks
from ksb.documents.blocks import MOST_BYTES, Heading, Table
from ksb.errors import KsbError, reason
from ksb.evidence.codes import Codes, in_cell
from ksb.evidence.columns import as_role, role_of
from ksb.evidence.dates import parse_date
from ksb.evidence.documents import read_document
from ksb.evidence.piece import Piece, Problem
from ksb.evidence.records import as_text, front_matter, records
from ksb.evidence.tables import Reading, read_table

_DATA = {".yaml": True, ".yml": True, ".json": False}
_LINKED_CODES = re.compile(r"\[([^\[\]\n]{1,200})\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How to read evidence."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """The names of columns by what they hold, such as `{"ksbs": "Mapped to"}`."""
    strict: bool = False
    """In running text, take codes in brackets only."""
    by: str | None = None
    """The column that says whose work a row is."""


def evidence_files(paths: Sequence[str]) -> Iterator[str]:
    """Yield the files at these paths, and those below folders that evidence is read from, hidden ones left out.

    Raises `KsbError` for a folder without such files, and for a path that is not there.
    """
    known = {*SUFFIXES, *_DATA}
    for path in paths:
        if not Path(path).is_dir():
            yield path
            continue
        found = False
        for folder, folders, files in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if Path(name).suffix.lower() in known and not name.startswith((".", "~$")):
                    found = True
                    yield os.path.join(folder, name)  # noqa: PTH118  as given, `./` included
        if not found:
            raise KsbError(f"{path}: no evidence files below this folder", f"ksb reads {', '.join(sorted(known))}")


def read_evidence(file: str, how: How | None = None) -> Iterator[Piece | Problem]:
    """Yield the pieces of evidence in a file, and what of it is not used.

    Raises `KsbError` where the file can't be read.
    """
    how = how or How()
    for role in how.columns:
        as_role(role)
    path = Path(file)
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise KsbError(f"{file}: can't be read: {reason(error)}") from None
    if len(content) > MOST_BYTES:
        raise KsbError(f"{file}: larger than {MOST_BYTES >> 20} MiB")
    stem = path.stem.replace("_", " ")
    reading = Reading(file, how.columns, how.by, stem)
    suffix = path.suffix.lower()
    if suffix in _DATA:
        yield from read_table(records(decoded(content, file), file, yaml_text=_DATA[suffix]), reading)
        return
    kind = kind_of(content, file)
    front: dict[str, object] = {}
    if kind in ("markdown", "text"):
        front, text = front_matter(decoded(content, file))
        content = _LINKED_CODES.sub(_as_brackets, text).encode()
    blocks = read_blocks(content, kind, file)
    if kind in ("csv", "excel"):
        for block in blocks:
            if isinstance(block, Table):
                yield from read_table(block, reading)
        return
    title = next((block.text for block in blocks if isinstance(block, Heading) and block.level <= 1), stem)
    yield from _document(front, read_blocks(content, kind, file), title, reading, how)


def _document(
    front: Mapping[str, object], blocks: Sequence[object], title: str, reading: Reading, how: How
) -> Iterator[Piece | Problem]:
    named = {role: as_text(value) for name, value in front.items() if (role := role_of(name, how.columns))}
    date = parse_date(named["date"]) if named.get("date") else None
    if named.get("date") and date is None:
        yield Problem(reading.file, "front matter", f'"{named["date"]}" is not a date that can be read')
    codes = in_cell(named["ksbs"]) if "ksbs" in named else (Codes() if front else None)
    reading = Reading(reading.file, reading.columns, reading.by, named.get("title") or title, date)
    for found in read_document(blocks, reading, strict=how.strict, front=codes):  # type: ignore[arg-type]
        if isinstance(found, Piece) and front:
            found = Piece(
                title=found.title,
                file=found.file,
                place=found.place,
                codes=found.codes,
                parts=found.parts,
                doubtful=found.doubtful,
                date=found.date,
                status=found.status or named.get("status"),
                kind=found.kind or named.get("kind"),
                method=found.method or named.get("method"),
                link=found.link or named.get("link"),
            )
        yield found


def _as_brackets(link: re.Match[str]) -> str:
    """Return a Markdown link whose text is codes as those codes in brackets, so that they still stand out."""
    return f"[{link[1]}]" if in_cell(link[1]).codes and len(link[1]) < 40 else link[0]
