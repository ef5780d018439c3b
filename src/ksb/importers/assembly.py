"""What was gathered from a document to a standard, and the report of what is not in it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby, pairwise
from operator import itemgetter
from typing import Any

from ksb.documents.blocks import Block, Table
from ksb.importers.codes import CODE, codes_named, plain
from ksb.importers.draft import Draft, DutyRead, Wording
from ksb.importers.lines import duty_numbers, names_all_duties
from ksb.importers.methods import assessed
from ksb.importers.results import Imported, Note, finished, known_words, sorted_notes, unaccounted, words
from ksb.kinds import code_order, split_code
from ksb.models import METADATA
from ksb.standard import Standard
from ksb.text.english import listed
from ksb.text.normalise import fold

_TITLED = re.compile(r"\boption\s+(\d{1,4})\s+(.+?)(?=(?<!\s)\s+or\s+option\s+\d|[.;]?$)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_CITED_IN = re.compile(
    r"\s+(?:Dut(?:y|ies) \d+(?:, \d+)*|No duty cites it)$|\s*[(\[]((?:(?:all )?dut|D\s?\d)[^()\[\]]*)[)\]]\.?$",
    re.IGNORECASE,
)
"""What `ksb export markdown` writes after each definition; and a list of duties in brackets."""
_REMOVED = re.compile(
    r"[(\[]?(?:removed|deleted|withdrawn|not used|no longer used|not in use|intentionally (?:left )?blank)[)\]]?\.?",
    re.IGNORECASE,
)
"""What stands in the place of a statement that is gone."""
_AFTER_SIGN = re.compile(rf"[,;|]\s*({CODE})(?!\w)")
_KEY_PARTS = 3
_MOST_DUTIES = 99
"""The highest number of a duty that is one without any KSB: published standards have thirty at most."""
_PAGE = re.compile(r"\b(?:page )?[0-9]{1,3}(?: of [0-9]{1,3})?\b", re.IGNORECASE)


def assembled(draft: Draft, blocks: Iterable[Block], name: str) -> Imported:
    """Return the standard that a draft holds, with a note for every word of the blocks that is lost."""
    claims = draft.listed_claims or _claims(draft)
    if draft.paragraphs > 1 and draft.paragraphs == len(draft.defined) and not draft.duties:
        draft.defined = []  # a page that explains what knowledge, skills and behaviours are
    _leave_columns(draft)
    definitions = _definitions(draft)
    if draft.key and len(draft.key) < _KEY_PARTS:
        for text in draft.key.values():
            draft.left("the key", text)
    if not draft.duties:  # what maps KSBs to duties is all that says which there are
        places = {number: place for _, number, place in reversed(draft.mapped)}
        draft.count(len(places))
        draft.duties += (DutyRead([], places[number], number=number) for number in sorted(places))
    if not definitions and not draft.mapped and not any(duty.cites for duty in draft.duties):
        _leave_other_duties(draft)
    numbers_of_duties = list(dict.fromkeys(duty.number for duty in draft.duties))
    for code, place in draft.of_all_duties:
        draft.map_to(code, numbers_of_duties, place)
        draft.note(place, f"{code} is mapped to all duties: {listed(numbers_of_duties) or 'there are none'}")
    _check_options(draft)
    untitled = [duty for duty in draft.duties if not duty.text]
    if len(untitled) == 1:
        draft.note(untitled[0].place, f'Duty {untitled[0].number} has no title; it is written as "."')
    elif untitled:
        numbers = ", ".join(str(duty.number) for duty in untitled)
        draft.note(untitled[0].place, f'{len(untitled)} duties have no title: {numbers}; each is written as "."')
    for duty, kind, place in draft.all_of:
        codes = [code for code in sorted(definitions, key=code_order) if split_code(code)[0] == kind]
        draft.count(len(codes))
        draft.note(place, f"Duty {duty.number} cites all of a kind: {', '.join(codes) or f'no {kind} is defined'}")
        cited = {cite.code for cite in duty.cites}
        duty.cites += (Wording([], place, code=code) for code in codes if code not in cited)
    duties = [_duty(draft, duty, definitions) for duty in draft.duties]
    methods = assessed(draft, definitions)
    for code, number, place in draft.mapped:
        if number not in numbers_of_duties:
            draft.left(place, f"{code}: Duty {number}")
    facts = {field: value for field, value in draft.facts.items() if field in (*METADATA, "publisher", "issued")}
    if "core_and_options" in facts:
        facts["core_and_options"] = {"yes": "true", "no": "false"}.get(facts["core_and_options"].lower(), "true")
    shape = {
        "format": 1,
        "title": draft.title,
        **facts,
        "overview": ["".join(paragraph) for paragraph in draft.overview],
        "job_titles": draft.job_titles,
        "key": draft.key if len(draft.key) == _KEY_PARTS else None,
        "claims": claims,
        "options": _options(draft, claims),
        "ksbs": definitions,
        "duties": duties,
        "ids": {code: given for code, given in draft.ids.items() if code in definitions},
        "assessment": {"methods": methods} if methods else None,
    }
    made = finished(shape, name, draft.notes)
    return replace(made, notes=_report(made.standard, made.notes, blocks)) if made.standard else made


def _leave_columns(draft: Draft) -> None:
    """Leave out the codes below a duty that begin anew, where the duty above has none: they may be of several duties.

    Text that was copied from a PDF holds a table column by column.
    """
    for above, duty in pairwise(draft.duties):
        named = [cite for cite in duty.cites if not cite.text]
        if above.cites or len({cite.place for cite in named}) < 2 or not _begins_anew(cite.code for cite in named):
            continue
        draft.note(duty.place, f"the codes below Duty {duty.number} may be of the duties above it, too; left out")
        for cite in named:
            draft.left(cite.place, cite.code)
        duty.cites = [cite for cite in duty.cites if cite.text]


def _begins_anew(codes: Iterable[str]) -> bool:
    """Return whether a list of codes comes back to a kind, or to a lower number of the same."""
    by_kind = [list(group) for _, group in groupby(map(split_code, codes), key=itemgetter(0))]
    kinds = [group[0][0] for group in by_kind]
    return len(set(kinds)) < len(kinds) or any(first >= second for it in by_kind for first, second in pairwise(it))


def _leave_other_duties(draft: Draft) -> None:
    """Leave out duties that no KSB speaks for, and that are not of a standard, such as those of a roster of buses."""
    kept: list[DutyRead] = []
    for duty in draft.duties:
        if duty.number in draft.counted:
            draft.left(duty.place, duty.text)
        elif not duty.text or duty.number > _MOST_DUTIES:
            draft.left(duty.place, f"Duty {duty.number} {duty.text}".strip())
        else:
            kept.append(duty)
    draft.duties = kept


def _check_options(draft: Draft) -> None:
    """Note where a KSB is said to be of an option and its duties are not, and which options have no title."""
    cited = {(cite.code, duty.number) for duty in draft.duties for cite in duty.cites}
    cited |= {(code, number) for code, number, _ in draft.mapped}
    for code, options, place in draft.of_ksbs:
        citing = [duty.options for duty in draft.duties if (code, duty.number) in cited]
        of_duties = {number for numbers in citing for number in numbers}
        agree = of_duties == set(options) and [] not in citing if options else [] in citing
        if citing and not agree:
            said = f"of option {listed(options)}" if options else "core"
            draft.note(place, f"{code} is said to be {said}, but the duties that cite it are not; the duties decide")
    untitled = {number: duty for duty in reversed(draft.duties) for number in duty.options}
    for number in sorted(untitled.keys() - draft.options.keys()):
        draft.note(untitled[number].place, f"Duty {untitled[number].number} is of option {number}, which has no title")


def _report(standard: Standard, notes: Iterable[Note], blocks: Iterable[Block]) -> tuple[Note, ...]:
    """Return the notes, with one for every word of the document that is neither in the standard nor noted."""
    known = known_words(standard)
    said = [
        note._replace(kind="structure")  # the header of a page that repeats what the page says, or its number
        if note.kind == "left out" and note.place.startswith("page ") and words(_PAGE.sub("", note.text)) <= known
        else note
        for note in notes
    ]
    known = known.union({"duty", "option", "core", "duties", "options"}, *(words(note.text) for note in said))
    known |= {name for duty in standard.duties for name in (str(duty.number), f"d{duty.number}")}
    return sorted_notes([*said, *unaccounted(_pieces(blocks), known)])


def _claims(draft: Draft) -> list[dict[str, Any]]:
    """Return the claims in the overview, and after them those that stand elsewhere."""
    elsewhere, draft.claims = draft.claims, []
    for sentence in chain.from_iterable(_SENTENCE.split("".join(paragraph)) for paragraph in draft.overview):
        draft.take_claim(sentence)
    return draft.claims + elsewhere


def _definitions(draft: Draft) -> dict[str, str]:
    """Return the definition of each code.

    A list of definitions settles it. Else it is the wording that most citations use, and of its spellings the most
    frequent; on a tie the one that comes first in the document.
    """
    found: dict[str, str] = {}
    removed: set[str] = set()
    for wording in draft.defined:
        text = wording.text
        if not text:
            continue
        if _REMOVED.fullmatch(text):
            draft.left(wording.place, f"{wording.code}: {text}")
            removed.add(wording.code)
            continue
        match = _CITED_IN.search(text[-300:])
        numbers = duty_numbers(match[1]) if match and match[1] else []
        if match and match[1] and names_all_duties(match[1]):
            draft.of_all_duties.append((wording.code, wording.place))
        draft.map_to(wording.code, numbers, wording.place)
        if match and (numbers or not match[1] or names_all_duties(match[1])):
            draft.structure(wording.place, match[0].strip())
            text = text[: len(text) - len(match[0])]
        if text.endswith(("...", "…")):
            draft.note(wording.place, f"{wording.code} ends in dots; its wording may be cut off")
        if found.setdefault(wording.code, text) != text:
            draft.left(wording.place, f"{wording.code}: {text}")
            draft.note(wording.place, f"{wording.code} is defined twice; the first definition is taken")
    cited: dict[str, list[str]] = {}
    for cite in chain.from_iterable(duty.cites for duty in draft.duties):
        if cite.text and cite.code not in found:
            cited.setdefault(cite.code, []).append(cite.text)
    for code, texts in cited.items():
        most = Counter(map(fold, texts)).most_common(1)[0][0]
        found[code] = Counter(text for text in texts if fold(text) == most).most_common(1)[0][0]
    left_out = {note.place for note in draft.notes if note.kind == "left out"}
    for wording in draft.defined:
        is_lost = not wording.text and wording.place not in left_out
        if (is_lost or wording.code not in found) and wording.code not in removed:
            draft.left(wording.place, wording.code)
    for code, text in found.items():
        if missing := [it for it in map(plain, _AFTER_SIGN.findall(text)) if it not in found and it[0] == code[0]]:
            draft.note("", f"the wording of {code} may go on with {listed(missing)}, which no line defines")
    return found


def _duty(draft: Draft, duty: DutyRead, definitions: dict[str, str]) -> dict[str, Any]:
    cited = {cite.code for cite in duty.cites}
    mapped = [Wording([], at, code=code) for code, of, at in draft.mapped if of == duty.number and code not in cited]
    if "   " in duty.text:
        draft.note(duty.place, f"the title of Duty {duty.number} has a wide gap: it may be from two columns of a table")
    named = [code for code in codes_named(duty.text) if code not in cited.union(cite.code for cite in mapped)]
    if named:
        draft.note(duty.place, f"the title of Duty {duty.number} names {listed(named)}, which it does not cite")
    cites: list[str | dict[str, str]] = []
    for cite in (*duty.cites, *mapped):
        if not cite.text and cite.code not in definitions:
            draft.note(cite.place, f"Duty {duty.number} cites {cite.code}, which has no wording anywhere")
        cites.append(cite.code if cite.text in ("", definitions.get(cite.code)) else {cite.code: cite.text})
    made: dict[str, Any] = {"number": duty.number, "title": duty.text or ".", "options": duty.options, "cites": cites}
    if given := draft.ids.get(("Duty", duty.number)):
        made["id"] = given
    if duty.criteria:
        made["criteria"] = "\n".join(duty.criteria)
    return made


def _options(draft: Draft, claims: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the options with every other wording of their titles, and where that stands."""
    claimed = [(int(it[0]), it[1], "claims") for claim in claims for it in _TITLED.findall(claim["text"])]
    for number, title, where in dict.fromkeys(claimed + draft.also_titled):
        option = draft.options.get(number)
        if option and title != option["title"]:
            option.setdefault("also_titled", []).append({"text": title, "where": where})
    for number, option in draft.options.items():
        if "description" in option:
            option["description"] = ["".join(paragraph) for paragraph in option["description"]]
        if given := draft.ids.get(("Option", number)):
            option["id"] = given
    return [draft.options[number] for number in sorted(draft.options)]


def _pieces(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """Yield the place and the text of every part of a document."""
    for block in blocks:
        if isinstance(block, Table):
            yield from ((row.place, cell) for row in block.every_row for cell in row.cells if cell)
        else:
            yield block.place, block.labelled
