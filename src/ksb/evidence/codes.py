"""The codes of KSBs in text, and what only looks like a code.

Codes are written as `K18`, `k18`, `[K18]`, `(K1, S2)`, `S4/S5`, `K1–K5`, `KSBs: K7, S18`. In running text a code that
stands alone may be something else (a K9 unit, B5 paper, vitamin B12). It counts only where the text says that it is
a code.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from ksb.evidence.exclusions import excluded_spans
from ksb.evidence.patterns import CODE, DASHES, KIND_WORDS, LIST, PREFIX
from ksb.evidence.piece import Codes, Mention
from ksb.evidence.signs import signed

_ONE = (
    rf"(?P<prefix>{PREFIX}|{KIND_WORDS})(?P<space>[ \u00a0]?[-.#:]?[ \u00a0]?)"
    r"0*(?P<number>[1-9][0-9]{0,3})(?! buckets?\b)(?P<sub>(?:\.[0-9]+)+|\([a-z]\)|[a-z])?"
)
_TOKEN = re.compile(rf"(?<![\w.-]){_ONE}(?![0-9A-Za-z_])", re.IGNORECASE)
_CELL_TOKEN = re.compile(rf"(?<![A-Za-z_]){_ONE}(?:(?![0-9A-Za-z_])|(?={PREFIX}[0-9]))", re.IGNORECASE)
"""The same in a cell of codes, where they may stand close together: `K1.S2`, `K1S2`."""
_RANGE = re.compile(
    rf"[ \u00a0]*+(?:[{DASHES}]|(?:,[ \u00a0]*)?(?:\.\.+|…),?|:(?={PREFIX})|\bto\b|\bthr(?:ough|u)\b)[ \u00a0]*"
    rf"(?P<prefix>{PREFIX})?0*(?P<number>[1-9][0-9]{{0,3}})\b",
    re.IGNORECASE,
)
_MORE_NUMBERS = re.compile(
    r"[ \u00a0]*(?:,|&|/|\band\b)[ \u00a0]*0*(?P<number>[1-9][0-9]{0,3})"
    rf"(?:[ \u00a0]*[{DASHES}][ \u00a0]*(?P<last>[1-9][0-9]{{0,3}}))?(?=[ \u00a0]*(?:[,;&/)\]]|and\b|$)"
    rf"|\s+{PREFIX}[ \u00a0]?[0-9])",
    re.IGNORECASE,
)
_MORE_SPACED = re.compile(r"[ \u00a0]+0*(?P<number>[1-9][0-9]{0,2})(?P<last>)(?![0-9A-Za-z_.])")
_SPACED_LIST = re.compile(
    rf"[\s,;&/]*{CODE}(?:[\s,;&/]+(?:{CODE}|[1-9][0-9]{{0,2}}(?![0-9A-Za-z_.])))+[\s,;.]*", re.IGNORECASE
)
"""A part of a cell with nothing but codes and numbers, in which the numbers are codes as well: `K1 2 3`."""
_UNREAD = re.compile(rf"(?<![\w.])(?:[0-9]{{1,3}}|{PREFIX}[0-9lIoO|]{{1,3}})(?![\w.]|-\w)")
"""What is left of a list of codes and looks as if it should be one: a number, or `Kl` with a letter for the 1."""
_BACKWARDS = re.compile(rf"(?P<first>{CODE})[ \u00a0]*(?:[{DASHES}]|\bto\b)[ \u00a0]*(?P<last>{CODE})", re.IGNORECASE)
"""A range, whichever code comes first."""
_NUMBERS = re.compile(
    rf"[\s,;&/]*(?:[1-9][0-9]{{0,2}}(?:\s*[{DASHES}]\s*[1-9][0-9]{{0,2}})?(?:[\s,;&/.]+(?:and\s)?|$))+"
)
_NUMBER = re.compile(rf"([0-9]+)(?:\s*[{DASHES}]\s*([0-9]+))?")
_LEADING = re.compile(
    rf"\s*[\[(]?(?P<list>{LIST})[\])]?\s*(?P<sign>[:.)=–—-]+(?=\s|$)|(?=[(\[“\"'A-Za-z]))", re.IGNORECASE
)
_BEGINS = re.compile(rf"[\[(*_]*(?P<code>{CODE})[\])*_]*(?=\s*(?:$|[:.)–—-](?:\s|$)|\s+\D))", re.IGNORECASE)
_SEGMENTS = re.compile(rf"[;\r\n]|(?<![.…]),(?=\s*{PREFIX} ?\d)", re.IGNORECASE)
_LINK = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]{1,20}://|\bwww\.)[^\s<>\"'()\[\]|;]+|(?<=\])\([^()\s]*[/.#][^()\s]*(?=[)\s])"
    r"|(?<=\]:)[ \t]+[^\s]*[/.#][^\s]*",
    re.IGNORECASE,
)
"""An address; where a link of Markdown leads to, in its text or below it."""
_WORDS = re.compile(r"[^\W\d_]{2,}")
_FILLER = re.compile(
    rf"and|or|to|through|thru|plus|also|the|see|with|of|for|in|all|from|ksbs?|{KIND_WORDS}|codes?"
    r"|criteria|criterion|mapped|evidence|parts?",
    re.IGNORECASE,
)
"""Words beside codes that don't make a wording of them."""
_LONGEST_RANGE = 500


