"""Look-ups as Rich renderables, for people.

Styles use the terminal's own sixteen colours, so that they follow a light or a dark theme; what a colour says, a
word or a sign says too. Text from a standard enters through `plain`, never as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ksb.canvas import UNLIMITED
from ksb.escape import for_terminal
from ksb.query import Found, counts, hits, is_core, only_ksbs, options_needing, other_wordings
from ksb.wording import Segment, describe, mark

if TYPE_CHECKING:
    from ksb.load import Origin
    from ksb.models import Citation, Duty, Standard

HEADINGS = {"K": "Knowledge", "S": "Skills", "B": "Behaviours"}
CODE, DIM, HIT = "bold cyan", "dim", "bold underline"
DROPPED, ADDED = "bold red", "bold green"


def plain(text: str, style: str = "") -> Text:
    """Return text from a file, its control characters made visible."""
    return Text(for_terminal(text), style)


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: "1 duty", "3 duties"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(items: Iterable[object]) -> str:
    """Return items as a list in a sentence: "1, 2 and 3"."""
    *rest, last = map(str, items)
    return f"{', '.join(rest)} and {last}" if rest else last


def marked(segments: Sequence[Segment], opening: str, closing: str, style: str) -> Text:
    """Return a wording with the words that differ between signs, and coloured."""
    text = Text()
    for segment in segments:
        words = for_terminal(segment.text)
        text.append(*((f"{opening}{words}{closing}", style) if segment.differs else (words,)))
    return text


def marked_old(segments: Sequence[Segment]) -> Text:
    """Return the wording compared against, its words that the other lacks as `[-words-]`."""
    return marked(segments, "[-", "-]", DROPPED)


def marked_new(segments: Sequence[Segment]) -> Text:
    """Return the wording compared, its words that the other lacks as `{+words+}`."""
    return marked(segments, "{+", "+}", ADDED)


def belongs(core: bool, options: Sequence[int]) -> str:
    """Return to whom a duty or a KSB belongs, such as "core" or "core and option 1"."""
    optional = f"option{'s' if len(options) > 1 else ''} {listed(options)}" if options else ""
    return listed(part for part in ("core" if core else "", optional) if part) if core or options else ""


def show(standard: Standard, references: Iterable[str | int]) -> RenderableType:
    """Show KSBs (by code) and duties (by number) in full."""
    blocks: list[RenderableType] = []
    for reference in references:
        if isinstance(reference, str):
            blocks += _ksb(standard, reference)
        else:
            for duty in standard.duties:
                blocks += _duty(standard, duty) if duty.number == reference else []
    return Group(*blocks[1:])


def _ksb(standard: Standard, code: str) -> list[RenderableType]:
    ksb = standard.ksb(code)
    duties = standard.duties_citing(code)
    needed = belongs(is_core(standard, code), options_needing(standard, code))
    header = Text.assemble((code, CODE), "  ", (ksb.kind.capitalize(), "bold"), f", {needed}" if needed else "")
    blocks: list[RenderableType] = ["", header, _indented(plain(ksb.text)), ""]
    if not duties:
        return [*blocks, _indented("No duty cites it.")]
    blocks.append(_indented(f"{counted(len(duties), 'duty needs', 'duties need')} it:"))
    table = Table.grid(padding=(0, 2))
    for duty in duties:
        table.add_row(Text(f"Duty {duty.number}", CODE), belongs(duty.core, duty.options), plain(duty.title))
    blocks.append(_indented(table, 4))
    if others := other_wordings(standard, code):
        blocks += ["", _indented("Other wordings in use:")]
        for wording in others:
            where = f"Duty {listed(duty.number for duty in wording.duties)}"
            if len(wording.duties) > 1:
                where = f"Duties {listed(duty.number for duty in wording.duties)}"
            blocks += _difference(Text(where, CODE), ksb.text, wording.text)
    return blocks


def _difference(where: Text, definition: str, wording: str) -> list[RenderableType]:
    """Say in words how a wording differs, and show both with the words picked out."""
    old, new = mark(definition, wording)
    table = Table.grid(padding=(0, 2))
    table.add_row(Text("above", DIM), marked_old(old))
    table.add_row(Text("here", DIM), marked_new(new))
    said = Text.assemble(where, "  ", plain(describe(definition, wording)))
    return [_indented(said, 4), _indented(table, 6)]


def _duty(standard: Standard, duty: Duty) -> list[RenderableType]:
    header = Text.assemble((f"Duty {duty.number}", CODE), "  ", belongs(duty.core, duty.options))
    blocks: list[RenderableType] = ["", header, _indented(plain(duty.title, "bold"))]
    for letter, citations in groupby(duty.cites, key=lambda citation: citation.code[0]):
        table = Table.grid(padding=(0, 2))
        for citation in citations:
            table.add_row(Text(citation.code, CODE), _cited(standard, citation))
        blocks += ["", _indented(HEADINGS[letter]), _indented(table, 4)]
    if not duty.cites:
        blocks += ["", _indented("It cites no KSBs.")]
    return blocks


def _cited(standard: Standard, citation: Citation) -> Text:
    text = standard.wording(citation)
    definition = standard.ksbs.get(citation.code)
    if definition is None:
        return Text.assemble(plain(text), (" (not defined)" if text else "(not defined)", DIM))
    if text == definition:
        return plain(text)
    return Text.assemble(
        plain(text), (f" (against the definition, it {for_terminal(describe(definition, text))})", DIM)
    )


def duties(standard: Standard, chosen: Sequence[Duty]) -> RenderableType:
    """List duties: to whom each belongs, its title, and the codes it cites."""
    table = Table.grid(padding=(0, 2))
    for i, duty in enumerate(chosen):
        codes = [
            " ".join(citation.code for citation in citations)
            for _, citations in groupby(duty.cites, key=lambda citation: citation.code[0])
        ]
        title = Text.assemble(plain(duty.title), "\n", (" · ".join(codes), DIM))
        gap = "" if i == len(chosen) - 1 else "\n"
        table.add_row(Text(f"Duty {duty.number}", CODE), belongs(duty.core, duty.options), Text.assemble(title, gap))
    return table if chosen else Text("No duty does.")


def ksbs(standard: Standard, codes: Sequence[str]) -> RenderableType:
    """List KSBs by kind: code, the number of duties that cite it, and the definition."""
    blocks: list[RenderableType] = []
    for letter, group in groupby(codes, key=lambda code: code[0]):
        table = Table.grid(padding=(0, 2))
        for code in group:
            citing = counted(len(standard.duties_citing(code)), "duty", "duties")
            table.add_row(Text(code, CODE), Text(citing, DIM), plain(standard.ksbs[code]))
        blocks += ["", Text(HEADINGS[letter], "bold"), _indented(table)]
    return Group(*blocks[1:]) if blocks else Text("There are no such KSBs.")


def options(standard: Standard) -> RenderableType:
    """Show each option: its titles, its duties, and the KSBs that only it needs."""
    blocks: list[RenderableType] = []
    for option in standard.options:
        blocks += ["", Text.assemble((f"Option {option.number}", CODE), "  ", plain(option.title, "bold"))]
        for also in option.also_titled:
            blocks.append(_indented(Text.assemble((f"in the {also.where}: ", DIM), plain(also.text))))
        table = Table.grid(padding=(0, 2))
        for duty in standard.option_duties(option.number):
            table.add_row(Text(f"Duty {duty.number}", CODE), plain(duty.title))
        blocks += ["", _indented(table)] if table.row_count else ["", _indented("No duty belongs to it.")]
        codes = only_ksbs(standard, option.number)
        blocks += [
            "",
            _indented(f"{counted(len(codes), 'KSB')} that only this option needs{':' if codes else ''}"),
        ]
        for letter, group in groupby(codes, key=lambda code: code[0]):
            blocks.append(_indented(Text.assemble((f"{HEADINGS[letter]}  ", DIM), (" ".join(group), CODE)), 4))
    return Group(*blocks[1:]) if blocks else Text("This standard has no options.")


def found(standard: Standard, result: Found, query: str) -> RenderableType:
    """Show what a search found, grouped, the words highlighted."""
    blocks: list[RenderableType] = []
    for letter, group in groupby(result.ksbs, key=lambda match: match.code[0]):
        table = Table.grid(padding=(0, 2))
        for match in group:
            text = _highlighted(match.wording.text, query)
            if match.wording.duties:
                numbers = listed(duty.number for duty in match.wording.duties)
                text.append(f" (in the wording of Duty {numbers})", DIM)
            table.add_row(Text(match.code, CODE), text)
        blocks += ["", Text(HEADINGS[letter], "bold"), _indented(table)]
    if result.duties:
        table = Table.grid(padding=(0, 2))
        for duty in result.duties:
            table.add_row(Text(f"Duty {duty.number}", CODE), _highlighted(duty.title, query))
        blocks += ["", Text("Duties", "bold"), _indented(table)]
    return Group(*blocks[1:])


def _highlighted(text: str, query: str) -> Text:
    result, at = Text(), 0
    for start, end in hits(text, query):
        if start >= at:
            result.append_text(plain(text[at:start])).append(for_terminal(text[start:end]), HIT)
            at = end
    return result.append_text(plain(text[at:]))


def matrix(standard: Standard, width: int | None) -> RenderableType:
    """Show which duty cites which KSB: a block for each kind, and for as many duties as `width` columns hold."""
    blocks: list[RenderableType] = []
    for letter, group in groupby(standard.codes, key=lambda code: code[0]):
        codes = list(group)
        for shown in _fitting(standard.duties, width):
            blocks += ["", _matrix_block(standard, HEADINGS[letter], codes, shown)]
    blocks += ["", Text("● the duty cites it; in all: the number of duties that do", DIM)]
    optional = [duty for duty in standard.duties if not duty.core]
    if optional:
        groups = [
            f"{belongs(False, numbers)}: {', '.join(_column(duty) for duty in of_option)}"
            for numbers, of_option in groupby(optional, key=lambda duty: duty.options)
        ]
        blocks.append(Text(f"* a duty of an option; {'; '.join(groups)}", DIM))
    return Group(*blocks[1:])


def _column(duty: Duty) -> str:
    return f"D{duty.number}{'' if duty.core else '*'}"


def _fitting(duties: Sequence[Duty], width: int | None) -> list[list[Duty]]:
    """Return the duties in runs whose columns fit into `width`; all in one where it has no limit."""
    room = (width or UNLIMITED) - len("Behaviours ") - len("in all ")
    runs: list[list[Duty]] = []
    used = room
    for duty in duties:
        needed = max(len(_column(duty)), 3) + 1
        if used + needed > room:
            runs.append([])
            used = 0
        runs[-1].append(duty)
        used += needed
    return runs


def _matrix_block(standard: Standard, title: str, codes: Sequence[str], shown: Sequence[Duty]) -> RenderableType:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(title, min_width=max(map(len, HEADINGS.values())), no_wrap=True)
    for duty in shown:
        table.add_column(_column(duty), justify="center", min_width=3, no_wrap=True)
    table.add_column("in all", justify="right", no_wrap=True)
    for code in codes:
        citing = standard.duties_citing(code)
        cells = [Text("●") if any(duty is one for one in citing) else Text("·", DIM) for duty in shown]
        table.add_row(Text(code, CODE), *cells, str(len(citing)))
    return table


def info(standard: Standard, origin: Origin) -> RenderableType:
    """Show what the standard is, where it was read, and its counts."""
    count = counts(standard)
    rows = [
        ("Publisher", standard.publisher),
        ("Issued", standard.issued),
        *((_named(field), _said(value)) for field, value in standard.metadata.items()),
        ("Job titles", ", ".join(standard.job_titles)),
        ("Duties", f"{count['duties']}: {count['core_duties']} core, {count['optional_duties']} of options"),
        ("Options", f"{count['options']}"),
        (
            "KSBs",
            f"{count['ksbs']}: {count['knowledge']} knowledge, {count['skills']} skills,"
            f" {count['behaviours']} behaviours",
        ),
        ("Citations", f"{count['citations']}"),
        ("Read from", f"{origin.path} ({_WHY[origin.why]})"),
    ]
    table = Table.grid(padding=(0, 2))
    for name, value in rows:
        if value:
            table.add_row(Text(name, DIM), plain(value))
    return Group(plain(standard.title, "bold"), _indented(table))


def _named(field: str) -> str:
    return field.replace("_", " ").capitalize().replace("Lars", "LARS")


def _said(value: str | bool) -> str:
    return value if isinstance(value, str) else "yes" if value else "no"


_WHY = {
    "argument": "as you asked",
    "environment": "KSB_STANDARD names it",
    "configuration": "the configuration names it",
    "folder": "found in this folder",
    "embedded": "brought along by ksb",
}


def _indented(renderable: RenderableType, by: int = 2) -> Padding:
    return Padding(renderable, (0, 0, 0, by), expand=False)
