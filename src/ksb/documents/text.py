"""Plain text: a paragraph a line, or lines wrapped at some width; with lists, and tables of tabs or of `|`.

Headings are read where they have the markup of a wiki or of LaTeX.

In a file that `ksb export text` wrote, a line that is indented by four spaces goes on with the text above.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ksb.documents import wiki, wrapping
from ksb.documents.blocks import (
    Aside,
    Block,
    Gap,
    Heading,
    Item,
    Paragraph,
    Row,
    Table,
    decoded,
    limited,
    lines_of,
    split_lines,
    without_box,
)

_EDGES = "\ufeff\u200b" + "".join(filter(str.isspace, map(chr, range(0x3001))))
BULLETS = "•●○◦▪■‣·∙⁃✓✔☐☑☒➢➤→►▶❖◆◇*–—-\uf0b7\uf0a7\uf0d8\uf0fc\uf0a8\uf076\uf02d"
"""Characters that people and word processors use as bullets, those of Word's symbol fonts included."""
_BULLET = re.compile(rf"([{re.escape(BULLETS)}]+|o(?=[ \t]))[^\S\n]*(?=\S)")
_NUMBER = re.compile(r"(\(?[0-9]{1,3}[.)]|\([a-z]\)|[a-z]\))[^\S\n]+(?=\S)")
_DASH = re.compile(r"[-–—]\s+[^\W\d_]")
"""A dash before a word: a bullet, or the middle of a sentence where the lines are wrapped."""
_RULE = re.compile(r"[\s|+:=_*#~-]+")
_UNDERLINE = re.compile(r"=+|-+|~+|_+")
_COLUMNS = re.compile(r"\s\s|[\t|]")
_QUOTE = re.compile(r"^(?:> ?)+")
"""What mail programs put before each line of the message that they answer."""
_FIRST_CELL = re.compile(
    r"\W*(?:(?:K|S|B|TK|TS|ESB)?\s?[0-9]{1,4}\W*|(?:duty|d)\s?[0-9]{1,4}\b.*|duty|dut(?:y|ies)|ksbs?|code|ref(?:erence)?|"
    r"number|no|kind|type|knowledge|skills?|behaviours?)\W*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\s*page [0-9]{1,3}(?: of [0-9]{1,3})?\b.{0,80}|.{0,100}\bpage [0-9]{1,3} of [0-9]{1,3}\s*", re.IGNORECASE
)
_CODED = re.compile(r"\W*(?:(?:ESB|TK|TS|[KSB])\s?[0-9]|(?:duty|option)\b)", re.IGNORECASE)
"""The start of a line that is never a running title."""
_LEAST_LINES = 5
"""Minimum number of lines between two page numbers."""
_MOST_QUOTED = 50
"""Maximum number of lines of a cell in quotes."""
_NEAR = 2
"""How many lines on each side of a page's end may be running titles."""


def read(content: bytes, name: str) -> Iterator[Block]:
    """Yield the blocks of a text."""
    whole = decoded(content, name)
    lines = split_lines(whole, name)
    exported = _is_exported(lines)
    quoted = [not exported and line.startswith(">") for line in lines]
    lines = [_QUOTE.sub("", line) if quote else line for line, quote in zip(lines, quoted, strict=True)]
    if headings := None if exported else wiki.headings_of(lines):
        lines = list(map(wiki.plain, lines))
    around = around_pages(lines, whole)
    width = 0 if exported else wrapping.width_of(lines)
    titles = Counter(_but_for_numbers(lines[number - 1]) for number in around)
    gap: Gap = "paragraph"
    at = count = tables = columns = 0
    while at < len(lines):
        line = lines[at]
        text = line.strip(_EDGES)
        at += 1
        if at in around:
            if more := titles.pop(_but_for_numbers(text), 0) if text else 0:
                yield Aside(text, f"page header or footer, line {at}" + (f" and {more - 1} more" if more > 1 else ""))
            gap = "line"
            continue
        if headings and (heading := headings.fullmatch(text)):
            yield Heading(heading["text"].strip(), f"line {at}", wiki.level_of(heading))
            gap = "paragraph"
            continue
        if not text or _RULE.fullmatch(text):
            if len(text) != 1:  # a bullet may stand above its text
                gap = "paragraph"
            continue
        if _underlined(lines, at):
            yield Heading(text, f"line {at}", 1 if "=" in lines[at] else 2)
            gap = "paragraph"
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
        rows, end = _rows(lines, at - 1, separator, name, width=columns) if separator else ([], at)
        if rows:
            tables += 1
            columns = len(rows[0].cells)
            yield Table("", f"line {at}", tuple(rows))
            at = end
            count += len(rows)
            gap = "paragraph"
            continue
        if gap == "line" and wrapping.goes_on(lines[at - 2], line, width):
            gap = "wrap"
            if _DASH.match(text) and not (_DASH.match(lines[at - 2].lstrip()) or lines[at - 2].rstrip().endswith(":")):
                yield Paragraph(text, f"line {at}", gap, quoted=quoted[at - 1])
                gap = "line"
                continue
        yield _block(line, text, f"line {at}", gap, quoted=quoted[at - 1])
        gap = "line"


