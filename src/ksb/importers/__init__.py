"""Standards in other formats: Word, pages, Markdown, text, tables, workbooks, records in JSON.

An importer never drops text silently: its notes say what it left out or assumed. This module recognises the format of a
file and calls its importer. A document goes this way, from the top down, once `ksb.documents` has read it as blocks
(headings, paragraphs, list items, tables), each with its place:

    document        takes these blocks one by one, and the headings among them
    survey          what the whole document has, found before it is read
    reader          where the reading stands; takes duties, statements and codes into the draft
    draft           the parts of a standard that were found, and the notes
    tables          takes a table by its shape
    columns         what the columns of a table hold
    cells           what a cell of a table says
    totals          rows with the sums of the others
    matrices        takes tables of ticks
    topics          takes tables with a topic and its statement in each row
    rows            takes rows with a duty or with KSBs
    paragraphs      takes a line that says what it is, and the cells of a row as lines
    continuing      takes a line that goes on from the text above, or has no code
    sections        takes the title, the overview, job titles, options, and what exports add
    methods         which assessment methods there are
    assembly        makes the standard from the draft, and a note for each word that is lost
    results         what every import yields, and its last step

What a text says, for all of these:

    headings        which section a heading begins
    lines           a statement with its code, a duty, a line of the page around the document
    codes           lists of codes
    codes_after     documents in which each code stands after its statement
    welsh           documents in Welsh
    lower           notes with all codes in lower case
    uncoded         statements without codes
    options         what names an option
    facts           reference, level, publisher, dates
    hyphens         words that are broken between two lines

Other ways:

    exported        the tables that `ksb export` writes, in place of the document's way
    assessment      the tables of an assessment plan, for a standard that is there
    plan_headings   headings that name methods, and the KSBs below them
    page            pages of the official site
    records         JSON, a record at a time, and YAML that holds the same
    kept            JSON and YAML that people keep, as the blocks of a document
    skills_england  a record of a published standard
    ksb_lists       the KSBs of such a record, and what `ksb export json` writes
    fields          the names and the values of the fields in a record
    published       downloads one record
"""

import codecs
import re
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Literal

from ksb import documents
from ksb.documents.blocks import MOST_BYTES, encoding_of
from ksb.errors import KsbError, unread
from ksb.evidence.others import is_tracker
from ksb.importers import document, page, records, tables
from ksb.importers.draft import MOST_PARTS, TooManyPartsError
from ksb.importers.results import IMPORTABLE, Imported, Note
from ksb.reading import STDIN, parse, standard_in
from ksb.standard import Standard

ImportFormat = Literal["skills-england", "json", "page", documents.Kind, "yaml"]
"""Every format that is read. `page` is an occupation page of the official site, `skills-england` is `json`."""
_START = 1 << 16
_MOST_OF_A_PIPE = 64 << 20
_OUR_PAGE = b"Written by <code>ksb export html</code>"
_WIKI_LINK = re.compile(rb"(?<!\\)\[\[(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]")
"""A link in the Markdown of a wiki, such as `[[K1]]` or `[[page|K1]]`."""
_OURS = re.compile(r"^format:[ \t]*[0-9]", re.MULTILINE)
_CITES = re.compile(r"^[ \t]+cites:", re.MULTILINE)
"""A field that no other format has."""
_PROGRAMS = (".js", ".jsx", ".mjs", ".ts", ".tsx", ".py", ".sql", ".sh", ".php", ".rb", ".java", ".cs", ".go", ".rs")
_PROGRAM = re.compile(
    rb"#!|<\?php|(?:export|const|let|var|def|class|INSERT INTO|CREATE TABLE)\s+\S+.*[={(:]|import\s.*['\"]"
    rb"|from\s+\S+\s+import\s|\w+\s*=\s*[\[{(]\s*\n"
)
"""How the first line of a program begins."""
_OBJECTS = re.compile(r"^[ \t]*-[ \t]+(?:\{|[a-zA-Z_]{2,30}:(?:[ \t].*)?\n[ \t]+[a-zA-Z_]{2,30}:)", re.MULTILINE)
"""An item of a list in YAML that has fields, such as a KSB with its code and its text."""


def _document(kind: documents.Kind, file: BinaryIO, name: str) -> Iterator[Imported]:
    """Yield the standard in a document of a kind."""
    content = file.read(MOST_BYTES + 1)
    if kind == "markdown":
        content = _WIKI_LINK.sub(rb"\1", content)
    blocks = documents.read_blocks(content, kind, name)
    if is_tracker(blocks):
        raise KsbError(
            f"{name}: a tracker or another form that `ksb export tracker` writes, not a standard",
            f"to see which KSBs it covers: ksb coverage {shlex.quote(name)}",
        )
    for number, part in enumerate(tables.by_standard(blocks), 1):
        found = document.parse(part, f"{name}, record {number}" if number > 1 else name, prose=kind == "markdown")
        if kind not in ("word", "excel") and encoding_of(content) == "cp1252":
            note = Note("note", "", "the file is not UTF-8; read as Windows-1252")
            found = replace(found, notes=(*found.notes, note))
        yield found


