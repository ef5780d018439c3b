"""The command that gives KSBs new codes."""

from pathlib import Path
from typing import Annotated

import typer

from ksb.cli.common import keep_files
from ksb.cli.lint_changes import shown
from ksb.cli.output import Output, hint
from ksb.cli.writing import replace
from ksb.errors import KsbError, unread
from ksb.linter.fix import unified_diff
from ksb.reading import STDIN, contents, find, parse, standard_in
from ksb.renumber import new_codes, renumbered
from ksb.tables import written
from ksb.text.english import counted

_MOST_LISTED = 10
"""How many codes within texts are listed."""


def renumber(
    file: Annotated[str | None, typer.Argument(metavar="[FILE]", help="The file to change.")] = None,
    codes: Annotated[
        Path | None, typer.Option("--table", metavar="FILE", help="Write old and new codes to FILE, as CSV.")
    ] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Print what would change, and change nothing.")] = False,
) -> None:
    """Number the KSBs of a file from 1, without gaps.

    Closes gaps and puts codes in order, under `ksbs` and wherever they are cited or assessed. The file keeps its
    comments and layout. Codes within texts stay; they are listed on standard error. Without FILE, changes the standard
    that the other commands read.

    \b
    Examples:
      ksb renumber standard.yaml --diff
      ksb renumber standard.yaml --table codes.csv
    """
    origin = find(file)
    if origin.why == "embedded":
        raise KsbError("there is no standard here", "name it: ksb renumber standard.yaml")
    if origin.path == "-":
        raise KsbError("standard input can't be changed", "name a file: ksb renumber standard.yaml")
    if diff and codes == Path(STDIN):
        raise KsbError("the changes and the table can't both go to standard output", "--table codes.csv")
    keep_files(codes, origin.path)
    try:
        before = contents(origin.path)
    except (OSError, ValueError) as error:
        raise unread(origin.path, error) from None
    reading = parse(before, origin.path)
    standard = standard_in(reading)
    new = new_codes(standard)
    after, mentions = renumbered(reading.source, standard, new)
    changed = sum(old != code for old, code in new.items())
    if standard_in(parse(after, origin.path)).ksbs != {new[code]: text for code, text in standard.ksbs.items()}:
        raise KsbError(f"{origin.path}: its codes are written in a way that can't be changed")
    if diff:
        out = Output(None, "auto")
        out.write_data(shown(unified_diff(origin.path, before.decode(), after.decode()), out))
    elif changed:
        replace(Path(origin.path), [after], before)
    if codes:
        Output(codes, "never").write_data(written([("old", "new"), *new.items()]))
    hint(f"{counted(changed, 'code')} {'would change' if diff else 'changed'} in {origin.path}.")
    for line, code in mentions[:_MOST_LISTED]:
        hint(f"{origin.path}:{line}: {code} in a text was not changed; its KSB is now {new[code]}")
    if len(mentions) > _MOST_LISTED:
        hint(f"and {len(mentions) - _MOST_LISTED} more")
