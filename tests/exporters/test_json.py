"""The JSON objects: scripts rely on their keys."""

from __future__ import annotations

import json

from samples import FULL, WITHOUT_DUTIES

from ksb import export
from ksb.standard import Standard


def test_the_whole_standard(standard: Standard) -> None:
    whole = json.loads(export(standard, "json"))
    names = "format title publisher issued overview job_titles key claims options ksbs duties assessment"
    assert " ".join(whole) == names
    assert len(whole["ksbs"]) == 96
    assert whole["claims"][1] == {"text": "All of these are combined to make the 10 duties in the role.", "duties": 10}


def test_a_ksb(standard: Standard) -> None:
    [ksb] = [ksb for ksb in json.loads(export(standard, "json"))["ksbs"] if ksb["code"] == "K18"]
    assert ksb == {
        "code": "K18",
        "kind": "knowledge",
        "text": "The effect different types of copyright has on different types of material",
        "core": True,
        "options": [1],
        "duties": [5, 13],
        "citations": [
            {
                "duty": 5,
                "text": "The effect different types of copyright has on different types of material",
                "same": True,
            },
            {
                "duty": 13,
                "text": "The effect different types of copyright have on different types of material",
                "same": False,
            },
        ],
        "methods": [],
    }


def test_a_duty_and_an_option(standard: Standard) -> None:
    whole = json.loads(export(standard, "json"))
    [duty] = [duty for duty in whole["duties"] if duty["number"] == 12]
    assert list(duty) == ["number", "title", "core", "options", "citations"]
    assert (duty["core"], duty["options"]) == (False, [2])
    assert duty["citations"][3] == {
        "code": "K43",
        "text": "The purpose of post-production within the end-to-end production process.",
        "same": False,
    }
    option = whole["options"][1]
    assert option["duties"] == [11, 12]
    assert option["only_ksbs"] == ["K33", "K35", "K36", "K42", "K43", "S35", "S39", "S40", "S42"]
    assert option["also_titled"][0]["where"] == "claims"


def test_every_part_is_written() -> None:
    whole = json.loads(export(FULL, "json"))
    assert whole["assessment"]["methods"][0] == {
        "number": 1,
        "title": "Interview",
        "portfolio": True,
        "ksbs": ["K1", "TK1"],
    }
    assert [ksb["methods"] for ksb in whole["ksbs"]] == [[1], [2], [1], [], []]
    assert [duty.get("criteria") for duty in whole["duties"]] == ["Clean cuts\nNo waste", None]
    whole = json.loads(export(WITHOUT_DUTIES, "json"))
    assert [(ksb["core"], ksb["options"], ksb["duties"]) for ksb in whole["ksbs"]] == [(True, [], [])] * 3
