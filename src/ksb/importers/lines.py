"""What a line of a document says: a statement with its code, a list of codes, a duty, an option, a heading, a fact.

Published standards, lists kept by providers and apprentices, and working drafts each have their ways to write these.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from ksb.documents.text import BULLETS as _BULLETS
from ksb.models import KINDS, METADATA, split_code

BULLETS = " \t" + _BULLETS
"""What may stand before the text of a list item."""
_CODE = r"(?:ESB|TK|TS|[KSB])[ \xa0]?[1-9][0-9]{0,3}(?![0-9])"
_ONE = r"(?<![A-Za-z0-9])" + _CODE
_STATEMENT = re.compile(
    rf"(?:\(({_CODE})\)|\[({_CODE})\]|({_CODE}))(?:\s*(:)\s*|\s*(?:[.)|=]|[-–—](?=\s))?\s+)(\S.*)", re.DOTALL
)
_LOOSE = re.compile(
    r"(ESB|TK|TS|[KSB])[ \xa0._-]?0{0,3}([1-9][0-9]{0,3})(?![0-9])\s*[:.)|=–-]?\s+(\S.*)", re.IGNORECASE | re.DOTALL
)
_BARE = re.compile(rf"[(\[]?({_CODE})[)\]]?\s*[:.]?")
# "K1 to K3", "K1 and K2 (core)": not the wording of K1, but codes.
_MORE_CODES = re.compile(rf"(?:(?:and|or|to|[&–—/-])\s*)?{_CODE}(?!\s*[:.)]|[A-Za-z])")
_IN_LIST = re.compile(
    rf"(?P<range>{_CODE})\s*(?:-|–|—|to)\s*(?P<end>(?:ESB|TK|TS|[KSB])?[ \xa0]?[1-9][0-9]{{0,3}}(?![0-9]))"
    rf"|(?P<code>{_CODE})"
    r"|(?P<label>(?:ksbs?|knowledge|skills?|behaviou?rs?)\b\s*:?)|(?P<gap>[\s,;/&+|•·.:]+|and\b)",
    re.IGNORECASE,
)
_SPLIT = re.compile(rf"(?<=[.;!?])[^\S\n]+(?={_CODE}(?:\s*:|\s+[A-Z]))")
_NEXT = re.compile(rf"[^\S\n](?=({_CODE})(?:\s*:|\s+[A-Z]))")
_LOWER = re.compile(r"[ksb]\s?[1-9][0-9]{0,3}\s*[:.)-]|page\s[0-9]|www\.|https?:")
"""What begins in lower case, and yet does not go on from the line before."""
_JOINING = re.compile(
    r"(?:,|[-–/&(]|\b(?:a|an|and|as|at|be|by|for|from|if|in|into|of|on|or|such|that|the|their|through|to|using|via|when"
    r"|which|with|within))$",
    re.IGNORECASE,
)
_DUTY = re.compile(r"duty\s+([1-9][0-9]{0,3})(?![0-9])\s*([:.)–—-]?)\s*(.*)", re.IGNORECASE | re.DOTALL)
_SHORT_DUTY = re.compile(r"D\s?([1-9][0-9]{0,2})(?![0-9])(?:\s*([:.)–—-])\s*|\s+(?=[A-Z][a-z]))(.*)", re.DOTALL)
_OPTION = re.compile(r"option\s+([1-9][0-9]{0,3}|[A-Z])\s*[:.)–—-]\s*(.+)", re.IGNORECASE | re.DOTALL)
_OPTION_AGAIN = re.compile(r"option\s+([1-9][0-9]{0,3}|[A-Z])\s*:?", re.IGNORECASE)
_OPTION_HEADING = re.compile(r"option\s+([1-9][0-9]{0,3}|[A-Z])\s+(.+)", re.IGNORECASE | re.DOTALL)
_AT_END = re.compile(
    rf"(?:\s*[(\[]\s*(?P<bracket>[^()\[\]]*{_CODE}[^()\[\]]*)[)\]]\s*\.?"
    rf"|[\s(\[]+(?:mapped\s+)?KSBs?(?:\s+(?:covered|mapped|cited))?\s*[:–-]\s*(?P<named>[^()\[\]]*?)[)\]]?\.?"
    rf"|(?:\s*[:–—|-]\s*|\s\s+|\t)(?P<dash>{_CODE}(?:[\s,;/&-]+{_CODE})*)\.?"
    rf"|\s+(?P<run>{_CODE}(?:[\s,;/&]*{_CODE})+)\.?)$",
    re.IGNORECASE,
)
_NEAR_END = 2_000
"""How many characters at the end of a duty are looked at for codes."""
_KEY = re.compile(r"([KSB]) (?:is|are|=|stands for) .+")
_MONTHS = "|".join(calendar.month_name[1:])
_PUBLISHER = re.compile(r"Publisher: (.+)", re.IGNORECASE)
_ISSUED = re.compile(rf"(?:(.*\S),\s*|Issued: )(?:(?:([0-9]{{1,2}})\s+)?({_MONTHS})\s+)?([0-9]{{4}})", re.IGNORECASE)
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
_FURNITURE = re.compile(
    r"(?:back to (?:duty|top|contents?|all .{1,40})|home\s*[>›»/].*|"
    r"page \d+(?: of \d+)?|\d+ ?/ ?\d+|skip to (?:main )?content|print (?:this page|(?:occupational )?standard)|"
    r"download(?: as)? (?:pdf|word)|table of contents|contents|end(?: of (?:document|standard))?|"
    r"(?:show|hide|expand|collapse)(?: all)?|version \d+ of \d+|v\d+(?:\.\d+)*|(?:crown )?copyright.{0,60}|© .{0,60}|"
    r"(?:https?://|www\.)\S+|total: \d+ \w+|"
    r"dut(?:y|ies)(?:\s+(?:criteria(?: for measuring performance)?|ksbs?|title|description|number))+)",
    re.IGNORECASE,
)
_HEADINGS = {
    "overview": (
        "overview", "occupation summary", "occupational summary", "summary", "summary of the role",
        "overview of the role", "overview of role", "role overview", "occupation overview", "occupational profile",
        "role profile", "role summary", "occupation profile", "about the role", "about this role",
        "about the occupation", "summary of the occupation", "overview of the occupation", "overview of occupation",
        "overview of the apprenticeship", "overview of the standard", "summary of the standard",
        "summary of the apprenticeship", "occupational overview", "description", "introduction", "about", "occupation",
    ),
    "key": ("key", "standard document", "key to the duties section of the standard document"),
    "job titles": ("typical job titles", "job titles", "typical job titles include", "job titles include",
                   "example job titles", "job roles", "typical job roles", "typical roles"),
    "duties": (
        "duties", "core duties", "occupation duties", "occupational duties", "duties and ksbs", "duties and criteria",
        "the duties", "list of duties", "duty list", "main duties", "key duties", "duties and responsibilities",
        "knowledge, skills and behaviours for option specialisms", "core duty", "duty",
    ),
    "option duties": ("option duties", "optional duties", "duties for options", "options duties"),
    "options": ("options", "core and options", "option specialisms", "pathways", "the options", "specialisms"),
    "uncited": ("knowledge, skills and behaviours that no duty cites",),
    "claims": ("claims",),
    "assessment": ("assessment methods", "assessment method", "end-point assessment methods"),
    "identifiers": ("identifiers",),
    "particulars": ("key information", "key facts", "details", "at a glance", "particulars", "about this standard",
                    "about this apprenticeship", "standard details"),
}  # fmt: skip
_BY_HEADING = {heading: section for section, headings in _HEADINGS.items() for heading in headings}
_KSB_HEADING = re.compile(
    r"(?:(?:the|core|required|essential|occupational|occupation|all|full|list of|key|our|my)\s+)*"
    r"(?:(technical|employability)\s+)?(ksbs?|knowledge|skills?|behaviou?rs?|attitudes)"
    r"((?:\s*(?:,|/|&|and)\s*(?:knowledge|skills?|behaviou?rs?|understanding|attitudes|mindsets?))*)"
    r"(?:\s+(?:statements?|requirements?|criteria|list|lists|table|tables|required|reference|map|mapping|section|"
    r"of the (?:role|occupation|apprentice|standard)))*"
)
_MAPPING = re.compile(
    r"mapping(?: of .{1,60})?(?: table| matrix| grid)?"
    r"|(?:dut(?:y|ies)|ksbs?)(?:\s*(?:and|to|/|&|-|–)\s*(?:dut(?:y|ies)|ksbs?))*"
    r"\s+(?:map|mapping|matrix)(?: table| grid)?"
)
_DUTY_LIST = re.compile(
    r"(?:duty|duties|D)\s*[1-9][0-9]{0,3}(?:\s*(?:[,;&/]|\band\b|\s)\s*(?:(?:duty|duties|D)?\s*[1-9][0-9]{0,3}))*\.?",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]\s*")
_NUMBERING = re.compile(
    r"(?:section\s+)?(?:[0-9]{1,2}(?:\.[0-9]{1,2})+[.)]?|[0-9]{1,2}[.)]|[a-z][.)])\s+(?=\S)"
    r"|section\s+[0-9]{1,2}\s*[:.–-]?\s+",
    re.IGNORECASE,
)
_FIELDS = {
    "reference": ("reference", "reference number", "standard reference", "ref", "ref no", "reference no",
                  "standard code", "apprenticeship reference", "standard number"),
    "version": ("version", "version number", "version no"),
    "level": ("level", "apprenticeship level", "occupation level"),
    "status": ("status", "standard status"),
    "route": ("route", "occupational route", "sector", "sector subject area", "apprenticeship route"),
    "route_pathway": ("pathway", "route pathway"),
    "cluster": ("cluster",),
    "lars_code": ("lars code", "lars", "lars standard code"),
    "occupation_code": ("occupation code", "soc code", "occupational code"),
    "typical_duration": ("typical duration", "duration", "typical duration to gateway", "typical duration in months",
                         "minimum duration"),
    "max_funding": ("maximum funding", "max funding", "funding", "funding band", "maximum funding band"),
    "last_updated": ("last updated", "date updated", "updated"),
    "page_url": ("page url", "url", "link", "web page", "webpage"),
    "publisher": ("publisher", "published by"),
    "regulated_body": ("regulated body", "regulator"),
    "title": ("title", "standard title", "standard", "apprenticeship standard", "occupation title", "name of standard",
              "apprenticeship title", "apprenticeship"),
}  # fmt: skip
_BY_FIELD = {name.replace("_", " "): name for name in METADATA}
_BY_FIELD |= {name: field for field, names in _FIELDS.items() for name in names}
_FIELD = re.compile(r"([A-Za-z][A-Za-z _-]{1,40}?)\s*(?::|=|\t|\s[–-]\s)\s*(\S.*)")
_SHORT_FIELDS = (
    (
        "reference",
        re.compile(
            r"(?:(?:standard )?ref(?:erence)?(?: (?:number|no\.?))?:?\s*)?"
            r"((?:ST|FA|AU|OCC)\d{4}[A-Z]?(?:/\d\d)?)(?:[ /]?(?:v|AP)?\d[\w.]*)?",
            re.IGNORECASE,
        ),
    ),
    ("level", re.compile(r"level\s*:?\s*([2-8])", re.IGNORECASE)),
    ("version", re.compile(r"(?:version|v)\s*:?\s*(\d+(?:\.\d+)*)", re.IGNORECASE)),
)
_BETWEEN = re.compile(r"\s*[·•|;\t]\s*|\s+[–—-]\s+|,\s+|\s{2,}")

Section = Literal[
    "overview",
    "key",
    "job titles",
    "duties",
    "option duties",
    "options",
    "uncited",
    "claims",
    "assessment",
    "identifiers",
    "particulars",
    "ksbs",
    "mapping",
]


class Statement(NamedTuple):
    """A code with its wording; "" where the wording stands elsewhere."""

    code: str
    wording: str
    plain: bool = False
    """Whether only a space separates the two, so that it may be the middle of a sentence."""


class Duty(NamedTuple):
    """The first line of a duty."""

    number: int
    title: str
    codes: tuple[str, ...] = ()
    """The codes in the line itself."""
    prose: bool = False
    """Whether it goes on as a sentence does: "Duty 1 is the hardest"."""


class Heading(NamedTuple):
    """A heading that a standard has."""

    section: Section
    prefix: str = ""
    """What the codes below start with, where it names one kind."""


def statement(text: str) -> Statement | None:
    """Return the code and the wording in a line that begins with a code; None for another, and for "K1 to K3"."""
    if match := _STATEMENT.fullmatch(text):
        code = plain(match[1] or match[2] or match[3])
        if not match[4] and _MORE_CODES.match(match[5]):
            return None
        bare = match[3] is not None and not text[match.end(3) : match.start(5)].strip()
        return Statement(code, match[5], bare)
    match = _BARE.fullmatch(text)
    return Statement(plain(match[1]), "") if match else None


def loose_statement(text: str) -> Statement | None:
    """Return the code and the wording in a line that writes its code as "b2", "S.2" or "K01"; None for another."""
    match = _LOOSE.fullmatch(text)
    return Statement(f"{match[1].upper()}{match[2]}", match[3]) if match else None


def are_duties(text: str) -> bool:
    """Return whether a text is a list of duties by their numbers, such as "Duty 1, Duty 4" or "D1 D4"."""
    return len(text) < 200 and _DUTY_LIST.fullmatch(text) is not None


def statements(text: str) -> Iterator[str]:
    """Yield the statements that stand on one line: "S2: Take orders. S3: Wrap bouquets." are two."""
    if not _BARE.match(text):
        yield text
        return
    for part in _SPLIT.split(text):
        yield from _consecutive(part)


def _consecutive(text: str) -> Iterator[str]:
    """Yield the statements of "K1 Products K2 Methods", whose codes count up."""
    first = _BARE.match(text)
    start = 0
    if first:
        prefix, number = split_code(plain(first[1]))
        for match in _NEXT.finditer(text, first.end()):
            if split_code(plain(match[1])) == (prefix, number + 1):
                number += 1
                yield text[start : match.start()]
                start = match.end()
    yield text[start:]


def plain(code: str) -> str:
    """Return a code without the space that may stand in it."""
    return re.sub(r"\s", "", code).upper()


def codes_in(text: str) -> list[str] | None:
    """Return the codes of a list such as "K1, K2-K4 and S1" or "K1 K2S2"; None for a text that holds more than codes.

    A range gives every code from the first to the last.
    """
    found: list[str] = []
    at = 0
    if text[:1] + text[-1:] in ("()", "[]"):
        text = text[1:-1]
    while at < len(text):
        match = _IN_LIST.match(text, at)
        if match is None or match.end() == at:
            return None
        if first := match["range"]:
            first, last = plain(first), plain(match["end"])
            prefix = first.rstrip("0123456789")
            start, end = int(first[len(prefix) :]), int(last.lstrip("ABEKST"))
            if last.rstrip("0123456789") not in ("", prefix) or not start < end <= start + 500:
                return None
            found += (f"{prefix}{number}" for number in range(start, end + 1))
        elif match["code"]:
            if not match["code"].isupper():
                return None
            found.append(plain(match["code"]))
        at = match.end()
    return found or None


def duty(text: str, *, short: bool = False) -> Duty | None:
    """Return the duty that a line begins; with `short` also "D1: Bake bread"."""
    match = _DUTY.fullmatch(text) or (_SHORT_DUTY.fullmatch(text) if short else None)
    if not match:
        return None
    title, codes = without_codes(match[3])
    prose = not match[2] and title[:1].islower() and not codes
    return Duty(int(match[1]), title, tuple(codes), prose)


def without_codes(title: str) -> tuple[str, list[str]]:
    """Return the title of a duty without the codes at its end, and the codes."""
    codes: list[str] = []
    while True:
        start = max(len(title) - _NEAR_END, 0)
        if found := codes_in(title):
            return "", found + codes
        match = _AT_END.search(title, start) if re.search(_CODE, title[start:]) else None
        listed = codes_in(next(filter(None, match.groups()), "")) if match else None
        if not match or not listed:
            return title, codes
        codes = listed + codes
        title = title[: match.start()].rstrip().rstrip("–—-:|(").rstrip()


def option(text: str, *, heading: bool = False) -> tuple[int, str, str] | None:
    """Return the number of an option, its letter or digits, and its title ("" for "Option 2" alone)."""
    match = _OPTION.fullmatch(text) or (_OPTION_HEADING.fullmatch(text) if heading else None)
    if match:
        return _option_number(match[1]), match[1], match[2]
    match = _OPTION_AGAIN.fullmatch(text)
    return (_option_number(match[1]), match[1], "") if match else None


def _option_number(given: str) -> int:
    """Return the number of an option: letters become numbers, A is 1."""
    return int(given) if given.isdigit() else ord(given.upper()) - ord("A") + 1


def heading(text: str) -> Heading | None:
    """Return the section that a heading begins, in the words of official pages and of people's own documents."""
    if len(text) > 100:
        return None
    name = " ".join(text.strip().rstrip(":–—-. ").lower().split())
    for candidate in (name, _NUMBERING.sub("", name, count=1), _BRACKETS.sub(" ", name).strip()):
        if section := _BY_HEADING.get(candidate):
            return Heading(section)  # type: ignore[arg-type]
        if _MAPPING.fullmatch(candidate):
            return Heading("mapping")
        if match := _KSB_HEADING.fullmatch(candidate):
            kind, noun, more = match[1], match[2], match[3]
            if more.replace("understanding", "").strip(" ,&") and noun != "attitudes" and kind != "employability":
                return Heading("ksbs")
            return Heading("ksbs", _prefix(kind, noun))
    return None


