"""Plain data to a standard, or what is wrong with the data in the words of the file format."""

import re
from difflib import get_close_matches
from typing import NamedTuple

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ksb.errors import reason
from ksb.escape import foreign
from ksb.kinds import CODE
from ksb.limits import MAX_CITED
from ksb.models import FROM_FILE, AlsoTitled, Assessment, Citation, Claim, Duty, Key, Method, Option
from ksb.positions import INVALID_SHAPE, MOST_FINDINGS, START, UNREADABLE
from ksb.source import Problem, Source
from ksb.standard import Standard

_TYPES = {
    "string_type": "must be a text",
    "tuple_type": "must be a list",
    "dict_type": "must be a mapping of fields",
    "model_type": "must be a mapping of fields",
}
"""Pydantic's checks of types, in the words of the file format."""
_CHECKS = {
    "string_too_short": "is an empty text",
    "string_unicode": "holds half of a character (a lone surrogate)",
    "too_long": "has more than {max_length:,} items",
    "literal_error": "must be {expected}",
}
"""Pydantic's other checks that the models use. Those in `ksb.fields` and `ksb.models` have their own messages."""
_NAMES = {str: "a text", list: "a list", dict: "a mapping of fields", type(None): "left empty"}
NO_FILE = "there is no such file"
_NO_FIELDS = {str: "is only text", list: "is a list", type(None): "is empty"}
"""What a file is that has no fields."""
_PARTS: dict[str, type[BaseModel]] = {
    "duties": Duty,
    "options": Option,
    "claims": Claim,
    "key": Key,
    "also_titled": AlsoTitled,
    "cites": Citation,
    "assessment": Assessment,
    "methods": Method,
}
_LOOK_ALIKE = str.maketrans("КЅВΚΒ", "KSBKB")
"""Cyrillic and Greek letters that look like the Latin ones of a code."""
_DIGITS = str.maketrans("OIL|", "0111")
_OTHER_WORDS = {
    "citations": ("cites",),
    "cites": ("ksbs",),
    "codes": ("cites", "ksbs"),
    "date": ("issued",),
    "description": ("overview", "title"),
    "introduction": ("overview",),
    "ksbs": ("cites",),
    "name": ("title",),
    "summary": ("overview",),
    "text": ("title",),
}
"""The fields that other usual words stand for; the first that the part has is meant."""
_PUBLISHED = frozenset({"knowledges", "larsCode", "overviewOfRole", "referenceNumber", "typicalJobTitles"})
"""Fields of the JSON of the Skills England standards API that the file format doesn't have."""
_MOST_QUOTED = 60
"""Maximum number of characters of a value that a message quotes."""


class Reading(NamedTuple):
    """A file that was read: its source, what is wrong with it, and the standard, or None if it is not one."""

    source: Source
    problems: tuple[Problem, ...]
    standard: Standard | None


def first_fault(error: ValidationError) -> str:
    """Return the first fault in plain data that is not from a file, after its path: `duties.0.number: ...`."""
    details = error.errors(include_url=False)[0]
    return f"{'.'.join(map(str, details['loc']))}: {_message(details)}"


def validate(source: Source) -> Reading:
    """Validate the data in `source`, and collect everything that is wrong with it. Never raises."""
    problems = source.problems[:MOST_FINDINGS]
    standard: Standard | None = None
    data = source.data
    if not source.readable:
        pass
    elif not isinstance(data, dict):
        message = f"this is not a standard: it {_NO_FIELDS[type(data)]}. A standard has fields, such as `title: Baker`"
        problems.append(Problem(INVALID_SHAPE, message, START))
    elif "format" not in data and _PUBLISHED & data.keys():
        message = "this is a published standard; `ksb import` converts it to a file that ksb reads"
        problems.append(Problem(INVALID_SHAPE, message, START))
    else:
        try:
            standard = Standard.model_validate(data, context=FROM_FILE)
        except ValidationError as error:
            for details in error.errors(include_url=False)[:MOST_FINDINGS]:
                place = source.place(details["loc"], key=details["type"] == "extra_forbidden")
                problems.append(Problem(INVALID_SHAPE, _message(details, source), place))
    if standard and _cites_too_much(standard):
        message = f"the wordings of all citations together have more than {MAX_CITED:,} characters"
        problems.append(Problem(INVALID_SHAPE, message, source.place(("duties",), key=True)))
        standard = None
    problems.sort(key=lambda problem: problem.span)
    return Reading(source, tuple(problems), standard)


