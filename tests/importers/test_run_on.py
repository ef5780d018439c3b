"""Several statements in one line or paragraph."""

from __future__ import annotations

import pytest

from ksb.importers import lines, read_content


def read(text: str) -> tuple[dict[str, str], list[str]]:
    """Return the KSBs in a text, and what is said about it."""
    [imported] = read_content(f"Baker\n\n{text}\n".encode(), "baker.txt")
    ksbs = dict(imported.standard.ksbs) if imported.standard else {}
    return ksbs, [str(note) for note in imported.notes if note.kind != "structure"]


@pytest.mark.parametrize(
    "text",
    [
        "Knowledge\n\nHow to plan; how to budget; what copyright is.",
        "Knowledge\n\nHow to plan; how to budget; and what copyright is.",
        "Knowledge\n\nKnowledge: How to plan; how to budget; what copyright is",
        "Knowledge: How to plan; how to\nbudget; what copyright is.",
        "Duty 1: Bake (K1)\n\nKnowledge: How to plan; how to budget; what copyright is.\nSkills: mix",
        "K1 How to plan K2 how to budget K3 what copyright is",
        "K1 - How to plan, K2 - how to budget, K3 - what copyright is",
        "(K1) How to plan; (K2) how to budget; (K3) what copyright is",
        "K1 How to plan; K2 how to budget; K3 what copyright is",
    ],
)
def test_several_statements_in_one_paragraph(text: str) -> None:
    ksbs, notes = read(text)
    assert {code: wording for code, wording in ksbs.items() if code[0] == "K"} == {
        "K1": "How to plan",
        "K2": "how to budget",
        "K3": "what copyright is",
    }
    assert any("are read as 3 statements" in note for note in notes)


@pytest.mark.parametrize(
    "text",
    [
        "Understands the law; it changes often; bakers know it.",
        "Bakers know: flour; water; salt.",
        "Flour; water",
        "Flour. Then water; salt; yeast",
        "Flour; Water; salt",
    ],
)
def test_a_sentence_with_semicolons_is_one_statement(text: str) -> None:
    ksbs, notes = read(f"Knowledge\n\n{text}")
    assert ksbs == {"K1": text}
    assert notes == ['line 5: the statements under "Knowledge" have no codes; numbered K1 in order']


def test_codes_within_a_wording_begin_no_statement() -> None:
    text = "K1 How K2 supports the work in K3"
    assert lines.counting_up(text) == []
    assert lines.counting_up("K1 flour K2 water K4 salt") == []
    assert lines.counting_up("K1 How S1 supports the work in B1 here") == []
    assert lines.counting_up("Not K1 flour K2 water K3 salt") == []


def test_statements_of_several_kinds_in_one_line() -> None:
    line = "K1 Milk types, K4 Beans, S1 Steam milk, B1 Stay calm"
    assert lines.counting_up(line) == ["K1 Milk types", "K4 Beans", "S1 Steam milk", "B1 Stay calm"]


def test_a_statement_of_one_line_may_hold_semicolons() -> None:
    assert read("Skills\n\nS1: Knead; roll; bake")[0] == {"S1": "Knead; roll; bake"}


def test_a_line_with_a_label_is_no_section_beside_others() -> None:
    ksbs, _ = read("Overview\n\nSkills: talk; write; plan\n\nKnowledge\n\nK1: Flour")
    assert ksbs == {"K1": "Flour"}


def test_what_stands_below_a_line_with_a_label_is_left_out() -> None:
    ksbs, notes = read("Skills: knead; roll; bake\n\nContact: Jo Smith")
    assert ksbs == {"S1": "knead", "S2": "roll", "S3": "bake"}
    assert 'line 5: left out: "Contact: Jo Smith"' in notes


def test_many_spaces_take_time_in_proportion_to_their_number() -> None:
    assert lines.counting_up("K1 mix" + " " * 20_000 + "K2 bake K3 cool") == ["K1 mix", "K2 bake", "K3 cool"]


def test_two_statements_with_a_full_stop_between_them_in_the_line_of_their_duty() -> None:
    ksbs, _ = read("Duty 1: Bake. K3 Ovens. S2 Bake bread.")
    assert ksbs == {"K3": "Ovens.", "S2": "Bake bread."}


def test_a_wording_that_may_hold_another_statement_is_reported() -> None:
    ksbs, notes = read("Behaviours\nB1 tidy, B2 honest\nB3 strong, as B1 is")
    assert ksbs == {"B1": "tidy, B2 honest", "B3": "strong, as B1 is"}
    assert notes == ["the wording of B1 may go on with B2, which no line defines"]


def test_a_title_with_a_wide_gap_is_reported() -> None:
    _, notes = read("Duty 1 Bake bread    Loaves rise    K1\n\nK1: Flour")
    assert notes == ["line 3: the title of Duty 1 has a wide gap: it may be from two columns of a table"]
