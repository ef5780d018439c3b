"""Look-ups and cross-references over a standard. Nothing here reads a file or prints."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from typing import NamedTuple

from ksb.errors import KsbError, NotFoundError
from ksb.models import KINDS, Duty, KindName, Method, Standard, kind_of, split_code
from ksb.text.english import counted, duties_named, listed
from ksb.text.normalise import unbroken

_PREFIX = "TK|TS|ESB|[KSBD]"
_REFERENCE = rf"(?i:({_PREFIX})([0-9]{{1,6}}))"
_RANGE = rf"(?i:({_PREFIX})([0-9]{{1,6}})\s*[-–]\s*({_PREFIX}|)([0-9]{{1,6}}))"
_WORD = r"[^\W_]+(?:['’][^\W_]+)*"
_KIND_NAMES: dict[str, KindName] = {
    name.lower(): kind.name for kind in KINDS for name in (kind.prefix, kind.name, kind.one, kind.many, kind.field)
}


class Wording(NamedTuple):
    """A wording of a KSB, and the duties that use it."""

    text: str
    duties: tuple[Duty, ...]


class SearchMatch(NamedTuple):
    """A KSB that a search found: the wording that matches, and the duties that use it (none for the definition)."""

    code: str
    wording: Wording


class SearchResult(NamedTuple):
    """The KSBs and the duties that a search found."""

    ksbs: tuple[SearchMatch, ...]
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


def is_core(standard: Standard, code: str) -> bool:
    """Return whether every apprentice needs the KSB: a core duty cites it, or the standard has no duties."""
    return not standard.duties or any(duty.core for duty in standard.duties_citing(code))


def options_needing(standard: Standard, code: str) -> tuple[int, ...]:
    """Return the numbers of the options whose own duties cite the KSB, in ascending order."""
    return tuple(sorted({number for duty in standard.duties_citing(code) for number in duty.options}))


def methods_assessing(standard: Standard, code: str) -> tuple[Method, ...]:
    """Return the assessment methods that assess the KSB, in the plan's order; none without a plan."""
    return standard.methods_by_code.get(code.upper(), ())


