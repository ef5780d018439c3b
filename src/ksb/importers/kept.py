"""JSON and YAML that people keep, as the blocks of a document: particulars, lists, and tables of objects."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from ksb.documents.blocks import Aside, Block, Heading, Item, Paragraph, Row, Table
from ksb.importers import facts, headings, lines
from ksb.importers.cells import named_duty
from ksb.importers.columns import role_of
from ksb.importers.fields import JOB_TITLES, METADATA, OVERVIEW, TITLES, paragraphs, said, statement_text
from ksb.importers.results import texts_in
from ksb.kinds import CODE, KINDS

_FIELDS = {name: field.replace("_", " ") for field, names in METADATA.items() for name in names}
_FIELDS |= dict.fromkeys(TITLES, "title")
_SECTIONS = dict.fromkeys(OVERVIEW, "overview") | dict.fromkeys(JOB_TITLES, "job titles")
_SECTIONS |= {kind.prefix: kind.many for kind in KINDS}
_REFERENCE = re.compile(r"(?:ST|FA|AU|OCC)\d{4}")
_OF_DUTY = {"duty number": ("number", "no", "ref", "code", "label", "id"),
            "duty": ("title", "name", "description", "text", "statement", "detail")}  # fmt: skip
"""The names of columns of duties, and the fields that may stand for each."""


def blocks_of(data: Any) -> list[Block]:
    """Return the blocks in a record, or in a list: what describes the standard, KSBs and duties, the rest."""
    found = _Found(data)
    found.take("", data, "")
    return [*found.particulars, *found.sections, *found.asides]


class _Found:
    """The blocks found so far."""

    def __init__(self, data: Any) -> None:
        self.particulars: list[Block] = []
        self.sections: list[Block] = []
        self.asides: list[Block] = []
        self.codes = dict(_codes_by_id(data))

    def take(self, name: str, value: Any, place: str) -> None:
        """Take a field: a list, an object, or a text."""
        words = _SECTIONS.get(name) or in_words(name)
        section = headings.heading(words)
        if isinstance(value, dict):
            self._take_object(words, value, place)
        elif isinstance(value, list) and (section or any(isinstance(it, dict | list) for it in value)):
            self._take_list(words, value, place)
        elif name in _FIELDS or (not section and facts.particulars(f"{words}: {self._cell(value)}")):
            text = self._cell(value)
            field = "reference" if _REFERENCE.fullmatch(text) else _FIELDS.get(name, words)
            self.particulars += [Paragraph(f"{field}: {text}", place)] if text else []
        elif section and isinstance(value, str):
            self.sections += [Heading(words, place, 2), *(Paragraph(it, place) for it in paragraphs(said(value)))]
        elif _REFERENCE.fullmatch(text := self._cell(value)):
            self.particulars.append(Paragraph(f"reference: {text}", place))
        elif text and value is not False:
            self.asides.append(Aside(text, place))

    def _take_object(self, words: str, value: dict[Any, Any], place: str) -> None:
        """Take the fields of an object: those named by codes and duties are statements or rows of a table."""
        prefix = headings.kind_prefix(words)
        of_duties = role_of(words) == "duty"
        rows: list[dict[str, Any]] = []
        items: list[Block] = []
        for key, it in value.items():
            where = f"{place}.{key}" if place else str(key)
            label = f"{prefix}{key}" if prefix and str(key).isdecimal() else str(key)
            duty = named_duty(label, bare=of_duties)
            if CODE.fullmatch(label) and isinstance(it, dict):
                rows.append({"code": label, **it})
            elif duty and isinstance(it, dict):
                rows.append({"duty number": label, **_of_duty(it)})
            elif CODE.fullmatch(label) or duty:
                items.append(Paragraph(f"{label}: {self._cell(it)}", where))
            else:
                self.take(str(key), it, where)
        if (rows or items) and headings.heading(words):
            self.sections.append(Heading(words, place, 2))
        self.sections += [*items, *self._table(rows, place)]

    def _take_list(self, words: str, values: list[Any], place: str) -> None:
        """Take a list, whose objects are the rows of a table."""
        if headings.heading(words):
            self.sections.append(Heading(words, place, 2))
        objects = [it for it in values if isinstance(it, dict)]
        of_duties = role_of(words) == "duty" or any(map(_is_duty, objects))
        if len(objects) < len(values) or all(len(it) == 1 for it in objects):
            self.sections += (Item(self._cell(it), f"{place}[{at}]", "•") for at, it in enumerate(values) if it)
        else:
            self.sections += self._table(list(map(_of_duty, objects)) if of_duties else objects, place)

    def _table(self, objects: list[dict[str, Any]], place: str) -> Iterator[Table]:
        """Yield a table with a row for each object, and a column for each of their fields."""
        objects = list(map(_with_points, objects))
        names = list(dict.fromkeys(key for it in objects for key in it))
        rows = (tuple(self._cell(it.get(name)) for name in names) for it in objects)
        made = tuple(Row(cells, f"{place}[{at}]") for at, cells in enumerate(rows) if any(cells))
        if made:
            yield Table("", place, made, Row(tuple(map(in_words, names)), place))

    def _cell(self, value: Any) -> str:
        """Return a value as the text of a cell: of a list its items, of an object its fields."""
        if isinstance(value, list):
            if pairs := _pairs(value):
                value = [f"{code}: {text}" for code, text in pairs]
            texts = [self._cell(it) for it in value]
            return ("\n" if any(" " in text for text in texts) else ", ").join(texts)
        if isinstance(value, dict):
            if all(map(CODE.fullmatch, value)) or len(value) == 1:
                return "\n".join(f"{key}: {self._cell(it)}" for key, it in value.items())
            return ": ".join(filter(None, map(self._cell, value.values())))
        return "" if value is None else self.codes.get(said(value), statement_text(said(value)))


def _pairs(values: list[Any]) -> list[tuple[str, str]]:
    """Return the codes and the wordings of a list in which each item is a list of both; none for another list."""
    lists = [it for it in values if isinstance(it, list) and len(it) == 2 and all(isinstance(x, str) for x in it)]
    found = [(code, text) for code, text in lists if CODE.fullmatch(code)]
    return found if len(found) == len(values) else []


def _with_points(item: dict[str, Any]) -> dict[str, Any]:
    """Return an object in which a list of objects belongs to a text that ends in a colon, with their texts in that."""
    introducing = [key for key, it in item.items() if isinstance(it, str) and it.rstrip().endswith(":")]
    listed = [key for key, it in item.items() if isinstance(it, list) and it and all(isinstance(x, dict) for x in it)]
    if len(introducing) != 1 or len(listed) != 1:
        return item
    points = [dict(point) for point in item[listed[0]]]
    texts = [point.pop(max(point, key=lambda name: len(said(point[name])))) for point in points if point]
    return {**item, introducing[0]: "\n".join([item[introducing[0]].rstrip(), *map(said, texts)]), listed[0]: points}


def in_words(name: str) -> str:
    """Return the name of a field such as `jobTitles` or `duty_code` in words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name)


