"""Notes whose codes are all in lower case, such as "d1 bake bread - k1, s1" and "k1 flour", without any heading."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ksb.documents.blocks import Block, Table
from ksb.importers import headings
from ksb.importers.codes import names_code

_LINE = re.compile(r"(?P<prefix>[ksbd])(?P<number>[1-9][0-9]?)\s*[:.)–-]?\s+(?P<text>[^\W\d_]\w.*)", re.DOTALL)
_GAP = r"(?:[\s,;&+(–-]|\band\b)+"
_CODES = re.compile(rf"(?:{_GAP}[ksb][1-9][0-9]?\b)+\)?\.?$")
"""The codes at the end of a duty."""
_NEAR_END = 200
_LEAST = 3


def in_capitals(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks of a document with its codes in capitals, where each kind counts up from 1 in lower case.

    The same blocks for another document.
    """
    found = [match for block in blocks if (match := _LINE.fullmatch(block.text))]
    if len(found) < _LEAST or any(map(_says_otherwise, blocks)):
        return blocks
    numbers: dict[str, list[int]] = {}
    for match in found:
        numbers.setdefault(match["prefix"], []).append(int(match["number"]))
    count_up = all(it == [*range(1, len(it) + 1)] for it in numbers.values())
    return list(map(_capital, blocks)) if count_up and numbers.keys() & {*"ksb"} else blocks


def _says_otherwise(block: Block) -> bool:
    """Return whether a block holds a code in capitals, or is the heading of a section that has its own rules."""
    if isinstance(block, Table):
        return True
    heading = headings.heading(block.text)
    return names_code(block.text) or (heading is not None and heading.section in ("ksbs", "duties"))


def _capital(block: Block) -> Block:
    match = _LINE.fullmatch(block.text)
    if match is None:
        return block
    text = match["text"]
    if match["prefix"] == "d" and (codes := _CODES.search(text, max(len(text) - _NEAR_END, 0))):
        text = text[: codes.start()] + re.sub(r"[ksb](?=[1-9])", lambda it: it[0].upper(), codes[0])
    return replace(block, text=f"{match['prefix'].upper()}{match['number']}: {text}")
