"""The titles and years of laws, and what differs from them in a text."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ksb.linter.rules.style.quoting import before

_TABLE = """
    Animal Welfare Act 2006: ukpga/2006/45; Bribery Act 2010: ukpga/2010/23; Building Safety Act 2022: ukpga/2022/30;
    Care Act 2014: ukpga/2014/23; Care Standards Act 2000: ukpga/2000/14; Childcare Act 2006 2016: ukpga/2006/21;
    Children Act 1989 2004 1948 1958 1972 1975: ukpga/1989/41; Climate Change Act 2008: ukpga/2008/27;
    Computer Misuse Act 1990: ukpga/1990/18; Consumer Rights Act 2015: ukpga/2015/15;
    Copyright, Designs and Patents Act 1988: ukpga/1988/48; Counter-Terrorism and Security Act 2015: ukpga/2015/6;
    Data Protection Act 2018 1998 1984: ukpga/2018/12; Disability Discrimination Act 1995 2005: ukpga/1995/50;
    Employment Rights Act 1996 2025: ukpga/1996/18; Environmental Protection Act 1990: ukpga/1990/43;
    Equality Act 2010 2006: ukpga/2010/15; Fire Safety Act 2021: ukpga/2021/24; Food Safety Act 1990: ukpga/1990/16;
    Fraud Act 2006: ukpga/2006/35; Freedom of Information Act 2000: ukpga/2000/36;
    Health and Safety at Work Act 1974: ukpga/1974/37; Health and Safety at Work etc. Act 1974: ukpga/1974/37;
    Health and Social Care Act 2012 2008 2001: ukpga/2012/7; Human Rights Act 1998: ukpga/1998/42;
    Human Tissue Act 2004 1961: ukpga/2004/30; Law of Property Act 1925 1922 1969: ukpga/Geo5/15-16/20;
    Legal Services Act 2007: ukpga/2007/29; Mental Capacity Act 2005: ukpga/2005/9;
    Mental Health Act 1983 2007 1959 2025: ukpga/1983/20; Misuse of Drugs Act 1971: ukpga/1971/38;
    Modern Slavery Act 2015: ukpga/2015/30; Police and Criminal Evidence Act 1984: ukpga/1984/60;
    Proceeds of Crime Act 2002 1995: ukpga/2002/29; Public Interest Disclosure Act 1998: ukpga/1998/23;
    Regulation of Investigatory Powers Act 2000: ukpga/2000/23; Rehabilitation of Offenders Act 1974: ukpga/1974/53;
    Safeguarding Vulnerable Groups Act 2006: ukpga/2006/47; Sale of Goods Act 1979 1893: ukpga/1979/54;
    Supply of Goods and Services Act 1982: ukpga/1982/29; Trade Descriptions Act 1968 1972: ukpga/1968/29;
    Unfair Contract Terms Act 1977: ukpga/1977/50; Wildlife and Countryside Act 1981: ukpga/1981/69;

    Confined Spaces Regulations 1997: uksi/1997/1713;
    Construction (Design and Management) Regulations 2015 2007 1994: uksi/2015/51;
    Control of Asbestos Regulations 2012 2006: uksi/2012/632;
    Control of Major Accident Hazards Regulations 2015 1999: uksi/2015/483;
    Control of Noise at Work Regulations 2005: uksi/2005/1643;
    Control of Substances Hazardous to Health Regulations 2002 1999 1994 1988: uksi/2002/2677;
    Control of Vibration at Work Regulations 2005: uksi/2005/1093;
    Dangerous Substances and Explosive Atmospheres Regulations 2002: uksi/2002/2776;
    Electricity at Work Regulations 1989: uksi/1989/635; Food Information Regulations 2014: uksi/2014/1855;
    Gas Safety (Installation and Use) Regulations 1998 1994: uksi/1998/2451;
    Health and Safety (Display Screen Equipment) Regulations 1992: uksi/1992/2792;
    Health and Safety (First-Aid) Regulations 1981: uksi/1981/917; Hedgerows Regulations 1997: uksi/1997/1160;
    Human Medicines Regulations 2012: uksi/2012/1916;
    Ionising Radiation (Medical Exposure) Regulations 2017 2000: uksi/2017/1322;
    Ionising Radiations Regulations 2017 1999 1985: uksi/2017/1075;
    Lifting Operations and Lifting Equipment Regulations 1998: uksi/1998/2307;
    Management of Health and Safety at Work Regulations 1999 1992: uksi/1999/3242;
    Manual Handling Operations Regulations 1992: uksi/1992/2793;
    Personal Protective Equipment at Work Regulations 1992 2022: uksi/1992/2966;
    Pressure Systems Safety Regulations 2000: uksi/2000/128;
    Provision and Use of Work Equipment Regulations 1998 1992: uksi/1998/2306;
    Reporting of Injuries, Diseases and Dangerous Occurrences Regulations 2013 1995 1985: uksi/2013/1471;
    Transfer of Undertakings (Protection of Employment) Regulations 2006 1981: uksi/2006/246;
    Work at Height Regulations 2005: uksi/2005/735; Working Time Regulations 1998: uksi/1998/1833;
    Workplace (Health, Safety and Welfare) Regulations 1992: uksi/1992/3004
