"""What `ksb export markdown` and `ksb export text` add to a document: the key, claims, methods, identifiers."""

from __future__ import annotations

import re

from ksb.importers import lines
from ksb.importers.reader import Reader

_CLAIM = re.compile(r"(.*\S) \(((?:[a-z][a-z ]*: [0-9]{1,4}(?:, )?)+)\)", re.DOTALL)
_METHOD = re.compile(r"method\s+([1-9][0-9]{0,3})\s*[:.)–—-]\s*(.+)", re.IGNORECASE | re.DOTALL)
_IDENTIFIER = re.compile(r"(?:([A-Z]{1,3}[1-9][0-9]{0,3})|(Duty|Option) ([1-9][0-9]{0,3})): (.+)")
_KEY = re.compile(r"(Knowledge|Skills|Behaviours): (.+)", re.DOTALL)


def take(reader: Reader, text: str, place: str) -> bool:
    """Take a line of one of these sections; return whether it is one that such a section has."""
    if reader.section == "key" and (match := _KEY.fullmatch(text)):
        reader.structure(place, f"{match[1]}:")
        reader.key[match[1].lower()] = match[2]
    elif reader.section == "claims" and (match := _CLAIM.fullmatch(text)):
        counts = dict(part.rsplit(": ", 1) for part in match[2].split(", "))
        reader.structure(place, match[2])
        reader.count()
        reader.listed_claims.append(
            {"text": match[1], **{name.replace(" ", "_"): int(it) for name, it in counts.items()}}
        )
    elif reader.section == "identifiers" and (match := _IDENTIFIER.fullmatch(text)):
        reader.count()
        reader.ids[(match[2], int(match[3])) if match[2] else match[1]] = match[4]
    elif reader.section == "assessment":
        return _method(reader, text, place)
    else:
        return False
    return True


def _method(reader: Reader, text: str, place: str) -> bool:
    """Take the title of an assessment method, or what stands below one."""
    if match := _METHOD.fullmatch(text):
        reader.count()
        reader.methods.append({"number": int(match[1]), "title": match[2]})
        reader.structure(place, f"Method {match[1]}")
        return True
    if not reader.methods:
        return False
    if re.fullmatch(r"portfolio:\s*(?:yes|no)", text, re.IGNORECASE):
        reader.methods[-1]["portfolio"] = text.lower().endswith("yes")
    elif text.lower().startswith("ksbs") and (codes := lines.codes_in(text)):
        reader.methods[-1]["ksbs"] = list(dict.fromkeys(codes))
    else:
        return False
    reader.structure(place, text)
    return True
