"""Words that a hyphen breaks at the end of a line, in text that was copied from a PDF."""

import re
from collections.abc import Set

SIGNS = "-\xad¬"
"""What stands at the end of a line in the middle of a word."""
_BROKEN = re.compile(rf"(?<!\w)[^\W\d_]+(?:-[^\W\d_]+)*[{SIGNS}]$")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?![-\w])")
_LONGEST_WORD = 60
_FIRST_PARTS = frozenset(
    {"client", "co", "cross", "customer", "end", "evidence", "face", "first", "full", "hand", "hands", "health",
     "high", "inter", "long", "low", "multi", "non", "off", "on", "one", "part", "patient", "person", "post",
     "pre", "problem", "re", "real", "second", "self", "semi", "short", "sub", "third", "time", "two", "up",
     "well", "work"}
)  # fmt: skip
"""What often stands before a hyphen that belongs to the word, such as that of "end-point"."""


def words_in(text: str) -> list[str]:
    """Return the words of a text; one with a hyphen is one word."""
    return _WORD.findall(text)


def broken_word(line: str, following: str) -> tuple[str, str] | None:
    """Return both parts of the word that is broken between two lines, the first with its hyphen; None if none is."""
    first = _BROKEN.search(line[-_LONGEST_WORD:])
    second = _LETTERS.match(following)
    if not first or not second or not second[0][0].islower() or second[0] in ("and", "or", "to"):
        return None
    return first[0], second[0]


def between(first: str, second: str, words: Set[str]) -> str:
    """Return what belongs between the parts of a broken word: a hyphen or nothing. `words` are those of the document.

    `first` ends in the hyphen that breaks the word.
    """
    start, end = first[:-1].lower(), second.lower()
    apart = f"{start}-{end}" in words or {start, end} <= words or start in _FIRST_PARTS
    return "-" if "-" in start or (first[-1] == "-" and start + end not in words and apart) else ""
