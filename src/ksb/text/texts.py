"""Some texts, the words in them, and where those stand: found once, for all that ask."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property
from operator import itemgetter

from ksb.text.american import AMERICAN_STARTS, starts_american

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_MANY = 20
"""Maximum number of words that are searched for one by one. For more, each text is split into its words."""

SHORTEST, LONGEST = 8, 30
"""How long a word must be to be a misspelling of another. Of shorter words, usually both exist."""

NOUN_TOO = frozenset({"license", "licenses"})

Place = tuple[int, int, int]
"""A text, and the start and the end of a word in it."""


def lowered(text: str) -> str:
    """Return a text in lower case, with each character at its place: only of İ the lower case is longer."""
    return text.replace("İ", "I").lower()


class Texts:
    """Some texts, and what stands in them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.lower = list(map(lowered, texts))
        # Most texts don't have what most rules look for: one search tells. What has no space is looked for in what
        # stands between spaces, each once, or only in those that are not just letters.
        self.together = " ".join(self.lower)
        self._chunks = set[str]().union(*(text.split(" ") for text in self.lower))
        self._alphabetic = set(filter(str.isalpha, self._chunks))
        self._vocabulary = " ".join(["", *self._chunks, ""])
        self.marked = " \n ".join(["", *(self._chunks - self._alphabetic), ""])
        """What stands between spaces and is not just letters, each once, in lower case and between spaces."""

    def where(self, *sought: str) -> list[int]:
        """Return the texts that contain one of some strings, in any case. The strings are in lower case."""
        here = [text for text in sought if text in self._among(text)]
        return sorted({i for text in here for i, lower in enumerate(self.lower) if text in lower}) if here else []

    def _among(self, sought: str) -> str:
        """Return a text, the shorter the better, that contains a string if one of the texts does."""
        inner = sought.strip(" ")
        if inner.isalpha():
            return self._vocabulary
        if " " not in inner:
            return self.marked
        # What is between two spaces is a chunk as it is.
        return self.together if self._chunks.issuperset(inner.split(" ")[1:-1]) else ""

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(self._alphabetic.union(self._other_words))

    @cached_property
    def words(self) -> Set[str]:
        """The words, in lower case and in alphabetical order; hyphens are part of a word."""
        return dict.fromkeys(self._ordered).keys()

    @cached_property
    def _other_words(self) -> set[str]:
        return set(_WORD.findall(self.marked))

    @cached_property
    def divided(self) -> list[str]:
        """The words with hyphens, in lower case."""
        return [word for word in self._other_words if not word.isalpha()]

    @cached_property
    def parts(self) -> frozenset[str]:
        """The words, those with hyphens also divided, in lower case."""
        return frozenset(self.words).union(*(re.split("[-‐‑]", word) for word in self.divided))

    @cached_property
    def varying(self) -> list[str]:
        """The words that may have another spelling: they have a hyphen or a `z`, or are American."""
        starts = AMERICAN_STARTS.intersection(map(itemgetter(slice(4)), self.words))
        american = filter(starts_american, self.starting(starts))
        return [*self.divided, *american, *(word for word in self.words if "iz" in word), *(self.words & NOUN_TOO)]

    def starting(self, starts: Iterable[str]) -> Iterator[str]:
        """Yield the words with one of some starts, which are in lower case."""
        for start in starts:
            first = bisect_left(self._ordered, start)
            yield from self._ordered[first : bisect_left(self._ordered, f"{start}\uffff", first)]

    def places(self, words: Set[str]) -> dict[str, list[Place]]:
        """Return where each of some words is used. They are in lower case."""
        found: dict[str, list[Place]] = {word: [] for word in words}
        for i, matches in self.standing(words) if words else ():
            for match in matches:
                if (word := match[0].lower()) in found:
                    found[word].append((i, *match.span()))
        return found

    def standing(self, words: Set[str]) -> Iterator[tuple[int, list[re.Match[str]]]]:
        """Yield the texts that may contain one of some words in lower case, each as a list of its words."""
        for i in self.where(*words) if len(words) <= _MANY else range(len(self.texts)):
            yield i, list(_WORD.finditer(self.texts[i]))
