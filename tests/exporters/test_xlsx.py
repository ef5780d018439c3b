"""The workbook: its sheets, how they print, and texts that stay texts."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from samples import FULL, WITHOUT_DUTIES

from ksb import KsbError
from ksb.exporters.xlsx import export
from ksb.standard import Standard

if TYPE_CHECKING:
    from conftest import Office

openpyxl = pytest.importorskip("openpyxl")


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(content))


def workbook(standard: Standard) -> Any:
    return opened(export(standard))


@pytest.fixture(scope="module")
def content(standard: Standard) -> bytes:
    """The workbook of the embedded standard."""
    return export(standard)


def test_the_matrix(content: bytes) -> None:
    sheet = opened(content)["Matrix"]
    assert (sheet.max_row, sheet.max_column) == (97, 16)
    assert sheet["C1"].value.startswith("D1 (core) create, populate and manage")
    assert [cell.column for cell in sheet[2] if cell.value == "x"] == [3, 8, 11]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:P97")
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$B")
    assert sheet["C1"].alignment.text_rotation == 90


def test_the_other_sheets(content: bytes, standard: Standard) -> None:
    book = opened(content)
    assert book.sheetnames == ["Matrix", "KSBs", "Duties", "Options"]
    assert [cell.value for cell in book["KSBs"][2]][:3] == ["K1", "knowledge", standard.ksbs["K1"]]
    assert book["Duties"].max_row == 14
    assert [cell.value for cell in book["Options"][3]][:3] == [2, "post, VFX/CG and animation", "11 12"]
    assert all(sheet.page_setup.orientation == "landscape" for sheet in book)


def test_texts_that_look_like_escaped_characters() -> None:
    text = "Name_x0041_ and _x000D_ and _x41_ " + "on " * 2_000
    shape = {"format": 1, "title": "t", "ksbs": {"K1": text}, "duties": []}
    book = workbook(Standard.model_validate(shape))
    assert book["KSBs"]["C2"].value.startswith("Name_x005F_x0041_ and _x005F_x000D_ and _x41_ on ")
    assert max(book["KSBs"].row_dimensions[line].height for line in (1, 2)) == 409


def test_each_page_names_the_standard_and_the_columns_are_for_people() -> None:
    duty = {"number": 1, "title": "b", "cites": ["K1"]}
    shape = {"format": 1, "title": "Film & TV", "version": "1.2", "ksbs": {"K1": "a"}, "duties": [duty]}
    book = workbook(Standard.model_validate(shape))
    assert {sheet.oddFooter.left.text for sheet in book} == {"Film && TV · version 1.2"}
    assert {sheet.oddFooter.right.text for sheet in book} == {"&A, page &P of &N"}
    names = [cell.value for cell in book["KSBs"][1]]
    assert names == ["code", "kind", "what it says", "core", "options", "duties", "times cited", "methods"]
    assert book["Matrix"]["B1"].value == "what it says"
    assert book["KSBs"].column_dimensions["C"].width == 70


def test_a_column_without_values_takes_little_room(content: bytes) -> None:
    widths = opened(content)["Duties"].column_dimensions
    assert (widths["E"].width, widths["F"].width) == (50, 12)
    assert workbook(FULL)["Duties"].column_dimensions["F"].width == 50


def test_what_is_cited_stands_out_in_the_matrix(content: bytes) -> None:
    cells = [cell for row in opened(content)["Matrix"].iter_rows(min_row=2, min_col=3, max_col=15) for cell in row]
    assert {cell.fill.fgColor.rgb for cell in cells if cell.value == "x"} == {"00DCE8F5"}
    assert {cell.fill.fill_type for cell in cells if cell.value is None} == {None}


def test_the_same_standard_gives_the_same_bytes(content: bytes, standard: Standard) -> None:
    with ZipFile(BytesIO(content)) as archive:
        assert archive.read("docProps/core.xml").count(b">1980-01-01T00:00:00Z<") == 2
    assert export(standard) == content


def test_without_openpyxl_the_extra_is_named(standard: Standard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(KsbError) as caught:
        export(standard)
    assert caught.value.hint == "in the clone of ksb: pip install '.[xlsx]'"


@pytest.mark.slow
def test_libreoffice_opens_and_prints_it(standard: Standard, tmp_path: Path, office: Office) -> None:
    (tmp_path / "standard.xlsx").write_bytes(export(standard))
    [printed] = office("pdf", tmp_path / "standard.xlsx")
    assert printed.read_bytes().startswith(b"%PDF")


def test_more_than_a_sheet_can_hold() -> None:
    shape = {"format": 1, "title": "t", "ksbs": {"K1": "x" * 40_000}, "duties": []}
    assert workbook(Standard.model_validate(shape))["KSBs"].cell(2, 3).value == "x" * 32_766 + "…"
    shape["ksbs"] = {f"K{n}": "t" for n in range(1, 1_001)}
    shape["duties"] = [{"number": 1, "title": "t"}] * 201
    with pytest.raises(KsbError, match=r"a sheet of 1,000 KSBs and 201 duties is too large"):
        export(Standard.model_validate(shape))


def test_characters_that_xml_cannot_hold() -> None:
    shape = {"format": 1, "title": "t", "ksbs": {"K1": "a\uffffb\ufffec\x00d"}, "duties": []}
    assert workbook(Standard.model_validate(shape))["KSBs"]["C2"].value == "a\\uffffb\\ufffec\\x00d"


def test_every_part_is_written() -> None:
    book = workbook(FULL)
    assert [cell.value for cell in book["Assessment"][2]] == [1, "Interview", "yes", "K1 TK1"]
    assert [cell.value for cell in book["Duties"][2]] == [
        1,
        "yes",
        None,
        "Cut\nflowers",
        "K1 S1 TK1 K9",
        "Clean cuts\nNo waste",
    ]
    assert workbook(WITHOUT_DUTIES).sheetnames == ["KSBs"]
