"""Fold, stem and split statements, so that those with the same words compare as equal.

A statement is split at white space into chunks. Two chunks are the same word when their letters and digits are the
same: case, punctuation, apostrophes, dashes and Unicode forms are ignored. A chunk without letters or digits (a dash
between spaces) is punctuation. A line break counts as a space.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

Verdict = Literal["same", "repunctuated", "truncated", "reworded"]


@lru_cache(maxsize=4_096)
def _counts(character: str) -> bool:
    """Return whether a character is part of a word: a letter, a digit, or a sign that carries meaning.

    Signs are "&", "%", "‰", "#", "@", and the currency, mathematical and other symbols of Unicode: "£", "√", "♭", "→".
    """
    return character.isalnum() or character in "&%‰#@" or unicodedata.category(character) in ("Sc", "Sm", "So")


# For ASCII, `bytes.translate` takes a third of the time of `str.translate`.
_LOWER = bytes(range(128)).lower().ljust(256)
_OTHER = bytes(point for point in range(128) if not _counts(chr(point)))
_OTHER_THAN_SPACE = bytes(point for point in _OTHER if not chr(point).isspace())
# Signs that distinguish figures: "1.5" is not "15", nor "2-3" "23", "-5" "5", "½" "12" or "≥ 3" "≤ 3". "5 MW" is not
# "5 mW", nor the grade "A*" "A", or the grades "A-C" "AC".
_FIGURE = re.compile(
    r"(?:(?<!\w)[-−~])?\d+(?:[.:/–−-]\d+)*(?:\s?[°′″]|\s?[mM](?=[WVAJ]))?|[¼½¾²³<>≤≥±×÷≠≈]|(?<=\b[A-Z])(?:\*|[–-](?=[A-Z]\b))"
)
_SIGN = re.compile(r"[\d¼½¾²³<>≤≥±×÷≠≈*–-]")
"""What every figure holds. It takes a tenth of the time to search for."""
# Signs within a word: "re-cover" is not "recover", nor "we're" "were".
_WITHIN = re.compile(r"(?<=\w)[-‐‑–—/'’](?=\w)")
_CHUNK = re.compile(r"\S+")
_ENDING = re.compile(r"(?<=\w{3})(?:e?s|(?<!e)ed|(?<=gre|nte)ed|(?<=[^e]e)d|ing|e)$")
_LONGEST_ENDING = 3
_LAST = "sdge"
# fmt: off
SMALL = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "how", "in", "including", "into", "is",
    "it", "its", "of", "on", "or", "own", "such", "that", "the", "their", "these", "this", "those", "to",
    "when", "where", "which", "who", "with", "within",
})
# fmt: on
JOINING = frozenset({"at", "by", "for", "from", "in", "into", "of", "on", "that", "to", "when", "which", "with"})
Chunk = tuple[str, int, int]
"""A part of a statement between white space, with its start and end."""

_TYPOGRAPHIC = str.maketrans("", "", "’‘“”–—•")
"""Marks that are in many texts and part of no word. What is ASCII without them takes a twentieth of the time."""


def _plain(text: str) -> str:
    """Return an ASCII text with the same words, if that is easy to find; else the text."""
    plain = text if text.isascii() else text.translate(_TYPOGRAPHIC)
    return plain if plain.isascii() else text


# The caches below save a sixth of the time of all rules on 19 published standards: rules ask for the same words again.


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return only the letters, digits and signs of `text`, in lower case and one Unicode form (NFKC)."""
    text = _plain(text)
    if text.isascii():
        return text.encode().translate(_LOWER, _OTHER).decode()
    return "".join(filter(_counts, unicodedata.normalize("NFKC", text).casefold()))


@lru_cache(maxsize=4_096)
def words(text: str) -> tuple[str, ...]:
    """Return the folded words of `text`, in order."""
    text = _plain(text)
    if text.isascii():
        return tuple(text.encode().translate(_LOWER, _OTHER_THAN_SPACE).decode().split())
    return tuple(filter(None, map(fold, text.split())))


@lru_cache(maxsize=4_096)
def stems(text: str) -> tuple[str, ...]:
    """Return the words of `text` that matter, in order, without their endings (-s, -ed, -ing)."""
    return tuple(filter(None, map(_stem, words(text))))


