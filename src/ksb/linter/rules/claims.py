"""KSB4xx: what the document says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, partial
from typing import TYPE_CHECKING

from ksb.linter.finding import Issue, Remark
from ksb.linter.passages import passages
from ksb.linter.rule import rule
from ksb.query import counts as counts_of
from ksb.text.counts import StatedCount, stated_counts
from ksb.text.normalise import fold

if TYPE_CHECKING:
    from ksb.models import Standard
    from ksb.positions import Path

_COUNTED = {
    "duties": ("duty", "duties"),
    "core_duties": ("core duty", "core duties"),
    "optional_duties": ("optional duty", "optional duties"),
    "options": ("option", "options"),
    "knowledge": ("knowledge statement", "knowledge statements"),
    "skills": ("skill", "skills"),
    "behaviours": ("behaviour", "behaviours"),
}

_PLAIN = ("core_duties", "optional_duties", "options")
"""What a sentence counts that can be nothing but a part of the document."""
_THERE_ARE = re.compile(r"\bThere (?:are|is)\b[^.]*", re.IGNORECASE)
# What stands behind the document's own options; behind others, what they are options of: "two options on the till".
_OWN = re.compile(
    r"\s*(?:[.,;)]|$|and\b|:\s*(?:option|pathway)"
    r"|(?:in|of|to|within) (?:the|this) (?:apprenticeship|occupation|role|standard)\b)",
    re.IGNORECASE,
)


@rule("KSB401", severity="error")
def contradicted_claim(standard: Standard) -> Iterator[Issue]:
    """A stated count that the document itself contradicts.

    Readers believe the sentence and look for what is not there, or stop before the end. Correct the sentence and
    its count, which must agree. Of a document with options, the overview and the descriptions of the options are read
    too, for "there are" or "there is" so many core duties, optional duties or options. A count of duties holds when it
    is that of the whole document or that of every pathway; a count of optional duties when it is that of all options
    together or that of each. "At least two" and the like are no counts.

    Bad:
        claims:
          - text: There are 3 duties in the role.
            duties: 3
    Good:
        claims:
          - text: There is 1 duty in the role.
            duties: 1
    """
    count = cache(partial(_count, standard))
    for i, claim in enumerate(standard.claims):
        for name, stated in claim.counts.items():
            right, told = count(name)
            if stated not in right:
                one, many = _COUNTED[name]
                message = f"the document states {stated} {one if stated == 1 else many}, but {told}"
                yield Issue(("claims", i, name), message, key=f"{name} {stated}")
        said_of: dict[str, list[StatedCount]] = {}
        for said in stated_counts(claim.text):
            said_of.setdefault(said.name, []).append(said)
        for name, sayings in said_of.items():
            said, field = sayings[0], claim.counts.get(name)
            if field is not None and field not in {it.number for it in sayings}:
                sentence = claim.text[slice(*said.within)]
                message = f'the sentence says "{sentence}", but `{name}` says {field}'
                yield Issue(("claims", i, "text"), message, within=said.within, key=f"{sentence} {field}")
            elif field is None and name in _PLAIN and said.number not in count(name)[0]:
                yield _contradicted(("claims", i, "text"), claim.text, said.within, count(name)[1])
    claimed = "\0".join(claim.text for claim in standard.claims)
    for passage in passages(standard).holding("there are", "there is"):
        if passage.at[0] != "overview" and passage.at[2:3] != ("description",):
            continue
        for match in _THERE_ARE.finditer(passage.text):
            for said in stated_counts(match[0]) if match[0] not in claimed else ():
                start, end = (match.start() + at for at in said.within)
                if said.name == "options" and not _OWN.match(passage.text, end):
                    continue
                if said.name in _PLAIN and standard.options and said.number not in count(said.name)[0]:
                    yield _contradicted(passage.at, passage.text, (start, end), count(said.name)[1])


def _contradicted(at: Path, text: str, within: tuple[int, int], told: str) -> Issue:
    sentence = text[slice(*within)]
    return Issue(at, f'the sentence says "{sentence}", but {told}', within=within, key=sentence)


def _count(standard: Standard, name: str) -> tuple[set[int], str]:
    """Return the counts that a claim may state, and what the document holds, in words."""
    if name == "duties":
        return _duties(standard)
    if name == "optional_duties":
        return _optional_duties(standard)
    count = counts_of(standard)[name]
    return {count}, _there_are(count, name)


def _duties(standard: Standard) -> tuple[set[int], str]:
    total = len(standard.duties)
    pathways = [len(standard.pathway(option.number)) for option in standard.options]
    told = _there_are(total, "duties")
    if len(set(pathways)) == 1:
        told += f", {pathways[0]} of them on each pathway"
        return {total, pathways[0]}, told
    return {total}, told


def _optional_duties(standard: Standard) -> tuple[set[int], str]:
    total = len(standard.duties) - len(standard.core_duties)
    each = [len(standard.option_duties(option.number)) for option in standard.options]
    told = _there_are(total, "optional_duties")
    if len(set(each)) == 1:
        told += f", {each[0]} in each option"
        return {total, each[0]}, told
    return {total}, told


def _there_are(count: int, name: str) -> str:
    one, many = _COUNTED[name]
    return f"there is 1 {one}" if count == 1 else f"there are {count} {many}"


@rule("KSB402", severity="warning")
def option_title_varies(standard: Standard) -> Iterator[Issue]:
    """An option that is titled in more than one way.

    Readers can't tell whether two titles mean one option, or what it covers. Settle on one title. Case,
    punctuation and spacing are put aside.

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
        others = {fold(option.title): ""}
        related = []
        for j, also in enumerate(option.also_titled):
            if fold(also.text) not in others:
                others[fold(also.text)] = also.text
                related.append(Remark(("options", i, "also_titled", j), f'"{also.text}" in the {also.where}'))
        if related:
            ways = "two ways" if len(others) == 2 else f"{len(others)} ways"
            message = f'option {option.number} is titled in {ways}: "{option.title}", ' + ", ".join(
                remark.message for remark in related
            )
            yield Issue(("options", i, "title"), message, related=tuple(related))
