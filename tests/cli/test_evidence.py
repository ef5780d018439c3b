"""`ksb coverage` and `ksb migrate` as people call them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from ksb import export
from ksb.reading import embedded, load
from ksb.standard import Standard

if TYPE_CHECKING:
    from conftest import Ksb

DATA = ROOT / "tests" / "data" / "evidence"
NOT_COVERED = "does not count: the text says that it is not covered or not awarded, is only planned, or is an example"
OWN = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))


def result(ksb: Ksb, *arguments: str | Path) -> dict[str, Any]:
    done = ksb("coverage", *arguments, "--format", "json")
    assert done.code == 0, done.err
    found: dict[str, Any] = json.loads(done.out)
    return found


def covered(document: dict[str, Any]) -> set[str]:
    return {ksb["code"] for pathway in document["pathways"] for ksb in pathway["ksbs"] if ksb["status"] == "covered"}


@pytest.mark.parametrize("name", OWN)
def test_cases(name: str, ksb: Ksb) -> None:
    found = result(ksb, DATA / name)
    assert covered(found) == set(OWN[name]["covered"])
    for code in OWN[name].get("unknown", []):
        assert any(code in problem["message"] for problem in found["problems"])
    if approved := OWN[name].get("with --status approved"):
        assert covered(result(ksb, DATA / name, "--status", "approved")) == set(approved)


def test_the_answer_comes_first(ksb: Ksb) -> None:
    done = ksb("coverage", DATA / "rows.csv", "--pathway", "2", "--at-least", "2")
    lines = done.out.splitlines()
    assert lines[0] == "83 KSBs on pathway 2: 0 covered, 11 thin, 72 missing"
    assert lines[2] == "  Knowledge   ░░░░░░░░░░░░░░░░░░░░  0 of 38"
    assert "Missing  72 KSBs" in lines
    assert lines.index("Missing  72 KSBs") < lines.index("Thin  11 KSBs")
    assert done.err == "counting pieces with any status (approved and draft); --status STATUS selects some\n"


def test_a_status_that_says_no_evidence_does_not_count(ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    file.write_text(
        "Evidence,KSBs,Status\nA,K1,Referred\nB,K2,Rejected\nC,K3,Rejected\nD,K4,Not met\nE,K5,Planned\nF,K6,Draft\n",
        encoding="utf-8",
    )
    found = result(ksb, file, "--pathway", "2")
    assert covered(found) == {"K6"}
    assert [(problem["place"], problem["message"]) for problem in found["problems"]] == [
        ("row 2", 'not counted: the status is "Referred"'),
        ("row 3", 'not counted: the status is "Rejected"'),
        ("row 4", 'not counted: the status is "Rejected"'),
        ("row 5", 'not counted: the status is "Not met"'),
        ("row 6", 'not counted: the status is "Planned"'),
    ]
    assert covered(result(ksb, file, "--status", "rejected")) == {"K2", "K3"}


@pytest.mark.parametrize(
    ("cell", "codes", "messages"),
    [
        ("K14,15,16 S13", "K14 K15 K16 S13", []),
        ("K1 2 3", "K1 K2 K3", []),
        ("K1,K2,...K5", "K1 K2 K3 K4 K5", []),
        ("K1, K2, ..., K5", "K1 K2 K3 K4 K5", []),
        ("K3-K1", "K1 K3", ['"K3-K1" is not a range, so only the two codes count']),
        ("K1 - S3", "K1 S3", ['"K1 - S3" is not a range, so only the two codes count']),
        ("Kl, K2", "K2", ['"Kl" is not a code; it does not count']),
        ("KI", "", ['"KI" is not a code; it does not count']),
        ("K1-K5 except K3", "K1 K2 K4 K5", [f"K3 {NOT_COVERED}"]),
        ("K1; not K5", "K1", [f"K5 {NOT_COVERED}"]),
        ("not K5", "", [f"K5 {NOT_COVERED}"]),
    ],
)
def test_codes_as_people_write_them(cell: str, codes: str, messages: list[str], ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(f'Title,KSBs\nWork,"{cell}"\nMore,"K1, K2"\nRest,"{cell}"\n', encoding="utf-8")
    found = [problem["message"] for problem in result(ksb, tmp_path / "log.csv")["problems"]]
    assert [message for message in dict.fromkeys(found) if "same piece" not in message] == messages
    (tmp_path / "log.csv").write_text(f'Title,KSBs,Date\nWork,"{cell}",\n', encoding="utf-8")
    assert covered(result(ksb, tmp_path / "log.csv")) == set(codes.split())


def test_a_quote_that_is_not_closed_is_reported(ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text('Title,KSBs\nA,K1\nB,"K2\nC,K3\n', encoding="utf-8")
    [problem] = result(ksb, tmp_path / "log.csv")["problems"]
    assert (problem["place"], problem["message"]) == (
        "row 3",
        "a quote is not closed, so the lines below are one cell; close it",
    )


@pytest.mark.parametrize("name", ["s.yaml", "s.json", "s.md", "s.txt", "s.html", "s.csv", "s.xlsx"])
def test_a_standard_is_no_evidence(name: str, ksb: Ksb, tmp_path: Path) -> None:
    assert ksb("export", "--output", tmp_path / name).code == 0
    found = result(ksb, tmp_path / name)
    assert covered(found) == set()
    messages = [one["message"] for one in found["problems"]]
    assert messages if name in ("s.csv", "s.xlsx") else messages == ["this is a standard, not evidence; not used"]


@pytest.mark.parametrize("by", ["none", "Learner"])
@pytest.mark.parametrize(
    ("format", "suffix"), [("text", "txt"), ("json", "json"), ("markdown", "md"), ("csv", "csv"), ("xlsx", "xlsx")]
)
def test_a_report_of_coverage_is_no_evidence(format: str, suffix: str, by: str, ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("Learner,Title,KSBs\nAna,Call sheet,K1\nBen,Budget,S11\n", encoding="utf-8")
    report = tmp_path / f"report.{suffix}"
    assert ksb("coverage", tmp_path / "log.csv", "--by", by, "--format", format, "--output", report).code == 0
    found = result(ksb, report)
    assert covered(found) == set()
    assert [one["message"] for one in found["problems"]] == ["this is a report of ksb coverage, not evidence; not used"]


def test_without_a_pathway_each_is_reported(ksb: Ksb) -> None:
    found = result(ksb, DATA / "rows.csv")
    assert [pathway["pathway"] for pathway in found["pathways"]] == [1, 2]
    assert found["pathways"][1]["summary"] == {"covered": 11, "thin": 0, "missing": 72, "of": 83}
    [k1] = [one for one in found["pathways"][0]["ksbs"] if one["code"] == "K1"]
    assert k1["evidence"] == [
        {
            "title": "Call sheet for the pilot",
            "file": str(DATA / "rows.csv"),
            "place": "row 2",
            "date": "2026-03-02",
            "status": "approved",
            "hours": 3,
            "link": None,
        }
    ]


def test_words_of_its_title_name_a_pathway(ksb: Ksb) -> None:
    assert ksb("coverage", DATA / "rows.csv", "--pathway", "VFX").out.startswith("83 KSBs on pathway 2:")


def test_gaps_alone(ksb: Ksb) -> None:
    done = ksb("coverage", DATA / "one-row-per-ksb.md", "--pathway", "2", "--gaps")
    assert done.out.startswith(
        "83 KSBs on pathway 2: 2 covered, 0 thin, 81 missing\n\n1 problem with the evidence\n\n"
        "Missing  81 KSBs\n  K1   The context"
    )


def test_each_gap_is_shown_once_with_the_pathways_that_need_it(ksb: Ksb) -> None:
    out = ksb("coverage", DATA / "one-row-per-ksb.md").out
    assert out.count("\nMissing  ") == 1
    assert out.count("\n  K3   Understand the requirements") == 1
    assert "\n  K17  (pathway 1) " in out
    assert out.index("\n  Duty 12 ") < out.index("1 problem with the evidence") < out.index("\nMissing  ")


def test_a_file_that_cannot_be_read_does_not_stop_the_others(ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"hello")
    (tmp_path / "log.csv").write_text("Title,KSBs\nCall sheet,K1\n", encoding="utf-8")
    done = ksb("coverage", tmp_path, "--pathway", "2", "--format", "json")
    assert (done.code, done.err.splitlines()[0]) == (2, f"error: {tmp_path / 'a.xlsx'}: not a workbook (.xlsx)")
    document = json.loads(done.out)
    assert covered(document) == {"K1"}
    assert [problem["message"] for problem in document["problems"]] == ["not a workbook (.xlsx)"]


@pytest.mark.parametrize(
    ("name", "start"),
    [("c.xlsx", b"PK"), ("c.csv", b"learner,"), ("c.json", b"{"), ("c.md", b"# Coverage"), ("c.txt", b"83 KSBs")],
)
def test_the_format_follows_the_name_of_the_file(name: str, start: bytes, ksb: Ksb, tmp_path: Path) -> None:
    assert ksb("coverage", DATA / "rows.csv", "--pathway", "2", "--output", tmp_path / name).code == 0
    assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (["--output", "c.pdf"], "there is no format for .pdf files"),
        (["--output", "c.xlsx", "--format", "csv"], "--format csv does not fit the name 'c.xlsx'"),
        (["--output", "c.txt", "--format", "xlsx"], "--format xlsx does not fit the name 'c.txt'"),
    ],
)
def test_a_format_and_a_name_that_do_not_fit(call: list[str], message: str, ksb: Ksb) -> None:
    done = ksb("coverage", DATA / "rows.csv", *call)
    assert (done.code, done.err.splitlines()[0]) == (2, f"error: {message}")


def test_fail_under_says_how_much_is_short(ksb: Ksb) -> None:
    done = ksb("coverage", DATA / "rows.csv", "--pathway", "2", "--fail-under", "20")
    assert done.code == 1
    assert done.err.endswith("\n13.2% covered on pathway 2, 20% required: 6 KSBs short\n")
    assert ksb("coverage", DATA / "rows.csv", "--pathway", "2", "--fail-under", "13").code == 0


def test_a_status_that_no_piece_has_is_named(ksb: Ksb) -> None:
    done = ksb("coverage", DATA / "rows.csv", "--pathway", "2", "--status", "aproved")
    assert done.out.startswith("83 KSBs on pathway 2: 0 covered")
    assert done.err == "no piece has the status 'aproved'; the statuses are approved and draft\n"


def test_nothing_is_missing(ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text('Title,KSBs\nAll,"K1-K45, S1-S46, B1-B6"\n', encoding="utf-8")
    assert ksb("coverage", tmp_path / "log.csv", "--pathway", "2", "--gaps").out.endswith(
        "\n\nNothing is missing or thin\n"
    )


def test_every_format_gives_the_same_verdict(ksb: Ksb, tmp_path: Path) -> None:
    call = ("coverage", DATA / "one-row-per-ksb.md", "--pathway", "2")
    counts = "83 KSBs on pathway 2: 2 covered, 0 thin, 81 missing"
    markdown = ksb(*call, "--format", "markdown").out
    assert markdown.splitlines()[2] == f"**{counts}**"
    assert "| K1 | ○ missing |" in markdown
    table = list(csv.DictReader(io.StringIO(ksb(*call, "--format", "csv").out)))
    assert {row["code"] for row in table if row["status"] == "covered"} == {"K18", "S20"}
    assert len(table) == 83
    assert ksb(*call, "--format", "xlsx", "--output", tmp_path / "c.xlsx").code == 0
    book = load_workbook(tmp_path / "c.xlsx")
    assert book.sheetnames == ["Summary", "KSBs", "Duties", "Problems"]
    assert [cell.value for cell in book["Summary"][2]][1:7] == [2, "all", 2, 0, 81, 83]
    assert book["Problems"]["C2"].value == "K99 is not in this standard; the nearest are K43, K44 and K45"


def test_hostile_text_is_text(ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    file.write_text('Title,KSBs\n"=1+1 [red]\x1b[31m::error::x|y",K1\n', encoding="utf-8")
    assert "\x1b" not in ksb("coverage", file, "--at-least", "2").out
    assert "'=1+1" in ksb("coverage", file, "--format", "csv").out
    assert ksb("coverage", file, "--format", "xlsx", "--output", tmp_path / "c.xlsx").code == 0
    sheet = load_workbook(tmp_path / "c.xlsx")["KSBs"]
    assert sheet["F2"].data_type == "s"


def test_a_workbook_keeps_what_looks_like_an_escaped_character_and_is_the_same_each_time(
    ksb: Ksb, tmp_path: Path
) -> None:
    file = tmp_path / "log.csv"
    file.write_text("Title,KSBs\nScan_x0041_,K1\n", encoding="utf-8")
    contents = []
    for name in ("a.xlsx", "b.xlsx"):
        assert ksb("coverage", file, "--output", tmp_path / name).code == 0
        contents.append((tmp_path / name).read_bytes())
    assert load_workbook(tmp_path / "a.xlsx")["KSBs"]["F2"].value == "Scan_x005F_x0041_"
    assert contents[0] == contents[1]


def write_learners(folder: Path) -> None:
    for name, codes in {"Ana": "K1, K2, S3", "Ben": "K1", "Cy": "K1-K9"}.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "log.csv").write_text(f'Title,KSBs\nWork,"{codes}"\n', encoding="utf-8")


def test_a_folder_of_folders_is_a_cohort(ksb: Ksb, tmp_path: Path) -> None:
    write_learners(tmp_path / "cohort")
    done = ksb("coverage", tmp_path / "cohort", "--pathway", "2")
    lines = done.out.splitlines()
    assert lines[0] == "3 learners, the least covered first"
    assert [line.split()[0] for line in lines[2:5]] == ["Ben", "Ana", "Cy"]
    assert done.err == "each folder counts as a learner; --by none counts all of them together\n"
    assert len(covered(result(ksb, tmp_path / "cohort", "--by", "none"))) == 10
    found = result(ksb, tmp_path / "cohort", "--pathway", "2")
    assert [one["learner"] for one in found["learners"]] == ["Ben", "Ana", "Cy"]


@pytest.mark.parametrize(
    "folders", [("Unit 1", "Unit 2"), ("K1-K4", "S5"), ("Knowledge", "Skills"), ("2026-03", "notes")]
)
def test_folders_named_after_work_are_no_cohort(folders: tuple[str, str], ksb: Ksb, tmp_path: Path) -> None:
    for folder, code in zip(folders, ("K1", "S5"), strict=True):
        (tmp_path / "portfolio" / folder).mkdir(parents=True)
        (tmp_path / "portfolio" / folder / "log.md").write_text(f"KSBs: {code}\n", encoding="utf-8")
    assert covered(result(ksb, tmp_path / "portfolio")) == {"K1", "S5"}


def test_one_folder_of_work_beside_those_of_learners_leaves_a_cohort(ksb: Ksb, tmp_path: Path) -> None:
    for folder in ("Ana", "Ben", "2026 reviews"):
        (tmp_path / "cohort" / folder).mkdir(parents=True)
        (tmp_path / "cohort" / folder / "log.md").write_text("KSBs: K1\n", encoding="utf-8")
    assert len(result(ksb, tmp_path / "cohort")["learners"]) == 3


def test_a_column_names_the_learners(ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "cohort.csv"
    file.write_text('Learner,Title,KSBs\nAna,Call sheet,K1\nBen,Budget,"K1, S11"\n', encoding="utf-8")
    found = result(ksb, file, "--pathway", "2", "--by", "learner")
    assert [(one["learner"], one["pathways"][0]["summary"]["covered"]) for one in found["learners"]] == [
        ("Ana", 1),
        ("Ben", 2),
    ]
    [problem] = result(ksb, file, "--pathway", "2")["problems"]
    assert problem["message"] == "the work of 2 people counts together; --by 'Learner' takes them apart"


@pytest.mark.parametrize(
    ("content", "by"),
    [
        ("Learner,K1,K2,S3\nAna,x,,\nBen,,x,\nTotal,1,1,0\nOverall:,1,1,0\n", "Learner"),
        ("KSB,Ana Khan,Ben Ode\nK1,Y,\nK2,,Y\nTotal,1,1\n", "column"),
        ("Name,Module,Mapped KSBs\nAna,Intro,K1\nBen,Intro,K2\nTotals,2,\n", "Name"),
    ],
)
def test_the_work_of_several_people(content: str, by: str, ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "cohort.csv"
    file.write_text(content, encoding="utf-8")
    [problem] = result(ksb, file)["problems"]
    assert problem["message"] == f"the work of 2 people counts together; --by {by!r} takes them apart"
    found = result(ksb, file, "--by", by)
    assert [one["learner"].split()[0] for one in found["learners"]] == ["Ana", "Ben"]
    assert covered(found["learners"][0]) == {"K1"}
    assert found["problems"] == []


def test_a_name_once_for_several_rows_and_in_several_cases(ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "cohort.csv"
    file.write_text("Learner,KSB,Evidence\nAna Lee,K1,A\n,K2,B\nBen,K1,C\nana  lee,K3,D\nBen,K2,\n", encoding="utf-8")
    found = result(ksb, file, "--pathway", "2", "--by", "Learner")
    assert [(one["learner"], covered(one)) for one in found["learners"]] == [
        ("Ben", {"K1"}),
        ("Ana Lee", {"K1", "K2", "K3"}),
    ]
    assert [(one["place"], one["message"]) for one in found["problems"]] == [
        ("row 3", "no Learner here; taken for the one above"),
        ("row 5", '"ana lee" is taken for "Ana Lee"'),
    ]


def test_columns_of_pieces_are_no_people(ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("KSB,E1 Essay,E2 Video\nK1,x,\nK2,,p\n", encoding="utf-8")
    found = result(ksb, tmp_path / "log.csv")
    assert (covered(found), found["problems"]) == ({"K1", "K2"}, [])


def test_the_same_problem_in_many_places_is_one_line(ksb: Ksb, tmp_path: Path) -> None:
    rows = "".join(f"Piece {i},K{i},Referred\n" for i in range(1, 7))
    (tmp_path / "log.csv").write_text(f"Title,KSBs,Status\n{rows}", encoding="utf-8")
    out = " ".join(ksb("coverage", tmp_path / "log.csv", "--pathway", "2").out.split())
    assert "6 problems with the evidence" in out
    assert 'row 2 and 5 more places not counted: the status is "Referred"' in out


def test_an_answer_is_a_status(ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("KSB,Evidence,Met (Y/N)\nK1,A,Y\nK2,B,N\nK3,C,\n", encoding="utf-8")
    assert covered(result(ksb, tmp_path / "log.csv")) == {"K1", "K3"}
    assert covered(result(ksb, tmp_path / "log.csv", "--status", "Met (Y/N): yes")) == {"K1"}


def test_a_named_column_that_no_table_has(ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("KSB,Nachweis (Seite)\nK1,4\nK2,\n", encoding="utf-8")
    assert covered(result(ksb, tmp_path / "log.csv", "--column", "evidence=Nachweis")) == {"K1"}
    done = ksb("coverage", tmp_path / "log.csv", "--pathway", "2", "--column", "evidence=Beleg")
    assert "no column 'Beleg' was found; the columns are KSB and Nachweis (Seite)\n" in done.err


def test_the_hours_of_what_counts(ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    file.write_text("Title,KSBs,Hours,Status\nA,K1,1:30,\nB,K2,45 min,\nC,K3,7,Cancelled\n", encoding="utf-8")
    assert "2.25 hours in the pieces that count\n" in ksb("coverage", file, "--pathway", "2").out
    assert result(ksb, file)["pieces"] == {"read": 3, "counted": 2, "hours": 2.25}


def test_words_of_its_title_name_a_method(ksb: Ksb) -> None:
    data = ROOT / "tests" / "data" / "assessor"
    call = ("coverage", data / "mapping.md", "--standard", data / "podcast-1.0.yaml")
    assert ksb(*call, "--method", "interview").out == ksb(*call, "--method", "1").out
    assert "'juggling' is not an assessment method" in ksb(*call, "--method", "juggling").err


def test_a_sheet_for_each_learner(ksb: Ksb, tmp_path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, code in (("Ana", "K1"), ("Ben", "K2")):
        sheet = book.create_sheet(name)
        sheet.append(["Evidence", "KSBs"])
        sheet.append(["Call sheet", code])
    book.save(tmp_path / "cohort.xlsx")
    [problem] = result(ksb, tmp_path / "cohort.xlsx")["problems"]
    assert problem["message"] == (
        "the sheets Ana and Ben count together; if they belong to several people, --by sheet separates them"
    )
    found = result(ksb, tmp_path / "cohort.xlsx", "--by", "sheet")
    assert [(one["learner"], covered(one)) for one in found["learners"]] == [("Ana", {"K1"}), ("Ben", {"K2"})]


def test_settings_of_a_project(ksb: Ksb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "log.csv").write_text("Title,Shows\nCall sheet,K1\n", encoding="utf-8")
    settings = tmp_path / "ksb.toml"
    settings.write_text(
        '[coverage]\npathway = 2\nat-least = 2\nexempt = { K2 = "prior learning" }\ncolumns = { ksbs = "Shows" }\n',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    out = ksb("coverage", "log.csv").out
    assert out.startswith("82 KSBs on pathway 2: 0 covered, 1 thin, 81 missing (1 more exempt)\n")
    assert "Exempt  1 KSB\n  K2  prior learning\n" in out
    assert "\n- K2 is exempt: prior learning\n" in ksb("coverage", "log.csv", "--format", "markdown").out
    assert ksb("coverage", "log.csv", "--at-least", "1").out.startswith("82 KSBs on pathway 2: 1 covered")
    settings.write_text('[coverage]\nat-least = "two"\n', encoding="utf-8")
    assert ksb("coverage", "log.csv").err == f"error: {settings}: coverage.at-least must be a number\n"


def test_a_training_plan(ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    file.write_text(
        'Session,Date,Type,KSBs\nInduction,2026-01-05,Taught,K1\nMock,2026-01-02,Assessed,"K1, K2"\n',
        encoding="utf-8",
    )
    messages = [problem["message"] for problem in result(ksb, file)["problems"]]
    assert messages == [
        "K1 is assessed on 2026-01-02, but taught on 2026-01-05",
        "K2 is assessed on 2026-01-02, but never taught",
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"\0\1", "not text: it holds NUL characters"),
        ("a.json", b'{"a":', "not JSON: Expecting value: line 1 column 6 (char 5)"),
        ("a.yaml", b"x: 1\ny: [\n", "not YAML at line 3: did not find expected node content"),
        ("a.xlsx", b"hello", "not a workbook (.xlsx)"),
        ("a.docx", b"hello", "not a Word document (.docx)"),
    ],
)
def test_bad_input(name: str, content: bytes, message: str, ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    done = ksb("coverage", file, "--output", tmp_path / "out.txt")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {file}: {message}")
    assert not (tmp_path / "out.txt").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--pathway", "9"], "there is no option 9"),
        (["--method", "3"], "there is no assessment method 3"),
        (["--column", "foo=bar"], "there is no kind of column 'foo'"),
        (["--column", "ksbs"], "--column ksbs: needs a kind of column and a name"),
        (["--since", "yesterday"], "--since: 'yesterday' is not a date"),
        (["--by", "Nobody"], "no column 'Nobody' was found"),
    ],
)
def test_bad_calls(options: list[str], message: str, ksb: Ksb) -> None:
    done = ksb("coverage", DATA / "rows.csv", *options)
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[0] == f"error: {message}"


def test_the_columns_are_named_where_one_is_not_found(ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    file.write_text("Learner Name,Evidence,KSBs\nKhan,Call sheet,K1\n", encoding="utf-8")
    assert ksb("coverage", file, "--by", "Learner").err == (
        "error: no column 'Learner' was found\n"
        "hint: --by takes the name of a column; the columns are Learner Name, Evidence and KSBs\n"
    )
    file = tmp_path / "log.md"
    file.write_text("# Log\n\nShown in [K1].\n", encoding="utf-8")
    assert ksb("coverage", file, "--by", "Learner").err.endswith("; there is no table in this evidence\n")


def test_what_is_not_read_in_a_folder_is_reported(ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "log.md").write_text("Shown in [K1].\n", encoding="utf-8")
    (tmp_path / "K2.pdf").write_bytes(b"%PDF")
    for i in range(5):
        (tmp_path / f"photo {i}.jpg").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("Nothing here.\n", encoding="utf-8")
    (tmp_path / "S25 call.txt").write_text("Called the caterer.\n", encoding="utf-8")
    (tmp_path / "K14 Risk").mkdir()
    (tmp_path / "K14 Risk" / "risk.txt").write_text("Assessed the risks.\n", encoding="utf-8")
    problems = result(ksb, tmp_path)["problems"]
    assert [(problem["place"], problem["message"]) for problem in problems] == [
        ("the folder", "6 files not read: K2.pdf, photo 0.jpg, photo 1.jpg, photo 2.jpg and 2 more"),
        (
            "the document",
            "names no KSB; K14 in the name of the folder does not count: write `KSBs: K14` in the file",
        ),
        ("the document", "names no KSB; S25 in the name of the file does not count: write `KSBs: S25` in the file"),
        ("the document", "names no KSB"),
    ]


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    """The embedded standard, and a version without K3, with K5 reworded and a new K45."""
    old = load(embedded())
    new = old.model_dump(mode="json")
    texts = {code: text for code, text in old.ksbs.items() if code != "K3"}
    texts["K5"] = texts["K5"].replace("financial", "financial and legal")
    numbers = {code: code for code in texts} | {f"K{i}": f"K{i - 1}" for i in range(4, 46)}
    new["ksbs"] = {numbers[code]: text for code, text in texts.items()} | {"K45": "How to use generative tools"}
    for duty in new["duties"]:
        codes = [citation if isinstance(citation, str) else next(iter(citation)) for citation in duty["cites"]]
        duty["cites"] = [numbers[code] for code in codes if code in numbers]
    new["duties"][0]["cites"].append("K45")
    files = (tmp_path / "old.yaml", tmp_path / "new.yaml")
    for file, standard in zip(files, (old, Standard.model_validate(new)), strict=True):
        file.write_text(export(standard, "yaml"), encoding="utf-8")
    return files


LOG = (
    'Title,Date,KSBs,Notes\r\n"Call sheet, ""pilot""",2026-03-02,"K1, K2; S2 and K5",the B5 paper\r\n'
    "Budget,2026-04-11,K2-K7,see [K7]\r\nCarnet,2026-04-12,K3 K99,\r\n"
)


