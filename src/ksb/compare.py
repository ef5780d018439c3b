"""Match the parts of two versions of a standard, and say what became of each.

Codes in published standards are positions: removing one KSB renumbers the rest. So parts are matched by id, then by
wording, then by how many words they share. A duty with another title is still the same where its number or place is,
and most of what it cites. The result is the same in both directions.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import starmap
from typing import TypeVar

from ksb.changes import Change, Diff, FieldChange, PathwayChange, Status, Version
from ksb.kinds import code_order, kind_of
from ksb.models import Duty, Method, Option
from ksb.other_changes import other_changes
from ksb.pairing import Item, Order, Related, paired
from ksb.standard import Standard
from ksb.text.normalise import judge, stems

_Name = TypeVar("_Name", int, str)
_Wholes = dict[str, list[tuple[set[str], set[str], Change]]]
"""Statements that lost or gained words, by the first of those words: those words, all words, and the change."""


def diff(old: Standard, new: Standard) -> Diff:
    """Return what changed from one version of a standard to another."""
    ksbs = _split_or_merged(_changes(code_order, _ksbs(old), _ksbs(new)))
    codes = {change.old: change.new for change in ksbs if change.old and change.new}
    used = {code for duty in old.duties for code in _cited(duty)} | {code for one in old.methods for code in one.ksbs}
    codes |= _still(used, codes, old.ksbs.keys() & new.ksbs.keys())

    def cite_the_same(one: Item, other: Item) -> bool:
        """Return whether at least half of what two duties cite is the same."""
        before, after = _cited(one.duty), _cited(other.duty)
        added, removed = _gained_and_lost(before, after, codes, new.ksbs)
        return 0 < len(after) - len(added) >= len(added) + len(removed)

    duties = paired(int, _items(old.duties), _items(new.duties), cite_the_same)
    kept = [(one.duty, other.duty) for one, other in duties if one and other and one.duty and other.duty]
    shared = {(str(a), str(b)) for one, other in kept for a in one.options for b in other.options}
    options = _changes(int, _items(old.options), _items(new.options), lambda a, b: (a.name, b.name) in shared)
    both = {int(change.old): int(change.new) for change in options if change.old and change.new}
    declared = {option.number for option in old.options} & {option.number for option in new.options}
    numbers = both | _still({number for duty in old.duties for number in duty.options}, both, declared)
    methods = tuple(_methods(old, new, codes))
    return Diff(
        Version(old.title, old.version, old.issued),
        Version(new.title, new.version, new.issued),
        ksbs,
        tuple(_duty_change(before, after, codes, numbers, old.ksbs, new.ksbs) for before, after in duties),
        options,
        tuple(_metadata(old, new)),
        tuple(_pathways(old, new, codes, options)),
        methods,
        tuple(other_changes(old, new, both, codes, kept, methods)),
    )


def _still(used: Set[_Name], pairs: Mapping[_Name, _Name], declared: Set[_Name]) -> dict[_Name, _Name]:
    """Map each code or number that is used in the old version, and declared in one version at most, to itself."""
    return {name: name for name in used - pairs.keys() - set(pairs.values()) - declared}


def _changes(
    order: Order, old: Sequence[Item], new: Sequence[Item], related: Related | None = None
) -> tuple[Change, ...]:
    return tuple(starmap(_change, paired(order, old, new, related)))


def _change(old: Item | None, new: Item | None) -> Change:
    if old is None or new is None:
        status: Status = "added" if old is None else "removed"
    else:
        verdict = judge(old.text, new.text)
        if verdict == "same":
            status = "unchanged" if old.name == new.name else "renumbered"
        elif verdict == "repunctuated":
            status = "repunctuated" if old.name == new.name else "renumbered"
        else:
            status = "reworded" if old.name == new.name else "renumbered_reworded"
    return Change(status, old and old.name, new and new.name, old and old.text, new and new.text)


def _split_or_merged(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Note for added and removed KSBs which statement contained or contains them, where that is certain.

    It is certain where the other statement has every word that matters of the KSB, and the KSB has every word that the
    other one lost or gained.
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
    """Return the change of the statement that contained, or contains, the statement `text`."""
    lone = set(stems(text or ""))
    for word in sorted(lone) if len(lone) > 2 else ():
        for gone, whole, change in wholes.get(word, ()):
            if gone <= lone <= whole:
                return change
    return None


def _ksbs(standard: Standard) -> list[Item]:
    return [Item(code, kind_of(code).prefix, standard.ids.get(code), standard.ksbs[code]) for code in standard.codes]


def _items(parts: Iterable[Duty | Method | Option]) -> list[Item]:
    return [
        Item(str(part.number), "", getattr(part, "id", None), part.title, part if isinstance(part, Duty) else None)
        for part in parts
    ]


def _duty_change(
    old: Item | None,
    new: Item | None,
    codes: Mapping[str, str],
    options: Mapping[int, int],
    was_defined: Container[str],
    defined: Container[str],
) -> Change:
    """Return what became of a duty. `codes` and `options` map those of the old version to those of the new one."""
    was, now = old and old.duty, new and new.duty
    before, after = _cited(was), _cited(now)
    added, removed = _gained_and_lost(before, after, codes, defined)
    owners_before, owners_after = was.options if was else (), now.options if now else ()
    return replace(
        _change(old, new),
        citations_added=added,
        citations_removed=removed,
        citations_undefined=tuple(
            code
            for code in after
            if code not in defined and (code not in before or codes.get(code) != code or code in was_defined)
        ),
        old_options=owners_before,
        new_options=owners_after,
        moved=bool(old and new) and {options.get(number) for number in owners_before} != set(owners_after),
    )


def _methods(old: Standard, new: Standard, codes: Mapping[str, str]) -> Iterator[Change]:
    """Yield what became of each assessment method. `codes` maps those of the old version to those of the new one."""
    assessed = [{str(method.number): method.ksbs for method in one.methods} for one in (old, new)]
    for change in _changes(int, _items(old.methods), _items(new.methods)):
        before = assessed[0][change.old] if change.old else ()
        after = assessed[1][change.new] if change.new else ()
        added, removed = _gained_and_lost(before, after, codes, after)
        yield replace(change, citations_added=added, citations_removed=removed)


def _gained_and_lost(
    before: Iterable[str], after: Iterable[str], codes: Mapping[str, str], defined: Container[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes of the new version without one before, and those of the old version without one after.

    A code of the new version that is not `defined` there kept its old meaning.
    """
    meant = {code: code if code in defined else codes.get(code, code) for code in after}
    kept, still = {codes.get(code, "") for code in before}, set(meant.values())
    added = {code for code in meant if meant[code] not in kept}
    removed = {code for code in before if codes.get(code) not in still}
    return tuple(sorted(added, key=code_order)), tuple(sorted(removed, key=code_order))


