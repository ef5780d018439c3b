"""HTML as a tree: its encoding, its limits, and what of it never ends; Beautiful Soup parses it."""

from __future__ import annotations

import codecs
import re
import warnings
from html.parser import HTMLParser
from typing import Any

from ksb.documents.blocks import decoded, limited
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
"""The codecs that a page may ask for. Others decode in more than linear time, or to what is no text."""
_NUMBER = re.compile(r"(&#[0-9]{99})[0-9]+")


class LenientParser(HTMLParser):
    """Python's parser, for markup of any kind."""

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Take `<![...>` for a comment, as browsers do; the parser of many a Python raises AssertionError at it."""
        return self.parse_bogus_comment(i)


def parsed(content: bytes, name: str) -> tuple[Any, str]:
    """Return a page as Beautiful Soup has it, and what follows from the first tag on that has no end.

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
    """Return the text of a page in the encoding it asks for, where that is one of a few. The parser guesses nothing."""
    asked = _CHARSET.search(content[:4096])
    codec = _CODECS.get(asked[1].decode("ascii").lower()) if asked else None
    if (
        codec
        and codec != "utf-8"
        and not content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    ):
        return content.decode(codec, "replace")
    return decoded(content, name)


def with_short_numbers(text: str) -> str:
    """Return HTML in which no character is given by a number of so many digits that Python refuses to read it."""
    return _NUMBER.sub(r"\1", text)


def unended(text: str) -> str:
    """Return what follows in HTML from the first tag, comment or declaration on that has no end; mostly nothing.

    `html.parser` finds the end of each that begins there by looking through all that follows, again and again.
    """
    parser = LenientParser()
    parser.feed(text)
    return parser.rawdata if parser.rawdata.startswith("<") else ""
