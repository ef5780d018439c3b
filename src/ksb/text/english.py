"""Numbers, lists and names as they stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

_ONE = {"skills": "skill", "behaviours": "behaviour", "duties": "duty", "options": "option"}


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: "1 duty", "3 duties"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def counted_parts(counts: Mapping[str, int], *names: str) -> str:
    """Return how many there are of each, such as "45 knowledge, 1 skill", by the names that `ksb.query.counts` has."""
    return ", ".join(counted(counts[name], _ONE.get(name, name), name) for name in names)


def listed(items: Iterable[object]) -> str:
    """Return items as a list in a sentence: "1, 2 and 3"."""
    *rest, last = map(str, items)
    return f"{', '.join(rest)} and {last}" if rest else last


def duties_named(numbers: Iterable[int]) -> str:
    """Return duties by their numbers: "Duty 1", "Duties 1 and 2"; each once."""
    distinct = dict.fromkeys(numbers)
    return f"{'Duty' if len(distinct) == 1 else 'Duties'} {listed(distinct)}"


def belongs(core: bool, options: Sequence[int]) -> str:
    """Return to whom a duty or a KSB belongs, such as "core" or "core and option 1"; "" for nobody."""
    optional = f"option{'s' if len(options) > 1 else ''} {listed(options)}" if options else ""
    parts = [part for part in ("core" if core else "", optional) if part]
    return listed(parts) if parts else ""


def said(value: str | bool) -> str:
    """Return the value of a field: "yes" and "no" for those that are true or false."""
    return value if isinstance(value, str) else "yes" if value else "no"
