"""Codes in a text, written as those of a new version of the standard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ksb import compare
from ksb.evidence.found import Mention
from ksb.models import Standard, split_code

OLD = "_old"
"""What marks a code of the old version that means another KSB in the new one. With it, it is not read as a code."""


@dataclass(frozen=True, slots=True)
class Change:
    """A place in which codes were rewritten."""

    place: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Left:
    """Something that needs a look: a code that could not be rewritten, or a KSB whose words changed."""

    place: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Migrated:
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
        self.changes: list[Change] = []
        self.left: list[Left] = []

    def rewrite(self, text: str, mentions: Sequence[Mention], place: str, separator: str = ", ") -> str:
        """Return a text with its mentions of codes rewritten. `separator` stands between codes of a broken range."""
        written = []
        at = 0
        for mention in mentions:
            before = text[mention.start : mention.end]
            after = self._mention(mention, before, place, separator)
            if after != before:
                self.changes.append(Change(place, before, after))
            written += [text[at : mention.start], after]
            at = mention.end
        return "".join([*written, text[at:]])

    def leave(self, place: str, code: str, message: str) -> None:
        """Note that something was not rewritten."""
        self.left.append(Left(place, code, message))

    def _mention(self, mention: Mention, before: str, place: str, separator: str) -> str:
        if mention.part:
            self.leave(place, mention.codes[0], "a part of a KSB; not rewritten")
            return before
        known = [code for code in mention.codes if code in self._old.ksbs]
        if not mention.counts:
            if known and (self._changes[known[0]].new or "") != known[0]:
                self.leave(place, known[0], "may not be a KSB; not rewritten")
            return before
        new = [self._code(code, place) for code in mention.codes]
        if new == list(mention.codes):
            return before
        if before[:1].islower():
            new = [code.lower() if not code.endswith(OLD) else code for code in new]
        return separator.join(_ranges(new, before))

    def _code(self, code: str, place: str) -> str:
        change = self._changes.get(code)
        if change is None:
            self.leave(place, code, "not in the old version; not rewritten")
            return code
        if change.new is None:
            merged = f"; its words are now in {change.merged_into}" if change.merged_into else ""
            if code not in self._new.ksbs:
                self.leave(place, code, f"the new version has no such KSB; not rewritten{merged}")
                return code
            self.leave(
                place, code, f"the new version has no such KSB, and {code} is another one; now {code}{OLD}{merged}"
            )
            return code + OLD
        if "reworded" in change.status:
            now = f" as {change.new}" if change.new != code else ""
            self.leave(place, code, f"reworded{now}; check that the evidence still shows it")
        return change.new


def _ranges(codes: Sequence[str], before: str) -> list[str]:
    """Return codes that follow each other as one range, with the sign of the text before: `K1–K5`."""
    runs: list[list[str]] = []
    for code in codes:
        if runs and not code.endswith(OLD) and _follows(runs[-1][-1], code):
            runs[-1].append(code)
        else:
            runs.append([code])
    sign = before.lstrip("KSBTEksbte \u00a0").lstrip("0123456789")
    middle = sign[: len(sign) - len(sign.lstrip(" \u00a0-–—‑−.…tohrugTOHRUG"))]
    return [part for run in runs for part in (run if len(run) < 3 else [f"{run[0]}{middle or '-'}{run[-1]}"])]


def _follows(code: str, after: str) -> bool:
    if code.endswith(OLD):
        return False
    (prefix, number), (other, next_number) = split_code(code.upper()), split_code(after.upper())
    return prefix == other and next_number == number + 1
