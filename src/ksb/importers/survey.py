"""What a document has, found before it is read: numbered duties, options, an overview."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ksb.documents.blocks import Block, Heading, Paragraph, Table
from ksb.importers import headings, lines
from ksb.importers.options import named_option
from ksb.importers.uncoded import divided, labelled


@dataclass(slots=True)
class Survey:
    """What a document has."""

    has_duties: bool = False
    """Whether its duties have numbers."""
    headings_in_duties: bool = False
    """Whether headings of KSBs stand within duties."""
    has_options: bool = False
    """Whether lines name options with their numbers."""
    options_lead: bool = False
    """Whether each of these stands above the duties of its option, so that they are not a list of all options."""
    listed_first: Collection[int] = ()
    """The options of a list above the duties that have a heading of their own further below."""
    has_overview: bool = False
    """Whether a heading says where the overview is; then what stands above it is something else."""
    has_labelled: bool = False
    """Whether lines such as `Skills: mix; bake; clean` hold all statements."""


def surveyed(blocks: Sequence[Block]) -> Survey:
    """Return what a document has."""
    found = Survey()
    below_heading = other = False
    seen: set[int] = set()
    level = 0
    leading: list[tuple[int, bool]] = []
    option = None
    for block, following in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Table):
            other = True
            continue
        text = block.labelled
        bare = lines.without_bullet(text)
        other = other or lines.statement(bare) is not None
        line = labelled(text)
        found.has_labelled |= line is not None and bool(divided(line.text, 2))
        duty = lines.duty(bare, short=True)
        heading = headings.heading(text)
        if heading and heading.section == "overview":
            found.has_overview |= isinstance(block, Heading | Paragraph)
        below_option = option is not None
        option = named_option(text, heading=isinstance(block, Heading))
        if duty and not duty.prose:
            again = duty.number in seen and (not duty.title or bool(duty.codes))
            found.headings_in_duties |= below_heading and not again
            found.has_duties |= bool(duty.title or not duty.codes) and lines.duty(bare) is not None
            below_heading = False
            seen.add(duty.number)
            level = block.level if isinstance(block, Heading) else 0
        elif heading and heading.section in ("ksbs", "duties"):
            other = other or heading.section == "ksbs"
            below_heading = heading.section == "ksbs" and bool(seen)
            found.headings_in_duties |= below_heading and isinstance(block, Heading) and 0 < level < block.level
        elif not heading and option and option.title:
            found.has_options = True
            leading += [(option.number, below_option)] if leads_duties(following) else []
    found.has_labelled &= not other
    times = Counter(number for number, _ in leading)
    found.options_lead = len(times) > 1
    found.listed_first = {number for number, in_list in leading if in_list and times[number] > 1}
    return found


def leads_duties(block: Block | None) -> bool:
    """Return whether a block is a table, or the first line of a duty."""
    duty = lines.duty(lines.without_bullet(block.text), short=True) if block else None
    return isinstance(block, Table) or duty is not None
