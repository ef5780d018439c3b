"""The parts of a standard while they are being read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

LABEL = re.compile(r"[A-Z]|[a-z]{2}")
"""What tells a label that says something, such as K1: or Duty 2:, from a), iv) and the bullet o."""


@dataclass(slots=True)
class Wording:
    """A code with the wording that is being read."""

    code: str
    parts: list[str]
    place: str
    depth: int = -1
    """The depth of its list item; -1 outside a list."""
    whole: bool = False
    """Whether all paragraphs below belong to it: it stands in a heading."""
    named: bool = False
    """Whether its code stands in a list of codes, without a wording."""

    @property
    def text(self) -> str | None:
        """The wording so far; None where there is none."""
        return "".join(self.parts) or None


@dataclass(slots=True)
class DutyRead:
    """A duty that is being read."""

    number: int
    title: list[str]
    place: str
    options: list[int]
    cites: list[Wording] = field(default_factory=list)
    criteria: list[str] = field(default_factory=list)
    depth: int = -1


@dataclass(slots=True)
class Loose:
    """A line under a heading of KSBs that has no code."""

    text: list[str]
    place: str
    item: bool
    number: int | None = None
    depth: int = 0
