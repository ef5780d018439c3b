"""What stands above and beside the duties and the KSBs: the title, who issued it, the overview, job titles."""

from __future__ import annotations

import re

from ksb.documents.blocks import Block, Gap, Item, Paragraph
from ksb.importers import facts, lines
from ksb.importers.reader import Reader

_TITLE = re.compile(
    r"(?P<before>.*\S)\s+standard|(?:occupational|apprenticeship)\s+standard\s+for\s+(?:an?\s+|the\s+)?(?P<after>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_SITES = re.compile(
    r"Skills England|(?:The )?Institute for Apprenticeships(?: (?:and|&) Technical Education)?|IfATE", re.IGNORECASE
)
"""The names of the official site, as at the top of its pages; they are no titles."""
JOB_TITLES = re.compile(
    r"(?:(?:typical|example|other)\s+)?job (?:titles|roles)(?: include)?(?:\s*:\s*(.*)|)", re.IGNORECASE | re.DOTALL
)
"""A heading of job titles, and those that stand in the same line."""
_KIND_OF_DOCUMENT = re.compile(
    r"(?:the )?(?:occupational|occupation|apprenticeship) standard|(?:end[- ]point |epa )?assessment plan",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\.[A-Za-z]\.$")
_SAYS_SOMETHING = re.compile(r"[.!?][\"'”’)]?$")


def take_name(reader: Reader, text: str, place: str) -> None:
    """Take the title, without the word "standard" at its end."""
    named = _TITLE.fullmatch(text)
    reader.title = (named["before"] or named["after"]) if named else text
    if named:
        reader.structure(place, text.replace(reader.title, "", 1).strip())


def names_kind(text: str) -> bool:
    """Return whether a line says only what kind of document it stands in: "Occupational standard"."""
    return _KIND_OF_DOCUMENT.fullmatch(text) is not None


def take_head(reader: Reader, text: str, block: Block) -> None:
    """Take a line above all sections: who issued it, the title, or the first paragraph of the overview."""
    says_something = len(text) > 100 or (_SAYS_SOMETHING.search(text) and len(text.split()) > 5)
    issued = facts.issued(text)
    if names_kind(text):
        reader.structure(block.place, text)
    elif _SITES.fullmatch(text):
        reader.left(block.place, text)
    elif issued and not (issued.date and "issued" in reader.facts):
        take_issued(reader, issued, text, block.place)
    elif not reader.title and reader.named_by is None and not text.endswith((",", ":")):  # not "Hi Jo,"
        take_name(reader, text, block.place)
    elif (
        reader.title
        and not reader.survey.has_overview
        and not facts.is_about_draft(text)
        and (reader.prose or says_something)
    ):
        reader.section = "overview"
        take_prose(reader, text, block)
    elif not reader.take_claim(text):
        reader.left(block.place, text)


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
    if isinstance(block, Item) and "•" not in text:
        parts = [text]
    else:
        parts = re.split(";" if text.endswith(";") else "[,;]", text)
    parts = [part.strip(" ") for part in parts]
    titles = [part if _INITIALS.search(part[-4:]) else part.strip(" .;") for part in parts]
    made = list(filter(None, (title.lstrip(lines.BULLETS) for title in titles)))
    reader.count(len(made))
    reader.job_titles += made


def gap_above(block: Block) -> Gap:
    """Return what separates a block from the one above; that of a list item says nothing."""
    return block.gap if isinstance(block, Paragraph) else "paragraph"


def depth_of(block: Block) -> int:
    """Return the depth of a list item; -1 for another block."""
    return block.depth if isinstance(block, Item) else -1
