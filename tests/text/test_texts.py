"""What stands in some texts: found as if each text were looked through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksb.text.texts import Texts

TEXTS = ["Cut oak  to size, and dry it", "The Dry-stone wall\tof İda's", "", "wall", " and so on ", "Naïve “walls”"]
PIECES = ["a", "an", "wall", "dry", "-", ",", " ", "  ", "\t", "\xa0", "’", "and so", "so on"]


@pytest.mark.parametrize(
    "sought",
    [
        "wall",
        " wall",
        "wall ",
        "to size",
        "k  to",
        "  ",
        "\t",
        "and so on",
        "and so",
        " of",
        "s, a",
        "“",
        "oak size",
        "x",
    ],
)
def test_texts_that_hold_a_string(sought: str) -> None:
    assert Texts(TEXTS).where(sought) == [i for i, text in enumerate(TEXTS) if sought in text.lower()]


@given(
    st.lists(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), max_size=5), st.text("adn wl-,\t", min_size=1)
)
def test_any_string_is_found_in_any_texts(texts: list[str], sought: str) -> None:
    assert Texts(texts).where(sought) == [i for i, text in enumerate(texts) if sought in text]


def test_words() -> None:
    texts = Texts(["Organize a co-op, and colour a color", "Zoos in a zoo license it", "K1: size 2"])
    assert list(texts.words) == sorted(texts.words)
    assert set(texts.varying) == {"co-op", "organize", "size", "color", "license"}
    assert list(texts.starting(["zoo", "an"])) == ["zoo", "zoos", "and"]
    assert texts.places({"a", "zoo", "not"}) == {
        "a": [(0, 9, 10), (0, 29, 30), (1, 8, 9)],
        "zoo": [(1, 10, 13)],
        "not": [],
    }
