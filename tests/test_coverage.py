"""Which KSBs the evidence covers, and what is wrong with the evidence."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from ksb.coverage import Coverage, Pathways, measure
from ksb.errors import KsbError
from ksb.evidence.choice import Choice
from ksb.evidence.piece import Codes, Piece
from ksb.standard import Standard

TODAY = datetime.date(2026, 6, 1)


@pytest.fixture
def small() -> Standard:
    return Standard.model_validate(
        {
            "format": 1,
            "title": "Editor",
            "options": [{"number": 1, "title": "Film"}, {"number": 2, "title": "Radio"}],
            "ksbs": {"K1": "a", "K2": "b", "S1": "c", "S2": "d", "B1": "e"},
            "duties": [
                {"number": 1, "title": "Core", "cites": ["K1", "S1", "B1"]},
                {"number": 2, "title": "Film", "options": [1], "cites": ["K2", "S1"]},
                {"number": 3, "title": "Radio", "options": [2], "cites": ["S2"]},
            ],
            "assessment": {
                "methods": [
                    {"number": 1, "title": "Interview", "portfolio": True, "ksbs": ["K1", "S1"]},
                    {"number": 2, "title": "Test", "ksbs": ["K2", "S2", "B1"]},
                ]
            },
        }
    )


def coverage(standard: Standard, pieces: Sequence[Piece], choice: Choice | None = None) -> Coverage:
    return Pathways(standard, choice or Choice()).covered_by(pieces)


def piece(*codes: str, place: str = "row 2", **fields: Any) -> Piece:
    return Piece(title=fields.pop("title", "Work"), file="log.csv", place=place, named=Codes(codes), **fields)


def statuses(standard: Standard, *pieces: Piece, **choice: Any) -> dict[str, str]:
    [pathway] = coverage(standard, pieces, Choice(today=TODAY, pathways=(1,), **choice)).pathways
    return {ksb.code: ksb.status for ksb in pathway.ksbs}


def test_each_pathway_is_reported_without_a_choice(small: Standard) -> None:
    found = coverage(small, [piece("K1", "S2")])
    assert [(it.pathway, it.count("covered"), len(it.ksbs)) for it in found.pathways] == [(1, 1, 4), (2, 2, 4)]
    assert [(it.duty.number, it.covered, it.of) for it in found.pathways[0].duties] == [(1, 1, 3), (2, 0, 2)]
    assert [gap.code for gap in found.pathways[0].gaps] == ["K2", "S1", "B1"]


def test_a_ksb_with_too_few_pieces_is_thin(small: Standard) -> None:
    assert statuses(small, piece("K1", "S1"), piece("K1", title="More"), at_least=2) == {
        "K1": "covered",
        "K2": "missing",
        "S1": "thin",
        "B1": "missing",
    }


def test_status_and_dates_decide_what_counts(small: Standard) -> None:
    pieces = [piece("K1", status="Approved", date="2026-03-02"), piece("K2", status="draft", date="2026-04")]
    assert statuses(small, *pieces, statuses=("approved",))["K2"] == "missing"
    assert statuses(small, *pieces, since="2026-04-15") == {
        "K1": "missing",
        "K2": "covered",
        "S1": "missing",
        "B1": "missing",
    }
    assert statuses(small, *pieces, until="2026-03-31")["K2"] == "missing"
    assert statuses(small, piece("K1"), since="2026-01")["K1"] == "missing"


def test_a_stale_piece_leaves_a_ksb_thin(small: Standard) -> None:
    old = piece("K1", date="2025-01-01")
    assert statuses(small, old, stale_days=365)["K1"] == "thin"
    assert statuses(small, old, piece("K1", date="2026-05-01"), stale_days=365)["K1"] == "covered"


def test_exempt_ksbs_are_counted_apart(small: Standard) -> None:
    [found] = coverage(small, [], Choice(pathways=(1,), exempt={"K1": "prior learning"})).pathways
    assert "K1" not in {ksb.code for ksb in found.ksbs}
    assert found.exempt == {"K1": "prior learning"}
    with pytest.raises(KsbError, match="the exempt KSB K9 is not in this standard"):
        coverage(small, [], Choice(exempt={"K9": "x"}))


def test_methods_choose_the_ksbs(small: Standard) -> None:
    assert list(statuses(small, methods=(2,))) == ["K2", "B1"]
    assert list(statuses(small, methods=("portfolio",))) == ["K1", "S1"]
    with pytest.raises(KsbError, match="there is no assessment method 3") as raised:
        coverage(small, [], Choice(methods=(3,)))
    assert raised.value.hint == "the methods are 1 and 2"


def test_problems(small: Standard) -> None:
    pieces = [
        piece("K1", "K9", date="2026-07-01"),
        piece("S2", place="row 10", title="Radio work"),
        piece(place="row 9", title="Nothing"),
        piece("K1", place="row 11", title="Twice"),
        piece("K1", place="row 12", title="twice"),
        piece("K1", "K2", "S1", place="row 13", title="Much"),
    ]
    found = coverage(small, pieces, Choice(pathways=(1,), at_most_per_piece=2, today=TODAY))
    assert [(problem.place, problem.message) for problem in found.problems] == [
        ("row 2", "K9 is not in this standard; the nearest are K1 and K2"),
        ("row 2", "the date 2026-07-01 is in the future"),
        ("row 9", '"Nothing" names no KSB'),
        ("row 10", "S2 belongs to option 2, not to this pathway"),
        ("row 12", '"twice" is the same piece as in row 11'),
        ("row 13", '"Much" claims 3 KSBs; at most 2 are allowed'),
    ]


def test_a_ksb_that_no_duty_cites_is_on_no_pathway() -> None:
    shape = {"format": 1, "title": "Unit", "ksbs": {"K1": "a", "K2": "b"}}
    unit = Standard.model_validate({**shape, "duties": [{"number": 1, "title": "c", "cites": ["K2"]}]})
    [problem] = coverage(unit, [piece("K1", "K2")]).problems
    assert problem.message == "K1 is cited by no duty, so no pathway needs it"


def test_a_standard_without_duties_needs_every_ksb() -> None:
    unit = Standard.model_validate({"format": 1, "title": "Unit", "ksbs": {"K1": "a", "S1": "b"}})
    [found] = coverage(unit, [piece("S1")]).pathways
    assert [(ksb.code, ksb.status) for ksb in found.ksbs] == [("K1", "missing"), ("S1", "covered")]
    assert found.percentage == 50


def test_files_and_folders_are_measured_with_what_is_wrong_with_them(small: Standard, tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "log.csv").write_text("Piece,Mapped to\nRecording,K1 K9\n", encoding="utf-8")
    (tmp_path / "notes.md").write_text("# Interview\n\nKSBs: S1\n", encoding="utf-8")
    found = measure(small, [tmp_path / "work", str(tmp_path / "notes.md")], columns={"ksbs": "Mapped to"})
    assert [ksb.code for ksb in found.pathways[0].ksbs if ksb.status == "covered"] == ["K1", "S1"]
    assert ["K9" in problem.message for problem in found.problems] == [True]
    with pytest.raises(KsbError, match="there is no file"):
        measure(small, [tmp_path / "none.csv"])
