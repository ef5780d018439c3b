"""Plain text, a paragraph a line, as a document is saved from a word processor."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from ksb.errors import KsbError
from ksb.importers import Imported
from ksb.importers.document import parse

_MOST_BYTES = 16 << 20


def read(file: BinaryIO, name: str) -> Iterator[Imported]:
    """Yield the one standard in a text file, UTF-8 or UTF-16. Raises `KsbError` where it is not text."""
    content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise KsbError(f"{name}: larger than {_MOST_BYTES >> 20} MiB")
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise KsbError(f"{name}: not UTF-8; save it as UTF-8 text") from None
    yield parse(text.splitlines(), name)
