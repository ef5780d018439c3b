"""A standard written as a document, paragraph by paragraph: `Duty 7: ...`, `K12: ...`, `Option 2: ...`.

The shape is that of ScreenSkills' standards of 2019, with the small variations that people make: `K12 -`, `K12.`,
non-breaking spaces, word-processor bookmarks. What defines a KSB where a document only cites: the wording that most
citations use, case, punctuation and spacing put aside.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from typing import Any

from pydantic import ValidationError

from ksb.importers import Imported
from ksb.models import CODE, Standard, code_order
from ksb.text.counts import stated_counts
from ksb.text.normalise import fold
from ksb.validate import first_fault

_EDGES = "\ufeff\u200b" + "".join(filter(str.isspace, map(chr, range(0x3001))))
"""What says nothing at the ends of a line: white space of all kinds, and marks without width."""
_BOOKMARK = re.compile(r"\[bookmark: [^\[\]]*\]")
_BULLETS = " •●○◦▪■‣·✓✔➢➤→►▶*–—-"
_BULLET = re.compile(rf"^(?:[{_BULLETS}]+|o(?=\s))\s*(?=(?:[KSB]\s?|[Dd]uty\s)[1-9])")
_CODE = re.compile(
    r"([KSB])\s?([1-9][0-9]{0,3})(?:\s*:\s*|\s*(?:[.)]|[-–—](?=\s))?\s+)(.*\S)|([KSB])\s?([1-9][0-9]{0,3})[:.]?"
)
_ONE = r"[KSB]\s?[1-9][0-9]{0,3}(?![0-9])"
_CODES = re.compile(rf"{_ONE}(?:(?:\s*[,;])?\s*(?:and\s+)?{_ONE})+\.?")
# "K1 to K3", "K1 and K2 (core)": no wording of K1, but codes, in a way that only people read.
_RANGE = re.compile(rf"(?:(?:and|or|to|[&–—-])\s*)?{_ONE}(?!\s*[:.)]|\w)")
_NO_MORE = re.compile(r"[ksb]\s?[1-9][0-9]{0,3}\s*[:.)-]|page\s[0-9]|www\.|https?:")
"""What begins in lower case, and yet does not go on from the line before."""
_DUTY = re.compile(r"duty\s+([1-9][0-9]{0,3})(?![0-9])\s*([:.)–—-]?)\s*(.*)", re.IGNORECASE)
_OPTION = re.compile(r"option\s+([1-9][0-9]{0,3})\s*[:.)–—-]\s*(.+)", re.IGNORECASE)
_OPTION_AGAIN = re.compile(r"option\s+([1-9][0-9]{0,3})", re.IGNORECASE)
_KEY = re.compile(r"([KSB]) (?:is|are|=|stands for) .+")
_MONTHS = "|".join(calendar.month_name[1:])
_PUBLISHER = re.compile(r"Publisher: (.+)")
_ISSUED = re.compile(rf"(?:(.*\S),\s*|Issued: )(?:(?:([0-9]{{1,2}})\s+)?({_MONTHS})\s+)?([0-9]{{4}})")
_TITLE = re.compile(r"(.*\S)\s+standard", re.IGNORECASE)
_JOB_TITLES = re.compile(r"typical job titles(?: include)?:?\s*(.*)", re.IGNORECASE)
_INITIALS = re.compile(r"\.[A-Za-z]\.$")
_HEADINGS = {
    "overview": "overview",
    "standard document": "key",
    "key to the duties section of the standard document": "key",
    "duties": "duties",
    "core duties": "duties",
    "knowledge, skills and behaviours for option specialisms": "duties",
    "knowledge, skills and behaviours that no duty cites": "uncited",
}
_TITLED = re.compile(r"\boption\s+(\d{1,4})\s+(.+?)(?=(?<!\s)\s+or\s+option\s+\d|[.;]?$)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_NAMES = {"K": "knowledge", "S": "skills", "B": "behaviours"}


def parse(lines: Iterable[str], name: str) -> Imported:
    """Return the standard that the paragraphs of a document hold."""
    reader = _Reader()
    for number, line in enumerate(lines, 1):
        text = _BULLET.sub("", _BOOKMARK.sub("", line).strip(_EDGES))
        if text:
            reader.take(text, number)
    return reader.imported(name)


class _Reader:
    """Takes a document paragraph by paragraph; `section` is the part of it that is being read."""

    def __init__(self) -> None:
        self.section = "head"
        self.publisher: str | None = None
        self.issued: str | None = None
        self.title = ""
        self.overview: list[str] = []
        self.job_titles: list[str] = []
        self.key: dict[str, str] = {}
        self.claims: list[dict[str, Any]] = []
        self.options: dict[int, dict[str, Any]] = {}
        self.headings: list[tuple[int, str, str]] = []
        """The options that are titled again among the duties."""
        self.duties: list[dict[str, Any]] = []
        self.cites: list[dict[str, Any]] = []
        """The statements that are being read: what the last duty cites, or what no duty does."""
        self.uncited: list[dict[str, Any]] = []
        self.of_options: list[int] = []
        """The options under whose headings the next duty stands."""
        self.notes: list[str] = []

    def take(self, text: str, line: int) -> None:
        """Take one paragraph."""
        heading = _HEADINGS.get(text.rstrip(":").lower())
        if heading:
            self.section = heading
            if heading == "uncited":
                self.cites = self.uncited
            elif heading == "duties":
                self.of_options = []
        elif (match := _DUTY.fullmatch(text)) and not (self.section == "overview" and _is_prose(match)):
            self.section = "duties"
            self.cites = []
            self.duties.append(
                {"number": int(match[1]), "title": match[3], "options": self.of_options, "cites": self.cites}
            )
        elif match := _OPTION.fullmatch(text):
            self._option(int(match[1]), match[2])
        elif (match := _OPTION_AGAIN.fullmatch(text)) and int(match[1]) in self.options:
            self._of_option(int(match[1]))
        elif self.duties and _is_citation(text):
            self._cite(text)
        elif self.section == "duties" and self.duties and not self.cites and not self.duties[-1]["title"]:
            self.duties[-1]["title"] = text
        elif match := _JOB_TITLES.fullmatch(text):
            self.section = "job titles"
            self._job_titles(match[1])
        elif match := _KEY.fullmatch(text):
            self.key[_NAMES[match[1]]] = text
        elif self.section == "head" and not self.title:
            self._head(text)
        elif self.section == "overview":
            self.overview.append(text)
            for sentence in _SENTENCE.split(text):
                self._counts(sentence)
        elif self.section == "option":
            next(reversed(self.options.values())).setdefault("description", []).append(text)
        elif self.section == "job titles":
            self._job_titles(text)
        elif self.section in ("duties", "uncited") and self.cites and text[0].islower() and not _NO_MORE.match(text):
            self.cites[-1]["lines"].append(text)
        elif not self._counts(text):
            self.notes.append(f'line {line} could not be placed: "{text[:60]}{"…" if len(text) > 60 else ""}"')

    def imported(self, name: str) -> Imported:
        """Return what was read."""
        if not self.duties:
            return Imported(name, None, error="holds no duties, such as `Duty 1: ...`")
        statements = [*chain.from_iterable(duty["cites"] for duty in self.duties), *self.uncited]
        for statement in statements:
            statement["text"] = " ".join(statement.pop("lines")) or None
        definitions = _definitions(statements)
        for duty in self.duties:
            if not duty["title"]:
                duty["title"] = "."
                self.notes.append(f"Duty {duty['number']} has no title")
            cites: list[str | dict[str, str]] = []
            for cite in duty["cites"]:
                code, text = cite["code"], cite["text"]
                if text is None and code not in definitions:
                    self.notes.append(f"Duty {duty['number']} cites {code}, which has no wording anywhere")
                cites.append(code if text in (None, definitions.get(code)) else {code: text})
            duty["cites"] = cites
        if self.key and len(self.key) < len(_NAMES):
            self.notes.append(f"left out: the key, which explains {', '.join(self.key)} alone")
        shape = {
            "format": 1,
            "title": self.title,
            "publisher": self.publisher,
            "issued": self.issued,
            "overview": self.overview,
            "job_titles": self.job_titles,
            "key": self.key if len(self.key) == len(_NAMES) else None,
            "claims": self.claims,
            "options": self._options_with_titles(),
            "ksbs": {code: definitions[code] for code in sorted(filter(CODE.fullmatch, definitions), key=code_order)},
            "duties": self.duties,
        }
        try:
            return Imported(name, Standard.model_validate(shape), tuple(self.notes))
        except ValidationError as error:
            return Imported(name, None, error=first_fault(error))

    def _head(self, text: str) -> None:
        if match := _PUBLISHER.fullmatch(text):
            self.publisher = match[1]
        elif (match := _ISSUED.fullmatch(text)) and self.issued is None:
            self.publisher = match[1]
            self.issued = match[4]
            if match[3]:
                month, day = list(calendar.month_name).index(match[3]), int(match[2] or 0)
                self.issued += f"-{month:02}"
                if 0 < day <= calendar.monthrange(int(match[4]), month)[1]:
                    self.issued += f"-{day:02}"
                elif match[2]:
                    self.notes.append(f'left out: the day of "{text}", which {match[3]} does not have')
        else:
            named = _TITLE.fullmatch(text)
            self.title = named[1] if named else text

    def _option(self, number: int, title: str) -> None:
        among_duties = self.section == "duties" or bool(self.duties)
        if number not in self.options:
            self.options[number] = {"number": number, "title": title}
        elif among_duties:
            self.headings.append((number, title, "duties"))
        if among_duties:
            self._of_option(number)
        else:
            self.section = "option"

    def _of_option(self, number: int) -> None:
        """Note that the next duties are of this option, and of those whose headings stand just before."""
        directly = self.of_options and not (self.duties and self.duties[-1]["options"] is self.of_options)
        self.of_options = [*self.of_options, number] if directly and number not in self.of_options else [number]

    def _options_with_titles(self) -> list[dict[str, Any]]:
        """Return the options with every other wording of their titles, and where that stands."""
        claimed = [(int(it[0]), it[1], "claims") for claim in self.claims for it in _TITLED.findall(claim["text"])]
        for number, title, where in dict.fromkeys(claimed + self.headings):
            option = self.options.get(number)
            if option and title != option["title"]:
                option.setdefault("also_titled", []).append({"text": title, "where": where})
        return list(self.options.values())

    def _job_titles(self, text: str) -> None:
        marks = ";" if text.endswith(";") else "[,;]"
        parts = [part.strip(" ") for part in re.split(marks, text)]
        titles = (part if _INITIALS.search(part[-4:]) else part.strip(" .") for part in parts)
        self.job_titles += filter(None, (title.lstrip(_BULLETS) for title in titles))

    def _counts(self, text: str) -> bool:
        """Take a sentence for a claim if it counts the document's own parts."""
        counts = {count.name: count.number for count in stated_counts(text)}
        if counts:
            self.claims.append({"text": text, **counts})
        return bool(counts)

    def _cite(self, text: str) -> None:
        if _CODES.fullmatch(text):
            self.cites += [
                {"code": f"{letter}{number}", "lines": []} for letter, number in re.findall(r"([KSB])\s?([0-9]+)", text)
            ]
        elif match := _CODE.fullmatch(text):
            lines = [match[3]] if match[3] else []
            self.cites.append({"code": f"{match[1] or match[4]}{match[2] or match[5]}", "lines": lines})


def _is_citation(text: str) -> bool:
    """Return whether a paragraph is a code with or without a wording, or a list of codes; not "K1 to K3"."""
    if _CODES.fullmatch(text):
        return True
    match = _CODE.fullmatch(text)
    told = match is not None and match[3] and ":" not in text[: match.start(3)] and _RANGE.match(match[3])
    return match is not None and not told


def _is_prose(duty: re.Match[str]) -> bool:
    """Return whether what looks like a duty goes on as a sentence does: "Duty 1 is the hardest"."""
    return not duty[2] and duty[3][:1].islower()


def _definitions(statements: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Return the definition of each code: the wording that is used most, and of its spellings the most frequent.

    Wordings are the same when their letters are; on a tie the one that comes first in the document counts.
    """
    wordings: dict[str, list[str]] = {}
    for statement in statements:
        if statement["text"] is not None:
            wordings.setdefault(statement["code"], []).append(statement["text"])
    found = {}
    for code, texts in wordings.items():
        most = Counter(map(fold, texts)).most_common(1)[0][0]
        found[code] = Counter(text for text in texts if fold(text) == most).most_common(1)[0][0]
    return found
