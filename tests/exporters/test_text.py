"""The standard as the document it was published as."""

from __future__ import annotations

import pytest

from ksb.exporters.text import export
from ksb.models import Standard
from ksb.validate import shaped


def make(**fields: object) -> Standard:
    return shaped({"format": 1, "title": "Editor", "ksbs": {}, "duties": [], **fields})


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
    assert export(make(**fields)) == f"{header}\n\nDuties\n"


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