"""
"""Laws with their years, the one in force first: only these titles and years are right."""
_NAMED = re.compile(
    r" (?P<kind>act|regulations?)\b(?:,? (?P<year>(?:19|20)\d\d)|,? \((?P<in_brackets>(?:19|20)\d\d)\))?(?!\w)"
)
_WORD = re.compile(r"\w[\w(),.&'’-]*")


class Law(NamedTuple):
    """A law, as its title is published."""

    title: str
    kind: str
    """`Act` or `Regulations`."""
    years: tuple[str, ...]
    source: str
    """The address of the one in force."""

    @property
    def right(self) -> str:
        """The title and the year of the law in force."""
        return f"{self.title} {self.kind} {self.years[0]}"


def misnamed(lower: str) -> Iterator[tuple[tuple[int, int], Law]]:
    """Yield the place of each law that is named wrong in a text in lower case, with the law.

    It has another year, a singular for a plural in its title or the other way round, or is an act where there are
    regulations.
    """
    for match in _NAMED.finditer(lower):
        near = before(lower, match.start())
        for word in list(_WORD.finditer(near))[-_LONGEST:]:
            title = near[word.start() :]
            law = LAWS.get(_alike(title))
            if law is None or (" " not in title and not _stands_alone(title, law, near[: word.start()])):
                continue
            kind, year = match["kind"], match["year"] or match["in_brackets"]
            if law.kind == "Act" and kind != "act":
                break
            if law.kind == "Regulations" and kind == "regulation" and not year:
                break  # "Regulation 5 of the ..." and the like
            right = _plain(title) == _plain(law.title) and kind == law.kind.lower()
            if not right or (year and year not in law.years):
                yield (match.start() - len(near) + word.start(), match.end()), law
            break


def _stands_alone(title: str, law: Law, preceding: str) -> bool:
    """Return whether a title of one word is not the end of another, as in "Health and Care Act"."""
    return _plain(title) == _plain(law.title) and not preceding.endswith(("and ", "& ", "health ", "social "))


def _plain(title: str) -> str:
    """Return a title without what may differ where it is right."""
    return re.sub("[,.]", "", title).replace("&", "and").replace("-", " ").lower()


def _alike(title: str) -> str:
    """Return what titles have in common that differ in singulars and plurals."""
    return re.sub(r"(?<=[a-z]{3})(?:ies|y|(?<!ou)s)\b", "", _plain(title))


def _law(entry: str) -> Law:
    name, source = entry.split(": ")
    title, kind, *years = re.split(r" (?=Act \d|Regulations \d|\d{4})", name)
    return Law(title, kind, tuple(years), f"https://www.legislation.gov.uk/{source}")


LAWS = {_alike(law.title): law for law in map(_law, " ".join(_TABLE.split()).split("; "))}
"""The laws by what is alike in their titles."""
_LONGEST = max(len(law.title.split()) for law in LAWS.values())
