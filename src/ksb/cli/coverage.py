"""The command that checks evidence against a standard."""

import sys
from collections.abc import Collection, Iterator, Sequence
from math import ceil
from typing import Annotated

import typer

from ksb.answers import coverage as answers
from ksb.answers.coverage_workbook import workbook
from ksb.cli.common import ColorOption, OutputOption, StandardOption, complete_methods, complete_options, read_standard
from ksb.cli.evidence import ColumnOption, Format, choice, chosen_format, named_columns, settings, with_progress
from ksb.cli.learners import Group, by_column, by_folder, check_columns, is_cohort
from ksb.cli.output import Output, hint, is_terminal, keep
from ksb.coverage import Cohort, Coverage, Pathways
from ksb.display import coverage as display
from ksb.errors import KsbError
from ksb.evidence.files import evidence_files, read_files
from ksb.evidence.piece import Problem
from ksb.evidence.problems import in_order
from ksb.evidence.reading import Reading
from ksb.evidence.roles import is_rejected
from ksb.loading import load_any
from ksb.standard import Standard
from ksb.tables import written
from ksb.text.english import counted, listed

_FOLDER, _NONE = "folder", "none"


def coverage(
    evidence: Annotated[
        list[str],
        typer.Argument(metavar="EVIDENCE...", help="Files and folders: CSV, Excel, Word, Markdown, text, YAML, JSON."),
    ],
    pathway: Annotated[
        list[str] | None,
        typer.Option(
            metavar="N",
            help="The core and option N, a number or words from its title. Default: each pathway.",
            autocompletion=complete_options,
        ),
    ] = None,
    method: Annotated[
        list[str] | None,
        typer.Option(
            metavar="N",
            help="Only the KSBs that method N assesses, a number or words from its title; `portfolio`: all methods with"
            " one. May be repeated.",
            autocompletion=complete_methods,
        ),
    ] = None,
    at_least: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Number of pieces that a KSB needs; with fewer it is thin. Default: 1."),
    ] = None,
    at_most_per_piece: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Report a piece that claims more KSBs.")
    ] = None,
    status: Annotated[
        list[str] | None, typer.Option(metavar="STATUS", help="Only pieces with this status count. May be repeated.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only pieces of this date or later count.")] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only pieces of this date or earlier count.")
    ] = None,
    stale: Annotated[
        int | None,
        typer.Option(metavar="DAYS", min=1, help="Report pieces older than this; a KSB with no other pieces is thin."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="COLUMN",
            help="Show a line for each learner: the column that names them, or `folder`, `sheet`, `column` or `none`.",
        ),
    ] = None,
    column: ColumnOption = None,
    strict: Annotated[
        bool | None, typer.Option("--strict", help="In running text, count only codes in brackets.")
    ] = None,
    old: Annotated[
        str | None, typer.Option(metavar="OLD", help="The version of the standard whose codes the evidence names.")
    ] = None,
    gaps: Annotated[bool, typer.Option("--gaps", help="Show only the KSBs that are missing or thin.")] = False,
    fail_under: Annotated[
        float | None,
        typer.Option(
            metavar="PERCENT", min=0, max=100, help="Exit with 1 if a smaller percentage of the KSBs is covered."
        ),
    ] = None,
    standard: StandardOption = None,
    format: Annotated[
        Format | None,
        typer.Option(
            help="text is for people, json for programs, markdown for a pull request, csv and xlsx for spreadsheets."
            " Default: the format that the name of the output file ends in."
        ),
    ] = None,
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """Show which KSBs of a pathway the evidence covers.

    Evidence may be a row for each piece, for each KSB or for each pair, a matrix of ticks, or notes that name codes.
    What can't be used is reported with its place. Evidence marked `Referred`, `Booked`, `Not observed` or the like does
    not count; docs/evidence.md lists what does.

    \b
    Examples:
      ksb coverage portfolio/ --pathway 2
      ksb coverage log.xlsx --pathway 1 --status approved --at-least 2
      ksb coverage cohort.csv --by Learner --pathway 2
      ksb coverage portfolio/ --pathway 2 --fail-under 100
      ksb coverage log.xlsx --old standard-1.0.yaml --standard standard-1.1.yaml
    """
    written = chosen_format(format, output)
    chosen = settings(
        pathway=pathway,
        method=method,
        at_least=at_least,
        at_most_per_piece=at_most_per_piece,
        status=status,
        since=since,
        until=until,
        stale=stale,
        strict=strict,
        fail_under=fail_under,
    )
    read = read_standard(standard, output)
    files, unread = evidence_files(evidence)
    keep(output, *files, old)
    pathways = Pathways(read, choice(read, chosen), load_any(old) if old is not None else None)
    reading = Reading.against(
        pathways.old or read,
        columns=named_columns(chosen, column),
        strict=chosen.get("strict", False),
        by=by if by not in (_FOLDER, _NONE) else None,
    )
    if by is None and is_cohort(evidence, files):
        hint("each folder counts as a learner; --by none counts all of them together")
        by = _FOLDER
    found: Coverage | Cohort
    failed: list[KsbError] = []
    if by in (None, _NONE):
        pieces, problems = read_files(with_progress(files), reading, failed)
        found = pathways.covered_by(pieces)
        problems += found.problems
        lowest = found.percentage
        statuses = {piece.status for piece in pieces}
    else:
        groups = by_folder(files, evidence, reading, failed) if by == _FOLDER else by_column(files, reading, failed)
        found, problems, statuses = _cohort(pathways, groups, slim=written in ("text", "markdown"))
        lowest = min((one.percentage for one in found.values()), default=0.0)
    if failed and len(failed) == len(files):
        raise failed[0]
    if column:
        check_columns(named_columns({}, column), files)
    if statuses:
        _check_statuses(pathways.choice.statuses, set(filter(None, statuses)))
    _write(read, found, in_order([*unread, *problems]), Output(output, color), written, gaps_only=gaps)
    if len(failed) > 1:
        raise KsbError(f"{len(failed)} files can't be read; the problems with the evidence list them")
    if failed:
        raise failed[0]
    least = chosen.get("fail-under")
    if least is not None and lowest < least:
        hint(_shortfall(found, least))
        raise typer.Exit(1)


