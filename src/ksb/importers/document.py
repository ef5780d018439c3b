"""The interpreter: the blocks of a document to a standard, whatever file format they were read from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from typing import Any

from ksb.documents import Aside, Block, Heading, Item, Paragraph, Table
from ksb.importers import appendix, exported, lines, tables
from ksb.importers.assembly import assembled
from ksb.importers.notes import MOST_CHARACTERS, Imported, Note
from ksb.importers.parts import LABEL, DutyRead, Loose, Wording
from ksb.models import split_code
from ksb.text.counts import stated_counts

MOST_PARTS = 10_000
"""Ten times what a large published standard has. To write many more takes long, and nobody could read them."""
_BEFORE = re.compile(rf"^(?:[{re.escape(lines.BULLETS)}]+|o(?=\s))\s*(?=(?:\(?(?:[KSB]|TK|TS|ESB)\s?|[Dd]uty\s)[1-9])")
_PRIVATE = re.compile("^[\ue000-\uf8ff]+\\s*")
_TITLE = re.compile(r"(.*\S)\s+standard", re.IGNORECASE | re.DOTALL)
_JOB_TITLES = re.compile(
    r"(?:(?:typical|example|other)\s+)?job (?:titles|roles)(?: include)?(?:\s*:\s*(.*)|)", re.IGNORECASE | re.DOTALL
)
_CRITERIA = re.compile(
    r"(?:criteria(?: for measuring performance)?|performance criteria|measures?)\s*(?::\s*(.*)|)",
    re.IGNORECASE | re.DOTALL,
)
_WITH_CRITERIA = re.compile(r"duty\s+criteria", re.IGNORECASE)
_INITIALS = re.compile(r"\.[A-Za-z]\.$")
_BELONGS = re.compile(r"\(\s*(core|options?\s+[\d, and]+)\s*\)\s*", re.IGNORECASE)
_SAYS_SOMETHING = re.compile(r"[.!?][\"'”’)]?$")
_MOST_SIGNS = 20
"""How many characters longer a title may be than another of the same words."""
_ALSO_TITLED = re.compile(r"In the (overview|claims|duties): (.+)", re.DOTALL)


def parse(blocks: Iterable[Block], name: str, *, prose: bool = False) -> Imported:
    """Return the standard in the blocks of a document, with notes of everything that is not in it.

    `prose`: paragraphs below the title are the overview, as in Markdown; else only sentences are.
    """
    blocks = list(blocks)
    if sum(block.size for block in blocks) > MOST_CHARACTERS:
        return Imported(name, None, error=f"has more than {MOST_CHARACTERS:,} characters of text")
    reader = Reader(blocks, prose)
    try:
        if exported.are_exported(blocks):
            exported.take(reader, blocks)
        else:
            for block in blocks:
                reader.take(block)
        return assembled(reader, name)
    except TooManyPartsError as error:
        return Imported(name, None, error=str(error))


class TooManyPartsError(Exception):
    """A document with more parts than a standard may have."""

    def __init__(self) -> None:
        super().__init__(f"has more than {MOST_PARTS:,} parts (duties, citations, KSBs, options, claims, paragraphs)")


class Reader:
    """Takes a document block by block; `section` is the part of it that is being read."""

    def __init__(self, blocks: list[Block], prose: bool = False) -> None:
        self.blocks = blocks
        self.prose = prose
        self.section = "head"
        self.prefix = ""
        """What the codes of the section start with, where its heading names one kind."""
        self.level = 0
        """The level of the heading that the section began with; 0 for none."""
        self.heading = ""
        self.title = ""
        self.facts: dict[str, str] = {}
        self.overview: list[list[str]] = []
        """The paragraphs, each in pieces."""
        self.job_titles: list[str] = []
        self.key: dict[str, str] = {}
        self.claims: list[dict[str, Any]] = []
        self.options: dict[int, dict[str, Any]] = {}
        self.again: list[tuple[int, str, str]] = []
        """The options that are titled again, and where."""
        self.duties: list[DutyRead] = []
        self.defined: list[Wording] = []
        self.loose: list[Loose] = []
        self.duty: DutyRead | None = None
        self.last: Wording | DutyRead | Loose | None = None
        """What the next line may go on from."""
        self.in_criteria = False
        self.has_criteria = False
        """Whether a row that names columns says that criteria follow the title of each duty."""
        self.of_options: list[int] = []
        """The options under whose headings the next duty stands."""
        self.methods: list[dict[str, Any]] = []
        self.listed_claims: list[dict[str, Any]] = []
        self.ids: dict[tuple[str, int] | str, str] = {}
        """Identifiers, by code or by the word and the number of a duty or an option."""
        self.mapped: list[tuple[str, int, str]] = []
        """A code, the number of a duty that a table maps it to, and where."""
        self.notes: list[Note] = []
        self.parts = 0
        self.named_by = next((block for block in blocks if self._is_title(block)), None)
        """The heading that is the title, where there is one."""
        self.exported = any(block.text.endswith(" standard") for block in blocks[:2]) and all(
            isinstance(block, Paragraph) and block.indent in (0, 4) for block in blocks
        )
        """Whether it looks like what `ksb export text` writes, with a line break in a text as an indented line."""
        self.has_duties, self.headings_in_duties, self.has_options = _marks(blocks)
        self.has_overview = any(_begins_overview(block) for block in blocks)
        """Whether a heading says where the overview is; then what stands above it is something else."""

    # What the tables call, too.

    def left(self, place: str, text: str) -> None:
        """Note text that is not used."""
        self.notes.append(Note("left out", place, text))

    def structure(self, place: str, text: str) -> None:
        """Note text that is understood, and is not text of the standard."""
        self.notes.append(Note("structure", place, text))

    def note(self, place: str, text: str) -> None:
        """Note a decision."""
        self.notes.append(Note("note", place, text))

    def count(self, more: int = 1) -> None:
        """Count the parts of the standard. Raises `TooManyPartsError`."""
        self.parts += more
        if self.parts > MOST_PARTS:
            raise TooManyPartsError

    def take(self, block: Block) -> None:
        """Take one block."""
        if isinstance(block, Table):
            tables.take(self, block)
            self.last = None
        elif isinstance(block, Aside):
            self.left(block.place, block.text)
        elif isinstance(block, Heading):
            self._heading(block)
        else:
            self.line(block)

    def line(self, block: Block) -> None:
        """Take a line: a paragraph, a part of one, or a list item. Two statements on one line are two."""
        text = block.text
        if self.section == "head" and _BEFORE.match(text) is None:
            text = _PRIVATE.sub("", text)
        text = _BEFORE.sub("", _PRIVATE.sub("", text))
        if isinstance(block, Item) and LABEL.search(block.label):
            text = f"{block.label} {text}"  # a label that Word works out, such as K1: or Duty 2:
        for part in lines.statements(text):
            self._line(part, block)

    # Headings and sections.

    def _heading(self, block: Heading) -> None:
        text = _BEFORE.sub("", block.text)
        found = lines.heading(text)
        if self.section == "assessment" and not found and appendix.take(self, text, block):
            return
        if self.section == "head" and not self.title and block is self.named_by:
            self._name(text, block.place)
            return
        if found:
            self.enter(found, text, block.place, block.level)
        elif self._marked(text, block):
            if isinstance(self.last, Wording):
                self.last.whole = not self.last.parts
        elif criteria := _CRITERIA.fullmatch(text):
            self._criteria(criteria[1] or "", block)
        elif match := _JOB_TITLES.fullmatch(text):
            self.enter(lines.Heading("job titles"), text, block.place, block.level)
            self._job_titles(match[1] or "", block)
        elif facts := self._facts_in(text):
            self.take_facts(facts, text, block.place)
        elif self.section == "head" and (issued := lines.issued(text)):
            self._issued(issued, text, block.place)
        elif self.section == "duties" and not self.has_duties and block.level > self.level:
            numbered = re.match(r"([1-9][0-9]{0,3})[.)]\s+(?=\S)", text)
            title, codes = lines.without_codes(text[numbered.end() :] if numbered else text)
            if codes:
                self.structure(block.place, text)
            self._add_duty(int(numbered[1]) if numbered else len(self.duties) + 1, title, block.place, codes)
            if not numbered:
                self.note(block.place, f'the duty "{text[:40]}" has no number; it is taken for Duty {len(self.duties)}')
        elif self.section == "overview" and block.level > self.level > 0:
            self.overview.append([text])
            self.count()
        elif self.section == "ksbs" and block.level > self.level > 0:
            self.left(block.place, text)
        else:
            self.left(block.place, text)
            self.close()
            self.section, self.level, self.heading = "other", block.level, text

    def _is_title(self, block: Block) -> bool:
        """Return whether a block is a heading of the highest levels, or the first block, that says only a title."""
        text = _BEFORE.sub("", block.text)
        return (
            isinstance(block, Heading)
            and (block.level <= 1 or block is self.blocks[0])
            and not lines.heading(text)
            and not self._marks_something(text)
            and not _JOB_TITLES.fullmatch(text)
        )

    def _marks_something(self, text: str) -> bool:
        marks = (lines.statement(text), lines.duty(text), lines.option(text), lines.codes_in(text))
        return any(marks) or bool(self._facts_in(text)) or bool(lines.issued(text))

    def enter(self, found: lines.Heading, text: str, place: str, level: int = 0) -> None:
        """Begin a section."""
        self.structure(place, text)
        self.in_criteria = False
        self.last = None
        if found.section == "ksbs" and self.section == "duties" and self.duty and self._is_in_duty(found):
            self.prefix = found.prefix
            return
        self.close()
        self.section, self.prefix, self.level, self.heading = found.section, found.prefix, level, text
        if found.section == "option duties":
            self.section = "duties"
        elif found.section == "duties":
            self.of_options = []
        if self.section != "duties":
            self.duty = None

    def _is_in_duty(self, found: lines.Heading) -> bool:
        """Return whether a heading of KSBs names those of the last duty, and does not begin a list of all."""
        if not self.headings_in_duties or self.duty is None:
            return False
        seen = {cite.code.rstrip("0123456789") for cite in self.duty.cites}
        return (found.prefix not in seen) if found.prefix else not seen

    def close(self) -> None:
        """End a section: number its statements, where none has a code."""
        loose, self.loose = self.loose, []
        if not loose:
            return
        items = [entry for entry in loose if entry.item]
        coded = any(wording.code.startswith(self.prefix) for wording in self.defined) if self.prefix else True
        if coded:
            for entry in loose:
                self.left(entry.place, "".join(entry.text))
            return
        top = min((entry.depth for entry in items), default=0)
        codes: list[str] = []
        for entry in loose:
            if (items and not entry.item) or (not items and "".join(entry.text).endswith(":")):
                self.left(entry.place, "".join(entry.text))
            elif entry.item and entry.depth > top and codes:
                self.defined[-1].parts += ["\n", *entry.text]
            else:
                codes.append(f"{self.prefix}{len(codes) + 1}")
                self.count()
                self.defined.append(Wording(codes[-1], entry.text, entry.place))
        if codes:
            extent = codes[0] if len(codes) == 1 else f"{codes[0]} to {codes[-1]}"
            self.note(
                loose[0].place, f'the statements under "{self.heading}" have no codes; numbered {extent} in order'
            )

    # Lines.

    def _marked(self, text: str, block: Block) -> bool:
        """Take a line that says what it is: a duty, an option, a statement, a list of codes; return whether it does."""
        heading = isinstance(block, Heading)
        short = self.section == "duties" or not self.has_duties
        found = lines.duty(text, short=short or heading)
        if found and not (self.section in ("overview", "option", "other") and found.prose):
            self._duty(found, block)
            return True
        option = lines.option(text, heading=heading)
        if option and (option[2] or option[0] in self.options):
            self._option(option, block)
            return True
        stands_alone = self.section not in ("overview", "option", "job titles", "head", "other", "key", "options")
        codes = lines.codes_in(text) if stands_alone else None
        if codes and len(codes) > 1:
            self.structure(block.place, text)
            self.codes(codes, block.place)
            return True
        statement = lines.statement(text)
        if not statement and self.section in ("ksbs", "uncited") and (statement := self._next_statement(text)):
            written = text.removesuffix(statement.wording).strip()
            self.structure(block.place, written)
            self.note(block.place, f'"{written}" is read as {statement.code}')
        before = (
            self.last.parts
            if isinstance(self.last, Wording)
            else self.last.title
            if isinstance(self.last, DutyRead)
            else []
        )
        if (
            statement
            and statement.plain
            and statement.wording[:1].islower()
            and before
            and lines.goes_on("X", before[-1])
        ):
            return False  # "right length and" / "K1 level water"
        if statement and stands_alone and lines.are_duties(statement.wording):  # K1: Duty 1, Duty 2
            self.structure(block.place, text)
            self.map_to(statement.code, statement.wording, block.place)
            self.last = None
            return True
        if statement and (statement.wording or stands_alone or heading):
            if statement.plain and not stands_alone and self.section in ("overview", "option") and not heading:
                return False
            self.statement(statement, block.place, depth=block.depth if isinstance(block, Item) else -1)
            return True
        if codes:
            self.structure(block.place, text)
            self.codes(codes, block.place)
            return True
        return False

    def _next_statement(self, text: str) -> lines.Statement | None:
        """Return the statement whose code is written as "b2" or "S.2", where it is the one that comes next."""
        found = lines.loose_statement(text)
        if found is None:
            return None
        joined = False
        if isinstance(self.last, Wording):
            prefix, number = split_code(self.last.code)
            joined = bool(self.last.parts) and lines.goes_on("X", self.last.parts[-1])
        else:
            prefix, number = self.prefix, 0
        return found if not joined and split_code(found.code) == (prefix, number + 1) else None

    def _line(self, text: str, block: Block) -> None:
        if not text:
            return
        if lines.is_furniture(text):
            self.structure(block.place, text)
            self.has_criteria = self.has_criteria or _WITH_CRITERIA.match(text) is not None
            return
        item = isinstance(block, Item)
        gap = block.gap if isinstance(block, Paragraph | Item) else "paragraph"
        if gap in ("wrap", "break") and self.last is None and self.section in ("overview", "option"):
            self._more_prose(text, gap)
            return
        if self.section in appendix.SECTIONS and appendix.take(self, text, block):
            return
        listed = item and self.section in ("job titles", "ksbs")
        found = None if listed else lines.heading(text)
        if found and not (self.section == "head" and not self.title and found.section == "overview"):
            self.enter(found, text, block.place)
            return
        if self._marked(text, block):
            return
        if match := _JOB_TITLES.fullmatch(text):
            self.enter(lines.Heading("job titles"), text.removesuffix(match[1] or ""), block.place)
            self._job_titles(match[1] or "", block)
        elif found_key := lines.key(text):
            self.key[found_key[0]] = text
        elif self.section in ("duties", "ksbs", "uncited"):
            self._more(text, block)
        elif self.section in ("head", "particulars", "other", "options") and (facts := self._facts_in(text)):
            self.take_facts(facts, text, block.place)
        elif self.section == "head":
            self._head(text, block)
        elif self.section == "overview" and self.prose and not self.overview and (facts := self._facts_in(text)):
            self.take_facts(facts, text, block.place)
        elif self.section == "overview":
            self._prose(self.overview, text, block)
        elif self.section == "option" and item and (titled := _ALSO_TITLED.fullmatch(text)):
            self.structure(block.place, f"In the {titled[1]}:")
            self.again.append((next(reversed(self.options)), titled[2], titled[1]))
        elif self.section == "option":
            self._prose(next(reversed(self.options.values())).setdefault("description", []), text, block)
        elif self.section == "options":
            if item and not self.has_options:
                number = len(self.options) + 1
                self.count()
                self.options[number] = {"number": number, "title": text}
                self.note(block.place, f'the option "{text[:40]}" has no number; it is taken for option {number}')
            elif text.endswith(":") and self.has_options:  # it introduces the options, as "Job titles include:" does
                self.structure(block.place, text)
            else:
                self._prose(self.overview, text, block)
        elif self.section == "job titles":
            self._job_titles(text, block)
        elif not self._counts(text):
            self.left(block.place, text)

    def _prose(self, paragraphs: list[list[str]], text: str, block: Block) -> None:
        """Take a paragraph, or the next line of one."""
        gap = block.gap if isinstance(block, Paragraph) else "paragraph"
        wrapped = (
            gap == "line"
            and paragraphs
            and not _SAYS_SOMETHING.search(paragraphs[-1][-1])
            and lines.goes_on(text, paragraphs[-1][-1])
        )
        mid_sentence = gap == "line" and paragraphs and text[:1].islower() and not lines.key(text)
        if paragraphs and (wrapped or mid_sentence or gap == "wrap"):
            paragraphs[-1] += [" ", text]
        elif paragraphs and gap == "break":
            paragraphs[-1] += ["\n", text]
        else:
            self.count()
            paragraphs.append([text])

    def _more_prose(self, text: str, gap: str) -> None:
        paragraphs = (
            self.overview
            if self.section == "overview"
            else next(reversed(self.options.values())).setdefault("description", [])
        )
        self._prose(paragraphs, text, Paragraph(text, "", gap))  # type: ignore[arg-type]

    def _more(self, text: str, block: Block) -> None:
        """Take a line below a duty or a statement that says nothing of itself: it goes on, or has no code."""
        last, item = self.last, isinstance(block, Item)
        gap = block.gap if isinstance(block, Paragraph) else "paragraph"
        if self.section == "duties" and (match := _CRITERIA.fullmatch(text)) and self.duty:
            self._criteria(match[1] or "", block)
            return
        if self.in_criteria and self.duty:
            self.duty.criteria.append(text)
            return
        title = isinstance(last, DutyRead)
        parts = (
            last.title
            if isinstance(last, DutyRead)
            else last.parts
            if isinstance(last, Wording)
            else last.text
            if last
            else []
        )
        before = parts[-1] if parts else ""
        indented = (
            isinstance(block, Paragraph)
            and gap == "line"
            and block.indent > 1
            and isinstance(last, Wording)
            and last.depth >= 0
        )
        if last is not None and not item:
            if not before:
                parts.append(text)
            elif (
                gap == "break"
                or (isinstance(last, Wording) and last.whole and gap == "paragraph")
                or (self.exported and isinstance(block, Paragraph) and block.indent == 4)
            ):
                parts += ["\n", text]
            elif gap == "wrap" or indented or (lines.goes_on(text, before) and not self._next_statement(text)):
                parts += [" ", text]
            else:
                self._uncoded(text, block)
                return
            if title and isinstance(last, DutyRead) and lines.separated_codes(text):
                self._codes_in_title(last)
            return
        if item and isinstance(last, Wording) and getattr(block, "checked", None) is None:
            nested = block.depth > last.depth >= 0 if isinstance(block, Item) else False
            if last.whole or nested or before.endswith(":") or not before:
                parts += ["\n", text] if before else [text]
                return
        self._uncoded(text, block)

    def _codes_in_title(self, duty: DutyRead) -> None:
        """Take the codes at the end of a title that goes over several lines."""
        title, codes = lines.without_codes("".join(duty.title))
        if codes:
            self.structure(duty.place, "".join(duty.title))
            duty.title = [title]
            self.codes(codes, duty.place)

    def _uncoded(self, text: str, block: Block) -> None:
        """Take a line that has no code and goes on from nothing."""
        item = isinstance(block, Item)
        if self.section == "ksbs":
            number = block.number if isinstance(block, Item) else None
            depth = block.depth if isinstance(block, Item) else 0
            self.count()
            self.loose.append(Loose([text], block.place, item, number, depth))
            self.last = self.loose[-1]
            return
        if self.section == "duties" and self.has_criteria and self.duty and not self.duty.cites:
            self.duty.criteria.append(text)
            return
        if self.section == "duties" and not self.has_duties:
            title, codes = lines.without_codes(text)
            depth = block.depth if isinstance(block, Item) else -1
            if codes:
                self.structure(block.place, text)
            if title and (codes or (item and (self.duty is None or depth <= self.duty.depth))):
                number = (block.number if isinstance(block, Item) else None) or len(self.duties) + 1
                if not (isinstance(block, Item) and block.number):
                    self.note(block.place, f'the duty "{title[:40]}" has no number; it is taken for Duty {number}')
                self._add_duty(number, title, block.place, codes, depth)
                return
        if not self._counts(text):
            self.left(block.place, text)

    # Duties, statements, codes.

    def _duty(self, found: lines.Duty, block: Block) -> None:
        title, options = found.title, self.of_options
        if match := _BELONGS.fullmatch(f"{title} ") or _BELONGS.fullmatch(title):
            title = ""
            named = [int(number) for number in re.findall(r"\d{1,4}", match[1])]
            options = list(dict.fromkeys(named))
        depth = block.depth if isinstance(block, Item) else -1
        if found.codes:
            self.structure(block.place, block.text)
        same = self._known_duty(found.number)
        mapping = bool(found.codes) or self.section != "duties"
        if (
            same
            and same.title
            and ((mapping and _is_titled(same, title)) if title else (mapping or options == same.options))
        ):
            self.structure(block.place, block.text)
            self._go_back(same, block.place, found.codes)
            return
        self._add_duty(found.number, title, block.place, found.codes, depth, options)

    def _add_duty(
        self,
        number: int,
        title: str,
        place: str,
        codes: Iterable[str],
        depth: int = -1,
        options: list[int] | None = None,
    ) -> None:
        if self.section != "duties":
            self.close()
            self.section, self.prefix, self.level = "duties", "", 0
        self.count()
        self.in_criteria = False
        self.duty = DutyRead(
            number, [title] if title else [], place, self.of_options if options is None else options, depth=depth
        )
        self.duties.append(self.duty)
        self.codes(codes, place)
        self.last = self.duty

    def begin_duty(self, number: int, title: str, place: str, codes: Iterable[str]) -> None:
        """Begin a duty that a table holds, or go on with the one of the same number and title."""
        same = self._known_duty(number)
        if same and (not title or not same.title or _is_titled(same, title)):
            same.title = same.title or ([title] if title else [])
            self._go_back(same, place, codes)
        else:
            self._add_duty(number, title, place, codes)

    def _known_duty(self, number: int) -> DutyRead | None:
        """Return the last duty with this number, of the last fifty duties: to search all would take long."""
        return next((duty for duty in reversed(self.duties[-50:]) if duty.number == number), None)

    def _go_back(self, duty: DutyRead, place: str, codes: Iterable[str]) -> None:
        """Go on with a duty that stands further above: a table or a list maps it to its codes."""
        if self.section != "duties":
            self.close()
            self.section, self.prefix, self.level = "duties", "", 0
        self.in_criteria = False
        self.duty = duty
        self.last = None
        if codes := list(codes):
            cited = {cite.code for cite in duty.cites}
            new = [code for code in codes if code not in cited]
            self.count(len(codes) - len(new))
            self.codes(new, place)

    def map_to(self, code: str, duties: str, place: str) -> None:
        """Note the duties that a list such as "Duty 1, Duty 2" maps a code to."""
        numbers = [int(number) for number in re.findall(r"[0-9]{1,4}", duties)]
        self.count(len(numbers))
        self.mapped += ((code, number, place) for number in numbers)

    def statement(self, found: lines.Statement, place: str, *, depth: int = -1, define: bool = False) -> None:
        """Take a code with its wording: under a duty a citation, else a definition."""
        wording = found.wording
        self.count()
        self.in_criteria = False
        made = Wording(found.code, [wording] if wording else [], place, depth)
        if self.section == "duties" and self.duty and not define and not self._ends_duties(made):
            named = next((cite for cite in self.duty.cites if cite.named and cite.code == made.code), None)
            if named:
                named.parts, named.named, named.depth = made.parts, False, depth
                made = named
            else:
                self.duty.cites.append(made)
        else:
            if self.section not in ("ksbs", "uncited"):
                self.close()
                self.section, self.prefix, self.level, self.duty = "ksbs", "", 0, None
            self.defined.append(made)
        self.last = made

    def _ends_duties(self, made: Wording) -> bool:
        """Return whether a statement begins a list of definitions: every duty so far has named its codes in lists."""
        if self.duty is None or not made.parts or any(cite.code == made.code for cite in self.duty.cites):
            return False
        cites = list(chain.from_iterable(duty.cites for duty in self.duties))
        return len(self.duties) > 1 and all(duty.cites for duty in self.duties) and all(cite.named for cite in cites)

    def codes(self, codes: Iterable[str], place: str) -> None:
        """Take codes that stand in a list: under a duty citations."""
        codes = list(codes)
        self.count(len(codes))
        if self.duty is not None and self.section == "duties":
            self.duty.cites += (Wording(code, [], place, named=True) for code in codes)
        elif codes:
            self.defined += (Wording(code, [], place, named=True) for code in codes)
        if codes:
            self.last = None

    def _criteria(self, text: str, block: Block) -> None:
        if self.duty is None:
            self.left(block.place, block.text)
            return
        self.structure(block.place, block.text.removesuffix(text))
        self.in_criteria = True
        if text:
            self.duty.criteria.append(text)

    # Everything else.

    def _name(self, text: str, place: str) -> None:
        named = _TITLE.fullmatch(text)
        self.title = named[1] if named else text
        if named:
            self.structure(place, text[len(named[1]) :].strip())

    def _head(self, text: str, block: Block) -> None:
        issued = lines.issued(text)
        if issued and not (issued[1] and "issued" in self.facts):
            self._issued(issued, text, block.place)
        elif not self.title and self.named_by is None and not text.endswith((",", ":")):  # not "Hi Jo,"
            self._name(text, block.place)
        elif not self.title or self.has_overview or lines.is_about_draft(text):
            if not self._counts(text):
                self.left(block.place, text)
        elif self.prose or (_SAYS_SOMETHING.search(text) and len(text.split()) > 5) or len(text) > 100:
            self.section = "overview"
            self._prose(self.overview, text, block)
        elif not self._counts(text):
            self.left(block.place, text)

    def _issued(self, issued: tuple[str | None, str | None, str | None], text: str, place: str) -> None:
        publisher, date, remark = issued
        if publisher:
            self.facts["publisher"] = publisher
        if date:
            self.facts["issued"] = date
        if remark:
            self.note(place, f'the day in "{text}" is left out: {remark}')
        self.structure(place, text)

    def _facts_in(self, text: str) -> dict[str, str]:
        return lines.particulars(text)

    def take_facts(self, facts: dict[str, str], text: str, place: str) -> None:
        """Take particulars; one that is known already with another value is left out."""
        self.structure(place, text)
        for name, value in facts.items():
            if name == "title":
                if not self.title:
                    self.title = value
                elif self.title != value:
                    self.left(place, value)
            elif self.facts.setdefault(name, value) != value:
                self.left(place, f"{name}: {value}")

    def _option(self, option: tuple[int, str, str], block: Block) -> None:
        number, given, title = option
        among_duties = self.section == "duties" or bool(self.duties)
        if not given.isdigit():
            self.structure(block.place, f"Option {given}")
        known = self.options.get(number)
        if title and known is None:
            self.count()
            self.options[number] = {"number": number, "title": title}
        elif title and known and title != known["title"]:
            self.again.append((number, title, "duties" if among_duties else "overview"))
            if not among_duties:
                self.note(
                    block.place, f'option {number} is titled twice: "{known["title"]}" and "{title}"; both are kept'
                )
        if among_duties:
            self.of_option(number)
        else:
            self.close()
            self.section = "option"
            if known:  # so that its description is the last
                self.options[number] = self.options.pop(number)
        self.last = None

    def of_option(self, number: int) -> None:
        """Note that the next duties are of this option, and of those whose headings stand just before."""
        directly = self.of_options and not (self.duties and self.duties[-1].options is self.of_options)
        self.of_options = [*self.of_options, number] if directly and number not in self.of_options else [number]
        if self.section == "duties":
            self.last = None

    def _job_titles(self, text: str, block: Block) -> None:
        if not text:
            return
        marks = ";" if text.endswith(";") else "[,;]"
        parts = [text] if isinstance(block, Item) and "•" not in text else re.split(marks, text)
        parts = [part.strip(" ") for part in parts]
        titles = [part if _INITIALS.search(part[-4:]) else part.strip(" .;") for part in parts]
        made = list(filter(None, (title.lstrip(lines.BULLETS) for title in titles)))
        self.count(len(made))
        self.job_titles += made

    def _counts(self, text: str) -> bool:
        """Take a sentence for a claim if it counts the document's own parts."""
        counts = {count.name: count.number for count in stated_counts(text)}
        if counts:
            self.count()
            self.claims.append({"text": text, **counts})
        return bool(counts)


