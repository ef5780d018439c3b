"""Spaces that are missing or left over, and characters that copying leaves in a text."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from ksb.linter.finding import Edit, Fix, Issue, Remark
from ksb.linter.passages import Passage, Passages
from ksb.linter.rule import text_rule
from ksb.linter.rules.style.computing import names_programs
from ksb.linter.rules.style.quoting import around, before, each_match, names, wide
from ksb.positions import Path as At


class _Fault(NamedTuple):
    """A fault of spacing."""

    name: str
    may: re.Pattern[str]
    """What a text has that may have the fault, in lower case."""
    pattern: re.Pattern[str]
    new: str
    """What to write instead, unless the match is an `either`: then there are several possibilities."""
    in_code: bool = False
    """Whether it may be right in a command or in code."""


# A hyphen with a space on one side only is right in "pre- and post-production", "-5" and "such as -ness". Whether a
# space or the joining of two words is missing is certain only before a capital letter, or beside a dash.
_PUNCTUATION = r"(?:[,;:!?.](?:\s|$)|[,;][^\W\d_]{2}|\))"
_NAMED = "".join(rf"(?<!\b{word} -)" for word in ("as", "ending", "flag", "like", "option", "suffix"))
# "Pre- COVID" and "self -Assessment" lack no space: they have one too many.
# "In src/ and docs/": names of folders.
_BETWEEN = r"(?:and|are|for|folders?|from|in|is|on|or|to|with)\b"
_PREFIX = re.compile(r"\b(?:anti|co|cross|ex|inter|mid|multi|non|post|pre|pro|self|semi|sub)(?: -)?$", re.IGNORECASE)
_FAULTS = (
    _Fault(
        "extra spaces",
        re.compile("[ \t\xa0]{2}"),
        re.compile(rf"(?<=\S)[ \t\xa0]{{2,}}(?=\S)(?!(?<= ){_PUNCTUATION})"),
        " ",
    ),
    _Fault(
        "a space before punctuation",
        re.compile(" [,;:!?.)]"),
        re.compile(rf"(?<=[^\s.,;]) +(?!(?<=\d ): \d|\. \.)(?={_PUNCTUATION})"),
        "",
        in_code=True,
    ),
    _Fault(
        "a space before punctuation",
        re.compile(" :[a-z]"),
        re.compile(r"(?<=[^\W\d_]{2}) +:(?=(?:an?|and|for|how|in|of|on|the|their|this|to|what|when|which|with) )"),
        ": ",
        in_code=True,
    ),
    _Fault("a tab", re.compile("\t"), re.compile(rf"(?<=\S)\t(?=\S)(?!{_PUNCTUATION})"), " "),
    _Fault("a space after a bracket", re.compile(r"\( "), re.compile(r"(?<=\() +(?=[^\s)])"), "", in_code=True),
    _Fault(
        "a space within quotation marks", re.compile("“ | ”"), re.compile(r"(?<=“) +(?=\w)|(?<=[^\W\d]) +(?=”)"), ""
    ),
    _Fault(
        "a slash with a space on one side only",
        re.compile(" /|/ "),
        re.compile(
            rf" (?:(?<=[^\W\d_]{{2}}/ ) *(?!(?<!\band/ ){_BETWEEN})(?=[^\W\d_]{{2}})"
            r"|(?<=[^\W\d_]{2} )(?<!\b\w\w )(?<!\bthe )(?<!\bfor )(?<!\b(?:from|into|with) ) *"
            r"(?=/[^\W\d_]{2}[^\W\d_]*+(?!/)))"
        ),
        "",
        in_code=True,
    ),
    _Fault(
        "a {sign} with a space on one side only",
        re.compile("[^ ][-–—] | [-–—][^ ]"),
        re.compile(
            rf"(?<=[^\W\d_] -){_NAMED}(?=[A-Z](?:[a-z]{{2}}|[A-Z]+\b)|[AI] )|(?<=[^\W\d_] [–—])(?=[A-Za-z])"
            r"|(?<=[^\W\d_])(?=- +[A-Z]|[–—] +[^\W\d_])"
            rf"|(?:(?<=[^\W\d_] -){_NAMED}(?=[a-z])(?!(?:(?!(?:by|of|to)\b)[a-z]{{1,2}}|[ai]ble|ful|i[sz]e|ing|less"
            r"|ment|ness|[st]ion)\b)"
            r"|(?<=[^\W\d_])(?=- +[a-z])(?!- +(?:\S+ ){0,2}(?:(?:and|or|then|through|to)\b|&))"
            r"(?!- +(?:as well as|but|nor|not|rather|versus|vs)\b))(?P<either>)"
        ),
        " ",
        in_code=True,
    ),
)
_MARKUP = re.compile(
    r"</?(?:a|b|br|del|div|em|font|h[1-6]|i|img|ins|li|o:p|ol|p|s|section|span|strike|strong|sub|sup|table|tbody|td|th"
    r"|tr|u|ul)"
    r"\b[^<>]*>|<!--|-->|&(?:(?-i:[a-z]{2,8})|#[0-9]{1,6}|#x[0-9a-fA-F]{1,5});|_x000D_|<{7}(?!<)|={7}(?!=)|>{7}(?!>)"
    r"|(?<!\w)\*\*(?=\w)|~~(?=\w)",
    re.IGNORECASE,
)
_ABOUT_MARKUP = re.compile(
    r">(?:,? (?:and|or) <| (?:tag|element)s?\b)|\b(?:an?|the|use|using) <[^/<>]*>(?!.*</)", re.IGNORECASE
)
_UNUSUAL = re.compile("[^\0-\x7f£‘’“”–—•…]")
# Cyrillic letters, and the Greek ones that look like Latin ones: others are signs, as in "10 kΩ" and "TGFβ".
_OTHER_ALPHABET = re.compile("[ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο\u0400-\u04ff]")
_LETTERS = re.compile(r"[^\W\d_]+")
_INVISIBLE = re.compile(
    "[\x80-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ue000-\uf8ff\ufff9-\ufffc]"
)
_ACCENT = re.compile("[A-Za-z][\u0300-\u036f]")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_MISREAD = re.compile("\ufffd|â€.?|Ã[\x80-\xbf]|Â[\xa0-\xbf]")


@text_rule("KSB503", severity="info", fix="safe")
def stray_spacing(texts: Passages) -> Iterator[Issue]:
    """Extra or misplaced spaces, left-over markup, and invisible or look-alike characters.

    They are left over from editing and copying, and make two texts differ that mean the same: tabs, spaces before
    punctuation, after an opening bracket or at the end of a text, and dashes, hyphens and slashes with a space on one
    side only. There is one finding for each kind of fault in a text. Where more than half of the texts, and at least
    ten, have the same fault, there is one finding for all of them.

    Letters of another alphabet in a word, accents that are separate characters, and two letters in one character ("ﬁ",
    which copying from a PDF leaves) look right, but a search does not find the word.

    A text that names a program, a language or a file format may hold commands or code, such as "ls -A" and "/etc": in
    such texts, signs and markup are not reported.

    `ksb` can fix most spaces, separate accents and letters in one character. It can't know what markup (`<br>`,
    `&amp;`) or a misread character ("â€™") stands for.

    Bad:
        ksbs:
          K1: How a production is scheduled
          B1: Care -Works  with care
    Good:
        ksbs:
          K1: How a production is scheduled
          B1: Care - Works with care
    """
    yield from _spaces(texts)
    for passage in texts.holding("<", ">", "&", "_x000d_", "**", "~~", "=" * 7):
        code = names_programs(passage.text)
        markup = [match for match in each_match(_MARKUP, passage.text) if not code or match[0].startswith(("&", "_"))]
        if markup and not _ABOUT_MARKUP.search(passage.text):
            found = list(dict.fromkeys(match[0] for match in markup))
            yield passage.issue(f"contains markup: {names(found)}", within=markup[0].span())
    for passage in texts.each:
        for where, span in _spaces_at_ends(passage.text) if passage.text != passage.text.strip() else ():
            if passage.at == ("title",) and where == "start":
                continue  # KSB603
            fix = Fix("safe", (Edit(passage.at, "", span),))
            yield passage.issue(f"{where}s with a space", within=span, fix=fix)
        if passage.text.isascii() or not _UNUSUAL.search(passage.text):
            continue
        for match in each_match(_INVISIBLE, passage.text):
            near = around(passage.text, match.start()).replace(match[0], "")
            called = unicodedata.name(match[0], "")
            called = f"U+{ord(match[0]):04X}{called and ', ' + called.lower()}"
            problem = f'contains an invisible character ({called}) at "{near}"'
            yield passage.issue(problem, within=wide((match.end(), match.end()), passage.text))
        for match in each_match(_MISREAD, passage.text):
            problem = f'contains a misread character at "{around(passage.text, match.start())}"'
            yield passage.issue(problem, within=match.span())
        yield from _look_alikes(passage)
        for match in each_match(_LIGATURE, passage.text):
            letters = unicodedata.normalize("NFKC", match[0])
            problem = f'writes "{letters}" as one character at "{around(passage.text, match.start())}"'
            fix = Fix("safe", (Edit(passage.at, letters, match.span()),))
            yield passage.issue(problem, within=match.span(), fix=fix)


def _look_alikes(passage: Passage) -> Iterator[Issue]:
    """Yield the words that look the same as others and are not: another alphabet, or an accent on its own."""
    for match in each_match(_LETTERS, passage.text) if _OTHER_ALPHABET.search(passage.text) else ():
        word = match[0]
        other = _OTHER_ALPHABET.search(word)
        if other and any(map(str.isascii, word)):
            called = f"U+{ord(other[0]):04X}, {unicodedata.name(other[0], '').capitalize()}"
            problem = f'mixes alphabets in "{word}": the "{other[0]}" is another letter ({called})'
            yield passage.issue(problem, within=match.span())
    for match in each_match(_ACCENT, passage.text):
        if len(unicodedata.normalize("NFC", match[0])) == 1:
            near = around(passage.text, match.start())
            problem = f'writes "{match[0]}" as a letter and a separate accent at "{near}"'
            fix = Fix("safe", (Edit(passage.at, unicodedata.normalize("NFC", match[0]), match.span()),))
            yield passage.issue(problem, within=match.span(), fix=fix)


_Places = list[tuple[tuple[int, int], str | None]]
"""Where a text has a fault, and what to write there instead."""


def _spaces(texts: Passages) -> Iterator[Issue]:
    """Yield what is wrong within the texts: one issue for each text and fault, or one for a fault that most have."""
    found: dict[tuple[str, bool], dict[At, _Places]] = {}
    for name, may, pattern, new, in_code in _FAULTS:
        for passage in texts.matching(may):
            matches = list(each_match(pattern, passage.text))
            if matches and in_code and names_programs(passage.text):
                continue
            for match in matches:
                sign = "hyphen" if "-" in passage.text[slice(*wide(match.span(), passage.text))] else "dash"
                prefix = "{sign}" in name and _PREFIX.search(before(passage.text, match.start()))
                right = None if prefix or match.lastgroup == "either" else new
                texts_with = found.setdefault((name.format(sign=sign), right is None), {})
                texts_with.setdefault(passage.at, []).append((match.span(), right))
    for (called, _), texts_with in found.items():
        each = [(passage, sorted(texts_with[passage.at])) for passage in texts.each if passage.at in texts_with]
        if len(each) < 10 or len(each) * 2 < len(texts.each):
            yield from (_in_text(passage, called, places) for passage, places in each)
        else:
            first, places = each[0]
            message = f'{len(each)} of {len(texts.each)} texts have {called}, first {first.name} at "{{}}"'
            yield Issue(
                first.at,
                message.format(around(first.text, places[0][0][0])),
                within=wide(places[0][0], first.text),
                related=tuple(Remark(passage.at, f"{passage.name} has {called}") for passage, _ in each[1:6]),
                fix=_fix(each),
                key=called,
            )


def _in_text(passage: Passage, called: str, places: _Places) -> Issue:
    start = places[0][0][0]
    where = "at" if len(places) == 1 else f"in {len(places)} places, first at"
    return passage.issue(
        f'has {called} {where} "{around(passage.text, start)}"',
        within=wide(places[0][0], passage.text),
        fix=_fix([(passage, places)]),
        key=called,
    )


def _fix(each: list[tuple[Passage, _Places]]) -> Fix | None:
    edits = tuple(Edit(passage.at, new, span) for passage, places in each for span, new in places if new is not None)
    return Fix("safe", edits, partial=True) if edits else None


def _spaces_at_ends(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield where a text has spaces that nobody sees: at which end, and which characters they are."""
    lines = text.strip("\n")
    words = lines.strip(" \t\xa0")
    if words and words != lines:
        start = text.index(words)
        end = start + len(words)
        first = text.index(lines)
        if first < start:
            yield "start", (first, start)
        if end < first + len(lines):
            yield "end", (end, first + len(lines))
