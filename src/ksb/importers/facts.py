"""Facts about a standard in a line: its reference, level, version, ...; who published it, and when; dates."""

import calendar
import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ksb.models import METADATA

_FIELDS = {
    "reference": ("reference", "reference number", "ref", "ref no", "reference no", "standard code", "standard number"),
    "version": ("version", "version number", "version no"),
    "level": ("level",),
    "status": ("status",),
    "route": ("route", "sector", "sector subject area"),
    "route_pathway": ("pathway", "route pathway"),
    "cluster": ("cluster",),
    "lars_code": ("lars code", "lars", "lars standard code"),
    "occupation_code": ("occupation code", "soc code", "occupational code"),
    "typical_duration": ("duration", "duration in months", "duration to gateway"),
    "epa_length": ("epa period", "epa length", "length of epa"),
    "max_funding": ("funding", "funding band"),
    "last_updated": ("last updated", "date updated", "updated"),
    "page_url": ("page url", "url", "link", "web page", "webpage"),
    "publisher": ("publisher", "published by"),
    "regulated_body": ("regulated body", "regulator"),
    "title": ("title", "standard", "apprenticeship", "occupation", "name of standard", "title of occupation",
              "title of the occupation", "name of occupation", "title of standard", "standard name", "occupation name"),
}  # fmt: skip
_BY_FIELD = {name.replace("_", " "): name for name in METADATA}
_BY_FIELD |= {name: field for field, names in _FIELDS.items() for name in names}
_QUALIFIER = re.compile(
    r"^(?:standard|apprenticeship|occupation(?:al)?|uos|typical|minimum|max(?:imum)?)\s+", re.IGNORECASE
)
"""What may stand before the name of a field: "Typical duration"."""
_REFERENCE = r"(?:ST|FA|AU)\d{4}"
_TITLED = (
    re.compile(rf"(?P<reference>{_REFERENCE})[\s:,–-]+(?P<title>[^\W\d].*)"),
    re.compile(
        rf"(?P<title>.*?[^\s(\[,–—-])(?:[\s(\[,–—-]+(?P<reference>{_REFERENCE})(?:/AP\d+)?[)\]]?)?"
        r"(?:[\s(,–-]+v(?:ersion)?\s?(?P<version>\d[\d.]*)\)?)?(?:[\s(\[,–—-]+level\s+(?P<level>[2-8])\s*[)\]]?)?",
        re.IGNORECASE,
    ),
)
"""A title with the reference before it, or with that, the version and the level after it."""
_FIELD = re.compile(
    r"([A-Za-z][A-Za-z _-]{1,40}?)(?:\s*\((?P<unit>weeks|months|years)\))?\s*(?::|=|\t|\s[–—-]\s)\s*(?P<value>\S.*)"
)
_SHORT_FIELDS = {
    "reference": re.compile(
        r"(?:(?:standard )?ref(?:erence)?\.?(?: (?:number|no\.?))?:?\s*)?"
        r"((?:ST|FA|AU|OCC)\d{4}[A-Z]?(?:/\d\d)?)(?:[ /]?(?:v(?P<version>\d+(?:\.\d+)*)|(?:v|AP)?\d[\w.]*))?",
        re.IGNORECASE,
    ),
    "level": re.compile(r"(?:level\s*:?\s*|L)([2-8])", re.IGNORECASE),
    "version": re.compile(r"(?:version|v)\s*:?\s*(\d+(?:\.\d+)*)", re.IGNORECASE),
}
_IN_LINES = ("reference", "version", "level", "status", "lars_code", "last_updated")
_NAMES = "|".join(name for field in _IN_LINES for name in _FIELDS[field])
_BETWEEN = re.compile(
    rf"\s*[·•|;\t]\s*|\s+[–—/-]\s+|,\s+|\s{{2,}}|(?<=\d)\s+(?=ST\d{{4}}\b|level\s\d)"
    rf"|(?<!standard)(?<!date)(?<!last)\s+(?=(?:{_NAMES})\s*:)",
    re.IGNORECASE,
)
_BARS = re.compile(r"\s*[·•|\t]\s*")
_IN_NUMBERS = {
    "reference": re.compile(r"(?:ST|FA|AU|OCC)\d{4}\b.{0,10}"),
    "level": re.compile(r"[2-8]"),
    "version": re.compile(r"v?\d[\d.]*"),
    "lars_code": re.compile(r"\d{1,4}"),
    "typical_duration": re.compile(r"\d{1,2}(?:\s*(?:-|–|to)\s*\d{1,2})?(?:\s*(?:weeks|months|years))?"),
    "max_funding": re.compile(r"£?\s?\d[\d,]*"),
}
_LONGEST_REST = 60
_MONTHS = calendar.month_name[1:]
_PUBLISHER = re.compile(r"Publisher: (.+)", re.IGNORECASE)
_ISSUED = re.compile(
    rf"(?:(.*\S),\s*|Issued: )(?:(?:([0-9]{{1,2}})\s+)?({'|'.join(_MONTHS)})\s+)?([0-9]{{4}})", re.IGNORECASE
)
_NOT_PUBLISHER = re.compile(
    r"\d|\b(?:drafts?|version|revis(?:ed|ion)|updated?|review(?:ed)?|approved|meeting|minutes|final|dated)\b",
    re.IGNORECASE,
)
_ABOUT_DRAFT = re.compile(
    r"(?:(?:this is|a|the|first|second|third|final|latest|working|early|initial)\s+)*"
    r"(?:drafts?|versions?|revis(?:ed|ion)|comments?|not for (?:publication|circulation)|confidential)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_ISO = re.compile(r"Issued: ([0-9]{4}(?:-[0-9]{2}){0,2})", re.IGNORECASE)
_DATE_IN_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
"""In the order that the United Kingdom has: the day first."""
_DATE_IN_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})", re.IGNORECASE)


