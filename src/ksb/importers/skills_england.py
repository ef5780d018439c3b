"""Records of published standards: the Skills England standards API, the Occupational Maps API, the public courses API.

In the first a record numbers nothing: a KSB's code is its position (the first knowledge statement is K1), and duties
cite by id. The second gives each KSB its label, which is its code. Apprenticeships have K, S and B; foundation
apprenticeships and apprenticeship units have TK, TS and ESB.
"""

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from ksb.importers import fields
from ksb.importers.draft import MOST_PARTS
from ksb.importers.fields import left_in, line, paragraphs, pop_text, pop_texts, said, statement_text
from ksb.importers.headings import kind_prefix
from ksb.importers.ksb_lists import Ksbs
from ksb.importers.results import MOST_CHARACTERS, Imported, Note, Noted, finished
from ksb.kinds import code_order

_LABEL = re.compile(r"(?:D|Duty )?([1-9][0-9]{0,3})")


def from_record(record: dict[str, Any], name: str) -> Imported:
    """Return the standard in a record, or why it has no standard.

    What is used is taken out of the record. What remains in it is noted.
    """
    return _Record(record, name).imported()


class _Record(Noted):
    def __init__(self, record: dict[str, Any], name: str) -> None:
        self.record = record
        self.notes: list[Note] = []
        self.title = pop_text(record, *fields.TITLES)
        self.name = f"{name} ({line(self.title)})" if self.title else name
        self.ksbs = Ksbs(self.notes)
        self.options: list[dict[str, Any]] = []
        self.options_by_id: dict[str, list[int]] = {}

    def imported(self) -> Imported:
        """Return the standard and the notes of what is not in it."""
        size = sum(len(value) for value in self.record.values() if isinstance(value, list))
        if size > MOST_PARTS:
            return Imported(self.name, None, error=f"has more than {MOST_PARTS:,} parts (duties, KSBs, options, ...)")
        for prefix, names, label in fields.LISTS:
            for field in names:
                self.ksbs.take(self.record.get(field), prefix, label, field)
        self._take_options()
        shape: dict[str, Any] = {
            "format": 1,
            "title": self.title,
            **self._metadata(),
            "overview": [
                part for field in fields.OVERVIEW for text in pop_texts(self.record, field) for part in paragraphs(text)
            ],
            "job_titles": [title for field in fields.JOB_TITLES for title in self._job_titles(field)],
            "options": self.options,
            "ksbs": self.ksbs.texts,
            "ids": self.ksbs.ids,
            "duties": list(self._duties()),
        }
        core = self.ksbs.core
        if not all(core.values()):
            shape["core_skills"] = ", ".join(code for code, is_core in core.items() if is_core)
        read = {name.partition(".")[0] for names in fields.METADATA.values() for name in names}
        rest = sorted(self.record.items(), key=lambda item: item[0] not in read)  # what stands in known fields first
        self.notes += left_in(dict(rest))
        if sum(map(len, self.ksbs.texts.values())) + sum(len(note.text) for note in self.notes) > MOST_CHARACTERS:
            return Imported(self.name, None, error=f"has more than {MOST_CHARACTERS:,} characters of text")
        return finished(shape, self.name, self.notes)

    def _job_titles(self, field: str) -> list[str]:
        """Return the job titles in a text, or in a list of texts or of objects with a name."""
        value = self.record.get(field)
        if isinstance(value, str):
            del self.record[field]
            return _lines(re.split(r"[|\n]", value) if re.search(r"[|\n]", value) else value.split(","))
        found: list[str] = []
        for at, part in enumerate(value if isinstance(value, list) else []):
            if isinstance(part, dict):
                found.append(pop_text(part, "name", "title", "jobTitle"))
            elif isinstance(part, str | int):
                found.append(said(part))
                self.record[field][at] = None
        return _lines(title for text in found for title in text.split("|"))

    def _metadata(self) -> dict[str, Any]:
        """Return the fields that `ksb` keeps as they are; one that is given twice is left out where it differs."""
        found: dict[str, Any] = {}
        for field, names in fields.METADATA.items():
            for name in names:
                outer, _, inner = name.rpartition(".")
                holder = self.record.get(outer) if outer else self.record
                if not isinstance(holder, dict) or holder.get(inner) in (None, "", [], {}):
                    continue
                text = self._said(holder[inner], field, name)
                if field == "core_and_options" and text not in ("", "true", "false"):
                    self.note("", "coreAndOptions is neither true nor false; left out")
                elif text and found.setdefault(field, text) == text:
                    holder[inner] = _rest(holder[inner])
        return found

    def _said(self, value: Any, field: str, name: str) -> str:
        """Return a value as text: a list of texts, or of objects with a title, is one with separators."""
        if isinstance(value, list):
            texts = [line(_title_of(part)) for part in value]
            return ("; " if field == "qualifications" else ", ").join(filter(None, texts))
        if isinstance(value, dict):
            self.note("", f"{name} is not a text; left out")
            return ""
        return statement_text(said(value))

    def _take_options(self) -> None:
        """Take the options; those without a title are named by their number."""
        items = self.items_of("options", self.record.get("options"))
        for at, given in enumerate(items):
            item = {"title": given} if isinstance(given, str) else given
            if not isinstance(item, dict):
                if item is not None:
                    self.note("", f"item {at + 1} of options is not an object; left out")
                continue
            title = line(pop_text(item, "title", "name"))
            identifier = pop_text(item, "optionId", "id")
            items[at] = item
            if not title and not identifier:
                self.note("", "an option without title and id; left out")
                continue
            number = self._add_option(title, identifier)
            if title:
                self.options_by_id.setdefault(title, [number])
            if not title:
                self.note("", f'option {number} has no title; it is called "Option {number}"')
            if identifier:
                of_id = self.options_by_id.setdefault(identifier, [])
                of_id.append(number)
                if len(of_id) > 1:
                    same = f"options {' and '.join(map(str, of_id))} have one id, {identifier}"
                    self.note("", f"{same}; duties with that id belong to each of them")
        field = "optionsUnstructuredTemplate"
        take = partial(self.left, field) if self.options else self._add_option
        for title in _lines(pop_texts(self.record, field)):
            take(title)

    def _add_option(self, title: str, identifier: str = "") -> int:
        number = len(self.options) + 1
        option = {"number": number, "title": title or f"Option {number}"}
        self.options.append({**option, "id": identifier} if identifier else option)
        return number

    def _duties(self) -> Iterator[dict[str, Any]]:
        for at, item in enumerate(self.items_of("duties", self.record.get("duties"))):
            if duty := self._duty(item, at):
                yield duty

    def _duty(self, item: Any, at: int) -> dict[str, Any] | None:
        """Return a duty; None for one that says nothing."""
        if not isinstance(item, dict):
            self.note("", f"item {at + 1} of duties is not an object; left out")
            return None
        place = f"duties[{at}]"
        keys = [key for key in ("dutyID", "dutyId", "id", *fields.DUTY_NUMBERS) if item.get(key) not in (None, "")]
        given = [(key, said(item.pop(key)).strip()) for key in keys]
        may_be_label = (text for key, text in given if key in fields.DUTY_NUMBERS or not text.isdigit())
        labels = list(filter(None, map(_LABEL.fullmatch, may_be_label)))
        number = int(labels[0][1]) if labels else at + 1
        if labels:
            self.structure(place, labels[0][0])
        title = line(pop_text(item, "dutyDetail", "detail", "title", "dutyTitle", "description", "text", "duty"))
        cites = self._cites(item, number)
        if not any(character.isalnum() for character in title):
            if not cites:
                self.note("", f'Duty {number} says nothing ("{title}") and cites nothing; left out')
                item.pop("isThisACoreDuty", None)
                return None
            self.note("", f'Duty {number} says nothing ("{title}")')
        duty: dict[str, Any] = {"number": number, "title": title or ".", "cites": cites}
        field = next((name for name in fields.CRITERIA if item.get(name)), "")
        if criteria := pop_texts(item, field):
            duty["criteria"] = "\n".join(map(statement_text, criteria))
        ids = [text for _, text in given if not labels or text != labels[0][0]]
        if ids:
            duty["id"] = ids[0]
        self.notes += (Note("left out", place, text) for text in ids[1:] if text != ids[0])
        if belongs := self._of_options(item, number):
            duty["options"] = belongs
        return duty

    def _of_options(self, item: dict[str, Any], duty: int) -> list[int]:
        """Return the options that a duty belongs to; none for a core duty."""
        mapped = item.pop("mappedOptions", None) or item.pop("options", None)
        mapped = mapped if isinstance(mapped, list) else [mapped]
        ids = [said(it) for it in mapped if isinstance(it, str | int) and (it or said(it) in self.options_by_id)]
        if item.pop("isThisACoreDuty", not ids) in (1, True, "1", "true", None):
            if ids:
                self.note("", f"Duty {duty} is core, so its options are left out: {', '.join(ids)}")
            return []
        if not ids:
            self.note("", f"Duty {duty} is not core but names no option; it is taken for core")
        for given in ids:
            if given not in self.options_by_id:
                number = self._add_option("", given)
                self.options_by_id[given] = [number]
                self.note("", f'option {number} is known by its id alone; it is called "Option {number}"')
        return sorted({number for given in ids for number in self.options_by_id[given]})

    def _cites(self, item: dict[str, Any], duty: int) -> list[str]:
        """Return the codes that a duty cites by the ids of the KSBs."""
        cites: list[str] = []
        for field in filter(item.get, fields.MAPPED):
            mapped = item[field]
            codes = ChainMap(self.ksbs.of_kind[kind_prefix(field.removeprefix("mapped"))], self.ksbs.codes)
            if isinstance(mapped, str) and all(it in codes for it in re.split(r"[\s,;]+", mapped)):
                mapped = item[field] = re.split(r"[\s,;]+", mapped)
            if not isinstance(mapped, list):
                self.note("", f"{field} of Duty {duty} is not a list; left out")
                continue
            item[field] = rest = []
            for given in mapped:
                if isinstance(given, dict):
                    found = [key for key, it in given.items() if said(it) in codes]
                    code = codes[said(given[found[0]])] if found else None
                    rest.append({key: it for key, it in given.items() if key not in found[:1]})
                elif not (code := codes.get(text := said(given))):
                    self.note("", f"Duty {duty} cites {text[:60]}, which is not a KSB of this standard; left out")
                    rest += [given] if len(text) > 60 else []
                cites += [code] if code else []
        return sorted(cites, key=code_order)


def _title_of(part: Any) -> str:
    """Return the text of a part of a list: itself, or its title."""
    if isinstance(part, dict):
        part = part.get("title") or part.get("name")
        return part if isinstance(part, str) else ""
    return said(part) if isinstance(part, str | int | float) else ""


def _rest(value: Any) -> Any:
    """Return what a field holds beside its text: the other parts of the objects in a list. A level of 0 is empty."""
    if not isinstance(value, list):
        return None
    titles = map(_title_of, value)
    return [
        {key: it for key, it in part.items() if it not in (title, "0", 0)}
        if isinstance(part, dict) and title
        else None
        if title
        else part
        for part, title in zip(value, titles, strict=True)
    ]


def _lines(texts: Iterable[str]) -> list[str]:
    return [title for text in texts if (title := line(text))]
