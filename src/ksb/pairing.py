"""Pair the parts of two versions of a standard: which KSB, duty or option is which."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance.Indel import normalized_similarity
from rapidfuzz.process import extract

from ksb.models import Duty
from ksb.text.normalise import fold, words
from ksb.text.similarity import as_letters

_ALIKE = 0.6
"""Minimum similarity of two wordings of one part: 1 where they have all words in common, 0 where none."""
_ALIKE_WITH_CODE = 0.35
"""Minimum similarity where the code or number is the same."""
_LEAST_BEGUN = 3
"""Minimum number of words of a part that another part, with another code or number, begins with."""
_CODE_BONUS = 0.05
"""What the same code or number adds to the similarity."""
_MOST_COMPARED = 250
"""Maximum number of parts with one word that a part is compared with: 4,000 long KSBs take 8 s, without it a minute."""
_MOST_LIKELY = 50
"""Maximum number of possible partners of a part that are kept, the most similar ones."""


class Item(NamedTuple):
    """A KSB, a duty or an option, as the matching sees it."""

    name: str
    kind: str
    """The prefix of a KSB's code; similar wordings are matched within one kind only."""
    id: str | None
    text: str
    duty: Duty | None = None


def match(old: Sequence[Item], new: Sequence[Item]) -> dict[int, int]:
    """Return which item of the old version is which of the new one, by their positions.

    Items match by id; then by wording, ignoring case and punctuation; then by similarity, the most similar pair first.
    Where one wording begins with the other, they are similar, however much longer it is.
    """
    if _signature(old) > _signature(new):  # so that both directions give the same pairs
        return {left: right for right, left in match(new, old).items()}
    pairs: dict[int, int] = {}
    for key in (
        lambda item: item.id and ("id", item.id),
        lambda item: (item.kind, fold(item.text)),
        lambda item: fold(item.text),
    ):
        _pair_equal(old, new, pairs, key)
    taken = set(pairs.values())
    for _, _, i, j in sorted(_likely(old, new, pairs)):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _pair_equal(old: Sequence[Item], new: Sequence[Item], pairs: dict[int, int], key: Callable[[Item], object]) -> None:
    """Pair items that have the same key: among several, first those with the same name, then in order."""
    taken = set(pairs.values())
    there: dict[object, list[int]] = {}
    for j, item in enumerate(new):
        if j not in taken and key(item):
            there.setdefault(key(item), []).append(j)
    here: dict[object, list[int]] = {}
    for i, item in enumerate(old):
        if i not in pairs and key(item) in there:
            here.setdefault(key(item), []).append(i)
    for shared, lefts in here.items():
        named = {new[j].name: j for j in reversed(there[shared])}
        same = {i: named.pop(old[i].name) for i in lefts if old[i].name in named}
        used = set(same.values())
        rights = [j for j in there[shared] if j not in used]
        pairs |= same | dict(zip((i for i in lefts if i not in same), rights, strict=False))


def _likely(
    old: Sequence[Item], new: Sequence[Item], pairs: Mapping[int, int]
) -> Iterator[tuple[float, int, int, int]]:
    """Yield possible pairs among the unpaired items: negative similarity, distance in position, old and new position.

    An item is compared with those of its kind that share its rarest words, and with the one that has its name.
    """
    letters = as_letters([words(item.text) for item in (*old, *new)])
    taken = set(pairs.values())
    holding: dict[tuple[str, str], list[int]] = {}
    named: dict[tuple[str, str], int] = {}
    for j, item in enumerate(new):
        if j not in taken:
            named[item.kind, item.name] = j
            for letter in set(letters[len(old) + j]):
                holding.setdefault((item.kind, letter), []).append(j)
    for i, item in enumerate(old):
        if i in pairs:
            continue
        others = {j: letters[len(old) + j] for j in _sharing(item.kind, letters[i], holding, i)}
        same = named.get((item.kind, item.name))
        if same is not None:
            others.pop(same, None)
            alike = normalized_similarity(letters[i], letters[len(old) + same])
            if alike >= _ALIKE_WITH_CODE or _begins(letters[i], letters[len(old) + same], 1):
                yield -max(alike, _ALIKE_WITH_CODE) - _CODE_BONUS, abs(i - same), i, same
        for j, other in others.items():
            if _begins(letters[i], other, _LEAST_BEGUN):
                yield -max(normalized_similarity(letters[i], other), _ALIKE_WITH_CODE), abs(i - j), i, j
        for _, alike, j in extract(
            letters[i], others, scorer=normalized_similarity, score_cutoff=_ALIKE, limit=_MOST_LIKELY
        ):
            yield -alike, abs(i - j), i, j


def _begins(one: str, other: str, least: int) -> bool:
    """Return whether the longer of two wordings begins with the shorter one, which has at least that many words."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= least and longer.startswith(shorter)


def _sharing(kind: str, letters: str, holding: Mapping[tuple[str, str], Sequence[int]], near: int) -> set[int]:
    """Return the items of a kind that share a word, the rarest words first: at most `_MOST_COMPARED` for each word.

    Of more items with one word, those nearest to the position `near` are returned.
    """
    found: set[int] = set()
    for letter in sorted(set(letters)):
        items = holding.get((kind, letter), ())
        start = max(bisect(items, near) - _MOST_COMPARED // 2, 0)
        found.update(items[start : start + _MOST_COMPARED])
        if len(found) >= _MOST_COMPARED:
            break
    return found


def _signature(items: Iterable[Item]) -> list[tuple[str, str, str]]:
    return [(item.name, item.id or "", item.text) for item in items]
