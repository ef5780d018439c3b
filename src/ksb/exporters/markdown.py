"""A standard as a readable Markdown document: its duties with their KSBs, and an index of KSBs with links back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ksb.escape import for_markdown
from ksb.models import KINDS, kind_of
from ksb.text.english import belongs, said

if TYPE_CHECKING:
    from ksb.models import Standard


def export(standard: Standard) -> str:
    """Return the standard as Markdown (CommonMark, with HTML anchors)."""
    return "\n".join(_lines(standard))


def _lines(standard: Standard) -> Iterator[str]:
    yield f"# {for_markdown(standard.title)}\n"
    about = {"publisher": standard.publisher, "issued": standard.issued, **standard.metadata}
    told = [
        f"- {name.replace('_', ' ')}: {for_markdown(said(value))}" for name, value in about.items() if value is not None
    ]
    if told:
        yield "\n".join(told) + "\n"
    yield from (f"{_paragraph(paragraph)}\n" for paragraph in standard.overview)
    if standard.job_titles:
        yield "Job titles: " + ", ".join(for_markdown(title) for title in standard.job_titles) + "\n"
    if standard.options:
        yield "## Options\n"
    for option in standard.options:
        yield f"### Option {option.number}: {for_markdown(option.title)}\n"
        yield from (f"{_paragraph(paragraph)}\n" for paragraph in option.description)
    yield "## Duties\n"
    for duty in standard.duties:
        yield f'### <a id="d{duty.number}"></a>Duty {duty.number} ({belongs(duty.core, duty.options)})\n'
        yield f"{_paragraph(duty.title)}\n"
        for citation in duty.cites:
            code = citation.code
            link = f"[{code}](#{code.lower()})" if code in standard.ksbs else code
            yield f"- {link} {for_markdown(standard.wording(citation))}"
        yield ""
    for kind in KINDS:
        codes = [code for code in standard.codes if kind_of(code) == kind]
        if codes:
            yield f"## {kind.heading}\n"
        for code in codes:
            numbers = dict.fromkeys(duty.number for duty in standard.duties_citing(code))
            duties = ", ".join(f"[{number}](#d{number})" for number in numbers)
            where = f"{'Duty' if len(numbers) == 1 else 'Duties'} {duties}" if duties else "No duty cites it"
            yield f'- <a id="{code.lower()}"></a>**{code}** {for_markdown(standard.ksbs[code])} *{where}*'
        if codes:
            yield ""


def _paragraph(text: str) -> str:
    """Return a text on a line of its own: after four spaces it would be taken for code."""
    return for_markdown(text).lstrip()
