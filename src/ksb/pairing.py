"""Pair the parts of two versions of a standard: which KSB, duty or option is which."""

from bisect import bisect
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rapidfuzz.distance.Indel import normalized_similarity

from ksb.models import Duty
from ksb.text.normalise import fold, stems, words
from ksb.text.similarity import as_letters

_ALIKE = 0.6
"""Minimum similarity of two wordings of one part: 1 where they have all words that matter in common, 0 where none."""
_ALIKE_ACROSS = 0.75
"""Minimum similarity where the kind is another."""
_ALIKE_WITH_CODE = 0.35
"""Minimum similarity where the code or number is the same."""
_BEGUN_WITH_CODE = 0.75
"""Similarity of two parts with the same code or number, where one wording begins with the other."""
_LEAST_SHARED = 2
"""Minimum number of words that matter which two parts share, if their codes or numbers and other words differ."""
_CODE_BONUS = 0.05
"""What the same code or number adds to the similarity."""
_MOST_COMPARED = 250
"""Maximum number of parts with one word that a part is compared with: 4,000 alike take 3 s, without it a minute."""


class Item(NamedTuple):
    """A KSB, a duty or an option, as the matching sees it."""

    name: str
    kind: str
    """The prefix of a KSB's code; within one kind, wordings need to be less similar to match."""
    id: str | None
    text: str
    duty: Duty | None = None


Related = Callable[[Item, Item], bool]
Order = Callable[[str], Any]
"""Gives the place of a code or a number among others."""
_Pair = tuple[Item | None, Item | None]


def paired(order: Order, old: Sequence[Item], new: Sequence[Item], related: Related | None = None) -> list[_Pair]:
    """Return the items in the order of the new version, each with its old one, and removed items at their old places.

    Two items that are `related`, and have the same name or place, are a pair where nothing else pairs them.
    """
    pairs = match(old, new)
    if related:
        _pair_beside(old, new, pairs, related)
    back = {j: i for i, j in pairs.items()}
    found: list[_Pair] = [(part, None) for i, part in enumerate(old) if i not in pairs]
    found += [(old[back[j]] if j in back else None, part) for j, part in enumerate(new)]
    return sorted(found, key=lambda pair: order(next(part.name for part in reversed(pair) if part)))


def match(old: Sequence[Item], new: Sequence[Item]) -> dict[int, int]:
    """Return which item of the old version is which of the new one, by their positions.

    Items match by id, unless ids were left behind; then by wording, ignoring case and punctuation; then by
    similarity, the most similar pair first, those of one kind before others. Where one wording begins with the other,
    or has most words of the one with the same code, they are similar, however much longer it is.
    """
    if _signature(old) > _signature(new):  # so that both directions give the same pairs
        return {left: right for right, left in match(new, old).items()}
    pairs: dict[int, int] = {}
    if not _left_behind(old, new):
        _pair_equal(old, new, pairs, lambda item: item.id)
    _pair_equal(old, new, pairs, lambda item: (item.name, fold(item.text)))
    _pair_equal(old, new, pairs, lambda item: (item.kind, fold(item.text)))
    _pair_equal(old, new, pairs, lambda item: fold(item.text))
    _pair_best(pairs, _likely(old, new, pairs))
    old, new = ([item._replace(kind="") for item in items] for items in (old, new))
    _pair_best(pairs, (likely for likely in _likely(old, new, pairs) if -likely[0] >= _ALIKE_ACROSS))
    return pairs


def _left_behind(old: Sequence[Item], new: Sequence[Item]) -> bool:
    """Return whether ids stayed with codes whose wordings moved, as where someone renumbers a file by hand.

    Then some id joins two wordings each of which stands elsewhere in the other version.
    """
    before, after = ({fold(item.text) for item in items} for items in (old, new))
    by_id = {item.id: fold(item.text) for item in new if item.id}
    joined = [(fold(item.text), by_id[item.id]) for item in old if item.id in by_id]
    return any(was != now and was in after and now in before for was, now in joined)


def _pair_best(pairs: dict[int, int], likely: Iterable[tuple[float, int, int, int]]) -> None:
    """Pair items that are not paired yet, the best pair first."""
    taken = set(pairs.values())
    for _, _, i, j in sorted(likely):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)


