"""Repairs: turn the edits of a rule into changes to characters of the file, and apply them.

A repair changes no more characters than it must. The new text is read again before it is used: it must hold what the
edits say, and nothing else may have changed.
"""

import copy
import difflib
import re
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Any, NamedTuple

from ksb.escape import for_log
from ksb.linter.finding import Applicability, Edit, Fix, Order, Removal
from ksb.linter.locate import get, locate
from ksb.positions import Path as At
from ksb.source import Source
from ksb.validate import Reading

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
"""A line as in `diff` and `patch`: U+2028 and a form feed don't end it."""
_COMMENT = re.compile(r"[ \t,]*#")
"""A comment after an item, in its line."""
_MOST_LINES = 4_000
"""Compare files of up to this many lines. At worst difflib takes 3 s for 5,000 lines, and 40 s for 10,000."""
_MOST_READINGS = 50
"""How often a file is read again to find the repairs that change too much: some seconds for the largest file."""


class Replacement(NamedTuple):
    """Characters of a file, from 0, the end exclusive, and what to put in their place."""

    start: int
    end: int
    text: str


class Repair(NamedTuple):
    """A fix, and the characters it changes; all of them or none."""

    applicability: Applicability
    edits: tuple[Edit | Order | Removal, ...]
    replacements: tuple[Replacement, ...]
    copied: bool = False
    """Whether it makes the change of another repair, to a definition, in a citation that repeats the definition."""


def resolve(source: Source, fix: Fix) -> Repair | None:
    """Return the repair that makes a fix in a file, or what it can of a partial one; None if it would change more.

    It would where a comment or an alias would be lost, where a comment would come to stand beside another item, and
    where the characters in the file are not those of the text: in double quotes with escapes, or at a line break.
    """
    if source.aliased:
        return None
    found = [(edit, _replacements(source, edit)) for edit in fix.edits]
    made = [(edit, replacements) for edit, replacements in found if replacements]
    if not made or (len(made) < len(found) and not fix.partial):
        return None
    edits, replacements = zip(*made, strict=True)
    return Repair(fix.applicability, edits, tuple(sorted(chain(*replacements))))


def copied(reading: Reading, repairs: Iterable[Repair]) -> Iterator[Repair]:
    """Yield repairs that make the changes to a definition in the citations that repeat it to the letter.

    Citations that can't be repaired are skipped.
    """
    edits: dict[str, list[Edit]] = {}
    for repair in repairs:
        for edit in repair.edits:
            if isinstance(edit, Edit) and edit.at[0] == "ksbs" and edit.within:
                edits.setdefault(str(edit.at[1]), []).append(edit)
    standard = reading.standard
    for i, duty in enumerate(standard.duties if standard and edits else ()):
        for j, citation in enumerate(duty.cites):
            if standard and citation.text is not None and citation.text == standard.ksbs.get(citation.code):
                at = ("duties", i, "cites", j, citation.code)
                for edit in edits.get(citation.code, ()):
                    if copy := resolve(reading.source, Fix("safe", (edit._replace(at=at),))):
                        yield copy._replace(copied=True)


def apply(source: Source, repairs: Iterable[Repair]) -> tuple[bytes, int]:
    """Return the content of a file after some repairs, and how many were made, without copied ones.

    Of two repairs that touch, the first is made. A repair that would change more than its edits is left out.
    """
    chosen: list[Repair] = []
    taken: list[Replacement] = []
    for repair in repairs:
        if not any(_touches(new, taken) for new in repair.replacements):
            chosen.append(repair)
            for new in repair.replacements:
                insort(taken, new)
    sound = _sound(source, chosen)
    content = _content(source, sound)
    if 0 < len(sound) < len(chosen) and not _holds(source, sound, content):
        return _content(source, []), 0
    return content, sum(not repair.copied for repair in sound)


def unified_diff(name: str, before: str, after: str) -> str:
    """Return the difference between two contents of a file, as `diff -u` shows it; "" if they are the same.

    In a very long file, everything from the first changed line to the last is shown as changed.
    """
    old, new = _LINE.findall(before), _LINE.findall(after)
    name = for_log(name)
    if max(len(old), len(new)) <= _MOST_LINES:
        lines = difflib.unified_diff(old, new, name, name)
    else:
        start = _common(old, new)
        end = _common(old[start:][::-1], new[start:][::-1])
        removed, added = old[start : len(old) - end], new[start : len(new) - end]
        head = [f"--- {name}\n", f"+++ {name}\n", f"@@ -{_range(start, removed)} +{_range(start, added)} @@\n"]
        lines = iter([*head, *(f"-{line}" for line in removed), *(f"+{line}" for line in added)] if old != new else [])
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """Return the number of lines at the start of both."""
    pairs = zip(old, new, strict=False)
    return next((i for i, (line, other) in enumerate(pairs) if line != other), min(len(old), len(new)))


def _range(start: int, lines: Sequence[str]) -> str:
    return f"{start + 1 if lines else start},{len(lines)}"


