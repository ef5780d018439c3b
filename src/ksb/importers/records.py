"""Records in JSON or YAML: one, a list of them, or JSON Lines; and lists of KSBs or of duties that people keep."""

from __future__ import annotations

import codecs
import json
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any, BinaryIO

from ksb.errors import KsbError
from ksb.importers import document, fields, kept, ksb_lists, skills_england
from ksb.importers.draft import MOST_PARTS
from ksb.importers.results import IMPORTABLE, Imported, texts_in
from ksb.source import Source

_CHUNK = 1 << 16
_MOST = 64 << 20
"""The most characters of one record."""
_MOST_VALUES = 500_000
"""The most objects, lists and texts of one record: fifty times a long one. Each takes up to 300 bytes."""

_LISTS = tuple(name for _, names, _ in fields.LISTS for name in names)


class _TwiceError(ValueError):
    """A key that an object holds twice."""


def read(file: BinaryIO, name: str) -> Iterator[Imported]:
    """Yield the standards of a file, one at a time. Raises `KsbError` where it is not JSON, or holds no record."""
    yield from _standards(_values(file, name), name)


def read_yaml(content: bytes, name: str) -> Iterator[Imported]:
    """Yield the standards of a file of YAML that holds the same. Raises `KsbError` where it is not YAML."""
    source = Source(name, content)
    if source.problems:
        problem = source.problems[0]
        raise KsbError(f"{name}:{problem.span.line}:{problem.span.column}: {problem.message}", "correct the YAML first")
    items = source.data if isinstance(source.data, list) else [source.data]
    yield from _standards(((item, items is source.data) for item in items), name)


def _standards(values: Iterator[tuple[Any, bool]], name: str) -> Iterator[Imported]:
    first = next(values, None)
    if first is None:
        raise KsbError(f"{name}: holds no record of a standard")
    if (first[1] or name.endswith((".jsonl", ".ndjson"))) and kept.is_row(first[0]):
        rows = [value for value, _ in islice(chain([first], values), MOST_PARTS + 1)]
        if len(rows) > MOST_PARTS:
            yield Imported(name, None, error=f"has more than {MOST_PARTS:,} KSBs")
        else:
            yield _kept(rows, name)
        return
    for number, (value, _) in enumerate(chain([first], values), 1):
        yield from _imported(value, f"{name}, record {number}" if number > 1 else name)


def _imported(record: Any, name: str) -> Iterator[Imported]:
    if isinstance(record, dict) and "format" in record and isinstance(record.get("ksbs"), list):
        yield ksb_lists.from_export(record, name)
    elif isinstance(record, dict) and "CFDocument" in record:
        raise KsbError(f"{name}: seems to be a CASE framework (`ksb export case`), which can't be imported", IMPORTABLE)
    elif found := list(_published(record)):
        yield from (_fuller(it, record if len(found) == 1 else it, name) for it in found)
    elif len(found := kept.records_in(record)) > 1:
        for at, it in enumerate(found, 1):
            yield _kept(it, f"{name}, record {at}")
    elif not isinstance(record, dict):
        yield Imported(name, None, error="is not a record of a standard")
    else:
        yield _kept(record, name)


def _kept(data: Any, name: str) -> Imported:
    try:
        return document.parse(kept.blocks_of(data), name)
    except RecursionError:
        raise KsbError(f"{name}: nested too deep") from None


def _fuller(record: Any, around: Any, name: str) -> Imported:
    """Return the standard in a published record; that in what is `around` it, where this leaves out less."""
    published = skills_england.from_record(fields.renamed(record), name)
    found = published.standard
    lost = any(note.kind == "left out" and note.place.startswith(_LISTS) for note in published.notes)
    if found and around is record and not lost and (not found.duties or any(duty.cites for duty in found.duties)):
        return published
    as_kept = _kept(around, name)
    coded = as_kept.standard is not None and as_kept.standard.ksbs.keys() <= set(texts_in(around))
    if not coded or not found:
        return as_kept if coded else published
    left, left_as_kept = (sum(note.kind == "left out" for note in it.notes) for it in (published, as_kept))
    less = left_as_kept < left or (left_as_kept == left and around is not record)
    return as_kept if less else published


