"""The options that commands share, and the completion of their values."""

import os
import re
import shlex
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from ksb.cli.output import Color, hint, keep, keep_work
from ksb.errors import KsbError
from ksb.kinds import KINDS
from ksb.models import Duty, Method, Option
from ksb.reading import find, load, standards_nearby
from ksb.references import DUTY, OPTION
from ksb.standard import Standard

Completion = list[tuple[str, str]]
# The completion script for zsh evaluates its input, and Typer does not escape `\` before `$(command)`, or markup.
_UNSAFE = r"[^\w ,.;!?()/&%+=’‘“”…–—-]"


def read_standard(path: str | None, output: Path | None = None) -> Standard:
    """Return the standard that a command reads. Raises `KsbError` where its output would overwrite it.

    Where the embedded standard answers though there are others nearby, a note on standard error says so.
    """
    origin = find(path)
    if output is not None:
        keep(output, origin.path)
    standard = load(path)
    if origin.why == "embedded" and (others := standards_nearby()):
        more = f" (and {len(others) - 1} more)" if len(others) > 1 else ""
        hint(f"note: this is {standard.title}; yours: --standard {shlex.quote(others[0])}{more}")
    return standard


def refuse_files(arguments: Sequence[str], command: str, alone: str | None = None) -> None:
    """Raise `KsbError` for a file among arguments that should not be files.

    `command` is the start of the right call, and `alone` that of the call without other arguments.
    """
    for argument in arguments:
        if re.search(r"(?i)\.(?:ya?ml|json)$", argument):
            rest = [other for other in arguments if other != argument]
            call = [*(command if rest else alone or command).split(), *rest, "--standard", argument]
            raise KsbError(f"{argument} is a file; --standard names the standard to read", shlex.join(call))


def _from_standard(items: Callable[[Standard], Completion]) -> Callable[..., Completion]:
    """Complete with items of the standard that the command would read, or with nothing where it can't be read.

    Only a regular file is read: standard input and pipes would wait. What comes before a comma is kept.
    """

    def complete(ctx: typer.Context, incomplete: str) -> Completion:
        try:
            origin = find(ctx.params.get("standard"))
            if not os.path.isfile(origin.path):  # noqa: PTH113  Path raises for a name that no file can have
                return []
            standard = load(origin.path)
        except Exception:
            return []
        start, comma, last = incomplete.rpartition(",")
        found = ((value.lower() if last[:1].islower() else value, text) for value, text in items(standard))
        return [(f"{start}{comma}{value}", _harmless(text)) for value, text in found]

    return complete


def _harmless(text: str) -> str:
    """Return the words of a text on one line, without characters that mean something to a shell or to Rich."""
    return " ".join(re.sub(_UNSAFE, " ", text.replace("'", "’")).split())


def _codes(standard: Standard) -> Completion:
    return [(code, standard.ksbs[code]) for code in standard.codes]


def _numbered(parts: Iterable[Duty | Option | Method], letter: str = "") -> Completion:
    return [(f"{letter}{part.number}", part.title) for part in parts]


complete_codes = _from_standard(_codes)
complete_references = _from_standard(
    lambda standard: [*_codes(standard), *_numbered(standard.duties, DUTY), *_numbered(standard.options, OPTION)]
)
complete_duties = _from_standard(lambda standard: _numbered(standard.duties))
complete_options = _from_standard(lambda standard: _numbered(standard.options))
complete_methods = _from_standard(lambda standard: _numbered(standard.methods))


def complete_rules(incomplete: str) -> Completion:
    """Complete with the codes of rules."""
    # Imported here: no look-up needs the rules, and importing them takes 6% of its time.
    from ksb.linter.rules import RULES

    start, comma, _ = incomplete.rpartition(",")
    return [(f"{start}{comma}{code}", rule.slug) for code, rule in sorted(RULES.items())]


def split_codes(codes: list[str] | None) -> tuple[str, ...]:
    """Return the codes given as arguments or options. One of them may hold several codes, separated by commas."""
    named = [code.strip() for part in codes or [] for code in part.split(",")]
    return tuple(filter(None, named)) or tuple(named)


_FORMATS = {
    "csv": "csv", "tsv": "csv", "docx": "docx", "htm": "html", "html": "html", "json": "json", "markdown": "markdown",
    "md": "markdown", "pdf": "pdf", "txt": "text", "xlsx": "xlsx", "yaml": "yaml", "yml": "yaml",
}  # fmt: skip
"""The format that the suffix of a file stands for."""


def format_of(file: Path) -> str | None:
    """Return the format that the name of a file ends in; None where it names none, or one that `ksb` doesn't know."""
    return _FORMATS.get(file.suffix.removeprefix(".").lower())


def _right_name(ctx: typer.Context, output: Path | None) -> Path | None:
    """Return the file to write.

    Raises `KsbError` where its name is of another format, and for `-o 2`, which is meant for option 2 where there are
    options, and would write a file `2`.
    """
    if output is not None and str(output).isdecimal() and "option" in (param.name for param in ctx.command.params):
        raise KsbError(
            f"-o is short for --output, and would write a file with the name {output}",
            f"{ctx.command_path} --option {output}",
        )
    # Of `--format`, which is read before: `ksb export` and `ksb lint` name their formats in other ways.
    format = ctx.params.get("format")
    named = format_of(output) if output is not None and ctx.command.name in _WITH_FORMAT else None
    if named and named != format:
        # Imported here: with the exporters, it takes 2% of the instructions of `ksb show K18`, which does not need it.
        from ksb.cli.usage import right_format

        message = f"the name {output} is for {named}, but {format} would be written"
        raise KsbError(message, right_format(ctx, named, str(output)))
    return output


def keep_files(table: Path | None, *read: str | Path) -> None:
    """Raise `KsbError` if a table would overwrite a standard or another file, or have the name of another format."""
    keep(table, *read)
    if table:
        keep_work(table)
        if (named := format_of(table)) not in (None, "csv", "text"):
            right = shlex.quote(str(table.with_suffix(".csv")))
            raise KsbError(
                f"the name {table} is for {named}, but the table is csv", f"name another file, such as {right}"
            )


_WITH_FORMAT = ("show", "duties", "list", "options", "search", "matrix", "info", "diff", "rule")


StandardOption = Annotated[
    str | None, typer.Option("--standard", metavar="PATH", help="The standard to read; - for standard input.")
]
FormatOption = Annotated[
    Literal["text", "json"], typer.Option("--format", is_eager=True, help="text is for people, json for programs.")
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, not to the terminal.", callback=_right_name),
]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Overwrite the file even if it is a standard or a filled-in tracker.")
]
ColorOption = Annotated[Color, typer.Option("--color", help="When to use colours.")]
OptionOption = Annotated[
    list[str] | None,
    typer.Option(
        "--option",
        metavar="N",
        help="Only option N, a number or words from its title; with --core, also the core.",
        autocompletion=complete_options,
    ),
]
PathwayOption = Annotated[
    list[str] | None,
    typer.Option(
        "--pathway",
        metavar="N",
        help="The core and option N, a number or words from its title.",
        autocompletion=complete_options,
    ),
]
MethodOption = Annotated[
    int | None,
    typer.Option(
        "--method", metavar="N", help="Only what assessment method N assesses.", autocompletion=complete_methods
    ),
]
CoreOption = Annotated[bool, typer.Option("--core", help="Only the core, which every apprentice takes.")]
KindOption = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help=f"Only this kind of KSB: {', '.join(kind.prefix for kind in KINDS)}, or a name such as skills.",
        autocompletion=lambda: [(kind.prefix, kind.many) for kind in KINDS],
    ),
]
