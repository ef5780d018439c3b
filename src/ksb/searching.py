"""Search the wordings of a standard, and find the nearest words for those that it does not have."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract

from ksb.models import Duty
from ksb.query import Wording, other_wordings
from ksb.standard import Standard
from ksb.text.american import british_start

_SIGN = r"[^\W_][\u0300-\u036f]*"
_WORD = re.compile(rf"(?<![^\W_])(?<![\u0300-\u036f])(?={_SIGN})(?=((?:{_SIGN}|['’](?=[^\W_]))+))")
"""Each start of a word, and the word: also "s" in "manager's"."""
_WHOLE_WORD = re.compile(rf"(?:{_SIGN}|['’](?=[^\W_]))+")
_COMPOUND = re.compile(rf"(?:{_SIGN})+(?:[-‐‑](?:{_SIGN})+)+")
"""Words joined by hyphens."""
_HYPHEN = re.compile("[-‐‑]")
_TOKEN = re.compile(rf"{_COMPOUND.pattern}|{_WHOLE_WORD.pattern}")
# Spellings of one sound, in the order in which they are replaced.
_SOUNDS = (("wr", "r"), ("kn", "n"), ("ph", "f"), ("igh", "i"), ("ck", "k"), (r"(.)\1", r"\1"), (r"(?<=\w{3})e$", ""))
_Z = re.compile(r"(?<=\w{2}[iy])z")
# Pairs that are no American starts of words: the noun and the verb in British spelling, and words with both spellings.
OTHER_PAIRS = {
    "practis": "practic",
    "licens": "licenc",
    "judgment": "judgement",
    "enroll": "enrol",
    "programme": "program",
}
_OTHER_START = re.compile("^(?:" + "|".join(OTHER_PAIRS) + ")")
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

    A word matches the start of a word, in any case, in the singular or the plural, in British or American spelling,
    with or without hyphens, and with either apostrophe: `clear` finds "clearances", `budgets` finds "budget",
    `organize` finds "organised", `coordinate` finds "co-ordinate". A KSB matches by its definition or else by the
    wording of a citation.
    """
    tokens = list(dict.fromkeys(map(_alternatives, _tokens(query))))

    def holds(text: str) -> bool:
        there = [_forms(word) for word in dict.fromkeys(_words_of(text))] if tokens else []
        return bool(tokens) and all(
            any(all(any(_starts(forms, word) for forms in there) for word in words) for words in alternatives)
            for alternatives in tokens
        )

    found = []
    for code in standard.codes:
        candidates = (Wording(standard.ksbs[code], ()), *other_wordings(standard, code))
        wording = next((candidate for candidate in candidates if holds(candidate.text)), None)
        if wording:
            found.append(SearchMatch(code, wording))
    return SearchResult(tuple(found), tuple(duty for duty in standard.duties if holds(duty.title)))


def hits(text: str, query: str) -> list[tuple[int, int]]:
    """Return the start and end of each place in `text` that a word of `query` matches, as in `search`, in order."""
    places = [(match.start(), match[1]) for match in _WORD.finditer(text)]
    places += [(match.start(), match[0]) for match in _COMPOUND.finditer(text)]
    found: set[tuple[int, int]] = set()
    for token in _tokens(query):
        for words in _alternatives(token):
            matched = {
                (start, start + _matched(word, sought))
                for start, word in places
                for sought in words
                if _starts(_forms(_HYPHEN.sub("", word)), sought)
            }
            found |= matched
            if matched:
                break
    return sorted(found, key=lambda place: (place[0], -place[1]))


def nearest(standard: Standard, query: str) -> dict[str, list[str]]:
    """Return each word of `query` that no wording has, with the most similar words that one has, the nearest first."""
    known: dict[str, frozenset[str]] = {}
    for text in _texts(standard):
        known.update((word.lower(), _forms(word)) for word in _WHOLE_WORD.findall(text))
        known.update((word.lower(), _forms(_HYPHEN.sub("", word))) for word in _COMPOUND.findall(text))
    found = {}
    for token in dict.fromkeys(_tokens(query)):
        whole, *parts = _alternatives(token)
        if parts and any(_starts(forms, whole[0]) for forms in known.values()):
            continue
        for word in _WHOLE_WORD.findall(token):
            if not any(_starts(forms, _forms(word)) for forms in known.values()):
                found[word] = _alike(word.lower(), list(known))
    return found


def _alike(word: str, known: Sequence[str]) -> list[str]:
    """Return the words that sound like a word, and then those that are spelled like it, the nearest first."""
    sound = _sound(word)
    spelled = extract(
        word, known, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=_LEAST_ALIKE, limit=_MOST_OFFERED
    )
    same = [other for other in known if _sound(other) == sound]
    return list(dict.fromkeys([*same, *(other for other, _, _ in spelled)]))[:_MOST_OFFERED]


def _sound(word: str) -> str:
    """Return a word in one spelling for those that sound alike: "copyrit" for "copyright" and "copywrite"."""
    for spelling, plain in _SOUNDS:
        word = re.sub(spelling, plain, word)
    return word


def _texts(standard: Standard) -> Iterator[str]:
    yield from standard.ksbs.values()
    for duty in standard.duties:
        yield duty.title
        yield from (citation.text for citation in duty.cites if citation.text)


def _tokens(query: str) -> list[str]:
    """Return the words of a query; those joined by hyphens as one."""
    return _TOKEN.findall(unicodedata.normalize("NFC", query))


def _words_of(text: str) -> list[str]:
    """Return the words that a text can be found by, those with hyphens also as one word."""
    return [*_WORD.findall(text), *(_HYPHEN.sub("", word) for word in _COMPOUND.findall(text))]


def _alternatives(token: str) -> tuple[tuple[frozenset[str], ...], ...]:
    """Return lists of words. A text must hold all words of one list: the word itself, or the parts of a compound."""
    whole = (_forms(_HYPHEN.sub("", token)),)
    parts = _HYPHEN.split(token)
    return (whole, tuple(map(_forms, parts))) if len(parts) > 1 else (whole,)


@lru_cache(maxsize=65_536)
def _forms(word: str) -> frozenset[str]:
    """Return a word in lower case, and in one spelling for British and American writers."""
    plain = unicodedata.normalize("NFC", word).lower().replace("’", "'")
    british = british_start(_Z.sub("s", plain))
    return frozenset((plain, _OTHER_START.sub(lambda match: OTHER_PAIRS[match[0]], british)))


def _starts(word: frozenset[str], sought: frozenset[str]) -> bool:
    return any(form.startswith(start) or _singular(form) == _singular(start) for form in word for start in sought)


@lru_cache(maxsize=65_536)
def _singular(word: str) -> str:
    """Return the singular of a regular plural; another word as it is."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if re.search("(?:ss|x|ch|sh)es$", word):
        return word[:-2]
    return word[:-1] if re.search("[^\\W\\d_siu']s$", word) and len(word) > 3 else word


def _matched(word: str, sought: frozenset[str]) -> int:
    """Return the length of the shortest start of a word, or of a compound, that matches."""
    return next(
        end
        for end in range(1, len(word) + 1)
        if _starts(_forms(_HYPHEN.sub("", word[:end])), sought) or end == len(word)
    )
