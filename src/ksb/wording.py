"""Comparing statements: what counts as the same words, and which words differ.

A statement is split at white space into chunks. Two chunks are the same word when their letters and digits
are: case, punctuation, apostrophes, dashes and Unicode forms are put aside. A chunk without letters or digits
(a dash between spaces) is punctuation.
"""

from __future__ import annotations

import math
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise, repeat
from operator import eq
from typing import Literal, NamedTuple

from ksb.remember import remembered

Verdict = Literal["same", "repunctuated", "truncated", "reworded"]

# Signs that carry meaning as a word does: "R&D", "10%", "C++", "C#", "£500".
_OTHER = re.compile(r"(?:[^\w&%#@+=£$€]|_)+")
_ASCII_OTHER = {point: None for point in range(128) if _OTHER.match(chr(point))}
_ASCII_OTHER_THAN_SPACE = {point: None for point in _ASCII_OTHER if not chr(point).isspace()}
# What tells figures apart is no punctuation: "1.5" is not "15", nor "2-3" "23", "-5" "5", "½" "12" or "≥ 3" "≤ 3", nor
# are "5 MW" and "5 mW" one, or the grades "A" and "A*", "A-C" and "AC".
_FIGURE = re.compile(
    r"(?:(?<!\w)[-−~])?\d+(?:[.:/–−-]\d+)*(?:\s?[°′″]|\s?[mM](?=[WVAJ]))?|[¼½¾²³<>≤≥±×÷≠≈]|(?<=\b[A-Z])(?:\*|[–-](?=[A-Z]\b))"
)
# What divides or joins two words: "re-cover" is not "recover", nor "we're" "were".
_WITHIN = re.compile(r"(?<=\w)[-‐‑–—/'’](?=\w)")
_CHUNK = re.compile(r"\S+")
_KEPT = re.compile(r"[\w&%#@+=£$€]")
_ENDING = re.compile(r"(?<=\w{3})(?:e?s|(?<!e)ed|(?<=gre|nte)ed|(?<=[^e]e)d|ing|e)$")
# fmt: off
_SMALL = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "how", "in", "including", "into", "is",
    "it", "its", "of", "on", "or", "own", "such", "that", "the", "their", "these", "this", "those", "to",
    "when", "where", "which", "who", "with", "within",
})
# fmt: on
# Verbs that go with "in", "on" or "over", so that the word may stand there twice: "sign in in person".
_PHRASAL = re.compile(
    r"(?:book|bring|build|call|carr[iy]|check|clock|com|fitt?|gett?|go|hand|keep|key|logg?|mov|pass|phon|send|sign|start"
    r"|stay|switch|tak|think|turn|work)(?:ed|es?|ing|s)?"
)
_JOINING = frozenset({"at", "by", "for", "from", "in", "into", "of", "on", "that", "to", "when", "which", "with"})
_ALIKE = 0.9
_MOST_COMPARED = 250
_MOST_WORDS = 600
"""Of more words, between the first and the last in which two statements differ, which are the same is not sought."""
_MOST_QUOTED = 200
"""The characters of a change that are quoted."""
_LONG = 2_000
"""How many characters a segment may have to be shown whole."""
_MOST_OCCURRENCES = 50
"""Of four words that stand in a statement more often, not every occurrence is compared with the first."""


class Segment(NamedTuple):
    """A stretch of a statement, and whether it differs from the statement it is compared with."""

    text: str
    differs: bool


class Change(NamedTuple):
    """Words of one statement that stand in place of words of the other; either may be empty."""

    old: str
    new: str


@remembered(65_536)
def fold(text: str) -> str:
    """Return the letters and digits of `text` alone, in one case and one Unicode form."""
    if text.isascii():
        return text.lower().translate(_ASCII_OTHER)
    return _OTHER.sub("", unicodedata.normalize("NFKC", text).casefold())


@remembered(4_096)
def words(text: str) -> tuple[str, ...]:
    """Return the folded words of `text`, in order."""
    if text.isascii():
        return tuple(text.lower().translate(_ASCII_OTHER_THAN_SPACE).split())
    return tuple(filter(None, map(fold, text.split())))


@remembered(4_096)
def stems(text: str) -> tuple[str, ...]:
    """Return the words of `text` that matter, in order, their endings (-s, -ed, -ing) put aside."""
    return tuple(filter(None, map(_stem, words(text))))


