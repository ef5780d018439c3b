"""Lists of codes: "K1, K2-K4 and S1", "Knowledge: 1, 2", and those in which not everything is a code."""

import re
from typing import NamedTuple

from ksb.evidence.patterns import PREFIX
from ksb.importers.draft import MOST_PARTS
from ksb.kinds import split_code

_DIGITS = r"0{0,3}[1-9][0-9]{0,3}(?![0-9])"
CODE = rf"{PREFIX}[ \xa0-]?{_DIGITS}"
LOOSE_CODE = (
    rf"(?:(?P<prefix>{PREFIX})[ \xa0._-]?|(?P<word>knowledge|skill|behaviou?r)s?\s+)"
    r"0{0,3}(?P<number>[1-9][0-9]{0,3})(?![0-9])"
)
"""A code that is written as "k1" or "K.1", or spelled out as "Knowledge 1"; see `loose_code`."""
PICTURES = "\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f300-\U0001faff"
"""Emoji, as a part of a set of characters in a pattern."""
_KIND = "knowledge|skills?|behaviou?rs?"
_ALL_OF = r"all\s+(?:of\s+)?(?:the\s+)?(?P<all>knowledge|skills|behaviou?rs)"
_TO = r"\s*(?:-|–|—|to)\s*"
_MAPPED = r"(?:(?:mapped|linked|related|relevant)\s+)?"
_SIGNS = r"[\s,;/&+|•·.:"
"""What stands between the codes of a list, as the start of a set of characters in a pattern."""
_IN_LIST = re.compile(
    rf"(?P<range>{CODE}){_TO}(?P<end>{PREFIX}?[ \xa0]?{_DIGITS})"
    rf"|(?P<code>{CODE})"
    r"|(?<=[0-9])\s*(?:,|&|/|\band\b)\s*(?:and\s+)?0{0,2}(?P<number>[1-9][0-9]{0,2})(?![0-9A-Za-z])"
    rf"(?:{_TO}(?P<to>[1-9][0-9]{{0,2}})(?![0-9A-Za-z]))?"
    rf"|(?P<label>(?:{_MAPPED}ksbs?|{_KIND}|(?:mapped|linked)\s+to|uses|covers|needs|requires)\b"
    r"\s*[:–—-]?(?:\s*(?:none|n/a)\b)?)"
    rf"|(?P<gap>{_SIGNS}{PICTURES}]+|and\b)",
    re.IGNORECASE,
)
"""A part of a list of codes. A number after a code is of the same kind: "K1, 2 and 3"."""
_NUMBERS = r"[0-9]{1,3}(?:\s*(?:[,;&–-]|\band\b|\bto\b)\s*[0-9]{1,3})*"
_NUMBERS_OF_KIND = re.compile(rf"\b({_KIND}|[KSB](?=\s*:))\s*:?\s*({_NUMBERS})\.?", re.IGNORECASE)
_SEVERAL_KINDS = re.compile(
    r"(?=.*(?:[0-9]\s*(?:[,&–-]|and\b|to\b)\s*[0-9]|\b(?:skill|behaviou?r)\s[0-9]))"
    rf"(?:ksbs?\s*:\s*)?(?:{_NUMBERS_OF_KIND.pattern}[\s,;|]*)+",
    re.IGNORECASE,
)
"""Such as "KSBs: Knowledge: 1, 2 Skills: 3". With one number for each kind it would say how many there are."""
_BRACKETED = re.compile(rf"[(\[]({CODE})[)\]]")
_HYPHENS = str.maketrans("‐‑−", "---")
_MORE = rf"(?:(?:[\s,;/&–-]|\b(?:and|to)\b)*{CODE}|\s?[–-]\s?[1-9][0-9]{{0,2}}(?![0-9]))"
"""What may follow a code in a list."""
_AT_END = re.compile(
    rf"(?:\s*[(\[{{]\s*(?P<bracket>[^()\[\]{{}}]*[0-9][^()\[\]{{}}]*)[)\]}}]\s*\.?"
    rf"|[\s(\[]+{_MAPPED}KSBs?(?:\s+(?:covered|mapped|cited))?\s*[:=–-]\s*(?P<named>[^()\[\]]*?)[)\]]?\.?"
    rf"|(?:\s*[–—|(]|(?<=[.;,]))?\s+(?P<kinds>(?:(?:ksbs?|{_KIND})\s*:\s*(?:{CODE}{_MORE}*|none\b|n/a\b)[.;,|\s]*)+)"
    rf"|(?:\s*[:–—|]\s*|(?:\s|(?<=[0-9)]))-\s*|\s\s+|\t|(?<=[.!?])\s)(?P<dash>{CODE}{_MORE}*)\.?"
    rf"|\s+(?P<run>{CODE}{_MORE}+)\.?)$",
    re.IGNORECASE,
)
_KSBS_AT_END = re.compile(rf"(?<=\S)\s*[,–—|:(\[-]\s*{_MAPPED}KSBs?\s*$", re.IGNORECASE)
_SIGNS_AT_END = re.compile(r"(?:\s*(?:[:|(→]|[-=]>)|\s+[–—-])*\s*$")
_NAMES_CODES = re.compile(rf"{CODE}|(?:knowledge|skill|behaviour)s?\s+[0-9]", re.IGNORECASE)
_NEAR_END = 2_000
"""How many characters at the end of a duty are looked at for codes."""
_LONGEST_LABEL = 100
"""How many characters before those codes are looked at for what announces them."""
_START = re.compile(rf"(?<![\w-]){CODE}(?!\w)")
_LABEL = re.compile(rf"(?:mapped |linked )?(?:ksbs?|{_KIND})\s*[:–—-]?", re.IGNORECASE)
_PART = re.compile(
    rf"(?P<codes>{CODE}(?!\w)(?:\s*(?:-|–|—|\bto\b)\s*(?:{CODE}|[0-9]{{1,3}})(?!\w))?)"
    rf"|{_ALL_OF}\b"
    rf"|(?P<gap>{_SIGNS}]+|and\b)"
    r"|(?P<bracket>[(\[][^()\[\]]{1,60}[)\]])"
    r"|[–—-]\s*[^\s,;–—-][^,;]*"
    r"|(?:[KSBksb][0-9lIOo?]{1,2}|\?{1,3})(?!\w)"
    r"|(?<=[,;] )[^,;()\[\]]+"
)
"""A part of a list that is not all codes: at the end of the pattern a text after a dash, a slip, and a remark."""
_ALL_ALONE = re.compile(rf"(?:(?P<kind>knowledge|skills|behaviou?rs|[KSB])\s*[:–—-]\s*all|{_ALL_OF})\.?", re.IGNORECASE)
_MOST_WORDS = 3
_LONGEST_LIST = 500
_MOST_STARTS = 20


