"""What the name of a column says: what the column holds, or a question such as `Signed off?`."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, get_args

from ksb.errors import KsbError
from ksb.evidence.codes import leading
from ksb.evidence.states import is_letters, says_no
from ksb.kinds import KINDS

Role = Literal[
    "ksbs", "title", "evidence", "date", "kind", "status", "hours", "link", "method", "learner", "duty", "quality",
    "reviewer", "wording", "notes", "number",
]  # fmt: skip
"""What a column holds.

`wording` is the text of the KSB itself. `quality`, `reviewer`, `notes` and `number` are read by nobody but people.
"""
_ROLES: tuple[Role, ...] = get_args(Role)
NEEDED = r"(?:need(?:s|ed)?|required|outstanding|missing|lacking|remaining|what else|to (?:add|collect|complete|do))"
"""What the name of a column says that is about work to come."""
_OTHER_KSBS = (
    rf"not|n't|gaps?|yet|still|left|next|future|targets?|planned|(?<!linked )(?<!mapped )(?<!related )to|without|un\w+"
    rf"|{NEEDED}|descriptions?|wordings?|text|type|statements?|details?|kind|areas?|category|group|theme|level|status"
    r"|progress|(?<=ksb )evidence|(?<=ksbs )evidence|rating|score|comments?|feedback|notes?|count|total|date|number of"
)
"""What names a column beside `KSB` that holds no codes of work done: `KSB description`, `KSBs still to cover`."""
_NAMES: dict[Role, str] = {
    "ksbs": rf"(?!.*\b(?:{_OTHER_KSBS})\b)(?:\w+ ){{0,3}}ksb'?s?(?: .*)?|codes?|mapped(?: (?:to|ksbs?))?|mapping|tags"
    r"|(?:ksbs?|criteria) (?:covered|claimed|met|evidenced|shown|addressed|taught|assessed|demonstrated|achieved|linked"
    r"|hit)|knowledge,? skills,? (?:and|&) behaviou?rs|k ?[/,&] ?s ?[/,&] ?b|(?:assessment )?criteria"
    r"|criteri(?:a|on)(?: (?:code|ref|reference|no|number|id)s?)?|standards?(?: refs?| references?)?"
    r"|ksb and (?:title|wording|description)|evidence (?:for|of) ksbs?|duty ?/ ?ksb|learning outcomes?|outcomes",
    "title": r"(?:what is the )?(?:title|name)(?: of .*(?:evidence|activity|piece|work))?|piece|activity|task"
    r"|(?:evidence|portfolio) (?:title|name|piece|item)|(?:piece|item) of (?:evidence|work)|work|document|file ?names?"
    r"|project|session(?: title| name)?|module|unit|lesson|workshop|topic|assignment|entry|item|work done|subject"
    r"|(?:describe )?what(?: (?:i|we|you) did\b.*)?|what (?:did you|you) do|(?:learning|training|otj|work) activity"
    r"|task ?/ ?activity|activity ?/ ?task|(?:programme )?component(?: name)?|course"
    r"|(?:(?:which|what) )?tickets?(?: have met .*)?",
    "evidence": r"(?:(?:my|your|current|existing|supporting|(?:learner|apprentice|candidate)(?:'s)?) )?"
    r"(?:evidence|(?:answers?|responses?)(?: summary| given)?)"
    r"|evidence (?:so far|to date|collected|gathered|held|seen|in place|available|numbers|nos|ids|of prior learning"
    r"|in .*)"
    r"|have|(?:covered|evidenced|found|included|met|present|shown) in (?:the |my |your )?(?:portfolio|file|folder)"
    r"|evidence (?:provided|description|used|submitted|ref|reference|location|source|file|detail|presented)s?"
    r"|(?:description|details) of evidence|portfolio (?:evidence|ref|reference|location)s?"
    r"|where(?: (?:is it|it is))?(?: (?:shown|found|evidenced)| it appears)?(?: in .{1,20})?"
    r"|where to find(?: it)?|examples?|proof|source"
    r"|(?:(?:overview|description|summary|explanation) of )?how (?:.* )?(?:shown|evidenced|met|demonstrated"
    r"|address(?:ed|es))(?: it|(?: the| this)? ksb)?"
    r"|(?:comments?|notes?)(?: ?[/&] ?| and )evidence|evidence(?: ?[/&] ?| and )(?:comment|link|location|note|page)s?"
    r"|evidenced(?: by| in)?|(?:evidence )?met|covered|achieved|done|summary of answers?|tick(?:ed)?|[✓✔√☑✅]"
    r"|demonstrated|evidence to support.*|actual (?:activity|evidence|learning|work)"
    r"|how|explanation|justification|rationale"
    r"|what (?:i|we) actually did.*|how (?:i|we) have (?:shown|met|evidenced).*",
    "date": r"(?:actual )?dates?|date \w+(?: \w+)?"
    r"|(?:evidence|session|submission|completion|decision|ticket|project) date|completed(?: on)?|submitted on|when|day"
    r"|week (?:commencing|beginning|ending|of)|w/[cbe]",
    "kind": r"type|kind|evidence type|type of (?:evidence|activity|session)|activity type|category|format|stage"
    r"|session type",
    "status": r"(?:\w+ )?status|state|progress|rag(?: rating)?|signed ?off|approved|approval|complete|sign ?off"
    r"|accepted|(?:met|pass|achieved|accepted|complete|yes) ?(?:/|or) ?(?:no(?:t\b.*)?|fail|refer(?:red)?|rejected)"
    r"|(?:(?:assessor|tutor|coach|assessment|iqa|evidence|review|final)(?:'s)? )?"
    r"(?:decision|result|judge?ment|outcome|verdict)",
    "hours": r"(?:actual |total )?(?:hours?|hrs|otj ?(?:h|hours|hrs|time|training)?)(?: actual)?|min(?:ute)?s"
    r"|off[- ]the[- ]job(?: training)?(?: hours| hrs)?"
    r"|(?:duration|time(?: spent| taken)?|length)(?: (?:in )?(?:hours?|hrs|min(?:ute)?s))?"
    r"|(?:how many|number of) hours\b.*|hours (?:spent|claimed|logged|of (?:otj|off[- ]the[- ]job)(?: training)?)",
    "link": r"links?|url|hyperlink|address|pages?|page (?:no|number|ref)s?|page or time ?stamp|page ?/ ?time ?stamp"
    r"|time ?stamps?|time ?codes?|location|place|file(?: ?path)?|path|ref|reference|evidence (?:link|url|page)s?"
    r"|link to evidence|portfolio page|attachment|pp",
    "method": r"methods?|assessment methods?|assessed by|assessment|epa methods?",
    "learner": r"learners?|learner (?:name|id)|apprentices?|apprentice name|students?|student name|candidate"
    r"|candidate name|uln|full name|trainee|employee|first name|surname|last name|forename",
    "duty": r"duty|duties|duty (?:no|number|ref|title)s?",
    "quality": r"quality|score|grade|mark|rating|confidence",
    "reviewer": r"reviewer|reviewed by|assessor|tutor|coach|mentor|manager|signed(?: by)?|verified by|trainer"
    r"|approved by|checked by|delivered by",
    "wording": r"core|options?|pathways?|times cited|part of|definition|description|wording|statement|text"
    r"|(?:ksb|criteri(?:a|on)) (?:text|description|statement|wording|detail)s?|full text|details?"
    r"|knowledge, skill or behaviour|kind of ksb|what it says|ksb type|requirement|descriptor"
    r"|standard wording|short title",
    "notes": r"notes?|comments?|feedback|remarks?|actions?|next steps?|reflections?"
    r"|(?:assessor|tutor|coach|learner)(?:'s)? (?:comments?|feedback|notes)|what i learn(?:ed|t)|gaps?|target|impact"
    rf"|summary|(?:.* )?{NEEDED}(?: .*)?",
    "number": r"no|number|#|id|s/?n|row|evidence (?:no|number|id)|piece (?:no|number)|item (?:no|number)|week|year"
    r"|term|month",
}  # fmt: skip
"""A pattern for each role: the whole name of a column, in any case."""
_PATTERNS = {role: re.compile(names) for role, names in _NAMES.items()}
_KINDS = {
    name.replace("behaviour", spelling): kind.prefix
    for kind in KINDS
    for name in (kind.prefix.lower(), f"{kind.prefix.lower()}s", kind.one, kind.many)
    for spelling in ("behaviour", "behavior")
}
"""Names of columns that hold the codes, or the numbers alone, of one kind of KSB."""
_KIND = re.compile(
    r"(?:(?:which|what) )?(.*?)(?: ?\((?:k|s|b|tk|ts|esb)s?\)| (?:ksb|code|ref|statement|number)s?| covered| met)?"
    r"(?: (?:did|do|does|have)\b.*)?"
)
_NUMBERED = re.compile(r"[\s#(.-]*\d{1,2}\)?$")
_ANSWERED = re.compile(r"(?P<name>.{1,100}?)(?:[?:]|\)) (?P<answer>.+)", re.DOTALL)
_ASKS = re.compile(
    r"(?:(?:evidence|criteri(?:a|on)|ksb|(?:assessor|tutor|coach|trainer|mentor|manager|employer|iqa)(?:'s)?) )?"
    r"(?:met|covered|achieved|done|demonstrated|evidenced|shown|pass(?:ed)?|accepted|approv(?:ed|al)|competent"
    r"|observed|seen|witnessed|delivered|taught|attended|submitted|uploaded|sufficient"
    r"|sign(?:ed)?(?:[ -]?off(?: by .*)?)?|signature|(?:verified|approved|confirmed|agreed|checked)(?: by .*)?"
    r"|validated|completed?)(?: ?\([^()]*\))?"
)
_SIGNED = re.compile(
    r"(?:.* )?(?:signatures?|initials?|assessor|iqa|iv|verifier|witness"
    r"|(?:signed|verified|witnessed)(?: by\b.*)?|(?:sign(?:ed)? ?off|approved|confirmed|agreed|checked) by\b.*)"
)
CLAIMED = re.compile(r".*\b(?:claim(?:ed|s)?|proposed|submitted|i think)\b.*")
AWARDED = re.compile(
    r"(?:.* )?(?:awarded|granted|confirmed|accepted|approved|agreed|validated|verified|achieved|met|signed[ -]?off)"
    r"(?: (?:by|at) .*)?"
)
"""What codes are called, as `bare_name` gives it, that somebody claims, and those that an assessor awards."""
_MINUTES = re.compile(r"\bmin(?:ute)?s?\b", re.IGNORECASE)
_BY_NOBODY = re.compile(r"n[/.]?a\.?|not applicable", re.IGNORECASE)


def bare_name(name: str) -> str:
    """Return the name of a column without case, numbering (`Evidence 2`), line breaks and signs around it."""
    text = re.sub(r"[\s_]+|(?<=[a-z])(?=[A-Z])", " ", name).replace("’", "'").strip(" :*?.#\"'").casefold()
    text = re.sub(r"(?<=\w)\(s\)", "s", text)
    shorter = _NUMBERED.sub("", text)
    return shorter or ("#" if "#" in name else text)


def prefix_of(name: str) -> str | None:
    """Return the prefix of codes for a column of one kind of KSB, such as `Knowledge` or `Skills (S)`; else None."""
    match = _KIND.fullmatch(bare_name(name))
    return _KINDS.get(match[1]) if match else None


def role_of(name: str, chosen: Mapping[str, str]) -> Role | None:
    """Return what the column with this name holds; None where the name says nothing.

    `chosen` holds the names that the user gave for roles (`--column ksbs="Mapped to"`); they win.
    """
    if not name.strip() or len(name) > 100:
        return None
    for role, given in chosen.items():
        if bare_name(given) in (bare_name(name), _without_brackets(bare_name(name))):
            return as_role(role)
    found = _role(name)
    return None if found in chosen else found


@lru_cache(maxsize=1024)
def _role(name: str) -> Role | None:
    if leading(name):
        return None  # a column of ticks for this KSB
    if prefix_of(name):
        return "ksbs"
    text = bare_name(name)
    shorter = _without_brackets(text)
    for candidate in dict.fromkeys((text, shorter)):
        for role, pattern in _PATTERNS.items():
            if pattern.fullmatch(candidate):
                return role
    return None


def _without_brackets(name: str) -> str:
    return re.sub(r" ?\([^()]*\)$", "", name).rstrip(" ?")


def roles_of(names: Sequence[str], chosen: Mapping[str, str]) -> dict[Role, list[int]]:
    """Return the columns for each role, by their positions from 0."""
    found: dict[Role, list[int]] = {}
    for i, name in enumerate(names):
        role = role_of(name, chosen)
        if role is not None:
            found.setdefault(role, []).append(i)
    numbers = [i for i in found.get("number", []) if "evidence" in names[i].lower()]
    if numbers and not {"evidence", "title", "link"} & found.keys():
        found["evidence"] = numbers
    if "date" not in found and bare_name(names[0]) == "timestamp":
        found["date"] = [0]  # as Google Forms has it
    ksbs = found.get("ksbs", [])
    if len(ksbs) == 1 and len(names[ksbs[0]]) == 1 and "ksbs" not in chosen:
        del found["ksbs"]  # a column `K` alone says too little; beside `S` or `B` it holds codes
    return found


def as_role(name: str) -> Role:
    """Return the role with this name. Raises `KsbError` for an unknown role."""
    if name in _ROLES:
        return name
    raise KsbError(f"there is no kind of column {name!r}", f"the kinds are {', '.join(_ROLES)}")


def is_rejected(status: str) -> bool:
    """Return whether a status, or a question with its answer, says that the piece is not evidence."""
    answered = _ANSWERED.fullmatch(status)
    return says_no(status) or (
        answered is not None and asks_if_accepted(answered["name"]) and says_no(answered["answer"])
    )


def asks_if_accepted(name: str) -> bool:
    """Return whether `No` below this name of a column says that the evidence beside it is not accepted."""
    return _ASKS.fullmatch(bare_name(name)) is not None


def holds_names(name: str) -> bool:
    """Return whether letters below this name of a column are somebody's initials: `Signed`, `IQA`; not `Signed?`."""
    return _SIGNED.fullmatch(bare_name(name)) is not None and "?" not in name


def refusal(name: str, answer: str) -> str | None:
    """Return a name and its answer where they say that the piece is not accepted: `Signed off: No`; None otherwise."""
    if not asks_if_accepted(name) or not says_no(answer):
        return None
    if holds_names(name) and (is_letters(answer) or (" by" in name.lower() and _BY_NOBODY.fullmatch(answer.strip()))):
        return None
    return with_answer(name, answer)


def refuses(name: str, answer: str) -> bool:
    """Return whether a name and its answer say that the piece is not accepted, as a status does: `Outcome: Refer`."""
    return refusal(name, answer) is not None or (role_of(name, {}) == "status" and says_no(answer))


def with_unit(name: str, value: str) -> str:
    """Return a value with the unit that its name says: `90` under `Duration (mins)` as `90 min`."""
    return f"{value} min" if value.isdigit() and _MINUTES.search(bare_name(name)) else value


def with_answer(name: str, answer: str) -> str:
    """Return a question, or a label, with its answer."""
    name = name.strip(" :")
    return f"{name}{'' if name.endswith('?') else ':'} {answer.strip()}"
