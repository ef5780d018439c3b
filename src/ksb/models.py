"""The parts of a standard as frozen Pydantic models: the shape of the YAML file.

The fields are those of version 1 of the file format: a code has one definition, and a duty cites codes, each with the
wording used there. `ksb.validate` reports what is wrong with a file in the words of that format.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self

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
from ksb.limits import MAX_DUTIES, MAX_METHODS, MAX_OPTIONS


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

    # The JSON Schema describes the two forms, not the fields.
    model_config = ConfigDict(use_attribute_docstrings=False)

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


class StandardFields(_Part):
    """The fields of a standard, which `ksb.standard.Standard` completes with look-ups."""

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


METADATA = tuple(
    name for name, field in StandardFields.model_fields.items() if field.annotation in (Name | None, Flag | None)
)
"""The fields of published standards that are not part of their text; no other field has their types."""
