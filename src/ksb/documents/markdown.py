"""Markdown (CommonMark with tables and check boxes); markdown-it-py parses it."""

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt

from ksb.documents.blocks import (
    Aside,
    Block,
    Gap,
    Heading,
    Item,
    Paragraph,
    Row,
    Table,
    clean,
    decoded,
    limited,
    lines_of,
    split_lines,
    without_box,
)
from ksb.errors import KsbError

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TAG = re.compile(r"<(style|script)\b.*?</\1\s*>|</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}|\{[#.][^{}\n]*\}$|(?<=\S)\s\^[A-Za-z][A-Za-z0-9-]*$")
"""What programs take for attributes of the text before it: `{: .no_toc }` and `{#name}` of site generators, Obsidian's
` ^name`."""
_JOINED = re.compile(r" {4,}")
"""The indent of a line that was joined to the one above; fewer spaces are a slip, which `ksb lint` reports."""
_BOX = re.compile(
    r"(?:(?:!!!|\?\?\?\+?)\s+[\w-]+(?:\s+[\w-]+)*|===(?=\s+\"))(?:\s+\"(?P<title>.*)\")?\s*"
    r"|(?P<quote>(?:>\s?)+)\[!\w+\][+-]?(?:[ \t]+(?P<named>\S.*))?"
)
"""The first line of a box: `!!! note "K1: Flour"` of Python-Markdown, and `> [!note] K1: Flour` of Obsidian."""
_DEFINITION = re.compile(r"^:\s+")
_SEPARATOR = re.compile(r"(?<!\\)\|")
_STRUCK = re.compile(r"<(/?)(?:del|s|strike)\b", re.IGNORECASE)
_MOST_DEPTH = 50
"""The depth of lists and quotations at which markdown-it-py stops reading. Each list is two levels."""
_CONTAINERS = ("bullet_list_open", "ordered_list_open", "list_item_open", "blockquote_open")
_MOST_SIGNS = 400_000
"""The most characters that mean something in Markdown: markdown-it-py takes ten microseconds or more for each."""


def read(content: bytes, name: str) -> Iterator[Block]:
    """Yield the blocks of a Markdown file; front matter as paragraphs, a line each.

    Struck-out text is an aside. Raises `KsbError` where lists or quotations are nested too deep.
    """
    text = "\n".join(_boxes_open(split_lines(decoded(content, name), name)))
    signs = sum(map(text.count, "*_[]`<&|~!#\\>")) + text.count("\n")
    limited(signs, name, _MOST_SIGNS, "line ends and Markdown characters")
    skipped = 0
    if front := _FRONT_MATTER.match(text):
        for number, line in enumerate(front[1].split("\n"), 2):
            if line.strip():
                yield Paragraph(line.strip(), f"line {number}", "line")
        skipped = front[0].count("\n")
        text = text[front.end() :]
    tokens = MarkdownIt("commonmark", {"maxNesting": _MOST_DEPTH}).enable(["table", "strikethrough"]).parse(text)
    limited(len(tokens), name, what="blocks")
    if any(token.level >= _MOST_DEPTH - 1 and token.type in _CONTAINERS for token in tokens):
        raise KsbError(f"{name}: nested too deep")
    yield from _blocks(tokens, skipped, text.split("\n"))


