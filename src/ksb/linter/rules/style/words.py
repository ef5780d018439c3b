"""Words that are written wrong: slips, misspellings, American spellings, names and articles."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from ksb.linter.finding import Issue, Remark
from ksb.linter.passages import Passage, Passages
from ksb.linter.rule import text_rule
from ksb.linter.rules.style.computing import names_programs
from ksb.linter.rules.style.laws import misnamed
from ksb.linter.rules.style.names import NAMES, PHRASES, Name
from ksb.linter.rules.style.quoting import MOST, each_match
from ksb.text.american import american, british
from ksb.text.misspellings import corrected, misspelt
from ksb.text.slips import slips
from ksb.text.spelling import is_name, stem_of, with_stems_of


@text_rule("KSB513", severity="info")
def likely_misspelling(texts: Passages) -> Iterator[Issue]:
    """A long word that is used once and looks like a slip of a word that is used more often.

    It is usually a typing error. Correct it. Words of eight letters or more are compared. One has a letter more than
    the other, or two letters next to each other are exchanged. Words that differ only at their end ("procedure",
    "procedures") are not compared, and neither are words that both exist ("contract", "contact"), or a name and a word.
    `allowed-spellings` in the configuration lists words that are right.

    Bad:
        ksbs:
          K1: How practitioners work
          K2: Who the other pracitioners are
          S1: Draw up a schedule with practitioners
    Good:
        ksbs:
          K1: How practitioners work
          K2: Who the other practitioners are
          S1: Draw up a schedule with practitioners
    """
    for slip, (i, start, end), other, (there, *_) in slips(texts):
        if corrected(slip):
            continue  # KSB520
        passage, right = texts.each[i], texts.each[there]
        written = passage.text[start:end]
        yield Issue(
            passage.at,
            f'{passage.name} says "{written}": probably "{_like(written, other)}", as in {right.name}',
            within=(start, end),
            related=(Remark(right.at, f'"{other}" is used here'),),
            key=slip,
            spellings=(slip,),
        )


def _like(written: str, word: str) -> str:
    """Return a word in lower case with the capitals of another."""
    return word.upper() if written.isupper() else word.capitalize() if written[0].isupper() else word


# "Gray" is a unit, and the tables of a database are listed in its "catalog".
_TERM_BESIDE = {
    "gray": {"dose", "doses", "gy", "radiation", "sievert", "sieverts"},
    "catalog": {"database", "databases", "metadata", "schema", "sql"},
}


@text_rule("KSB514", severity="info")
def american_spelling(texts: Passages) -> Iterator[Issue]:
    """A word in American spelling in a document that uses British spelling.

    Choose one. A document uses British spelling if it contains a word such as "organise", "behaviour" or "centre".
    Names are not reported, and neither are words that the document also spells the British way: see KSB505. There is
    one finding for each word.

    Bad:
        ksbs:
          K1: How to recognize risks and organise a response
    Good:
        ksbs:
          K1: How to recognise risks and organise a response
    """
    candidates = {word: right for word in texts.varying if (right := american(word))}
    if "toward" in texts.words:
        candidates["toward"] = "towards"
    if not candidates:
        return
    evidence = {kind: next((word for word in texts.words if british(word) == kind), None) for kind in ("ise", "other")}
    varying = {stem_of(word) for word in with_stems_of(candidates, texts) if word not in candidates}
    used = texts.places(candidates.keys())
    for word, right in candidates.items():
        british_word = evidence["ise"] or (None if "iz" in word else evidence["other"])
        if british_word is None or (stem_of(word) in varying and word != "toward"):
            continue
        if not _TERM_BESIDE.get(word.removesuffix("s"), set()).isdisjoint(texts.words):
            continue
        for i, start, end in used[word]:
            text = texts.each[i].text
            code = "-" in word or text.startswith((":", "="), end)  # "text-align: center", "color: red"
            if not is_name(text, start) and not (code and names_programs(text)):
                problem = (
                    f'says "{word}": write "{right}", because the document uses British spelling ("{british_word}")'
                )
                yield texts.each[i].issue(problem, within=(start, end), key=word, spellings=(word,))
                break


@text_rule("KSB516", severity="info")
def wrong_name(texts: Passages) -> Iterator[Issue]:
    """A law, regulation or public body whose name is written wrong.

    Readers can't look up a law that does not exist. Write the official name. Names are compared with those of the
    laws and bodies that standards name most, each with its official source: a singular for a plural, a wrong year, an
    act where there are regulations, and other common errors.

    Bad:
        ksbs:
          K1: The General Data Protection Regulations
    Good:
        ksbs:
          K1: The General Data Protection Regulation
    """
    found = list(_wrong(texts, NAMES))
    for passage in texts.holding(" act", " regulation"):
        found += [(passage, span, law.right) for span, law in islice(misnamed(passage.lower), MOST)]
    for passage, within, right in found:
        said = passage.text[slice(*within)]
        yield passage.issue(f'says "{said}": the name is "{right}"', within=within, spellings=(said.lower(),))


def _wrong(texts: Passages, names: Sequence[Name]) -> Iterator[tuple[Passage, tuple[int, int], str]]:
    """Yield the place of each wrong name, or wrong phrase, and what is right."""
    for name in names:
        for passage in texts.holding(name.sought) if name.words <= texts.parts else ():
            for match in each_match(name.wrong, passage.text):
                yield passage, match.span(), name.right


# Left out are words that may follow the letter A, and words that start with another sound: "a one-off", "a European".
_AFTER_A = r"(?:all|also|and|about|above|after|among|around|are|each|either|into|onto|over)\b|eu|ewe|on[ce]|oui"
# Without a vowel it is an abbreviation, and so it is with a start that no English word has: "an npm package", "an LDAP
# server". "Unique" sounds like "yunique".
_CONSONANT = (
    r"(?:(?!x|(?:led|the)\b|y[^aeiou]|[hlnr][^aeiouhy]|m[^aeiouny]|f[^aeioulry]|s[bdfgjrsvxz])(?=[a-z]*[aeiouy])"
    r"[b-df-gj-np-tvwyz][a-z]{2,}|[Ee]u(?:ph|ro)[a-z]*|on(?:ce|e)|ubiqu[a-z]+"
    r"|uni(?:corn|cycl|fi|fy|form|lat|que|sex|tary|ted|vers)[a-z]*|un(?:ion|it)s?"
    r"|us(?:e[drs]?|eful|ual)|util[a-z]+)"
)
# "Eight", "eleven", "eighteen", "eighty".
_EIGHT = r"(?:8\d*|1[18])(?:[.,]\d+)*(?=[ -]?[a-zA-Z%°])"
# Read letter by letter, and the first letter starts with a vowel: "an NHS trust".
_SPELT_OUT = "AI|API|EHCP|EPA|EYFS|HGV|HMRC|HR|HSE|ICT|IT|LGV|MOT|MP|MRI|NHS|NMC|NVQ|SLA|SME"
# Not compiled: few standards need it, and it is long.
_ARTICLE = (
    rf"(?:\ba|^A|(?<=[.!?] )A)(?: (?:(?!{_AFTER_A})[aeio][a-z]{{2,}}\b|{_EIGHT}"
    rf"|(?:heir(?:ess|loom)?|(?:honest|honour)[a-z]*|hour(?:ly|s)?)\b|(?:{_SPELT_OUT})\b)"
    rf"|n (?:{_CONSONANT}\b|(?=\({_CONSONANT}\) {_CONSONANT}\b)\([a-z]+\)))"
)
# The same in lower case and less exact: patterns that start with fixed characters are quick to search for.
_MAY_BE_WRONG = (
    re.compile(rf" a (?:(?=[aeio])(?!{_AFTER_A})[a-z]{{3}}|8|1[18]|h(?:eir|on|our)|(?:{_SPELT_OUT.lower()})\b)"),
    re.compile(r" an (?:\(?(?!x)[b-df-gj-np-tvwyz][a-z]{2}|eu|on(?:ce|e)\b|u(?:bi|ni|s|til))"),
)
_TWO_ARTICLES = re.compile(r" (?:an? the|the an?|a an|an a)(?= [a-z])(?! la\b)")


@text_rule("KSB518", severity="info")
def wrong_article(texts: Passages) -> Iterator[Issue]:
    """ "A" before a vowel, or "an" before a consonant.

    Write "an apprentice", "a schedule", "an 8 mm groove", "an hour" and "a unique plan". Two articles in a row, such as
    "a the", are reported, too. Few abbreviations are, such as "a NHS trust".

    Bad:
        ksbs:
          K1: How an schedule becomes a important document
    Good:
        ksbs:
          K1: How a schedule becomes an important document
    """
    together = f" {texts.together}"
    found = {match[0].strip() for pattern in _MAY_BE_WRONG for match in pattern.finditer(together)}
    for passage in texts.holding(*found):
        for match in each_match(_ARTICLE, passage.text):
            article, word = match[0].split()
            right = article[:1] if len(article) == 2 else f"{article}n"
            yield passage.issue(f'says "{match[0]}": write "{right} {word}"', within=match.span())
    for passage in texts.each if _TWO_ARTICLES.search(texts.together) else ():
        for match in each_match(_TWO_ARTICLES, passage.text):
            within = (match.start() + 1, match.end())
            yield passage.issue(f'has two articles in a row: "{match[0].strip()}"', within=within)


@text_rule("KSB520", severity="info")
def known_misspelling(texts: Passages) -> Iterator[Issue]:
    """A common misspelling, such as "recieve", or a word taken for another, as in "in principal".

    Correct it. The word is in a list of misspellings that are not words of British English, or is one letter from a
    long word that standards use often ("stakholder"), or the phrase is in a list of those that are always wrong. There
    is one finding for each misspelling. Beside the right word, such a slip is reported as KSB505 or KSB513.
    `allowed-spellings` in the configuration lists words that are right.

    Bad:
        ksbs:
          K1: How to liase with a crew
    Good:
        ksbs:
          K1: How to liaise with a crew
    """
    found = {
        word: right
        for word in texts.words
        if (right := misspelt(word)) and (right not in texts.words or corrected(word))
    }
    for word, used in texts.places(found.keys()).items():
        for i, start, end in used[:1]:
            written = texts.each[i].text[start:end]
            problem = f'says "{written}": write "{_like(written, found[word])}"'
            yield texts.each[i].issue(problem, within=(start, end), key=word, spellings=(word,))
    for passage, within, right in _wrong(texts, PHRASES):
        written = passage.text[slice(*within)]
        yield passage.issue(f'says "{written}": write "{right}"', within=within, spellings=(written.lower(),))
