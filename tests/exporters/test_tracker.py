"""The workbooks to hand out: what is in them, what `ksb coverage` reads back, and a new version in a filled-in one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from ksb.exporters import mapping, skills_scan, tracker
from ksb.exporters.tracker_update import updated
from ksb.exporters.yaml import export as yaml
from ksb.query import part
from ksb.standard import Standard

if TYPE_CHECKING:
    from conftest import Ksb, Office

openpyxl = pytest.importorskip("openpyxl")

BAKER = {
    "format": 1,
    "title": "Baker",
    "ksbs": {
        "K1": "How flour is milled, and what each type of flour is used for",
        "K2": "The rules of food hygiene, and why they matter",
        "K3": "How ovens of each kind are heated and controlled",
        "S1": "Knead and prove dough",
        "S2": "Clean equipment and work surfaces",
        "B1": "Puts safety first",
    },
    "duties": [
        {"number": 1, "title": "Bake bread", "cites": ["K1", "K3", "S1", "B1"]},
        {"number": 2, "title": "Keep the bakery clean", "cites": ["K2", "S2", "B1"]},
    ],
    "assessment": {
        "methods": [
            {"number": 1, "title": "Portfolio interview", "portfolio": True, "ksbs": ["K1", "S1", "B1"]},
            {"number": 2, "title": "Test", "ksbs": ["K2", "K3", "S2"]},
        ]
    },
}
OLD = Standard.model_validate(BAKER)
# K1 is gone, K2 and K3 have new numbers, S1 is reworded, and S3 is new.
NEW = Standard.model_validate(
    {
        **BAKER,
        "version": "1.1",
        "ksbs": {
            "K1": "The rules of food hygiene, and why they matter",
            "K2": "How ovens of each kind are heated and controlled",
            "S1": "Knead and prove dough by hand and by machine",
            "S2": "Clean equipment and work surfaces",
            "S3": "Price and sell what the bakery makes to its customers",
            "B1": "Puts safety first",
        },
        "duties": [
            {"number": 1, "title": "Bake bread", "cites": ["K2", "S1", "B1"]},
            {"number": 2, "title": "Keep the bakery clean", "cites": ["K1", "S2", "B1"]},
            {"number": 3, "title": "Sell bread", "cites": ["S3", "B1"]},
        ],
        "assessment": {
            "methods": [
                {"number": 1, "title": "Portfolio interview", "portfolio": True, "ksbs": ["S1", "S3", "B1"]},
                {"number": 2, "title": "Test", "ksbs": ["K1", "K2", "S2"]},
            ]
        },
    }
)


def opened(content: bytes | Path) -> Any:
    return openpyxl.load_workbook(BytesIO(content) if isinstance(content, bytes) else content)


def saved(book: Any, file: Path) -> Path:
    book.save(file)
    return file


def rows_by_code(sheet: Any, column: int = 1) -> dict[str, int]:
    return {str(row[column - 1].value): row[0].row for row in sheet.iter_rows() if row[column - 1].value}


@cache
def exported() -> bytes:
    """Return an empty tracker."""
    return tracker.export(OLD)


def filled() -> Any:
    """Return a tracker in which an apprentice wrote something for K1, K2, S1 and B1."""
    book = opened(exported())
    sheet = book["Evidence"]
    rows = rows_by_code(sheet)
    for code, evidence, place, status in (
        ("K1", "Mill visit report", "p. 2", "Approved"),
        ("K2", "Hygiene certificate", "p. 9", "Submitted"),
        ("S1", "Video of kneading\nWitness statement", "01:20", "In progress"),
        ("B1", "Appraisal", "p. 1", "Approved"),
        ("S2", "n/a", None, "Not started"),
        ("K3", None, "p. 12", "Submitted"),
    ):
        cells = {cell.value: cell.column for cell in sheet[2]}
        sheet.cell(rows[code], cells["Evidence"]).value = evidence
        sheet.cell(rows[code], cells["Page or time stamp"]).value = place
        sheet.cell(rows[code], cells["Status"]).value = status
        sheet.cell(rows[code], cells["Notes"]).value = f"note on {code}"
    return book


def covered(ksb: Ksb, standard: Standard, file: Path, *options: str) -> tuple[dict[str, str], list[str]]:
    """Return the status of each KSB, and the messages of the problems, as `ksb coverage` has them."""
    yaml_file = file.with_suffix(".yaml")
    yaml_file.write_text(yaml(standard), encoding="utf-8")
    result = ksb("coverage", file, "--standard", yaml_file, "--format", "json", *options)
    assert result.code == 0, result.err
    found = json.loads(result.out)
    return (
        {item["code"]: item["status"] for item in found["pathways"][0]["ksbs"]},
        [f"{problem['place']}: {problem['message']}" for problem in found["problems"]],
    )


def test_the_sheets_of_a_tracker(standard: Standard) -> None:
    book = opened(tracker.export(part(standard, pathway=2)))
    assert book.sheetnames == ["Start here", "Evidence", "Progress", "Duties", "Matrix"]
    sheet = book["Evidence"]
    assert [cell.value for cell in sheet[2]] == [name for name in tracker.COLUMNS if name != "Assessed by"]
    first = [cell.value for cell in sheet[3]]
    assert first == ["K1", standard.ksbs["K1"], "1, 6, 9", None, None, None, "Not started", None]
    assert len(rows_by_code(sheet)) == 83 + 2
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref) == ("C3", "$2:$2", "A2:H85")
    [choice] = [found for found in sheet.data_validations.dataValidation if found.type == "list"]
    assert choice.formula1 == '"Not started,In progress,Submitted,Approved"'
    assert str(choice.sqref) == "G3:G1000"
    for sheet in book:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert "&P of &N" in sheet.oddFooter.right.text


def test_colours_come_with_a_sign() -> None:
    sheet = opened(exported())["Evidence"]
    rules = [rule for rules in sheet.conditional_formatting for rule in rules.rules]
    assert [rule.formula[0] for rule in rules] == [
        'H3="Not started"', 'H3="In progress"', 'H3="Submitted"', 'H3="Approved"'
    ]  # fmt: skip
    assert [rule.dxf.numFmt.formatCode for rule in rules] == ['"○ "@', '"◐ "@', '"▲ "@', '"✔ "@']


def test_rows_grow_with_what_is_typed() -> None:
    with ZipFile(BytesIO(exported())) as archive:
        for name in archive.namelist():
            assert b"customHeight" not in archive.read(name)


def test_no_text_of_a_standard_is_a_formula() -> None:
    hostile = Standard.model_validate(
        {
            "format": 1,
            "title": '=HYPERLINK("http://x")&A1',
            "version": "=1",
            "ksbs": {"K1": "=1+1", "S1": "@SUM(A1)\x1b[31m", "B1": "+1"},
            "duties": [{"number": 1, "title": "=2", "criteria": "-3", "cites": ["K1", "S1", "B1"]}],
            "assessment": {"methods": [{"number": 1, "title": "=3", "ksbs": ["K1"]}]},
        }
    )
    for content in (tracker.export(hostile), skills_scan.export(hostile), mapping.export(hostile)):
        for sheet in opened(content):
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
                assert re.match(r"=(SUMPRODUCT|IF|COUNTIF|C\d+-D\d+)", str(cell.value)), cell.value
                assert "HYPERLINK" not in str(cell.value)
                assert "=1+1" not in str(cell.value)[1:]
    assert "=1+1" in docx_text(mapping.export_word(hostile))


def docx_text(content: bytes) -> str:
    docx = pytest.importorskip("docx")
    return "\n".join(cell.text for row in docx.Document(BytesIO(content)).tables[0].rows for cell in row.cells)


def test_the_same_standard_gives_the_same_bytes() -> None:
    pytest.importorskip("docx")
    for export in (tracker.export, skills_scan.export, mapping.export, mapping.export_word):
        assert export(OLD) == export(OLD)


def test_coverage_reads_a_filled_in_tracker(tmp_path: Path, ksb: Ksb) -> None:
    file = saved(filled(), tmp_path / "tracker.xlsx")
    status, problems = covered(ksb, OLD, file)
    assert [code for code, is_covered in status.items() if is_covered == "covered"] == ["K1", "K2", "K3", "S1", "B1"]
    assert problems == []
    approved, _ = covered(ksb, OLD, file, "--status", "approved")
    assert [code for code, is_covered in approved.items() if is_covered == "covered"] == ["K1", "B1"]


@pytest.mark.parametrize("export", [tracker.export, skills_scan.export])
def test_a_new_workbook_holds_no_evidence_and_no_problems(export: Any, tmp_path: Path, ksb: Ksb) -> None:
    file = tmp_path / "tracker.xlsx"
    file.write_bytes(export(OLD))
    status, problems = covered(ksb, OLD, file)
    assert (set(status.values()), problems) == ({"missing"}, [])


def test_coverage_reads_it_with_moved_columns_and_more_rows_and_sheets(tmp_path: Path, ksb: Ksb) -> None:
    book = filled()
    sheet = book["Evidence"]
    sheet.insert_cols(1, 2)
    sheet.insert_rows(1, 3)
    sheet["A5"] = "Mine"
    sheet.title = "My evidence"
    row = sheet.max_row + 1
    cells = {cell.value: cell.column for cell in sheet[5]}
    sheet.cell(row, cells["Code"]).value = "K3"
    sheet.cell(row, cells["Evidence"]).value = "Oven log"
    book.create_sheet("Shopping", 0)["A1"] = "Flour, yeast"
    status, _ = covered(ksb, OLD, saved(book, tmp_path / "tracker.xlsx"))
    assert [code for code, is_covered in status.items() if is_covered == "missing"] == ["S2"]


def test_a_new_version_keeps_every_cell_that_was_written(tmp_path: Path, ksb: Ksb) -> None:
    book = filled()
    sheet = book["Evidence"]
    sheet.insert_cols(2)
    sheet["B2"], sheet["B3"] = "Mine", "my own"
    book.create_sheet("Shopping")["B7"] = "Flour"
    written = {
        str(cell.value) for each in book for row in each.iter_rows() for cell in row
        if each.title in ("Evidence", "Shopping") and cell.value is not None
    }  # fmt: skip
    old = saved(book, tmp_path / "old.xlsx").read_bytes()
    result = updated(NEW, old, "old.xlsx")
    assert result.report[0] == "7 KSBs: 1 new, 1 reworded, 2 with a new number, 1 removed and 2 unchanged"
    assert set(result.report[1:]) == {
        "  K1 is removed; its rows stay, as old_K1",
        "  K2 is now K1",
        "  K3 is now K2",
        "  S1 is reworded",
        "  S3 is new",
    }
    sheet = opened(result.content)["Evidence"]
    cells = {str(cell.value): cell.column for cell in sheet[2]}
    rows = rows_by_code(sheet)
    assert list(rows)[2:] == ["old_K1", "K1", "K2", "S1", "S2", "B1", "S3"]

    def cell(code: str, name: str) -> Any:
        return sheet.cell(rows[code], cells[name]).value

    remarks = "Remarks (new version)"
    assert cell("old_K1", "Evidence") == "Mill visit report"
    assert cell("old_K1", remarks) == "Removed from the standard: was K1. It no longer counts."
    assert (cell("K1", "Evidence"), cell("K1", remarks)) == ("Hygiene certificate", "New number: was K2.")
    assert cell("S1", "What it says") == "Knead and prove dough by hand and by machine"
    assert cell("S1", remarks) == "Reworded. Old wording: Knead and prove dough"
    assert (cell("S3", remarks), cell("S3", "Status")) == ("New in this version of the standard.", "Not started")
    assert (cell("S3", "Duties"), cell("S3", "Assessed by")) == ("3", "1. Portfolio interview")
    assert cell("B1", "Duties") == "1, 2, 3"
    now = {str(cell.value) for each in opened(result.content) for row in each.iter_rows() for cell in row}
    # Of what was there only what the standard gave is another now, and the old wording is part of a remark.
    assert written - now == {"K3", "Knead and prove dough", "1, 2"}
    status, problems = covered(ksb, NEW, Path(saved(opened(result.content), tmp_path / "new.xlsx")))
    assert [code for code, is_covered in status.items() if is_covered == "covered"] == ["K1", "K2", "S1", "B1"]
    assert any("Mill visit report" in problem for problem in problems)


def test_an_update_with_the_same_standard_changes_nothing(tmp_path: Path) -> None:
    old = saved(filled(), tmp_path / "old.xlsx").read_bytes()
    result = updated(OLD, old, "old.xlsx")
    assert result.report == ("6 KSBs: 6 unchanged",)

    def values(content: bytes) -> dict[str, list[list[Any]]]:
        return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in opened(content)}

    assert {name: [row for row in rows if any(row)] for name, rows in values(result.content).items()} == {
        name: [row for row in rows if any(row)] for name, rows in values(old).items()
    }


def test_a_second_update_changes_no_remark(tmp_path: Path) -> None:
    once = updated(NEW, saved(filled(), tmp_path / "old.xlsx").read_bytes(), "old.xlsx")
    twice = updated(NEW, once.content, "new.xlsx")
    assert twice.report == ("6 KSBs: 6 unchanged",)
    for name in ("Evidence", "Progress"):
        assert [[cell.value for cell in row] for row in opened(once.content)[name].iter_rows()] == [
            [cell.value for cell in row] for row in opened(twice.content)[name].iter_rows()
        ]


def test_a_counting_sheet_that_was_changed_by_hand_stays(tmp_path: Path) -> None:
    book = filled()
    book["Progress"]["I3"] = "ask about this"
    result = updated(NEW, saved(book, tmp_path / "old.xlsx").read_bytes(), "old.xlsx")
    now = opened(result.content)
    assert now.sheetnames == ["Start here", "Evidence", "Progress", "Progress (old)", "Duties", "Matrix"]
    assert now["Progress (old)"]["I3"].value == "ask about this"
    assert result.report[-1].startswith("  the sheet Progress was changed by hand: it is kept as Progress (old)")


def test_merged_cells_and_a_second_row_for_a_ksb_stay(tmp_path: Path) -> None:
    book = filled()
    sheet = book["Evidence"]
    rows = rows_by_code(sheet)
    sheet.cell(12, 1).value, sheet.cell(12, 5).value = "S1", "Second video"
    for column in "BCDEI":
        sheet.merge_cells(f"{column}{rows['S1']}:{column}{rows['S2']}")
    sheet.merge_cells("B12:D12")
    result = updated(NEW, saved(book, tmp_path / "old.xlsx").read_bytes(), "old.xlsx")
    sheet = opened(result.content)["Evidence"]
    assert sheet.cell(12, 5).value == "Second video"
    assert sheet.cell(rows["S1"], 2).value == NEW.ksbs["S1"]
    assert sheet.cell(13, 1).value == "S3"


@pytest.mark.slow
def test_an_update_takes_the_pathway_whose_ksbs_the_tracker_has(standard: Standard, tmp_path: Path, ksb: Ksb) -> None:
    old, new = tmp_path / "old.xlsx", tmp_path / "new.xlsx"
    old.write_bytes(tracker.export(part(standard, pathway=2)))
    result = ksb("export", "tracker", "--update", old, "-o", new)
    assert (result.code, result.err.splitlines()) == (
        0,
        ["83 KSBs: 83 unchanged", "  taken for a tracker of pathway 2, whose KSBs it has", f"wrote {new}"],
    )
    old.write_bytes(tracker.export(standard))
    assert ksb("export", "tracker", "--update", old, "-o", new).err == f"96 KSBs: 96 unchanged\nwrote {new}\n"


def test_an_update_to_one_pathway_tells_what_is_off_it_from_what_is_gone(tmp_path: Path, ksb: Ksb) -> None:
    duties = [
        {"number": 1, "title": "Bake", "options": [1], "cites": ["K1"]},
        {"number": 2, "title": "Sell", "options": [2], "cites": ["K2"]},
    ]
    ksbs = {"K1": "Flour", "K2": "Prices"}
    shape: dict[str, Any] = {"format": 1, "title": "Baker", "ksbs": ksbs}
    options = [{"number": 1, "title": "Bread"}, {"number": 2, "title": "Shop"}]
    old, file = tmp_path / "old.xlsx", tmp_path / "new.yaml"
    old.write_bytes(tracker.export(Standard.model_validate({**shape, "ksbs": {**ksbs, "K3": "Yeast at work"}})))
    file.write_text(yaml(Standard.model_validate({**shape, "duties": duties, "options": options})))
    call = ("export", "tracker", "--standard", file, "--pathway", "1", "--update", old, "-o", tmp_path / "new.xlsx")
    report = ksb(*call).err
    assert "  K2 is not on this pathway; its rows stay, as old_K2\n" in report
    assert "  K3 is removed; its rows stay, as old_K3\n" in report
    assert "KSBs of all options" not in report
    assert "KSBs of all options" in ksb("export", "tracker", "--standard", file, "-o", tmp_path / "all.xlsx").err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"nothing", "not a workbook (.xlsx) that can be read\n"),
        (skills_scan.export(OLD), "no sheet has a column of codes and one of evidence"),
    ],
)
def test_what_is_not_a_tracker_is_refused(content: bytes, message: str, tmp_path: Path, ksb: Ksb) -> None:
    file, out = tmp_path / "t.xlsx", tmp_path / "out.xlsx"
    file.write_bytes(content)
    result = ksb("export", "tracker", "--update", file, "-o", out)
    assert (result.code, out.exists()) == (2, False)
    assert result.err.startswith(f"error: {file}: {message}")


def test_the_mapping_is_filled_from_evidence_and_reads_back(tmp_path: Path, ksb: Ksb) -> None:
    evidence, standard = tmp_path / "log.csv", tmp_path / "baker.yaml"
    evidence.write_text("Title,KSBs,Page\nOven log,K3 S1,p. 4\nCertificate,K3 K9,p. 7\n")
    standard.write_text(yaml(OLD))
    for name in ("annex.xlsx", "annex.docx"):
        out = tmp_path / name
        result = ksb(
            "export", "tracker", "--kind", "mapping", "--evidence", evidence, "-o", out, "--standard", standard
        )
        assert (result.code, result.out) == (0, "")
        assert result.err.splitlines() == [
            f"{evidence}: row 3: K9 is not in this mapping",
            "4 KSBs have no evidence yet: K1, K2, S2, B1",
            f"wrote {out}",
        ]
        status, _ = covered(ksb, OLD, out)
        assert [code for code, is_covered in status.items() if is_covered == "covered"] == ["K3", "S1"]
    sheet = opened(tmp_path / "annex.xlsx")["Mapping"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert [row[0] for row in rows] == ["K1", "K2", "K3", "K3", "S1", "S2", "B1"]
    assert rows[2] == ["K3", OLD.ksbs["K3"], "2. Test", "Oven log", "p. 4"]
    assert rows[0][3:] == ["No evidence yet", None]


def test_the_mapping_leaves_out_what_is_not_accepted(tmp_path: Path, ksb: Ksb) -> None:
    evidence, out = tmp_path / "log.csv", tmp_path / "annex.xlsx"
    evidence.write_text("Title,KSBs,Signed off\nOven log,K3,Yes\nCertificate,K1,No\n")
    (tmp_path / "baker.yaml").write_text(yaml(OLD))
    call = ("export", "tracker", "--kind", "mapping", "--evidence", evidence, "-o", out, "--standard")
    said = f'{evidence}: row 3: not counted: the status is "Signed off: No"\n'
    assert ksb(*call, tmp_path / "baker.yaml").err.startswith(said)
    assert [row[3].value for row in opened(out)["Mapping"].iter_rows(min_row=5, max_row=7)] == [
        "No evidence yet",
        "No evidence yet",
        "Oven log",
    ]


def test_the_word_document_repeats_its_header_and_numbers_its_pages() -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document(BytesIO(mapping.export_word(OLD)))
    assert "w:tblHeader" in document.tables[0].rows[0]._tr.xml
    assert "PAGE" in document.sections[0].footer.paragraphs[0]._p.xml
    assert document.sections[0].page_width > document.sections[0].page_height


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("csv", "--kind", "mapping"), "--kind needs tracker, not csv"),
        (
            ("tracker", "--kind", "skills-scan", "--evidence", "x.csv", "-o", "t.xlsx"),
            "--evidence needs --kind mapping",
        ),
        (("tracker", "--kind", "mapping", "--update", "x.xlsx", "-o", "t.xlsx"), "--update needs --kind tracker"),
        (("tracker", "-o", "t.docx"), "a tracker is a workbook; only --kind mapping can be a Word document"),
        (("tracker", "--update", "missing.xlsx", "-o", "t.xlsx"), "there is no file missing.xlsx"),
        (("tracker", "--method", "1", "-o", "t.xlsx"), "there is no assessment method 1"),
        (("tracker", "--kind", "mapping", "--evidence", "missing.csv", "-o", "t.xlsx"), "there is no file missing.csv"),
    ],
)
def test_calls_that_do_not_fit(
    arguments: tuple[str, ...], message: str, tmp_path: Path, ksb: Ksb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = ksb("export", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {message}")
    assert not list(tmp_path.iterdir())


def test_a_tracker_is_not_overwritten_by_its_update(tmp_path: Path, ksb: Ksb) -> None:
    file = saved(filled(), tmp_path / "t.xlsx")
    before = file.read_bytes()
    result = ksb("export", "tracker", "--update", file, "-o", file)
    assert (result.code, file.read_bytes() == before) == (2, True)


def numbers(file: Path, sheet: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield the name and the numbers of each row of a sheet, as a spreadsheet worked them out."""
    book = openpyxl.load_workbook(file, data_only=True)
    for row in book[sheet].iter_rows(values_only=True):
        if row[0] and isinstance(row[2], int):
            yield row[0], list(row[2:6])