def test_evidence_for_an_old_version(ksb: Ksb, versions: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = versions
    log = tmp_path / "log.csv"
    log.write_text(LOG, encoding="utf-8")
    call = ("coverage", log, "--old", old, "--standard", new, "--pathway", "2")
    found = json.loads(ksb(*call, "--format", "json").out)
    assert covered(found) == {"K1", "K2", "K3", "K4", "K5", "K6", "S2"}
    versions_ = found["versions"]
    assert [(one["old"], one["new"]) for one in versions_["reworded"]] == [("K5", "K4")]
    assert [one["old"] for one in versions_["lapsed"]] == ["K3"]
    assert [(one["old"], one["new"]) for one in versions_["kept"]][:3] == [("K1", "K1"), ("K2", "K2"), ("K4", "K3")]
    assert [one["code"] for one in versions_["added"]] == ["K45"]
    assert "K99 is not in the old version of the standard" in found["problems"][0]["message"]
    line = "New version: evidence for 6 KSBs still counts, for 1 needs a look, for 1 lapses; 1 KSB is new"
    assert ksb(*call).out.splitlines()[1] == line
    assert f"## {line}" in ksb(*call, "--format", "markdown").out
    rows = list(csv.DictReader(io.StringIO(ksb(*call, "--format", "csv").out)))
    assert {row["code"]: (row["old_code"], row["change"]) for row in rows if row["change"]}["K4"] == ("K5", "reworded")
    assert [row["old_code"] for row in rows if row["status"] == "lapsed"] == ["K3"]
    ksb(*call, "--output", tmp_path / "coverage.xlsx")
    sheet = load_workbook(tmp_path / "coverage.xlsx")["Versions"]
    assert [cell.value for cell in sheet[2]][1:5] == ["K5", "K4", "needs a look", 2]


def test_learners_with_evidence_for_an_old_version(ksb: Ksb, versions: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = versions
    log = tmp_path / "log.csv"
    log.write_text('Learner,Title,KSBs\nAna,Call sheet,"K1, K5"\nBen,Budget,"K3, K5"\n', encoding="utf-8")
    out = ksb("coverage", log, "--old", old, "--standard", new, "--pathway", "2", "--by", "Learner").out
    assert "\nNeeds a look  1 KSB\n  2 of 2  K5 → K4  " in out
    assert "\nLapses  1 KSB\n  1 of 2  K3  " in out


def test_migrating_csv_keeps_all_else(ksb: Ksb, versions: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = versions
    log, written = tmp_path / "log.csv", tmp_path / "new.csv"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        log.write_bytes(LOG.replace("paper", "paper – “£5”").encode(encoding))
        done = ksb("migrate", log, "--old", old, "--new", new, "-o", written)
        assert (done.code, done.err) == (0, "")
        expected = (
            LOG.replace("paper", "paper – “£5”")
            .replace("S2 and K5", "S2 and K4")
            .replace("K2-K7", "K2; K3_old; K3-K6")
            .replace("[K7]", "[K6]")
            .replace("K3 K99", "K3_old K99")
        )
        assert written.read_bytes() == expected.encode(encoding)
    assert "row 4  K99  not in the old version; not rewritten" in done.out
    assert "row 2  K5   reworded as K4; check that the evidence still shows it" in done.out


def test_migrating_markdown(ksb: Ksb, versions: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = versions
    log, written = tmp_path / "log.md", tmp_path / "new.md"
    log.write_bytes(
        b"---\nksbs: [K4, S1]\n---\n# K10: Suppliers\r\n\nWith K9 units (K12).\n\n| KSB |\n|---|\n| k7 |\n- [ ] K8\n"
    )
    done = ksb("migrate", log, "--old", old, "--new", new, "-o", written, "--format", "json")
    assert written.read_bytes() == (
        b"---\nksbs: [K3, S1]\n---\n# K9: Suppliers\r\n\nWith K9 units (K11).\n\n| KSB |\n|---|\n| k6 |\n- [ ] K7\n"
    )
    document = json.loads(done.out)
    assert document["rewritten"][0] == {"place": "line 2", "old": "K4", "new": "K3"}
    assert document["left"] == [{"place": "line 6", "code": "K9", "message": "may not be a KSB; not rewritten"}]


def test_migrating_a_workbook(ksb: Ksb, versions: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = versions
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Log & more"
    for row in (["Title", "KSBs"], ["Call sheet", "K4, K10"], ["Budget", '="K5"'], ["K9 unit", "S1"]):
        sheet.append(row)
    sheet.column_dimensions["A"].width = 33
    matrix = book.create_sheet("Matrix")
    matrix.append(["Piece", "K7", "K8"])
    matrix.append(["Unit list", "x", None])
    book.save(tmp_path / "log.xlsx")
    done = ksb("migrate", tmp_path / "log.xlsx", "--old", old, "--new", new, "-o", tmp_path / "new.xlsx")
    assert (done.code, done.err) == (0, "")
    written = load_workbook(tmp_path / "new.xlsx")
    assert [row[1] for row in written["Log & more"].values] == ["KSBs", "K3, K9", '="K5"', "S1"]
    assert written["Log & more"]["A4"].value == "K9 unit"
    assert written["Log & more"].column_dimensions["A"].width == 33
    assert [cell.value for cell in written["Matrix"][1]] == ["Piece", "K6", "K7"]


@pytest.fixture
def moved(tmp_path: Path) -> tuple[Path, Path]:
    """Two versions in which K1 became K2, K2 became K1, K3 became K4, K4 became K5, and S1 became S2."""
    texts = {
        "old": {"K1": "Flour", "K2": "Ovens", "K3": "Sugar", "K4": "Salt", "S1": "Knead"},
        "new": {"K1": "Ovens", "K2": "Flour", "K3": "Yeast", "K4": "Sugar", "K5": "Salt", "S1": "Shape", "S2": "Knead"},
    }
    for name, ksbs in texts.items():
        lines = "".join(f"  {code}: {text} in the bakery of the shop\n" for code, text in ksbs.items())
        cites = ", ".join(ksbs)
        standard = f"format: 1\ntitle: Baker\nksbs:\n{lines}duties:\n  - number: 1\n    title: Bake\n"
        (tmp_path / f"{name}.yaml").write_text(f"{standard}    cites: [{cites}]\n", encoding="utf-8")
    return tmp_path / "old.yaml", tmp_path / "new.yaml"


Migrate = Callable[..., tuple[str, str]]


@pytest.fixture
def migrate(ksb: Ksb, moved: tuple[Path, Path], tmp_path: Path) -> Migrate:
    """Migrate a file with some text from the first to the second version: the new text, and what is said."""

    def run(name: str, text: str, *options: str) -> tuple[str, str]:
        (tmp_path / name).write_bytes(text.encode())
        done = ksb("migrate", tmp_path / name, "--old", moved[0], "--new", moved[1], "-o", tmp_path / "out", *options)
        assert (done.code, done.err) == (0, "")
        return (tmp_path / "out").read_bytes().decode(), done.out

    return run


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.csv", "Title,KSBs\nA,K1 3 4\n", "Title,KSBs\nA,K2 K4 K5\n"),
        ("a.csv", 'Title,KSBs\nA,"K1, 3"\nB,"K3, 4"\n', 'Title,KSBs\nA,"K2, K4"\nB,"K4, K5"\n'),
        ("a.csv", 'Title,KSBs\nA,"K1, 3\r\nS1"\n', 'Title,KSBs\nA,"K2, K4\r\nS2"\n'),
        ("a.csv", 'Activity,Knowledge\nA,"1, 3"\nB,"3,4"\nC,3\n', 'Activity,Knowledge\nA,"K2, K4"\nB,"K4,K5"\nC,K4\n'),
        ("a.csv", 'Title,KSBs\n"The ""best"" (K1)","K1"\n', 'Title,KSBs\n"The ""best"" (K2)","K2"\n'),
        ("a.md", "KSBs: K1, 3\r\n\r\n- K3, 4\r\n", "KSBs: K2, K4\r\n\r\n- K4, K5\r\n"),
        (
            "a.md",
            "| Title | Knowledge |\n|---|---|\n| A | 1, 3 |\n",
            "| Title | Knowledge |\n|---|---|\n| A | K2, K4 |\n",
        ),
    ],
)
def test_migrating_numbers_in_lists(name: str, before: str, after: str, migrate: Migrate) -> None:
    assert migrate(name, before)[0] == after


def test_migrating_leaves_references_and_lists_numbers_alone(migrate: Migrate) -> None:
    text, said = migrate("log.csv", "Ref,KSB,Evidence\nK1-E1,K1,Photo\nE2,4,Log\n")
    assert text == "Ref,KSB,Evidence\nK1-E1,K2,Photo\nE2,4,Log\n"
    assert "row 3  4   not a code; not rewritten" in said


def test_migrating_names_each_place_once(migrate: Migrate) -> None:
    said = migrate("log.md", "Shown in [K7], [K7] and [K7].\n\nShown in [K7], [K7].\n")[1]
    assert said.endswith("not in the old version; not rewritten; also line 3\n")
    said = migrate("log.md", "A K1 engine, a K1 paper.\n\nThe K1 again.\n")[1]
    assert "2 places to check\n  line 1  K1  may not be a KSB; not rewritten; also line 3\n" in said


def test_migrating_lists_numbers_that_it_does_not_read(migrate: Migrate) -> None:
    text, said = migrate("log.md", "# Log\n\nKSBs: K1 3 4\n")
    assert text == "# Log\n\nKSBs: K2 3 4\n"
    for number in ("3", "4"):
        assert f"line 3  {number}  a number after a code; not rewritten; write K{number} if it is one" in said


def test_migrating_shows_the_same_trouble_once(migrate: Migrate) -> None:
    log = "Title,KSBs\n" + "A,S7\n" * 3000
    out = " ".join(migrate("log.csv", log)[1].split())
    assert "3000 places to check row 2 S7 not in the old version; not rewritten; also row 3, row 4, row 5" in out
    assert out.endswith("row 6 and 2995 more places")
    assert len(json.loads(migrate("log.csv", log, "--format", "json")[1])["left"]) == 3000


def test_migrating_leaves_addresses_alone(migrate: Migrate) -> None:
    text = "[K1] <https://example.org/#K1>, http://example.org/K1 and [a](work/K1.md#K1)\n\n[b]: work/K1.md\n"
    assert migrate("log.md", text)[0] == text.replace("[K1]", "[K2]", 1)


def test_migrating_leaves_lists_in_several_formats(ksb: Ksb, moved: tuple[Path, Path], tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["Title", "KSBs"])
    book.worksheets[0].append(["A", CellRichText("K1, ", TextBlock(InlineFont(b=True), "3"))])
    book.save(tmp_path / "log.xlsx")
    done = ksb("migrate", tmp_path / "log.xlsx", "--old", moved[0], "--new", moved[1], "-o", tmp_path / "out.xlsx")
    assert load_workbook(tmp_path / "out.xlsx").worksheets[0]["B2"].value == "K1, 3"
    assert "codes in more than one format; not rewritten" in done.out


def test_migrating_to_the_same_version_changes_nothing(ksb: Ksb, versions: tuple[Path, Path], tmp_path: Path) -> None:
    old, _ = versions
    for file in sorted((ROOT / "tests" / "data").rglob("*.*")):
        if file.suffix in (".csv", ".md"):
            done = ksb("migrate", file, "--old", old, "--new", old, "-o", tmp_path / "out")
            assert done.out.startswith("0 places rewritten"), done.err
            assert (tmp_path / "out").read_bytes() == file.read_bytes()


def test_migrating_never_overwrites_what_it_reads(ksb: Ksb, versions: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = versions
    log = tmp_path / "log.csv"
    log.write_text(LOG, encoding="utf-8")
    for target in (log, old, new):
        before = target.read_bytes()
        assert ksb("migrate", log, "--old", old, "--new", new, "-o", target).code == 2
        assert target.read_bytes() == before
    done = ksb("migrate", old, "--old", old, "--new", new, "-o", tmp_path / "x.yaml")
    assert done.code == 2
    assert done.err.startswith(f"error: {old}: ksb migrate can't rewrite this kind of file")
    assert not (tmp_path / "x.yaml").exists()


def test_a_file_that_is_missing_is_named_with_the_nearest(ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "Tracker-2026.csv").write_text("KSB,Evidence\nK1,soup\n")
    missing = tmp_path / "trackr-2026.csv"
    said = f"error: there is no file {missing}\nhint: is {tmp_path / 'Tracker-2026.csv'} meant?\n"
    for call in (("coverage", missing), ("import", missing), ("info", "--standard", missing)):
        assert (ksb(*call).code, ksb(*call).err) == (2, said)
    other = tmp_path / "nothing.xlsx"
    assert ksb("coverage", other).err == f"error: there is no file {other}\n"
