"""The same standard from many hands: labels, separators and orders that people use."""

from __future__ import annotations

from functools import partial

import imported
import pytest
from imported import duties, texts

from ksb.importers import read_content
from ksb.standard import Standard

read = partial(imported.read, name="weaver.txt")
standard = partial(imported.standard, name="weaver.txt")

DEFINED = "Knowledge\nK1: Loom types\nK2: Yarn counts\nSkills\nS1: Warp a loom\nBehaviours\nB1: Careful\n"


@pytest.mark.parametrize(
    "line",
    [
        "Duty 1: Set up looms. Knowledge: K1, K2. Skills: S1. Behaviours: B1.",
        "Duty 1: Set up looms.\n(mapped to K1 to K2, S1 and B1)",
        "Duty 1: Set up looms. (mapped KSBs: K1 K2 S1 B1).",
        "Duty 1: Set up looms. {K1, K2, S1, B1}",
        "Duty 1: Set up looms. Linked KSBs = K1/K2/S1/B1",
        "Duty 1: Set up looms., KSBs K1 K2 S1 B1",
        "Duty 1: Set up looms. -> K1, K2, S1, B1",
        "Duty 1: Set up looms. (uses K1, K2, S1 and B1)",
        "Duty 1： Set up looms.\n(K1) (K2) (S1) (B1)",
        "D1\nSet up looms.\nK1\nK2\nS1\nB1",
        "Duty 1\tSet up looms.\tK1\xa0K2\xa0S1\xa0B1\nDuty 2\tWeave\tK1",
        "D1 Set up looms.\nKSBs\nK1 K2 S1 B1\n\nD2 Weave\nKSBs\nK1",
        "Duties\n1. Set up looms.\nK1\nK2\nS1\nB1\n2. Weave\nK1",
    ],
)
def test_codes_of_a_duty(line: str) -> None:
    assert duties(standard(f"Weaver\n\n{line}\n\n{DEFINED}"))[0] == (1, "Set up looms.", "K1 K2 S1 B1")


def test_a_kind_without_codes() -> None:
    weaver = read(
        f"Weaver\n\nDuty 1: Weave. Knowledge: K1. Behaviours: none.\nDuty 2: Warp\nS1\nSkills: n/a\n\n{DEFINED}"
    )
    assert weaver.standard is not None
    assert duties(weaver.standard) == [(1, "Weave.", "K1"), (2, "Warp", "S1")]
    assert not [note for note in weaver.notes if note.kind == "left out"]


@pytest.mark.parametrize(
    "line",
    [
        "• K1: Loom types • S1: Warp a loom",
        "(K1) Loom types (S1) Warp a loom",
        "K1: Loom types | S1: Warp a loom",
        "K1: Loom types S1: Warp a loom",
        "K1—Loom types\nS1–Warp a loom",
        "K1：Loom types\nS1：Warp a loom",
        "Knowledge: K1 Loom types\nSkills: S1 Warp a loom",
        "Knowledge: K1: Loom types | Skills: S1: Warp a loom",
        "K1\n\nLoom types\n\nS1:\n\nWarp a loom",
    ],
)
def test_several_statements(line: str) -> None:
    weaver = standard(f"Weaver\n\nDuty 1: Weave\n{line}\n")
    assert texts(weaver) == {"K1": "Loom types", "S1": "Warp a loom"}
    assert duties(weaver) == [(1, "Weave", "K1 S1")]


def test_kinds_divided_by_dashes_and_statements_in_the_line_of_their_duty() -> None:
    assert len(texts(standard("Weaver\n\nDuty 1: Weave\nK1 - Looms K2 - Yarns S1 - Warp looms\n"))) == 3
    weaver = standard("Weaver\n\nDuty 1: Weave cloth K1: Loom types S1: Warp a loom\n")
    assert duties(weaver) == [(1, "Weave cloth", "K1 S1")]
    assert texts(weaver) == {"K1": "Loom types", "S1": "Warp a loom"}


def test_definitions_below_their_codes_after_the_duties() -> None:
    weaver = standard(
        "Weaver\n\nDuty 1: Warp\nKSBs:\nK2, S1\n\nDuty 2: Weave\nKSBs:\nK1, S1\n\nK1:\nLooms\nK2:\nYarns\nS1:\nWarp\n"
    )
    assert duties(weaver) == [(1, "Warp", "K2 S1"), (2, "Weave", "K1 S1")]
    assert texts(weaver) == {"K1": "Looms", "K2": "Yarns", "S1": "Warp"}


