"""Compounds that one document writes as one word, with a hyphen and as two words."""

import re
from collections.abc import Iterator
from itertools import compress, count

from ksb.text.texts import Place, Texts

_HYPHENATED = re.compile(r"([a-z]{3,})[-‐‑]([a-z]{3,})")
_MOST = 1_000
"""How many compounds are looked for in one document, so that the time stays linear."""
_PART = 4
"""How many letters each part of a compound has at least. With fewer, the open form is often another word: "may be"."""
_LONGEST = 30
"""How many letters a compound has at most."""
_HEADS = frozenset({"based", "centred", "quality", "related", "risk", "specific", "term"})
"""Second parts that make an adjective with the word before: "team-based", "long-term"."""
_AGENT = re.compile("(?:bearer|earner|holder|keeper|leader|maker|owner|taker|user)s?")
"""Second parts of nouns that are open or hyphenated: "fee earner", "fee-earner"."""
_PREFIXES = frozenset({"anti", "inter", "multi", "non", "post", "pre", "self", "semi", "sub"})
"""First parts that are rarely words of their own: "post production" is "post-production"."""
# Two words that mean something else than the one: "hand over" and "handover", "over time" and "overtime".
_FIRST_APART = frozenset({"after", "down", "ever", "every", "from", "into", "mean", "more", "onto", "over", "some",
                          "that", "them", "then", "there", "through", "under", "upon", "what", "when", "where",
                          "with"})  # fmt: skip
_SECOND_APART = frozenset({"about", "after", "ahead", "alone", "along", "apart", "around", "aside", "away", "back",
                           "down", "forward", "over", "round", "through", "together", "under", "with"})  # fmt: skip
# "The team work together": a verb.
_VERB = r"(?! (?:as|at|from|in|on|to|together|towards?|well|with|within|\w+ly)\b)"
# "In the long term" is right beside "a long-term plan": after an adjective, a noun must follow.
_NO_NOUN = frozenset({"a", "and", "are", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "that", "the",
                      "to", "when", "which", "with"})  # fmt: skip


def compounds(texts: Texts) -> Iterator[tuple[str, Place, str, Place]]:
    """Yield each compound that is used open and closed or hyphenated: the form used less and where, then the other.

    Compared are "work place" and "workplace", with at least four letters in each part, "team based" and "team-based",
    with a noun after "based", "term" and the like, and "post production" and "post-production". Two words that are a
    verb or an adverb, such as "hand over", are left out.
    """
    closed: dict[tuple[str, str], str] = {}
    words = texts.words
    hyphenated = [match.groups() for word in texts.divided if (match := _HYPHENATED.fullmatch(word))]
    for first, second in hyphenated:
        joined_too = len(first) >= _PART and len(second) >= _PART and first + second in words
        if (
            second in _HEADS
            or first in _PREFIXES
            or _AGENT.fullmatch(second)
            or (joined_too and not _apart(first, second))
        ):
            closed[first, second] = f"{first}-{second}"
    ordered = list(words)
    starting_next = compress(count(), map(str.startswith, ordered[1:], ordered))
    for i, first in ((i, ordered[i]) for i in starting_next if len(ordered[i]) >= _PART):
        # Words with one start stand together.
        for word in ordered[i + 1 : i + _MOST]:
            if not word.startswith(first):
                break
            second = word[len(first) :]
            if len(second) >= _PART and second in words and len(word) <= _LONGEST and not _apart(first, second):
                closed.setdefault((first, second), word)
    for (first, second), form in sorted(closed.items())[:_MOST]:
        noun = r"(?= ([a-z]+))" if second in _HEADS else _VERB if second == "work" else ""
        opened = [
            (i, *match.span())
            for i, match in _standing(f"{first} {second}", texts, noun)
            if second not in _HEADS or match[1] not in _NO_NOUN
        ]
        joined = [(i, *match.span()) for i, match in _standing(form, texts)] if opened else []
        if joined and len(opened) <= len(joined):
            yield f"{first} {second}", opened[0], form, joined[0]
        elif joined:
            yield form, joined[0], f"{first} {second}", opened[0]


def _standing(form: str, texts: Texts, following: str = "") -> Iterator[tuple[int, re.Match[str]]]:
    """Yield where a form stands: the text, and the match in its lower case."""
    for i in texts.where(form):
        for match in re.finditer(rf"(?<![\w-]){form}(?![\w-]){following}", texts.lower[i]):
            yield i, match


def _apart(first: str, second: str) -> bool:
    """Return whether the two words may mean something else than the compound."""
    return first in _FIRST_APART or second in _SECOND_APART
