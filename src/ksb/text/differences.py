"""How two statements differ: the words picked out, and a sentence that says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from ksb.text.normalise import Chunk, bare, compared_chunks, cut, fold, words

_MOST_QUOTED = 200
"""The characters of a change that are quoted."""
_LONG = 2_000
"""How many characters a segment may have to be shown whole."""


class Segment(NamedTuple):
    """A stretch of a statement, and whether it differs from the statement it is compared with."""

    text: str
    differs: bool


class Change(NamedTuple):
    """Words of one statement that stand in place of words of the other; either may be empty."""

    old: str
    new: str


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
    clean = str if comparison.same_words else bare
    return [
        Change(clean(cut(old, comparison.old, a, b)), clean(cut(new, comparison.new, c, d)))
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
    chunks, _ = compared_chunks(definition, True)
    at = len(words(citation))
    more = " …" if at + 4 < len(chunks) else ""
    return (
        bare(cut(definition, chunks, max(at - 2, 0), at)),
        bare(cut(definition, chunks, at, min(at + 4, len(chunks)))) + more,
    )


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


_Region = tuple[int, int, int, int]


class _Comparison:
    """The chunks of two statements that take part in their comparison, and the regions in which they differ."""

    def __init__(self, old: str, new: str) -> None:
        self.same_words = fold(old) == fold(new)
        self.old, before = compared_chunks(old, not self.same_words)
        self.new, after = compared_chunks(new, not self.same_words)
        self.regions = list(_regions(before, after))


@lru_cache(maxsize=1)
def _comparison(old: str, new: str) -> _Comparison:
    """Return a comparison, once for all that is said of two statements in a row."""
    return _Comparison(old, new)


def _regions(old: Sequence[str], new: Sequence[str]) -> Iterator[_Region]:
    """Yield the stretches in which two sequences differ: those outside a longest common subsequence."""
    # A replaced stretch comes as a deletion and an insertion, which touch.
    for equal, group in groupby(LCSseq.opcodes(old, new), key=lambda change: change.tag == "equal"):
        if not equal:
            stretch = list(group)
            yield stretch[0].src_start, stretch[-1].src_end, stretch[0].dest_start, stretch[-1].dest_end


def _quoted(text: str) -> str:
    return f'"{text if len(text) <= _MOST_QUOTED else text[:_MOST_QUOTED].rstrip() + " …"}"'


def _segments(text: str, chunks: Sequence[Chunk], regions: Sequence[tuple[int, int]]) -> list[Segment]:
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
