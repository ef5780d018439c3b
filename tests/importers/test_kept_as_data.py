"""KSBs and duties that people, and programs for them, keep as JSON or YAML."""

from __future__ import annotations

import pytest
from imported import read

from ksb.errors import KsbError
from ksb.importers import Imported, read_content

KSBS = {"K1": "Flour", "S1": "Mix"}
IN_YAML = """\
title: Baker
level: 3
knowledge:
  - code: K1
    text: Flour
skills:
  - {code: S1, text: Mix}
duties:
  - number: 1
    title: Bake
    ksbs: [K1, S1]
"""
IN_JSON = """[
  {"duty": "Duty 1", "title": "Bake", "knowledge": ["K1 Flour"], "skills": ["S1: Mix"]},
  {"duty": "D2: Sell", "knowledge": ["K1 Flour"], "ksbs": "S1"}
]"""


def duties(imported: Imported) -> list[tuple[int, str, str]]:
    assert imported.standard is not None
    return [(duty.number, duty.title, " ".join(cite.code for cite in duty.cites)) for duty in imported.standard.duties]


def test_yaml_with_lists_of_objects_is_read_as_data() -> None:
    baker = read(IN_YAML, "baker.yaml")
    assert baker.standard is not None
    assert (baker.standard.title, baker.standard.level, baker.standard.ksbs) == ("Baker", "3", KSBS)
    assert duties(baker) == [(1, "Bake", "K1 S1")]
    assert [note for note in baker.notes if note.kind == "left out"] == []


def test_a_list_of_ksbs_in_yaml() -> None:
    found = read("- code: K1\n  text: Flour\n- code: S1\n  text: Mix\n", "list.yml").standard
    assert found is not None
    assert found.ksbs == KSBS


def test_yaml_with_a_fault_is_not_read_as_text() -> None:
    with pytest.raises(KsbError, match=r"baker\.yaml:4:12: not YAML: .*must be in quotes") as error:
        read("title: Baker\nksbs:\n  - code: K1\n    text: a: b\n", "baker.yaml")
    assert error.value.hint == "correct the YAML first"


def test_a_list_of_duties_with_their_ksbs() -> None:
    baker = read(IN_JSON, "baker.json")
    assert baker.standard is not None
    assert baker.standard.ksbs == KSBS
    assert duties(baker) == [(1, "Bake", "K1 S1"), (2, "Sell", "K1 S1")]
    assert [note for note in baker.notes if note.kind == "left out"] == []


def test_a_duty_may_word_a_ksb_otherwise() -> None:
    baker = read(IN_JSON.replace('["K1 Flour"], "ksbs"', '["K1 Water"], "ksbs"'), "baker.json").standard
    assert baker is not None
    assert baker.ksbs == KSBS
    assert [cite.text for cite in baker.duties[1].cites] == ["Water", None]


def test_ksbs_by_their_codes_are_not_left_out() -> None:
    baker = read('{"title": "Baker", "K1": "Flour", "S1": "Mix"}', "baker.json")
    assert baker.standard is not None
    assert baker.standard.ksbs == KSBS
    assert [note for note in baker.notes if note.kind == "left out"] == []


def test_codes_as_the_names_of_fields_in_lists() -> None:
    baker = read(
        "title: Baker\nksbs:\n  - K1: Flour\n  - K3: Ovens\n  - S1: Mix\n"
        "duties:\n  - number: 1\n    title: Bake\n    ksbs:\n      - K3\n      - S1: Mix\n",
        "baker.yaml",
    )
    assert baker.standard is not None
    assert baker.standard.ksbs == {"K1": "Flour", "K3": "Ovens", "S1": "Mix"}
    assert duties(baker) == [(1, "Bake", "K3 S1")]
    assert [note for note in baker.notes if note.kind == "left out"] == []


def test_names_of_fields_in_capitals_and_numbers_of_duties() -> None:
    baker = read(
        "Title: Baker\nKnowledge:\n  - Code: K1\n    Description: Flour\n"
        "Duties:\n  - Duty: Duty 1 Bake\n    KSBs: K1\n  - Duty: 2\n    Description: Sell\n    KSBs: [K1]\n",
        "baker.yaml",
    )
    assert baker.standard is not None
    assert (baker.standard.title, baker.standard.ksbs) == ("Baker", {"K1": "Flour"})
    assert duties(baker) == [(1, "Bake", "K1"), (2, "Sell", "K1")]
    assert [note for note in baker.notes if note.kind == "left out"] == []


def test_the_format_of_ksb_without_its_version_is_refused() -> None:
    text = "title: Baker\nksbs:\n  K1: Flour\nduties:\n  - number: 1\n    title: Bake\n    cites: [K1]\n"
    with pytest.raises(KsbError, match="format"):
        read(text, "baker.yaml")


def test_an_object_with_several_standards_by_their_references() -> None:
    text = (
        '{"ST0001": {"title": "Baker", "ksbs": {"K1": "Flour"}}, "ST0002": {"title": "Miller", "skills": ["S1: Mill"]}}'
    )
    found = [imported.standard for imported in read_content(text.encode(), "standards.json")]
    assert [(it.title, dict(it.ksbs)) for it in found if it] == [("Baker", {"K1": "Flour"}), ("Miller", {"S1": "Mill"})]


def test_what_is_no_text_of_a_standard_is_reported() -> None:
    baker = read('{"title": "Baker", "ksbs": {"K1": "Flour"}, "pages": 3, "tags": ["bread", "cake"]}', "baker.json")
    left = [str(note) for note in baker.notes if note.kind == "left out"]
    assert left == ['pages: left out: "3"', 'tags: left out: "bread, cake"']


@pytest.mark.parametrize("text", ['{"a": ' * 1500 + "1" + "}" * 1500, '{"ksbs": ' + "[" * 1500 + "]" * 1500 + "}"])
def test_data_that_is_nested_deep_is_refused(text: str) -> None:
    with pytest.raises(KsbError, match="nested too deep"):
        read(text, "deep.json")


@pytest.mark.parametrize("duties", ['["Bake"]', '"Bake"', "3"])
def test_duties_that_no_export_writes_are_refused(duties: str) -> None:
    text = f'{{"format": 1, "title": "Baker", "ksbs": [{{"code": "K1", "text": "Flour"}}], "duties": {duties}}}'
    assert read(text, "baker.json").error is not None