def _of_duty(item: dict[str, Any]) -> dict[str, Any]:
    """Return a duty with its number and its title in the columns for these, whatever their names: "Duty 1": "Bake"."""
    rest = dict(item)
    found: dict[str, Any] = {"duty number": None, "duty": None}
    for key, value in item.items():
        if named := named_duty(key):
            found = {"duty number": named.number, "duty": rest.pop(key)}
        elif role_of(in_words(key)) == "duty" and (named := named_duty(said(value), bare=True)):
            found = {"duty number": named.number, "duty": named.title}
            del rest[key]
    if codes := {key: rest.pop(key) for key in list(rest) if CODE.fullmatch(key)}:
        rest["ksbs"] = [rest.get("ksbs"), codes] if rest.get("ksbs") else codes
    by_role = {role_of(in_words(key)): key for key in rest}
    by_name = {key.lower(): key for key in rest}
    for column, names in _OF_DUTY.items():
        fields = [by_role[column]] if column in by_role else [by_name[name] for name in names if name in by_name]
        if fields and not found[column]:
            found[column] = rest.pop(fields[0])
    return {**found, **rest}


def records_in(value: Any) -> list[dict[str, Any]]:
    """Return the standards that an object holds by their references or names, or in a list."""
    fields = value.items() if isinstance(value, dict) else ()
    parts = (it for key, it in fields if not (headings.heading(in_words(key)) or named_duty(key)))
    found = [it for it in _flat(parts) if isinstance(it, dict) and _has_section_of_parts(it)]
    codes = [set(filter(CODE.fullmatch, texts_in(it))) for it in found]
    # Each standard has its own K1; the units of one have no code in common.
    apart = all(codes) and sum(map(len, codes)) == len(set().union(*codes))
    return [] if apart and len(found) > 1 else found


def _has_section_of_parts(record: dict[str, Any]) -> bool:
    """Return whether a field of an object is named as a list of KSBs or duties is, and holds more than a code."""
    fields = (key for key, it in record.items() if not (isinstance(it, int) or CODE.fullmatch(str(it))))
    found = (headings.heading(in_words(key)) for key in fields)
    return any(it is not None and it.section in ("ksbs", "duties") for it in found)


def _flat(values: Iterable[Any]) -> list[Any]:
    """Return some values, and in place of each list its items."""
    return [it for value in values for it in (value if isinstance(value, list) else [value])]


def is_row(value: Any) -> bool:
    """Return whether an item of a list is a KSB, a duty or a citation, and not a record of a standard."""
    if isinstance(value, str):
        return lines.statement(value) is not None
    if not isinstance(value, dict):
        return False
    parts = _flat(value.values())
    texts = (it for it in parts if isinstance(it, str))
    coded = any(CODE.fullmatch(it.strip().upper()) or headings.kind_prefix(it) for it in texts)
    if (coded or any(map(CODE.fullmatch, value))) and not any(isinstance(it, dict | list) for it in parts):
        return True
    return "duties" not in value and _is_duty(value)


def _is_duty(item: dict[str, Any]) -> bool:
    """Return whether an object names a duty."""
    return any(named_duty(key) or role_of(in_words(key)) in ("duty", "duty number") for key in item)


def _codes_by_id(data: Any) -> Iterator[tuple[str, str]]:
    """Yield the identifier of each KSB that has one, and its code."""
    waiting = [data]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            codes = [it for it in part.values() if isinstance(it, str) and CODE.fullmatch(it)]
            if len(codes) == 1 and isinstance(part.get("id"), str | int) and part["id"] != codes[0]:
                yield said(part["id"]), codes[0]
        waiting += part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
