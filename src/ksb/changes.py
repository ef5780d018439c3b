"""What differs between two versions of a standard."""

from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

Status = Literal["added", "removed", "reworded", "renumbered_reworded", "repunctuated", "renumbered", "unchanged"]
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one KSB, duty, option or assessment method."""

    status: Status
    """Where only case, punctuation or spacing differ, a part is repunctuated, or with a new code just renumbered."""
    old: str | None
    """The code or number in the old version; None for an added part."""
    new: str | None
    """The code or number in the new version; None for a removed part."""
    old_text: str | None
    new_text: str | None
    citations_added: tuple[str, ...] = ()
    """The codes, of the new version, that a duty now cites or a method assesses, and did not before."""
    citations_removed: tuple[str, ...] = ()
    """The codes, of the old version, that a duty no longer cites or a method no longer assesses."""
    citations_undefined: tuple[str, ...] = ()
    """The codes that a duty cites and the new version does not define, except those it cited undefined before."""
    old_options: tuple[int, ...] = ()
    """The options that a duty belonged to, by their old numbers; empty for a core duty."""
    new_options: tuple[int, ...] = ()
    """The options that a duty belongs to, by their new numbers; empty for a core duty."""
    moved: bool = False
    """Whether a duty belongs to other options than before, joined the core or left it."""
    split_from: str | None = None
    """The old code whose statement contained an added KSB."""
    merged_into: str | None = None
    """The new code whose statement contains a removed KSB."""

    @property
    def changed(self) -> bool:
        """Whether the part differs. A duty does not differ by the definitions of the KSBs that it cites."""
        cited = self.citations_added or self.citations_removed or self.citations_undefined
        return self.status != "unchanged" or self.moved or bool(cited)


class Version(NamedTuple):
    """What a version of a standard says that it is."""

    title: str
    version: str | None
    issued: str | None


class FieldChange(NamedTuple):
    """A field of the standard itself that differs."""

    field: str
    old: str | None
    new: str | None


class TextChange(NamedTuple):
    """A text that differs and is neither a definition nor a title; without a text, something else that differs."""

    name: str
    """What it belongs to: "overview"."""
    part: str
    """Which text it is, with the codes and numbers of the new version: "the wording of K2 in Duty 4"."""
    old: str | None
    """None for a text that is new."""
    new: str | None
    """None for a text that is gone."""


class PathwayChange(NamedTuple):
    """What changed for the apprentices of one option, or for all where no version has options."""

    name: str
    added: tuple[str, ...]
    """The codes, of the new version, that they now also need."""
    removed: tuple[str, ...]
    """The codes, of the old version, that they no longer need."""


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed between two versions."""

    old: Version
    new: Version
    ksbs: tuple[Change, ...]
    duties: tuple[Change, ...]
    options: tuple[Change, ...]
    metadata: tuple[FieldChange, ...]
    pathways: tuple[PathwayChange, ...]
    methods: tuple[Change, ...] = ()
    """What became of each assessment method."""
    others: tuple[TextChange, ...] = ()
    """What else differs."""

    @property
    def reused(self) -> frozenset[str]:
        """The codes that mean something else in the new version than in the old one."""
        return frozenset(change.new for change in self.ksbs if change.new and change.old != change.new)

    @property
    def also(self) -> tuple[str, ...]:
        """The names of what else differs, such as "overview"."""
        return tuple(dict.fromkeys(other.name for other in self.others))

    @property
    def texts(self) -> tuple[TextChange, ...]:
        """The texts that differ in what `also` names."""
        return tuple(other for other in self.others if other.old is not None or other.new is not None)

    @property
    def untold(self) -> tuple[str, ...]:
        """The names in `also` without a text that differs, such as which methods have a portfolio."""
        shown = {text.name for text in self.texts}
        return tuple(name for name in self.also if name not in shown)

    @property
    def changed_pathways(self) -> list[PathwayChange]:
        """The pathways that changed; none without duties and options, where the KSBs say the same."""
        return [one for one in self.pathways if (one.added or one.removed) and (self.duties or self.options)]

    @property
    def changed(self) -> bool:
        """Whether there is any difference."""
        return bool(self.metadata or self.others) or any(
            change.changed for change in (*self.ksbs, *self.duties, *self.options, *self.methods)
        )


SECTIONS: dict[str, tuple[Status, ...]] = {
    "Added": ("added",),
    "Removed": ("removed",),
    "Reworded": ("reworded", "renumbered_reworded"),
    "Repunctuated": ("repunctuated",),
    "Renumbered": ("renumbered",),
}
"""The sections of a list of changes by their titles, and the statuses of the changes in each."""
