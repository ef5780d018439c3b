"""Word documents (Office Open XML, `.docx`), paragraph by paragraph, those in tables too; python-docx opens them.

Tracked changes are taken as accepted, what is hidden is left out, and the numbers of lists that Word numbers (`K1:`,
`Duty 1:`) are worked out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any, BinaryIO, NamedTuple
from zipfile import ZipFile

from ksb.errors import KsbError
from ksb.importers import Imported
from ksb.importers.document import parse
from ksb.text.english import counted

_MOST_BYTES = 64 << 20
"""The most that a document may come to when it is unpacked."""
_MOST_TAGS = 300_000
"""The most that its parts may hold. Pictures count: in one byte of 256 they look as if they held a tag."""
_MOST_TEXT = 1_000_000
_MOST_LABEL = 100
_MOST_NUMBER = 9_999
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What is for programs that do not know text boxes as Word writes them today, and says the same again."""
_LEFT_OUT = {
    f"{_W}footnoteReference": ("footnote", "footnotes"),
    f"{_W}endnoteReference": ("endnote", "endnotes"),
    f"{_W}sym": ("sign in a font of signs", "signs in a font of signs"),
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": ("equation", "equations"),
}
_LEVELS = 9
_MOST_BASED = 20
"""How many styles, each based on the next, are looked through for a list."""
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
        document = Document(BytesIO(content))
        lines = list(_lines(document, name))
        notes = tuple(_notes(document))
        if sum(map(len, lines)) > _MOST_TEXT:
            raise KsbError(f"{name}: has more than {_MOST_TEXT:,} characters of text")
    except KsbError:
        raise
    except Exception as error:  # python-docx takes a package for sound: where it is not, anything may come out
        told = re.sub(r"^file '<.*?>' ", "it ", (str(error).splitlines() or [""])[0])
        raise KsbError(f"{name}: not a Word document (.docx): {told}") from None
    imported = parse(lines, name)
    yield replace(imported, notes=(*notes, *imported.notes))


def _lines(document: Any, name: str) -> Iterator[str]:
    """Yield the paragraphs, with the labels of numbered lists in front."""
    labels = _Labels(document, name)
    pieces: list[str] = []
    for paragraph in _paragraphs(document.element.body):
        pieces += _texts(paragraph)
        mark = paragraph.find(f"{_W}pPr/{_W}rPr")
        if mark is not None and any(mark.find(it) is not None for it in (f"{_W}del", f"{_W}moveFrom")):
            continue  # its end is deleted: it goes on in the next paragraph, and takes no number
        label = labels.next(paragraph)
        lines = "".join(pieces).split("\n")
        pieces = []
        yield f"{label} {lines[0]}" if label and lines[0].strip() else lines[0]
        yield from lines[1:]
    yield from "".join(pieces).split("\n")


def _paragraphs(body: Any) -> Iterator[Any]:
    """Yield all paragraphs in order, those of tables and text boxes too."""
    waiting = [body]
    while waiting:
        part = waiting.pop()
        if part.tag == f"{_W}p":
            yield part
        if part.tag != _FALLBACK:
            waiting += reversed(part)


def _notes(document: Any) -> Iterator[str]:
    """Yield what the document holds that no importer reads."""
    found = Counter(it.tag for it in document.element.body.iter(*_LEFT_OUT))
    for tag, names in _LEFT_OUT.items():
        if found[tag]:
            yield f"left out: {counted(found[tag], *names)}"


def _texts(paragraph: Any) -> Iterator[str]:
    waiting = [*reversed(paragraph)]
    while waiting:
        child = waiting.pop()
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in _GONE and not _is_hidden(child):
            waiting += reversed(child)


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish") if run.tag == f"{_W}r" else None
    return hidden is not None and hidden.get(f"{_W}val", "1") not in ("0", "false", "off")


class _Level(NamedTuple):
    """One level of a list that Word numbers."""

    label: str
    """Such as `K%1:`, or `K%2:` at the second level."""
    first: int
    restarts: bool
    """Whether it begins anew behind each item of a level above."""


