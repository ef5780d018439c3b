"""Files of evidence: which there are, and what is in each."""

import itertools
import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ksb.documents import SUFFIXES, Kind, kind_of, read_blocks
from ksb.documents.blocks import Aside, Block, Heading, Table, content_of, decoded
from ksb.errors import KsbError
from ksb.evidence import others
from ksb.evidence.codes import in_cell, in_text
from ksb.evidence.documents import read_document
from ksb.evidence.layout import layouts_of, pictures
from ksb.evidence.lines import to_do
from ksb.evidence.patterns import MONTHS, PREFIX
from ksb.evidence.piece import Piece, Problem
from ksb.evidence.reading import BY_SHEET, Reading, do_not_count, short
from ksb.evidence.records import as_text, front_matter, load, records
from ksb.evidence.roles import prefix_of, refusal, with_unit
from ksb.evidence.states import is_letters, rejects
from ksb.evidence.tables import read_table
from ksb.text.english import counted, listed

_AS_IT_IS = Reading()
_DATA = {".yaml": True, ".yml": True, ".json": False}
_LINKED_CODES = re.compile(
    rf"\[([^\[\]\n]{{1,200}})\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[(?!{PREFIX}\d)[^\[\]\n]*\])", re.IGNORECASE
)
"""A link of Markdown: `[K18](address)` or `[K18][name]`."""
_DEFINED_CODES = re.compile(rf"^ {{0,3}}\[{PREFIX}\d+\]:[^\n]*$", re.IGNORECASE | re.MULTILINE)
"""A line that defines a link, without which `[K18]` in the text is not a link."""
_CAPTIONED = re.compile(rf"!\[([^\]\n]*)\]\([^()\n]*\)(?=[ \t]*{PREFIX}\d)", re.IGNORECASE)
"""A picture with codes after it: `![The bench](bench.png) K1`."""
_FENCED = re.compile(
    r"^(?P<fence>[ \t>]*(?:```+|~~~+))(?P<code>[^\n`]*\n.*?)^(?P=fence)[ \t]*$", re.MULTILINE | re.DOTALL
)
"""A block of code, which is not what the document says."""
_STRUCK_OUT = re.compile(r"~~(?=\S)[^~\n]{1,500}~~")
_HIGHLIGHTED = re.compile(r"==(?=\S)([^=\n]{1,500})==")
_EXPLAINS = re.compile(
    r"(?:(?:worked )?examples?|sample|instructions?|guidance|guide|how to\b.*|read ?me|help)(?: only| sheet| page)?",
    re.IGNORECASE,
)
"""The name of a sheet that is not evidence, where there are other sheets."""
_BY_NAME = "not used, as its name says; if it is evidence, rename it"
_MOST_NAMED = 4
"""Maximum number of unread files to name."""
_TIME = re.compile(
    r"\d|^(?:jan|feb|mar(?:ch)?\b|apr(?:il)?\b|may\b|june?\b|july?\b|aug|sept?|oct|nov|dec)", re.IGNORECASE
)
"""The name of a sheet for some time, and so not of a person."""
_OF_WORK = re.compile(
    rf"(?:\d{{1,2}}\W+)?(?:{PREFIX} ?\d|(?:{MONTHS})[a-z]*\W+\d|20\d\d\b"
    r"|(?:unit|module|week|month|term|year|dut(?:y|ie)|day|block|piece|project|evidence|assignment|task|reflection"
    r"|observation|witness|review|session|log|note|document|photo|portfolio)s?(?![a-z]))",
    re.IGNORECASE,
)
"""How the name of a folder begins that is not a person's."""


