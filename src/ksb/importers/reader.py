"""Where the reading of a document stands, and how it takes duties, statements, codes and options into the draft."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain

from ksb.documents.blocks import Block, Gap, Item, Paragraph, Table
from ksb.importers import headings, hyphens, lines, uncoded
from ksb.importers.codes import Codes, cited_at_end, codes_in
from ksb.importers.draft import Draft, DutyRead, Loose, Wording
from ksb.importers.options import named_option, options_of_statement
from ksb.importers.survey import surveyed
from ksb.importers.uncoded import Labelled
from ksb.text.english import listed

_MOST_SIGNS = 20
"""How many characters longer a title may be than another of the same words."""
_RECENT = 50
"""How many duties are searched for one with the same number: to search all would take long."""


class Reader(Draft):
    """Takes a document part by part; `section` is the part of it that is being read."""

    def __init__(self, blocks: Sequence[Block], prose: bool) -> None:
        super().__init__()
        self.blocks = blocks
        self.prose = prose
        """Whether paragraphs below the title are the overview; else only sentences are."""
        self.section = "head"
        self.prefix = ""
        """What the codes of the section start with, where its heading names one kind."""
        self.level = 0
        """The level of the heading that the section began with; 0 for none."""
        self.heading = ""
        self.loose: list[Loose] = []
        self.duty: DutyRead | None = None
        """The duty that is being read; None outside a section of duties."""
        self.last: Wording | DutyRead | Loose | None = None
        """What the next line may go on from."""
        self.in_contents = False
        """Whether the list that is being read is a table of contents."""
        self.in_criteria = False
        self.has_criteria = False
        """Whether a row that names columns says that criteria follow the title of each duty."""
        self.of_options: list[int] = []
        """The options under whose headings the next duty stands."""
        self.named_by: Block | None = None
        """The heading that is the title, where there is one."""
        self.of_parts: set[int] = set()
        """The levels of headings that number the parts of the document with letters."""
        self.in_list = False
        """Whether a line above all sections introduces others, so that none of them is the title."""
        self.survey = surveyed(blocks)
        self.labelled = False
        """Whether the section is one line, such as `Skills: mix; bake; clean`."""
        self.options_level = 0
        """The level of a heading of options, while what stands below it is read; else 0."""
        self.at = 0
        """The position of the block that is being read."""
        self.doubtful: tuple[str, str] | None = None
        """A line that may be the heading of an option, and where it stands."""

    @property
    def following(self) -> Block | None:
        """The block below the one that is being read."""
        return self.blocks[self.at + 1] if self.at + 1 < len(self.blocks) else None

    @property
    def last_code(self) -> str:
        """The code whose wording is still to come; "" for none."""
        return self.last.code if isinstance(self.last, Wording) and not self.last.pieces else ""

    # Sections.

    def begin(self, section: str, prefix: str = "", level: int = 0, heading: str = "") -> None:
        """End the section before, and begin one."""
        self.close()
        self.section, self.prefix, self.level, self.heading = section, prefix, level, heading
        self.last = None
        self.labelled = False
        if section != "duties":
            self.duty = None

    def take_labelled(self, line: Labelled, place: str) -> None:
        """Take a line that is a section of its own: the kind of its statements, and these."""
        self.structure(place, f"{line.label}:")
        self.begin("ksbs", line.prefix, heading=line.label)
        self.labelled = True
        self.last = Loose([line.text], place)
        self.loose.append(self.last)

    def enter(self, found: headings.Heading, text: str, place: str, level: int = 0) -> None:
        """Begin the section that a heading names."""
        if found.section == "beside":
            self.left(place, text)
        else:
            self.structure(place, text)
        self.in_criteria = False
        self.last = self.doubtful = None
        if found.section == "ksbs" and self._is_in_duty(found):
            self.prefix = found.prefix
            return
        if found.section in ("options", "option duties"):
            self.options_level = level
        self.begin("duties" if found.section == "option duties" else found.section, found.prefix, level, text)
        if found.section == "duties" and not headings.titles_table(text, self.blocks[self.at]):
            self.of_options = []

    def _is_in_duty(self, found: headings.Heading) -> bool:
        """Return whether a heading of KSBs names those of the last duty, and does not begin a list of all."""
        return self.duty is not None and self.survey.headings_in_duties and self.duty.lacks(found.prefix)

    def close(self) -> None:
        """End a section: number its statements, where none has a code."""
        loose, self.loose = self.loose, []
        uncoded.take(self, loose, self.prefix, self.heading, least=2 if self.labelled else 3)

    def join(self, pieces: list[str], text: str, place: str) -> None:
        """Add a line to a text that goes on in it: after a space, or to the word that a hyphen breaks."""
        broken = hyphens.broken_word(pieces[-1], text)
        if broken is None:
            pieces += [" ", text]
            return
        first, second = broken
        hyphen = hyphens.between(first, second, self.words)
        before = pieces[-1].rstrip(hyphens.SIGNS)
        pieces[-1:] = [before, hyphen, text]
        self.note(place, f'"{first}" and "{second}" are joined as "{first[:-1]}{hyphen}{second}"')

    @cached_property
    def words(self) -> set[str]:
        """The words of the document, in lower case."""
        return {word.lower() for block in self.blocks for word in hyphens.words_in(block.text)}

    # Duties.

    def take_duty(
        self,
        number: int,
        title: str,
        place: str,
        codes: Iterable[str],
        *,
        depth: int = -1,
        options: list[int] | None = None,
    ) -> None:
        """Begin a duty."""
        if self.section != "duties":
            self.begin("duties")
        self.count()
        self.in_criteria = False
        cited = cited_at_end(title, least=1 if codes else 2)
        options = self.of_options if options is None else options
        if self.doubtful:
            of = f"of option {listed(options)}" if options else "core"
            text, at = self.doubtful
            self.note(at, f'"{text[:40]}" is not read as an option; the duties below it are {of}')
            self.doubtful = None
        self.duty = DutyRead([cited.before] if cited.before else [], place, depth, number, options)
        self.duties.append(self.duty)
        self.take_cited(cited._replace(codes=[*cited.codes, *codes]), place, title if cited.codes else "")
        self.last = self.duty

    def take_cited(self, cited: Codes, place: str, text: str = "") -> None:
        """Take a list of codes, and of kinds that it names as a whole; what in it is not a code is left out."""
        self.take_codes(cited.codes, place, text)
        if self.duty:
            self.all_of += ((self.duty, kind, place) for kind in cited.kinds)
        for remark in cited.remarks:
            self.left(place, remark)

    def take_mapped_duty(
        self, number: int, title: str, place: str, codes: Iterable[str], options: list[int] | None = None
    ) -> None:
        """Begin a duty that a table holds, or go on with the one of the same number and title."""
        same = self.known_duty(number)
        if same and (not title or not same.pieces or is_titled(same, title)):
            same.pieces = same.pieces or ([title] if title else [])
            self.go_back(same, place, codes)
        else:
            self.take_duty(number, title, place, codes, options=options)

    @property
    def next_number(self) -> int:
        """The number of the duty after the last."""
        return self.duties[-1].number + 1 if self.duties else 1

    def number_for(self, title: str, place: str) -> int:
        """Return the number of a duty that has only a title: that of the one with the same title, or the next."""
        if same := next((duty for duty in self.duties if duty.text == title), None):
            return same.number
        self.note(place, f'the duty "{title[:40]}" has no number; it is taken for Duty {self.next_number}')
        self.counted.add(self.next_number)
        return self.next_number

    def known_duty(self, number: int) -> DutyRead | None:
        """Return the last duty with this number, of the last few duties."""
        return next((duty for duty in reversed(self.duties[-_RECENT:]) if duty.number == number), None)

    def go_back(self, duty: DutyRead, place: str, codes: Iterable[str]) -> None:
        """Go on with a duty that stands further above: a table or a list maps it to its codes."""
        if self.section != "duties":
            self.begin("duties")
        self.in_criteria = False
        self.duty = duty
        self.last = None
        cited = {cite.code for cite in duty.cites}
        self.take_codes([code for code in codes if code not in cited], place)

    # Statements and codes.

    def statement(self, found: lines.Statement, place: str, *, depth: int = -1, define: bool = False) -> Wording:
        """Take a code with its wording: under a duty a citation, else a definition. `define`: a definition."""
        self.count()
        wording, options = options_of_statement(self, found.wording, place)
        if options is not None:
            self.of_ksbs.append((found.code, options, place))
            found = found._replace(wording=wording)
        self.in_criteria = False
        below = bool(self.last_code) and not found.wording
        made = Wording([found.wording] if found.wording else [], place, depth, found.code, below=below)
        if self.duty and not define and not self._ends_duties(made):
            named = next((cite for cite in self.duty.cites if cite.code == made.code and not cite.pieces), None)
            if named:
                named.pieces, named.depth = made.pieces, depth
                made = named
            else:
                self.duty.cites.append(made)
        else:
            if self.section not in ("ksbs", "uncited"):
                self.begin("ksbs")
            made.below = made.below and self.last is not None
            self.defined.append(made)
        self.last = made
        return made

    def _ends_duties(self, made: Wording) -> bool:
        """Return whether a statement begins a list of definitions: every duty so far has named its codes in lists."""
        if self.duty is None or not (made.pieces or self._has_wording_below()):
            return False
        cites = chain.from_iterable(duty.cites for duty in self.duties)
        if len(self.duties) < 2 or not all(duty.cites for duty in self.duties) or any(cite.pieces for cite in cites):
            return False
        cited = {cite.code for cite in self.duty.cites}
        return (bool(made.pieces) and made.code not in cited) or not cited.issuperset(self._last_statements())

    def _has_wording_below(self) -> bool:
        """Return whether the next line may be the wording of a code that stands alone."""
        below, gap = self.following, gap_above(self.blocks[self.at])
        if not isinstance(below, Paragraph) or (below.gap == "paragraph" and gap != "paragraph"):
            return False
        if lines.duty(below.text, short=True) or named_option(below.text):
            return False
        return not (headings.heading(below.text) or codes_in(below.text) or lines.statement(below.text))

    def _last_statements(self) -> set[str]:
        """Return the codes of the statements from here to the end; none where a duty or a table stands below."""
        found: set[str] = set()
        for block in self.blocks[self.at :]:
            text = lines.without_bullet(block.labelled)
            if isinstance(block, Table) or lines.duty(text):
                return set()
            if stated := lines.statement(text):
                found.add(stated.code)
        return found

    def take_codes(self, codes: Iterable[str], place: str, text: str = "") -> None:
        """Take codes that stand in a list, the `text`: under a duty citations."""
        if text:
            (self.structure if self.duty else self.left)(place, text)
        made = [Wording([], place, code=code) for code in codes]
        self.count(len(made))
        (self.duty.cites if self.duty else self.defined).extend(made)
        if made:
            self.last = None


def is_titled(duty: DutyRead, title: str) -> bool:
    """Return whether a duty has a title of the same words, whatever their case and the signs between them."""
    if abs(sum(map(len, duty.pieces)) - len(title)) > _MOST_SIGNS:
        return False
    found, given = (re.findall(r"\w+", text.casefold()) for text in (duty.text, title))
    return found == given


def gap_above(block: Block) -> Gap:
    """Return what separates a block from the one above; that of a list item says nothing."""
    return block.gap if isinstance(block, Paragraph) else "paragraph"


def gap_in_cell(reader: Reader) -> Gap:
    """Return what separates a line of a cell from the one above: a line break, where it may go on from that."""
    return "break" if reader.last is not None else "paragraph"


def depth_of(block: Block) -> int:
    """Return the depth of a list item; -1 for another block."""
    return block.depth if isinstance(block, Item) else -1
