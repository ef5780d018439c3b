"""KSB4xx: what the document says about itself."""

import re
from collections.abc import Container, Iterator
from functools import cache, partial

from ksb.kinds import KINDS
from ksb.linter.finding import Issue, Remark
from ksb.linter.passages import Passages
from ksb.linter.rule import rule, text_rule
from ksb.positions import Path
from ksb.query import counts as counts_of
from ksb.standard import Standard
from ksb.text.counts import StatedCount, named_options, stated_counts
from ksb.text.english import counted
from ksb.text.normalise import fold

_COUNTED = {
    "duties": ("duty", "duties"),
    "core_duties": ("core duty", "core duties"),
    "optional_duties": ("optional duty", "optional duties"),
    "options": ("option", "options"),
    **{kind.field: (kind.statement, kind.statements) for kind in KINDS},
}
_ANY = range(10_000)
_UNAMBIGUOUS = ("core_duties", "optional_duties", "options")
"""What a sentence can count only as parts of the document. "Skills" may be any skills."""
_THERE_ARE = re.compile(r"\bThere (?:are|is)\b[^.]*", re.IGNORECASE)
# What follows where the document's own options are meant. Other options have a complement: "two options on the till".
_TO_CHOOSE = r"to (?:choose|pick|select) from\b\s*"
_OWN = re.compile(
    rf"\s*(?:{_TO_CHOOSE})?(?:[.,;)]|$|and\b|:\s*(?:option|pathway)"
    r"|(?:in|of|to|within) (?:the|this) (?:apprenticeship|occupation|role|standard)\b)",
    re.IGNORECASE,
)


@text_rule("KSB401", severity="error")
def contradicted_claim(texts: Passages) -> Iterator[Issue]:
    """A count in the text that the document itself contradicts.

    Readers believe the sentence, and look for parts that don't exist or miss parts that do. Correct the sentence and
    the count beside it.

    A number of duties is right if it is that of the whole document or that of every pathway. A number of optional
    duties is right if it is that of all options together or that of each. In a document with options, the overview and
    the descriptions of the options are checked too: sentences with "there are" or "there is" and a number of core
    duties, optional duties or options. Options are compared where the sentence shows that they are the document's own:
    "three options to choose from", or "three options: film ..." with the title of one; "three options on the till" is
    something else. "At least two" and the like are not counts.

    Bad:
        claims:
          - text: There are 3 duties in the role.
            duties: 3
    Good:
        claims:
          - text: There is 1 duty in the role.
            duties: 1
    """
    standard = texts.standard
    count = cache(partial(_count, standard))
    for i, claim in enumerate(standard.claims):
        for name, stated in claim.counts.items():
            right, actual = count(name)
            if stated not in right:
                message = f"the document states {counted(stated, *_COUNTED[name])}, but {actual}"
                yield Issue(("claims", i, name), message, key=f"{name} {stated}")
        in_text: dict[str, list[StatedCount]] = {}
        for found in stated_counts(claim.text):
            in_text.setdefault(found.name, []).append(found)
        for name, counts in in_text.items():
            found, field = counts[0], claim.counts.get(name)
            if field is not None and field not in {other.number for other in counts}:
                sentence = claim.text[slice(*found.within)]
                message = f'the sentence says "{sentence}", but `{name}` is {field}'
                yield Issue(("claims", i, "text"), message, within=found.within, key=f"{sentence} {field}")
            elif field is None and name in _UNAMBIGUOUS and found.number not in count(name)[0]:
                yield _contradicted(("claims", i, "text"), claim.text, found.within, count(name)[1])
    claimed = "\0".join(claim.text for claim in standard.claims)
    for passage in texts.holding("there are", "there is") if standard.options else ():
        if passage.at[0] != "overview" and passage.at[2:3] != ("description",):
            continue
        for match in _THERE_ARE.finditer(passage.text):
            for found in stated_counts(match[0]) if match[0] not in claimed else ():
                start, end = (match.start() + at for at in found.within)
                if found.name == "options" and not _counts_own(standard, passage.text[end:]):
                    continue
                if found.name in _UNAMBIGUOUS and found.number not in count(found.name)[0]:
                    yield _contradicted(passage.at, passage.text, (start, end), count(found.name)[1])


