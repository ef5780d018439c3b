"""The sections of a document beside its duties and KSBs: title, overview, job titles, options, what exports add."""

import re

from ksb.documents.blocks import Block, Item, Paragraph, Table
from ksb.importers import facts, headings, lines
from ksb.importers.codes import codes_in
from ksb.importers.options import SAYS_OPTION, Option, option_titled, option_without_number
from ksb.importers.reader import Reader, gap_above
from ksb.importers.survey import leads_duties
from ksb.text.normalise import fold

_TITLE = re.compile(
    r"(?P<before>.*\S)\s+standard|(?:occupational|apprenticeship)\s+standard\s+for\s+(?:an?\s+|the\s+)?(?P<after>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_PROGRAM = re.compile(
    r"(?<!\s)\s+[-–—|]\s+(?:Google (?:Docs|Sheets)|(?:Microsoft )?Word(?: Online)?|Notion|OneNote|SharePoint)$"
)
"""What programs add to the title of a page that shows a document."""
_MENU = re.compile(
    r"(?:home|menu|search|apprenticeships?|(?:occupational|apprenticeship) standards|find (?:an )?apprenticeships?"
    r"|log ?in|sign in|cookies?(?: on .*| policy)?"
    r"|(?:accept|reject|manage)(?: all)? cookies|contact(?: us)?|about us|news|help|back|share"
    r"|print)"
    r"|(?:Skills England|(?:The )?Institute for Apprenticeships(?: (?:and|&) Technical Education)?|IfATE)(?: logo)?"
    r"|published on .*|(?:from|to|cc|bcc|sent|date|subject|reply-to|attachments?):.*",
    re.IGNORECASE | re.DOTALL,
)
"""A line of the menu of a page, the name of the official site, and a line above an email; they are not titles."""
JOB_TITLES = re.compile(
    r"(?:(?:typical|example|other)\s+)?job (?:titles|roles)(?: include)?(?:\s*:\s*(.*)|)", re.IGNORECASE | re.DOTALL
)
"""A heading of job titles, and those that stand in the same line."""
_DETAIL = re.compile(r"[A-Z][A-Za-z' /-]{1,30}:\s+\S.{0,100}(?<![.!?])")
_KIND_OF_DOCUMENT = re.compile(
    r"(?:the )?(?:occupational|occupation|apprenticeship) standard(?: for an apprenticeship)?"
    r"|(?:end[- ]point |epa )?assessment plan",
    re.IGNORECASE,
)
_WORDS_OF_TITLE = 9
"""Minimum number of words of a sentence that ends in a full stop."""
_STATE = re.compile(
    r"(?=.*[a-z])(?:[\W\d]|\b(?:v|drafts?|versions?|working|copy|final|internal|confidential|(?:not )?for|do not"
    r"|circulat(?:e|ion)|publication|comments?|consultation|review)(?![^\W\d_]))+",
    re.IGNORECASE,
)
"""A line that says only in which state the document is: "DRAFT v0.7 - not for circulation"."""
_INITIALS = re.compile(r"\.[A-Za-z]\.$")
_SAYS_SOMETHING = re.compile(r"[.!?][\"'”’)]?$")
_ALL = ("core", "all", "both", "every", "each")
_CLAIM = re.compile(r"(.*\S) \(((?:[a-z][a-z ]*: [0-9]{1,4}(?:, )?)+)\)", re.DOTALL)
_METHOD = re.compile(r"method\s+([1-9][0-9]{0,3})\s*[:.)–—-]\s*(.+)", re.IGNORECASE | re.DOTALL)
_IDENTIFIER = re.compile(r"(?:([A-Z]{1,3}[1-9][0-9]{0,3})|(Duty|Option) ([1-9][0-9]{0,3})): (.+)")
_KEY = re.compile(r"(Knowledge|Skills|Behaviours): (.+)", re.DOTALL)


def take_name(reader: Reader, text: str, place: str) -> None:
    """Take the title, without the word "standard" at its end."""
    title = _PROGRAM.sub("", text)
    if named := _TITLE.fullmatch(title):
        title = named["before"] or named["after"]
    beside = facts.titled(title)
    if "reference" in beside:
        title = beside.pop("title")
        reader.facts |= beside
    reader.title = title
    if title != text:
        reader.structure(place, text.replace(title, "", 1).strip())


def names_kind(text: str) -> bool:
    """Return whether a line says only what kind of document it stands in: "Occupational standard"."""
    return _KIND_OF_DOCUMENT.fullmatch(text) is not None


