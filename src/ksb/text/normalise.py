"""What counts as the same words: folding, stemming and splitting statements into chunks.

A statement is split at white space into chunks. Two chunks are the same word when their letters and digits are the
same: case, punctuation, apostrophes, dashes and Unicode forms are ignored. A chunk without letters or digits (a dash
between spaces) is punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

Verdict = Literal["same", "repunctuated", "truncated", "reworded"]


@lru_cache(maxsize=4_096)
def _counts(character: str) -> bool:
    """Return whether a character is part of a word: a letter, a digit, or a sign that carries meaning.

    Signs are "&", "%", "‰", "#", "@", and the currency, mathematical and other symbols of Unicode: "£", "√", "♭", "→".
    """
    return character.isalnum() or character in "&%‰#@" or unicodedata.category(character) in ("Sc", "Sm", "So")


_ASCII_OTHER = {point: None for point in range(128) if not _counts(chr(point))}
_ASCII_OTHER_THAN_SPACE = {point: None for point in _ASCII_OTHER if not chr(point).isspace()}
# What tells figures apart is no punctuation: "1.5" is not "15", nor "2-3" "23", "-5" "5", "½" "12" or "≥ 3" "≤ 3", nor
# are "5 MW" and "5 mW" one, or the grades "A" and "A*", "A-C" and "AC".
_FIGURE = re.compile(
    r"(?:(?<!\w)[-−~])?\d+(?:[.:/–−-]\d+)*(?:\s?[°′″]|\s?[mM](?=[WVAJ]))?|[¼½¾²³<>≤≥±×÷≠≈]|(?<=\b[A-Z])(?:\*|[–-](?=[A-Z]\b))"
)
# What divides or joins two words: "re-cover" is not "recover", nor "we're" "were".
_WITHIN = re.compile(r"(?<=\w)[-‐‑–—/'’](?=\w)")
_CHUNK = re.compile(r"\S+")
_ENDING = re.compile(r"(?<=\w{3})(?:e?s|(?<!e)ed|(?<=gre|nte)ed|(?<=[^e]e)d|ing|e)$")
# fmt: off
SMALL = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "how", "in", "including", "into", "is",
    "it", "its", "of", "on", "or", "own", "such", "that", "the", "their", "these", "this", "those", "to",
    "when", "where", "which", "who", "with", "within",
})
# fmt: on
JOINING = frozenset({"at", "by", "for", "from", "in", "into", "of", "on", "that", "to", "when", "which", "with"})
Chunk = tuple[str, int, int]


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return the letters, digits and signs of `text` alone, in one case and one Unicode form."""
    if text.isascii():
        return text.lower().translate(_ASCII_OTHER)
    return "".join(filter(_counts, unicodedata.normalize("NFKC", text).casefold()))


@lru_cache(maxsize=4_096)
def words(text: str) -> tuple[str, ...]:
    """Return the folded words of `text`, in order."""
    if text.isascii():
        return tuple(text.lower().translate(_ASCII_OTHER_THAN_SPACE).split())
    return tuple(filter(None, map(fold, text.split())))


@lru_cache(maxsize=4_096)
def stems(text: str) -> tuple[str, ...]:
    """Return the words of `text` that matter, in order, their endings (-s, -ed, -ing) put aside."""
    return tuple(filter(None, map(_stem, words(text))))


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    """Return a word without its ending; "" for one that does not matter."""
    return "" if word in SMALL else _ENDING.sub("", word)


def judge(definition: str, citation: str) -> Verdict:
    """Say how the wording of a citation relates to the definition.

    `same` to the letter; `repunctuated` where only case, punctuation or spacing differ, but no figure; `truncated`
    where the citation is the beginning of the definition; otherwise `reworded`.
    """
    if citation == definition:
        return "same"
    if fold(citation) == fold(definition):
        return "repunctuated" if _figures(citation) == _figures(definition) else "reworded"
    cited, defined = words(citation), words(definition)
    if cited and defined[: len(cited)] == cited:
        return "truncated"
    return "reworded"


def _figures(text: str) -> list[str]:
    return [re.sub(r"[–−]", "-", figure).replace(" ", "") for figure in _FIGURE.findall(text)]


def content(text: str) -> tuple[str, ...]:
    """Return what two texts have in common that say the same but for case, punctuation and spacing."""
    return (fold(text), *_figures(text))


def same_words(text: str, other: str) -> bool:
    """Return whether two texts have the same words, divided by the same hyphens and apostrophes."""
    return words(text) == words(other) and words(_WITHIN.sub(" ", text)) == words(_WITHIN.sub(" ", other))


def chunked(text: str) -> list[Chunk]:
    """Return the chunks of a text, with where each starts and ends."""
    return [(match[0], match.start(), match.end()) for match in _CHUNK.finditer(text)]


@lru_cache(maxsize=4)
def compared_chunks(text: str, folded: bool) -> tuple[list[Chunk], list[str]]:
    """Return the chunks of a text that take part in a comparison, and each as it is compared."""
    chunks = chunked(text)
    if not folded:
        return chunks, [chunk for chunk, _, _ in chunks]
    named = [(chunk, word) for chunk in chunks if (word := fold(chunk[0]))]
    return [chunk for chunk, _ in named], [word for _, word in named]


def cut(text: str, chunks: Sequence[Chunk], start: int, end: int) -> str:
    """Return the text of the chunks from `start` up to `end`, with what stands between them."""
    return text[chunks[start][1] : chunks[end - 1][2]] if start < end else ""


def bare(text: str) -> str:
    """Return a text without the punctuation around it."""
    kept = [i for i, character in enumerate(text) if _counts(character)]
    return text[kept[0] : kept[-1] + 1] if kept else ""
