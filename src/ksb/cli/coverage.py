"""The command that checks evidence against a standard."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from ksb.cli.common import ColorOption, OutputOption, StandardOption, complete_options, read_standard
from ksb.cli.output import Output, hint, is_terminal, keep
from ksb.coverage import PORTFOLIO, Choice, Coverage
from ksb.coverage import coverage as cover
from ksb.display import coverage as display
from ksb.errors import KsbError
from ksb.evidence import How, evidence_files, read_evidence
from ksb.evidence.dates import parse_date
from ksb.evidence.piece import Piece, Problem
from ksb.models import Standard
from ksb.reports import coverage as reports
from ksb.settings import above, checked

_MANY = 200
"""Show a progress bar from this many files."""
_KEYS = ("at-least", "at-most-per-piece", "columns", "exempt", "fail-under", "method", "pathway", "since", "stale", "status",
         "until")  # fmt: skip
_FOLDER = "folder"
Found = tuple[list[Piece], list[Problem]]


def coverage(
    evidence: Annotated[
        list[str],
        typer.Argument(
            metavar="EVIDENCE...",
            help="Files and folders: CSV, Excel, Word, Markdown, text, YAML, JSON.",
            show_default=False,
        ),
    ],
    pathway: Annotated[
        int | None,
        typer.Option(
            "--pathway",
            metavar="N",
            help="The core and option N. Default: each pathway.",
            autocompletion=complete_options,
        ),
    ] = None,
    method: Annotated[
        list[str] | None,
        typer.Option(
            "--method",
            metavar="N",
            help="Only the KSBs that assessment method N assesses, or `portfolio`. May be repeated.",
        ),
    ] = None,
    at_least: Annotated[
        int | None,
        typer.Option("--at-least", metavar="N", min=1, help="Pieces that a KSB needs; with fewer it is thin."),
    ] = None,
    at_most_per_piece: Annotated[
        int | None,
        typer.Option("--at-most-per-piece", metavar="N", min=1, help="Report a piece that claims more KSBs."),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option("--status", metavar="STATUS", help="Only pieces with this status count. May be repeated."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only pieces of this date or later count.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Only pieces of this date or earlier count.")
    ] = None,
    stale: Annotated[
        int | None,
        typer.Option("--stale", metavar="DAYS", min=1, help="Older pieces are reported, and leave a KSB thin."),
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="COLUMN", help="One line a learner: the column that names them, or `folder`."),
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="ROLE=NAME", help='Name a column, such as ksbs="Mapped to". May be repeated.'),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="In running text, count only codes in brackets.")] = False,
    gaps: Annotated[bool, typer.Option("--gaps", help="Show only the KSBs that are missing or thin.")] = False,
    fail_under: Annotated[
        float | None,
        typer.Option(
            "--fail-under", metavar="PERCENT", min=0, max=100, help="Exit with 1 below this share of covered KSBs."
        ),
    ] = None,
    standard: StandardOption = None,
    format: Annotated[
        Literal["text", "json", "markdown", "csv", "xlsx"],
        typer.Option("--format", help="For people, programs, a pull request, or a spreadsheet."),
    ] = "text",
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """Show which KSBs of a pathway the evidence covers, and which are missing.

    Evidence may be a row for each piece, for each KSB or for each pair, a matrix of ticks, or notes that name codes.
    What can't be used is reported with its place.

    \b
    Examples:
      ksb coverage portfolio/ --pathway 2
      ksb coverage log.xlsx --pathway 1 --status approved --at-least 2
      ksb coverage cohort.csv --by Learner --pathway 2
      ksb coverage portfolio/ --pathway 2 --fail-under 100
    """
    settings = _settings()
    read = read_standard(standard, output)
    files = list(evidence_files(evidence))
    keep(output, *files)
    choice = _choice(
        settings,
        pathway=pathway,
        method=method,
        at_least=at_least,
        at_most_per_piece=at_most_per_piece,
        status=status,
        since=since,
        until=until,
        stale=stale,
    )
    columns = {**_table(settings, "columns"), **dict(map(_column, column or ()))}
    how = How(columns=columns, strict=strict, by=by if by != _FOLDER else None)
    learners = by is not None or _is_cohort(evidence, files)
    found: Coverage | dict[str, Coverage]
    if learners:
        cohort, problems = _cohort(read, evidence, files, how, choice)
        found = cohort
        lowest = min((one.percentage for one in cohort.values()), default=0.0)
    else:
        pieces, problems = _read(files, how)
        found = cover(read, pieces, choice)
        problems = [*problems, *found.problems]
        lowest = found.percentage
    _write(read, found, problems, Output(output, color), format, gaps_only=gaps)
    least = fail_under if fail_under is not None else settings.get("fail-under")
    if least is not None and lowest < least:
        hint(f"{lowest:.0f}% of the KSBs are covered; --fail-under asks for {least:g}%")
        raise typer.Exit(1)


def _write(
    standard: Standard,
    found: Coverage | dict[str, Coverage],
    problems: list[Problem],
    out: Output,
    format: str,
    *,
    gaps_only: bool,
) -> None:
    if format == "json":
        out.write_data(reports.json_document(standard, found, problems))
    elif format == "markdown":
        out.write_data(reports.markdown(standard, found, problems))
    elif format == "csv":
        out.write_data(reports.csv_document(standard, found))
    elif format == "xlsx":
        if out.file is None and is_terminal(sys.stdout):
            raise KsbError("xlsx can't be shown on a terminal", "ksb coverage ... --format xlsx --output coverage.xlsx")
        out.write_bytes(reports.workbook(standard, found, problems))
    elif isinstance(found, Coverage):
        out.draw(display.coverage(standard, found, problems, gaps_only=gaps_only))
    else:
        out.draw(display.cohort(found, problems))


def _read(files: Iterable[str], how: How) -> Found:
    pieces: list[Piece] = []
    problems: list[Problem] = []
    for item in _items(list(files), how):
        if isinstance(item, Piece):
            pieces.append(item)
        else:
            problems.append(item)
    return pieces, problems


def _items(files: list[str], how: How) -> Iterator[Piece | Problem]:
    """Yield what is in the files; of many files, a bar on the terminal shows how many are read."""
    if len(files) < _MANY or not is_terminal(sys.stderr):
        for file in files:
            yield from read_evidence(file, how)
        return
    from rich.console import Console
    from rich.progress import track

    for file in track(files, "Reading", console=Console(stderr=True), transient=True):
        yield from read_evidence(file, how)


def _cohort(
    standard: Standard, paths: list[str], files: list[str], how: How, choice: Choice
) -> tuple[dict[str, Coverage], list[Problem]]:
    """Return the coverage of each learner, worst first, and all problems."""
    found: dict[str, Coverage] = {}
    problems: list[Problem] = []
    if how.by is None:
        groups: dict[str, list[str]] = {}
        for file in files:
            groups.setdefault(_learner(file, paths), []).append(file)
        for name, group in groups.items():
            pieces, more = _read(group, how)
            found[name] = cover(standard, pieces, choice)
            problems += [*more, *found[name].problems]
    else:
        by_learner: dict[str, list[Piece]] = {}
        pieces, problems = _read(files, how)
        for piece in pieces:
            by_learner.setdefault(piece.learner or "(no name)", []).append(piece)
        if pieces and not any(piece.learner for piece in pieces):
            raise KsbError(f"no column {how.by!r} was found", "--by takes the name of a column, as in its header")
        for name, theirs in by_learner.items():
            found[name] = cover(standard, theirs, choice)
            problems += found[name].problems
    ordered = sorted(found.items(), key=lambda item: (item[1].percentage, item[0].casefold()))
    return dict(ordered), problems


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


def _settings() -> dict[str, Any]:
    for file, table in above(Path.cwd()):
        if "coverage" in table:
            return checked(table["coverage"], _KEYS, f"{file}: coverage")
    return {}


def _table(settings: dict[str, Any], name: str) -> dict[str, str]:
    table = settings.get(name, {})
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise KsbError(f"coverage.{name} must be a table of texts")
    return table


def _choice(settings: dict[str, Any], **given: Any) -> Choice:
    """Return what the options say, and the configuration where they say nothing."""

    def setting(name: str, key: str) -> Any:
        return given[name] if given[name] is not None else settings.get(key)

    pathway = setting("pathway", "pathway")
    methods = setting("method", "method") or ()
    methods = methods if isinstance(methods, list | tuple) else [methods]
    statuses = setting("status", "status") or ()
    return Choice(
        pathways=(pathway,) if pathway is not None else (),
        methods=tuple(map(_method, methods)),
        at_least=setting("at_least", "at-least") or 1,
        at_most_per_piece=setting("at_most_per_piece", "at-most-per-piece"),
        statuses=(statuses,) if isinstance(statuses, str) else tuple(statuses),
        since=_date(setting("since", "since"), "--since"),
        until=_date(setting("until", "until"), "--until"),
        stale_days=setting("stale", "stale"),
        exempt={code.upper(): reason for code, reason in _table(settings, "exempt").items()},
    )


def _method(value: str | int) -> int | Literal["portfolio"]:
    if value == PORTFOLIO:
        return PORTFOLIO
    text = str(value).strip().upper().removeprefix("M")
    if not text.isdecimal():
        raise KsbError(f"{value!r} is not an assessment method", "--method takes a number, or `portfolio`")
    return int(text)


def _date(value: Any, name: str) -> str | None:
    if value is None:
        return None
    date = parse_date(str(value))
    if date is None:
        raise KsbError(f"{name}: {str(value)!r} is not a date", "such as 2026-03-02 or 2026-03")
    return date


def _column(given: str) -> tuple[str, str]:
    role, sign, name = given.partition("=")
    if not sign or not name:
        raise KsbError(f"--column {given}: a role and a name are needed", 'such as --column ksbs="Mapped to"')
    return role.strip(), name.strip().strip("\"'")