def _counts_own(standard: Standard, after: str) -> bool:
    """Return whether the text after "three options" shows that they are the document's own, as ": film and radio"."""
    titles = "|".join(re.escape(option.title) for option in standard.options)
    return bool(_OWN.match(after) or re.match(rf"\s*(?:{_TO_CHOOSE})?:\s*(?:{titles})\b", after, re.IGNORECASE))


def _contradicted(at: Path, text: str, within: tuple[int, int], actual: str) -> Issue:
    sentence = text[slice(*within)]
    return Issue(at, f'the sentence says "{sentence}", but {actual}', within=within, key=sentence)


def _count(standard: Standard, name: str) -> tuple[Container[int], str]:
    """Return the counts that are right for a claim, and the actual count in words.

    Without duties no number of them is wrong: a standard may leave them out.
    """
    if name.endswith("duties") and not standard.duties:
        return _ANY, ""
    total = counts_of(standard)[name]
    parts: set[int] = set()
    if name == "duties":
        parts = {len(standard.pathway(option.number)) for option in standard.options}
    elif name == "optional_duties":
        parts = {len(standard.option_duties(option.number)) for option in standard.options}
    actual = f"there {'is' if total == 1 else 'are'} {counted(total, *_COUNTED[name])}"
    if len(parts) == 1:
        each = "{} of them on each pathway" if name == "duties" else "{} in each option"
        return {total, *parts}, f"{actual}, {each.format(*parts)}"
    return {total}, actual


@rule("KSB402", severity="warning")
def option_title_varies(standard: Standard) -> Iterator[Issue]:
    """An option with more than one title.

    Readers can't tell whether two titles mean the same option, or what it covers. Choose one title. Case, punctuation
    and spacing are ignored.

    Bad:
        options:
          - number: 1
            title: Film and television
            also_titled:
              - text: Film, TV and radio
                where: duties
        duties:
          - number: 1
            options: [1]
            title: Draw up the schedule
            cites: [K1, S1, B1]
    Good:
        options:
          - number: 1
            title: Film and television
        duties:
          - number: 1
            options: [1]
            title: Draw up the schedule
            cites: [K1, S1, B1]
    """
    for i, option in enumerate(standard.options):
        others = {fold(option.title)}
        related = []
        for j, also in enumerate(option.also_titled):
            if fold(also.text) not in others:
                others.add(fold(also.text))
                related.append(Remark(("options", i, "also_titled", j), f'"{also.text}" in the {also.where}'))
        if related:
            listed = ", ".join(remark.message for remark in related)
            message = f'option {option.number} has {len(others)} titles: "{option.title}", {listed}'
            yield Issue(("options", i, "title"), message, related=tuple(related))


@text_rule("KSB403", severity="warning")
def unknown_option_title(texts: Passages) -> Iterator[Issue]:
    """An option in a claim that is not declared, or a recorded title that the document does not have.

    Readers look for an option that does not exist. Correct the number in the sentence. An entry in `also_titled` must
    be in the part of the document that it names: correct the title, or remove the entry.

    Bad:
        claims:
          - text: There are 2 options, option 1 film and option 3 radio.
            options: 2
        options:
          - number: 1
            title: Film
          - number: 2
            title: Radio
        duties:
          - number: 1
            options: [1, 2]
            title: Draw up the schedule
            cites: [K1, S1, B1]
    Good:
        claims:
          - text: There are 2 options, option 1 film and option 2 radio.
            options: 2
        options:
          - number: 1
            title: Film
          - number: 2
            title: Radio
        duties:
          - number: 1
            options: [1, 2]
            title: Draw up the schedule
            cites: [K1, S1, B1]
    """
    standard = texts.standard
    declared = {option.number for option in standard.options}
    for i, claim in enumerate(standard.claims if declared else ()):
        for phrase, number, within in named_options(claim.text):
            if number not in declared:
                which = "which" if claim.text[slice(*within)] == phrase else f"but option {number}"
                message = f'the sentence names "{phrase}", {which} is not declared'
                yield Issue(("claims", i, "text"), message, within=within, key=f"option {number}")
    parts = {
        "overview": fold(" ".join(standard.overview)),
        "claims": fold(" ".join(claim.text for claim in standard.claims)),
    }
    for i, option in enumerate(standard.options):
        for j, also in enumerate(option.also_titled):
            if also.where in parts and fold(also.text) not in parts[also.where]:
                at: Path = ("options", i, "also_titled", j, "text")
                yield Issue(at, f'option {option.number} is not titled "{also.text}" in the {also.where}')
