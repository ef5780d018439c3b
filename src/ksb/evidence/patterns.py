"""The signs and patterns that all others are made of: ticks, check boxes, a code, a list of codes. Case is ignored."""

import re
from collections.abc import Iterator

NOT_EVIDENCE = "This sheet is not evidence"
"""A sheet with these words near its top is not read as evidence. Those that `ksb export tracker` adds have them."""
TICKS = "✓✔√☑☒■●•✅🗹🟢"
REFUSING = "✗✘✕✖❌❎⛔🚫👎🔴"
CROSSES = f"◯○☐□❏❑⬜🔲⭕{REFUSING}"
BOXES = "☐□❏❑⬜🔲"
TICKED_BOXES = "☑☒✓✔√✅🗹"
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
"""How the names of months begin."""
KIND_WORDS = r"knowledge|skills?|behaviou?rs?"
PREFIX = r"(?:TK|TS|ESB|[KSB])"
CODE = rf"{PREFIX}[ \u00a0]?0*[1-9][0-9]{{0,3}}(?![0-9A-Za-z_]|\.[0-9])"
DASHES = "-‐‑–—−"
SEPARATOR = (
    rf"(?:\s*(?:[,;/&+|·]|\.(?=\s)|\band\b|\bor\b|\bplus\b|[{DASHES}]|\bto\b|\bthr(?:ough|u)\b)\s*(?:\band\b\s*)?|\s+)"
)
ITEM = rf"{PREFIX}[ \u00a0]?0*[1-9][0-9]{{0,3}}(?:(?:\.[0-9]{{1,3}})+|\([a-z]\)|[a-z])?(?![0-9A-Za-z_]|\.[0-9])"
"""A code, or a part such as `K4.4`, which does not count but stands in lists."""
GLOSS = r"(?: ?\([^()\d\n]{1,60}\))?"
"""What a code may have in brackets: `K2 (Version control), S9 (Structure)`."""
NEXT = rf"(?:{GLOSS}{SEPARATOR}(?:{ITEM}|[1-9][0-9]{{0,3}}\b(?!\s+(?!(?:and|or|to)\b)[a-z])))"
# The lists are limited: without a limit, the time for a text of nothing but codes grows with the square of its length.
LIST = rf"{ITEM}{NEXT}{{0,120}}"
FEW = rf"{CODE}{NEXT}{{0,9}}"
_BOX_OR_CODE = re.compile(
    rf"(?P<ticked>[{TICKED_BOXES}]|\[[xX✓✔]\])|(?P<open>[{CROSSES}]|\[ ?\])|(?<![\w.-])(?P<code>{ITEM})", re.IGNORECASE
)
TICKED_BOX = rf"[{TICKED_BOXES}]|\[\s*[xX✓✔√*]\s*\]"
_OPEN_BOX = re.compile(rf"\s*(?:[{CROSSES}]|\[\s*[-–/<>?!_]?\s*\]|\(\s*\))\s*")
_TICKED_BOX = re.compile(rf"\s*(?:{TICKED_BOX}|\([xX✓✔√]\))\s*")


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


def box(text: str) -> tuple[bool | None, str]:
    """Return whether a text starts with a ticked check box (None where it has no box), and the text after it."""
    if match := _OPEN_BOX.match(text):
        return False, text[match.end() :]
    if match := _TICKED_BOX.match(text):
        return True, text[match.end() :]
    return None, text
