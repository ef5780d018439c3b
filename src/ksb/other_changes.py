"""What differs between two versions of a standard besides definitions, titles and citations: mostly texts."""

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from ksb.changes import Change, TextChange
from ksb.models import Duty
from ksb.pairing import Item, paired
from ksb.standard import Standard
from ksb.text.normalise import unbroken


def other_changes(
    old: Standard,
    new: Standard,
    options: Mapping[int, int],
    codes: Mapping[str, str],
    duties: Iterable[tuple[Duty, Duty]],
    methods: Iterable[Change],
) -> Iterator[TextChange]:
    """Yield what differs besides KSBs, methods, and the titles and citations of duties and options.

    `options` and `codes` map those of the old version to those of the new one; `duties` are those of both, and
    `methods` what became of the assessment methods.
    """
    yield from _texts("overview", "the overview", old.overview, new.overview)
    yield from _texts("job titles", "the job titles", *([", ".join(one.job_titles)] for one in (old, new)))
    keys = [dict(one.key) if one.key else {} for one in (old, new)]
    for kind in dict.fromkeys(chain(*keys)):
        yield from _texts("key", f"the key to {kind}", *([key[kind]] if kind in key else [] for key in keys))
    claims = [[claim.text for claim in one.claims] for one in (old, new)]
    yield from _texts("claims", "the claims", *claims, other=old.claims != new.claims)
    first, second = ({str(method.number): method.portfolio for method in one.methods} for one in (old, new))
    if any(first[change.old] != second[change.new] for change in methods if change.old and change.new):
        yield TextChange("which assessment methods have a portfolio", "", None, None)
    for before, after in options.items():
        was, now = old.option(before), new.option(after)
        name, option = "descriptions of options", f"option {after}"
        yield from _texts(name, f"the description of {option}", was.description, now.description)
        titles = [[also.text for also in one.also_titled] for one in (was, now)]
        yield from _texts(name, f"the other titles of {option}", *titles, other=was.also_titled != now.also_titled)
    for one, other in duties:
        criteria = [[duty.criteria] if duty.criteria else [] for duty in (one, other)]
        yield from _texts("criteria of duties", f"the criteria of Duty {other.number}", *criteria)
    for one, other in duties:
        had = {codes.get(code): (code, texts) for code, texts in _wordings(old, one).items()}
        for code, texts in _wordings(new, other).items():
            if code in had and had[code][1] != texts:
                used = [_used(old, one, had[code][0])], [_used(new, other, code)]
                part = f"the wording of {code} in Duty {other.number}"
                yield from _texts("wordings of citations", part, *used, other=True)


def _texts(
    name: str, part: str, old: Sequence[str], new: Sequence[str], *, other: bool = False
) -> Iterator[TextChange]:
    """Yield the texts of a list that differ; one that became another, or is alone as that is, is compared with it.

    Where none differs, but their order or something `other` of the part does, yield a change without texts.
    """
    was, now = ([Item(str(i), "", None, text) for i, text in enumerate(texts)] for texts in (old, new))
    if was != now:
        other = True
        for before, after in paired(int, was, now, related=lambda *_: len(old) == len(new) == 1):
            if before is None or after is None or before.text != after.text:
                other = False
                yield TextChange(name, part, before and before.text, after and after.text)
    if other:
        yield TextChange(name, part, None, None)


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
