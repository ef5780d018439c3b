"""A standard as frozen Pydantic models: the shape of the YAML file, and what follows from it directly.

The fields are those of version 1 of the file format: a code has one definition, and a duty cites codes, each with the
wording used there. `ksb.validate` reports what is wrong with a file in the words of that format.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    ValidationInfo,
    model_serializer,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from ksb.errors import NotFoundError
from ksb.fields import (
    CODE_PATTERN,
    AnyText,
    Code,
    Codes,
    Count,
    Flag,
    FormatVersion,
    Name,
    Number,
    Numbers,
    PartialDate,
    Text,
    Texts,
)
from ksb.kinds import KindName, code_order, kind_of
from ksb.limits import MAX_DUTIES, MAX_METHODS, MAX_OPTIONS
from ksb.text.english import listed


class _Part(BaseModel):
    # Without `defer_build`, Pydantic builds each part once on its own and again within `Standard`.
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, defer_build=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some fields changed. `update` is not validated."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]  # cached properties, which describe the part before the update
        return copied


class Key(_Part):
    """What the letters K, S and B stand for, in the document's own words."""

    knowledge: Text
    skills: Text
    behaviours: Text


class Claim(_Part):
    """A sentence in which the document counts its own parts, with the counts it gives."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 2})

    text: Text
    """The sentence, verbatim."""
    duties: Count | None = None
    """The number of duties, according to the sentence."""
    core_duties: Count | None = None
    """The number of core duties, according to the sentence."""
    optional_duties: Count | None = None
    """The number of duties of the options, or of each option, according to the sentence."""
    options: Count | None = None
    """The number of options, according to the sentence."""
    knowledge: Count | None = None
    """The number of knowledge statements, according to the sentence."""
    skills: Count | None = None
    """The number of skills, according to the sentence."""
    behaviours: Count | None = None
    """The number of behaviours, according to the sentence."""

    @property
    def counts(self) -> dict[str, int]:
        """The stated counts by what they count, such as `{"core_duties": 9}`."""
        return {name: count for name, count in self if name != "text" and count is not None}

    @model_validator(mode="after")
    def _counts_something(self) -> Self:
        if not self.counts:
            raise PydanticCustomError("claim", "needs at least one count, such as `duties: 13`")
        return self


class AlsoTitled(_Part):
    """Another wording of an option's title, and the part of the document with it."""

    text: Text
    """The title there, verbatim."""
    where: Literal["overview", "claims", "duties"]
    """The part of the document: the overview, the sentences that count its parts, or the headings among the duties."""


class Option(_Part):
    """A specialism: an apprentice takes the core and exactly one option."""

    number: Number
    id: Text | None = None
    """The option's identifier in the system that it was published from; it stays when number and title change."""
    title: Text
    """The title as the option is first titled."""
    also_titled: tuple[AlsoTitled, ...] = ()
    """Every other wording of the title in the document."""
    description: tuple[Text, ...] = ()
    """The paragraphs that describe the option, verbatim."""


FROM_FILE = {"from_file": True}
"""The validation context for data from a file, where a citation must have one of its two YAML forms."""


