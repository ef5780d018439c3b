"""What `ksb export json` writes, and lists of KSBs that people keep as JSON: each is a standard by itself."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from ksb.importers.columns import role_of
from ksb.importers.draft import MOST_PARTS
from ksb.importers.finishing import finished
from ksb.importers.json_values import left_in, said
from ksb.importers.ksb_lists import Ksbs, code_key
from ksb.importers.lines import duty_numbers
from ksb.importers.notes import Imported, Note, sorted_notes
from ksb.models import Standard
from ksb.validate import first_fault

_DERIVED = frozenset({"duties", "only_ksbs", "core", "citations", "methods"})
"""What an export says of options and duties beside their own fields."""


def listed(values: list[Any], name: str) -> Imported:
    """Return the standard in a list of KSBs; its duties are those that they name by number."""
    if len(values) > MOST_PARTS:
        return Imported(name, None, error=f"has more than {MOST_PARTS:,} KSBs")
    notes: list[Note] = []
    cites = _duties_of(values)
    if cites:
        notes.append(Note("note", "", f"the titles of duties are not known: {', '.join(map(str, cites))}"))
    ksbs = Ksbs(notes)
    ksbs.take(values, "", "", "")
    duties = [{"number": number, "title": ".", "cites": codes} for number, codes in cites.items()]
    made = finished({"format": 1, "title": "", "ksbs": ksbs.texts, "ids": ksbs.ids, "duties": duties}, name, notes)
    return replace(made, notes=sorted_notes([*made.notes, *left_in(values)]))


def _duties_of(values: list[Any]) -> dict[int, list[str]]:
    """Take the numbers of duties out of KSBs, and return the codes that each cites, in the order of the numbers."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for item in values:
        key = code_key(item) if isinstance(item, dict) else ""
        for name in [name for name in item if role_of(name) == "duty"] if key else ():
            given = ", ".join(map(said, item[name])) if isinstance(item[name], list) else said(item[name])
            if numbers := duty_numbers(given, bare=True):
                del item[name]
                for number in dict.fromkeys(numbers):
                    found[number].append(item[key].strip().upper())
    return dict(sorted(found.items()))


def exported(record: dict[str, Any], name: str) -> Imported:
    """Return the standard that `ksb export json` wrote. What it derives (kind, core, ...) is dropped."""
    listed = [ksb for ksb in record["ksbs"] if isinstance(ksb, dict)]
    texts = {str(ksb.get("code")): ksb.get("text") for ksb in listed}
    shape = {
        key: value for key, value in record.items() if key in Standard.model_fields and value not in (None, [], {})
    }
    shape |= {"ksbs": texts, "ids": {str(ksb.get("code")): ksb["id"] for ksb in listed if ksb.get("id")}}
    for field in ("options", "duties"):
        if field in shape:
            shape[field] = [_part(part, texts) for part in shape[field]]
    try:
        standard = Standard.model_validate(shape)
    except ValidationError as error:
        return Imported(name, None, error=first_fault(error))
    left = [note for key, value in record.items() if key not in Standard.model_fields for note in left_in(value, key)]
    return Imported(name, standard, sorted_notes(left))


def _part(part: dict[str, Any], texts: dict[str, Any]) -> dict[str, Any]:
    """Return an option or a duty without what is derived; a duty cites the code alone where its wording is the same."""
    made = {key: value for key, value in part.items() if key not in _DERIVED and value is not None}
    if "citations" in part:
        cites = [(cite.get("code"), cite.get("text")) for cite in part["citations"] or []]
        made["cites"] = [code if not text or text == texts.get(code) else {code: text} for code, text in cites]
    return made
