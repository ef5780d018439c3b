"""The headings of a standard, in the words of official pages and of people's own documents."""

import re
from typing import Literal, NamedTuple

from ksb.documents.blocks import Block, Table
from ksb.kinds import KINDS

Section = Literal["overview", "key", "job titles", "duties", "option duties", "options", "uncited", "claims",
                  "assessment", "identifiers", "particulars", "ksbs", "mapping", "entry requirements",
                  "beside"]  # fmt: skip

_HEADINGS: dict[Section, str] = {
    "overview": r"(?:occupation(?:al)? |role )?(?:overview|summary|profile)|description|introduction|occupation"
                r"|(?:overview|summary) of (?:the )?(?:role|occupation|apprenticeship|standard)"
                r"|about(?: th(?:e|is) (?:role|occupation))?",
    "key": r"key|(?:key to the duties section of the )?standard document",
    "job titles": r"(?:typical |example )?job (?:titles|roles)(?: include)?|typical roles",
    "duties": r"core|duty list|(?:(?:the|core|occupation(?:al)?|list of|main|key) )?dut(?:y|ies)"
              r"|duties and (?:ksbs|criteria|responsibilities)"
              r"|knowledge, skills and behaviours for option specialisms",
    "option duties": r"option(?:s|al)? duties|duties for options",
    "options": r"(?:the |core and |specialist |optional )?(?:options|pathways|specialisms)|option specialisms",
    "uncited": r"knowledge, skills and behaviours that no duty cites",
    "claims": r"claims",
    "assessment": r"(?:end-point )?assessment methods?",
    "identifiers": r"identifiers",
    "particulars": r"key (?:information|facts)|(?:standard |additional )?details|at a glance|particulars"
                   r"|about this (?:standard|apprenticeship)",
    "entry requirements": r"entry (?:requirements?|criteria)",
    "beside": r"(?:(?:other )?mandatory )?qualifications|english and maths|progression|consultation"
              r"|professional (?:recognition|registration)|involved employers|version log",
    "mapping": r"mapping(?: of .{1,60})?(?: table| matrix| grid)?"
               r"|(?:dut(?:y|ies)|ksbs?)(?:\s*(?:and|to|/|&|-|–)\s*(?:dut(?:y|ies)|ksbs?))*"
               r"\s+(?:map|mapping|matrix)(?: table| grid)?",
}  # fmt: skip
"""The headings of each section, in lower case."""
_BY_HEADING = {section: re.compile(name) for section, name in _HEADINGS.items()}
_KSB_HEADING = re.compile(
    r"(?:(?:the|core|required|essential|mapped|occupational|occupation|all|full|list of|key|our|my)\s+)*"
    r"(?:(technical|employability)\s+)?(ksbs?|knowledges?|skills?|behaviou?rs?|attitudes)"
    r"((?:\s*(?:,|/|&|and|or)\s*(?:knowledge|skills?|behaviou?rs?|understanding|attitudes|mindsets?))*)"
    r"(?:\s+(?:statements?|requirements?|criteria|lists?|tables?|summary|required|reference|map|mapping|section|"
    r"of the (?:role|occupation|apprentice|standard)))*"
)
_FOR_ALL = re.compile(
    r"(?:\s+[:–—-]\s+(?:for )?|\s+for\s+)(?:all|every)\b.{0,40}"
    r"|\s*[(\[](?:for )?(?:all|every)\b[^()\[\]]{0,40}[)\]]"
)
"""What may stand after "Core duties"."""
_INTRODUCES = re.compile(
    r"(knowledge|skills?|behaviou?rs?)\s*(?::|\s[–—-])\s*(?:(?:the|an?|each|every)\s+)?(?:[\w-]+\s+){1,5}?"
    r"(?:will|must|should|can|needs? to)"
    r"(?:\s+(?:be|able|to|know|understand|have|show|demonstrate|and|or|of|the|following|understanding|knowledge|skills"
    r"|behaviou?rs))*"
)
"""A kind, and the start of a sentence that the items of the list below end: "Skills: the baker will be able to"."""
_EDGES = re.compile(r"^(?::\w+:|[^\w(\[])+|(?:\s:\w+:|[^\w)\]])+$")
"""Spaces, signs and emoji around a heading, and the names of emoji between colons."""
_OF_ALL = re.compile(r"\b(?:core|all|every)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]\s*")
_NUMBERING = re.compile(
    r"(?:section\s+)?(?:[0-9]{1,2}(?:\.[0-9]{1,2})+[.)]?|[0-9]{1,2}[.)]|[a-z][.)])\s+(?=\S)"
    r"|section\s+[0-9]{1,2}\s*[:.–-]?\s+",
    re.IGNORECASE,
)


class Heading(NamedTuple):
    """A heading that a standard has."""

    section: Section
    prefix: str = ""
    """What the codes below start with, where it names one kind."""


def heading(text: str) -> Heading | None:
    """Return the section that a heading begins, in the words of official pages and of people's own documents."""
    if len(text) > 100:
        return None
    name = " ".join(_EDGES.sub("", text).lower().split())
    name = _FOR_ALL.sub("", name, count=1)
    if introduces := _INTRODUCES.fullmatch(name):
        name = introduces[1]
    for candidate in (name, _NUMBERING.sub("", name, count=1), _BRACKETS.sub(" ", name).strip()):
        if section := next((section for section, name in _BY_HEADING.items() if name.fullmatch(candidate)), None):
            return Heading(section)
        if match := _KSB_HEADING.fullmatch(candidate):
            kind, noun, more = match[1], match[2], match[3]
            if more.replace("understanding", "").strip(" ,&") and noun != "attitudes" and kind != "employability":
                return Heading("ksbs")
            return Heading("ksbs", _prefix(kind, noun))
    return None


def titles_table(text: str, block: Block) -> bool:
    """Return whether a heading of duties is a title within a table, which may be of the option named above it."""
    names_sheet = block.text == text and block.place.startswith("sheet ")
    return isinstance(block, Table) and not names_sheet and not _OF_ALL.search(text)


def _prefix(kind: str | None, noun: str) -> str:
    if noun.startswith("ksb"):
        return ""
    if kind == "employability":
        return "ESB"
    letter = "B" if noun == "attitudes" else noun[0].upper()
    return f"T{letter}" if kind == "technical" and letter != "B" else letter


def kind_prefix(text: str) -> str:
    """Return what the codes of a kind start with, by a name people use for the kind; "" for any other name."""
    found = heading(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text))
    if found and found.section == "ksbs":
        return found.prefix
    letters = text.strip(" .:").upper()
    return letters if letters in {kind.prefix for kind in KINDS} else ""