def test_the_last_code_of_a_wrapped_list_is_no_definition() -> None:
    text = "Weaver\n\nDuty 1: Warp\nK1, K2\nDuty 2: Weave\nK1, K2, S1,\nB1\n"
    assert duties(standard(f"{text}Duty 3: Dye\nK1, K2\n{DEFINED}"))[1] == (2, "Weave", "K1 K2 S1 B1")
    assert duties(standard(f"{text}{DEFINED}"))[1] == (2, "Weave", "K1 K2 S1 B1")


@pytest.mark.parametrize(
    "text",
    [
        "# Weaver\n\n## Duty 1\nWeave\n### Knowledge\n#### K1 {#k1}\nLoom types\n### Skills\n#### S1\nWarp a loom\n",
        "# Weaver\n\n## Duty 1\n\n### Weave\n\n- K1: Loom types\n- ⬜ S1: Warp a loom\n",
        "# Weaver\n\n## Duty 1: Weave\n\nK1, S1\n\n## KSBs\n\nK1 | Loom types\n---|---\nS1 | Warp a loom\n",
        "# Weaver\n\n## Duty 1: Weave\n\nK1, S1\n\n1. Knowledge\n   - K1: Loom types\n2. Skills\n   - S1: Warp a loom",
    ],
)
def test_headings_lists_and_tables_of_markdown(text: str) -> None:
    weaver = read(text, name="weaver.md")
    assert weaver.standard is not None
    assert duties(weaver.standard) == [(1, "Weave", "K1 S1")]
    assert texts(weaver.standard) == {"K1": "Loom types", "S1": "Warp a loom"}
    assert not [note for note in weaver.notes if note.kind == "left out"]


@pytest.mark.parametrize("above", ["DRAFT v0.7 - NOT FOR CIRCULATION", "Skills England logo", "Cookies on this site"])
def test_what_is_no_title(above: str) -> None:
    assert standard(f"{above}\nWeaver (ST0888)\n\n{DEFINED}").title == "Weaver"


@pytest.mark.parametrize(
    "facts",
    [
        "Ref. ST0888 | L3 | v1.2",
        "Standard ref: ST0888 / Level 3 / Version 1.2",
        "Overview\nWeavers weave.\nReference: ST0888  Version: 1.2  Level: 3",
        "Reference: ST0888 Version: 1.2 Date updated: 03/01/2026 Level: 3",
    ],
)
def test_facts_in_one_line(facts: str) -> None:
    weaver = standard(f"Weaver\n\n{facts}\n\n{DEFINED}")
    assert (weaver.title, weaver.reference, weaver.version, weaver.level) == ("Weaver", "ST0888", "1.2", "3")
    assert weaver.overview in ((), ("Weavers weave.",))


def test_codes_below_each_other_end_where_the_definitions_begin() -> None:
    weaver = standard("Weaver\n\nDuty 1: Warp\nK1, S1\nDuty 2: Weave\nK2\nS1\n\nK1: Looms\nK2: Yarns\nS1: Warp\n")
    assert duties(weaver) == [(1, "Warp", "K1 S1"), (2, "Weave", "K2 S1")]


def test_definitions_below_their_codes_after_codes_below_each_other() -> None:
    cited = "Duty 1: Warp\nK1\nS1\n\nDuty 2: Weave\nK2\n"
    weaver = standard(f"Weaver\n\n{cited}\nK1\nLooms\n\nK2\nYarns\n\nS1\nWarp a loom\n")
    assert duties(weaver) == [(1, "Warp", "K1 S1"), (2, "Weave", "K2")]
    assert texts(weaver) == {"K1": "Looms", "K2": "Yarns", "S1": "Warp a loom"}


def test_definitions_below_their_codes_with_empty_lines_after_lists_of_codes() -> None:
    weaver = standard(
        "Weaver\n\nDuty 1: Warp\nK1 S1\n\nDuty 2: Weave\nK2 S1\n\nK1\n\nLooms\n\nK2\n\nYarns\n\nS1\n\nWarp\n"
    )
    assert duties(weaver) == [(1, "Warp", "K1 S1"), (2, "Weave", "K2 S1")]


def test_lines_in_a_row_that_begin_with_codes_are_statements_within_the_overview_too() -> None:
    weaver = standard("Weaver\n\nOverview\nS1 is what weavers like.\n\nYou will show:\n\nK1 Loom types\nB1 Care\n")
    assert texts(weaver) == {"K1": "Loom types", "B1": "Care"}
    assert weaver.overview == ("S1 is what weavers like.", "You will show:")


def test_a_list_that_says_which_duties_cite_its_ksbs_is_not_part_of_the_last_duty() -> None:
    mapped = "K1 | Looms | D1\nK2 | Yarns | D2\n"
    weaver = standard(f"Weaver\n\nDuty 1: Warp\nK1: Looms\nDuty 2: Weave\nK2: Yarns\n\nOur table\n{mapped}")
    assert duties(weaver) == [(1, "Warp", "K1"), (2, "Weave", "K2")]


