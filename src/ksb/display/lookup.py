"""Look-ups for people: what `show`, `duties`, `list`, `options`, `search`, `matrix` and `info` print."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from ksb.display.parts import CODE, DIM, Lines, Row, Rows, marked, plain
from ksb.escape import for_terminal
from ksb.kinds import KINDS, kind_of
from ksb.models import Citation, Duty, Method, Option
from ksb.query import counts, facts, is_core, methods_assessing, only_ksbs, options_needing, other_wordings
from ksb.reading import Origin
from ksb.standard import Standard
from ksb.text.differences import describe
from ksb.text.english import belongs, counted, duties_named, fact

_WHY = {
    "argument": "named in the call",
    "environment": "KSB_STANDARD names it",
    "configuration": "the configuration names it",
    "folder": "found in this folder",
    "embedded": "part of ksb",
}


def show(standard: Standard, parts: Iterable[Duty | Option | str]) -> RenderableType:
    """Show duties, options, and KSBs by their codes in full."""
    shown: list[RenderableType] = []
    for part in parts:
        if isinstance(part, Duty):
            shown += ["", *_duty(standard, part)]
        elif isinstance(part, Option):
            shown += ["", *_option(standard, part, described=True)]
        else:
            shown += ["", *_ksb(standard, part)]
    return Lines(*shown[1:])


def _ksb(standard: Standard, code: str) -> Iterator[RenderableType]:
    text = standard.ksbs[code]
    needed = belongs(is_core(standard, code), options_needing(standard, code)) if standard.duties else "core"
    yield Text.assemble((code, CODE), "  ", (kind_of(code).one.capitalize(), "bold"), f", {needed}" if needed else "")
    yield Lines(plain(text), indent=2)
    yield ""
    yield from _cited_by(standard, code)
    yield from _assessed_by(standard, code)
    others = other_wordings(standard, code)
    if others:
        yield from ("", Lines("Other wordings in use:", indent=2))
    for wording in others:
        named = duties_named(duty.number for duty in wording.duties)
        whose = "its" if len(wording.duties) == 1 else "their"
        change = f"{whose} wording {describe(text, wording.text)}"
        yield Lines(Text.assemble((named, CODE), f"  {for_terminal(change)}"), indent=4)
        above, here = marked(text, wording.text)
        yield Lines(Rows([(Text("above", DIM), above), (Text("here", DIM), here)]), indent=6)


def _cited_by(standard: Standard, code: str) -> Iterator[RenderableType]:
    duties = standard.duties_citing(code)
    if not standard.duties:
        yield Lines("Every apprentice needs it: this standard has no duties.", indent=2)
        return
    if not duties:
        yield Lines("No duty cites it.", indent=2)
        return
    yield Lines(f"{counted(len(duties), 'duty needs', 'duties need')} it:", indent=2)
    rows: list[Row] = [(duty_name(duty), belongs(duty.core, duty.options), plain(duty.title)) for duty in duties]
    yield Lines(Rows(rows), indent=4)


def _assessed_by(standard: Standard, code: str) -> Iterator[RenderableType]:
    if not standard.methods:
        return
    methods = methods_assessing(standard, code)
    if not methods:
        yield from ("", Lines("No assessment method assesses it.", indent=2))
        return
    rows: list[Row] = [
        (Text(f"Method {method.number}", CODE), "portfolio" if method.portfolio else "", plain(method.title))
        for method in methods
    ]
    yield from ("", Lines("Assessed by:", indent=2), Lines(Rows(rows), indent=4))


def _duty(standard: Standard, duty: Duty) -> Iterator[RenderableType]:
    yield Text.assemble((f"Duty {duty.number}", CODE), "  ", belongs(duty.core, duty.options))
    yield Lines(plain(duty.title, "bold"), indent=2)
    for kind, citations in groupby(duty.cites, key=lambda citation: kind_of(citation.code)):
        rows: list[Row] = [(Text(citation.code, CODE), _cited(standard, citation)) for citation in citations]
        yield from ("", Lines(f"{kind.heading}", indent=2), Lines(Rows(rows), indent=4))
    if not duty.cites:
        yield from ("", Lines("It cites no KSBs.", indent=2))


def _cited(standard: Standard, citation: Citation) -> Text:
    text = standard.wording(citation)
    definition = standard.ksbs.get(citation.code)
    if definition is None:
        return plain(text).append(" (not defined)" if text else "(not defined)", DIM)
    if text == definition:
        return plain(text)
    return plain(text).append(f" (the definition {for_terminal(describe(text, definition))})", DIM)


def duties(standard: Standard, chosen: Sequence[Duty]) -> RenderableType:
    """List duties of a standard: to whom each belongs, its title, and the codes it cites."""
    if not standard.duties:
        return "This standard has no duties."
    if not chosen:
        return "There are no such duties."
    rows: list[Row] = []
    for duty in chosen:
        codes = [
            " ".join(citation.code for citation in citations)
            for _, citations in groupby(duty.cites, key=lambda citation: kind_of(citation.code))
        ]
        title = plain(duty.title).append("\n").append(" · ".join(codes), DIM)
        if duty is not chosen[-1]:
            title.append("\n")
        rows.append((duty_name(duty), belongs(duty.core, duty.options), title))
    return Rows(rows)


def ksbs(standard: Standard, codes: Sequence[str]) -> RenderableType:
    """List KSBs by kind: code, the number of duties that cite it, and the definition."""
    if not codes:
        return "There are no such KSBs."
    shown: list[RenderableType] = []
    for kind, group in groupby(codes, key=kind_of):
        rows: list[Row] = []
        for code in group:
            citing = Text(counted(len(standard.duties_citing(code)), "duty", "duties"), DIM)
            text = plain(standard.ksbs[code])
            rows.append((Text(code, CODE), citing, text) if standard.duties else (Text(code, CODE), text))
        shown += ["", Text(kind.heading, "bold"), Lines(Rows(rows), indent=2)]
    return Lines(*shown[1:])


def options(standard: Standard) -> RenderableType:
    """Show each option: its titles, its duties, and the KSBs that only it needs."""
    if not standard.options:
        return "This standard has no options."
    shown: list[RenderableType] = []
    for option in standard.options:
        shown += ["", *_option(standard, option)]
    return Lines(*shown[1:])


def _option(standard: Standard, option: Option, *, described: bool = False) -> Iterator[RenderableType]:
    yield Text.assemble((f"Option {option.number}", CODE), "  ", plain(option.title, "bold"))
    for also in option.also_titled:
        yield Lines(Text.assemble((f"in the {also.where}: ", DIM), plain(also.text)), indent=2)
    for paragraph in option.description if described else ():
        yield from ("", Lines(plain(paragraph), indent=2))
    duties = standard.option_duties(option.number)
    rows: list[Row] = [(duty_name(duty), plain(duty.title)) for duty in duties]
    yield from ("", Lines(Rows(rows), indent=2) if rows else Lines("No duty belongs to it.", indent=2), "")
    codes = only_ksbs(standard, option.number)
    yield Lines(f"{counted(len(codes), 'KSB')} that only this option needs{':' if codes else ''}", indent=2)
    kinds: list[Row] = [
        (Text(kind.heading, DIM), Text(" ".join(group), CODE)) for kind, group in groupby(codes, key=kind_of)
    ]
    yield Lines(Rows(kinds), indent=4)


def info(standard: Standard, origin: Origin) -> RenderableType:
    """Show what the standard is, where it was read, and its counts."""
    count = counts(standard)
    duties = f"{count['duties']}: {count['core_duties']} core, {count['optional_duties']} of options"
    if not standard.duties:
        duties = "none: every apprentice needs every KSB" if standard.ksbs else "none"
    kinds = [(count.get(kind.field, 0), kind) for kind in KINDS]
    ksbs = ", ".join(f"{number} {kind.one if number == 1 else kind.many}" for number, kind in kinds if number)
    values = [
        *(fact(field, value) for field, value in facts(standard).items()),
        ("Job titles", ", ".join(standard.job_titles)),
        ("Duties", duties),
        ("Options", f"{count['options']}"),
        ("KSBs", f"{count['ksbs']}: {ksbs}" if ksbs else "0"),
        ("Citations", f"{count['citations']}"),
        *((f"Method {method.number}", _about(method)) for method in standard.methods),
        ("Read from", f"{origin.path} ({_WHY[origin.why]})"),
    ]
    rows: list[Row] = [(Text(name, DIM), plain(value)) for name, value in values if value]
    return Lines(plain(standard.title, "bold"), Lines(Rows(rows), indent=2))


def _about(method: Method) -> str:
    """Return the title of an assessment method, and how many KSBs it assesses."""
    portfolio = ", with a portfolio" if method.portfolio else ""
    return f"{method.title} ({counted(len(method.ksbs), 'KSB')}{portfolio})"


def duty_name(duty: Duty) -> Text:
    """Return what a duty is called, as its number."""
    return Text(f"Duty {duty.number}", CODE)
