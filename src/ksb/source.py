"""YAML text to plain data, with the place of every part.

There are limits on size, depth and aliases. Every scalar is text, so that a version `1.10` or a date stays as it is
written. Faults are collected, not raised. Places are worked out when they are asked for: most never are.
"""

import codecs
import re
import shlex
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from yaml import MarkedYAMLError, ScalarNode, SequenceNode

from ksb.limits import MAX_BYTES, MAX_DEPTH, MAX_NODES, MAX_REPEATED
from ksb.nodes import LimitError, Part, compose, extent, has_alias, parts, too_deep, too_many, unclosed_bracket
from ksb.positions import CONFLICT, DUPLICATE_KEY, INVALID_SHAPE, START, UNREADABLE, Extent, Path, Span, Text, spliced
from ksb.yaml_faults import plainer, probable_cause

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_ORDINARY = bytes(range(128)).translate(None, bytes(range(9)) + bytes(range(11, 32)) + b"\x7f")
"""Allowed characters of ASCII, but for carriage returns."""
_SEPARATOR = re.compile("[\x85\u2028\u2029]")
"""Characters at which a line ends in YAML 1.1, and in no editor."""
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_PLAIN_TAGS = frozenset(
    {"!", *(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "timestamp", "map", "seq"))}
)
_SECOND_DOCUMENT = "but found another document"

