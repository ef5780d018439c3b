r"""A standard as a Markdown document for people, complete enough to be imported again.

CommonMark with a few HTML anchors. A line break within a text is `<br>`, so each text is one line; `<br><!-- -->`
before what would be read as a statement, duty or heading of its own. A tab becomes a space. An invisible character is
written as `\u200b`, and imported as that. Other texts that an import reads differently: job titles lose bullets and
the punctuation at their ends, titles their line breaks, and a paragraph or a duty's title that is worded like a
heading, a duty, an option, a KSB, a list of codes or page furniture is read as one.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from ksb.escape import for_markdown
from ksb.kinds import kind_of
from ksb.models import Claim, Duty
from ksb.query import facts
from ksb.standard import Standard
from ksb.text.english import belongs, field_label, field_text

_SEPARATORS = (":", ".", ")", "|", "=", "-", "–", "—")
"""What an import takes for a part of the code before it."""
_READ_AS_MORE = re.compile(r"[^A-Za-z]|.{0,40}[\d:]|[A-Z]\w*$")
"""The beginning of a line that an import could take for a statement, a duty or a heading."""


def export(standard: Standard) -> str:
    """Return the standard as Markdown."""
    return "\n\n".join(_blocks(standard)) + "\n"


def _blocks(standard: Standard) -> Iterator[str]:
    """Yield paragraphs, headings and lists, which blank lines separate."""
    yield f"# {_inline(standard.title)}"
    yield from _list(_inline(f"{field_label(name)}: {field_text(value)}") for name, value in facts(standard).items())
    if standard.overview:
        yield "## Overview"
    yield from map(_paragraph, standard.overview)
    if standard.job_titles:
        yield "## Job titles"
    yield from _list(map(_inline, standard.job_titles))
    if standard.key:
        yield "## Key"
        yield from _list(_inline(f"{field_label(name)}: {text}") for name, text in standard.key)
    if standard.claims:
        yield "## Claims"
    yield from _list(f"{_inline(claim.text)} *({_counts(claim)})*" for claim in standard.claims)
    if standard.options:
        yield "## Options"
    for option in standard.options:
        yield f"### Option {option.number}: {_inline(option.title)}"
        yield from map(_paragraph, option.description)
        yield from _list(_inline(f"In the {also.where}: {also.text}") for also in option.also_titled)
    if standard.duties:
        yield "## Duties"
    for duty in standard.duties:
        yield from _duty(standard, duty)
    for kind, codes in groupby(standard.codes, key=kind_of):
        yield f"## {kind.heading}"
        yield from _list(_definition(standard, code) for code in codes)
    yield from _assessment(standard)
    yield from _identifiers(standard)


def _counts(claim: Claim) -> str:
    return ", ".join(f"{name.replace('_', ' ')}: {count}" for name, count in claim.counts.items())


def _duty(standard: Standard, duty: Duty) -> Iterator[str]:
    yield f'### <a id="d{duty.number}"></a>Duty {duty.number} ({belongs(duty.core, duty.options)})'
    yield _paragraph(duty.title)
    if duty.criteria:
        yield _inline(f"Criteria: {duty.criteria}")
    yield from _list(
        f"{_link(standard, citation.code)}{_statement(standard.wording(citation))}" for citation in duty.cites
    )


def _definition(standard: Standard, code: str) -> str:
    """Return a KSB with links to the duties that cite it."""
    numbers = dict.fromkeys(duty.number for duty in standard.duties_citing(code))
    links = ", ".join(f"[{number}](#d{number})" for number in numbers)
    cited = f" *{'Duty' if len(numbers) == 1 else 'Duties'} {links}*" if links else " *No duty cites it*"
    text = f'<a id="{code.lower()}"></a>**{code}**{_statement(standard.ksbs[code])}'
    return text + cited if standard.duties else text


def _assessment(standard: Standard) -> Iterator[str]:
    if standard.methods:
        yield "## Assessment methods"
    for method in standard.methods:
        yield f"### Method {method.number}: {_inline(method.title)}"
        codes = ", ".join(_link(standard, code) for code in method.ksbs)
        yield from _list([*(["Portfolio: yes"] if method.portfolio else []), *([f"KSBs: {codes}"] if codes else [])])


def _identifiers(standard: Standard) -> Iterator[str]:
    ids = [
        *((code, standard.ids[code]) for code in standard.ids),
        *((f"Duty {duty.number}", duty.id) for duty in standard.duties if duty.id),
        *((f"Option {option.number}", option.id) for option in standard.options if option.id),
    ]
    if ids:
        yield "## Identifiers"
    yield from _list(_inline(f"{name}: {id}") for name, id in ids)


def _link(standard: Standard, code: str) -> str:
    return f"[{code}](#{code.lower()})" if code in standard.ksbs else code


def _list(items: Iterable[str]) -> Iterator[str]:
    """Yield a bullet list, unless it is empty."""
    if text := "\n".join(f"- {item.strip()}" for item in items):
        yield text


def _statement(text: str) -> str:
    """Return the wording of a KSB as it follows a code: after a colon, where it could be read as part of the code."""
    return f"{':' if text.startswith(_SEPARATORS) else ''} {_inline(text)}".rstrip()


def _paragraph(text: str) -> str:
    """Return a text as a paragraph, without spaces and line breaks around it: four spaces would make it code."""
    return _inline(text.strip())


def _inline(text: str) -> str:
    """Return a text as one line of Markdown."""
    first, *more = text.replace("\t", " ").split("\n")
    breaks = (f"<br>{'<!-- -->' if _READ_AS_MORE.match(line) else ''}{for_markdown(line)}" for line in more)
    return for_markdown(first) + "".join(breaks)
