"""Words that are written wrong: apostrophes, articles, American spellings, slips and names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ksb.linter.finding import Issue, Remark
from ksb.linter.rule import text_rule
from ksb.linter.rules.style.names import NAMES
from ksb.linter.rules.style.quoting import MOST, before
from ksb.text.american import american, british
from ksb.text.english import counted
from ksb.text.misspellings import MISSPELLINGS
from ksb.text.slips import slips
from ksb.text.spelling import is_name, may_vary, places, stem_of, with_stems_of

if TYPE_CHECKING:
    from ksb.linter.passages import Passage, Passages

_PEOPLE = (
    "apprentice", "body", "candidate", "carer", "child", "citizen", "client", "colleague", "company", "consumer",
    "contractor", "customer", "donor", "employee", "employer", "guest", "individual", "learner", "man", "manager",
    "manufacturer", "operator", "organisation", "other", "owner", "parent", "participant", "passenger", "patient",
    "people", "person", "provider", "pupil", "resident", "stakeholder", "student", "supervisor", "supplier", "teacher",
    "tenant", "trainee", "user", "visitor", "woman", "worker",
)  # fmt: skip
_OWNERS = frozenset(
    {"body": "bodies", "child": "childrens", "company": "companies", "man": "mens", "people": "peoples",
     "woman": "womens"}.get(word, f"{word}s")
    for word in _PEOPLE
)  # fmt: skip
_OWNED = (
    "abilities aims aspirations briefs circumstances complaints concerns culture deadlines dignity ethos expectations"
    " goals guidance guidelines instructions manuals message messages mission needs objectives obligations opinions"
    " policies policy preferences premises priorities privacy procedure procedures property queries questions"
    " recommendation recommendations reputation requirement requirements responsibilities responsibility rights"
    " role(?![\\s-]play) roles safety schedules specification specifications strategy systems values views vision"
    " warranties warranty wellbeing well-being wishes"
).replace(" ", "|")
_NO_WORDS = frozenset(
    {"childrens", "childs", "citys", "companys", "countrys", "familys", "ladys", "mens", "partys", "societys", "todays",
     "womens"}
)  # fmt: skip
"""Genitives that are no words without the apostrophe."""
_KINDS = "care|cultural|health|individual|own|personal|safety|social|specific|working"
"""Words between an owner and what is owned: "the individuals health and social care needs"."""
_PARTNERS = "client|company|customer|employer|organisation|supplier"
# The last letter of an owner in lower case, and what is owned: a search for one letter is fast.
_NO_APOSTROPHE = re.compile(
    rf"s(?:/(?:{_PARTNERS}))?"
    rf" (?:(?:{_KINDS}) (?:and (?:{_KINDS}) )?){{0,3}}(?:{_OWNED}|working environment|health and safety)\b(?! act\b)"
)
_LAST_WORD = re.compile(r"\w+$")
# "Give customers guidance": the guidance is given, and is not the customers'.
_GIVEN = re.compile(
    r"\b(?:among(?:st)? |(?:(?:ask|assign|award|bring|email|grant|hand|offer|pay|sell|send|sett?|show|supply|teach"
    r"|tell)(?:s|ed|ing)?|(?:giv|issu|provid|serv)(?:es?|ed|ing)|gave|given|sent|supplie[ds]|told)"
    r"(?: (?:all|any|each|external|internal|new|other|potential|the|their))* )$",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    r"\b(?:apprentice|client|colleague|company|contractor|customer|employee|employer|engineer|individual|learner|manager"
    r"|manufacturer|material|nurse|operator|organisation|patient|process|product|provider|pupil|stakeholder|student"
    r"|supervisor|supplier|system|teacher|technician|user|worker)['’]s"
    r" (?:are|were|have|who|with|involved)\b"
    r"|\b(?:API|CV|FAQ|KPI|PC|SLA|SME|SOP|URL)['’]s(?=[,.;:)]|$| (?:and|are|for|have|in|of|or|to|were|with)\b)"
    r"|\b[a-z]{3,}(?<!build)(?<!sibl)ing['’]s(?=[,.;)])"
    r"|(?<=\bthe )(?:(?:early|mid|late)[ -])?(?:1[789]|20)\d0['’]s\b",
    re.IGNORECASE,
)


@text_rule("KSB512", severity="info")
def misplaced_apostrophe(texts: Passages) -> Iterator[Issue]:
    """A genitive without an apostrophe, or a plural with one.

    "The manufacturers instructions" are the manufacturer's, or those of several manufacturers: write "manufacturer's"
    or "manufacturers'". A plural has no apostrophe: "the organisations involved", "the 1990s". Only certain cases are
    reported: words such as "womens" and "companys"; and people and organisations before what they have, such as
    "needs", "policies" or "dignity", unless it is given to them ("give customers guidance"). There is one finding for
    each phrase, at its first place.

    Bad:
        ksbs:
          K1: How the manufacturers instructions are read
          S1: Draw up a schedule
          B1: Works with care
    Good:
        ksbs:
          K1: How the manufacturer's instructions are read
          S1: Draw up a schedule
          B1: Works with care
    """
    found: dict[str, list[tuple[Passage, int, int]]] = {}
    for passage, lower in zip(texts.each, texts.lower, strict=True):
        for match in islice(_NO_APOSTROPHE.finditer(lower), MOST):
            owner = _LAST_WORD.search(before(lower, match.start() + 1))
            if owner and owner[0] in _OWNERS:
                start = match.start() + 1 - len(owner[0])
                if not _GIVEN.search(before(lower, start)):
                    found.setdefault(lower[start : match.end()], []).append((passage, start, match.start() + 1))
    for phrase, places_of in found.items():
        passage, start, end = places_of[0]
        word = passage.text[start:end]
        one = word[:-3] + "y" if word.endswith("ies") else word[:-1]
        right = f'"{one}\'s" or "{word}\'"'
        if one.lower() in ("children", "men", "people", "women"):
            right = f'"{one}\'s"'
        elif one.lower() == "other":
            right = f'"{word}\'"'
        more = f" (and {counted(len(places_of) - 1, 'more time')})" if len(places_of) > 1 else ""
        related = tuple(
            Remark(other.at, f'{other.name} says "{other.text[at : at + len(phrase)]}"')
            for other, at, _ in places_of[1:6]
        )
        yield Issue(
            passage.at,
            f'{passage.name} has no apostrophe in "{passage.text[start : start + len(phrase)]}": write {right}{more}',
            within=(start, end),
            related=related,
            key=phrase,
            spellings=(phrase,),
        )
    reported = {(passage.at, start) for each in found.values() for passage, start, _ in each}
    alone = places(texts.words & _NO_WORDS, [passage.text for passage in texts.each], texts.lower)
    for word, used in alone.items():
        for i, start, end in used:
            passage = texts.each[i]
            written = passage.text[start:end]
            latin = word == "mens" and texts.lower[i].startswith(" rea", end)
            if not latin and not is_name(passage.text, start) and (passage.at, start) not in reported:
                plural = f' or "{written[:-2]}ies"' if re.search("[^aeiou]ys$", word) else ""
                problem = f'has no apostrophe in "{written}": write "{written[:-1]}\'s"{plural}'
                yield passage.issue(problem, within=(start, end), key=word, spellings=(word,))
                break
    for passage in texts.holding("'s", "’s"):
        for match in islice(_PLURAL.finditer(passage.text), MOST):
            written = next(part for part in match[0].split() if part[-2:] in ("'s", "’s"))
            right = re.sub("ys$", "ies", f"{re.sub('s$', 'se', written[:-2])}s")
            problem = f'has an apostrophe in the plural "{written}": write "{right}"'
            yield passage.issue(problem, within=match.span())


@text_rule("KSB513", severity="info")
def likely_misspelling(texts: Passages) -> Iterator[Issue]:
    """A long word that is used once and looks like a slip of a word that is used more often.

    It is usually a typing error. Correct it. Words of eight letters or more are compared. One has a letter more than
    the other, or two letters next to each other are exchanged. Words that differ only at their end ("procedure",
    "procedures") are not compared, and neither are words that both exist ("contract", "contact"). `allowed-spellings`
    in the configuration lists words that are right.

    Bad:
        ksbs:
          K1: How practitioners work
          K2: Who the other pracitioners are
          S1: Draw up a schedule with practitioners
          B1: Works with care
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, K2, S1, B1]
    Good:
        ksbs:
          K1: How practitioners work
          K2: Who the other practitioners are
          S1: Draw up a schedule with practitioners
          B1: Works with care
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, K2, S1, B1]
    """
    for slip, (i, start, end), other, (there, *_) in slips(
        texts.words, [passage.text for passage in texts.each], texts.lower
    ):
        if slip in MISSPELLINGS:
            continue  # KSB520
        passage, right = texts.each[i], texts.each[there]
        yield Issue(
            passage.at,
            f'{passage.name} says "{passage.text[start:end]}": probably "{other}", as in {right.name}',
            within=(start, end),
            related=(Remark(right.at, f'"{other}" is used here'),),
            key=slip,
            spellings=(slip,),
        )


_OF_RADIATION = frozenset({"dose", "doses", "gy", "radiation", "sievert", "sieverts"})


@text_rule("KSB514", severity="info")
def american_spelling(texts: Passages) -> Iterator[Issue]:
    """A word in American spelling in a document that uses British spelling.

    Choose one. A document uses British spelling if it contains a word such as "organise", "behaviour" or "centre".
    Names are not reported, and neither are words that the document also spells the British way: see KSB505. There is
    one finding for each word.

    Bad:
        ksbs:
          K1: How to recognize risks and organise a response
          S1: Draw up a schedule
          B1: Works with care
    Good:
        ksbs:
          K1: How to recognise risks and organise a response
          S1: Draw up a schedule
          B1: Works with care
    """
    candidates = {word: right for word in filter(may_vary, texts.words) if (right := american(word))}
    if "toward" in texts.words:
        candidates["toward"] = "towards"
    if not candidates:
        return
    evidence = {kind: word for word in sorted(texts.words, reverse=True) if (kind := british(word))}
    varying = {stem_of(word) for word in with_stems_of(candidates, texts.words) if word not in candidates}
    used = places(candidates.keys(), [passage.text for passage in texts.each], texts.lower)
    for word, right in candidates.items():
        british_word = evidence.get("ise", None if "iz" in word else evidence.get("other"))
        if british_word is None or stem_of(word) in varying:
            continue
        if word in ("gray", "grays") and not _OF_RADIATION.isdisjoint(texts.words):
            continue  # the unit
        for i, start, end in used[word]:
            if not is_name(texts.each[i].text, start):
                problem = (
                    f'says "{word}": write "{right}", because the document uses British spelling ("{british_word}")'
                )
                yield texts.each[i].issue(problem, within=(start, end), key=word, spellings=(word,))
                break


@text_rule("KSB516", severity="info")
def wrong_name(texts: Passages) -> Iterator[Issue]:
    """A law, regulation or public body whose name is written wrong.

    Readers can't look up a law that does not exist. Write the official name. The names are compared with a list of
    common errors, such as a wrong word or year, each with the official source of the right name.

    Bad:
        ksbs:
          K1: The General Data Protection Regulations
          S1: Draw up a schedule
          B1: Works with care
    Good:
        ksbs:
          K1: The General Data Protection Regulation
          S1: Draw up a schedule
          B1: Works with care
    """
    for name in NAMES:
        for passage in texts.holding(name.sought) if name.words <= texts.words else ():
            for match in islice(re.finditer(name.wrong, passage.text), MOST):
                problem = f'says "{match[0]}": the name is "{name.right}"'
                yield passage.issue(problem, within=match.span(), spellings=(match[0].lower(),))


# Left out are words that may follow the letter A, and words that start with another sound: "a one-off", "a European".
_AFTER_A = r"(?:all|also|and|about|above|after|among|around|are|each|either|into|onto|over)\b|eu|ewe|on[ce]|oui"
_CONSONANT = "(?!x)[b-df-gj-np-tvwyz][a-z]{2,}"
# "Eight", "eleven", "eighteen", "eighty".
_EIGHT = r"(?:8\d*|1[18])(?:[.,]\d+)*(?=[ -]?[a-zA-Z%°])"
_ARTICLE = re.compile(
    rf"(?:\ba|^A|(?<=[.!?] )A)(?: (?:(?!{_AFTER_A})[aeio][a-z]{{2,}}\b|{_EIGHT})"
    rf"|n (?:{_CONSONANT}\b|(?=\({_CONSONANT}\) {_CONSONANT}\b)\([a-z]+\)))"
)


# The same in lower case and less exact, which starts with a fixed character and so is quick to search for.
_MAY_BE_WRONG = re.compile(
    rf" a(?: (?:(?=[aeio])(?!{_AFTER_A})[a-z]{{3}}|8|1[18])|n \(?(?!x)[b-df-gj-np-tvwyz][a-z]{{2}})"
)


@text_rule("KSB518", severity="info")
def wrong_article(texts: Passages) -> Iterator[Issue]:
    """ "A" before a vowel, or "an" before a consonant.

    Write "an apprentice", "a schedule" and "an 8 mm groove". Words whose first letter does not show their sound are not
    reported ("hour", "user", "European"), and neither are abbreviations.

    Bad:
        ksbs:
          K1: How an schedule becomes a important document
          S1: Draw up a schedule
          B1: Works with care
    Good:
        ksbs:
          K1: How a schedule becomes an important document
          S1: Draw up a schedule
          B1: Works with care
    """
    for passage in texts.each if _MAY_BE_WRONG.search(f" {texts.together}".replace("\n", " ")) else ():
        for match in islice(_ARTICLE.finditer(passage.text), MOST):
            article, word = match[0].split()
            right = article[:1] if len(article) == 2 else f"{article}n"
            yield passage.issue(f'says "{match[0]}": write "{right} {word}"', within=match.span())


@text_rule("KSB520", severity="info")
def known_misspelling(texts: Passages) -> Iterator[Issue]:
    """A common misspelling, such as "recieve".

    Correct it. The word is in a list of misspellings that are not words of British English. There is one finding for
    each misspelling. `allowed-spellings` in the configuration lists words that are right.

    Bad:
        ksbs:
          K1: How to liase with a crew
          S1: Draw up a schedule
          B1: Works with care
    Good:
        ksbs:
          K1: How to liaise with a crew
          S1: Draw up a schedule
          B1: Works with care
    """
    found = texts.words & MISSPELLINGS.keys()
    for word, used in places(found, [passage.text for passage in texts.each], texts.lower).items():
        for i, start, end in used[:1]:
            problem = f'says "{texts.each[i].text[start:end]}": write "{MISSPELLINGS[word]}"'
            yield texts.each[i].issue(problem, within=(start, end), key=word, spellings=(word,))
