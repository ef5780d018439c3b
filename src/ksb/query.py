"""Look-ups and cross-references over a standard; nothing here reads or prints."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from ksb.errors import KsbError, NotFoundError
from ksb.models import KINDS, Duty, KindName, Standard, kind_of, split_code
from ksb.text.english import duties_named

# Compiled where they are used: each command uses few of them.
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


class Match(NamedTuple):
    """A KSB that a search found: the wording in which it was found, and the duties that use that wording.

    For the definition, `duties` is empty.
    """

    code: str
    wording: Wording


class Found(NamedTuple):
    """What a search found."""

    ksbs: tuple[Match, ...]
    duties: tuple[Duty, ...]


def counts(standard: Standard) -> dict[str, int]:
    """Return how many duties, options, KSBs and citations there are, by what is counted."""
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


def is_core(standard: Standard, code: str) -> bool:
    """Return whether a core duty cites the KSB, so that every apprentice needs it."""
    return any(duty.core for duty in standard.duties_citing(code))


def options_needing(standard: Standard, code: str) -> tuple[int, ...]:
    """Return the numbers of the options whose own duties cite the KSB."""
    return tuple(sorted({number for duty in standard.duties_citing(code) for number in duty.options}))


def only_ksbs(standard: Standard, option: int) -> tuple[str, ...]:
    """Return the codes that this option's duties cite and no other duty does."""
    return tuple(
        code
        for code in standard.codes
        if standard.duties_citing(code) and all(duty.options == (option,) for duty in standard.duties_citing(code))
    )


def other_wordings(standard: Standard, code: str) -> tuple[Wording, ...]:
    """Return each wording of the KSB that is not its definition, in the order in which the document uses them."""
    definition = standard.ksbs[code]
    found: dict[str, list[Duty]] = {}
    for duty, citation in standard.citations(code):
        text = standard.wording(citation)
        if text != definition:
            duties = found.setdefault(text, [])
            if not duties or duties[-1] is not duty:
                duties.append(duty)
    return tuple(Wording(text, tuple(duties)) for text, duties in found.items())


def kind_named(name: str) -> KindName:
    """Return the kind that `name` means: K, S, B, or a kind's name, in one or many. Raises `KsbError`."""
    try:
        return _KIND_NAMES[name.lower()]
    except KeyError:
        raise KsbError(
            f"there is no kind {name}", "the kinds are K (knowledge), S (skills) and B (behaviours)"
        ) from None


# "Duty 5", "K 18" and "K1 to K3", as they stand in documents.
_AS_WRITTEN = (
    (r"(?i:\bduty *(?=[0-9]))", "D"),
    (r"(?i:\b([ksbd]) +(?=[0-9]))", r"\1"),
    (r"(?i:(?<=[0-9])(?: +to +| *[-–] *)(?=[ksbd]?[0-9]))", "-"),
)


def resolve(standard: Standard, references: Iterable[str]) -> list[str | int]:
    """Return the codes (as text) and duty numbers that `references` name, in the order asked for, each once.

    A reference is a KSB (`K18`), a duty (`D7`, `Duty 7`) or a range of either (`K1-K5`, `K1 to K5`), in any case;
    several may stand in one text, with commas or spaces between. Raises
    `NotFoundError`, with the nearest there are, where one is not in the standard, and `KsbError` where a
    reference is neither.
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
    if near and len(str(number)) > len(str(near[-1])):  # a digit too many
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
    """Return the duties that satisfy every condition given, in the document's order.

    `core` and `option` together mean the core duties and that option's. Raises `NotFoundError` for an option
    or a code that does not exist, and `KsbError` for an option and a pathway at once.
    """
    if option is not None and pathway is not None:
        raise KsbError(
            "an option and a pathway were asked for", "a pathway is the core and an option: name one of them"
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


def part(standard: Standard, *, core: bool = False, option: int | None = None, pathway: int | None = None) -> Standard:
    """Return the standard with these duties alone, the option asked for if they belong to it, and the KSBs they cite.

    What the document says of its parts (`claims`, `core_and_options`) is left out. Raises `NotFoundError` for an
    option that is not there, and `KsbError` for an option and a pathway at once.
    """
    if not core and option is None and pathway is None:
        return standard
    duties = select_duties(standard, core=core, option=option, pathway=pathway)
    cited = {citation.code for duty in duties for citation in duty.cites}
    chosen = {option, pathway}.intersection(number for duty in duties for number in duty.options)
    return standard.model_copy(
        update={
            "core_and_options": None,
            "claims": (),
            "options": tuple(it for it in standard.options if it.number in chosen),
            "ksbs": {code: text for code, text in standard.ksbs.items() if code in cited},
            "ids": {code: name for code, name in standard.ids.items() if code in cited},
            "duties": tuple(
                duty.model_copy(update={"options": tuple(number for number in duty.options if number in chosen)})
                for duty in duties
            ),
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
) -> tuple[str, ...]:
    """Return the codes of the KSBs that satisfy every condition given, in code order.

    A KSB is of the core, an option or a pathway when a duty of it cites the KSB. Raises `NotFoundError` for an
    option or a duty that does not exist, and `KsbError` for an option and a pathway at once.
    """
    codes = [code for code in standard.codes if kind is None or kind_of(code).name == kind]
    if core or option is not None or pathway is not None:
        duties = select_duties(standard, core=core, option=option, pathway=pathway)
        cited = {citation.code for one in duties for citation in one.cites}
        codes = [code for code in codes if code in cited]
    if duty is not None:
        _one(standard, "D", duty)
        cited = {citation.code for one in standard.duties if one.number == duty for citation in one.cites}
        codes = [code for code in codes if code in cited]
    return tuple(codes)


def search(standard: Standard, query: str) -> Found:
    """Return the KSBs and the duties with every word of `query`, in one and the same wording.

    A word is found at the beginning of a word, whatever its case: `clear` finds "clearances". A KSB is found in
    its definition or else in the wording of a citation.
    """
    patterns = _patterns(query)

    def holds(text: str) -> bool:
        return bool(patterns) and all(pattern.search(text) for pattern in patterns)

    found = []
    for code in standard.codes:
        candidates = (Wording(standard.ksbs[code], ()), *other_wordings(standard, code))
        wording = next((candidate for candidate in candidates if holds(candidate.text)), None)
        if wording:
            found.append(Match(code, wording))
    return Found(tuple(found), tuple(duty for duty in standard.duties if holds(duty.title)))


def hits(text: str, query: str) -> list[tuple[int, int]]:
    """Return where the words of `query` stand in `text`, as `search` finds them: start and end, in order."""
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
