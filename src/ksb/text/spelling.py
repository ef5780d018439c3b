"""Words that one document spells in two ways, and "practice" where "practise" is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain

from ksb.text.american import AMERICAN, AMERICAN_START, BRITISH_ALREADY, IZE

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_HYPHEN = "[-‐‑]"
_PREFIX = 3
"""How many letters in front of a hyphen are a prefix, such as "co" and "pre"."""
_ENDING = re.compile(r"(?<=\w{4})(?:at(?:ions?|ors?|ing|e[ds]?)|ions?|ors?|ers?|ings?|e[ds]?|s)$")

# With and without the hyphen these are two words.
_OTHERWISE = frozenset(
    {"multiply", "onboard", "preposit", "recollect", "recount", "resolv", "resort", "unionis",
     "recov", "recover", "recre", "redres", "redress", "reform", "refus", "relay", "releas", "remark", "represent",
     "repres", "repress", "resent", "reserv", "resign", "restor", "retreat"}
)  # fmt: skip

_NOUN_TOO = ("license", "licenses")
_ALONE = (False,)
_NOUN_BEFORE = frozenset(
    {"a", "all", "an", "any", "appropriate", "each", "necessary", "of", "relevant", "required", "software", "the",
     "their", "valid", "which"}
)  # fmt: skip
_PRACTICE_WITHIN = re.compile(
    r"\bpractic(?:ed|ing)\b"
    r"|\b(?:able|how|fit|licensed|registered|required|need|continue|entitled|in order) to practice\b"
    r"|\b(?:must|should|will|can|who) practices?\b(?! (?:manage|educat|be\b|\w+ed\b))",
    re.IGNORECASE,
)
_PRACTICE = re.compile(
    rf"{_PRACTICE_WITHIN.pattern}|^practice (?:(?!supp|fami)\w+ly|a|an|the|their|own|in|within|as|and maintain"
    r"|continuous|continual|safe|effective)\b|^practices? (?:first aid|good|law)\b",
    re.IGNORECASE,
)


# With one letter for two, these are other words: stripped and striped.
_OTHER_WITH_ONE = re.compile("^(?:dessert|filling|gravell|gripp|plann|refill|scarr|scrapp|snipp|sparr|starr|stripp)")
_LONG = range(8, 31)
"""How many letters a word has that may be a slip of another: in shorter ones, most often both are words."""
_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1(?!$)")
_MANY = 20
"""More words than this are sought one text at a time, and not in all the texts one after the other."""

_Variant = tuple[tuple[int, ...], bool, bool]
"""Where a spelling has hyphens, whether it is American, and whether it has `z` where others have `s`."""


@dataclass
class Spelling:
    """One way in which a document spells a word: its forms, and where they stand: the text, the start, the end."""

    forms: Counter[str] = field(default_factory=Counter)
    places: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, word: str, text: int, place: tuple[int, int]) -> None:
        """Note that a form of it stands at a place of a text."""
        self.forms[word] += 1
        self.places.append((text, *place))

    @property
    def form(self) -> str:
        """The form that is used most."""
        return max(self.forms, key=lambda form: self.forms[form])


def varieties(texts: Sequence[str], lower: Sequence[str], words: Set[str]) -> Iterator[tuple[Spelling, Spelling]]:
    """Yield for each word in two spellings the less common spelling, or the American one, and the other.

    `lower` holds the texts in lower case, `words` their words. Forms of a word (`co-ordinate`, `coordination`) count
    together. Compared are words with and without a hyphen, `-ise` and `-ize`, British and American spellings, and long
    words of which one has a single letter where the other has a double one.
    """
    yield from _slips(words, texts, lower)
    varied = _varied(words)
    if not varied:
        return
    found: dict[str, dict[_Variant, Spelling]] = {}
    for i, matches in _standing(varied, texts, lower):
        for k, match in enumerate(matches):
            before = matches[k - 1][0].lower() if k else ""
            word = match[0].lower()
            if word not in varied:
                continue
            stem, variant = _signature(word, before in _NOUN_BEFORE)
            if (variant[1] or variant[2]) and is_name(texts[i], match.start()):
                continue
            found.setdefault(stem, {}).setdefault(variant, Spelling()).add(word, i, match.span())
    for stem, spellings in found.items():
        if len(spellings) > 1 and stem not in _OTHERWISE:
            ranked = sorted(
                spellings.items(),
                key=lambda item: (not item[0][1], len(item[1].places), not item[0][2], -item[1].places[0][0]),
            )
            (most, spelling) = ranked[-1]
            for variant, other in ranked[:-1]:
                if not (variant[1:] == most[1:] and _two_words(other, spelling)):
                    yield other, spelling


def _two_words(one: Spelling, other: Spelling) -> bool:
    """Return whether two spellings that differ in hyphens are a compound and another word: team-working, teamwork.

    Behind a short part, which is most often a prefix, forms of one word count as one: co-ordinate, coordination.
    """
    forms = [{re.sub(_HYPHEN, "", form) for form in spelling.forms} for spelling in (one, other)]
    firsts = (re.split(_HYPHEN, form)[0] for spelling in (one, other) for form in spelling.forms if not form.isalpha())
    return forms[0].isdisjoint(forms[1]) and any(len(first) > _PREFIX for first in firsts)


def is_name(text: str, start: int) -> bool:
    """Return whether the word at a character has a capital though no sentence begins: World Health Organization."""
    before = text[max(start - 3, 0) : start].rstrip()
    return text[start].isupper() and bool(before) and before[-1] not in ".!?:;-–—•("


def words_of(texts: Iterable[str]) -> set[str]:
    """Return the words of some texts."""
    chunks = set(chain.from_iterable(map(str.split, texts)))
    words = set(filter(str.isalpha, chunks))
    return words.union(_WORD.findall(" ".join(chunks - words)))


def _varied(words: Set[str]) -> set[str]:
    """Return those of some words in lower case that may be one word spelt in two ways."""
    odd = list(filter(_odd, words))
    # No ending leaves fewer than four letters, so two spellings of a word begin with the same four.
    beginnings = {stem_of(word)[:4] for word in odd}
    alike = [*odd, *(word for word in words if word[:4] in beginnings)]
    first: dict[str, _Variant] = {}
    stems: set[str] = set()
    spelt = [
        (word, *_signature(word, noun)) for word in alike for noun in ((False, True) if word in _NOUN_TOO else _ALONE)
    ]
    for _, stem, variant in spelt:
        if first.setdefault(stem, variant) != variant:
            stems.add(stem)
    return {word for word, stem, _ in spelt if stem in stems} if stems else set()


@lru_cache(maxsize=65_536)
def _odd(word: str) -> bool:
    """Return whether a word may be spelt otherwise than most: with a hyphen, with `z`, as in America."""
    return not word.isalpha() or "iz" in word or word in _NOUN_TOO or AMERICAN_START.match(word) is not None


Place = tuple[int, int, int]
"""A text, and the start and the end of a word in it."""


def places(words: Set[str], texts: Sequence[str], lower: Sequence[str]) -> dict[str, list[Place]]:
    """Return where each of some words is used; `words` and `lower` are in lower case."""
    found: dict[str, list[Place]] = {word: [] for word in words}
    for i, matches in _standing(words, texts, lower) if words else ():
        for match in matches:
            if (word := match[0].lower()) in found:
                found[word].append((i, *match.span()))
    return found


def _standing(words: Set[str], texts: Sequence[str], lower: Sequence[str]) -> Iterator[tuple[int, list[re.Match[str]]]]:
    """Yield the texts in which one of some words may stand, each as its words."""
    for i, (text, low) in enumerate(zip(texts, lower, strict=True)):
        if len(words) > _MANY or any(word in low for word in words):
            yield i, list(_WORD.finditer(text))


def _slips(words: Set[str], texts: Sequence[str], lower: Sequence[str]) -> Iterator[tuple[Spelling, Spelling]]:
    """Yield the long words that stand there with one letter for two as well: the one used less, and the other."""
    pairs = sorted((word, short) for word in words for short in _with_one(word) if short in words)
    # Of two words with one signature it is told already.
    pairs = [pair for pair in pairs if len(set(map(stem_of, pair))) > 1]
    spelt = {word: Spelling() for pair in pairs for word in pair}
    for i, matches in _standing(set(spelt), texts, lower) if pairs else ():
        for match in matches:
            word = match[0].lower()
            if word in spelt:
                spelt[word].add(word, i, match.span())
    for pair in pairs:
        found = sorted((spelt[word] for word in pair if spelt[word].places), key=_use)
        if len(found) > 1:
            yield found[0], found[1]


@lru_cache(maxsize=65_536)
def _with_one(word: str) -> tuple[str, ...]:
    """Return a long word with one letter for each that stands in it twice in a row."""
    if len(word) not in _LONG or _OTHER_WITH_ONE.match(word):
        return ()
    return tuple({word[: double.start()] + word[double.end() - 1 :] for double in _DOUBLE.finditer(word)})


def _use(spelling: Spelling) -> tuple[int, int]:
    """Return how much a spelling is used, and of those used as much, which comes first."""
    return len(spelling.places), -spelling.places[0][0]


def practice_as_verb(text: str, *, opens_with_verb: bool) -> tuple[int, int] | None:
    """Return where `text` uses "practice" as a verb beyond doubt, with the words that show it.

    `opens_with_verb` says whether such a text begins with a verb, as a skill does and a piece of knowledge does not.
    """
    match = (_PRACTICE if opens_with_verb else _PRACTICE_WITHIN).search(text)
    return match.span() if match else None


def stem_of(word: str) -> str:
    """Return what all spellings and forms of a word have in common."""
    return _signature(word, False)[0]


@lru_cache(maxsize=65_536)
def _signature(word: str, noun: bool) -> tuple[str, _Variant]:
    """Return what all spellings and forms of a word have in common, and what tells this spelling from others.

    `noun` says whether the word before it shows that it is a noun.
    """
    parts = re.split(_HYPHEN, word)
    joined = "".join(parts)
    hyphens = tuple(accumulate(map(len, parts[:-1])))
    british = joined
    if joined in _NOUN_TOO and noun:
        british = joined.replace("s", "c", 1)
    elif not joined.startswith(BRITISH_ALREADY):
        british = AMERICAN_START.sub(lambda match: AMERICAN[match[0]], joined)
    either = IZE.sub("s", british)
    return _ENDING.sub("", either), (hyphens, british != joined, either != british)
