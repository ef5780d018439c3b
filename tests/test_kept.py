"""A standard as it is kept: what comes back is what went in."""

from __future__ import annotations

from ksb.kept import dumps, loads
from ksb.models import Standard
from ksb.validate import shaped

SMALLEST = {"format": 1, "title": "", "ksbs": {}, "duties": []}


def test_a_standard_comes_back(standard: Standard) -> None:
    assert loads(dumps(standard)) == standard
    assert loads(dumps(standard)).duties_citing("K6") == standard.duties_citing("K6")


def test_the_smallest_standard_comes_back() -> None:
    standard = shaped(SMALLEST)
    assert loads(dumps(standard)) == standard


def test_every_field_comes_back() -> None:
    standard = shaped(
        {
            **SMALLEST,
            "core_and_options": "false",
            "level": "4",
            "key": {"knowledge": "k", "skills": "s", "behaviours": "b"},
            "claims": [{"text": "c", "duties": 0}],
            "options": [{"number": 1, "title": "t", "also_titled": [{"text": "o", "where": "claims"}]}],
            "ids": {"K1": "a"},
            "ksbs": {"K1": '{"": "Duty"}'},
            "duties": [{"number": 2, "title": "t", "options": [1], "cites": ["K1", {"S1": "s"}]}],
        }
    )
    assert loads(dumps(standard)) == standard