def evidence_files(paths: Sequence[str]) -> tuple[list[str], list[Problem]]:
    """Return the files at these paths, and those below folders that evidence is read from; and what is not read there.

    Hidden files are left out. Raises `KsbError` for a folder without such files.
    """
    known = {*SUFFIXES, *_DATA}
    files: dict[str, None] = {}
    problems = []
    for path in paths:
        if not Path(path).is_dir():
            files[path] = None
            continue
        unread: list[str] = []
        found = []
        for folder, folders, names in os.walk(path):
            if folder != path and rejects(name := Path(folder).name) and not is_letters(name):
                problems.append(Problem(path, os.path.relpath(folder, path), _BY_NAME))
                folders.clear()
                continue
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if name.startswith((".", "~$")):
                    continue
                if Path(name).suffix.lower() in known:
                    found.append(os.path.join(folder, name))  # noqa: PTH118  as given, `./` included
                else:
                    unread.append(os.path.relpath(os.path.join(folder, name), path))  # noqa: PTH118
        if not found:
            raise KsbError(f"{path}: no evidence files below this folder", f"ksb reads {', '.join(sorted(known))}")
        files |= dict.fromkeys(found)
        if unread:
            more = unread[_MOST_NAMED:]
            shown = listed([*unread[:_MOST_NAMED], *([f"{len(more)} more"] if more else [])])
            problems.append(Problem(path, "the folder", f"{counted(len(unread), 'file')} not read: {shown}"))
    return list(files), problems


def read_evidence(file: str, reading: Reading = _AS_IT_IS) -> Iterator[Piece | Problem]:
    """Yield the pieces of evidence in a file, and what of it is not used.

    Raises `KsbError` where the file can't be read.
    """
    content = content_of(file)
    stem = Path(file).stem.replace("_", " ")
    reading = replace(reading, file=file, default_title=stem)
    suffix = Path(file).suffix.lower()
    if suffix in _DATA:
        documents = load(decoded(content, file), file, yaml_text=_DATA[suffix])
        if what := others.not_evidence_data(documents[0]):
            yield reading.problem("the document", what)
            return
        table, unread = records(documents, file)
        for place in unread:
            yield reading.problem(short(place), "holds no list of evidence; not used")
        if table.rows:
            yield from read_table(table, reading)
        return
    kind = kind_of(content, file)
    front: dict[str, object] = {}
    if kind in ("markdown", "text"):
        front, text = front_matter(decoded(content, file))
        for match in _FENCED.finditer(text):
            if codes := in_text(match["code"]).codes:
                place = f"line {text.count(chr(10), 0, match.start()) + 1}"
                yield reading.problem(place, do_not_count(codes, " in a block of code"))
        text = _FENCED.sub(lambda match: "\n" * match[0].count("\n"), text)
        text = _HIGHLIGHTED.sub(r"\1", _CAPTIONED.sub(r"\1: ", text))
        content = _STRUCK_OUT.sub("", _LINKED_CODES.sub(_as_brackets, _DEFINED_CODES.sub("", text))).encode()
    blocks = read_blocks(content, kind, file)
    if what := others.not_evidence(blocks, as_text(front.get("title")), stem):
        yield reading.problem("the document", what)
        return
    named_in = [*others.texts_of(blocks), *(f"{name}: {as_text(value)}" for name, value in front.items())]
    if other := others.other_standard(named_in, reading):
        yield reading.problem("the document", other)
    reading = replace(reading, repeats=others.repeats_standard(blocks, reading))
    if kind in ("csv", "excel"):
        yield from _tables(blocks, kind, content, reading)
        return
    texts = {name: as_text(value) for name, value in front.items()}
    named = {role: with_unit(name, text) for name, text in texts.items() if (role := reading.role_of(name))}
    if refused := next(filter(None, itertools.starmap(refusal, texts.items())), None):
        named["status"] = refused
    heading = next((block.text for block in blocks if isinstance(block, Heading) and block.level <= 1), stem)
    nothing, pieces = True, False
    for found in read_document(blocks, replace(reading, default_title=named.get("title") or heading), named):
        nothing, pieces = False, pieces or isinstance(found, Piece)
        yield found
    if nothing:
        yield reading.problem("the document", _names_no_ksb(blocks, reading))
    if pieces and (said := others.instruction(named_in)):
        yield reading.problem("the document", f'counts, but says "{said}"; if it is a brief or a guide, leave it out')
    if kind == "word" and (number := pictures(content)):
        message = f"{counted(number, 'picture')} not read; a heading or a cell with only a picture needs a caption"
        yield reading.problem("the document", message)


def read_files(
    files: Iterable[str], reading: Reading, failed: list[KsbError] | None = None
) -> tuple[list[Piece], list[Problem]]:
    """Return the pieces in files, and what of these is not used.

    Errors of files that can't be read go to `failed`; without it, the first is raised.
    """
    pieces: list[Piece] = []
    problems: list[Problem] = []
    for file in files:
        try:
            every = _found_in(file, reading)
        except KsbError as error:
            if failed is None:
                raise
            failed.append(error)
            problems.append(Problem(file, "the document", error.message.removeprefix(f"{file}: ")))
            continue
        pieces += [found for found in every if isinstance(found, Piece)]
        problems += dict.fromkeys(found for found in every if isinstance(found, Problem))
    return pieces, problems


