"""Why a text is not YAML: the reader's messages in the words of authors, and what probably causes a fault."""

import re
import unicodedata
from functools import cache

from ksb.limits import MAX_DEPTH
from ksb.models import AlsoTitled, Claim, Duty, Key, Method, Option
from ksb.standard import Standard

_COMMENT = re.compile(r"(?<=\S)(?<!:)(?<!-)[ \t]+(#.*)")
"""A comment after a text."""
_BEGINNING = re.compile(r"\s*(?:-\s|[^:#]+:(?:\s|$)|$)")
"""The beginning of a line that does not continue a text."""
_NEAR = 2_000
"""Maximum distance in characters between a fault and what causes it."""
_TAG = "a text that starts with ! must be in quotes"
_DIRECTIVE = "a line can't start with %, but for %YAML 1.2 at the start of the file"
_PLAINER = {
    "block sequence entries are not allowed in this context": (
        "a text that starts with '- ' must be in quotes, and a list starts in the line below its name"
    ),
    "mapping keys are not allowed in this context": "a text that starts with '? ' must be in quotes",
    "did not find expected comment or line break": (
        "a text that starts with | or > must be in quotes; after these signs, the text starts in the line below"
    ),
    "found an indentation indicator equal to 0": "a text that starts with | or > must be in quotes",
    "found unknown escape character": (
        "in double quotes, \\ starts the code of a character: write \\\\, or put the text in single quotes"
    ),
    "did not find expected hexdecimal number": (
        "in double quotes, \\x and \\u start the number of a character: write \\\\, or put the text in single quotes"
    ),
    "found unexpected document indicator": "a line of a text in quotes can't start with --- or ...",
    "found a tab character where an indentation space is expected": "tab character; indent with spaces",
    "did not find expected tag URI": _TAG,
    "did not find the expected '>'": _TAG,
    "found undefined tag handle": _TAG,
    "did not find expected whitespace or line break": _TAG,
    "found unknown directive name": _DIRECTIVE,
    "found incompatible YAML document": _DIRECTIVE,
    "mapping values are not allowed in this context": (
        "a text that contains ': ' must be in quotes, or a line is indented too far"
    ),
    "found character that cannot start any token": (
        "a text can't start with this character (a tab, %, @ or `): indent with spaces, or put the text in quotes"
    ),
    "did not find expected alphabetic or numeric character": "a text that starts with * or & must be in quotes",
    "could not find expected ':'": "a ':' is missing after a field's name",
    "did not find expected key": "a line is indented too little or too far, or a quote is missing",
    "did not find expected '-' indicator": "a line of this list does not start with '- '",
    "did not find expected ',' or ']'": "the list that starts with '[' is not closed by ']'",
    "did not find expected ',' or '}'": "the mapping that starts with '{' is not closed by '}'",
    "found unexpected end of stream": "a quote is opened here and never closed",
    "did not find expected node content": "something is missing or out of place here, such as a value or a bracket",
    "found undefined alias": "an alias (*name) has no anchor (&name) before it",
    "second occurrence": "an anchor (&name) is defined twice",
    "exceeded maximum nesting depth": f"nested deeper than {MAX_DEPTH} levels",
}


def plainer(said: str) -> str:
    """Return what the YAML reader said in plain English."""
    return _PLAINER.get(said, said)


def probable_cause(text: str, at: int) -> tuple[str, int, int] | None:
    """Return the probable cause of a fault that the YAML reader finds at a character, and its place.

    The reader takes `K1:The` as a text, and finds lines later that a field was expected.
    """
    start = text.rfind("\n", 0, at) + 1
    here = text[start : start + _NEAR].partition("\n")[0]
    above = text.rfind("\n", 0, max(start - 1, 0)) + 1
    before = text[start:at].rstrip(" ")
    if before.endswith(('"', "'")) and here[at - start :].strip():
        inside = '\\"' if before.endswith('"') else "''"
        message = f"the text goes on after its quotes: put them around all of it, and write {inside} inside"
        return message, start + len(before) - 1, at
    comment = _COMMENT.search(text, above, start)
    if comment and not _BEGINNING.match(here):
        message = "this comment ends the text that continues below; put it on a line of its own, above the text"
        return message, *comment.span(1)
    joined, foreign_space, dashed, unmarked = _patterns()
    end = start + len(here)
    if space := foreign_space.search(text, above, end):
        name = unicodedata.name(space[1]).lower()
        return (f"not a space in YAML (U+{ord(space[1]):04X}, {name}); write a space", *space.span(1))
    if dash := dashed.search(text, above, end):
        return f"an item of a list starts with `-`, not with `{dash[1]}`", *dash.span(1)
    if named := unmarked.search(text, above, start):
        return f"a `:` is missing after `{named[1]}`", *named.span(1)
    last = [*joined.finditer(text, max(at - _NEAR, 0), end)][-1:]
    return next(((f"a space is missing after `{match[1]}`", *match.span(1)) for match in last), None)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of four causes of faults. What is wrong is the first group of each."""
    parts = (Standard, Key, Claim, Option, AlsoTitled, Duty, Method)
    code = r"(?:[KSB]|TK|TS|ESB)\d+"
    named = rf"(?:{code}|{'|'.join(sorted({name for part in parts for name in part.model_fields}))})"
    causes = (
        # A code, a field's name or the dash of an item without a space after it.
        rf"^ *(?:- +)?({named}:(?=[^\s/])|-(?={code}|{named}:))",
        # Before a text, a space that YAML takes for a character of the text.
        rf"^ *(?:- *)?(?:{named}:)?([\xa0\u2000-\u200b\u202f\u3000])",
        # An item that starts with a long dash or a bullet.
        rf"^ *([‐–—−•·]) *(?={named}:)",
        # A code without a colon in its line.
        rf"^ *(?:- +)?({code})(?= +(?!and\b|or\b|to\b)[^\s:])(?!.*:(?:\s|$))",
    )
    return tuple(re.compile(cause, re.MULTILINE) for cause in causes)