@cache  # without a limit, because one takes longer than the rest of `stems`; a catalogue has some 10,000 words
def _stem(word: str) -> str:
    """Return a word without its ending; "" for one that does not matter."""
    ending = _ENDING.search(word, max(len(word) - _LONGEST_ENDING, 0)) if word[-1] in _LAST else None
    return "" if word in SMALL else word[: ending.start()] if ending else word


def judge(definition: str, citation: str) -> Verdict:
    """Return how the wording of a citation relates to the definition.

    `same`: equal, but for line breaks. `repunctuated`: only case, punctuation or spacing differ, and no figure.
    `truncated`: the citation is the beginning of the definition. `reworded`: anything else.
    """
    if unbroken(citation) == unbroken(definition):
        return "same"
    if fold(citation) == fold(definition):
        return "repunctuated" if _figures(citation) == _figures(definition) else "reworded"
    cited, defined = words(citation), words(definition)
    if cited and defined[: len(cited)] == cited:
        return "truncated"
    return "reworded"


def plain_name(text: str) -> str:
    """Return a text as the name of a file: its ASCII letters in lower case, with hyphens between words; maybe ""."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9.]+", "-", plain).strip("-.")[:100].lower()


def unbroken(text: str) -> str:
    """Return `text` with each line break as a space."""
    return text.replace("\n", " ")


def _figures(text: str) -> list[str]:
    found = _FIGURE.findall(text) if _SIGN.search(text) else ()
    return [re.sub(r"[–−]", "-", figure).replace(" ", "") for figure in found]


@lru_cache(maxsize=4_096)
def content(text: str) -> tuple[str, ...]:
    """Return a key that is equal for texts that differ only in case, punctuation and spacing."""
    return (fold(text), *_figures(text))


def same_words(text: str, other: str) -> bool:
    """Return whether two texts have the same words, divided by the same hyphens and apostrophes."""
    return words(text) == words(other) and words(_WITHIN.sub(" ", text)) == words(_WITHIN.sub(" ", other))


def chunked(text: str) -> list[Chunk]:
    """Return the chunks of a text, each with its start and end."""
    return [(match[0], match.start(), match.end()) for match in _CHUNK.finditer(text)]


# A definition is compared with each of its citations: with 8,000 words and 1,500 citations that took a minute.
@lru_cache(maxsize=4)
def compared_chunks(text: str, folded: bool) -> tuple[list[Chunk], list[str]]:
    """Return the chunks of a text to compare, and the form in which each is compared: folded, or as it is."""
    chunks = chunked(text)
    if not folded:
        return chunks, [chunk for chunk, _, _ in chunks]
    named = [(chunk, word) for chunk in chunks if (word := fold(chunk[0]))]
    return [chunk for chunk, _ in named], [word for _, word in named]


def cut(text: str, chunks: Sequence[Chunk], start: int, end: int) -> str:
    """Return the text from the chunk `start` up to, not including, the chunk `end`."""
    return text[chunks[start][1] : chunks[end - 1][2]] if start < end else ""


# ".NET", "-5"; "e.g."
_MARKED_START = re.compile(r"(?<![^\s(\[])(?:\.\w|[-−]\d)$")
_MARKED_END = re.compile(r"(?<!\w)\w\.\w\.$")


def bare(text: str) -> str:
    """Return a text without the punctuation around it.

    A mark that belongs to the first or the last word stays: ".NET", "-5", "e.g."; so does a bracket or quotation mark
    whose other half is within the text: "gas (LPG)".
    """
    first = next((i for i, character in enumerate(text) if _counts(character)), len(text))
    last = next((i for i in range(len(text), first, -1) if _counts(text[i - 1])), first)
    first -= _MARKED_START.search(text[: first + 1]) is not None
    last += _MARKED_END.search(text[: last + 1]) is not None
    for opening, closing in ("()", "[]", "“”"):
        opened, closed = text[:first].endswith(opening), text.startswith(closing, last)
        if opened or closed:
            depth = lowest = 0
            for mark in filter((opening, closing).__contains__, text[first:last]):
                depth += 1 if mark == opening else -1
                lowest = min(lowest, depth)
            first -= opened and lowest < 0
            last += closed and depth > lowest
    return text[first:last]
