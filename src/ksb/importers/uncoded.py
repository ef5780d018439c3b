"""The lines of a section of KSBs that begin with no code: to be numbered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ksb.importers.codes import names_code
from ksb.importers.draft import Draft, Loose, Wording

_EXPLAINS = re.compile(
    r"(?:the )?(?:knowledge|skills?|behaviou?rs?|this|these)\s+(?:refers?|is|are|means?)\b", re.IGNORECASE
)
"""The start of a section that says what knowledge is, and may name examples below."""
_LEAST_PIECES = 3
_LONGEST_PIECE = 200
_IN_DOUBT = re.compile(
    r"[^:]*:|.*[.!?]\s+[A-Z]|(?![^\W\d_])|(?:and|also|but|however|including|it|or|so|such|that|then|they|which)\b",
    re.DOTALL | re.IGNORECASE,
)
"""What a piece between semicolons has where it may be a part of a sentence, and no statement of its own."""


def take(draft: Draft, found: Sequence[Loose], prefix: str, heading: str) -> None:
    """Take the lines of a section: number them where no statement of its kind has a code, and leave out the others."""
    loose = list(found)
    coded = not prefix or any(wording.code.startswith(prefix) for wording in draft.defined)
    coded = coded or any(names_code(entry.text) for entry in loose) or any(_EXPLAINS.match(it.text) for it in loose[:1])
    if len(loose) == 1 and not coded:
        loose = _divided(draft, loose[0])
    depths = [entry.depth for entry in loose if entry.depth >= 0]
    top = min(depths, default=-1)
    numbered: list[Wording] = []
    for entry in loose:
        introduces = entry.depth < 0 if depths else entry.text.endswith(":")
        if coded or introduces:
            draft.left(entry.place, entry.text)
        elif entry.depth > top and numbered:
            numbered[-1].add(entry.text, "\n")
        else:
            draft.count()
            numbered.append(Wording(entry.pieces, entry.place, code=f"{prefix}{len(numbered) + 1}"))
    draft.defined += numbered
    draft.paragraphs += len(numbered) == 1 and not depths
    if numbered:
        codes = " to ".join(dict.fromkeys((numbered[0].code, numbered[-1].code)))
        draft.note(loose[0].place, f'the statements under "{heading}" have no codes; numbered {codes} in order')


def _divided(draft: Draft, entry: Loose) -> list[Loose]:
    """Return the statements that the only paragraph of a section divides with semicolons, or the paragraph."""
    pieces = [piece.strip() for piece in entry.text.rstrip(" .;").split(";")]
    pieces[-1] = re.sub(r"^and\s+", "", pieces[-1])
    if len(pieces) < _LEAST_PIECES or any(len(piece) > _LONGEST_PIECE or _IN_DOUBT.match(piece) for piece in pieces):
        return [entry]
    first, *rest = (piece[0].islower() for piece in pieces)
    if len({*rest}) > 1 or (first and not rest[0]):
        return [entry]
    draft.structure(entry.place, entry.text)
    draft.note(entry.place, f"the texts between semicolons are read as {len(pieces)} statements")
    return [Loose([piece], entry.place) for piece in pieces]
