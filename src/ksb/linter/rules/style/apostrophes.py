"""Apostrophes that are missing, or stand in a plural."""

import re
from collections.abc import Iterator

from ksb.linter.finding import Issue, Remark
from ksb.linter.passages import Passages
from ksb.linter.rule import text_rule
from ksb.linter.rules.style.quoting import before, each_match
from ksb.text.english import counted
from ksb.text.spelling import is_name

_PEOPLE = (
    "apprentice", "authority", "baby", "body", "buyer", "candidate", "carer", "child", "citizen", "client",
    "colleague", "company", "consumer", "contractor", "customer", "department", "director", "doctor", "donor",
    "driver", "employee", "employer", "family", "firm", "guest", "individual", "learner", "lender", "man", "manager",
    "manufacturer", "member", "nurse", "operator", "organisation", "other", "owner", "parent", "participant",
    "passenger", "patient", "people", "person", "provider", "public", "pupil", "resident", "retailer",
    "stakeholder", "student", "supervisor", "supplier", "teacher", "team", "technician", "tenant", "trainee", "user",
    "visitor", "woman", "worker",
)  # fmt: skip
_IRREGULAR = {"child": "childrens", "man": "mens", "people": "peoples", "woman": "womens"}
_SEVERAL = ("days", "months", "others", "weeks", "years")
_OWNERS = frozenset(_IRREGULAR.get(word, re.sub("ys$", "ies", f"{word}s")) for word in _PEOPLE)
# After a plural, another plural is not a verb: "customers records".
_OWNED = (
    "abilities accounts achievements aims aspirations attainment attendance behaviour behaviours beliefs briefs"
    " budgets choices circumstances code(?=\\sof) comments complaints concerns confidence confidentiality culture"
    " data(?!-) deadlines decisions details development dignity documentation education emotions equipment ethos"
    " expectations experiences facilities feelings goals guidance guidelines hair handbook health homes hours"
    " identity independence instructions interests knowledge literature lives loyalty manuals medication message"
    " messages mission motivation needs objectives obligations opinions performance perspectives plans policies"
    " policy practices preferences premises priorities privacy procedure procedures processes productivity property"
    " queries questions recommendation recommendations records reports reputation requirement requirements"
    " responsibilities responsibility rights role(?![\\s-]play) roles safety satisfaction schedules security skin"
    " specification specifications standards strategies strategy strengths systems targets tolerances values views"
    " vision warranties warranty welfare well-being wellbeing wishes"
).replace(" ", "|")
_KINDS = (
    "best|business|care|cultural|delivery|emotional|financial|health|individual|medical|operational|own|personal|physical"
    "|quality|safety|social|specific|technical|working"
)
"""Words between an owner and what is owned: "the individuals health and social care needs"."""
_PARTNERS = "client|company|customer|employer|organisation|supplier"
# The last letter of an owner in lower case, and what is owned: a search for one letter is fast.
_NO_APOSTROPHE = re.compile(
    rf"s(?:/(?:{_PARTNERS}))?"
    rf" (?:(?:{_KINDS}) (?:and (?:{_KINDS}) )?){{0,3}}(?:{_OWNED}|working environment|health and safety)\b(?! act\b)"
)
_ALL = "|".join(sorted(_OWNERS))
# Few standards need `_OF_EACH`, `_OF_TIME` and `_GIVEN`, which are long: they are compiled when a text is searched.
# No plural follows "each", and no experience lasts "weeks": it lasts two weeks. Quick to search for, and certain.
_MAY_BE_OF_EACH = re.compile(rf" (?:an?|another|each|every) (?:{_ALL}) ")
_OF_EACH = (
    rf"(?:^An?|(?<![\w-])(?:an?|[Aa]nother|[Ee]ach|[Ee]very)) (?:{_ALL})(?= ((?!rea\b)[a-z][\w-]*))"
    r"(?! (?:(?:association|club|committee|conference|council|evening|event|forum|group|guide|market|meeting|network"
    r"|panel|survey|union)s?|and|or|to|who)\b)"
)
_LASTING = "experience|holiday|imprisonment|notice|probation|service|wages"
_MAY_BE_OF_TIME = re.compile(f"s (?:{_LASTING})")
_OF_TIME = rf"(?<!\w)(?:\d+|(?i:two|three|four|five|six|several|many)) (?:day|week|month|year)s(?= ({_LASTING})\b)"
_LAST_WORD = re.compile(r"\w+$")
# "Give customers guidance": the guidance is given, and is not the customers'.
_GIVEN = (
    r"(?i)\b(?:among(?:st)? |(?:any|each|either|neither|none|one) of (?:the |their |these |those |your )?"
    r"|(?:(?:ask|assign|award|bring|email|grant|hand|offer|pay|save|sell|send|sett?|show|supply|teach"
    r"|tell)(?:s|ed|ing)?|(?:allocat|giv|issu|provid|serv)(?:es?|ed|ing)|gave|given|sent|supplie[ds]|told"
    r"|(?:clarif|communicat|convey|demonstrat|describ|explain|outlin|present|recommend|suggest)\w* to)"
    r"(?: (?:all|any|each|external|internal|new|other|potential|the|their))* )$"
)
_THINGS = (
    "complaint|document|drawing|duty|enquiry|instruction|item|method|need|part|photo|policy|procedure|product|query|recipe"
    "|report|requirement|rule|skill|standard|task|technique|time|tool"
)
# In lower case.
_PLURAL = re.compile(
    r"\b(?:apprentice|client|colleague|company|contractor|customer|employee|employer|engineer|individual|learner|manager"
    r"|manufacturer|material|nurse|operator|organisation|patient|process|product|provider|pupil|stakeholder|student"
    r"|supervisor|supplier|system|teacher|technician|user|worker)['’]s"
    r" (?:are|were|have|who|with|involved)\b"
    r"|\b(?:api|cv|faq|kpi|pc|sla|sme|sop|url)['’]s(?=[,.;:)]|$| (?:and|are|for|have|in|of|or|to|were|with)\b)"
    rf"|\b[a-z]{{3,}}(?<!build)(?<!sibl)ing['’]s(?=[,.;)])|\b(?:{_THINGS})['’]s(?=[,.;:)]|$| (?:are|were)\b)"
    rf"|\b(?:{'|'.join(_PEOPLE)})['’]s (?:and|or) (?:{_ALL})(?=[,.;:)]|$| (?:are|at|from|in|on|to|who|with)\b)"
    r"|(?<=\bthe )(?:(?:early|mid|late)[ -])?(?:1[789]|20)\d0['’]s\b"
)
# Without an apostrophe these are not words, and neither are "companys" and "allergys".
_NO_WORDS = frozenset({"childrens", "childs", "mens", "todays", "womens"})
_IN_YS = re.compile(".{2,}(?:[aei]r|[aeo]n|[aeiou][dt]|[ai]l|ist?r|n[ct]|og|or|pl|rg|rt|str)ys")
_ITS = (
    r"(?i)\bit['’]s (?:aims|benefits|causes|characteristics|components|contents|customers|effects|employees|features"
    r"|functions|impact on|importance|limitations|limits|members|objectives|own|parts|policies|procedures|properties"
    r"|purpose|role in|structure|suppliers|surroundings|use of|users|uses|values)"
    r"(?![\w-]|[^.;]* (?:that|which|who)\b)|(?<!\S)its['’](?= [a-z])"
)


