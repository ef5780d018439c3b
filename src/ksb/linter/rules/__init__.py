"""The rules: one module for each family, and the table of all rules."""

from ksb.linter.rule import Rule
from ksb.linter.rules import assessment, claims, document, metadata, numbering, references, repetition, wording
from ksb.linter.rules.style import (
    abbreviations,
    apostrophes,
    endings,
    joined,
    openings,
    punctuation,
    spacing,
    spelling,
    voice,
    words,
)

_MODULES = (
    *(document, references, wording, repetition, numbering, claims, metadata, assessment),
    *(abbreviations, apostrophes, endings, joined, openings, punctuation, spacing, spelling, voice, words),
)
_FOUND = (rule for module in _MODULES for rule in vars(module).values() if isinstance(rule, Rule))
RULES: dict[str, Rule] = {rule.code: rule for rule in sorted(_FOUND, key=lambda rule: rule.code)}
"""Every rule by its code, in order of their codes."""


def code_named(slug: str) -> str | None:
    """Return the code of the rule with this name, in any case; None if no rule has it."""
    return next((code for code, rule in RULES.items() if rule.slug == slug.lower()), None)