def _published(value: Any, depth: int = 3) -> Iterator[Any]:
    """Yield the records of published standards in a value, or in what wraps them."""
    parts = value if isinstance(value, list) else list(value.values()) if isinstance(value, dict) else []
    items = chain.from_iterable(part for part in parts if isinstance(part, list))
    if isinstance(value, dict) and any(isinstance(it, dict) and fields.is_of_record(it) for it in items):
        yield value
    elif depth:
        for part in parts:
            yield from _published(part, depth - 1)


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise _TwiceError(Counter(key for key, _ in pairs).most_common(1)[0][0])
    return made


def _values(file: BinaryIO, name: str) -> Iterator[tuple[Any, bool]]:
    """Yield the items of a JSON list, or the values that stand one after the other, each with whether a list holds it.

    Of a list, no more than one item is held.
    """
    text = _Text(file, name)
    try:
        if text.next_sign() == "[":
            yield from ((value, True) for value in _items(text))
        else:
            while text.next_sign():
                yield text.value(), False
                if text.next_sign() not in ("", "{"):
                    break
        if text.next_sign():
            raise KsbError(f"{name}: there is more text after the JSON, at {text.place}")
    except UnicodeDecodeError:
        raise KsbError(f"{name}: not UTF-8") from None
    except _TwiceError as error:
        raise KsbError(f"{name}: an object holds the key {str(error)!r} twice") from None
    except ValueError:  # what Python makes of a number with more digits than it turns into one
        raise KsbError(f"{name}: holds a number with too many digits") from None
    except RecursionError:
        raise KsbError(f"{name}: nested too deep") from None


def _items(text: _Text) -> Iterator[Any]:
    """Yield the items of the list that begins here."""
    text.at += 1
    while (sign := text.next_sign()) != "]":
        if sign == ",":
            raise KsbError(f"{text.name}: not JSON at {text.place}: a comma too many")
        if not sign:
            raise KsbError(f"{text.name}: not JSON: the list is cut off after character {text.offset + text.at}")
        yield text.value()
        if (sign := text.next_sign()) == ",":
            text.at += 1
        elif sign not in ("", "]"):
            raise KsbError(f"{text.name}: not JSON at {text.place}: a comma is missing")
    text.at += 1


class _Text:
    """A file of JSON, read no further than it must be."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.file = file
        self.name = name
        self.decoder = json.JSONDecoder(object_pairs_hook=_distinct)
        in_utf16 = file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        file.seek(0)
        self.decode = codecs.getincrementaldecoder("utf-16" if in_utf16 else "utf-8-sig")("strict").decode
        self.buffer = ""
        self.at = 0
        self.offset = 0
        """How many characters stood before the buffer."""
        self.ended = False

    @property
    def place(self) -> str:
        """Where the next character stands, for messages."""
        return f"character {self.offset + self.at + 1}"

    def next_sign(self) -> str:
        """Go on to the next character that is not white space, and return it; "" at the end."""
        while True:
            while self.at < len(self.buffer) and (self.buffer[self.at].isspace() or self.buffer[self.at] == "\ufeff"):
                self.at += 1
            if self.at < len(self.buffer) or self.ended:
                return self.buffer[self.at : self.at + 1]
            self._read(_CHUNK)

    def value(self) -> Any:
        """Return the value that begins here, and go on to its end."""
        size = _CHUNK
        while True:
            try:
                value, end = self.decoder.raw_decode(self.buffer, self.at)
            except json.JSONDecodeError as error:
                if self.ended:
                    where = f"character {self.offset + error.pos + 1}"
                    raise KsbError(f"{self.name}: not JSON at {where}: {error.msg.lower()}") from None
                if len(self.buffer) - self.at > _MOST:
                    raise KsbError(f"{self.name}: a record is longer than {_MOST >> 20} million characters") from None
            else:
                if self.ended or end < len(self.buffer):  # a number may go on
                    self.at = end
                    return value
            self._read(size)
            size *= 2
            parts = self.buffer.count("{", self.at) + self.buffer.count("[", self.at)
            if parts + self.buffer.count('"', self.at) // 2 > _MOST_VALUES:
                raise KsbError(f"{self.name}: a record holds more than {_MOST_VALUES:,} objects, lists and texts")

    def _read(self, size: int) -> None:
        """Read more of the file, and drop what was used."""
        chunk = self.file.read(size)
        self.ended = not chunk
        self.offset += self.at
        self.buffer, self.at = self.buffer[self.at :] + self.decode(chunk, final=self.ended), 0
