"""YAML text to plain data, with the place of every part.

The file is read event by event, never recursively, with limits on size, depth and aliases. Every scalar is text, so
that a version `1.10` or a date stays as it is written. Faults are collected, not raised.
"""

from __future__ import annotations

import codecs
import re
import shlex
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

import yaml

from ksb.limits import MAX_BYTES, MAX_DEPTH, MAX_NODES, MAX_REPEATED
from ksb.models import AlsoTitled, Claim, Duty, Key, Method, Option, Standard
from ksb.positions import CONFLICT, DUPLICATE_KEY, INVALID_SHAPE, START, UNREADABLE, Extent, Path, Span, Text

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_SEPARATOR = re.compile("[\x85\u2028\u2029]")
"""Characters at which a line ends in YAML 1.1, and in no editor."""
_COMMENT = re.compile(r"(?<=\S)(?<!:)(?<!-)[ \t]+(#.*)")
_BEGINNING = re.compile(r"\s*(?:-\s|[^:#]+:(?:\s|$)|$)")
_NEAR = 2_000
"""Maximum distance in characters between a fault and what causes it."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_PLAIN_TAGS = frozenset(
    {"!", *(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "timestamp", "map", "seq"))}
)
# The anchor and the tag before a value, with the comments after them.
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


_BINARY = (b"PK\x03\x04", b"%PDF", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a file: the code of the rule that reports it, what is wrong, and where."""

    code: str
    message: str
    span: Span
    first: Span | None = None
    """Of two equal keys, the place of the first."""


