"""The coverage of evidence for people: the answer first, a bar for each kind and duty, then the gaps."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from ksb.answers.coverage import by_kind, carried, heading, least_covered, versions_heading
from ksb.coverage import STATUSES, Cohort, Coverage, Covered, PathwayCoverage
from ksb.display.parts import CODE, DIM, Lines, Row, Rows, marked, plain
from ksb.evidence.piece import Piece, Problem
from ksb.evidence.problems import together
from ksb.kinds import code_order
from ksb.standard import Standard
from ksb.text.english import counted, listed
from ksb.versions import Carried, Versions

_BAR = 20
"""Cells of a full bar."""
_MOST_PROBLEMS = 20
_MOST_KSBS = 20
"""KSBs of a cohort that are shown, the least covered first."""
_STYLES = {"covered": "green", "thin": "yellow", "missing": "red"}


def coverage(standard: Standard, found: Coverage, problems: Sequence[Problem], *, gaps_only: bool) -> RenderableType:
    """Show the coverage of each pathway, the problems with the evidence, the gaps, and what a new version changes."""
    shown: list[RenderableType] = []
    for i, pathway in enumerate(found.pathways):
        shown += ["", Text(heading(pathway), "bold")]
        if gaps_only:
            continue
        if not i and found.versions:
            shown.append(versions_heading(found.versions))
        if not i and found.counted < found.pieces:
            shown.append(Text(f"{found.counted} of {counted(found.pieces, 'piece')} count", DIM))
        bars = [_bar(name, kind.count("covered"), len(kind.ksbs)) for name, kind in by_kind(pathway).items()]
        bars += [_bar(f"Duty {duty.duty.number}", duty.covered, duty.of) for duty in pathway.duties]
        shown += ["", Lines(Rows(bars), indent=2)]
        if not i and found.hours:
            shown += ["", Text(f"{found.hours:g} hours in the pieces that count", DIM)]
    shown += _problems(problems, gaps_only=gaps_only)
    shown += _gaps(standard, found.pathways)
    if not gaps_only:
        exempt = {code: reason for pathway in found.pathways for code, reason in pathway.exempt.items()}
        shown += _section("Exempt", [(Text(code, CODE), plain(reason)) for code, reason in exempt.items()])
        if found.versions:
            shown += _versions(found.versions)
    return Lines(*shown[1:])


def _gaps(standard: Standard, pathways: Sequence[PathwayCoverage]) -> Iterator[RenderableType]:
    """Yield each gap once; one that not every pathway needs says which do."""
    needing: dict[str, list[int | None]] = {}
    gaps: dict[str, Covered] = {}
    for pathway in pathways:
        for ksb in pathway.gaps:
            needing.setdefault(ksb.code, []).append(pathway.pathway)
            gaps[ksb.code] = ksb
    if not gaps:
        yield ""
        yield Text("Nothing is missing or thin", "bold green")
    for status in ("missing", "thin"):
        ksbs = sorted((ksb for ksb in gaps.values() if ksb.status == status), key=lambda ksb: code_order(ksb.code))
        rows: list[Row] = []
        for ksb in ksbs:
            code, text = _gap(standard, ksb)
            numbers = needing[ksb.code]
            if len(numbers) < len(pathways):
                name = "pathway" if len(numbers) == 1 else "pathways"
                text = Text.assemble((f"({name} {listed(numbers)}) ", DIM), text)
            rows.append((code, text))
        yield from _section(status.capitalize(), rows, style=f"bold {_STYLES[status]}")


def _section(name: str, rows: Sequence[Row], more: str = "", style: str = "bold") -> Iterator[RenderableType]:
    """Yield rows on KSBs under a heading that counts them; nothing without rows."""
    if rows:
        yield ""
        yield Text.assemble((name, style), (f"  {counted(len(rows), 'KSB')}{more}", DIM))
        yield Lines(Rows(rows), indent=2)


def _bar(name: str, covered: int, of: int, length: int = _BAR) -> Row:
    filled = length * covered // of if of else length
    style = "green" if covered == of else "yellow" if covered else "red"
    bar = Text.assemble(("█" * filled, style), ("░" * (length - filled), DIM))
    return (name, bar, f"{covered} of {of}")


def _gap(standard: Standard, ksb: Covered) -> tuple[Text, Text]:
    text = plain(standard.ksbs[ksb.code])
    if ksb.evidence:
        stale = ", all too old" if len(ksb.stale) == len(ksb.evidence) else ""
        text.append(f" ({counted(len(ksb.evidence), 'piece')}{stale}: ", DIM).append_text(_titles(ksb.evidence))
        text.append(")", DIM)
    return (Text(ksb.code, CODE), text)


def _titles(pieces: Sequence[Piece]) -> Text:
    return plain(", ".join(dict.fromkeys(piece.title for piece in pieces)), DIM)


def _versions(found: Versions) -> Iterator[RenderableType]:
    for name, group in carried(found).items():
        # What keeps its code and its words needs no line of its own.
        shown = [one for one in group if one.change.old != one.change.new or group is found.reworded]
        more = " under another code" if group is found.kept else ""
        yield from _section(name.capitalize(), [_carried(one) for one in shown], more)
    added = [(Text(change.new or "", CODE), plain(change.new_text or "")) for change in found.added]
    yield from _section("New in this version", added)


def _carried(one: Carried) -> Row:
    change = one.change
    codes = Text(change.old or "", CODE)
    if change.new and change.new != change.old:
        codes.append(f" → {change.new}")
    if change.new is None:
        text = plain(change.old_text or "")
        if change.merged_into:
            text.append(f" (its words are now in {change.merged_into})")
    elif "reworded" in change.status:
        old, new = marked(change.old_text or "", change.new_text or "")
        text = Text("\n").join([old, new])
    else:
        text = plain(change.new_text or "")
    if one.pieces:
        text.append(" (", DIM).append_text(_titles(one.pieces)).append(")", DIM)
    return codes, text


def cohort(standard: Standard, found: Cohort, problems: Sequence[Problem], *, gaps_only: bool) -> RenderableType:
    """Show a line for each learner and pathway, the least covered first, then the KSBs that fewest learners cover."""
    rows: list[Row] = []
    for name, one in found.items():
        for pathway in one.pathways:
            if gaps_only and not pathway.gaps:
                continue
            option = f"pathway {pathway.pathway}" if pathway.pathway is not None else ""
            _, bar, _ = _bar("", pathway.count("covered"), len(pathway.ksbs), _BAR // 2)
            share = f"{int(pathway.percentage):3}%"
            rows.append((plain(" ".join(name.split()), "bold"), option, share, bar, _counts(pathway)))
    shown: list[RenderableType] = [Text(f"{counted(len(found), 'learner')}, the least covered first", "bold"), ""]
    shown.append(Lines(Rows(rows), indent=2))
    shown += _problems(problems, gaps_only=gaps_only)
    if lacking := least_covered(found):
        more = f", the first {_MOST_KSBS}" if len(lacking) > _MOST_KSBS else ""
        title = f"  {counted(len(lacking), 'KSB')} that not every learner covers{more}"
        shown += ["", Text.assemble(("Cohort", "bold"), (title, DIM))]
        table: list[Row] = [
            (Text(code, CODE), f"{covered} of {of}", plain(standard.ksbs[code]))
            for code, covered, of in lacking[:_MOST_KSBS]
        ]
        shown.append(Lines(Rows(table), indent=2))
    shown += _cohort_versions(found)
    return Lines(*shown)


def _cohort_versions(found: Cohort) -> Iterator[RenderableType]:
    versions = [one.versions for one in found.values() if one.versions]
    for name in ("needs a look", "lapses"):
        counts = Counter(ksb.change for one in versions for ksb in carried(one)[name])
        rows: list[Row] = [
            (f"{count} of {len(versions)}", *_carried(Carried(change, ()))) for change, count in counts.most_common()
        ]
        yield from _section(name.capitalize(), rows)


def _counts(found: PathwayCoverage) -> Text:
    text = Text()
    for status in STATUSES:
        text.append(", " if text else "").append(f"{found.count(status)} {status}", _STYLES[status])
    return text


def _problems(problems: Sequence[Problem], *, gaps_only: bool) -> Iterator[RenderableType]:
    """Yield the problems with the evidence; before gaps alone, only how many there are."""
    if not problems:
        return
    yield ""
    yield Text(f"{counted(len(problems), 'problem')} with the evidence", "bold yellow")
    if gaps_only:
        return
    groups = together(problems)
    for file, found in groupby(groups[:_MOST_PROBLEMS], key=lambda group: group[0].file):
        yield Lines(plain(file), indent=2)
        yield Lines(Rows([(plain(one.place, DIM), plain(one.message)) for one, _ in found]), indent=4)
    if more := sum(number for _, number in groups[_MOST_PROBLEMS:]):
        yield Lines(Text(f"and {more} more; --format json has all of them", DIM), indent=2)
