"""Names of laws and public bodies that are often written wrong, with the source of the right name."""

from __future__ import annotations

import re
from typing import NamedTuple


class Name(NamedTuple):
    """A name that is often written wrong."""

    sought: list[str]
    """What every wrong form contains, in lower case, the longest first."""
    wrong: str
    """A pattern, in any case. Few documents hold a wrong name, so it is compiled when it is needed."""
    right: str
    source: str
    """Where the right name is published."""


_LAW = "https://www.legislation.gov.uk/"
# Laws with their years, the one in force first: only these titles and years are right.
_LAWS = """
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
_YEAR = r"(?:19|20)\d\d"
# A title of one word may be the end of another: "Health and Care Act".
_ALONE = r"(?<!and )(?<!& )(?<!health )(?<!social )\b"


def _name(wrong: str, right: str, source: str) -> Name:
    always = re.sub(r"\((?:[^()]|\([^()]*\))*\)|\[[^]]*\]|.\?", "\n", wrong.lower())
    sought = sorted(re.findall("[a-z ]{3,}", always), key=len, reverse=True)
    return Name(sought, rf"(?i)\b{wrong}(?!\w)", right, source)


def _law(entry: str) -> Name:
    """Return a law, wrong with a singular for a plural in its title or the other way round, and with another year."""
    name, source = entry.split(": ")
    title, kind, *years = re.split(r" (?=Act \d|Regulations \d|\d{4})", " ".join(name.split()))
    exact = re.sub(r"[(),.-]", lambda sign: {"-": "[- ]"}.get(sign[0], "\\" + sign[0] + "?" * (sign[0] in ",.")), title)
    exact = exact.replace(" and ", r",? (?:and|&) ")
    start = _ALONE if " " not in title else r"\b"
    varied = exact if start == _ALONE else re.sub("[A-Z][a-z]{3,}", lambda word: _singular_or_plural(word[0]), exact)
    kinds = "Act" if kind == "Act" else rf"(?:Regulations|Regulation(?= \(?{_YEAR})|Act)"
    other_year = rf",? \(?(?!{'|'.join(years)}){_YEAR}"
    wrong = rf"(?!{exact} {kind}(?!\w|{other_year})){varied} {kinds}(?:,? {_YEAR}|,? \({_YEAR}\))?(?!\w)"
    sought = re.split("(?:ies|s|y)?[^a-z]+", title.lower().replace(" and ", " ") + " ")
    sought.sort(key=len, reverse=True)
    return Name(sought, rf"(?i){start}{wrong}", f"{title} {kind} {years[0]}", _LAW + source)


def _singular_or_plural(word: str) -> str:
    if word.endswith(("ies", "y")):
        return re.sub("(?:ies|y)$", "(?:y|ies)", word)
    return word if word.endswith("ous") else f"{word.removesuffix('s')}s?"


_HSE = "https://www.hse.gov.uk/"
_OTHERS = (
    ("Heath and Safety(?= (?:at Work|Commission|Executive))", "Health and Safety", _HSE),
    ("COSSH", "COSHH", _HSE + "coshh/"),
    ("GPDR", "GDPR", _LAW + "eur/2016/679"),
    ("General Data Protection Regulations(?! \\(?(?:Europe|Exit|EU Exit))", "General Data Protection Regulation",
     _LAW + "eur/2016/679"),
    ("Equalities Act", "Equality Act", _LAW + "ukpga/2010/15"),
    ("Children['’]s Act(?= (?:1989|2004))", "Children Act", _LAW + "ukpga/1989/41"),
    ("Modern Day Slavery Act", "Modern Slavery Act", _LAW + "ukpga/2015/30"),
    ("(?<!and )(?<!& )Environment Protection Act", "Environmental Protection Act", _LAW + "ukpga/1990/43"),
    ("Control of (?:Substances Hazardous (?:for|of)|Hazardous Substances to) Health",
     "Control of Substances Hazardous to Health", _LAW + "uksi/2002/2677"),
    ("Provision and Use of (?:Working|Workplace) Equipment", "Provision and Use of Work Equipment",
     _LAW + "uksi/1998/2306"),
    ("Working at Heights? Regulations?", "Work at Height Regulations", _LAW + "uksi/2005/735"),
    ("Construction, Design and Management(?= Reg)", "Construction (Design and Management)", _LAW + "uksi/2015/51"),
    ("Information Commissioners?['’]? Office", "Information Commissioner's Office", "https://ico.org.uk/"),
    ("World Health Organisation", "World Health Organization", "https://www.who.int/about"),
    ("International Civil Aviation Organisation", "International Civil Aviation Organization", "https://www.icao.int/"),
    ("International Maritime Organisation", "International Maritime Organization", "https://www.imo.org/"),
    ("International Labour Organisation", "International Labour Organization", "https://www.ilo.org/"),
    ("World Trade Organisation", "World Trade Organization", "https://www.wto.org/"),
    ("International Telecommunications Union", "International Telecommunication Union", "https://www.itu.int/"),
    ("International (?:Standards Organi[sz]ation|Organi[sz]ation for Standardisation"
     "|Organisation for Standardization)", "International Organization for Standardization",
     "https://www.iso.org/about"),
    ("British Standards? Institut(?:e|ions)", "British Standards Institution", "https://www.bsigroup.com/"),
    ("Royal Institute of Chartered Surveyors", "Royal Institution of Chartered Surveyors", "https://www.rics.org/"),
    ("Institute of Mechanical Engineers", "Institution of Mechanical Engineers", "https://www.imeche.org/"),
    ("Chartered Institute for Personnel and Development", "Chartered Institute of Personnel and Development",
     "https://www.cipd.org/"),
    ("Construction Industries Training Board", "Construction Industry Training Board", "https://www.citb.co.uk/"),
    ("Early (?:Year|Year['’]s|Years['’]) Foundation Stage", "Early Years Foundation Stage",
     "https://www.gov.uk/government/publications/early-years-foundation-stage-framework--2"),
    ("Working Together to (?:Safeguarding|Safeguarded) Children", "Working Together to Safeguard Children",
     "https://www.gov.uk/government/publications/working-together-to-safeguard-children--2"),
    ("Keep Children Safe in Education", "Keeping Children Safe in Education",
     "https://www.gov.uk/government/publications/keeping-children-safe-in-education--2"),
    ("(?!Solicitors Regulation )Solicitor['’]?s?['’]? Regulat(?:ions?|ory) Authority",
     "Solicitors Regulation Authority", "https://www.sra.org.uk/"),
    ("(?:Nursing and Midwifery|General (?:Dental|Medical|Optical|Pharmaceutical)|Health and Care Professions) Counsel",
     "Council", "https://www.professionalstandards.org.uk/"),
    ("Nursing (?:and|&) Midwi(?:fe|fes|ves) Council", "Nursing and Midwifery Council", "https://www.nmc.org.uk/"),
    ("Health (?:and|&) Care (?:Profession|Professional|Professionals) Council", "Health and Care Professions Council",
     "https://www.hcpc-uk.org/"),
    ("Medicines? (?:and|&) Health ?care (?:Products? )?Regulat(?:ory Authority|ions? Agency)",
     "Medicines and Healthcare products Regulatory Agency", "https://www.gov.uk/mhra"),
    ("Food (?:Standard Agency|Standards Authority)", "Food Standards Agency", "https://www.food.gov.uk/"),
    ("Financial Conducts? Agency", "Financial Conduct Authority", "https://www.fca.org.uk/"),
    ("Advertising (?:Standard Authority|Standards Agency)", "Advertising Standards Authority",
     "https://www.asa.org.uk/"),
    ("Disclosures? (?:(?:and|&) )?Barring (?:(?<!and Barring )(?<!& Barring )Service|Services)",
     "Disclosure and Barring Service", "https://www.gov.uk/dbs"),
    ("Driver (?:and|&) Vehicle Licencing Agency", "Driver and Vehicle Licensing Agency", "https://www.gov.uk/dvla"),
    ("National Institute (?:of Health (?:and|&) Care|for Health Care) Excellence",
     "National Institute for Health and Care Excellence", "https://www.nice.org.uk/"),
)  # fmt: skip
LAWS = tuple(map(_law, " ".join(_LAWS.split()).split("; ")))
OTHER_NAMES = tuple(_name(*each) for each in _OTHERS)
"""Where only part of a name is wrong, the entry holds that part."""
