"""Lines of documents: those about one KSB, with a check box, or about what is still to do."""

import re
from collections.abc import Sequence
from itertools import pairwise

from ksb.documents.blocks import Block, Item, Paragraph, Table
from ksb.evidence.codes import in_cell
from ksb.evidence.exclusions import DONE, KSBS, MISSING
from ksb.evidence.patterns import LIST, PREFIX, box, boxed
from ksb.evidence.states import is_letters, is_no_title, is_nothing, says_no

_TIME = r"(?:next|coming|week|month|term|block|review|visit|gateway|year|portfolio|ksbs?|evidence)"
_WHEN = (
    r" (?:this time|today|on this occasion|at present|so far"
    rf"|(?:at|before|by|for|from|in|until) (?:the |my )?(?:next |end of (?:the )?)?(?:employer|{_TIME}))"
)
_GAPS = (
    rf"{MISSING}(?: (?:and|&) {MISSING})?(?: next| list|{_WHEN})?|(?:my )?gaps? in (?:my|our|{KSBS}) .*"
    r"|gaps? (?:summary|to address)"
    rf"|(?:the )?(?:full|complete|definitive|official) (?:list of (?:the )?{KSBS}|{KSBS} list)\b.*"
    rf"|(?:my )?weak(?:nesses| areas)|resubmissions?|(?:{KSBS}|things) i lack"
    r"|what i (?:could|can|did)(?: ?not|n['’]t) (?:do|cover)"
    r"|(?:where )?i need support|(?:support|help|guidance) (?:needed|required)(?: with| from [a-z ]{2,20})?"
)
_PLANS = (
    rf"(?:{KSBS} )?(?:planned|upcoming|future|pending)(?: {KSBS})?"
    rf"|(?:my |smart |stretch |(?:long|short)[- ]term )*(?:targets?|goals?|objectives)(?:{_WHEN})?"
    r"|priorities(?: for .*)?|looking ahead|what (?:i|we) will do\b.*|(?:my )?(?:(?:future )?plans|action points?)"
    rf"|(?:plans?|targets?) for (?!the (?!{_TIME}\b)).*|(?:what|where)(?:['’]s)? next|what i['’]d do next time"
    rf"|{KSBS} (?:(?:that|which) )?(?:i |you |we )?(?:should|must)\b.*|to add"
    r"|priority (?:actions?|order)(?: (?:for|to) .*)?|even better if"
    r"|grading (?:guidance|descriptors?|targets)|mark(?:ing)? scheme"
    r"|actions agreed|carr(?:y|ied) (?:forward|over)(?: to [a-z ]{2,20})?|backlog|parking lot|in the pipeline|coming up"
    r"|ideas for (?:evidence|(?:the )?(?:next|future)\b.*)"
    rf"|before (?:the )?gateway|{KSBS} (?:to improve|(?:for|before|by) (?:the )?gateway)"
)
_TO_DO = re.compile(
    rf"\W*(?:{_GAPS}|{_PLANS})\b"
    r"(?:\s*(?:[:–—]|-(?![^\W\d_]{2}))|\s*\??\s*$|(?=\s+[KSBTE]{1,3}\d|\s*[\[(]))",
    re.IGNORECASE,
)
"""What announces KSBs that there is no evidence for yet, at the start of a line or as a heading."""
COVERED = re.compile(rf"\W*(?:{KSBS} )?(?:already )?{DONE}(?: so far| already)?\s*:", re.IGNORECASE)
"""The label of KSBs that are covered, which may stand among those that are not: `Covered so far:`."""
_TASKS = re.compile(r"\W*(?:sub-?)?tasks\W*", re.IGNORECASE)
CRITERIA = re.compile(r"\W*(?:pass|merit|distinction|grading) criteri(?:a|on)\W*", re.IGNORECASE)
"""A line that announces what the standard asks for: `Pass criteria:`."""
_PLACEHOLDER = re.compile(
    r"\W*replace (?:this|the) (?:text )?(?:below )?(?:with|by)\b|\[(?:describe|explain|say|write) [^\]]*\]$",
    re.IGNORECASE,
)
_INSTRUCTS = re.compile(r"\b(?:should|must|please|you (?:can|could|will))\b", re.IGNORECASE)
_BELOW = re.compile(r"\b(?:like (?:so|this)|for example|e\.g\.):\W*", re.IGNORECASE)
_STRUGGLED = re.compile(r".*\b(?:struggled with|like to re-?visit)\b.*", re.IGNORECASE)
"""A heading that asks what the learner can't do yet."""
_LINE_OF_CODE = re.compile(
    rf"\W*(?P<codes>{PREFIX}\d+(?:\s*(?:[,/&]|and)\s*{PREFIX}\d+)*)\W*?\s*(?:[:=>–—→-]+|\.{{2,}})\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""A line that is about one KSB: `K1: the call sheet`, `K1 - none yet`."""
_MARKED_CODE = re.compile(rf"\W*{PREFIX}\d+\W*?\s+(?P<mark>\S+|not \w+|\[ ?\])", re.IGNORECASE)
"""A line of a code and a word or a sign: `K1 ✓`, `K2 no`."""
_BARE = re.compile(rf"[\s*_\[(#-]*{PREFIX} ?\d+[\s*_\])#:.-]*", re.IGNORECASE)
"""A line of a code and nothing else."""
_TICKS = ("✓", "✔")
"""The ticks that may be the sign of a list as well."""
_TRAILS = re.compile(
    rf"(?<=\w\w)(?<!\bto)(?<!\band)(?<!\bor)(?<!\bthrough)(?<!\bthru) (?={LIST}[.\s]*$)", re.IGNORECASE
)


def with_label(text: str) -> str:
    """Return a line with a colon before the codes that it ends with: `Log rushes K37`."""
    return _TRAILS.sub(": ", text)


def trails(block: Block) -> bool:
    """Return whether a block is an item of a list that ends with a code, with nothing between: `Log rushes K37`."""
    return isinstance(block, Item) and _TRAILS.search(block.text) is not None


BEGINS = re.compile(rf"\W*{PREFIX} ?\d", re.IGNORECASE)


def to_do(text: str, *, heading: bool = True) -> str:
    """Return how a heading or another line begins that announces what there is no evidence for; "" for others."""
    if match := _TO_DO.match(text) or (heading and _STRUGGLED.fullmatch(text)):
        return match[0]
    label = text.strip(" #*_:")
    is_label = text.rstrip(" *_").endswith(":")
    if not (heading or is_label):
        return ""
    says = says_no if is_label else is_no_title
    return label if re.search(r"[A-Za-z]{3}", label) and says(label) and not is_letters(label) else ""


def open_tasks(blocks: Sequence[Block]) -> str:
    """Return the label of a list of tasks in which every check box is open; "" without such a list."""
    for label, first in pairwise(blocks):
        if isinstance(label, Paragraph) and isinstance(first, Item) and _TASKS.fullmatch(label.text):
            ticked = {box_of(block)[0] for block in blocks if isinstance(block, Item)}
            return label.text if False in ticked and True not in ticked else ""
    return ""


def placeholder(blocks: Sequence[Block]) -> str:
    """Return the text of a template that is not filled in, `Replace this with a summary.`; "" without such a text."""
    texts = (block.text for block in blocks if isinstance(block, Paragraph | Item))
    return next(filter(_PLACEHOLDER.match, texts), "")


def shows_an_example(block: Block) -> bool:
    """Return whether a block says that what stands below is an example: `Your table should look like this:`."""
    if not isinstance(block, Paragraph):
        return False
    *_, last = [None, *_BELOW.finditer(block.text)]
    return last is not None and last.end() == len(block.text) and _INSTRUCTS.search(block.text) is not None


def is_about_one(block: Block) -> bool:
    """Return whether a block is a line about one KSB: `K1: the call sheet`, `K1 ✓`, `K1 12`."""
    return isinstance(block, Paragraph | Item) and said_of_code(block.text) is not None


def is_bare(block: Block) -> bool:
    """Return whether a block is a code and nothing else; a tick in place of the sign of a list says something."""
    if isinstance(block, Item) and block.label.strip() in _TICKS:
        return False
    return isinstance(block, Paragraph | Item) and _BARE.fullmatch(block.text) is not None


def is_below(block: Block, item: Block) -> bool:
    """Return whether a block stands under an item of a list, and says something."""
    if not isinstance(block, Paragraph | Item) or not isinstance(item, Item) or is_nothing(block.text.strip()):
        return False
    return (
        block.depth > item.depth if isinstance(block, Item) else block.gap != "paragraph" or block.indent > item.indent
    )


def said_of_code(text: str) -> str | None:
    """Return what a line says of the KSB that it is about, such as `none yet`; None for any other line."""
    if match := _LINE_OF_CODE.fullmatch(text.strip()):
        return match["rest"].strip(" *_.")
    marked = _MARKED_CODE.fullmatch(text.strip())
    return marked["mark"] if marked else None


def says_nothing(text: str, following: Block | None) -> bool:
    """Return whether a line names a KSB and says that there is no evidence: `K1: none`, or `K1:` with nothing below."""
    said = said_of_code(text)
    if said:
        return is_nothing(said)
    if said is None or not text.rstrip(" *_").endswith((":", "-", "–", "=", "..", ">", "→")):
        return False
    return not isinstance(following, Paragraph | Item | Table) or (
        not isinstance(following, Table) and (BEGINS.match(following.text) is not None or is_nothing(following.text))
    )


def without_code(text: str) -> str:
    """Return a line without the code that it begins with."""
    match = _LINE_OF_CODE.fullmatch(text.strip())
    return match["rest"] if match else re.sub(rf"^\W*{PREFIX}\d+\W+", "", text)


def box_of(block: Paragraph | Item) -> tuple[bool | None, str]:
    """Return whether a block has a ticked check box, and its text; of an item whose label is a code, with that."""
    text = block.text
    if any(True for _ in boxed(text)):
        return None, text
    if isinstance(block, Item):
        if block.checked is not None:
            return block.checked, text
        ticked, rest = box(block.label)
        if ticked is not None and not rest and block.label.strip() not in _TICKS:
            return ticked, text
        if in_cell(block.label).codes:
            text = f"{block.label} {text}"
    return box(text)
