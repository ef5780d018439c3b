"""KSB0xx: the file itself. The reader (`ksb.source`, `ksb.load`) finds these faults, in files that hold no standard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ksb.linter.rule import rule
from ksb.positions import DUPLICATE_KEY, INVALID_SHAPE, UNREADABLE

if TYPE_CHECKING:
    from ksb.linter.finding import Issue
    from ksb.models import Standard


@rule(UNREADABLE, severity="error")
def unreadable(standard: Standard) -> Iterator[Issue]:
    """A file that is not UTF-8, not YAML, or beyond the limits on size, depth and aliases.

    Nothing else can be checked in such a file, so this can't be switched off. Save the file as UTF-8 without a
    byte-order mark, indent with spaces, and put texts that contain `: ` or ` #` in quotes.

    Bad:
        title: Editor: film and television
    Good:
        title: 'Editor: film and television'
    """
    return iter(())


@rule(INVALID_SHAPE, severity="error")
def invalid_shape(standard: Standard) -> Iterator[Issue]:
    """A field that is missing, unknown, or of the wrong type.

    A field that `ksb` does not know is read by nobody; most often its name is misspelt. Nothing else can be
    checked in such a file, so this can't be switched off. `ksb schema` prints the shape for an editor.

    Bad:
        title: Editor
        publsher: ScreenSkills
    Good:
        title: Editor
        publisher: ScreenSkills
    """
    return iter(())


@rule(DUPLICATE_KEY, severity="error")
def duplicate_key(standard: Standard) -> Iterator[Issue]:
    """The same field twice in one mapping.

    YAML tools keep one of the two and drop the other in silence. Remove one, or give it its own code. This
    can't be switched off.

    Bad:
        ksbs:
          K1: How a production is scheduled
          K1: How a production is paid for
          S1: Draw up a schedule
          B1: Works with care
    Good:
        ksbs:
          K1: How a production is scheduled
          S1: Draw up a schedule
          B1: Works with care
    """
    return iter(())


@rule("KSB009", severity="warning")
def unused_suppression(standard: Standard) -> Iterator[Issue]:
    """An ignore comment, or an entry of the configuration or the baseline, that silences nothing.

    What it silenced was mended, or its code is misspelt; left standing, it would hide the next fault of that kind.
    Remove it. Entries of `per-file-ignores` are reported when every file that they fit was checked, entries of a
    baseline when their file was; `ignore` and `allowed-spellings` speak of faults to come too, and never are.

    Bad:
        ksbs:
          K1: How a production is scheduled  # ksb: ignore[KSB204]
          S1: Draw up a schedule
          B1: Works with care
    Good:
        ksbs:
          K1: How a production is scheduled
          S1: Draw up a schedule
          B1: Works with care
    """
    return iter(())
