"""Long words that lack a letter, or have one too many or two exchanged, beside the word that is used more often."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, groupby
from operator import itemgetter

from rapidfuzz.distance import OSA

from ksb.text.spelling import are_names, stem_of
from ksb.text.texts import LONGEST, SHORTEST, Place, Texts

_ING = 10
"""How many letters a word that ends in "-ing" needs where a letter is missing."""
_END = 3
"""No letter is missing among this many at the end: there, a letter makes another form of the word."""
# In these ends, no letter can be missing: "calibraton" is not another form.
_WHOLE_ENDS = ("ing", "ion", "ment")
_MOST = 100
"""How many words with one start or end are compared, so that the time stays linear. Real documents have some 20."""
# Starts of two words that both exist: "addiction", "addition".
_STARTS = (
    "adaption adoption", "addicti additi", "alterat altercat", "alterat alternat", "amenab amendab", "apprais appris",
    "automaton automation",
    "archival archrival", "backboard blackboard", "backlash backslash", "backlight blacklight", "backsid backslid",
    "backwater blackwater", "beatif beautif", "bookmak bookmark", "camber chamber", "carving craving", "casual causal",
    "cleaner cleanser", "climactic climatic", "collider collier", "compet complet", "compil compli",
    "complaint compliant", "composit compost", "concert concret", "conduciv conductiv", "congenial congenital",
    "conservatoir conservatori", "consign cosign", "contact contract", "continent contingent", "costumer costumier",
    "countess countless", "counties countr", "countrywide countywide", "courier courtier", "creation cremation",
    "decant descant", "deceas decreas", "deducib deductib", "defeat defecat", "defecat defect", "defect deflect",
    "delet deplet", "deprecat depreciat", "deprivat derivat", "discreet discrete", "education eduction",
    "emoticon emotion", "epidemic epidermic", "eternal external", "ethical ethnical", "ethnolog etholog",
    "except excerpt", "expiat expirat", "faction fraction", "father feather", "fatten flatten", "favour flavour",
    "fiction friction", "florescen fluorescen", "flounder founder", "frontage frontpage", "gemolog geolog",
    "geranium germanium", "gradat graduat", "habitat habituat", "handcraft handicraft", "handiwork handwork",
    "hardiness hardness", "heritage hermitage", "homogeneous homogenous", "immoral immortal", "imperious impervious",
    "imprudent impudent", "indicat indict", "infarction infraction", "infect inflect", "insolation isolation",
    "insolent insolvent", "insulat insult", "interbred interred", "interlin interlink", "interment internment",
    "interstat intestat", "isomer isometr", "isotopic isotropic", "leaning learning", "liabilit livabilit",
    "luminaire luminarie", "medial medical", "mediat medicat", "mediat meditat", "minister minster", "moral mortal",
    "multilayer multiplayer", "neural neutral", "nutrient nutriment", "ordinance ordnance", "overdoes overdose",
    "overeat overheat", "overlay overplay", "overpay overplay", "overseer oversteer", "pacemak peacemak",
    "patently patiently", "payback playback", "peasant pheasant", "perfect prefect", "perforat perorat",
    "perform preform", "pervious previous", "phenolog phrenolog", "pilaster plaster", "portab potab",
    "porthole pothole", "potentate potentiate", "preclude prelude", "predicat predict", "prostat prostrat",
    "radial radical", "reaction redaction", "reactor redactor", "reactor refactor", "recorder reorder",
    "refactor refractor", "regard regrad", "remainder remainer", "remainder reminder", "repairab reparab",
    "repertoire repertori", "resected respected", "restart restat", "restrain retrain", "retain retrain",
    "roadster roaster", "ruination rumination", "saleroom salesroom", "salivation salvation", "sampling sapling",
    "sandstorm sandstrom", "seeding seedling", "sentence sentience", "sentien sentimen", "shimmered simmered",
    "sickness slickness", "sideshow slideshow", "silver sliver", "simulat stimulat", "solder soldier",
    "solitaire solitari", "sparse spare", "spatter splatter", "specialities specialties", "splutter sputter",
    "stablemate stalemate", "steamer streamer", "sticker stickler", "terrain terrapin", "topical tropical",
    "tortuous torturous", "tracheostom tracheotom", "trail trial", "transit transmit", "treaties treatise",
    "unblock unlock", "underlay underplay", "underserv undeserv", "unearned unlearned", "unelected unselected",
    "unformed uniformed", "unfounded unfunded", "uniform uninform", "unsoiled unspoiled", "vanish varnish",
    "verif versif", "walkaway walkway", "wariness weariness", "warranting warrantying", "waterside waterslide",
    "workable worktable",
)  # fmt: skip
_PAIRS = tuple(tuple(pair.split()) for pair in _STARTS)
# "Priorities" and "prioritise", a "micrometer" and a "micrometre".
_ENDS = ({"ies", "ise"}, {"ers", "res"}, {"ter", "tre"})


def slips(texts: Texts) -> Iterator[tuple[str, Place, str, Place]]:
    """Yield each word that is used once and looks like a slip, its place, the right word, and the first place of that.

    Compared are words of at least eight letters that begin with the same letter. One has a letter more than the other,
    before the last three or in "-ies", or two letters next to each other are exchanged. Words with another letter are
    not compared: often both exist ("confirming", "conforming"). A name is not compared with other words. Doubled
    letters and other spellings of a word are left to `ksb.text.spelling.varieties`.
    """
    pairs = [
        pair for pair in sorted(set(_alike(texts))) if not _both_exist(*pair) and stem_of(pair[0]) != stem_of(pair[1])
    ]
    used = texts.places({word for pair in pairs for word in pair})
    for pair in pairs:
        slip, right = sorted(pair, key=lambda word: len(used[word]))
        alike = are_names(used[slip], texts.texts) == are_names(used[right], texts.texts)
        if len(used[slip]) == 1 and len(used[right]) > 1 and alike:
            yield slip, used[slip][0], right, used[right][0]


def _alike(texts: Texts) -> Iterator[tuple[str, str]]:
    """Yield each pair of long words that differ by one slip, in alphabetical order."""
    long = [word for word in texts.words if SHORTEST <= len(word) <= LONGEST and word.isalpha()]
    for word in long:
        # "Polices" beside "policies" is not another form of the word.
        if "ies" in word and word.endswith("ies") and (shorter := f"{word[:-3]}es") in texts.words:
            yield shorter, word
    # Words with one slip have the same start, or the same first letter and end.
    starts = (list(group) for _, group in groupby(long, itemgetter(slice(4))))
    ends: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for end, word in zip(map(itemgetter(0, *range(-_END, 0)), long), long, strict=True):
        ends[end].append(word)
    for group in (*starts, *ends.values()):
        for one, other in combinations(group[:_MOST], 2) if len(group) > 1 else ():
            if abs(len(one) - len(other)) > 1 or OSA.distance(one, other, score_cutoff=1) != 1:
                continue
            if _one_more(one, other) or sorted(one) == sorted(other):
                yield one, other


def _one_more(one: str, other: str) -> bool:
    """Return whether one of two nearly equal words has one more letter, where that makes no other form of the word."""
    short = one.endswith("ing") and min(len(one), len(other)) < _ING
    ends = one[-_END:] == other[-_END:] or max(one, other, key=len).endswith(_WHOLE_ENDS)
    return len(one) != len(other) and ends and not short


def _both_exist(one: str, other: str) -> bool:
    """Return whether the words differ only in doubled or trebled letters, or are a pair of words that both exist."""
    if re.sub(r"(.)\1+", r"\1", one) == re.sub(r"(.)\1+", r"\1", other) or {one[-3:], other[-3:]} in _ENDS:
        return True
    return any(
        (one.startswith(first) and other.startswith(second)) or (one.startswith(second) and other.startswith(first))
        for first, second in _PAIRS
    )
