"""The coverage of evidence for people: the answer first, a bar for each kind and duty, then the gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from ksb.coverage import Coverage, Covered, PathwayCoverage
from ksb.display.parts import CODE, DIM, Lines, Row, Rows, plain
from ksb.evidence.piece import Problem
from ksb.models import Standard
from ksb.reports.coverage import Cohort, by_kind, heading
from ksb.text.english import counted

_BAR = 20
"""Cells of a full bar."""
_MOST_PROBLEMS = 20
_STYLES = {"covered": "green", "thin": "yellow", "missing": "red"}


def coverage(standard: Standard, found: Coverage, problems: Sequence[Problem], *, gaps_only: bool) -> RenderableType:
    """Show the coverage of each pathway, and the problems with the evidence."""
    shown: list[RenderableType] = []
    for pathway in found.pathways:
        shown += ["", *_pathway(standard, pathway, gaps_only=gaps_only)]
    if problems and not gaps_only:
        shown += ["", *_problems(problems)]
    return Lines(*shown[1:])


def _pathway(standard: Standard, found: PathwayCoverage, *, gaps_only: bool) -> Iterator[RenderableType]:
    if not gaps_only:
        yield Text(heading(found), "bold")
        yield ""
        rows: list[Row] = [
            _bar(name, sum(ksb.status == "covered" for ksb in ksbs), len(ksbs)) for name, ksbs in by_kind(found).items()
        ]
        rows += [_bar(f"Duty {it.duty.number}", it.covered, it.of) for it in found.duties]
        yield Lines(Rows(rows), indent=2)
    for status, group in groupby(found.gaps, key=lambda ksb: ksb.status):
        ksbs = list(group)
        if not gaps_only:
            yield ""
        yield Text.assemble((status.capitalize(), f"bold {_STYLES[status]}"), (f"  {counted(len(ksbs), 'KSB')}", DIM))
        yield Lines(Rows([_gap(standard, ksb) for ksb in ksbs]), indent=2)
    if found.exempt:
        yield ""
        yield Text.assemble(("Exempt", "bold"), (f"  {counted(len(found.exempt), 'KSB')}", DIM))
        yield Lines(Rows([(Text(code, CODE), plain(reason)) for code, reason in found.exempt.items()]), indent=2)


def _bar(name: str, covered: int, of: int) -> Row:
    filled = _BAR * covered // of if of else _BAR
    style = "green" if covered == of else "yellow" if covered else "red"
    bar = Text.assemble(("█" * filled, style), ("░" * (_BAR - filled), DIM))
    return (name, bar, f"{covered} of {of}")


def _gap(standard: Standard, ksb: Covered) -> Row:
    text = plain(standard.ksbs[ksb.code])
    if ksb.evidence:
        titles = ", ".join(dict.fromkeys(piece.title for piece in ksb.evidence))
        stale = ", all too old" if len(ksb.stale) == len(ksb.evidence) else ""
        text.append_text(Text(f" ({counted(len(ksb.evidence), 'piece')}{stale}: ", DIM)).append_text(plain(titles, DIM))
        text.append(")", DIM)
    return (Text(ksb.code, CODE), text)


def cohort(found: Cohort, problems: Sequence[Problem]) -> RenderableType:
    """Show a line for each learner and pathway, worst first."""
    rows: list[Row] = []
    for name, one in found.items():
        for pathway in one.pathways:
            option = f"pathway {pathway.pathway}" if pathway.pathway is not None else ""
            _, bar, _ = _bar("", pathway.count("covered"), len(pathway.ksbs))
            rows.append((plain(name, "bold"), option, f"{pathway.percentage:3.0f}%", bar, _counts(pathway)))
    shown: list[RenderableType] = [Text(f"{counted(len(found), 'learner')}, least covered first", "bold"), ""]
    shown.append(Lines(Rows(rows), indent=2))
    if problems:
        shown += ["", *_problems(problems)]
    return Lines(*shown)


def _counts(found: PathwayCoverage) -> Text:
    text = Text()
    for status, style in _STYLES.items():
        text.append(", " if text else "").append(f"{found.count(status)} {status}", style)  # type: ignore[arg-type]
    return text


def _problems(problems: Sequence[Problem]) -> Iterator[RenderableType]:
    yield Text(f"{counted(len(problems), 'problem')} with the evidence", "bold yellow")
    rows: list[Row] = [
        (plain(f"{problem.file}, {problem.place}"), plain(problem.message)) for problem in problems[:_MOST_PROBLEMS]
    ]
    yield Lines(Rows(rows), indent=2)
    if len(problems) > _MOST_PROBLEMS:
        yield Lines(Text(f"and {len(problems) - _MOST_PROBLEMS} more; --format json has all of them", DIM), indent=2)
