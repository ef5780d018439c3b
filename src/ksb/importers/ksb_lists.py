"""KSBs and duties in JSON: lists that people keep, parts of records, and what `ksb export json` writes.

What is used is taken out of the value that holds it, so that the rest can be reported.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import chain
from typing import Any

from pydantic import ValidationError

from ksb.importers.columns import role_of
from ksb.importers.draft import MOST_PARTS
from ksb.importers.fields import CODES, DUTY_NUMBERS, left_in, said, statement_text
from ksb.importers.headings import kind_prefix
from ksb.importers.lines import Duty, duty, duty_numbers, statement
from ksb.importers.results import Imported, Note, Noted, finished, sorted_notes
from ksb.kinds import CODE
from ksb.models import Standard
from ksb.validate import first_fault

_TEXTS = ("description", "detail", "text", "statement", "wording", "definition", "content", "value", "body", "title",
          "name", "label")  # fmt: skip
_LONGEST_NUMBER = 5
_KINDS = ("type", "kind", "category", "group", "ksbType")


def is_duty(value: Any) -> bool:
    """Return whether a value is a duty with its KSBs, as in a list of duties that people keep."""
    if not isinstance(value, dict) or "duties" in value:
        return False
    return any(role_of(key) in ("duty", "duty number") for key in value) and any(value.get(it) for it in CODES)


def take_number_and_title(item: dict[str, Any]) -> None:
    """Replace a field such as `"duty": "Duty 1: Bake"` or `"duty": 1` by the number and the title in it."""
    name = next((key for key, value in item.items() if role_of(key) == "duty" and isinstance(value, str | int)), "")
    if not name or any(item.get(key) for key in DUTY_NUMBERS):
        return
    text = said(item[name])
    found = Duty(int(text), "") if text.isdecimal() and len(text) < _LONGEST_NUMBER else duty(text, short=True)
    if found and not (found.title and item.get("title")):
        del item[name]
        item["number"] = str(found.number)
        if found.title:
            item["title"] = found.title


_DERIVED = frozenset({"duties", "only_ksbs", "core", "citations", "methods"})
"""What an export says of options and duties beside their own fields."""


def is_ksb(value: Any) -> bool:
    """Return whether a value is a KSB: an object with a code or a kind, and a text; or a text that begins with one."""
    value = in_one_text(value)
    if isinstance(value, str):
        return statement(value) is not None
    if not isinstance(value, dict):
        return False
    parts = chain.from_iterable(part if isinstance(part, list) else [part] for part in value.values())
    if any(isinstance(part, list | dict) for part in parts):
        return False
    return bool(code_key(value) or (_kind_key(value) and _text_key(value, set())))


class Ksbs(Noted):
    """The KSBs of a record, and what its duties may call them."""

    def __init__(self, notes: list[Note]) -> None:
        self.notes = notes
        self.texts: dict[str, str] = {}
        self.ids: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        """The codes by everything that may stand for them: the codes themselves, labels, ids."""
        self.core: dict[str, bool] = {}
        """Of those that say so: whether they are core."""

    def take(self, value: Any, prefix: str, label: str, place: str) -> None:
        """Take the KSBs of a list, or of an object by their codes or by kinds.

        `prefix` is the kind of all of them, "" for several; `label` the key of their label or id.
        """
        if isinstance(value, list):
            self._take_list(value, prefix, label, place)
            return
        if isinstance(value, dict) and prefix:  # numbers alone are codes of the kind
            for number in list(filter(str.isdecimal, value)):
                value[f"{prefix}{number}"] = value.pop(number)
        known = [key for key in value if CODE.fullmatch(key) or kind_prefix(key)] if isinstance(value, dict) else []
        if not known and value not in (None, "", {}):
            self.note("", f"{place} is not a list; left out")
        for key in known:
            if isinstance(value[key], list):
                self._take_list(value[key], kind_prefix(key), "", f"{place}.{key}")
            elif isinstance(value[key], dict) and any(map(CODE.fullmatch, value[key])):
                self.take(value[key], "", "", f"{place}.{key}")
            elif isinstance(value[key], str) and CODE.fullmatch(key):
                self.define(key, statement_text(value.pop(key)), f"{place}.{key}")

    def _take_list(self, values: list[Any], prefix: str, label: str, place: str) -> None:
        counts: Counter[str] = Counter()
        numbered = 0
        for at, item in enumerate(values):
            where = f"{place}[{at}]"
            item = in_one_text(item)
            if isinstance(item, dict) and ("detail" in item or label in item):
                self._take_record(item, counts, prefix, label, where)
                continue
            code, text, kind = "", "", prefix
            if isinstance(item, str):
                values[at], text = None, statement_text(item)
            elif isinstance(item, dict):
                kind = self._kind(item, where) or prefix
                key = code_key(item)
                text_key = _text_key(item, {key, *_KINDS})
                code = item.pop(key).strip().upper() if key else ""
                text = statement_text(item.pop(text_key)) if text_key else ""
            if (stated := statement(text)) and stated.wording and code in ("", stated.code):
                code, text = stated.code, stated.wording
            counts[kind] += bool(text)
            if text and kind and not code:
                numbered += 1
                code = f"{kind}{counts[kind]}"
            if code and text:
                self.define(code, text, where)
            else:
                self.notes += (Note("left out", where, part) for part in (code, text) if part)
        if numbered:
            self.note(place, f"{numbered} statements have no code; they are numbered in order")

    def _take_record(self, item: dict[str, Any], counts: Counter[str], prefix: str, label: str, place: str) -> None:
        """Take a KSB as records of the APIs have it: its label is its code where it looks like one; else its place."""
        kind = prefix or self._kind(item, place)
        counts[kind] += 1
        keys = [key for key in (label, "id", "key", "code") if isinstance(item.get(key), str | int | float)]
        given = [text for key in keys if (text := said(item.pop(key)).strip())]
        labels = [text for text in given if CODE.fullmatch(text)]
        code = labels[0] if labels else f"{kind}{counts[kind]}"
        text = statement_text(said(item.pop("detail"))) if isinstance(item.get("detail"), str | int | float) else ""
        core = item.pop("isThisACoreSkill", None)
        if not text:
            self.note("", f"{code} has no text; left out, and its number with it")
            return
        if not CODE.fullmatch(code):
            self.notes += (Note("left out", place, part) for part in (text, *given))
            return
        if not self.define(code, text, place) and self.texts[code] != text:
            self.notes += (Note("left out", place, other) for other in given if other not in labels)
            return
        if isinstance(core, bool):
            self.core[code] = core
        if label and not given:
            self.note("", f"{code} has no id, so no duty can cite it")
        for other in given:
            if self.codes.setdefault(other, code) != code:
                self.note("", f"{code} has the id of {self.codes[other]}; duties cite that one")
            elif other not in labels and self.ids.setdefault(code, other) != other:
                self.left(place, other)

    def define(self, code: str, text: str, place: str) -> bool:
        """Define a KSB; return whether its code is new. Another text for a code is left out."""
        if code not in self.texts:
            self.texts[code] = text
            self.codes.setdefault(code, code)
            return True
        if self.texts[code] != text:
            self.note("", f"{code} is given twice; the first is taken")
            self.left(place, f"{code}: {text}")
        return False

    def _kind(self, item: dict[str, Any], place: str) -> str:
        """Return what the codes of an item's kind start with, where it names one."""
        key = _kind_key(item)
        if not key:
            return ""
        self.structure(f"{place}.{key}", item[key])
        return kind_prefix(item.pop(key))