def _boxes_open(lines: list[str]) -> Iterator[str]:
    """Yield the lines of a text with the titles of boxes as headings, and what stands in them without its indent."""
    within = 0
    for line in lines:
        if line.strip():
            within = min(within, (len(line) - len(line.lstrip(" "))) // 4 * 4)
        inner = line[within:]
        if box := _BOX.fullmatch(inner):
            within += 0 if box["quote"] else 4
            title = box["title"] or box["named"]
            inner = f"{box['quote'] or ''}###### {title}" if title else ""
        yield inner


def _blocks(tokens: list[Any], skipped: int, source: list[str]) -> Iterator[Block]:
    heading: int | None = None
    lists: list[str] = []
    label = ""
    rows: list[Row] = []
    cells: list[str] | None = None
    row_line = table_line = 0
    header: Row | None = None
    for token in tokens:
        line = (token.map[0] if token.map else 0) + 1 + skipped
        children, struck = _without_struck(token.children or [])
        if struck:
            yield Aside(struck, f"line {line if cells is None else row_line}, struck out")
        if token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type == "heading_close":
            heading = None
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token.type)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            label = f"{token.info}{token.markup}" if token.info else token.markup
        elif token.type == "list_item_close":
            label = ""
        elif token.type == "table_open":
            rows, header, table_line = [], None, line
        elif token.type == "tr_open":
            cells, row_line = [], line
        elif token.type == "tr_close" and cells is not None:
            # The parser drops the cells that no column of the header stands above.
            written = _SEPARATOR.split(source[row_line - 1 - skipped].strip().strip("|"))
            row = Row((*cells, *map(clean, written[len(cells) :])), f"line {row_line}")
            if header is None:
                header = row
            else:
                rows.append(row)
            cells = None
        elif token.type == "table_close":
            yield Table("", f"line {table_line}", tuple(rows), header if header and header.filled else None)
        elif token.type == "inline" and cells is not None:
            cells.append(clean(_plain(children)))
        elif token.type == "inline":
            parts = _lines(children)
            if heading is not None:
                if any(text for _, text in parts):
                    yield Heading(" ".join(text for _, text in parts if text), f"line {line}", heading)
                continue
            for at, (between, text) in enumerate(parts):
                place = f"line {line + at}"
                if not text:
                    continue
                if label:
                    rest, checked = without_box(text)
                    yield Item(rest, place, label, len(lists) - 1, checked)
                    label = ""
                else:
                    yield Paragraph(text, place, between, 0 if between == "line" else 2 * len(lists))
        elif token.type in ("fence", "code_block", "html_block"):
            inner = _TAG.sub("", token.content) if token.type == "html_block" else token.content
            gap: Gap = "paragraph"
            first = line + (token.type == "fence")
            for at, text in enumerate(lines_of(inner), first):
                if text.strip():
                    yield Paragraph(text.strip(), f"line {at}", gap)
                    gap = "line"


def _without_struck(children: list[Any]) -> tuple[list[Any], str]:
    """Return inline content without what is struck out, and the text of that."""
    kept: list[Any] = []
    struck: list[str] = []
    depth = 0
    for child in children:
        tag = _STRUCK.match(child.content) if child.type == "html_inline" else None
        if child.type == "s_open" or (tag and not tag[1]):
            depth += 1
        elif child.type == "s_close" or tag:
            depth = max(depth - 1, 0)
            struck.append(" ")
        elif depth:
            struck.append(_plain([child]))
        else:
            if struck and kept and child.type == "text" and kept[-1].content.endswith(" "):
                child.content = child.content.lstrip(" ")
            kept.append(child)
    return kept, clean("".join(struck))


def _lines(children: list[Any]) -> list[tuple[Gap, str]]:
    """Return the lines of inline content, and what separates each from the one before.

    `<br><!-- -->` is a line break within one text, as `ksb export markdown` writes it. What stands below a line in
    bold may be said about it.
    """
    found: list[tuple[Gap, str]] = []
    gap: Gap = "paragraph"
    pieces: list[Any] = []
    for child, following in zip([*children, None], [*children[1:], None, None], strict=False):
        within = following is not None and following.type == "html_inline" and following.content == "<!-- -->"
        hard = child is not None and (child.type == "hardbreak" or (_is_break(child) and not within))
        if child is None or hard or child.type == "softbreak":
            text = clean(_ATTRIBUTES.sub("", _DEFINITION.sub("", _plain(pieces))))
            found.append((gap, _JOINED.sub(" ", text)))
            gap = "break" if hard else "line" if gap == "line" or (not found[1:] and _is_bold(pieces)) else "wrap"
            pieces = []
        else:
            pieces.append(child)
    return found


def _is_bold(children: list[Any]) -> bool:
    """Return whether a line is in bold from its start to its end."""
    marks = [child.type for child in children if child.type != "text" or child.content.strip()]
    return marks[:1] == ["strong_open"] and marks[-1:] == ["strong_close"] and marks.count("strong_open") == 1


def _plain(children: list[Any]) -> str:
    parts = []
    for child in children:
        if child.type in ("text", "code_inline", "image"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or _is_break(child):
            parts.append("\n")
    return "".join(parts)


def _is_break(child: Any) -> bool:
    return child.type == "html_inline" and re.match(r"<br\b", child.content, re.IGNORECASE) is not None
