"""The lines of a section of KSBs that begin with no code: to be numbered."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ksb.importers.codes import names_code
from ksb.importers.draft import Draft, Loose, Wording
from ksb.importers.headings import kind_prefix

_LABELLED = re.compile(r"([A-Za-z][A-Za-z ]{0,30}):\s+(\S.*)", re.DOTALL)
_EXPLAINS = re.compile(
    r"(?:the )?(?:knowledge|skills?|behaviou?rs?|this|these)\s+(?:refers?|is|are|means?)\b", re.IGNORECASE
)
"""The start of a section that says what knowledge is, and may name examples below."""
_LONGEST_PIECE = 200
_IN_DOUBT = re.compile(
    r"[^:]*:|.*[.!?]\s+[A-Z]|(?![^\W\d_])|(?:and|also|but|however|including|it|or|so|such|that|then|they|which)\b",
    re.DOTALL | re.IGNORECASE,
)
"""What a piece between semicolons has where it may be a part of a sentence, and no statement of its own."""


class Labelled(NamedTuple):
    """A line with the kind of its statements before a colon: `Knowledge: how to plan; how to budget`."""

    label: str
    prefix: str
    text: str


def take(draft: Draft, found: Sequence[Loose], prefix: str, heading: str, *, least: int) -> None:
    """Take the lines of a section: number them where no statement of its kind has a code, and leave out the others.

    `least` is how many statements a paragraph that is divided by semicolons must have.
    """
    loose = list(found)
    coded = not prefix or any(wording.code.startswith(prefix) for wording in draft.defined)
    coded = coded or any(names_code(entry.text) for entry in loose) or any(_EXPLAINS.match(it.text) for it in loose[:1])
    if len(loose) == 1 and not coded:
        loose = _divided(draft, loose[0], prefix, least)
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


def _divided(draft: Draft, entry: Loose, prefix: str, least: int) -> list[Loose]:
    """Return the statements that the only paragraph of a section divides with semicolons, or the paragraph."""
    line = labelled(entry.text)
    pieces = divided(line.text if line and line.prefix == prefix else entry.text, least)
    if not pieces:
        return [entry]
    draft.structure(entry.place, entry.text)
    draft.note(entry.place, f"the texts between semicolons are read as {len(pieces)} statements")
    return [Loose([piece], entry.place) for piece in pieces]


def labelled(text: str) -> Labelled | None:
    """Return the parts of a line that begins with a kind and a colon; None for another."""
    match = _LABELLED.match(text)
    prefix = kind_prefix(match[1]) if match else ""
    return Labelled(match[1], prefix, match[2]) if match and prefix else None


def divided(text: str, least: int) -> list[str]:
    """Return the statements between the semicolons of a text; [] where they may be parts of one sentence."""
    pieces = [piece.strip() for piece in text.rstrip(" .;").split(";")]
    pieces[-1] = re.sub(r"^and\s+", "", pieces[-1])
    if len(pieces) < least or any(len(piece) > _LONGEST_PIECE or _IN_DOUBT.match(piece) for piece in pieces):
        return []
    first, *rest = (piece[0].islower() for piece in pieces)
    return pieces if len({*rest}) == 1 and (rest[0] or not first) else []
