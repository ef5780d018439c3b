"""Words and phrases that a statement repeats."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksb.text.repetition import doubled, repeated, stuttered


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
        ("take pride in in the cut", ["in in"]),
        ("take it in in stages", []),
    ],
)
def test_doubled_words(text: str, places: list[str]) -> None:
    assert [text[slice(*place)] for place in doubled(text)] == places


def test_a_word_many_times_in_a_row_is_one_place() -> None:
    assert doubled("To the the the, and of of it") == [(3, 14), (20, 25)]
    assert len(doubled("the " * 10_000)) == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Indices, such as the such as the FTSE 100", "such as the such as the"),
        ("Income tax, capital gains tax capital gains tax (CGT)", "capital gains tax capital gains tax"),
        ("Cut, of it of it of the of the film", "of the of the"),
        ("The Health and Safety Health and Safety Act", None),
        ("Cut it step by step by step", None),
        ("Learn how to and how to cut", None),
    ],
)
def test_words_that_are_said_twice_in_a_row(text: str, place: str | None) -> None:
    found = stuttered(text)
    assert (found and text[slice(*found)]) == place


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
        ("book crew for book crew for book crew for book crew for", "book crew for book crew for", 28),
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


def test_the_longest_phrase_is_found_among_shorter_ones() -> None:
    phrase = "record the sound of each scene to plan"
    text = f"cut to the law of film, cut to the law of sound, {phrase}, then {phrase}"
    assert repeated(text) == (phrase, (text.rindex(phrase), len(text)))


@pytest.mark.parametrize(
    ("text", "found"),
    [("a " * 20_000, False), ("of sound and plan to " * 5_000, True), (" ".join(map(str, range(10_000))) * 2, False)],
)
def test_a_long_statement_is_searched_for_repetitions_in_bounded_time(text: str, found: bool) -> None:
    assert bool(repeated(text)) == found


def phrases(chunks: list[str]) -> list[tuple[int, int, int]]:
    """Return every repeated phrase, by trying all: its first place, its second place, and its length."""
    found = []
    for first, second in combinations(range(len(chunks)), 2):
        for length in range(4, min(second - first, len(chunks) - second) + 1):
            one, other = chunks[first : first + length], chunks[second : second + length]
            bare = [chunk.rstrip(".") for chunk in one]
            if (
                bare == [chunk.rstrip(".") for chunk in other]
                and not any(chunk.endswith(".") for chunk in (*one[:-1], *other[:-1]))
                and sum(word not in ("for", "the") for word in bare) >= 3
                and "for" in bare
            ):
                found.append((first, second, length))
    return found


VOCABULARY = ["film", "stock", "crew", "set", "light", "film.", "sound.", "for", "the"]


PIECES = st.lists(st.sampled_from(VOCABULARY), min_size=2, max_size=5).flatmap(
    lambda drawn: st.permutations([*drawn, "for", "x"])
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
