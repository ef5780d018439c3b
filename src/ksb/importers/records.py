"""Records in JSON: one, a list of them, or JSON Lines; and lists of KSBs that people keep as JSON."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO

from ksb.errors import KsbError
from ksb.importers import own_json, skills_england
from ksb.importers.ksb_lists import is_ksb
from ksb.importers.notes import IMPORTABLE, Imported

_CHUNK = 1 << 16
_MOST = 64 << 20
"""The most characters of one record."""
_MOST_VALUES = 500_000
"""The most objects, lists and texts of one record: fifty times a long one. Each takes up to 300 bytes."""


class _TwiceError(ValueError):
    """A key that an object holds twice."""


def read(file: BinaryIO, name: str) -> Iterator[Imported]:
    """Yield the standards of a file, one at a time. Raises `KsbError` where it is not JSON, or holds no record."""
    values = _values(file, name)
    first = next(values, None)
    if first is None:
        raise KsbError(f"{name}: holds no record of a standard")
    if first[1] and is_ksb(first[0]):
        yield own_json.listed([value for value, _ in [first, *values]], name)
        return
    for number, (value, _) in enumerate(chain([first], values), 1):
        yield _imported(value, f"{name}, record {number}" if number > 1 else name)


def _imported(record: Any, name: str) -> Imported:
    if isinstance(record, dict) and "format" in record and isinstance(record.get("ksbs"), list):
        return own_json.exported(record, name)
    if isinstance(record, dict) and "CFDocument" in record:
        raise KsbError(f"{name}: seems to be a CASE framework (`ksb export case`), which can't be imported", IMPORTABLE)
    return skills_england.imported(record, name)


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _TwiceError(key)
            seen.add(key)
    return made


def _values(file: BinaryIO, name: str) -> Iterator[tuple[Any, bool]]:
    """Yield the items of a JSON list, or the values that stand one after the other, each with whether a list holds it.

    Of a list, no more than one item is held.
    """
    decoder = json.JSONDecoder(object_pairs_hook=_distinct)
    decode = codecs.getincrementaldecoder("utf-8-sig")("strict")
    buffer, at, ended, size = "", 0, False, _CHUNK
    within: bool | None = None
    closed = comma = False
    count = offset = 0
    try:
        while True:
            while at < len(buffer) and (buffer[at].isspace() or buffer[at] == "\ufeff"):
                at += 1
            if at < len(buffer) and within is None:
                within = buffer[at] == "["
                at += within
                continue
            if at < len(buffer):
                sign = buffer[at]
                if closed or (within is False and count and sign not in "{"):
                    raise KsbError(f"{name}: there is more text after the JSON, at character {offset + at + 1}")
                if within and sign == "]":
                    closed, at = True, at + 1
                    continue
                if within and sign == ",":
                    if comma or not count:
                        raise KsbError(f"{name}: not JSON at character {offset + at + 1}: a comma too many")
                    comma, at = True, at + 1
                    continue
                if within and count and not comma:
                    raise KsbError(f"{name}: not JSON at character {offset + at + 1}: a comma is missing")
                try:
                    value, end = decoder.raw_decode(buffer, at)
                except json.JSONDecodeError as error:
                    if ended:
                        where = f"character {offset + error.pos + 1}"
                        raise KsbError(f"{name}: not JSON at {where}: {error.msg.lower()}") from None
                    if len(buffer) - at > _MOST:
                        raise KsbError(f"{name}: a record is longer than {_MOST >> 20} million characters") from None
                else:
                    if ended or end < len(buffer):
                        count, comma = count + 1, False
                        yield value, bool(within)
                        at, size = end, _CHUNK
                        if at > 4 * _CHUNK and at > len(buffer) // 2:  # seldom, so that it takes no time in all
                            offset += at
                            buffer, at = buffer[at:], 0
                        continue
            elif ended:
                if within and not closed:
                    raise KsbError(f"{name}: not JSON: the list is cut off after character {offset + at}")
                return
            chunk = file.read(size)
            size *= 2
            ended = not chunk
            buffer += decode.decode(chunk, final=ended)
            values = buffer.count("{", at) + buffer.count("[", at) + buffer.count('"', at) // 2
            if values > _MOST_VALUES and size > 4 * _CHUNK:
                raise KsbError(f"{name}: a record holds more than {_MOST_VALUES:,} objects, lists and texts")
    except UnicodeDecodeError:
        raise KsbError(f"{name}: not UTF-8") from None
    except _TwiceError as error:
        raise KsbError(f"{name}: an object holds the key {str(error)!r} twice") from None
    except ValueError:  # what Python makes of a number with more digits than it turns into one
        raise KsbError(f"{name}: holds a number with too many digits") from None
    except RecursionError:
        raise KsbError(f"{name}: nested too deep") from None
