"""What counts as the same words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksb.text.normalise import fold, judge, stems

STATEMENTS = st.text(st.sampled_from("ab A.,-’ \u00a0é1"), max_size=30)


@pytest.mark.parametrize(
    ("definition", "citation", "verdict"),
    [
        ("What is required", "What is required", "same"),
        ("Understand what is required.", "What is required", "reworded"),
        ("The needs", "Understand the needs", "reworded"),
        ("The effect copyright has on", "The effect copyright have on", "reworded"),
        ("Work with care", "Work, paying care", "reworded"),
        ("R&D work", "R D work", "reworded"),
        ("By 10% more", "By 10 more", "reworded"),
        ("a b c d e f g h", "a x c x e x g x", "reworded"),
        ("To the records.", "To the records", "repunctuated"),
        ("To the records", "To the records.", "repunctuated"),
        ("Adding value", "Adding Value", "repunctuated"),
        ("The team’s plans", "The team's plans", "repunctuated"),
        ("Care - works", "Care – works", "repunctuated"),
        ("Care -works", "Care - works", "repunctuated"),
        ("a\u00a0b", "a b", "repunctuated"),
        ("caf\u00e9", "cafe\u0301", "repunctuated"),
        ("co-ordinate it", "coordinate it", "repunctuated"),
        ("At 1.5 m", "At 15 m", "reworded"),
        ("At £150", "At £1.50", "reworded"),
        ("At -5 degrees", "At 5 degrees", "reworded"),
        ("2-3 days", "23 days", "reworded"),
        ("2-3 days", "2–3 days", "repunctuated"),
        ("See note*", "See note", "repunctuated"),
        ("A-level", "A level", "repunctuated"),
        ("A 5 m rope", "A 5 M rope", "repunctuated"),
        ("Turn 5°", "Turn 5", "reworded"),
        ("½ a day", "12 a day", "reworded"),
        ("Level ≥ 3", "Level ≤ 3", "reworded"),
        ("COVID-19: Level 3.", "covid 19 (level 3)", "repunctuated"),
        ("Listen, learn and adapt to change", "Listen, learn and", "truncated"),
        ("Use tools", "Use tool", "reworded"),
        ("Anything", ".", "reworded"),
        ("Cut pictures\nto a schedule", "Cut pictures to a schedule", "same"),
    ],
)
def test_judging_a_citation(definition: str, citation: str, verdict: str) -> None:
    assert judge(definition, citation) == verdict


@given(STATEMENTS, STATEMENTS)
def test_verdicts_agree_with_the_letters(old: str, new: str) -> None:
    verdict = judge(old, new)
    assert (verdict == "same") == (old == new)
    alike = verdict in ("same", "repunctuated")
    assert not alike or fold(old) == fold(new)
    # Figures, and grades such as "A-C".
    assert alike or fold(old) != fold(new) or re.search(r"\d|\bA-A", f"{old} {new}")
    if verdict == "truncated":
        assert fold(old).startswith(fold(new))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("understand", "understands"),
        ("use", "used"),
        ("need", "needed"),
        ("exceed", "exceeds"),
        ("agree", "agreed"),
        ("box", "boxes"),
        ("guarantee", "guaranteed"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)


def test_endings_stand_at_the_end() -> None:
    assert stems("presence") == ("presenc",)
    assert stems("need") != stems("ne")
    assert stems("speed") != stems("spe")