DATA = Path(__file__).parents[1] / "data"
PODCAST = DATA / "apprentice/tracker.xlsx"
"""A tracker that was filled in and saved with LibreOffice: two pieces in a cell, a second row, a link by a formula."""


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
def test_a_tracker_that_another_program_saved(ksb: Ksb) -> None:
    standard = DATA / "assessor/podcast-1.0.yaml"
    result = ksb("coverage", PODCAST, "--standard", standard, "--format", "json")
    found = json.loads(result.out)
    covered = [item["code"] for item in found["pathways"][0]["ksbs"] if item["status"] == "covered"]
    assert covered == ["K1", "K2", "K3", "S1", "S2", "S3", "B1"]
    assert [problem["message"] for problem in found["problems"]] == ["columns that are not used: Tutor initials"]
    counted = dict(numbers(PODCAST, "Progress"))
    summary = found["pathways"][0]["summary"]
    assert counted["All KSBs"] == [summary["of"], summary["covered"], summary["missing"], 3]
    for duty in found["pathways"][0]["duties"]:
        assert counted[f"Duty {duty['number']}"][:2] == [duty["of"], duty["covered"]]


def test_its_new_version_keeps_formulas_with_their_values(tmp_path: Path, ksb: Ksb) -> None:
    new = tmp_path / "new.xlsx"
    standard = DATA / "assessor/podcast-1.1.yaml"
    assert ksb("export", "tracker", "--standard", standard, "--update", PODCAST, "-o", new).code == 0
    link = '=HYPERLINK("https://example.org/noise","Noise clean-up, before and after")'
    assert opened(new)["Evidence"]["E7"].value == link
    values = openpyxl.load_workbook(new, data_only=True)
    assert values["Evidence"]["E7"].value == "Noise clean-up, before and after"
    assert values["Meetings"]["B2"].value == "Look at publishing next."
    found = json.loads(ksb("coverage", new, "--standard", standard, "--format", "json").out)["pathways"][0]
    evidence = {item["code"]: [piece["title"] for piece in item["evidence"]] for item in found["ksbs"]}
    assert evidence["S1"] == ["Noise clean-up, before and after"]
    assert evidence["K1"] == ["Rights log for series 2", "Release forms, episode 4"]
    # K3 was removed, and the old K4 is K3 now: the splicing workshop shows neither.
    assert evidence["K3"] == evidence["K4"] == []


