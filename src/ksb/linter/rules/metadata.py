"""KSB6xx: the fields that published standards have besides their texts.

The rules are the checks that England's importer of published standards, the Department for Education's
`das-courses-api`, applies to a single standard (its `CoursesImport/Validators`). All these fields are optional.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from difflib import get_close_matches
from itertools import pairwise

from ksb.linter.finding import Issue, Remark
from ksb.linter.rule import rule
from ksb.standard import Standard
from ksb.text.english import counted

STATUSES = ("Approved for delivery", "In development", "Proposal in development", "Retired", "Withdrawn")
DATES = (
    "created_date",
    "publish_date",
    "approved_for_delivery",
    "last_updated",
    "earliest_start_date",
    "latest_start_date",
    "latest_end_date",
)
_REFERENCE = re.compile(r"(ST|FA|AU)[0-9]{4}")
_VERSION = re.compile(r"([0-9]+)\.[0-9]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?")
_MIDNIGHT = re.compile(r"T24(?=:00(?::00(?:\.0+)?)?(?:[Z+-]|$))")
"""The end of a day."""


@rule("KSB601", severity="error")
def malformed_reference(standard: Standard) -> Iterator[Issue]:
    """A reference that is not `ST`, `FA` or `AU` followed by four digits.

    Published standards are found and matched by their reference: `ST` for an apprenticeship, `FA` for a foundation
    apprenticeship, `AU` for an apprenticeship unit. Correct it, or omit the field until there is a reference.

    Bad:
        reference: ST105
    Good:
        reference: ST0105
    """
    if standard.reference is not None and not _REFERENCE.fullmatch(standard.reference):
        message = f'the reference "{standard.reference}" is not ST, FA or AU followed by four digits'
        yield Issue(("reference",), message)


@rule("KSB602", severity="error")
def malformed_version(standard: Standard) -> Iterator[Issue]:
    """A version that is not `major.minor`.

    Versions are sorted by their two numbers. Write `1.0`, not `1` or `v1.0`.

    Bad:
        version: v1
    Good:
        version: '1.0'
    """
    if standard.version is not None and not _VERSION.fullmatch(standard.version):
        yield Issue(("version",), f'the version "{standard.version}" is not of the form major.minor, such as 1.0')


@rule("KSB603", severity="error")
def blank_title(standard: Standard) -> Iterator[Issue]:
    """A title that is empty or starts with a space.

    Lists are sorted and searched by title: a standard without a title can't be found, and one whose title starts with
    a space comes first. Write the title, or remove the space.

    Bad:
        title: ' Production coordinator'
    Good:
        title: Production coordinator
    """
    if not standard.title.strip():
        yield Issue(("title",), "the title is empty")
    elif standard.title[0].isspace():
        yield Issue(("title",), "the title starts with a space")


@rule("KSB604", severity="error")
def unknown_level(standard: Standard) -> Iterator[Issue]:
    """A level that is not 2 to 7.

    Apprenticeships in England are at levels 2 (intermediate) to 7 (master's degree). Correct the level.

    Bad:
        level: 8
    Good:
        level: 4
    """
    if standard.level is not None and standard.level not in ("2", "3", "4", "5", "6", "7"):
        yield Issue(("level",), f'the level "{standard.level}" is not a whole number from 2 to 7')


@rule("KSB605", severity="error")
def unknown_status(standard: Standard) -> Iterator[Issue]:
    """A status other than the five in use.

    They are Approved for delivery, In development, Proposal in development, Retired and Withdrawn. Programs that read
    the status don't recognise any other spelling.

    Bad:
        status: Approved
    Good:
        status: Approved for delivery
    """
    if standard.status is not None and standard.status not in STATUSES:
        folded = {status.lower(): status for status in STATUSES}
        near = get_close_matches(standard.status.lower(), folded, n=1, cutoff=0.5)
        hint = f'did you mean "{folded[near[0]]}"?' if near else f"use one of {', '.join(STATUSES)}"
        yield Issue(("status",), f'the status "{standard.status}" is unknown; {hint}')


@rule("KSB606", severity="error")
def malformed_lars_code(standard: Standard) -> Iterator[Issue]:
    """A LARS code that is not a number, or is 0 in a retired standard.

    Funding is claimed with this code. It is 0 until a standard is approved. A retired standard was approved once, so
    it has a code; only a version below 1.0 was never approved. Look up the code, or correct the status.

    Bad:
        lars_code: 0
        status: Retired
    Good:
        lars_code: 274
        status: Retired
    """
    code = standard.lars_code
    if code is None:
        return
    if not (code.isascii() and code.isdecimal()):
        yield Issue(("lars_code",), f'the LARS code "{code}" is not a number')
    elif int(code[:20]) == 0 and (standard.status or "").lower() == "retired":
        version = _VERSION.fullmatch(standard.version or "")
        if not version or version[1].strip("0"):
            yield Issue(("lars_code",), "the LARS code is 0, but a retired standard has a code")


@rule("KSB607", severity="error")
def malformed_date(standard: Standard) -> Iterator[Issue]:
    """A value that is not a valid date.

    Programs read these fields, and ignore a date that they can't read. Write YYYY-MM-DD. A time may follow
    (2019-08-31T00:00:00).

    Bad:
        latest_start_date: 31/08/2026
    Good:
        latest_start_date: 2026-08-31
    """
    for field in DATES:
        stated = standard.metadata.get(field)
        if isinstance(stated, str) and _day(stated) is None:
            yield Issue((field,), f'{field} is not a valid date of the form YYYY-MM-DD: "{stated}"')


@rule("KSB608", severity="error")
def dates_out_of_order(standard: Standard) -> Iterator[Issue]:
    """A last date that is before the first.

    Apprentices can't start on a version whose latest start date is before its earliest, or finish on one that ends
    before its latest start date. Correct one of the two dates.

    Bad:
        earliest_start_date: 2021-09-01
        latest_start_date: 2020-08-31
    Good:
        earliest_start_date: 2020-09-01
        latest_start_date: 2021-08-31
    """
    stated = [(field, day) for field in DATES[-3:] if (day := _day(str(standard.metadata.get(field))))]
    for (first, earlier), (second, later) in pairwise(stated):
        if later < earlier:
            one, other = first.replace("_", " "), second.replace("_", " ")
            message = f"the {other}, {later}, is before the {one}, {earlier}"
            yield Issue((second,), message, related=(Remark((first,), f"the {one} is here"),))


@rule("KSB609", severity="warning")
def contradicted_options(standard: Standard) -> Iterator[Issue]:
    """A `core_and_options` that the options of the standard contradict.

    Apprentices would have to choose an option where there are none, or would not know that they must choose one.
    Declare the options, or correct the field.

    Bad:
        core_and_options: true
    Good:
        core_and_options: false
    """
    if standard.core_and_options and not standard.options:
        yield Issue(("core_and_options",), "`core_and_options` is true, but no options are declared")
    elif standard.core_and_options is False and standard.options:
        declared = counted(len(standard.options), "option")
        are = "is" if len(standard.options) == 1 else "are"
        yield Issue(("core_and_options",), f"`core_and_options` is false, but {declared} {are} declared")


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(_MIDNIGHT.sub("T00", text)).date() if _DATE.fullmatch(text) else None
    except ValueError:
        return None