@text_rule("KSB512", severity="info")
def misplaced_apostrophe(texts: Passages) -> Iterator[Issue]:
    """A genitive without an apostrophe, or a plural with one.

    "The manufacturers instructions" are the manufacturer's, or those of several manufacturers: write "manufacturer's"
    or "manufacturers'". A plural has no apostrophe: "the organisations involved", "the 1990s". Only certain cases are
    reported: words such as "womens" and "companys"; people and organisations after "each", or before what they have,
    such as "needs", "policies" or "dignity", unless it is given to them ("give customers guidance"); "two weeks
    notice"; and "it's" for "its". There is one finding for each phrase, at its first place.

    Bad:
        ksbs:
          K1: How the manufacturers instructions are read
    Good:
        ksbs:
          K1: How the manufacturer's instructions are read
    """
    spots: dict[tuple[int, int], str] = {}
    for quick, pattern in (_MAY_BE_OF_EACH, _OF_EACH), (_MAY_BE_OF_TIME, _OF_TIME):
        for i in texts.where(*{match[0].strip() for match in quick.finditer(f" {texts.together}")}):
            for match in each_match(pattern, texts.texts[i]):
                start = match[0].rindex(" ") + 1 + match.start()
                spots[i, start] = texts.lower[i][start : match.end(1)]
    owners = [f"{owner}{mark}" for owner in _OWNERS & texts.parts for mark in (" ", "/")]
    for i in texts.where(*owners):
        lower = texts.lower[i]
        for match in each_match(_NO_APOSTROPHE, lower):
            owner = _LAST_WORD.search(before(lower, match.start() + 1))
            if owner and owner[0] in _OWNERS:
                start = match.start() + 1 - len(owner[0])
                # "Teams messages" are those of a program.
                if not re.search(_GIVEN, before(lower, start)) and not is_name(texts.texts[i], start):
                    spots[i, start] = lower[start : match.end()]
    found: dict[str, list[tuple[int, int]]] = {}
    for place, phrase in sorted(spots.items()):
        found.setdefault(phrase, []).append(place)
    for phrase, used in found.items():
        passage, start = texts.each[used[0][0]], used[0][1]
        end = start + len(re.split(r"\W", phrase, maxsplit=1)[0])
        more = f" (and {counted(len(used) - 1, 'more time')})" if len(used) > 1 else ""
        others = [(texts.each[i], at) for i, at in used[1:6]]
        related = [Remark(other.at, f'{other.name} says "{other.text[at : at + len(phrase)]}"') for other, at in others]
        yield Issue(
            passage.at,
            f'{passage.name} has no apostrophe in "{passage.text[start : start + len(phrase)]}": '
            f"write {_genitives(passage.text[start:end])}{more}",
            within=(start, end),
            related=tuple(related),
            key=phrase,
            spellings=(phrase,),
        )
    no_words = {word for word in texts.words if word.endswith("ys") and _IN_YS.fullmatch(word)}
    for word, each in texts.places(no_words | (texts.words & _NO_WORDS)).items():
        for i, start, end in each:
            passage = texts.each[i]
            written = passage.text[start:end]
            latin = word == "mens" and texts.lower[i].startswith(" rea", end)
            if not latin and not is_name(passage.text, start) and (i, start) not in spots:
                plural = f' or "{written[:-2]}ies"' if _IN_YS.fullmatch(word) else ""
                wrong = (
                    "the apostrophe in the wrong place" if passage.text.startswith(("'", "’"), end) else "no apostrophe"
                )
                problem = f'has {wrong} in "{written}": write "{written[:-1]}\'s"{plural}'
                yield passage.issue(problem, within=(start, end), key=word, spellings=(word,))
                break
    for passage in texts.holding("'s", "’s"):
        for match in each_match(_PLURAL, passage.lower):
            phrase = passage.text[slice(*match.span())]
            written = next(part for part in phrase.split() if part[-2:] in ("'s", "’s"))
            right = re.sub("ys$", "ies", f"{re.sub('s$', 'se', written[:-2])}s")
            problem = f'has an apostrophe in the plural "{written}": write "{right}"'
            yield passage.issue(problem, within=match.span())
    for passage in texts.holding("it's", "it’s", "its'", "its’"):
        for match in each_match(_ITS, passage.text):
            yield passage.issue(f'has an apostrophe in "{match[0]}": write "its"', within=match.span())


def _genitives(plural: str) -> str:
    """Return the genitives that a plural without an apostrophe may be: of one, and of several."""
    one = f'"{re.sub("ies$", "y", plural).removesuffix("s")}\'s"'
    if plural.lower() in _IRREGULAR.values():
        return one
    return f'"{plural}\'"' if plural.lower() in _SEVERAL else f'{one} or "{plural}\'"'