@pytest.fixture(scope="module")
def worked_out(tmp_path_factory: pytest.TempPathFactory, office: Office) -> dict[str, Path]:
    """A tracker as filled in, its new version and a skills scan, saved by a spreadsheet program that starts once."""
    folder = tmp_path_factory.mktemp("forms")
    tracker, new, scan = (folder / f"{name}.xlsx" for name in ("tracker", "new", "scan"))
    new.write_bytes(updated(NEW, saved(filled(), tracker).read_bytes(), "tracker.xlsx").content)
    book = opened(skills_scan.export(OLD))
    rows = rows_by_code(book["Skills scan"])
    for code, rating in (("K1", 1), ("K2", 4), ("S1", 5)):
        book["Skills scan"].cell(rows[code], 3).value = rating
    files = office("xlsx", tracker, new, saved(book, scan))
    return dict(zip(("as filled in", "updated", "scan"), files, strict=True))


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(
    ("version", "standard"), [("as filled in", OLD), ("updated", NEW)], ids=["filled in", "updated"]
)
def test_progress_counts_what_coverage_counts(
    version: str, standard: Standard, worked_out: dict[str, Path], tmp_path: Path, ksb: Ksb
) -> None:
    file = worked_out[version]
    found = dict(numbers(file, "Progress"))
    (tmp_path / "s.yaml").write_text(yaml(standard))

    def coverage(*options: str) -> Any:
        command = ("coverage", file, "--standard", tmp_path / "s.yaml", "--format", "json", *options)
        return json.loads(ksb(*command).out)["pathways"][0]

    everything, approved = coverage(), coverage("--status", "approved")
    summary = everything["summary"]
    assert found["All KSBs"] == [
        summary["of"], summary["covered"], summary["missing"], approved["summary"]["covered"]
    ]  # fmt: skip
    for duty, duty_approved in zip(everything["duties"], approved["duties"], strict=True):
        counted = found[f"Duty {duty['number']}"]
        assert counted == [duty["of"], duty["covered"], duty["of"] - duty["covered"], duty_approved["covered"]]
    for name, prefix in (("Knowledge", "K"), ("Skills", "S"), ("Behaviours", "B")):
        of_kind = [item["status"] for item in everything["ksbs"] if item["code"].startswith(prefix)]
        assert found[name][:2] == [len(of_kind), of_kind.count("covered")]
    for number in (1, 2):
        summary = coverage("--method", str(number))["summary"]
        assert found[f"Method {number}"][:2] == [summary["of"], summary["covered"]]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_skills_scan_is_scored(worked_out: dict[str, Path]) -> None:
    found = dict(numbers(worked_out["scan"], "Scores"))
    assert found["All KSBs"] == [6, 3, 1, pytest.approx(10 / 3)]
    assert found["Knowledge"] == [3, 2, 1, 2.5]
    assert found["Duty 1"] == [4, 2, 1, 3]
    assert found["Duty 2"] == [3, 1, 0, 4]
    assert found["Method 2"] == [3, 1, 0, 4]
    assert found["Behaviours"][:3] == [1, 0, 0]


