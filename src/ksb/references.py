"""What people call the parts of a standard: codes, ranges, numbers, and titles of options."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from ksb.errors import KsbError, NotFoundError
from ksb.kinds import KINDS, KindName, split_code
from ksb.models import Duty, Option
from ksb.standard import Standard
from ksb.text.english import duties_named, listed

DUTY, OPTION = "D", "O"
"""The letters of references to duties (D7) and options (O2)."""
_PREFIX = "TK|TS|ESB|[KSBDO]"
_REFERENCE = rf"(?i:({_PREFIX})([0-9]{{1,6}}))"
_RANGE = rf"(?i:({_PREFIX})([0-9]{{1,6}})\s*[-–]\s*({_PREFIX}|)([0-9]{{1,6}}))"
_EXAMPLES = "such as K18, S3 or B1, D7 for a duty, O2 for an option, or K1-K5 for a range"
KIND_NAMES: dict[str, KindName] = {
    name.lower(): kind.name for kind in KINDS for name in (kind.prefix, kind.name, kind.one, kind.many, kind.field)
}
# References as documents write them: "Duty 5", "Option 2", "K 18" and "K1 to K3".
_AS_WRITTEN = (
    (r"(?i:\bduty *(?=[0-9]))", DUTY),
    (r"(?i:\boption *(?=[0-9]))", OPTION),
    (rf"(?i:\b({_PREFIX})(?: +|[-.:_])(?=[0-9]))", r"\1"),
    (rf"(?i:(?<=[0-9])(?: +to +| *(?:[-–—:]|\.{{2,3}}) *)(?=(?:{_PREFIX})?[0-9]))", "-"),
)
Number = int | str
"""A duty or an option: its number, "D5" or "O2", or the title of an option."""


def kind_named(name: str) -> KindName:
    """Return the kind with this prefix or name, in any case. Raises `KsbError` for an unknown one."""
    try:
        return KIND_NAMES[name.lower()]
    except KeyError:
        kinds = listed(f"{kind.prefix} ({kind.many})" for kind in KINDS)
        raise KsbError(f"there is no kind {name}", f"the kinds are {kinds}") from None


def resolve(standard: Standard, references: Iterable[str]) -> list[str]:
    """Return the KSBs (K18), duties (D7) and options (O2) that `references` name, in the order given, each once.

    A reference is a KSB (`K18`), a duty (`D7`, `Duty 7`), an option (`O2`, `Option 2`) or a range of one of these
    (`K1-K5`, `K1 to K5`), in any case. One text may hold several, separated by commas or spaces. Raises
    `NotFoundError`, with the nearest references, for one that is not in the standard, and `KsbError` for a text that
    is not a reference.
    """
    found: dict[str, None] = {}
    asked = unicodedata.normalize("NFKC", " ".join(references))
    asked = re.sub(r"[,;]|[.:)](?=\s|$)|(?<!\S)\(", " ", asked)
    if not all(word.upper() in standard.ksbs for word in asked.split()):
        for pattern, plain in _AS_WRITTEN:
            asked = re.sub(pattern, plain, asked)
    if not asked.split():
        raise KsbError("there is nothing to look up", _EXAMPLES)
    for reference in asked.split():
        found.update(dict.fromkeys(_resolve(standard, reference)))
    return list(found)


def parts_named(standard: Standard, reference: str) -> tuple[Duty, ...] | tuple[Option, ...] | tuple[str]:
    """Return what a reference of `resolve` names: all duties or options with its number, or the code of a KSB."""
    letter, number = split_code(reference)
    if letter == DUTY:
        return tuple(duty for duty in standard.duties if duty.number == number)
    if letter == OPTION:
        return tuple(option for option in standard.options if option.number == number)
    return (reference,)


def codes_named(standard: Standard, reference: str) -> list[str]:
    """Return the codes of the KSBs that a reference names. Raises `KsbError` where it names something else."""
    codes = resolve(standard, [reference])
    for letter, noun in ((DUTY, "a duty"), (OPTION, "an option")):
        if any(split_code(code)[0] == letter for code in codes):
            raise KsbError(f"{reference} is {noun}; duties cite KSBs, such as K18")
    return codes


def duty_number(standard: Standard, name: Number) -> int:
    """Return the number of the duty called `name`: 5, "5", "D5" or "Duty 5".

    Raises `NotFoundError` where the standard has no such duty, and `KsbError` for a text that is not a duty.
    """
    number = _number(name, "d|duty")
    if number is None:
        raise KsbError(f"{name!r} is not a duty", "give its number, such as 5 or D5, or several: 5,6")
    _one(standard, DUTY, number)
    return number


def option_number(standard: Standard, name: Number) -> int:
    """Return the number of the option called `name`: 2, "2", "O2", "Option 2", or words from its title.

    Words match the starts of words in the option's title and in its other titles. Raises `NotFoundError` where the
    standard has no such option, and `KsbError` where several have these words.
    """
    number = _number(name, "o|option")
    if number is not None:
        return standard.option(number).number
    found = [option for option in standard.options if _has_all(option, str(name))]
    same = [option for option in found if option.title.casefold() == str(name).casefold()]
    if len(same or found) == 1:
        return (same or found)[0].number
    if found:
        numbers = listed(dict.fromkeys(option.number for option in found))
        raise KsbError(f"several options have {str(name)!r} in their titles: {numbers}", "give the number of one")
    titled = listed(f"{option.number} ({option.title})" for option in standard.options) if standard.options else ""
    one = len(standard.options) == 1
    hint = f"the {'only option is' if one else 'options are'} {titled}" if titled else "this standard has no options"
    raise NotFoundError(f"no option is called {str(name)!r}", hint)


def option_numbers(standard: Standard, names: Iterable[Number]) -> list[int]:
    """Return the numbers of one or several options, each as in `option_number`; "1,2" names two."""
    found: dict[int, None] = {}
    for name in names:
        several = isinstance(name, str) and re.fullmatch(r"(?:\s*o?[0-9]+\s*,)+\s*o?[0-9]+\s*", name, re.IGNORECASE)
        for one in str(name).split(",") if several else (name,):
            found[option_number(standard, one)] = None
    return list(found)


def _number(name: Number, prefix: str) -> int | None:
    """Return the number in a name such as 5, "5", "D5" or "duty 5"; None where it is something else."""
    match = re.fullmatch(rf"\s*(?:(?:{prefix})\s*)?([0-9]{{1,6}})\s*", str(name), re.IGNORECASE)
    return int(match[1]) if match else None


def _has_all(option: Option, sought: str) -> bool:
    """Return whether each of the words sought starts a word of an option's titles."""
    titles = " ".join([option.title, *(also.text for also in option.also_titled)])
    there, asked = (re.findall(r"[^\W_]+", text.casefold()) for text in (titles, sought))
    return bool(asked) and all(any(word.startswith(start) for word in there) for start in asked)


