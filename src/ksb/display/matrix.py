"""Which duty cites which KSB, and which assessment method assesses it, as a table of signs."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from ksb.display.parts import CODE, DIM, Lines, plain
from ksb.errors import KsbError
from ksb.kinds import kind_of
from ksb.models import Duty
from ksb.query import methods_assessing
from ksb.standard import Standard
from ksb.text.english import belongs

_MOST_CELLS = 1_000_000
"""Maximum number of cells. A larger table takes many seconds to draw, and nobody can read it."""
_ROOM_FOR_HEADINGS = 24
"""Minimum width at which the heading of a kind stands in the first column."""
_LONGEST_HEADING = len("Behaviours")
"""A kind with a longer heading has it on a line of its own."""
_IN_ALL = "in all"
_BY = "by"


def matrix(standard: Standard) -> RenderableType:
    """Show which duty cites which KSB: a block for each kind, and for as many duties as fit the width.

    Raises `KsbError` for more KSBs and duties than anyone could look through.
    """
    if len(standard.codes) * len(standard.duties) > _MOST_CELLS:
        raise KsbError(
            f"a table of {len(standard.codes):,} KSBs and {len(standard.duties):,} duties is too large",
            "use `--format json`, or narrow it with `--option`, `--pathway` or `--core`",
        )
    if not standard.duties:
        return "There are no duties."
    legend = [Text(f"● the duty cites it; {_IN_ALL}: the number of duties that do", DIM)]
    optional = [duty for duty in standard.duties if not duty.core]
    if optional:
        groups = [
            f"{belongs(False, numbers)}: {', '.join(map(_column, duties))}"
            for numbers, duties in groupby(optional, key=lambda duty: duty.options)
        ]
        legend.append(plain(f"* a duty of an option; {'; '.join(groups)}", DIM))
    if standard.methods:
        legend.append(Text(f"{_BY}: the assessment methods that assess it", DIM))
        legend += [plain(f"  {method.number} {method.title}", DIM) for method in standard.methods]
    return Lines(_Tables(standard), *legend)


class _Tables:
    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.by = 2 + max(len(_BY), *(len(self.assessing(code)) for code in standard.codes)) if standard.methods else 0
        """The width of the column of assessment methods; 0 without a plan."""

    def assessing(self, code: str) -> str:
        """Return the numbers of the methods that assess a KSB; a dash for none."""
        return ",".join(str(method.number) for method in methods_assessing(self.standard, code)) or "-"

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        codes = self.standard.codes
        headings = [kind.heading for kind in dict.fromkeys(map(kind_of, codes))]
        narrow = not options.no_wrap and options.max_width < _ROOM_FOR_HEADINGS
        apart = narrow or any(len(heading) > _LONGEST_HEADING for heading in headings)
        first = max(map(len, codes if apart else headings), default=0)
        room = options.max_width - first - len(f" {_IN_ALL}") - self.by
        runs = [list(self.standard.duties)] if options.no_wrap else list(_fitting(self.standard.duties, room))
        for kind, group in groupby(codes, key=kind_of):
            of_kind = list(group)
            for duties in runs:
                if apart:
                    yield Text(kind.heading, "bold")
                yield from self._table("" if apart else kind.heading, first, of_kind, duties)
                yield ""

    def _table(self, title: str, first: int, codes: Sequence[str], duties: Sequence[Duty]) -> Iterator[Text]:
        columns = [title.ljust(first), *(_cell(duty, _column(duty)) for duty in duties), _IN_ALL]
        yield Text(" ".join(columns) + (f"  {_BY}" if self.by else ""), "bold")
        for code in codes:
            row = Text().append(code.ljust(first), CODE)
            citing = set(map(id, self.standard.duties_citing(code)))
            for cited, run in groupby(duties, key=lambda duty: id(duty) in citing):
                row.append("".join(f" {_cell(duty, '●' if cited else '·')}" for duty in run), "" if cited else DIM)
            row.append(str(len(citing)).rjust(len(f" {_IN_ALL}")))
            yield row.append(f"  {self.assessing(code)}" if self.by else "")


def _fitting(duties: Sequence[Duty], room: int) -> Iterator[list[Duty]]:
    """Yield the duties in runs whose columns take at most `room` cells, or in runs of one."""
    run: list[Duty] = []
    used = 0
    for duty in duties:
        width = len(_cell(duty, "")) + 1
        if run and used + width > room:
            yield run
            run, used = [], 0
        run.append(duty)
        used += width
    if run:
        yield run


def _column(duty: Duty) -> str:
    return f"D{duty.number}{'' if duty.core else '*'}"


def _cell(duty: Duty, text: str) -> str:
    """Return a text in the middle of the column of a duty."""
    return f"{text:^{max(len(_column(duty)), 3)}}"