# Many rows of a sheet have the same cell; with this, reading 50,000 rows takes two thirds of the time.
@lru_cache(maxsize=4096)
def in_cell(text: str, prefix: str | None = None) -> Codes:
    """Return the codes in a cell or a field that is there to hold codes.

    Every code in it counts, but for those in the wording after one, as in `K1: The context of ...`. With a `prefix`,
    numbers alone are codes of that kind.
    """
    found = mentions_in_cell(text, prefix)
    named = _named(found)
    if _wordy(_UNREAD.sub(" ", text)):
        return named
    return replace(named, unread=tuple(_unread(text, found)))


def _unread(text: str, found: Iterable[Mention]) -> Iterator[str]:
    """Yield what of a cell that holds nothing but codes was not read as one, and the ranges that are not valid."""
    at = 0
    for start, end in [*((mention.start, mention.end) for mention in found), (len(text), len(text))]:
        yield from (match[0] for match in _UNREAD.finditer(text[at:start]))
        at = end
    ends = {(mention.start, mention.end) for mention in found}
    yield from (span[0] for span in _BACKWARDS.finditer(text) if {span.span("first"), span.span("last")} <= ends)


def _wordy(text: str) -> bool:
    return any(not _FILLER.fullmatch(word) for word in _WORDS.findall(text) if not _TOKEN.fullmatch(word))


def is_codes(text: str) -> bool:
    """Return whether a text is nothing but codes and what separates them."""
    if not _CELL_TOKEN.search(text):
        return False
    codes = in_cell(text)
    rest = _CELL_TOKEN.sub(" ", text)
    return bool(codes.claimed) and not _wordy(rest) and not re.search(r"\d{2}|[A-Za-z]\d", rest)


def leading(text: str) -> str | None:
    """Return the code that a text begins with, or is: `K1`, `K1: The context of ...`; None where it has none or two."""
    first = text.strip().split("\n", 1)[0]
    match = _BEGINS.match(first)
    if not match:
        return None
    codes = in_cell(match["code"]).codes
    rest = first[match.end() :]
    return codes[0] if codes and not _TOKEN.match(rest.lstrip(" ,;/&+–—-")) else None


def in_text(text: str, *, strict: bool = False, leads: bool = False) -> Codes:
    """Return the codes in running text.

    A code counts in brackets, as a tag (`#K1`), in a list of codes, after a label or a verb that announces it, and at
    the beginning of a line. With `strict` it counts in brackets only. With `leads` what the text begins with is a code,
    whatever follows, as in `K7 unit list`.
    """
    return _named(mentions(text, strict=strict, leads=leads))


def _named(found: Iterable[Mention]) -> Codes:
    codes, doubtful, parts, excluded, refused = (dict[str, None]() for _ in range(5))
    for mention in found:
        group = parts if mention.part else excluded if mention.excluded else codes if mention.counts else doubtful
        group.update(dict.fromkeys(mention.codes))
        if mention.refused:
            refused.update(dict.fromkeys(mention.codes))
    counted = tuple(code for code in codes if code not in excluded)
    unclear = tuple(code for code in doubtful if code not in codes and code not in excluded)
    return Codes(counted, unclear, tuple(parts), tuple(excluded), tuple(refused))


