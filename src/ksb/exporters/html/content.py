"""What the page says about a standard: finds the cross-references and the marks of each part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from ksb.exporters.html.parts import Cited, DutyPart, KsbPart, Marks, OptionPart, OtherWording, Place, reworded
from ksb.exporters.text import date_in_words
from ksb.kinds import KINDS, Kind, kind_of
from ksb.query import is_core, methods_assessing, only_ksbs, options_needing, other_wordings
from ksb.text.english import belongs

if TYPE_CHECKING:
    from ksb.changes import Change, Diff
    from ksb.linter.finding import Finding
    from ksb.models import Duty, Option
    from ksb.standard import Standard


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
        return self._marks(None)

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
                reworded(ksb.text, wording.text),
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
            methods_assessing(standard, code),
            self._marks(code),
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
                    reworded(definition, text)
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
            self._marks(f"D{duty.number}"),
        )

    def _option(self, option: Option) -> OptionPart:
        own = [part for part in self.duties if option.number in part.duty.options]
        return OptionPart(
            self._unique(f"O{option.number}"),
            option,
            tuple(Place(part.id, f"Duty {part.duty.number}", part.duty.title) for part in own),
            only_ksbs(self.standard, option.number),
            self._marks(f"O{option.number}"),
        )

    def _pathways(self, everywhere: bool, options: Sequence[int]) -> str | None:
        if everywhere or set(options) >= {option.number for option in self.standard.options}:
            return None
        return " ".join(map(str, options))

    def _marks(self, subject: str | None) -> Marks:
        return Marks(tuple(self._findings.get(subject, ())), self._changes.get(subject or ""))

    @cached_property
    def _findings(self) -> dict[str | None, list[Finding]]:
        """The findings by what they are about; None for the standard as a whole."""
        found: dict[str | None, list[Finding]] = {}
        for finding in self.findings or ():
            found.setdefault(finding.subject, []).append(finding)
        return found

    @cached_property
    def _changes(self) -> dict[str, Change]:
        """The changes of what the standard has, by what they are about; the first of several duties of one number."""
        parts = {"": self.diff.ksbs, "D": self.diff.duties, "O": self.diff.options} if self.diff else {}
        return {f"{name}{it.new}": it for name, changes in parts.items() for it in reversed(changes) if it.new}

    def _unique(self, name: str) -> str:
        """Return an address that no other part has: a faulty standard may use one number twice."""
        address, count = name, 1
        while address in self._ids or address in self.standard.ksbs:
            count += 1
            address = f"{name}-{count}"
        self._ids.add(address)
        return address
