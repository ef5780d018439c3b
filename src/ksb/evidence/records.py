"""Evidence as data: front matter, YAML and JSON, in the same shapes as the tables that people keep."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from ksb.documents.blocks import Row, Table
from ksb.errors import KsbError
from ksb.evidence.patterns import PREFIX
from ksb.evidence.roles import refuses
from ksb.evidence.states import is_nothing

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LISTS = (
    "evidence", "pieces", "items", "entries", "records", "sessions", "activities", "logs", "log", "submissions",
    "reflections", "statements", "testimonies", "witness", "ksbs", "data",
)  # fmt: skip
"""The keys under which a document keeps its list of records."""
_CODE = re.compile(rf"{PREFIX}\s?\d+", re.IGNORECASE)


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the fields of the front matter of a text, and the text below it, on the same lines.

    A front matter that is not a mapping in YAML is part of the text.
    """
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    try:
        fields = yaml.load(match[1], Loader=_LOADER)  # noqa: S506  a safe loader
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}, text
    if not isinstance(fields, dict):
        return {}, text
    return {str(name): value for name, value in fields.items()}, "\n" * match[0].count("\n") + text[match.end() :]


def load(text: str, name: str, *, yaml_text: bool) -> list[Any]:
    """Return the data of each document in a YAML or JSON text. Raises `KsbError` where it is neither."""
    try:
        documents = list(yaml.load_all(text, Loader=_LOADER)) if yaml_text else [json.loads(text)]
        return [one for one in documents if one is not None] or [None]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        what, why = "YAML" if yaml_text else "JSON", next(iter(str(error).splitlines()), "nested too deep")
        if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
            what, why = f"YAML at line {error.problem_mark.line + 1}", str(error.problem)
        raise KsbError(f"{name}: not {what}: {why}") from None


def joined(documents: Sequence[Any]) -> tuple[list[dict[str, Any]], list[int]]:
    """Return the records of several documents as one list, and the numbers of the documents that hold none."""
    found = [_items(one) for one in documents]
    return [record for items in found for _, record in items or ()], [i for i, it in enumerate(found, 1) if not it]


def records(data: Any) -> Table | None:
    """Return the records of data as a table: a column for each key; None where it has no records.

    A mapping of codes has a row for each code.
    """
    if isinstance(data, list) and data and all(isinstance(line, list) for line in data):
        lines = [Row(tuple(as_text(cell).strip() for cell in line), f"row {i}") for i, line in enumerate(data, 1)]
        return Table("", "the document", tuple(lines))
    items = _items(data)
    if items is None:
        return None
    columns = list(dict.fromkeys(key for _, item in items for key in item))
    rows = tuple(
        Row(tuple(as_text(item.get(key)).strip() for key in columns), f"record {number}") for number, item in items
    )
    return Table("", "the document", rows, Row(tuple(columns), "the keys"))


def _items(data: Any) -> list[tuple[int, dict[str, Any]]] | None:
    if isinstance(data, Mapping):
        if data and all(isinstance(key, str) and _CODE.fullmatch(key) for key in data):
            return [(i, _for_code(code, value)) for i, (code, value) in enumerate(data.items(), 1)]
        for key in _LISTS:
            found = next((value for name, value in data.items() if str(name).lower() == key), None)
            if isinstance(found, Mapping) or (isinstance(found, list) and any(isinstance(it, Mapping) for it in found)):
                return _items(found)
        if any(str(name).lower() in ("ksbs", "codes", "title") for name in data):
            return [(1, {str(name): value for name, value in data.items()})]
        return None
    if isinstance(data, list) and data:
        return [
            (i, {str(name): value for name, value in item.items()})
            for i, item in enumerate(data, 1)
            if isinstance(item, Mapping)
        ] or None
    return None


def _for_code(code: str, value: Any) -> dict[str, Any]:
    if isinstance(value, Mapping):
        return {"ksbs": code, **{str(name): part for name, part in value.items()}}
    if isinstance(value, list) and any(isinstance(part, Mapping) for part in value):
        value = [part.get("title") or as_text(part) if isinstance(part, Mapping) else part for part in value]
    return {"ksbs": code, "evidence": value}


def as_text(value: Any) -> str:
    """Return a value of a record as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple | set):
        return "; ".join(as_text(part) for part in value)
    if isinstance(value, Mapping):
        named = {str(key): as_text(part) for key, part in value.items()}
        if named and all(map(_CODE.fullmatch, named)):
            return "; ".join(code for code, part in named.items() if not is_nothing(part))
        code = next(filter(_CODE.fullmatch, named.values()), None)
        if code and any(itertools.starmap(refuses, named.items())):
            return f"not {code}"
        return "; ".join(f"{key.replace('_', ' ')}: {part}" for key, part in named.items())
    return str(value)
