"""Check boxes beside codes in a line of several: `☒ K1 ☐ K2`, or `K1 ☒ K2 ☐`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ksb.evidence.patterns import BOXES, ITEM, TICKED_BOXES

_BOX_OR_CODE = re.compile(
    rf"(?P<ticked>[{TICKED_BOXES}]|\[[xX✓✔]\])|(?P<open>[{BOXES}]|\[ ?\])|(?<![\w.-])(?P<code>{ITEM})", re.IGNORECASE
)


def boxed(text: str) -> Iterator[tuple[bool, tuple[int, int]]]:
    """Yield each code that has a box of its own, in lines with more than one: whether it is ticked, and its place.

    Where a line begins with a box, the boxes stand before their codes; else after them.
    """
    if not any(sign in text for sign in f"{BOXES}{TICKED_BOXES}["):
        return
    at = 0
    for line in text.split("\n"):
        found = list(_BOX_OR_CODE.finditer(line))
        if sum(match["code"] is None for match in found) > 1 and any(match["code"] for match in found):
            if found[0]["code"]:
                found.reverse()
            box = None
            for match in found:
                if match["code"] is None:
                    box = match
                elif box is not None:
                    yield box["ticked"] is not None, (at + match.start(), at + match.end())
        at += len(line) + 1


def has_boxed(text: str) -> bool:
    """Return whether a text has codes with boxes of their own."""
    return next(boxed(text), None) is not None
