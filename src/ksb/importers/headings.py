"""The headings of a standard, in the words of official pages and of people's own documents."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from ksb.kinds import KINDS

Section = Literal["overview", "key", "job titles", "duties", "option duties", "options", "uncited", "claims",
                  "assessment", "identifiers", "particulars", "ksbs", "mapping", "entry requirements",
                  "beside"]  # fmt: skip

_HEADINGS: dict[Section, tuple[str, ...]] = {
    "overview": (
        "overview", "occupation summary", "occupational summary", "summary", "summary of the role",
        "overview of the role", "overview of role", "role overview", "occupation overview", "occupational profile",
        "role profile", "role summary", "occupation profile", "about the role", "about this role",
        "about the occupation", "summary of the occupation", "overview of the occupation", "overview of occupation",
        "overview of the apprenticeship", "overview of the standard", "summary of the standard",
        "summary of the apprenticeship", "occupational overview", "description", "introduction", "about", "occupation",
    ),
    "key": ("key", "standard document", "key to the duties section of the standard document"),
    "job titles": ("typical job titles", "job titles", "typical job titles include", "job titles include",
                   "example job titles", "job roles", "typical job roles", "typical roles"),
    "duties": (
        "duties", "core", "core duties", "occupation duties", "occupational duties", "duties and ksbs",
        "duties and criteria", "the duties", "list of duties", "duty list", "main duties", "key duties",
        "duties and responsibilities", "knowledge, skills and behaviours for option specialisms", "core duty", "duty",
    ),
    "option duties": ("option duties", "optional duties", "duties for options", "options duties"),
    "options": ("options", "core and options", "option specialisms", "pathways", "the options", "specialisms",
                "the pathways", "specialist pathways", "optional pathways", "specialist options"),
    "uncited": ("knowledge, skills and behaviours that no duty cites",),
    "claims": ("claims",),
    "assessment": ("assessment methods", "assessment method", "end-point assessment methods"),
    "identifiers": ("identifiers",),
    "particulars": ("key information", "key facts", "details", "at a glance", "particulars", "about this standard",
                    "about this apprenticeship", "standard details", "additional details"),
    "entry requirements": ("entry requirements", "entry requirement", "entry criteria"),
    "beside": ("qualifications", "mandatory qualifications", "other mandatory qualifications", "english and maths",
               "professional recognition", "professional registration", "progression", "consultation",
               "involved employers", "version log"),
}  # fmt: skip
_BY_HEADING = {heading: section for section, headings in _HEADINGS.items() for heading in headings}
_KSB_HEADING = re.compile(
    r"(?:(?:the|core|required|essential|occupational|occupation|all|full|list of|key|our|my)\s+)*"
    r"(?:(technical|employability)\s+)?(ksbs?|knowledges?|skills?|behaviou?rs?|attitudes)"
    r"((?:\s*(?:,|/|&|and)\s*(?:knowledge|skills?|behaviou?rs?|understanding|attitudes|mindsets?))*)"
    r"(?:\s+(?:statements?|requirements?|criteria|list|lists|table|tables|required|reference|map|mapping|section|"
    r"of the (?:role|occupation|apprentice|standard)))*"
)
_MAPPING = re.compile(
    r"mapping(?: of .{1,60})?(?: table| matrix| grid)?"
    r"|(?:dut(?:y|ies)|ksbs?)(?:\s*(?:and|to|/|&|-|–)\s*(?:dut(?:y|ies)|ksbs?))*"
    r"\s+(?:map|mapping|matrix)(?: table| grid)?"
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
        if section := _BY_HEADING.get(candidate):
            return Heading(section)
        if _MAPPING.fullmatch(candidate):
            return Heading("mapping")
        if match := _KSB_HEADING.fullmatch(candidate):
            kind, noun, more = match[1], match[2], match[3]
            if more.replace("understanding", "").strip(" ,&") and noun != "attitudes" and kind != "employability":
                return Heading("ksbs")
            return Heading("ksbs", _prefix(kind, noun))
    return None


def _prefix(kind: str | None, noun: str) -> str:
    letter = {"k": "K", "s": "S", "b": "B", "a": "B"}[noun[0]]
    if noun.startswith("ksb"):
        return ""
    if kind == "employability":
        return "ESB"
    return {"K": "TK", "S": "TS"}.get(letter, letter) if kind == "technical" else letter


def kind_prefix(text: str) -> str:
    """Return what the codes of a kind start with, by a name people use for the kind; "" for any other name."""
    found = heading(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text))
    if found and found.section == "ksbs":
        return found.prefix
    letters = text.strip(" .:").upper()
    return letters if letters in {kind.prefix for kind in KINDS} else ""
