"""Parse HTML with Beautiful Soup: the encoding, limits on its size, and tags that are never closed."""

import codecs
import re
import warnings
from html.parser import HTMLParser
from typing import Any

from ksb.documents.blocks import decoded, limited
from ksb.documents.symbols import with_signs
from ksb.errors import KsbError

MOST_TAGS = 60_000
"""Fifteen times what a published page holds. Beautiful Soup takes 50 microseconds and a kilobyte for each."""
MOST_REFERENCES = 500_000
"""The parser takes two microseconds for each `&amp;`."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,20})", re.IGNORECASE)
_CODECS = {
    "utf-8": "utf-8", "utf8": "utf-8", "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
    "windows-1252": "cp1252", "cp1252": "cp1252", "iso-8859-15": "iso-8859-15",
}  # fmt: skip
"""The encodings that a page may declare. Others take more than linear time to decode, or don't give text."""
STRUCK = re.compile(r"(?:^|[;\s])text-decoration[\w-]{0,9}\s*:[^;]{0,99}\bline-through\b", re.IGNORECASE)
"""A style that strikes text out."""
_FONT = re.compile(r"(?:^|[;\s])font-family\s*:\s*([^;,]+)", re.IGNORECASE)
_NUMBER = re.compile(r"(&#[0-9]{99})[0-9]+")


class LenientParser(HTMLParser):
    """Python's HTML parser, which doesn't fail on any markup."""

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Read `<![...>` as a comment, as browsers do; in many versions of Python the parser raises AssertionError."""
        return self.parse_bogus_comment(i)


def parsed(content: bytes, name: str) -> tuple[Any, str]:
    """Return a page as Beautiful Soup parses it, and the rest of the text from the first unclosed tag on.

    Raises `KsbError` where it can't be parsed, has too many tags, or Beautiful Soup is missing.
    """
    try:
        from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning
        from bs4.builder import ParserRejectedMarkup
    except ImportError:
        raise KsbError("Pages need Beautiful Soup", "in the clone of ksb: pip install '.[html]'") from None
    markup = with_short_numbers(_text(content, name))
    limited(markup.count("<"), name, MOST_TAGS, "tags")
    limited(markup.count("&"), name, MOST_REFERENCES, "character references")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
            rest = unended(markup)
            return BeautifulSoup(markup.removesuffix(rest), "html.parser"), rest
    except ParserRejectedMarkup:
        raise KsbError(f"{name}: not HTML that can be read") from None
    except RecursionError:
        raise KsbError(f"{name}: nested too deep") from None


def _text(content: bytes, name: str) -> str:
    """Return the text of a page in the encoding that it declares, if that is one of a few."""
    asked = _CHARSET.search(content[:4096])
    codec = _CODECS.get(asked[1].decode("ascii").lower()) if asked else None
    marked = content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return decoded(content, name) if marked or codec in (None, "utf-8") else content.decode(codec, "replace")


def with_short_numbers(text: str) -> str:
    """Return HTML in which no character is given by a number of so many digits that Python refuses to read it."""
    return _NUMBER.sub(r"\1", text)


def unended(text: str) -> str:
    """Return the rest of HTML from the first unclosed tag, comment or declaration on; usually nothing.

    For each tag that begins there, `html.parser` would search all that follows for its end.
    """
    parser = LenientParser()
    parser.feed(text)
    return parser.rawdata if parser.rawdata.startswith("<") else ""


def apply_styles(page: Any) -> None:
    """Give elements the style by which their classes strike them out, and text of symbol fonts the signs they show."""
    rules = (rule.split("{") for style in page.find_all("style") for rule in (style.string or "").split("}"))
    struck = {name for rule in rules if STRUCK.search(rule[-1]) for name in re.findall(r"\.([\w-]+)", rule[0])}
    for part in page.find_all(class_=list(struck)) if struck else ():
        part["style"] = f"{part.get('style', '')}; text-decoration: line-through"
    for part in [*page.find_all(style=_FONT), *page.find_all("font", face=True)]:
        font = part.get("face") or _FONT.findall(part["style"])[0]
        for text in part.find_all(string=True, recursive=False):
            text.replace_with(with_signs(font, text))
