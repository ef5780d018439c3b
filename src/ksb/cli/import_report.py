"""The report on an import: what was taken of a standard, what was left out, and what was assumed."""

import re
from collections.abc import Iterator
from pathlib import Path

from ksb.cli.output import hint
from ksb.escape import for_terminal
from ksb.importers import Imported, Note
from ksb.query import counted_parts, counts

_MOST_NOTES = 20
"""The most lines of the report that go to standard error for one standard."""


def _taken(imported: Imported) -> str:
    """Return what a standard holds, in numbers."""
    assert imported.standard  # noqa: S101
    found = counts(imported.standard)
    more = [name for name in found if name.startswith(("technical", "employ")) and found[name]]
    return counted_parts(found, "knowledge", "skills", "behaviours", *more, "duties", "options")


def tell(imported: Imported, whole: Path | None = None) -> None:
    """Report on standard error what was taken of a standard, what was left out, and what was assumed.

    The most important comes first, one line for all items of a list. `whole` is the file that the whole report goes to.
    """
    hint(f"{imported.name}: {_taken(imported)}")
    groups: dict[tuple[str, str], list[Note]] = {}
    for number, note in enumerate(imported.notes):
        if note.kind != "structure":
            pattern = re.sub(r"\[\d+\]", "[]", note.place) if "[" in note.place else str(number)
            groups.setdefault((note.kind, pattern), []).append(note)
    lines = [
        str(notes[0]) if len(notes) == 1 else f"{notes[0]._replace(place=pattern)}, and {len(notes) - 1} more of these"
        for (_, pattern), notes in groups.items()
    ]
    for line in lines[:_MOST_NOTES]:
        hint(f"  {line}")
    if len(lines) > _MOST_NOTES:
        where = f"{whole} lists them" if whole else "--report FILE lists them"
        hint(f"  and {len(lines) - _MOST_NOTES} more; {where}")


def report_of(imported: Imported) -> Iterator[str]:
    """Yield the lines of the whole report on one standard."""
    yield f"{imported.name}: {_taken(imported)}"
    headings = {
        "left out": "Left out: text that is not in the standard",
        "note": "Decisions",
        "structure": "Understood: headings, labels and page furniture, which are not text of the standard",
    }
    for kind, heading in headings.items():
        notes = [note for note in imported.notes if note.kind == kind]
        if notes:
            yield ""
            yield f"{heading} ({len(notes)})"
            yield from (f"  {for_terminal(note.whole).replace(chr(10), chr(10) + '    ')}" for note in notes)
    yield ""
