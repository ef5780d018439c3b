"""The rules: one module for each family, and the table of all rules."""

from ksb.linter.rule import Rule
from ksb.linter.rules.assessment import method_without_ksbs, unassessed_ksb, unknown_ksb_in_method
from ksb.linter.rules.claims import contradicted_claim, option_title_varies, unknown_option_title
from ksb.linter.rules.document import duplicate_key, invalid_shape, lost_words, unreadable, unused_suppression
from ksb.linter.rules.metadata import (
    blank_title,
    contradicted_options,
    dates_out_of_order,
    malformed_date,
    malformed_lars_code,
    malformed_reference,
    malformed_version,
    unknown_level,
    unknown_status,
)
from ksb.linter.rules.numbering import citation_out_of_order, code_gap, duplicate_number, duty_gap, duty_out_of_order
from ksb.linter.rules.references import (
    missing_kind,
    option_without_duties,
    repeated_citation,
    repeated_id,
    uncited_ksb,
    undefined_ksb,
    unknown_id_code,
    unknown_option,
)
from ksb.linter.rules.repetition import duplicate_ksb, duplicate_title, repeated_phrase, similar_ksb
from ksb.linter.rules.style.abbreviations import mixed_abbreviations
from ksb.linter.rules.style.apostrophes import misplaced_apostrophe
from ksb.linter.rules.style.endings import mixed_full_stops, run_on_text, unfinished_text
from ksb.linter.rules.style.joined import missing_space
from ksb.linter.rules.style.openings import lower_case_start, mixed_openings
from ksb.linter.rules.style.punctuation import stray_punctuation, unbalanced_brackets
from ksb.linter.rules.style.spacing import stray_spacing
from ksb.linter.rules.style.spelling import spelling_varies
from ksb.linter.rules.style.voice import clumsy_conjunction, first_person, second_person
from ksb.linter.rules.style.words import (
    american_spelling,
    known_misspelling,
    likely_misspelling,
    wrong_article,
    wrong_name,
)
from ksb.linter.rules.wording import repunctuated_citation, reworded_citation, truncated_citation

_RULES = (
    unreadable,
    invalid_shape,
    duplicate_key,
    lost_words,
    unused_suppression,
    undefined_ksb,
    uncited_ksb,
    repeated_citation,
    missing_kind,
    unknown_option,
    option_without_duties,
    unknown_id_code,
    repeated_id,
    reworded_citation,
    repunctuated_citation,
    truncated_citation,
    duplicate_ksb,
    similar_ksb,
    repeated_phrase,
    duplicate_title,
    code_gap,
    duty_gap,
    duty_out_of_order,
    citation_out_of_order,
    duplicate_number,
    contradicted_claim,
    option_title_varies,
    unknown_option_title,
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
    misplaced_apostrophe,
    likely_misspelling,
    american_spelling,
    mixed_abbreviations,
    wrong_name,
    first_person,
    wrong_article,
    run_on_text,
    known_misspelling,
    malformed_reference,
    malformed_version,
    blank_title,
    unknown_level,
    unknown_status,
    malformed_lars_code,
    malformed_date,
    dates_out_of_order,
    contradicted_options,
    unassessed_ksb,
    unknown_ksb_in_method,
    method_without_ksbs,
)
RULES: dict[str, Rule] = {rule.code: rule for rule in _RULES}
"""Every rule by its code, in order of their codes."""


def code_named(slug: str) -> str | None:
    """Return the code of the rule with this name, in any case; None if no rule has it."""
    return next((code for code, rule in RULES.items() if rule.slug == slug.lower()), None)
