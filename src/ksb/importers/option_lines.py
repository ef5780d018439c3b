"""Lines that name an option, in the words that people have for one: "Option 2: Sound", "Pathway B (Lighting)"."""

from __future__ import annotations

import re
from typing import NamedTuple

_SURE = "option|pathway|specialism|specialisation"
_ALSO = "route|strand|stream|track"
"""Words for an option only where a line stands among duties."""
_NAMED = rf"(({_SURE}|{_ALSO})\s+([1-9][0-9]{{0,3}}|[A-Z]))"
_TITLED = re.compile(rf"{_NAMED}(?:\s*[:.)–—-]\s*(.+)|\s*[(\[]([^()\[\]\d]+)[)\]])", re.IGNORECASE | re.DOTALL)
_AGAIN = re.compile(rf"{_NAMED}\s*:?", re.IGNORECASE)
_HEADING = re.compile(rf"{_NAMED}\s+(.+)", re.IGNORECASE | re.DOTALL)
_WITHOUT_NUMBER = re.compile(
    rf"(?:option(?:al)? duties|{_SURE})\s*(?::|\s[–—-]\s)\s*(\S.*)"
    rf"|(?:duties (?:for|of) )?(?:the )?(\S.*?)\s(?:{_SURE})(?:\s+(?:only|duties))?:?"
    rf"|(\S.*?)\s(?:optional )?duties:?",
    re.IGNORECASE,
)
_LONGEST = 60
SAYS_OPTION = re.compile(rf"\b(?:{_SURE}|{_ALSO})s?\b|\boptional\b", re.IGNORECASE)


class Option(NamedTuple):
    """An option that a line names."""

    number: int
    given: str
    """What it is called there, "" for a word and a number that say no more than `number`, such as "Option 2"."""
    title: str
    """"" for "Option 2" alone."""


def option(text: str, *, heading: bool = False, among_duties: bool = False) -> Option | None:
    """Return the option that a line names; with `heading` also "Option 2 Sound", `among_duties` also "Route 2: Sound".

    Letters are numbers; A is 1.
    """
    match = _TITLED.fullmatch(text) or (_HEADING.fullmatch(text) if heading else None) or _AGAIN.fullmatch(text)
    if match is None or (not among_duties and re.fullmatch(_ALSO, match[2], re.IGNORECASE)):
        return None
    name, word, sign, *titles = match.groups()
    number = int(sign) if sign.isdigit() else ord(sign.upper()) - ord("A") + 1
    plain = sign.isdigit() and word.lower() == "option"
    return Option(number, "" if plain else name, next(filter(None, titles), ""))


def without_number(text: str) -> str:
    """Return the title of an option in a line such as "Parks pathway" or "Optional duties: Parks"; "" for another."""
    match = _WITHOUT_NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    return next(filter(None, match.groups()), "") if match else ""
