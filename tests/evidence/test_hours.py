"""Hours as people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ksb.evidence.dates import hours_in
from ksb.evidence.files import read_evidence
from ksb.evidence.piece import Piece


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("1:30", 1.5),
        ("01:30:00", 1.5),
        ("2h", 2),
        ("2 hrs", 2),
        ("2h 30m", 2.5),
        ("1h30", 1.5),
        ("2 hours and 15 minutes", 2.25),
        ("45 min", 0.75),
        ("90 minutes", 1.5),
        ("5m", 0.08),
        ("3½", 3.5),
        ("½ hour", 0.5),
        ("2 hrs.", 2),
        ("~2", 2),
        ("09:00-11:30", 2.5),
        ("22.30 – 1.00", 2.5),
        ("2 ¾ hours", 2.75),
        ("", None),
        ("two", None),
        ("2-3", None),
    ],
)
def test_hours(text: str, hours: float | None) -> None:
    assert hours_in(text) == hours


@pytest.mark.parametrize(
    ("names", "cells", "hours"),
    [
        ("Duration (mins)", "90", 1.5),
        ("Minutes", "90", 1.5),
        ("duration_minutes", "90", 1.5),
        ("Duration (mins)", "1h 30m", 1.5),
        ("Hours of OTJ", "2", 2),
        ("OTJ hours (planned),OTJ hours (actual)", "7,6.5", 6.5),
        ("Planned hours,Actual hours", "7,6.5", 6.5),
        ("OtjHoursPlanned,OtjHoursActual", "7,6.5", 6.5),
    ],
)
def test_hours_in_columns(names: str, cells: str, hours: float, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(f"Title,KSBs,{names}\nLog,K1,{cells}\n", encoding="utf-8")
    [piece] = read_evidence(str(tmp_path / "log.csv"))
    assert isinstance(piece, Piece)
    assert piece.hours == hours


def test_a_form_has_a_date_in_its_time_stamp(tmp_path: Path) -> None:
    rows = "Timestamp,Task,KSBs\n2025/10/03 5:02:11 pm GMT+1,Log,K1\n"
    (tmp_path / "log.csv").write_text(rows, encoding="utf-8")
    [piece] = read_evidence(str(tmp_path / "log.csv"))
    assert isinstance(piece, Piece)
    assert piece.date == "2025-10-03"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("front.md", "---\nksbs: [K1]\nminutes: 90\n---\n"),
        ("line.md", "KSBs: K1\n\nMinutes: 90\n"),
        ("unit.md", "KSBs: K1\n\nDuration (mins): 90\n"),
        ("form.md", "# Log [K1]\n\n| | |\n|---|---|\n| Minutes | 90 |\n"),
        ("clock.yaml", "ksbs: K1\nhours: 1:30\n"),
    ],
)
def test_hours_elsewhere(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    [piece] = read_evidence(str(tmp_path / name))
    assert isinstance(piece, Piece)
    assert piece.hours == 1.5