class Codes(NamedTuple):
    """A list of codes at the end of a text."""

    before: str
    """The text before the list."""
    codes: list[str]
    remarks: list[str]
    """What in the list is not a code."""
    kinds: list[str]
    """The prefixes of the kinds that the list names as a whole: "K1 and all behaviours"."""


def plain(code: str) -> str:
    """Return a code in capitals, without a space, a hyphen or zeros before its number."""
    return re.sub(r"[\s-]|(?<![0-9])0+", "", code).upper()


def loose_code(match: re.Match[str]) -> str:
    """Return the code that a match of `LOOSE_CODE` stands for."""
    return f"{match['prefix'] or match['word'][0]}{match['number']}".upper()


def names_code(text: str) -> bool:
    """Return whether a text holds a code, wherever it stands."""
    return re.search(rf"(?<![A-Za-z0-9]){CODE}", text) is not None


def codes_named(text: str) -> list[str]:
    """Return the codes in a text, wherever they stand, each once."""
    return list(dict.fromkeys(map(plain, re.findall(rf"(?<![A-Za-z0-9]){CODE}(?![A-Za-z])", text))))


def codes_in(text: str) -> list[str] | None:
    """Return the codes of a list such as "K1, K2-K4 and S1" or "K1 K2S2"; None for a text that holds more than codes.

    A range gives every code from the first to the last.
    """
    found: list[str] = []
    at = 0
    text = text.translate(_HYPHENS)
    if _BRACKETED.match(text):
        text = _BRACKETED.sub(r"\1", text)
    if text[:1] + text[-1:] in ("()", "[]"):
        text = text[1:-1]
    while at < len(text):
        match = _IN_LIST.match(text, at)
        if match is None or match.end() == at:
            return None
        if first := match["range"]:
            prefix, start = split_code(plain(first))
            of_end, end = split_code(plain(match["end"]))
            if of_end not in ("", prefix) or not start < end <= start + 500:
                return None
            found += (f"{prefix}{number}" for number in range(start, end + 1))
        elif match["number"]:
            numbers = range(int(match["number"]), int(match["to"] or match["number"]) + 1)
            prefix, _ = split_code(found[-1])
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


