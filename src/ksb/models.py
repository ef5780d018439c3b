"""A standard as frozen dataclasses: the shape of the YAML file, and what follows from it directly.

Words and shape are those of the file format, version 1: a code has one definition, a duty cites codes, each
with the wording used there. The types say what a value must satisfy; `ksb.validate` has Pydantic apply that to a file.
Pydantic is not imported here, so that a standard that was read before can be had without it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from ksb.errors import NotFoundError
from ksb.phrases import listed
from ksb.remember import remembered

Kind = Literal["knowledge", "skill", "behaviour"]
KINDS: Mapping[str, Kind] = {"K": "knowledge", "S": "skill", "B": "behaviour"}
CODE = re.compile(r"[KSB][1-9][0-9]{0,3}")
METADATA = (
    "reference", "version", "level", "status", "route", "lars_code", "core_and_options",
    "typical_duration", "max_funding", "page_url",
    "created_date", "publish_date", "approved_for_delivery", "last_updated",
    "earliest_start_date", "latest_start_date", "latest_end_date",
)  # fmt: skip
"""The fields of a standard that published ones carry beside their text."""
MOST_DUTIES = 1_000
MOST_OPTIONS = 100
"""Several times what the largest published standard has, so that a table of everything stays a table."""
_NUMBER = re.compile(r"[1-9][0-9]{0,3}|0")
_ISSUED = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


class _Check:
    """What a value must satisfy, where Pydantic builds a validator or a JSON Schema from a type that holds it."""

    def __init__(self, function: Callable[[Any], Any], *, before: bool = False, **schema: Any) -> None:
        """Hold a function that returns the value, or raises what `_wrong` returns.

        `before` says whether it sees the value before its type is looked at; `schema` is what the JSON Schema says
        of it.
        """
        self.function = function
        self.before = before
        self.schema = schema

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Any]) -> Any:
        from pydantic_core import core_schema

        if self.before:
            return core_schema.no_info_before_validator_function(self.function, handler(source))
        return core_schema.no_info_after_validator_function(self.function, handler(source))

    def __get_pydantic_json_schema__(self, core: Any, handler: Callable[[Any], Any]) -> dict[str, Any]:
        return {**handler(core), **self.schema}


def _wrong(kind: str, message: str) -> Exception:
    from pydantic_core import PydanticCustomError

    return PydanticCustomError(kind, message)


def _encodable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise _wrong("surrogate", "holds half of a character (a lone surrogate)") from None
    return text


def _text(text: str) -> str:
    if not text:
        raise _wrong("no_text", "is an empty text")
    return _encodable(text)


@lru_cache(maxsize=4_096)
def _code(text: str) -> str:
    if not CODE.fullmatch(text):
        raise _wrong("code", "is not a code: K, S or B and a number, such as K1")
    return text


def _whole_number(value: object) -> int:
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise _wrong("number", "must be a whole number")


def _within(least: int, most: int) -> _Check:
    def check(value: object) -> int:
        number = _whole_number(value)
        if not least <= number <= most:
            raise _wrong("range", f"must be {least} to {most:,}")
        return number

    return _Check(check, before=True, minimum=least, maximum=most)


def _format(value: object) -> int:
    number = _whole_number(value)
    if number != 1:
        raise _wrong("format", f"is {number}, but this version of ksb reads format 1")
    return number


def _date(text: str) -> str:
    try:
        if not _ISSUED.fullmatch(text):
            raise ValueError
        datetime.date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        raise _wrong("date", "must be a date: YYYY, YYYY-MM or YYYY-MM-DD") from None
    return text


def _flag(value: object) -> bool:
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if isinstance(value, bool):
        return value
    raise _wrong("flag", "must be true or false")


def _at_most(most: int) -> _Check:
    def check(items: tuple[Any, ...]) -> tuple[Any, ...]:
        if len(items) > most:
            raise _wrong("many", f"has more than {most:,} items")
        return items

    return _Check(check, maxItems=most)


def _distinct(numbers: tuple[int, ...]) -> tuple[int, ...]:
    seen: set[int] = set()
    for number in numbers:
        if number in seen:
            raise _wrong("twice", f"names {number} twice")
        seen.add(number)
    return numbers


Encodable = Annotated[str, _Check(_encodable)]
Name = Annotated[str, _Check(_encodable, type=["string", "number"])]
"""A text that YAML may take for a number or a date, such as a version; what it must look like is for the rules."""
Flag = Annotated[bool, _Check(_flag, before=True)]
Text = Annotated[str, _Check(_text, minLength=1)]
Code = Annotated[str, _Check(_code, pattern=f"^{CODE.pattern}$")]
Statements = Annotated[Mapping[Code, Text], _Check(dict, additionalProperties=False)]
"""Texts by the codes of KSBs."""
Count = Annotated[int, _within(0, 9999)]
Number = Annotated[int, _within(1, 9999)]
Numbers = Annotated[tuple[Number, ...], _Check(_distinct, uniqueItems=True), _at_most(MOST_OPTIONS)]
PartialDate = Annotated[str, _Check(_date, type=["string", "integer"], pattern=f"^{_ISSUED.pattern}$")]
Format = Annotated[int, _Check(_format, before=True, minimum=1, maximum=1)]


@lru_cache(maxsize=4_096)
def code_order(code: str) -> tuple[int, int]:
    """Return the sort key of a code: K before S before B, then by number."""
    return "KSB".index(code[0]), int(code[1:])


class _Part:
    """What the parts have in common; each having methods of its own would cost every command some milliseconds."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, it.name) for it in fields(self))  # type: ignore[arg-type]  # each is a dataclass

    def __eq__(self, other: object) -> bool:
        return self._values() == other._values() if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(frozenset(it.items()) if isinstance(it, Mapping) else it for it in self._values()))

    def __repr__(self) -> str:
        told = ", ".join(f"{it.name}={getattr(self, it.name)!r}" for it in fields(self))  # type: ignore[arg-type]
        return f"{type(self).__name__}({told})"


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Key(_Part):
    """What the letters K, S and B stand for, in the document's own words."""

    knowledge: Text
    skills: Text
    behaviours: Text


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Claim(_Part):
    """A sentence in which the document counts its own parts, with the counts it gives."""

    __pydantic_config__: ClassVar = {**_Part.__pydantic_config__, "json_schema_extra": {"minProperties": 2}}

    text: Text
    """The sentence, verbatim."""
    duties: Count | None = None
    """How many duties the sentence says there are."""
    core_duties: Count | None = None
    """How many core duties the sentence says there are."""
    optional_duties: Count | None = None
    """How many duties the sentence says belong to the options, or to each option."""
    options: Count | None = None
    """How many options the sentence says there are."""
    knowledge: Count | None = None
    """How many knowledge statements the sentence says there are."""
    skills: Count | None = None
    """How many skills the sentence says there are."""
    behaviours: Count | None = None
    """How many behaviours the sentence says there are."""

    @property
    def counts(self) -> dict[str, int]:
        """The stated counts by what they count, such as `{"core_duties": 9}`."""
        return {name: count for name, count in vars(self).items() if name != "text" and count is not None}

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Callable[[Any], Any]) -> Any:
        return _Check(cls._counting).__get_pydantic_core_schema__(source, handler)

    @staticmethod
    def _counting(claim: Claim) -> Claim:
        if not claim.counts:
            raise _wrong("claim", "needs at least one count, such as `duties: 13`")
        return claim


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class AlsoTitled(_Part):
    """Another wording of an option's title, and the part of the document in which it stands."""

    text: Text
    """The title as it stands there, verbatim."""
    where: Literal["overview", "claims", "duties"]
    """The part of the document: the overview, the sentences that count its parts, or the headings among the duties."""


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Option(_Part):
    """A specialism: an apprentice takes the core and exactly one option."""

    number: Number
    id: Text | None = None
    """What names the option in the system that it was published from, whatever its number and title become."""
    title: Text
    """The title as the option is first titled."""
    also_titled: tuple[AlsoTitled, ...] = ()
    """Every other wording of the title in the document."""
    description: tuple[Text, ...] = ()
    """The paragraphs that describe the option, verbatim."""


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Citation(_Part):
    """One mention of a KSB under a duty."""

    code: Code
    text: Text | None = None
    """The wording used there; `None` where it is the definition to the letter."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Callable[[Any], Any]) -> Any:
        return _Check(cls._fields, before=True).__get_pydantic_core_schema__(source, handler)

    @staticmethod
    def _fields(value: Any) -> Any:
        """Return the fields of a citation as it is written in the file: a code, or one code with its wording."""
        if isinstance(value, str):
            return _cited(value)
        if isinstance(value, dict) and len(value) == 1:
            [(code, text)] = value.items()
            if text is None:
                raise _wrong("empty", "has no wording after the colon")
            return {"code": code, "text": text}
        if isinstance(value, Citation):
            return value
        raise _wrong("citation", "must be a code (K1) or one code with its wording (K1: ...)")

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> dict[str, Any]:
        """Describe the YAML form: a bare code, or one code with its wording."""
        return {
            "description": "A bare code, or a code with the wording used in this duty.",
            "anyOf": [
                {"type": "string", "pattern": f"^{CODE.pattern}$"},
                {
                    "type": "object",
                    "patternProperties": {f"^{CODE.pattern}$": {"type": "string", "minLength": 1}},
                    "additionalProperties": False,
                    "minProperties": 1,
                    "maxProperties": 1,
                },
            ],
        }


@remembered(4_096)
def _cited(code: str) -> Any:
    """Return the citation of a bare code, or the fields of one where it is no code."""
    return Citation(code=code) if CODE.fullmatch(code) else {"code": code}


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Duty(_Part):
    """A numbered duty; core when it belongs to no option."""

    number: Number
    id: Text | None = None
    """What names the duty in the system that it was published from, whatever its number and title become."""
    title: Text
    options: Numbers = ()
    """The options that the duty belongs to; none for a core duty."""
    cites: tuple[Citation, ...] = ()
    """The KSBs that the duty cites, in the document's order."""

    @property
    def core(self) -> bool:
        """Whether every apprentice takes the duty, whatever the option."""
        return not self.options


