"""What names an option: a line, or brackets beside a duty or a KSB."""

import re
from typing import NamedTuple

from ksb.importers.draft import Draft
from ksb.text.normalise import fold

_WORD = "option|pathway|specialism"
_SURE = f"{_WORD}|specialisation"
_ALSO = "route|strand|stream|track"
"""Words for an option only where a line stands among duties."""
_NAMED = rf"(({_SURE}|{_ALSO})\s+([1-9][0-9]{{0,3}}|[A-Z]))"
_TITLED = re.compile(rf"{_NAMED}(?:\s*[:.)–—-]\s*(.+)|\s*[(\[]([^()\[\]\d]+)[)\]])", re.IGNORECASE | re.DOTALL)
_AGAIN = re.compile(rf"{_NAMED}(?:\s+duties)?(?:\s*[(\[]cont[^()\[\]]*[)\]])?\s*:?", re.IGNORECASE)
_HEADING = re.compile(rf"{_NAMED}\s+(.+)", re.IGNORECASE | re.DOTALL)
_WITHOUT_NUMBER = re.compile(
    rf"(?:option(?:al)? duties|{_SURE})\s*(?::|\s[–—-]\s)\s*(\S.*)"
    rf"|(?:duties (?:for|of) )?(?:the )?(\S.*?)\s(?:{_SURE})(?:\s+(?:only|duties))?:?"
    rf"|(\S.*?)\s(?:optional )?duties:?",
    re.IGNORECASE,
)
_LONGEST = 60
SAYS_OPTION = re.compile(rf"\b(?:{_SURE}|{_ALSO})s?\b|\boptional\b", re.IGNORECASE)
_OPTION = rf"core|(?:{_WORD})s?\s+(?:\d|[A-Z]\b)[^()\[\]]{{0,80}}"
_NAME = r"[^()\[\]]{2,60}"
_NAME_IN_BRACKETS = rf"[(\[]({_NAME}?)(?: only)? ?[)\]]"
_AT_START, _AT_END = r"\s*(?:[:.–—-]\s*)?", r"\.?$"
"""What follows brackets at the start and at the end of a text."""
_BEFORE = re.compile(rf"[(\[]({_OPTION}|{_NAME}\s(?:{_WORD})(?: only)?) ?[)\]]{_AT_START}", re.IGNORECASE)
_AFTER = re.compile(rf"[(\[]({_OPTION}|(?-i:[A-Z]){_NAME}\s(?:{_WORD})(?: only)?)[)\]]{_AT_END}", re.IGNORECASE)
_FIRST = re.compile(_NAME_IN_BRACKETS + _AT_START, re.IGNORECASE)
_LAST = re.compile(_NAME_IN_BRACKETS + _AT_END, re.IGNORECASE)
_NAME_ALONE = re.compile(rf"(.+?)\s(?:{_WORD})(?:\s+only)?", re.IGNORECASE)


class Option(NamedTuple):
    """An option that a line names."""

    number: int
    given: str
    """What it is called there, "" for a word and a number that say no more than `number`, such as "Option 2"."""
    title: str
    """"" for "Option 2" alone."""


def named_option(text: str, *, heading: bool = False, among_duties: bool = False) -> Option | None:
    """Return the option that a line names; with `heading` also "Option 2 Sound", `among_duties` also "Route 2: Sound".

    Letters are numbers; A is 1.
    """
    match = _TITLED.fullmatch(text) or (_HEADING.fullmatch(text) if heading else None) or _AGAIN.fullmatch(text)
    if match is None or (not among_duties and re.fullmatch(_ALSO, match[2], re.IGNORECASE)):
        return None
    name, word, sign, *titles = match.groups()
    number = int(sign) if sign.isdigit() else ord(sign.upper()) - ord("A") + 1
    plain = (sign.isdigit() and word.lower() == "option" and match.re is not _AGAIN) or text.rstrip(" :") == name
    given = text if match.re is _AGAIN else name
    return Option(number, "" if plain else given, next(filter(None, titles), ""))


def option_without_number(text: str) -> str:
    """Return the title of an option in a line such as "Parks pathway" or "Optional duties: Parks"; "" for another."""
    match = _WITHOUT_NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
    return next(filter(None, match.groups()), "") if match else ""


def options_of_duty(draft: Draft, title: str, place: str) -> tuple[str, list[int] | None]:
    """Return the title of a duty without the brackets before or after it that name options, and these options.

    They are None where no brackets name any, and [] for the core.
    """
    for brackets in (_FIRST.match(title), _LAST.search(title)):
        if brackets and (number := _known(draft, brackets[1])):
            draft.structure(place, brackets[0].strip())
            return title[: brackets.start()].rstrip() + title[brackets.end() :], [number]
    match = _BEFORE.match(title) or _AFTER.search(title)
    if match is None:
        return title, None
    draft.structure(place, match[0].strip())
    options = _options_in(draft, match[1].strip(), place)
    return title[: match.start()].rstrip() + title[match.end() :], options


def options_of_statement(draft: Draft, wording: str, place: str) -> tuple[str, list[int] | None]:
    """Return the wording of a KSB without brackets before it that name options, and these as `options_of_duty`."""
    match = _BEFORE.match(wording)
    options = _options_in(draft, match[1], place) if match else None
    if match is None or options is None:
        return wording, None
    draft.structure(place, match[0].strip())
    return wording[match.end() :], options


def options_in_cell(draft: Draft, cell: str, place: str) -> list[int] | None:
    """Return the options that a cell of their column names, even by a name alone; see `_options_in`."""
    options = _options_in(draft, cell, place)
    is_name = re.fullmatch(r"[^\W\d_]{3}.{0,60}", cell) and cell.lower() not in ("yes", "optional", "option")
    return _options_in(draft, f"{cell} option", place) if options is None and is_name else options


def _options_in(draft: Draft, text: str, place: str) -> list[int] | None:
    """Return the options that a text names: "Option 1: Heritage", "Options 1 and 2", "Heritage option".

    [] is the core, and None means that it names none. A name that no option has as its title makes a new option.
    """
    if text.lower() in ("core", "core duty", "all", "all options", "both", "none"):
        return []
    option = named_option(text.removesuffix(" only"), heading=True, among_duties=True)
    if option and option.title and not re.fullmatch(r"(?:[,&\s\d]|and)+", option.title):
        draft.title_option(option.number, option.title)
        return [option.number]
    if numbers := [int(number) for number in re.findall(r"\d{1,4}", text)]:
        return list(dict.fromkeys(numbers))
    if option and not option.title:
        return [option.number]
    name = _NAME_ALONE.fullmatch(text)
    if name is None:
        return None
    return [option_titled(draft, name[1].strip(), place)]


def _known(draft: Draft, title: str) -> int:
    """Return the number of the option with a title; 0 if no option has it."""
    return next((it for it, known in draft.options.items() if fold(str(known["title"])) == fold(title)), 0)


def option_titled(draft: Draft, title: str, place: str) -> int:
    """Return the number of the option with a title; of a new one if no option has it."""
    if number := _known(draft, title):
        return number
    number = max(draft.options, default=0) + 1
    draft.note(place, f'the option "{title[:40]}" has no number; it is taken for option {number}')
    draft.title_option(number, title)
    return number
