"""Plain text: a paragraph a line, or lines wrapped at some width; with lists, and tables of tabs or of `|`.

In a file that `ksb export text` wrote, a line that is indented by four spaces goes on with the text above.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ksb.documents.blocks import Aside, Block, Gap, Item, Paragraph, Row, Table, decoded, limited, split_lines
from ksb.documents.pages import around_pages

_EDGES = "\ufeff\u200b" + "".join(filter(str.isspace, map(chr, range(0x3001))))
BULLETS = "•●○◦▪■‣·∙⁃✓✔☐☑☒➢➤→►▶❖◆◇*–—-\uf0b7\uf0a7\uf0d8\uf0fc\uf0a8\uf076\uf02d"
"""Characters that people and word processors use as bullets, those of Word's symbol fonts included."""
_BULLET = re.compile(rf"([{re.escape(BULLETS)}]+|o(?=[ \t]))[^\S\n]*(?=\S)")
_NUMBER = re.compile(r"(\(?[0-9]{1,3}[.)]|\([a-z]\)|[a-z]\))[^\S\n]+(?=\S)")
_BOX = re.compile(r"\[([ xX])\][^\S\n]+")
_RULE = re.compile(r"[\s|+:=_*#~-]+")
_FIRST_CELL = re.compile(
    r"\W*(?:(?:K|S|B|TK|TS|ESB)?\s?[0-9]{1,4}\W*|(?:duty|d)\s?[0-9]{1,4}\b.*|duty|dut(?:y|ies)|ksbs?|code|ref(?:erence)?|"
    r"number|no|kind|type|knowledge|skills?|behaviours?)\W*",
    re.IGNORECASE,
)


def read(content: bytes, name: str) -> Iterator[Block]:
    """Yield the blocks of a text."""
    whole = decoded(content, name)
    lines = split_lines(whole, name)
    around = around_pages(lines, whole)
    titles = Counter(_but_for_numbers(lines[number - 1]) for number in around)
    exported = _is_exported(lines)
    gap: Gap = "paragraph"
    at = count = tables = 0
    while at < len(lines):
        line = lines[at]
        text = line.strip(_EDGES)
        at += 1
        if at in around:
            if more := titles.pop(_but_for_numbers(text), 0) if text else 0:
                yield Aside(text, f"page header or footer, line {at}" + (f" and {more - 1} more" if more > 1 else ""))
            gap = "line"
            continue
        if not text or _RULE.fullmatch(text):
            if not text or not _is_bullet(text):
                gap = "paragraph"
            if text:
                yield Paragraph(text, f"line {at}", gap)
            continue
        count += 1
        limited(count, name, what="lines")
        if exported:
            first = at
            while at < len(lines) and lines[at].startswith("    "):
                text += f"\n{lines[at].strip(_EDGES)}"
                at += 1
            if at > first:
                yield Paragraph(text, f"line {first}", gap)
                gap = "line"
                continue
        separator = next((sign for sign in ("\t", "|") if sign in text), None)
        if separator and (rows := _rows(lines, at - 1, separator, name)):
            tables += 1
            yield Table("", f"line {at}", tuple(rows))
            at += len(rows) - 1
            count += len(rows)
            gap = "paragraph"
            continue
        yield _block(line, text, f"line {at}", gap)
        gap = "line"


def _but_for_numbers(text: str) -> str:
    """Return what running titles of several pages have in common."""
    return " ".join(re.sub("[0-9]+", "#", text).split())


def _is_exported(lines: list[str]) -> bool:
    """Return whether a text looks like one that `ksb export text` wrote: no other indents, and a title at its start."""
    titled = any(line.endswith(" standard") for line in lines[:2])
    return titled and all(re.match(r"(?:    )?\S|$", line) for line in lines)


def _is_bullet(text: str) -> bool:
    return all(character in BULLETS for character in text)


def _rows(lines: list[str], start: int, separator: str, name: str) -> list[Row]:
    """Return the rows of a table that starts at a line; an empty list if no table starts there.

    Each row begins as rows of KSBs and duties do; or there are two rows or more, of the same three columns or more.
    """
    rows: list[Row] = []
    width = 0
    known = True
    for number in range(start + 1, len(lines) + 1):
        line = lines[number - 1]
        text = line.strip(" ") if separator == "\t" else line.strip().strip("|")
        if separator not in text or (not rows and not line.strip()):
            break
        cells = tuple(cell.strip(_EDGES) for cell in text.split(separator))
        filled = [cell for cell in cells if cell]
        if len(filled) < 2 or _is_bullet(filled[0]):
            break
        known = known and _FIRST_CELL.fullmatch(filled[0]) is not None
        if (not known and len(cells) < 3) or (rows and len(cells) != width and (separator == "\t" or not known)):
            break
        width = len(cells)
        rows.append(Row(cells, f"line {number}"))
        limited(len(rows), name, what="rows")
    return rows if len(rows) > 1 or (known and separator == "|") else []


def _block(line: str, text: str, place: str, gap: Gap) -> Block:
    indent = len(line) - len(line.lstrip())
    label = _BULLET.match(text) or _NUMBER.match(text)
    if not label:
        return Paragraph(text.replace("\t", " "), place, gap, indent)
    rest = text[label.end() :]
    box = _BOX.match(rest)
    checked = None if box is None else box[1] in "xX"
    rest = rest[box.end() :] if box else rest
    inner = indent + label.end()
    return Item(rest.replace("\t", " "), place, label[1], indent // 2, checked, inner, gap)
