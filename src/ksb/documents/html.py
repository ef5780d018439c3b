"""Web pages and HTML fragments; Beautiful Soup parses them."""

import re
from collections.abc import Iterator
from typing import Any

from ksb.documents.blocks import Aside, Block, Position, Row, Table, clean, limited
from ksb.documents.markup import STRUCK, apply_styles, parsed

BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "button", "caption", "dd", "details", "div", "dl", "dt",
     "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li",
     "main", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th",
     "thead", "title", "tr", "ul"}
)  # fmt: skip
"""The elements that stand on lines of their own."""
_HIDDEN = frozenset({"script", "style", "template", "rp"})
_ASIDES = {
    "del": "deleted", "s": "deleted", "strike": "deleted", "noscript": "shown without scripts", "svg": "a picture",
    "rt": "ruby text", "select": "part of a form", "textarea": "part of a form", "button": "a button",
}  # fmt: skip
"""Elements whose text is beside the document's own, and what they are."""
_NOT_IN_PAIRS = ["dl", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"]
"""Elements that don't stand in a list of names and values that is read as a table."""
_MARK = re.compile(r"(?:cmnt|ftnt)_ref\d|_(?:ftn|edn)ref\d|_msoanchor_|fnref|sd(?:foot|end)note\d+anc", re.IGNORECASE)
"""The names of links to comments and footnotes in pages that Google Docs, Word, LibreOffice and others write."""
_NOTES = re.compile(r"(?:footnotes?|doc-endnotes|(?:ftn|edn|sd(?:foot|end)note)\d+)$", re.IGNORECASE)
"""The identifiers, roles and classes of the notes themselves."""
_INVISIBLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_TEXTS = ("str", "NavigableString", "CData")
"""Beautiful Soup's types of text; others are comments and scripts."""
_SPACES = re.compile(r"[^\S\xa0]+")
_MOST_SPAN = 100


def read(content: bytes, name: str) -> Iterator[Block]:
    """Yield the blocks of a page."""
    page, rest = parsed(content, name)
    apply_styles(page)
    yield from blocks(page, name)
    if rest:
        yield Aside(clean(rest), "the end, in a tag or comment that is not closed")


def blocks(page: Any, name: str) -> Iterator[Block]:
    """Yield the blocks of a page, or of an element of one."""
    walk = _Walk(name)
    yield from walk.of(page)


class _Walk:
    """Goes through a page once, in order, and gathers text until a block begins or ends."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pieces: list[str] = []
        self.lists: list[tuple[str, int]] = []
        """The lists around the text: the name of each, and the number of its next item."""
        self.label = ""
        self.level: int | None = None
        self.title = False
        """Whether the text is the title that a browser shows, of a page with a heading of its own."""
        self.has_heading = False
        self.count = 0
        self.tables = 0
        self.position = Position()
        self.pre = 0

    def of(self, page: Any) -> Iterator[Block]:
        self.has_heading = page.find("h1") is not None
        waiting: list[Any] = [page]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                if type(part).__name__ in _TEXTS:
                    self.pieces.append(part if self.pre else _spaced(part, self.pieces))
                continue
            if isinstance(part, tuple):
                yield from self._flush()
                self._leave(part[1])
                continue
            tag = part.name
            if tag in _HIDDEN:
                continue
            if (what := _beside(part)) and not (tag == "button" and self.level is not None):  # headings that fold
                if tag in BLOCKS:
                    yield from self._flush()
                if aside := _all_text(part):
                    yield Aside(aside, f"{self.position.next}, {what}")
                continue
            if tag == "br":
                self.pieces.append("\n")
                continue
            self.pieces += _shown(part)
            # A table with a table in it is there for layout.
            if (tag == "table" and part.find("table") is None) or (tag == "dl" and part.find(_NOT_IN_PAIRS) is None):
                yield from self._flush()
                yield from self._table(part)
                continue
            if tag in BLOCKS:
                yield from self._flush()
                self._enter(part)
                waiting.append((None, tag))
            waiting += reversed(part.contents)
        yield from self._flush()

    def _enter(self, part: Any) -> None:
        tag = part.name
        if tag in ("ul", "ol"):
            start = str(part.get("start", "1"))
            self.lists.append((tag, int(start) if start.isdigit() and len(start) < 5 else 1))
        elif tag == "li":
            kind, number = self.lists[-1] if self.lists else ("ul", 1)
            self.label = "•" if kind == "ul" else f"{number}."
            if self.lists:
                self.lists[-1] = kind, number + 1
        elif re.fullmatch("h[1-6]", tag):
            self.level = int(tag[1])
        elif tag == "title":
            self.level = 0
            self.title = self.has_heading
        elif tag == "pre":
            self.pre += 1

    def _leave(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self.lists.pop()
        elif tag == "li":
            self.label = ""
        elif tag == "title" or re.fullmatch("h[1-6]", tag):
            self.level, self.title = None, False
        elif tag == "pre":
            self.pre -= 1

    def _flush(self) -> Iterator[Block]:
        """Yield the text gathered so far, a block for each line."""
        text = clean("".join(self.pieces))
        self.pieces = []
        if not text:
            return
        self.count += text.count("\n") + 1
        limited(self.count, self.name)
        if self.title:
            yield Aside(" ".join(text.split()), "page title")
            return
        if self.level is not None:
            yield self.position.enter(" ".join(text.split()), self.level)
            return
        label, self.label = self.label, ""
        yield from self.position.paragraph(text, label, max(len(self.lists) - 1, 0), 2 * len(self.lists))

    def _table(self, table: Any) -> Iterator[Block]:
        self.tables += 1
        rows, caption, asides = _rows(table)
        for aside, what in asides:
            yield Aside(aside, f"table {self.tables}, {what}")
        header: Row | None = None
        made: list[Row] = []
        covered: dict[int, int] = {}
        """By column: how many rows below are covered by a cell above."""
        for number, row in enumerate(rows, 1):
            cells: list[str] = []
            for tag, pieces in row:
                while covered.get(len(cells), 0) > 0:
                    covered[len(cells)] -= 1
                    cells.append("")
                column = len(cells)
                wide, high = _span(tag.get("colspan")), _span(tag.get("rowspan"))
                cells.append(clean("".join(pieces)))
                cells += [""] * (wide - 1)
                if high > 1:
                    covered.update(dict.fromkeys(range(column, column + wide), high - 1))
            self.count += len(cells) + 1
            limited(self.count, self.name, what="paragraphs and cells")
            found = Row(tuple(cells), f"table {self.tables}, row {number}")
            if header is None and not made and len(row) > 1 and all(tag.name == "th" for tag, _ in row):
                header = found
            elif any(cells):
                made.append(found)
        if made or header or caption:
            yield Table(caption, f"table {self.tables}", tuple(made), header)


def _shown(part: Any) -> list[str]:
    """Return the words or the sign for what an element shows in place of text: a picture, a check box."""
    if part.name == "img" and part.get("alt"):
        return [f" {part['alt']} "]
    if part.name == "input" and part.get("type") == "checkbox":
        return ["☑ " if part.has_attr("checked") else "☐ "]
    return []


def _spaced(text: str, before: list[str]) -> str:
    """Return a text with one space for all white space, and none at its start where one stands before it."""
    text = _SPACES.sub(" ", text)
    return text.removeprefix(" ") if before and before[-1].endswith(" ") else text


def _beside(part: Any) -> str:
    """Return why the text of an element is not the document's own, such as "a button"; "" if it is.

    Text that is hidden until a reader looks for it is the document's own.
    """
    if part.name in _ASIDES:
        return _ASIDES[part.name]
    if part.name in ("[document]", "html", "body"):
        return ""
    if part.name == "a" and _MARK.search(str(part.get("id") or part.get("name") or "")):
        return "the mark of a note"
    names = [part.get("id"), part.get("role"), *(part.get("class") or ())]
    if part.name in BLOCKS and any(_NOTES.match(str(name)) for name in names):
        return "notes"
    if part.name == "div" and part.get("title") in ("header", "footer"):  # as LibreOffice writes them
        return f"page {part['title']}"
    style = str(part.get("style", ""))
    hidden = part.has_attr("hidden") and str(part["hidden"]).lower() != "until-found"
    if hidden or _INVISIBLE.search(style):
        return "hidden text"
    return "struck out" if STRUCK.search(style) else ""


def _all_text(part: Any) -> str:
    """Return all text in an element, with a space or a line break for each tag."""
    pieces: list[str] = []
    waiting: list[Any] = [part]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, str):
            if type(inner).__name__ in (*_TEXTS, "RubyTextString"):
                pieces.append(_SPACES.sub(" ", inner))
        elif inner.name not in _HIDDEN:
            pieces.append("\n" if inner.name in BLOCKS or inner.name == "br" else " ")
            waiting += reversed(inner.contents)
    return clean("".join(pieces))


def _rows(table: Any) -> tuple[list[list[tuple[Any, list[str]]]], str, list[tuple[str, str]]]:
    """Return the cells of each row of a table, with the pieces of their text; the text outside of all cells; asides.

    One pass, whatever stands in what: of a cell within a cell, the text belongs to the inner one alone.
    """
    rows: list[list[tuple[Any, list[str]]]] = []
    outside: list[str] = []
    asides: list[tuple[str, str]] = []
    into = [outside]
    waiting: list[Any] = [table]
    while waiting:
        part = waiting.pop()
        if part is None:
            into.pop()
        elif isinstance(part, str):
            if type(part).__name__ in _TEXTS:
                into[-1].append(part if part == "\n" and type(part) is str else _spaced(part, into[-1]))
        elif what := _beside(part):
            asides.append((_all_text(part), what))
        elif part.name not in _HIDDEN:
            if part.name == ("dt" if table.name == "dl" else "tr"):
                rows.append([])
            if part.name in (("dt", "dd") if table.name == "dl" else ("td", "th")):
                if not rows:
                    rows.append([])
                rows[-1].append((part, []))
                into.append(rows[-1][-1][1])
                waiting.append(None)
            elif part.name in BLOCKS or part.name == "br":
                into[-1].append("\n")
                waiting.append("\n")
            into[-1] += _shown(part)
            waiting += reversed(part.contents)
    return rows, clean("".join(outside)), [(text, what) for text, what in asides if text]


def _span(given: Any) -> int:
    text = str(given or "1")
    return min(int(text), _MOST_SPAN) if text.isdigit() and 0 < len(text) < 5 and int(text) else 1
