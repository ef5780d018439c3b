"""What an import left out, assumed or only understood: the report that goes with every standard."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from ksb.models import Standard

MOST_CHARACTERS = 2_000_000
"""The most characters of a standard: five times a long one. Two million take about four seconds to import."""
IMPORTABLE = "exports that can be imported: json, yaml, markdown, text, xlsx, csv"
"""The hint for an export that can't be."""
_MOST_QUOTED = 60
_WORD = re.compile(r"\w+")


class Note(NamedTuple):
    """One line of the report."""

    kind: Literal["left out", "note", "structure"]
    """`left out`: text that is not in the standard; `note`: a decision of the importer; `structure`: a heading, a
    label or page furniture, which was understood and is not text of the standard."""
    place: str
    """Where it stands in the input, such as `line 12`; "" for the whole of it."""
    text: str
    """The text that was left out, whole; or a sentence."""

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        if self.kind == "note":
            return f"{where}{self.text}"
        flat = " ".join(self.text.split())
        short = flat if len(flat) <= _MOST_QUOTED else f"{flat[:_MOST_QUOTED]}…"
        return f'{where}{"left out" if self.kind == "left out" else "understood"}: "{short}"'

    @property
    def whole(self) -> str:
        """The line with its text in full."""
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.text}"


@dataclass(frozen=True, slots=True)
class Imported:
    """One standard that was read, or why it could not be."""

    name: str
    """What messages call it: the file, and of several records in it which."""
    standard: Standard | None
    notes: tuple[Note, ...] = ()
    """What was left out, assumed or understood, most important first."""
    error: str | None = None
    """Why there is no standard."""


def words(text: str) -> set[str]:
    """Return the distinct words of a text, in lower case."""
    return set(_WORD.findall(text.casefold()))


def words_in(value: Any) -> set[str]:
    """Return the distinct words of all texts in plain data, its keys included."""
    found: set[str] = set()
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            waiting += (*part.keys(), *part.values())
        elif isinstance(part, list | tuple):
            waiting += part
        elif part is not None:
            found |= words(str(part))
    return found


def sorted_notes(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return notes with the most important first, else in their order."""
    return tuple(sorted(dict.fromkeys(notes), key=lambda note: ("left out", "note", "structure").index(note.kind)))
