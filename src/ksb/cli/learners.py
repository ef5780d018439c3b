"""The learners in evidence: a folder for each, a column that names them, or a column of ticks for each."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from ksb.cli.evidence import with_progress
from ksb.cli.output import hint
from ksb.documents import read_blocks
from ksb.documents.blocks import Table
from ksb.errors import KsbError
from ksb.evidence.files import are_work, names_of_columns, read_files
from ksb.evidence.piece import Piece, Problem
from ksb.evidence.reading import Reading
from ksb.evidence.roles import role_of
from ksb.text.english import listed

Group = tuple[str, list[Piece], list[Problem]]
"""A learner, what they did, and what is wrong with the files."""


def by_folder(files: list[str], paths: list[str], reading: Reading, failed: list[KsbError]) -> Iterator[Group]:
    """Yield what is in the folder of each learner."""
    groups: dict[str, list[str]] = {}
    for file in files:
        groups.setdefault(_learner(file, paths), []).append(file)
    all_files = with_progress([file for group in groups.values() for file in group])
    for name, group in groups.items():
        yield name, *read_files((next(all_files) for _ in group), reading, failed)


def by_column(files: list[str], reading: Reading, failed: list[KsbError]) -> Iterator[Group]:
    """Yield the pieces of each learner, by the column, sheet or heading of a column that names them.

    Names that differ in case or blanks are one learner's. Raises `KsbError` if nothing names a learner.
    """
    pieces, problems = read_files(with_progress(files), reading, failed)
    if pieces and not any(piece.learner for piece in pieces):
        names = list(dict.fromkeys(_column_names(files)))
        there = f"the columns are {listed(names)}" if names else "there is no table in this evidence"
        raise KsbError(f"no column {reading.by!r} was found", f"--by takes the name of a column; {there}")
    by_learner: dict[str, list[Piece]] = {}
    spelled: dict[str, str] = {}
    for piece in pieces:
        name = " ".join((piece.learner or "(no name)").split())
        first = spelled.setdefault(name.casefold(), name)
        if first != name:
            problems.append(piece.problem(f'"{name}" is taken for "{first}"'))
        by_learner.setdefault(first, []).append(piece)
    for name, theirs in by_learner.items():
        yield name, theirs, problems
        problems = []


def _column_names(files: list[str]) -> Iterator[str]:
    """Yield the names of the columns in the tables of some files, as far as these can be read."""
    for file in files:
        with suppress(KsbError):
            for block in read_blocks(Path(file)):
                if isinstance(block, Table):
                    yield from filter(None, names_of_columns(block))


def check_columns(wanted: Mapping[str, str], files: list[str]) -> None:
    """Give a hint about a column that `--column` names and no table has."""
    for role, given in wanted.items():
        # Files are read up to the first that has the column: usually that is the first of all.
        if not any(role_of(name, {role: given}) == role for name in _column_names(files)):
            hint(f"no column {given!r} was found; the columns are {listed(dict.fromkeys(_column_names(files)))}")


def is_cohort(paths: list[str], files: list[str]) -> bool:
    """Return whether the evidence is one folder that holds nothing but folders with evidence, one for each learner.

    It is not if most are named after work, a time or KSBs: `Unit 2`, `K1-K4`.
    """
    if len(paths) != 1 or not Path(paths[0]).is_dir():
        return False
    inside = {Path(file).relative_to(paths[0]).parts for file in files}
    folders = {parts[0] for parts in inside}
    return all(len(parts) > 1 for parts in inside) and len(folders) > 1 and not are_work(folders)


def _learner(file: str, paths: list[str]) -> str:
    """Return the folder, below one of the paths given, in which a file stands."""
    for path in paths:
        if Path(file).is_relative_to(path) and Path(file) != Path(path):
            return Path(file).relative_to(path).parts[0]
    return Path(file).stem
