"""What tests ask of the import of a text."""

from __future__ import annotations

from ksb.importers import Imported, read_content
from ksb.standard import Standard


def read(text: str, name: str) -> Imported:
    [imported] = read_content(text.encode(), name)
    return imported


def standard(text: str, name: str) -> Standard:
    found = read(text, name).standard
    assert found is not None
    return found


def notes(imported: Imported) -> list[str]:
    return [str(note) for note in imported.notes if note.kind != "structure"]


def duties(found: Standard) -> list[tuple[int, str, str]]:
    return [(duty.number, duty.title, " ".join(cite.code or "" for cite in duty.cites)) for duty in found.duties]


def texts(found: Standard) -> dict[str, str]:
    return dict(found.ksbs)
