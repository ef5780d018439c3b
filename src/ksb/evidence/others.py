"""What lists KSBs without being evidence: a standard, whole or in parts, a report, a sheet that explains or counts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ksb.documents.blocks import Block, Heading, Item, Paragraph, Table
from ksb.evidence.patterns import LIST, NOT_EVIDENCE, PREFIX
from ksb.evidence.piece import Piece, Problem
from ksb.evidence.reading import Reading, plain_words, short
from ksb.text.english import listed

_STANDARD = "this is a standard, not evidence; not used"
_REPORT = "this is a report of ksb coverage, not evidence; not used"
_EXPLAINED = "not used, as its title says; if it is evidence, change the title"
_ASKS = re.compile(
    r".*\bassignment brief\b.*|.*\b(?:report|presentation|portfolio|evidence) (?:outline|template)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""The title of a document that asks for evidence, unless somebody has filled it in."""
_EXAMPLE = re.compile(
    r"(?:worked |sample |model )?example(?: (?:portfolio|evidence|entry|answer|log|account))?\W*"
    r"|(?:worked |sample |model )?example(?: (?:portfolio|evidence|entry|answer|log|account))?\s*[:–—-]\s.*",
    re.IGNORECASE | re.DOTALL,
)
"""The title of a document that shows what evidence may look like."""
_TO_DO_LIST = re.compile(r"[\W\d_]*to[-_ ]?do(?:[-_ ]?list)?[\W\d_]*", re.IGNORECASE)
"""The name of a file of what is still to do."""
_INSTRUCTION = re.compile(
    r"\byou(?:['’]re| are| will be) (?:not )?(?:asked|assessed|being assessed|expected|required)\b"
    r"|\byou (?:need|have) to (?:complete|demonstrate|produce|provide|show|submit)\b|\bmake sure (?:that )?you\b"
    r"|\byour \w+ (?:must|should)\b|\bassessment criteria required\b|\b(?:coach|tutor|trainer|facilitator) notes\b"
    r"|\bhow to use this (?:guide|outline|scaffold|template|workbook)\b",
    re.IGNORECASE,
)
"""What a brief, a handout or a guide says to its reader."""
_FIRST_PERSON = re.compile(r"(?<![\w&])(?:I|[Mm]e|[Mm]y|[Mm]yself|[Ww]e|[Oo]ur|[Uu]s)(?![\w&/])")
_REPORT_TITLE = re.compile(r"Coverage of .+|.+: what changed (?:from|since) .+")
_REPORT_LINE = re.compile(
    r"\W*\d+ KSBs?(?: on pathway \d+)?: \d+ covered, \d+ thin, \d+ missing.*|\d+ learners?, the least covered first",
    re.DOTALL,
)
_OUTPUT = "this is what ksb prints or exports, not evidence; not used"
_WRITTEN_COLUMNS = {
    ("learner", "pathway", "code", "status", "pieces", "evidence"): _REPORT,
    ("duty", "code", "text", "same_as_definition"): _OUTPUT,
    ("method", "title", "portfolio", "codes"): _OUTPUT,
    ("Parent ID number", "ID number", "Short name"): _OUTPUT,
}
"""The first columns of tables that ksb writes and that look like evidence, each with what the table is."""
_OUTPUT_LINE = re.compile(
    r"Duty \d+\s{2,}(?:core|options?)\b.*|Option \d+\s{2,}.*|[KSBTE]{1,3}\d+\s{2,}\d+ dut(?:y|ies)\s{2,}.*"
    r"|[A-Z][a-z ]+(?:\s+D\d+\*?){2,}.*|.+:\d+:\d+: (?:error|warning|info) KSB\d{3}\b.*"
    r"|KSBs  \d+ (?:added|removed|re).*",
    re.DOTALL,
)
"""A line near the top of what `ksb duties`, `options`, `list`, `matrix`, `lint` and `diff` print."""
_WITHIN = 20
"""The number of rows, from the top, in which the words and the names of columns are looked for."""
_TO_FILL_IN = {"code", "what it says", "evidence"}
"""The columns of the trackers and mappings that `ksb export tracker` writes, wherever people move them."""
_FIRST = 5
"""A report says within so many blocks that it is one."""
_KINDS = re.compile(
    r"(?:technical )?(?:knowledge|skills)|behaviou?rs|employability skills and behaviou?rs", re.IGNORECASE
)
_DUTIES = re.compile(r"(?:(?:occupational|occupation|core) )?duties", re.IGNORECASE)
_DUTY = re.compile(r"Duty \d+\b.*", re.DOTALL)
_ABOUT = re.compile(
    r"(?:occupation(?:al)? )?(?:overview|profile|summary)\b.*|(?:typical )?job titles\b.*"
    r"|entry requirements?|review date|options|assessment (?:methods|plan)",
    re.IGNORECASE,
)
"""Titles of a standard's parts. A document with its duties, what it is about, and two kinds or duties is one."""
REPEATED = "repeats the standard: the codes below its titles, such as those of duties, do not count"
_LEAST = 3
"""Minimum number of wordings in a document that repeats the standard; they must be half of the codes it names, too."""
_REFERENCE = re.compile(r"\bST[0-9]{4}\b", re.IGNORECASE)
_NAMES_STANDARD = re.compile(
    r"\W*(?:apprenticeship(?: standard)?|standard (?:name|title))[\s*_]*:(?P<title>.*[a-z]{3}.*)", re.IGNORECASE
)
_CODES = re.compile(LIST, re.IGNORECASE)
_CODE = re.compile(rf"(?<!\w){PREFIX}[0-9]+", re.IGNORECASE)
_FIRST_WORD = re.compile(r"\b[^\W\d_]+\b")
_LABELS = re.compile(
    r"\b(?:dut(?:y|ies)|option|method|pathway) [0-9]+(?:, [0-9]+)*|\((?:core|option [0-9, ]+)\)"
    r"|\bksbs?\b|\[[a-z]\]|\bd[0-9]+\b|[|·]",
    re.IGNORECASE,
)
"""What stands beside the codes and titles of a standard."""


