"""The options that commands share, and the completion of their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Literal

import typer

from ksb.cli.output import Color, Output, keep
from ksb.models import Standard
from ksb.reading import find, load

Completion = list[tuple[str, str]]
# The completion script for zsh evaluates its input, and Typer does not escape `\` before `$(command)`, or markup.
_UNSAFE = r"[^\w ,.;!?()/&%+=’‘“”…–—-]"


def read_standard(path: str | None, output: Path | None = None) -> Standard:
    """Return the standard that a command reads. Raises `KsbError` where its output would overwrite it."""
    if output is not None:
        keep(output, find(path).path)
    return load(path)


def _from_standard(items: Callable[[Standard], Iterator[tuple[str, str]]]) -> Callable[..., Completion]:
    """Complete with items of the standard that the command would read, or with nothing where it can't be read."""

    def complete(ctx: typer.Context, incomplete: str) -> Completion:
        try:
            standard = read_standard(ctx.params.get("standard"))
        except Exception:
            return []
        lower = incomplete[:1].islower()
        return [(value.lower() if lower else value, _harmless(text)) for value, text in items(standard)]

    return complete


def _harmless(text: str) -> str:
    """Return the words of a text on one line, without characters that mean something to a shell or to Rich."""
    return " ".join(re.sub(_UNSAFE, " ", text.replace("'", "’")).split())


def _codes(standard: Standard) -> Iterator[tuple[str, str]]:
    yield from ((code, standard.ksbs[code]) for code in standard.codes)


def _codes_and_duties(standard: Standard) -> Iterator[tuple[str, str]]:
    yield from _codes(standard)
    yield from ((f"D{duty.number}", duty.title) for duty in standard.duties)


def _duties(standard: Standard) -> Iterator[tuple[str, str]]:
    yield from ((str(duty.number), duty.title) for duty in standard.duties)


def _options(standard: Standard) -> Iterator[tuple[str, str]]:
    yield from ((str(option.number), option.title) for option in standard.options)


complete_codes = _from_standard(_codes)
complete_references = _from_standard(_codes_and_duties)
complete_duties = _from_standard(_duties)
complete_options = _from_standard(_options)


def complete_rules(incomplete: str) -> Completion:
    """Complete with the codes of rules."""
    # Imported here: no look-up needs the rules, and importing them takes 6% of its time.
    from ksb.linter.rules import RULES

    return [(code, rule.slug) for code, rule in sorted(RULES.items())]


def split_codes(codes: list[str] | None) -> tuple[str, ...]:
    """Return the codes given as arguments or options, several of which may stand in one, with commas."""
    named = [code.strip() for part in codes or [] for code in part.split(",")]
    return tuple(filter(None, named)) or tuple(named)


StandardOption = Annotated[
    str | None,
    typer.Option("--standard", metavar="PATH", help="The standard to read; - for standard input.", show_default=False),
]
FormatOption = Annotated[Literal["text", "json"], typer.Option("--format", help="For people, or for programs.")]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to FILE, not to the terminal.", show_default=False),
]
ColorOption = Annotated[Color, typer.Option("--color", help="When to use colours.")]
OptionOption = Annotated[
    int | None,
    typer.Option(
        "--option", metavar="N", help="Only option N; with --core, also the core.", autocompletion=complete_options
    ),
]
PathwayOption = Annotated[
    int | None,
    typer.Option("--pathway", metavar="N", help="The core and option N.", autocompletion=complete_options),
]
CoreOption = Annotated[bool, typer.Option("--core", help="Only the core, which every apprentice takes.")]

__all__ = [
    "ColorOption",
    "CoreOption",
    "FormatOption",
    "OptionOption",
    "Output",
    "OutputOption",
    "PathwayOption",
    "StandardOption",
    "complete_codes",
    "complete_duties",
    "complete_references",
    "complete_rules",
    "read_standard",
    "split_codes",
]
