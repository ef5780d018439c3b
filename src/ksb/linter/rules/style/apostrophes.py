"""Apostrophes that are missing, or stand in a plural."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ksb.linter.finding import Issue, Remark
from ksb.linter.rule import text_rule
from ksb.linter.rules.style.quoting import MOST, before
from ksb.text.english import counted
from ksb.text.spelling import is_name, places

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
    r"\b(?:among(?:st)? |(?:any|each|either|neither|none|one) of (?:the |their |these |those |your )?"
    r"|(?:(?:ask|assign|award|bring|email|grant|hand|offer|pay|sell|send|sett?|show|supply|teach"
    r"|tell)(?:s|ed|ing)?|(?:allocat|giv|issu|provid|serv)(?:es?|ed|ing)|gave|given|sent|supplie[ds]|told)"
    r"(?: (?:all|any|each|external|internal|new|other|potential|the|their))* )$",
    re.IGNORECASE,
)
# In lower case.
_PLURAL = re.compile(
    r"\b(?:apprentice|client|colleague|company|contractor|customer|employee|employer|engineer|individual|learner|manager"
    r"|manufacturer|material|nurse|operator|organisation|patient|process|product|provider|pupil|stakeholder|student"
    r"|supervisor|supplier|system|teacher|technician|user|worker)['’]s"
    r" (?:are|were|have|who|with|involved)\b"
    r"|\b(?:api|cv|faq|kpi|pc|sla|sme|sop|url)['’]s(?=[,.;:)]|$| (?:and|are|for|have|in|of|or|to|were|with)\b)"
    r"|\b[a-z]{3,}(?<!build)(?<!sibl)ing['’]s(?=[,.;)])"
    r"|(?<=\bthe )(?:(?:early|mid|late)[ -])?(?:1[789]|20)\d0['’]s\b"
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
    owners = [f"{owner}{mark}" for owner in _OWNERS & texts.parts for mark in (" ", "/")]
    for passage in texts.holding(*owners):
        lower = passage.lower
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
        for match in islice(_PLURAL.finditer(passage.lower), MOST):
            phrase = passage.text[slice(*match.span())]
            written = next(part for part in phrase.split() if part[-2:] in ("'s", "’s"))
            right = re.sub("ys$", "ies", f"{re.sub('s$', 'se', written[:-2])}s")
            problem = f'has an apostrophe in the plural "{written}": write "{right}"'
            yield passage.issue(problem, within=match.span())