def not_evidence_data(data: Any) -> str | None:
    """Return what YAML or JSON is that lists KSBs and is not evidence; None where it may be evidence."""
    if not isinstance(data, Mapping):
        return None
    duties = data.get("duties")
    with_duties = isinstance(duties, list) and any(isinstance(duty, Mapping) for duty in duties)
    if "CFDocument" in data or ("ksbs" in data and with_duties):
        return _STANDARD
    return _REPORT if {"standard", "pathways", "problems"} <= data.keys() else None


def not_evidence(blocks: Sequence[Block], title: str, stem: str) -> str | None:
    """Return what a document is that lists KSBs and is not evidence; None where it may be evidence.

    `title` is that of its front matter; "" without one. `stem` is the name of its file.
    """
    headings = (block.text for block in blocks[:_FIRST] if isinstance(block, Heading) and block.level <= 1)
    for each in (title, *headings):
        if _EXAMPLE.fullmatch(each) or (_ASKS.fullmatch(each) and not any(map(_FIRST_PERSON.search, texts_of(blocks)))):
            return _EXPLAINED
    if _TO_DO_LIST.fullmatch(stem):
        return "not used, as its name says; if it is evidence, rename it"
    tops = [block.every_row[0] for block in blocks if isinstance(block, Table) and block.every_row]
    for names, what in _WRITTEN_COLUMNS.items():
        if any(row.cells[: len(names)] == names for row in tops):
            return what
    for block in blocks[:_FIRST]:
        if isinstance(block, Paragraph) and _OUTPUT_LINE.fullmatch(block.text):
            return _OUTPUT
        if (isinstance(block, Heading) and _REPORT_TITLE.fullmatch(block.text)) or (
            isinstance(block, Heading | Paragraph) and _REPORT_LINE.fullmatch(block.text)
        ):
            return _REPORT
    titles = [block.text.strip(" :") for block in blocks if isinstance(block, Heading | Paragraph)]
    parts = max(sum(sign.fullmatch(title) is not None for title in titles) for sign in (_KINDS, _DUTY))
    return _STANDARD if parts > 1 and all(any(map(sign.fullmatch, titles)) for sign in (_DUTIES, _ABOUT)) else None