def _prefix(kind: str | None, noun: str) -> str:
    letter = {"k": "K", "s": "S", "b": "B", "a": "B"}[noun[0]]
    if noun.startswith("ksb"):
        return ""
    if kind == "employability":
        return "ESB"
    return {"K": "TK", "S": "TS"}.get(letter, letter) if kind == "technical" else letter


def kind_prefix(text: str) -> str:
    """Return what the codes of a kind start with, by a name people use for the kind; "" for any other name."""
    found = heading(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text))
    if found and found.section == "ksbs":
        return found.prefix
    letters = text.strip(" .:").upper()
    return letters if letters in {kind.prefix for kind in KINDS} else ""


def particulars(text: str) -> dict[str, str]:
    """Return the fields in a line such as `Reference: ST1234` or `ST1234 · Level 3 · Version 1.0`; none for another."""
    if len(text) > 300:
        return {}
    if match := _FIELD.fullmatch(text):
        field = _BY_FIELD.get(match[1].replace("_", " ").strip().lower())
        if field and not _BETWEEN.search(match[2]):
            value = match[2].strip()
            return {field: _value(field, value)}
    found: dict[str, str] = {}
    for part in filter(None, _BETWEEN.split(text)):
        named = _FIELD.fullmatch(part)
        field = _BY_FIELD.get(named[1].replace("_", " ").strip().lower()) if named else None
        if field and named:
            found.setdefault(field, _value(field, named[2].strip()))
            continue
        short = next(((name, it) for name, pattern in _SHORT_FIELDS if (it := pattern.fullmatch(part.strip()))), None)
        if not short:
            return {field: _value(field, match[2].strip())} if (match and (field := _named(match))) else {}
        found.setdefault(short[0], short[1][1])
    return found


