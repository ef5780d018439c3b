"""Comparing statements."""

from __future__ import annotations

import re
import time
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel, LCSseq

from ksb.text.differences import changes, continuation, describe, mark
from ksb.text.normalise import fold, judge, stems, words
from ksb.text.repetition import doubled, repeated
from ksb.text.similarity import similar


@pytest.mark.parametrize(
    ("definition", "citation", "verdict", "told"),
    [
        ("What is required", "What is required", "same", None),
        ("Understand what is required.", "What is required", "reworded", 'drops "Understand"'),
        ("The needs", "Understand the needs", "reworded", 'adds "Understand"'),
        ("The effect copyright has on", "The effect copyright have on", "reworded", 'says "have" instead of "has"'),
        ("Work with care", "Work, paying care", "reworded", 'says "paying" instead of "with"'),
        ("R&D work", "R D work", "reworded", 'says "R D" instead of "R&D"'),
        ("By 10% more", "By 10 more", "reworded", 'says "10" instead of "10%"'),
        ("a b c d e f g h", "a x c x e x g x", "reworded", None),
        ("To the records.", "To the records", "repunctuated", 'drops the full stop after "records"'),
        ("To the records", "To the records.", "repunctuated", 'adds a full stop after "records"'),
        ("Adding value", "Adding Value", "repunctuated", 'writes "Value" instead of "value"'),
        ("The team’s plans", "The team's plans", "repunctuated", 'writes "team\'s" instead of "team’s"'),
        ("Care - works", "Care – works", "repunctuated", 'writes "–" instead of "-"'),
        ("Care -works", "Care - works", "repunctuated", 'writes "- works" instead of "-works"'),
        ("a\u00a0b", "a b", "repunctuated", "differs in spacing"),
        ("caf\u00e9", "cafe\u0301", "repunctuated", None),
        ("co-ordinate it", "coordinate it", "repunctuated", 'writes "coordinate" instead of "co-ordinate"'),
        ("At 1.5 m", "At 15 m", "reworded", 'writes "15" instead of "1.5"'),
        ("At £150", "At £1.50", "reworded", None),
        ("At -5 degrees", "At 5 degrees", "reworded", None),
        ("2-3 days", "23 days", "reworded", None),
        ("2-3 days", "2–3 days", "repunctuated", None),
        ("See note*", "See note", "repunctuated", None),
        ("A-level", "A level", "repunctuated", None),
        ("A 5 m rope", "A 5 M rope", "repunctuated", None),
        ("Turn 5°", "Turn 5", "reworded", None),
        ("½ a day", "12 a day", "reworded", None),
        ("Level ≥ 3", "Level ≤ 3", "reworded", None),
        ("COVID-19: Level 3.", "covid 19 (level 3)", "repunctuated", None),
        ("Listen, learn and adapt to change", "Listen, learn and", "truncated", None),
        ("Use tools", "Use tool", "reworded", 'says "tool" instead of "tools"'),
        ("Anything", ".", "reworded", 'drops "Anything"'),
    ],
)
def test_judging_and_telling(definition: str, citation: str, verdict: str, told: str | None) -> None:
    assert judge(definition, citation) == verdict
    if told:
        assert describe(definition, citation) == told


def test_many_changes_are_cut_short() -> None:
    told = describe("a b c d e f g h i j", "a x c x e x g x i x")
    assert told == 'says "x" instead of "b", "x" instead of "d", "x" instead of "f" and 2 more changes'


def test_where_a_citation_breaks_off() -> None:
    assert continuation("Listen, learn and adapt to any change there is.", "Listen, learn") == (
        "Listen, learn",
        "and adapt to any …",
    )
    assert continuation("One two three.", "One two") == ("One two", "three")


def test_exactly_the_words_that_differ_are_marked() -> None:
    old, new = mark("Understand what is required.", "What is required of us")
    assert [segment.text for segment in old if segment.differs] == ["Understand"]
    assert [segment.text for segment in new if segment.differs] == ["of us"]


def test_a_long_statement_is_compared_in_bounded_time() -> None:
    old, new = " ".join(f"a{i}" for i in range(20_000)), " ".join(f"b{i}" for i in range(20_000))
    assert len(changes(old, new)) == 1


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


