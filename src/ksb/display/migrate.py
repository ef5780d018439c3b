"""What a migration rewrote and what it left, for people."""

from collections import Counter

from rich.console import RenderableType
from rich.text import Text

from ksb.display.parts import CODE, DIM, Lines, Row, Rows, plain
from ksb.migrating import Migrated
from ksb.text.english import counted, listed

_MOST_PLACES = 4
"""The most places that are shown after the first. `--format json` has them all."""


def migrated(found: Migrated, file: str) -> RenderableType:
    """Show how much was rewritten, each pair of codes with its number of places, and what needs a look.

    What needs the same look in many places is one line: drawing 240,000 lines took 11 seconds and 600 MB.
    """
    pairs = Counter((change.old, change.new) for change in found.changes)
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
        to_look_at = dict.fromkeys(found.left)
        shown += ["", Text(f"{counted(len(to_look_at), 'place')} to check", "bold yellow")]
        places: dict[tuple[str, str], list[str]] = {}
        for one in to_look_at:
            places.setdefault((one.code, one.message), []).append(one.place)
        left: list[Row] = []
        for (code, message), (first, *others) in places.items():
            more = [f"{len(others) - _MOST_PLACES} more places"] if len(others) > _MOST_PLACES + 1 else []
            shown_places = [*(others[:_MOST_PLACES] if more else others), *more]
            also = f"; also {listed(shown_places)}" if others else ""
            left.append((plain(first, DIM), plain(code, CODE), plain(message + also)))
        shown.append(Lines(Rows(left), indent=2))
    return Lines(*shown)