class _Labels:
    """Counts the lists that Word numbers: `K%1:` at the first level becomes K1:, K2:, ..."""

    def __init__(self, document: Any, name: str) -> None:
        self.lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        """By list: the list whose numbers it shares, and its levels."""
        self.restarts: dict[tuple[str, int], int] = {}
        """By list and level that begin anew: the number that comes first."""
        self.counts: dict[str, dict[int, int]] = {}
        self.styles: dict[str, Any] = {}
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {it.get(f"{_W}abstractNumId"): _levels(it, name) for it in numbering.iter(f"{_W}abstractNum")}
        for number in numbering.iter(f"{_W}num"):
            reference = number.find(f"{_W}abstractNumId")
            shared = reference.get(f"{_W}val") if reference is not None else None
            if shared is None or shared not in abstract:
                continue
            listed = number.get(f"{_W}numId")
            self.lists[listed] = shared, abstract[shared]
            for override in number.iter(f"{_W}lvlOverride"):
                start = override.find(f"{_W}startOverride")
                if start is not None:
                    self.restarts[listed, int(override.get(f"{_W}ilvl"))] = _number(start, name)
        self.styles = {it.get(f"{_W}styleId"): it for it in document.styles.element.iter(f"{_W}style")}

    def next(self, paragraph: Any) -> str:
        """Return the label of a paragraph; "" for one that is in no list, or in one without letters in its label."""
        listed, depth = self._numbered(paragraph)
        shared, levels = self.lists.get(listed, ("", {}))
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(shared, {})
        again = self.restarts.pop((listed, depth), None)
        counts[depth] = again if again is not None else counts.get(depth, level.first - 1) + 1
        for below in range(depth + 1, _LEVELS):
            if below in levels and levels[below].restarts:
                counts.pop(below, None)
        if not re.search(rf"[A-Za-z].*%{depth + 1}", level.label):
            return ""
        return re.sub("%([1-9])", lambda it: str(counts.get(int(it[1]) - 1, "")) or it[0], level.label)

    def _numbered(self, paragraph: Any) -> tuple[str, int]:
        """Return the list of a paragraph and its level there, be it said by the paragraph or by its style."""
        listed = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        depth = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}ilvl")
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        for _ in range(_MOST_BASED):
            based = self.styles.get(style.get(f"{_W}val")) if listed is None and style is not None else None
            if based is None:
                break
            listed = based.find(f"{_W}pPr/{_W}numPr/{_W}numId")
            depth = based.find(f"{_W}pPr/{_W}numPr/{_W}ilvl") if depth is None else depth
            style = based.find(f"{_W}basedOn")
        if listed is None:
            return "", 0
        return listed.get(f"{_W}val"), int(depth.get(f"{_W}val")) if depth is not None else 0


def _levels(abstract: Any, name: str) -> dict[int, _Level]:
    """Return the levels of a list by their depth, from 0."""
    found = {}
    for level in abstract.iter(f"{_W}lvl"):
        label = level.find(f"{_W}lvlText")
        if label is None:
            continue
        text = label.get(f"{_W}val", "")
        if len(text) > _MOST_LABEL:
            raise KsbError(f"{name}: a list has a label of more than {_MOST_LABEL} characters")
        start, restart = level.find(f"{_W}start"), level.find(f"{_W}lvlRestart")
        first = _number(start, name) if start is not None else 1
        found[int(level.get(f"{_W}ilvl", "0"))] = _Level(text, first, restart is None or restart.get(f"{_W}val") != "0")
    return found


def _number(element: Any, name: str) -> int:
    """Return the number that an element holds. Raises `KsbError` where that is no number of a list."""
    number = int(element.get(f"{_W}val", "1"))
    if abs(number) > _MOST_NUMBER:
        raise KsbError(f"{name}: a list begins with a number of more than {_MOST_NUMBER:,}")
    return number
