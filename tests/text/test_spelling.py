"""Words in two spellings: found as if the words were compared each with each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksb.text.spelling import Spelling
from ksb.text.spelling import varieties as varieties_of
from ksb.text.texts import Texts

PAIRS = [
    *(("co-ordinate", "coordinate"), ("co-op", "coop"), ("e-mail", "email"), ("organize", "organise")),
    *(("color", "colour"), ("gray", "grey"), ("aging", "ageing"), ("analyzing", "analysing"), ("mold", "mould")),
    *(("pediatric", "paediatric"), ("license", "licence"), ("on-site", "onsite"), ("re-use", "reuse")),
]
FORMS = [word for pair in PAIRS for word in pair]
OTHERS = ["Schedules", "the", "and/or", "size", "(prize)", "programme's", "co", "K1", "“ordinate”", "½", "no-one"]


def varieties(texts: Sequence[str]) -> list[tuple[Spelling, Spelling]]:
    return list(varieties_of(Texts(texts)))


def found(texts: list[str]) -> set[frozenset[str]]:
    return {frozenset((fewer.form, most.form)) for fewer, most in varieties(texts)}


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_pairs(pair: tuple[str, str]) -> None:
    assert found([f"An {pair[0]}.", f"“{pair[1].capitalize()}”, again"]) == {frozenset(pair)}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["The equipmment", "equipment", "Equipment of"], ("equipmment", "equipment")),
        (["Accommodation, and", "accomodation"], ("accomodation", "accommodation")),
        (["The occurences", "occurrences", "occurrences"], ("occurences", "occurrences")),
    ],
)
def test_a_letter_more_or_less(texts: list[str], expected: tuple[str, str]) -> None:
    assert [(one.form, other.form) for one, other in varieties(texts)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Stripping and striping; scrapping and scraping; refilling and refiling",
        "Completing and competing; lightning and lighting; medication and mediation; addiction and addition",
        "provides providers, priorities prioritises, identifies identifiers, summaries summarises",
        "asesor and assesor",
        "desserts and deserts",
        "fillings and filings",
        "starring and staring",
        "modelling or modeling" + " modelling" * 2,
        "equipmment-based equipment",
        "İSTANBULLLAR istanbullar",
        "a" * 100_000 + " " + "a" * 100_001,
    ],
)
def test_no_slip(text: str) -> None:
    expected = {frozenset((one.form, other.form)) for one, other in varieties([text])}
    assert expected <= {frozenset(("modelling", "modeling"))}


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["The coordination", "Co-ordinate it"], [("co-ordinate", "coordination")]),
        (["Organise it", "The World Health Organization"], []),
        (["Organise it. Organize it", "organised"], [("organize", "organise")]),
        (["Re-lay it", "relay it", "timeliness", "timelines", "addressees", "addresses"], []),
    ],
)
def test_forms_and_names(texts: list[str], expected: list[tuple[str, str]]) -> None:
    assert [(one.form, other.form) for one, other in varieties(texts)] == expected


# Whether "license" is right depends on the word before it.
@given(st.lists(st.sampled_from([form for form in FORMS if form not in ("license", "licence")] + OTHERS), unique=True))
def test_what_else_there_is_changes_nothing(words: list[str]) -> None:
    expected = {pair for one in combinations(words, 2) for pair in found([*one])}
    assert found([" ".join(words[::2]), " ".join(words[1::2])]) == expected


def slips(*texts: str) -> list[tuple[str, str]]:
    return [(one.form, other.form) for one, other in varieties(texts)]


def test_the_places_of_a_slip() -> None:
    texts = ["the equipmment is", "of equipment", "equipment"]
    [(fewer, most)] = varieties(texts)
    assert (fewer.places, most.places) == ([(0, 4, 14)], [(1, 3, 12), (2, 0, 9)])
    assert fewer.forms == {"equipmment": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("abcdefggh abcdefgh", True),
        ("abcdeffg abcdefg", True),
        ("abcdeef abcdef", False),
        (f"abbc{'de' * 13} abc{'de' * 13}", True),
        (f"abbcd{'de' * 13} abcd{'de' * 13}", False),
    ],
)
def test_how_long_a_slip_is(text: str, expected: bool) -> None:
    assert bool(slips(text)) == expected


def test_a_pair_is_reported_once() -> None:
    assert len(slips("modelling traveling modeling travelling")) == 2
    assert slips("planningers planingers") == []


def test_the_form_used_most_and_three_spellings() -> None:
    assert slips("co-ordinates", "co-ordinating co-ordinating", "coordinate coordinated coordinate coordinate") == [
        ("co-ordinating", "coordinate")
    ]
    assert set(slips("re-organise", "reorganize", "reorganise reorganise")) == {
        ("re-organise", "reorganise"),
        ("reorganize", "reorganise"),
    }
    assert slips("equipmment", "equipment equipment", "equipmment") == [("equipment", "equipmment")]
