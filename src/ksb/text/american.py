"""American and British spelling."""

from __future__ import annotations

import re
from functools import lru_cache

IZE = re.compile(r"(?<=\w{3}i)z(?=(?:e[drs]?|ers|ing|ations?|able)$)")
"""The letter that may be `s`: in "organize", not in "size"."""

# Starts of words in American and British spelling. Pairs whose words are both British ("meter") are left out.
AMERICAN = {
    "aging": "ageing", "aluminum": "aluminium", "analog": "analogue", "analyz": "analys", "artifact": "artefact",
    "behavior": "behaviour", "canceled": "cancelled", "canceling": "cancelling", "catalog": "catalogue",
    "center": "centre", "color": "colour", "counselor": "counsellor", "defense": "defence", "dialog": "dialogue",
    "endeavor": "endeavour", "enrollment": "enrolment", "favor": "favour", "fiber": "fibre", "flavor": "flavour",
    "fueled": "fuelled", "fulfill": "fulfil", "gray": "grey", "harbor": "harbour", "honor": "honour",
    "humor": "humour", "labeled": "labelled", "labeling": "labelling", "labor": "labour", "leveled": "levelled",
    "leveling": "levelling", "liter": "litre", "maneuver": "manoeuvre", "modeled": "modelled",
    "modeling": "modelling", "mold": "mould", "neighbor": "neighbour", "offense": "offence", "paralyz": "paralys",
    "pediatric": "paediatric", "plow": "plough", "signaled": "signalled", "signaling": "signalling",
    "skillful": "skilful", "theater": "theatre", "traveled": "travelled", "traveler": "traveller",
    "traveling": "travelling",
}  # fmt: skip
AMERICAN_START = re.compile("^(?:" + "|".join(sorted(AMERICAN, key=len, reverse=True)) + ")")
BRITISH_ALREADY = (
    "analogue", "catalogue", "colorat", "colorect", "colorimet", "dialogue", "fulfilled", "fulfilling", "honorar",
    "honorif", "humoro", "laborat", "laborio", "litera",
)  # fmt: skip
"""Starts of words that look American and are British, too."""

# American words that British technical texts use as well.
_EVEN_SO = ("analog", "catalog", "dialog")
_SIZED = re.compile("siz(?:e[ds]?|ing|able)$|^capsiz")
# "Colour", but not every word with "-ise": "exercise" and "advise" have an `s` in America, too.
_BRITISH = re.compile(
    "(?:" + "|".join(set(AMERICAN.values()) - {"fulfil", "labour"}) + ")"
    "|(?P<ise>(?:categor|central|character|computer|custom|digit|emphas|familiar|final|formal|general|harmon|initial"
    "|item|local|maxim|minim|mobil|modern|neutral|normal|optim|organ|person|prior|real|recogn|social|special|stabil"
    "|standard|steril|summar|util|visual)(?:it)?is(?:e[drs]?|ers|ing|ations?|able)$)"
)


@lru_cache(maxsize=65_536)
def american(word: str) -> str | None:
    """Return the British spelling of a word in lower case that is American; None for any other word."""
    if IZE.search(word) and not _SIZED.search(word):
        return IZE.sub("s", word)
    if word == "toward":
        return "towards"
    if AMERICAN_START.match(word) and not word.startswith((*BRITISH_ALREADY, *_EVEN_SO)):
        return AMERICAN_START.sub(lambda match: AMERICAN[match[0]], word)
    return None


@lru_cache(maxsize=65_536)
def british(word: str) -> str | None:
    """Return "ise" for a British word in lower case that has a `z` in America, "other" for other British words."""
    match = _BRITISH.match(word)
    return None if not match else "ise" if match["ise"] else "other"