def _begins_overview(block: Block) -> bool:
    found = lines.heading(block.text) if isinstance(block, Heading | Paragraph) else None
    return found is not None and found.section == "overview"


def _is_titled(duty: DutyRead, title: str) -> bool:
    """Return whether a duty has a title of the same words, whatever their case and the signs between them."""
    if abs(sum(map(len, duty.title)) - len(title)) > _MOST_SIGNS:
        return False
    found, given = (re.findall(r"\w+", text.casefold()) for text in ("".join(duty.title), title))
    return found == given


def _marks(blocks: Iterable[Block]) -> tuple[bool, bool, bool]:
    """Return whether a document has numbered duties, headings of KSBs within its duties, and numbered options."""
    duties = options = within = False
    heading = False
    seen: set[int] = set()
    for block in blocks:
        if isinstance(block, Table):
            continue
        text = f"{block.label} {block.text}" if isinstance(block, Item) and "uty" in block.label else block.text
        found = lines.duty(_BEFORE.sub("", text))
        if found and not found.prose:
            again = found.number in seen and (not found.title or bool(found.codes))
            within = within or (duties and heading and not again)
            duties, heading = True, False
            seen.add(found.number)
        elif (known := lines.heading(text)) and known.section == "ksbs":
            heading = duties
        elif known and known.section == "duties":
            heading = False
        elif (option := lines.option(text, heading=isinstance(block, Heading))) and option[2]:
            options = True
    return duties, within, options
