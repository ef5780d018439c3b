"""What of a document only repeats the standard: the wordings of KSBs, titles of duties, the codes below them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ksb.documents.blocks import Block, Item, Table
from ksb.evidence.patterns import LIST, PREFIX
from ksb.evidence.piece import Piece, Problem
from ksb.evidence.reading import Reading, same_words

REPEATED = "repeats the standard: the codes below its titles, such as those of duties, do not count"
_LEAST = 3
"""So many wordings make a document one that repeats the standard, if they are half of the codes that it names."""
_CODES = re.compile(LIST, re.IGNORECASE)
_CODE = re.compile(rf"(?<!\w){PREFIX}[0-9]+", re.IGNORECASE)
_FIRST_WORD = re.compile(r"\b[^\W\d_]+\b")
_LABELS = re.compile(
    r"\b(?:dut(?:y|ies)|option|method|pathway) [0-9]+(?:, [0-9]+)*|\((?:core|option [0-9, ]+)\)"
    r"|\bksbs?\b|\[[a-z]\]|\bd[0-9]+\b|[|·]",
    re.IGNORECASE,
)
"""What stands beside the codes and titles of a standard."""


def repeats_standard(blocks: Sequence[Block], reading: Reading) -> bool:
    """Return whether a document holds the standard's wordings for at least half of the codes that it names."""
    wordings = wordings_in(blocks, reading)
    if len(wordings) < _LEAST:
        return False
    codes = {code.upper() for text in _texts(blocks) for code in _CODE.findall(text)}
    return len(wordings) * 2 >= len(codes)


def wordings_in(blocks: Sequence[Block], reading: Reading) -> set[str]:
    """Return the wordings of KSBs that are texts of a document, with their codes or without."""
    begins = {wording.partition(" ")[0] for wording in reading.wordings}
    wordings = set()
    for text in _texts(blocks):
        # Most texts begin with no word of a wording.
        word = _FIRST_WORD.search(text)
        if word and word[0].casefold() in begins and (words := same_words(_CODES.sub(" ", text))) in reading.wordings:
            wordings.add(words)
    return wordings


def is_part(text: str, reading: Reading) -> bool:
    """Return whether a text is nothing but a title or a wording of the standard, with codes and labels or without."""
    return (words := _words(text)) in reading.parts or words in reading.wordings


def is_only_codes(text: str) -> bool:
    """Return whether a text has nothing but codes and the labels of a standard."""
    return _words(text) in ("", "knowledge", "skills", "behaviours")


def without_parts(found: Iterable[Piece | Problem], reading: Reading) -> Iterator[Piece | Problem]:
    """Yield the pieces in a table but those that are parts of the standard, such as a row for a duty; and say so."""
    left_out = False
    for one in found:
        if (
            isinstance(one, Piece)
            and not (one.date or one.status or one.hours or one.link or one.learner)
            and is_part(one.title, reading)
        ):
            left_out = True
        else:
            yield one
    if left_out:
        yield Problem(reading.file, "the document", REPEATED)


def _words(text: str) -> str:
    return same_words(_LABELS.sub(" ", _CODES.sub(" ", text)))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.every_row:
                yield from row.cells
        else:
            yield f"{block.label} {block.text}" if isinstance(block, Item) else block.text