class Citation(_Part):
    """One mention of a KSB under a duty: in YAML a bare code, or one code with the wording used there."""

    code: Code
    text: Text | None = None
    """The wording used there; `None` if it is exactly the definition."""

    @model_validator(mode="before")
    @classmethod
    def _from_yaml(cls, value: Any, info: ValidationInfo) -> Any:
        """Accept both YAML forms, `K1` and `{K1: wording}`, and from Python the fields by name."""
        if isinstance(value, str):
            return {"code": value}
        if isinstance(value, dict):
            if "code" in value and info.context != FROM_FILE:
                return value
            if len(value) == 1:
                [(code, text)] = value.items()
                if text is None:
                    raise PydanticCustomError("empty", "has no wording after the colon")
                return {"code": code, "text": text}
        if isinstance(value, Citation):
            return value
        raise PydanticCustomError("citation", "must be a code (K1) or one code with its wording (K1: ...)")

    @model_serializer
    def _to_yaml(self) -> str | dict[str, str]:
        return self.code if self.text is None else {self.code: self.text}

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Describe the two YAML forms."""
        return {
            "description": "A bare code, or a code with the wording used in this duty.",
            "anyOf": [
                {"type": "string", "pattern": f"^{CODE_PATTERN}$"},
                {
                    "type": "object",
                    "patternProperties": {f"^{CODE_PATTERN}$": {"type": "string", "minLength": 1}},
                    "additionalProperties": False,
                    "minProperties": 1,
                    "maxProperties": 1,
                },
            ],
        }


class Duty(_Part):
    """A numbered duty; core when it belongs to no option."""

    number: Number
    id: Text | None = None
    """The duty's identifier in the system that it was published from; it stays when number and title change."""
    title: Text
    criteria: Text | None = None
    """The criteria for measuring performance, if the document has them."""
    options: Numbers = ()
    """The options that the duty belongs to; none for a core duty."""
    cites: tuple[Citation, ...] = ()
    """The KSBs that the duty cites, in the document's order."""

    @property
    def core(self) -> bool:
        """Whether every apprentice takes the duty, whatever the option."""
        return not self.options

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes that the duty cites, in order."""
        return tuple(citation.code for citation in self.cites)


class Method(_Part):
    """An assessment method, such as a portfolio-based interview, and the KSBs that it assesses."""

    number: Number
    title: Text
    portfolio: Flag = False
    """Whether the apprentice collects evidence for it."""
    ksbs: Codes = ()
    """The codes of the KSBs that it assesses."""


class Assessment(_Part):
    """The assessment plan: which method assesses which KSB."""

    methods: Annotated[tuple[Method, ...], Field(max_length=MAX_METHODS)] = ()


class KSB(NamedTuple):
    """A knowledge, skill or behaviour statement: its code and its definition."""

    code: str
    text: str

    @property
    def kind(self) -> KindName:
        """The name of its kind, such as `knowledge` or `technical_skill`."""
        return kind_of(self.code).name


WHOLE = "_whole"
"""Where a part of a standard keeps the whole one: beside its fields, so that it is never compared or written."""


class _LookUps:
    """What follows from the fields of a standard: its parts by number and code, and which duty cites what.

    Pydantic reads the source of each model for the docstrings of its fields. These lines would take 3% of the
    instructions of `ksb show K18`.
    """

    if TYPE_CHECKING:
        options: tuple[Option, ...]
        ksbs: dict[str, str]
        duties: tuple[Duty, ...]
        assessment: Assessment | None

    @cached_property
    def _citations(self) -> dict[str, list[tuple[Duty, Citation]]]:
        found: dict[str, list[tuple[Duty, Citation]]] = {}
        for duty in self.duties:
            for citation in duty.cites:
                found.setdefault(citation.code, []).append((duty, citation))
        return found

    @property
    def methods(self) -> tuple[Method, ...]:
        """The assessment methods, in the plan's order; none without a plan."""
        return self.assessment.methods if self.assessment else ()

    @cached_property
    def methods_by_code(self) -> dict[str, tuple[Method, ...]]:
        """The assessment methods that assess each KSB, by code, in the plan's order."""
        found: dict[str, list[Method]] = {}
        for method in self.methods:
            for code in method.ksbs:
                found.setdefault(code, []).append(method)
        return {code: tuple(methods) for code, methods in found.items()}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes that are defined, in code order."""
        return tuple(sorted(self.ksbs, key=code_order))

    def ksb(self, code: str) -> KSB:
        """Return the KSB with this code, in either case (`K18` or `k18`).

        Raises `NotFoundError` if no such KSB is defined.
        """
        code = code.upper()
        if code not in self.ksbs:
            raise NotFoundError(f"there is no {code}")
        return KSB(code, self.ksbs[code])

    def duty(self, number: int) -> Duty:
        """Return the first duty with this number. Raises `NotFoundError` if there is none."""
        for duty in self.duties:
            if duty.number == number:
                return duty
        raise NotFoundError(f"there is no Duty {number}")

    def option(self, number: int) -> Option:
        """Return the first option with this number. Raises `NotFoundError` if there is none."""
        for option in self.options:
            if option.number == number:
                return option
        known = list(dict.fromkeys(option.number for option in self.options))
        there = "the only option is" if len(known) == 1 else "the options are"
        hint = f"{there} {listed(known)}" if known else "this standard has no options"
        raise NotFoundError(f"there is no option {number}", hint)

    def duties_citing(self, code: str) -> tuple[Duty, ...]:
        """Return the duties that cite this code, in the document's order."""
        return tuple({id(duty): duty for duty, _ in self.citations(code)}.values())

    def citations(self, code: str) -> tuple[tuple[Duty, Citation], ...]:
        """Return each citation of this code with its duty, in the document's order."""
        return tuple(self._citations.get(code.upper(), ()))

    @property
    def core_duties(self) -> tuple[Duty, ...]:
        """The duties that belong to no option."""
        return tuple(duty for duty in self.duties if duty.core)

    def option_duties(self, option: int) -> tuple[Duty, ...]:
        """Return the duties of this option alone. Raises `NotFoundError` if there is no such option."""
        number = self.option(option).number
        return tuple(duty for duty in self.duties if number in duty.options)

    def pathway(self, option: int) -> tuple[Duty, ...]:
        """Return what one apprentice takes, the core and this option's duties, in the document's order.

        Raises `NotFoundError` if there is no such option.
        """
        number = self.option(option).number
        return tuple(duty for duty in self.duties if duty.core or number in duty.options)

    def wording(self, citation: Citation) -> str:
        """Return the full wording of a citation: its own, else the definition, else ""."""
        if citation.text is not None:
            return citation.text
        return self.ksbs.get(citation.code, "")


