"""Names of public bodies and documents that are often written wrong, and phrases with a word taken for another."""

import re
from typing import NamedTuple


class Name(NamedTuple):
    """A name or a phrase that is often written wrong."""

    words: frozenset[str]
    """Words that every wrong form contains, in lower case."""
    sought: str
    """The longest text that every wrong form contains, in lower case."""
    wrong: str
    """A pattern, in any case. Few documents hold a wrong name, so it is compiled when it is needed."""
    right: str
    source: str
    """Where the right name is published; "" for a phrase."""


_GROUP = r"(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"  # after the bracket that opens it
_LAW = "https://www.legislation.gov.uk/"


def _name(wrong: str, right: str, source: str = "") -> Name:
    # Without sets of characters, what it looks behind and ahead for, groups, and optional characters.
    fixed = re.sub(r"\\.|\[[^]]*\]", "\n", wrong.lower())
    fixed = re.sub(rf"\(\?<?[=!]{_GROUP}", "", fixed)
    fixed = re.sub(rf"\({_GROUP}|.\?", "\n", fixed)
    words = frozenset(re.findall(r"(?:^|(?<= ))[a-z]+(?= |\Z)", fixed))
    return Name(words, max(re.findall("[a-z -]{3,}", fixed), key=len), rf"(?i)\b{wrong}(?!\w)", right, source)


_WRONG = (
    ("Heath and Safety", "Health and Safety", "https://www.hse.gov.uk/"),
    ("COSSH", "COSHH", "https://www.hse.gov.uk/coshh/"),
    ("GPDR", "GDPR", _LAW + "eur/2016/679"),
    ("General Data Protection Regulations(?! \\(?(?:Europe|Exit|EU Exit))", "General Data Protection Regulation",
     _LAW + "eur/2016/679"),
    ("Building Safety Bill", "Building Safety Act 2022", _LAW + "ukpga/2022/30"),
    ("Waste Electronic(?:al)? (?:and|&) Electrical", "Waste Electrical and Electronic", _LAW + "uksi/2013/3113"),
    ("Safeguarding and (?-i:prevent)(?=[,.;)]|$| (?:agenda|duty|strategy))", "safeguarding and Prevent",
     _LAW + "ukpga/2015/6/section/26"),
    ("Equalities Act", "Equality Act", _LAW + "ukpga/2010/15"),
    ("Children['’]s Act(?= (?:1989|2004))", "Children Act", _LAW + "ukpga/1989/41"),
    ("Modern Day Slavery Act", "Modern Slavery Act", _LAW + "ukpga/2015/30"),
    ("(?<!and )(?<!& )Environment Protection Act", "Environmental Protection Act", _LAW + "ukpga/1990/43"),
    ("Control of (?:Substances Hazardous (?:for|of)|Hazardous Substances to) Health",
     "Control of Substances Hazardous to Health", _LAW + "uksi/2002/2677"),
    ("Provision and Use of (?:Working|Workplace) Equipment", "Provision and Use of Work Equipment",
     _LAW + "uksi/1998/2306"),
    ("(?:(?<=Personal )|(?<=Respiratory ))Protection Equipment", "Protective Equipment", _LAW + "uksi/1992/2966"),
    ("Working at Heights? Regulations?", "Work at Height Regulations", _LAW + "uksi/2005/735"),
    ("Construction, Design and Management(?= Reg)", "Construction (Design and Management)", _LAW + "uksi/2015/51"),
    ("Information Commission(?:ers?['’]?|['’]?s) Office", "Information Commissioner's Office", "https://ico.org.uk/"),
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
    ("Disclosure (?:and|&) Baring Service", "Disclosure and Barring Service", "https://www.gov.uk/dbs"),
    ("Driver (?:and|&) Vehicle Licencing Agency", "Driver and Vehicle Licensing Agency", "https://www.gov.uk/dvla"),
    ("National Institute (?:of Health (?:and|&) Care|for Health Care) Excellence",
     "National Institute for Health and Care Excellence", "https://www.nice.org.uk/"),
)  # fmt: skip
NAMES = tuple(_name(*each) for each in _WRONG)
"""Where only part of a name is wrong, the entry holds that part."""

