"""Statements that resemble another."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from ksb.text.normalise import fold, stems, words
from ksb.text.similarity import similar


def likeness(first: str, second: str) -> list[tuple[str, str, str]]:
    return list(similar({"first": first, "second": second}))


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Provide estimates to customers", "Provides the estimates to a customer", [("second", "first", "near")]),
        (
            "Compile resourcing and progress reports in line with requirements",
            "Compile resourcing reports in line with requirements",
            [("second", "first", "contained")],
        ),
        ("Identify and follow correct metal work instructions", "Identify and follow correct joining instructions", []),
        ("Understand offline editing equipment", "Understand online editing equipment", []),
        ("Use tools", "Use tools and machines safely", []),
        ("Same words.", "same words", []),
    ],
)
def test_similar_statements(first: str, second: str, expected: list[tuple[str, str, str]]) -> None:
    assert likeness(first, second) == expected


WORDS = st.lists(
    st.sampled_from(
        ["draw", "up", "the", "schedule", "of", "a", "production", "and", "its", "budgets", "crew", "cost", "plan"]
    ),
    max_size=14,
)


@given(st.lists(WORDS.map(" ".join), max_size=12))
def test_no_statement_that_is_like_another_is_missed(texts: list[str]) -> None:
    statements = {f"K{i}": text for i, text in enumerate(texts, 1)}
    found = {name: (other, likeness) for name, other, likeness in similar(statements)}
    reverse = {(other, name, "near") for name, (other, likeness) in found.items() if likeness == "contained"}
    may_be_found = set(alike(statements)) - reverse
    assert set(found) == {name for name, _, _ in may_be_found}
    assert {(name, *of) for name, of in found.items()} <= may_be_found


def test_a_pair_is_found_once() -> None:
    longer = (
        "Remove, repair and replace the tyres of cars, derived vans and light goods vehicles, however they are made"
    )
    found = list(similar({"S1": longer.replace(" repair", ""), "S2": longer, "S3": f"{longer} then"}))
    assert found == [("S1", "S2", "contained"), ("S2", "S3", "contained"), ("S3", "S1", "near")]
    assert list(similar({"S1": longer.replace(" repair", ""), "S2": longer})) == [("S1", "S2", "contained")]


def test_a_statement_whose_rarest_words_the_other_lacks_is_found() -> None:
    # Only words that don't matter, or one statement would be contained in the other.
    joined = "a an and are as at be by for from how in is it its of on"
    others = {f"S{i}": f"{word} here" for i, word in enumerate(joined.split())}
    assert ("K2", "K1", "near") in similar({"K1": f"{joined} rare rarer rarest", "K2": joined} | others)


def test_a_statement_is_like_one_other_only() -> None:
    texts = [f"draw up the schedule of a production and its budgets with {word}" for word in ("care", "skill", "joy")]
    assert list(similar(dict(zip("abc", texts, strict=True)))) == [("b", "a", "near"), ("c", "a", "near")]


def alike(statements: dict[str, str]) -> list[tuple[str, str, str]]:
    """Compare every two statements, as the docstring of `similar` describes."""
    distinct = {fold(text): name for name, text in reversed(statements.items())}
    names = sorted(distinct.values(), key=list(statements).index)
    found = []
    for first, second in combinations(names, 2):
        one, other = stems(statements[first]), stems(statements[second])
        inner, outer = (first, second) if len(one) < len(other) else (second, first)
        a, b = words(statements[first]), words(statements[second])
        rest = iter(stems(statements[outer]))
        if one == other and one:
            found.append((second, first, "near"))
        elif len(stems(statements[inner])) >= 4 and all(word in rest for word in stems(statements[inner])):
            found.append((inner, outer, "contained"))
        if Indel.normalized_similarity(a, b) >= 0.9:
            found.append((second, first, "near"))
    return found
