"""How texts end, and texts that were never finished."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from ksb.linter.finding import Issue, Remark
from ksb.linter.passages import Passage, Passages
from ksb.linter.rule import text_rule
from ksb.linter.rules.style.computing import names_programs
from ksb.linter.rules.style.openings import FORMS
from ksb.linter.rules.style.quoting import before, each_match, names

_CLOSING = " \"'”’)"
# The full stop of an abbreviation does not show whether the sentence has one.
_ABBREVIATED = re.compile(
    r"\b(?:etc|et al|approx|incl|dept|max|min|plc|sec|sq|ft|vol|Bros|Co|Dr|Inc|Jr|Ltd|Ph\.D"
    r"|[A-Z]\.Sc|[A-Za-z]\.[A-Za-z])\.$"
)


@text_rule("KSB502", severity="info")
def mixed_full_stops(texts: Passages) -> Iterator[Issue]:
    """Definitions of one kind, or titles of duties, that end partly with and partly without a full stop.

    Lists made from them look careless, and the difference means nothing. Choose one style. There is one finding for
    each kind, at the first text in the less common style. A text that ends in a question mark, an exclamation mark,
    three dots or an abbreviation ("etc.") shows no style: such texts are not counted, and the message says how many.

    Bad:
        ksbs:
          K1: How a production is scheduled
          K2: How a production is staffed
          K3: How a production is paid for.
    Good:
        ksbs:
          K1: How a production is scheduled
          K2: How a production is staffed
          K3: How a production is paid for
    """
    groups = [(kind.prefix, kind.statements, statements) for kind, statements in texts.statements.items()]
    for prefix, called, group in [*groups, ("D", "titles of duties", texts.titles)]:
        stopped: list[Passage] = []
        bare: list[Passage] = []
        for passage in group:
            text = passage.text.rstrip(_CLOSING)
            if not text.endswith(("?", "!", "...", "…")) and not (
                text.endswith(".") and _ABBREVIATED.search(text[-10:])
            ):
                (stopped if text.endswith(".") else bare).append(passage)
        if stopped and bare:
            fewer, most = (stopped, bare) if len(stopped) < len(bare) else (bare, stopped)
            one = len(fewer) == 1
            if fewer is stopped:
                usual, unusual = "without a full stop", f"{'ends' if one else 'end'} with one"
                how = "ends with a full stop"
            else:
                usual, unusual = "with a full stop", "does not" if one else "do not"
                how = "ends without a full stop"
            listed = names([passage.name.removeprefix("the title of ") for passage in fewer])
            ends = "ends" if len(most) == 1 else "end"
            message = f"{len(most)} of {len(group)} {called} {ends} {usual}, but {len(fewer)} {unusual}: {listed}"
            if others := len(group) - len(fewer) - len(most):
                verbs = ("ends", "is") if others == 1 else ("end", "are")
                message += f' ({others} {verbs[0]} in another way, such as "etc.", and {verbs[1]} not counted)'
            related = tuple(Remark(passage.at, f"{passage.name} {how}") for passage in fewer[1:])
            yield Issue(fewer[0].at, message, related=related, key=prefix)


_PLACEHOLDER = re.compile(
    r"\b(?:TBA|TBC|TBD|(?:TODO|FIXME)(?! (?:comment|item|list|marker|tag|and FIXME))|XXX+)\b"
    r"|(?i:\blorem ipsum\b)|_{3,}|\{\{[^{}]*\}\}"
    r"|(?i:[\[<{](?:add|enter|insert|type)\s[^\[\]<>{}]*[\]>}])"
    r"|(?i:\b(?:click|tap)(?: or (?:click|tap))? here to enter\b)"
    r"|Error! (?:Reference source|Bookmark) not\b"
    r"|^(?i:n/a|nil|none|tba|tbc|tbd|to be (?:confirmed|decided|determined)|x)\.?$"
)
_MAY_HOLD = (
    "tba", "tbc", "tbd", "todo", "fixme", "xxx", "lorem", "__", "{", "[", "<", "here to enter", "error! ",
    "to be confirmed", "to be decided", "to be determined",
)  # fmt: skip

_CODE = r"(?:ESB|T?[KS]|B)\s?[1-9]\d{0,2}|Duty [1-9]\d{0,2}"
_CODED = re.compile(
    rf"(?!K9\b|S106\b|S278\b)(?:{_CODE})\s*[:.)–—-](?=\s)|[(\[](?:{_CODE})[)\]](?=\s[A-Z])|(?:{_CODE})(?=\s(?P<first>[A-Z][a-z]+))"
)
# "S3 buckets" and "K9 Units" start with a name: without a mark, only certain words show that a statement follows.
_FIRST = frozenset({*FORMS, "how", "know", "knows", "the", "what", "when", "where", "who", "why"})
_UNFINISHED = (
    " a", " a range of", " a variety of", " although", " an", " and", " and/or", " as well as", " because", " but",
    " e.g.", " for example", " i.e.", " in accordance with", " in line with", " in order to", " including", " its",
    " nor", " or", " such as", " the", " the importance of", " the principles of", " their", " to ensure that",
    " unless", " whether", " whose", " &",
)  # fmt: skip


@text_rule("KSB511", severity="warning")
def unfinished_text(texts: Passages) -> Iterator[Issue]:
    """A placeholder, a code at the start of a text, or a text that stops in the middle of a sentence.

    The text was published before it was finished. Write what is missing, or remove what is left over. A text stops in
    the middle when it ends in "and", "or", "but", "the", "their", "including", "for example" or the like.

    Bad:
        ksbs:
          K1: How a production is scheduled and
          S1: 'S1: Draw up a schedule'
          B1: TBC
    Good:
        ksbs:
          K1: How a production is scheduled and paid for
          S1: Draw up a schedule
          B1: Works with care
    """
    held = {passage.at for passage in texts.holding(*_MAY_HOLD)}
    for passage, following in zip_longest(texts.each, texts.each[1:]):
        text = passage.text
        placeholder = passage.at in held or len(text) < 6
        if placeholder and not names_programs(text) and (match := _PLACEHOLDER.search(text)):
            yield passage.issue(f'contains the placeholder "{match[0]}"', within=match.span())
        elif passage.at[0] in ("ksbs", "duties") and (match := _coded(text)):
            yield passage.issue(f'starts with a code: "{match[0]}"', within=match.span())
        elif text.endswith(_UNFINISHED) and not continues(passage, following):
            start = text.rindex(" ") + 1
            yield passage.issue(f'is not finished: it ends with "{text[start:]}"', within=(start, len(text)))


def _coded(text: str) -> re.Match[str] | None:
    match = _CODED.match(text)
    return match if match and (match["first"] is None or match["first"].lower() in _FIRST) else None


_RUN_ON = re.compile(r"(?:(?<=[.;:!?] )|\b[a-z]+ )(Duty [1-9]\d?\b[.:]?)(?= [A-Z])")
_MAY_BE_KSB = re.compile(r" [bekst][sk]?b?[1-9]\d?[:.]? ")
_KSB_RUN_ON = r"(?<=[\w.,;:)] )(?P<code>(?:ESB|T?[KS]|B)[1-9]\d?)[:.]? (?P<first>[A-Z][a-z]+)"
_PART = r"(?:D|K|S|B|TK|TS|ESB|Duty |Duties )[1-9]\d{0,2}"
_CODES = re.compile(
    rf"[(\[](?:(?:see|links? to) )?{_PART}"
    rf"(?:\s*(?:[:,;&/–-]|and|or|to)\s*(?:{_PART}|[1-9]\d{{0,2}}))*[)\]]|\bBack to Duty$"
)
# "Vitamins (B6, B12)", "heart sounds (S1, S2)", "driving licence categories (B1, D1)".
_CODED_TOO = (
    r"(?:boots|categor(?:y|ies)|CEFR|class(?:es)?|classification|footwear|grades?|levels?|licen[cs]es?"
    r"|nerves?|roots?|shoes|sizes?|sounds?|steels?|vertebrae?|vitamins?|zones?)"
)
_OTHER_CODES = rf"(?i)\b{_CODED_TOO} $|^ (?:\w+ )?{_CODED_TOO}\b"


@text_rule("KSB519", severity="warning")
def run_on_text(texts: Passages) -> Iterator[Issue]:
    """A code or the heading of another duty inside a text.

    Two duties or KSBs were run together, or a reference was left in the wording. Split them, or remove the reference.
    Reported are, in the titles of duties and in KSBs, "Duty 2" before a capital letter or in brackets, the code of a
    KSB before a word that a statement starts with ("K2 How"), and in brackets at least two codes, as in "(S1 and S2)"
    and "(K1-K3)", or one after "see"; and "Back to Duty" at the end. Other things with such codes, such as "vitamins
    (B6, B12)", are not reported.

    Bad:
        duties:
          - number: 1
            title: Draw up the schedule. Duty 2 Keep to the schedule
            cites: [K1, S1, B1]
    Good:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
          - number: 2
            title: Keep to the schedule
            cites: [K1, S1, B1]
    """
    duties = {f"D{duty.number}" for duty in texts.standard.duties}
    statements = [it for it in texts.matching(_MAY_BE_KSB) if it.at[0] in ("ksbs", "duties")]
    for passage in statements:
        for match in each_match(_KSB_RUN_ON, passage.text):
            if match["code"] in texts.standard.ksbs and match["first"].lower() in _FIRST:
                yield passage.issue(f'contains another statement: "{match[0]}"', within=match.span())
    for passage in texts.holding("duty", "(", "["):
        if passage.at[0] not in ("ksbs", "duties"):
            continue
        for match in each_match(_RUN_ON, passage.text):
            yield passage.issue(f'contains the heading of another duty: "{match[1]}"', within=match.span(1))
        for match in each_match(_CODES, passage.text):
            codes = re.findall(r"[A-Z]+[1-9]\d*|(?<!\d)[1-9]\d*", re.sub(r"Dut(?:y|ies) ", "D", match[0]))
            known = not codes or any(code in duties or code in texts.standard.ksbs for code in codes)
            certain = len(codes) > 1 or "Dut" in match[0] or "see" in match[0]
            around = before(passage.text, match.start()), passage.text[match.end() : match.end() + 50]
            if known and certain and not any(re.search(_OTHER_CODES, text) for text in around):
                yield passage.issue(f'contains a reference: "{match[0]}"', within=match.span())


def continues(passage: Passage, following: Passage | None) -> bool:
    """Return whether a paragraph is followed by another, which may continue it as the first item of a list does."""
    return following is not None and following.kind == passage.kind and "paragraph" in (passage.kind or "")
