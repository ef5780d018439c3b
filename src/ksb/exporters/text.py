r"""A standard as plain text, in the order and with the headings of a published document.

The headings are those of ScreenSkills' standards of 2019. What those documents lack follows the same form: `Criteria:`
under the title of a duty; without duties, the KSBs under a heading for each kind; and the assessment methods.

A blank line separates blocks. A line break within a text continues on a line that is indented by four spaces. A tab
becomes a space. An invisible character is written as `\u200b`, and imported as that. An import also reads differently:
bullets and numbers at the start of a paragraph, the punctuation around job titles, and a paragraph or a duty's title
that is worded like a heading, a duty, an option, a KSB, a list of codes or page furniture.
"""

import calendar
from collections.abc import Iterator, Sequence
from itertools import groupby

from ksb.escape import for_line
from ksb.kinds import kind_of
from ksb.models import Method
from ksb.standard import Standard


def export(standard: Standard) -> str:
    """Return the standard as plain text, one statement a line.

    A claim that the overview already contains is not repeated. Commands to build servers stay as they are: escape them
    (`without_commands`) where the text goes to a log.
    """
    return "\n\n".join("\n".join(map(_lines, block)) for block in _blocks(standard) if block) + "\n"


def _lines(text: str) -> str:
    """Return a text as a line, which is not indented, with an indented line for each further one."""
    return "\n    ".join(map(for_line, text.strip().replace("\t", " ").split("\n")))


def _blocks(standard: Standard) -> Iterator[list[str]]:
    yield [*_header(standard), f"{standard.title} standard"]
    if standard.overview:
        yield ["Overview"]
        yield from ([paragraph] for paragraph in standard.overview)
    for option in standard.options:
        yield [f"Option {option.number}: {option.title}", *option.description[:1]]
        yield from ([paragraph] for paragraph in option.description[1:])
    if standard.job_titles:
        yield ["Typical job titles include:", _in_one_line(standard.job_titles)]
    overview = "\0".join(standard.overview)
    claims = [claim.text for claim in standard.claims if claim.text not in overview]
    if standard.key or claims:
        yield ["Standard document", *(["Key to the duties section of the standard document"] if standard.key else [])]
    if standard.key:
        yield [standard.key.knowledge, standard.key.skills, standard.key.behaviours]
    yield from ([claim] for claim in claims)
    yield from _duties(standard) if standard.duties else _ksbs_by_kind(standard)
    if standard.methods:
        yield ["Assessment methods"]
    yield from map(_method, standard.methods)


def _duties(standard: Standard) -> Iterator[list[str]]:
    """Yield the duties under their options, and the KSBs that no duty cites."""
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
        yield [f"Duty {duty.number}: {duty.title}", *([f"Criteria: {duty.criteria}"] if duty.criteria else [])]
        for _, citations in groupby(duty.cites, key=lambda citation: kind_of(citation.code)):
            yield [f"{citation.code}: {standard.wording(citation)}" for citation in citations]
    uncited = [f"{code}: {standard.ksbs[code]}" for code in standard.codes if not standard.duties_citing(code)]
    if uncited:
        yield ["Knowledge, skills and behaviours that no duty cites"]
        yield uncited


def _ksbs_by_kind(standard: Standard) -> Iterator[list[str]]:
    for kind, codes in groupby(standard.codes, key=kind_of):
        yield [kind.heading]
        yield [f"{code}: {standard.ksbs[code]}" for code in codes]


def _method(method: Method) -> list[str]:
    portfolio = ["Portfolio: yes"] if method.portfolio else []
    codes = [f"KSBs: {', '.join(method.ksbs)}"] if method.ksbs else []
    return [f"Method {method.number}: {method.title}", *portfolio, *codes]


def _header(standard: Standard) -> list[str]:
    """Return the line with the publisher and the date of issue."""
    issued = date_in_words(standard.issued) if standard.issued else None
    if standard.publisher and issued:
        return [f"{standard.publisher}, {issued}"]
    if standard.publisher:
        return [f"Publisher: {standard.publisher}"]
    return [f"Issued: {issued}"] if issued else []


def _in_one_line(titles: Sequence[str]) -> str:
    """Return titles separated by commas; by semicolons, with one at the end, where a title contains a comma."""
    return "; ".join(titles) + ";" if any("," in title for title in titles) else ", ".join(titles)


def _heading(standard: Standard, number: int) -> str:
    """Return the heading of an option among the duties."""
    for option in standard.options:
        if option.number == number:
            title = next((also.text for also in option.also_titled if also.where == "duties"), option.title)
            return f"Option {number}: {title}"
    return f"Option {number}"


def date_in_words(date: str) -> str:
    """Return a date as documents write it: 2019, August 2019 or 5 August 2019."""
    year, *rest = date.split("-")
    month = [calendar.month_name[int(rest[0])]] if rest else []
    day = [str(int(rest[1]))] if rest[1:] else []
    return " ".join([*day, *month, year])