def _yaml(file: BinaryIO, name: str) -> Iterator[Imported]:
    """Yield the standard in a file of the format that `ksb` itself reads, or those in one with records."""
    content = file.read()
    text = _yaml_text(content)
    if _OURS.search(text) or _CITES.search(text):
        yield Imported(name, standard_in(parse(content, name)))
        return
    must_be_yaml = _OBJECTS.search(text) is not None
    try:
        found = list(records.read_yaml(content, name))
    except KsbError:
        if must_be_yaml:
            raise
        found = []
    if must_be_yaml or any(imported.standard for imported in found):
        yield from found
    else:
        yield from _document(documents.kind_of(content, "-"), BytesIO(content), name)


def _yaml_text(content: bytes) -> str:
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    return content.decode(encoding, errors="ignore")


IMPORTERS: dict[ImportFormat, Callable[[BinaryIO, str], Iterator[Imported]]] = {
    "skills-england": records.read,
    "json": records.read,
    "page": page.read,
    "yaml": _yaml,
    **{kind: partial(_document, kind) for kind in documents.READERS},
}
"""One importer for each format: a function from an open file and its name to the standards in it."""


def import_file(path: str | Path, format: ImportFormat | None = None) -> Iterator[Imported]:
    """Yield the standards in a file in another format, one at a time, so that a long list of records can be read.

    The format is recognised if none is given. What holds no standard has an `error`. Raises `KsbError` where the file
    can't be read, or is in none of the formats.
    """
    with _opened(Path(path)) as file:
        yield from _standards(file, format, str(path))


def read_content(content: bytes, name: str) -> Iterator[Imported]:
    """Yield the standards in the content of a file."""
    yield from _standards(BytesIO(content), None, name)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """Open a file, or standard input for `-`. The content of a pipe is kept: it can be read only once."""
    try:
        if str(path) != STDIN:
            file: BinaryIO = path.open("rb")
        elif sys.stdin is None:
            raise OSError(0, "standard input is closed")
        else:
            file = sys.stdin.buffer
    except (OSError, ValueError) as error:
        raise unread(path, error) from None
    try:
        if str(path) != STDIN and file.seekable():
            with file:
                yield file
                return
        content = file.read(_MOST_OF_A_PIPE + 1)
    except OSError as error:
        raise unread(path, error) from None
    if len(content) > _MOST_OF_A_PIPE:
        raise KsbError(f"{path}: a pipe with more than {_MOST_OF_A_PIPE >> 20} MiB", "save it to a file first")
    yield BytesIO(content)


def _standards(file: BinaryIO, format: ImportFormat | None, name: str) -> Iterator[Imported]:
    """Yield the standards in an open file, and for one with more parts than can be kept an error."""
    for imported in IMPORTERS[format or _recognised(file, name)](file, name):
        if imported.standard and _parts(imported.standard) > MOST_PARTS:
            yield Imported(imported.name, None, error=str(TooManyPartsError()))
        else:
            yield imported


def _parts(standard: Standard) -> int:
    """Return the number of parts of a standard."""
    lists = (standard.overview, standard.job_titles, standard.claims, standard.options, standard.ksbs, standard.duties)
    within = (part for option in standard.options for part in (option.also_titled, option.description))
    return sum(map(len, (*lists, *within, *(duty.cites for duty in standard.duties))))


def _recognised(file: BinaryIO, name: str) -> ImportFormat:
    """Return the format of a file, by its content and the end of its name. Raises `KsbError` where it is in none."""
    start = file.read(_START).removeprefix(codecs.BOM_UTF8).lstrip()
    file.seek(0)
    suffix = Path(name).suffix.lower()
    if suffix in _PROGRAMS or _PROGRAM.match(start):
        raise KsbError(f"{name}: seems to be a program", "save its list of KSBs as JSON or CSV, and import that")
    if suffix in (".json", ".jsonl", ".ndjson") or re.match(rb"\{(?!\\rtf)|\[(?!\s*[A-Za-z\]])", start):
        return "json"
    in_yaml = suffix in (".yaml", ".yml") and not start.startswith((b"PK", b"<"))
    if in_yaml or (suffix not in documents.SUFFIXES and _OURS.search(_yaml_text(start))):
        return "yaml"
    content = file.read(MOST_BYTES + 1)
    file.seek(0)
    kind = documents.kind_of(content, name)
    if kind == "html" and _OUR_PAGE in content:
        raise KsbError(f"{name}: seems to be what `ksb export html` writes, which can't be imported", IMPORTABLE)
    if kind == "html" and page.is_page(content):
        return "page"
    return kind


def import_one(path: str) -> tuple[Standard, int]:
    """Return the one standard in a file, and how many texts are left out.

    Raises `KsbError` if the file holds no standard or several.
    """
    with _opened(Path(path)) as file:
        found = list(islice(_standards(file, None, path), 2))
    if len(found) > 1:
        raise KsbError(f"{path}: holds more than one standard", "`ksb import` makes a file of each")
    if found[0].standard is None:
        raise KsbError(f"{path}: {found[0].error}")
    return found[0].standard, sum(note.kind == "left out" for note in found[0].notes)


__all__ = ["IMPORTERS", "ImportFormat", "Imported", "Note", "import_file", "import_one", "read_content"]
