"""YAML text to PyYAML's nodes, and where in the text each of them stands."""

import re
from contextlib import suppress
from typing import Any, NamedTuple

import yaml

from ksb.limits import MAX_DEPTH, MAX_NODES
from ksb.positions import Extent, Text

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# The anchor and the tag before a text, with the comments after them.
_PROPERTIES = re.compile(r"(?:(?:[&!]\S*|#.*)\s+)*")

_SAFE = 1_000
"""How many levels of nesting libyaml composes on any stack."""


class LimitError(Exception):
    """A text beyond one of the limits, and the character at which it passes the limit."""

    def __init__(self, message: str, at: int) -> None:
        """Take what is wrong, in words that follow the name of the file, and the character."""
        super().__init__(message)
        self.at = at


class Part(NamedTuple):
    """An item of a list, or the value of a field with the field's name."""

    name: Any
    """The node of the field's name; None for an item."""
    node: Any


def compose(source: Text) -> Any:
    """Return the node of the one document in a file; None if the file has no document.

    The `tag` of a node is None, but for a tag that the text gives: a scalar is a text, whatever it looks like. Raises
    `yaml.MarkedYAMLError`, or `LimitError` where there are too many nodes, or they are nested too deep.
    """
    # A character stands for at most two values. Each level is opened by a bracket, or indented further.
    text = source.text
    if len(text) > MAX_NODES // 2 or text.count("[") + text.count("{") + source.longest_line > _SAFE:
        _check(text)
    loader = _LOADER(text)
    # PyYAML asks these for the types of scalars.
    loader.resolve = loader.descend_resolver = loader.ascend_resolver = lambda *_: None
    try:
        return loader.get_single_node()
    except RecursionError:  # without libyaml
        raise too_deep(None) from None
    finally:
        loader.dispose()


def _check(text: str) -> None:
    """Raise `LimitError` where nodes would take too much memory, or be nested deeper than the stack of libyaml allows.

    libyaml 0.2.5 crashes there.
    """
    count = depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        count += isinstance(event, yaml.NodeEvent)
        if count > MAX_NODES:
            raise too_many(event)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise too_deep(event)


def too_deep(at: Any) -> LimitError:
    """Return the error for too many levels, at an event or a node; None for the start of the text."""
    return LimitError(f"nested deeper than {MAX_DEPTH} levels", at.start_mark.index if at else 0)


def too_many(at: Any) -> LimitError:
    """Return the error for too many values, at an event or a node."""
    return LimitError(f"holds more than {MAX_NODES:,} values, aliases followed", at.start_mark.index)


def unclosed_bracket(text: str) -> int | None:
    """Return the place of the last `[` or `{` that is opened and not closed in a text; None without one."""
    opened: list[int] = []
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=_LOADER):
            if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
                opened.append(token.start_mark.index)
            elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken) and opened:
                opened.pop()
    return opened[-1] if opened else None


def has_alias(text: str) -> bool:
    """Return whether a text that `compose` can read has an alias."""
    return any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=_LOADER))


def extent(text: str, node: Any) -> Extent:
    """Return the characters of a node in its text, without the anchor and the tag before a scalar."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        if text[start : start + 1] in ("&", "!") and (before := _PROPERTIES.match(text, start, end)):
            start = before.end()
        if end - start != len(node.value):
            end = start + len(text[start:end].rstrip())
        return Extent(start, end, node.style or "")
    if not node.flow_style:
        # A block ends for PyYAML where the next part starts.
        last = node.value[-1] if isinstance(node, yaml.MappingNode) else node.value[-1:]
        end = max(extent(text, part).end for part in last)
    return Extent(start, max(start, end), "")


def parts(node: Any) -> dict[str | int, tuple[Any, Any]]:
    """Return what a `Part` holds for each part of a node, by the step in a path: the number of an item, a field's name.

    Of two fields with one name, it is the first.
    """
    if isinstance(node, yaml.SequenceNode):
        return {i: (None, item) for i, item in enumerate(node.value)}
    found: dict[str | int, tuple[Any, Any]] = {}
    for field in node.value if isinstance(node, yaml.MappingNode) else ():
        name = field[0].value
        if isinstance(name, str):
            found.setdefault(name, field)
    return found
