"""How to read evidence: what the user and the standard say about it. And texts, shortened and compared."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ksb.evidence.piece import Problem
from ksb.evidence.roles import Role, as_role, role_of, roles_of
from ksb.kinds import KINDS
from ksb.standard import Standard
from ksb.text.english import listed

_LONGEST = 200
_LONG_GAP = re.compile(r"[^\S\n]{20,}")
BY_SHEET, BY_COLUMN = "sheet", "column"
"""In place of the name of a column: each sheet of a workbook, or each column of a matrix, is a learner's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How to read evidence: what the user said about it, and the file that is being read.

    Raises `KsbError` for a role of a column that does not exist.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    """The names of columns by what they hold, such as `{"ksbs": "Mapped to"}`, where the user gave them."""
    by: str | None = None
    """The name of the column that says whose work a row is."""
    strict: bool = False
    """In running text, take codes in brackets only."""
    wordings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The definitions of the KSBs as `plain_words` gives them, each with its codes: repeating one is not evidence."""
    parts: frozenset[str] = frozenset()
    """The titles of the standard and of its duties, options and methods, and the names of kinds, as `plain_words`."""
    title: str = ""
    reference: str | None = None
    """The title and the reference of the standard."""
    repeats: bool = False
    """Whether the file repeats the standard, so that its titles with their codes are not evidence."""
    file: str = ""
    default_title: str = ""
    """The title of a piece in a table without titles."""

    def __post_init__(self) -> None:
        for role in self.columns:
            as_role(role)

    @classmethod
    def against(cls, standard: Standard, **chosen: Any) -> Reading:
        """Return how to read evidence for a standard."""
        titles = [standard.title, "Duties", *(kind.heading for kind in KINDS)]
        titles += [duty.title for duty in standard.duties] + [option.title for option in standard.options]
        titles += [method.title for method in standard.assessment.methods] if standard.assessment else []
        wordings: dict[str, list[str]] = {}
        for code in standard.codes:
            wordings.setdefault(plain_words(standard.ksbs[code]), []).append(code)
        parts = frozenset(map(plain_words, titles))
        return cls(wordings=wordings, parts=parts, title=standard.title, reference=standard.reference, **chosen)

    def role_of(self, name: str) -> Role | None:
        """Return what the column with this name holds; None where the name says nothing."""
        return role_of(name, self.columns)

    def roles_of(self, names: Sequence[str]) -> dict[Role, list[int]]:
        """Return the columns for each role, by their positions from 0."""
        return roles_of(names, self.columns)

    def problem(self, place: str, message: str) -> Problem:
        """Return a problem in the file that is being read."""
        return Problem(self.file, place, message)

    def is_wording(self, text: str) -> bool:
        """Return whether a text only repeats the definition of a KSB."""
        return bool(self.wordings) and plain_words(text) in self.wordings

    def other_code(self, code: str, text: str) -> str | None:
        """Return the code whose definition a text repeats, where that is another code; None otherwise."""
        codes = self.wordings.get(plain_words(text), (code,))
        return None if code in codes else codes[0]


def plain_words(text: str) -> str:
    """Return a text without case, punctuation and line breaks, to compare wordings."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def with_short_gaps(text: str) -> str:
    """Return a text with a space for each longer run of blanks: some patterns take the square of its length."""
    return _LONG_GAP.sub(" ", text)


def do_not_count(codes: Sequence[str], where: str = "") -> str:
    """Return that codes don't count: "K1 does not count", "K1 and K2 in this place do not count"."""
    return f"{listed(codes)}{where} {'do' if len(codes) > 1 else 'does'} not count"


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def short(text: str) -> str:
    """Return a text on one line, cut off after 200 characters."""
    text = one_line(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
