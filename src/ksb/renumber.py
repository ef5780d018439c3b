"""Give the KSBs of a file new codes, in the order in which they stand, without gaps."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from ksb.errors import KsbError
from ksb.kinds import split_code
from ksb.positions import Path
from ksb.source import Source
from ksb.standard import Standard


class Mention(NamedTuple):
    """A code within a text, which is left as it is."""

    line: int
    code: str


def new_codes(standard: Standard) -> dict[str, str]:
    """Return the new code of each KSB: of each kind 1, 2, 3, ... in the order of the file."""
    count: Counter[str] = Counter()
    codes = {}
    for code in standard.ksbs:
        prefix, _ = split_code(code)
        count[prefix] += 1
        codes[code] = f"{prefix}{count[prefix]}"
    return codes


def renumbered(source: Source, standard: Standard, codes: Mapping[str, str]) -> tuple[bytes, list[Mention]]:
    """Return the content of a file with new codes, and the changed codes that stand within its texts.

    Codes change where they are defined, cited, assessed and have an id. Raises `KsbError` where the file writes a code
    in a way that can't be changed, or has a code that is not defined and would become that of another KSB.
    """
    parts = [standard.ids, *(duty.codes for duty in standard.duties), *(method.ksbs for method in standard.methods)]
    undefined = set(chain.from_iterable(parts)) - codes.keys()
    if clash := sorted(undefined & set(codes.values())):
        raise KsbError(f"{source.name}: {clash[0]} is cited, but not defined; it would become the code of another KSB")
    if source.aliased:
        raise KsbError(f"{source.name}: has aliases (*name); write out what they stand for first")
    changes = []
    for start, end, code in sorted(_places(source, standard)):
        written = source.text[start:end]
        if written.strip("'\"") != code:
            raise KsbError(
                f"{source.name}:{source.span(start, end).line}: {code} is written in a way that can't be changed"
            )
        if code in codes:
            changes.append((start, end, written.replace(code, codes[code])))
    return source.changed(changes), list(_mentions(source, standard, codes))


def _places(source: Source, standard: Standard) -> Iterator[tuple[int, int, str]]:
    """Yield the characters of each code in its own right, and the code."""
    places: list[tuple[Path, str]] = [(("ksbs", code), code) for code in standard.ksbs]
    places += [(("ids", code), code) for code in standard.ids]
    for i, duty in enumerate(standard.duties):
        for j, cited in enumerate(duty.cites):
            places.append((("duties", i, "cites", j, *([] if cited.text is None else [cited.code])), cited.code))
    for i, method in enumerate(standard.methods):
        places += [(("assessment", "methods", i, "ksbs", j), code) for j, code in enumerate(method.ksbs)]
    for at, code in places:
        if extent := source.key_extent(at) if at[-1] == code else source.extent(at):
            yield extent.start, extent.end, code


def _mentions(source: Source, standard: Standard, codes: Mapping[str, str]) -> Iterator[Mention]:
    """Yield the codes that change and stand within other text: a statement, a comment."""
    own = {start for start, _, _ in _places(source, standard)}
    for match in re.finditer(r"(?<![\w-])(?:ESB|T?[KS]|B)[1-9][0-9]*(?!\w)", source.text):
        quoted = source.text[match.start() - 1 : match.start()] in ("'", '"')
        changes = codes.get(match[0], match[0]) != match[0]
        if changes and match.start() not in own and not (quoted and match.start() - 1 in own):
            yield Mention(source.span(match.start(), match.end()).line, match[0])
