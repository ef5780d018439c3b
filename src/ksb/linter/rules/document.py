"""KSB0xx: the file itself.

The reader (`ksb.source`, `ksb.validate`) and the engine find most of these faults: their functions here only hold the
documentation.
"""

import re
from collections.abc import Iterator

from ksb.linter.finding import Issue
from ksb.linter.passages import Passage, Passages
from ksb.linter.rule import rule, text_rule
from ksb.positions import DUPLICATE_KEY, INVALID_SHAPE, UNREADABLE
from ksb.standard import Standard


@rule(UNREADABLE, severity="error")
def unreadable(standard: Standard) -> Iterator[Issue]:
    """A file that is not UTF-8, not YAML, or beyond the limits on size, depth and aliases.

    Nothing else can be checked in such a file, so this rule can't be switched off. Save the file as UTF-8 without a
    byte-order mark, indent with spaces, and put quotes around texts that contain `: ` or ` #`.

    Bad:
        title: Editor: film and television
    Good:
        title: 'Editor: film and television'
    """
    return iter(())


@rule(INVALID_SHAPE, severity="error")
def invalid_shape(standard: Standard) -> Iterator[Issue]:
    """A field that is missing, unknown, or of the wrong type.

    `ksb` would ignore an unknown field, and usually its name is misspelt. Nothing else can be checked in such a file,
    so this rule can't be switched off. `ksb schema` prints the JSON Schema of the format, for editors.

    Bad:
        title: Editor
        publsher: ScreenSkills
    Good:
        title: Editor
        publisher: ScreenSkills
    """
    return iter(())


@rule(DUPLICATE_KEY, severity="error")
def duplicate_key(standard: Standard) -> Iterator[Issue]:
    """The same field twice in one mapping.

    YAML tools keep one of the two and drop the other without a message. Remove one, or give it another code. This
    rule can't be switched off.

    Bad:
        ksbs:
          K1: How a production is scheduled
          K1: How a production is paid for
    Good:
        ksbs:
          K1: How a production is scheduled
    """
    return iter(())


# What starts with a character, not with a condition, is found ten times as fast.
_LOST = re.compile(r"#(?<=[ \t]#)\w"), re.compile(r"# (?<=\b[A-G] # )"), re.compile(r"&(?<!\S&)\S")
_COMMENT = re.compile(r"[ \t]+(#(?!(?i:ksb))(?:\w| [^\r\n]*\b[A-G] # )[^\r\n]*)")
_ANCHOR = re.compile(r"(?<!\S)&(\S+)\s+$")
_BEFORE = 200
"""How many characters before a text may hold its anchor."""
_MOST_QUOTED = 60
"""Maximum number of characters that a message quotes."""


@text_rule("KSB004", severity="warning")
def lost_words(texts: Passages) -> Iterator[Issue]:
    """Words that look like a part of a text, but that YAML leaves out of it.

    In a text without quotes, YAML takes what follows a space and a `#` for a comment, and a first word that starts with
    `&` for an anchor. Put quotes around the text. If it is a comment, write a space after the `#`; if it is an anchor
    that no alias uses, remove it. Comments that start with a space are not reported, but for those with a note such as
    "F # ".

    Bad:
        ksbs:
          K1: How to book studio #2 for a day
    Good:
        ksbs:
          K1: 'How to book studio #2 for a day'
    """
    source = texts.source
    if source is None or not any(pattern.search(source.text) for pattern in _LOST):
        return
    cited = (Passage((*at, code), f"{code} in Duty {duty.number}", text) for at, duty, code, text in texts.cited)
    for passage in (*texts.each, *cited):
        extent = source.extent(passage.at)
        if extent is None or extent.style:
            continue
        if comment := _COMMENT.match(source.text, extent.end):
            lost = comment[1] if len(comment[1]) <= _MOST_QUOTED else f"{comment[1][:_MOST_QUOTED]} …"
            problem = f'ends before "{lost}", which YAML takes for a comment'
            comment_too = ", or write a space after the #" if comment[1][1] != " " else ""
            yield passage.issue(f"{problem}: put the text in quotes{comment_too}")
        anchor = _ANCHOR.search(source.text, max(extent.start - _BEFORE, 0), extent.start)
        if anchor and f"*{anchor[1]}" not in source.text:
            problem = f'lacks its start "&{anchor[1]}", which YAML takes for an anchor'
            yield passage.issue(f"{problem}: put the text in quotes, or remove the anchor")


@rule("KSB009", severity="warning")
def unused_suppression(standard: Standard) -> Iterator[Issue]:
    """An ignore comment, or an entry in the configuration or the baseline, that silences nothing.

    The fault was fixed, or the code is misspelt. If the entry stays, it hides the next fault of that kind. Remove it.
    An entry in `per-file-ignores` is reported when every file that matches it was checked, an entry in a baseline when
    its file was checked. Entries in `ignore` and `allowed-spellings` are never reported, because they are also meant
    for later faults.

    Bad:
        ksbs:
          K1: How a production is scheduled  # ksb: ignore[KSB204]
    Good:
        ksbs:
          K1: How a production is scheduled
    """
    return iter(())
