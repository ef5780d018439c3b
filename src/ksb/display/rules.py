"""Rules for people: a list of them, and the page of each."""

from collections.abc import Iterable, Sequence

from rich.console import RenderableType
from rich.text import Text

from ksb.display.findings import STYLES
from ksb.display.parts import CODE, DIM, Lines, Row, Rows
from ksb.linter.rule import Rule
from ksb.reports.rules import FIXES


def listed(rules: Iterable[Rule]) -> RenderableType:
    """List rules, a line each, under the names of their families."""
    rows: list[Row] = []
    family = ""
    for rule in rules:
        if rule.family != family:
            rows += [("",)] if family else []
            family = rule.family
            rows.append((Text(family.capitalize(), "bold"),))
        fix = Text(f"fix: {rule.fix}" if rule.fix else "", DIM)
        rows.append((Text(rule.code, CODE), rule.slug, Text(rule.severity, STYLES[rule.severity]), fix))
    return Rows(rows)


def pages(rules: Sequence[Rule]) -> RenderableType:
    """Show the pages of rules, one below the other."""
    shown: list[RenderableType] = []
    for rule in rules:
        head = ((rule.code, CODE), "  ", (rule.slug, "bold"), "  ", (rule.severity, STYLES[rule.severity]))
        shown += ["", Text.assemble(*head), Lines(Text(rule.summary), "", Text(rule.explanation), indent=2), ""]
        for name, example in (("Bad", rule.bad), ("Good", rule.good)):
            shown += [Text(name, "bold"), Lines(Text(example.rstrip()), indent=2), ""]
        shown += [Text.assemble(("Fix  ", "bold"), FIXES[rule.fix].replace("`", "")), ""]
        shown.append(Text(f"{rule.family}, since {rule.since}", DIM))
    return Lines(*shown[1:])
