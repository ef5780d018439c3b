"""What a line of a document says: one statement with its code or several, a duty, a line of the key, page furniture.

Published standards, lists kept by providers and apprentices, and working drafts each have their ways to write these.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ksb.documents.text import BULLETS as _BULLETS
from ksb.evidence.patterns import PREFIX
from ksb.importers.codes import CODE, LOOSE_CODE, PICTURES, codes_in, loose_code, plain, without_codes
from ksb.kinds import split_code

BULLETS = " \t" + _BULLETS
"""What may stand before the text of a list item."""
_BEFORE = re.compile(rf"^(?:[{re.escape(BULLETS)}{PICTURES}]+|o(?=\s))\s*(?=(?:\(?{PREFIX}\s?|[Dd]uty\s)[0-9])")
_PRIVATE = re.compile("^[\ue000-\uf8ff]+\\s*")
_KEYCAPS = re.compile("^(?:[0-9]\ufe0f?\u20e3)+")
_STATEMENT = re.compile(
    rf"(?:\(({CODE})\)|\[({CODE})\]|({CODE}))(?:\s*([:：]:?|[-–—](?=[A-Z][a-z]))\s*|\s*(?:[.)|=]|[-–—](?=\s))?\s+)(\S.*)",
    re.DOTALL,
)
_LOOSE = re.compile(rf"{LOOSE_CODE}\s*[:.)|=–-]?\s+(?P<wording>\S.*)", re.IGNORECASE | re.DOTALL)
_NAMED = re.compile(rf"{LOOSE_CODE}(?:\s*[:.)]\s*|\s+[–—-]\s+|$)(?P<wording>\S.*)?", re.IGNORECASE | re.DOTALL)
"""A statement whose code is spelled out, such as "Knowledge 1: The context"."""
_MOST_DIGITS = 3
"""A longer number after "Knowledge" may be a year."""
BARE = re.compile(rf"[(\[]?({CODE})[)\]]?\s*[:.]?")
# "K1 to K3", "K1 and K2 (core)": not the wording of K1, but codes.
_MORE_CODES = re.compile(rf"(?:(?:and|or|to|[&–—/-])\s*)?{CODE}(?!\s*[:.)]|[A-Za-z])")
SHARED = re.compile(
    rf"[(\[]?({CODE}(?:\s*(?:[,&/+–—-]|and\b|or\b|to\b)\s*{CODE})+)[)\]]?(?:\s*:|\s+[–—-](?=\s))\s*(\S.*)", re.DOTALL
)
_LOWER = re.compile(r"[ksb]\s?[1-9][0-9]{0,3}\s*[:.)-]|d[1-9][0-9]?\s|page\s[0-9]|www\.|https?:")
"""What begins in lower case, and yet does not go on from the line before."""
_JOINING = re.compile(
    r"(?:,|[-–/&(]|\b(?:a|an|and|as|at|be|by|for|from|if|in|into|of|on|or|such|that|the|their|through|to|using|via|when"
    r"|which|with|within)|\b(?:e\.g|i\.e)\.)$",
    re.IGNORECASE,
)
_NEAR_END = 400
_BROKEN = tuple(
    (re.compile(rf"{start}[^{signs}]{{0,200}}$"), re.compile(rf"[^{signs}]{{0,200}}{end}"))
    for start, signs, end in ((r"[(\[]", r"()\[\]", r"[)\]]"), (r'(?:^|\s)["“]', '"“”', '["”]'))
)
"""The end of a text in the middle of brackets or quotes, and the start of a line in them."""
_DUTY = re.compile(r"duty\s+(?:D-?)?0{0,2}([1-9][0-9]{0,3})(?![0-9])\s*([:：.)–—-]?)\s*(.*)", re.IGNORECASE | re.DOTALL)
_NO_TITLE = re.compile(r"=|[0-9]{1,2}[:.][0-9]{2}(?![0-9])|[0-9.,]+\s*[%×*]")
"""What follows the number of another duty: a tax such as "Duty 1 = 10%", a time in a roster."""
_SHORT_DUTY = re.compile(
    r"D[\s-]?0{0,2}([1-9][0-9]{0,2})(?![0-9])(?:\s*([:.)–—-])\s*|\s+(?=[A-Z][a-z]))(.*)", re.DOTALL
)
_NUMBERED = re.compile(r"0{0,2}([1-9][0-9]{0,2})(?:([.):]|\s[–—-])\s*|\s+)(?=[^\W\d_])(.*)", re.DOTALL)
_KEY = re.compile(r"([KSB]) (?:is|are|=|stands for) .+")
_FURNITURE = re.compile(
    r"(?:back to (?:duty|top|contents?|all .{1,40})|home\s*[>›»/].*|"
    r"page \d+(?: of \d+)?|\d+ ?/ ?\d+|skip to (?:main )?content|print (?:this page|(?:occupational )?standard)|"
    r"download(?: as)? (?:pdf|word)|table of contents|contents|end(?: of (?:document|standard))?|"
    r"(?:show|hide|expand|collapse)(?: all)?|version \d+ of \d+|v\d+(?:\.\d+)*|© .{0,60}|"
    r"(?:crown copyright|(?-i:C)opyright).{0,60}|"
    r"(?:knowledge|skills?|behaviou?rs?)\s*[:–—-]\s*(?:none|n/?a|nil)\.?|"
    r".{1,100}?(?:\.{4,}|…{2,}) ?\d{1,3}|"
    r"(?:https?://|www\.)\S+|total: \d+ \w+|"
    r"dut(?:y|ies)(?:\s+(?:criteria(?: for measuring performance)?|ksbs?|title|description|number))+)",
    re.IGNORECASE,
)
_CONTENTS = re.compile(r"(?:table of )?contents:?", re.IGNORECASE)
_DUTY_WORD = r"(?:(?:duty|duties|D)\s*)?"
_DUTIES = rf"[1-9][0-9]{{0,3}}(?:\s*(?:[-–—]|to\b)\s*{_DUTY_WORD}[1-9][0-9]?(?![0-9]))?"
_DUTY_LIST = re.compile(
    rf"(?:(duty|duties|D)\s*)?{_DUTIES}(?:(?:\s*[,;&/]|\s+and\b|(?=\s))\s*{_DUTY_WORD}{_DUTIES})*\s*(?:[.,;]\s*)?",
    re.IGNORECASE,
)
_DUTY_RANGE = re.compile(rf"([0-9]+)(?:\s*(?:[-–—]|to\b)\s*{_DUTY_WORD}([0-9]+))?", re.IGNORECASE)
_ALL_DUTIES = re.compile(r"(?:all(?:\s+of)?(?:\s+the)?(?:\s+duties)?|(?:each|every)\s+duty)\.?", re.IGNORECASE)
_DIVIDER = "[,;|/•●▪◦·]"
_NEXT = re.compile(rf"(?<!\s)(?:[^\S\n]++[|•●▪◦·])?[^\S\n]++(?=[(\[]?({CODE})[)\]]?(?:\s*:|\s+[A-Z]))")
_CODES = re.compile(rf"(?<![A-Za-z0-9]){CODE}")
_WORDED = re.compile(
    rf"(?:^|(?<![^\S\n])(?:[^\S\n]*+{_DIVIDER})?[^\S\n]++)(?=[(\[]?({CODE})[)\]]?(?:\s{{0,3}}[:.=–—-])?\s{{1,3}}"
    r"(?!(?:and|or|to|plus|through)\b)[^\W\d_]{2})"
)
"""What stands before a code with a wording, however the two are divided."""
_SIGN = re.compile(r"[)\]]?\s{0,3}([:=–—-])\s")
_LEAST_CODES = 3
"""Minimum number of codes that count up and begin statements; fewer may be named in the wording of the first."""
_MOST_SKIPPED = 100


class Statement(NamedTuple):
    """A code with its wording; "" where the wording stands elsewhere."""

    code: str
    wording: str
    plain: bool = False
    """Whether only a space separates the two, so that it may be the middle of a sentence."""


class Duty(NamedTuple):
    """The first line of a duty."""

    number: int
    title: str
    codes: tuple[str, ...] = ()
    """The codes in the line itself."""
    prose: bool = False
    """Whether it goes on as a sentence does: "Duty 1 is the hardest"."""


def without_bullet(text: str) -> str:
    """Return a line without a bullet of a symbol font, and without any that stands before a code or a duty.

    A number of keycap emoji is "1.".
    """
    text = _KEYCAPS.sub(lambda it: f"{''.join(filter(str.isdecimal, it[0]))}.", text)
    return _BEFORE.sub("", _PRIVATE.sub("", text))


def statement(text: str) -> Statement | None:
    """Return the code and the wording in a line that begins with a code; None for another, and for "K1 to K3"."""
    if match := _STATEMENT.fullmatch(text):
        code = plain(match[1] or match[2] or match[3])
        if not match[5].strip("-–— "):  # "K4 -": its wording is to be written
            return Statement(code, "")
        if not match[4] and _MORE_CODES.match(match[5]):
            return None
        bare = match[3] is not None and not text[match.end(3) : match.start(5)].strip()
        return Statement(code, match[5], bare)
    if match := BARE.fullmatch(text):
        return Statement(plain(match[1]), "")
    match = _NAMED.fullmatch(text)
    if match is None or match["prefix"] or len(match["number"]) > _MOST_DIGITS:
        return None
    return Statement(loose_code(match), match["wording"] or "")


def shared_statement(text: str) -> list[Statement]:
    """Return the statements of a line such as "K1 & K2: both", one for each code; none for another line."""
    match = SHARED.fullmatch(text)
    codes = codes_in(re.sub(r"\bor\b", "and", match[1])) if match else None
    return [Statement(code, match[2]) for code in codes or ()] if match else []


def loose_statement(text: str) -> Statement | None:
    """Return the code and the wording in a line that writes its code as "b2" or "S.2"; None for another."""
    match = _LOOSE.fullmatch(text)
    return Statement(loose_code(match), match["wording"]) if match and match["prefix"] else None


def duty_numbers(text: str, *, bare: bool = False) -> list[int]:
    """Return the duties in a list such as "Duty 1, Duty 4" or "D1-D3", with `bare` also "1, 4"; none in another."""
    match = _DUTY_LIST.fullmatch(text)
    if not match or not (bare or match[1]):
        return []
    ranges = [range(int(first), int(last or first) + 1) for first, last in _DUTY_RANGE.findall(text)]
    return [number for numbers in ranges for number in numbers] if all(ranges) else []


def names_all_duties(text: str) -> bool:
    """Return whether a cell of a column of duties names all: "All duties", "All"."""
    return _ALL_DUTIES.fullmatch(text) is not None


def numbered_title(text: str, expected: int) -> tuple[int, str]:
    """Return the number that a duty's title begins with, and the title; 0 for a title without one.

    "3 Phase supplies" has one only where the third duty is `expected`.
    """
    match = _NUMBERED.fullmatch(text)
    if match and (match[2] or int(match[1]) == expected):
        return int(match[1]), match[3]
    return 0, text


def duty(text: str, *, short: bool = False) -> Duty | None:
    """Return the duty that a line begins; with `short` also "D1: Bake bread"."""
    match = _DUTY.fullmatch(text) or (_SHORT_DUTY.fullmatch(text) if short else None)
    if not match:
        return None
    if _NO_TITLE.match(match[3]):
        return None
    title, codes = without_codes(match[3])
    prose = not match[2] and title[:1].islower() and not codes
    return Duty(int(match[1]), title, tuple(codes), prose)


def key(text: str) -> str:
    """Return the kind that a line of the key explains, by its name in the file format; "" for another line."""
    match = _KEY.fullmatch(text)
    return {"K": "knowledge", "S": "skills", "B": "behaviours"}[match[1]] if match else ""


def is_furniture(text: str) -> bool:
    """Return whether a line is part of the page around a document: "Back to Duty", "Page 2 of 7"."""
    return len(text) < 120 and _FURNITURE.fullmatch(text.strip(" -–—|()")) is not None


def names_contents(text: str) -> bool:
    """Return whether a line is the heading of a table of contents."""
    return _CONTENTS.fullmatch(text) is not None


def goes_on(text: str, before: str) -> bool:
    """Return whether a line goes on from the line before."""
    if not text or not before:
        return False
    if text[0].islower() and not _LOWER.match(text):
        return True
    before = before[-_NEAR_END:]
    within = any(closes.match(text) and opens.search(before) for opens, closes in _BROKEN)
    return (within or _JOINING.search(before[-12:]) is not None) and not _LOWER.match(text)


def statements(text: str) -> Iterator[str]:
    """Yield the statements on one line: "S2: Take orders. S3: Wrap" are two, and "K1 Tea K2 Milk", which count up."""
    first = BARE.match(text)
    start = 0
    before = split_code(plain(first[1])) if first else ("", 0)
    for match in _NEXT.finditer(text, first.end()) if first else ():
        code = split_code(plain(match[1]))
        counts = code == (before[0], before[1] + 1) and not SHARED.match(text, start)
        in_brackets = text[match.end()] in "([" and text[start] in "(["
        if counts or in_brackets or match[0].strip() or text[match.start() - 1] in ".;!?":
            yield text[start : match.start()]
            start, before = match.end(), code
    yield text[start:]


def duty_before_statements(text: str) -> str | None:
    """Return the duty of a line that goes on with its statements: "Duty 1: Bake K1: Flour K2: Ovens"."""
    first = _CODES.search(text) if _DUTY.match(text) else None
    return text[: first.start()].rstrip() if first and counting_up(text[first.start() :]) else None


def counting_up(text: str) -> list[str]:
    """Return the statements of "K1 how to plan K2 how to budget K3 ...", however they are divided; [] for another.

    Codes of several kinds may skip numbers, as the KSBs of a duty do: "K1 flour, K4 ovens, S2 bake".
    """
    found = list(_WORDED.finditer(text))
    signs = {sign[1] if (sign := _SIGN.match(text, match.end(1))) else "" for match in found}
    divided = [match[0].strip() or text[match.start() - 1] == "." or text[match.end()] in "([" for match in found[1:]]
    apart = len(signs) == 1 and all(divided) and "," not in divided
    least = 2 if apart or signs == {":"} else _LEAST_CODES
    if len(found) < least or found[0].start() or not (apart or len(found) == len(_CODES.findall(text))):
        return []
    codes = [split_code(plain(match[1])) for match in found]
    kinds = list(dict.fromkeys(prefix for prefix, _ in codes))
    if len(kinds) > 1 and ("" in signs or len(signs) > 1) and not all(divided):
        return []
    step = (1,) if len(kinds) == 1 else range(1, _MOST_SKIPPED)
    if codes != sorted(codes, key=lambda code: (kinds.index(code[0]), code[1])):
        return []
    if any(first[0] == then[0] and then[1] - first[1] not in step for first, then in pairwise(codes)):
        return []
    ends = [match.start() for match in found[1:]]
    return [text[match.end() : end] for match, end in zip(found, [*ends, len(text)], strict=True)]
