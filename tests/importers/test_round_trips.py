"""What `ksb export` writes as Markdown, text, JSON or YAML, `ksb import` reads as the same standard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ksb.exporters import csv, export, xlsx
from ksb.importers import Imported, import_file, read_content
from ksb.importers.exported import TABLES
from ksb.standard import Standard

if TYPE_CHECKING:
    from conftest import Ksb

SUFFIXES = {"markdown": "md", "text": "txt", "json": "json", "yaml": "yaml"}
SHAPE: dict[str, Any] = {
    "format": 1,
    "title": "Baker",
    "overview": ["Bakers bake.", "All sorts."],
    "job_titles": ["Baker", "Cook, pastry"],
    "claims": [{"text": "There are 2 duties.", "duties": 2}],
    "options": [
        {"number": 1, "title": "craft", "description": ["By hand."]},
        {"number": 2, "title": "plant", "also_titled": [{"text": "Plant", "where": "duties"}]},
    ],
    "ksbs": {"K1": "Flour", "K2": "Ovens:\nhow they heat\nand cool", "S1": "Knead", "B1": "Calm", "TK1": "Yeast"},
    "duties": [
        {
            "number": 1,
            "title": "Bake",
            "criteria": "On time\nTo the recipe",
            "cites": ["K1", "S1", "B1"],
        },
        {"number": 2, "title": "Run a line", "options": [2], "cites": ["K2", {"S1": "Knead well"}, "TK1"]},
    ],
    "assessment": {
        "methods": [
            {"number": 1, "title": "Interview", "portfolio": True, "ksbs": ["K1", "S1"]},
            {"number": 2, "title": "Test: written", "ksbs": ["K2", "TK1"]},
        ]
    },
}


@pytest.fixture(params=["all parts", "no duties", "the embedded one"])
def original(request: pytest.FixtureRequest, standard: Standard) -> Standard:
    if request.param == "the embedded one":
        return standard
    shape = SHAPE if request.param == "all parts" else {**SHAPE, "duties": [], "options": [], "claims": []}
    return Standard.model_validate(shape)


@pytest.mark.parametrize("format", SUFFIXES)
def test_an_export_is_imported_as_the_same_standard(format: Any, original: Standard) -> None:
    content = export(original, format).encode()
    [found] = read_content(content, f"baker.{SUFFIXES[format]}")
    assert found.standard == original
    assert not [note for note in found.notes if note.kind != "structure"]


@pytest.mark.parametrize("format", ["markdown", "json", "yaml"])
@pytest.mark.slow
def test_published_standards(format: Any, shared: Path) -> None:
    for file in sorted((shared / "data" / "skills-england").glob("*.json")):
        [published] = import_file(file)
        assert published.standard is not None
        standard = published.standard.model_copy(update={"title": published.standard.title.strip()})
        [found] = read_content(export(standard, format).encode(), f"x.{SUFFIXES[format]}")
        assert found.standard == standard


@pytest.mark.parametrize("format", ["markdown", "text"])
@pytest.mark.parametrize(
    "wording",
    [
        ": Understand it",
        "- Dash",
        "\u2013 Dash",
        "\u2022 Bullet",
        "::notice",
        "##[group]x",
        "Flour; water;",
        "salt &amp;",
        "Flour\nK2: water",
        "Flour\nDuty 2: Mix",
        "Flour\n- water",
        "Flour\nSkills",
        "\\x09 and \\u200b",
    ],
)
def test_wordings_with_punctuation_and_lines_like_statements(format: Any, wording: str) -> None:
    if format == "text" and "- water" in wording:
        pytest.skip("plain text can't tell it from a list")
    duty = {"number": 1, "title": f"Bake\n{wording}", "cites": ["K1", "K2", "S1"]}
    other = {"number": 2, "title": "Run a line", "options": [2], "cites": [{"S1": wording}, "K2"]}
    shape = {**SHAPE, "ksbs": {**SHAPE["ksbs"], "K1": wording}, "duties": [duty, other]}
    original = Standard.model_validate(shape)
    [found] = read_content(export(original, format).encode(), f"baker.{SUFFIXES[format]}")
    assert found.standard == original


@pytest.mark.parametrize("format", ["markdown", "text"])
def test_a_tab_becomes_a_space_and_an_invisible_character_its_code(format: Any) -> None:
    original = Standard.model_validate({**SHAPE, "ksbs": {**SHAPE["ksbs"], "K1": "a\tb\u200bc"}})
    [found] = read_content(export(original, format).encode(), f"baker.{SUFFIXES[format]}")
    assert found.standard is not None
    assert found.standard.ksbs["K1"] == "a b\\u200bc"


def test_paragraphs_of_an_option_stay_apart_in_text() -> None:
    option = {"number": 1, "title": "craft", "description": ["By hand.", "with care", "Slowly;"]}
    original = Standard.model_validate({**SHAPE, "options": [option, SHAPE["options"][1]]})
    [found] = read_content(export(original, "text").encode(), "baker.txt")
    assert found.standard == original


def said(found: Imported) -> list[str]:
    return [str(note) for note in found.notes if note.kind != "structure"]


def cited(standard: Standard) -> list[tuple[int, list[str]]]:
    return [(duty.number, [cite.code for cite in duty.cites]) for duty in standard.duties]


def test_a_workbook_is_imported_with_all_that_it_holds(standard: Standard) -> None:
    [found] = read_content(xlsx.export(standard), "m.xlsx")
    assert found.standard is not None
    assert said(found) == []
    assert found.standard.title == standard.title
    assert found.standard.ksbs == standard.ksbs
    assert cited(found.standard) == cited(standard)
    for made, given in zip(found.standard.duties, standard.duties, strict=True):
        assert (made.title, made.options, made.criteria) == (given.title, given.options, given.criteria)
    assert [(it.number, it.title, it.description) for it in found.standard.options] == [
        (it.number, it.title, it.description) for it in standard.options
    ]


@pytest.mark.parametrize("columns", TABLES)
def test_a_row_that_no_export_writes_is_left_out(columns: tuple[str, ...]) -> None:
    rows = "\n".join(",".join(row) for row in (columns, ["?"] * len(columns)))
    [found] = read_content(rows.encode(), "table.csv")
    assert found.standard is None
    assert [note.text for note in found.notes if note.kind == "left out"] == [" | ".join(["?"] * len(columns))]


def test_a_workbook_keeps_the_assessment_plan() -> None:
    given = Standard.model_validate(SHAPE)
    [found] = read_content(xlsx.export(given), "baker.xlsx")
    assert found.standard is not None
    assert found.standard.assessment == given.assessment


def test_the_tables_of_a_standard_are_imported_with_what_each_holds(standard: Standard) -> None:
    made = {}
    for table in ("ksbs", "duties", "citations", "matrix"):
        [found] = read_content(csv.export(standard, table).encode(), f"{table}.csv")
        assert found.standard is not None
        assert not [line for line in said(found) if "left out" in line]
        made[table] = found.standard
    in_order = [(number, sorted(set(codes))) for number, codes in cited(standard)]
    for table, imported in made.items():
        assert sorted((number, sorted(set(codes))) for number, codes in cited(imported)) == sorted(in_order), table
    assert made["ksbs"].ksbs == made["matrix"].ksbs == standard.ksbs
    assert set(made["citations"].ksbs) == {code for _, codes in cited(standard) for code in codes}
    assert [duty.title for duty in made["duties"].duties] == [duty.title for duty in standard.duties]
    assert [duty.options for duty in made["duties"].duties] == [duty.options for duty in standard.duties]
    wordings = [[standard.wording(cite) for cite in duty.cites] for duty in standard.duties]
    assert [[made["citations"].wording(cite) for cite in duty.cites] for duty in made["citations"].duties] == wordings


@pytest.mark.parametrize(("format", "what"), [("html", "`ksb export html` writes"), ("case", "`ksb export case`")])
def test_an_export_that_can_not_be_imported_is_refused(format: str, what: str, ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / f"m.{'html' if format == 'html' else 'json'}"
    assert ksb("export", format, "--output", file).code == 0
    result = ksb("import", file)
    assert result.code == 2
    assert result.out == ""
    assert f"{what}" in result.err
    assert "which can't be imported" in result.err
    assert "exports that can be imported: json, yaml, markdown, text, xlsx, csv" in result.err


def test_a_table_of_an_export_that_was_pasted_into_a_page_keeps_its_first_row() -> None:
    page = "<table><thead><tr><th>duty<th>code<th>text<th>same_as_definition</thead><tr><td>1<td>K1<td>Flour<td>yes"
    [found] = read_content(f"<html>{page}</table></html>".encode(), "a.html")
    assert found.standard is not None
    assert found.standard.ksbs == {"K1": "Flour"}
    assert cited(found.standard) == [(1, ["K1"])]
