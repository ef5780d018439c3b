"""Words in more than one spelling."""

import re
from collections.abc import Iterator

from ksb.kinds import kind_of
from ksb.linter.finding import Issue, Remark
from ksb.linter.passages import Passages
from ksb.linter.rule import text_rule
from ksb.linter.rules.style.quoting import MOST
from ksb.text.compounds import compounds
from ksb.text.misspellings import corrected
from ksb.text.spelling import practice_as_verb, stem_of, varieties, verb_as_noun


@text_rule("KSB505", severity="info")
def spelling_varies(texts: Passages) -> Iterator[Issue]:
    """One word in two spellings in one document, "practice" used as a verb, or "practise" as a noun.

    A search finds only one of the spellings. Choose one: "coordinate" or "co-ordinate", "organise" or "organize",
    "judgement" or "judgment", "work place" or "workplace", "post production" or "post-production". Words such as "hand
    over" and "handover" are not compared: one is a verb, the other a noun. In British English a licence and a practice
    are nouns; to license and to practise are verbs. Where a word of eight letters or more also appears with a single
    letter for a double one ("referal"), one of them is a misspelling.

    There is one finding for each word, at the less common spelling. `allowed-spellings` in the configuration lists
    words that may vary.

    Bad:
        ksbs:
          K1: How to coordinate a production
          S1: Co-ordinate a production
          S2: Coordinate a crew
    Good:
        ksbs:
          K1: How to coordinate a production
          S1: Coordinate a production
          S2: Coordinate a crew
    """
    found = texts.each

    def joined(place: tuple[int, int, int]) -> str:
        """Return the word at a place without its hyphens."""
        i, start, end = place
        return re.sub("[-‐‑]", "", found[i].text[start:end].lower())

    varied = False
    reported: set[str] = set()
    for fewer, most in varieties(texts):
        if any(map(corrected, (*fewer.forms, *most.forms))):
            continue  # KSB520
        here, *within = fewer.places[0]
        form = joined(fewer.places[0])
        alike = (place for place in most.places[:MOST] if joined(place) == form)
        there, start, end = next(alike, most.places[0])
        passage = found[here]
        other = found[there].text[start:end]
        if fewer.form.startswith("licens") and most.form.startswith("licenc"):
            advice = 'the noun is spelt "licence"'
            varied = True
        elif stem_of(fewer.form) != stem_of(most.form):
            advice = "one of them is misspelt"
        else:
            advice = "choose one spelling"
        reported.update(re.sub("[-‐‑]", "", word) for word in (*fewer.forms, *most.forms))
        used = f'"{passage.text[slice(*within)]}", but {found[there].name} says "{other}"'
        message = f"{passage.name} says {used}: {advice}"
        yield Issue(
            passage.at,
            message,
            within=(within[0], within[1]),
            related=(Remark(found[there].at, f'"{other}" is used here'),),
            key=" ".join(sorted({stem_of(fewer.form), stem_of(most.form)})),
            spellings=(*fewer.forms, *most.forms),
        )
    for fewer_form, (here, *span), most_form, (there, *_) in compounds(texts):
        passage = found[here]
        key = re.sub("[ -]", "", fewer_form)
        if key in reported:
            continue
        yield Issue(
            passage.at,
            f'{passage.name} says "{fewer_form}", but {found[there].name} says "{most_form}": choose one spelling',
            within=(span[0], span[1]),
            related=(Remark(found[there].at, f'"{most_form}" is used here'),),
            key=key,
            spellings=(fewer_form, most_form),
        )
    for passage in texts.holding("practic"):
        code = passage.at[1] if passage.at[0] == "ksbs" else None
        knowledge = isinstance(code, str) and kind_of(code).name.endswith("knowledge")
        verb = (code is not None and not knowledge) or passage.at[0] == "duties"
        if place := practice_as_verb(passage.lower, opens_with_verb=verb):
            problem = f'says "{passage.text[slice(*place)]}": the verb is spelt "practise" in British English'
            yield passage.issue(problem, within=place, spellings=("practice",))
    for passage in texts.holding("practise", "license") if not varied else ():
        for where, word, noun in verb_as_noun(passage.text):
            problem = f'says "{passage.text[slice(*where)]}": the noun is spelt "{noun}" in British English'
            yield passage.issue(problem, within=where, spellings=(word,))