def mentions(text: str, *, strict: bool = False, leads: bool = False) -> list[Mention]:
    """Return what `in_text` finds, with its places, in order."""
    if not _TOKEN.search(text):
        return []
    text = _without_links(text)
    found = []
    at = 0
    for start, end in [*signed(text, strict=strict, leads=leads), (len(text), len(text))]:
        # A part is reported wherever it stands.
        if start > at:
            found += _tokens(text, at, start, spaced=False)
        found += _tokens(text, start, end, spaced=True)
        at = end
    return _with_exclusions(text, found)


def _with_exclusions(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Return mentions with those marked that the text says are not covered."""
    spans = excluded_spans(text)
    marked = []
    at = 0
    for mention in found:
        while at < len(spans) and spans[at][1] < mention.end:
            at += 1
        inside = at < len(spans) and spans[at][0] <= mention.start
        marked.append(replace(mention, excluded=True, refused=spans[at][2]) if inside else mention)
    return marked


def mentions_in_cell(text: str, prefix: str | None = None) -> list[Mention]:
    """Return what `in_cell` finds, with its places, in order."""
    if prefix and _NUMBERS.fullmatch(text):
        return [
            Mention(match.start(), match.end(), _from_to(prefix, int(match[1]), int(match[2] or match[1])))
            for match in _NUMBER.finditer(text)
        ]
    text = _without_links(text)
    found = []
    at = 0
    for end in [*(match.start() for match in _SEGMENTS.finditer(text)), len(text)]:
        segment = text[at:end]
        lead = _LEADING.match(segment)
        if lead and _wordy(segment[lead.end() :]):
            found += _tokens(text, at, at + lead.end(), spaced=True)
            rest = at + lead.end()
            found += [
                replace(mention, start=mention.start + rest, end=mention.end + rest)
                for mention in mentions(text[rest:end])
            ]
        else:
            found += _tokens(text, at, end, spaced=True, more=_SPACED_LIST.fullmatch(segment) is not None)
        at = end
    found = [replace(mention, counts=False) if text.startswith("?", mention.end) else mention for mention in found]
    return _with_exclusions(text, found)


def _without_links(text: str) -> str:
    """Return a text with letters in place of its links: what looks like a code in an address names a page."""
    if "/" not in text and "](" not in text:
        return text
    return _LINK.sub(lambda link: "x" * len(link[0]), text)


@lru_cache(maxsize=1024)
def _from_to(prefix: str, first: int, last: int) -> tuple[str, ...]:
    """Return the codes of a range; of one that is longer than any standard, its two ends."""
    numbers = range(first, last + 1) if last - first < _LONGEST_RANGE else (first, last)
    return tuple(f"{prefix}{number}" for number in numbers)


def _tokens(text: str, start: int, end: int, *, spaced: bool, more: bool = False) -> list[Mention]:
    """Return the codes in a part of a text.

    `spaced`: there they count, and `K 1` and `Skill 1` are codes too. `more`: a space separates numbers, as in `K1 2`.
    """
    found = []
    at = start
    token = _CELL_TOKEN if spaced else _TOKEN
    while match := token.search(text, at, end):
        at = match.end()
        prefix, number, sub = match["prefix"].upper(), int(match["number"]), match["sub"]
        spelled = len(prefix) > 3
        if not spaced and (bool(match["space"]) != spelled or ":" in match["space"] or (sub and sub.isalpha())):
            continue
        if spelled:
            prefix = prefix[0]
        if sub:
            found.append(Mention(match.start(), at, (f"{prefix}{number}{sub}",), spaced, part=True))
            continue
        last = number
        span = _RANGE.match(text, at, end)
        if span and span[0] == f"-{span['number']}" and int(span["number"]) <= number:  # `K5-3`, as some write K5.3
            at = span.end()
            found.append(Mention(match.start(), at, (text[match.start() : at],), spaced, part=True))
            continue
        if span and (span["prefix"] or prefix).upper() == prefix and int(span["number"]) > number:
            last = int(span["number"])
            at = span.end()
        found.append(Mention(match.start(), at, _from_to(prefix, number, last), spaced))
        while spaced and (
            next_ := _MORE_NUMBERS.match(text, at, end) or (_MORE_SPACED.match(text, at, end) if more else None)
        ):
            at = next_.end()
            codes = _from_to(prefix, int(next_["number"]), int(next_["last"] or next_["number"]))
            found.append(Mention(next_.start("number"), at, codes))
    return found
