"""The fields of records: what they are called, their values as plain text, and notes on those that are not used."""

import html
import re
from typing import Any

from ksb.documents.blocks import clean
from ksb.documents.html import BLOCKS
from ksb.documents.markup import LenientParser, with_short_numbers
from ksb.importers.results import Note

LISTS = (
    ("K", ("knowledges", "knowledge"), "knowledgeId"),
    ("S", ("skills", "skill"), "skillId"),
    ("B", ("behaviours", "behaviour"), "behaviourId"),
    ("TK", ("technicalKnowledges", "technicalKnowledge"), "technicalKnowledgeId"),
    ("TS", ("technicalSkills", "technicalSkill"), "technicalSkillId"),
    ("ESB", ("employabilitySkillsAndBehaviours", "employabilitySkillsAndBehaviour"), "employabilityId"),
    ("", ("ksbs",), ""),
)
"""The prefix of the codes, the names of the list, and the name of an item's label or id; "" for several kinds."""
MAPPED = (
    "mappedKnowledge", "mappedKnowledges", "mappedSkills", "mappedSkill", "mappedBehaviour", "mappedBehaviours",
    "mappedTechnicalKnowledge", "mappedTechnicalKnowledges", "mappedTechnicalSkills",
    "mappedEmployabilitySkillsAndBehaviours", "knowledges", "knowledge", "skills", "behaviours", "ksbs",
)  # fmt: skip
_OF_RECORDS = {
    "detail",
    "dutyDetail",
    "dutyID",
    "dutyId",
    *filter(lambda name: "mapped" in name, MAPPED),
    *(label for _, _, label in LISTS if label),
}
"""What items of lists in records of published standards hold."""
DUTY_NUMBERS = ("number", "dutyNumber", "dutyNo", "label", "code")
METADATA = {
    "reference": (
        "referenceNumber",
        "ifateReferenceNumber",
        "stdCode",
        "reference",
        "standardReference",
        "standardCode",
        "ref",
    ),
    "version": ("versionNumber", "versionNo", "version"),
    "level": ("level",),
    "status": ("statusName", "status"),
    "route": ("route", "routeName", "mapHierarchy.routeName"),
    "route_pathway": ("pathway", "pathwayName", "mapHierarchy.pathwayName"),
    "cluster": ("cluster", "clusterName", "mapHierarchy.clusterName"),
    "occupation_code": ("occupationCode", "socCode", "standardOccupationalClassification"),
    "keywords": ("keywords",),
    "lars_code": ("larsCode",),
    "core_and_options": ("coreAndOptions",),
    "typical_duration": ("typicalDuration", "proposedTypicalDuration"),
    "minimum_hours": ("minimumHours", "minimumOffTheJobHours", "minimumTrainingHours", "minHours"),
    "epa_length": ("epaLength", "typicalEPALength", "proposedEPALength", "endPointAssessmentLength", "lengthOfEPA"),
    "max_funding": ("maxFunding", "proposedMaxFunding"),
    "page_url": ("standardPageUrl", "foundationApprenticeshipUrl", "apprenticeshipUnitUrl", "url"),
    "assessment_plan_url": ("assessmentPlanUrl", "assessmentPlanURL"),
    "entry_requirements": ("entryRequirements", "entryRequirement"),
    "qualifications": ("qualifications",),
    "regulated_body": ("regulatedBody",),
    "change": ("change", "changeDescription", "changes"),
    "change_date": ("changeDate", "changedDate", "dateOfChange", "changeApprovedDate"),
    "created_date": ("createdDate",),
    "publish_date": ("publishDate", "publishedDate"),
    "approved_for_delivery": ("approvedForDelivery",),
    "last_updated": ("lastUpdated",),
    "earliest_start_date": ("versionEarliestStartDate", "earliestStartDate"),
    "latest_start_date": ("versionLatestStartDate", "latestStartDate"),
    "latest_end_date": ("versionLatestEndDate", "latestEndDate"),
}
TITLES = ("title", "name", "standardTitle", "standardName", "occupation", "occupationTitle", "standard")
OVERVIEW = ("overviewOfRole", "overview", "occupationalSummary", "summary", "occupationSummary")
JOB_TITLES = ("typicalJobTitles", "jobTitles")
CRITERIA = ("criteriaForMeasuringPerformance", "criteria")
_OF_API = {name.lower() for name in _OF_RECORDS - {"detail"}}
_NAMES = {
    name.lower(): name
    for name in (
        *TITLES, *OVERVIEW, *JOB_TITLES, *CRITERIA, *DUTY_NUMBERS, *_OF_RECORDS, "duties", "options", "optionId", "id",
        "isThisACoreDuty", "isThisACoreSkill", "mappedOptions", *(name for _, names, _ in LISTS for name in names),
        *(name for names in METADATA.values() for name in names), "mapHierarchy", "routeName", "pathwayName",
    )
}  # fmt: skip
"""Names of the API by their letters in lower case."""
_TAG = re.compile(r"</?[a-zA-Z][^<>@\s]*(?:\s[^<>]*)?>")
_ADDRESS = re.compile(r"<(?=[^\s<>@]+@[^\s<>@]+>)")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});")
_BREAK = re.compile(r"(?<!\s)\s*\n\s*")
_MOST_ESCAPES = 3


