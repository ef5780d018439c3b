"""Abbreviations that are written in more than one way."""

import re
from collections.abc import Iterator

from ksb.linter.finding import Issue, Remark
from ksb.linter.passages import Passage, Passages
from ksb.linter.rule import text_rule
from ksb.linter.rules.style.quoting import each_match
from ksb.text.english import counted, listed

# At the end of a sentence, the full stop after "etc" shows nothing.
_FORMS = {
    "e.g.": re.compile(r"(?<![\w.])(?:e\.g\.?|eg\.?)(?![\w.])", re.IGNORECASE),
    "i.e.": re.compile(r"(?<![\w.])(?:[Ii]\.e\.?|ie\.?)(?![\w.])"),
    "etc.": re.compile(r"(?<![\w.])etc(?:\.(?= [a-z]|[,;)])|(?![\w.]| Act\b))"),
}
# "E.g. x, y etc." in one sentence or one pair of brackets.
_ETC = re.compile(r"(?<![\w.])(?:e\.g\.?|eg\.?)(?![\w.])[^.;()]{1,200}?\betc\b(?!\.? Act\b)", re.IGNORECASE)


@text_rule("KSB515", severity="info")
def mixed_abbreviations(texts: Passages) -> Iterator[Issue]:
    """ "E.g.", "i.e." or "etc." in more than one form, or "e.g." together with "etc.".

    Choose one form, such as "e.g." or "eg"; "e.g" is half of each. There is one finding for each abbreviation, at the
    first text that uses a less common form. "For example" in prose beside "e.g." in brackets is not reported. "E.g."
    says that the list is incomplete: leave out the "etc." after it.

    Bad:
        ksbs:
          K1: How schedules are drawn up, e.g. by hand
          K2: How schedules are kept, eg by hand
    Good:
        ksbs:
          K1: How schedules are drawn up, e.g. by hand
          K2: How schedules are kept, e.g. by hand
    """
    for passage in texts.holding("etc"):
        for match in each_match(_ETC, passage.text):
            problem = f'has "etc." after "{match[0].split()[0]}": leave one of them out'
            yield passage.issue(problem, within=(match.end() - 3, match.end()))
    for abbreviation, pattern in _FORMS.items():
        forms: dict[str, list[tuple[Passage, tuple[int, int]]]] = {}
        bare = abbreviation.replace(".", "")
        for passage in texts.holding(abbreviation[:-1], f" {bare}", f"({bare}"):
            for match in each_match(pattern, passage.text):
                forms.setdefault(match[0].lower(), []).append((passage, match.span()))
        if len(forms) > 1 or {"e.g", "i.e"} & forms.keys():
            ranked = sorted(forms.items(), key=lambda item: -len(item[1]))
            fewer = [place for _, places in ranked[len(ranked) > 1 :] for place in places]
            passage, within = fewer[0]
            counts = listed(f'"{form}" {counted(len(places), "time")}' for form, places in ranked)
            related = tuple(Remark(other.at, f"{other.name} has another form, too") for other, _ in fewer[1:6])
            right = "one form" if len(forms) > 1 else f'"{abbreviation}"'
            message = f"the document uses {counts}: choose {right}"
            yield Issue(passage.at, message, within=within, related=related, key=abbreviation)
