"""What `ksb rule` prints, and `docs/rules.md` holds: each rule's page, from its docstring."""

from collections.abc import Sequence
from typing import Any

from ksb.linter.rule import Rule

FIXES = {
    "safe": "`ksb lint --fix` repairs it, and keeps every word.",
    "unsafe": "`ksb lint --fix --unsafe-fixes` repairs it, but may change what the text says.",
    None: "by hand.",
}


PAGES = "docs/rules.md"
"""Where the pages of the rules are published. There is no site yet: a path in the repository of `ksb`."""


def page(rule: Rule) -> str:
    """Return the address of a rule's page."""
    return f"{PAGES}#{rule.code.lower()}-{rule.slug}"


def json_object(rule: Rule) -> dict[str, Any]:
    """Return a rule as the object that JSON holds."""
    names = ("code", "slug", "severity", "family", "summary", "explanation", "bad", "good", "fix", "since")
    return {name: getattr(rule, name) for name in names}


def markdown(rule: Rule) -> str:
    """Return a rule's page in Markdown, without its heading."""
    return (
        f"{rule.summary}\n\n{rule.explanation}\n\n"
        f"Bad:\n\n```yaml\n{rule.bad}```\n\nGood:\n\n```yaml\n{rule.good}```\n\n"
        f"Fix: {FIXES[rule.fix]}\n\nSeverity: {rule.severity}. Family: {rule.family}. Since {rule.since}.\n"
    )


def markdown_pages(rules: Sequence[Rule]) -> str:
    """Return the pages of rules in Markdown."""
    return "\n".join(f"## {rule.code} {rule.slug}\n\n{markdown(rule)}" for rule in rules)


def markdown_list(rules: Sequence[Rule]) -> str:
    """Return the rules as a table in Markdown, each with a link to its heading in `markdown_pages`."""
    rows = [
        f"| [{rule.code}]({page(rule).removeprefix(PAGES)}) | {rule.slug} | {rule.severity} | {rule.fix or ''} "
        f"| {rule.summary} |\n"
        for rule in rules
    ]
    return "| rule | slug | severity | fix | reports |\n| --- | --- | --- | --- | --- |\n" + "".join(rows)