def take_head(reader: Reader, text: str, block: Block) -> None:
    """Take a line above all sections: who issued it, the title, or the first paragraph of the overview."""
    says_something = len(text) > 100 or (_SAYS_SOMETHING.search(text) and len(text.split()) > 5)
    is_text = isinstance(block, Paragraph) and not text.endswith(":")
    begins = is_text and re.match(r"\W*[A-Z0-9]", text) is not None
    may_be_overview = begins and (reader.prose or says_something) and not reader.survey.has_overview
    may_be_overview = may_be_overview and not _is_detail(reader, text)
    is_front_matter = reader.prose and gap_above(block) == "line"
    issued = facts.issued(text)
    if names_kind(text):
        reader.structure(block.place, text)
    elif is_front_matter or _MENU.fullmatch(text):
        reader.left(block.place, text)
    elif reader.title and fold(text) == fold(reader.title):
        reader.structure(block.place, text)
    elif issued and not (issued.date and "issued" in reader.facts):
        take_issued(reader, issued, text, block.place)
    elif is_text and not (reader.title or reader.named_by or reader.in_list) and _may_be_title(text):
        take_name(reader, text, block.place)
    elif reader.title and may_be_overview and not facts.is_about_draft(text):
        reader.section = "overview"
        take_prose(reader, text, block)
    elif not reader.take_claim(text):
        reader.in_list = reader.in_list or text.endswith(":")
        reader.left(block.place, text)


def _is_detail(reader: Reader, text: str) -> bool:
    """Return whether a line is one of several with a label and a value, such as "Employer: Mill Ltd"."""
    beside = [reader.blocks[at] for at in (reader.at - 1, reader.at + 1) if 0 <= at < len(reader.blocks)]
    more = "|" in text or any(isinstance(it, Paragraph) and _DETAIL.fullmatch(it.text) for it in beside)
    return more and _DETAIL.fullmatch(text) is not None


def _may_be_title(text: str) -> bool:
    """Return whether a line may be the title: "Hi Jo," or a long sentence may not."""
    is_sentence = text.endswith((".", "!", "?")) and text.count(" ") >= _WORDS_OF_TITLE
    return not (text.endswith(",") or is_sentence or _STATE.fullmatch(text))


def take_issued(reader: Reader, issued: facts.Issued, text: str, place: str) -> None:
    """Take who published the standard, and when."""
    if issued.publisher:
        reader.facts["publisher"] = issued.publisher
    if issued.date:
        reader.facts["issued"] = issued.date
    if issued.remark:
        reader.note(place, f'the day in "{text}" is left out: {issued.remark}')
    reader.structure(place, text)


def take_prose(reader: Reader, text: str, block: Block) -> None:
    """Take a paragraph of the overview or of the last option, or the next line of one."""
    paragraphs = reader.overview
    if reader.section == "option":
        paragraphs = next(reversed(reader.options.values())).setdefault("description", [])
    gap = gap_above(block)
    before = paragraphs[-1][-1] if paragraphs else ""
    wrapped = not _SAYS_SOMETHING.search(before) and lines.goes_on(text, before)
    mid_sentence = text[:1].islower() and not lines.key(text)
    if paragraphs and (gap == "wrap" or (gap == "line" and (wrapped or mid_sentence))):
        reader.join(paragraphs[-1], text, block.place)
    elif paragraphs and gap == "break":
        paragraphs[-1] += ["\n", text]
    else:
        reader.count()
        paragraphs.append([text])


def take_job_titles(reader: Reader, text: str, block: Block) -> None:
    """Take the job titles in a line, with commas or semicolons between them; a list item is one."""
    alone = isinstance(block, Item) and "•" not in text
    parts = [text] if alone else re.split(";" if text.endswith(";") else "[,;]", text)
    titles = [it if _INITIALS.search(it[-4:]) else it.strip(" .;") for it in (part.strip(" ") for part in parts)]
    made = list(filter(None, (title.lstrip(lines.BULLETS) for title in titles)))
    reader.count(len(made))
    reader.job_titles += made


def take_option(reader: Reader, option: Option, place: str, level: int = 0) -> None:
    """Take the title of an option: the first begins it, later ones say whose the next duties are.

    Duties below a heading, of this `level`, are the option's, too.
    """
    number, given, title = option
    title, found = _without_section(reader, number, title)
    if found:
        reader.enter(found, option.title.removeprefix(title).strip(), place)
        if found.section == "ksbs":
            return
    among_duties = reader.section == "duties" or bool(reader.duties)
    if given:
        reader.structure(place, given)
    known = reader.options.get(number)
    if title and known is None:
        reader.title_option(number, title)
    elif title and known and title != known["title"]:
        reader.also_titled.append((number, title, "duties" if among_duties else "overview"))
        if not among_duties or any(number in duty.options for duty in reader.duties[-1:]):
            reader.note(place, f'option {number} is titled twice: "{known["title"]}" and "{title}"; both are kept')
    if among_duties:
        _of_option(reader, number)
    else:
        reader.begin("option", level=level)
        leads = reader.survey.options_lead and number not in reader.survey.listed_first
        reader.of_options = [number] if level or leads else []
        if known:  # so that its description is the last
            reader.options[number] = reader.options.pop(number)
    reader.last = None


