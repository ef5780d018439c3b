"""The JSON of England's published standards: the Skills England standards API, formerly the Institute's.

A record numbers nothing: a KSB's code is its position (the first knowledge statement is K1), and duties cite by id.
A file holds one record or a list of records.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from pydantic import ValidationError

from ksb.errors import KsbError
from ksb.importers import Imported
from ksb.importers.html import line, paragraphs
from ksb.models import Standard, code_order
from ksb.validate import first_fault

_CHUNK = 1 << 16
_MOST = 64 << 20
"""The most characters of one record."""
_LISTS = {"K": ("knowledges", "knowledgeId"), "S": ("skills", "skillId"), "B": ("behaviours", "behaviourId")}
_MAPPED = ("mappedKnowledge", "mappedSkills", "mappedBehaviour")
_METADATA = {
    "reference": ("referenceNumber",),
    "version": ("versionNumber", "version"),
    "level": ("level",),
    "status": ("status",),
    "route": ("route",),
    "lars_code": ("larsCode",),
    "core_and_options": ("coreAndOptions",),
    "typical_duration": ("typicalDuration", "proposedTypicalDuration"),
    "max_funding": ("maxFunding", "proposedMaxFunding"),
    "page_url": ("standardPageUrl",),
    "created_date": ("createdDate",),
    "publish_date": ("publishDate",),
    "approved_for_delivery": ("approvedForDelivery",),
    "last_updated": ("lastUpdated",),
    "earliest_start_date": ("versionEarliestStartDate", "earliestStartDate"),
    "latest_start_date": ("versionLatestStartDate", "latestStartDate"),
    "latest_end_date": ("versionLatestEndDate", "latestEndDate"),
}
_TAKEN = {
    "title", "typicalJobTitles", "overviewOfRole", "occupationalSummary", "duties", "options",
    "optionsUnstructuredTemplate",
    *(name for names in _METADATA.values() for name in names),
    *(name for name, _ in _LISTS.values()),
}  # fmt: skip

_PART_TAKEN = {
    "detail", "knowledgeId", "skillId", "behaviourId", "dutyID", "dutyDetail", "isThisACoreDuty", "mappedOptions",
    "optionId", "title", *_MAPPED,
}  # fmt: skip
_EMPTY: tuple[Any, ...] = (None, "", [], {}, False)


def read(file: BinaryIO, name: str) -> Iterator[Imported]:
    """Yield the records of a file, one at a time. Raises `KsbError` where it is not JSON, or holds no record."""
    found = 0
    for found, record in enumerate(_records(file, name), 1):
        yield _imported(record, f"{name}, record {found}" if found > 1 else name)
    if not found:
        raise KsbError(f"{name}: holds no record of a standard")


def _records(file: BinaryIO, name: str) -> Iterator[Any]:
    """Yield the items of a JSON list, or the one value, without holding more than one of them."""
    decoder = json.JSONDecoder()
    decode = codecs.getincrementaldecoder("utf-8-sig")("strict")
    buffer, position, ended, size = "", 0, False, _CHUNK
    within: bool | None = None
    offset = 0
    try:
        while True:
            while position < len(buffer) and (buffer[position].isspace() or (within and buffer[position] == ",")):
                position += 1
            if position < len(buffer) and within is None:
                within = buffer[position] == "["
                position += within
                continue
            if position < len(buffer) and within and buffer[position] == "]":
                return
            if position < len(buffer) and (ended or within is not None):
                try:
                    value, end = decoder.raw_decode(buffer, position)
                except json.JSONDecodeError as error:
                    if ended:
                        where = f"character {offset + error.pos + 1}"
                        raise KsbError(f"{name}: not JSON at {where}: {error.msg.lower()}") from None
                    if len(buffer) - position > _MOST:
                        raise KsbError(f"{name}: a record is longer than {_MOST >> 20} million characters") from None
                else:
                    if ended or end < len(buffer):
                        yield value
                        if not within:
                            return
                        offset += end
                        buffer, position, size = buffer[end:], 0, _CHUNK
                        continue
            elif ended:
                if within:
                    raise KsbError(f"{name}: not JSON: the list is cut off after character {offset + position}")
                return
            chunk = file.read(size)
            size *= 2
            ended = not chunk
            buffer += decode.decode(chunk, final=ended)
    except UnicodeDecodeError:
        raise KsbError(f"{name}: not UTF-8") from None
    except ValueError:  # what Python makes of a number with more digits than it turns into one
        raise KsbError(f"{name}: holds a number with too many digits") from None
    except RecursionError:
        raise KsbError(f"{name}: nested too deep") from None


def _imported(record: Any, name: str) -> Imported:
    try:
        return _Record(record, name).imported()
    except ValidationError as error:
        return Imported(name, None, error=first_fault(error))
    except _BadRecordError as error:
        return Imported(name, None, error=str(error))


class _BadRecordError(Exception):
    """A record that is no standard."""


class _Record:
    def __init__(self, record: Any, name: str) -> None:
        if not isinstance(record, Mapping):
            raise _BadRecordError("is not a record of a standard")
        if "format" in record and "ksbs" in record:
            raise _BadRecordError("is what `ksb export json` writes; `ksb export yaml` writes what ksb reads")
        self.record = record
        self.notes: list[str] = []
        self.left: dict[str, None] = {}
        title = line(self._text("title"))
        self.name = f"{name} ({title})" if title else name
        if not title and not any(self._list(field) for field, _ in _LISTS.values()):
            raise _BadRecordError("is not a record of a standard: it has no title and no KSBs")

    def imported(self) -> Imported:
        ksbs, ids, codes = self._ksbs()
        options, numbers = self._options()
        shape = {
            "format": 1,
            "title": self._text("title"),
            **self._metadata(),
            "overview": [*paragraphs(self._text("overviewOfRole")), *paragraphs(self._text("occupationalSummary"))],
            "job_titles": [title for item in self._list("typicalJobTitles") if (title := line(str(item)))],
            "options": options,
            "ksbs": ksbs,
            "ids": ids,
            "duties": self._duties(codes, numbers, options),
        }
        left = [key for key, value in self.record.items() if key not in _TAKEN and value not in _EMPTY]
        if left or self.left:
            self.notes.append(f"left out: {', '.join([*left, *self.left])}")
        return Imported(self.name, Standard.model_validate(shape), tuple(self.notes))

    def _text(self, field: str) -> str:
        value = self.record.get(field)
        return value if isinstance(value, str) else ""

    def _list(self, field: str) -> list[Any]:
        value = self.record.get(field)
        if value is not None and not isinstance(value, list):
            self.notes.append(f"{field} is not a list; left out")
        return value if isinstance(value, list) else []

    def _items(self, field: str) -> Iterator[Mapping[str, Any]]:
        for number, item in enumerate(self._list(field), 1):
            if isinstance(item, Mapping):
                for key, value in item.items():
                    if key not in _PART_TAKEN and value not in _EMPTY:
                        self.left[f"{field}[].{key}"] = None
                yield item
            else:
                self.notes.append(f"item {number} of {field} is not an object; left out")
                yield {}

    def _metadata(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field, names in _METADATA.items():
            value = next((self.record[name] for name in names if self.record.get(name) not in (None, "")), None)
            if isinstance(value, bool):
                found[field] = value if field == "core_and_options" else str(value).lower()
            elif isinstance(value, int | float | str):
                found[field] = line(str(value)) or None
            elif value is not None:
                self.notes.append(f"{names[0]} is no text; left out")
        if not isinstance(found.get("core_and_options", False), bool):
            self.notes.append("coreAndOptions is neither true nor false; left out")
            del found["core_and_options"]
        return found

    def _ksbs(self) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
        """Return the definitions by code, the ids by code, and the codes by id."""
        ksbs: dict[str, str] = {}
        ids: dict[str, str] = {}
        codes: dict[str, str] = {}
        for letter, (field, key) in _LISTS.items():
            for number, item in enumerate(self._items(field), 1):
                code, given = f"{letter}{number}", item.get(key)
                text = line(item["detail"]) if isinstance(item.get("detail"), str) else ""
                if not text:
                    self.notes.append(f"{code} has no text; left out, and its number with it")
                    continue
                ksbs[code] = text
                if not isinstance(given, str) or not given:
                    self.notes.append(f"{code} has no id, so no duty can cite it")
                elif given in codes:
                    self.notes.append(f"{code} has the id of {codes[given]}; duties cite that one")
                else:
                    ids[code], codes[given] = given, code
        return ksbs, ids, codes

    def _options(self) -> tuple[list[dict[str, Any]], dict[str, int]]:
        """Return the options, and their numbers by id."""
        options: list[dict[str, Any]] = []
        numbers: dict[str, int] = {}
        for item in self._items("options"):
            title, given = line(str(item.get("title") or "")), item.get("optionId")
            if not title and not given:
                self.notes.append("an option without title and id; left out")
                continue
            number = len(options) + 1
            options.append({"number": number, "title": title or f"Option {number}"})
            if not title:
                self.notes.append(f'option {number} has no title; it is called "Option {number}"')
            if isinstance(given, str) and given:
                options[-1]["id"] = given
                numbers.setdefault(given, number)
        if not options:
            titles = [title for item in self._list("optionsUnstructuredTemplate") if (title := line(str(item)))]
            options = [{"number": number, "title": title} for number, title in enumerate(titles, 1)]
        return options, numbers

    def _duties(
        self, codes: Mapping[str, str], numbers: dict[str, int], options: list[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        duties = []
        for number, item in enumerate(self._items("duties"), 1):
            detail = item.get("dutyDetail")
            title = line(detail) if isinstance(detail, str) else ""
            cites = self._cites(item, codes, number)
            if not any(character.isalnum() for character in title):
                if not cites:
                    self.notes.append(f'Duty {number} says nothing ("{title}") and cites nothing; left out')
                    continue
                self.notes.append(f'Duty {number} says nothing ("{title}")')
            duty: dict[str, Any] = {"number": number, "title": title or ".", "cites": cites}
            if isinstance(item.get("dutyID"), str) and item["dutyID"]:
                duty["id"] = item["dutyID"]
            if given := self._of_options(item, number, numbers, options):
                duty["options"] = given
            duties.append(duty)
        return duties

    def _of_options(
        self, item: Mapping[str, Any], duty: int, numbers: dict[str, int], options: list[dict[str, Any]]
    ) -> list[int]:
        mapped = item.get("mappedOptions")
        ids = [given for given in mapped if isinstance(given, str)] if isinstance(mapped, list) else []
        core = item.get("isThisACoreDuty") in (1, True, "1", "true", None)
        if core:
            if ids:
                self.notes.append(f"Duty {duty} is core, so its options are left out")
            return []
        if not ids:
            self.notes.append(f"Duty {duty} is not core but names no option; it is taken for core")
        for given in ids:
            if given not in numbers:
                number = len(options) + 1
                numbers[given] = number
                options.append({"number": number, "id": given, "title": f"Option {number}"})
                self.notes.append(f'option {number} is known by its id alone; it is called "Option {number}"')
        return sorted({numbers[given] for given in ids})

    def _cites(self, item: Mapping[str, Any], codes: Mapping[str, str], duty: int) -> list[str]:
        cites: list[str] = []
        for field in _MAPPED:
            mapped = item.get(field) or []
            if not isinstance(mapped, list):
                self.notes.append(f"{field} of Duty {duty} is not a list; left out")
                continue
            for given in mapped:
                if not isinstance(given, str) or given not in codes:
                    self.notes.append(f"Duty {duty} cites {given!r}, which is no KSB of this standard; left out")
                else:
                    cites.append(codes[given])
        return sorted(cites, key=code_order)
