"""What an import yields: a standard, and notes on what was left out, assumed or only understood."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal, NamedTuple

from pydantic import ValidationError

from ksb.documents.blocks import clean
from ksb.kinds import CODE, code_order
from ksb.standard import Standard
from ksb.validate import first_fault

MOST_CHARACTERS = 2_000_000
"""The most characters of a standard: five times a long one. Two million take about four seconds to import."""
IMPORTABLE = "exports that can be imported: json, yaml, markdown, text, xlsx, csv"
"""The hint for an export that can't be imported."""
NOTHING = "yields neither a KSB nor a duty"
"""The error for an input without KSBs and duties."""
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
        if self.kind == "note":
            return self.whole
        flat = " ".join(self.text.split())
        short = flat if len(flat) <= _MOST_QUOTED else f"{flat[:_MOST_QUOTED]}…"
        return self._replace(text=f'{"left out" if self.kind == "left out" else "understood"}: "{short}"').whole

    @property
    def whole(self) -> str:
        """The line with its text in full."""
        return f"{self.place}: {self.text}" if self.place else self.text


class Noted:
    """A reader that gathers notes."""

    notes: list[Note]

    def left(self, place: str, text: str) -> None:
        """Note text that is not used."""
        self.notes.append(Note("left out", place, text))

    def structure(self, place: str, text: str) -> None:
        """Note text that is understood, and is not text of the standard."""
        self.notes.append(Note("structure", place, text))

    def note(self, place: str, text: str) -> None:
        """Note a decision."""
        self.notes.append(Note("note", place, text))

    def items_of(self, field: str, value: Any) -> list[Any]:
        """Return the value of a field that is a list; another is left out."""
        if isinstance(value, list):
            return value
        if value not in (None, "", {}):
            self.note("", f"{field} is not a list; left out")
        return []


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


def texts_in(value: Any) -> Iterator[str]:
    """Yield all texts in plain data, its keys included."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            waiting += (*part.keys(), *part.values())
        elif isinstance(part, list | tuple):
            waiting += part
        elif part is not None:
            yield str(part)


def sorted_notes(notes: Iterable[Note]) -> tuple[Note, ...]:
    """Return notes with the most important first, else in their order."""
    return tuple(sorted(dict.fromkeys(notes), key=lambda note: ("left out", "note", "structure").index(note.kind)))


def finished(shape: dict[str, Any], name: str, notes: list[Note]) -> Imported:
    """Return the standard of a shape, with its KSBs in order and a title, or why it is not one."""
    if not shape["ksbs"] and not shape.get("duties"):
        return Imported(name, None, sorted_notes(notes), error=NOTHING)
    if not shape["title"]:
        is_file = name not in ("-", "<stdin>")
        title = shape["title"] = (" ".join(clean(PurePath(name).stem).split()) if is_file else "") or "Untitled"
        after = ", after the file" if is_file else ""
        notes = [Note("note", "", f'there is no title; the standard is called "{title}"{after}'), *notes]
    codes = sorted(filter(CODE.fullmatch, shape["ksbs"]), key=code_order)
    shape["ksbs"] = {code: shape["ksbs"][code] for code in codes}
    try:
        standard = Standard.model_validate(shape)
    except ValidationError as error:
        return Imported(name, None, sorted_notes(notes), error=first_fault(error))
    return Imported(name, standard, sorted_notes(notes))


def known_words(standard: Standard, notes: Iterable[Note] = ()) -> set[str]:
    """Return the words that are in a standard or in notes."""
    texts = (*texts_in(standard.model_dump(mode="json")), *(note.text for note in notes))
    return set().union(*map(words, texts))


def unaccounted(pieces: Iterable[tuple[str, str]], known: set[str]) -> Iterator[Note]:
    """Yield a note for each piece of the input, given as place and text, that holds a word not known."""
    for place, text in pieces:
        if not words(text) <= known:
            yield Note("left out", place, text)
