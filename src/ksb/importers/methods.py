"""Assessment methods as documents name them, and the KSBs that each assesses."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from ksb.evidence.states import is_nothing
from ksb.importers.draft import Draft
from ksb.importers.matrices import is_tick, may_be_tick
from ksb.importers.notes import Note
from ksb.kinds import code_order
from ksb.models import Method
from ksb.text.normalise import fold

METHOD = re.compile(
    r".*\b(?:method|assess|epa|observation|interview|discussion|exam|test|project|presentation|practical"
    r"|showcase|viva|question)",
    re.IGNORECASE,
)
"""What the title of a method says, where nothing says that it is one."""
_PREFIX = re.compile(r"(?:(?:assessment|epa) )?method\s*:\s*", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:(?:assessment |epa )?method|am|epa)?\s?(\d{1,2})\s*(?:[:.)–-]\s*(.*)|)", re.IGNORECASE | re.DOTALL
)
_SEVERAL = re.compile(r"\s*(?:\n|;)\s*")
_AND = re.compile(r"\s*(?:,|&|\band\b|/)\s*", re.IGNORECASE)
_PORTFOLIO = re.compile(r"portfolio", re.IGNORECASE)
_LONGEST_TITLE = 100
_MOST_NAMES = 20
"""A column with more is no column of methods: an assessment plan has two to five."""


@dataclass(slots=True)
class Methods:
    """The methods that a document names, and the codes of each."""

    known: Collection[str]
    """The codes of the standard."""
    codes: dict[str, set[str]] = field(default_factory=dict)
    """The codes of each method, by its key: `#1` for a number, else the folded title."""
    titles: dict[str, str] = field(default_factory=dict)
    """The titles by key, "" while only the number is known, in the document's order."""
    keys: dict[str, str] = field(default_factory=dict)
    """The keys of methods with a number, by folded title."""
    notes: list[Note] = field(default_factory=list)

    def add(self, name: str, codes: Iterable[str], place: str) -> None:
        """Note that a method assesses these KSBs."""
        name = _PREFIX.sub("", " ".join(name.split()), count=1).strip(" :")
        match = _NUMBERED.fullmatch(name)
        title = (match[2] or "").strip() if match else name
        key = f"#{int(match[1])}" if match else self.keys.get(fold(title), fold(title))
        if match and title:
            self.keys[fold(title)] = key
        self.titles[key] = self.titles.get(key) or title
        for code in codes:
            if code in self.known:
                self.codes.setdefault(key, set()).add(code)
            else:
                self.notes.append(Note("left out", place, f"{code}, which is not in the standard"))

    def numbered(self) -> list[Method]:
        """Return the methods, by the document's numbers where all have one, else in its order."""
        keys = [key for key in self.titles if key in self.codes]
        if all(key.startswith("#") for key in keys):
            numbered = sorted((int(key[1:]), key) for key in keys)
        else:
            numbered = list(enumerate(keys, 1))
        for number, key in numbered:
            if not self.titles[key]:
                self.notes.append(Note("note", "", f"the title of method {number} was not found"))
        return [
            Method(
                number=number,
                title=self.titles[key] or f"Assessment method {number}",
                portfolio=bool(_PORTFOLIO.search(self.titles[key])),
                ksbs=tuple(sorted(self.codes[key], key=code_order)),
            )
            for number, key in numbered
        ]


def names_in(cells: Iterable[str]) -> list[list[str]]:
    """Return the methods that each cell of a column names."""
    parts = [[part for part in _SEVERAL.split(cell) if part] for cell in cells]
    whole = {fold(part) for cell in parts for part in cell}
    found = [[name for part in cell for name in _split(part, whole)] for cell in parts]
    return [[name for name in cell if is_tick(name) or not may_be_tick(name)] for cell in found]


def _split(text: str, whole: set[str]) -> Iterator[str]:
    """Yield the methods that a text names: "Test and interview" is two where each also stands alone."""
    parts = [part for part in _AND.split(text) if part]
    if len(parts) > 1 and all(fold(part) in whole or _NUMBERED.fullmatch(part) for part in parts):
        yield from parts
    elif text:
        yield text


def assessed(draft: Draft, known: Collection[str]) -> list[dict[str, Any]]:
    """Return the methods of a draft, with those that a column of its KSBs names if each of its cells names methods."""
    cells = [one for one in draft.assessed if not is_nothing(one.text)]
    named = names_in(one.text for one in cells)
    names = set(chain.from_iterable(named))
    are_methods = 0 < len(names) <= _MOST_NAMES and all(map(_is_method, names))
    for one in draft.assessed:
        if not are_methods or is_nothing(one.text):
            draft.left(one.place, f"{one.column}: {one.text}")
    if not are_methods:
        return draft.methods
    methods = Methods(known)
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
        {
            "number": method.number,
            "title": method.title,
            "portfolio": method.portfolio or fold(method.title) in with_portfolio,
            "ksbs": list(method.ksbs),
        }
        for method in numbered
    ]


def _is_method(name: str) -> bool:
    return len(name) <= _LONGEST_TITLE and bool(METHOD.match(name) or _NUMBERED.fullmatch(name))
