"""What a reader gathered from a document to a standard, and the report of what is not in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from ksb.documents import Block, Item, Table
from ksb.importers.notes import Imported, Note, sorted_notes, title_from, unaccounted, words, words_in
from ksb.importers.parts import LABEL, DutyRead, Wording
from ksb.models import CODE, METADATA, Standard, code_order
from ksb.text.counts import stated_counts
from ksb.text.normalise import fold
from ksb.validate import first_fault

if TYPE_CHECKING:
    from ksb.importers.document import Reader

_TITLED = re.compile(r"\boption\s+(\d{1,4})\s+(.+?)(?=(?<!\s)\s+or\s+option\s+\d|[.;]?$)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_CITED_IN = re.compile(r"\s+(?:Dut(?:y|ies) \d+(?:, \d+)*|No duty cites it)$")
"""What `ksb export markdown` writes after each definition."""
_KEY_PARTS = 3


def assembled(reader: Reader, name: str) -> Imported:
    """Return what was read."""
    reader.close()
    claims = reader.listed_claims or list(_claims(reader))
    definitions = _definitions(reader)
    if not reader.duties and not definitions:
        return Imported(name, None, sorted_notes(reader.notes), error="yields neither a KSB nor a duty")
    if not reader.title:
        reader.title, note = title_from(name)
        reader.notes.append(note)
    if reader.key and len(reader.key) < _KEY_PARTS:
        for text in reader.key.values():
            reader.left("the key", text)
    facts = {field: value for field, value in reader.facts.items() if field in (*METADATA, "publisher", "issued")}
    if "core_and_options" in facts:
        facts["core_and_options"] = {"yes": "true", "no": "false"}.get(facts["core_and_options"].lower(), "true")
    untitled = [duty for duty in reader.duties if not "".join(duty.title)]
    if len(untitled) == 1:
        reader.note(untitled[0].place, f"Duty {untitled[0].number} has no title")
    elif untitled:
        numbered = ", ".join(str(duty.number) for duty in untitled)
        reader.note(untitled[0].place, f"{len(untitled)} duties have no title: {numbered}")
    duties = [_shaped(reader, duty, definitions) for duty in reader.duties]
    numbers = {duty.number for duty in reader.duties}
    for code, number, place in reader.mapped:
        if number not in numbers:
            reader.left(place, f"{code}: Duty {number}")
    shape = {
        "format": 1,
        "title": reader.title,
        **facts,
        "overview": ["".join(paragraph) for paragraph in reader.overview],
        "job_titles": reader.job_titles,
        "key": reader.key if len(reader.key) == _KEY_PARTS else None,
        "claims": claims,
        "options": _options_with_titles(reader, claims),
        "ksbs": {code: definitions[code] for code in sorted(filter(CODE.fullmatch, definitions), key=code_order)},
        "duties": duties,
        "ids": {code: given for code, given in reader.ids.items() if code in definitions},
        "assessment": {"methods": reader.methods} if reader.methods else None,
    }
    try:
        standard = Standard.model_validate(shape)
    except ValidationError as error:
        return Imported(name, None, sorted_notes(reader.notes), error=first_fault(error))
    return Imported(name, standard, _report(reader, standard))


def _report(reader: Reader, standard: Standard) -> tuple[Note, ...]:
    """Return the notes, with one for every word of the document that is neither in the standard nor noted."""
    known = words_in(standard.model_dump(mode="json"))
    repeated = [note for note in reader.notes if note.kind == "left out" and note.place.startswith("page ")]
    notes = [
        note._replace(kind="structure") if note in repeated and words(note.text) <= known else note
        for note in reader.notes
    ]
    known |= set().union(*(words(note.text) for note in notes)) if notes else set()
    known |= {"duty", "option", "core", "duties", "options"}
    known |= {name for duty in standard.duties for name in (str(duty.number), f"d{duty.number}")}
    return sorted_notes([*notes, *unaccounted(_pieces(reader.blocks), known)])


def _claims(reader: Reader) -> Iterator[dict[str, Any]]:
    """Yield the claims in the overview, and then those that stand elsewhere."""
    for paragraph in reader.overview:
        for sentence in _SENTENCE.split("".join(paragraph)):
            counts = {count.name: count.number for count in stated_counts(sentence)}
            if counts:
                reader.count()
                yield {"text": sentence, **counts}
    yield from reader.claims


def _definitions(reader: Reader) -> dict[str, str]:
    """Return the definition of each code.

    A list of definitions settles it. Else it is the wording that most citations use, and of its spellings the most
    frequent; on a tie the one that comes first in the document.
    """
    found: dict[str, str] = {}
    for wording in reader.defined:
        text = wording.text
        if text is None:
            continue
        if match := _CITED_IN.search(text[-300:]):
            reader.structure(wording.place, match[0].strip())
            text = text[: len(text) - len(match[0])]
        if found.setdefault(wording.code, text) != text:
            reader.left(wording.place, f"{wording.code}: {text}")
            reader.note(wording.place, f"{wording.code} is defined twice; the first definition is taken")
    wordings: dict[str, list[str]] = {}
    for cite in chain.from_iterable(duty.cites for duty in reader.duties):
        if (text := cite.text) is not None:
            wordings.setdefault(cite.code, []).append(text)
    for code, texts in wordings.items():
        if code not in found:
            most = Counter(map(fold, texts)).most_common(1)[0][0]
            found[code] = Counter(text for text in texts if fold(text) == most).most_common(1)[0][0]
    for wording in reader.defined:
        if wording.code not in found:
            reader.left(wording.place, wording.code)
    return found


def _shaped(reader: Reader, duty: DutyRead, definitions: dict[str, str]) -> dict[str, Any]:
    title = "".join(duty.title) or "."
    cites: list[str | dict[str, str]] = []
    mapped = [Wording(code, [], place) for code, number, place in reader.mapped if number == duty.number]
    cited = {cite.code for cite in duty.cites}
    for cite in (*duty.cites, *(it for it in mapped if it.code not in cited)):
        code, text = cite.code, cite.text
        if text is None and code not in definitions:
            reader.note(cite.place, f"Duty {duty.number} cites {code}, which has no wording anywhere")
        cites.append(code if text in (None, definitions.get(code)) else {code: str(text)})
    made: dict[str, Any] = {"number": duty.number, "title": title, "options": duty.options, "cites": cites}
    if given := reader.ids.get(("Duty", duty.number)):
        made["id"] = given
    if duty.criteria:
        made["criteria"] = "\n".join(duty.criteria)
    return made


def _options_with_titles(reader: Reader, claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the options with every other wording of their titles, and where that stands."""
    claimed = [(int(it[0]), it[1], "claims") for claim in claims for it in _TITLED.findall(claim["text"])]
    for number, title, where in dict.fromkeys(claimed + reader.again):
        option = reader.options.get(number)
        if option and title != option["title"]:
            option.setdefault("also_titled", []).append({"text": title, "where": where})
    for number, option in reader.options.items():
        if "description" in option:
            option["description"] = ["".join(paragraph) for paragraph in option["description"]]
        if given := reader.ids.get(("Option", number)):
            option["id"] = given
    return [reader.options[number] for number in sorted(reader.options)]


def _pieces(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """Yield the place and the text of every part of a document."""
    for block in blocks:
        if isinstance(block, Table):
            if block.header:
                yield block.header.place, " ".join(block.header.cells)
            for row in block.rows:
                yield from ((row.place, cell) for cell in row.cells if cell)
        elif isinstance(block, Item) and LABEL.search(block.label):
            yield block.place, f"{block.label} {block.text}"
        else:
            yield block.place, block.text
