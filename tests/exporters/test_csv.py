"""CSV: tables, without a cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from samples import FULL, WITHOUT_DUTIES

from ksb.exporters.csv import export
from ksb.standard import Standard
from ksb.tables import defused

if TYPE_CHECKING:
    from conftest import Ksb, Office


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def test_ksbs(standard: Standard) -> None:
    found = {row["code"]: row for row in rows(export(standard))}
    assert len(found) == 96
    assert found["K18"] == {
        "code": "K18",
        "kind": "knowledge",
        "text": "The effect different types of copyright has on different types of material",
        "core": "yes",
        "options": "1",
        "duties": "5 13",
        "times_cited": "2",
        "methods": "",
    }


def test_duties_and_citations(standard: Standard) -> None:
    duties = rows(export(standard, "duties"))
    assert [row["duty"] for row in duties] == [str(duty.number) for duty in standard.duties]
    assert duties[-1]["codes"].split()[0] == "K35"
    citations = rows(export(standard, "citations"))
    assert len(citations) == 169
    assert sum(row["same_as_definition"] == "no" for row in citations) == 25


def test_matrix(standard: Standard) -> None:
    matrix = rows(export(standard, "matrix"))
    assert [name for name, cell in matrix[0].items() if cell == "x"] == ["D1", "D6", "D9"]
    assert sum(int(row["duties"]) for row in matrix) == 169


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_formulas_are_defused(start: str) -> None:
    assert defused(f"{start}1+1") == f"'{start}1+1"
    assert defused(f"a{start}b") == f"a{start}b"


@pytest.mark.parametrize(
    ("cell", "shown"), [("Foo;=1+1", "Foo;'=1+1"), ("  =1", "'  =1"), ("Foo; +1", "Foo;' +1"), ("Foo; bar", "Foo; bar")]
)
def test_formulas_after_spaces_and_semicolons_are_defused(cell: str, shown: str) -> None:
    assert defused(cell) == shown


@pytest.mark.slow
def test_libreoffice_reads_texts_as_texts(tmp_path: Path, office: Office) -> None:
    shape = {"format": 1, "title": "t", "ksbs": {"K1": "=1+1", "K2": 'a "b", c\nd', "K3": "é"}, "duties": []}
    (tmp_path / "a.csv").write_text(export(Standard.model_validate(shape)), encoding="utf-8", newline="")
    # 44,34,76: commas, double quotes, UTF-8
    [page] = office("html", tmp_path / "a.csv", options=["--infilter=CSV:44,34,76"])
    shown = page.read_text(encoding="utf-8")
    assert "=1+1" in shown
    assert ">é<" in shown
    assert "a &quot;b&quot;, c" in shown


def test_every_part_is_written() -> None:
    assert [(row["code"], row["methods"]) for row in rows(export(FULL))][:3] == [("K1", "1"), ("S1", "2"), ("TK1", "1")]
    assert rows(export(FULL))[0]["text"] == FULL.ksbs["K1"]
    assert [row["criteria"] for row in rows(export(FULL, "duties"))] == ["Clean cuts\nNo waste", ""]
    assert rows(export(FULL, "methods"))[0] == {
        "method": "1",
        "title": "Interview",
        "portfolio": "yes",
        "codes": "K1 TK1",
    }
    assert [row["core"] for row in rows(export(WITHOUT_DUTIES))] == ["yes"] * 3


def test_a_byte_order_mark_for_excel(standard: Standard, ksb: Ksb) -> None:
    assert export(standard, excel=True) == "\ufeff" + export(standard)
    assert ksb("export", "csv", "--excel", "--table", "matrix").out.startswith("\ufeffcode,text,D1,")
    assert ksb("export", "json", "--excel").err.startswith("error: --excel needs csv, not json\n")
