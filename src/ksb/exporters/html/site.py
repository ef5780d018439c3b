"""A folder of standards as a site: a page for each, and an index that searches all of them."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from ksb.errors import InvalidStandardError
from ksb.exporters.html.content import Content
from ksb.exporters.html.page import render, rendered
from ksb.exporters.html.parts import Place
from ksb.reading import load
from ksb.text.normalise import plain_name

INDEX = "index.html"
_IN_A_PIECE = 250_000
"""How many characters of statements one piece of the index holds: some thirty standards, read in a few milliseconds."""
_AT_ONCE = 8
"""How many files a process takes at a time."""


class Entry(NamedTuple):
    """A standard in the index."""

    path: str
    page: str
    title: str
    reference: str | None
    version: str | None
    facts: tuple[str, ...]
    """What the index shows below the title."""
    job_titles: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]
    """The address on the page and the wording of each KSB and duty."""

    @property
    def name(self) -> str:
        """What tells this version from others."""
        return f"Version {self.version}" if self.version else self.title


class File(NamedTuple):
    """A file of the site."""

    name: str
    content: str


class Problem(NamedTuple):
    """A file that is left out."""

    path: str
    lines: tuple[str, ...]


def site(paths: Sequence[str], *, jobs: int | None = None) -> Iterator[File | Problem]:
    """Yield the files of the site, and the files in `paths` that are left out as they can't be read.

    There is no index where none can be read. `jobs` is the number of processes, as many as processors by default.
    Raises `KsbError` where Jinja2 is not installed.
    """
    with ProcessPoolExecutor(jobs) as pool:
        entries: list[Entry] = []
        taken = {"index"}
        for entry in pool.map(_entry, paths, chunksize=_AT_ONCE):
            if isinstance(entry, Problem):
                yield entry
                continue
            name = page = plain_name(Path(entry.path).stem) or "standard"
            count = 1
            while page in taken:
                count += 1
                page = f"{name}-{count}"
            taken.add(page)
            entries.append(entry._replace(page=f"{page}.html"))
        if not entries:
            return
        entries.sort(key=lambda entry: (entry.title.casefold(), entry.reference or "", entry.version or ""))
        versions: dict[str, list[Entry]] = {}
        for entry in entries:
            if entry.reference:
                versions.setdefault(entry.reference, []).append(entry)
        others = [
            tuple(Place(other.page, other.name) for other in versions.get(entry.reference or "", ()) if other != entry)
            for entry in entries
        ]
        yield from index(entries)
        for entry, page in zip(
            entries, pool.map(_page, [entry.path for entry in entries], others, chunksize=_AT_ONCE), strict=True
        ):
            yield File(entry.page, page)


def index(entries: Sequence[Entry]) -> Iterator[File]:
    """Yield the index, and the pieces of its data: scripts, since a page opened from disk can't read other files."""
    pieces: list[list[tuple[int, Sequence[tuple[str, str]]]]] = []
    size = _IN_A_PIECE
    for number, entry in enumerate(entries):
        if size >= _IN_A_PIECE:
            pieces.append([])
            size = 0
        pieces[-1].append((number, entry.texts))
        size += sum(len(text) for _, text in entry.texts)
    yield File(
        INDEX,
        rendered("index.html", ["index.js"], entries=entries, pieces=len(pieces), example=_example(entries), data=True),
    )
    for number, piece in enumerate(pieces):
        yield File(f"data/{number}.js", f"ksbPiece({number}, {json.dumps(piece, separators=(',', ':'))});\n")


def _example(entries: Sequence[Entry]) -> str:
    """Return a search for a code that the index finds: with the shortest title; "" where no standard has a code."""
    titled = min((entry for entry in entries if entry.texts), key=lambda entry: len(entry.title), default=None)
    return f"{titled.texts[0][0]} {titled.title.lower()}" if titled else ""


def _entry(path: str) -> Entry | Problem:
    try:
        standard = load(path)
    except InvalidStandardError as error:
        return Problem(path, error.lines)
    named = [
        standard.reference,
        f"Version {standard.version}" if standard.version else None,
        f"Level {standard.level}" if standard.level else None,
        standard.route,
        standard.publisher,
        standard.status,
    ]
    duties = {f"D{duty.number}": duty.title for duty in standard.duties}
    return Entry(
        path,
        "",
        standard.title,
        standard.reference,
        standard.version,
        tuple(value for value in named if value),
        standard.job_titles,
        (*((code, standard.ksbs[code]) for code in standard.codes), *duties.items()),
    )


def _page(path: str, others: Sequence[Place]) -> str:
    return render(Content(load(path), others=others, index=INDEX))
