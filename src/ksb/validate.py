"""Plain data to a standard, with every fault said in the words of the file format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pydantic import BaseModel, ValidationError

from ksb.errors import why
from ksb.models import (
    CODE,
    FROM_FILE,
    AlsoTitled,
    Assessment,
    Citation,
    Claim,
    Duty,
    Key,
    Method,
    Option,
    Standard,
)
from ksb.positions import INVALID_SHAPE, MOST_FINDINGS, START, UNREADABLE
from ksb.source import Problem, Source

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_TYPES = {
    "string_type": "must be a text",
    "tuple_type": "must be a list",
    "dict_type": "must be a mapping of fields",
    "model_type": "must be a mapping of fields",
}
_CHECKS = {
    "string_too_short": "is an empty text",
    "string_unicode": "holds half of a character (a lone surrogate)",
    "greater_than_equal": "must be at least {ge:,}",
    "less_than_equal": "must be at most {le:,}",
    "too_long": "has more than {max_length:,} items",
}
"""Pydantic's own checks that the models use, in the words of the file format."""
_NAMES = {str: "a text", list: "a list", dict: "a mapping of fields", type(None): "left empty"}
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
"""Letters of the Cyrillic and the Greek alphabet that look like the Latin ones of a code."""
_DIGITS = str.maketrans("OIL|", "0111")
_PUBLISHED = frozenset({"knowledges", "larsCode", "overviewOfRole", "referenceNumber", "typicalJobTitles"})
"""Fields of the JSON of the Skills England standards API that are none of ours."""
_MOST_CITED = 5_000_000
"""A hundred times what a large standard has: each citation is told with its wording."""
_MOST_QUOTED = 60
"""Maximum number of characters of a value that a message quotes."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read: its source, what is wrong with it, and the standard in it where it is one."""

    source: Source
    problems: tuple[Problem, ...]
    standard: Standard | None


def first_fault(error: ValidationError) -> str:
    """Return the first thing with what `shaped` was given, by its place in the file format."""
    details = error.errors(include_url=False)[0]
    return f"{'.'.join(map(str, details['loc']))}: {details['msg']}"


def validate(source: Source) -> Reading:
    """Validate the data in `source`, and collect all that is wrong with it. Never raises."""
    problems = source.problems[:MOST_FINDINGS]
    standard: Standard | None = None
    if source.readable:
        if isinstance(source.data, dict) and "format" not in source.data and _PUBLISHED & source.data.keys():
            message = "this is a standard as it was published; `ksb import` makes a file of it that `ksb` reads"
            problems.append(Problem(INVALID_SHAPE, message, START))
        elif isinstance(source.data, dict):
            try:
                standard = Standard.model_validate(source.data, context=FROM_FILE)
                if _cited(standard) > _MOST_CITED:
                    message = f"the wordings of all citations together have more than {_MOST_CITED:,} characters"
                    problems.append(Problem(INVALID_SHAPE, message, source.place(("duties",), key=True)))
                    standard = None
            except ValidationError as error:
                faults = error.errors(include_url=False)[:MOST_FINDINGS]
                problems += [_problem(source, details) for details in faults]
        else:
            kind = _NAMES[type(source.data)]
            message = f"a standard is a mapping of fields, such as `title: ...`; this is {kind}"
            problems.append(Problem(INVALID_SHAPE, message, START))
    problems.sort(key=lambda problem: problem.span)
    return Reading(source, tuple(problems), standard)


def _cited(standard: Standard) -> int:
    """Return how many characters the wordings of all citations have, whether their own or the definitions'."""
    return sum(len(standard.wording(citation)) for duty in standard.duties for citation in duty.cites)


def unreadable(name: str, error: OSError | ValueError) -> Reading:
    """Return the reading of a file that can't be read."""
    source = Source(name, b"")
    source.problems = [Problem(UNREADABLE, f"can't be read: {why(error)}", START)]
    return Reading(source, tuple(source.problems), None)


def _problem(source: Source, details: ErrorDetails) -> Problem:
    """Say in the words of the file format what Pydantic found."""
    path, kind, value = details["loc"], details["type"], details["input"]
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    subject = f"an item of `{name}`" if isinstance(path[-1], int) else f"`{name}`"
    if path[-1] == "text" and "cites" in path:
        subject = "the wording of this citation"
    if isinstance(value, str) and len(value) > _MOST_QUOTED:
        value = f"{value[:_MOST_QUOTED]}…"
    place = source.place(path, key=kind == "extra_forbidden")
    if kind == "extra_forbidden":
        near = get_close_matches(name, _fields(path), n=1)
        message = f"unknown field `{name}`" + (f"; is `{near[0]}` meant?" if near else "")
    elif kind == "missing":
        message = f"the field `{name}` is missing"
    elif kind == "string_pattern_mismatch":
        message = f"`{value}` is not a code: K, S, B, TK, TS or ESB and a number, such as K1{_meant(value)}"
    elif kind in ("citation", "empty"):
        message = f"a citation {details['msg']}"
    elif kind == "format":
        message = f"{subject} {details['msg']}"
    elif kind == "claim":
        message = f"this claim {details['msg']}"
    elif kind in _CHECKS:
        message = f"{subject} {_CHECKS[kind].format(**details.get('ctx', {}))}"
    elif kind in _TYPES and value is None:
        message = f"{subject} is left empty; it {_TYPES[kind]}"
    elif kind in _TYPES:
        message = f"{subject} {_TYPES[kind]}, not {_NAMES[type(value)]}"
        if isinstance(value, str) and value.startswith("-"):
            message += "; a space is missing after `-`"
        extent = source.extent(path)
        if kind == "string_type" and extent and (sign := source.text[extent.start : extent.start + 1]) in ("[", "{"):
            message += f"; a text that starts with {sign} must stand in quotes"
    else:
        message = f"{subject} {details['msg'].replace('Input should be', 'must be')}"
        message += f", not {value!r}" if isinstance(value, str) else ""
    return Problem(INVALID_SHAPE, message, place)


def _meant(text: str) -> str:
    """Return what a text that is no code may be meant for: written with the wrong letters, or several codes."""
    plain = re.sub(r"\s", "", text).upper().translate(_LOOK_ALIKE)
    letters = re.match(r"(?:TK|TS|ESB|[KSB])?", plain)
    prefix = letters[0] if letters else ""
    code = prefix + plain[len(prefix) :].translate(_DIGITS).lstrip("0")
    if CODE.fullmatch(code):
        return f"; is {code} meant?"
    return "; each code is an item of its own: [K1, K2]" if len(re.findall(r"[KSB]\d+", plain)) > 1 else ""


def _fields(path: tuple[str | int, ...]) -> list[str]:
    owner = next((_PARTS[step] for step in reversed(path[:-1]) if step in _PARTS), Standard)
    return list(owner.model_fields)
