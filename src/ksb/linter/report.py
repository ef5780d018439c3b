"""What a run found: its findings, and how many there are of each kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ksb.linter.finding import SEVERITIES, Applicability, Finding, Severity


class Tally(NamedTuple):
    """Numbers of findings: of each severity, of those that make the run fail, and with each kind of fix."""

    error: int = 0
    warning: int = 0
    info: int = 0
    fails: int = 0
    safe: int = 0
    unsafe: int = 0

    def plus(self, findings: Iterable[Finding]) -> Tally:
        """Return the numbers with these findings added."""
        counts = dict.fromkeys(("error", "warning", "info", "fails", "safe", "unsafe"), 0)
        for finding in findings:
            counts[finding.severity] += 1
            counts["fails"] += finding.fails
            if finding.fix:
                counts[finding.fix] += 1
        return Tally(*(old + new for old, new in zip(self, counts.values(), strict=True)))


@dataclass(frozen=True)
class Summary:
    """What a run checked, and how many findings it has."""

    files: tuple[str, ...]
    """The checked files, as they were given."""
    rules: tuple[str, ...]
    """The codes of the rules that ran on any of the files, sorted."""
    tally: Tally
    """How many findings there are."""
    known: int
    """How many more findings the baseline holds."""
    gone: int = field(default=0, kw_only=True)
    """How many entries of the baseline match no finding any more."""
    skipped: int = field(default=0, kw_only=True)
    """How many YAML files in folders were skipped because they lack the field `format`."""
    min_severity: Severity = field(default="info", kw_only=True)
    """The lowest severity that is reported of any file."""

    @property
    def failed(self) -> bool:
        """Whether any finding is at or above the severity that makes the run fail."""
        return self.tally.fails > 0

    def count(self, severity: Severity) -> int:
        """Return the number of findings of this severity."""
        return self.tally[SEVERITIES.index(severity)]

    def fixable(self, applicability: Applicability) -> int:
        """Return the number of findings with a fix of this kind."""
        return self.tally.safe if applicability == "safe" else self.tally.unsafe


@dataclass(frozen=True)
class Report(Summary):
    """The findings of one run, sorted by file and place, and what was checked."""

    findings: tuple[Finding, ...]
