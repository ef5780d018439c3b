"""KSB3xx: codes and numbers that are missing, doubled or out of order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ksb.linter.finding import Issue, Remark
from ksb.linter.rule import rule
from ksb.models import KINDS, code_order, kind_of, split_code

if TYPE_CHECKING:
    from ksb.models import Duty, Option, Standard
    from ksb.positions import Path


def _gaps(numbers: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield each run of numbers that is missing: its first and last, and the number that follows it."""
    for before, after in pairwise([0, *sorted(set(numbers))]):
        if after > before + 1:
            yield before + 1, after - 1, after


@rule("KSB301", severity="warning")
def code_gap(standard: Standard) -> Iterator[Issue]:
    """A number missing from a run of codes.

    Readers take a missing code for a missing statement, and can't tell whether it was withdrawn or lost. Number
    the codes of each kind from 1 without a gap.

    Bad:
        ksbs:
          K1: How a production is scheduled
          K3: How a production is paid for
          S1: Draw up a schedule
          B1: Works with care
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, K3, S1, B1]
    Good:
        ksbs:
          K1: How a production is scheduled
          K2: How a production is paid for
          S1: Draw up a schedule
          B1: Works with care
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, K2, S1, B1]
    """
    for kind in KINDS:
        prefix = kind.prefix
        for first, last, after in _gaps([split_code(code)[1] for code in standard.ksbs if kind_of(code) == kind]):
            subject = f"{kind.many} goes" if kind.one == kind.many else f"the {kind.many} go"
            step = f"from {prefix}{first - 1} to {prefix}{after}" if first > 1 else f"no lower than {prefix}{after}"
            missing = f"{prefix}{first} is" if first == last else f"{prefix}{first} to {prefix}{last} are"
            yield Issue(("ksbs", f"{prefix}{after}"), f"{missing} missing: {subject} {step}")


@rule("KSB302", severity="warning")
def duty_gap(standard: Standard) -> Iterator[Issue]:
    """A number missing from the run of duties.

    Readers take a missing number for a missing duty. Number the duties from 1 without a gap.

    Bad:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
          - number: 3
            title: Keep to the schedule
            cites: [K1, S1, B1]
    Good:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
          - number: 2
            title: Keep to the schedule
            cites: [K1, S1, B1]
    """
    numbers = [duty.number for duty in standard.duties]
    for first, last, after in _gaps(numbers):
        missing = f"Duty {first} is" if first == last else f"Duties {first} to {last} are"
        yield Issue(("duties", numbers.index(after), "number"), f"{missing} missing: the next is Duty {after}")


@rule("KSB303", severity="warning")
def duty_out_of_order(standard: Standard) -> Iterator[Issue]:
    """A duty placed before one with a lower number.

    Who looks for the lower number finds it after a higher one, or not at all. Place the duties in the order of
    their numbers, or number them in the order in which they stand.

    Bad:
        duties:
          - number: 2
            title: Keep to the schedule
            cites: [K1, S1, B1]
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
    Good:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
          - number: 2
            title: Keep to the schedule
            cites: [K1, S1, B1]
    """
    for i, (duty, following) in enumerate(pairwise(standard.duties)):
        if duty.number > following.number:
            message = f"Duty {duty.number} stands before Duty {following.number}"
            related = (Remark(("duties", i + 1, "number"), f"Duty {following.number} stands here"),)
            yield Issue(("duties", i, "number"), message, related=related)


@rule("KSB304", severity="info")
def citation_out_of_order(standard: Standard) -> Iterator[Issue]:
    """A duty whose citations are not in order: K, S, B, then by number.

    The eye runs down the codes, and misses the one that stands elsewhere. Sort the citations. Reported once for
    a duty, at the first that stands too early.

    Bad:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, B1, S1]
    Good:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
    """
    for i, duty in enumerate(standard.duties):
        order = [code_order(citation.code) for citation in duty.cites]
        early = next((j for j, (one, following) in enumerate(pairwise(order)) if one > following), None)
        if early is not None:
            message = f"Duty {duty.number} cites {duty.cites[early].code} before {duty.cites[early + 1].code}"
            yield Issue(("duties", i, "cites", early), message)


@rule("KSB305", severity="error")
def duplicate_number(standard: Standard) -> Iterator[Issue]:
    """Two duties or two options with one number.

    Whoever names the number names both. Give each its own.

    Bad:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
          - number: 1
            title: Keep to the schedule
            cites: [K1, S1, B1]
    Good:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
          - number: 2
            title: Keep to the schedule
            cites: [K1, S1, B1]
    """
    yield from _doubled("options", "option", standard.options)
    yield from _doubled("duties", "duty", standard.duties)


def _doubled(field: str, name: str, parts: Sequence[Duty | Option]) -> Iterator[Issue]:
    first: dict[int, Path] = {}
    for i, part in enumerate(parts):
        at: Path = (field, i, "number")
        if part.number in first:
            related = (Remark(first[part.number], f"the first {name} {part.number} stands here"),)
            yield Issue(at, f"there is another {name} {part.number} before this one", related=related)
        first.setdefault(part.number, at)