@remembered(65_536)
def _stem(word: str) -> str:
    """Return a word without its ending; "" for one that does not matter."""
    return "" if word in _SMALL else _ENDING.sub("", word)


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


def mark(old: str, new: str) -> tuple[list[Segment], list[Segment]]:
    """Return both statements cut into segments, those that differ from the other statement picked out.

    Where the words are the same, the chunks whose case or punctuation differ are picked out; else the words. Of a
    segment that is far longer than any in a standard, the beginning and the end are left.
    """
    comparison = _comparison(old, new)
    return (
        _segments(old, comparison.old, [(a, b) for a, b, _, _ in comparison.regions]),
        _segments(new, comparison.new, [(c, d) for _, _, c, d in comparison.regions]),
    )


def changes(old: str, new: str) -> list[Change]:
    """Return what was dropped, added and replaced between two statements, in order.

    Where the words are the same, a change holds the chunks whose case or punctuation differ; else the words
    alone, without the punctuation around them.
    """
    comparison = _comparison(old, new)
    clean = str if comparison.same_words else _bare
    return [
        Change(clean(_cut(old, comparison.old, a, b)), clean(_cut(new, comparison.new, c, d)))
        for a, b, c, d in comparison.regions
    ]


def describe(old: str, new: str) -> str:
    """Say in words what `new` does to `old`, such as `drops "Understand"`.

    At most three changes are told, with the number of the rest.
    """
    tell = _punctuation if fold(old) == fold(new) else _rewording
    told = [tell(change) for change in changes(old, new)] or [("differs in", "spacing")]
    parts = [what if i and verb == told[i - 1][0] else f"{verb} {what}" for i, (verb, what) in enumerate(told[:3])]
    rest = len(told) - 3
    if rest > 0:
        parts.append(f"{rest} more {'change' if rest == 1 else 'changes'}")
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def shortened(text: str) -> str:
    """Return a text, or its beginning and its end where it is far longer than any statement of a standard."""
    return text if len(text) <= _LONG else f"{text[: _LONG // 2]} … {text[-_LONG // 2 :]}"


def continuation(definition: str, citation: str) -> tuple[str, str]:
    """Return the last words of a truncated citation, and the next few words of the definition."""
    chunks, _ = _named(definition, True)
    at = len(words(citation))
    more = " …" if at + 4 < len(chunks) else ""
    return (
        _bare(_cut(definition, chunks, max(at - 2, 0), at)),
        _bare(_cut(definition, chunks, at, min(at + 4, len(chunks)))) + more,
    )


def doubled(text: str) -> list[tuple[int, int]]:
    """Return where words stand twice in a row in `text`, such as "the the"; "that that" and "sign in in person" may.

    A word that stands there three times or more is one place. Two words with punctuation between them, or two names,
    are not doubled.
    """
    folded = words(text)
    if not any(map(eq, folded, folded[1:])):
        return []
    chunks = _chunks(text)
    found = [
        (start, end - len(second) + len(_bare(second)))
        for i, ((first, start, _), (second, _, end)) in enumerate(pairwise(chunks))
        if first.isalpha() and second[: len(first)].lower() == first.lower() == _bare(second).lower()
        if (first.islower() or second.islower())
        and not _may_be_doubled(first.lower(), [it for it, _, _ in chunks[max(i - 2, 0) : i]])
    ]
    places: list[tuple[int, int]] = []
    for start, end in found:
        if places and start < places[-1][1]:
            places[-1] = places[-1][0], end
        else:
            places.append((start, end))
    return places


def _may_be_doubled(word: str, before: Sequence[str]) -> bool:
    """Return whether a word may well stand twice behind the chunks before it."""
    if word in ("in", "on", "over"):
        return any(_PHRASAL.fullmatch(fold(chunk)) for chunk in before)
    return word in ("had", "that") or (word == "is" and before[-1:] == ["it"])


