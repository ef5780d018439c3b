"""Every text of a standard, with its place and what a message calls it."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from ksb.kinds import KINDS, Kind, kind_of
from ksb.linter.finding import Fix, Issue
from ksb.models import Duty
from ksb.positions import Path
from ksb.source import Source
from ksb.standard import Standard
from ksb.text.texts import Texts, lowered


class Passage(NamedTuple):
    """One text: its place in the document, what a message calls it, and the text."""

    at: Path
    name: str
    text: str
    kind: str | None = None
    """For one of several texts in a row: its name without the number, which changes when another is inserted."""

    @property
    def lower(self) -> str:
        """The text in lower case, with each character at its place."""
        return lowered(self.text)

    def issue(
        self,
        problem: str,
        *,
        within: tuple[int, int] | None = None,
        fix: Fix | None = None,
        key: str | None = None,
        spellings: tuple[str, ...] = (),
    ) -> Issue:
        """Return an issue of this text. The message is its name and `problem`.

        `key` identifies the problem where `problem` holds counts that may change.
        """
        if key is not None:
            key = f"{self.kind or self.name} {key}"
        elif self.kind:
            key = f"{self.kind} {problem}"
        return Issue(self.at, f"{self.name} {problem}", within=within, fix=fix, key=key, spellings=spellings)


class Passages(Texts):
    """A standard and its texts, in the order of the file format.

    The wordings of citations are in `cited`: where one differs from its definition, the rules on wording say so.
    """

    def __init__(self, standard: Standard, source: Source | None = None) -> None:
        self.standard = standard
        self.source = source
        """The file of the standard; None if it is not from one."""
        self.each = tuple(_passages(standard))
        super().__init__([passage.text for passage in self.each])

    def holding(self, *sought: str) -> list[Passage]:
        """Return the texts that contain one of some strings, in any case. The strings are in lower case."""
        return [self.each[i] for i in self.where(*sought)]

    def matching(self, *patterns: re.Pattern[str]) -> list[Passage]:
        """Return the texts that contain what one of some patterns finds between spaces. They are for lower case."""
        return self.holding(*{match[0] for pattern in patterns for match in pattern.finditer(self.marked)})

    @cached_property
    def statements(self) -> dict[Kind, list[Passage]]:
        """The definitions of each kind, in code order."""
        found: dict[Kind, list[Passage]] = {kind: [] for kind in KINDS}
        for code in self.standard.codes:
            found[kind_of(code)].append(Passage(("ksbs", code), code, self.standard.ksbs[code]))
        return found

    @cached_property
    def cited(self) -> list[tuple[Path, Duty, str, str]]:
        """The citations that have a wording: the place of each, its duty, its code and the wording."""
        return [
            (("duties", i, "cites", j), duty, citation.code, text)
            for i, duty in enumerate(self.standard.duties)
            for j, citation in enumerate(duty.cites)
            if (text := citation.text) is not None
        ]

    @cached_property
    def titles(self) -> list[Passage]:
        """The titles of the duties."""
        return list(_titles(self.standard))


def _passages(standard: Standard) -> Iterator[Passage]:
    if standard.title.strip():
        yield Passage(("title",), "the title", standard.title)
    if standard.publisher:
        yield Passage(("publisher",), "the publisher", standard.publisher)
    for i, text in enumerate(standard.overview):
        yield Passage(("overview", i), f"paragraph {i + 1} of the overview", text, "a paragraph of the overview")
    for i, text in enumerate(standard.job_titles):
        yield Passage(("job_titles", i), f"job title {i + 1}", text, "a job title")
    if standard.key is not None:
        for name, text in standard.key:
            yield Passage(("key", name), f"the key to {name}", text)
    for i, claim in enumerate(standard.claims):
        yield Passage(("claims", i, "text"), f"claim {i + 1}", claim.text, "a claim")
    for i, option in enumerate(standard.options):
        name = f"option {option.number}"
        yield Passage(("options", i, "title"), f"the title of {name}", option.title)
        for j, also in enumerate(option.also_titled):
            yield Passage(
                ("options", i, "also_titled", j, "text"), f"the title of {name} in the {also.where}", also.text
            )
        for j, text in enumerate(option.description):
            yield Passage(
                ("options", i, "description", j), f"paragraph {j + 1} of {name}", text, f"a paragraph of {name}"
            )
    for code, text in standard.ksbs.items():
        yield Passage(("ksbs", code), code, text)
    yield from _titles(standard)
    for i, duty in enumerate(standard.duties):
        if duty.criteria is not None:
            yield Passage(("duties", i, "criteria"), f"the criteria text of Duty {duty.number}", duty.criteria)
    for i, method in enumerate(standard.methods):
        name = f"assessment method {method.number}"
        yield Passage(("assessment", "methods", i, "title"), f"the title of {name}", method.title)


def _titles(standard: Standard) -> Iterator[Passage]:
    for i, duty in enumerate(standard.duties):
        yield Passage(("duties", i, "title"), f"the title of Duty {duty.number}", duty.title)