@pytest.mark.slow
def test_a_tracker_prints_on_a4_with_numbered_pages(standard: Standard, tmp_path: Path, office: Office) -> None:
    if not (shutil.which("pdfinfo") and shutil.which("pdftotext")):
        pytest.skip("poppler is not installed")
    file = tmp_path / "tracker.xlsx"
    file.write_bytes(tracker.export(part(standard, pathway=2)))
    [pdf] = office("pdf", file)
    about = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    assert "(A4)" in about
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    pages = text.rstrip("\f").split("\f")
    assert all(re.search(rf"page {number} of {len(pages)}", page) for number, page in enumerate(pages, 1))
    evidence = [page for page in pages if "Evidence, page" in page]
    assert len(evidence) > 3
    # The header is repeated, and nothing that a reader needs falls off the page.
    assert all("What it says" in page and "Status" in page and "Notes" in page for page in evidence)
    assert {code for page in evidence for code in re.findall(r"^ *([KSB]\d+) ", page, re.MULTILINE)} == set(
        part(standard, pathway=2).codes
    )
    assert "#" not in "".join(page for page in pages if "Progress, page" in page)  # an error, or a cut-off number


SMALL = ("--standard", DATA / "assessor/podcast-1.1.yaml")


def test_no_output_overwrites_what_was_filled_in(tmp_path: Path, ksb: Ksb) -> None:
    file = tmp_path / "t.xlsx"
    export = ("export", "tracker", *SMALL, "-o", file)
    assert [ksb(*export).code for _ in range(2)] == [0, 0]  # a script that writes empty trackers may run again
    book = openpyxl.load_workbook(file)
    book["Evidence"]["E3"] = "My project"
    book.save(file)
    before = file.read_bytes()

    refused = ksb(*export)
    assert (refused.code, file.read_bytes() == before) == (2, True)
    assert refused.err == (
        f"error: refusing to overwrite {file}: it was filled in, or changed since ksb wrote it\n"
        f"hint: to bring a filled-in tracker up to date: ksb export tracker --update {file}"
        f" --output {tmp_path / 't-new.xlsx'}; --force overwrites it\n"
    )
    for other in (("export", "xlsx"), ("coverage", DATA / "apprentice/tracker.xlsx", "--format", "xlsx")):
        assert (ksb(*other, "-o", file).code, file.read_bytes() == before) == (2, True)
    assert ksb(*export, "--force").code == 0
    assert file.read_bytes() != before


