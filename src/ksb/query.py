"""Look-ups and cross-references over a standard. Nothing here reads a file or prints."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set
from typing import NamedTuple

from ksb.errors import KsbError, NotFoundError
from ksb.kinds import KINDS, KindName, kind_of
from ksb.models import Duty, Method
from ksb.references import Number, codes_named, duty_number, option_numbers
from ksb.standard import WHOLE, Standard
from ksb.text.english import counted, listed
from ksb.text.normalise import unbroken

Numbers = Number | Sequence[Number]
"""One or several duties or options, each named by its number; an option also by words from its title."""


class Wording(NamedTuple):
    """A wording of a KSB, and the duties that use it."""

    text: str
    duties: tuple[Duty, ...]


_NOUNS = {
    "duties": ("duty", "duties"),
    "options": ("option", "options"),
    **{kind.field: (kind.one, kind.many) for kind in KINDS},
}


def counts(standard: Standard) -> dict[str, int]:
    """Return the number of duties, options, KSBs (of all kinds and of each) and citations, by name."""
    numbers = Counter(map(kind_of, standard.ksbs))
    return {
        "duties": len(standard.duties),
        "core_duties": len(standard.core_duties),
        "optional_duties": len(standard.duties) - len(standard.core_duties),
        "options": len(standard.options),
        "ksbs": len(standard.ksbs),
        **{kind.field: numbers[kind] for kind in KINDS if numbers[kind] or kind.prefix in "KSB"},
        "citations": sum(len(duty.cites) for duty in standard.duties),
    }


def counted_parts(counts: Mapping[str, int], *names: str) -> str:
    """Return some of the `counts` of a standard in words: "45 knowledge, 1 skill, 12 duties"."""
    return ", ".join(counted(counts[name], *_NOUNS.get(name, (name, name))) for name in names)


def facts(standard: Standard) -> dict[str, str | bool]:
    """Return the publisher, the date of issue and the metadata of a standard, those that it has, by field."""
    named = {"publisher": standard.publisher, "issued": standard.issued}
    return {name: value for name, value in named.items() if value is not None} | standard.metadata


def is_core(standard: Standard, code: str) -> bool:
    """Return whether every apprentice needs the KSB: a core duty cites it, or the standard has no duties.

    Of a `part`, the whole standard counts, here and in the next functions.
    """
    whole = standard.whole
    return not whole.duties or any(duty.core for duty in whole.duties_citing(code))


def options_needing(standard: Standard, code: str) -> tuple[int, ...]:
    """Return the numbers of the options whose own duties cite the KSB, in ascending order."""
    return tuple(sorted({number for duty in standard.whole.duties_citing(code) for number in duty.options}))


def methods_assessing(standard: Standard, code: str) -> tuple[Method, ...]:
    """Return the assessment methods that assess the KSB, in the plan's order; none without a plan."""
    return standard.methods_by_code.get(code.upper(), ())


def only_ksbs(standard: Standard, option: int) -> tuple[str, ...]:
    """Return the codes that only duties of this option alone cite, in code order."""
    return tuple(
        code
        for code in standard.codes
        if (duties := standard.whole.duties_citing(code)) and all(duty.options == (option,) for duty in duties)
    )


def other_wordings(standard: Standard, code: str) -> tuple[Wording, ...]:
    """Return each wording of the KSB other than its definition, in the document's order.

    A wording that differs from the definition only by line breaks is not another one.
    """
    definition = unbroken(standard.ksbs[code])
    found: dict[str, list[Duty]] = {}
    for duty, citation in standard.citations(code):
        text = standard.wording(citation)
        if unbroken(text) != definition:
            duties = found.setdefault(text, [])
            if not duties or duties[-1] is not duty:
                duties.append(duty)
    return tuple(Wording(text, tuple(duties)) for text, duties in found.items())


def select_duties(
    standard: Standard,
    *,
    core: bool = False,
    option: Numbers | None = None,
    pathway: Numbers | None = None,
    cites: str | None = None,
) -> tuple[Duty, ...]:
    """Return the duties that meet every condition given, in the document's order.

    Options are named by number or by words from their titles. Several options mean the duties of each of them, and
    `core` with them the core duties, too. Raises `NotFoundError` for an unknown option or code, and `KsbError` for a
    pathway with several options, or together with `core` or an option.
    """
    chosen = _chosen(standard, core=core, option=option, pathway=pathway)
    duties = [duty for duty in standard.duties if chosen is None or _is_in(duty, chosen)]
    if cites is not None:
        codes = set(codes_named(standard, cites))
        duties = [duty for duty in duties if not codes.isdisjoint(duty.codes)]
    return tuple(duties)


