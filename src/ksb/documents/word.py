"""Word documents (Office Open XML, `.docx`); python-docx opens them.

Tracked changes are taken as accepted, and the labels of lists that Word numbers (`K1:`, `Duty 1:`) are worked out.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from ksb.documents.blocks import Aside, Block, Position, Row, Table, clean, limited
from ksb.documents.numbering import Labels, M, Styles, W, value, within
from ksb.documents.symbols import sign, with_signs
from ksb.errors import KsbError

_MOST_UNPACKED = 64 << 20
_MOST_TAGS = 300_000
"""The most tags that its parts may hold. Pictures count: in one byte of 256 they look as if they held a tag."""
_MOST_TEXT = 1_000_000
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""A repetition for programs that do not know text boxes as Word writes them today."""
_BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_GONE = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{W}pPr", f"{W}txbxContent", f"{W}p", _FALLBACK}
)
"""Elements of a paragraph without text of their own, and those with paragraphs of their own."""
_ASIDES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}


def read(content: bytes, name: str) -> Iterator[Block]:
    """Yield the blocks of a Word document.

    Raises `KsbError` where it is not one, is too large, or python-docx is missing.
    """
    try:
        from docx import Document
    except ImportError:
        raise KsbError("Word documents need python-docx", "in the clone of ksb: pip install '.[docx]'") from None
    try:
        _check(content, name)
        document = Document(BytesIO(content))
        yield from _Body(document, name).blocks()
    except KsbError:
        raise
    except Exception as error:  # python-docx takes a package for sound: where it is not, anything may be raised
        said = re.sub(r"^file '<.*?>' ", "it ", (str(error).splitlines() or [""])[0])
        raise KsbError(f"{name}: not a Word document (.docx): {said}") from None