def test_the_reference_beside_the_title() -> None:
    weaver = standard(f"Weaver (ST0888) version 1.2 level 3\n\n{DEFINED}")
    assert (weaver.title, weaver.reference, weaver.version, weaver.level) == ("Weaver", "ST0888", "1.2", "3")
    weaver = standard(f"Weaver - ST0888 v1.2\n\n{DEFINED}")
    assert (weaver.title, weaver.reference, weaver.version) == ("Weaver", "ST0888", "1.2")


def options(found: Standard) -> dict[int, list[int]]:
    return {duty.number: list(duty.options) for duty in found.duties}


def test_options_that_are_listed_and_named_again() -> None:
    text = "Weaver\nOption 1: Silk\nOption 2: Wool\nDuty 1: Weave\nK1: a\n"
    text += "Option 1: Silk\nDuty 2: Spin\nK1\nOption 2: Wool\nDuty 3: Card\nK1\n"
    assert options(standard(text)) == {1: [], 2: [1], 3: [2]}
    text = "Weaver\nOverview\nWeaves.\nOption 1: Silk.\nOption 2: Wool.\nDuties\nDuty 1: Weave\nK1: a\n"
    text += "Option 1 duties\nDuty 2: Spin\nK1\nOption 2 duties\nDuty 3: Card\nK1\n"
    text += "Option 1 duties (continued)\nDuty 4: Dye\nK1\n"
    found = read(text)
    assert found.standard is not None
    assert options(found.standard) == {1: [], 2: [1], 3: [2], 4: [1]}
    assert not [note for note in found.notes if note.kind == "left out"]


def test_options_in_brackets_after_a_duty() -> None:
    weaver = standard("Weaver\nDuty 1: Weave (option 1 only)\nK1: a\nOption 1: Silk\n")
    assert [(it.title, it.number) for it in weaver.options] == [("Silk", 1)]
    weaver = standard("Weaver\nDuty 1: Weave (Silk option)\nK1: a\nDuty 2: Spin (Wool option only)\nK1\n")
    assert options(weaver) == {1: [1], 2: [2]}
    assert [option.title for option in weaver.options] == ["Silk", "Wool"]


def test_a_number_for_two_options() -> None:
    text = "# Weaver\n## Option A: Silk\n- Duty 1: Spin (K1)\n## Option A: Wool\n- Duty 2: Card (K1)\n"
    assert any("titled twice" in note.text for note in read(text, name="weaver.md").notes)


def test_a_row_alone_goes_on_with_the_table_above() -> None:
    text = "Weaver\n\nOccupation duties\nDuty\tCriteria for measuring performance\tKSBs\n"
    text += "Duty 1 Weave\tNo faults\tK1\nS1\nDuty 2 Warp\tEven\tK2\nS1\n"
    assert duties(standard(f"{text}{DEFINED}")) == [(1, "Weave", "K1 S1"), (2, "Warp", "K2 S1")]


def test_numbers_of_duties_beside_statements() -> None:
    text = "Weaver\n\n## Duties\n\n1. Weave\n2. Warp\n\n|Knowledge statement|Duty|\n|-|-|\n"
    text += "|K1 Loom types|1|\n|K2 Yarn counts|1, 2|\n|K3 Dyes|1, 2|\n"
    assert duties(standard(text, name="weaver.md")) == [(1, "Weave", "K1 K2 K3"), (2, "Warp", "K2 K3")]


def test_several_standards_in_a_table() -> None:
    text = "Standard,KSB,Description\nWeaver,K1,Looms\nWeaver,S1,Weave\nDyer,K1,Dyes\nDyer,S1,Dye\n"
    found = [it.standard for it in read_content(text.encode(), "all.csv")]
    assert [(it.title, texts(it)) for it in found if it] == [
        ("Weaver", {"K1": "Looms", "S1": "Weave"}),
        ("Dyer", {"K1": "Dyes", "S1": "Dye"}),
    ]


@pytest.mark.parametrize("name", ["#", "No.", "Criteria", "KSB Reference"])
def test_codes_in_a_column_with_another_name_beside_one_duty_each(name: str) -> None:
    weaver = standard(f"{name} | Wording | Linked to duty | Comments\nK1 | Looms | Duty 1 |\nS1 | Weave | Duty 2 |\n")
    assert texts(weaver) == {"K1": "Looms", "S1": "Weave"}
    assert duties(weaver) == [(1, ".", "K1"), (2, ".", "S1")]
