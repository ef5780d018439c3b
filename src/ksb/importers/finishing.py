"""The last step of every import: plain data to a standard, and a note for each word of the input that was lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError

from ksb.documents.blocks import clean
from ksb.importers.notes import Imported, Note, sorted_notes, words, words_in
from ksb.kinds import CODE, code_order
from ksb.models import Standard
from ksb.validate import first_fault


def finished(shape: dict[str, Any], name: str, notes: list[Note]) -> Imported:
    """Return the standard of a shape, with its KSBs in order and a title, or why it is not one."""
    if not shape["ksbs"] and not shape.get("duties"):
        return Imported(name, None, sorted_notes(notes), error="yields neither a KSB nor a duty")
    if not shape["title"]:
        shape["title"], note = _title_from(name)
        notes = [note, *notes]
    codes = sorted(filter(CODE.fullmatch, shape["ksbs"]), key=code_order)
    shape["ksbs"] = {code: shape["ksbs"][code] for code in codes}
    try:
        standard = Standard.model_validate(shape)
    except ValidationError as error:
        return Imported(name, None, sorted_notes(notes), error=first_fault(error))
    return Imported(name, standard, sorted_notes(notes))


def _title_from(name: str) -> tuple[str, Note]:
    """Return a title for a standard without one, after its file, and the note of that."""
    if name in ("-", "<stdin>"):
        return "Untitled", Note("note", "", 'there is no title; the standard is called "Untitled"')
    title = " ".join(clean(PurePath(name).stem).split()) or "Untitled"
    return title, Note("note", "", f'there is no title; the standard is called "{title}", after the file')


def known_words(standard: Standard, notes: Iterable[Note] = ()) -> set[str]:
    """Return the words that are in a standard or in notes."""
    return words_in(standard.model_dump(mode="json")).union(*(words(note.text) for note in notes))


def unaccounted(pieces: Iterable[tuple[str, str]], known: set[str]) -> Iterator[Note]:
    """Yield a note for each piece of the input, given as place and text, that holds a word not known."""
    for place, text in pieces:
        if not words(text) <= known:
            yield Note("left out", place, text)