def in_one_text(item: Any) -> Any:
    """Return an object such as `{"K1": "Flour"}` as the text "K1: Flour", and another value as it is."""
    if isinstance(item, dict) and len(item) == 1:
        [(code, text)] = item.items()
        if CODE.fullmatch(code) and isinstance(text, str):
            return f"{code}: {text}"
    return item


def code_key(item: dict[str, Any]) -> str:
    """Return the key under which an object holds a code; "" where it holds none."""
    texts = ((key, part.strip().upper()) for key, part in item.items() if isinstance(part, str))
    return next((key for key, text in texts if CODE.fullmatch(text)), "")


def _kind_key(item: dict[str, Any]) -> str:
    return next((key for key in _KINDS if isinstance(item.get(key), str) and kind_prefix(item[key])), "")


def _text_key(item: dict[str, Any], others: set[str]) -> str:
    """Return the key under which an object holds its wording: by its name, else the longest text."""
    texts = [key for key, part in item.items() if isinstance(part, str) and part.strip() and key not in others]
    by_name = {key.lower(): key for key in texts}
    named = next((by_name[key] for key in _TEXTS if key in by_name), "")
    return named or max(texts, key=lambda key: len(item[key]), default="")


def from_list(values: list[Any], name: str) -> Imported:
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


def from_export(record: dict[str, Any], name: str) -> Imported:
    """Return the standard that `ksb export json` wrote. What it derives (kind, core, ...) is dropped."""
    listed = [ksb for ksb in record["ksbs"] if isinstance(ksb, dict)]
    texts = {str(ksb.get("code")): ksb.get("text") for ksb in listed}
    fields = Standard.model_fields
    shape = {key: value for key, value in record.items() if key in fields and value not in (None, [], {})}
    shape |= {"ksbs": texts, "ids": {str(ksb.get("code")): ksb["id"] for ksb in listed if ksb.get("id")}}
    for field in ("options", "duties"):
        if field in shape:
            shape[field] = [_part(part, texts) for part in shape[field]]
    try:
        standard = Standard.model_validate(shape)
    except ValidationError as error:
        return Imported(name, None, error=first_fault(error))
    left = [note for key, value in record.items() if key not in fields for note in left_in(value, key)]
    return Imported(name, standard, sorted_notes(left))


def _part(part: dict[str, Any], texts: dict[str, Any]) -> dict[str, Any]:
    """Return an option or a duty without what is derived; a duty cites the code alone where its wording is the same."""
    made = {key: value for key, value in part.items() if key not in _DERIVED and value is not None}
    if "citations" in part:
        cites = [(cite.get("code"), cite.get("text")) for cite in part["citations"] or []]
        made["cites"] = [code if not text or text == texts.get(code) else {code: text} for code, text in cites]
    return made
