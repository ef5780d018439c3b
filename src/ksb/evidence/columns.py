"""The columns of an evidence table, recognised by the names that people give them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from ksb.errors import KsbError

Role = Literal[
    "ksbs", "title", "evidence", "date", "kind", "status", "hours", "link", "method", "quality", "reviewer", "wording",
    "notes",
]  # fmt: skip
"""What a column holds. `wording` is the text of the KSB itself; `quality`, `reviewer` and `notes` are not used."""

NAMES: dict[Role, str] = {
    "ksbs": r"ksbs?|ksb codes?|codes?|ksb refs?|ksb references?|ksb (?:no|number|id)s?|ksbs? (?:covered|claimed|met|"
    r"mapped|evidenced|shown|addressed|taught|assessed)|mapped (?:to|ksbs?)|mapping|knowledge, skills and behaviours|"
    r"k/?s/?bs?|criteria|criterion|standards?|duty/ksb|ksb mapping",
    "title": r"title|name|piece|activity|task|evidence (?:title|name)|piece of evidence|work|document|file ?name|project|"
    r"session|module|unit|lesson|workshop|topic|assignment|what|entry|item|portfolio item",
    "evidence": r"evidence|my evidence|evidence (?:provided|description|used|submitted|reference|ref|location|source)s?|"
    r"description of evidence|portfolio (?:evidence|ref|reference|location)|where(?: shown| found)?|example|proof|source",
    "date": r"date|date (?:of evidence|completed|submitted|achieved|taught|added|of session)|completed(?: on)?|when|day",
    "kind": r"type|kind|evidence type|type of evidence|category|format|stage",
    "status": r"status|state|progress|rag(?: rating| status)?|signed ?off|approved|approval|outcome|complete\??",
    "hours": r"hours?|hrs|otj(?:h| hours)?|off[- ]the[- ]job(?: hours)?|duration|time(?: spent)?|length",
    "link": r"link|url|hyperlink|address|page|pages|page (?:no|number)s?|page or time ?stamp|time ?stamp|"
    r"location|place|file|path|ref|reference",
    "method": r"method|assessment method|assessed by|assessment|epa method",
    "quality": r"quality|score|grade|mark|rating",
    "reviewer": r"reviewer|reviewed by|assessor|tutor|coach|mentor|manager|signed(?: by)?|verified by|trainer",
    "wording": r"definition|description|wording|statement|text|ksb (?:text|description|statement|title|wording)|"
    r"knowledge, skill or behaviour|detail|details|duties|duty|kind of ksb|what it says|ksb type",
    "notes": r"notes?|comments?|feedback|remarks?|actions?|next steps?|reflection",
}
"""A pattern for each role: the whole name of a column, in any case."""
_PATTERNS = {role: re.compile(names, re.IGNORECASE) for role, names in NAMES.items()}


def role_of(name: str, chosen: Mapping[str, str]) -> Role | None:
    """Return what the column with this name holds; None where the name says nothing.

    `chosen` holds the names that the user gave for roles (`--column ksbs="Mapped to"`); they win.
    """
    plain = re.sub(r"[\s_]+", " ", name).strip(" :*#").casefold()
    for role, given in chosen.items():
        if plain == re.sub(r"[\s_]+", " ", given).strip(" :*#").casefold():
            return as_role(role)
    return next((role for role, pattern in _PATTERNS.items() if role not in chosen and pattern.fullmatch(plain)), None)


def roles_of(names: Sequence[str], chosen: Mapping[str, str]) -> dict[Role, int]:
    """Return the first column for each role, by its position from 0."""
    found: dict[Role, int] = {}
    for i, name in enumerate(names):
        role = role_of(name, chosen)
        if role is not None:
            found.setdefault(role, i)
    return found


def as_role(name: str) -> Role:
    """Return the role with this name. Raises `KsbError` where there is none."""
    for role in get_args(Role):
        if role == name:
            return role  # type: ignore[no-any-return]
    raise KsbError(f"there is no column role {name!r}", f"the roles are {', '.join(get_args(Role))}")
