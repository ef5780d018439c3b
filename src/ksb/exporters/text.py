"""A standard as plain text, in the order and with the headings of the document it was published as.

The headings are those of ScreenSkills' standards of 2019.
"""

from __future__ import annotations

import calendar
from itertools import groupby
from typing import TYPE_CHECKING

from ksb.escape import for_log
from ksb.models import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ksb.models import Option, Standard


def export(standard: Standard) -> str:
    """Return the standard as plain text, a statement a line, with a blank line between blocks.

    A sentence that counts the document's parts is not repeated where the overview holds it already. A line break
    within a statement becomes a space: what follows it would be read as another paragraph.
    """
    return "\n\n".join("\n".join(map(_line, block)) for block in _blocks(standard) if block) + "\n"


def _line(text: str) -> str:
    return for_log(text.replace("\n", " "))


def _blocks(standard: Standard) -> Iterator[list[str]]:
    yield [*_header(standard), f"{standard.title} standard"]
    if standard.overview:
        yield ["Overview"]
        yield from ([paragraph] for paragraph in standard.overview)
    for option in standard.options:
        yield [f"Option {option.number}: {option.title}", *option.description]
    if standard.job_titles:
        yield ["Typical job titles include:", _listed(standard.job_titles)]
    overview = "\0".join(standard.overview)
    claims = [claim.text for claim in standard.claims if claim.text not in overview]
    if standard.key or claims:
        yield ["Standard document", *(["Key to the duties section of the standard document"] if standard.key else [])]
    if standard.key:
        yield [standard.key.knowledge, standard.key.skills, standard.key.behaviours]
    yield from ([claim] for claim in claims)
    yield ["Duties"]
    options: tuple[int, ...] = ()
    for duty in standard.duties:
        if duty.options and not options:
            yield ["Knowledge, skills and behaviours for option specialisms"]
        if options and not duty.options:
            yield ["Core duties"]
        if duty.options != options:
            yield [_heading(standard, number) for number in duty.options]
        options = duty.options
        yield [f"Duty {duty.number}: {duty.title}"]
        for _, citations in groupby(duty.cites, key=lambda citation: kind_of(citation.code)):
            yield [f"{citation.code}: {standard.wording(citation)}" for citation in citations]
    uncited = [f"{code}: {standard.ksbs[code]}" for code in standard.codes if not standard.duties_citing(code)]
    if uncited:
        yield ["Knowledge, skills and behaviours that no duty cites"]
        yield uncited


def _header(standard: Standard) -> list[str]:
    """Return the line that says who published the standard, and when."""
    issued = _spoken(standard.issued) if standard.issued else None
    if standard.publisher and issued:
        return [f"{standard.publisher}, {issued}"]
    if standard.publisher:
        return [f"Publisher: {standard.publisher}"]
    return [f"Issued: {issued}"] if issued else []


def _listed(titles: Sequence[str]) -> str:
    """Return titles in one line, divided by commas, or each with a semicolon where a title holds a comma."""
    return "; ".join(titles) + ";" if any("," in title for title in titles) else ", ".join(titles)


def _heading(standard: Standard, number: int) -> str:
    """Return the heading of an option as it stands among the duties."""
    option = next((option for option in standard.options if option.number == number), None)
    return f"Option {number}: {_title_among_duties(option)}" if option else f"Option {number}"


def _title_among_duties(option: Option) -> str:
    return next((also.text for also in option.also_titled if also.where == "duties"), option.title)


def _spoken(date: str) -> str:
    """Return a date as it is written in a document: 2019, August 2019 or 5 August 2019."""
    year, *rest = date.split("-")
    month = [calendar.month_name[int(rest[0])]] if rest else []
    day = [str(int(rest[1]))] if rest[1:] else []
    return " ".join([*day, *month, year])
