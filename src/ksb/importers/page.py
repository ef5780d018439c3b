"""Occupation pages of the official site, saved as HTML; Beautiful Soup reads them.

The duties stand in a table (`tr.duty-row`) with their citations, each with the wording on it (`data-ksb-text`); the
KSBs stand in lists (`p[data-row]`), the rest under headings.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Any, BinaryIO

from ksb.documents import html
from ksb.documents.blocks import MOST_BYTES, Block, Table, checked_size
from ksb.documents.html import BLOCKS
from ksb.documents.markup import parsed
from ksb.errors import KsbError
from ksb.importers.fields import line
from ksb.importers.headings import heading
from ksb.importers.lines import is_furniture
from ksb.importers.results import Imported, Note, Noted, finished, known_words, sorted_notes, unaccounted
from ksb.kinds import CODE
from ksb.text.english import counted

_FIELDS = {"reference": "reference", "version": "version", "level": "level", "route": "route", "lars code": "lars_code",
           "status": "status", "maximum funding": "max_funding"}  # fmt: skip
_AROUND = frozenset({"header", "nav", "footer", "title"})
_BOXES = frozenset({"qualifications", "qualification-wrapper", "glossary-terms", "occupation-side-nav", "shareButtons"})
"""The identifiers and classes of what the site sets beside a standard: qualifications, its glossary, links."""
_WARNING = re.compile(
    r"not the latest|no longer|retired|withdrawn|superseded|in development|not approved", re.IGNORECASE
)
_OWN_REFERENCE = re.compile(r"(?:ST|FA|AU)\d+")


def read(file: BinaryIO, name: str) -> Iterator[Imported]:
    """Yield the one standard on a page.

    Raises `KsbError` where the file is not such a page, is too large, or Beautiful Soup is missing.
    """
    content = checked_size(file.read(MOST_BYTES + 1), name)
    page, rest = parsed(content, name)
    try:
        if not page.find("tr", class_="duty-row") and not page.find("p", attrs={"data-row": True}):
            raise KsbError(f"{name}: holds no duties and no KSBs, so it is not a page of an occupation")
        yield _Page(page, name, rest).imported()
    except RecursionError:
        raise KsbError(f"{name}: nested too deep") from None


def is_page(content: bytes) -> bool:
    """Return whether a file seems to be a page of the official site."""
    return b"duty-row" in content or b"data-row" in content


class _Page(Noted):
    def __init__(self, page: Any, name: str, rest: str) -> None:
        self.page = page
        self.name = name
        self.notes: list[Note] = []
        if rest:
            self.left("the end, in a tag or comment that is not closed", " ".join(rest.split()))

    def imported(self) -> Imported:
        """Return what is on the page."""
        ksbs = self._ksbs()
        duties = list(self._duties(ksbs))
        shape = {
            "format": 1,
            "title": self._line(self.page.find("h1")),
            **self._facts(),
            "overview": self._summary(),
            "job_titles": [text for tag in self._all("span", title="job title") if (text := self._line(tag))],
            "ksbs": ksbs,
            "duties": duties,
        }
        made = finished(shape, self.name, self.notes)
        if made.standard is None:
            return made
        known = known_words(made.standard, made.notes)
        known |= {"back", "to", "top", "duty"} | {str(number) for number in range(len(duties) + 1)}
        pieces = [(block.place, text) for block in html.blocks(self.page, self.name) for text in _texts(block)]
        around = self._around()
        missing = list(unaccounted(pieces, known))
        notes = list(made.notes)
        if count := sum(note.text in around for note in missing):
            said = f"{counted(count, 'line')} around the standard left out"
            notes.append(Note("note", "", f"{said}: navigation, glossary, qualifications"))
        for note in missing:
            understood = note.text in around or is_furniture(note.text) or heading(note.text)
            notes.append(note._replace(kind="structure") if understood else note)
        notes.sort(key=lambda note: not _WARNING.search(note.text))
        return replace(made, notes=sorted_notes(notes))

    def _around(self) -> set[str]:
        """Return the texts that stand around the standard: outside `<main>`, and in boxes of the site."""
        main = self.page.find("main")
        above = {id(tag) for tag in main.parents} if main else set()
        found: set[str] = set()
        waiting = [(self.page, not main)]
        while waiting:
            tag, inside = waiting.pop()
            inside = inside or tag is main
            box = tag.name in _AROUND or tag.get("id") in _BOXES or _BOXES & set(tag.get("class") or ())
            if box or not (inside or id(tag) in above):
                found |= {text for block in html.blocks(tag, self.name) for text in _texts(block)}
            else:
                waiting += ((child, inside) for child in tag.children if getattr(child, "name", None))
        return found

    def _all(self, tag: str | None = None, within: Any = None, **attributes: Any) -> list[Any]:
        """Return the elements of a kind. Raises `KsbError` where one stands within another, as on no such page.

        Where they stand in one another thousands deep, to read the text of each would take very long.
        """
        found: list[Any] = (within or self.page).find_all(tag, **attributes)
        if any(it.find(tag, **attributes) for it in found):
            raise KsbError(f"{self.name}: nested too deep: a <{found[0].name}> stands within another of its kind")
        return found

    def _line(self, tag: Any, without: Iterable[Any] = ()) -> str:
        """Return the text of an element as one line, without that of some elements in it."""
        return " ".join("".join(_strings(tag, without)).split()) if tag is not None else ""

    def _facts(self) -> dict[str, str]:
        """Return the fields in the box of key information; what `ksb` has no field for is noted."""
        found: dict[str, str] = {}
        for item in (item for box in self._all(class_="keyinformation") for item in self._all("li", box)):
            name, colon, value = self._line(item).partition(":")
            field, value = _FIELDS.get(name.strip().lower()), value.strip()
            if field == "reference" and not _OWN_REFERENCE.match(value):
                self.left("key information, the reference of the occupation", value)
            elif field and value:
                found.setdefault(field, value)
            elif colon and value:
                self.left("key information", f"{name.strip()}: {value}")
        return found

    def _summary(self) -> list[str]:
        """Return the paragraphs between the heading of the summary and the next heading."""
        found = next((tag for tag in self._all("h3") if self._line(tag) == "Occupation summary"), None)
        below = found.find_next_siblings() if found is not None else []
        paragraphs = takewhile(lambda tag: tag.name not in ("h1", "h2", "h3"), below)
        return list(filter(None, map(self._line, paragraphs)))

    def _ksbs(self) -> dict[str, str]:
        """Return the definitions in the lists of KSBs."""
        found: dict[str, str] = {}
        for tag in self._all("p", attrs={"data-row": True}):
            buttons = [it for it in self._all("a", tag) if self._line(it).lower().startswith("back to ")]
            whole = self._line(tag, without=buttons)
            code, _, text = whole.partition(":")
            code, text = code.strip(), text.strip()
            if not CODE.fullmatch(code) or not text:
                self.left("the list of KSBs", whole)
            elif code in found:
                self.note("", f"{code} is defined twice; the first definition is taken")
                self.left("the list of KSBs", whole)
            else:
                found[code] = text
        return found

    def _duties(self, ksbs: dict[str, str]) -> Iterator[dict[str, Any]]:
        """Yield the duties; a KSB that no list defines is defined by its first citation."""
        for position, row in enumerate(self._all("tr", class_="duty-row"), 1):
            number = re.search(r"\d{1,9}", row.get("data-duty-title", ""))
            cites: list[str | dict[str, str]] = []
            for tag in row.find_all(class_="ksb-item"):
                code = tag.get("data-ksb-id", "").strip()
                text = " ".join(line(tag.get("data-ksb-text", "")).split())
                if not CODE.fullmatch(code):
                    self.left(f"Duty {position}, a citation without a code", f"{code} {text}")
                    continue
                if text and code not in ksbs:
                    ksbs[code] = text
                    self.note("", f"{code} is in no list of KSBs; its wording is that of Duty {position}")
                cites.append({code: text} if text and text != ksbs.get(code) else code)
            title = line(row.get("data-duty-details", "")) or "."
            yield {"number": int(number[0]) if number else position, "title": title, "cites": cites}


def _texts(block: Block) -> list[str]:
    """Return the texts in a block: of a table, those of its cells."""
    if isinstance(block, Table):
        return [line for cell in block.every_cell for line in cell.split("\n") if line]
    return [block.text]


def _strings(tag: Any, without: Iterable[Any]) -> Iterator[str]:
    """Yield the texts in an element, without those of some elements in it; a space where a block begins or ends."""
    left_out = set(map(id, without))
    waiting = [tag]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            if type(part).__name__ in ("str", "NavigableString", "CData"):  # others are comments and scripts
                yield part
        elif id(part) not in left_out:
            if part.name in BLOCKS or part.name == "br":
                yield " "
                waiting.append(" ")
            waiting += reversed(part.contents)
