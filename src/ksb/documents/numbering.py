"""Word's styles and the labels of its numbered lists, as Office Open XML part 1, chapter 17.9 has them."""

import re
from functools import cache
from typing import Any, NamedTuple

from ksb.errors import KsbError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_LEVELS = 9
_MOST_LABEL = 100
_MOST_NUMBER = 9_999
_MOST_BASED = 20
"""How many styles, each based on the next, are looked through."""
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def within(element: Any, path: str) -> Any:
    """Return the first element at a path such as `pPr/numPr`; None if it is missing."""
    return element.find("/".join(f"{W}{tag}" for tag in path.split("/")))


def value(element: Any, path: str, default: str | None = None) -> str | None:
    """Return the value (`w:val`) of the first element at a path; None if it is missing.

    `default` is the value of an element that has none.
    """
    found = within(element, path)
    return found.get(f"{W}val", default) if found is not None else None


class Styles:
    """The styles of a document, each with those it is based on."""

    def __init__(self, document: Any) -> None:
        elements = document.styles.element.iter(f"{W}style")
        self.by_id = {element.get(f"{W}styleId"): element for element in elements}
        self.chain = cache(self._chain)
        self.level = cache(self._level)
        self.list = cache(self._list)
        self.depth = cache(self._depth)

    def _chain(self, style: str | None) -> tuple[Any, ...]:
        """Return a style and those it is based on, the nearest first."""
        found: list[Any] = []
        while style in self.by_id and len(found) < _MOST_BASED:
            found.append(self.by_id[style])
            style = value(found[-1], "basedOn")
        return tuple(found)

    def heading(self, paragraph: Any) -> int | None:
        """Return the level of a heading: 0 for a title, 1 to 9; None for a paragraph that is not a heading."""
        own = _outline(paragraph)
        return self.level(value(paragraph, "pPr/pStyle")) if own is None else own

    def _level(self, style: str | None) -> int | None:
        for element in self.chain(style):
            named = (value(element, "name") or "").lower()
            if named == "title":
                return 0
            if match := re.fullmatch("heading ([1-9])", named):
                return int(match[1])
            if (outline := _outline(element)) is not None:
                return outline
        return None

    def _depth(self, style: str | None) -> int:
        """Return how deep the lists of a style stand by its name, such as "List Bullet 2", from 0."""
        named = next((value(element, "name") or "" for element in self.chain(style)), "")
        match = re.fullmatch("list [a-z]+ ([2-9])", named.lower())
        return int(match[1]) - 1 if match else 0

    def _list(self, style: str | None) -> tuple[str | None, str | None]:
        """Return the list that a style puts its paragraphs in, and the level there."""
        depth = None
        for element in self.chain(style):
            depth = value(element, "pPr/numPr/ilvl") if depth is None else depth
            if within(element, "pPr/numPr/numId") is not None:
                return value(element, "pPr/numPr/numId"), depth
        return None, depth


def _outline(element: Any) -> int | None:
    """Return the level of the outline that a paragraph or a style names; None where it names none that Word has."""
    level = value(element, "pPr/outlineLvl")
    return int(level) + 1 if level and re.fullmatch("[0-8]", level) else None


class _Level(NamedTuple):
    """One level of a list that Word numbers."""

    label: str
    """Such as `K%1:`, or `K%2:` at the second level."""
    first: int
    restarts: bool
    """Whether it begins anew after each item of a level above."""
    format: str
    """How a number is written, such as `decimal`, `lowerLetter` or `bullet`."""


class Labels:
    """Counts the items of the lists that Word numbers: `K%1:` at the first level becomes K1:, K2:, ..."""

    def __init__(self, document: Any, styles: Styles, name: str) -> None:
        self.styles = styles
        self.lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        """By list: the list whose numbers it shares, and its levels."""
        self.restarts: dict[tuple[str, int], int] = {}
        """By list and level that begin anew: the number that comes first."""
        self.counts: dict[str, dict[int, int]] = {}
        try:
            numbering = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {it.get(f"{W}abstractNumId"): _levels(it, name) for it in numbering.iter(f"{W}abstractNum")}
        for number in numbering.iter(f"{W}num"):
            shared = value(number, "abstractNumId")
            if shared is None or shared not in abstract:
                continue
            listed = number.get(f"{W}numId")
            self.lists[listed] = shared, abstract[shared]
            for override in number.iter(f"{W}lvlOverride"):
                start = value(override, "startOverride", "1")
                if start is not None:
                    self.restarts[listed, _depth(override.get(f"{W}ilvl"))] = _number(start, name)

    def next(self, paragraph: Any) -> tuple[str, int]:
        """Return the label of a paragraph, "" for one that is in no list, and its level in the list, from 0."""
        style = value(paragraph, "pPr/pStyle")
        listed, level = value(paragraph, "pPr/numPr/numId"), value(paragraph, "pPr/numPr/ilvl")
        if listed is None:
            listed, of_style = self.styles.list(style)
            level = of_style if level is None else level
        depth = _depth(level)
        return self._label(listed, depth), depth or self.styles.depth(style)

    def _label(self, listed: str | None, depth: int) -> str:
        shared, levels = self.lists.get(listed or "", ("", {}))
        level = levels.get(depth)
        if level is None:
            return "•" if listed not in (None, "0") else ""
        counts = self.counts.setdefault(shared, {})
        again = self.restarts.pop((listed or "", depth), None)
        counts[depth] = again if again is not None else counts.get(depth, level.first - 1) + 1
        for below in range(depth + 1, _LEVELS):
            if below in levels and levels[below].restarts:
                counts.pop(below, None)
        if level.format == "bullet" or "%" not in level.label:
            return "•" if level.format != "none" else level.label

        def written(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            count = counts.get(at)
            return match[0] if count is None else _written(count, levels[at].format if at in levels else "decimal")

        return re.sub("%([1-9])", written, level.label)


def _depth(given: str | None) -> int:
    """Return the level that an attribute names; 0 where it names none that Word has."""
    return int(given) if given is not None and re.fullmatch("[0-8]", given) else 0


def _written(number: int, format: str) -> str:
    if format in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)
        return letter if format == "lowerLetter" else letter.upper()
    if format in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        parts = []
        for value, letters in _ROMAN:
            parts.append(letters * (number // value))
            number %= value
        return "".join(parts) if format == "lowerRoman" else "".join(parts).upper()
    return f"{number:02}" if format == "decimalZero" else str(number)


def _levels(abstract: Any, name: str) -> dict[int, _Level]:
    """Return the levels of a list by their depth, from 0."""
    found = {}
    for level in abstract.iter(f"{W}lvl"):
        label = value(level, "lvlText", "")
        if label is None:
            continue
        if len(label) > _MOST_LABEL:
            raise KsbError(f"{name}: a list has a label of more than {_MOST_LABEL} characters")
        found[_depth(level.get(f"{W}ilvl"))] = _Level(
            label,
            first=_number(value(level, "start", "1") or "1", name),
            restarts=value(level, "lvlRestart") != "0",
            format=value(level, "numFmt") or "decimal",
        )
    return found


def _number(given: str, name: str) -> int:
    """Return a number that a list begins with. Raises `KsbError` where none can begin with it."""
    if not re.fullmatch("-?[0-9]{1,9}", given) or abs(int(given)) > _MOST_NUMBER:
        raise KsbError(f"{name}: a list begins with a number of more than {_MOST_NUMBER:,}")
    return int(given)
