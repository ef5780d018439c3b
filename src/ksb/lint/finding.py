"""What a rule yields, and what `ksb lint` reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from ksb.lint.fix import Repair
    from ksb.spans import Path, Span, Text

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
    within: tuple[int, int] | None = None
    """Which characters of the text at `at` it speaks of, from 0, the end exclusive; None for all of it."""
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
    source: Text
    """The file it was found in."""
    span: Span
    part: Span
    """The part of the document that it speaks of: the whole statement where `span` is a word of it."""
    fingerprint: str
    """What stays the same when lines move, other findings are fixed, or the file is renamed."""
    fails: bool
    """Whether it is severe enough to make the run fail."""
    subject: str | None = None
    """The KSB, duty or option it speaks of: K6, D9 or O1."""
    duty: int | None = None
    """The number of the duty in which it stands."""
    wordings: Wordings | None = None
    related: tuple[Related, ...] = ()
    repair: Repair | None = None
    """How it can be mended."""

    @property
    def file(self) -> str:
        """The path of the file, as it was given."""
        return self.source.name

    @property
    def fix(self) -> Applicability | None:
        """Whether it can be mended, and whether that may change what the text says."""
        return self.repair.applicability if self.repair else None


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one run, sorted by file and place, and what was checked."""

    files: tuple[str, ...]
    findings: tuple[Finding, ...]
    rules: tuple[str, ...] = ()
    """The codes of the rules that ran on any of the files."""
    known: int = 0
    """How many more findings the baseline knows."""

    @property
    def failed(self) -> bool:
        """Whether any finding is as severe as the settings for its file forbid."""
        return any(finding.fails for finding in self.findings)

    def count(self, severity: Severity) -> int:
        """Return the number of findings of this severity."""
        return sum(finding.severity == severity for finding in self.findings)

    def fixable(self, applicability: Applicability) -> int:
        """Return the number of findings with such a fix."""
        return sum(finding.fix == applicability for finding in self.findings)
