"""Lists of codes in which not everything is a code: "K1, K2 (part), S1, Bl"."""

from __future__ import annotations

import re
from typing import NamedTuple

from ksb.importers.lines import CODE, codes_in, names_code, plain, without_codes

_START = re.compile(rf"(?<![\w-]){CODE}(?!\w)")
_LABEL = re.compile(r"(?:mapped |linked )?(?:ksbs?|knowledge|skills?|behaviou?rs?)\s*[:–—-]?", re.IGNORECASE)
_PART = re.compile(
    rf"(?P<codes>{CODE}(?!\w)(?:\s*(?:-|–|—|\bto\b)\s*(?:{CODE}|[0-9]{{1,3}})(?!\w))?)"
    r"|(?P<all>all\s+(?:of\s+)?(?:the\s+)?(?P<kind>knowledge|skills|behaviou?rs)\b)"
    r"|(?P<gap>[\s,;/&+|•·.:]+|and\b)"
    r"|(?P<bracket>[(\[][^()\[\]]{1,60}[)\]])"
    r"|(?P<dash>[–—-]\s*[^\s,;–—-][^,;]*)"
    r"|(?P<slip>(?:[KSBksb][0-9lIOo?]{1,2}|\?{1,3})(?!\w))"
    r"|(?<=[,;] )(?P<remark>[^,;()\[\]]+)"
)
_ALL_ALONE = re.compile(
    r"(?:(?P<kind>knowledge|skills|behaviou?rs|[KSB])\s*[:–—-]\s*all|all\s+(?:of\s+)?(?:the\s+)?(?P<after>knowledge|skills|behaviou?rs))\.?",
    re.IGNORECASE,
)
_MOST_WORDS = 3
_NEAR_END = 500
_MOST_STARTS = 20


class Codes(NamedTuple):
    """A list of codes at the end of a text."""

    before: str
    """The text before the list."""
    codes: list[str]
    remarks: list[str]
    """What in the list is no code."""
    kinds: list[str]
    """What the codes of those kinds start with of which the list names all: "K1 and all behaviours"."""


def codes_with_remarks(text: str, least: int = 2) -> Codes | None:
    """Return the list of at least so many codes that a text ends with, though something in it is not a code.

    None where there is none, or it may be a sentence that names codes.
    """
    if match := _ALL_ALONE.fullmatch(text):
        return Codes("", [], [], [(match["kind"] or match["after"])[0].upper()])
    for start in list(_START.finditer(text, max(len(text) - _NEAR_END, 0)))[:_MOST_STARTS]:
        found = _listed(text[start.start() :])
        if found and len(found.codes) + len(found.kinds) >= least:
            return found._replace(before=_LABEL.sub("", text[: start.start()].rstrip(" :–—-(|")).rstrip(" :–—-(|"))
    return None


def cited_at_end(title: str, least: int = 2) -> Codes:
    """Return what the title of a duty cites at its end, and the title before that."""
    before, codes = without_codes(title)
    cited = codes_with_remarks(before, 1 if codes else least) if names_code(before) else None
    return cited._replace(codes=cited.codes + codes) if cited else Codes(before, codes, [], [])


def _listed(text: str) -> Codes | None:
    """Return the codes and the remarks of a list; None for another text."""
    codes: list[str] = []
    remarks: list[str] = []
    kinds: list[str] = []
    at = aside = 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None:
            return None
        if part["codes"]:
            codes += codes_in(part["codes"]) or []
        elif part["all"]:
            kinds.append(part["kind"][0].upper())
        elif not part["gap"]:
            if not part["bracket"]:
                aside += 1
                if len(part[0].split()) > _MOST_WORDS:
                    return None
            elif code := re.match(rf"[(\[]({CODE})(?!\w)", part[0]):
                codes.append(plain(code[1]))
            remarks.append(part[0].strip())
        at = part.end()
    return Codes("", codes, remarks, kinds) if (remarks or kinds) and aside < max(len(codes), 2) else None