def _touches(new: Replacement, taken: Sequence[Replacement]) -> bool:
    """Return whether a replacement touches one in `taken`, which are sorted and don't touch each other."""
    at = bisect_right(taken, new)
    return any(new.start <= old.end and old.start <= new.end for old in taken[max(at - 1, 0) : at + 1])


def _sound(source: Source, repairs: Sequence[Repair]) -> list[Repair]:
    """Return the repairs without those that would change more than their edits.

    A set of repairs is checked by reading the file again; a set that fails is halved. If many fail, some sound repairs
    are left out too.
    """
    sound: list[Repair] = []
    waiting = [list(repairs)] if repairs else []
    for _ in range(_MOST_READINGS):
        if not waiting:
            break
        some = waiting.pop()
        if _holds(source, some, _content(source, some)):
            sound += some
        elif len(some) > 1:
            half = len(some) // 2
            waiting += [some[half:], some[:half]]
    return sound


def _replacements(source: Source, edit: Edit | Order | Removal) -> list[Replacement]:
    """Return what makes a change; nothing if it can't be made."""
    if isinstance(edit, Order):
        return _reordered(source, edit)
    if isinstance(edit, Removal):
        found = _removed(source, edit.at)
    else:
        found = _whole(source, edit) if edit.within is None else _part(source, edit)
    return [found] if found else []


def _reordered(source: Source, order: Order) -> list[Replacement]:
    """Put each item where another one is, if there is no comment before, between or after them."""
    name = source.key_extent(order.at)
    found = [source.extent((*order.at, i)) for i in range(len(order.items))]
    extents = [extent for extent in found if extent]
    if name is None or len(extents) < len(found):
        return []
    gaps = [source.text[one.end : following.start] for one, following in pairwise([name, *extents])]
    if any("#" in gap for gap in gaps) or _COMMENT.match(source.text, extents[-1].end):
        return []
    return [
        Replacement(extents[i].start, extents[i].end, source.text[extents[item].start : extents[item].end])
        for i, item in enumerate(order.items)
        if item != i
    ]


def _removed(source: Source, at: At) -> Replacement | None:
    """Remove an item, with what separates it from the item before, if there is no comment between or after them."""
    before, item = source.extent((*at[:-1], int(at[-1]) - 1)), source.extent(at)
    if before is None or item is None:
        return None
    if "#" in source.text[before.end : item.start] or _COMMENT.match(source.text, item.end):
        return None
    return Replacement(before.end, item.end, "")


def _whole(source: Source, edit: Edit) -> Replacement | None:
    """Replace a citation that has a wording of its own with its bare code."""
    extent = source.extent(edit.at)
    wording = source.extent((*edit.at, edit.new))
    if extent is None or wording is None:
        return None
    between = source.text[extent.start : wording.start].replace(edit.new, "", 1)
    after = source.text[wording.end : extent.end]
    head = source.text[wording.start : wording.end].partition("\n")[0]
    if wording.style in ("|", ">") and "#" in head:
        return None
    if not re.fullmatch(r"(?:[\s:?{\"']|[&!]\S+(?=\s))*", between) or not re.fullmatch(r"[\s,}]*", after):
        return None
    return Replacement(extent.start, extent.end, edit.new)


def _part(source: Source, edit: Edit) -> Replacement | None:
    """Replace characters of a text where they stand in the file."""
    value = get(source.data, edit.at)
    if edit.within is None or not isinstance(value, str):
        return None
    found = locate(source, edit.at, value, edit.within)
    if found is None or source.text[slice(*found)] != value[slice(*edit.within)]:
        return None
    return Replacement(*found, edit.new)


def _content(source: Source, repairs: Sequence[Repair]) -> bytes:
    return source.changed(sorted(new for repair in repairs for new in repair.replacements))


def _holds(source: Source, repairs: Sequence[Repair], content: bytes) -> bool:
    """Return whether the new content holds what the edits say, and nothing else has changed."""
    expected = copy.deepcopy(source.data)
    edits: dict[At, list[Edit]] = {}
    orders: list[Order] = []
    removed: list[At] = []
    for edit in chain.from_iterable(repair.edits for repair in repairs):
        if isinstance(edit, Order):
            orders.append(edit)
        elif isinstance(edit, Removal):
            removed.append(edit.at)
        else:
            edits.setdefault(edit.at, []).append(edit)
    for at, changes in edits.items():
        owner, last = get(expected, at[:-1]), at[-1]
        owner[last] = _edited(owner[last], changes)
    for order in orders:
        items = get(expected, order.at)
        items[:] = [items[i] for i in order.items]
    for at in sorted(removed, reverse=True):
        del get(expected, at[:-1])[at[-1]]
    return bool(Source(source.name, content).data == expected)


def _edited(value: Any, changes: Sequence[Edit]) -> str:
    """Return a part after changes: one to the whole part, or some to characters of its text."""
    parts, end = [], 0
    for change in sorted(changes, key=lambda change: change.within or (0, 0)):
        if change.within is None:
            return change.new
        parts += [value[end : change.within[0]], change.new]
        end = change.within[1]
    rest: str = value[end:]
    return "".join(parts) + rest