class KSB(NamedTuple):
    """A knowledge, skill or behaviour statement: its code and its definition."""

    code: str
    text: str

    @property
    def kind(self) -> Kind:
        """`knowledge`, `skill` or `behaviour`."""
        return KINDS[self.code[0]]


@dataclass(frozen=True, kw_only=True, repr=False, eq=False)
class Standard(_Part):
    """One occupational (apprenticeship) standard: overview, options, duties and KSBs."""

    format: Format
    """The version of this file format."""
    title: Encodable
    """The occupation."""
    publisher: Text | None = None
    issued: PartialDate | None = None
    """The date of issue as far as it is known: YYYY, YYYY-MM or YYYY-MM-DD."""
    reference: Name | None = None
    """The reference of a published standard, such as ST0105."""
    version: Name | None = None
    """The version, as major.minor."""
    level: Name | None = None
    """The level of the apprenticeship, 2 to 7."""
    status: Name | None = None
    """Where the standard stands, such as `Approved for delivery`."""
    route: Name | None = None
    """The occupational route, such as `Creative and design`."""
    lars_code: Name | None = None
    """The code in the Learning Aim Reference Service; 0 while there is none."""
    core_and_options: Flag | None = None
    """Whether the standard says that it has a core and options."""
    typical_duration: Name | None = None
    """How long training typically takes, in months."""
    max_funding: Name | None = None
    """The most that is paid for training and assessment, in pounds."""
    page_url: Name | None = None
    """The address of the page on which the standard is published."""
    created_date: Name | None = None
    publish_date: Name | None = None
    approved_for_delivery: Name | None = None
    """The date from which on apprentices may be trained to it."""
    last_updated: Name | None = None
    earliest_start_date: Name | None = None
    """The first date on which an apprentice may start on this version."""
    latest_start_date: Name | None = None
    """The last date on which an apprentice may start on this version."""
    latest_end_date: Name | None = None
    """The last date on which an apprentice on this version may finish."""
    overview: tuple[Text, ...] = ()
    """The paragraphs of the overview, verbatim."""
    job_titles: tuple[Text, ...] = ()
    key: Key | None = None
    claims: tuple[Claim, ...] = ()
    """Every sentence in which the document counts its own parts."""
    options: Annotated[tuple[Option, ...], _at_most(MOST_OPTIONS)] = ()
    ksbs: Statements
    """Code to definition, in code order: K1.., S1.., B1.."""
    ids: Statements = field(default_factory=dict)
    """What names a KSB in the system that it was published from, whatever its code becomes, by its code here."""
    duties: Annotated[tuple[Duty, ...], _at_most(MOST_DUTIES)]
    """The duties in the document's order."""

    @property
    def metadata(self) -> dict[str, str | bool]:
        """The fields that published standards carry, by name, those that this one has."""
        return {name: value for name in METADATA if (value := getattr(self, name)) is not None}

    @cached_property
    def _citations(self) -> dict[str, list[tuple[Duty, Citation]]]:
        found: dict[str, list[tuple[Duty, Citation]]] = {}
        for duty in self.duties:
            for citation in duty.cites:
                found.setdefault(citation.code, []).append((duty, citation))
        return found

    @cached_property
    def _citing(self) -> dict[str, tuple[Duty, ...]]:
        return {
            code: tuple({id(duty): duty for duty, _ in citations}.values())
            for code, citations in self._citations.items()
        }

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes that are defined, in code order."""
        return tuple(sorted(self.ksbs, key=code_order))

    def ksb(self, code: str) -> KSB:
        """Return the KSB with this code (`K18`; `k18` will do).

        Raises `NotFoundError` where no such KSB is defined.
        """
        code = code.upper()
        if code not in self.ksbs:
            raise NotFoundError(f"there is no {code}")
        return KSB(code, self.ksbs[code])

    def duty(self, number: int) -> Duty:
        """Return the first duty with this number. Raises `NotFoundError` where there is none."""
        for duty in self.duties:
            if duty.number == number:
                return duty
        raise NotFoundError(f"there is no Duty {number}")

    def option(self, number: int) -> Option:
        """Return the first option with this number. Raises `NotFoundError` where there is none."""
        for option in self.options:
            if option.number == number:
                return option
        known = list(dict.fromkeys(option.number for option in self.options))
        there = "the only option is" if len(known) == 1 else "the options are"
        hint = f"{there} {listed(known)}" if known else "this standard has no options"
        raise NotFoundError(f"there is no option {number}", hint)

    def duties_citing(self, code: str) -> tuple[Duty, ...]:
        """Return the duties that cite this code, in the document's order; none for a code that no duty cites."""
        return self._citing.get(code.upper(), ())

    def citations(self, code: str) -> tuple[tuple[Duty, Citation], ...]:
        """Return each citation of this code with its duty, in the document's order; none where no duty cites it."""
        return tuple(self._citations.get(code.upper(), ()))

    @property
    def core_duties(self) -> tuple[Duty, ...]:
        """The duties that belong to no option."""
        return tuple(duty for duty in self.duties if duty.core)

    def option_duties(self, option: int) -> tuple[Duty, ...]:
        """Return the duties of this option alone. Raises `NotFoundError` where there is no such option."""
        number = self.option(option).number
        return tuple(duty for duty in self.duties if number in duty.options)

    def pathway(self, option: int) -> tuple[Duty, ...]:
        """Return what one apprentice takes, the core and this option's duties, in the document's order.

        Raises `NotFoundError` where there is no such option.
        """
        number = self.option(option).number
        return tuple(duty for duty in self.duties if duty.core or number in duty.options)

    def wording(self, citation: Citation) -> str:
        """Return the full wording of a citation, whether its own or the definition's; "" where neither exists."""
        if citation.text is not None:
            return citation.text
        return self.ksbs.get(citation.code, "")
