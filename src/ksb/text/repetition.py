"""Words and phrases that a statement repeats."""

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import eq

from ksb.text.normalise import JOINING, SMALL, Chunk, bare, chunked, compared_chunks, cut, fold, words

# Verbs that take "in", "on" or "over": after them the word may stand twice, as in "sign in in person".
_PHRASAL = re.compile(
    r"(?:book|bring|build|call|carr[iy]|check|clock|com|fitt?|gett?|go|hand|keep|key|logg?|mov|pass|phon|send|sign|start"
    r"|stay|switch|tak|think|turn|work)(?:ed|es?|ing|s)?"
)
# Nouns after which "in" stands once: "take part in".
_TAKEN = frozenset({"care", "interest", "part", "place", "pride", "turns"})
_LINKING = JOINING - {"at", "in", "of"}
"""Words that join parts of a sentence. The others join a term as well: "terms and conditions of employment"."""
_ARTICLES = frozenset({"a", "an", "its", "the", "their"})
_MOST_OCCURRENCES = 50
"""Four words that occur more often in a statement are not compared at every occurrence, to bound the time."""


def most_repeated(text: str) -> int:
    """Return how many words in a row occur twice in `text`, at most 2: only `doubled` finds anything with fewer."""
    folded = words(text)
    again = len(folded) - len(set(folded))
    # For two words to occur twice, each of them must.
    return again if again < 2 else 1 + (len(set(pairwise(folded))) < len(folded) - 1)


def doubled(text: str) -> list[tuple[int, int]]:
    """Return the start and end of each word that is repeated directly in `text`, such as "the the".

    A word three or more times in a row is one place. Words with punctuation between them, repeated names, words of
    which one is in capitals ("OR and AND"), and repetitions that can be correct ("that that", "sign in in person") are
    not returned.
    """
    folded = words(text)
    if not any(map(eq, folded, folded[1:])):
        return []
    chunks = chunked(text)
    found = [
        (start, end - len(second) + len(bare(second)))
        for i, ((first, start, _), (second, _, end)) in enumerate(pairwise(chunks))
        if first.isalpha() and second[: len(first)].lower() == first.lower() == bare(second).lower()
        if (first.islower() or second.islower())
        and not (first.isupper() or second.isupper())
        and not _may_be_doubled(first.lower(), [chunk for chunk, _, _ in chunks[max(i - 2, 0) : i]])
    ]
    places: list[tuple[int, int]] = []
    for start, end in found:
        if places and start < places[-1][1]:
            places[-1] = places[-1][0], end
        else:
            places.append((start, end))
    return places


def _may_be_doubled(word: str, before: Sequence[str]) -> bool:
    """Return whether repeating a word can be correct after these chunks."""
    if word in ("in", "on", "over"):
        folded = list(map(fold, before))
        return any(map(_PHRASAL.fullmatch, folded)) and folded[-1] not in _TAKEN
    return word in ("had", "that") or (word == "is" and before[-1:] == ["it"])


def stuttered(text: str) -> tuple[int, int] | None:
    """Return the start and end of three to six words that are said twice in a row, or of two such as "of the".

    None if there are none. Words with punctuation between them, figures and names are not returned, and neither is
    "step by step by step".
    """
    folded = words(text)
    for count in (6, 5, 4, 3, 2):
        same = bytes(map(eq, folded, folded[count:]))
        at = same.find(b"\1" * count)
        while at >= 0:
            both = compared_chunks(text, True)[0][at : at + 2 * count]
            last, start, _ = both[-1]
            span = both[0][1], start + len(bare(last))
            name = count > 2 and _is_name(both) and not SMALL.issuperset(folded[at : at + count])
            article = count > 2 or folded[at + 1] in _ARTICLES
            if article and not name and all(map(str.isalpha, text[slice(*span)].split())):
                return span
            at = same.find(b"\1" * count, at + 1)
    return None


def repeated(text: str) -> tuple[str, tuple[int, int]] | None:
    """Return the longest phrase that occurs twice in `text`, with the start and end of its second place, or None.

    A phrase has four or more words within one sentence, at least three of them words that matter, and a preposition.
    Terms ("health and social care", "code of professional conduct") and names, such as that of an act, are not
    returned: they may occur twice.
    """
    folded = words(text)
    fours = list(zip(folded, folded[1:], folded[2:], folded[3:], strict=False))
    if len(set(fours)) == len(fours):
        return None
    chunks, _ = compared_chunks(text, True)
    ends = [chunk[0][-1] in ".!?:;" for chunk in chunks]
    starts: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(chunks) - 3):
        if not any(ends[i : i + 3]):
            starts.setdefault(fours[i], []).append(i)
    best: tuple[int, int, int] | None = None
    # The distance between two places -> the end of the last phrase compared at it. Phrases within that one are shorter.
    compared: dict[int, int] = {}
    for positions in starts.values():
        first, end = positions[0], 0
        for second in positions[1:]:
            apart = second - first
            if apart < 4 or (second < end and len(positions) > _MOST_OCCURRENCES):
                continue
            end = compared.get(apart, 0)
            if second < end:
                continue
            length = 4
            while (
                first + length < second
                and second + length < len(chunks)
                and folded[first + length] == folded[second + length]
                and not ends[first + length - 1]
                and not ends[second + length - 1]
            ):
                length += 1
            compared[apart] = end = second + length
            if best is not None and length <= best[2]:
                continue
            phrase = folded[first : first + length]
            telling = sum(word not in SMALL for word in phrase) >= 3 and not JOINING.isdisjoint(phrase)
            telling = telling and (length > 4 or phrase[1] != "of")  # "code of professional conduct" is a term
            # So are "terms and conditions of employment" in "changes to terms and conditions of employment".
            in_role = phrase[0] in SMALL or folded[second - 1] in SMALL
            telling = telling and not (in_role and _LINKING.isdisjoint(phrase))
            # Two sentences may open alike, but for their first word, and go on in different ways.
            opens = all(i < 2 or ends[i - 1] or ends[i - 2] for i in (first, second))
            closes = second + length == len(chunks) or ends[first + length - 1] or ends[second + length - 1]
            telling = telling and (closes or not opens)
            if telling and not _is_name(chunks[second : second + length]):
                best = first, second, length
    if best is None:
        return None
    first, second, length = best
    again = cut(text, chunks, second, second + length)
    start = chunks[second][1] + again.index(bare(again))
    return bare(cut(text, chunks, first, first + length)), (start, start + len(bare(again)))


def _is_name(chunks: Sequence[Chunk]) -> bool:
    """Return whether all words that matter have a capital or are figures: "Health and Safety at Work Act 1974"."""
    return all(fold(chunk) in SMALL or not chunk.lstrip("(\"'“‘")[:1].islower() for chunk, _, _ in chunks)