def _named(match: re.Match[str]) -> str | None:
    return _BY_FIELD.get(match[1].replace("_", " ").strip().lower())


def _value(field: str, value: str) -> str:
    """Return the value of a field: of "Level 3" the 3, of "v1.2" the 1.2."""
    for name, pattern in _SHORT_FIELDS[1:]:
        if name == field and (match := pattern.fullmatch(value)):
            return match[1]
    return value


def issued(text: str) -> tuple[str | None, str | None, str | None] | None:
    """Return publisher, date and a remark of a line such as "ScreenSkills, August 2019" or "Issued: 2019"."""
    if match := _PUBLISHER.fullmatch(text):
        return match[1], None, None
    if match := _ISO.fullmatch(text):
        return None, match[1], None
    match = _ISSUED.fullmatch(text)
    if not match or is_about_draft(text) or (match[1] and _NOT_PUBLISHER.search(match[1])):
        return None
    date, remark = match[4], None
    if match[3]:
        month, day = list(calendar.month_name).index(match[3].capitalize()), int(match[2] or 0)
        date += f"-{month:02}"
        if 0 < day <= calendar.monthrange(int(match[4]) or 1, month)[1]:
            date += f"-{day:02}"
        elif match[2]:
            remark = f"{match[3].capitalize()} does not have that day"
    return match[1], date, remark


def is_about_draft(text: str) -> bool:
    """Return whether a line speaks of the document as a draft: "Draft 1.0 for the group", "Comments in yellow"."""
    return len(text) < 300 and _ABOUT_DRAFT.fullmatch(text) is not None


def key(text: str) -> tuple[str, str] | None:
    """Return the kind that a line of the key explains, by its name in the file format, and the line."""
    match = _KEY.fullmatch(text)
    return ({"K": "knowledge", "S": "skills", "B": "behaviours"}[match[1]], text) if match else None


def is_furniture(text: str) -> bool:
    """Return whether a line is part of the page around a document: "Back to Duty", "Page 2 of 7"."""
    return len(text) < 120 and _FURNITURE.fullmatch(text.strip(" -–—|")) is not None


def goes_on(text: str, before: str) -> bool:
    """Return whether a line goes on from the line before."""
    if not text or not before:
        return False
    if text[0].islower() and not _LOWER.match(text):
        return True
    return _JOINING.search(before[-12:]) is not None and not _LOWER.match(text)


def separated_codes(text: str) -> list[str]:
    """Return the codes that a text names, wherever they stand."""
    return [plain(match) for match in re.findall(_ONE, text)]