def _cites_too_much(standard: Standard) -> bool:
    """Return whether the wordings of all citations, their own or the definitions', are longer than allowed."""
    cites = [citation for duty in standard.duties for citation in duty.cites]
    # The sum takes a tenth of the time that reading a file takes; most files need only this estimate.
    longest = max(map(len, standard.ksbs.values()), default=0)
    own = sum(len(text) for citation in cites if (text := citation.text))
    if own + len(cites) * longest <= MAX_CITED:
        return False
    return sum(len(standard.wording(citation)) for citation in cites) > MAX_CITED


def unreadable(name: str, error: OSError | ValueError) -> Reading:
    """Return the reading of a file that can't be read."""
    source = Source(name, b"")
    if isinstance(error, FileNotFoundError):
        message = NO_FILE
    elif isinstance(error, IsADirectoryError):
        message = "is a folder, not a file"
    else:
        message = f"can't be read: {reason(error)}"
    source.problems = [Problem(UNREADABLE, message, START)]
    return Reading(source, tuple(source.problems), None)


def _message(details: ErrorDetails, source: Source | None = None) -> str:
    """Return what Pydantic found in the words of the file format. `source` is the file, if it is from one."""
    path, kind, value = details["loc"], details["type"], details["input"]
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    subject = f"an item of `{name}`" if isinstance(path[-1], int) else f"`{name}`"
    if path[-1] == "text" and "cites" in path:
        subject = "the wording of this citation"
    if isinstance(value, str) and len(value) > _MOST_QUOTED:
        value = f"{value[:_MOST_QUOTED]}…"
    if kind == "extra_forbidden":
        owner = next((_PARTS[step] for step in reversed(path[:-1]) if step in _PARTS), Standard)
        fields = owner.model_fields
        usual = [field for field in _OTHER_WORDS.get(name.lower(), ()) if field in fields]
        near = usual or get_close_matches(name, fields, n=1)
        return f"unknown field `{name}`" + (f"; is `{near[0]}` meant?{foreign(name)}" if near else "")
    if kind == "missing":
        return f"the field `{name}` is missing" + ("; write `format: 1`" if path == ("format",) else "")
    if kind == "string_pattern_mismatch":
        return f"`{value}` is not a code: K, S, B, TK, TS or ESB and a number, such as K1{_meant(value)}"
    if kind in ("citation", "empty"):
        return f"a citation {details['msg']}"
    if kind == "claim":
        return f"this claim {details['msg']}"
    if kind in _TYPES:
        if value is None:
            return f"{subject} is left empty; it {_TYPES[kind]}"
        number = isinstance(value, str) and value.isdecimal()
        given = "a number" if number else _NAMES.get(type(value), repr(value))
        return f"{subject} {_TYPES[kind]}, not {given}{_cause(details, source)}"
    if kind in _CHECKS:
        message = f"{subject} {_CHECKS[kind].format(**details.get('ctx', {}))}"
    else:
        message = f"{subject} {details['msg']}"
    return f"{message}, not {value!r}" if isinstance(value, str) and " must be " in message else message


def _cause(details: ErrorDetails, source: Source | None) -> str:
    """Return why a part of a file probably has the wrong type."""
    value = details["input"]
    if isinstance(value, str) and value.startswith("-"):
        return "; a space is missing after `-`"
    extent = source.extent(details["loc"]) if source and details["type"] == "string_type" else None
    if source and extent and (sign := source.text[extent.start : extent.start + 1]) in ("[", "{"):
        return f"; a text that starts with {sign} must be in quotes"
    if extent and isinstance(value, dict) and len(value) == 1:
        return "; a text that contains ': ' must be in quotes"
    return ""


def _meant(text: str) -> str:
    """Return what a text that is not a code probably means: a code with the wrong letters, or several codes."""
    plain = re.sub(r"\s", "", text).upper().translate(_LOOK_ALIKE)
    letters = re.match(r"(?:TK|TS|ESB|[KSB])?", plain)
    prefix = letters[0] if letters else ""
    code = prefix + plain[len(prefix) :].translate(_DIGITS).lstrip("0")
    if CODE.fullmatch(code):
        return f"; is {code} meant?"
    return "; each code is an item of its own: [K1, K2]" if len(re.findall(r"[KSB]\d+", plain)) > 1 else ""
