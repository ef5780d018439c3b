"""Statements that are nearly the same as another, or contained in it."""

import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from typing import Literal

from rapidfuzz.distance import Indel, LCSseq

from ksb.text.normalise import JOINING, stems, words

_ALIKE = 0.9
_MOST_COMPARED = 250


def similar(statements: Mapping[str, str]) -> Iterator[tuple[str, str, Literal["near", "contained"]]]:
    """Yield the name of each statement that resembles another, with the name of the first such other.

    "near": the words that matter are the same except for their endings, or nine in ten of all words are a common
    subsequence; the name is that of the later statement. "contained": the words that matter, four or more, occur in
    the other statement in the same order. No pair is yielded twice. Of statements with the same words only the first is
    compared, and each with at most the first 250 that share one of its rarest words.
    """
    distinct: dict[str, _Statement] = {}
    for name, text in statements.items():
        distinct.setdefault("".join(words(text)), (name, words(text), stems(text)))
    few = _comparable(_comparable(list(distinct.values())))  # fewer, because words stand in fewer of them
    names = [name for name, _, _ in few]
    whole = as_letters([folded for _, folded, _ in few])
    core = as_letters([telling for _, _, telling in few])
    # Sequences this similar share one of their few rarest words, so only those that do are compared: the prefix filter
    # of Chaudhuri, Ganti and Kaushik, "A Primitive Operator for Similarity Joins in Data Cleaning" (2006). A statement
    # contained in another shares its rarest word with it.
    rare = [set(sorted(letters)[: _others(len(letters)) + 1]) for letters in whole]
    rarest = {min(letters) for letters in core if letters}
    with_rare = _holding(rare)
    with_rarest = _holding([rarest.intersection(letters) for letters in core])
    same: dict[str, int] = {}
    container: dict[int, int] = {}
    for i, name in enumerate(names):
        first = same.setdefault(core[i], i) if core[i] else i
        if first != i and not _otherwise_joined(few[first][1], few[i][1]):
            yield name, names[first], "near"
            continue
        least = len(core[i])
        for other in with_rarest[min(core[i])][:_MOST_COMPARED] if least >= 4 else ():
            if least < len(core[other]) and LCSseq.similarity(core[i], core[other], score_cutoff=least) == least:
                yield name, names[other], "contained"
                container[i] = other
                break
        else:
            for other in sorted(
                {other for letter in rare[i] for other in with_rare[letter][:_MOST_COMPARED] if other < i}
            ):
                if (
                    container.get(other) != i
                    and Indel.normalized_similarity(whole[i], whole[other], score_cutoff=_ALIKE) >= _ALIKE
                ):
                    yield name, names[other], "near"
                    break


def _otherwise_joined(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether each has a preposition that the other lacks, such as "from" against "to"."""
    joins, others = JOINING.intersection(one), JOINING.intersection(other)
    return bool(joins - others) and bool(others - joins)


_Statement = tuple[str, tuple[str, ...], tuple[str, ...]]
"""The name of a statement, its words, and the stems of those that matter."""


def _comparable(statements: Sequence[_Statement]) -> list[_Statement]:
    """Return the statements that can resemble another, or be resembled by one; usually few."""
    standing = _standing(telling for _, _, telling in statements)
    in_one = {stem for stem, count in standing.items() if count == 1}
    within = [telling for _, _, telling in statements if telling and in_one.isdisjoint(telling)]
    sought = {min(telling, key=standing.__getitem__) for telling in within}
    return [
        (name, folded, telling)
        for name, folded, telling in statements
        if not sought.isdisjoint(telling) or len(in_one.intersection(telling)) <= _others(len(folded))
    ]


def _standing(sequences: Iterable[Sequence[str]]) -> Counter[str]:
    """Return the number of sequences that each word occurs in."""
    return Counter(chain.from_iterable(map(frozenset, sequences)))


def _others(length: int) -> int:
    """Return how many of `length` words a sequence of any length can lack and still be nearly the same."""
    return length - math.ceil(_ALIKE * length / (2 - _ALIKE) - 1e-9)


def as_letters(sequences: Sequence[Sequence[str]]) -> list[str]:
    """Return each sequence of words as a string with one character for each word, which is much faster to compare.

    The rarer a word, the lower its character.
    """
    counts = _standing(sequences)
    ranked = sorted(sorted(counts), key=counts.__getitem__)
    # There are a million characters. Beyond that the most frequent words share the last one.
    numbers = chain(range(sys.maxunicode), repeat(sys.maxunicode))
    letters = dict(zip(ranked, map(chr, numbers), strict=False))
    return ["".join(map(letters.__getitem__, sequence)) for sequence in sequences]


def _holding(sets: Iterable[set[str]]) -> dict[str, list[int]]:
    """Return for each letter the positions of the sets that hold it, in order."""
    holding: dict[str, list[int]] = {}
    for i, letters in enumerate(sets):
        for letter in letters:
            holding.setdefault(letter, []).append(i)
    return holding