_BINARY = (b"PK\x03\x04", b"%PDF", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Problem(NamedTuple):
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
        self._root: Any = None
        """The node of the document."""
        self._parts: dict[int, dict[str | int, tuple[Any, Any]]] = {}
        """The parts of each node that was asked for its parts, by the node's `id`."""
        self.data: Any = None
        if self._is_text(content):
            self._parse(content)

    @property
    def readable(self) -> bool:
        """Whether there is data to check. There can be problems too."""
        return self._root is not None

    def place(self, path: Path, *, key: bool = False) -> Span:
        """Return the place of the part at `path`, or of the innermost existing part around it.

        The place of a field includes its name; with `key`, it is that of the name alone.
        """
        part, whole = self._find(path)
        return self._place(part, key=key and whole) if part else START

    def key_extent(self, path: Path) -> Extent | None:
        """Return the characters of the name of the field at `path`; None if there is no such field."""
        part, whole = self._find(path)
        return extent(self.text, part.name) if part and whole and part.name else None

    def extent(self, path: Path) -> Extent | None:
        """Return the characters of the part at `path`, without its name; None if there is no such part."""
        part, whole = self._find(path)
        return extent(self.text, part.node) if part and whole else None

    def _find(self, path: Path) -> tuple[Part | None, bool]:
        """Return the part at `path`, or the innermost existing part around it, and whether it is the part itself.

        The part is None where that is the whole document.
        """
        found = None
        whole = True
        for step in path:
            part = self._parts_of(found[1] if found else self._root).get(step)
            if part is None:
                whole = False
                break
            found = part
        return found and Part(*found), whole

    def _parts_of(self, node: Any) -> dict[str | int, tuple[Any, Any]]:
        if id(node) not in self._parts:
            self._parts[id(node)] = parts(node)
        return self._parts[id(node)]

    def _place(self, part: Part, *, key: bool = False) -> Span:
        """Return the place of a part, with the field's name, or of the name alone."""
        start, end, _ = extent(self.text, part.name or part.node)
        return self.span(start, end if key else max(end, extent(self.text, part.node).end))

    @cached_property
    def aliased(self) -> bool:
        """Whether the file has an alias."""
        return "*" in self.text and has_alias(self.text)

    def changed(self, changes: Iterable[tuple[int, int, str]]) -> bytes:
        """Return the content of the file after changes to its text, as in `spliced`."""
        return (codecs.BOM_UTF8 if self.marked else b"") + spliced(self.text, changes).encode()

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Yield the first and the last line of every part, its name included, the outer before the inner."""
        for part in self._all_parts():
            span = self._place(part)
            yield span.line, span.end_line

    def scalars(self) -> list[tuple[int, int]]:
        """Return the characters of all texts, names included, in order, without the `|` or `>` of a block."""
        nodes = {id(node): node for part in self._all_parts() for node in part if isinstance(node, ScalarNode)}
        return sorted(map(self._written, nodes.values()))

    def _written(self, node: Any) -> tuple[int, int]:
        """Return the characters of a text without the `|` or `>` of a block."""
        start, end, style = extent(self.text, node)
        if style in ("|", ">"):
            line = self.text.find("\n", start, end)
            start = line if line >= 0 else end
        return start, end

    def _all_parts(self) -> Iterator[Part]:
        """Yield every part of the document, the outer before the inner; of an alias, not what is within it."""
        waiting = list(reversed(self._parts_of(self._root).values()))
        seen: set[int] = set()
        while waiting:
            part = Part(*waiting.pop())
            yield part
            if id(part.node) not in seen:
                seen.add(id(part.node))
                waiting += reversed(self._parts_of(part.node).values())

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
                    f"not UTF-8: byte 0x{byte.hex().upper()} ({reading} in Windows-1252); save the file as UTF-8",
                    at,
                    at + 1,
                )
        if not self.problems and content.startswith(codecs.BOM_UTF8):
            self.problem("starts with a byte-order mark; save the file as UTF-8 without one", 0, 0)
            return True
        return not self.problems

    def _parse(self, content: bytes) -> None:
        if "<<<<<<<" in self.text:
            for match in islice(CONFLICT.finditer(self.text), 10):
                self.problem("unresolved merge conflict; keep one side and remove the markers", *match.span())
            if self.problems:
                return
        others = content.translate(None, _ORDINARY).decode()
        found = [match.start() for match in _FORBIDDEN.finditer(self.text)] if _FORBIDDEN.search(others) else []
        for at in found[:10]:
            self.problem(f"control character U+{ord(self.text[at]):04X}; remove it", at, at + 1)
        if found:
            return
        try:
            root = compose(self)
            if root is None:
                self.problem("the file is empty", 0, 0)
            else:
                self.data = _Builder(self).build(root)
                self._root = root
        except MarkedYAMLError as error:
            said = error.problem or "the YAML reader can't say why"
            if said == _SECOND_DOCUMENT and error.problem_mark:
                at = error.problem_mark.index
                self.problem("a second document starts here; a file holds one standard", at, at + 3)
                return
            unclosed = said == "found unexpected end of stream"
            mark = error.context_mark if unclosed else error.problem_mark
            at = min(mark.index, len(self.text)) if mark else 0
            separators = [match.start() for match in _SEPARATOR.finditer(self.text, 0, at)]
            for i in separators[-10:]:
                said = f"U+{ord(self.text[i]):04X}, {unicodedata.name(self.text[i], 'next line').lower()}"
                self.problem(f"not YAML: a line ends here ({said}) in the middle of a text; write a space", i, i + 1)
            if separators:
                return
            message, start, end = plainer(said), at, at + 1
            if self.text[at : at + 1] == "\t":
                message = "tab character; indent with spaces"
            elif not unclosed and not self.text[at:].strip() and (opened := unclosed_bracket(self.text)) is not None:
                closing = "]" if self.text[opened] == "[" else "}"
                message = f"the file ends inside the bracket that is opened here; close it with '{closing}'"
                start, end = opened, opened + 1
            elif not unclosed:
                message, start, end = probable_cause(self.text, at) or (message, start, end)
            self.problem(f"not YAML: {message}", start, end)
        except LimitError as limit:
            self.problem(str(limit), limit.at, limit.at + 1)


class _Builder:
    """Turns the nodes of a file into plain data; an alias into another copy of the part that it stands for."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._values = 0
        self._left = len(source.text) + MAX_REPEATED
        """How many more characters all texts may have."""

    def build(self, node: Any, depth: int = 0) -> Any:
        """Return the data of a node at this depth. Raises `LimitError`."""
        self._values += 1
        if self._values > MAX_NODES:
            raise too_many(node)
        value, tag = node.value, node.tag
        if tag is not None and tag not in _PLAIN_TAGS:
            tag = tag.replace("tag:yaml.org,2002:", "!!")
            self._problem(node, f"the tag {tag} means nothing in a standard; remove it")
        if type(node) is ScalarNode:
            self._left -= len(value)
            if self._left < 0:
                raise LimitError(f"repeats more than {MAX_REPEATED:,} characters by aliases", node.start_mark.index)
            return None if tag is None and value in _NULLS and not node.style else value
        if depth == MAX_DEPTH:
            raise too_deep(node)
        if type(node) is SequenceNode:
            return [self.build(item, depth + 1) for item in value]
        return self._fields(node, depth + 1)

    def _fields(self, node: Any, depth: int) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        names: dict[str, Any] = {}
        for name, value in node.value:
            field, data = self.build(name, depth), self.build(value, depth)
            if not isinstance(field, str):
                self._problem(name, "a field's name must be a text")
            elif field in fields:
                first = self._span(names[field])
                message = f"`{field}` appears twice, first in line {first.line}"
                self._source.problems.append(Problem(DUPLICATE_KEY, message, self._span(name), first=first))
            else:
                fields[field], names[field] = data, name
        return fields

    def _problem(self, node: Any, message: str) -> None:
        end = extent(self._source.text, node).end
        self._source.problem(message, node.start_mark.index, end, INVALID_SHAPE)

    def _span(self, node: Any) -> Span:
        start, end, _ = extent(self._source.text, node)
        return self._source.span(start, end)
