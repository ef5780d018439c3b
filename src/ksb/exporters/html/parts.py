"""The parts of the page: what it says about each KSB, duty and option, and the words for changes and coverage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ksb.kinds import Kind
from ksb.text.differences import Segment, describe, mark
from ksb.text.english import listed

if TYPE_CHECKING:
    from ksb.changes import Change
    from ksb.linter.finding import Finding
    from ksb.models import Duty, Method, Option

# The words for a change, by its status in the JSON of `ksb diff`.
CHANGED = {
    "added": "New",
    "removed": "Removed",
    "reworded": "Reworded",
    "repunctuated": "Punctuation changed",
    "renumbered": "Renumbered",
    "renumbered_reworded": "Renumbered and reworded",
    "unchanged": "Changed",
}
COVERED = {"missing": "No evidence", "thin": "Not enough yet", "covered": "Covered"}
"""The words for a status of coverage, the gaps first."""


class Place(NamedTuple):
    """A part of the page to link to."""

    id: str
    name: str
    title: str = ""
    pathways: str | None = None
    """Of a duty: the options on whose pathway it is, with spaces between; None for every pathway."""


class Rewording(NamedTuple):
    """A wording and the one it is compared with, each cut into segments, and the difference in words."""

    old: Sequence[Segment]
    new: Sequence[Segment]
    difference: str


# Many duties word a KSB in the same way.
@lru_cache(maxsize=1024)
def reworded(old: str, new: str) -> Rewording:
    """Return how a wording became another."""
    return Rewording(*mark(old, new), describe(old, new))


class OtherWording(NamedTuple):
    """A wording of a KSB other than its definition, and the citations that use it."""

    rewording: Rewording
    places: tuple[Place, ...]


class Cited(NamedTuple):
    """One citation under a duty."""

    id: str
    code: str
    defined: bool
    text: str
    rewording: Rewording | None
    """How the wording differs from the definition; None where it is the same."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The findings about a part, and its change since an older version."""

    findings: tuple[Finding, ...] = ()
    change: Change | None = None

    @property
    def rewording(self) -> bool:
        """Whether the wording of the part is another than before."""
        old, new = (self.change.old_text, self.change.new_text) if self.change else (None, None)
        return old is not None and new is not None and old != new

    @property
    def changed(self) -> str:
        """The change in a word or two; "" where nothing changed."""
        return CHANGED.get(self.change.status, "Changed") if self.change and self.change.changed else ""


@dataclass(frozen=True, slots=True)
class KsbPart:
    """A KSB on the page."""

    code: str
    text: str
    kind: Kind
    needed: str
    """Who needs it, such as "core and option 2"."""
    pathways: str | None
    """The options on whose pathway it is, with spaces between; None where it is on every pathway."""
    duties: tuple[Place, ...]
    """The citations, each with the name and the title of its duty."""
    wordings: tuple[OtherWording, ...]
    methods: tuple[Method, ...]
    marks: Marks


@dataclass(frozen=True, slots=True)
class DutyPart:
    """A duty on the page."""

    id: str
    duty: Duty
    needed: str
    pathways: str | None
    groups: tuple[tuple[Kind, tuple[Cited, ...]], ...]
    """The citations by kind."""
    marks: Marks

    @property
    def codes(self) -> list[str]:
        """The codes it cites that are defined, each once."""
        return list(dict.fromkeys(cited.code for _, group in self.groups for cited in group if cited.defined))


@dataclass(frozen=True, slots=True)
class OptionPart:
    """An option on the page."""

    id: str
    option: Option
    duties: tuple[Place, ...]
    only: tuple[str, ...]
    """The KSBs that only this option needs."""
    marks: Marks

    @property
    def titled(self) -> bool:
        """Whether it has a title that says more than its number; an import may know no other."""
        return self.option.title.casefold() != f"option {self.option.number}"

    @property
    def name(self) -> str:
        """Its number, and its title or else its duties."""
        duties = f", with {listed(place.name for place in self.duties)}" if self.duties else ""
        return f"{self.option.number}{f': {self.option.title}' if self.titled else duties}"