class Source(Text):
    """The text of one file, the data in it, and the place of each part of that data.

    `data` contains only `dict`, `list`, `str` and `None`, and is None if the file can't be read. `problems` is what is
    wrong with the file as YAML. A file that starts with a byte-order mark has both.
    """

    def __init__(self, name: str, content: bytes) -> None:
        """Read `content`. Messages call the file `name`."""
        # Binary files have no lines to show.
        shown = b"" if content.startswith(_BINARY) else content[:MAX_BYTES]
        super().__init__(name, shown.decode("utf-8", "replace").removeprefix("\ufeff"))
        self.empty = not content
        """Whether the file has no content, or can't be read."""
        self.marked = content.startswith(codecs.BOM_UTF8)
        """Whether the file starts with a byte-order mark, which is not part of `text`."""
        self.problems: list[Problem] = []
        self.aliased = False
        """Whether the file has an alias."""
        self._root: _Node | None = None
        if self._is_text(content):
            self._parse()
        self.data: Any = self._root.data if self._root else None

    @property
    def readable(self) -> bool:
        """Whether there is data to check. There can be problems too."""
        return self._root is not None

    def place(self, path: Path, *, key: bool = False) -> Span:
        """Return the place of the part at `path`, or of the innermost existing part around it.

        The place of a field includes its name; with `key`, it is that of the name alone.
        """
        node, whole = self._find(path)
        key = key and whole
        if node is None or node is self._root:
            return START
        if node.key is None:
            return self.span(node.start, node.end)
        return self.span(node.key.start, node.key.end if key else max(node.end, node.key.end))

    def key_extent(self, path: Path) -> Extent | None:
        """Return the characters of the name of the field at `path`; None if there is no such field."""
        node, whole = self._find(path)
        return Extent(node.key.start, node.key.end, node.key.style) if node and whole and node.key else None

    def _find(self, path: Path) -> tuple[_Node | None, bool]:
        """Return the part at `path`, or the innermost existing part around it, and whether it is the part itself."""
        node = self._root
        for step in path:
            part = node.parts.get(step) if node else None
            if part is None:
                return node, False
            node = part
        return node, node is not None

    def extent(self, path: Path) -> Extent | None:
        """Return the characters of the part at `path`, without its name; None if there is no such part."""
        node, whole = self._find(path)
        return Extent(node.start, node.end, node.style) if node and whole else None

    def encoded(self, text: str) -> bytes:
        """Return a new text of the file as bytes, with the byte-order mark if the file has one."""
        return (codecs.BOM_UTF8 if self.marked else b"") + text.encode()

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Yield the first and the last line of every part, its name included, the outer before the inner."""
        for node in self._nodes():
            if node is not self._root:
                start = node.key.start if node.key else node.start
                span = self.span(start, max(node.end, start))
                yield span.line, span.end_line

    def scalars(self) -> list[tuple[int, int]]:
        """Return the characters of all texts, names included, in order, without the `|` or `>` of a block."""
        found = {(self._first(node), node.end) for node in self._nodes() if not isinstance(node.data, dict | list)}
        found |= {(node.key.start, node.key.end) for node in self._nodes() if node.key}
        return sorted(found)

    def _first(self, node: _Node) -> int:
        """Return where the text of a scalar starts."""
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
        """Add a problem with the characters from `start` up to `end`."""
        # A file that breaks off has its fault at the end, where there is no character.
        self.problems.append(Problem(code, message, self.span(start, min(end, len(self.text)))))

    def _is_text(self, content: bytes) -> bool:
        """Return whether `content` is text in UTF-8, and add a problem if it is not."""
        if len(content) > MAX_BYTES:
            self.problem(f"larger than {MAX_BYTES // 1024**2} MiB, the maximum", 0, 0)
        elif content.startswith(b"%PDF"):
            self.problem("not YAML but a PDF; copy its text into a Word or text file, and import that", 0, 0)
        elif content.startswith(b"PK\x03\x04"):
            call = f"ksb import {shlex.quote(self.name)} --output standard.yaml"
            self.problem(f"not YAML but a Word document, a workbook or another archive: {call}", 0, 0)
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
        if "<<<<<<<" in self.text:
            for match in islice(CONFLICT.finditer(self.text), 10):
                self.problem("a marker of an unresolved merge conflict stands here; resolve it", *match.span())
            if self.problems:
                return
        found = [match.start() for match in _FORBIDDEN.finditer(self.text)]
        for at in found[:10]:
            self.problem(f"a control character (U+{ord(self.text[at]):04X}) stands here; remove it", at, at + 1)
        if found:
            return
        try:
            self._root = _compose(self)
        except yaml.MarkedYAMLError as error:
            said = error.problem or "the YAML reader can't say why"
            unclosed = said == "found unexpected end of stream"
            mark = error.context_mark if unclosed else error.problem_mark
            at = min(mark.index, len(self.text)) if mark else 0
            separators = [match.start() for match in _SEPARATOR.finditer(self.text, 0, at)]
            for i in separators[-10:]:
                said = f"U+{ord(self.text[i]):04X}, {unicodedata.name(self.text[i], 'next line').lower()}"
                self.problem(f"not YAML: a line ends here ({said}) in the middle of a text; write a space", i, i + 1)
            if separators:
                return
            message, start, end = _PLAINER.get(said, said), at, at + 1
            if self.text[at : at + 1] == "\t":
                message = "a tab stands here; indent with spaces"
            elif not unclosed:
                message, start, end = _cause(self.text, at) or (message, start, end)
            self.problem(f"not YAML: {message}", start, end)
        except _LimitError as limit:
            self.problem(str(limit), limit.start, limit.end)


def _cause(text: str, at: int) -> tuple[str, int, int] | None:
    """Return the probable cause of a fault that the YAML reader finds at a character, and its place.

    The reader takes `K1:The` as a text, and finds lines later that a field was expected.
    """
    start = text.rfind("\n", 0, at) + 1
    here = text[start : start + _NEAR].partition("\n")[0]
    above = text.rfind("\n", 0, max(start - 1, 0)) + 1
    comment = _COMMENT.search(text, above, start)
    if comment and not _BEGINNING.match(here):
        message = "this comment ends the text that continues below; put it on a line of its own, above the text"
        return message, *comment.span(1)
    joined = [*_joined().finditer(text, max(at - _NEAR, 0), start + len(here))][-1:]
    return next(((f"a space is missing after `{match[1]}`", *match.span(1)) for match in joined), None)


@cache
def _joined() -> re.Pattern[str]:
    """Return the pattern of a code, a field's name or the dash of an item without a space after it."""
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
        """The number of nodes in it, aliases followed; 0 or less until its end is read."""
        self.parts = parts
        self.style = style
        self.flow = False
        self.key: _Node | None = None
        self.pending: _Node | None = None
        """In a mapping, the key whose value is read next."""


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
                fault = "has no anchor before it" if target is None else "is inside what it refers to"
                raise _LimitError(f"the alias *{event.anchor} {fault}", start, end)
            node = _Node(start, end, target.data, target.size, target.parts, "")
        else:
            continue
        total += node.size if node.size > 0 else 1
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
        length += sum(len(text.data) for text in (part, part.key) if text and isinstance(text.data, str))
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
