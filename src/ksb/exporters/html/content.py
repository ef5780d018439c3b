"""What the page says about a standard: each part with its address, its cross-references and its marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from ksb.exporters.text import date_in_words
from ksb.kinds import KINDS, Kind, kind_of
from ksb.query import is_core, only_ksbs, options_needing, other_wordings
from ksb.text.differences import Segment, describe, mark
from ksb.text.english import belongs, duties_named

if TYPE_CHECKING:
    from ksb.changes import Change, Diff
    from ksb.linter.finding import Finding
    from ksb.models import Duty, Method, Option, Standard

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
SECTIONS = (
    ("New", ("added",)),
    ("Removed", ("removed",)),
    ("Reworded", ("reworded", "renumbered_reworded")),
    ("Punctuation changed", ("repunctuated",)),
    ("Renumbered", ("renumbered",)),
)
"""The parts of the list of changed KSBs: the heading, and the statuses of the changes in it."""
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


class OtherWording(NamedTuple):
    """A wording of a KSB other than its definition, and the citations that use it."""

    name: str
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

    @property
    def id(self) -> str:
        """Its address on the page."""
        return self.code


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


@dataclass(frozen=True)
class Content:
    """Everything the page shows about a standard."""

    standard: Standard
    findings: Sequence[Finding] | None = None
    """Those of `ksb lint` on its file."""
    diff: Diff | None = None
    """The difference from an older version."""
    coverage: Mapping[str, Any] | None = None
    """The JSON value of `ksb coverage`."""
    others: Sequence[Place] = ()
    """Other versions of the standard, as files beside this one."""
    index: str | None = None
    """The file with the list of all standards of the site, if the page is part of one."""
    _ids: set[str] = field(default_factory=set, init=False)
    """The addresses of duties, citations and options."""

    @cached_property
    def kinds(self) -> tuple[tuple[Kind, tuple[KsbPart, ...]], ...]:
        """The KSBs by kind."""
        ksbs = map(self._ksb, self.standard.codes)
        return tuple((kind, tuple(group)) for kind, group in groupby(ksbs, key=lambda ksb: ksb.kind))

    @property
    def ksbs(self) -> list[KsbPart]:
        """The KSBs in code order."""
        return [ksb for _, ksbs in self.kinds for ksb in ksbs]

    @cached_property
    def duties(self) -> tuple[DutyPart, ...]:
        """The duties."""
        return tuple(map(self._duty, self.standard.duties))

    @cached_property
    def options(self) -> tuple[OptionPart, ...]:
        """The options."""
        return tuple(map(self._option, self.standard.options))

    @property
    def marks(self) -> Marks:
        """The findings about the standard as a whole."""
        return Marks(self._findings_on(None))

    @property
    def facts(self) -> dict[str, str | bool]:
        """The facts about the standard, by field."""
        named = {"publisher": self.standard.publisher, "issued": self.standard.issued}
        return {**{name: value for name, value in named.items() if value is not None}, **self.standard.metadata}

    @property
    def key(self) -> str:
        """What tells the progress on this version of this standard from that on others."""
        name = self.standard.reference or self.standard.title
        return f"{name}:{self.standard.version or self.standard.issued or ''}"

    @property
    def since(self) -> str:
        """What the older version is called."""
        if not self.diff:
            return ""
        old, new = self.diff.old, self.diff.new
        if old.version and old.version != new.version:
            return f"version {old.version}"
        return date_in_words(old.issued) if old.issued and old.issued != new.issued else "the older version"

    @cached_property
    def reused(self) -> frozenset[str]:
        """The codes that mean something else than in the older version."""
        return (
            frozenset(change.new for change in self.diff.ksbs if change.new and change.old != change.new)
            if self.diff
            else frozenset()
        )

    def reworded(self, old: str, new: str) -> Rewording:
        """Return how a wording became another."""
        return _reworded(old, new)

    def cells(self, ksb: KsbPart) -> list[Cited | None]:
        """Return the row of a KSB in the matrix: for each duty its first citation of the KSB, or None."""
        return [column.get(ksb.code) for column in self._columns]

    @cached_property
    def _columns(self) -> list[dict[str, Cited]]:
        return [{cited.code: cited for _, group in duty.groups for cited in reversed(group)} for duty in self.duties]

    @cached_property
    def _places(self) -> dict[str, list[Place]]:
        """The citations of each KSB, each with the name and the title of its duty."""
        places: dict[str, list[Place]] = {}
        for part in self.duties:
            for _, group in part.groups:
                for cited in group:
                    place = Place(cited.id, f"Duty {part.duty.number}", part.duty.title, part.pathways)
                    places.setdefault(cited.code, []).append(place)
        return places

    def _ksb(self, code: str) -> KsbPart:
        standard, places = self.standard, self._places.get(code, [])
        ksb, core, options = standard.ksb(code), is_core(standard, code), options_needing(standard, code)
        wordings = [
            OtherWording(
                duties_named(duty.number for duty in wording.duties),
                _reworded(ksb.text, wording.text),
                tuple(place for place in places if any(place.name == f"Duty {d.number}" for d in wording.duties)),
            )
            for wording in other_wordings(standard, code)
        ]
        everywhere = core or not standard.duties
        return KsbPart(
            code,
            ksb.text,
            kind_of(code),
            belongs(core, options),
            self._pathways(everywhere, options),
            tuple(places),
            tuple(wordings),
            tuple(method for method in self.standard.methods if code in method.ksbs),
            self._marks(code, self.diff.ksbs if self.diff else (), code),
        )

    def _duty(self, duty: Duty) -> DutyPart:
        name = self._unique(f"D{duty.number}")
        groups = []
        for kind in KINDS:
            group = tuple(
                Cited(
                    self._unique(f"{name}-{citation.code}"),
                    citation.code,
                    citation.code in self.standard.ksbs,
                    text := self.standard.wording(citation),
                    _reworded(definition, text)
                    if (definition := self.standard.ksbs.get(citation.code)) not in (None, text)
                    else None,
                )
                for citation in duty.cites
                if kind_of(citation.code) == kind
            )
            if group:
                groups.append((kind, group))
        return DutyPart(
            name,
            duty,
            belongs(duty.core, duty.options),
            self._pathways(duty.core, duty.options),
            tuple(groups),
            self._marks(f"D{duty.number}", self.diff.duties if self.diff else (), str(duty.number)),
        )

    def _option(self, option: Option) -> OptionPart:
        own = [part for part in self.duties if option.number in part.duty.options]
        return OptionPart(
            self._unique(f"O{option.number}"),
            option,
            tuple(Place(part.id, f"Duty {part.duty.number}", part.duty.title) for part in own),
            only_ksbs(self.standard, option.number),
            self._marks(f"O{option.number}", self.diff.options if self.diff else (), str(option.number)),
        )

    def _pathways(self, everywhere: bool, options: Sequence[int]) -> str | None:
        if everywhere or set(options) >= {option.number for option in self.standard.options}:
            return None
        return " ".join(map(str, options))

    def _marks(self, subject: str, changes: Iterable[Change], name: str) -> Marks:
        change = next((change for change in changes if change.new == name), None)
        return Marks(self._findings_on(subject), change)

    def _findings_on(self, subject: str | None) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings or () if finding.subject == subject)

    def _unique(self, name: str) -> str:
        """Return an address that no other part has: a faulty standard may use one number twice."""
        address, count = name, 1
        while address in self._ids or address in self.standard.ksbs:
            count += 1
            address = f"{name}-{count}"
        self._ids.add(address)
        return address


# Many duties word a KSB in the same way.
@lru_cache(maxsize=1024)
def _reworded(old: str, new: str) -> Rewording:
    return Rewording(*mark(old, new), describe(old, new))
