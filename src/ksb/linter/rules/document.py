"""KSB0xx: the file itself.

The reader (`ksb.source`, `ksb.validate`) and the engine find these faults: the functions here only hold
the documentation.
"""

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

    Nothing else can be checked in such a file, so this rule can't be switched off. Save the file as UTF-8 without a
    byte-order mark, indent with spaces, and put quotes around texts that contain `: ` or ` #`.

    Bad:
        title: Editor: film and television
    Good:
        title: 'Editor: film and television'
    """
    return iter(())


@rule(INVALID_SHAPE, severity="error")
def invalid_shape(standard: Standard) -> Iterator[Issue]:
    """A field that is missing, unknown, or of the wrong type.

    `ksb` would ignore an unknown field, and usually its name is misspelt. Nothing else can be checked in such a file,
    so this rule can't be switched off. `ksb schema` prints the JSON Schema of the format, for editors.

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

    YAML tools keep one of the two and drop the other without a message. Remove one, or give it another code. This
    rule can't be switched off.

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
    """An ignore comment, or an entry in the configuration or the baseline, that silences nothing.

    The fault was fixed, or the code is misspelt. If the entry stays, it hides the next fault of that kind. Remove it.
    An entry in `per-file-ignores` is reported when every file that matches it was checked, an entry in a baseline when
    its file was checked. Entries in `ignore` and `allowed-spellings` are never reported, because they are also meant
    for later faults.

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
