"""Assessment plans from tables of KSBs against methods, and how `ksb import` adds them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ksb.documents import read_blocks
from ksb.errors import KsbError
from ksb.importers import Imported, read_content
from ksb.importers.assessment import Plan, read_plan
from ksb.reading import load
from ksb.standard import Standard

if TYPE_CHECKING:
    from conftest import Ksb

BAKER = Standard.model_validate(
    {
        "format": 1,
        "title": "Baker",
        "ksbs": {"K1": "Flour", "K2": "Hygiene", "K3": "Ovens", "S1": "Knead", "S2": "Clean", "B1": "Careful"},
    }
)
PORTFOLIO, TEST = "Interview underpinned by a portfolio", "Practical test"


def plan(text: str | bytes, name: str) -> Plan:
    content = text.encode() if isinstance(text, str) else text
    return read_plan(read_blocks(content, name=name), BAKER, name)


def parse(text: str) -> Imported:
    [imported] = read_content(text.encode(), "baker.md")
    return imported


def found(plan: Plan) -> list[tuple[int, str, bool, str]]:
    return [
        (method.number, method.title, method.portfolio, " ".join(method.ksbs)) for method in plan.assessment.methods
    ]


def workbook() -> bytes:
    from io import BytesIO

    openpyxl = pytest.importorskip("openpyxl")
    book: Any = openpyxl.Workbook()
    for row in (
        ["Mapping of KSBs to methods"],
        [],
        ["Code", "Statement", PORTFOLIO, TEST],
        ["K1", "Flour", "✓", None],
        ["K2", "Hygiene", "✓", "✓"],
        ["K3", "Ovens", None, None],
        ["S1", "Knead", None, "✓"],
    ):
        book.active.append(row)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def document() -> bytes:
    from io import BytesIO

    docx = pytest.importorskip("docx")
    word: Any = docx.Document()
    word.add_heading("Mapping of KSBs", 1)
    table = word.add_table(rows=0, cols=2)
    for texts in (
        ("Knowledge", "Assessment methods"),
        ("K1: Flour", PORTFOLIO),
        ("K2: Hygiene", f"{TEST}\n{PORTFOLIO}"),
        ("S1: Knead, as in K3", TEST),
    ):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


EXPECTED = [(1, PORTFOLIO, True, "K1 K2"), (2, TEST, False, "K2 S1")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"KSB,Statement,Duty 1,{PORTFOLIO},{TEST}\nK1,a,x,x,\nK2: b,,,Y,y\nS1,c,,no,x\n", "ticks.csv"),
        (f"KSB ref,Assessment method\nK1,{PORTFOLIO}\nK2,{PORTFOLIO}; {TEST}\nS1,{TEST}\n", "lists.csv"),
        (f"KSB;Method\nK1;{PORTFOLIO}\nK2;{PORTFOLIO} and {TEST}\nS1;{TEST}\n", "and.csv"),
        (f'Assessment method,KSBs\n{PORTFOLIO},"K1, K2"\n{TEST},K2 and S1\n', "methods.csv"),
        (
            f"<table><tr><th>Method</th><th>Knowledge</th><th>Skills</th></tr>"
            f"<tr><td>{PORTFOLIO}</td><td>K1 K2</td><td></td></tr>"
            f"<tr><td>{TEST}</td><td>K2</td><td>S1</td></tr></table>",
            "kinds.html",
        ),
        (f"# Plan\n\n## {PORTFOLIO}\n\n- K1: Flour\n- K2\n\n## {TEST}\n\nK2, S1\n", "headings.md"),
        (f"KSB,Assessed by\nK2,1 and 2\nK1,Method 1: {PORTFOLIO}\nS1,Method 2: {TEST}\n", "numbers.csv"),
    ],
)
def test_plans_in_text(text: str, name: str) -> None:
    assert found(plan(text, name)) == EXPECTED


def test_a_plan_in_a_workbook_and_one_in_a_word_document() -> None:
    assert found(plan(workbook(), "plan.xlsx")) == EXPECTED
    assert sorted(method.ksbs for method in plan(document(), "plan.docx").assessment.methods) == [
        ("K1", "K2"),
        ("K2", "S1"),
    ]


def test_the_numbers_of_the_document_are_kept() -> None:
    text = "KSB,Assessment method\nK1,AM2: Test\nS1,AM1: Observation\n"
    assert found(plan(text, "plan.csv")) == [(1, "Observation", False, "S1"), (2, "Test", False, "K1")]


def test_what_is_not_found_is_reported() -> None:
    read = plan("KSB,Duty 1,Test\nK1,x,x\nK99,,x\nS1,,x\n", "plan.csv")
    assert [(note.kind, note.place, note.text) for note in read.notes] == [
        ("left out", "row 3", "K99, which is not in the standard"),
        ("note", "row 1", "columns that are not used: Duty 1"),
        ("note", "", "4 KSBs are not in the plan: K2, K3, S2, B1"),
    ]
    untitled = plan("KSB,Assessment method\nK1,2\n", "plan.csv")
    assert untitled.notes[0].text == "the title of method 2 was not found"
    assert found(untitled) == [(2, "Assessment method 2", False, "K1")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("nothing here\n", ""),
        ("KSB,Duty 1\nK1,x\n", ""),
        ("KSB,Test\nK98,x\n", '; row 2: left out: "K98, which is not in the standard"'),
        ("KSB,Test\nK1,x\nK2,2\nK3,3\n", '; row 3, column Test: left out: "2"'),
    ],
)
def test_no_plan(text: str, reason: str) -> None:
    with pytest.raises(KsbError) as error:
        plan(text, "plan.csv")
    assert error.value.message == f"plan.csv: no assessment methods with KSBs of this standard were found{reason}"


@pytest.mark.parametrize(
    ("text", "methods"),
    [
        ("KSB,AM\nK1,AM3\nK2,\"AM2, AM3\"\nS1-S2,AM1\n", {1: "S1 S2", 2: "K2", 3: "K1 K2"}),
        ("KSB,Method\nK1,AM1\nK2,AM2\nK3,AM1+AM2\n", {1: "K1 K3", 2: "K2 K3"}),
        ("KSB,Method\nK1,AM3\nK2,Portfolio\n", {1: "K2", 3: "K1"}),
        ("KSB,Method\nK1,Test (AM2)\nK2,Interview (AM1)\nK3,\"AM1, AM2\"\n", {1: "K2 K3", 2: "K1 K3"}),
        ("KSB,AM2 Test,AM1 Interview\nK1,x,\nK2,,x\nK3,Both,both\n", {1: "K2 K3", 2: "K1 K3"}),
        ("KSB,Method\nK1,Viva\nK2,\"Project, Test\"\nK3,Project and test\n", {1: "K1", 2: "K2 K3", 3: "K2 K3"}),
        ("KSB,Method\nK1,\"Project report, presentation and questions\"\nK2,TBC\n", {1: "K1"}),
        ("KSB,Project,Viva,Total\nK1,1,0,1\nS1,1,1,2\nTotal,2,1,3\n", {1: "K1 S1", 2: "S1"}),
        ("KSB,Project,Viva\nK1,Yes,No\nK2,✓*,✓\nS1,P,S\n", {1: "K1 K2", 2: "K2"}),
        ("KSB,Test,Viva\nK1,x,Y (part A)\nK2,,y\n", {1: "K1", 2: "K1 K2"}),
        ("Method,KSB\nTest,K1\n,S1 to S2\nViva,K2\n", {1: "K1 S1 S2", 2: "K2"}),
        ("Method,Knowledge,Skills\nTest,\"K1, K2\",S1\n,K3,S2\nViva,K2,\n", {1: "K1 K2 K3 S1 S2", 2: "K2"}),
        (",Test,,Viva,\nKSB,Pass,Merit,Pass,Merit\nK1,x,,,\nK2,,x,x,x\n", {1: "K1 K2", 2: "K2"}),
    ],
)  # fmt: skip
def test_methods_as_people_name_and_mark_them(text: str, methods: dict[int, str]) -> None:
    assert {number: codes for number, _, _, codes in found(plan(text, "plan.csv"))} == methods


def test_what_was_decided_about_names_and_marks_is_reported() -> None:
    lists = plan('KSB,Method\nK1,"Interview, Test"\nK2,Project and viva\nK3,Project\n', "plan.csv")
    assert [(note.place, note.text) for note in lists.notes[:2]] == [
        ("row 2", '"Interview, Test" is read as 2 methods'),
        ("row 3", '"Project and viva" is read as one method'),
    ]
    marks = plan("KSB,Project,Viva\nK1,x,(x)\nK2,x (part A),x\nTotal,2,1\n", "plan.csv")
    assert [(note.place, note.text) for note in marks.notes[:3]] == [
        ("row 2, column Viva", "(x)"),
        ("row 3, column Project", "(part A)"),
        ("row 4", "Total | 2 | 1"),
    ]


def test_a_column_that_is_not_used_says_which_cells_are_odd() -> None:
    notes = plan("KSB,Project,Viva\nK1,x,x\nK2,x,see page 3\n", "plan.csv").notes
    assert [(note.place, note.text) for note in notes[:2]] == [
        ("row 1", "columns that are not used: Viva"),
        ("row 3, column Viva", "see page 3"),
    ]


def test_codes_after_a_label_below_a_heading() -> None:
    text = "## Method 1: Test\n\n- K1\n- S1, S2\n\n## Method 2: Viva\n\nKSBs: K2, K3\n\nIt may cover B1.\n"
    read = plan(text, "plan.md")
    assert found(read) == [(1, "Test", False, "K1 S1 S2"), (2, "Viva", False, "K2 K3")]
    assert str(read.notes[0]) == 'line 10: left out: "It may cover B1."'


ANNEX = (
    "# Grading\n\n## {}\n\n| Theme and KSBs | Pass | Distinction |\n|---|---|---|\n"
    "| Bread<br>K1 S1 | Bakes (K1, S1) | Explains (K1) |\n\n"
    "## {}\n\n| Theme and KSBs | Pass |\n|---|---|\n| Hygiene<br>K2 | Says, as in K3 |\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "KSB,Text\nPractical test,\nK1,Flour\nS1,Knead\nInterview,\nK2,Hygiene\n",
        "Practical test,\nK1,Flour\nS1,Knead\nInterview,\nK2,Hygiene\n",
        "Practical test,Interview\nK1,K2\nS1,\n",
        'Practical test,Interview\n"K1, S1",K2: Hygiene\n',
        "KSB,Practical test,Interview,Not assessed\nK1,x,,\nS1,x,,\nK2,,x,\nK3,,,x\n",
        "KSB,Method\nK1,Practical test\nS1,Practical test\nK2,Interview\nK3,Not assessed\n",
    ],
)
def test_methods_in_rows_and_columns_of_a_table(text: str) -> None:
    assert found(plan(text, "plan.csv")) == [(1, "Practical test", False, "K1 S1"), (2, "Interview", False, "K2")]


def test_tables_of_grades_below_headings() -> None:
    read = plan(ANNEX.format("Practical test", "Interview"), "plan.md")
    assert found(read) == [(1, "Practical test", False, "K1 S1"), (2, "Interview", False, "K2")]
    assert str(read.notes[0]) == 'line 13: left out: "K3, which the column of KSBs does not list"'
    for heading in ("Grade descriptors", "Not assessed by the test", "Assessment methods", "Duty 1: Bake"):
        with pytest.raises(KsbError, match="no assessment methods"):
            plan(ANNEX.format(heading, heading), "plan.md")


def test_a_sheet_for_each_method() -> None:
    from io import BytesIO

    openpyxl = pytest.importorskip("openpyxl")
    book: Any = openpyxl.Workbook()
    book.active.title = "AM1 Practical test"
    book.active.append(["Code", "Text"])
    book.active.append(["K1", "Flour"])
    book.create_sheet("AM2 Interview").append(["K2", "Hygiene"])
    stream = BytesIO()
    book.save(stream)
    assert found(plan(stream.getvalue(), "plan.xlsx")) == [
        (1, "Practical test", False, "K1"),
        (2, "Interview", False, "K2"),
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The following KSBs are assessed: K1, S1.", "K1 S1"),
        ("The test assesses K1 and S1.", "K1 S1"),
        ("K1 and S1 are assessed here.", "K1 S1"),
        ("### Knowledge\n\n- K1: Flour\n\n### Skills\n\n- S1: Knead, though not cakes", "K1 S1"),
        ("### Assessment location\n\nKSBs: K1, S1", "K1 S1"),
        ("KSBs: K1\n\nThe following KSBs are not assessed: S1.", "K1"),
        ("KSBs: K1\n\nKSBs not assessed here:\n\n- S1\n- B1", "K1"),
        ("KSBs: K1\n\nS1 is not assessed.", "K1"),
        ("KSBs: K1\n\nIt may assess S1.", "K1"),
    ],
)
def test_text_below_the_heading_of_a_method(text: str, codes: str) -> None:
    read = plan(f"# Baker\n\n## Method 1: Test\n\n{text}\n", "plan.md")
    assert found(read) == [(1, "Test", False, codes)]
    assert codes == "K1 S1" or any(note.kind == "left out" and "S1" in note.text for note in read.notes)


@pytest.mark.parametrize(
    "text",
    [
        "# Project manager\n\n## Knowledge\n\n- K1: Flour\n",
        "## Duty 1: Test bread\n\n| KSBs |\n|---|\n| K1 |\n",
        "| Theme | KSBs |\n|---|---|\n| Bread | K1, S1 |\n",
        "## KSBs assessed by both methods\n\n- K1\n",
        "| Knowledge | Skills |\n|---|---|\n| K1, (K2 in part) | S1, S2 |\n",
    ],
)
def test_other_headings_and_columns_name_no_methods(text: str) -> None:
    with pytest.raises(KsbError, match="no assessment methods"):
        plan(text, "plan.md")


def test_a_row_for_each_kind_below_the_numbers_of_the_methods() -> None:
    table = (
        "| | Assessment Method 1 | Assessment Method 2 |\n|---|---|---|\n"
        "| Type | **Practical test** | **Portfolio** |\n"
        "| Knowledge | K1, K2 | K3 |\n| Skills | S1 | S2 |\n| Behaviours | B1 | |\n"
    )
    assert found(plan(table, "plan.md")) == [
        (1, "Practical test", False, "K1 K2 S1 B1"),
        (2, "Portfolio", True, "K3 S2"),
    ]
    with pytest.raises(KsbError, match="without a method"):
        plan("| Type | Shop | Folder |\n|---|---|---|\n| Knowledge | K1, K2 | K3 |\n| Skills | S1 | S2 |\n", "plan.md")


@pytest.mark.parametrize(
    "rows", ["| Pass | Bakes. | K1, S1 |\n| Distinction | Bakes well. | K1 |", "| A1 | Flour | K1, K2 |"]
)
def test_rows_of_grades_and_of_parts_of_a_portfolio_are_no_methods(rows: str) -> None:
    with pytest.raises(KsbError, match="no assessment methods"):
        plan(f"# Evidence\n\n| Level | Official wording | KSBs |\n|---|---|---|\n{rows}\n", "plan.md")


@pytest.mark.parametrize("heading", ["AM2 KSBs", "AM2 KSBs only"])
def test_a_heading_of_the_ksbs_of_a_numbered_method_has_no_title(heading: str) -> None:
    read = plan(f"# Notes\n\n## {heading}\n\nKnowledge:\n\n- K1: Flour\n- K2: Hygiene\n", "plan.md")
    assert found(read) == [(2, "Assessment method 2", False, "K1 K2")]


@pytest.mark.parametrize("key", ["AM1 = Practical test, AM2 = Interview", "AM1: Practical test\nMethod 2 – Interview"])
def test_a_key_gives_the_titles_of_numbers(key: str) -> None:
    read = plan(f'"{key}",,\nKSB,AM1,AM2\nK1,x,\nS1,x,\nK2,,x\n', "plan.csv")
    assert found(read) == [(1, "Practical test", False, "K1 S1"), (2, "Interview", False, "K2")]


def test_a_key_gives_no_other_titles() -> None:
    read = plan("AM1: mandatory\nAM2: Interview\nKSB,AM1,AM2 Viva\nK1,x,\nK2,,x\n", "plan.csv")
    assert [method.title for method in read.assessment.methods] == ["Assessment method 1", "Viva"]


def test_what_is_not_assessed_below_a_heading() -> None:
    read = plan("## Interview\n\n| KSB | Not assessed |\n|---|---|\n| K1 | |\n| K2 | x |\n", "plan.md")
    assert found(read) == [(1, "Interview", False, "K1")]
    assert str(read.notes[0]) == 'line 6: left out: "K2 | x"'


def test_a_heading_names_a_method_by_its_number() -> None:
    text = "## Grading – Assessment method 2: Viva\n\n| KSBs | Pass |\n|---|---|\n| K1 | Says |\n"
    assert found(plan(text, "plan.md")) == [(2, "Viva", False, "K1")]


YAML = "# A comment.\nformat: 1\ntitle: Baker\nksbs:\n  K1: Flour # another\n  S1: Knead\n"


def test_a_plan_is_added_to_a_yaml_file_whose_comments_stay(tmp_path: Path, ksb: Ksb) -> None:
    old, table, new = tmp_path / "baker.yaml", tmp_path / "plan.csv", tmp_path / "new.yaml"
    old.write_text(YAML)
    table.write_text("KSB,Interview,Test\nK1,x,\nS2,x,x\n")
    result = ksb("import", old, "--assessment", table, "-o", new)
    assert (result.code, result.out) == (0, "")
    assert result.err.splitlines()[1:] == [
        '  plan.csv: row 3: left out: "S2, which is not in the standard"',
        "  plan.csv: 1 KSB is not in the plan: S1",
    ]
    assert new.read_text() == YAML + (
        "\nassessment:\n  methods:\n    - number: 1\n      title: Interview\n      ksbs: [K1]\n"
    )
    table.write_text("KSB,Exam\nK1,x\nS1,x\n")
    again = ksb("import", new, "--assessment", table)
    assert "replaces the existing plan: 1 method" in again.err
    assert again.out.startswith(YAML)
    assert again.out.count("assessment:") == 1
    (tmp_path / "again.yaml").write_text(again.out)
    assert [method.title for method in load(tmp_path / "again.yaml").methods] == ["Exam"]


def test_nothing_is_written_where_there_is_no_plan(tmp_path: Path, ksb: Ksb) -> None:
    old, table, new = tmp_path / "baker.yaml", tmp_path / "plan.csv", tmp_path / "new.yaml"
    old.write_text(YAML)
    table.write_text("nothing\n")
    result = ksb("import", old, "--assessment", table, "-o", new)
    assert (result.code, new.exists()) == (2, False)
    missing = ksb("import", old, "--assessment", tmp_path / "missing.docx", "-o", new)
    assert (missing.code, new.exists()) == (2, False)
    assert "missing.docx" in missing.err
    assert ksb("import", old, "--assessment", table, "-o", table).code == 2
    assert table.read_text() == "nothing\n"


@pytest.mark.parametrize(
    "text",
    [
        "| Method | K1 | K2 | S1 |\n|---|---|---|---|\n| Practical test | x | | x |\n| Interview | | ✅ | ❌ |\n",
        "| | K1 | K2 | S1 |\n|---|---|---|---|\n| Practical test | Y | N | Y |\n| Interview | N | Y | N |\n",
        "## Practical test\n\n| Theme | KSBs |\n|---|---|\n| Bread | K1 S1 |\n\n"
        "## Interview\n\n| Theme | KSBs |\n|---|---|\n| Hygiene | K2 |\n",
        "## Assessment method: Practical test\n\n| KSBs | Pass |\n|---|---|\n| K1: Flour<br>S1: Knead | Does |\n\n"
        "## Assessment method: Interview\n\n| KSBs | Pass |\n|---|---|\n| K2: Hygiene | Says |\n",
    ],
)
def test_methods_in_rows_and_in_headings(text: str) -> None:
    assert found(plan(text, "plan.md")) == [(1, "Practical test", False, "K1 S1"), (2, "Interview", False, "K2")]


def test_duties_in_rows_are_no_methods() -> None:
    with pytest.raises(KsbError, match="no assessment methods"):
        plan("| | K1 | K2 |\n|---|---|---|\n| Duty 1: Bake | x | |\n| Duty 2: Clean | | x |\n", "plan.md")


COLUMN = "| Ref | Skills | Assessed by |\n|---|---|---|\n"


@pytest.mark.parametrize(
    ("text", "methods"),
    [
        (f"{COLUMN}| S1 | Knead | Interview |\n| S2 | Bake | Test; interview |\n| S3 | Cool | TBC |\n",
         [(1, "Interview", ["S1", "S2"]), (2, "Test", ["S2"])]),
        (f"{COLUMN}| S1 | Knead | AM2: Test |\n| S2 | Bake | AM1, AM2 |\n",
         [(1, "Assessment method 1", ["S2"]), (2, "Test", ["S1", "S2"])]),
        ("| Ref | Skills | EPA method | Ref | Knowledge | EPA method |\n|---|---|---|---|---|---|\n"
         "| S1 | Knead | Test | K1 | Flour | Viva |\n",
         [(1, "Test", ["S1"]), (2, "Viva", ["K1"])]),
        (f"{COLUMN}| S1 | Knead | Practical |\n\n## Assessment methods\n\nMethod 1: Viva\n\nMethod 2: Practical\n",
         [(1, "Viva", []), (2, "Practical", ["S1"])]),
    ],
)  # fmt: skip
def test_a_column_beside_the_ksbs_is_the_plan(text: str, methods: list[tuple[int, str, list[str]]]) -> None:
    imported = parse(f"# Baker\n\n{text}")
    assert imported.standard is not None
    assert [(method.number, method.title, list(method.ksbs)) for method in imported.standard.methods] == methods
    column = "EPA method" if "EPA" in text else "Assessed by"
    assert f'the column "{column}" is read as the assessment plan: ' in str(imported.notes)
    left = [str(note) for note in imported.notes if note.kind == "left out"]
    assert left == (['line 7: left out: "Assessed by: TBC"'] if "TBC" in text else [])


def test_a_column_of_assessors_is_left_out() -> None:
    imported = parse(f"# Baker\n\n{COLUMN}| S1 | Knead | Interview |\n| S2 | Bake | Jo Smith |\n")
    assert imported.standard is not None
    assert imported.standard.assessment is None
    assert [str(note) for note in imported.notes if note.kind != "structure"] == [
        'line 5: left out: "Assessed by: Interview"',
        'line 6: left out: "Assessed by: Jo Smith"',
    ]
