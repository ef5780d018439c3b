"""What a line of a document says: a statement with its code, a list of codes, a duty, an option.

Published standards, lists kept by providers and apprentices, and working drafts each have their ways to write these.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ksb.documents.text import BULLETS as _BULLETS
from ksb.importers.draft import MOST_PARTS

BULLETS = " \t" + _BULLETS
"""What may stand before the text of a list item."""
CODE = r"(?:ESB|TK|TS|[KSB])[ \xa0]?0{0,3}[1-9][0-9]{0,3}(?![0-9])"
_BEFORE = re.compile(rf"^(?:[{re.escape(BULLETS)}]+|o(?=\s))\s*(?=(?:\(?(?:[KSB]|TK|TS|ESB)\s?|[Dd]uty\s)[0-9])")
_PRIVATE = re.compile("^[\ue000-\uf8ff]+\\s*")
_STATEMENT = re.compile(
    rf"(?:\(({CODE})\)|\[({CODE})\]|({CODE}))(?:\s*(:)\s*|\s*(?:[.)|=]|[-–—](?=\s))?\s+)(\S.*)", re.DOTALL
)
_LOOSE = re.compile(
    r"(ESB|TK|TS|[KSB])[ \xa0._-]?0{0,3}([1-9][0-9]{0,3})(?![0-9])\s*[:.)|=–-]?\s+(\S.*)", re.IGNORECASE | re.DOTALL
)
_CODE_AFTER = re.compile(rf"[(\[]({CODE})[)\]]\.?$")
_NAMED = re.compile(
    r"(knowledge|skill|behaviou?r)s?\s+0{0,2}([1-9][0-9]{0,2})(?:\s*[:.)]\s*|\s+[–—-]\s+|$)(\S.*)?",
    re.IGNORECASE | re.DOTALL,
)
"""A statement whose code is spelled out, such as "Knowledge 1: The context"."""
BARE = re.compile(rf"[(\[]?({CODE})[)\]]?\s*[:.]?")
# "K1 to K3", "K1 and K2 (core)": not the wording of K1, but codes.
_MORE_CODES = re.compile(rf"(?:(?:and|or|to|[&–—/-])\s*)?{CODE}(?!\s*[:.)]|[A-Za-z])")
SHARED = re.compile(
    rf"[(\[]?({CODE}(?:\s*(?:[,&/+–—-]|and\b|or\b|to\b)\s*{CODE})+)[)\]]?(?:\s*:|\s+[–—-](?=\s))\s*(\S.*)", re.DOTALL
)
_IN_LIST = re.compile(
    rf"(?P<range>{CODE})\s*(?:-|–|—|to)\s*(?P<end>(?:ESB|TK|TS|[KSB])?[ \xa0]?0{{0,3}}[1-9][0-9]{{0,3}}(?![0-9]))"
    rf"|(?P<code>{CODE})"
    r"|(?<=[0-9])\s*(?:,|&|/|\band\b)\s*(?:and\s+)?0{0,2}(?P<number>[1-9][0-9]{0,2})(?![0-9A-Za-z])"
    r"(?:\s*(?:-|–|—|to)\s*(?P<to>[1-9][0-9]{0,2})(?![0-9A-Za-z]))?"
    r"|(?P<label>(?:ksbs?|knowledge|skills?|behaviou?rs?)\b\s*[:–—-]?)|(?P<gap>[\s,;/&+|•·.:]+|and\b)",
    re.IGNORECASE,
)
"""A part of a list of codes. A number after a code is of the same kind: "K1, 2 and 3"."""
_NUMBERS_OF_KIND = re.compile(
    r"\b(knowledge|skills?|behaviou?rs?|[KSB])\s*:\s*([0-9]{1,3}(?:\s*(?:[,;&–-]|\band\b|\bto\b)\s*[0-9]{1,3})*)\.?",
    re.IGNORECASE,
)
_SEVERAL_KINDS = re.compile(
    rf"(?=.*[0-9]\s*(?:[,&–-]|and\b|to\b)\s*[0-9])(?:ksbs?\s*:\s*)?(?:{_NUMBERS_OF_KIND.pattern}[\s,;|]*)+",
    re.IGNORECASE,
)
"""Such as "KSBs: Knowledge: 1, 2 Skills: 3". With one number for each kind it would say how many there are."""
_HYPHENS = str.maketrans("‐‑−", "---")
_LOWER = re.compile(r"[ksb]\s?[1-9][0-9]{0,3}\s*[:.)-]|page\s[0-9]|www\.|https?:")
"""What begins in lower case, and yet does not go on from the line before."""
_JOINING = re.compile(
    r"(?:,|[-–/&(]|\b(?:a|an|and|as|at|be|by|for|from|if|in|into|of|on|or|such|that|the|their|through|to|using|via|when"
    r"|which|with|within))$",
    re.IGNORECASE,
)
_DUTY = re.compile(r"duty\s+0{0,2}([1-9][0-9]{0,3})(?![0-9])\s*([:.)–—-]?)\s*(.*)", re.IGNORECASE | re.DOTALL)
_SHORT_DUTY = re.compile(r"D\s?0{0,2}([1-9][0-9]{0,2})(?![0-9])(?:\s*([:.)–—-])\s*|\s+(?=[A-Z][a-z]))(.*)", re.DOTALL)
_NUMBERED = re.compile(r"0{0,2}([1-9][0-9]{0,2})(?:([.):]|\s[–—-])\s*|\s+)(?=[^\W\d_])(.*)", re.DOTALL)
_AT_END = re.compile(
    rf"(?:\s*[(\[]\s*(?P<bracket>[^()\[\]]*{CODE}[^()\[\]]*)[)\]]\s*\.?"
    rf"|[\s(\[]+(?:mapped\s+)?KSBs?(?:\s+(?:covered|mapped|cited))?\s*[:–-]\s*(?P<named>[^()\[\]]*?)[)\]]?\.?"
    rf"|(?:\s*[:–—|-]\s*|\s\s+|\t|(?<=[.!?])\s)(?P<dash>{CODE}(?:[\s,;/&-]+{CODE})*)\.?"
    rf"|\s+(?P<run>{CODE}(?:[\s,;/&]*{CODE})+)\.?)$",
    re.IGNORECASE,
)
_KSBS_AT_END = re.compile(r"(?<=\S)\s*[–—|:(\[-]\s*(?:mapped\s+)?KSBs?\s*$", re.IGNORECASE)
_LONGEST_CODE = 20
"""Maximum number of characters of a code in brackets."""
_NEAR_END = 2_000
"""How many characters at the end of a duty are looked at for codes."""
_KEY = re.compile(r"([KSB]) (?:is|are|=|stands for) .+")
_FURNITURE = re.compile(
    r"(?:back to (?:duty|top|contents?|all .{1,40})|home\s*[>›»/].*|"
    r"page \d+(?: of \d+)?|\d+ ?/ ?\d+|skip to (?:main )?content|print (?:this page|(?:occupational )?standard)|"
    r"download(?: as)? (?:pdf|word)|table of contents|contents|end(?: of (?:document|standard))?|"
    r"(?:show|hide|expand|collapse)(?: all)?|version \d+ of \d+|v\d+(?:\.\d+)*|(?:crown )?copyright.{0,60}|© .{0,60}|"
    r"(?:https?://|www\.)\S+|total: \d+ \w+|"
    r"dut(?:y|ies)(?:\s+(?:criteria(?: for measuring performance)?|ksbs?|title|description|number))+)",
    re.IGNORECASE,
)
_DUTY_LIST = re.compile(
    r"(?:(duty|duties|D)\s*)?[1-9][0-9]{0,3}"
    r"(?:(?:\s*[,;&/]|\s+and\b|(?=\s))\s*(?:(?:duty|duties|D)\s*)?[1-9][0-9]{0,3})*\s*(?:[.,;]\s*)?",
    re.IGNORECASE,
)


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
    """Return a line without a bullet of a symbol font, and without any that stands before a code or a duty."""
    return _BEFORE.sub("", _PRIVATE.sub("", text))


def statement(text: str) -> Statement | None:
    """Return the code and the wording in a line that begins with a code; None for another, and for "K1 to K3"."""
    if match := _STATEMENT.fullmatch(text):
        code = plain(match[1] or match[2] or match[3])
        if not match[4] and _MORE_CODES.match(match[5]):
            return None
        bare = match[3] is not None and not text[match.end(3) : match.start(5)].strip()
        return Statement(code, match[5], bare)
    if match := BARE.fullmatch(text):
        return Statement(plain(match[1]), "")
    match = _NAMED.fullmatch(text)
    return Statement(f"{match[1][0].upper()}{match[2]}", match[3] or "") if match else None


def shared_statement(text: str) -> list[Statement]:
    """Return the statements of a line such as "K1 & K2: both", one for each code; none for another line."""
    match = SHARED.fullmatch(text)
    codes = codes_in(re.sub(r"\bor\b", "and", match[1])) if match else None
    return [Statement(code, match[2]) for code in codes or ()] if match else []


def statement_with_code_after(text: str) -> Statement | None:
    """Return the code and the wording in a line such as "The context of the role (K1)"; None for another."""
    match = _CODE_AFTER.search(text, max(len(text) - _LONGEST_CODE, 0))
    wording = text[: match.start()].rstrip() if match else ""
    return Statement(plain(match[1]), wording) if match and wording else None


def loose_statement(text: str) -> Statement | None:
    """Return the code and the wording in a line that writes its code as "b2" or "S.2"; None for another."""
    match = _LOOSE.fullmatch(text)
    return Statement(f"{match[1].upper()}{match[2]}", match[3]) if match else None


def duty_numbers(text: str, *, bare: bool = False) -> list[int]:
    """Return the duties in a list such as "Duty 1, Duty 4" or "D1 D4", with `bare` also "1, 4"; none in another."""
    match = _DUTY_LIST.fullmatch(text)
    return [int(number) for number in re.findall("[0-9]+", text)] if match and (bare or match[1]) else []


def numbered_title(text: str, expected: int) -> tuple[int, str]:
    """Return the number that a duty's title begins with, and the title; 0 for a title without one.

    "3 Phase supplies" has one only where the third duty is `expected`.
    """
    match = _NUMBERED.fullmatch(text)
    if match and (match[2] or int(match[1]) == expected):
        return int(match[1]), match[3]
    return 0, text


def plain(code: str) -> str:
    """Return a code in capitals, without a space or zeros before its number."""
    return re.sub(r"\s|(?<![0-9])0+", "", code).upper()


def codes_in(text: str) -> list[str] | None:
    """Return the codes of a list such as "K1, K2-K4 and S1" or "K1 K2S2"; None for a text that holds more than codes.

    A range gives every code from the first to the last.
    """
    found: list[str] = []
    at = 0
    text = text.translate(_HYPHENS)
    if text[:1] + text[-1:] in ("()", "[]"):
        text = text[1:-1]
    while at < len(text):
        match = _IN_LIST.match(text, at)
        if match is None or match.end() == at:
            return None
        if first := match["range"]:
            first, last = plain(first), plain(match["end"])
            prefix = first.rstrip("0123456789")
            start, end = int(first[len(prefix) :]), int(last.lstrip("ABEKST"))
            if last.rstrip("0123456789") not in ("", prefix) or not start < end <= start + 500:
                return None
            found += (f"{prefix}{number}" for number in range(start, end + 1))
        elif match["number"]:
            numbers = range(int(match["number"]), int(match["to"] or match["number"]) + 1)
            prefix = found[-1].rstrip("0123456789")
            found += (f"{prefix}{number}" for number in numbers)
        elif match["code"]:
            if not match["code"].isupper():
                return None
            found.append(plain(match["code"]))
        if len(found) > MOST_PARTS:  # more than a standard may have
            break
        at = match.end()
    return found or None


def numbers_of_kind(text: str) -> list[str]:
    """Return the codes of a line such as "K: 1, 3-5" or "Knowledge: 1, 2 Skills: 4"; none for another."""
    if not (_NUMBERS_OF_KIND.fullmatch(text) or _SEVERAL_KINDS.fullmatch(text)):
        return []
    return codes_in(_NUMBERS_OF_KIND.sub(lambda it: re.sub("[0-9]+", rf"{it[1][0].upper()}\g<0>", it[2]), text)) or []


def duty(text: str, *, short: bool = False) -> Duty | None:
    """Return the duty that a line begins; with `short` also "D1: Bake bread"."""
    match = _DUTY.fullmatch(text) or (_SHORT_DUTY.fullmatch(text) if short else None)
    if not match:
        return None
    title, codes = without_codes(match[3])
    prose = not match[2] and title[:1].islower() and not codes
    return Duty(int(match[1]), title, tuple(codes), prose)


def without_codes(title: str) -> tuple[str, list[str]]:
    """Return the title of a duty without the codes at its end, and the codes."""
    codes: list[str] = []
    while True:
        start = max(len(title) - _NEAR_END, 0)
        if found := codes_in(title):
            return "", found + codes
        match = _AT_END.search(title, start) if re.search(CODE, title[start:]) else None
        listed = codes_in(next(filter(None, match.groups()), "")) if match else None
        if not match or not listed:
            return title, codes
        codes = listed + codes
        title = _KSBS_AT_END.sub("", title[: match.start()]).rstrip().rstrip("–—-:|(").rstrip()


def key(text: str) -> str:
    """Return the kind that a line of the key explains, by its name in the file format; "" for another line."""
    match = _KEY.fullmatch(text)
    return {"K": "knowledge", "S": "skills", "B": "behaviours"}[match[1]] if match else ""


def is_furniture(text: str) -> bool:
    """Return whether a line is part of the page around a document: "Back to Duty", "Page 2 of 7"."""
    return len(text) < 120 and _FURNITURE.fullmatch(text.strip(" -–—|")) is not None


def goes_on(text: str, before: str) -> bool:
    """Return whether a line goes on from the line before."""
    if not text or not before:
        return False
    if text[0].islower() and not _LOWER.match(text):
        return True
    return _JOINING.search(before[-12:]) is not None and not _LOWER.match(text)


def names_code(text: str) -> bool:
    """Return whether a text holds a code, wherever it stands."""
    return re.search(rf"(?<![A-Za-z0-9]){CODE}", text) is not None


def codes_named(text: str) -> list[str]:
    """Return the codes in a text, wherever they stand, each once."""
    return list(dict.fromkeys(map(plain, re.findall(rf"(?<![A-Za-z0-9]){CODE}(?![A-Za-z])", text))))
