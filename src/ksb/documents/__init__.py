"""Documents of every kind as the same few blocks: headings, paragraphs, list items, tables, asides.

A reader knows one file format and nothing about standards. Each block says where it stands, in the words of the people
who have the file open: a line, a table's row, a sheet's row, or in Word the paragraph under a heading.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Literal, get_args
from zipfile import BadZipFile, ZipFile

from ksb.documents import csv as csv_
from ksb.documents import excel, html, markdown, text, word
from ksb.documents.blocks import MOST_TEXT, Block, checked_size, content_of, decoded
from ksb.errors import KsbError

Kind = Literal["word", "text", "markdown", "html", "csv", "excel"]
READERS: dict[Kind, Callable[[bytes, str], Iterator[Block]]] = {
    "text": text.read,
    "markdown": markdown.read,
    "html": html.read,
    "word": word.read,
    "csv": csv_.read,
    "excel": excel.read,
}
"""One reader for each kind: a function from the content of a file and its name to its blocks."""
SUFFIXES: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".docx": "word", ".docm": "word", ".csv": "csv", ".tsv": "csv", ".tab": "csv",
    ".xlsx": "excel", ".xlsm": "excel",
}  # fmt: skip
_START = 1 << 16
_REFUSED = (
    (b"%PDF", "a PDF", "copy its text into a text file, or save it as Word (.docx), and import that"),
    (b"\xd0\xcf\x11\xe0", "a Word 97 or Excel 97 file (.doc, .xls)", "save it as .docx or .xlsx, and import that"),
    (b"{\\rtf", "rich text (RTF)", "save it as Word (.docx), and import that"),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8"), "a picture", "type its text into a text file, and import that"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
)
_MARKED = re.compile(r"^#{1,6} +\S|\*\*[^*\n]+\*\*", re.MULTILINE)
"""Headings and bold text of Markdown, in a text file that chat programs wrote."""
_MARKDOWN = re.compile(r"^(?:#{1,6} +\S|[-*+] +\*\*\S|\|[ :|-]*-{3}[ :|-]*\|?[ \t]*$)", re.MULTILINE)


def read_blocks(source: Path | bytes, kind: Kind | None = None, name: str | None = None) -> list[Block]:
    """Return the blocks of a document: a file, or its content.

    `kind` is taken from the name and the content where it is not given. `name` is what messages call the document.
    Raises `KsbError` where it can't be read, is of an unknown kind, is too large, or needs a package that is missing.
    """
    if isinstance(source, bytes):
        name = name or "the document"
        content = checked_size(source, name)
    else:
        name = name or str(source)
        content = content_of(source)
    blocks = []
    size = 0
    for block in READERS[kind or kind_of(content, name)](content, name):
        size += block.size
        if size > MOST_TEXT:
            raise KsbError(f"{name}: has more than {MOST_TEXT:,} characters of text")
        blocks.append(block)
    return blocks


def kind_of(content: bytes, name: str) -> Kind:
    """Return the kind of a document, by its content and the end of its name.

    Raises `KsbError` that says what it seems to be, where it is of no kind that can be read.
    """
    start = content[:_START].removeprefix(codecs.BOM_UTF8).lstrip()
    suffix = Path(name).suffix.lower()
    for sign, what, hint in _REFUSED:
        if start.startswith(sign):
            raise KsbError(f"{name}: seems to be {what}, which ksb can't read", hint)
    if start.startswith(b"PK"):
        return _packaged(content, name)
    known = SUFFIXES.get(suffix)
    if known in ("word", "excel"):
        raise KsbError(f"{name}: not a {'Word document' if known == 'word' else 'workbook'} ({suffix})")
    if known == "text" and len(_MARKED.findall(decoded(content[:_START], name, cut=len(content) > _START))) > 1:
        return "markdown"
    if known:
        return known
    if re.match(rb"<(?:!doctype|html|head|body|\?xml|[a-z][a-z0-9]*[\s>])", start, re.IGNORECASE):
        return "html"
    if b"\0" in start and not start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise KsbError(f"{name}: not text", f"the kinds that ksb reads: {', '.join(get_args(Kind))}")
    sample = decoded(content[:_START], name, cut=len(content) > _START)
    if _MARKDOWN.search(sample):
        return "markdown"
    return "csv" if csv_.looks_like(sample) else "text"


def _packaged(content: bytes, name: str) -> Kind:
    """Return the kind of a document that is a ZIP archive."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except (BadZipFile, ValueError, NotImplementedError):
        names = []
    if any(entry.startswith("xl/") for entry in names):
        return "excel"
    if "content.xml" in names and "mimetype" in names:
        raise KsbError(f"{name}: seems to be an OpenDocument file", "save it as .docx or .xlsx, and import that")
    return "excel" if SUFFIXES.get(Path(name).suffix.lower()) == "excel" else "word"