def without_codes(title: str) -> tuple[str, list[str]]:
    """Return the title of a duty without the codes at its end, and the codes."""
    codes: list[str] = []
    while True:
        start = max(len(title) - _NEAR_END, 0)
        if found := codes_in(title):
            return "", found + codes
        match = _AT_END.search(title, start) if _NAMES_CODES.search(title, start) else None
        text = next(filter(None, match.groups()), "") if match else ""
        listed = codes_in(text) or numbers_of_kind(text)
        if not match or not listed:
            return title, codes
        codes = listed + codes
        end = max(match.start() - _LONGEST_LABEL, 0)
        title = title[:end] + _SIGNS_AT_END.sub("", _KSBS_AT_END.sub("", title[end : match.start()]))


def codes_with_remarks(text: str, least: int = 2) -> Codes | None:
    """Return the list of at least so many codes that a text ends with, though something in it is not a code.

    None if there is no such list, or if it may be a sentence that names codes.
    """
    if match := _ALL_ALONE.fullmatch(text):
        return Codes("", [], [], [(match["kind"] or match["all"])[0].upper()])
    for start in list(_START.finditer(text, max(len(text) - _LONGEST_LIST, 0)))[:_MOST_STARTS]:
        found = _listed(text[start.start() :])
        if found and len(found.codes) + len(found.kinds) >= least:
            return found._replace(before=_LABEL.sub("", text[: start.start()].rstrip(" :–—-(|")).rstrip(" :–—-(|"))
    return None


def cited_at_end(title: str, least: int = 2) -> Codes:
    """Return what the title of a duty cites at its end, and the title before that."""
    before, codes = without_codes(title)
    cited = codes_with_remarks(before, 1 if codes else least) if names_code(before) else None
    return cited._replace(codes=cited.codes + codes) if cited else Codes(before, codes, [], [])


def _listed(text: str) -> Codes | None:
    """Return the codes and the remarks of a list; None for another text."""
    codes: list[str] = []
    remarks: list[str] = []
    kinds: list[str] = []
    at = aside = 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None:
            return None
        if part["codes"]:
            codes += codes_in(part["codes"]) or []
        elif part["all"]:
            kinds.append(part["all"][0].upper())
        elif not part["gap"]:
            if not part["bracket"]:
                aside += 1
                if len(part[0].split()) > _MOST_WORDS:
                    return None
            elif code := re.match(rf"[(\[]({CODE})(?!\w)", part[0]):
                codes.append(plain(code[1]))
            remarks.append(part[0].strip())
        at = part.end()
    return Codes("", codes, remarks, kinds) if (remarks or kinds) and aside < max(len(codes), 2) else None
