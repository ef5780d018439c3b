"""Texts that address the reader or say "we", and conjunctions that an edit left."""

import re
from collections.abc import Iterator

from ksb.linter.finding import Issue
from ksb.linter.passages import Passages
from ksb.linter.rule import text_rule
from ksb.text.english import listed

_MAY_BE_TWO = tuple(f"{first} {second}" for first in ("and", "or", "but") for second in ("and", "or", "but"))
_MAY_BE_TWO += tuple(pair.replace(" ", ", ") for pair in _MAY_BE_TWO)
_IN_A_ROW = re.compile(r"\b(?:and/or|and|or|but|nor)(?:,? (?:and/or|and|or|but|nor)\b)+", re.IGNORECASE)
# "And but for" means "and except for"; "nor and nand" are gates.
_CONJUNCTIONS = re.compile(
    r"\b(?<!either/)(?:(and/or|and|or),? (and/or|and|or)|(and/or|and|or|nor) (but)(?! for\b)|(but) (and/or|and|or)"
    r"|(nor) (and/or|and|or)(?! (?:x?n?or|nand|not)\b))\b",
    re.IGNORECASE,
)


@text_rule("KSB504", severity="info")
def clumsy_conjunction(texts: Passages) -> Iterator[Issue]:
    """Two conjunctions in a row, such as "or and/or".

    An edit left both where only one was wanted, and readers can't tell which. Keep one.

    Bad:
        ksbs:
          K1: How a production is scheduled
          S1: Draw up a schedule or and/or a budget
    Good:
        ksbs:
          K1: How a production is scheduled
          S1: Draw up a schedule and/or a budget
    """
    for passage in texts.holding(*_MAY_BE_TWO):
        for row in _IN_A_ROW.finditer(passage.text):
            match = _CONJUNCTIONS.match(passage.text, row.start())
            said = [word.strip(",") for word in row[0].split()]
            # Three with a comma are words that the text is about: "and, or and but".
            if not match or (len(said) > 2 and "," in row[0]):
                continue
            # In capitals they are operators: "AND, OR and NOT".
            if len(set(map(str.lower, said))) > 1 and not any(map(str.isupper, said)):
                number = "two" if len(said) == 2 else "three"
                yield passage.issue(f'has {number} conjunctions in a row: "{row[0]}"', within=row.span())


# A straight single mark is an apostrophe within and after a word: a quotation starts before a word and ends after one.
_QUOTED = re.compile("“[^“”]*”|‘[^‘’]*’(?!\\w)|\"[^\"]*\"|(?<![^\\s(])'(?=\\w)(?:[^']|(?<=\\w)'(?=\\w))*'(?!\\w)")
_WE = r"(?:we(?:['’](?:d|ll|re|ve))?|our|ours|ourselves)\b(?![-’'])"
# With a capital it may be a name, but for at the start of a sentence that goes on in lower case.
_FIRST_PERSON = re.compile(rf"\b{_WE}|(?:^|(?<=[.!?] ))(?i:{_WE})(?=\W[a-z])")
_PEOPLE_IN_GENERAL = re.compile(
    r"\bwe (?:breathe|drink|eat|experience|feel|hear|learn|live|perceive|see|sleep|think)\b"
    r"|\bour (?:\w+ )?(?:bodies|brains|heritage|history|lives|minds|oceans|past|planet|senses|society|world)\b"
    r"|\b(?:in|of) our (?:own )?(?:day|times?)\b",
    re.IGNORECASE,
)


@text_rule("KSB517", severity="info")
def first_person(texts: Passages) -> Iterator[Issue]:
    """ "We" or "our" in a standard.

    Readers can't tell who "we" is: the apprentice, the employer or the authors. Say who is meant, such as "the
    organisation's". Quotations, names and "we" for people in general ("how we see things", "our heritage") are not
    reported, and neither are standards that say "we" in most texts.

    Bad:
        ksbs:
          K1: How our productions are scheduled
    Good:
        ksbs:
          K1: How the organisation's productions are scheduled
    """
    found: list[Issue] = []
    for passage in texts.holding("we ", "our ", "ours", "we,", "we'", "we’"):
        spoken = _QUOTED.sub(lambda match: " " * len(match[0]), passage.text)
        words = list(_FIRST_PERSON.finditer(spoken))
        if words and not _PEOPLE_IN_GENERAL.search(spoken):
            said = listed(dict.fromkeys(f'"{match[0]}"' for match in words))
            found.append(passage.issue(f"says {said}: write who is meant", within=words[0].span()))
    if len(found) * 2 < len(texts.each):
        yield from found


_SECOND_PERSON = re.compile(
    r"\b(?<!thank )(?<!bring )(?<!know )(?<!do it )(?<!pick )(?<!is what )(?<!-)"
    r"(?:you|your|yours|yourself|yourselves)\b(?! said\b| see is\b|(?<=\bas you) (?:earn|feel|go|learn)\b)",
    re.IGNORECASE,
)
_IN_A_NAME = re.compile("You(?:r|['’](?:ll|re|ve))? [A-Z][a-z]")
_THIRD_PERSON = {
    "you": '"they" or "them"', "your": '"their" or "own"', "yours": '"theirs"', "yourself": '"themselves"',
    "yourselves": '"themselves"',
}  # fmt: skip


@text_rule("KSB507", severity="info")
def second_person(texts: Passages) -> Iterator[Issue]:
    """ "You" or "your" for the apprentice.

    A standard is written about apprentices, not to them. Write "their" or "own". Quotations, names and phrases such as
    "know your customer", "clean as you go" and "thank you" are not reported. Standards that say "you" in most texts are
    not reported either. There is one finding for each text.

    Bad:
        ksbs:
          K1: How a production is scheduled
          S1: Draw up your schedule
    Good:
        ksbs:
          K1: How a production is scheduled
          S1: Draw up own schedule
    """
    found = [(passage, matches) for passage in texts.holding("you") if (matches := _addressed(passage.text))]
    if len(found) * 2 < len(texts.each):
        for passage, matches in found:
            words = {match[0].lower(): match[0] for match in reversed(matches)}
            advice = [f'{_THIRD_PERSON[word]} instead of "{written}"' for word, written in reversed(words.items())]
            problem = f"addresses the reader: write {listed(advice)}"
            yield passage.issue(problem, within=matches[0].span(), key=" ".join(sorted(words)))


def _addressed(text: str) -> list[re.Match[str]]:
    """Return where a text says "you" outside quotations and names."""
    spoken = _QUOTED.sub(lambda match: " " * len(match[0]), text)
    return [match for match in _SECOND_PERSON.finditer(spoken) if not _IN_A_NAME.match(spoken, match.start())]