_MISTAKEN = (
    ("(?:mental|occupational|public) heath", "health"), ("heath and social", "health and social"),
    ("health (?:and|&) safely(?= (?:at work|legislation|polic|procedure|regulation|requirement))", "safety"),
    ("in principal(?=[,.;)]|$| the\\b)", "in principle"), ("principle (?:contractor|designer)s?", "principal"),
    ("(?:^|understand )(?:the )?principals of(?! (?:the )?(?:academ|college|compan|firm|school))", "principles"),
    ("(?:basic|ethical|fundamental|guiding|scientific|underlying|underpinning) principals", "principles"),
    ("(?:are|be|been|is|was|were) lead by", "led by"), ("dependant (?:on|upon)", "dependent"),
    ("(?:giv(?:es?|ing)|offer(?:s|ing)?|provid(?:es?|ing)|seek(?:s|ing)?) advise", "advice"),
    ("advise and guidance", "advice and guidance"), ("there own", "their own"), ("maybe be", "may be"),
    ("(?:^|and |to )advice (?:clients|colleagues|customers|others|users) (?:about|how|on)", "advise"),
    ("(?:for|in|of|out|to|with|within) there (?:colleagues|duties|employer|job|responsibilit\\w+|role|team)", "their"),
    ("(?:line|project|senior|site) mangers?", "manager"), ("roll models?", "role model"),
    ("(?:able|how) to chose", "choose"), ("(?:able|how) to advice", "advise"), ("how too(?= [a-z])", "how to"),
    ("the affects? of", "the effect"), ("(?:able|how|required) to licence (?:an?|the|their)", "license"),
    ("pubic (?:bod|domain|health|relation|sector|service|transport)\\w*", "public"),
    ("office stationary", "office stationery"), ("weather or not", "whether or not"),
    ("in-line with(?! (?:an?|the) (?:cable|circuit|duct|pipe|pump|shaft|valve))", "in line with"),
    ("whist(?= \\w+ing\\b)", "whilst"), ("rather then", "rather than"), ("at all time(?=[,.;)]|$)", "at all times"),
    ("(?:could|may|might|must|should|would) of been", "have been"), ("risk adverse(?=[,.;)]|$)", "risk-averse"),
    ("(?:they|who) (?:are|is) responsibility for", "responsible"), ("the important of", "the importance of"),
    ("(?:accept(?:s|ing)?|tak(?:es?|ing)) (?:\\w+ )?responsibl[ey] for", "responsibility"),
    ("(?:^|and |an )understand of", "understanding of"), ("asses (?:how|own|risks?|the|their|whether)", "assess"),
    ("(?:^|to )identity (?:any|how|opportunities|potential|the|when|whether|which)", "identify"),
    ("in accordance to", "in accordance with"), ("tak(?:es?|ing) in to (?:account|consideration)", "into"),
    ("an (?:\\w+ )?affect on", "effect"), ("its (?:essential|important|vital) (?:that|to)", "it is"),
    ("breech of (?:confidentiality|contract|copyright|data|security)", "breach"), ("arising form", "arising from"),
    ("standard operation procedures?", "operating"), ("insures? that (?:all|any|it|the|their|they)", "ensure"),
    ("personnel (?:hygiene|protective equipment)", "personal"), ("(?:staff|team) moral(?=[,.;)]|$)", "morale"),
    ("complimentary (?:and alternative|medicine|therap\\w+)", "complementary"),
    ("(?:able|according|prior|relating) too(?= [a-z])", "to"), ("(?:own|their) job rolls?", "job role"),
    ("(?:confident|friendly|polite|positive|professional|safe|timely) manor", "manner"),
    ("a (?:daily|monthly|regular|weekly) bases", "basis"), ("a (?:daily|monthly|regular|weekly) basics", "basis"),
)  # fmt: skip
PHRASES = tuple(_name(*each) for each in _MISTAKEN)
"""Phrases in which a word stands for another that sounds or looks alike; to write is that word, or the phrase."""