def _underlined(lines: list[str], at: int) -> bool:
    """Return whether the line above index `at` stands between an empty line and a rule of about its length."""
    text, rule = lines[at - 1].rstrip(), lines[at].rstrip() if at < len(lines) else ""
    alone = (at < 2 or not lines[at - 2].strip()) and not _COLUMNS.search(text.strip())
    return alone and len(rule) > 2 and _UNDERLINE.fullmatch(rule) is not None and abs(len(rule) - len(text)) < 3


def _but_for_numbers(text: str) -> str:
    """Return what running titles of several pages have in common."""
    return " ".join(re.sub("[0-9]+", "#", text).split())


def _is_exported(lines: list[str]) -> bool:
    """Return whether a text looks like one that `ksb export text` wrote: no other indents, and a title at its start."""
    titled = any(line.endswith(" standard") for line in lines[:2])
    return titled and all(re.match(r"(?:    )?\S|$", line) for line in lines)


def _rows(lines: list[str], start: int, separator: str, name: str, *, width: int) -> tuple[list[Row], int]:
    """Return the rows of a table that starts at a line, and where they end; no rows if no table starts there.

    Each row begins as rows of KSBs and duties do; or there are two rows or more, of the same three columns or more.
    One row alone goes on with the table above, of this `width`.
    """
    rows: list[Row] = []
    above, width = width, 0
    known = True
    end = start
    while end < len(lines):
        number = end + 1
        line, after = _quoted_line(lines, end) if separator == "\t" else (lines[end], number)
        text = line.strip(" ") if separator == "\t" else re.sub(r"^\|(.*?)\|?$", r"\1", line.strip())
        if separator not in text or (not rows and not line.strip()):
            break
        cells = tuple(_unquoted(cell.strip(_EDGES)) for cell in text.split(separator))
        filled = [cell for cell in cells if cell]
        empty = len(filled) == 1 and len(cells) == width and _CODED.match(filled[0])  # a KSB with nothing beside it
        if (len(filled) < 2 and not empty) or not filled[0].strip(BULLETS):
            break
        known = known and _FIRST_CELL.fullmatch(filled[0]) is not None
        if (not known and len(cells) < 3) or (rows and len(cells) != width and (separator == "\t" or not known)):
            break
        width = len(cells)
        rows.append(Row(cells, f"line {number}"))
        end = after
        limited(len(rows), name, what="rows")
    alone = known and (separator == "|" or width == above > 2)
    return (rows, end) if len(rows) > 1 or (rows and alone) else ([], start)


def _quoted_line(lines: list[str], at: int) -> tuple[str, int]:
    """Return a line of a table that was pasted from a workbook, with all lines of a cell in quotes, and its end."""
    if not lines[at].rpartition("\t")[2].startswith('"') or lines[at].count('"') % 2 == 0:
        return lines[at], at + 1
    for end in range(at + 1, min(at + _MOST_QUOTED, len(lines))):
        if lines[end].count('"') % 2:
            return "\n".join(lines[at : end + 1]), end + 1
    return lines[at], at + 1


