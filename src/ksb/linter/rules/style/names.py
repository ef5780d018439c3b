"""Names of laws and public bodies that are often written wrong, with the source of the right name."""

from __future__ import annotations

import re
from typing import NamedTuple


class Name(NamedTuple):
    """A name that is often written wrong."""

    sought: str
    """Part of the wrong name, in lower case."""
    wrong: str
    """A pattern, in any case. Few documents hold a wrong name, so it is compiled when it is needed."""
    right: str
    source: str
    """Where the right name is published."""
    words: frozenset[str]
    """The words of `sought` but the last, which may go on: a document without them lacks the name."""


def _name(sought: str, wrong: str, right: str, source: str) -> Name:
    return Name(sought, rf"(?i)\b{wrong}(?!\w)", right, source, frozenset(re.findall("[a-z]+", sought)[:-1]))


_LAW = "https://www.legislation.gov.uk/"


def _act(title: str, source: str, *years: int) -> Name:
    """Return an act of Parliament that has one of some years, the latest first, and is written with another."""
    other = rf"(?!{'|'.join(map(str, years))})(?:19|20)[0-9]{{2}}"
    return _name(title.lower(), rf"{title}(?:,? {other}| \({other}\))", f"{title} {years[0]}", _LAW + source)


NAMES = (
    _act("Computer Misuse Act", "ukpga/1990/18", 1990),
    _act("Consumer Rights Act", "ukpga/2015/15", 2015),
    _act("Data Protection Act", "ukpga/2018/12", 2018, 1998, 1984),
    _act("Equality Act", "ukpga/2010/15", 2010, 2006),
    _act("Human Rights Act", "ukpga/1998/42", 1998),
    _act("Modern Slavery Act", "ukpga/2015/30", 2015),
    _act("Health and Safety at Work Act", "ukpga/1974/37", 1974),
    _act("Health and Safety at Work etc. Act", "ukpga/1974/37", 1974),
    _name(
        "heath and safety",
        r"Heath and Safety(?= (?:at Work|Commission|Executive)\b)",
        "Health and Safety",
        "https://www.hse.gov.uk/",
    ),
    _name("cossh", r"COSSH", "COSHH", "https://www.hse.gov.uk/coshh/"),
    _name("gpdr", r"GPDR", "GDPR", _LAW + "eur/2016/679"),
    _name(
        "data protection regulations",
        r"General Data Protection Regulations(?! \(?(?:Europe|Exit|EU Exit))",
        "General Data Protection Regulation",
        _LAW + "eur/2016/679",
    ),
    _name("equalities act", "Equalities Act", "Equality Act", _LAW + "ukpga/2010/15"),
    _name("modern day slavery act", "Modern Day Slavery Act", "Modern Slavery Act", _LAW + "ukpga/2015/30"),
    _name("human right act", "Human Right Act", "Human Rights Act", _LAW + "ukpga/1998/42"),
    _name("mental capacities act", "Mental Capacities Act", "Mental Capacity Act", _LAW + "ukpga/2005/9"),
    _name("consumer right act", "Consumer Right Act", "Consumer Rights Act", _LAW + "ukpga/2015/15"),
    _name("consumers rights act", "Consumers Rights Act", "Consumer Rights Act", _LAW + "ukpga/2015/15"),
    _name("trade description act", "Trade Description Act", "Trade Descriptions Act", _LAW + "ukpga/1968/29"),
    _name(
        "environment protection act",
        "Environment Protection Act",
        "Environmental Protection Act",
        _LAW + "ukpga/1990/43",
    ),
    _name("computers misuse act", "Computers Misuse Act", "Computer Misuse Act", _LAW + "ukpga/1990/18"),
    _name(
        "substances hazardous",
        r"Control of Substances Hazardous (?:for|of) Health",
        "Control of Substances Hazardous to Health",
        _LAW + "uksi/2002/2677",
    ),
    _name(
        "hazardous substances to health",
        "Control of Hazardous Substances to Health",
        "Control of Substances Hazardous to Health",
        _LAW + "uksi/2002/2677",
    ),
    _name(
        "provision and use of work",
        r"Provision and Use of (?:Working|Workplace) Equipment",
        "Provision and Use of Work Equipment",
        _LAW + "uksi/1998/2306",
    ),
    _name(
        "reporting of injuries",
        r"Reporting of Injuries,? Diseases,? and Dangerous Occurrence(?= Reg)",
        "Reporting of Injuries, Diseases and Dangerous Occurrences",
        _LAW + "uksi/2013/1471",
    ),
    _name(
        "manual handling operation reg",
        r"Manual Handling Operation Regulations",
        "Manual Handling Operations Regulations",
        _LAW + "uksi/1992/2793",
    ),
    _name(
        "lifting operation and lifting",
        r"Lifting Operation and Lifting Equipment Regulations",
        "Lifting Operations and Lifting Equipment Regulations",
        _LAW + "uksi/1998/2307",
    ),
    _name(
        "working at height reg",
        r"Working at Heights? Regulations?",
        "Work at Height Regulations",
        _LAW + "uksi/2005/735",
    ),
    _name("work at heights reg", r"Work at Heights Regulations?", "Work at Height Regulations", _LAW + "uksi/2005/735"),
    _name(
        "construction, design and management",
        r"Construction, Design and Management(?= Reg)",
        "Construction (Design and Management)",
        _LAW + "uksi/2015/51",
    ),
    _name(
        "information commissioners office",
        "Information Commissioners Office",
        "Information Commissioner's Office",
        "https://ico.org.uk/",
    ),
    _name(
        "world health organisation",
        "World Health Organisation",
        "World Health Organization",
        "https://www.who.int/about",
    ),
    _name(
        "international civil aviation organisation",
        "International Civil Aviation Organisation",
        "International Civil Aviation Organization",
        "https://www.icao.int/",
    ),
    _name(
        "international maritime organisation",
        "International Maritime Organisation",
        "International Maritime Organization",
        "https://www.imo.org/",
    ),
    _name(
        "international labour organisation",
        "International Labour Organisation",
        "International Labour Organization",
        "https://www.ilo.org/",
    ),
    _name(
        "world trade organisation",
        "World Trade Organisation",
        "World Trade Organization",
        "https://www.wto.org/",
    ),
    _name(
        "international telecommunications union",
        "International Telecommunications Union",
        "International Telecommunication Union",
        "https://www.itu.int/",
    ),
    _name(
        "organisation for standardi",
        r"International Organi[sz]ation for Standardi[s]ation|International Organisation for Standardi[z]ation",
        "International Organization for Standardization",
        "https://www.iso.org/about",
    ),
)
"""Every name. Where only part of a name is wrong, the entry holds that part."""