class Issued(NamedTuple):
    """Who published a standard, and when."""

    publisher: str | None = None
    date: str | None = None
    remark: str | None = None
    """What is wrong with the date."""


def particulars(text: str) -> dict[str, str]:
    """Return the fields in a line such as `Reference: ST1234` or `ST1234 · Level 3 · Version 1.0`; none for another.

    Other parts of a line with two fields, such as `Marine` in `ST1234 | Level 3 | Marine`, are the value of "".
    """
    if len(text) > 300:
        return {}
    whole = _named(text)
    if whole and not any(map(_BETWEEN.search, whole.values())):
        return whole
    found, rest = _fields_of(filter(None, _BETWEEN.split(text)))
    if not rest:
        return found
    parts = _BARS.split(text)
    found, rest = _fields_of(parts)
    if len(found) > 1 and parts[0] not in rest and all(len(part) <= _LONGEST_REST for part in rest):
        return {**found, "": ", ".join(rest)}
    return whole


def in_numbers(text: str) -> dict[str, str]:
    """Return the fields in a line where they are ones with numbers, as each is: `Level: 3`, `Duration: 18 months`."""
    found = particulars(text)
    return found if all(it in _IN_NUMBERS and _IN_NUMBERS[it].fullmatch(value) for it, value in found.items()) else {}


def _fields_of(parts: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """Return the fields in the parts of a line, and the parts that are not one."""
    read = [(part, _named(part) or _short(part.strip())) for part in parts]
    found = {name: value for _, fields in reversed(read) for name, value in fields.items()}
    return found, [part for part, fields in read if not fields]


def _named(text: str) -> dict[str, str]:
    """Return the field of a text such as `Level: 3`, by its name."""
    match = _FIELD.fullmatch(text)
    name = match[1].replace("_", " ").strip().lower() if match else ""
    field = _BY_FIELD.get(name) or _BY_FIELD.get(_QUALIFIER.sub("", name))
    if not match or not field or (field in _IN_NUMBERS and ": " in match["value"]):  # the next field in its line
        return {}
    if field == "title" and (found := titled(match["value"])):
        return found
    value = match["value"].strip()
    if field in ("level", "version") and (short := _SHORT_FIELDS[field].fullmatch(value)):  # "Level: Level 3"
        value = short[1]
    return {field: f"{value} {match['unit']}" if match["unit"] and value.isdecimal() else value}


def titled(text: str) -> dict[str, str]:
    """Return the title, and the reference, the version or the level beside it: "Baker (ST1234)"; none for another."""
    match = next(filter(None, (it.fullmatch(text) for it in _TITLED)), None)
    return {name: value for name, value in match.groupdict().items() if value} if match else {}


def _short(text: str) -> dict[str, str]:
    """Return the field of a text such as `Level 3` or `ST1234`, which has no sign between name and value."""
    for name, pattern in _SHORT_FIELDS.items():
        if match := pattern.fullmatch(text):
            return {name: match[1], **{field: value for field, value in match.groupdict().items() if value}}
    return {}


def issued(text: str) -> Issued | None:
    """Return what a line such as "ScreenSkills, August 2019" or "Issued: 2019" says; None for another line."""
    if match := _PUBLISHER.fullmatch(text):
        return Issued(publisher=match[1])
    if match := _ISO.fullmatch(text):
        return Issued(date=match[1])
    match = _ISSUED.fullmatch(text)
    if not match or is_about_draft(text) or (match[1] and _NOT_PUBLISHER.search(match[1])):
        return None
    publisher, day, name, date = match.groups()
    if not name:
        return Issued(publisher, date)
    month = _MONTHS.index(name.capitalize()) + 1
    if day and not 0 < int(day) <= calendar.monthrange(int(date) or 1, month)[1]:
        return Issued(publisher, f"{date}-{month:02}", f"{name.capitalize()} does not have that day")
    return Issued(publisher, f"{date}-{month:02}" + (f"-{int(day):02}" if day else ""))


def is_about_draft(text: str) -> bool:
    """Return whether a line speaks of the document as a draft: "Draft 1.0 for the group", "Comments in yellow"."""
    return len(text) < 300 and _ABOUT_DRAFT.fullmatch(text) is not None


def iso_date(text: str) -> str | None:
    """Return a date such as "12/01/2024" or "12th January 2024" as "2024-01-12"; None for any other text."""
    if match := _DATE_IN_NUMBERS.fullmatch(text):
        day, month, year = map(int, match.groups())
    elif match := _DATE_IN_WORDS.fullmatch(text):
        day, name, year = int(match[1]), match[2].lower(), int(match[3])
        month = next((number for number, it in enumerate(_MONTHS, 1) if it.lower().startswith(name)), 0)
    else:
        return None
    try:
        return date(year, month, day).isoformat() if year >= 1000 else None
    except ValueError:
        return None