def _resolve(standard: Standard, reference: str) -> list[str]:
    if (code := reference.upper()) in standard.ksbs:
        return [code]
    if match := re.fullmatch(_RANGE, reference):
        letter = match[1].upper()
        if match[3] and match[3].upper() != letter:
            raise KsbError(f"{reference}: a range stays within one kind", "such as K1-K5")
        first, last = sorted((int(match[2]), int(match[4])))
        for end in (first, last):
            _one(standard, letter, end)
        return [f"{letter}{number}" for number in _numbers(standard, letter) if first <= number <= last]
    match = re.fullmatch(_REFERENCE, reference)
    if not match:
        raise KsbError(f"{reference!r} is not a KSB, a duty or an option", _EXAMPLES)
    return [_one(standard, match[1].upper(), int(match[2]))]


def _numbers(standard: Standard, letter: str) -> list[int]:
    if letter == DUTY:
        return list(dict.fromkeys(duty.number for duty in standard.duties))
    if letter == OPTION:
        return list(dict.fromkeys(option.number for option in standard.options))
    return [number for prefix, number in map(split_code, standard.codes) if prefix == letter]


def _one(standard: Standard, letter: str, number: int) -> str:
    """Return the reference to one part. Raises `NotFoundError`, with the nearest, where it is not in the standard."""
    numbers = _numbers(standard, letter)
    if number in numbers:
        return f"{letter}{number}"
    if letter == OPTION:
        standard.option(number)
    name: Callable[[int], str] = "Duty {}".format if letter == DUTY else (letter + "{}").format
    near = sorted(sorted(numbers, key=lambda other: abs(other - number))[:3])
    if near and len(str(number)) > len(str(near[-1])):  # perhaps a digit too many
        digits = str(number)
        near = sorted({int(digits[:i] + digits[i + 1 :]) for i in range(len(digits))} & set(numbers)) or near
    shown = [name(other) for other in near]
    if not shown:  # perhaps K1 for TK1
        prefixes = [(split_code(code)[0], code) for code in standard.codes]
        shown = [code for prefix, code in prefixes if prefix.endswith(letter) or letter.endswith(prefix)][:3]
    many = next((kind.many for kind in KINDS if kind.prefix == letter), "duties")
    hint = f"the nearest: {', '.join(shown)}" if shown else f"this standard has no {many}"
    if letter != DUTY and (citing := standard.duties_citing(name(number))):
        verb = "cites" if len({duty.number for duty in citing}) == 1 else "cite"
        cited = f"{duties_named(duty.number for duty in citing)} {verb} it"
        raise NotFoundError(f"{name(number)} is not defined, though {cited}", hint)
    raise NotFoundError(f"there is no {name(number)}", hint)
