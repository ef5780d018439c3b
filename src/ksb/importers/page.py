"""Occupation pages of the official site, saved as HTML; Beautiful Soup reads them.

The duties stand in a table (`tr.duty-row`) with their citations, each with the wording on it (`data-ksb-text`); the
KSBs stand in lists (`p[data-row]`), the rest under headings.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from pydantic import ValidationError

from ksb.errors import KsbError
from ksb.importers import Imported
from ksb.importers.html import BLOCKS, line, unended, with_short_numbers
from ksb.models import CODE, Standard, code_order
from ksb.validate import first_fault

_MOST_BYTES = 16 << 20
_MOST_TAGS = 30_000
"""Seven times what a published page holds. Beautiful Soup takes a while and a kilobyte for each."""
_FIELDS = {"reference": "reference", "version": "version", "level": "level", "route": "route", "lars code": "lars_code",
           "status": "status", "maximum funding": "max_funding"}  # fmt: skip
_OWN_REFERENCE = re.compile(r"(?:ST|FA|AU)\d+")


def read(file: BinaryIO, name: str) -> Iterator[Imported]:
    """Yield the one standard on a page.

    Raises `KsbError` where the file is no such page, is too large, or Beautiful Soup is missing.
    """
    try:
        from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, UnicodeDammit
        from bs4.builder import ParserRejectedMarkup
    except ImportError:
        raise KsbError("Pages need Beautiful Soup", "in the clone of ksb: pip install '.[html]'") from None
    content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise KsbError(f"{name}: larger than {_MOST_BYTES >> 20} MiB")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
            markup = with_short_numbers(UnicodeDammit(content, is_html=True).unicode_markup or "")
            if markup.count("<") > _MOST_TAGS:
                raise KsbError(f"{name}: has more than {_MOST_TAGS:,} tags")
            rest = unended(markup)
            page = BeautifulSoup(markup.removesuffix(rest), "html.parser")
        if not page.find("tr", class_="duty-row") and not page.find("p", attrs={"data-row": True}):
            raise KsbError(f"{name}: holds no duties and no KSBs, so it is no page of an occupation")
        yield _Page(page, name, rest).imported()
    except ParserRejectedMarkup:
        raise KsbError(f"{name}: not HTML that can be read") from None
    except RecursionError:
        raise KsbError(f"{name}: nested too deep") from None


class _Page:
    def __init__(self, page: Any, name: str, rest: str) -> None:
        self.page = page
        self.name = name
        self.notes = [f'left out: all from "{" ".join(rest[:60].split())}" on, which has no end'] if rest else []

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
            "ksbs": {code: ksbs[code] for code in sorted(ksbs, key=code_order)},
            "duties": duties,
        }
        if self.page.find(class_="qualificationContainer"):
            self.notes.append("left out: the qualifications that the page lists")
        try:
            return Imported(self.name, Standard.model_validate(shape), tuple(self.notes))
        except ValidationError as error:
            return Imported(self.name, None, error=first_fault(error))

    def _all(self, tag: str | None = None, within: Any = None, **attributes: Any) -> list[Any]:
        """Return the elements of a kind. Raises `KsbError` where one stands within another, as on no such page.

        Where they stand in one another thousands deep, to read the text of each would take very long.
        """
        found: list[Any] = (within or self.page).find_all(tag, **attributes)
        if any(it.find(tag, **attributes) for it in found):
            raise KsbError(f"{self.name}: nested too deep: a <{found[0].name}> stands within another of its kind")
        return found

    def _line(self, tag: Any, without: Iterable[Any] = ()) -> str:
        """Return the text of an element, but for that of some elements in it, as one line."""
        return " ".join("".join(_strings(tag, without)).split()) if tag is not None else ""

    def _facts(self) -> dict[str, str]:
        """Return the fields in the box of key information; what `ksb` has no field for is noted."""
        found: dict[str, str] = {}
        for item in (item for box in self._all(class_="keyinformation") for item in self._all("li", box)):
            name, colon, value = self._line(item).partition(":")
            field, value = _FIELDS.get(name.strip().lower()), value.strip()
            if field == "reference" and not _OWN_REFERENCE.match(value):
                self.notes.append(f"left out: the reference {value}, which is that of the occupation")
            elif field and value:
                found.setdefault(field, value)
            elif colon and value:
                self.notes.append(f"left out: {name.strip()}, {value}")
        return found

    def _summary(self) -> list[str]:
        """Return the paragraphs between the heading of the summary and the next heading."""
        heading = next((tag for tag in self._all("h3") if self._line(tag) == "Occupation summary"), None)
        paragraphs = []
        for tag in heading.find_next_siblings() if heading is not None else []:
            if tag.name in ("h1", "h2", "h3"):
                break
            if text := self._line(tag):
                paragraphs.append(text)
        return paragraphs

    def _ksbs(self) -> dict[str, str]:
        """Return the definitions in the lists of KSBs."""
        found: dict[str, str] = {}
        for tag in self._all("p", attrs={"data-row": True}):
            buttons = [it for it in self._all("a", tag) if self._line(it).lower().startswith("back to ")]
            whole = self._line(tag, without=buttons)
            code, _, text = whole.partition(":")
            code, text = code.strip(), text.strip()
            if not CODE.fullmatch(code) or not text:
                self.notes.append(f'could not be placed: "{whole[:60]}"')
            elif code in found:
                self.notes.append(f"{code} is defined twice; the first is taken")
            else:
                found[code] = text
        return found

    def _duties(self, ksbs: dict[str, str]) -> Iterator[dict[str, Any]]:
        """Yield the duties; a KSB that no list defines is defined by its first citation."""
        for position, row in enumerate(self._all("tr", class_="duty-row"), 1):
            number = re.search(r"\d{1,9}", row.get("data-duty-title", ""))
            cites: list[str | dict[str, str]] = []
            for tag in row.find_all(class_="ksb-item"):
                code, text = tag.get("data-ksb-id", "").strip(), line(tag.get("data-ksb-text", ""))
                text = " ".join(text.split()) if text else ""
                if not CODE.fullmatch(code):
                    self.notes.append(f"Duty {position} cites {code!r}, which is no code; left out")
                    continue
                if text and code not in ksbs:
                    ksbs[code] = text
                    self.notes.append(f"{code} stands in no list of KSBs; its wording is that of Duty {position}")
                cites.append({code: text} if text and text != ksbs.get(code) else code)
            yield {
                "number": int(number[0]) if number else position,
                "title": line(row.get("data-duty-details", "")) or ".",
                "cites": cites,
            }


def _strings(tag: Any, without: Iterable[Any]) -> Iterator[str]:
    """Yield the texts in an element, but for those in some elements, with a space where a block begins and ends."""
    left_out = set(map(id, without))
    waiting = [tag]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            if type(part).__name__ in ("str", "NavigableString", "CData"):  # others are comments and scripts
                yield part
        elif id(part) not in left_out:
            if part.name in BLOCKS:
                yield " "
                waiting.append(" ")
            waiting += reversed(part.contents)
