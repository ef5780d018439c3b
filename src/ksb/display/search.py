"""What `ksb search` prints."""

from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from ksb.display.lookup import duty_name
from ksb.display.parts import CODE, DIM, HIT, Lines, Row, Rows
from ksb.escape import for_terminal
from ksb.kinds import kind_of
from ksb.searching import SearchResult, hits
from ksb.text.english import duties_named


def found(result: SearchResult, query: str) -> RenderableType:
    """Show what a search found, grouped, the words highlighted."""
    shown: list[RenderableType] = []
    rows: list[Row]
    for kind, group in groupby(result.ksbs, key=lambda match: kind_of(match.code)):
        rows = []
        for match in group:
            text = _highlighted(match.wording.text, query)
            if match.wording.duties:
                named = duties_named(duty.number for duty in match.wording.duties)
                text.append(f" (in the wording of {named})", DIM)
            rows.append((Text(match.code, CODE), text))
        shown += ["", Text(kind.heading, "bold"), Lines(Rows(rows), indent=2)]
    if result.duties:
        rows = [(duty_name(duty), _highlighted(duty.title, query)) for duty in result.duties]
        shown += ["", Text("Duties", "bold"), Lines(Rows(rows), indent=2)]
    return Lines(*shown[1:])


def _highlighted(text: str, query: str) -> Text:
    result, at = Text(), 0
    for start, end in hits(text, query):
        if start >= at:
            result.append(for_terminal(text[at:start])).append(for_terminal(text[start:end]), HIT)
            at = end
    return result.append(for_terminal(text[at:]))
