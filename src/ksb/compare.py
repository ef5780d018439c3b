"""Match the parts of two versions of a standard, and say what became of each.

Codes in published standards are positions: one KSB removed renumbers the rest. So parts are matched by id, then by
wording, then by code or number, and the matching is the best overall. It is the same whichever way round.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from ksb.assign import best_pairs
from ksb.models import code_order, kind_of
from ksb.text.normalise import fold, stems, words
from ksb.text.similarity import spelt

if TYPE_CHECKING:
    from ksb.models import Duty, Standard

_Name = TypeVar("_Name", int, str)
Status = Literal["unchanged", "reworded", "renumbered", "renumbered_reworded", "added", "removed"]
STATUSES: tuple[Status, ...] = ("added", "removed", "reworded", "renumbered_reworded", "renumbered", "unchanged")

_ALIKE = 0.6
_ALIKE_WITH_CODE = 0.35
"""How much of two wordings must be the same for them to be versions of one; less where their codes agree."""
_MOST = 50
"""How many parts of the new version may be weighed against each other for one of the old."""


class _Part(NamedTuple):
    """A KSB, a duty or an option, as far as the matching needs it."""

    name: str
    kind: str
    """What is matched with its own kind only: K, S or B."""
    id: str | None
    text: str
    duty: Duty | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one KSB, duty or option."""

    status: Status
    old: str | None
    """Its code or number in the old version; None where it is new."""
    new: str | None
    old_text: str | None
    new_text: str | None
    citations_added: tuple[str, ...] = ()
    """Of a duty: the codes, in the new version, that it did not cite before."""
    citations_removed: tuple[str, ...] = ()
    """Of a duty: the codes, in the old version, that it no longer cites."""
    old_options: tuple[int, ...] = ()
    """Of a duty: the options that it belonged to, by their old numbers; none if it belonged to the core."""
    new_options: tuple[int, ...] = ()
    """Of a duty: the options that it belongs to, by their new numbers."""
    moved: bool = False
    """Of a duty: whether it belongs to others of the options, to the core no more, or to the core now."""
    split_from: str | None = None
    """Of a KSB that is new: the old code whose statement held it."""
    merged_into: str | None = None
    """Of a KSB that is gone: the new code whose statement holds it."""

    @property
    def changed(self) -> bool:
        """Whether anything is different but for the definitions of what a duty cites."""
        return self.status != "unchanged" or self.moved or bool(self.citations_added or self.citations_removed)


_Pair = tuple[_Part | None, _Part | None]
_Wholes = dict[str, list[tuple[set[str], set[str], Change]]]
"""Statements that lost or gained words, by one of those: the words, the whole statement's, and what became of it."""


class Field(NamedTuple):
    """A field of the standard itself that is different."""

    field: str
    old: str | None
    new: str | None


