"""Documents in which each code stands after its statement, such as "Take an order (S1)", with the code put first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ksb.documents.blocks import Block, Heading, Paragraph, Table
from ksb.importers import headings, lines
from ksb.importers.codes import CODE, codes_in, plain
from ksb.kinds import split_code

_CODE = re.compile(rf"(?:[(\[]\s?({CODE})\s?[)\]]|(?<=\s)({CODE}))(?:[.,;]?(?=\s+[A-Z]|\s*$)|[,;](?=\s))")
_REFERS = re.compile(
    r"\b(?:see|also|cf|per|under|with|and|or|to|from|in|of|for|not|no|except|than|KSBs?)[\s:(\[]*$|[-–—:,;/&]\s*$|^\W*$",
    re.IGNORECASE,
)
"""What stands before a code that is referred to, rather than given to the words before it."""
_LEAST = 3
_LONGEST = 1_000


def codes_first(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks of a document with each code before its statement, where all of its codes stand after one.

    The same blocks for another document.
    """
    texts = [text for block in blocks for text in _texts(block)]
    found = [made for text in texts for made in _statements(text)]
    codes = {made.code for made in found}
    if len(codes) < _LEAST:
        return blocks
    named = (headings.heading(block.text) for block in blocks)
    if not any(heading is not None and heading.section == "ksbs" for heading in named):
        # Criteria name KSBs in this way, too: then there is no duty, or all are of one kind.
        of_one_kind = len({split_code(code)[0] for code in codes}) == 1
        if of_one_kind or not any(lines.duty(text, short=True) for text in texts):
            return blocks
    first = [stated for text in texts if (stated := lines.statement(text)) and stated.wording]
    if len(first) * 4 > len(found):
        return blocks
    return list(_turned(blocks))


def _texts(block: Block) -> Iterator[str]:
    """Yield the lines of a block that may be statements."""
    if isinstance(block, Table):
        yield from (line for cell in block.every_cell for line in cell.split("\n"))
    elif not isinstance(block, Heading):
        yield lines.without_bullet(block.labelled)


def _statements(text: str) -> list[lines.Statement]:
    """Return the statements of a line, each with the code after it; none for another line."""
    if len(text) > _LONGEST or lines.duty(text, short=True) or lines.statement(text) or codes_in(text):
        return []
    found = list(_CODE.finditer(text))
    starts = [0, *(match.end() for match in found)]
    wordings = [text[start : match.start()].strip() for start, match in zip(starts, found, strict=False)]
    if text[starts[-1] :].strip() or any(map(_REFERS.search, wordings)):
        return []
    return [lines.Statement(plain(it[1] or it[2]), wording) for it, wording in zip(found, wordings, strict=True)]


def _turned(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks with each code before its statement."""
    above: Paragraph | None = None
    for block in blocks:
        found = [] if isinstance(block, Heading | Table) else _statements(next(_texts(block)))
        if above and not (found and found[0].wording[0].islower()):
            yield above
            above = None
        if isinstance(block, Table):
            yield replace(block, rows=tuple(row.changed(_turned_cell) for row in block.rows))
        elif isinstance(block, Paragraph) and not (found or lines.duty(block.text, short=True)):
            above = block  # its end, and the code, may stand in the next line
        elif found:
            if above:
                found[0] = found[0]._replace(wording=f"{above.text} {found[0].wording}")
                above = None
            yield replace(block, text=_code_first(found[0]))
            yield from (Paragraph(_code_first(statement), block.place) for statement in found[1:])
        else:
            yield block
    if above:
        yield above


def _turned_cell(cell: str) -> str:
    found = ((line, _statements(line)) for line in cell.split("\n"))
    return "\n".join(text for line, made in found for text in (map(_code_first, made) if made else [line]))


def _code_first(statement: lines.Statement) -> str:
    return f"{statement.code}: {statement.wording}"
