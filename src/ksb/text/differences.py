"""How two statements differ: the words that differ marked, and the difference in one sentence."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from ksb.text.english import listed
from ksb.text.normalise import Chunk, bare, compared_chunks, cut, fold, words

_MOST_QUOTED = 200
"""Maximum number of characters of an edit that a sentence quotes."""
_MOST_MOVED = 12
"""Maximum number of words that are quoted to show that some of them moved."""
_LONG = 2_000
"""Maximum number of characters of a segment that is shown whole."""
_AGAIN = {"has no": "no "}
"""What is repeated of a verb in a list: 'has no "a" and no "b"'."""


class Segment(NamedTuple):
    """A stretch of a statement, and whether it differs from the statement it is compared with."""

    text: str
    differs: bool


def mark(old: str, new: str) -> tuple[list[Segment], list[Segment]]:
    """Return both statements as segments, with those that differ from the other statement marked.

    Words that differ are marked; where all words are the same, chunks that differ in case or punctuation are. A segment
    far longer than any in a standard is cut to its beginning and its end.
    """
    comparison = _Comparison(old, new)
    return (
        _segments(old, comparison.old, [(a, b) for a, b, _, _ in comparison.regions]),
        _segments(new, comparison.new, [(c, d) for _, _, c, d in comparison.regions]),
    )


def describe(text: str, other: str) -> str:
    """Return in words how `other` differs from `text`, such as `has no "Understand"`.

    The first three edits are described, with the number of the others. Words that moved are one edit.
    """
    comparison = _Comparison(text, other)
    # Words are quoted without the punctuation around them, unless nothing else differs.
    phrase, clean = (_punctuation, str) if comparison.same_words else (_rewording, bare)
    phrases = [
        phrase(clean(cut(text, comparison.old, a, b)), clean(cut(other, comparison.new, c, d)))
        for a, b, c, d in _moved(comparison)
    ] or [("differs in", "spacing")]
    parts = [
        f"{_AGAIN.get(verb, '')}{what}" if i and verb == phrases[i - 1][0] else f"{verb} {what}"
        for i, (verb, what) in enumerate(phrases[:3])
    ]
    rest = len(phrases) - 3
    if rest > 0:
        parts.append(f"{rest} more {'change' if rest == 1 else 'changes'}")
    return listed(parts)


def shortened(text: str) -> str:
    """Return a text; one far longer than any statement of a standard is cut to its beginning and its end."""
    return text if len(text) <= _LONG else f"{text[: _LONG // 2]} … {text[-_LONG // 2 :]}"


def continuation(definition: str, citation: str) -> tuple[str, str]:
    """Return the last two words of a truncated citation, and the next four words of the definition."""
    chunks, _ = compared_chunks(definition, True)
    at = len(words(citation))
    more = " …" if at + 4 < len(chunks) else ""
    return (
        bare(cut(definition, chunks, max(at - 2, 0), at)),
        bare(cut(definition, chunks, at, min(at + 4, len(chunks)))) + more,
    )


def _rewording(old: str, new: str) -> tuple[str, str]:
    """Return a verb and its object for old words and the new ones in their place; either may be empty."""
    if not new:
        return "has no", _quoted(old)
    if not old:
        return "also has", _quoted(new)
    return "says", f"{_quoted(new)} instead of {_quoted(old)}"


def _punctuation(old: str, new: str) -> tuple[str, str]:
    """Return a verb and its object for old and new words that differ in case or punctuation."""
    if old == new + ".":
        return "has no", f"full stop after {_quoted(new)}"
    if new == old + ".":
        return "also has", f"a full stop after {_quoted(old)}"
    if old and new:
        return "has", f"{_quoted(new)} instead of {_quoted(old)}"
    return _rewording(old, new)


_Region = tuple[int, int, int, int]
"""A stretch in which two statements differ: its start and end in the chunks of the old, and of the new one."""


class _Comparison:
    """The chunks of two statements that are compared, and the regions in which they differ."""

    def __init__(self, old: str, new: str) -> None:
        self.same_words = fold(old) == fold(new)
        self.old, self.old_words = compared_chunks(old, not self.same_words)
        self.new, self.new_words = compared_chunks(new, not self.same_words)
        self.regions = list(_regions(self.old_words, self.new_words))


def _regions(old: Sequence[str], new: Sequence[str]) -> Iterator[_Region]:
    """Yield the stretches outside a longest common subsequence."""
    # Imported here: it is 4% of the instructions of a command that compares nothing.
    from rapidfuzz.distance import LCSseq

    # A replaced stretch is a deletion next to an insertion.
    for equal, group in groupby(LCSseq.opcodes(old, new), key=lambda operation: operation.tag == "equal"):
        if not equal:
            stretch = list(group)
            yield stretch[0].src_start, stretch[-1].src_end, stretch[0].dest_start, stretch[-1].dest_end


def _moved(comparison: _Comparison) -> Iterator[_Region]:
    """Yield the regions; one that drops words and the next, that adds them, as one region with what is between.

    They stay apart where what is between is too long to quote.
    """
    old, new = comparison.old_words, comparison.new_words
    waiting = list(reversed(comparison.regions))
    while waiting:
        a, b, c, d = waiting.pop()
        if waiting and (a == b or c == d):
            next_a, next_b, next_c, next_d = waiting[-1]
            same = sorted(old[a:b] + old[next_a:next_b]) == sorted(new[c:d] + new[next_c:next_d])
            if same and (next_a == next_b or next_c == next_d) and next_b - a <= _MOST_MOVED:
                waiting.pop()
                b, d = next_b, next_d
        yield a, b, c, d


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
