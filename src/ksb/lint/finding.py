"""What a rule yields, and what `ksb lint` reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from ksb.source import Path, Source, Span

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


Applicability = Literal["safe", "unsafe"]
"""A safe fix keeps every word; an unsafe one may change what the text says."""


class Wordings(NamedTuple):
    """Two wordings to show side by side, each with its name."""

    old_name: str
    old: str
    new_name: str
    new: str


class Remark(NamedTuple):
    """Another place that an issue speaks of, and what stands there."""

    at: Path
    message: str


class Edit(NamedTuple):
    """A change to one part of the document: what to put in place of the part, or of some characters of its text."""

    at: Path
    new: str
    within: tuple[int, int] | None = None
    """The characters of the text, from 0, the end exclusive; None for the whole part, whatever it is."""


class Fix(NamedTuple):
    """The changes that mend an issue; all of them or none."""

    applicability: Applicability
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """What a rule found: the part of the document it speaks of, and what is wrong with it.

    A rule never says a line, a severity or a code: the engine knows them.
    """

    at: Path
    message: str
    wordings: Wordings | None = None
    related: tuple[Remark, ...] = ()
    fix: Fix | None = None
    key: str | None = None
    """What tells this issue from others of its rule and part, where the message holds figures that come and go."""
    spellings: tuple[str, ...] = ()
    """The spellings it objects to, which the configuration may allow."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that `ksb lint` reports: a rule's code, a place and a severity."""

    code: str
    rule: str
    """The rule's slug."""
    severity: Severity
    message: str
    source: Source
    span: Span
    subject: str | None = None
    """The KSB, duty or option it speaks of: K6, D9 or O1."""
    duty: int | None = None
    """The number of the duty in which it stands."""
    wordings: Wordings | None = None
    related: tuple[Related, ...] = ()

    @property
    def file(self) -> str:
        """The path of the file, as it was given."""
        return self.source.name


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one run, sorted by file and place, and the files that were checked."""

    files: tuple[str, ...]
    findings: tuple[Finding, ...]

    def count(self, severity: Severity) -> int:
        """Return the number of findings of this severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def worst_at_least(self, threshold: Severity) -> bool:
        """Return whether any finding is as severe as `threshold` or more."""
        return any(SEVERITIES.index(found.severity) <= SEVERITIES.index(threshold) for found in self.findings)