def instruction(texts: Iterable[str]) -> str | None:
    """Return what a document tells its reader to do, if nobody writes in it of what they did themselves."""
    found = None
    for text in texts:
        if _FIRST_PERSON.search(text):
            return None
        if found is None and (match := _INSTRUCTION.search(text)):
            found = match[0]
    return found


def is_tracker(blocks: Sequence[Block]) -> bool:
    """Return whether a document is one that `ksb export tracker` writes for people to fill in, such as a tracker."""
    return any(
        is_handout(block)
        or any({cell.strip().casefold() for cell in row.cells} >= _TO_FILL_IN for row in block.every_row[:_WITHIN])
        for block in blocks
        if isinstance(block, Table)
    )


def is_handout(table: Table) -> bool:
    """Return whether a table says of itself that it is not evidence."""
    return any(NOT_EVIDENCE.casefold() in cell.casefold() for row in table.every_row[:_WITHIN] for cell in row.cells)


def repeats_standard(blocks: Sequence[Block], reading: Reading) -> bool:
    """Return whether a document holds the standard's wordings for at least half of the codes that it names."""
    wordings = wordings_in(blocks, reading)
    if len(wordings) < _LEAST:
        return False
    codes = {code.upper() for text in texts_of(blocks) for code in _CODE.findall(text)}
    return len(wordings) * 2 >= len(codes)


def wordings_in(blocks: Sequence[Block], reading: Reading) -> set[str]:
    """Return the wordings of KSBs that are texts of a document, with their codes or without."""
    begins = {wording.partition(" ")[0] for wording in reading.wordings}
    wordings = set()
    for text in texts_of(blocks):
        # Most texts begin with no word of a wording.
        word = _FIRST_WORD.search(text)
        if word and word[0].casefold() in begins and (words := plain_words(_CODES.sub(" ", text))) in reading.wordings:
            wordings.add(words)
    return wordings


def is_part(text: str, reading: Reading) -> bool:
    """Return whether a text is nothing but a title or a wording of the standard, with codes and labels or without."""
    return (words := _words(text)) in reading.parts or words in reading.wordings


def is_only_codes(text: str) -> bool:
    """Return whether a text has nothing but codes and the labels of a standard."""
    return _words(text) in ("", "knowledge", "skills", "behaviours")


def other_standard(texts: Sequence[str], reading: Reading) -> str | None:
    """Return what to say of a document that names the reference or the title of another standard; else None."""
    references = {reference.upper() for text in texts for reference in _REFERENCE.findall(text)}
    if references and reading.reference:
        other = "" if reading.reference in references else listed(sorted(references))
    else:
        titles = (named["title"].strip(" *_") for named in map(_NAMES_STANDARD.fullmatch, texts) if named)
        mine = plain_words(reading.title)
        # A title may have the level as well, or be cut short.
        others = [title for title in titles if (words := _words(title)) not in mine and mine not in words]
        other = f'"{short(others[0])}"' if others else ""
    mine = reading.reference or f'"{reading.title}"'
    return f"names {other} as its standard; the codes are read as those of {mine}" if other else None


def without_parts(found: Iterable[Piece | Problem], reading: Reading) -> Iterator[Piece | Problem]:
    """Yield the pieces in a table but those that are parts of the standard, such as a row for a duty; and say so."""
    left_out = False
    for one in found:
        if (
            isinstance(one, Piece)
            and not (one.date or one.status or one.hours or one.link or one.learner)
            and is_part(one.title, reading)
        ):
            left_out = True
        else:
            yield one
    if left_out:
        yield reading.problem("the document", REPEATED)


def _words(text: str) -> str:
    return plain_words(_LABELS.sub(" ", _CODES.sub(" ", text)))


def texts_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the texts of blocks, and of the cells of tables."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.every_row:
                yield from row.cells
        else:
            yield f"{block.label} {block.text}" if isinstance(block, Item) else block.text
