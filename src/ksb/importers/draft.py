"""What a document has yielded so far: the parts of a standard as they are being read, and the notes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ksb.documents.blocks import Row
from ksb.importers.facts import iso_date
from ksb.importers.results import Note, Noted
from ksb.kinds import split_code
from ksb.text.counts import stated_counts

MOST_PARTS = 10_000
"""Ten times what a large published standard has. To write many more takes long, and nobody could read them."""


class TooManyPartsError(Exception):
    """A document with more parts than a standard may have."""

    def __init__(self) -> None:
        super().__init__(f"has more than {MOST_PARTS:,} parts (duties, citations, KSBs, options, claims, paragraphs)")


@dataclass(slots=True)
class Part:
    """A text that is being read, and may go on in the next line."""

    pieces: list[str]
    place: str
    depth: int = -1
    """The depth of its list item; -1 outside a list."""
    bullets: int | None = field(default=None, kw_only=True)
    """The depth of the list below it that belongs to it, where there is one."""
    column: int = field(default=0, kw_only=True)
    """Where its first line begins after the code; lines that begin there go on from it."""

    def add(self, text: str, joint: str) -> None:
        """Add a line to the text, with what joins the two."""
        self.pieces += [joint, text] if self.pieces else [text]

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.pieces)


@dataclass(slots=True)
class Wording(Part):
    """A code with its wording, which may be empty."""

    code: str = ""
    whole: bool = False
    """Whether the list below belongs to it: it stands in a heading."""
    below: bool = False
    """Whether its code stands alone below another that does: what follows may be the wording of the first."""


@dataclass(slots=True)
class DutyRead(Part):
    """A duty; its text is the title."""

    number: int = 0
    options: list[int] = field(default_factory=list)
    cites: list[Wording] = field(default_factory=list)
    criteria: list[str] = field(default_factory=list)
    beside: bool = False
    """Whether its codes stand in a column beside its title, as text that was copied with its layout has them."""

    def lacks(self, prefix: str) -> bool:
        """Return whether it cites no KSB of a kind; with "" for the kind, no KSB at all."""
        return not any(prefix in ("", split_code(cite.code)[0]) for cite in self.cites)


class Assessed(NamedTuple):
    """A cell that may name the methods that assess a KSB."""

    codes: Sequence[str]
    text: str
    column: str
    """The name of its column."""
    place: str


class Loose(Part):
    """A line under a heading of KSBs that has no code."""


class Draft(Noted):
    """The parts of a standard that a document has yielded, and the notes on what it has not."""

    def __init__(self) -> None:
        self.title = ""
        self.facts: dict[str, str] = {}
        self.overview: list[list[str]] = []
        """The paragraphs, each in pieces."""
        self.job_titles: list[str] = []
        self.key: dict[str, str] = {}
        self.claims: list[dict[str, Any]] = []
        """Sentences outside the overview that count the parts of the standard."""
        self.listed_claims: list[dict[str, Any]] = []
        """The claims of a section that lists them all."""
        self.options: dict[int, dict[str, Any]] = {}
        self.also_titled: list[tuple[int, str, str]] = []
        """The options that are titled again: number, title, and where."""
        self.duties: list[DutyRead] = []
        self.counted: set[int] = set()
        """The numbers of duties of tables that give them none."""
        self.defined: list[Wording] = []
        self.paragraphs = 0
        """How many sections of KSBs are one paragraph without a code, which may say what knowledge is."""
        self.mapped: list[tuple[str, int, str]] = []
        """A code, the number of a duty that a table maps it to, and where."""
        self.all_of: list[tuple[DutyRead, str, str]] = []
        """A duty that cites all KSBs of a kind, what their codes start with, and where it says so."""
        self.of_all_duties: list[tuple[str, str]] = []
        """A code that a table maps to all duties, and where."""
        self.of_ksbs: list[tuple[str, list[int], str]] = []
        """The options that the wording of a code names, in brackets before it, and where; [] for the core."""
        self.methods: list[dict[str, Any]] = []
        self.assessed: list[Assessed] = []
        """The cells of columns such as `Assessed by`, beside KSBs."""
        self.ids: dict[tuple[str, int] | str, str] = {}
        """Identifiers, by code or by the word and the number of a duty or an option."""
        self.notes: list[Note] = []
        self.parts = 0

    def left_cell(self, row: Row, at: int, header: Row | None) -> None:
        """Note a cell that is not used, with the name of its column."""
        name = header.cell(at) if header else ""
        self.left(row.place, f"{name}: {row.cells[at]}" if name else row.cells[at])

    def count(self, more: int = 1) -> None:
        """Count the parts of the standard. Raises `TooManyPartsError`."""
        self.parts += more
        if self.parts > MOST_PARTS:
            raise TooManyPartsError

    def map_to(self, code: str, duties: Sequence[int], place: str) -> None:
        """Take the numbers of the duties that a list or a tick maps a code to."""
        self.count(len(duties))
        self.mapped += ((code, number, place) for number in duties)

    def title_option(self, number: int, title: str) -> None:
        """Take the title of an option that has none yet."""
        if number not in self.options:
            self.count()
            self.options[number] = {"number": number, "title": title}

    def take_facts(self, facts: dict[str, str], text: str, place: str) -> None:
        """Take particulars; one that is known already with another value is left out."""
        self.structure(place, text)
        for name, value in facts.items():
            if "date" in name and (date := iso_date(value)) and date != value:
                self.note(place, f'"{value}" is read as {date}')
                value = date
            if not name:
                self.left(place, value)
            elif name == "title":
                self.title = self.title or value
                if self.title != value:
                    self.left(place, value)
            elif self.facts.setdefault(name, value) != value:
                self.left(place, f"{name}: {value}")

    def take_claim(self, text: str) -> bool:
        """Take a sentence if it counts the document's own parts; return whether it does."""
        if counts := {count.name: count.number for count in stated_counts(text)}:
            self.count()
            self.claims.append({"text": text, **counts})
        return bool(counts)
