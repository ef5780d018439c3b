"""Which texts differ between two versions of a standard, besides definitions and titles."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

from ksb.changes import Change, TextChange
from ksb.models import Duty, Standard
from ksb.text.normalise import unbroken


def changed_texts(
    old: Standard,
    new: Standard,
    options: Mapping[int, int],
    codes: Mapping[str, str],
    duties: Iterable[tuple[Duty, Duty]],
) -> Iterator[TextChange]:
    """Yield the texts that differ, in the order of the file format.

    `options` and `codes` map those of the old version to those of the new one; `duties` are those of both.
    """
    yield from _paragraphs("overview", "the overview", old.overview, new.overview)
    yield from _paragraphs("job titles", "the job titles", [", ".join(old.job_titles)], [", ".join(new.job_titles)])
    keys = [dict(standard.key) if standard.key else {} for standard in (old, new)]
    for kind in dict.fromkeys([*keys[0], *keys[1]]):
        yield from _paragraphs("key", f"the key to {kind}", *([key[kind]] if kind in key else [] for key in keys))
    claims = [[claim.text for claim in standard.claims] for standard in (old, new)]
    yield from _paragraphs("claims", "the claims", *claims)
    for before, after in options.items():
        was, now = old.option(before), new.option(after)
        name, option = "descriptions of options", f"option {after}"
        yield from _paragraphs(name, f"the description of {option}", was.description, now.description)
        others = [[also.text for also in one.also_titled] for one in (was, now)]
        yield from _paragraphs(name, f"the other titles of {option}", *others)
    for one, other in duties:
        criteria = [[duty.criteria] if duty.criteria else [] for duty in (one, other)]
        yield from _paragraphs("criteria of duties", f"the criteria of Duty {other.number}", *criteria)
    for one, other in duties:
        had = {codes.get(code): code for code in _wordings(old, one)}
        for code in _reworded(old, new, codes, one, other):
            part = f"the wording of {code} in Duty {other.number}"
            wordings = ([_used(old, one, had[code])], [_used(new, other, code)])
            yield from _paragraphs("wordings of citations", part, *wordings)


def _paragraphs(name: str, part: str, old: Sequence[str], new: Sequence[str]) -> Iterator[TextChange]:
    """Yield the texts of a list that differ; one that took the place of another is compared with it."""
    for change, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change != "equal":
            for before, after in zip_longest(old[i:j], new[k:m]):
                yield TextChange(name, part, before or None, after or None)


def other_changes(
    old: Standard,
    new: Standard,
    options: Mapping[int, int],
    codes: Mapping[str, str],
    duties: Iterable[tuple[Duty, Duty]],
    methods: Iterable[Change],
) -> Iterator[str]:
    """Yield the names of what differs besides KSBs, methods, and the titles and citations of duties and options."""
    for name in ("overview", "job_titles", "key", "claims"):
        if getattr(old, name) != getattr(new, name):
            yield name.replace("_", " ")
    paired_methods = [(change.old, change.new) for change in methods if change.old and change.new]
    if any(_has_portfolio(old, before) != _has_portfolio(new, after) for before, after in paired_methods):
        yield "which assessment methods have a portfolio"
    described = [(old.option(before), new.option(after)) for before, after in options.items()]
    if any((was.description, was.also_titled) != (now.description, now.also_titled) for was, now in described):
        yield "descriptions of options"
    if any(before.criteria != after.criteria for before, after in duties):
        yield "criteria of duties"
    if any(_reworded(old, new, codes, before, after) for before, after in duties):
        yield "wordings of citations"


def _has_portfolio(standard: Standard, number: str) -> bool:
    return any(method.portfolio for method in standard.methods if str(method.number) == number)


def _reworded(old: Standard, new: Standard, codes: Mapping[str, str], before: Duty, after: Duty) -> list[str]:
    """Return the codes, of the new version, that a duty cites in other words than before."""
    was = {codes.get(code): texts for code, texts in _wordings(old, before).items()}
    return [code for code, texts in _wordings(new, after).items() if code in was and was[code] != texts]


def _wordings(standard: Standard, duty: Duty) -> dict[str, list[str]]:
    """Return the codes that a duty cites with the wordings used, "" for that of the definition."""
    found: dict[str, list[str]] = {}
    for citation in duty.cites:
        text = unbroken(standard.wording(citation))
        same = text == unbroken(standard.ksbs.get(citation.code, ""))
        insort(found.setdefault(citation.code, []), "" if same else text)
    return found


def _used(standard: Standard, duty: Duty, code: str) -> str:
    """Return the wordings in which a duty cites a code."""
    return "; ".join(dict.fromkeys(standard.wording(cited) for cited in duty.cites if cited.code == code))
