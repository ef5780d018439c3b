"""What a cell of a table says: a code, a number, a tick, a mark of some degree, a duty."""

import re

from ksb.evidence.patterns import CROSSES, TICKS
from ksb.importers import lines
from ksb.importers.codes import LOOSE_CODE, loose_code

_CODE = re.compile(rf"[(\[]?{LOOSE_CODE}[)\]]?\s*[:.]?", re.IGNORECASE)
_NUMBER = re.compile(r"[1-9]\d{0,3}\.?")
_NUMBERS = re.compile(r"\s*[0-9]{1,4}(?:\s*(?:[,;&/–—-]|and\b|to\b|\s)\s*[0-9]{1,4})*\s*[.,;]?\s*")
_TICK = re.compile(rf"[x×*y1{TICKS}\uf0fc\uf0fe]|yes|true|\[x\]", re.IGNORECASE)
_NO_TICK = re.compile(rf"[-–—.\s]*|[0n{CROSSES}]|no|n/?a|false|\[ ?\]", re.IGNORECASE)
_DEGREE = re.compile(
    r"[a-z]|[1-9]|primary|secondary|main|minor|major|partial(?:ly)?|part|full(?:y)?|(?:in)?direct(?:ly)?|high|medium|low"
    r"|introduced?|developed?|consolidated?|mastere?d?|support(?:s|ed|ing)?",
    re.IGNORECASE,
)
"""A mark that says how much, such as P for primary and S for secondary, or a weight."""
REMARK = re.compile(r"(?<=\S)\s*[(\[][^()\[\]]{1,40}[)\]]$")
"""Brackets after a mark: "✓ (part)"."""
_FOOTNOTES = "*†‡¹²³ "


def one_code(cell: str) -> str:
    """Return the code in a cell that holds only one, also as "k1", "K.1" or "Knowledge 1"; "" for another cell."""
    match = _CODE.fullmatch(cell)
    return loose_code(match) if match else ""


def number_in(cell: str) -> int:
    """Return the number in a cell that holds nothing else, such as "3" or "3."; 0 for another cell."""
    return int(cell.rstrip(".")) if _NUMBER.fullmatch(cell) else 0


def one_line(cell: str) -> str:
    """Return the text of a cell as one line."""
    return " ".join(cell.split())


def may_be_tick(cell: str) -> bool:
    """Return whether a cell says yes or no, and nothing else."""
    return _NO_TICK.fullmatch(cell) is not None or is_tick(cell)


def is_tick(cell: str) -> bool:
    """Return whether a cell says yes."""
    return _TICK.fullmatch(cell) is not None


def is_noted_tick(cell: str) -> bool:
    """Return whether a cell is a tick, or one with a remark or the sign of a footnote."""
    return is_tick(cell) or (len(cell) > 1 and is_tick(REMARK.sub("", cell).rstrip(_FOOTNOTES)))


def may_be_noted_tick(cell: str) -> bool:
    """Return whether a cell says yes or no, perhaps with a remark or the sign of a footnote."""
    return may_be_tick(cell) or is_noted_tick(cell)


def is_mark(cell: str) -> bool:
    """Return whether a cell between a duty and a KSB says that one needs the other: a tick, or to which degree."""
    return is_tick(cell) or (not may_be_tick(cell) and _DEGREE.fullmatch(cell) is not None)


def may_be_mark(cell: str) -> bool:
    """Return whether a cell between a duty and a KSB says whether one needs the other."""
    return may_be_tick(cell) or is_mark(cell)


def named_duty(cell: str, *, bare: bool = False) -> lines.Duty | None:
    """Return the duty that a cell names: "Duty 1: Bake bread", "Duty 1", "D1"; with `bare` also "1"."""
    if found := lines.duty(one_line(cell), short=True):
        return found
    numbers = lines.duty_numbers(cell, bare=bare)
    return lines.Duty(numbers[0], "") if len(numbers) == 1 else None


def are_numbers(cell: str) -> bool:
    """Return whether a cell holds nothing but numbers, such as "3", "1, 4" or "1-3 and 5"."""
    return _NUMBERS.fullmatch(cell) is not None