def _found_in(file: str, reading: Reading) -> list[Piece | Problem]:
    try:
        return list(read_evidence(file, reading))
    except RecursionError:
        raise KsbError(f"{file}: nested too deep") from None


def _names_no_ksb(blocks: Sequence[Block], reading: Reading) -> str:
    """Return what to say of a file that names no KSB; its name, or that of its folder, may."""
    if others.wordings_in(blocks, reading):
        return "names no KSB, but holds wordings of the standard; write the codes beside them"
    file = reading.file
    for what, name in (("file", Path(file).stem), ("folder", Path(file).parent.name)):
        if codes := in_text(name.replace("_", " "), leads=True):
            named = codes.codes + codes.doubtful + codes.parts
            not_counted = do_not_count(named, f" in the name of the {what}")
            return f"names no KSB; {not_counted}: write `KSBs: {listed(named)}` in the file"
    return "names no KSB"


def _tables(blocks: Sequence[Block], kind: Kind, content: bytes, reading: Reading) -> Iterator[Piece | Problem]:
    """Yield the pieces in the tables of a sheet or a CSV file."""
    layouts = layouts_of(content) if kind == "excel" else {}
    nothing = True
    tables = [block for block in blocks if isinstance(block, Table)]
    handouts = {table.place for table in tables if others.is_handout(table)}
    for table in tables:
        explains = len(tables) > 1 and _EXPLAINS.fullmatch(table.text)
        if (explains or to_do(table.text)) and any(in_text(cell) for row in table.every_row for cell in row.cells):
            handouts.add(table.place)
            yield reading.problem(table.place, _BY_NAME)
    columns: dict[str, tuple[str, ...]] = {}
    for block in blocks:
        if block.place.partition(", row ")[0] in handouts:
            continue
        if isinstance(block, Aside):
            yield reading.problem(block.place, f"not used: {short(block.text)}")
        elif isinstance(block, Table):
            layout = layouts.get(block.text)
            if layout:
                yield from layout.hidden(block, reading.file)
                block, problems = layout.without_struck(layout.unmerged(block), reading.file)
                yield from problems
            last = block.rows[-1] if block.rows else None
            if kind == "csv" and last and content.count(b'"') % 2 and any("\n" in cell for cell in last.cells):
                yield reading.problem(last.place, "a quote is not closed, so the lines below are one cell; close it")
            with_pieces = False
            for found in read_table(block, reading):
                nothing = False
                with_pieces = with_pieces or isinstance(found, Piece)
                if isinstance(found, Piece) and reading.by == BY_SHEET and found.learner is None:
                    found = found._replace(learner=block.text)
                yield found
            if with_pieces:
                columns[block.text] = names_of_columns(block)
    if (
        reading.by is None
        and len(columns) > 1
        and len(set(columns.values())) == 1
        and not any(prefix_of(sheet) or _TIME.search(sheet) for sheet in columns)
    ):
        names = listed(columns)
        message = f"the sheets {names} count together; if they belong to several people, --by sheet separates them"
        yield reading.problem("the workbook", message)
    if nothing and not handouts:
        yield reading.problem("the document", _names_no_ksb(blocks, reading))


def names_of_columns(table: Table) -> tuple[str, ...]:
    """Return the first row of a sheet that has several cells: that of the names of the columns, in most sheets."""
    return next((row.cells for row in table.every_row if sum(map(bool, row.cells)) > 1), ())


def are_work(folders: Collection[str]) -> bool:
    """Return whether most of these names of folders are those of work, a time or KSBs, not of people."""
    return sum(prefix_of(name) is not None or bool(_OF_WORK.match(name)) for name in folders) * 2 > len(folders)


def _as_brackets(link: re.Match[str]) -> str:
    """Return a Markdown link around codes as those codes in brackets, and any other link unchanged."""
    return f"[{link[1]}]" if in_cell(link[1]).codes and len(link[1]) < 40 else link[0]
