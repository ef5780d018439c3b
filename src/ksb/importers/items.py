"""KSBs as people keep them in JSON: lists of objects with a code and a text; and what `ksb export json` writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from ksb.importers import finishing
from ksb.importers.finishing import known_words, unaccounted
from ksb.importers.headings import kind_prefix
from ksb.importers.html import statement_text
from ksb.importers.lines import statement
from ksb.importers.notes import MOST_CHARACTERS, Imported, Note, sorted_notes, words
from ksb.models import CODE, Standard
from ksb.validate import first_fault

MOST_ITEMS = 10_000
_TEXTS = ("description", "detail", "text", "statement", "wording", "definition", "content", "value", "body", "title",
          "name", "label")  # fmt: skip
_KINDS = ("type", "kind", "category", "group")
_SIZE = {"K": "knowledge", "S": "skills", "B": "behaviours"}


def is_item(value: Any) -> bool:
    """Return whether a value of a list is a KSB: an object with a code or a kind, and a text."""
    if isinstance(value, str):
        return statement(value) is not None
    if not isinstance(value, dict) or any(isinstance(part, list | dict) for part in value.values()):
        return False
    return bool(_code(value) or (_kind(value) and _text(value, None)))


def ksbs_in(values: Iterable[Any], prefix: str, place: str, notes: list[Note]) -> dict[str, str]:
    """Return the KSBs in a list: objects with a code and a text, texts with or without a code.

    Those without a code are numbered in order. `prefix` is the kind of the list, "" where it holds several.
    """
    found: dict[str, str] = {}
    numbered = 0
    last: dict[str, int] = {}
    """By kind: the last number given."""
    for position, value in enumerate(values):
        where = f"{place}[{position}]"
        code, text, kind, rest = "", "", prefix, []
        if isinstance(value, dict):
            key = _code(value)
            name = _text(value, key)
            text = statement_text(str(value[name])) if name else ""
            code = str(value[key]).strip().upper() if key else ""
            named = next((it for it in _KINDS if isinstance(value.get(it), str) and kind_prefix(value[it])), None)
            kind = kind_prefix(value[named]) if named else prefix
            if named:
                notes.append(Note("structure", f"{where}.{named}", value[named]))
            rest = [(it, part) for it, part in value.items() if it not in (key, name, named)]
        elif isinstance(value, str):
            text = statement_text(value)
        else:
            rest = [("", value)]
        if not code and (stated := statement(text)) and stated.wording:
            code, text = stated.code, stated.wording
        elif code and (stated := statement(text)) and stated.code == code:
            text = stated.wording
        if text and not code and kind:
            numbered += 1
            last[kind] = last.get(kind, 0) + 1
            while f"{kind}{last[kind]}" in found:
                last[kind] += 1
            code = f"{kind}{last[kind]}"
        if not code or not text:
            notes += (Note("left out", f"{where}", part) for part in (code, text) if part)
        elif found.setdefault(code, text) != text:
            notes.append(Note("left out", where, f"{code}: {text}"))
        for key, part in rest:
            notes += left_in(part, f"{where}.{key}" if key else where)
    if numbered:
        notes.append(Note("note", place, f"{numbered} statements have no code; they are numbered in order"))
    return found


def left_in(value: Any, place: str) -> list[Note]:
    """Return a note for each text in a part of a record that is not used. Empty values say nothing."""
    found = []
    waiting = [(place, value)]
    while waiting:
        at, part = waiting.pop()
        if isinstance(part, dict):
            waiting += ((f"{at}.{key}" if at else str(key), it) for key, it in reversed(part.items()))
        elif isinstance(part, list):
            waiting += ((f"{at}[{position}]", it) for position, it in reversed([*enumerate(part)]))
        elif part not in (None, "", False):
            found.append(Note("left out", at, said(part)))
    return found


def said(value: Any) -> str:
    """Return a value of JSON as text: `true`, not Python's `True`."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def imported(values: list[Any], name: str) -> Imported:
    """Return the standard in a list of KSBs; it has no duties."""
    notes: list[Note] = []
    if len(values) > MOST_ITEMS:
        return Imported(name, None, error=f"has more than {MOST_ITEMS:,} KSBs")
    found = ksbs_in(values, "", "", notes)
    return finished({"format": 1, "title": "", "ksbs": found}, name, values, notes)


def finished(shape: dict[str, Any], name: str, source: Any, notes: list[Note]) -> Imported:
    """Return a standard with its notes: those given, and one for each text of the source that is nowhere else."""
    if sum(map(len, shape["ksbs"].values())) + sum(len(note.text) for note in notes) > MOST_CHARACTERS:
        return Imported(name, None, error=f"has more than {MOST_CHARACTERS:,} characters of text")
    made = finishing.finished(shape, name, notes)
    if made.standard is None:
        return made
    known = known_words(made.standard, made.notes).union({"true", "false"}, *(words(note.place) for note in notes))
    pieces = ((note.place, statement_text(note.text)) for note in left_in(source, ""))
    return replace(made, notes=sorted_notes([*made.notes, *unaccounted(pieces, known)]))


def exported(record: dict[str, Any], name: str) -> Imported:
    """Return the standard that `ksb export json` wrote. What it derives (kind, core, ...) is dropped."""
    ksbs = {str(it.get("code")): it.get("text") for it in record["ksbs"] if isinstance(it, dict)}
    ids = {str(it.get("code")): it["id"] for it in record["ksbs"] if isinstance(it, dict) and it.get("id")}
    shape: dict[str, Any] = {
        key: value for key, value in record.items() if key in Standard.model_fields and value not in (None, [], {})
    }
    options = record.get("options") or []
    duties = record.get("duties") or []
    derived = {"duties", "only_ksbs", "core", "citations", "methods"}
    shape |= {"ksbs": ksbs, **({"ids": ids} if ids else {})}
    if options:
        shape["options"] = [{k: v for k, v in it.items() if k not in derived and v is not None} for it in options]
    if duties:
        shape["duties"] = [_duty(it, ksbs, derived) for it in duties]
    try:
        standard = Standard.model_validate(shape)
    except ValidationError as error:
        return Imported(name, None, error=first_fault(error))
    known = {*Standard.model_fields, "ksbs", "options", "duties"}
    left = [note for key, value in record.items() if key not in known for note in left_in(value, key)]
    return Imported(name, standard, sorted_notes(left))


def _duty(duty: dict[str, Any], ksbs: dict[str, Any], derived: set[str]) -> dict[str, Any]:
    made = {key: value for key, value in duty.items() if key not in derived and value is not None}
    cites: list[Any] = []
    for cite in duty.get("citations") or []:
        code, text = cite.get("code"), cite.get("text")
        cites.append(code if not text or text == ksbs.get(code) else {code: text})
    return {**made, "cites": cites}


def _code(value: dict[str, Any]) -> str | None:
    """Return the key under which an object holds a code."""
    return next(
        (key for key, part in value.items() if isinstance(part, str) and CODE.fullmatch(part.strip().upper())), None
    )


def _kind(value: dict[str, Any]) -> bool:
    return any(isinstance(value.get(key), str) and kind_prefix(value[key]) for key in _KINDS)


def _text(value: dict[str, Any], code: str | None) -> str | None:
    """Return the key under which an object holds its wording: by its name, else the longest text."""
    texts = {key: part for key, part in value.items() if isinstance(part, str) and part.strip() and key != code}
    by_name = {key.lower(): key for key in texts}
    named = next((by_name[key] for key in _TEXTS if key in by_name), None)
    free = [key for key in texts if key.lower() not in _KINDS]
    return named or max(free, key=lambda key: len(texts[key]), default=None)