class Pathway(NamedTuple):
    """What changed for the apprentices of one option, or of the whole standard where it has none."""

    name: str
    added: tuple[str, ...]
    """The codes, in the new version, that they now also need."""
    removed: tuple[str, ...]
    """The codes, in the old version, that they no longer need."""


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed between two versions."""

    ksbs: tuple[Change, ...]
    duties: tuple[Change, ...]
    options: tuple[Change, ...]
    metadata: tuple[Field, ...]
    pathways: tuple[Pathway, ...]
    also: tuple[str, ...] = ()
    """What else is different, such as "overview"."""

    @property
    def changed(self) -> bool:
        """Whether there is any difference."""
        return bool(self.metadata or self.also) or any(it.changed for it in (*self.ksbs, *self.duties, *self.options))


def diff(old: Standard, new: Standard) -> Diff:
    """Return what changed from one version of a standard to another."""
    ksbs = _changes(_ksbs(old), _ksbs(new), key=lambda part: code_order(part.name))
    ksbs = _split_or_merged(ksbs)
    codes = {change.old: change.new for change in ksbs if change.old and change.new}
    codes |= _still({code for duty in old.duties for code in _cited(duty)}, codes, old.ksbs.keys() & new.ksbs.keys())
    options = _changes(_options(old), _options(new), key=lambda part: int(part.name))
    both = {int(change.old): int(change.new) for change in options if change.old and change.new}
    declared = {option.number for option in old.options} & {option.number for option in new.options}
    numbers = both | _still({number for duty in old.duties for number in duty.options}, both, declared)
    duties = _paired(_duties(old), _duties(new), key=lambda part: int(part.name))
    return Diff(
        ksbs,
        tuple(_duty_change(before, after, codes, numbers) for before, after in duties),
        options,
        tuple(_metadata(old, new)),
        tuple(_pathways(old, new, codes, options)),
        tuple(_also(old, new, both, codes, duties)),
    )


def _still(used: Set[_Name], pairs: Mapping[_Name, _Name], declared: Set[_Name]) -> dict[_Name, _Name]:
    """Return the codes or numbers that one of the versions uses but does not declare, each as what it still is."""
    return {name: name for name in used - pairs.keys() - set(pairs.values()) - declared}


def match(old: Sequence[_Part], new: Sequence[_Part]) -> dict[int, int]:
    """Return which part of the old version is which of the new, by their positions.

    By id; then by wording, case and punctuation aside; then by the most words in common overall, where a part with
    the same code needs fewer.
    """
    if _signature(old) > _signature(new):
        return {left: right for right, left in match(new, old).items()}
    pairs: dict[int, int] = {}
    for key in (
        lambda part: part.id and ("id", part.id),
        lambda part: (part.kind, fold(part.text)),
        lambda part: fold(part.text),
    ):
        _pair_equal(old, new, pairs, key)
    return pairs | best_pairs(_weights(old, new, pairs))


def _pair_equal(
    old: Sequence[_Part], new: Sequence[_Part], pairs: dict[int, int], key: Callable[[_Part], object]
) -> None:
    """Pair what has the same key; of several, those with the same name first, then in order."""
    taken = set(pairs.values())
    there: dict[object, list[int]] = {}
    for j, part in enumerate(new):
        if j not in taken and key(part):
            there.setdefault(key(part), []).append(j)
    here: dict[object, list[int]] = {}
    for i, part in enumerate(old):
        if i not in pairs and key(part) in there:
            here.setdefault(key(part), []).append(i)
    for name, lefts in here.items():
        rights = there[name]
        for i in list(lefts):
            same = next((j for j in rights if new[j].name == old[i].name), None)
            if same is not None:
                pairs[i] = same
                lefts.remove(i)
                rights.remove(same)
        pairs |= dict(zip(lefts, rights, strict=False))


def _weights(old: Sequence[_Part], new: Sequence[_Part], pairs: Mapping[int, int]) -> dict[int, dict[int, float]]:
    """Return how alike the parts are that are in no pair yet: of each, those it may be, the likeliest alone."""
    from rapidfuzz.distance.Indel import normalized_similarity as alike
    from rapidfuzz.process import extract

    texts = spelt([words(part.text) for part in (*old, *new)])
    taken = set(pairs.values())
    there: dict[str, dict[int, str]] = {}
    named: dict[tuple[str, str], int] = {}
    for j, part in enumerate(new):
        if j not in taken:
            there.setdefault(part.kind, {})[j] = texts[len(old) + j]
            named[part.kind, part.name] = j
    weights: dict[int, dict[int, float]] = {}
    for i, (part, one) in enumerate(zip(old, texts, strict=False)):
        if i in pairs or part.kind not in there:
            continue
        others = there[part.kind]
        found = extract(one, others, scorer=alike, score_cutoff=_ALIKE, limit=_MOST)
        weights[i] = {j: weight for _, weight, j in found}
        same = named.get((part.kind, part.name))
        if same is not None and (weight := alike(one, others[same])) >= _ALIKE_WITH_CODE:
            weights[i][same] = weight + 0.05
    return weights


def _signature(parts: Iterable[_Part]) -> list[tuple[str, str, str]]:
    return [(part.name, part.id or "", part.text) for part in parts]


def _changes(old: Sequence[_Part], new: Sequence[_Part], key: Callable[[_Part], object]) -> tuple[Change, ...]:
    """Return what became of each part: in the order of the new version, what is gone at its old place."""
    return tuple(_change(before, after) for before, after in _paired(old, new, key))


def _paired(old: Sequence[_Part], new: Sequence[_Part], key: Callable[[_Part], object]) -> list[_Pair]:
    pairs = match(old, new)
    back = {j: i for i, j in pairs.items()}
    found: list[tuple[object, int, _Pair]] = [
        (key(part), 1, (old[back[j]] if j in back else None, part)) for j, part in enumerate(new)
    ]
    found += [(key(part), 0, (part, None)) for i, part in enumerate(old) if i not in pairs]
    found.sort(key=lambda item: item[:2])
    return [pair for _, _, pair in found]


def _change(old: _Part | None, new: _Part | None) -> Change:
    if old is None or new is None:
        status: Status = "added" if old is None else "removed"
    else:
        renumbered, reworded = old.name != new.name, old.text != new.text
        status = "renumbered_reworded" if renumbered and reworded else "unchanged"
        status = "reworded" if reworded and not renumbered else "renumbered" if renumbered and not reworded else status
    return Change(status, old and old.name, new and new.name, old and old.text, new and new.text)


def _split_or_merged(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Say of each KSB that is new, or gone, whose statement held or holds it, where that is beyond doubt.

    It is where every word that matters of it stands there, and it has every one that the other lost or gained.
    """
    split: _Wholes = {}
    merged: _Wholes = {}
    for change in changes:
        if "reworded" in change.status:
            before, after = set(stems(change.old_text or "")), set(stems(change.new_text or ""))
            for wholes, whole, part in ((split, before, after), (merged, after, before)):
                if part_gone := whole - part:
                    wholes.setdefault(min(part_gone), []).append((part_gone, whole, change))

    def traced(change: Change) -> Change:
        if change.status == "added" and (other := _whole(change.new_text, split)):
            return replace(change, split_from=other.old)
        if change.status == "removed" and (other := _whole(change.old_text, merged)):
            return replace(change, merged_into=other.new)
        return change

    return tuple(map(traced, changes))