def _unquoted(cell: str) -> str:
    """Return a cell without the quotes around several lines."""
    return cell[1:-1].replace('""', '"') if "\n" in cell and cell[:1] == cell[-1:] == '"' else cell


def _block(line: str, text: str, place: str, gap: Gap, *, quoted: bool) -> Block:
    indent = len(line) - len(line.lstrip())
    label = _BULLET.match(text) or _NUMBER.match(text)
    if not label:
        return Paragraph(text.replace("\t", " "), place, gap, indent, quoted=quoted)
    rest, checked = without_box(text[label.end() :])
    text = rest.replace("\t", " ")
    return Item(text, place, label[1], indent // 2, checked, indent + label.end(), gap, quoted=quoted)


def around_pages(lines: Sequence[str], text: str) -> set[int]:
    """Return the numbers of the lines that are not part of the text: page numbers, running titles, empty lines beside.

    A page ends at a form feed, at "Page 2 of 7", and at numbers in lines of their own that count up. A line that stands
    next to the ends of many pages, and nowhere else, is a running title.
    """
    filled = [number for number, line in enumerate(lines, 1) if line.strip()]
    found = {number for number in filled if "age" in lines[number - 1] and _NUMBERED.fullmatch(lines[number - 1])}
    alone = [number for number in filled if lines[number - 1].strip().isdecimal() and _stands_alone(lines, number)]
    for first, second in pairwise(alone):
        apart = bisect_left(filled, second) - bisect_left(filled, first) > _LEAST_LINES
        if apart and int(lines[second - 1]) == int(lines[first - 1]) + 1:
            found |= {first, second}
    ends = sorted({*found, *_form_feeds(text)})
    beside: dict[str, set[int]] = {}
    for end in (*filled[:1], *ends) if ends else ():
        at = bisect_left(filled, end)
        for number in {*filled[max(at - _NEAR, 0) : at + _NEAR + 1]} - found:
            beside.setdefault(lines[number - 1].strip(), set()).add(number)
    found |= _on_every_page(lines, filled, _form_feeds(text))
    everywhere = Counter(lines[number - 1].strip() for number in filled) if beside else {}
    for line, numbers in beside.items():
        if len(numbers) > max(1, len(ends) // 3) and everywhere[line] == len(numbers) and not _CODED.match(line):
            found |= {number for number in numbers if number > filled[0] + _NEAR}  # the first may be the title
    for number in sorted(found):
        for step in (-1, 1):
            at = number + step
            while 0 < at <= len(lines) and at not in found and not lines[at - 1].strip():
                found.add(at)
                at += step
    return found


def _on_every_page(lines: Sequence[str], filled: Sequence[int], feeds: Sequence[int]) -> set[int]:
    """Return the numbers of the lines whose text stands once on each of several pages, wherever: running titles."""
    found: dict[str, list[int]] = {}
    for number in filled if len(feeds) > 1 else ():
        found.setdefault(lines[number - 1].strip(), []).append(number)
    pages = len({bisect_right(feeds, number) for number in filled})
    once = (
        numbers
        for text, numbers in found.items()
        if len(numbers) == pages == len({bisect_right(feeds, number) for number in numbers}) and not _CODED.match(text)
    )
    return {number for numbers in once for number in numbers if number > filled[0] + _NEAR}


def _form_feeds(text: str) -> list[int]:
    """Return the numbers of the lines that follow a form feed."""
    ends = []
    number = 1
    for page in text.split("\f")[:-1]:
        number += len(lines_of(page))
        ends.append(number)
    return ends


def _stands_alone(lines: Sequence[str], number: int) -> bool:
    """Return whether a line with a number may be that of a page: a short one, with no text next to it."""
    beside = [lines[at].strip() for at in (number - 2, number) if 0 <= at < len(lines)]
    return len(lines[number - 1].strip()) < 4 and not any(beside)