def renamed(value: Any) -> Any:
    """Return a record with the names that the API has for `DutyDetail` or `duty_detail`, in its parts, too."""
    if isinstance(value, list):
        return [renamed(it) if isinstance(it, dict) else it for it in value]
    if not isinstance(value, dict):
        return value
    made = {_NAMES.get(_folded(key), key): renamed(it) for key, it in value.items()}
    return made if len(made) == len(value) else value


def is_of_record(part: dict[str, Any]) -> bool:
    """Return whether an object is a KSB or a duty of a published record, however it writes the names of its fields."""
    return any(key == "detail" or _folded(key) in _OF_API for key in part)


def _folded(name: str) -> str:
    return name.replace("_", "").lower()


def said(value: Any) -> str:
    """Return a value of JSON as text: `true`, not Python's `True`."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def left_in(value: Any, place: str = "") -> list[Note]:
    """Return a note for each text in a part of a record. Empty values say nothing."""
    found = []
    waiting = [(place, value)]
    while waiting:
        at, part = waiting.pop()
        if isinstance(part, dict):
            waiting += ((f"{at}.{key}" if at else str(key), it) for key, it in reversed(part.items()))
        elif isinstance(part, list):
            waiting += ((f"{at}[{position}]", it) for position, it in reversed([*enumerate(part)]))
        elif part not in (None, "", False):
            found.append(Note("left out", at, said(part)))
    return found


def pop_text(holder: dict[str, Any], *names: str) -> str:
    """Take the first of some fields that is a text out of an object; a number is one, too."""
    for name in names:
        value = holder.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return str(holder.pop(name))
    return ""


def pop_texts(holder: dict[str, Any], name: str) -> list[str]:
    """Take the text of a field, or the texts in its list, out of an object."""
    value = holder.get(name)
    if isinstance(value, list):
        holder[name] = [None if isinstance(part, str | int) else part for part in value]
    else:
        value = [holder.pop(name)] if isinstance(value, str | int) else []
    return [said(part) for part in value if isinstance(part, str | int) and part]


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text that may hold HTML, even escaped more than once, without its tags.

    White space at the ends of lines goes, line breaks within a paragraph become spaces, and so do control characters.
    """
    return _lines(text, joined=True)


def statement_text(text: str) -> str:
    """Return a statement that may hold HTML as text, with the line breaks that its readers see."""
    return "\n".join(_lines(text, joined=False))


def _lines(text: str, joined: bool) -> list[str]:
    for _ in range(_MOST_ESCAPES):
        if _TAG.search(text) or not _ENTITY.search(text):
            break
        text = html.unescape(with_short_numbers(text))
    text = with_short_numbers(text)
    if _TAG.search(text):
        parser = _Paragraphs()
        parser.feed(_ADDRESS.sub("&lt;", text))
        parser.handle_data(html.unescape(parser.rawdata))
        text = "".join(parser.parts)
    elif joined and "\n\n" not in text:
        text = _BREAK.sub(" ", text)
    return [line for line in clean(text).split("\n") if line]


def line(text: str) -> str:
    """Return a text that may hold HTML as one line."""
    return " ".join(paragraphs(text))


class _Paragraphs(LenientParser):
    """Keeps the text, with a line break for each tag that begins or ends a block; scripts and styles are not text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag(tag)
        self.hidden += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._tag(tag)
        self.hidden -= tag in ("script", "style") and self.hidden > 0

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(_BREAK.sub(" ", data))

    def _tag(self, tag: str) -> None:
        if tag in BLOCKS or tag == "br":
            self.parts.append("\n")
