"""How titles and statements start."""

import re
from collections.abc import Iterator

from ksb.linter.finding import Issue, Remark
from ksb.linter.passages import Passage, Passages
from ksb.linter.rule import text_rule
from ksb.linter.rules.style.computing import names_programs
from ksb.linter.rules.style.quoting import each_match, names, opening

# "e-commerce", "a.c.", "t-test", "d/Deaf" and "de Bono" are right at the start of a sentence, too.
_LOWER = re.compile(
    r"(?![a-z][./-]|(?:d[aeiu]|del|den|der|l[ae]|van|von) (?:(?:de|den|der|la) )?[A-Z])[a-z]+\b(?![A-Z])"
)
# Shorter words before a full stop may be abbreviations.
_LATER = re.compile(
    r"\. (?<=[a-z]{5}\. )(?<!\bapprox\. )(?<!\b(?:admin|assoc|equiv|suppl)\. )([a-z]{3,})(?![\w./-]|\(\))"
)


@text_rule("KSB501", severity="info")
def lower_case_start(texts: Passages) -> Iterator[Issue]:
    """A title or statement that starts in lower case while most others do not.

    It looks like the rest of a sentence whose start was lost. Start it with a capital letter. Titles of duties are
    compared with each other, and definitions with those of the same kind. A group that mostly starts in lower case
    is not reported. A lower-case letter after a full stop is reported in any text: usually a comma was meant.

    Bad:
        duties:
          - number: 1
            title: draw up the schedule
            cites: [K1, S1, B1]
          - number: 2
            title: Keep to the schedule
            cites: [K1, S1, B1]
          - number: 3
            title: Book the crew
            cites: [K1, S1, B1]
    Good:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
          - number: 2
            title: Keep to the schedule
            cites: [K1, S1, B1]
          - number: 3
            title: Book the crew
            cites: [K1, S1, B1]
    """
    for group in (*texts.statements.values(), texts.titles):
        lower = [passage for passage in group if _LOWER.match(passage.text)]
        if len(lower) * 2 < len(group):
            for passage in lower:
                first = len(passage.text.split(maxsplit=1)[0])
                yield passage.issue(f'starts in lower case: "{opening(passage.text)}"', within=(0, first))
    for passage in texts.each:
        for match in each_match(_LATER, passage.text):
            if names_programs(passage.text):
                break
            problem = f'has a sentence that starts in lower case: "{opening(passage.text[match.start(1) :])}"'
            yield passage.issue(problem, within=match.span(1))


@text_rule("KSB506", severity="info")
def mixed_openings(texts: Passages) -> Iterator[Issue]:
    """Statements of one kind that start in different ways.

    "Understand how ...", "Understands ...", "Knowledge of ..." and "How to ..." mean the same, but look different.
    Choose one form. There is one finding for each kind, at the first statement that uses a less common form.

    Knowledge starts with a verb (understand, understands), with a noun (knowledge of) or with the topic itself.
    Skills and behaviours start with a verb (use, uses, using) or an ability (able to, can). Statements that start in
    any other way are not compared.

    Bad:
        ksbs:
          K1: How a production is scheduled
          K2: How a production is paid for
          K3: Understands how a production is staffed
    Good:
        ksbs:
          K1: How a production is scheduled
          K2: How a production is paid for
          K3: How a production is staffed
    """
    for kind, statements in texts.statements.items():
        form_of = _knowing if kind.name.endswith("knowledge") else _doing
        forms: dict[str, list[Passage]] = {}
        for passage in statements:
            if form := form_of(passage.text):
                forms.setdefault(form, []).append(passage)
        ranked = sorted(forms.items(), key=lambda item: -len(item[1]))
        if len(ranked) > 1:
            counts = [f"{len(found)} with {form}" for form, found in ranked]
            fewer = [passage for _, found in ranked[1:] for passage in found]
            listed = names([passage.name for passage in fewer])
            message = f"{kind.statements} start in different ways: {names(counts)} ({listed})"
            related = tuple(Remark(passage.at, f"{passage.name} starts in another way, too") for passage in fewer[1:])
            yield Issue(fewer[0].at, message, key=kind.prefix, related=related)


