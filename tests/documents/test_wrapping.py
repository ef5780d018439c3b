"""Texts whose lines are wrapped at some width."""

from __future__ import annotations

from textwrap import wrap

from ksb.documents import read_blocks
from ksb.documents.blocks import Paragraph
from ksb.documents.wrapping import goes_on, width_of
from ksb.importers import read_content
from ksb.standard import Standard

RULES = "the rules of the Food Standards Agency, British Standards and European Law apply to each Bakery in the country"
LONG = [f"{RULES} and {place} too" for place in ("Leeds", "York", "Hull", "Bath")]


def standard(text: str) -> Standard:
    [imported] = read_content(text.encode(), "baker.txt")
    assert imported.standard is not None
    return imported.standard


def test_the_width_is_learned_from_lines_that_go_on_in_lower_case() -> None:
    lines = wrap(" ".join([RULES] * 6), 60)
    assert 60 < width_of(lines) < 75
    assert width_of(["Kinds of flour:", "wheat", "rye", "spelt", "oat", "maize"]) == 0
    assert width_of(lines[:3]) == 0


def test_a_full_line_goes_on_and_a_full_line_with_a_sentence_only_if_it_is_nearly_as_wide() -> None:
    assert goes_on("x" * 50, "Law", 60)
    assert not goes_on("x" * 30, "Law", 60)
    assert not goes_on("x" * 45 + ".", "Law", 60)
    assert goes_on("x" * 55 + ".", "Law", 60)
    assert not goes_on("x" * 50, "Law", 0)
    assert not goes_on("x" * 59, "My evidence: a photo", 60)
    assert not goes_on("x" * 59, "EVIDENCE", 60)


def test_wordings_go_on_with_words_in_capitals() -> None:
    lines = [line for number, text in enumerate(LONG, 1) for line in wrap(f"K{number} {text}", 60)]
    found = standard("\n".join(["Baker", "", "Knowledge", *lines, "Skills", "S1 Knead", "Note"]))
    assert list(found.ksbs.values()) == [*LONG, "Knead"]


def test_lines_of_a_list_are_not_wrapped() -> None:
    blocks = read_blocks(b"K1 Flour of all kinds and sorts\nBread\nK2 Ovens\nHeat\n", "text")
    assert [block.gap for block in blocks if isinstance(block, Paragraph)] == ["paragraph", "line", "line", "line"]


def test_the_last_word_of_a_text_is_no_heading() -> None:
    text = "Duties\nDuty 1: Handle orders and\nclaims\nKSBs: K1, S1\nDuty 2: Teach a\nduty\nKSBs: S1\n\nKnowledge\n"
    text += "K1 Verbal communication\nskills\nK2 The law of\ncopyright and design\nskills\n"
    text += "S1 Explain the\nkey\nS2 Knead\nbehaviours\nB1 Kind\n"
    found = standard(text)
    assert [(duty.title, [cite.code for cite in duty.cites]) for duty in found.duties or ()] == [
        ("Handle orders and claims", ["K1", "S1"]),
        ("Teach a duty", ["S1"]),
    ]
    assert found.ksbs == {
        "K1": "Verbal communication skills",
        "K2": "The law of copyright and design",
        "S1": "Explain the key",
        "S2": "Knead",
        "B1": "Kind",
    }


def test_a_text_goes_on_within_quotes_brackets_and_a_hanging_indent() -> None:
    text = (
        'Duties\nDuty 1: Bake as in the "Book of\nBread"\nDuty 2: Sell bread\n(also in shops)\nKSBs: K1\n\nKnowledge\n'
    )
    text += "K10 Flour of the\n   mill.\n   Ovens.\nK1 Salt\n"
    found = standard(text)
    assert [duty.title for duty in found.duties or ()] == [
        'Bake as in the "Book of Bread"',
        "Sell bread (also in shops)",
    ]
    assert found.ksbs == {"K1": "Salt", "K10": "Flour of the mill. Ovens."}


def test_a_line_that_begins_with_a_dash_goes_on_where_the_lines_are_wrapped() -> None:
    lines = [line for number, text in enumerate(LONG, 1) for line in wrap(f"K{number} {text}", 60)]
    lines += [
        "K5 Safe cleaning in the environment of a factory for bread",
        "– separate stores of cloths",
        "K6 Bread:",
        "- rye",
    ]
    found = standard("\n".join(["Baker", "", "Knowledge", *lines]))
    assert found.ksbs["K5"] == "Safe cleaning in the environment of a factory for bread – separate stores of cloths"
    assert found.ksbs["K6"] == "Bread:\nrye"


def test_text_below_a_wording_goes_on_whatever_stands_beside_it() -> None:
    text = (
        "Knowledge                         Assessed by\nK1   Duty of care, e.g.           AM1\n     Health and safety\n"
    )
    text += "K2   Contracts in Personal        AM2\n     Budgets\n"
    assert standard(text).ksbs == {"K1": "Duty of care, e.g. Health and safety", "K2": "Contracts in Personal Budgets"}
