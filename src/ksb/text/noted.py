"""What stands out in a word by itself, whatever text it is in."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ksb.text.american import starts_american
from ksb.text.misspellings import corrected

NOUN_TOO = ("license", "licenses")
SHORTEST, LONGEST = 8, 30
"""How long a word must be to be a misspelling of another. Of shorter words, usually both exist."""
# With a single letter for the double one, these are different words: "stripped" and "striped".
_OTHER_WITH_ONE = re.compile(
    "^(?:bellying|canvass|chaffing|collocat|dessert|ferrule|filling|gravell|gripp|lattice|overrate|plann|platting|refill|riffl"
    "|scarr|scrapp|shamming|shinning|slopping|snipp|sparr|spitting|stalling|starr|stopping|stripp|tinni|twinning)"
)
_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1(?!$)")


class Noted(NamedTuple):
    """What stands out in a word in lower case."""

    right: str | None
    """The right spelling, if it is a known misspelling."""
    may_vary: bool
    """Whether it may have another spelling: it has a hyphen or a `z`, or it is American."""
    with_one: frozenset[str]
    """The same word with a single letter for one of its double letters, if it is long and would then be misspelt."""


@cache  # without a limit: a catalogue has some 10,000 words, and most files only words of others
def noted(word: str) -> Noted | None:
    """Return what stands out in a word in lower case; None for most words."""
    may_vary = "iz" in word or starts_american(word) or word in NOUN_TOO or not word.isalpha()
    long = SHORTEST <= len(word) <= LONGEST and not _OTHER_WITH_ONE.match(word)
    doubles = _DOUBLE.finditer(word) if long else ()
    with_one = frozenset(word[: double.start()] + word[double.end() - 1 :] for double in doubles)
    found = Noted(corrected(word), may_vary, with_one)
    return found if any(found) else None
