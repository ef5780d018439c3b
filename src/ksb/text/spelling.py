"""Words in two spellings in one document, and "practice" where "practise" is right."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from ksb.text.american import IZE, british_start
from ksb.text.texts import LONGEST, NOUN_TOO, SHORTEST, Place, Texts

_HYPHEN = "[-‐‑]"
_PREFIX = 3
"""Maximum number of letters of a prefix before a hyphen, such as "co" and "pre"."""
_ENDING = re.compile(r"(?<=\w{4})(?:at(?:ions?|ors?|ing|e[ds]?)|ions?|ors?|ers?|ings?|e[ds]?|s)$")

# Stems that are different words with and without the hyphen: "re-cover", "recover".
_OTHERWISE = frozenset(
    {"multiply", "onboard", "preposit", "recollect", "recount", "resolv", "resort", "unionis",
     "recov", "recover", "recre", "redres", "redress", "reform", "refus", "relay", "releas", "remark", "represent",
     "repres", "repress", "resent", "reserv", "resign", "restor", "retreat"}
)  # fmt: skip

# Both are British, with "dgement" as well.
_WITHOUT_E = frozenset({"acknowledgment", "acknowledgments", "judgment", "judgments", "lodgment", "lodgments"})
_ALONE = (False,)
_NOUN_BEFORE = frozenset(
    {"a", "all", "an", "any", "appropriate", "each", "necessary", "of", "relevant", "required", "software", "the",
     "their", "valid", "which"}
)  # fmt: skip
_PRACTICE_WITHIN = re.compile(
    r"\bpractic(?:ed|ing)\b"
    r"|\b(?:able|how|fit|licensed|registered|required|need|continue|entitled|in order) to practice\b"
    r"|\b(?:must|should|will|can|who) practices?\b(?! (?:manage|educat|be\b|\w+ed\b))"
)
_PRACTICE = re.compile(
    rf"{_PRACTICE_WITHIN.pattern}|^practice (?:(?!supp|fami)\w+ly|a|an|the|their|own|in|within|as|and maintain"
    r"|continuous|continual|safe|effective)\b|^practices? (?:first aid|good|law|what)\b"
    r"|^practices (?:own|safe|effective)\b"
    r"|^practice (?!learning|nursing|setting|teaching|training)\w+ing"
    r" (?:an?|at|daily|each|every|in|on|the|their|until|with)\b"
    r"|^(?:apply|create|cut|demonstrate|develop|follow|identify|implement|improve|learn|maintain|perform|prepare|teach"
    r"|understand) and practice\b(?!-| of\b)"
)


_VERB_AS_NOUN = re.compile(
    r"(?<!able to )(?<!how to )(?<!order to )\b(?:(?:best|clinical|common|current|good|in|into|nursing|of|own"
    r"|professional(?= practise\b)|safe|standard|the|their|working) (?P<practise>practises?)"
    r"|(?:an?|any|appropriate|driving|each|necessary|relevant|required|software|the|their|valid)"
    r" (?P<license>licenses?))\b",
    re.IGNORECASE,
)
# With a single letter for the double one, these are different words: "stripped" and "striped".
_OTHER_WITH_ONE = re.compile(
    "^(?:bellying|canvass|chaffing|collocat|dessert|ferrule|filling|gravell|gripp|lattice|overrate|plann|platting|refill|riffl"
    "|scarr|scrapp|shamming|shinning|slopping|snipp|sparr|spitting|stalling|starr|stopping|stripp|tinni|twinning)"
)
_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1(?!$)")

_LOWER_CASE = re.compile(r"\b(?!(?:and|for|the|with)\b)[a-z]{3}")
_TWO_CAPITALS = re.compile("[A-Z][a-y]+ [A-Z][a-z]")

_Variant = tuple[tuple[int, ...], bool, bool]
"""The positions of hyphens in a spelling, whether it is American, and whether it has `z` or lacks the `e` of "dge"."""


@dataclass
class Spelling:
    """One spelling of a word in a document: its forms, and the places where they are used."""

    forms: Counter[str] = field(default_factory=Counter)
    places: list[Place] = field(default_factory=list)

    @property
    def form(self) -> str:
        """The most common form."""
        return max(self.forms, key=lambda form: self.forms[form])


def varieties(texts: Texts) -> Iterator[tuple[Spelling, Spelling]]:
    """Yield for each word in two spellings the less common spelling, or the American one, and the other.

    Forms of a word (`co-ordinate`, `coordination`) count together. Compared are words with and without a hyphen, `-ise`
    and `-ize`, British and American spellings, and long words that differ in a single or double letter.
    """
    yield from _slips(texts)
    varied = _varied(texts)
    if not varied:
        return
    found: dict[str, dict[_Variant, Spelling]] = {}
    for i, matches in texts.standing(varied):
        for k, match in enumerate(matches):
            before = matches[k - 1][0].lower() if k else ""
            word = match[0].lower()
            if word not in varied:
                continue
            stem, variant = _signature(word, before in _NOUN_BEFORE)
            # "O-PEN" is an abbreviation.
            capitals = match[0].isupper() and _LOWER_CASE.search(texts.texts[i])
            if capitals or ((variant[1] or variant[2]) and is_name(texts.texts[i], match.start())):
                continue
            spelling = found.setdefault(stem, {}).setdefault(variant, Spelling())
            spelling.forms[word] += 1
            spelling.places.append((i, *match.span()))
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
    """Return whether two spellings that differ in hyphens are different words: "team-working", "teamwork".

    After a prefix, two forms are the same word: "co-ordinate", "coordination".
    """
    forms = [{re.sub(_HYPHEN, "", form).removesuffix("s") for form in spelling.forms} for spelling in (one, other)]
    firsts = (re.split(_HYPHEN, form)[0] for spelling in (one, other) for form in spelling.forms if not form.isalpha())
    return forms[0].isdisjoint(forms[1]) and any(len(first) > _PREFIX for first in firsts)


def is_name(text: str, start: int) -> bool:
    """Return whether the word at `start` is part of a name.

    It is capitalised within a sentence ("the World Health Organization"), or is a noun before another capital ("Center
    Parcs"). Before a verb with a `z`, a capital shows nothing ("Organize Excel files").
    """
    if not text[start].isupper():
        return False
    before = text[max(start - 3, 0) : start].rstrip()
    return (bool(before) and before[-1] not in ".!?:;-–—•(") or _TWO_CAPITALS.match(text, start) is not None


def are_names(places: Iterable[Place], texts: Sequence[str]) -> bool:
    """Return whether a word is part of a name wherever it is used. In a title with only capitals, nothing shows it."""
    found = list(places)
    in_names = all(is_name(texts[i], start) for i, start, _ in found)
    return in_names and all(_LOWER_CASE.search(texts[i]) for i in {i for i, _, _ in found})


def _varied(texts: Texts) -> set[str]:
    """Return the words that may be two spellings of one word."""
    odd = [*texts.varying, *(texts.words & _WITHOUT_E)]
    alike = [*odd, *with_stems_of(odd, texts)]
    first: dict[str, _Variant] = {}
    stems: set[str] = set()
    spelt = [
        (word, *_signature(word, noun)) for word in alike for noun in ((False, True) if word in NOUN_TOO else _ALONE)
    ]
    for _, stem, variant in spelt:
        if first.setdefault(stem, variant) != variant:
            stems.add(stem)
    return {word for word, stem, _ in spelt if stem in stems} if stems else set()


def with_stems_of(some: Iterable[str], texts: Texts) -> list[str]:
    """Return the words of some texts that may have the same stem as one of some words."""
    # A stem has at least four letters, so two spellings of a word start with the same four.
    return list(texts.starting({stem_of(word)[:4] for word in some}))


def _slips(texts: Texts) -> Iterator[tuple[Spelling, Spelling]]:
    """Yield the long words that are also used with a single letter for a double one: the less common, and the other."""
    long = [word for word in texts.words if SHORTEST <= len(word) <= LONGEST]
    pairs = sorted((word, short) for word in long for short in _with_one(word) if short in texts.words)
    # Words with the same stem are compared by their signatures.
    pairs = [pair for pair in pairs if len(set(map(stem_of, pair))) > 1]
    used = texts.places({word for pair in pairs for word in pair})
    for pair in pairs:
        found = [Spelling(Counter({word: len(used[word])}), used[word]) for word in pair if used[word]]
        if len(found) > 1 and len({are_names(spelling.places, texts.texts) for spelling in found}) == 1:
            # Of two that are used as often, the one used first is right.
            fewer, most = sorted(found, key=lambda spelling: (len(spelling.places), -spelling.places[0][0]))
            yield fewer, most


@lru_cache(maxsize=65_536)
def _with_one(word: str) -> tuple[str, ...]:
    """Return a word with a single letter for each of its double letters."""
    if not _DOUBLE.search(word) or _OTHER_WITH_ONE.match(word):
        return ()
    return tuple({word[: double.start()] + word[double.end() - 1 :] for double in _DOUBLE.finditer(word)})


def practice_as_verb(text: str, *, opens_with_verb: bool) -> tuple[int, int] | None:
    """Return where `text`, which is in lower case, certainly uses "practice" as a verb, with the words that show it.

    `opens_with_verb` is whether such texts start with a verb: skills do, knowledge statements do not.
    """
    match = (_PRACTICE if opens_with_verb else _PRACTICE_WITHIN).search(text)
    return match.span() if match else None


def verb_as_noun(text: str) -> Iterator[tuple[tuple[int, int], str, str]]:
    """Yield where `text` certainly uses "practise" or "license" as a noun, that word, and how the noun is spelt."""
    for match in _VERB_AS_NOUN.finditer(text):
        word = match["practise"] or match["license"]
        if word.islower():  # "the MIT License" is a name
            yield match.span(), word, word.replace("s", "c", 1)


def stem_of(word: str) -> str:
    """Return the stem that all spellings and forms of a word share."""
    return _signature(word, False)[0]


@lru_cache(maxsize=65_536)
def _signature(word: str, noun: bool) -> tuple[str, _Variant]:
    """Return the stem that all spellings and forms of a word share, and what is special about this spelling.

    `noun` is whether the word before shows that the word is a noun.
    """
    parts = re.split(_HYPHEN, word)
    joined = "".join(parts)
    hyphens = tuple(accumulate(map(len, parts[:-1])))
    british = joined.replace("s", "c", 1) if joined in NOUN_TOO and noun else british_start(joined)
    either = IZE.sub("s", british).replace("dgment", "dgement")
    return _ENDING.sub("", either), (hyphens, british != joined, either != british)