def only_ksbs(standard: Standard, option: int) -> tuple[str, ...]:
    """Return the codes that only duties of this option alone cite, in code order."""
    return tuple(
        code
        for code in standard.codes
        if standard.duties_citing(code) and all(duty.options == (option,) for duty in standard.duties_citing(code))
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


def kind_named(name: str) -> KindName:
    """Return the kind with this prefix or name, in any case. Raises `KsbError` for an unknown one."""
    try:
        return _KIND_NAMES[name.lower()]
    except KeyError:
        kinds = listed(f"{kind.prefix} ({kind.many})" for kind in KINDS)
        raise KsbError(f"there is no kind {name}", f"the kinds are {kinds}") from None


# References as documents write them: "Duty 5", "K 18" and "K1 to K3".
_AS_WRITTEN = (
    (r"(?i:\bduty *(?=[0-9]))", "D"),
    (rf"(?i:\b({_PREFIX}) +(?=[0-9]))", r"\1"),
    (rf"(?i:(?<=[0-9])(?: +to +| *[-–] *)(?=(?:{_PREFIX})?[0-9]))", "-"),
)


def resolve(standard: Standard, references: Iterable[str]) -> list[str | int]:
    """Return the codes (as text) and the duty numbers that `references` name, in the order given, each once.

    A reference is a KSB (`K18`), a duty (`D7`, `Duty 7`) or a range of either (`K1-K5`, `K1 to K5`), in any case.
    One text may hold several, separated by commas or spaces. Raises `NotFoundError`, with the nearest references,
    for one that is not in the standard, and `KsbError` for a text that is not a reference.
    """
    found: dict[str | int, None] = {}
    asked = re.sub(r"[,;]|[.:)](?=\s|$)|(?<!\S)\(", " ", " ".join(references))
    if not all(word.upper() in standard.ksbs for word in asked.split()):
        for pattern, plain in _AS_WRITTEN:
            asked = re.sub(pattern, plain, asked)
    if not asked.split():
        raise KsbError("there is nothing to look up", "ask for K18, S3, B1, a duty as D7, or a range as K1-K5")
    for reference in asked.split():
        found.update(dict.fromkeys(_resolve(standard, reference)))
    return list(found)


def _resolve(standard: Standard, reference: str) -> list[str | int]:
    if (code := reference.upper()) in standard.ksbs:
        return [code]
    if match := re.fullmatch(_RANGE, reference):
        letter = match[1].upper()
        if match[3] and match[3].upper() != letter:
            raise KsbError(f"{reference}: a range stays within one kind", "such as K1-K5")
        first, last = sorted((int(match[2]), int(match[4])))
        for end in (first, last):
            _one(standard, letter, end)
        return [
            number if letter == "D" else f"{letter}{number}"
            for number in _numbers(standard, letter)
            if first <= number <= last
        ]
    match = re.fullmatch(_REFERENCE, reference)
    if not match:
        raise KsbError(
            f"{reference!r} is neither a KSB nor a duty",
            "ask for K18, S3, B1, a duty as D7, or a range as K1-K5",
        )
    return [_one(standard, match[1].upper(), int(match[2]))]


def _numbers(standard: Standard, letter: str) -> list[int]:
    if letter == "D":
        return list(dict.fromkeys(duty.number for duty in standard.duties))
    return [number for prefix, number in map(split_code, standard.codes) if prefix == letter]


def _one(standard: Standard, letter: str, number: int) -> str | int:
    numbers = _numbers(standard, letter)
    if number in numbers:
        return number if letter == "D" else f"{letter}{number}"
    name: Callable[[int], str] = "Duty {}".format if letter == "D" else (letter + "{}").format
    near = sorted(sorted(numbers, key=lambda other: abs(other - number))[:3])
    if near and len(str(number)) > len(str(near[-1])):  # perhaps a digit too many
        digits = str(number)
        near = sorted({int(digits[:i] + digits[i + 1 :]) for i in range(len(digits))} & set(numbers)) or near
    hint = f"the nearest: {', '.join(name(other) for other in near)}" if near else None
    if letter != "D" and (citing := standard.duties_citing(name(number))):
        verb = "cites" if len({duty.number for duty in citing}) == 1 else "cite"
        cited = f"{duties_named(duty.number for duty in citing)} {verb} it"
        raise NotFoundError(f"{name(number)} is not defined, though {cited}", hint)
    raise NotFoundError(f"there is no {name(number)}", hint)


def select_duties(
    standard: Standard,
    *,
    core: bool = False,
    option: int | None = None,
    pathway: int | None = None,
    cites: str | None = None,
) -> tuple[Duty, ...]:
    """Return the duties that meet every condition given, in the document's order.

    `core` and `option` together mean the core duties and that option's. Raises `NotFoundError` for an unknown
    option or code, and `KsbError` for an option together with a pathway.
    """
    if option is not None and pathway is not None:
        raise KsbError(
            "an option and a pathway can't be combined", "a pathway is the core and an option; give one of the two"
        )
    groups: list[tuple[Duty, ...]] = []
    if pathway is not None:
        groups.append(standard.pathway(pathway))
    if core or option is not None:
        chosen = standard.option_duties(option) if option is not None else ()
        groups.append((*(standard.core_duties if core else ()), *chosen))
    if cites is not None:
        groups.append(tuple(duty for code in _codes(standard, cites) for duty in standard.duties_citing(code)))
    return tuple(duty for duty in standard.duties if all(any(duty is one for one in group) for group in groups))


def _codes(standard: Standard, reference: str) -> list[str]:
    codes = resolve(standard, [reference])
    if not all(isinstance(code, str) for code in codes):
        raise KsbError(f"{reference} is a duty; duties cite KSBs, such as K18")
    return [str(code) for code in codes]


def _needed(standard: Standard, *, core: bool, option: int | None, pathway: int | None) -> Set[str]:
    """Return the codes that the selected duties cite. Without duties, every KSB belongs to the core."""
    duties = select_duties(standard, core=core, option=option, pathway=pathway)
    if not standard.duties:
        return standard.ksbs.keys() if core or pathway is not None else set()
    return {citation.code for duty in duties for citation in duty.cites}


def part(standard: Standard, *, core: bool = False, option: int | None = None, pathway: int | None = None) -> Standard:
    """Return the standard with only the selected duties, their option, the KSBs they cite, and what assesses those.

    Without a condition that is the standard itself; in a standard without duties every KSB belongs to the core.
    The document's statements about its parts (`claims`, `core_and_options`) are left out. Raises `NotFoundError`
    for an unknown option, and `KsbError` for an option together with a pathway.
    """
    if not core and option is None and pathway is None:
        return standard
    duties = select_duties(standard, core=core, option=option, pathway=pathway)
    needed = _needed(standard, core=core, option=option, pathway=pathway)
    chosen: Set[int | None] = {option, pathway}
    if standard.duties:
        chosen &= {number for duty in duties for number in duty.options}
    assessment = standard.assessment
    if assessment:
        methods = [
            method.model_copy(update={"ksbs": tuple(code for code in method.ksbs if code in needed)})
            for method in assessment.methods
        ]
        assessment = assessment.model_copy(update={"methods": tuple(method for method in methods if method.ksbs)})
    return standard.model_copy(
        update={
            "core_and_options": None,
            "claims": (),
            "options": tuple(option for option in standard.options if option.number in chosen),
            "ksbs": {code: text for code, text in standard.ksbs.items() if code in needed},
            "ids": {code: name for code, name in standard.ids.items() if code in needed},
            "duties": tuple(
                duty.model_copy(update={"options": tuple(number for number in duty.options if number in chosen)})
                for duty in duties
            ),
            "assessment": assessment,
        }
    )


def select_ksbs(
    standard: Standard,
    *,
    kind: KindName | None = None,
    core: bool = False,
    option: int | None = None,
    pathway: int | None = None,
    duty: int | None = None,
    method: int | None = None,
) -> tuple[str, ...]:
    """Return the codes of the KSBs that meet every condition given, in code order.

    A KSB belongs to the core, an option or a pathway when one of its duties cites the KSB; without duties, every KSB
    belongs to the core. Raises `NotFoundError` for an unknown option, duty or assessment method, and `KsbError` for an
    option together with a pathway.
    """
    codes = [code for code in standard.codes if kind is None or kind_of(code).name == kind]
    if core or option is not None or pathway is not None:
        needed = _needed(standard, core=core, option=option, pathway=pathway)
        codes = [code for code in codes if code in needed]
    if duty is not None:
        _one(standard, "D", duty)
        cited = {citation.code for one in standard.duties if one.number == duty for citation in one.cites}
        codes = [code for code in codes if code in cited]
    if method is not None:
        assessed = _assessed_by(standard, method)
        codes = [code for code in codes if code in assessed]
    return tuple(codes)


def _assessed_by(standard: Standard, number: int) -> set[str]:
    methods = standard.assessment.methods if standard.assessment else ()
    found = {code for method in methods if method.number == number for code in method.ksbs}
    numbers = list(dict.fromkeys(method.number for method in methods))
    if number not in numbers:
        there = "the only method is" if len(numbers) == 1 else "the methods are"
        hint = f"{there} {listed(numbers)}" if numbers else "this standard has no assessment methods"
        raise NotFoundError(f"there is no assessment method {number}", hint)
    return found


def search(standard: Standard, query: str) -> SearchResult:
    """Return the KSBs and the duties that have every word of `query` in one wording.

    A word matches the start of a word, in any case: `clear` finds "clearances". A KSB matches by its definition or
    else by the wording of a citation.
    """
    patterns = _patterns(query)

    def holds(text: str) -> bool:
        return bool(patterns) and all(pattern.search(text) for pattern in patterns)

    found = []
    for code in standard.codes:
        candidates = (Wording(standard.ksbs[code], ()), *other_wordings(standard, code))
        wording = next((candidate for candidate in candidates if holds(candidate.text)), None)
        if wording:
            found.append(SearchMatch(code, wording))
    return SearchResult(tuple(found), tuple(duty for duty in standard.duties if holds(duty.title)))


def hits(text: str, query: str) -> list[tuple[int, int]]:
    """Return the start and end of each place in `text` that a word of `query` matches, as in `search`, in order."""
    return sorted(match.span() for pattern in _patterns(query) for match in pattern.finditer(text))


def _patterns(query: str) -> list[re.Pattern[str]]:
    sought = dict.fromkeys(word.lower() for word in re.findall(_WORD, unicodedata.normalize("NFC", query)))
    return [
        re.compile(rf"(?<![^\W_])(?:{_either(word)}|{_either(unicodedata.normalize('NFD', word))})", re.IGNORECASE)
        for word in sought
    ]


def _either(word: str) -> str:
    """Return a pattern for a word with either apostrophe."""
    return re.sub("['’]", "['’]", re.escape(word))
