"""What a rule yields, and what `ksb lint` reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from ksb.positions import Path, Span

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
UNUSED = "KSB009"
"""The rule on what silences nothing."""


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


class Related(NamedTuple):
    """Another place that a finding speaks of."""

    message: str
    span: Span


class Replaced(NamedTuple):
    """A stretch of the file, and what a fix puts in its place."""

    span: Span
    text: str


class Finding(NamedTuple):
    """One thing that `ksb lint` reports: a rule's code, a place and a severity."""

    code: str
    rule: str
    """The rule's slug."""
    severity: Severity
    message: str
    file: str
    """The path of the file, as it was given."""
    span: Span
    part: Span
    """The part of the document that it speaks of: the whole statement where `span` is a word of it."""
    excerpt: str
    """The line of the file on which `span` starts, or where that is very long, what is near."""
    at: int
    """The column of `excerpt` at which `span` starts."""
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
    fix: Applicability | None = None
    """Whether it can be mended, and whether that may change what the text says."""
    replaced: tuple[Replaced, ...] = ()
    """What mending it changes."""


def unpacked(values: Sequence[Any]) -> Finding:
    """Return a finding from its values, as JSON gives them back."""
    given = Finding(*values)
    return given._replace(
        span=Span(*given.span),
        part=Span(*given.part),
        wordings=Wordings(*given.wordings) if given.wordings else None,
        related=tuple(Related(message, Span(*span)) for message, span in given.related),
        replaced=tuple(Replaced(Span(*span), text) for span, text in given.replaced),
    )


class Tally(NamedTuple):
    """How many findings there are: of each severity, that make the run fail, and with each kind of fix."""

    error: int = 0
    warning: int = 0
    info: int = 0
    fails: int = 0
    safe: int = 0
    unsafe: int = 0

    def plus(self, other: Tally) -> Tally:
        """Return the sums."""
        return Tally(*(one + more for one, more in zip(self, other, strict=True)))


def tallied(findings: Sequence[Finding]) -> Tally:
    """Count findings."""
    severities = [finding.severity for finding in findings]
    fixes = [finding.fix for finding in findings]
    error, warning, info = map(severities.count, SEVERITIES)
    return Tally(
        error,
        warning,
        info,
        sum(finding.fails for finding in findings),
        fixes.count("safe"),
        fixes.count("unsafe"),
    )
