"""Find the counts that a sentence states ("There are 9 core duties"), and the options that it names ("option 2")."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"],
        1,
    )
}  # fmt: skip
_COUNTABLE = "(?:core |optional )?dut(?:ies|y)|options|knowledge statements|skills|behaviours"
_STATED = re.compile(
    rf"(?<![\w.,-])(?<!option )(?<!options )(\d{{1,4}}|{'|'.join(_NUMBERS)})\s+"
    rf"(?:(?!of\b|core\b|optional\b)[a-z-]+\s+){{0,1}}({_COUNTABLE})\b",
    re.IGNORECASE,
)
# Hedged numbers are not counts: "at least two options", "one or two options", "two options or more".
_HEDGED = re.compile(
    r"\b(?:at (?:least|most)|(?:fewer|less|more) than|between \w+ and|up to|about|almost|approximately|around|nearly"
    rf"|often|or|over|roughly|sometimes|(?:\d+|{'|'.join(_NUMBERS)}) to|typically|usually)\s+$",
    re.IGNORECASE,
)
_OR_MORE = re.compile(r"\s+or (?:fewer|less|more|so)\b", re.IGNORECASE)
_NEAR = 40
"""How many characters before a number may hold a hedge such as "at least"."""
_NUMBER = rf"(?:[1-9][0-9]?|{'|'.join(_NUMBERS)})"
_NAMED = re.compile(
    rf"\b(?:option {_NUMBER}|options {_NUMBER}(?:(?:, | to |,? (?:&|and|or) ){_NUMBER})+)\b(?!\.[0-9])", re.IGNORECASE
)
_ANY_NUMBER = re.compile(rf"\b{_NUMBER}\b", re.IGNORECASE)


class StatedCount(NamedTuple):
    """A count that a sentence states."""

    name: str
    """What is counted: the field of a claim in the file format, such as `core_duties`."""
    number: int
    within: tuple[int, int]
    """Where the count stands in the text: its start and end."""


def stated_counts(text: str) -> Iterator[StatedCount]:
    """Yield the counts in a text, in order.

    Numbers are digits, or words up to twenty. Hedged numbers such as "at least two" are skipped.
    """
    for match in _STATED.finditer(text):
        if _HEDGED.search(text[max(match.start() - _NEAR, 0) : match.start()]) or _OR_MORE.match(text, match.end()):
            continue
        number, what = match.groups()
        name = what.lower().replace("duty", "duties").removesuffix(" statements").replace(" ", "_")
        yield StatedCount(name, _number(number), match.span())


def named_options(text: str) -> Iterator[tuple[str, int, tuple[int, int]]]:
    """Yield the options that a text names by number, in order; not the counts in "options 1 and 2, 4 duties".

    Each is the phrase that names it, such as "option 2" or "options 1, 2 and 3", its number, and where it stands: the
    phrase, or its number in a list.
    """
    counts = [count.within for count in stated_counts(text)]
    for match in _NAMED.finditer(text):
        numbers = list(_ANY_NUMBER.finditer(text, *match.span()))
        for number in numbers:
            within = number.span() if len(numbers) > 1 else match.span()
            if not any(start <= number.start() < end for start, end in counts):
                yield match[0], _number(number[0]), within


def _number(text: str) -> int:
    return _NUMBERS.get(text.lower()) or int(text)