def _check(content: bytes, name: str) -> None:
    with ZipFile(BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
            raise KsbError(f"{name}: unpacks to more than {_MOST_UNPACKED >> 20} MiB")
        tags = sum(archive.read(entry).count(b"<") for entry in archive.infolist())
        limited(tags, name, _MOST_TAGS, "tags")


class _Body:
    def __init__(self, document: Any, name: str) -> None:
        self.document = document
        self.name = name
        self.styles = Styles(document)
        self.labels = Labels(document, self.styles, name)
        self.size = 0
        self.tables = 0
        self.position = Position()
        self.asides: list[Block] = []
        self.pieces: list[str] = []
        """The text of a paragraph whose end is deleted: it goes on in the next."""

    def blocks(self) -> Iterator[Block]:
        yield from self._of(self.document.element.body)
        yield from self._asides()

    def _of(self, container: Any) -> Iterator[Block]:
        """Yield the blocks of a part of the document, those in content controls and text boxes too."""
        for part in _parts(container, with_tables=True):
            yield from self._table(part) if part.tag == f"{W}tbl" else self._paragraph(part)
        if self.pieces:
            pieces, self.pieces = self.pieces, []
            yield from self.position.paragraph(clean("".join(pieces)))

    def _paragraph(self, paragraph: Any) -> Iterator[Block]:
        texts = self._text(paragraph, self.position.next)
        self.pieces.append(texts)
        if any(within(paragraph, f"pPr/rPr/{tag}") is not None for tag in ("del", "moveFrom")):
            return  # its end is deleted: it goes on in the next paragraph, and takes no number
        text, self.pieces = clean("".join(self.pieces)), []
        label, depth = self.labels.next(paragraph)
        if not text:
            return
        level = self.styles.heading(paragraph)
        if level is not None:
            heading = " ".join(([label] if re.search("[A-Za-z]", label) else []) + text.split())
            yield self.position.enter(heading, level)
        else:
            yield from self.position.paragraph(text, label, depth)

    def _table(self, table: Any) -> Iterator[Block]:
        self.tables += 1
        here = self.tables
        rows: list[Row] = []
        header: Row | None = None
        for number, row in enumerate(table.iter(f"{W}tr"), 1):
            if _nearest(row, "tbl") is not table or _is_deleted(row):
                continue  # a row of a table in a cell, whose text is that of the cell, or one that is gone
            cells: list[str] = []
            for cell in (part for part in row.iter(f"{W}tc") if _nearest(part, "tr") is row and not _is_deleted(part)):
                cells.append(self._cell(cell, f"table {here}, row {number}"))
                span = value(cell, "tcPr/gridSpan") or "1"
                cells += [""] * (min(int(span), 60) - 1 if span.isdigit() else 0)
            made = Row(tuple(cells), f"table {here}, row {number}")
            if not rows and header is None and within(row, "trPr/tblHeader") is not None:
                header = made
            elif any(cells):
                rows.append(made)
        if rows or header:
            yield Table("", f"table {here}", tuple(rows), header)

    def _cell(self, cell: Any, place: str) -> str:
        """Return the text of a cell, a line for each of its paragraphs, with the labels of numbered lists."""
        lines = []
        for paragraph in _parts(cell):
            text = clean(self._text(paragraph, place))
            label, _ = self.labels.next(paragraph)
            if text:
                lines.append(f"{label} {text}" if re.search("[A-Za-z0-9]", label) else text)
        return "\n".join(lines)

    def _text(self, paragraph: Any, place: str) -> str:
        """Return the text of a paragraph. Text that is hidden or struck out, ruby text and symbols are asides."""
        parts: list[str] = []
        waiting = [(child, "") for child in reversed(paragraph)]
        while waiting:
            child, left_out = waiting.pop()
            if child.tag in (f"{W}t", f"{M}t"):
                if left_out and (child.text or "").strip():
                    self.asides.append(Aside(clean(child.text), f"{place}, {left_out}"))
                elif not left_out:
                    fonts = within(child.getparent(), "rPr/rFonts")
                    parts.append(with_signs("" if fonts is None else fonts.get(f"{W}ascii", ""), child.text or ""))
            elif child.tag == f"{W}sym":
                font, code = child.get(f"{W}font", ""), child.get(f"{W}char", "")
                shown = sign(font, int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else ""
                parts.append(shown)
                if not shown:
                    self.asides.append(Aside(f"{font} {code}", f"{place}, a symbol"))
            elif child.tag in _BREAKS:
                parts.append(_BREAKS[child.tag])
            elif child.tag not in _GONE:
                why = left_out or _left_out(child)
                waiting += ((part, why) for part in reversed(child))
        self.size += sum(map(len, parts))
        limited(self.size, self.name, _MOST_TEXT, "characters of text")
        return "".join(parts)

    def _asides(self) -> Iterator[Block]:
        """Yield what is hidden or struck out, footnotes, comments, headers and footers of pages, each text once."""
        from docx.oxml import parse_xml

        seen: set[str] = set()
        for related in self.document.part.rels.values():
            kind = related.reltype.rpartition("/")[2]
            if related.is_external or kind not in (*_ASIDES, "header", "footer"):
                continue
            element = getattr(related.target_part, "element", None)
            if element is None:
                element = parse_xml(related.target_part.blob)
            for number, part in enumerate(element if kind in _ASIDES else [element], 0):
                place = f"{_ASIDES[kind]} {number}" if kind in _ASIDES else f"page {kind}"
                text = clean("\n".join(self._text(paragraph, place) for paragraph in part.iter(f"{W}p")))
                if text and text not in seen:
                    seen.add(text)
                    self.asides.append(Aside(text, place))
        yield from self.asides


def _parts(container: Any, *, with_tables: bool = False) -> Iterator[Any]:
    """Yield the paragraphs in an element, and after each those in it; `with_tables`: tables as they are, too.

    A table with text boxes is there for layout.
    """
    waiting = [(part, False) for part in reversed(container)]
    while waiting:
        part, inside = waiting.pop()  # of a paragraph, all but paragraphs and text boxes is its own
        if with_tables and not inside and part.tag == f"{W}tbl" and next(part.iter(f"{W}txbxContent"), None) is None:
            yield part
            continue
        if part.tag == f"{W}p":
            yield part
        elif part.tag == _FALLBACK or (not inside and _is_deleted(part)):
            continue
        within = part.tag == f"{W}p" or (inside and part.tag != f"{W}txbxContent")
        waiting += ((child, within) for child in reversed(part))


def _nearest(part: Any, tag: str) -> Any:
    """Return the nearest element of a kind that a part stands in."""
    return next(part.iterancestors(f"{W}{tag}"), None)


def _is_deleted(part: Any) -> bool:
    """Return whether a tracked change deletes a table's row or cell (ECMA-376, 17.13.5)."""
    deletion = {f"{W}tr": "trPr/del", f"{W}tc": "tcPr/cellDel"}.get(part.tag)
    return deletion is not None and within(part, deletion) is not None


def _left_out(run: Any) -> str:
    """Return why the text of a run is an aside: it is hidden or struck out, or says how a word is spoken; else ""."""
    if run.tag != f"{W}r":
        return "ruby text" if run.tag == f"{W}rt" else ""
    formats = {"vanish": "hidden text", "strike": "struck out", "dstrike": "struck out"}
    found = (tag for tag in formats if (value(run, f"rPr/{tag}", "1") or "0") not in ("0", "false", "off"))
    return formats.get(next(found, ""), "")