def take_option_without_number(reader: Reader, text: str, place: str, *, heading: bool) -> bool:
    """Take a line among duties that names an option without a number; return whether it is one."""
    among_duties = bool(reader.duties) or reader.section == "duties" or isinstance(reader.blocks[reader.at], Table)
    if not among_duties or not (heading or leads_duties(reader.following)):
        return False
    titles = {fold(str(option["title"])) for option in reader.options.values()}
    title = text if fold(text) in titles else option_without_number(text)
    known = fold(title) in titles
    needs_title = reader.section not in ("duties", "other") or not SAYS_OPTION.search(text)
    if not title or (needs_title and not known):
        return False
    reader.structure(place, text)
    take_option_title(reader, title, place)
    return True


def take_option_title(reader: Reader, title: str, place: str) -> None:
    """Take the title of an option above its duties, or what says that the next duties are of all."""
    if fold(title) in _ALL:
        reader.of_options, reader.doubtful = [], None
    else:
        _of_option(reader, option_titled(reader, title, place))


def ksbs_of_option(reader: Reader, text: str) -> headings.Heading | None:
    """Return the section that a heading such as "Heritage skills" begins, where Heritage is an option."""
    for option in reader.options.values():
        rest = text[len(title) :] if text.casefold().startswith((title := str(option["title"])).casefold()) else ""
        if (found := headings.heading(rest)) and found.section == "ksbs":
            return found
    return None


def left_heading(reader: Reader, text: str, place: str) -> None:
    """Leave out a heading, or a line that may be one; the duties below it may be of an option that it names."""
    reader.left(place, text)
    if reader.duties and (reader.of_options or reader.options_level or SAYS_OPTION.search(text)):
        reader.doubtful = text, place


def _without_section(reader: Reader, number: int, title: str) -> tuple[str, headings.Heading | None]:
    """Return the title of an option, and the section of it that its heading begins: "Option 1: Heritage duties"."""
    name, _, last = title.rpartition(" ")
    known = reader.options.get(number, {}).get("title")
    for before, text in (("", title), (name.rstrip(" :–—-"), last)):
        found = headings.heading(text)
        if found and (found.section == "duties" or (found.section == "ksbs" and before in ("", known))):
            return before, found
    return title, None


def _of_option(reader: Reader, number: int) -> None:
    """Note that the next duties are of this option, and of those whose headings stand just before."""
    reader.last = reader.doubtful = None
    directly = reader.of_options and not (reader.duties and reader.duties[-1].options is reader.of_options)
    reader.of_options = [*reader.of_options, number] if directly and number not in reader.of_options else [number]


def take_appendix(reader: Reader, text: str, place: str) -> bool:
    """Take a line of one of these sections; return whether it is one that such a section has."""
    if reader.section == "key" and (match := _KEY.fullmatch(text)):
        reader.structure(place, f"{match[1]}:")
        reader.key[match[1].lower()] = match[2]
    elif reader.section == "claims" and (match := _CLAIM.fullmatch(text)):
        counts = (part.rsplit(": ", 1) for part in match[2].split(", "))
        reader.structure(place, match[2])
        reader.count()
        reader.listed_claims.append({"text": match[1]} | {name.replace(" ", "_"): int(it) for name, it in counts})
    elif reader.section == "identifiers" and (match := _IDENTIFIER.fullmatch(text)):
        reader.count()
        reader.ids[(match[2], int(match[3])) if match[2] else match[1]] = match[4]
    elif reader.section == "assessment":
        return _method(reader, text, place)
    else:
        return False
    return True


def _method(reader: Reader, text: str, place: str) -> bool:
    """Take the title of an assessment method, or what stands below one."""
    if match := _METHOD.fullmatch(text):
        reader.count()
        reader.methods.append({"number": int(match[1]), "title": match[2]})
        reader.structure(place, f"Method {match[1]}")
        return True
    if not reader.methods:
        return False
    if re.fullmatch(r"portfolio:\s*(?:yes|no)", text, re.IGNORECASE):
        reader.methods[-1]["portfolio"] = text.lower().endswith("yes")
    elif text.lower().startswith("ksbs") and (codes := codes_in(text)):
        reader.methods[-1]["ksbs"] = list(dict.fromkeys(codes))
    else:
        return False
    reader.structure(place, text)
    return True