@given(STATEMENTS, STATEMENTS)
def test_verdicts_agree_with_the_letters(old: str, new: str) -> None:
    verdict = judge(old, new)
    assert (verdict == "same") == (old == new)
    alike = verdict in ("same", "repunctuated")
    assert not alike or fold(old) == fold(new)
    assert alike or fold(old) != fold(new) or re.search(r"[\d¼½¾²³<>≤≥±×÷≠≈]", old + new)
    if verdict == "truncated":
        assert fold(old).startswith(fold(new))


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
    told = {(other, name, "near") for name, (other, likeness) in found.items() if likeness == "contained"}
    may_be_found = set(alike(statements)) - told
    assert set(found) == {name for name, _, _ in may_be_found}
    assert {(name, *of) for name, of in found.items()} <= may_be_found


def test_a_pair_is_found_once() -> None:
    longer = (
        "Remove, repair and replace the tyres of cars, derived vans and light goods vehicles, however they are made"
    )
    found = list(similar({"S1": longer.replace(" repair", ""), "S2": longer, "S3": f"{longer} then"}))
    assert found == [("S1", "S2", "contained"), ("S2", "S3", "contained"), ("S3", "S1", "near")]
    assert list(similar({"S1": longer.replace(" repair", ""), "S2": longer})) == [("S1", "S2", "contained")]


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


def test_a_statement_whose_rarest_words_the_other_lacks_is_found() -> None:
    # Of words that don't matter, or the one would be contained in the other.
    joined = "a an and are as at be by for from how in is it its of on"
    others = {f"S{i}": f"{word} here" for i, word in enumerate(joined.split())}
    assert ("K2", "K1", "near") in similar({"K1": f"{joined} rare rarer rarest", "K2": joined} | others)


def test_a_statement_is_like_one_other_only() -> None:
    texts = [f"draw up the schedule of a production and its budgets with {word}" for word in ("care", "skill", "joy")]
    assert list(similar(dict(zip("abc", texts, strict=True)))) == [("b", "a", "near"), ("c", "a", "near")]


def alike(statements: dict[str, str]) -> list[tuple[str, str, str]]:
    """Compare each statement with each, as the docstring of `similar` says."""
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


@pytest.mark.parametrize(
    "text", ["a " * 20_000, "of sound and plan to " * 5_000, " ".join(map(str, range(10_000))) * 2]
)
def test_a_long_statement_is_searched_for_repetitions_in_bounded_time(text: str) -> None:
    before = time.process_time()
    repeated(text)
    assert time.process_time() - before < 2


def test_the_longest_phrase_is_found_among_shorter_ones() -> None:
    phrase = "record the sound of each scene to plan"
    text = f"cut to the law of film, cut to the law of sound, {phrase}, then {phrase}"
    assert repeated(text) == (phrase, (text.rindex(phrase), len(text)))


def test_a_word_that_stands_there_many_times_is_one_place() -> None:
    assert doubled("To the the the, and of of it") == [(3, 14), (20, 25)]
    assert len(doubled("the " * 10_000)) == 1


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The the cut", ["The the"]),
        ("Cut the The", ["the The"]),
        ("Duran Duran", []),
        ("the, the", []),
        ('the "the', []),
        ("the “the”", []),
        ("the the, the", ["the the"]),
        ("the the cut and and paste", ["the the", "and and"]),
        ("the the the x a a a", ["the the the", "a a a"]),
        ("of of x the the the the", ["of of", "the the the the"]),
    ],
)
def test_doubled_words(text: str, places: list[str]) -> None:
    assert [text[slice(*place)] for place in doubled(text)] == places


