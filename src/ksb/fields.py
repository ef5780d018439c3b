"""The field types of the models: text, codes, numbers, dates and flags, each with its checks."""

import datetime
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from ksb.limits import MAX_OPTIONS

CODE_PATTERN = r"(?:TK|TS|ESB|[KSB])[1-9][0-9]{0,3}"
_DIGITS = re.compile(r"[1-9][0-9]*|0")
_DATE_PATTERN = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_DATE = re.compile(_DATE_PATTERN)


def _encodable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise PydanticCustomError("surrogate", "holds half of a character (a lone surrogate)") from None
    return text


def _whole_number(value: Any) -> Any:
    """Return a number, which comes from YAML as digits; refuse floats, flags and other notations."""
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        return int(value[:10])  # Ten digits are outside every range, and `int` refuses thousands of them.
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("number", "must be a whole number")


def _between(low: int, high: int) -> AfterValidator:
    """Return the check of a range. Unlike those of `Field(ge=, le=)`, its message names both ends."""

    def check(number: int) -> int:
        if not low <= number <= high:
            raise PydanticCustomError("range", f"must be {low:,} to {high:,}")
        return number

    return AfterValidator(check)


def _format_1(number: int) -> int:
    if number != 1:
        raise PydanticCustomError("format", "is {number}, but this version of ksb reads format 1", {"number": number})
    return number


def _date(text: str) -> str:
    try:
        if not _DATE.fullmatch(text):
            raise ValueError
        datetime.date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        raise PydanticCustomError("date", "must be a date: YYYY, YYYY-MM or YYYY-MM-DD") from None
    return text


def _flag(value: Any) -> bool:
    if isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if isinstance(value, bool):
        return value
    raise PydanticCustomError("flag", "must be true or false")


def _distinct(items: tuple[Any, ...]) -> tuple[Any, ...]:
    seen: set[Any] = set()
    for item in items:
        if item in seen:
            raise PydanticCustomError("twice", "names {item} twice", {"item": str(item)})
        seen.add(item)
    return items


AnyText = Annotated[str, AfterValidator(_encodable)]
"""A text that may be empty."""
Text = Annotated[str, StringConstraints(min_length=1)]
Name = Annotated[str, AfterValidator(_encodable), Field(json_schema_extra={"type": ["string", "number"]})]
"""A text that YAML can read as a number or a date, such as a version. Lint rules check its form."""
Code = Annotated[str, StringConstraints(pattern=f"^{CODE_PATTERN}$")]
Flag = Annotated[bool, BeforeValidator(_flag)]
Count = Annotated[
    int, BeforeValidator(_whole_number), _between(0, 9999), Field(json_schema_extra={"minimum": 0, "maximum": 9999})
]
Number = Annotated[
    int, BeforeValidator(_whole_number), _between(1, 9999), Field(json_schema_extra={"minimum": 1, "maximum": 9999})
]
# The length comes before the function: Pydantic checks constraints in this order, and describes only those before
# functions in the JSON Schema.
Numbers = Annotated[
    tuple[Number, ...],
    Field(max_length=MAX_OPTIONS, json_schema_extra={"uniqueItems": True}),
    AfterValidator(_distinct),
]
Texts = Annotated[dict[Code, Text], Field(json_schema_extra={"additionalProperties": False})]
"""A text for each code."""
Codes = Annotated[tuple[Code, ...], AfterValidator(_distinct), Field(json_schema_extra={"uniqueItems": True})]
PartialDate = Annotated[
    str,
    AfterValidator(_date),
    Field(json_schema_extra={"type": ["string", "integer"], "pattern": f"^{_DATE_PATTERN}$"}),
]
"""A date as far as it is known: YYYY, YYYY-MM or YYYY-MM-DD."""
FormatVersion = Annotated[
    int,
    BeforeValidator(_whole_number),
    AfterValidator(_format_1),
    Field(json_schema_extra={"minimum": 1, "maximum": 1}),
]
"""The version of the file format."""
