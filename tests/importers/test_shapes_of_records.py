"""Records of published standards in the names and shapes that programs give them."""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import imported
import pytest
from imported import duties, texts

from ksb.importers import read_content
from ksb.standard import Standard

read = partial(imported.read, name="weaver.json")
standard = partial(imported.standard, name="weaver.json")

RECORD: dict[str, Any] = {
    "title": "Weaver",
    "knowledges": [{"knowledgeId": "K1", "detail": "Loom types"}],
    "skills": [{"skillId": "S1", "detail": "Warp a loom"}],
}


def options(found: Standard) -> dict[int, list[int]]:
    return {duty.number: list(duty.options) for duty in found.duties}


@pytest.mark.parametrize(
    "record",
    [
        {
            **RECORD,
            "duties": [{"dutyDetail": "Weave", "mappedKnowledge": [{"knowledgeId": "K1"}], "mappedSkills": "S1"}],
        },
        {**RECORD, "duties": [{"code": "D1", "detail": "Weave", "knowledges": ["K1"], "skills": ["S1"]}]},
        {
            "Title": "Weaver",
            "Knowledges": [{"KnowledgeId": "K1", "Detail": "Loom types"}],
            "Skills": [{"SkillId": "S1", "Detail": "Warp a loom"}],
            "Duties": [{"DutyId": "D1", "DutyDetail": "Weave", "MappedKnowledge": ["K1"], "MappedSkills": ["S1"]}],
        },
        {
            "title": "Weaver",
            "knowledges": [{"knowledge_id": "K1", "detail": "Loom types"}],
            "skills": [{"skill_id": "S1", "detail": "Warp a loom"}],
            "duties": [{"duty_id": "D1", "duty_detail": "Weave", "mapped_knowledge": ["K1"], "mapped_skills": ["S1"]}],
        },
        {
            "title": "Weaver",
            "ksbs": [{"ref": "K1", "detail": "Loom types"}, {"label": "S1", "detail": "Warp a loom"}],
            "duties": [{"dutyDetail": "Weave", "ksbs": ["K1", "S1"]}],
        },
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_names_and_shapes_of_records(record: dict[str, Any], encoding: str) -> None:
    [found] = read_content(json.dumps(record).encode(encoding), "weaver.json")
    assert found.standard is not None
    assert found.standard.title == "Weaver"
    assert texts(found.standard) == {"K1": "Loom types", "S1": "Warp a loom"}
    assert duties(found.standard) == [(1, "Weave", "K1 S1")]
    assert not [note for note in found.notes if note.kind == "left out"]


def test_what_a_duty_says_of_its_ksbs_is_not_lost() -> None:
    mapped = [{"knowledgeId": "K1", "weight": "high"}, {"knowledgeId": "K9", "detail": "Sails"}]
    record = {**RECORD, "duties": [{"dutyDetail": "Weave", "mappedKnowledge": mapped}]}
    left = [note.text for note in read(json.dumps(record)).notes if note.kind == "left out"]
    assert left == ["high", "K9", "Sails"]


def test_lists_of_kinds_by_their_letters() -> None:
    found = standard(json.dumps({"title": "Weaver", "ksbs": {"K": ["Looms", "Yarns"], "S": ["Weave"]}}))
    assert texts(found) == {"K1": "Looms", "K2": "Yarns", "S1": "Weave"}


def test_options_of_duties_by_their_titles() -> None:
    duty = {"dutyDetail": "Spin", "isThisACoreDuty": 0, "mappedKnowledge": ["K1"], "mappedOptions": ["Wool"]}
    record = {
        **RECORD,
        "options": [{"optionId": 0, "title": "Silk"}, {"optionId": 1, "title": "Wool"}],
        "duties": [duty],
    }
    assert options(standard(json.dumps(record))) == {1: [2]}
    duty["mappedOptions"] = [0]
    assert options(standard(json.dumps(record))) == {1: [1]}
    del duty["mappedOptions"], duty["isThisACoreDuty"]
    duty["options"] = ["Wool"]
    assert options(standard(json.dumps(record))) == {1: [2]}


@pytest.mark.parametrize(
    "record",
    [
        {"standardName": "Weaver", "standardCode": "ST0888", "ksbs": {"K1": "Looms", "S1": "Weave"},
         "duties": [{"dutyDetail": "Weave", "ksbs": ["K1", "S1"]}]},
        {"title": "Weaver", "ref": "ST0888", "knowledge": ["K1: Looms"], "skills": ["S1: Weave"],
         "duties": [{"dutyDetail": "Weave", "knowledge": ["K1"], "skills": ["S1"]}]},
        {"title": "Weaver", "ref": "ST0888", "ksbs": {"knowledge": [{"code": "K1", "detail": "Looms"}],
         "skills": [{"code": "S1", "detail": "Weave"}]}, "duties": [{"no": 1, "name": "Weave", "codes": ["K1", "S1"]}]},
        {"title": "Weaver", "ref": "ST0888", "ksbs": [{"ksb_code": "K1", "detail": "Looms"},
         {"ksb_code": "S1", "detail": "Weave"}],
         "duties": [{"id": "D1", "detail": "Weave", "mappedKsbs": ["K1", "S1"]}]},
    ],
)  # fmt: skip
def test_a_record_that_only_looks_like_a_published_one(record: dict[str, Any]) -> None:
    weaver = read(json.dumps(record))
    assert weaver.standard is not None
    assert (weaver.standard.title, weaver.standard.reference) == ("Weaver", "ST0888")
    assert texts(weaver.standard) == {"K1": "Looms", "S1": "Weave"}
    assert duties(weaver.standard) == [(1, "Weave", "K1 S1")]
    assert not [note for note in weaver.notes if note.kind == "left out"]


def test_two_kinds_may_have_the_same_ids() -> None:
    ids = {"knowledges": [{"knowledgeId": 1, "detail": "Looms"}], "skills": [{"skillId": 1, "detail": "Weave"}]}
    record = {**ids, "duties": [{"dutyDetail": "Weave", "mappedKnowledge": [1], "mappedSkills": [1]}]}
    assert duties(standard(json.dumps(record))) == [(1, "Weave", "K1 S1")]


def test_lists_of_technical_kinds_in_the_singular() -> None:
    record = {
        "technicalKnowledge": [{"id": "a", "detail": "Looms"}],
        "technicalSkill": [{"id": "b", "detail": "Weave"}],
    }
    assert texts(standard(json.dumps(record))) == {"TK1": "Looms", "TS1": "Weave"}
