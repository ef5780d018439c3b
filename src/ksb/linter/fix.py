"""Repairs: from a rule's edits to characters of the file, and from those to its new text.

A repair changes only the characters that it must. Before the new text is used it is read again, and must hold
what the edits say and nothing else.
"""

from __future__ import annotations

import codecs
import copy
import re
from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from ksb.escape import for_log
from ksb.linter.finding import Applicability, Edit, Fix
from ksb.linter.locate import get, locate
from ksb.positions import Path as At
from ksb.source import Source

if TYPE_CHECKING:
    from ksb.validate import Reading

_Tag = Literal["replace", "delete", "insert", "equal"]
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
"""A line as `diff` and `patch` know it: U+2028 and a form feed are within one."""
_MOST_LINES = 30_000
"""A file with more, ten times what a large standard has, is shown as changed from its first line to its last."""
_MOST_READINGS = 50


class Replacement(NamedTuple):
    """Characters of a file, from 0, the end exclusive, and what to put in their place."""

    start: int
    end: int
    text: str


class Repair(NamedTuple):
    """A fix, and the characters it changes; all of them or none."""

    applicability: Applicability
    edits: tuple[Edit, ...]
    replacements: tuple[Replacement, ...]
    copied: bool = False
    """Whether it does to a citation what another does to the definition that the citation repeats."""


def resolve(source: Source, fix: Fix) -> Repair | None:
    """Return the repair that a fix comes to in a file; None where it can't be done without touching more.

    That is so where a comment or an alias would be lost, and in texts whose characters in the file are not those
    of the text: in double quotes with escapes, or where a line is broken.
    """
    if source.aliased:
        return None
    found = [_whole(source, edit) if edit.within is None else _part(source, edit) for edit in fix.edits]
    replacements = [replacement for replacement in found if replacement]
    if len(replacements) < len(found):
        return None
    return Repair(fix.applicability, fix.edits, tuple(sorted(replacements)))


def copied(reading: Reading, repairs: Iterable[Repair]) -> Iterator[Repair]:
    """Yield what does to the citations that repeat a definition to the letter what repairs do to the definition.

    Citations that can't be repaired are left as they are.
    """
    edits: dict[str, list[Edit]] = {}
    for repair in repairs:
        for edit in repair.edits:
            if edit.at[0] == "ksbs" and edit.within:
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
    """Return the content of a file with repairs done, and how many were, those that are copied left aside.

    Of two repairs that touch, the first is done. A repair that would change more than it says is left out.
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
    """Return what differs between two contents of a file as `diff -u` shows it; "" where nothing does."""
    old, new = _LINE.findall(before), _LINE.findall(after)
    shown = f"--- {for_log(name)}\n+++ {for_log(name)}\n" if old != new else ""
    for group in _Lines(old, new).get_grouped_opcodes(3):
        _, a, _, c, _ = group[0]
        _, _, b, _, d = group[-1]
        shown += f"@@ -{_range(a, b)} +{_range(c, d)} @@\n"
        for tag, a, b, c, d in group:
            lines = [(" ", line) for line in old[a:b]] if tag == "equal" else []
            if tag != "equal":
                lines = [("-", line) for line in old[a:b]] + [("+", line) for line in new[c:d]]
            for sign, line in lines:
                end = "" if line.endswith("\n") else "\n\\ No newline at end of file\n"
                shown += sign + line + end
    return shown


class _Lines(SequenceMatcher[str]):
    """Lines before and after: where they are as many, each repair stayed within its lines."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        super().__init__(None, "", "")  # what it compares itself takes the cube of the lines, at worst
        self.old, self.new = old, new

    def get_opcodes(self) -> list[tuple[_Tag, int, int, int, int]]:
        if len(self.old) != len(self.new):
            from rapidfuzz.distance import LCSseq

            if len(self.old) > _MOST_LINES:
                return [("replace", 0, len(self.old), 0, len(self.new))]
            return [
                (cast("_Tag", it.tag), it.src_start, it.src_end, it.dest_start, it.dest_end)
                for it in LCSseq.opcodes(self.old, self.new)
            ]
        found: list[tuple[_Tag, int, int, int, int]] = []
        for same, pairs in groupby(zip(self.old, self.new, strict=True), key=lambda pair: pair[0] == pair[1]):
            start = found[-1][2] if found else 0
            end = start + len(list(pairs))
            found.append(("equal" if same else "replace", start, end, start, end))
        return found


def _range(start: int, end: int) -> str:
    return f"{start + 1 if end > start else start},{end - start}"


def _touches(new: Replacement, taken: Sequence[Replacement]) -> bool:
    """Return whether characters touch any of those in `taken`, which are in order and apart from each other."""
    at = bisect_right(taken, new)
    return any(new.start <= old.end and old.start <= new.end for old in taken[max(at - 1, 0) : at + 1])


def _sound(source: Source, repairs: Sequence[Repair]) -> list[Repair]:
    """Return the repairs without those that would change more than they say, one of which spoils a whole set.

    For each set the file is read again; where many spoil it, some that are sound are left out too.
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


def _whole(source: Source, edit: Edit) -> Replacement | None:
    """Replace a citation with its wording by its bare code."""
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
    parts, at = [], 0
    for start, end, text in sorted(it for repair in repairs for it in repair.replacements):
        parts += [source.text[at:start], text]
        at = end
    parts.append(source.text[at:])
    return (codecs.BOM_UTF8 if source.marked else b"") + "".join(parts).encode()


def _holds(source: Source, repairs: Sequence[Repair], content: bytes) -> bool:
    """Return whether the new content holds what the edits say, and nothing else has changed."""
    expected = copy.deepcopy(source.data)
    edits: dict[At, list[Edit]] = {}
    for repair in repairs:
        for edit in repair.edits:
            edits.setdefault(edit.at, []).append(edit)
    for at, changes in edits.items():
        owner, last = get(expected, at[:-1]), at[-1]
        owner[last] = _edited(owner[last], changes)
    return bool(Source(source.name, content).data == expected)


def _edited(value: Any, changes: Sequence[Edit]) -> str:
    """Return what a part holds after changes to it: one to the whole, or some to characters of its text."""
    parts, end = [], 0
    for change in sorted(changes, key=lambda change: change.within or (0, 0)):
        if change.within is None:
            return change.new
        parts += [value[end : change.within[0]], change.new]
        end = change.within[1]
    rest: str = value[end:]
    return "".join(parts) + rest