class Standard(_LookUps, _Part):
    """One occupational (apprenticeship) standard: overview, options, duties and KSBs."""

    model_config = ConfigDict(
        title="An occupational standard, for ksb",
        json_schema_extra={"$schema": "https://json-schema.org/draft/2020-12/schema"},
    )

    format: FormatVersion
    """The version of this file format."""
    title: AnyText
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
    """The status, such as `Approved for delivery`."""
    route: Name | None = None
    """The occupational route, such as `Creative and design`."""
    lars_code: Name | None = None
    """The code in the Learning Aim Reference Service; 0 if it has none yet."""
    core_and_options: Flag | None = None
    """Whether the standard says that it has a core and options."""
    route_pathway: Name | None = None
    """The pathway within the route."""
    cluster: Name | None = None
    """The group of occupations within the pathway."""
    occupation_code: Name | None = None
    """The code in the Standard Occupational Classification."""
    keywords: Name | None = None
    """Words to search by, separated by commas."""
    typical_duration: Name | None = None
    """How long training typically takes, in months."""
    minimum_hours: Name | None = None
    """The minimum number of hours of off-the-job training."""
    epa_length: Name | None = None
    """How long the end-point assessment typically takes, in months."""
    max_funding: Name | None = None
    """The most that is paid for training and assessment, in pounds."""
    page_url: Name | None = None
    """The address of the page on which the standard is published."""
    assessment_plan_url: Name | None = None
    """The address of the end-point assessment plan."""
    entry_requirements: Name | None = None
    """What an apprentice needs before starting."""
    qualifications: Name | None = None
    """The qualifications that an apprentice must take, separated by semicolons."""
    regulated_body: Name | None = None
    """The body that regulates the occupation."""
    core_skills: Name | None = None
    """The codes of the skills that the record marks as core, where it marks only some."""
    change: Name | None = None
    """What changed in this version."""
    change_date: Name | None = None
    """The date of that change."""
    created_date: Name | None = None
    publish_date: Name | None = None
    approved_for_delivery: Name | None = None
    """The date from which apprentices may be trained to it."""
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
    options: Annotated[tuple[Option, ...], Field(max_length=MAX_OPTIONS)] = ()
    ksbs: Texts
    """Code to definition, in code order: K1.., S1.., B1.., TK1.., TS1.., ESB1.."""
    ids: Texts = {}
    """Identifiers of the KSBs, by code, in the system that they were published from; they stay when codes change."""
    duties: Annotated[tuple[Duty, ...], Field(max_length=MAX_DUTIES)] = ()
    """The duties in the document's order. Without duties, every KSB belongs to every pathway."""
    assessment: Assessment | None = None
    """The assessment plan, if it is known."""

    def __hash__(self) -> int:
        # The dict fields have no hash of their own. Equal standards have equal titles, KSBs and duties.
        return hash((self.title, frozenset(self.ksbs.items()), self.duties))

    @property
    def metadata(self) -> dict[str, str | bool]:
        """The values of those fields of `METADATA` that the standard has, by name."""
        return {name: value for name in METADATA if (value := getattr(self, name)) is not None}

    @property
    def whole(self) -> Standard:
        """The standard of which this is a part, which says to whom a KSB belongs; without `part`, itself."""
        whole: Standard = self.__dict__.get(WHOLE, self)
        return whole


METADATA = tuple(
    name for name, field in Standard.model_fields.items() if field.annotation in (Name | None, Flag | None)
)
"""The fields of published standards that are not part of their text; no other field has their types."""
