"""Assessment methods as documents name them, and the KSBs that each assesses."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Any

from ksb.evidence.states import is_nothing
from ksb.importers.cells import is_tick, may_be_tick
from ksb.importers.draft import Draft
from ksb.importers.results import Note, Noted
from ksb.kinds import code_order
from ksb.models import Method
from ksb.text.normalise import fold

METHOD = re.compile(
    r".*\b(?:method|assess|epa|observation|interview|discussion|exam|test|project|presentation|practical"
    r"|showcase|viva|question|simulation|role[ -]?play|case stud|osce\b|assignment)",
    re.IGNORECASE,
)
"""What the title of a method says, where nothing says that it is one."""
NO_METHOD = re.compile(
    r"(?:not(?: yet)?|un)[\s-]?(?:assessed|mapped|covered|tested|examined|applicable|required|in)\b.*|none",
    re.IGNORECASE,
)
"""What stands in the place of a method for KSBs that none assesses."""
_GENERAL = re.compile(
    r"(?:(?:the|an?|end|point|epa|assess(?:ment|ed|ing)?s?|plan|methods?|grad(?:e|es|ing)|mapping|mapped|of|ksbs?|to|by|and|for"
    r"|overview|summary|tables?|annex|appendix|criteria|descriptors?|in|at|requirements?|knowledge|skills|behaviou?rs)\W*)+"
    r"|.*\b(?:assessment plan|methods)\b.*|(?:dut(?:y|ies)|options?|pathways?)\b.*",
    re.IGNORECASE,
)
"""What is said about methods without naming one, and the names of duties and options."""
_PREFIX = re.compile(r"(?:(?:assessment|epa) )?method\s*:\s*", re.IGNORECASE)
_WORD = r"(?:(?:(?:assessment |epa )?method|am)\s?(?:no\.?\s?)?)"
_WITH_NUMBER = re.compile(rf"\b{_WORD}\d{{1,2}}\b", re.IGNORECASE)
_NUMBERED = re.compile(
    rf"(?:{_WORD}|epa)?\s?(\d{{1,2}})\s*(?:[:.)–-]\s*(.*)|)|{_WORD}(\d{{1,2}})\s+(?!(?:and|or|to)\b)([^\W\d].*)",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER_AFTER = re.compile(
    rf"(\S.*?)\s*(?:[(\[]\s*{_WORD}(\d{{1,2}})\s*[)\]]|[–—-]\s+{_WORD}(\d{{1,2}}))", re.IGNORECASE
)
_LEAD = re.compile(rf".{{1,60}}?(?:[:–—-]\s+|\()(?={_WORD}\d)", re.IGNORECASE)
"""What a heading may say before the number of a method, such as "Grading – " in "Grading – Method 2: Interview"."""
_IN_KEY = re.compile(
    rf"\b{_WORD}(\d{{1,2}})\s?(?:[=:–-]|is\b)\s?([^\W\d][^,;.=|\n]{{2,80}}?)(?=\s?(?:[,;.|\n]|$))", re.IGNORECASE
)
_BLANKS = re.compile(r"[^\S\n]+")
_SEVERAL = re.compile(r"\s*(?:\n|;)\s*")
_COMMA = re.compile(r"\s*,\s*")
_AND = re.compile(r"\s*(?:,|&|\+|\band\b|/)\s*", re.IGNORECASE)
_LONGEST_TITLE = 100
_MOST_NAMES = 20
"""A column with more is not one of methods: an assessment plan has two to five."""


@dataclass
class Methods(Noted):
    """The methods that a document names, and the codes of each."""

    known: Collection[str]
    """The codes of the standard."""
    codes: dict[str, set[str]] = field(default_factory=dict)
    """The codes of each method, by its key: `#1` for a number, else the folded title."""
    titles: dict[str, str] = field(default_factory=dict)
    """The titles by key, "" while only the number is known, in the document's order."""
    keys: dict[str, str] = field(default_factory=dict)
    """The keys of methods with a number, by folded title."""
    alone: set[str] = field(default_factory=set)
    """The folded names that stand alone in a cell."""
    listed: set[str] = field(default_factory=set)
    """The folded names that stand in lists with commas."""
    notes: list[Note] = field(default_factory=list)

    def add(self, name: str, codes: Iterable[str], place: str) -> None:
        """Note that a method assesses these KSBs."""
        name = _PREFIX.sub("", " ".join(name.split()), count=1).strip(" :")
        number, title = _number_and_title(name) or _number_and_title(_LEAD.sub("", name, count=1)) or (0, name)
        title = "" if number and title.casefold() in ("ksbs", "ksbs only") else title
        key = f"#{number}" if number else self.keys.get(fold(title), fold(title))
        if number and title:
            self.keys[fold(title)] = key
        self.titles[key] = self.titles.get(key) or title
        for code in codes:
            if code in self.known:
                self.codes.setdefault(key, set()).add(code)
            else:
                self.left(place, f"{code}, which is not in the standard")

    def take_titles(self, texts: Iterable[str]) -> None:
        """Take titles for methods that are known by their numbers alone from a key: "AM1 = Test, AM2 = Interview"."""
        for number, title in chain.from_iterable(map(_IN_KEY.findall, texts)):
            if self.titles.get(f"#{number}") == "" and METHOD.match(title):
                self.titles[f"#{number}"] = title

    def numbered(self) -> list[Method]:
        """Return the methods by number: the document's, and for one without a number the next that is free."""
        keys = [key for key in self.titles if key in self.codes]
        given = {key: int(key[1:]) for key in keys if key.startswith("#")}
        free = (number for number in count(1) if number not in given.values())
        numbers = {key: given.get(key) or next(free) for key in keys}
        numbered = sorted((number, key) for key, number in numbers.items())
        for number, key in numbered:
            if not self.titles[key]:
                self.note("", f"the title of method {number} was not found")
        return [
            Method(
                number=number,
                title=self.titles[key] or f"Assessment method {number}",
                portfolio="portfolio" in self.titles[key].lower(),
                ksbs=tuple(sorted(self.codes[key], key=code_order)),
            )
            for number, key in numbered
        ]

    def names_in(self, cells: Iterable[tuple[str, str]]) -> list[list[str]]:
        """Return the methods that each cell of a column names; a cell is its place and its text."""
        split = ((place, _SEVERAL.split(_BLANKS.sub(" ", cell))) for place, cell in cells)
        parts = [(place, [part for part in cell if not is_nothing(part)]) for place, cell in split]
        for part in chain.from_iterable(cell for _, cell in parts):
            self.alone.add(fold(part))
            self.listed |= set(map(fold, _COMMA.split(part))) if _is_list(part) else set()
        found = [[name for part in cell for name in self._split(part, place)] for place, cell in parts]
        return [
            [name for name in cell if is_tick(name) or not (may_be_tick(name) or NO_METHOD.fullmatch(name))]
            for cell in found
        ]

    def _split(self, text: str, place: str) -> Iterator[str]:
        """Yield the methods that a text names: "Test and interview" is two where each also stands alone."""
        parts = [part for part in _AND.split(text) if part]
        if len(parts) > 1 and all(fold(part) in self.alone or _number_and_title(part) for part in parts):
            yield from parts
        elif len(parts) > 1 and all(fold(part) in self.alone | self.listed for part in parts):
            self.note(place, f'"{text}" is read as {len(parts)} methods')
            yield from parts
        elif _is_list(text):
            for part in _COMMA.split(text):
                yield from self._split(part, place)
        else:
            if len(parts) > 1 and all(map(METHOD.match, parts)):
                self.note(place, f'"{text}" is read as one method')
            yield text


