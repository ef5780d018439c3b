"""Evidence as data: front matter, YAML and JSON, in the same shapes as the tables that people keep."""

import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from ksb.documents.blocks import MOST_CELLS, Row, Table, limited
from ksb.errors import KsbError
from ksb.evidence.codes import in_text, is_codes
from ksb.evidence.patterns import PREFIX
from ksb.evidence.roles import Role, prefix_of, refuses, role_of
from ksb.evidence.states import is_nothing

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Reads each value as it is written: of YAML's own types, `1:30` would be 90, and 30 February an error."""
_LISTS = (
    "evidence", "pieces", "items", "entries", "records", "sessions", "activities", "logs", "log", "submissions",
    "reflections", "statements", "testimonies", "witness", "portfolio", "units", "modules", "learners", "apprentices",
    "ksbs", "data", "projects", "sections", "coverage",
)  # fmt: skip
"""The keys under which a document keeps its list of records."""
_ABOVE: tuple[Role, ...] = ("date", "status", "learner")
"""What may stand above a list, and be said of each of its records."""
_CODE = re.compile(rf"{PREFIX}\s?\d+", re.IGNORECASE)


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """Return the fields of the front matter of a text, and the text below it, on the same lines.

    A front matter that is not a mapping in YAML is part of the text.
    """
    match = _FRONT_MATTER.match(text)
    try:
        fields = yaml.load(match[1], Loader=_LOADER) if match else None  # noqa: S506  a safe loader
    except (yaml.YAMLError, RecursionError, ValueError):
        fields = None
    if not match or not isinstance(fields, dict):
        return {}, text
    return {str(name): value for name, value in fields.items()}, "\n" * match[0].count("\n") + text[match.end() :]


def load(text: str, name: str, *, yaml_text: bool) -> list[Any]:
    """Return the data of each document in a YAML or JSON text. Raises `KsbError` where it is neither."""
    try:
        documents = list(yaml.load_all(text, Loader=_LOADER)) if yaml_text else [json.loads(text)]
        return [one for one in documents if one not in (None, "")] or [None]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        what, why = "YAML" if yaml_text else "JSON", next(iter(str(error).splitlines()), "nested too deep")
        if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
            what, why = f"YAML at line {error.problem_mark.line + 1}", str(error.problem)
        raise KsbError(f"{name}: not {what}: {why}") from None


def records(documents: Sequence[Any], name: str) -> tuple[Table, list[str]]:
    """Return the records of a file's documents as a table, a column for each key, and what of them is not read.

    A mapping of codes has a row for each code, and a list of lists or texts one for each of them. Raises `KsbError`
    for a table that is too large.
    """
    data = documents[0]
    if isinstance(data, list) and data and not any(isinstance(line, Mapping) for line in data):
        lines = [line if isinstance(line, list) else [line] for line in data]
        rows = [Row(tuple(as_text(cell).strip() for cell in line), f"row {i}") for i, line in enumerate(lines, 1)]
        return Table("", "the document", tuple(rows)), []
    unread: list[str] = []
    items: list[dict[str, Any]] = []
    for number, document in enumerate(documents, 1):
        found = [*_items(document, {}, unread)]
        items += found
        if not found:
            unread.append(f"document {number}" if len(documents) > 1 else "the document")
    columns = dict.fromkeys(key for item in items for key in item)
    limited(len(columns) * len(items), name, MOST_CELLS, "cells")
    texts = (tuple(as_text(item.get(key)).strip() for key in columns) for item in items)
    rows = [Row(cells, f"record {number}") for number, cells in enumerate(texts, 1)]
    return Table("", "the document", tuple(rows), Row(tuple(columns), "the keys")), unread


def _items(data: Any, above: Mapping[Role, tuple[str, Any]], unread: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the records in data, at any depth, each with the date, the status and the learner that stand above it."""
    if isinstance(data, list):
        for item in data:
            if not isinstance(item, Mapping):
                unread.append(as_text(item))
            elif _has_ksbs(item) or not _lists_in(item):
                yield _with(item, above)
            else:
                yield from _items(item, above, unread)
    elif not isinstance(data, Mapping):
        return
    elif data and all(_CODE.fullmatch(str(key)) for key in data):
        for code, value in data.items():
            for part in value if isinstance(value, list) and _is_nested(value) else [value]:
                record = {"evidence": part["title"], **part} if isinstance(part, Mapping) and "title" in part else part
                yield _with({"ksbs": code, **(record if isinstance(record, Mapping) else {"evidence": part})}, above)
    elif lists := _lists_in(data):
        roles = {role_of(str(key), {}): key for key, value in data.items() if not _is_nested(value)}
        said = {role: (str(roles[role]), data[roles[role]]) for role in _ABOVE if role in roles}
        for key in lists:
            yield from _items(data[key], {**above, **said}, unread)
        unread += [str(key) for key, value in data.items() if key not in lists and in_text(as_text(value))]
    elif any(str(key).lower() in ("ksbs", "codes", "title") for key in data):
        yield _with(data, above)
    elif data and all(_has_ksbs(it) if isinstance(it, Mapping) else is_codes(as_text(it)) for it in data.values()):
        for title, value in data.items():
            yield _with({"title": title, **(value if isinstance(value, Mapping) else {"ksbs": value})}, above)


def _has_ksbs(record: Mapping[Any, Any]) -> bool:
    return any(role_of(str(key), {}) == "ksbs" for key in record)


def _lists_in(data: Mapping[Any, Any]) -> list[Any]:
    """Return the keys of a mapping that hold its records: the first that is known, or those of kinds of KSB."""
    keys = {str(key).lower(): key for key, value in data.items() if _is_nested(value)}
    known = [keys[name] for name in _LISTS if name in keys]
    return known[:1] or [key for name, key in keys.items() if prefix_of(name)]


def _is_nested(value: Any) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, list) and any(isinstance(it, Mapping) for it in value))


def _with(record: Mapping[Any, Any], above: Mapping[Role, tuple[str, Any]]) -> dict[str, Any]:
    """Return a record with what stands above it and is not in it."""
    own = {role_of(str(key), {}) for key in record}
    return {str(key): value for key, value in record.items()} | dict(above[role] for role in above if role not in own)


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
