"""Marks that are left over, doubled or without their other half."""

import re
from collections.abc import Container, Iterator
from itertools import zip_longest

from ksb.linter.finding import Issue
from ksb.linter.passages import Passages
from ksb.linter.rule import text_rule
from ksb.linter.rules.style.endings import continues
from ksb.linter.rules.style.quoting import around, each_match

_IN_A_ROW = re.compile(r"[,.;:!?][,.;:!?–—-]| [,;.](?= )")
_EXTENSIONS = (
    "ai|avi|bat|bmp|cpp|css|csv|docx?|dwg|dxf|eps|exe|gif|html?|ini|java|jpe?g|js|json|md|mov|mp[34]|net|odt|pdf|png|pptx?"
    "|psd|py|rtf|sh|sql|stl|svg|tiff?|txt|wav|xlsx?|xml|ya?ml|zip"
)
_STRAY = re.compile(
    rf"^\W*$|^[:;,](?=\s|\w)|^\.(?=\s|[a-z])(?!(?:{_EXTENSIONS})\b)"
    r"|^(?:[-–—*/?](?=\s)|[•·▪●○◦])(?=\s*\w)|,[,.;]|;[;:,.]|[,;] [,;.](?=\s|$)|:[;,.]|::(?=\s|$)|!!|\?\?"
    r"|;[-–—](?![\d)])|(?<![.\d])\.\.(?![./\d*])|(?<=\w)\. \.(?= [A-Z]|$)|\?\.(?=\s|$)"
    # A long word is not an abbreviation whose full stop may stand before another mark: "etc.,".
    r"|(?<=[a-z]{6})(?<!approx)\.[,;:](?=\s)"
    r"|[,;:]$|\s[-–—]$",
)


@text_rule("KSB508", severity="info")
def stray_punctuation(texts: Passages) -> Iterator[Issue]:
    """A text that starts with punctuation, ends in a comma, has stray marks, or contains no words.

    Something was cut off or left over. Complete the text, or remove the mark. Stray marks are two in a row, a comma
    before an opening bracket, and a semicolon that opens a list, as in "such as; plans". Remove a paragraph that is
    only a full stop. A paragraph may end in a comma or a colon when another paragraph continues it.

    Bad:
        ksbs:
          K1: How a production is scheduled
          S1: Draw up a schedule,
    Good:
        ksbs:
          K1: How a production is scheduled
          S1: Draw up a schedule
    """
    in_a_row = {passage.at for passage in texts.matching(_IN_A_ROW)}
    for passage, following in zip_longest(texts.each, texts.each[1:]):
        text = passage.text
        if text[:1].isalnum() and text[-1] not in ",;:-–—" and passage.at not in in_a_row:
            continue
        match = _STRAY.search(text)
        if match and not any(map(str.isalnum, text)):
            yield passage.issue(f'contains no words: "{text}"')
        elif match and not (len(match[0].strip()) == 1 and match.end() == len(text) and continues(passage, following)):
            verb = "starts with" if match.start() == 0 else "ends with" if match.end() == len(text) else "has"
            where = f' at "{around(text, match.end())}"' if verb == "has" else ""
            yield passage.issue(f'{verb} "{match[0].strip()}"{where}', within=match.span())
    for sought, pattern, called in _MISPLACED:
        for passage in texts.holding(*sought):
            for match in each_match(pattern, passage.text):
                problem = f'has {called} at "{around(passage.text, match.end() - 1)}"'
                yield passage.issue(problem, within=match.span())


_BEFORE_LIST = ("following;", "for example;", "includes;", "including;", "limited to;", "restricted to;", "such as;")
_MISPLACED = (
    # "(a) plan, (b) cut" is a list.
    ((", (",), re.compile(r"(?<=\w), \((?!\w{1,3}\))"), "a comma before a bracket"),
    (_BEFORE_LIST, re.compile(rf"\b(?:{'|'.join(_BEFORE_LIST)})", re.IGNORECASE), "a semicolon before a list"),
)
_MARKS = (*'()[]"“”‘', " '", "('")
_OPENING = re.compile(r'(?<![^\s(])"')
_INCHES = re.compile(r'[\d¼½¾]["”]')
_ITEM = re.compile(r"(?:(?<=^)|(?<=\s))(?:[0-9]{0,2}[a-zA-Z]|[ivxIVX]{1,4}|[0-9]{1,2})\)")
# From 0 to 1, without 0: "(0, 1]".
_INTERVAL = re.compile(
    r"(?:\((?=[^()\[\]]*\])|\[(?=[^()\[\]]*\)))[-−]?(?:\d+(?:\.\d+)?|[a-z∞]), ?(?:[-−]?\d+(?:\.\d+)?|[a-z∞])[)\]]"
)
# A single opening mark is certain where no mark follows that may close it: others are apostrophes.
_SINGLE = re.compile(r"(?<![^\s(])[‘'](?=[^\W\d])(?!(?:cause|e?id|em|n|steddfod|til|tis|twas|umrah)\b)", re.IGNORECASE)
_QUOTATION_MARK = re.compile("[\"'“”‘’„]")
_MAY_CLOSE = re.compile(r"['’](?!\w)")


@text_rule("KSB509", severity="info")
def unbalanced_brackets(texts: Passages) -> Iterator[Issue]:
    """A bracket or quotation mark that is opened but never closed, or closed but never opened.

    Readers can't tell where the aside or the quotation ends. Add the missing mark. The items of a list, as in
    "a) ..., b) ...", intervals such as "(0, 1]" and the sign for inches are not reported.

    Bad:
        ksbs:
          K1: How a production is scheduled (drawn up and kept
    Good:
        ksbs:
          K1: How a production is scheduled (drawn up and kept)
    """
    for passage in texts.holding(*_MARKS):
        text = passage.text
        for mark, place in (("bracket", _lone_bracket(text)), ("quotation mark", _lone_quotation_mark(text))):
            if place is not None:
                opens = text[place] in "([“‘'" or _OPENING.match(text, place)
                says = f"does not close the {mark} that it opens" if opens else f"closes a {mark} that it does not open"
                yield passage.issue(f'{says} at "{around(text, place)}"', within=(place, place + 1))


def _lone_bracket(text: str) -> int | None:
    if _unpaired(text, "()"):
        text = _INTERVAL.sub(lambda match: " " * len(match[0]), text)
        items = {match.end() - 1 for match in _ITEM.finditer(text)}
        if without := _unpaired(text, "()", items):
            return without[0]
    return next(iter(_unpaired(text, "[]")), None)


def _lone_quotation_mark(text: str) -> int | None:
    if not _QUOTATION_MARK.search(text):
        return None
    closed = max((match.end() for match in _MAY_CLOSE.finditer(text)), default=0)
    if single := _SINGLE.search(text, closed):
        return single.start()
    if _INCHES.search(text) or "„" in text:
        return None
    # A straight mark opens where a word begins. Where their number is even, none is certain to lack its other half.
    curly = _OPENING.sub("“", text).replace('"', "”") if text.count('"') % 2 else text.replace('"', " ")
    return next(iter(_unpaired(curly, "“”")), None)


def _unpaired(text: str, pair: str, items: Container[int] = ()) -> list[int]:
    """Return the places of marks without their other half; `items` are places that don't count."""
    opened: list[int] = []
    closed: list[int] = []
    for match in re.finditer(f"[{re.escape(pair)}]", text):
        place = match.start()
        if match[0] == pair[0]:
            opened.append(place)
        elif place in items:
            continue
        elif opened:
            opened.pop()
        else:
            closed.append(place)
    return opened + closed
