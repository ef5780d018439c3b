"""Numbers, lists and names as they stand in a sentence."""

from collections.abc import Iterable, Sequence

COLUMN_NAMES = {"text": "what it says", "times_cited": "times cited"}
"""Columns of CSV that have another name in a workbook, which people read."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: "1 duty", "3 duties". Without `many`, the plural is `one` with an s."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(items: Iterable[object], joined: str = "and") -> str:
    """Return one or more items as a list in a sentence: "1, 2 and 3"."""
    *rest, last = map(str, items)
    return f"{', '.join(rest)} {joined} {last}" if rest else last


def duties_named(numbers: Iterable[int]) -> str:
    """Return duties by their numbers, each once: "Duty 1", "Duties 1 and 2"."""
    distinct = dict.fromkeys(numbers)
    return f"{'Duty' if len(distinct) == 1 else 'Duties'} {listed(distinct)}"


def belongs(core: bool, options: Sequence[int]) -> str:
    """Return what a duty or a KSB belongs to, such as "core" or "core and option 1"; "" for nothing."""
    optional = f"option{'s' if len(options) > 1 else ''} {listed(options)}" if options else ""
    parts = [part for part in ("core" if core else "", optional) if part]
    return listed(parts) if parts else ""


def field_label(name: str) -> str:
    """Return the name of a field as a label: "Max funding" for `max_funding`."""
    return name.replace("_", " ").capitalize().replace("Lars", "LARS")


def fact(name: str, value: str | bool) -> tuple[str, str]:
    """Return the label and the value of a field for people: "Maximum funding", "£9,000" for `max_funding`, "9000"."""
    text = field_text(value)
    if text.isascii() and text.isdecimal():
        text = {"max_funding": f"£{int(text):,}", "typical_duration": counted(int(text), "month")}.get(name, text)
    return {"max_funding": "Maximum funding", "page_url": "Page"}.get(name, field_label(name)), text


def field_text(value: str | bool) -> str:
    """Return the value of a field as text: a flag as "yes" or "no"."""
    return value if isinstance(value, str) else "yes" if value else "no"
