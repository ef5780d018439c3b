"""Evidence in workbooks, Word documents, and the encodings that Excel writes."""

from __future__ import annotations

import base64
import datetime
import json
from io import BytesIO
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from ksb.errors import KsbError
from ksb.evidence.files import read_evidence, read_files
from ksb.evidence.piece import Piece, Problem
from ksb.evidence.reading import Reading
from ksb.reading import embedded, load

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
READING = Reading.against(load(embedded()))


def read(file: Path) -> tuple[list[Piece], list[Problem]]:
    found = list(read_evidence(str(file), READING))
    return [one for one in found if isinstance(one, Piece)], [one for one in found if isinstance(one, Problem)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_excel_writes_as_text(encoding: str, separator: str, tmp_path: Path) -> None:
    rows = ["Title|Date|KSBs", "Café – the “call sheet”|02/03/2026|K1 K2", "Budget|11 April 2026|K10–K12"]
    text = "\r\n".join(row.replace("|", separator) for row in rows)
    (tmp_path / "log.csv").write_bytes(text.encode(encoding))
    pieces, problems = read(tmp_path / "log.csv")
    assert [(piece.title, piece.date, piece.codes) for piece in pieces] == [
        ("Café – the “call sheet”", "2026-03-02", ("K1", "K2")),
        ("Budget", "2026-04-11", ("K10", "K11", "K12")),
    ]
    assert problems == []


def test_what_is_struck_out_in_a_workbook_is_not_used(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (["KSB", "Evidence"], ["K1", "Essay"], ["K2", "Quiz"]):
        sheet.append(line)
    for cell in sheet[3]:
        cell.font = Font(strike=True)
    sheet["B2"].font = Font(strike=False, bold=True)
    book.save(tmp_path / "log.xlsx")
    pieces, problems = read(tmp_path / "log.xlsx")
    assert [piece.codes for piece in pieces] == [("K1",)]
    assert [(one.place, one.message) for one in problems] == [
        ("sheet Sheet, row 3", "struck out in the workbook; not used: K2 | Quiz")
    ]


def test_pictures_in_a_document_are_reported(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("K1 Context", 1)
    document.add_picture(BytesIO(PICTURE))
    document.add_heading("K2 Law", 1)
    document.add_paragraph("An essay.")
    document.save(str(tmp_path / "log.docx"))
    pieces, problems = read(tmp_path / "log.docx")
    assert [piece.codes for piece in pieces] == [("K2",)]
    assert [one.message for one in problems] == [
        "1 picture not read; a heading or a cell with only a picture needs a caption"
    ]


def test_wordings_without_codes_are_named(tmp_path: Path) -> None:
    text = load(embedded()).ksbs["K1"]
    (tmp_path / "log.csv").write_text(f'KSB statement,Evidence\n"{text}",Essay\n', encoding="utf-8")
    [problem] = read(tmp_path / "log.csv")[1]
    assert problem.message == "names no KSB, but holds wordings of the standard; write the codes beside them"


def test_what_only_repeats_the_standard_is_no_evidence(tmp_path: Path) -> None:
    standard = load(embedded())
    duty = standard.duties[0]
    codes = [cited.code for cited in duty.cites]
    listed = "\n".join(f"- {code} {standard.ksbs[code]}" for code in codes)
    name = tmp_path / "draft.md"
    name.write_text(f"# Duties\n\nDuty 1 {duty.title}\n\n{', '.join(codes)}\n\n# KSBs\n\n{listed}\n", encoding="utf-8")
    pieces, problems = read(name)
    assert pieces == []
    assert "repeats the standard" in problems[0].message
    name.write_text(f"{name.read_text(encoding='utf-8')}\n# Project\n\nKSBs: K1, S3\n", encoding="utf-8")
    assert [piece.codes for piece in read(name)[0]] == [("K1", "S3")]


def test_a_workbook_as_people_keep_it(tmp_path: Path) -> None:
    book = Workbook()
    log = book.worksheets[0]
    log.title = "Evidence log"
    lines: list[list[str | int | datetime.date | None]] = [
        ["Evidence log for my apprenticeship"],
        ["One row for each KSB; ask your coach"],
        [],
        ["KSB", "Description", "Evidence", "Page", "Date", "Status"],
        ["K1", "Context", "Call sheet", 4, datetime.date(2026, 3, 2), "approved"],
        [None, None, "Budget", None, 46113, "draft"],
        ["K2", "Law", None, None, None, None],
        ["S3", "Reports", "=C5", None, None, None],
        ["K4", "Formats", "Log", None, "31/02/2026", None],
    ]
    for line in lines:
        log.append(line)
    log.merge_cells("A1:F1")
    log.merge_cells("A5:A6")
    log.merge_cells("B5:B6")
    log.row_dimensions[9].hidden = True
    log.column_dimensions["F"].hidden = True
    matrix = book.create_sheet("Matrix")
    rows: list[list[str | int | None]] = [
        ["Piece", "K7", "K8", "S11"],
        ["Unit list", "✓", None, "x"],
        ["Crew", None, 1, 0],
    ]
    for row in rows:
        matrix.append(row)
    book.create_sheet("How to").append(["Fill in the first sheet"])
    book.save(tmp_path / "log.xlsx")
    pieces, problems = read(tmp_path / "log.xlsx")
    assert [(piece.title, piece.codes, piece.date, piece.link, piece.place) for piece in pieces] == [
        ("Call sheet", ("K1",), "2026-03-02", "4", "sheet Evidence log, row 5"),
        ("Budget", ("K1",), "2026-04-01", None, "sheet Evidence log, row 6"),
        ("Log", ("K4",), None, None, "sheet Evidence log, row 9"),
        ("Unit list", ("K7", "S11"), None, None, "sheet Matrix, row 2"),
        ("Crew", ("K8",), None, None, "sheet Matrix, row 3"),
    ]
    assert [(problem.place, problem.message) for problem in problems] == [
        ("sheet Evidence log, row 8, column 3, a formula without a value", "not used: =C5"),
        ("sheet Evidence log, row 9", "hidden in the workbook; read anyway"),
        ("sheet Evidence log, column F", "hidden in the workbook; read anyway"),
        ("sheet Evidence log, row 9, column Date", '"31/02/2026" is not a date that can be read, such as 2026-03-02'),
    ]


def test_a_formula_gives_its_cached_value(tmp_path: Path) -> None:
    from zipfile import ZipFile

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["KSB", "Evidence"])
    sheet.append(["K1", '=HYPERLINK("https://example.org","Call sheet")'])
    stream = BytesIO()
    book.save(stream)
    with ZipFile(stream) as old, ZipFile(tmp_path / "log.xlsx", "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                start = part.index(b'<c r="B2"')
                head, rest = part[:start], part[start:]
                rest = rest.replace(b'<c r="B2"', b'<c r="B2" t="str"', 1).replace(b"<v />", b"<v>Call sheet</v>", 1)
                part = head + rest.replace(b"<v></v>", b"<v>Call sheet</v>", 1)
            new.writestr(name, part)
    pieces, problems = read(tmp_path / "log.xlsx")
    assert [(piece.title, piece.codes) for piece in pieces] == [("Call sheet", ("K1",))]
    assert problems == []


def test_a_word_document(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Portfolio", 0)
    document.add_heading("Piece 1: the call sheet", 1)
    table = document.add_table(0, 2)
    for name, value in [("Date", "2 March 2026"), ("KSBs", "K1, K2 and S3"), ("Status", "Approved")]:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, value
    document.add_heading("Piece 2: the budget", 1)
    document.add_paragraph("Date: 11 April 2026")
    document.add_paragraph("I drew up the budget with the line producer (K10, S11).")
    document.add_paragraph("KSBs still to cover: K20")
    document.add_heading("Checklist", 1)
    document.add_paragraph("☒ K7 Unit list")
    document.add_paragraph("☐ K8 Crew")
    document.add_heading("Annex", 1)
    annex = document.add_table(0, 3)
    for row in [("KSB", "Evidence", "Page"), ("K22: How to use", "Minutes", "7"), ("K23", "", "")]:
        for cell, text in zip(annex.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(tmp_path / "portfolio.docx"))
    pieces, problems = read(tmp_path / "portfolio.docx")
    assert {(piece.title, piece.codes, piece.date, piece.status) for piece in pieces} == {
        ("Piece 1: the call sheet", ("K1", "K2", "S3"), "2026-03-02", "Approved"),
        ("Piece 2: the budget", ("K10", "S11"), "2026-04-11", None),
        ("K7 Unit list", ("K7",), None, None),
        ("Minutes", ("K22",), None, None),
    }
    assert [problem.message for problem in problems] == ['K20 does not count: under "KSBs still to cover"']


@pytest.mark.parametrize(
    ("name", "text", "codes", "missing"),
    [
        ("a.md", "# Log\n\nKSBs covered\n\n- K1\n- K2\n\nKSBs not covered\n\n- K3\n- K4\n", "K1 K2", "K3 K4"),
        (
            "a.txt",
            "Ovens\nKSBs: K1, K2\n\nNot yet evidenced\nK3, K4\n\nOutstanding KSBs\nS1\n\nEvidence 2: Dough\nKSBs: S2\n",
            "K1 K2 S2",
            "K3 K4 S1",
        ),
        ("a.md", "# Log\n\n- [x] K2 done\n- TODO: S1\n- Not yet covered: S2\n", "K2", "S1 S2"),
        ("a.md", "# KSBs I have not met\n\nK3\n\nCovered so far: K1, K2. Still to do - S1.\n", "K1 K2", "K3 S1"),
        ("a.md", "I did not cover K1. K2 was not covered. We did it for next week. Gaps: S2, B1.\n", "", "K1 K2 S2 B1"),
        ("a.md", "# Log\n\nKSBs: K1\n\n- ~~K4 salt~~\n- [ ] K5 flour\n- B1: no evidence yet\n- B2: n/a\n", "K1", ""),
        ("a.csv", 'Title,KSBs\nA,"K1 to K3 (not K2)"\n', "K1 K3", "K2"),
    ],
)
def test_what_notes_say_is_missing(name: str, text: str, codes: str, missing: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    pieces, problems = read(tmp_path / name)
    assert sorted({code for piece in pieces for code in piece.codes}) == sorted(codes.split())
    listed = {code for code in missing.split() if any(code in problem.message for problem in problems)}
    assert listed | {code for piece in pieces for code in piece.named.excluded} == set(missing.split())
    assert not [piece.named.doubtful for piece in pieces if piece.named.doubtful]


@pytest.mark.parametrize(
    "text",
    [
        "KSBs I still need: K1, K2",
        "# What I still need to do\n\nK1, K2",
        "# KSBs I have not met\n\nK1",
        "# Outstanding KSBs and next steps\n\nK1",
        "# To do list\n\n- K1\n- K2",
        "Unmet KSBs: K1",
        "KSBs to work on: K1",
        "KSBs to be covered: K1",
        "KSBs yet to be evidenced: K1",
        "KSBs I didn't cover: K1",
        "Planned KSBs: K1",
        "KSBs left: K1",
        "What's left: K1",
        "Areas for development: K1",
        "I still need K1, K2.",
        "I hope to cover K1 next month.",
        "We did the rota. I still have to do K1, K2.",
        "We did the rota. KSBs left: K1",
        "Still to do - K1, B5.",
        "Need more evidence for (K1)",
        "More evidence needed for K1",
    ],
)
def test_what_is_still_needed_does_not_count(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{text}\n", encoding="utf-8")
    pieces, problems = read(tmp_path / "a.md")
    assert not [piece.codes for piece in pieces if piece.codes]
    assert "K1" in {code for piece in pieces for code in piece.named.excluded} or any(
        "K1" in it.message for it in problems
    )


@pytest.mark.parametrize(
    "text",
    [
        "Met the client's needs (K1, S3)",
        "The day went as planned - K1, S2 helped me.",
        "To do this I read the policy [K1].",
        "I needed the policy (K1).",
        "What I have done: K1",
        "Training needs analysis [K1]",
        "We had left the site. KSBs: K1",
        "Development: K1",
        "Several of them, for example [K1]",
    ],
)
def test_words_of_need_about_something_else(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{text}\n", encoding="utf-8")
    [piece], problems = read(tmp_path / "a.md")
    assert (piece.codes[0], piece.named.excluded, problems) == ("K1", (), [])


def test_a_sheet_that_explains_the_codes(tmp_path: Path) -> None:
    book = Workbook()
    for line in [["Evidence", "KSBs"], ["Call sheet", "K1"]]:
        book.worksheets[0].append(line)
    guide = book.create_sheet("Codes")
    guide.append(["Use codes such as K2, S2 and B3 in the KSBs column"])
    guide.append(["For example: K4, K5"])
    book.save(tmp_path / "log.xlsx")
    pieces, problems = read(tmp_path / "log.xlsx")
    assert [(piece.place, piece.codes, piece.named.excluded) for piece in pieces] == [
        ("sheet Sheet, row 2", ("K1",), ()),
        ("sheet Codes, row 1", (), ("K2", "S2", "B3")),
        ("sheet Codes, row 2", (), ("K4", "K5")),
    ]
    assert problems == []


@pytest.mark.parametrize(
    "name", ["Example", "Worked example", "Instructions", "How to use this", "READ ME", "Plan for May"]
)
def test_a_sheet_whose_name_says_that_it_is_no_evidence(name: str, tmp_path: Path) -> None:
    book = Workbook()
    for sheet, code in [(book.worksheets[0], "K1"), (book.create_sheet(name), "K2")]:
        for line in [["Evidence", "KSBs"], ["Call sheet", code]]:
            sheet.append(line)
    book.save(tmp_path / "log.xlsx")
    pieces, problems = read(tmp_path / "log.xlsx")
    assert [piece.codes for piece in pieces] == [("K1",)]
    assert [(one.place, one.message) for one in problems] == [
        (f"sheet {name}", "not used, as its name says; if it is evidence, rename it")
    ]


def test_numbers_in_a_sheet_for_each_kind_of_ksb(tmp_path: Path) -> None:
    book = Workbook()
    for sheet, first in [(book.create_sheet("Knowledge"), "Ref"), (book.create_sheet("Behaviours"), "No.")]:
        for line in [["My tracker"], [first, "Statement", "Evidence"], [1, "Context", "Log"], [2, "Rules", ""]]:
            sheet.append(line)
    book.save(tmp_path / "log.xlsx")
    assert [piece.codes for piece in read(tmp_path / "log.xlsx")[0]] == [("K1",), ("B1",)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("log.csv", 'Title,KSBs,Status\nWork,"K1{}K2{}K3 tail",not{}seen\n'),
        ("log.md", "Work [K1]{} K2{}, K3 tail\n\nStatus: not{}seen\n"),
        ("log.json", '[{{"title": "Work", "ksbs": "K1{}K2{}K3 tail", "status": "not{}seen"}}]'),
    ],
)
def test_a_long_run_of_blanks_is_one(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content.format(*[" " * 10_000] * 3))
    pieces, _ = read(tmp_path / name)
    assert [(piece.codes, piece.status) for piece in pieces] == [(("K1", "K2", "K3"), "not seen")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[{"title": "Sheet", "ksbs": ' + "[" * 900 + '"K1"' + "]" * 900 + "}]", "nested too deep"),
        (json.dumps([{"ksbs": "K1", f"key {i}": ""} for i in range(1_000)]), "has more than 1,000,000 cells"),
    ],
)
def test_data_that_is_too_deep_or_has_too_many_keys(content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "log.json").write_text(content, encoding="utf-8")
    with pytest.raises(KsbError, match=message):
        read_files([str(tmp_path / "log.json")], Reading())
