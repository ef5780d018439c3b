"""What the page says about a standard: each part with its address, its cross-references and its marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from ksb.models import KINDS, Kind, kind_of
from ksb.query import is_core, only_ksbs, options_needing, other_wordings
from ksb.text.differences import Segment, describe, mark
from ksb.text.english import belongs, duties_named

if TYPE_CHECKING:
    from ksb.compare import Change, Diff
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
    rewording: Rewording | None = None
    """Of a part that was reworded: the old wording against the new."""

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
    """Everything the page shows."""

    standard: Standard
    kinds: tuple[tuple[Kind, tuple[KsbPart, ...]], ...]
    duties: tuple[DutyPart, ...]
    options: tuple[OptionPart, ...]
    methods: tuple[Method, ...]
    findings: tuple[Finding, ...] | None
    diff: Diff | None
    coverage: Mapping[str, Any] | None
    others: tuple[Place, ...] = ()
    """Other versions of the standard, as files beside this one."""
    index: str | None = None
    """The file with the list of all standards of the site, if the page is part of one."""
    marks: Marks = field(default_factory=Marks)
    """The findings about the standard as a whole."""

    @property
    def ksbs(self) -> list[KsbPart]:
        """The KSBs in code order."""
        return [ksb for _, ksbs in self.kinds for ksb in ksbs]

    @property
    def facts(self) -> dict[str, str | bool]:
        """The facts about the standard, by field."""
        named = {"publisher": self.standard.publisher, "issued": self.standard.issued}
        return {**{name: value for name, value in named.items() if value is not None}, **self.standard.metadata}

    def cells(self, ksb: KsbPart) -> list[Cited | None]:
        """Return the row of a KSB in the matrix: for each duty its first citation of the KSB, or None."""
        return [column.get(ksb.code) for column in self._columns]

    @cached_property
    def _columns(self) -> list[dict[str, Cited]]:
        return [{cited.code: cited for _, group in duty.groups for cited in reversed(group)} for duty in self.duties]

    @property
    def key(self) -> str:
        """What tells the progress on this version of this standard from that on others."""
        name = self.standard.reference or self.standard.title
        return f"{name}:{self.standard.version or self.standard.issued or ''}"


def content(
    standard: Standard,
    *,
    findings: Iterable[Finding] | None = None,
    diff: Diff | None = None,
    coverage: Mapping[str, Any] | None = None,
    others: Iterable[Place] = (),
    index: str | None = None,
) -> Content:
    """Return what the page says about a standard.

    `findings` are those of `ksb lint` on its file, `diff` is the difference from an older version, `coverage` the
    JSON value of `ksb coverage`, `others` are pages of other versions, and `index` is the page of the whole site.
    """
    return _Builder(standard, tuple(findings) if findings is not None else None, diff, coverage).content(
        tuple(others), index
    )


class _Builder:
    """Builds the content of one page; keeps the addresses unique."""

    def __init__(
        self,
        standard: Standard,
        findings: tuple[Finding, ...] | None,
        diff: Diff | None,
        coverage: Mapping[str, Any] | None,
    ) -> None:
        self.standard, self.findings, self.diff, self.coverage = standard, findings, diff, coverage
        self.ids: set[str] = set(standard.ksbs)
        self.rewordings: dict[tuple[str, str], Rewording] = {}
        self.methods = standard.assessment.methods if standard.assessment else ()
        self.every = {option.number for option in standard.options}

    def content(self, others: tuple[Place, ...], index: str | None) -> Content:
        duties = tuple(map(self._duty, self.standard.duties))
        places: dict[str, list[Place]] = {}
        for part in duties:
            for _, group in part.groups:
                for cited in group:
                    place = Place(cited.id, f"Duty {part.duty.number}", part.duty.title, part.pathways)
                    places.setdefault(cited.code, []).append(place)
        ksbs = [self._ksb(code, places.get(code, [])) for code in self.standard.codes]
        return Content(
            self.standard,
            tuple((kind, tuple(group)) for kind, group in groupby(ksbs, key=lambda ksb: ksb.kind)),
            duties,
            tuple(self._option(option, duties) for option in self.standard.options),
            self.methods,
            self.findings,
            self.diff,
            self.coverage,
            others,
            index,
            Marks(self._findings_on(None)),
        )

    def _ksb(self, code: str, places: Sequence[Place]) -> KsbPart:
        standard = self.standard
        ksb, core, options = standard.ksb(code), is_core(standard, code), options_needing(standard, code)
        wordings = [
            OtherWording(
                duties_named(duty.number for duty in wording.duties),
                self._reworded(ksb.text, wording.text),
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
            tuple(method for method in self.methods if code in method.ksbs),
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
                    self._reworded(definition, text)
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

    def _option(self, option: Option, duties: Sequence[DutyPart]) -> OptionPart:
        own = [part for part in duties if option.number in part.duty.options]
        return OptionPart(
            self._unique(f"O{option.number}"),
            option,
            tuple(Place(part.id, f"Duty {part.duty.number}", part.duty.title) for part in own),
            only_ksbs(self.standard, option.number),
            self._marks(f"O{option.number}", self.diff.options if self.diff else (), str(option.number)),
        )

    def _pathways(self, everywhere: bool, options: Sequence[int]) -> str | None:
        if everywhere or not self.every or set(options) >= self.every:
            return None
        return " ".join(map(str, options))

    def _marks(self, subject: str, changes: Iterable[Change], name: str) -> Marks:
        change = next((change for change in changes if change.new == name), None)
        reworded = None
        if change and change.old_text and change.new_text and change.old_text != change.new_text:
            reworded = self._reworded(change.old_text, change.new_text)
        return Marks(self._findings_on(subject), change, reworded)

    def _findings_on(self, subject: str | None) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings or () if finding.subject == subject)

    def _reworded(self, old: str | None, new: str) -> Rewording:
        pair = old or "", new
        if pair not in self.rewordings:
            self.rewordings[pair] = Rewording(*mark(*pair), describe(*pair))
        return self.rewordings[pair]

    def _unique(self, name: str) -> str:
        """Return an address that no other part has: a faulty standard may use one number twice."""
        address, count = name, 1
        while address in self.ids:
            count += 1
            address = f"{name}-{count}"
        self.ids.add(address)
        return address
