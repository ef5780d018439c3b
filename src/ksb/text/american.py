"""American and British spelling."""

import re
from functools import lru_cache

IZE = re.compile(r"(?<=\w{3}i)z(?=(?:e[drs]?|ers|ing|ations?|ational(?:ly)?|able)$)")
"""The letter that may be `s`: in "organize", not in "size"."""

# Starts of words in American and British spelling. Pairs whose words are both British ("meter") are left out.
AMERICAN = {
    "aging": "ageing", "aluminum": "aluminium", "analog": "analogue", "analyz": "analys", "anemi": "anaemi",
    "anesthe": "anaesthe", "artifact": "artefact", "behavior": "behaviour", "canceled": "cancelled",
    "canceling": "cancelling", "catalog": "catalogue", "cataloged": "catalogued", "cataloger": "cataloguer",
    "cataloging": "cataloguing", "center": "centre", "color": "colour", "counseled": "counselled",
    "counseling": "counselling", "counselor": "counsellor", "defense": "defence", "dialog": "dialogue",
    "diarrhea": "diarrhoea", "endeavor": "endeavour", "enroll": "enrol", "enrollment": "enrolment",
    "esophag": "oesophag", "favor": "favour", "fiber": "fibre", "flavor": "flavour", "fueled": "fuelled",
    "fulfill": "fulfil", "gray": "grey", "gynecolog": "gynaecolog", "harbor": "harbour", "hematolog": "haematolog",
    "hemoglobin": "haemoglobin", "hemorrhag": "haemorrhag", "honor": "honour", "humor": "humour",
    "jeweler": "jeweller", "jewelry": "jewellery", "labeled": "labelled", "labeling": "labelling", "labor": "labour",
    "leukemi": "leukaemi", "leveled": "levelled", "leveling": "levelling", "liter": "litre", "maneuver": "manoeuvre",
    "modeled": "modelled", "modeling": "modelling", "mold": "mould", "neighbor": "neighbour", "offense": "offence",
    "orthoped": "orthopaed", "paralyz": "paralys", "pediatric": "paediatric", "plow": "plough",
    "signaled": "signalled", "signaling": "signalling", "skeptic": "sceptic", "skillful": "skilful",
    "theater": "theatre", "tranquilis": "tranquillis", "tranquiliz": "tranquilliz", "tunneled": "tunnelled",
    "tunneling": "tunnelling", "traveled": "travelled", "traveler": "traveller", "traveling": "travelling",
}  # fmt: skip
_LONGEST_FIRST = sorted(AMERICAN, key=len, reverse=True)
AMERICAN_STARTS = frozenset(start[:4] for start in AMERICAN)
BRITISH_ALREADY = (
    "analogu", "catalogu", "colorant", "colorat", "colorect", "colorimet", "dialogu", "enrolled", "enrollee",
    "enrolling", "fulfilled", "fulfilling", "graylag", "grayling", "honorar", "honorif", "humoral", "humores",
    "humoris", "humoro", "laborat", "laborio", "litera",
)  # fmt: skip
"""Starts of words that look American and are British, too."""

# American words that British technical texts use as well.
_EVEN_SO = ("analog", "dialog")
# The last letter of "centre" in "centred", of "manoeuvre" in "manoeuvring".
_RE = re.compile("(?<=centr)e(?=[ei])|(?<=oeuvr)e(?=[aei])")
_SIZED = re.compile("siz(?:e[ds]?|ing|able)$|^capsiz")
_BRITISH = tuple(set(AMERICAN.values()) - {"enrol", "fulfil", "labour"})
# Not every word with "-ise": "exercise" and "advise" have an `s` in America, too.
_ISE = re.compile(
    "(?:categor|central|character|computer|custom|digit|emphas|familiar|final|formal|general|harmon|initial"
    "|item|local|maxim|minim|mobil|modern|neutral|normal|optim|organ|person|prior|real|recogn|social|special|stabil"
    "|standard|steril|summar|util|visual)(?:it)?is(?:e[drs]?|ers|ing|ations?|ational(?:ly)?|able)$"
)


def american(word: str) -> str | None:
    """Return the British spelling of a word in lower case that is American; None for any other word."""
    if "-" in word:
        spelt = "-".join(american(part) or part for part in word.split("-"))
        return spelt if spelt != word else None
    spelt = IZE.sub("s", word) if "iz" in word and not _SIZED.search(word) else word
    if not word.startswith(_EVEN_SO):
        spelt = _RE.sub("", british_start(spelt))
    return spelt if spelt != word else None


def starts_american(word: str) -> bool:
    """Return whether a word in lower case starts as only an American word does."""
    return british_start(word) != word


def british_start(word: str) -> str:
    """Return a word in lower case with a British start instead of an American one."""
    if word[:4] not in AMERICAN_STARTS or word.startswith(BRITISH_ALREADY):
        return word
    start = next(filter(word.startswith, _LONGEST_FIRST), "")
    return AMERICAN.get(start, "") + word[len(start) :]


@lru_cache(maxsize=65_536)
def british(word: str) -> str | None:
    """Return "ise" for a British word in lower case that has a `z` in America, "other" for other British words."""
    if word.startswith(_BRITISH):
        return "other"
    return "ise" if _ISE.match(word) else None
