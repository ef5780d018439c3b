"""Characters of symbol fonts as the signs that readers see: ticks, crosses, check boxes, bullets."""

_SIGNS = {
    "wingdings": {0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x76: "❖", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xFB: "✗",
                  0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"},
    "webdings": {0x61: "✓", 0x63: "☐", 0x72: "✗"},
    "symbol": {0xB7: "•", 0xD6: "√"},
}  # fmt: skip


def sign(font: str, code: int) -> str:
    """Return the sign that a font shows for a character, also for one that Word writes in its private use area."""
    return _SIGNS.get(font.strip(" \"'").lower(), {}).get(code & 0xFF if 0xF000 <= code <= 0xF0FF else code, "")


def with_signs(font: str, text: str) -> str:
    """Return a text as a font shows it; characters that are not known stay."""
    return "".join(sign(font, ord(character)) or character for character in text)
