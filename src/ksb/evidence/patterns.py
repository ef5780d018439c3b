"""The patterns that all others are made of: signs, a code, a part of a KSB, a list of them. Case is ignored."""

from __future__ import annotations

TICKS = "✓✔√☑☒■●•✅🗹🟢"
CROSSES = "◯○☐□❏❑⬜🔲✗✘✕✖❌🔴"
BOXES = "☐□❏❑⬜🔲"
TICKED_BOXES = "☑☒✓✔√✅🗹"
PREFIX = r"(?:TK|TS|ESB|[KSB])"
CODE = rf"{PREFIX}[ \u00a0]?0*[1-9][0-9]{{0,3}}(?![0-9A-Za-z_]|\.[0-9])"
SEPARATOR = r"(?:\s*(?:[,;/&+|·]|\.(?=\s)|\band\b|\bor\b|\bplus\b|[-‐‑–—−]|\bto\b)\s*(?:\band\b\s*)?|\s+)"
ITEM = rf"{PREFIX}[ \u00a0]?0*[1-9][0-9]{{0,3}}(?:(?:\.[0-9]{{1,3}})+|\([a-z]\)|[a-z])?(?![0-9A-Za-z_]|\.[0-9])"
"""A code, or a part such as `K4.4`, which does not count but stands in lists."""
NEXT = rf"(?:{SEPARATOR}(?:{ITEM}|[1-9][0-9]{{0,3}}\b(?!\s+(?!(?:and|or|to)\b)[a-z])))"
# The lists are limited: without a limit, the time for a text of nothing but codes grows with the square of its length.
LIST = rf"{ITEM}{NEXT}{{0,120}}"
FEW = rf"{CODE}{NEXT}{{0,9}}"
