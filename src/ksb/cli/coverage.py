"""The command that checks evidence against a standard."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from math import ceil
from pathlib import Path
from typing import Annotated

import typer

from ksb.cli.common import ColorOption, OutputOption, StandardOption, complete_methods, complete_options, read_standard
from ksb.cli.evidence import (
    ColumnOption,
    Format,
    choice,
    chosen_format,
    named_columns,
    read_all,
    settings,
    with_progress,
)
from ksb.cli.output import Output, hint, is_terminal, keep
from ksb.coverage import Cohort, Coverage, Measure
from ksb.display import coverage as display
from ksb.documents import read_blocks
from ksb.documents.blocks import Table
from ksb.errors import KsbError
from ksb.evidence import evidence_files, names_of_columns
from ksb.evidence.columns import role_of
from ksb.evidence.piece import Piece, Problem
from ksb.evidence.problems import in_order
from ksb.evidence.reading import Reading
from ksb.evidence.verdicts import is_rejected
from ksb.importers import load_any
from ksb.models import Standard
from ksb.reports import coverage as reports
from ksb.reports.coverage_workbook import workbook
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
            help="Only the KSBs that method N assesses, a number or words from its title; `portfolio`: all with one."
            " May be repeated.",
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
    What can't be used is reported with its place. Words such as `Referred`,
    `Booked` and `Not observed` say that there is none; docs/evidence.md lists what counts.

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
    measure = Measure(read, choice(read, chosen), load_any(old) if old is not None else None)
    reading = Reading.against(
        measure.old or read,
        columns=named_columns(chosen, column),
        strict=chosen.get("strict", False),
        by=by if by not in (_FOLDER, _NONE) else None,
    )
    if by is None and _is_cohort(evidence, files):
        hint("each folder counts as a learner; --by none counts all of them together")
        by = _FOLDER
    found: Coverage | Cohort
    failed: list[KsbError] = []
    if by in (None, _NONE):
        pieces, problems = read_all(with_progress(files), reading, failed)
        found = measure.of(pieces)
        problems += found.problems
        lowest = found.percentage
        statuses = {piece.status for piece in pieces}
    else:
        groups = _by_folder(files, evidence, reading, failed) if by == _FOLDER else _by_column(files, reading, failed)
        found, problems, statuses = _cohort(measure, groups, slim=written in ("text", "markdown"))
        lowest = min((one.percentage for one in found.values()), default=0.0)
    if failed and len(failed) == len(files):
        raise failed[0]
    if column:
        _check_columns(named_columns({}, column), files)
    if statuses:
        _check_statuses(measure.choice.statuses, set(filter(None, statuses)))
    _write(read, found, in_order([*unread, *problems]), Output(output, color), written, gaps_only=gaps)
    if len(failed) > 1:
        raise KsbError(f"{len(failed)} files can't be read; the problems with the evidence list them")
    if failed:
        raise failed[0]
    least = chosen.get("fail-under")
    if least is not None and lowest < least:
        hint(_shortfall(found, least))
        raise typer.Exit(1)


def _check_columns(wanted: Mapping[str, str], files: list[str]) -> None:
    """Give a hint about a column that `--column` names and no table has."""
    names = _column_names(files)
    for role, given in wanted.items():
        if not any(role_of(name, {role: given}) == role for name in names):
            hint(f"no column {given!r} was found; the columns are {listed(names)}")


def _check_statuses(wanted: Sequence[str], statuses: Collection[str]) -> None:
    """Give a hint about the statuses that count, and about one that no piece has: it may be misspelt."""
    known = {status.casefold(): status for status in sorted(statuses)}
    counting = sorted(status for status in known.values() if not is_rejected(status))
    if not wanted and len(counting) > 1:
        hint(f"pieces of every status count ({listed(counting)}); --status STATUS counts only some")
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
        out.write_data(reports.json_document(standard, found, problems))
    elif format == "markdown":
        out.write_data(reports.markdown(standard, found, problems))
    elif format == "csv":
        out.write_data(reports.csv_document(standard, found))
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


Group = tuple[str, list[Piece], list[Problem]]
"""A learner, what they did, and what is wrong with the files."""


def _by_folder(files: list[str], paths: list[str], reading: Reading, failed: list[KsbError]) -> Iterator[Group]:
    groups: dict[str, list[str]] = {}
    for file in files:
        groups.setdefault(_learner(file, paths), []).append(file)
    all_files = with_progress([file for group in groups.values() for file in group])
    for name, group in groups.items():
        yield name, *read_all((next(all_files) for _ in group), reading, failed)


def _by_column(files: list[str], reading: Reading, failed: list[KsbError]) -> Iterator[Group]:
    pieces, problems = read_all(with_progress(files), reading, failed)
    if pieces and not any(piece.learner for piece in pieces):
        names = _column_names(files)
        there = f"the columns are {listed(names)}" if names else "there is no table in this evidence"
        raise KsbError(f"no column {reading.by!r} was found", f"--by takes the name of a column; {there}")
    by_learner: dict[str, list[Piece]] = {}
    spelled: dict[str, str] = {}
    for piece in pieces:
        name = " ".join((piece.learner or "(no name)").split())
        first = spelled.setdefault(name.casefold(), name)
        if first != name:
            problems.append(Problem(piece.file, piece.place, f'"{name}" is taken for "{first}"'))
        by_learner.setdefault(first, []).append(piece)
    for name, theirs in by_learner.items():
        yield name, theirs, problems
        problems = []


def _column_names(files: list[str]) -> list[str]:
    """Return the names of the columns in the tables of some files, as far as these can be read, each once."""
    names: dict[str, None] = {}
    for file in files:
        with suppress(KsbError):
            tables = [block for block in read_blocks(Path(file)) if isinstance(block, Table)]
            names |= dict.fromkeys(name for table in tables for name in names_of_columns(table) if name)
    return list(names)


def _cohort(measure: Measure, groups: Iterator[Group], *, slim: bool) -> tuple[Cohort, list[Problem], set[str | None]]:
    """Return the coverage of each learner, the least covered first, all problems, and the statuses of the pieces."""
    statuses: set[str | None] = set()
    found: dict[str, Coverage] = {}
    problems: list[Problem] = []
    for name, pieces, more in groups:
        statuses.update(piece.status for piece in pieces)
        one = measure.of(pieces)
        problems += [*more, *one.problems]
        found[name] = one.without_evidence() if slim else one
    return dict(sorted(found.items(), key=lambda item: (item[1].percentage, item[0].casefold()))), problems, statuses


def _is_cohort(paths: list[str], files: list[str]) -> bool:
    """Return whether the evidence is one folder that holds nothing but folders with evidence, one for each learner."""
    if len(paths) != 1 or not Path(paths[0]).is_dir():
        return False
    inside = {Path(file).relative_to(paths[0]).parts for file in files}
    return all(len(parts) > 1 for parts in inside) and len({parts[0] for parts in inside}) > 1


def _learner(file: str, paths: list[str]) -> str:
    """Return the folder, below one of the paths given, in which a file stands."""
    for path in paths:
        if Path(file).is_relative_to(path) and Path(file) != Path(path):
            return Path(file).relative_to(path).parts[0]
    return Path(file).stem