def test_an_updated_tracker_is_not_overwritten(tmp_path: Path, ksb: Ksb) -> None:
    old, new = saved(filled(), tmp_path / "old.xlsx"), tmp_path / "new.xlsx"
    update = ("export", "tracker", *SMALL, "--update", old, "-o", new)
    assert [ksb(*update).code for _ in range(2)] == [0, 0]
    before = new.read_bytes()
    assert ksb("export", "tracker", *SMALL, "-o", new).code == 2
    assert new.read_bytes() == before


@pytest.mark.parametrize(("kind", "cell"), [("skills-scan", "C6"), ("mapping", "C6")])
def test_no_other_form_is_overwritten(kind: str, cell: str, tmp_path: Path, ksb: Ksb) -> None:
    file = tmp_path / "form.xlsx"
    export = ("export", "tracker", *SMALL, "--kind", kind, "-o", file)
    assert [ksb(*export).code for _ in range(2)] == [0, 0]
    book = openpyxl.load_workbook(file)
    book.active[cell] = "4"
    book.save(file)
    assert ksb(*export).code == 2
    document = tmp_path / "form.docx"
    export = ("export", "tracker", *SMALL, "--kind", "mapping", "-o", document)
    assert [ksb(*export).code for _ in range(2)] == [0, 0]
    docx = pytest.importorskip("docx")
    docx.Document(document).save(document)
    assert ksb(*export).code == 2
    document.write_bytes(b"")
    assert ksb(*export).code == 0