_NOUN_OF_KNOWING = (
    r"(?:(?:[\w-]+ |in depth )?(?:knowledge|understanding)|(?:(?:basic|broad|clear|general|good) )?"
    r"(?:awareness|appreciation))"
)
_KNOWING = re.compile(
    r"(?:(?P<plain>understand|know(?!-| your\b)|appreciate|recognise|explain|describe|identify|interpret|be aware"
    r"|have (?:an?|the) (?:[\w-]+ ){0,2}(?:knowledge|understanding|awareness)"
    rf"|(?:apply|demonstrate|develop|gain|have|maintain) {_NOUN_OF_KNOWING}(?: (?:about|of|on))?)"
    r"|(?P<third>understands|knows|appreciates|recognises|explains|describes|identifies|interprets|is aware"
    r"|has (?:an?|the) (?:[\w-]+ ){0,2}(?:knowledge|understanding|awareness)"
    rf"|(?:applies|demonstrates|develops|gains|has|maintains) {_NOUN_OF_KNOWING}(?: (?:about|of|on))?)"
    r"|(?P<infinitive>to (?:understand|know|appreciate|be aware))"
    rf"|(?P<noun>(?:an? |the )?{_NOUN_OF_KNOWING}"
    rf"(?: (?:and|or|and/or) (?:an? |the )?(?:\w+ )?(?:knowledge|understanding|awareness|appreciation))?"
    r" (?:about|of|on)|understanding))\b",
    re.IGNORECASE,
)
_KNOWING_FORMS = {
    None: "the topic itself",
    "plain": 'a verb such as "understand"',
    "third": 'a verb such as "understands"',
    "infinitive": '"to" and a verb such as "understand"',
    "noun": 'a noun such as "knowledge of"',
}
_ABILITY = re.compile(r"(?:be able to|(?:the )?ability to|able to|can|is able to|how to|to)\b(?!-)", re.IGNORECASE)
# These look like verbs but are nouns: "Respect for others", "Use of tools", "Work ethic", "Lead flashing: ...".
_NOUN = re.compile(
    r"(?:respect for|support (?:for|from|network|of|service|staff|worker)|use of|work eth|lead flash|weld inspect)",
    re.IGNORECASE,
)
# As a noun or a verb: "Respect and empathy", "Respect and value others". The word after "and" may tell.
_PAIRED = re.compile(r"(lead|plan|present|respect|share|use|work|weld)(?:,| and| or) (\w+)", re.IGNORECASE)
# Verbs that start statements and are rarely nouns there.
# fmt: off
_VERBS = (
    "accept", "accommodate", "achieve", "acquire", "act", "adapt", "add", "adhere", "adopt", "advise", "allocate",
    "analyse", "anticipate", "apply", "appraise", "appreciate", "arrange", "assemble", "assess", "assimilate", "assist",
    "be", "behave", "build", "calculate", "carry", "check", "choose", "collaborate", "collect", "commit", "communicate",
    "compile", "complete", "comply", "conduct", "configure", "connect", "consider", "construct", "consult", "continue",
    "contribute", "coordinate", "create", "cut", "deal", "decide", "define", "deliver", "demonstrate", "describe",
    "determine", "develop", "devise", "diagnose", "digitise", "dispatch", "display", "dispose", "employ", "empower",
    "enact", "encode", "encourage", "engage", "ensure", "establish", "evaluate", "explain", "facilitate", "follow",
    "formulate", "gather", "handle", "have", "identify", "implement", "include", "inspect", "install", "integrate",
    "interpret", "investigate", "keep", "lead", "liaise", "listen", "locate", "maintain", "make", "manage", "maximise",
    "measure", "monitor", "multitask", "negotiate", "obtain", "operate", "optimise", "organise", "participate",
    "perform", "plan", "practise", "prepare", "present", "prioritise", "produce", "promote", "protect", "provide",
    "put", "read", "realise", "recognise", "recommend", "rectify", "remain", "remove", "resolve", "respect", "respond",
    "restore", "secure", "seek", "select", "serve", "sew", "share", "show", "solve", "supervise", "support", "take",
    "think", "translate", "treat", "understand", "undertake", "upholster", "use", "utilise", "visualise", "weld",
    "work", "write",
)
# fmt: on
_LETTERS = re.compile("[a-z]+")
_ADVERB = re.compile("(?!assemb|dai|ear|fami|friend|month|quarter|supp|time|week|year)[a-z]+ly")
# With "of" after it, a verb such as "using" is a noun: "Planning and control of the stock".
_NOMINAL = re.compile(r"[a-z]+ing (?:(?:and|or) [a-z]+ )?of\b", re.IGNORECASE)
# The verb of "Using own research, draw up a plan" comes later.
_AFTER_COMMA = re.compile(r"[^.,;:]+, ([a-z]+)")
# "Planning applications: prepare them", "Adding value - Provides ...": the words in front are a label.
_LABELLED = re.compile(r"[^.,;:]{1,60}?(?::|\s[-–—])\s")
_PLAIN = 'a verb such as "use"'
_THIRD = 'a verb such as "uses"'
_GERUND = 'a verb such as "using"'


def _forms() -> dict[str, str]:
    """Return each form of the verbs that start statements, with what a message calls it."""
    forms: dict[str, str] = {"is": _THIRD, "has": _THIRD, "being": _GERUND, "having": _GERUND}
    for verb in _VERBS:
        forms[verb] = _PLAIN
        forms[re.sub(r"(?<=ss|sh|ch)$", "e", re.sub(r"(?<![aeiou])y$", "ie", verb)) + "s"] = _THIRD
        stem = re.sub(r"(?<=[^e])e$", "", verb)
        doubled = stem[-1] if re.fullmatch("(?:com)?[^aeiou]+[aeiou][nt]", verb) else ""
        forms[stem + doubled + "ing"] = _GERUND
    return forms


FORMS = _forms()


def _knowing(text: str) -> str:
    match = _KNOWING.match(text.lstrip(" :;,.-–—"))
    return _KNOWING_FORMS[match.lastgroup if match else None]


def _doing(text: str) -> str | None:
    if match := _ABILITY.match(text):
        return f'"{match[0].lower()}"'
    if _NOUN.match(text):
        return None
    if (pair := _PAIRED.match(text)) and pair[2].lower() not in FORMS:
        return None
    words = (match[0] for match in _LETTERS.finditer(text[:80].lower()))
    form = FORMS.get(next((word for word in words if word in FORMS or not _ADVERB.fullmatch(word)), ""))
    if form == _GERUND:
        later = _AFTER_COMMA.match(text)
        if _NOMINAL.match(text) or (later and FORMS.get(later[1]) in (_PLAIN, _THIRD)):
            return None
    return None if form in (_THIRD, _GERUND) and _LABELLED.match(text) else form
