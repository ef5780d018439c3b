"""Documents in Welsh: G, S and Y for gwybodaeth, sgiliau and ymddygiad are K, S and B; "dyletswydd" is "duty"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ksb.documents.blocks import Block, Table

_SAYS_SO = re.compile(r"\b(?:dyletswydd(?:au)?|gwybodaeth|sgiliau|ymddygiad(?:au)?)\b", re.IGNORECASE)
_CODE = re.compile(r"(?<![A-Za-z0-9])([GY])(?=\s?[1-9][0-9]{0,2}(?![0-9A-Za-z]))")
_WORDS = {
    "dyletswyddau": "duties", "dyletswydd": "duty", "gwybodaeth": "knowledge", "sgiliau": "skills", "sgil": "skill",
    "ymddygiadau": "behaviours", "ymddygiad": "behaviour", "opsiwn": "option", "lefel": "level",
    "cyfeirnod": "reference",
}  # fmt: skip
_LABEL = re.compile(rf"({'|'.join(_WORDS)})(?=\s*(?:[0-9:|]|$))", re.IGNORECASE)
"""These words as a heading, or before a number or a colon."""


def in_english(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks of a document with the codes and the headings that other documents have.

    The same blocks for a document that is not in Welsh.
    """
    texts = [cell for block in blocks if isinstance(block, Table) for cell in block.every_cell]
    texts += [block.text for block in blocks]
    if not any(map(_SAYS_SO.search, texts)) or not any(map(_CODE.search, texts)):
        return blocks
    return list(map(_block, blocks))


def _block(block: Block) -> Block:
    if not isinstance(block, Table):
        return replace(block, text=_text(block.text))
    header, rows = block.header, tuple(row.changed(_text) for row in block.rows)
    return replace(block, text=_text(block.text), rows=rows, header=header and header.changed(_text))


def _text(text: str) -> str:
    text = _CODE.sub(lambda it: {"G": "K", "Y": "B"}[it[1]], text)
    return _LABEL.sub(lambda it: _WORDS[it[1].lower()], text, count=1) if _LABEL.match(text) else text