def repeated(text: str) -> tuple[str, tuple[int, int]] | None:
    """Return the longest phrase that stands twice in `text`, and where it stands again, or None.

    A phrase is four words or more within one sentence, three of them words that matter, and joined by a preposition:
    a term, such as "health and social care" or "code of professional conduct", may well stand twice, and so may a name,
    such as that of an act.
    """
    folded = words(text)
    if len(folded) - len(set(folded)) < 4:
        return None
    fours = list(zip(folded, folded[1:], folded[2:], folded[3:], strict=False))
    if len(set(fours)) == len(fours):
        return None
    chunks, _ = _named(text, True)
    ends = [chunk[0][-1] in ".!?:;" for chunk in chunks]
    starts: dict[tuple[str, ...], list[int]] = {}
    for i in range(len(chunks) - 3):
        if not any(ends[i : i + 3]):
            starts.setdefault(fours[i], []).append(i)
    best: tuple[int, int, int] | None = None
    # By how far two phrases are apart: where those end that were compared. What is within them is shorter.
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
            telling = sum(word not in _SMALL for word in phrase) >= 3 and not _JOINING.isdisjoint(phrase)
            telling = telling and (length > 4 or phrase[1] != "of")  # "code of professional conduct" is a term
            if telling and not _is_name(chunks[second : second + length]):
                best = first, second, length
    if best is None:
        return None
    first, second, length = best
    last = chunks[second + length - 1]
    return _bare(_cut(text, chunks, first, first + length)), (chunks[second][1], last[1] + len(_bare(last[0])))


def _is_name(chunks: Sequence[_Chunk]) -> bool:
    """Return whether all words that matter have a capital, or are figures: "Health and Safety at Work Act 1974"."""
    return all(fold(chunk) in _SMALL or not chunk.lstrip("(\"'“‘")[:1].islower() for chunk, _, _ in chunks)


def similar(statements: Mapping[str, str]) -> Iterator[tuple[str, str, Literal["near", "contained"]]]:
    """Yield the names of statements that nearly say what another says, each once, with the first such other.

    Nearly the same: the words that matter are the same, endings put aside, or nine words in ten of all are a common
    subsequence; it is yielded of the later of the two. Contained: the words that matter of the one, four or more,
    stand in the other in order. No pair is yielded twice. Of several statements with the same words only the first is
    compared, and each with no more than the first 250 that share one of its rarest words.
    """
    from rapidfuzz.distance import Indel, LCSseq

    distinct: dict[str, str] = {}
    for name, text in statements.items():
        distinct.setdefault(fold(text), name)
    each = [(name, words(statements[name]), stems(statements[name])) for name in distinct.values()]
    few = _comparable(each)
    names = [name for name, _, _ in few]
    whole = spelt([folded for _, folded, _ in few])
    core = spelt([telling for _, _, telling in few])
    # Two sequences of which so much is the same share one of their few rarest words, the prefix filter of Chaudhuri,
    # Ganti and Kaushik, "A Primitive Operator for Similarity Joins in Data Cleaning" (2006): those without are not
    # compared. What is contained in another shares its rarest word with it.
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
    """Return whether one says "from" or "in" where the other says "to" or "on"."""
    joins, others = _JOINING.intersection(one), _JOINING.intersection(other)
    return bool(joins - others) and bool(others - joins)


_Statement = tuple[str, tuple[str, ...], tuple[str, ...]]
"""The name of a statement, its words, and those that matter."""


def _comparable(statements: Sequence[_Statement]) -> list[_Statement]:
    """Return the statements that may say what another says, and the others that may say it; mostly a few."""
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
    """Return in how many sequences each word stands."""
    return Counter(chain.from_iterable(map(frozenset, sequences)))


def _others(length: int) -> int:
    """Return how many of `length` words can be missing from a sequence that is nearly the same, however long it is."""
    return length - math.ceil(_ALIKE * length / (2 - _ALIKE) - 1e-9)


def spelt(sequences: Sequence[Sequence[str]]) -> list[str]:
    """Return each sequence of words with a letter for each word, which is many times faster to compare.

    The rarer a word, the earlier its letter.
    """
    counts = _standing(sequences)
    ranked = sorted(sorted(counts), key=counts.__getitem__)
    # There are a million letters. Of more words, those that stand most often are taken for one.
    numbers = chain(range(sys.maxunicode), repeat(sys.maxunicode))
    letters = dict(zip(ranked, map(chr, numbers), strict=False))
    return ["".join(map(letters.__getitem__, sequence)) for sequence in sequences]