def names_method(text: str) -> bool:
    """Return whether a heading, or the name of a column or of a sheet, names one assessment method."""
    text = " ".join(text.split())
    if len(text) > _LONGEST_TITLE or not (METHOD.match(text) or has_number(text)):
        return False
    return not (_GENERAL.fullmatch(text) or NO_METHOD.fullmatch(text))


def has_number(text: str) -> bool:
    """Return whether a text names a method by its number: "AM1", "Grading – Method 2: Viva"."""
    return _WITH_NUMBER.search(text) is not None


def _number_and_title(name: str) -> tuple[int, str] | None:
    """Return the number and the title of a method in a name such as "AM1: Test", "AM1" or "Test (AM1)"; else None."""
    if match := _NUMBERED.fullmatch(name):
        return int(match[1] or match[3]), (match[2] or match[4] or "").strip()
    match = _NUMBER_AFTER.fullmatch(name) if len(name) <= _LONGEST_TITLE else None
    return (int(match[2] or match[3]), match[1].rstrip(" –—-")) if match else None


def _is_list(text: str) -> bool:
    """Return whether a text lists methods, as in "Observation, Interview"; "Project report, presentation" is one."""
    parts = _COMMA.split(text)
    cases = {part[:1].isupper() for part in parts}
    return len(parts) > 1 and len(cases) == 1 and all(METHOD.match(part) or _number_and_title(part) for part in parts)


def assessed(draft: Draft, known: Collection[str]) -> list[dict[str, Any]]:
    """Return the methods of a draft, with those that a column of its KSBs names if each of its cells names methods."""
    cells = [one for one in draft.assessed if not is_nothing(one.text)]
    methods = Methods(known)
    named = methods.names_in((one.place, one.text) for one in cells)
    names = set(chain.from_iterable(named))
    are_methods = 0 < len(names) <= _MOST_NAMES and all(
        len(name) <= _LONGEST_TITLE and (METHOD.match(name) or _number_and_title(name)) for name in names
    )
    for one in draft.assessed:
        if not are_methods or is_nothing(one.text):
            draft.left(one.place, f"{one.column}: {one.text}")
    if not are_methods:
        return draft.methods
    with_portfolio = {fold(method["title"]) for method in draft.methods if method.get("portfolio")}
    for method in draft.methods:
        methods.add(f"{method['number']}: {method['title']}", method.get("ksbs", ()), "")
    methods.codes = {key: methods.codes.get(key, set()) for key in methods.titles}  # one without KSBs stays
    for one, found in zip(cells, named, strict=True):
        draft.structure(one.place, one.text)
        for name in found:
            methods.add(name, one.codes, one.place)
    numbered = methods.numbered()
    titles = ", ".join(method.title for method in numbered)
    draft.note(cells[0].place, f'the column "{cells[0].column}" is read as the assessment plan: {titles}')
    draft.notes += methods.notes
    return [
        method.model_dump() | {"portfolio": method.portfolio or fold(method.title) in with_portfolio}
        for method in numbered
    ]
