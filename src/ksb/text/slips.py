"""Long words that differ in one letter from a word that is used more often."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from ksb.text.spelling import Place, places, stem_of

_LONG = range(8, 31)
"""How many letters a word has that is compared. In shorter words, a letter often makes another word."""
_ING = 10
"""How many letters a word that ends in "-ing" needs."""
_END = 3
"""How many letters at the end must be the same: there, a letter makes another form of the word."""
# Pairs of words that both exist.
_WORDS = (
    "adaption adoption", "addiction addition", "altitude attitude", "altitudes attitudes", "collision collusion",
    "complementary complimentary", "completing competing", "complement compliment", "connection convection",
    "contacted contracted", "contacting contracting", "contractor contactor", "contractors contactors",
    "convention convection", "extensive expensive", "infection injection", "infections injections",
    "installation instillation", "intention invention", "interment internment", "medication mediation",
    "medication meditation", "mediation meditation", "prescribed proscribed", "presented prevented",
    "presenting preventing", "processor professor", "processors professors", "relevance reverence",
    "structure stricture",
)  # fmt: skip
_PAIRS = frozenset(frozenset(pair.split()) for pair in _WORDS)


def slips(words: Set[str], texts: Sequence[str], lower: Sequence[str]) -> Iterator[tuple[str, Place, str, Place]]:
    """Yield each word that is used once and looks like a slip, its place, the right word, and the first place of that.

    `words` are the words of `texts`, and `lower` the texts, in lower case. Compared are words of at least eight letters
    that begin with the same letter and end in the same three. One has a letter more than the other, or another letter,
    or two letters exchanged. Doubled letters and other spellings of a word are left to `ksb.text.spelling.varieties`.
    """
    first: dict[str, str] = {}
    alike: set[tuple[str, str]] = set()
    for word in words:
        for shortened in _shortened(word):
            other = first.setdefault(shortened, word)
            if other != word:
                alike.add((min(word, other), max(word, other)))
    pairs = [
        pair
        for pair in sorted(alike)
        if frozenset(pair) not in _PAIRS and stem_of(pair[0]) != stem_of(pair[1]) and not _doubled(*pair)
    ]
    used = places({word for pair in pairs for word in pair}, texts, lower)
    for pair in pairs:
        slip, right = sorted(pair, key=lambda word: len(used[word]))
        if len(used[slip]) == 1 and len(used[right]) > 1:
            yield slip, used[slip][0], right, used[right][0]


@lru_cache(maxsize=65_536)
def _shortened(word: str) -> tuple[str, ...]:
    """Return a long word, and the word without each letter between the first and the last three."""
    if len(word) not in _LONG or not word.isalpha() or (word.endswith("ing") and len(word) < _ING):
        return ()
    return (word, *{word[:i] + word[i + 1 :] for i in range(1, len(word) - _END)})


def _doubled(one: str, other: str) -> bool:
    """Return whether the words differ only in doubled letters."""
    return re.sub(r"(.)\1", r"\1", one) == re.sub(r"(.)\1", r"\1", other)