def _cited(duty: Duty | None) -> list[str]:
    return sorted(set(duty.codes) if duty else (), key=code_order)


def _metadata(old: Standard, new: Standard) -> Iterator[FieldChange]:
    for field in ("title", "publisher", "issued", *dict.fromkeys([*old.metadata, *new.metadata])):
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            shown = (str(value).lower() if isinstance(value, bool) else value for value in (before, after))
            yield FieldChange(field, *shown)


def _pathways(
    old: Standard, new: Standard, codes: Mapping[str, str], options: Sequence[Change]
) -> Iterator[PathwayChange]:
    """Yield what changed for the apprentices of each option that both versions have.

    Where one version has no options, all its duties are compared with each pathway of the other.
    """
    ways: list[tuple[str, Iterable[Duty], Iterable[Duty]]] = []
    for change in options:
        if change.new and (change.old or not old.options):
            before = old.pathway(int(change.old)) if change.old else old.duties
            ways.append((f"option {change.new}, {change.new_text}", before, new.pathway(int(change.new))))
        elif change.old and not new.options:
            ways.append((f"the old option {change.old}, {change.old_text}", old.pathway(int(change.old)), new.duties))
    if not old.options and not new.options:
        ways = [("every apprentice", old.core_duties or old.duties, new.core_duties or new.duties)]
    codes = {before: after for before, after in codes.items() if after in new.ksbs}
    for name, had, has in ways:
        added, removed = _gained_and_lost(_needed(old, had), _needed(new, has), codes, new.ksbs)
        yield PathwayChange(
            name,
            tuple(code for code in added if code in new.ksbs),
            tuple(code for code in removed if code in old.ksbs),
        )


def _needed(standard: Standard, duties: Iterable[Duty]) -> Set[str]:
    """Return the codes that these duties cite; in a standard without duties, all codes."""
    return {code for duty in duties for code in duty.codes} if standard.duties else standard.ksbs.keys()
