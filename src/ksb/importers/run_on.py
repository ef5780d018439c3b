"""Several statements in one line or paragraph: with codes, or divided by semicolons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ksb.importers.headings import kind_prefix
from ksb.importers.lines import BARE, CODE, SHARED, plain
from ksb.kinds import split_code

_SPLIT = re.compile(rf"(?<=[.;!?])[^\S\n]+(?={CODE}(?:\s*:|\s+[A-Z]))")
_NEXT = re.compile(rf"[^\S\n](?=({CODE})(?:\s*:|\s+[A-Z]))")
_CODES = re.compile(rf"(?<![A-Za-z0-9]){CODE}")
_WORDED = re.compile(
    rf"(?:^|[,;|/]?(?<![^\S\n])[^\S\n]++)(?=[(\[]?({CODE})[)\]]?(?:\s{{0,3}}[:.=–—-])?\s{{1,3}}"
    r"(?!(?:and|or|to|plus|through)\b)[^\W\d_]{2})"
)
"""What stands before a code with a wording, however the two are divided."""
_LEAST_CODES = 3
"""So many codes that count up begin statements; fewer may be named in the wording of the first."""
_MOST_SKIPPED = 100
_LABELLED = re.compile(r"([A-Za-z][A-Za-z ]{0,30}):\s+(\S.*)", re.DOTALL)
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


def statements(text: str) -> Iterator[str]:
    """Yield the statements that stand on one line: "S2: Take orders. S3: Wrap bouquets." are two."""
    if not BARE.match(text):
        yield text
        return
    for part in _SPLIT.split(text):
        if SHARED.match(part):
            yield part
        else:
            yield from _consecutive(part)


def _consecutive(text: str) -> Iterator[str]:
    """Yield the statements of "K1 Products K2 Methods", whose codes count up."""
    first = BARE.match(text)
    start = 0
    if first:
        prefix, number = split_code(plain(first[1]))
        for match in _NEXT.finditer(text, first.end()):
            if split_code(plain(match[1])) == (prefix, number + 1):
                number += 1
                yield text[start : match.start()]
                start = match.end()
    yield text[start:]


def counting_up(text: str) -> list[str]:
    """Return the statements of "K1 how to plan K2 how to budget K3 ...", however they are divided; [] for another.

    Codes of several kinds may skip numbers, as the KSBs of a duty do: "K1 flour, K4 ovens, S2 bake".
    """
    found = list(_WORDED.finditer(text))
    if not found or found[0].start() or len(found) < _LEAST_CODES or len(found) != len(_CODES.findall(text)):
        return []
    codes = [split_code(plain(match[1])) for match in found]
    kinds = list(dict.fromkeys(prefix for prefix, _ in codes))
    if len(kinds) > 1 and not all(
        text[match.start()] in ",;|/" or text[match.start() - 1] == "." for match in found[1:]
    ):
        return []
    step = (1,) if len(kinds) == 1 else range(1, _MOST_SKIPPED)
    if codes != sorted(codes, key=lambda code: (kinds.index(code[0]), code[1])):
        return []
    if any(first[0] == then[0] and then[1] - first[1] not in step for first, then in pairwise(codes)):
        return []
    ends = [match.start() for match in found[1:]]
    return [text[match.end() : end] for match, end in zip(found, [*ends, len(text)], strict=True)]


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
