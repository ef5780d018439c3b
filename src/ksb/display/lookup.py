"""Look-ups as blocks of text, for people.

Styles use the terminal's own sixteen colours, so that they follow a light or a dark theme; what a colour says, a
word or a sign says too. Text from a standard enters through `plain`, never as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from ksb.errors import KsbError
from ksb.escape import for_terminal
from ksb.layout import Block, Grid, Indented, Text, Unwrapped
from ksb.models import kind_of
from ksb.query import SearchResult, counted_parts, counts, hits, is_core, only_ksbs, options_needing, other_wordings
from ksb.text.english import belongs, counted, duties_named, field_label, field_text

if TYPE_CHECKING:
    from ksb.models import Citation, Duty, Standard
    from ksb.reading import Origin
    from ksb.text.differences import Segment

CODE, DIM, HIT = "bold cyan", "dim", "bold underline"
DROPPED, ADDED = "bold red", "bold green"
_MOST_CELLS = 1_000_000
_LEAST = 24
"""The width from which on a matrix has room for its headings."""

Row = tuple[str | Text, ...]


def plain(text: str, style: str = "") -> Text:
    """Return text from a file, its control characters made visible."""
    return Text((for_terminal(text), style))


def marked(segments: Sequence[Segment], opening: str, closing: str, style: str) -> Text:
    """Return a wording with the words that differ between signs, and coloured."""
    text = Text()
    for segment in segments:
        words = for_terminal(segment.text)
        text.append(f"{opening}{words}{closing}" if segment.differs else words, style if segment.differs else "")
    return text


def marked_old(segments: Sequence[Segment]) -> Text:
    """Return the wording compared against, its words that the other lacks as `[-words-]`."""
    return marked(segments, "[-", "-]", DROPPED)


def marked_new(segments: Sequence[Segment]) -> Text:
    """Return the wording compared, its words that the other lacks as `{+words+}`."""
    return marked(segments, "{+", "+}", ADDED)


def show(standard: Standard, references: Iterable[str | int]) -> list[Block]:
    """Show KSBs (by code) and duties (by number) in full."""
    blocks: list[Block] = []
    for reference in references:
        if isinstance(reference, str):
            blocks += _ksb(standard, reference)
        else:
            for duty in standard.duties:
                blocks += _duty(standard, duty) if duty.number == reference else []
    return blocks[1:]


def _ksb(standard: Standard, code: str) -> list[Block]:
    ksb = standard.ksb(code)
    duties = standard.duties_citing(code)
    needed = belongs(is_core(standard, code), options_needing(standard, code))
    header = Text((code, CODE), "  ", (ksb.kind.capitalize(), "bold"), f", {needed}" if needed else "")
    blocks: list[Block] = ["", header, Indented(plain(ksb.text)), ""]
    if not duties:
        return [*blocks, Indented("No duty cites it.")]
    blocks.append(Indented(f"{counted(len(duties), 'duty needs', 'duties need')} it:"))
    rows: list[Row] = [
        (Text((f"Duty {duty.number}", CODE)), belongs(duty.core, duty.options), plain(duty.title)) for duty in duties
    ]
    blocks.append(Indented(Grid(rows), 4))
    if others := other_wordings(standard, code):
        blocks += ["", Indented("Other wordings in use:")]
        for wording in others:
            where = Text((duties_named(duty.number for duty in wording.duties), CODE))
            blocks += _difference(where, ksb.text, wording.text)
    return blocks


def _difference(where: Text, definition: str, wording: str) -> list[Block]:
    """Say in words how a wording differs, and show both with the words picked out."""
    from ksb.text.differences import describe, mark

    old, new = mark(definition, wording)
    rows: list[Row] = []
    rows.append((Text(("above", DIM)), marked_old(old)))
    rows.append((Text(("here", DIM)), marked_new(new)))
    told = Text(where, "  ", plain(describe(definition, wording)))
    return [Indented(told, 4), Indented(Grid(rows), 6)]


def _duty(standard: Standard, duty: Duty) -> list[Block]:
    header = Text((f"Duty {duty.number}", CODE), "  ", belongs(duty.core, duty.options))
    blocks: list[Block] = ["", header, Indented(plain(duty.title, "bold"))]
    for kind, citations in groupby(duty.cites, key=lambda citation: kind_of(citation.code)):
        rows: list[Row] = [(Text((citation.code, CODE)), _cited(standard, citation)) for citation in citations]
        blocks += ["", Indented(kind.heading), Indented(Grid(rows), 4)]
    if not duty.cites:
        blocks += ["", Indented("It cites no KSBs.")]
    return blocks


def _cited(standard: Standard, citation: Citation) -> Text:
    text = standard.wording(citation)
    definition = standard.ksbs.get(citation.code)
    if definition is None:
        return Text(plain(text), (" (not defined)" if text else "(not defined)", DIM))
    if text == definition:
        return plain(text)
    from ksb.text.differences import describe

    return Text(plain(text), (f" (against the definition, it {for_terminal(describe(definition, text))})", DIM))


def duties(chosen: Sequence[Duty]) -> list[Block]:
    """List duties: to whom each belongs, its title, and the codes it cites."""
    rows: list[Row] = []
    for i, duty in enumerate(chosen):
        codes = [
            " ".join(citation.code for citation in citations)
            for _, citations in groupby(duty.cites, key=lambda citation: kind_of(citation.code))
        ]
        title = Text(plain(duty.title), "\n", (" · ".join(codes), DIM))
        gap = "" if i == len(chosen) - 1 else "\n"
        rows.append((Text((f"Duty {duty.number}", CODE)), belongs(duty.core, duty.options), Text(title, gap)))
    return [Grid(rows) if chosen else "There are no such duties."]


def ksbs(standard: Standard, codes: Sequence[str]) -> list[Block]:
    """List KSBs by kind: code, the number of duties that cite it, and the definition."""
    blocks: list[Block] = []
    for kind, group in groupby(codes, key=lambda code: kind_of(code)):
        rows: list[Row] = []
        for code in group:
            citing = counted(len(standard.duties_citing(code)), "duty", "duties")
            rows.append((Text((code, CODE)), Text((citing, DIM)), plain(standard.ksbs[code])))
        blocks += ["", Text((kind.heading, "bold")), Indented(Grid(rows))]
    return blocks[1:] or ["There are no such KSBs."]


def options(standard: Standard) -> list[Block]:
    """Show each option: its titles, its duties, and the KSBs that only it needs."""
    blocks: list[Block] = []
    for option in standard.options:
        blocks += ["", Text((f"Option {option.number}", CODE), "  ", plain(option.title, "bold"))]
        for also in option.also_titled:
            blocks.append(Indented(Text((f"in the {also.where}: ", DIM), plain(also.text))))
        rows: list[Row] = [
            (Text((f"Duty {duty.number}", CODE)), plain(duty.title)) for duty in standard.option_duties(option.number)
        ]
        blocks += ["", Indented(Grid(rows))] if rows else ["", Indented("No duty belongs to it.")]
        codes = only_ksbs(standard, option.number)
        blocks += [
            "",
            Indented(f"{counted(len(codes), 'KSB')} that only this option needs{':' if codes else ''}"),
        ]
        kinds: list[Row] = [
            (Text((kind.heading, DIM)), Text((" ".join(group), CODE)))
            for kind, group in groupby(codes, key=lambda code: kind_of(code))
        ]
        blocks += [Indented(Grid(kinds), 4)] if kinds else []
    return blocks[1:] or ["This standard has no options."]


def found(result: SearchResult, query: str) -> list[Block]:
    """Show what a search found, grouped, the words highlighted."""
    blocks: list[Block] = []
    rows: list[Row]
    for kind, group in groupby(result.ksbs, key=lambda match: kind_of(match.code)):
        rows = []
        for match in group:
            text = _highlighted(match.wording.text, query)
            if match.wording.duties:
                named = duties_named(duty.number for duty in match.wording.duties)
                text.append(f" (in the wording of {named})", DIM)
            rows.append((Text((match.code, CODE)), text))
        blocks += ["", Text((kind.heading, "bold")), Indented(Grid(rows))]
    if result.duties:
        rows = [(Text((f"Duty {duty.number}", CODE)), _highlighted(duty.title, query)) for duty in result.duties]
        blocks += ["", Text(("Duties", "bold")), Indented(Grid(rows))]
    return blocks[1:]


def _highlighted(text: str, query: str) -> Text:
    result, at = Text(), 0
    for start, end in hits(text, query):
        if start >= at:
            result.append(for_terminal(text[at:start])).append(for_terminal(text[start:end]), HIT)
            at = end
    return result.append(for_terminal(text[at:]))


def matrix(standard: Standard, width: int | None) -> list[Block]:
    """Show which duty cites which KSB: a block for each kind, and for as many duties as `width` columns hold.

    Raises `KsbError` for more KSBs and duties than anyone could look through.
    """
    if len(standard.codes) * len(standard.duties) > _MOST_CELLS:
        raise KsbError(
            f"a table of {len(standard.codes):,} KSBs and {len(standard.duties):,} duties is too large",
            "`--format json` says the same, and `--option`, `--pathway` and `--core` narrow it",
        )
    blocks: list[Block] = []
    narrow = width is not None and width < _LEAST
    for kind, group in groupby(standard.codes, key=lambda code: kind_of(code)):
        codes = list(group)
        for shown in _fitting(standard.duties, width):
            block = _matrix_block(standard, "" if narrow else kind.heading, codes, shown)
            blocks += ["", *([Text((kind.heading, "bold"))] if narrow else []), Unwrapped(block)]
    blocks += ["", Text(("● the duty cites it; in all: the number of duties that do", DIM))]
    optional = [duty for duty in standard.duties if not duty.core]
    if optional:
        groups = [
            f"{belongs(False, numbers)}: {', '.join(_column(duty) for duty in of_option)}"
            for numbers, of_option in groupby(optional, key=lambda duty: duty.options)
        ]
        blocks.append(Text((f"* a duty of an option; {'; '.join(groups)}", DIM)))
    return blocks[1:]


def _column(duty: Duty) -> str:
    return f"D{duty.number}{'' if duty.core else '*'}"


def _fitting(duties: Sequence[Duty], width: int | None) -> list[list[Duty]]:
    """Return the duties in runs whose columns fit into `width`; all in one where it has no limit."""
    if width is None:
        return [list(duties)]
    room = width - (len("K1234 ") if width < _LEAST else len("Behaviours ")) - len("in all")
    runs: list[list[Duty]] = []
    used = room
    for duty in duties:
        needed = len(_cell(duty, "")) + 1
        if used + needed > room:
            runs.append([])
            used = 0
        runs[-1].append(duty)
        used += needed
    return runs


def _cell(duty: Duty, text: str) -> str:
    """Return a text in the middle of the column of a duty."""
    return f"{text:^{max(len(_column(duty)), 3)}}"


def _matrix_block(standard: Standard, title: str, codes: Sequence[str], shown: Sequence[Duty]) -> Text:
    first = max(len(kind.heading) for kind in map(kind_of, standard.codes)) if title else max(map(len, codes))
    head = " ".join([title.ljust(first), *(_cell(duty, _column(duty)) for duty in shown), "in all"])
    block = Text((head, "bold"))
    for code in codes:
        block.append("\n").append(code.ljust(first), CODE)
        citing = set(map(id, standard.duties_citing(code)))
        for cited, duties in groupby(shown, key=lambda duty: id(duty) in citing):
            block.append("".join(f" {_cell(duty, '●' if cited else '·')}" for duty in duties), "" if cited else DIM)
        block.append(str(len(citing)).rjust(len(" in all")))
    return block


def info(standard: Standard, origin: Origin) -> list[Block]:
    """Show what the standard is, where it was read, and its counts."""
    count = counts(standard)
    rows = [
        ("Publisher", standard.publisher),
        ("Issued", standard.issued),
        *((field_label(field), field_text(value)) for field, value in standard.metadata.items()),
        ("Job titles", ", ".join(standard.job_titles)),
        ("Duties", f"{count['duties']}: {count['core_duties']} core, {count['optional_duties']} of options"),
        ("Options", f"{count['options']}"),
        ("KSBs", f"{count['ksbs']}: {counted_parts(count, 'knowledge', 'skills', 'behaviours')}"),
        ("Citations", f"{count['citations']}"),
        ("Read from", f"{origin.path} ({_WHY[origin.why]})"),
    ]
    shown: list[Row] = [(Text((name, DIM)), plain(value)) for name, value in rows if value]
    return [plain(standard.title, "bold"), Indented(Grid(shown))]


_WHY = {
    "argument": "as you asked",
    "environment": "KSB_STANDARD names it",
    "configuration": "the configuration names it",
    "folder": "found in this folder",
    "embedded": "brought along by ksb",
}
