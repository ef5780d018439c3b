"""KSB204 to KSB207: texts that repeat another text, or themselves."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from ksb.kinds import kind_of
from ksb.linter.finding import Issue, Remark, Wordings
from ksb.linter.passages import Passages
from ksb.linter.rule import rule, text_rule
from ksb.models import Duty, Method, Option
from ksb.positions import Path
from ksb.standard import Standard
from ksb.text.differences import describe
from ksb.text.normalise import content, fold, stems, words
from ksb.text.repetition import doubled, most_repeated, repeated, stuttered
from ksb.text.similarity import similar


@rule("KSB204", severity="error")
def duplicate_ksb(standard: Standard) -> Iterator[Issue]:
    """Two codes with the same definition.

    The same thing is taught and assessed under two codes, and evidence for one is not found for the other. Cite one
    code everywhere, and remove the other. Case, punctuation and spacing are ignored.

    Bad:
        ksbs:
          K1: How a production is scheduled
          K2: How a Production is scheduled
    Good:
        ksbs:
          K1: How a production is scheduled
    """
    for code, other in _repeated(standard.ksbs.items()):
        yield _pair(standard, code, other, f"{code} has the same wording as {other}")


_Name = TypeVar("_Name")


def _repeated(texts: Iterable[tuple[_Name, str]]) -> Iterator[tuple[_Name, _Name]]:
    """Yield the name of each text that repeats an earlier one, with the name of the first such text."""
    alike: dict[str, list[tuple[_Name, str]]] = {}
    for name, text in texts:
        alike.setdefault("".join(words(text)), []).append((name, text))
    for found in alike.values():
        first: dict[tuple[str, ...], _Name] = {}
        for name, text in found if len(found) > 1 else ():
            other = first.setdefault(content(text), name)
            if other != name:
                yield name, other


def _pair(standard: Standard, code: str, other: str, message: str) -> Issue:
    wordings = Wordings(other, standard.ksbs[other], code, standard.ksbs[code])
    return Issue(("ksbs", code), message, wordings, related=(Remark(("ksbs", other), f"{other} is defined here"),))


# These words reverse the meaning: "with supervision", "without supervision".
_OPPOSITE = frozenset({"no", "non", "not", "off", "out", "outside", "without"})


@rule("KSB205", severity="warning")
def similar_ksb(standard: Standard) -> Iterator[Issue]:
    """Two definitions of one kind that are nearly the same, or one contained in the other.

    Either the two should be one, or readers will miss the difference. Merge them, or make the difference clear.

    Two definitions are nearly the same if nine words in ten are the same and in the same order, unless each has a main
    word that the other lacks ("gas", "electrical"). One is contained in the other if the other has all its words in the
    same order; endings (-s, -ed, -ing) and words such as "the" and "of" are ignored, and there must be at least four
    other words. Each KSB is reported once, with the first similar one. K and S are not compared with each other: "How
    to draw up a schedule" and "Draw up a schedule" are a pair by design.

    Bad:
        ksbs:
          K1: How a production is scheduled
          S1: Compile progress and cost reports in line with production requirements
          S2: Compile reports in line with production requirements
    Good:
        ksbs:
          K1: How a production is scheduled
          S1: Compile progress and cost reports in line with production requirements
    """
    for _, codes in groupby(standard.codes, kind_of):
        for code, other, likeness in similar({code: standard.ksbs[code] for code in codes}):
            if likeness == "contained":
                if set(stems(standard.ksbs[other])) - set(stems(standard.ksbs[code])) <= _OPPOSITE:
                    continue
                message = f"{code} is contained in {other}, which has all its main words in the same order"
            else:
                one, two = Counter(stems(standard.ksbs[code])), Counter(stems(standard.ksbs[other]))
                if one - two and two - one:
                    continue
                difference = describe(standard.ksbs[other], standard.ksbs[code])
                message = f"{code} is nearly the same as {other}: it {difference}"
            yield _pair(standard, code, other, message)


_SENTENCE_END = re.compile(r"(?<=[a-z)]{2})[.!?] ")


@text_rule("KSB206", severity="warning")
def repeated_phrase(texts: Passages) -> Iterator[Issue]:
    """A phrase that appears twice in one text, or a word twice in a row.

    The repetition is usually left over from an edit. Remove it. A phrase has at least four words in one sentence,
    three of them main words, joined by a preposition; a phrase said twice in a row has three ("to line managers to line
    managers"), or two such as "of the". Two sentences may start alike, and those of a paragraph may have a phrase in
    common. A term may appear twice ("health and social care", "code of professional conduct"), and some words may
    ("that that", "had had", "sign in in person", "OR and AND gates").

    Bad:
        ksbs:
          K1: How a production is scheduled
          S1: Book crew to meet production needs, and kit to meet production needs
    Good:
        ksbs:
          K1: How a production is scheduled
          S1: Book crew and kit to meet production needs
    """
    for passage in texts.each:
        text = passage.text
        if not (repeats := most_repeated(text)):
            continue
        for within in doubled(text):
            yield passage.issue(f'repeats a word: "{text[slice(*within)]}"', within=within)
        if repeats > 1 and (span := stuttered(text)):
            yield passage.issue(f'repeats words: "{text[slice(*span)]}"', within=span)
        elif repeats > 1 and (found := repeated(text)):
            phrase, again = found
            between = text[text.index(phrase) : again[0]]
            if passage.kind is None or not _SENTENCE_END.search(between):
                yield passage.issue(f'says "{phrase}" twice', within=again)


@rule("KSB207", severity="warning")
def duplicate_title(standard: Standard) -> Iterator[Issue]:
    """Two duties, options or assessment methods with the same title.

    Readers can't tell them apart, and usually one of the titles is wrong. Correct it, or merge the two: a duty may
    belong to several options. Case, punctuation and spacing are ignored.

    Bad:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
          - number: 2
            title: Draw up the Schedule
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
    yield from _titled(("options",), "option", standard.options)
    yield from _titled(("assessment", "methods"), "assessment method", standard.methods)
    yield from _titled(("duties",), "Duty", standard.duties)


def _titled(field: Path, name: str, parts: Sequence[Duty | Method | Option]) -> Iterator[Issue]:
    for i, other in _repeated((i, part.title) for i, part in enumerate(parts) if fold(part.title)):
        one, two = f"{name} {parts[i].number}", f"{name} {parts[other].number}"
        related = (Remark((*field, other, "title"), f"{two} has the same title"),)
        message = f"{one} has the same title as {'the first ' if one == two else ''}{two}"
        yield Issue((*field, i, "title"), message, related=related, key=fold(parts[i].title))