def _holding(sets: Iterable[set[str]]) -> dict[str, list[int]]:
    """Return which sets hold each letter, by their positions."""
    holding: dict[str, list[int]] = {}
    for i, letters in enumerate(sets):
        for letter in letters:
            holding.setdefault(letter, []).append(i)
    return holding


def _rewording(change: Change) -> tuple[str, str]:
    if not change.new:
        return "drops", _quoted(change.old)
    if not change.old:
        return "adds", _quoted(change.new)
    return "says", f"{_quoted(change.new)} instead of {_quoted(change.old)}"


def _punctuation(change: Change) -> tuple[str, str]:
    if change.old == change.new + ".":
        return "drops", f"the full stop after {_quoted(change.new)}"
    if change.new == change.old + ".":
        return "adds", f"a full stop after {_quoted(change.old)}"
    if change.old and change.new:
        return "writes", f"{_quoted(change.new)} instead of {_quoted(change.old)}"
    return _rewording(change)


_Chunk = tuple[str, int, int]
_Region = tuple[int, int, int, int]


def _chunks(text: str) -> list[_Chunk]:
    return [(match[0], match.start(), match.end()) for match in _CHUNK.finditer(text)]


@lru_cache(maxsize=4)
def _named(text: str, folded: bool) -> tuple[list[_Chunk], list[str]]:
    """Return the chunks of a text that take part in a comparison, and each as it is compared."""
    chunks = _chunks(text)
    if not folded:
        return chunks, [chunk for chunk, _, _ in chunks]
    named = [(chunk, word) for chunk in chunks if (word := fold(chunk[0]))]
    return [chunk for chunk, _ in named], [word for _, word in named]


class _Comparison:
    """The chunks of two statements that take part in their comparison, and the regions in which they differ."""

    def __init__(self, old: str, new: str) -> None:
        self.same_words = fold(old) == fold(new)
        self.old, before = _named(old, not self.same_words)
        self.new, after = _named(new, not self.same_words)
        self.regions = list(_regions(before, after))


@lru_cache(maxsize=1)
def _comparison(old: str, new: str) -> _Comparison:
    """Return a comparison, once for all that is said of two statements in a row."""
    return _Comparison(old, new)


def _regions(old: Sequence[str], new: Sequence[str]) -> Iterator[_Region]:
    """Yield the stretches in which two sequences differ: those outside a longest common subsequence."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    old_end, new_end = len(old), len(new)
    while old_end > start and new_end > start and old[old_end - 1] == new[new_end - 1]:
        old_end, new_end = old_end - 1, new_end - 1
    a, b = old[start:old_end], new[start:new_end]
    if not a and not b:
        return
    if len(a) + len(b) > _MOST_WORDS:
        yield start, old_end, start, new_end
        return
    i = j = 0
    for x, y in [*_common(a, b), (len(a), len(b))]:
        if (i, j) != (x, y):
            yield start + i, start + x, start + j, start + y
        i, j = x + 1, y + 1


def _common(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the positions of a longest common subsequence of `a` and `b`."""
    lengths = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in reversed(range(len(a))):
        row, below = lengths[i], lengths[i + 1]
        for j in reversed(range(len(b))):
            row[j] = below[j + 1] + 1 if a[i] == b[j] else max(below[j], row[j + 1])
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            yield i, j
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1


def _cut(text: str, chunks: Sequence[_Chunk], start: int, end: int) -> str:
    return text[chunks[start][1] : chunks[end - 1][2]] if start < end else ""


def _bare(text: str) -> str:
    first, last = _KEPT.search(text), _KEPT.search(text[::-1])
    return text[first.start() : len(text) - last.start()] if first and last else ""


def _quoted(text: str) -> str:
    return f'"{text if len(text) <= _MOST_QUOTED else text[:_MOST_QUOTED].rstrip() + " …"}"'


def _segments(text: str, chunks: Sequence[_Chunk], regions: Sequence[tuple[int, int]]) -> list[Segment]:
    segments: list[Segment] = []
    at = 0
    for first, last in regions:
        if first == last:
            continue
        start, end = chunks[first][1], chunks[last - 1][2]
        segments += [Segment(text[at:start], False), Segment(text[start:end], True)]
        at = end
    segments.append(Segment(text[at:], False))
    return [Segment(shortened(text), differs) for text, differs in segments if text]