def _pair_beside(old: Sequence[Item], new: Sequence[Item], pairs: dict[int, int], related: Related) -> None:
    """Pair `related` items that nothing else pairs, and that have the same name, or the same item before or after.

    Where each version has one item left, they are a pair if they are related and share words.
    """
    named = {item.name: j for j, item in enumerate(new)}
    ends = {-1: -1, len(old): len(new)}
    for step in (0, -1, 1):
        taken = {-1, len(new), *pairs.values()}
        for i in range(len(old))[:: -step or 1]:
            beside = pairs.get(i + step, ends.get(i + step)) if step else named.get(old[i].name)
            if i not in pairs and beside is not None and (j := beside - step) not in taken and related(old[i], new[j]):
                pairs[i] = j
                taken.add(j)
    left = [i for i in range(len(old)) if i not in pairs]
    free = sorted(set(range(len(new))) - set(pairs.values()))
    if len(left) == len(free) == 1:
        one, other = old[left[0]], new[free[0]]
        if related(one, other) and len({*stems(one.text)}.intersection(stems(other.text))) >= _LEAST_SHARED:
            pairs[left[0]] = free[0]


def _pair_equal(old: Sequence[Item], new: Sequence[Item], pairs: dict[int, int], key: Callable[[Item], object]) -> None:
    """Pair items that have the same key, in order."""
    taken = set(pairs.values())
    there: dict[object, deque[int]] = {}
    for j, item in enumerate(new):
        if j not in taken and key(item):
            there.setdefault(key(item), deque()).append(j)
    for i, item in enumerate(old):
        if i not in pairs and there.get(key(item)):
            pairs[i] = there[key(item)].popleft()


def _likely(
    old: Sequence[Item], new: Sequence[Item], pairs: Mapping[int, int]
) -> Iterator[tuple[float, int, int, int]]:
    """Yield possible pairs among the unpaired items: negative similarity, distance in position, old and new position.

    An item is compared with those of its kind that share its rarest words, and with the one that has its name.
    """
    letters = as_letters([stems(item.text) or words(item.text) for item in (*old, *new)])
    taken = set(pairs.values())
    holding: dict[tuple[str, str], list[int]] = {}
    for j, item in enumerate(new):
        if j not in taken:
            for letter in {item.name, *letters[len(old) + j]}:
                holding.setdefault((item.kind, letter), []).append(j)
    for i, item in enumerate(old):
        if i in pairs:
            continue
        for j in _sharing(item.kind, [item.name, *sorted(set(letters[i]))], holding, i):
            one, other, same = letters[i], letters[len(old) + j], item.name == new[j].name
            alike = normalized_similarity(one, other)
            shared = alike * (len(one) + len(other)) / 2
            if _begins(one, other, 1 if same else _LEAST_SHARED):
                alike = max(alike, _BEGUN_WITH_CODE if same else _ALIKE_WITH_CODE)
            elif same and _within(one, other):
                alike = max(alike, _ALIKE_WITH_CODE)
            elif alike < (_ALIKE_WITH_CODE if same else _ALIKE) or (shared < _LEAST_SHARED and alike < 1 and not same):
                continue
            yield -alike - _CODE_BONUS * same, abs(i - j), i, j


def _begins(one: str, other: str, least: int) -> bool:
    """Return whether the longer of two wordings begins with the shorter one, which has at least that many words."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= least and longer.startswith(shorter)


def _within(one: str, other: str) -> bool:
    """Return whether the longer of two wordings has at least three in four words of the shorter one, in any order."""
    shorter, longer = sorted((set(one), set(other)), key=len)
    return 4 * len(shorter & longer) >= 3 * len(shorter)


def _sharing(kind: str, keys: Iterable[str], holding: Mapping[tuple[str, str], Sequence[int]], near: int) -> set[int]:
    """Return the items of a kind that share a name or a word, the rarest words first.

    Of more than `_MOST_COMPARED` with one word, those nearest to the position `near` are returned.
    """
    found: set[int] = set()
    for key in keys:
        items = holding.get((kind, key), ())
        start = max(bisect(items, near) - _MOST_COMPARED // 2, 0)
        found.update(items[start : start + _MOST_COMPARED])
        if len(found) >= _MOST_COMPARED:
            break
    return found


def _signature(items: Iterable[Item]) -> list[tuple[str, str, str]]:
    return [(item.name, item.id or "", item.text) for item in items]
