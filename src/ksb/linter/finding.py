"""What a rule yields, and what `ksb lint` reports."""

from typing import Literal, NamedTuple

from ksb.positions import Path, Span

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
UNUSED = "KSB009"
"""The rule on comments, ignores and baseline entries that silence nothing."""


Applicability = Literal["safe", "unsafe"]
"""A safe fix keeps every word; an unsafe one may change what the text says."""


class Wordings(NamedTuple):
    """Two wordings to show side by side, each with its name."""

    old_name: str
    old: str
    new_name: str
    new: str


class Remark(NamedTuple):
    """Another place that an issue is about, and what stands there."""

    at: Path
    message: str


class Edit(NamedTuple):
    """A change to one part of the document: new text for the part, or for some characters of it."""

    at: Path
    new: str
    within: tuple[int, int] | None = None
    """The characters of the text, from 0, the end exclusive; None for the whole part."""


class Order(NamedTuple):
    """A new order of the items of a list."""

    at: Path
    items: tuple[int, ...]
    """The numbers that the items have now, from 0, in the new order."""


class Removal(NamedTuple):
    """The removal of an item from its list; never of the first."""

    at: Path


class Fix(NamedTuple):
    """The changes that fix an issue: all of them or none, unless it is `partial`."""

    applicability: Applicability
    edits: tuple[Edit | Order | Removal, ...]
    partial: bool = False
    """Whether each change is right without the others: those that can't be made in a file are left out."""


class Issue(NamedTuple):
    """What a rule found: a part of the document, and what is wrong with it.

    The engine adds the line, the severity and the code.
    """

    at: Path
    message: str
    wordings: Wordings | None = None
    within: tuple[int, int] | None = None
    """The characters of the text at `at`, from 0, the end exclusive; None for all of it."""
    related: tuple[Remark, ...] = ()
    fix: Fix | None = None
    key: str | None = None
    """Identifies the issue among others of its rule and part, if the message holds figures that change."""
    spellings: tuple[str, ...] = ()
    """The spellings that it reports; the configuration may allow them."""


class Related(NamedTuple):
    """Another place that a finding is about."""

    message: str
    span: Span


class Replaced(NamedTuple):
    """A place in the file, and the text that a fix puts there."""

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
    """The part of the document: the whole statement where `span` is a word of it."""
    excerpt: str
    """The line of the file on which `span` starts; of a very long line, the text near `span`."""
    at: int
    """The column of `excerpt` at which `span` starts."""
    fingerprint: str
    """Identifies the finding; stays the same when lines move, other findings are fixed or the file is renamed."""
    fails: bool
    """Whether it makes the run fail."""
    subject: str | None = None
    """The KSB, duty or option that it is about: K6, D9 or O1."""
    duty: int | None = None
    """The number of the duty in which it stands."""
    wordings: Wordings | None = None
    related: tuple[Related, ...] = ()
    fix: Applicability | None = None
    """The kind of fix; None if there is no fix."""
    replaced: tuple[Replaced, ...] = ()
    """The changes that the fix makes."""
