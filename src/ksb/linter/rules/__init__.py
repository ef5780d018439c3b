"""The rules: one module for each family, and the table of all rules."""

from ksb.linter.rule import Rule
from ksb.linter.rules.claims import contradicted_claim, option_title_varies
from ksb.linter.rules.document import duplicate_key, invalid_shape, unreadable, unused_suppression
from ksb.linter.rules.metadata import (
    blank_title,
    dates_out_of_order,
    malformed_date,
    malformed_lars_code,
    malformed_reference,
    malformed_version,
    missing_options,
    unknown_level,
    unknown_status,
)
from ksb.linter.rules.numbering import citation_out_of_order, code_gap, duplicate_number, duty_gap, duty_out_of_order
from ksb.linter.rules.references import (
    missing_kind,
    option_without_duties,
    repeated_citation,
    uncited_ksb,
    undefined_ksb,
    unknown_option,
)
from ksb.linter.rules.style.endings import mixed_full_stops, unfinished_text
from ksb.linter.rules.style.openings import lower_case_start, mixed_openings
from ksb.linter.rules.style.punctuation import stray_punctuation, unbalanced_brackets
from ksb.linter.rules.style.spacing import missing_space, stray_spacing
from ksb.linter.rules.style.spelling import spelling_varies
from ksb.linter.rules.style.voice import clumsy_conjunction, second_person
from ksb.linter.rules.wording import (
    duplicate_duty,
    duplicate_ksb,
    repeated_phrase,
    repunctuated_citation,
    reworded_citation,
    similar_ksb,
    truncated_citation,
)

_RULES = (
    unreadable,
    invalid_shape,
    duplicate_key,
    unused_suppression,
    undefined_ksb,
    uncited_ksb,
    repeated_citation,
    missing_kind,
    unknown_option,
    option_without_duties,
    reworded_citation,
    repunctuated_citation,
    truncated_citation,
    duplicate_ksb,
    similar_ksb,
    repeated_phrase,
    duplicate_duty,
    code_gap,
    duty_gap,
    duty_out_of_order,
    citation_out_of_order,
    duplicate_number,
    contradicted_claim,
    option_title_varies,
    lower_case_start,
    mixed_full_stops,
    stray_spacing,
    clumsy_conjunction,
    spelling_varies,
    mixed_openings,
    second_person,
    stray_punctuation,
    unbalanced_brackets,
    missing_space,
    unfinished_text,
    malformed_reference,
    malformed_version,
    blank_title,
    unknown_level,
    unknown_status,
    malformed_lars_code,
    malformed_date,
    dates_out_of_order,
    missing_options,
)
RULES: dict[str, Rule] = {rule.code: rule for rule in _RULES}
"""Every rule by its code, in order of their codes."""


def code_named(slug: str) -> str | None:
    """Return the code of the rule with this name, in any case; None if no rule has it."""
    return next((code for code, rule in RULES.items() if rule.slug == slug.lower()), None)
