"""Values of JSON as text, and the notes on those that are not used."""

from __future__ import annotations

from typing import Any

from ksb.importers.notes import Note


def said(value: Any) -> str:
    """Return a value of JSON as text: `true`, not Python's `True`."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def left_in(value: Any, place: str = "") -> list[Note]:
    """Return a note for each text in a part of a record. Empty values say nothing."""
    found = []
    waiting = [(place, value)]
    while waiting:
        at, part = waiting.pop()
        if isinstance(part, dict):
            waiting += ((f"{at}.{key}" if at else str(key), it) for key, it in reversed(part.items()))
        elif isinstance(part, list):
            waiting += ((f"{at}[{position}]", it) for position, it in reversed([*enumerate(part)]))
        elif part not in (None, "", False):
            found.append(Note("left out", at, said(part)))
    return found


def pop_text(holder: dict[str, Any], *names: str) -> str:
    """Take the first of some fields that is a text out of an object; a number is one, too."""
    for name in names:
        value = holder.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return str(holder.pop(name))
    return ""


def texts_in(value: Any) -> tuple[list[str], Any]:
    """Return the texts of a field, which may be a list, and what else it holds."""
    if isinstance(value, list):
        texts = [said(part) for part in value if isinstance(part, str | int) and part]
        return texts, [None if isinstance(part, str | int) else part for part in value]
    return ([said(value)], None) if isinstance(value, str | int) and value else ([], value)
