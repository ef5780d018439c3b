"""Rows of sums below a matrix are not evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from ksb.evidence.files import read_evidence
from ksb.evidence.piece import Piece


@pytest.mark.parametrize(
    "row",
    [
        "Total,1,0,1",
        "Totals:,1,0,1",
        "Average,1,0,1",
        "Coverage,100%,0%,100%",
        "Count,1,0,1",
        "% complete,50%,,",
        "Covered?,Yes,,Yes",
        "No. of pieces,1,,1",
        "Number of times covered,1,,1",
    ],
)
def test_a_row_of_sums_is_no_piece(row: str, tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    file.write_text(f"Evidence,K1,K2,S1\nPiece 1,x,,x\n{row}\n", encoding="utf-8")
    assert [found.title for found in read_evidence(str(file)) if isinstance(found, Piece)] == ["Piece 1"]


def test_a_piece_may_have_a_word_of_sums_in_its_title(tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    file.write_text("Evidence,K1,K2\nCount of the stock,x,\nCoverage of the match,,x\n", encoding="utf-8")
    titles = [found.title for found in read_evidence(str(file)) if isinstance(found, Piece)]
    assert titles == ["Count of the stock", "Coverage of the match"]
