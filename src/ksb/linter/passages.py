"""Every text of a standard, where it stands and what to call it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ksb.linter.finding import Issue
from ksb.models import Kind, kind_of

if TYPE_CHECKING:
    from ksb.linter.finding import Fix
    from ksb.models import Standard
    from ksb.positions import Path


class Passage(NamedTuple):
    """One text: its part of the document, what a message calls it, and the text."""

    at: Path
    name: str
    text: str
    kind: str | None = None
    """Of one of several texts in a row, what a message calls it but for its number, which changes with the others."""

    def issue(
        self,
        said: str,
        *,
        within: tuple[int, int] | None = None,
        fix: Fix | None = None,
        spellings: tuple[str, ...] = (),
    ) -> Issue:
        """Return what a rule says of it: `said` goes on from its name."""
        key = f"{self.kind} {said}" if self.kind else None
        return Issue(self.at, f"{self.name} {said}", within=within, fix=fix, key=key, spellings=spellings)


class Passages:
    """The texts of a standard, and all of them in lower case, in which what most do not hold is sought first."""

    def __init__(self, each: Iterable[Passage]) -> None:
        self.each = tuple(each)
        self.lower = [passage.text.lower() for passage in self.each]
        self._together = "\n".join(self.lower)

    def holding(self, *sought: str) -> list[Passage]:
        """Return those that hold one of some strings, whatever the case. The strings are in lower case."""
        here = [text for text in sought if text in self._together]
        if not here:
            return []
        return [
            passage for passage, lower in zip(self.each, self.lower, strict=True) if any(map(lower.__contains__, here))
        ]


_latest: tuple[Standard, Passages] | None = None


def passages(standard: Standard) -> Passages:
    """Return the texts of a standard in the order of the file format; every rule asks for them in turn.

    The wordings of citations are left out: where one differs from its definition, the rules on wording say so.
    """
    global _latest
    if _latest is None or _latest[0] is not standard:
        _latest = standard, Passages(_passages(standard))
    return _latest[1]


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
    yield from titles(standard)


def titles(standard: Standard) -> Iterator[Passage]:
    """Yield the titles of the duties."""
    for i, duty in enumerate(standard.duties):
        yield Passage(("duties", i, "title"), f"the title of Duty {duty.number}", duty.title)


def statements(standard: Standard, kind: Kind) -> list[Passage]:
    """Return the definitions of one kind, in code order."""
    return [Passage(("ksbs", code), code, standard.ksbs[code]) for code in standard.codes if kind_of(code) == kind]
