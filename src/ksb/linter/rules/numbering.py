"""KSB3xx: codes and numbers that are missing, repeated or out of order."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ksb.kinds import KINDS, code_order, split_code
from ksb.linter.finding import Fix, Issue, Order, Remark
from ksb.linter.rule import rule
from ksb.models import Duty, Method, Option
from ksb.positions import Path
from ksb.standard import Standard


def _gaps(numbers: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield each run of missing numbers: its first, its last, and the next number that exists."""
    for before, after in pairwise([0, *sorted(set(numbers))]):
        if after > before + 1:
            yield before + 1, after - 1, after


def _run(first: int, last: int, prefix: str = "") -> str:
    """Return consecutive codes or numbers in words: "K1", "K1 and K2", "K1 to K3"."""
    joined = "and" if last == first + 1 else "to"
    return f"{prefix}{first}" if first == last else f"{prefix}{first} {joined} {prefix}{last}"


@rule("KSB301", severity="warning")
def code_gap(standard: Standard) -> Iterator[Issue]:
    """A code missing from the sequence, such as K2 between K1 and K3.

    Readers think that a statement is missing, and can't tell whether it was withdrawn or lost. Number the codes of
    each kind from 1 without gaps.

    Bad:
        ksbs:
          K1: How a production is scheduled
          K3: How a production is paid for
    Good:
        ksbs:
          K1: How a production is scheduled
          K2: How a production is paid for
    """
    numbers: dict[str, list[int]] = {}
    for code in standard.ksbs:
        prefix, number = split_code(code)
        numbers.setdefault(prefix, []).append(number)
    for kind in KINDS:
        prefix = kind.prefix
        for first, last, after in _gaps(numbers.get(prefix, ())):
            many, end = (kind.many, "s") if kind.one == kind.many else (f"the {kind.many}", "")
            if first == 1:
                there = f"{many} start{end} at {prefix}{after}"
            else:
                there = f"{many} go{end and 'es'} from {prefix}{first - 1} to {prefix}{after}"
            missing = f"{_run(first, last, prefix)} {'is' if first == last else 'are'} missing"
            yield Issue(("ksbs", f"{prefix}{after}"), f"{missing}: {there}")


@rule("KSB302", severity="warning")
def duty_gap(standard: Standard) -> Iterator[Issue]:
    """A duty number missing from the sequence.

    Readers think that a duty is missing. Number the duties from 1 without gaps.

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
        missing = f"Duty {first} is" if first == last else f"Duties {_run(first, last)} are"
        yield Issue(("duties", numbers.index(after), "number"), f"{missing} missing: the next is Duty {after}")


@rule("KSB303", severity="warning")
def duty_out_of_order(standard: Standard) -> Iterator[Issue]:
    """A duty that comes before a duty with a lower number.

    Readers look for the lower number first, and may not find it. Put the duties in the order of their numbers, or
    renumber them.

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
            message = f"Duty {duty.number} comes before Duty {following.number}"
            related = (Remark(("duties", i + 1, "number"), f"Duty {following.number} is here"),)
            yield Issue(("duties", i, "number"), message, related=related)


@rule("KSB304", severity="info", fix="safe")
def citation_out_of_order(standard: Standard) -> Iterator[Issue]:
    """A duty whose citations are not sorted by kind (K, S, B, TK, TS, ESB) and number.

    Readers who look for a code miss one that is out of order. Sort the citations. `ksb` offers to do so unless
    there are comments among them. There is one finding for each duty, at the first citation that comes too early.

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
        order = [code_order(code) for code in duty.codes]
        if order != sorted(order):
            early = next(j for j, (one, following) in enumerate(pairwise(order)) if one > following)
            message = f"Duty {duty.number} cites {duty.codes[early]} before {duty.codes[early + 1]}"
            items = tuple(sorted(range(len(order)), key=order.__getitem__))
            fix = Fix("safe", (Order(("duties", i, "cites"), items),))
            yield Issue(("duties", i, "cites", early), message, fix=fix, key=f"Duty {duty.number}")


@rule("KSB305", severity="error")
def duplicate_number(standard: Standard) -> Iterator[Issue]:
    """Two duties, options or assessment methods with the same number.

    A reference to the number means both. Give each its own number.

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
    yield from _repeated(("options",), "option", standard.options)
    yield from _repeated(("assessment", "methods"), "assessment method", standard.methods)
    yield from _repeated(("duties",), "duty", standard.duties)


def _repeated(field: Path, name: str, parts: Sequence[Duty | Method | Option]) -> Iterator[Issue]:
    first: dict[int, Path] = {}
    for i, part in enumerate(parts):
        at: Path = (*field, i, "number")
        if part.number in first:
            related = (Remark(first[part.number], f"the first {name} {part.number} is here"),)
            yield Issue(at, f"the number {part.number} is already used by another {name}", related=related)
        first.setdefault(part.number, at)
