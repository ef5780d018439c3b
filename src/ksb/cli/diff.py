"""The command that compares two versions of a standard."""

import os
import shlex
from pathlib import Path
from typing import Annotated, Literal

import typer

from ksb.answers.diff import json_document, markdown, renumbering
from ksb.cli.common import ColorOption, OutputOption, keep_files
from ksb.cli.output import Output, hint, keep
from ksb.compare import diff as compare
from ksb.display.diff import diff as drawn
from ksb.errors import KsbError
from ksb.loading import load_any
from ksb.reading import STDIN
from ksb.text.english import counted


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The older version; - for standard input.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The newer version; - for standard input.")],
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if anything changed.")] = False,
    renumber: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the codes that changed to FILE, old and new, as CSV.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="With --renumber: write also the codes that stay the same.")
    ] = False,
    format: Annotated[
        Literal["text", "json", "markdown"],
        typer.Option(is_eager=True, help="text is for people, json for programs, markdown a changelog to send."),
    ] = "text",
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """Show what changed between two versions of a standard.

    KSBs and duties are matched by id, then by wording, then by the words they share, so that removing one does not make
    all after it look changed. The order of duties, and of the KSBs in a duty, is ignored. OLD and NEW are YAML files,
    or anything that `ksb import` reads.

    \b
    Examples:
      ksb diff standard-1.0.yaml standard-1.1.yaml
      git show HEAD~1:data/standard.yaml | ksb diff - data/standard.yaml
    """
    if renumber == Path(STDIN) and not output:
        raise KsbError("the differences and the table can't both go to standard output", _with_table(old, new))
    if old == new == STDIN:
        raise KsbError("only one of the two can be standard input")
    if everything and not renumber:
        raise KsbError("--all requires --renumber", f"{_with_table(old, new)} --all")
    keep(output, old, new)
    keep_files(renumber, old, new)
    if output and renumber and os.path.realpath(output) == os.path.realpath(renumber):
        raise KsbError("--output and --renumber name the same file", "name another file")
    found = compare(load_any(old, _left_out), load_any(new, _left_out))
    out = Output(output, color)
    if format == "text":
        out.draw(drawn(found))
    else:
        out.write_data(json_document(found) if format == "json" else markdown(found, *_names(old, new)))
    if renumber:
        Output(renumber, "never").write_data(renumbering(found, everything=everything))
        gone = [change.old for change in found.ksbs if change.old in found.reused and not change.new]
        if gone:
            hint(f"Removed, so not in the table, although another KSB has the code now: {', '.join(map(str, gone))}")
    raise typer.Exit(1 if exit_code and found.changed else 0)


def _left_out(path: str, texts: int) -> None:
    hint(f"{path}: {counted(texts, 'text')} left out; to see what: ksb import {shlex.quote(path)}")


def _with_table(old: str, new: str) -> str:
    return f"{shlex.join(['ksb', 'diff', old, new])} --renumber codes.csv"


def _names(*paths: str) -> list[str]:
    """Return what two files are called: their names, or where these are the same, their paths."""
    files = [os.path.basename(path) for path in paths]  # noqa: PTH119
    return ["standard input" if path == STDIN else path for path in (files if len(set(files)) > 1 else paths)]