@pytest.mark.parametrize(
    ("text", "phrase", "again"),
    [
        ("Use film stock of quality. Sell film stock of quality.", "film stock of quality", 32),
        ("film stock of quality film stock of quality", "film stock of quality", 22),
        ("Book film crews of note. Then book film crews of note, then go", "Book film crews of note", 30),
        ("Meet the needs. Of the production and meet the needs. Of the production", None, 0),
        ("film of stock film of stock film", None, 0),
        ("film stock with film stock with", None, 0),
        ("health and social care, health and social care", None, 0),
        ("book crew of book crew of book crew of book crew of", "book crew of book crew of", 26),
        (
            "Book - as a rule - a crew to meet all needs of clients, and kit to meet all needs of clients",
            "to meet all needs of clients",
            64,
        ),
        ("plan the work on set with care, then plan the work on set. with care", "plan the work on set", 37),
        (
            "plan work on set. check costs of each set in turn. plan work on set. check costs of each set in turn.",
            "check costs of each set in turn",
            69,
        ),
        (
            "hire the crew of films. book the cast of films. hire the crew of films. book the cast of films",
            "hire the crew of films",
            48,
        ),
        (
            "plan work of film crews on set, plan work of film crews, now work of film crews on set",
            "work of film crews on set",
            61,
        ),
        (
            "run casts and meet leads of art, run casts and meet leads of light, plan work of film crews on set,"
            " plan work of film crews go and then plan work of film crews on set",
            "plan work of film crews on set",
            136,
        ),
    ],
)
def test_repeated_phrases(text: str, phrase: str | None, again: int) -> None:
    assert repeated(text) == (phrase and (phrase, (again, again + len(phrase))))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("a b c", "a c", 'drops "b"'),
        ("a b c d e f g h", "a c d f g h", 'drops "b" and "e"'),
        ("a b c d e f", "a c d f x", 'drops "b", "e" and adds "x"'),
        ("a b c", "x a c", 'adds "x" and drops "b"'),
        ("a – b", "a b", 'drops "–"'),
        (
            "a b c d e f g h",
            "a x c y e f z h",
            'says "x" instead of "b", "y" instead of "d" and "z" instead of "g"',
        ),
        (
            "a b c d e f g h i j",
            "a x c y e f z h q j",
            'says "x" instead of "b", "y" instead of "d", "z" instead of "g" and 1 more change',
        ),
    ],
)
def test_changes_are_told_in_one_sentence(old: str, new: str, told: str) -> None:
    assert describe(old, new) == told


def test_four_words_of_what_is_missing_are_told() -> None:
    assert continuation("a b c d e f", "a b") == ("a b", "c d e f")
    assert continuation("a b c d e f g", "a b") == ("a b", "c d e f …")
    assert continuation("a b c d e", "a") == ("a", "b c d e")
    assert continuation("a b c d e f", "a b c") == ("b c", "d e f")


def phrases(chunks: list[str]) -> list[tuple[int, int, int]]:
    """Return every phrase that stands twice, by trying all: where, where again, and its length."""
    found = []
    for first, second in combinations(range(len(chunks)), 2):
        for length in range(4, min(second - first, len(chunks) - second) + 1):
            one, other = chunks[first : first + length], chunks[second : second + length]
            bare = [chunk.rstrip(".") for chunk in one]
            if (
                bare == [chunk.rstrip(".") for chunk in other]
                and not any(chunk.endswith(".") for chunk in (*one[:-1], *other[:-1]))
                and sum(word not in ("of", "the") for word in bare) >= 3
                and "of" in bare
            ):
                found.append((first, second, length))
    return found


VOCABULARY = ["film", "stock", "crew", "set", "light", "film.", "sound.", "of", "the"]
PIECES = st.lists(st.sampled_from(VOCABULARY), min_size=2, max_size=5).flatmap(
    lambda it: st.permutations([*it, "of", "x"])
)


@given(st.lists(PIECES, min_size=3, max_size=3), st.lists(st.integers(0, 2), min_size=2, max_size=6))
def test_the_longest_repetition_is_found(pieces: list[list[str]], order: list[int]) -> None:
    chunks = [chunk for number in order for chunk in pieces[number]]
    text = " ".join(chunks)
    every = phrases(chunks)
    found = repeated(text)
    if found is not None:
        phrase, (at, to) = found
        again = text[:at].count(" ")
        length = phrase.count(" ") + 1
        assert any(second == again and size == length for _, second, size in every)
        assert text[at:to] == " ".join(chunks[again : again + length]).rstrip(".")
    fours = [tuple(chunk.rstrip(".") for chunk in chunks[i : i + 4]) for i in range(len(chunks) - 3)]
    # Sentences may open alike: only without full stops is every repetition reported.
    if "." not in text and any(size > 4 for _, _, size in every) and max(map(fours.count, fours)) == 2:
        assert found is not None
        assert found[0].count(" ") + 1 == max(length for _, _, length in every)


def test_endings_stand_at_the_end() -> None:
    assert stems("presence") == ("presenc",)
    assert stems("need") != stems("ne")
    assert stems("speed") != stems("spe")