def _chosen(
    standard: Standard, *, core: bool, option: Numbers | None, pathway: Numbers | None
) -> Set[int | None] | None:
    """Return the numbers of the selected options, and None for the core; or None where there is no condition."""
    options, pathways = _names(option), _names(pathway)
    if not pathways:
        if not options:
            return {None} if core else None
        return {*option_numbers(standard, options), *([None] if core else [])}
    numbers = option_numbers(standard, pathways)
    if core or options:
        raise KsbError(
            "a pathway can't be combined with the core or an option: it is the core and one option",
            f"one of these alone: --pathway {numbers[0]}, --core, --option {numbers[0]}",
        )
    if len(numbers) > 1:
        alone = " ".join(f"--option {number}" for number in numbers)
        raise KsbError("a pathway has one option", f"for the core and several options: --core {alone}")
    return {None, *numbers}


def _names(given: Numbers | None) -> Sequence[Number]:
    """Return the names given, one or several; none where there is no condition."""
    return (given,) if isinstance(given, int | str) else given or ()


def _is_in(duty: Duty, chosen: Set[int | None]) -> bool:
    return None in chosen if duty.core else not chosen.isdisjoint(duty.options)


def part(
    standard: Standard,
    *,
    core: bool = False,
    option: Numbers | None = None,
    pathway: Numbers | None = None,
    method: int | None = None,
) -> Standard:
    """Return the standard with only the selected duties, their options, the KSBs they cite, and what assesses those.

    `method` leaves only the KSBs that this assessment method assesses, and the duties that cite one of them. Other
    conditions and errors are those of `select_duties`. Without a condition that is the standard itself; in a standard
    without duties every KSB belongs to the core. The document's statements about its parts (`claims`,
    `core_and_options`) are left out. Raises `NotFoundError` for an unknown method.
    """
    if method is not None:
        selected = part(standard, core=core, option=option, pathway=pathway)
        codes = _assessed_by(standard, method)
        cited = ((duty, tuple(one for one in duty.cites if one.code in codes)) for duty in selected.duties)
        return _part_of(selected, codes, [duty.model_copy(update={"cites": cites}) for duty, cites in cited if cites])
    chosen = _chosen(standard, core=core, option=option, pathway=pathway)
    if chosen is None:
        return standard
    duties = [duty for duty in standard.duties if _is_in(duty, chosen)]
    needed: Set[str] = standard.ksbs.keys() if None in chosen else set()
    if standard.duties:
        needed = {code for duty in duties for code in duty.codes}
        chosen &= {number for duty in duties for number in duty.options}
    left = ((duty, tuple(number for number in duty.options if number in chosen)) for duty in duties)
    return _part_of(
        standard,
        needed,
        [duty.model_copy(update={"options": numbers}) for duty, numbers in left],
        options=tuple(option for option in standard.options if option.number in chosen),
    )


def _part_of(standard: Standard, codes: Set[str], duties: Sequence[Duty], **more: object) -> Standard:
    """Return a copy with only these KSBs and duties, and `more` fields changed, that knows the whole standard."""
    assessment = standard.assessment
    if assessment:
        methods = [
            method.model_copy(update={"ksbs": tuple(code for code in method.ksbs if code in codes)})
            for method in assessment.methods
        ]
        assessment = assessment.model_copy(update={"methods": tuple(method for method in methods if method.ksbs)})
    update = {
        "core_and_options": None,
        "claims": (),
        "ksbs": {code: text for code, text in standard.ksbs.items() if code in codes},
        "ids": {code: name for code, name in standard.ids.items() if code in codes},
        "duties": tuple(duties),
        "assessment": assessment,
        **more,
    }
    selected = standard.model_copy(update=update)
    selected.__dict__[WHOLE] = standard.whole
    return selected


def select_ksbs(
    standard: Standard,
    *,
    kind: KindName | Collection[KindName] | None = None,
    core: bool = False,
    option: Numbers | None = None,
    pathway: Numbers | None = None,
    duty: Numbers | None = None,
    method: int | None = None,
) -> tuple[str, ...]:
    """Return the codes of the KSBs that meet every condition given, in code order.

    A KSB belongs to the core, an option or a pathway when one of its duties cites the KSB; without duties, every KSB
    belongs to the core. Several kinds or duties mean any of them. Conditions and errors are those of `select_duties`;
    an unknown duty or assessment method raises `NotFoundError`.
    """
    kinds = (kind,) if isinstance(kind, str) else kind
    selected = part(standard, core=core, option=option, pathway=pathway, method=method)
    codes = [code for code in selected.codes if not kinds or kind_of(code).name in kinds]
    if named := _names(duty):
        numbers = {duty_number(standard, name) for name in named}
        cited = {code for one in standard.duties if one.number in numbers for code in one.codes}
        codes = [code for code in codes if code in cited]
    return tuple(codes)


def _assessed_by(standard: Standard, number: int) -> set[str]:
    found = {code for method in standard.methods if method.number == number for code in method.ksbs}
    numbers = list(dict.fromkeys(method.number for method in standard.methods))
    if number not in numbers:
        there = "the only method is" if len(numbers) == 1 else "the methods are"
        hint = f"{there} {listed(numbers)}" if numbers else "this standard has no assessment methods"
        raise NotFoundError(f"there is no assessment method {number}", hint)
    return found