def _check_statuses(wanted: Sequence[str], statuses: Collection[str]) -> None:
    """Give a hint about the statuses that count, and about one that no piece has: it may be misspelt."""
    known = {status.casefold(): status for status in sorted(statuses)}
    counting = sorted(status for status in known.values() if not is_rejected(status))
    if not wanted and len(counting) > 1:
        hint(f"counting pieces with any status ({listed(counting)}); --status STATUS selects some")
    for status in wanted:
        if status.casefold() not in known:
            there = f"the statuses are {listed(sorted(known.values()))}" if known else "no piece has a status"
            hint(f"no piece has the status {status!r}; {there}")


def _shortfall(found: Coverage | Cohort, least: float) -> str:
    """Return by how much the least covered pathway, of the least covered learner, falls short."""
    name, one = ("", found) if isinstance(found, Coverage) else next(iter(found.items()), ("", None))
    if one is None:
        return "there is no learner"
    pathway = min(one.pathways, key=lambda pathway: pathway.percentage)
    covered, of = pathway.count("covered"), len(pathway.ksbs)
    where = f" on pathway {pathway.pathway}" if pathway.pathway is not None else ""
    more = ceil(least * of / 100) - covered
    share = int(pathway.percentage * 10) / 10
    return f"{name}{': ' if name else ''}{share:g}% covered{where}, {least:g}% required: {counted(more, 'KSB')} short"


def _write(
    standard: Standard,
    found: Coverage | Cohort,
    problems: list[Problem],
    out: Output,
    format: Format,
    *,
    gaps_only: bool,
) -> None:
    if format == "json":
        out.write_json(answers.coverage_object(standard, found, problems))
    elif format == "markdown":
        out.write_data(answers.markdown(standard, found, problems))
    elif format == "csv":
        out.write_data(written(answers.rows(standard, found)))
        if problems:
            hint(f"{counted(len(problems), 'problem')} with the evidence; the other formats list them")
    elif format == "xlsx":
        if out.file is None and is_terminal(sys.stdout):
            raise KsbError("xlsx can't be shown on a terminal", "ksb coverage ... --format xlsx --output coverage.xlsx")
        out.write_bytes(workbook(standard, found, problems))
    elif isinstance(found, Coverage):
        out.draw(display.coverage(standard, found, problems, gaps_only=gaps_only))
    else:
        out.draw(display.cohort(standard, found, problems, gaps_only=gaps_only))


def _cohort(
    pathways: Pathways, groups: Iterator[Group], *, slim: bool
) -> tuple[Cohort, list[Problem], set[str | None]]:
    """Return the coverage of each learner, the least covered first, all problems, and the statuses of the pieces."""
    statuses: set[str | None] = set()
    found: dict[str, Coverage] = {}
    problems: list[Problem] = []
    for name, pieces, more in groups:
        statuses.update(piece.status for piece in pieces)
        one = pathways.covered_by(pieces)
        problems += [*more, *one.problems]
        found[name] = one.without_evidence() if slim else one
    return dict(sorted(found.items(), key=lambda item: (item[1].percentage, item[0].casefold()))), problems, statuses
