"""KSB2xx: the same KSB in other words, and other KSBs in the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from ksb.linter.finding import Edit, Fix, Issue, Remark, Wordings
from ksb.linter.passages import passages
from ksb.linter.rule import rule
from ksb.models import KINDS, kind_of
from ksb.text.differences import continuation, describe
from ksb.text.normalise import Verdict, content, fold, judge, same_words, stems
from ksb.text.repetition import doubled, repeated
from ksb.text.similarity import similar

if TYPE_CHECKING:
    from ksb.linter.finding import Applicability
    from ksb.models import Citation, Duty, Standard
    from ksb.positions import Path


def _citations(standard: Standard, verdict: Verdict) -> Iterator[tuple[Path, Duty, Citation, str, str]]:
    """Yield the citations that relate so to their definition, with the definition and the wording used."""
    for i, duty in enumerate(standard.duties):
        for j, citation in enumerate(duty.cites):
            definition = standard.ksbs.get(citation.code)
            if citation.text is None or definition is None or citation.text == definition:
                continue
            if judge(definition, citation.text) == verdict:
                yield ("duties", i, "cites", j), duty, citation, definition, citation.text


def _issue(
    at: Path, duty: Duty, citation: Citation, message: str, definition: str, text: str, fix: Applicability = "unsafe"
) -> Issue:
    return Issue(
        at,
        f"{citation.code} in Duty {duty.number} {message}",
        Wordings(f"{citation.code} as defined", definition, f"{citation.code} in Duty {duty.number}", text),
        related=(Remark(("ksbs", citation.code), f"{citation.code} is defined here"),),
        key=f"{citation.code}: {text}",
        fix=Fix(fix, (Edit(at, citation.code),)),
    )


@rule("KSB201", severity="error", fix="unsafe")
def reworded_citation(standard: Standard) -> Iterator[Issue]:
    """A citation uses other words than the definition.

    Whoever reads one duty learns something else than who reads the next, and an assessor can't tell which holds.
    Settle on one wording: cite by the bare code, or change the definition.

    Bad:
        ksbs:
          K1: Understand what other departments require
          S1: Draw up a schedule
          B1: Works with care
        duties:
          - number: 1
            title: Draw up the schedule
            cites:
              - K1: What other departments require
              - S1
              - B1
    Good:
        ksbs:
          K1: Understand what other departments require
          S1: Draw up a schedule
          B1: Works with care
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
    """
    others = {fold(text): code for code, text in reversed(list(standard.ksbs.items()))}
    for at, duty, citation, definition, text in _citations(standard, "reworded"):
        other = others.get(fold(text), citation.code)
        message = describe(definition, text) if other == citation.code else f"has the words of {other}"
        yield _issue(at, duty, citation, message, definition, text)


@rule("KSB202", severity="warning", fix="safe")
def repunctuated_citation(standard: Standard) -> Iterator[Issue]:
    """A citation has the words of the definition, but other punctuation, case or spacing.

    The meaning is the same, the text is not: a search or a comparison by machine takes it for another KSB. Cite
    by the bare code. The repair is a safe one, but not where words are joined or divided ("maybe", "may be"; "resort",
    "re-sort").

    Bad:
        duties:
          - number: 1
            title: Draw up the schedule
            cites:
              - K1: How a production is scheduled.
              - S1
              - B1
    Good:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
    """
    for at, duty, citation, definition, text in _citations(standard, "repunctuated"):
        fix: Applicability = "safe" if same_words(text, definition) else "unsafe"
        yield _issue(at, duty, citation, describe(definition, text), definition, text, fix)


@rule("KSB203", severity="error", fix="unsafe")
def truncated_citation(standard: Standard) -> Iterator[Issue]:
    """A citation breaks off: it is only the beginning of the definition.

    Part of the text was lost, most often in copying. Cite by the bare code. Reported in place of KSB201.

    Bad:
        duties:
          - number: 1
            title: Draw up the schedule
            cites:
              - K1: How a production
              - S1
              - B1
    Good:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
    """
    for at, duty, citation, definition, text in _citations(standard, "truncated"):
        last, rest = continuation(definition, text)
        message = f'breaks off after "{last}", where the definition goes on "{rest}"'
        yield _issue(at, duty, citation, message, definition, text)


@rule("KSB204", severity="error")
def duplicate_ksb(standard: Standard) -> Iterator[Issue]:
    """Two codes define the same words.

    Case, punctuation and spacing are put aside. The same thing is taught and assessed under two codes, and what is
    found for one is missed for the other; cite one code everywhere and remove the other.

    Bad:
        ksbs:
          K1: How a production is scheduled
          K2: How a Production is scheduled
          S1: Draw up a schedule
          B1: Works with care
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, K2, S1, B1]
    Good:
        ksbs:
          K1: How a production is scheduled
          S1: Draw up a schedule
          B1: Works with care
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
    """
    for code, other in _repeated(standard.ksbs.items()):
        yield _pair(standard, code, other, f"{code} defines the same words as {other}")


_Name = TypeVar("_Name")


def _repeated(texts: Iterable[tuple[_Name, str]]) -> Iterator[tuple[_Name, _Name]]:
    """Yield the names of texts that say what one before says, each with the first such."""
    alike: dict[str, list[tuple[_Name, str]]] = {}
    for name, text in texts:
        alike.setdefault(fold(text), []).append((name, text))
    for found in alike.values():
        first: dict[tuple[str, ...], _Name] = {}
        for name, text in found if len(found) > 1 else ():
            other = first.setdefault(content(text), name)
            if other != name:
                yield name, other


def _pair(standard: Standard, code: str, other: str, message: str) -> Issue:
    return Issue(
        ("ksbs", code),
        message,
        Wordings(other, standard.ksbs[other], code, standard.ksbs[code]),
        related=(Remark(("ksbs", other), f"{other} is defined here"),),
    )


# What such a word is added to says the reverse: "with supervision", "without supervision".
_OPPOSITE = frozenset({"no", "non", "not", "off", "out", "outside", "without"})


@rule("KSB205", severity="warning")
def similar_ksb(standard: Standard) -> Iterator[Issue]:
    """Two definitions of one kind that are nearly the same, or one contained in the other.

    The two were meant to be one, or what tells them apart is easily missed. Merge them, or word each so that its
    difference shows. Nearly the same: nine words in ten are the same and in the same order. Contained: every word of
    the one stands in the other, in order, endings (-s, -ed, -ing) and words such as "the" and "of" put aside, and
    there are at least four such words. Each KSB is reported once, with the first that it is like. K and S are not
    compared with each other: "How to draw up a schedule" and "Draw up a schedule" are a pair by design.

    Bad:
        ksbs:
          K1: How a production is scheduled
          S1: Compile progress and cost reports in line with production requirements
          S2: Compile reports in line with production requirements
          B1: Works with care
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, S2, B1]
    Good:
        ksbs:
          K1: How a production is scheduled
          S1: Compile progress and cost reports in line with production requirements
          B1: Works with care
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
    """
    for kind in KINDS:
        codes = [code for code in standard.codes if kind_of(code) == kind]
        for code, other, likeness in similar({code: standard.ksbs[code] for code in codes}):
            if likeness == "contained":
                if set(stems(standard.ksbs[other])) - set(stems(standard.ksbs[code])) <= _OPPOSITE:
                    continue
                message = f"{code} is contained in {other}: all its words that matter stand there, in the same order"
            else:
                difference = describe(standard.ksbs[other], standard.ksbs[code])
                message = f"{code} is nearly the same as {other}: it {difference}"
            yield _pair(standard, code, other, message)


@rule("KSB206", severity="warning")
def repeated_phrase(standard: Standard) -> Iterator[Issue]:
    """A statement that says the same words twice, or doubles a word.

    What is said twice is most often left over from an edit. Remove the repetition. A phrase is four words or more
    within one sentence, three of them words that matter, joined by a preposition; a term ("health and social care",
    "code of professional conduct") may well stand twice, and so may "that that", "had had" and "sign in in person".

    Bad:
        ksbs:
          K1: How a production is scheduled
          S1: Book crew to meet production needs, and kit to meet production needs
          B1: Works with care
    Good:
        ksbs:
          K1: How a production is scheduled
          S1: Book crew and kit to meet production needs
          B1: Works with care
    """
    for passage in passages(standard).each:
        text = passage.text
        for within in doubled(text):
            yield passage.issue(f'doubles a word: "{text[slice(*within)]}"', within=within)
        if found := repeated(text):
            phrase, again = found
            yield passage.issue(f'says "{phrase}" twice', within=again)


@rule("KSB207", severity="warning")
def duplicate_duty(standard: Standard) -> Iterator[Issue]:
    """Two duties have the same title.

    Nobody can tell one from the other, and most often the title of one was meant to be another. Correct it, or make
    one duty of the two, which may belong to several options. Case, punctuation and spacing are put aside.

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
    for i, other in _repeated((i, duty.title) for i, duty in enumerate(standard.duties) if fold(duty.title)):
        duty, number = standard.duties[i], standard.duties[other].number
        related = (Remark(("duties", other, "title"), f"Duty {number} has it too"),)
        message = f"Duty {duty.number} has the title of Duty {number}"
        yield Issue(("duties", i, "title"), message, related=related, key=fold(duty.title))
