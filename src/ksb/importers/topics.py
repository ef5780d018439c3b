"""Tables with a topic and its statement in each row, such as "Wood" beside "How it grows"."""

import re
from collections import Counter
from collections.abc import Sequence

from ksb.documents.blocks import Row
from ksb.importers import columns, headings, lines
from ksb.importers.cells import one_line
from ksb.importers.codes import names_code
from ksb.importers.reader import Reader
from ksb.kinds import split_code

_NO_TOPIC = re.compile(r"(?![^\W\d_]{3})|dut(?:y|ies)\b", re.IGNORECASE)
_INTRODUCES = re.compile(
    r"(?:(?:the|an?|each|every)\s+)?(?:[a-z]+\s+)?(?:apprentices?|learners?|they)\s+(?:will|must|should|can|need)\b.{0,60}"
    r"|(?:will\s+)?(?:understand|know|be able to|demonstrate)\b.{0,40}|what is required",
    re.IGNORECASE,
)
"""What stands beside "Knowledge" in a table with a row for each topic: "The apprentice will understand"."""


def take(reader: Reader, rows: Sequence[Row], kind: str) -> bool:
    """Take a table with a topic and its statement in each row, below rows that name the kind; return whether it is."""
    found = _topics(rows, kind)
    if not found:
        return False
    counts = Counter(split_code(wording.code)[0] for wording in reader.defined)
    numbered: dict[str, list[str]] = {}
    for row, kind, text in found:
        if not kind:
            reader.structure(row.place, row.text)
            continue
        counts[kind] += 1
        code = f"{kind}{counts[kind]}"
        numbered.setdefault(kind, []).append(code)
        if reader.section != "ksbs":
            reader.begin("ksbs")
        reader.statement(lines.Statement(code, text), row.place, define=True)
    said = ", ".join(" to ".join(dict.fromkeys((codes[0], codes[-1]))) for codes in numbered.values())
    reader.note(found[0][0].place, f"each topic is joined with its statement; numbered in order: {said}")
    reader.last = None
    return True


def _topics(rows: Sequence[Row], kind: str) -> list[tuple[Row, str, str]] | None:
    """Return each row of a table with a topic and its statement, the kind of the statement, and the two as one text.

    `kind` is that of the heading above. A row that names that of the rows below has "". None for another table.
    """
    found: list[tuple[Row, str, str]] = []
    below_heading = bool(kind)
    for row in rows:
        heading = headings.heading(row.cell(0))
        said = one_line(" ".join(row.cells[1:])).strip(" :.")
        introduces = len(row.cells) <= 2 and (not said or _INTRODUCES.fullmatch(said))
        if heading and heading.section == "ksbs" and heading.prefix and introduces:
            kind = heading.prefix
            found.append((row, "", ""))
        elif (
            not kind
            or len(row.cells) != 2
            or not all(row.cells)
            or any(map(lines.statement, row.cells))
            or (below_heading and (_NO_TOPIC.match(row.cells[0]) or names_code(row.text) or columns.is_header(row)))
        ):
            return None
        else:
            topic, statement = row.cells
            found.append((row, kind, f"{one_line(topic).rstrip(' :')}: {statement}"))
    introduced = below_heading or any(row.cell(1) for row, of, _ in found if not of)
    return found if introduced and any(of for _, of, _ in found) else None
