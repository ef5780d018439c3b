"""The words that differ, marked and described."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from ksb.text.differences import continuation, describe, mark


@pytest.mark.parametrize(
    ("old", "new", "description"),
    [
        ("Understand what is required.", "What is required", 'has no "Understand"'),
        ("The needs", "Understand the needs", 'also has "Understand"'),
        ("The effect copyright has on", "The effect copyright have on", 'says "have" instead of "has"'),
        ("Work with care", "Work, paying care", 'says "paying" instead of "with"'),
        ("R&D work", "R D work", 'says "R D" instead of "R&D"'),
        ("By 10% more", "By 10 more", 'says "10" instead of "10%"'),
        ("To the records.", "To the records", 'has no full stop after "records"'),
        ("To the records", "To the records.", 'also has a full stop after "records"'),
        ("Adding value", "Adding Value", 'has "Value" instead of "value"'),
        ("The team’s plans", "The team's plans", 'has "team\'s" instead of "team’s"'),
        ("Care - works", "Care – works", 'has "–" instead of "-"'),
        ("Care -works", "Care - works", 'has "- works" instead of "-works"'),
        ("a\u00a0b", "a b", "differs in spacing"),
        ("co-ordinate it", "coordinate it", 'has "coordinate" instead of "co-ordinate"'),
        ("At 1.5 m", "At 15 m", 'has "15" instead of "1.5"'),
        ("Use tools", "Use tool", 'says "tool" instead of "tools"'),
        ("Anything", ".", 'has no "Anything"'),
        ("Use tools", "Use .NET tools", 'also has ".NET"'),
        ("Heat it", "Heat it to -5 degrees.", 'also has "to -5 degrees"'),
        ("Read meters (e.g. gas (LPG))", "Read meters", 'has no "e.g. gas (LPG)"'),
        ("Fit parts, e.g. (new) or (used)", "Fit parts", 'has no "e.g. (new) or (used)"'),
        ("a b c d e f g h", "a c d f g h", 'has no "b" and no "e"'),
        ("a b c d e f", "a c d f x", 'has no "b", no "e" and also has "x"'),
        ("a b c", "x a c", 'also has "x" and has no "b"'),
        ("a – b", "a b", 'has no "–"'),
        ("How the loaf is baked", "How is the loaf baked", 'says "is the loaf" instead of "the loaf is"'),
        ("Fit motors and pumps.", "Fit pumps and motors", 'says "pumps and motors" instead of "motors and pumps"'),
        ("a b c d e", "b a c e d", 'says "b a" instead of "a b" and "e d" instead of "d e"'),
        ("a b c d e f g h i j k l m", "b c d e f g h i j k l m a", 'has no "a" and also has "a"'),
        ("a b c d e f g h", "a x c y e f z h", 'says "x" instead of "b", "y" instead of "d" and "z" instead of "g"'),
        (
            "a b c d e f g h i j",
            "a x c y e f z h q j",
            'says "x" instead of "b", "y" instead of "d", "z" instead of "g" and 1 more change',
        ),
        (
            "a b c d e f g h i j",
            "a x c x e x g x i x",
            'says "x" instead of "b", "x" instead of "d", "x" instead of "f" and 2 more changes',
        ),
    ],
)
def test_a_difference_is_described_in_one_sentence(old: str, new: str, description: str) -> None:
    assert describe(old, new) == description


def test_where_a_citation_breaks_off_and_four_missing_words() -> None:
    assert continuation("One two three.", "One two") == ("One two", "three")
    assert continuation("a b c d e f", "a b") == ("a b", "c d e f")
    assert continuation("A, b c d e f g.", "A, b") == ("A, b", "c d e f …")
    assert continuation("a b c d e", "a") == ("a", "b c d e")
    assert continuation("a b c d e f", "a b c") == ("b c", "d e f")


def test_exactly_the_words_that_differ_are_marked() -> None:
    old, new = mark("Understand what is required.", "What is required of us")
    assert [segment.text for segment in old if segment.differs] == ["Understand"]
    assert [segment.text for segment in new if segment.differs] == ["of us"]


def test_a_long_statement_is_compared_in_bounded_time() -> None:
    old, new = " ".join(f"a{i}" for i in range(20_000)), " ".join(f"b{i}" for i in range(20_000))
    assert [len(segments) for segments in mark(old, new)] == [1, 1]


STATEMENTS = st.text(st.sampled_from("ab A.,-’ \u00a0é1"), max_size=30)


@given(STATEMENTS, STATEMENTS)
def test_marking_loses_nothing(old: str, new: str) -> None:
    marked_old, marked_new = mark(old, new)
    assert "".join(segment.text for segment in marked_old) == old
    assert "".join(segment.text for segment in marked_new) == new
    assert describe(old, new)


LETTERS = st.lists(st.sampled_from("abcd"), max_size=9)


@given(LETTERS, LETTERS)
def test_no_more_is_marked_than_differs(old: list[str], new: list[str]) -> None:
    for marked in mark(" ".join(old), " ".join(new)):
        common = sum(len(segment.text.split()) for segment in marked if not segment.differs)
        assert common == LCSseq.similarity(old, new)
