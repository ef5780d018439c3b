"""Search the wordings of a standard, and find the nearest words for those that it does not have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract

from ksb.models import Duty, Standard
from ksb.query import Wording, other_wordings
from ksb.text.american import AMERICAN, AMERICAN_START

_SIGN = r"[^\W_][\u0300-\u036f]*"
_WORD = re.compile(rf"(?<![^\W_])(?<![\u0300-\u036f])(?={_SIGN})(?=((?:{_SIGN}|['’](?=[^\W_]))+))")
"""Each start of a word, and the word: also "s" in "manager's"."""
_WHOLE_WORD = re.compile(rf"(?:{_SIGN}|['’](?=[^\W_]))+")
_Z = re.compile(r"(?<=\w{2}[iy])z")
# Pairs that are no American starts of words: the noun and the verb in British spelling, and words with both spellings.
_OTHER_PAIRS = {
    "practis": "practic",
    "licens": "licenc",
    "judgment": "judgement",
    "enroll": "enrol",
    "programme": "program",
}
_OTHER_START = re.compile("^(?:" + "|".join(_OTHER_PAIRS) + ")")
_LEAST_ALIKE = 0.7
"""Minimum similarity of a word to one that is offered for it; 1 for the same word."""
_MOST_OFFERED = 3


class SearchMatch(NamedTuple):
    """A KSB that a search found: the wording that matches, and the duties that use it (none for the definition)."""

    code: str
    wording: Wording


class SearchResult(NamedTuple):
    """The KSBs and the duties that a search found."""

    ksbs: tuple[SearchMatch, ...]
    duties: tuple[Duty, ...]


def search(standard: Standard, query: str) -> SearchResult:
    """Return the KSBs and the duties that have every word of `query` in one wording.

    A word matches the start of a word, in any case, in British or American spelling, and with either apostrophe:
    `clear` finds "clearances", `organize` finds "organised". A KSB matches by its definition or else by the wording
    of a citation.
    """
    sought = _sought(query)

    def holds(text: str) -> bool:
        there = [_forms(word) for word in dict.fromkeys(_WORD.findall(text))] if sought else []
        return bool(sought) and all(any(_starts(forms, word) for forms in there) for word in sought)

    found = []
    for code in standard.codes:
        candidates = (Wording(standard.ksbs[code], ()), *other_wordings(standard, code))
        wording = next((candidate for candidate in candidates if holds(candidate.text)), None)
        if wording:
            found.append(SearchMatch(code, wording))
    return SearchResult(tuple(found), tuple(duty for duty in standard.duties if holds(duty.title)))


def hits(text: str, query: str) -> list[tuple[int, int]]:
    """Return the start and end of each place in `text` that a word of `query` matches, as in `search`, in order."""
    sought = _sought(query)
    found = []
    for match in _WORD.finditer(text):
        word, start = match[1], match.start()
        found += [(start, start + _matched(word, forms)) for forms in sought if _starts(_forms(word), forms)]
    return sorted(found)


def nearest(standard: Standard, query: str) -> dict[str, list[str]]:
    """Return each word of `query` that no wording has, with the most similar words that one has, the nearest first."""
    known: dict[str, frozenset[str]] = {}
    for text in _texts(standard):
        known.update((word.lower(), _forms(word)) for word in _WHOLE_WORD.findall(text))
    found = {}
    for word in dict.fromkeys(_words(query)):
        if not any(_starts(forms, _forms(word)) for forms in known.values()):
            alike = extract(
                word.lower(),
                known.keys(),
                scorer=DamerauLevenshtein.normalized_similarity,
                score_cutoff=_LEAST_ALIKE,
                limit=_MOST_OFFERED,
            )
            found[word] = [other for other, _, _ in alike]
    return found


def _texts(standard: Standard) -> Iterator[str]:
    yield from standard.ksbs.values()
    for duty in standard.duties:
        yield duty.title
        yield from (citation.text for citation in duty.cites if citation.text)


def _words(query: str) -> list[str]:
    return _WHOLE_WORD.findall(unicodedata.normalize("NFC", query))


def _sought(query: str) -> list[frozenset[str]]:
    return list(dict.fromkeys(map(_forms, _words(query))))


@lru_cache(maxsize=65_536)
def _forms(word: str) -> frozenset[str]:
    """Return a word in lower case, and in one spelling for British and American writers."""
    plain = unicodedata.normalize("NFC", word).lower().replace("’", "'")
    british = AMERICAN_START.sub(lambda match: AMERICAN[match[0]], _Z.sub("s", plain))
    return frozenset((plain, _OTHER_START.sub(lambda match: _OTHER_PAIRS[match[0]], british)))


def _starts(word: frozenset[str], sought: frozenset[str]) -> bool:
    return any(form.startswith(start) for form in word for start in sought)


def _matched(word: str, sought: frozenset[str]) -> int:
    """Return the length of the shortest start of a word that matches."""
    return next(end for end in range(1, len(word) + 1) if _starts(_forms(word[:end]), sought) or end == len(word))
