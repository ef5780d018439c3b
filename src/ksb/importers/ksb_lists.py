"""KSBs in JSON: lists of published records, and what `ksb export json` writes.

What is used is taken out of the value that holds it, so that the rest can be reported.
"""

from collections import Counter, defaultdict
from typing import Any

from pydantic import ValidationError

from ksb.importers.fields import left_in, pop_text, said, statement_text
from ksb.importers.headings import kind_prefix
from ksb.importers.lines import Statement, statement
from ksb.importers.results import Imported, Note, Noted, sorted_notes
from ksb.kinds import CODE
from ksb.standard import Standard
from ksb.validate import first_fault

_KINDS = ("type", "kind", "category", "group", "ksbType")
_KEYS = ("id", "key", "code", "label", "ref", "reference", "ksbId", "knowledgeId", "skillId", "behaviourId")
_DERIVED = frozenset({"duties", "only_ksbs", "core", "citations", "methods"})
"""What an export says of options and duties beside their own fields."""


class Ksbs(Noted):
    """The KSBs of a record, and what its duties may call them."""

    def __init__(self, notes: list[Note]) -> None:
        self.notes = notes
        self.texts: dict[str, str] = {}
        self.ids: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        """The codes by everything that may stand for them: the codes themselves, labels, ids."""
        self.of_kind: defaultdict[str, dict[str, str]] = defaultdict(dict)
        """The same for each kind, by what its codes start with: two kinds may count their ids from 1."""
        self.core: dict[str, bool] = {}
        """Of those that say so: whether they are core."""

    def take(self, values: Any, prefix: str, label: str, place: str) -> None:
        """Take the KSBs of a list.

        `prefix` is the kind of all of them, "" for several; `label` the key of their label or id.
        """
        counts: Counter[str] = Counter()
        for at, item in enumerate(self.items_of(place, values)):
            where = f"{place}[{at}]"
            if isinstance(item, dict):
                self._take_record(item, counts, prefix, label, where)
            elif isinstance(item, str) and prefix:
                values[at] = None
                counts[prefix] += 1
                stated = statement(item) or Statement(f"{prefix}{counts[prefix]}", item)
                self.define(stated.code, statement_text(stated.wording), where)

    def _take_record(self, item: dict[str, Any], counts: Counter[str], prefix: str, label: str, place: str) -> None:
        """Take a KSB as records of the APIs have it: its label is its code where it looks like one; else its place."""
        kind = prefix or self._kind(item, place)
        counts[kind] += 1
        keys = [key for key in dict.fromkeys((label, *_KEYS)) if isinstance(item.get(key), str | int | float)]
        given = [text for key in keys if (text := said(item.pop(key)).strip())]
        labels = [text for text in given if CODE.fullmatch(text)]
        code = labels[0] if labels else f"{kind}{counts[kind]}"
        text = statement_text(pop_text(item, "detail", "text", "description"))
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
            self.codes.setdefault(other, code)
            if (first := self.of_kind[kind].setdefault(other, code)) != code:
                self.note("", f"{code} has the id of {first}; duties cite that one")
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
        key = next((key for key in _KINDS if isinstance(item.get(key), str) and kind_prefix(item[key])), "")
        if not key:
            return ""
        self.structure(f"{place}.{key}", item[key])
        return kind_prefix(item.pop(key))


def from_export(record: dict[str, Any], name: str) -> Imported:
    """Return the standard that `ksb export json` wrote. What it derives (kind, core, ...) is dropped."""
    listed = [ksb for ksb in record["ksbs"] if isinstance(ksb, dict)]
    texts = {str(ksb.get("code")): ksb.get("text") for ksb in listed}
    fields = Standard.model_fields
    shape = {key: value for key, value in record.items() if key in fields and value not in (None, [], {})}
    shape |= {"ksbs": texts, "ids": {str(ksb.get("code")): ksb["id"] for ksb in listed if ksb.get("id")}}
    for field in ("options", "duties"):
        if isinstance(shape.get(field), list):
            shape[field] = [_part(part, texts) if isinstance(part, dict) else part for part in shape[field]]
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
