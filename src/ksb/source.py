"""YAML text to plain data, with the place of every part.

The file is read event by event, never recursively, with limits on size, depth and aliases; every scalar is
text, so that a version `1.10` or a date stays as it was written. Faults are collected, not raised.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from ksb.models import AlsoTitled, Claim, Duty, Key, Method, Option, Standard
from ksb.positions import DUPLICATE_KEY, INVALID_SHAPE, MAX_BYTES, START, UNREADABLE, Extent, Path, Span, Text

MAX_DEPTH = 50
MAX_NODES = 250_000
MAX_REPEATED = 1_000_000
"""How many characters may stand in a file by aliases alone: ten times what a large standard has in all."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_COMMENT = re.compile(r"(?<=\S)(?<!:)(?<!-)[ \t]+(#.*)")
_BEGINNING = re.compile(r"\s*(?:-\s|[^:#]+:(?:\s|$)|$)")
_NEAR = 2_000
"""How many characters before a fault its cause is looked for."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_PLAIN_TAGS = frozenset(
    {"!", *(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "timestamp", "map", "seq"))}
)
# The anchor and the tag before a value, with what may stand behind them.
_PROPERTIES = re.compile(r"(?:(?:[&!]\S*|#.*)\s+)*")
_PLAINER = {
    "mapping values are not allowed in this context": (
        "a text that contains ': ' must stand in quotes, or a line is indented too far"
    ),
    "found character that cannot start any token": (
        "a text can't start with this character (a tab, %, @ or `): indent with spaces, or put the text in quotes"
    ),
    "did not find expected alphabetic or numeric character": "a text that starts with * or & must stand in quotes",
    "could not find expected ':'": "a ':' is missing after a field's name",
    "did not find expected key": "a line is indented too little or too far, or a quote is missing",
    "did not find expected '-' indicator": "a line of this list does not start with '- '",
    "did not find expected ',' or ']'": "the list that starts with '[' is not closed by ']'",
    "did not find expected ',' or '}'": "the mapping that starts with '{' is not closed by '}'",
    "found unexpected end of stream": "a quote is opened here and never closed",
    "did not find expected node content": "something is missing or out of place here, such as a value or a bracket",
    "found undefined alias": "an alias (*name) has no anchor (&name) before it",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault met while reading: the code of the rule it falls under, what is wrong, and where."""

    code: str
    message: str
    span: Span
    first: Span | None = None
    """Where the first of two equal keys stands."""


class Source(Text):
    """The text of one file, the data in it, and where each part of that data stands.

    `data` holds `dict`, `list`, `str` and `None` only, and is None where the file can't be read; `problems`
    is what is wrong with the file as YAML. A file that starts with a byte-order mark has both.
    """

    def __init__(self, name: str, content: bytes) -> None:
        """Read `content`; `name` is what messages call the file."""
        super().__init__(name, content[:MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff"))
        self.marked = content.startswith(codecs.BOM_UTF8)
        """Whether the file starts with a byte-order mark, which `text` leaves out."""
        self.problems: list[Problem] = []
        self.aliased = False
        """Whether one part of the file stands for another by an alias."""
        self._root: _Node | None = None
        if self._is_text(content):
            self._parse()
        self.data: Any = self._root.data if self._root else None

    @property
    def readable(self) -> bool:
        """Whether there is data to check, though there may be problems too."""
        return self._root is not None

    def place(self, path: Path, *, key: bool = False) -> Span:
        """Return where the part at `path` stands, or the innermost part around it that exists.

        A field is placed with its name in front; with `key`, by its name alone.
        """
        node, whole = self._find(path)
        key = key and whole
        if node is None or node is self._root:
            return START
        if node.key is None:
            return self.span(node.start, node.end)
        return self.span(node.key.start, node.key.end if key else max(node.end, node.key.end))

    def _find(self, path: Path) -> tuple[_Node | None, bool]:
        """Return the part at `path` or the innermost around it, and whether it is the part itself."""
        node = self._root
        for step in path:
            part = node.parts.get(step) if node else None
            if part is None:
                return node, False
            node = part
        return node, node is not None

    def extent(self, path: Path) -> Extent | None:
        """Return the characters that the part at `path` takes without its name; None where it is not there."""
        node, whole = self._find(path)
        return Extent(node.start, node.end, node.style) if node and whole else None

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Yield the first and the last line of every part, its name included, the outer before the inner."""
        for node in self._nodes():
            if node is not self._root:
                start = node.key.start if node.key else node.start
                span = self.span(start, max(node.end, start))
                yield span.line, span.end_line

    def scalars(self) -> list[tuple[int, int]]:
        """Return which characters the texts take, names included, in order; the `|` or `>` of a block is none of it."""
        found = {(self._first(node), node.end) for node in self._nodes() if not isinstance(node.data, dict | list)}
        found |= {(node.key.start, node.key.end) for node in self._nodes() if node.key}
        return sorted(found)

    def _first(self, node: _Node) -> int:
        """Return where the text of a scalar begins."""
        if node.style not in ("|", ">"):
            return node.start
        at = self.text.find("\n", node.start, node.end)
        return at if at >= 0 else node.end

    def _nodes(self) -> Iterator[_Node]:
        waiting = [self._root] if self._root else []
        seen: set[int] = set()
        while waiting:
            node = waiting.pop()
            if id(node.parts) in seen and node.parts:
                continue  # an alias
            seen.add(id(node.parts))
            yield node
            waiting += reversed(node.parts.values())

    def problem(self, message: str, start: int, end: int, code: str = UNREADABLE) -> None:
        """Note what is wrong with the characters from `start` up to `end`."""
        # A text that breaks off is at fault where it ends, and there is no character there.
        self.problems.append(Problem(code, message, self.span(start, min(end, len(self.text)))))

    def _is_text(self, content: bytes) -> bool:
        """Note what keeps `content` from being read as text at all."""
        if len(content) > MAX_BYTES:
            self.problem(f"larger than {MAX_BYTES // 1024**2} MiB, the most that ksb reads", 0, 0)
        elif content.startswith((b"PK\x03\x04", b"%PDF")):
            kind = "a PDF" if content.startswith(b"%") else "a Word document, a workbook or another archive"
            self.problem(f"not YAML but {kind}; `ksb import` reads Word documents", 0, 0)
        elif content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self.problem("not UTF-8 but UTF-16; save the file as UTF-8", 0, 0)
        else:
            try:
                content.decode()
            except UnicodeDecodeError as error:
                at = len(content[: error.start].decode().removeprefix("\ufeff"))
                byte = content[error.start : error.start + 1]
                reading = byte.decode("cp1252", "replace")
                self.problem(
                    f"not UTF-8: the byte 0x{byte.hex().upper()} stands here ({reading} in Windows-1252);"
                    " save the file as UTF-8",
                    at,
                    at + 1,
                )
        if not self.problems and content.startswith(codecs.BOM_UTF8):
            self.problem("starts with a byte-order mark; save the file as UTF-8 without one", 0, 0)
            return True
        return not self.problems

    def _parse(self) -> None:
        found = [match.start() for match in _FORBIDDEN.finditer(self.text)]
        for at in found[:10]:
            self.problem(f"a control character (U+{ord(self.text[at]):04X}) stands here; remove it", at, at + 1)
        if found:
            return
        try:
            self._root = _compose(self)
        except yaml.MarkedYAMLError as error:
            said = error.problem or "a fault that the YAML reader does not name"
            unclosed = said == "found unexpected end of stream"
            mark = error.context_mark if unclosed else error.problem_mark
            at = min(mark.index, len(self.text)) if mark else 0
            message, start, end = _PLAINER.get(said, said), at, at + 1
            if self.text[at : at + 1] == "\t":
                message = "a tab stands here; indent with spaces"
            elif not unclosed:
                message, start, end = _cause(self.text, at) or (message, start, end)
            self.problem(f"not YAML: {message}", start, end)
        except _LimitError as limit:
            self.problem(str(limit), limit.start, limit.end)


def _cause(text: str, at: int) -> tuple[str, int, int] | None:
    """Return what may well be behind a fault that the YAML reader meets at a character, and where that stands.

    The reader takes `K1:The` for a text, and learns only lines later that it is none.
    """
    start = text.rfind("\n", 0, at) + 1
    here = text[start : start + _NEAR].partition("\n")[0]
    above = text.rfind("\n", 0, max(start - 1, 0)) + 1
    comment = _COMMENT.search(text, above, start)
    if comment and not _BEGINNING.match(here):
        message = "this comment ends the text that goes on below; put it on a line of its own, above the text"
        return message, *comment.span(1)
    joined = [*_joined().finditer(text, max(at - _NEAR, 0), start + len(here))][-1:]
    return next(((f"a space is missing after `{match[1]}`", *match.span(1)) for match in joined), None)


@cache
def _joined() -> re.Pattern[str]:
    """Return what finds a code or a field's name, or the dash of an item, without a space behind it."""
    names = {name for part in (Standard, Key, Claim, Option, AlsoTitled, Duty, Method) for name in part.model_fields}
    named = rf"(?:(?:[KSB]|TK|TS|ESB)\d+|{'|'.join(sorted(names))})"
    return re.compile(rf"^ *(?:- +)?({named}:(?=[^\s/])|-(?=(?:[KSB]|TK|TS|ESB)\d|{named}:))", re.MULTILINE)


class _Node:
    __slots__ = ("data", "end", "flow", "key", "parts", "pending", "size", "start", "style")

    def __init__(self, start: int, end: int, data: Any, size: int, parts: dict[str | int, _Node], style: str) -> None:
        self.start = start
        self.end = end
        self.data = data
        self.size = size
        """The number of nodes in it, aliases followed; 0 or less while it is open."""
        self.parts = parts
        self.style = style
        self.flow = False
        self.key: _Node | None = None
        self.pending: _Node | None = None
        """In a mapping, the key whose value comes next."""


_NO_PARTS: dict[str | int, _Node] = {}


class _LimitError(Exception):
    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start = start
        self.end = end


def _events(text: str) -> Iterator[Any]:
    """Yield the events of the YAML reader. Raises `yaml.MarkedYAMLError`."""
    loader = _LOADER(text)
    try:
        yield from iter(loader.get_event, None)
    finally:
        loader.dispose()


def _compose(source: Source) -> _Node | None:
    """Build the tree of nodes of the one document in `source`, iteratively."""
    root: _Node | None = None
    stack: list[_Node] = []
    anchors: dict[str, _Node] = {}
    total = 0
    repeated = 0
    end = 0

    text = source.text
    for event in _events(text):
        kind = type(event)
        start = event.start_mark.index
        if kind is yaml.ScalarEvent:
            value = event.value
            end = event.end_mark.index
            if (event.anchor or event.tag) and (before := _PROPERTIES.match(text, start, end)):
                start = before.end()
            if end - start != len(value):
                end = start + len(text[start:end].rstrip())
            plain = value in _NULLS and event.implicit[0]
            node = _Node(start, end, None if plain else value, 1, _NO_PARTS, event.style or "")
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            node = stack.pop()
            node.end = end = event.end_mark.index if node.flow else end
            node.size += total
            continue
        elif kind is yaml.DocumentStartEvent and root is not None:
            source.problem("a second document starts here; a file holds one standard", start, start + 3)
            break
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            end = event.end_mark.index
            data: Any = {} if kind is yaml.MappingStartEvent else []
            node = _Node(start, end, data, -total, {}, "")
            node.flow = event.flow_style
            if len(stack) == MAX_DEPTH:
                raise _LimitError(f"nested deeper than {MAX_DEPTH} levels", start, start + 1)
        elif kind is yaml.AliasEvent:
            end = event.end_mark.index
            source.aliased = True
            target = anchors.get(event.anchor)
            if target is None or target.size <= 0:
                why = "has no anchor before it" if target is None else "stands inside what it names"
                raise _LimitError(f"the alias *{event.anchor} {why}", start, end)
            node = _Node(start, end, target.data, target.size, target.parts, "")
        else:
            continue
        total += max(node.size, 1)
        if total > MAX_NODES:
            raise _LimitError(f"holds more than {MAX_NODES:,} values, aliases followed", start, end)
        if kind is yaml.AliasEvent:
            repeated += _length(node)
            if repeated > MAX_REPEATED:
                raise _LimitError(f"repeats more than {MAX_REPEATED:,} characters by aliases", start, end)
        else:
            if event.tag is not None and event.tag not in _PLAIN_TAGS:
                tag = event.tag.replace("tag:yaml.org,2002:", "!!")
                at = event.start_mark.index
                source.problem(f"the tag {tag} means nothing in a standard; remove it", at, end, INVALID_SHAPE)
            if event.anchor:
                anchors[event.anchor] = node
        if stack:
            _attach(source, stack[-1], node)
        else:
            root = node
        if node.size <= 0:
            stack.append(node)
    if root is None:
        source.problem("the file is empty", 0, 0)
    return root


def _length(node: _Node) -> int:
    """Return how many characters the texts in a node have, aliases followed."""
    length = 0
    waiting = [node]
    while waiting:
        part = waiting.pop()
        length += sum(len(it.data) for it in (part, part.key) if it and isinstance(it.data, str))
        waiting += part.parts.values()
    return length


def _attach(source: Source, parent: _Node, node: _Node) -> None:
    """Make `node` the next item, key or value of `parent`."""
    if isinstance(parent.data, list):
        parent.parts[len(parent.data)] = node
        parent.data.append(node.data)
        return
    key, parent.pending = parent.pending, None
    if key is None:
        parent.pending = node
        if not isinstance(node.data, str):
            source.problem("a field's name must be a text", node.start, node.end, INVALID_SHAPE)
    elif isinstance(key.data, str):
        first = parent.parts.get(key.data)
        if first is None:
            node.key = key
            parent.parts[key.data] = node
            parent.data[key.data] = node.data
        elif first.key is not None:
            where = source.span(first.key.start, first.key.end)
            message = f"`{key.data}` stands twice here, first in line {where.line}"
            source.problems.append(Problem(DUPLICATE_KEY, message, source.span(key.start, key.end), first=where))
