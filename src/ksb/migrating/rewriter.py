"""Codes in a text, written as those of a new version of the standard."""

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from ksb import compare
from ksb.evidence.piece import Mention
from ksb.kinds import split_code
from ksb.positions import spliced
from ksb.standard import Standard

OLD = "_old"
"""What marks a code of the old version that means another KSB in the new one. With it, it is not read as a code."""
_NUMBER_AFTER = re.compile(
    r"[ \u00a0]*(?:[,&/+]|and\b)?[ \u00a0]*(?P<number>[1-9][0-9]{0,3})(?=[ \u00a0]*(?:[,;&/+)\]]|and\b|\d|$))"
)
"""A number after a code that may belong to a list, but that is not read as a code: `S12 2 3`."""


class Change(NamedTuple):
    """A place in which codes were rewritten."""

    place: str
    old: str
    new: str


class Left(NamedTuple):
    """Something that needs a look: a code that could not be rewritten, or a KSB whose words changed."""

    place: str
    code: str
    message: str


class Migrated(NamedTuple):
    """A file with its codes rewritten."""

    content: bytes
    changes: tuple[Change, ...]
    left: tuple[Left, ...]


class Rewriter:
    """Rewrites the mentions of codes in one text after another, and notes each change and what it left."""

    def __init__(self, old: Standard, new: Standard) -> None:
        self._old = old
        self._new = new
        self._changes = {change.old: change for change in compare.diff(old, new).ksbs if change.old}
        # A log names the same codes again and again: with this, 240,000 mentions take half of the time and 40 MB less.
        self._known: dict[str, tuple[str, str]] = {}
        self.changes: list[Change] = []
        self.left: list[Left] = []

    def rewrite(self, text: str, mentions: Sequence[Mention], place: str, separator: str = ", ") -> str:
        """Return a text with its mentions of codes rewritten. `separator` stands between codes of a broken range.

        Where a code changes, the numbers in the same list (`K1, 3`) are written as codes.
        """
        changes = []
        starts = {mention.start for mention in mentions}
        new = [self._new_codes(mention, place) for mention in mentions]
        changed = any(codes != mention.codes for codes, mention in zip(new, mentions, strict=True))
        for codes, mention in zip(new, mentions, strict=True):
            before = text[mention.start : mention.end]
            if codes != mention.codes or (changed and before[0].isdigit()):
                after = _written(codes, before, separator)
                self.changes.append(Change(place, before, after))
                changes.append((mention.start, mention.end, after))
            if mention.counts and not mention.part:
                self._numbers_after(text, mention, starts, place)
        return spliced(text, changes)

    def leave(self, place: str, code: str, message: str) -> None:
        """Note that something was not rewritten."""
        self.left.append(Left(place, code, message))

    def _numbers_after(self, text: str, mention: Mention, starts: Set[int], place: str) -> None:
        """List the numbers after a code that may be codes, but are not read as such. `starts` are those of mentions."""
        at = mention.end
        prefix = split_code(mention.codes[-1])[0]
        while (match := _NUMBER_AFTER.match(text, at)) and match.start("number") not in starts:
            at = match.end()
            code = f"{prefix}{match['number']}"
            if code in self._changes and self._changes[code].new != code:
                self.leave(place, match["number"], f"a number after a code; not rewritten; write {code} if it is one")

    def _new_codes(self, mention: Mention, place: str) -> tuple[str, ...]:
        """Return the codes to write for a mention: its own where it is not rewritten."""
        if mention.part:
            self.leave(place, mention.codes[0], "a part of a KSB; not rewritten")
            return mention.codes
        known = [code for code in mention.codes if code in self._old.ksbs]
        if not mention.counts:
            if known and (self._changes[known[0]].new or "") != known[0]:
                self.leave(place, known[0], "may not be a KSB; not rewritten")
            return mention.codes
        return tuple(self._code(code, place) for code in mention.codes)

    def _code(self, code: str, place: str) -> str:
        if code not in self._known:
            self._known[code] = self._look_up(code)
        new, message = self._known[code]
        if message:
            self.leave(place, code, message)
        return new

    def _look_up(self, code: str) -> tuple[str, str]:
        """Return what to write for a code, and what to say about it: mostly nothing."""
        change = self._changes.get(code)
        if change is None:
            return code, "not in the old version; not rewritten"
        if change.new is None:
            merged = f"; its words are now in {change.merged_into}" if change.merged_into else ""
            if code not in self._new.ksbs:
                return code, f"the new version has no such KSB; not rewritten{merged}"
            return code + OLD, f"the new version has no such KSB, and {code} is another one; now {code}{OLD}{merged}"
        if "reworded" in change.status:
            now = f" as {change.new}" if change.new != code else ""
            return change.new, f"reworded{now}; check that the evidence still shows it"
        return change.new, ""


def _written(codes: Sequence[str], before: str, separator: str) -> str:
    """Return codes as the text before wrote them: in its case, and as a range."""
    if len(codes) == 1 and not before[0].islower():
        return codes[0]
    if before[0].islower():
        codes = [code if code.endswith(OLD) else code.lower() for code in codes]
    return separator.join(_ranges(codes, before))


def _ranges(codes: Sequence[str], before: str) -> list[str]:
    """Return codes that follow each other as one range, with the sign of the text before: `K1–K5`."""
    runs: list[list[str]] = []
    for code in codes:
        if runs and code.upper() == _next(runs[-1][-1]):
            runs[-1].append(code)
        else:
            runs.append([code])
    sign = before.lstrip("KSBTEksbte \u00a0").lstrip("0123456789")
    middle = sign[: len(sign) - len(sign.lstrip(" \u00a0-–—‑−.…tohrugTOHRUG"))]
    return [part for run in runs for part in (run if len(run) < 3 else [f"{run[0]}{middle or '-'}{run[-1]}"])]


def _next(code: str) -> str:
    """Return the code that follows another in a range; "" after one of the old version."""
    prefix, number = ("", 0) if code.endswith(OLD) else split_code(code.upper())
    return f"{prefix}{number + 1}" if prefix else ""
