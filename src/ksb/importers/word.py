"""Word documents (Office Open XML, `.docx`), paragraph by paragraph, those in tables too; python-docx opens them.

Tracked changes are taken as accepted, and the numbers of lists that Word numbers (`K1:`, `Duty 1:`) are worked out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, BinaryIO
from zipfile import ZipFile

from ksb.errors import KsbError
from ksb.importers import Imported
from ksb.importers.document import parse

_MOST_BYTES = 64 << 20
"""The most that a document may come to when it is unpacked."""
_MOST_TAGS = 300_000
"""The most that its parts may hold. Pictures count: in one byte of 256 they look as if they held a tag."""
_MOST_TEXT = 1_000_000
_MOST_LABEL = 100
_MOST_NUMBER = 9_999
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_GONE = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}pPr", f"{_W}txbxContent", f"{_W}p"}
)
"""What says nothing in a paragraph, and what has paragraphs of its own."""


def read(file: BinaryIO, name: str) -> Iterator[Imported]:
    """Yield the one standard in a Word document.

    Raises `KsbError` where it is not one, is too large, or python-docx is missing.
    """
    try:
        from docx import Document
    except ImportError:
        raise KsbError("Word documents need python-docx", "in the clone of ksb: pip install '.[docx]'") from None
    content = file.read(_MOST_BYTES + 1)
    try:
        size = len(content)
        if size <= _MOST_BYTES:
            with ZipFile(BytesIO(content)) as archive:
                size = sum(entry.file_size for entry in archive.infolist())
                if size <= _MOST_BYTES and sum(archive.read(it).count(b"<") for it in archive.infolist()) > _MOST_TAGS:
                    raise KsbError(f"{name}: has more than {_MOST_TAGS:,} tags")
        if size > _MOST_BYTES:
            raise KsbError(f"{name}: unpacks to more than {_MOST_BYTES >> 20} MiB")
        lines = list(_lines(Document(BytesIO(content)), name))
        if sum(map(len, lines)) > _MOST_TEXT:
            raise KsbError(f"{name}: has more than {_MOST_TEXT:,} characters of text")
    except KsbError:
        raise
    except Exception as error:  # python-docx takes a package for sound: where it is not, anything may come out
        told = re.sub(r"^file '<.*?>' ", "it ", (str(error).splitlines() or [""])[0])
        raise KsbError(f"{name}: not a Word document (.docx): {told}") from None
    yield parse(lines, name)


def _lines(document: Any, name: str) -> Iterator[str]:
    """Yield the paragraphs, with the labels of numbered lists in front."""
    labels = _Labels(document, name)
    for paragraph in document.element.body.iter(f"{_W}p"):
        label = labels.next(paragraph)
        lines = "".join(_texts(paragraph)).split("\n")
        yield f"{label} {lines[0]}" if label and lines[0].strip() else lines[0]
        yield from lines[1:]


def _texts(paragraph: Any) -> Iterator[str]:
    waiting = [*reversed(paragraph)]
    while waiting:
        child = waiting.pop()
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _GONE:
            waiting += reversed(child)


class _Labels:
    """Counts the lists that Word numbers: `K%1:` at the first level becomes K1:, K2:, ..."""

    def __init__(self, document: Any, name: str) -> None:
        self.levels: dict[str, tuple[str, str, int]] = {}
        """By list: the list whose numbers it shares, its label, and the number it starts with."""
        self.counts: dict[str, int] = {}
        self.styles: dict[str, str] = {}
        """By the style of a paragraph: its list."""
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {it.get(f"{_W}abstractNumId"): it for it in numbering.iter(f"{_W}abstractNum")}
        for number in numbering.iter(f"{_W}num"):
            reference = number.find(f"{_W}abstractNumId")
            shared = reference.get(f"{_W}val") if reference is not None else None
            level: Any = abstract[shared].find(f"{_W}lvl") if shared in abstract else None
            label: Any = level.find(f"{_W}lvlText") if level is not None else None
            if shared is not None and label is not None:
                start = level.find(f"{_W}start")
                first = int(start.get(f"{_W}val", "1")) if start is not None else 1
                text = label.get(f"{_W}val", "")
                if len(text) > _MOST_LABEL or abs(first) > _MOST_NUMBER:
                    most = f"{_MOST_LABEL} characters or a number of more than {_MOST_NUMBER:,}"
                    raise KsbError(f"{name}: a list has a label of more than {most}")
                self.levels[number.get(f"{_W}numId")] = (shared, text, first)
        for style in document.styles.element.iter(f"{_W}style"):
            found = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
            if found is not None:
                self.styles[style.get(f"{_W}styleId")] = found.get(f"{_W}val")

    def next(self, paragraph: Any) -> str:
        """Return the label of a paragraph; "" for one that is in no list, or in one without letters in its label."""
        found = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = found.get(f"{_W}val") if found is not None else None
        if name is None and style is not None:
            name = self.styles.get(style.get(f"{_W}val"))
        shared, label, first = self.levels.get(name or "", ("", "", 1))
        level = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
        if not re.search(r"[A-Za-z].*%1", label) or (level is not None and level.get(f"{_W}val") != "0"):
            return ""
        self.counts[shared] = self.counts.get(shared, first - 1) + 1
        return label.replace("%1", str(self.counts[shared]))