def _whole(text: str | None, wholes: _Wholes) -> Change | None:
    """Return the change of which the statement `text` is the part that went, or came."""
    lone = set(stems(text or ""))
    for word in sorted(lone) if len(lone) > 2 else ():
        for gone, whole, change in wholes.get(word, ()):
            if gone <= lone <= whole:
                return change
    return None


def _ksbs(standard: Standard) -> list[_Part]:
    return [_Part(code, kind_of(code).prefix, standard.ids.get(code), standard.ksbs[code]) for code in standard.codes]


def _duties(standard: Standard) -> list[_Part]:
    return [_Part(str(duty.number), "", duty.id, duty.title, duty) for duty in standard.duties]


def _options(standard: Standard) -> list[_Part]:
    return [_Part(str(option.number), "", option.id, option.title) for option in standard.options]


def _duty_change(old: _Part | None, new: _Part | None, codes: Mapping[str, str], options: Mapping[int, int]) -> Change:
    """Return what became of a duty; `codes` and `options` say which of the old version is which of the new."""
    before = _cited(old.duty) if old and old.duty else []
    after = _cited(new.duty) if new and new.duty else []
    kept = {codes.get(code, "") for code in before}
    owners_before = old.duty.options if old and old.duty else ()
    owners_after = new.duty.options if new and new.duty else ()
    return replace(
        _change(old, new),
        citations_added=tuple(code for code in after if code not in kept),
        citations_removed=tuple(code for code in before if codes.get(code) not in after),
        old_options=owners_before,
        new_options=owners_after,
        moved=bool(old and new) and {options.get(number) for number in owners_before} != set(owners_after),
    )


def _also(
    old: Standard, new: Standard, options: Mapping[int, int], codes: Mapping[str, str], duties: Iterable[_Pair]
) -> Iterator[str]:
    """Yield what is different besides: texts that no KSB, duty or option has for its own."""
    for name in ("overview", "job_titles", "key", "claims"):
        if getattr(old, name) != getattr(new, name):
            yield name.replace("_", " ")
    described = [(old.option(before), new.option(after)) for before, after in options.items()]
    if any((it.description, it.also_titled) != (now.description, now.also_titled) for it, now in described):
        yield "descriptions of options"
    for before, after in duties:
        if before and after and before.duty and after.duty:
            was = {codes.get(code): texts for code, texts in _wordings(old, before.duty).items()}
            if any(was[code] != texts for code, texts in _wordings(new, after.duty).items() if code in was):
                yield "wordings of citations"
                return


def _wordings(standard: Standard, duty: Duty) -> dict[str, list[str]]:
    """Return the codes that a duty cites, with each wording used, "" for that of the definition."""
    found: dict[str, list[str]] = {}
    for it in duty.cites:
        insort(found.setdefault(it.code, []), it.text if it.text and it.text != standard.ksbs.get(it.code) else "")
    return found


def _cited(duty: Duty) -> list[str]:
    return sorted({citation.code for citation in duty.cites}, key=code_order)


def _metadata(old: Standard, new: Standard) -> Iterable[Field]:
    for field in ("title", "publisher", "issued", *dict.fromkeys([*old.metadata, *new.metadata])):
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            yield Field(
                field,
                *(
                    None if value is None else str(value).lower() if isinstance(value, bool) else value
                    for value in (before, after)
                ),
            )


def _pathways(old: Standard, new: Standard, codes: Mapping[str, str], options: Sequence[Change]) -> Iterable[Pathway]:
    """Yield what changed for the apprentices of each option that there was and still is."""
    ways: list[tuple[str, Iterable[Duty], Iterable[Duty]]] = [
        (f"option {change.new}, {change.new_text}", old.pathway(int(change.old)), new.pathway(int(change.new)))
        for change in options
        if change.old and change.new
    ]
    if not old.options or not new.options:
        ways = [("every apprentice", old.core_duties or old.duties, new.core_duties or new.duties)]
    for name, before, after in ways:
        needed_before = {citation.code for duty in before for citation in duty.cites}
        needed_after = {citation.code for duty in after for citation in duty.cites}
        carried = {codes.get(code, "") for code in needed_before}
        yield Pathway(
            name,
            tuple(sorted(needed_after - carried, key=code_order)),
            tuple(sorted((code for code in needed_before if codes.get(code) not in needed_after), key=code_order)),
        )
