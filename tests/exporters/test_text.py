"""Plain text: the standard in the form of a published document."""

from __future__ import annotations

import pytest
from samples import FULL, WITHOUT_DUTIES

from ksb.exporters.text import export
from ksb.standard import Standard


def make(**fields: object) -> Standard:
    return Standard.model_validate({"format": 1, "title": "Editor", "ksbs": {}, "duties": [], **fields})


@pytest.mark.parametrize(
    ("fields", "header"),
    [
        ({}, "Editor standard"),
        ({"publisher": "A body"}, "Publisher: A body\nEditor standard"),
        ({"publisher": "A body", "issued": "2019"}, "A body, 2019\nEditor standard"),
        ({"publisher": "A body", "issued": "2019-08"}, "A body, August 2019\nEditor standard"),
        ({"issued": "2019-08-05"}, "Issued: 5 August 2019\nEditor standard"),
    ],
)
def test_title_lines(fields: dict[str, object], header: str) -> None:
    assert export(make(**fields)) == f"{header}\n"


def test_duties_stand_under_their_options() -> None:
    standard = make(
        ksbs={"K1": "Know", "S1": "Do"},
        options=[{"number": 1, "title": "Film", "also_titled": [{"text": "Films", "where": "duties"}]}],
        duties=[
            {"number": 1, "title": "Plan", "cites": ["K1", {"S1": "Do it"}]},
            {"number": 2, "title": "Shoot", "options": [1], "cites": ["K1"]},
            {"number": 3, "title": "Cut", "options": [1, 2]},
        ],
    )
    assert export(standard).split("\n\n")[1:] == [
        "Option 1: Film",
        "Duties",
        "Duty 1: Plan",
        "K1: Know",
        "S1: Do it",
        "Knowledge, skills and behaviours for option specialisms",
        "Option 1: Films",
        "Duty 2: Shoot",
        "K1: Know",
        "Option 1: Films\nOption 2",
        "Duty 3: Cut\n",
    ]


def test_ksbs_that_no_duty_cites_come_last() -> None:
    duties = [{"number": 1, "title": "Plan", "cites": ["S1"]}]
    assert export(make(ksbs={"S1": "Do", "K1": "Know", "B1": "Care"}, duties=duties)).split("\n\n")[-2:] == [
        "Knowledge, skills and behaviours that no duty cites",
        "K1: Know\nB1: Care\n",
    ]


def test_core_duties_after_those_of_options() -> None:
    duties = [{"number": n, "title": "Cut", "options": options} for n, options in enumerate(([], [1], [], []), 1)]
    standard = make(options=[{"number": 1, "title": "Film"}], duties=duties)
    assert export(standard).split("\n\n")[5:] == [
        "Option 1: Film",
        "Duty 2: Cut",
        "Core duties",
        "Duty 3: Cut",
        "Duty 4: Cut\n",
    ]


def test_headings_and_kinds_are_grouped() -> None:
    standard = make(
        ksbs={"K1": "Know", "K2": "See", "S1": "Do"},
        options=[{"number": 1, "title": "Film"}],
        duties=[{"number": n, "title": "Cut", "options": [1], "cites": ["K1", "K2", "S1"]} for n in (1, 2)],
    )
    duty = ["K1: Know\nK2: See", "S1: Do"]
    assert export(standard).rstrip().split("\n\n")[4:] == ["Option 1: Film", "Duty 1: Cut", *duty, "Duty 2: Cut", *duty]


@pytest.mark.parametrize(
    ("titles", "line"), [(["Cook", "Chef"], "Cook, Chef"), (["Cook, head", "Chef"], "Cook, head; Chef;")]
)
def test_job_titles(titles: list[str], line: str) -> None:
    assert f"Typical job titles include:\n{line}\n" in export(make(job_titles=titles))


def test_the_key_and_the_claims() -> None:
    key = {"knowledge": "K is knowledge", "skills": "S is skills", "behaviours": "B is behaviours"}
    assert export(make(key=key)).rstrip().split("\n\n")[1:] == [
        "Standard document\nKey to the duties section of the standard document",
        "\n".join(key.values()),
    ]
    claims = [{"text": "Of 2 duties", "duties": 2}]
    assert export(make(claims=claims)).rstrip().split("\n\n")[1:] == ["Standard document", "Of 2 duties"]
    assert "Standard document" not in export(make(claims=claims, overview=["Of 2 duties."]))


def test_every_part_is_written() -> None:
    blocks = export(FULL).rstrip().split("\n\n")
    assert "Sell flowers.\n    And plants." in blocks
    assert "Duty 1: Cut\n    flowers\nCriteria: Clean cuts\n    No waste" in blocks
    assert "S1: Wire it\n    well" in blocks
    assert blocks[-3:] == [
        "Assessment methods",
        "Method 1: Interview\nPortfolio: yes\nKSBs: K1, TK1",
        "Method 2: Test\nKSBs: S1",
    ]


def test_without_duties_the_ksbs_are_listed_by_kind() -> None:
    assert export(WITHOUT_DUTIES) == (
        "Florist standard\n\nKnowledge\n\nK1: Stems\nK2: Soil\n\nTechnical skills\n\nTS1: Tie\n"
    )
