"""The command that searches: search."""

from typing import Annotated

import typer

from ksb.cli.common import (
    ColorOption,
    FormatOption,
    KindOption,
    OutputOption,
    PathwayOption,
    StandardOption,
    read_standard,
    refuse_files,
    split_codes,
)
from ksb.cli.output import Output, hint
from ksb.display import search as display
from ksb.errors import KsbError
from ksb.kinds import kind_of
from ksb.objects import duty_object, ksb_object
from ksb.query import part
from ksb.references import kind_named, resolve
from ksb.searching import SearchResult, nearest
from ksb.searching import search as find_words
from ksb.standard import Standard
from ksb.text.english import listed


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Words, or the first letters of words.")],
    kind: KindOption = None,
    pathway: PathwayOption = None,
    standard: StandardOption = None,
    format: FormatOption = "text",
    output: OutputOption = None,
    color: ColorOption = "auto",
) -> None:
    """Find KSBs and duties by words in any of their wordings.

    All words must occur in one wording. British and American spellings find each other. Exits with 1 when nothing is
    found.

    \b
    Examples:
      ksb search copyright
      ksb search health safety --kind K
    """
    query = " ".join(words)
    if not query.strip():
        raise KsbError("there is no word to search for", "for example: ksb search copyright")
    refuse_files(words, "ksb search", "ksb info")
    read = read_standard(standard, output)
    selected = part(read, pathway=pathway)
    found = find_words(selected, query)
    if kind:
        kinds = {kind_named(name) for name in split_codes(kind)}
        found = SearchResult(tuple(match for match in found.ksbs if kind_of(match.code).name in kinds), ())
    out = Output(output, color)
    if format == "json":
        ksbs = [ksb_object(read, match.code, selected) for match in found.ksbs]
        out.write_json({"ksbs": ksbs, "duties": [duty_object(read, duty) for duty in found.duties]})
    elif found.ksbs or found.duties:
        out.draw(display.found(found, query))
    if not (found.ksbs or found.duties):
        _explain(read, query, narrowed=bool(kind or pathway))
        raise typer.Exit(1)


def _explain(standard: Standard, query: str, *, narrowed: bool) -> None:
    """Say on standard error that nothing was found, and what to search for instead."""
    hint(f"No KSB and no duty contains {query!r}{' here' if narrowed else ''}.")
    if narrowed and any(find_words(standard, query)):
        hint(f"There are matches elsewhere in the standard: ksb search {query}")
    codes = [word for word in query.split() if _is_reference(standard, word)]
    rest = " ".join(word for word in query.split() if word not in codes)
    for word, others in nearest(standard, rest).items():
        nowhere = f"{word!r} has no match. " if len(query.split()) > 1 else ""
        if others:
            hint(f"{nowhere}The nearest words: {', '.join(others)}")
        elif nowhere:
            hint(nowhere.strip())
    if codes:
        hint(f"To see what {listed(codes)} {'says' if len(codes) == 1 else 'say'}: ksb show {' '.join(codes)}")
    if codes and rest and any(find_words(standard, rest)):
        hint(f"To search for the other words: ksb search {rest}")


def _is_reference(standard: Standard, word: str) -> bool:
    try:
        return bool(resolve(standard, [word]))
    except KsbError:
        return False
