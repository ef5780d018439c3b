"""What a migration rewrote and what it left, for people."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from ksb.display.parts import CODE, DIM, Lines, Row, Rows, plain
from ksb.migrating import Migrated
from ksb.text.english import counted


def migrated(found: Migrated, file: str) -> RenderableType:
    """Show how much was rewritten, each pair of codes with its number of places, and what needs a look."""
    pairs: dict[tuple[str, str], int] = {}
    for change in found.changes:
        pairs[change.old, change.new] = pairs.get((change.old, change.new), 0) + 1
    shown: list[RenderableType] = [
        Text.assemble((f"{counted(len(found.changes), 'place')} rewritten in ", "bold"), plain(file, "bold"))
    ]
    if pairs:
        rows: list[Row] = [
            (plain(old, CODE), "→", plain(new, CODE), Text(f"{number} times" if number > 1 else "", DIM))
            for (old, new), number in pairs.items()
        ]
        shown.append(Lines(Rows(rows), indent=2))
    if found.left:
        shown += ["", Text(f"{counted(len(found.left), 'place')} to look at", "bold yellow")]
        left: list[Row] = [(plain(one.place, DIM), plain(one.code, CODE), plain(one.message)) for one in found.left]
        shown.append(Lines(Rows(left), indent=2))
    return Lines(*shown)
