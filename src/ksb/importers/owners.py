"""To which options a duty or a KSB belongs: what brackets beside it, or a cell, say."""

from __future__ import annotations

import re

from ksb.importers import option_lines
from ksb.importers.draft import Draft
from ksb.text.normalise import fold

_OPTION = r"core|(?:option|pathway|specialism)s?\s+(?:\d|[A-Z]\b)[^()\[\]]{0,80}"
_BEFORE = re.compile(
    rf"[(\[]({_OPTION}|[^()\[\]]{{2,60}}\s(?:option|pathway|specialism)(?: only)?) ?[)\]]\s*(?:[:.–—-]\s*)?",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"[(\[]({_OPTION})[)\]]\.?$", re.IGNORECASE)
_FIRST = re.compile(r"[(\[]([^()\[\]]{2,60}?)(?: only)? ?[)\]]\s*(?:[:.–—-]\s*)?", re.IGNORECASE)
_LAST = re.compile(r"[(\[]([^()\[\]]{2,60}?)(?: only)? ?[)\]]\.?$", re.IGNORECASE)
_NAMED = re.compile(r"(.+?)\s(?:option|pathway|specialism)(?:\s+only)?", re.IGNORECASE)


def of_duty(draft: Draft, title: str, place: str) -> tuple[str, list[int] | None]:
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
    options = in_text(draft, match[1].strip(), place)
    return title[: match.start()].rstrip() + title[match.end() :], options


def of_statement(draft: Draft, wording: str, place: str) -> tuple[str, list[int] | None]:
    """Return the wording of a KSB without brackets before it that name options, and these options; see `of_duty`."""
    match = _BEFORE.match(wording)
    options = in_text(draft, match[1], place) if match else None
    if match is None or options is None:
        return wording, None
    draft.structure(place, match[0].strip())
    return wording[match.end() :], options


def in_cell(draft: Draft, cell: str, place: str) -> list[int] | None:
    """Return the options that a cell of their column names, even by a name alone; see `in_text`."""
    options = in_text(draft, cell, place)
    is_name = re.fullmatch(r"[^\W\d_]{3}.{0,60}", cell) and cell.lower() not in ("yes", "optional", "option")
    return in_text(draft, f"{cell} option", place) if options is None and is_name else options


def in_text(draft: Draft, text: str, place: str) -> list[int] | None:
    """Return the options that a text names: "Option 1: Heritage", "Options 1 and 2", "Heritage option".

    [] is the core, and None means that it names none. A name that no option has as its title makes a new option.
    """
    if text.lower() in ("core", "core duty", "all", "all options", "both", "none"):
        return []
    option = option_lines.option(text, heading=True, among_duties=True)
    if option and option.title and not re.fullmatch(r"(?:[,&\s\d]|and)+", option.title):
        draft.title_option(option.number, option.title)
        return [option.number]
    if numbers := [int(number) for number in re.findall(r"\d{1,4}", text)]:
        return list(dict.fromkeys(numbers))
    if option and not option.title:
        return [option.number]
    name = _NAMED.fullmatch(text)
    if name is None:
        return None
    return [titled(draft, name[1].strip(), place)]


def _known(draft: Draft, title: str) -> int:
    """Return the number of the option with a title; 0 where none has it."""
    return next((it for it, known in draft.options.items() if fold(str(known["title"])) == fold(title)), 0)


def titled(draft: Draft, title: str, place: str) -> int:
    """Return the number of the option with a title; of a new one, where none has it."""
    if number := _known(draft, title):
        return number
    number = max(draft.options, default=0) + 1
    draft.note(place, f'the option "{title[:40]}" has no number; it is taken for option {number}')
    draft.title_option(number, title)
    return number
