"""What `ksb rule` prints, and `docs/rules.md` holds: each rule's page, from its docstring."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ksb.display.lookup import CODE, DIM, Row
from ksb.layout import Block, Grid, Indented, Text, Unwrapped
from ksb.reports.text import STYLES

if TYPE_CHECKING:
    from ksb.linter.rule import Rule

_FIXES = {
    "safe": "`ksb lint --fix` repairs it, and keeps every word.",
    "unsafe": "`ksb lint --fix --unsafe-fixes` makes the citation match its definition, which changes its words.",
    None: "by hand.",
}


def json_object(rule: Rule) -> dict[str, Any]:
    """Return a rule as the object that JSON holds."""
    return {
        "code": rule.code,
        "slug": rule.slug,
        "severity": rule.severity,
        "family": rule.family,
        "summary": rule.summary,
        "explanation": rule.explanation,
        "bad": rule.bad,
        "good": rule.good,
        "fix": rule.fix,
        "since": rule.since,
    }


def listed(rules: Iterable[Rule]) -> list[Block]:
    """List rules, a line each, under the names of their families."""
    rows: list[Row] = []
    family = ""
    for rule in rules:
        if rule.family != family:
            rows += [("",)] if family else []
            family = rule.family
            rows.append((Text((family.capitalize(), "bold")),))
        fix = Text((f"fix: {rule.fix}" if rule.fix else "", DIM))
        rows.append((Text((rule.code, CODE)), rule.slug, Text((rule.severity, STYLES[rule.severity])), fix))
    return [Grid(rows)]


def pages(rules: Sequence[Rule]) -> list[Block]:
    """Show the pages of rules, one below the other."""
    parts: list[Block] = []
    for rule in rules:
        head = Text((rule.code, CODE), "  ", (rule.slug, "bold"), "  ", (rule.severity, STYLES[rule.severity]))
        parts += ["", head, Indented(rule.summary), "", Indented(rule.explanation), ""]
        parts += [Text(("Bad", "bold")), Indented(Unwrapped(Text(rule.bad.rstrip()))), ""]
        parts += [Text(("Good", "bold")), Indented(Unwrapped(Text(rule.good.rstrip()))), ""]
        parts += [Text(("Fix  ", "bold"), _FIXES[rule.fix].replace("`", "")), ""]
        parts += [Text((f"{rule.family}, since {rule.since}", DIM))]
    return parts[1:]


def markdown(rule: Rule) -> str:
    """Return a rule's page in Markdown, without its heading."""
    return (
        f"{rule.summary}\n\n{rule.explanation}\n\n"
        f"Bad:\n\n```yaml\n{rule.bad}```\n\nGood:\n\n```yaml\n{rule.good}```\n\n"
        f"Fix: {_FIXES[rule.fix]}\n\nSeverity: {rule.severity}. Family: {rule.family}. Since {rule.since}.\n"
    )


def markdown_pages(rules: Sequence[Rule]) -> str:
    """Return the pages of rules in Markdown."""
    return "\n".join(f"## {rule.code} {rule.slug}\n\n{markdown(rule)}" for rule in rules)


def markdown_list(rules: Sequence[Rule]) -> str:
    """Return the rules as a table in Markdown, each with a link to its heading in `markdown_pages`."""
    rows = [
        f"| [{rule.code}](#{rule.code.lower()}-{rule.slug}) | {rule.slug} | {rule.severity} | {rule.fix or ''} "
        f"| {rule.summary} |\n"
        for rule in rules
    ]
    return "| rule | slug | severity | fix | reports |\n| --- | --- | --- | --- | --- |\n" + "".join(rows)
