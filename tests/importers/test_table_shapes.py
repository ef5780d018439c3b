"""Tables and sheets in the shapes that people give them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from ksb.documents import read_blocks
from ksb.documents.blocks import Block, Heading, Row, Table
from ksb.importers import Imported, document, read_content
from ksb.standard import Standard


def parse(*tables: Table) -> Imported:
    blocks: list[Block] = [Heading("Shed builder", "the title", 1), *tables]
    return document.parse(blocks, "shed.xlsx")


def sheet(name: str, *rows: str, hidden: bool = False) -> Table:
    made = tuple(
        Row(tuple(cell.strip() for cell in row.split("|")), f"sheet {name}, row {number}")
        for number, row in enumerate(rows, 1)
    )
    return Table(name, f"sheet {name}", made, hidden=hidden)


def said(imported: Imported) -> list[str]:
    return [str(note) for note in imported.notes if note.kind != "structure"]


def cited(standard: Standard | None) -> list[tuple[int, str, str]]:
    assert standard is not None
    return [(duty.number, duty.title, " ".join(cite.code for cite in duty.cites)) for duty in standard.duties]


KSBS = ("Knowledge", "| K1 | Wood", "| K2 | Glue", "Skills", "| S1 | Saw")
DEFINED = {"K1": "Wood", "K2": "Glue", "S1": "Saw"}


def test_codes_below_an_empty_column_that_holds_the_headings() -> None:
    imported = parse(sheet("Sheet1", *KSBS))
    assert imported.standard is not None
    assert (imported.standard.ksbs, said(imported)) == (DEFINED, [])


def test_sheets_that_are_hidden_or_old_are_left_out() -> None:
    old = sheet("Old (do not use)", "K1 | Timber"), sheet("Notes", "K9 | Paint", hidden=True)
    imported = parse(old[0], sheet("Sheet1", *KSBS), old[1])
    assert imported.standard is not None
    assert imported.standard.ksbs == DEFINED
    assert said(imported) == [
        'sheet Old (do not use), row 1: left out: "K1 | Timber"',
        'sheet Notes, row 1: left out: "K9 | Paint"',
        "sheet Old (do not use): the sheet says by its name that it is not current; it is left out",
        "sheet Notes: the sheet is hidden; it is left out",
    ]


def test_a_sheet_of_what_is_old_is_not_an_old_sheet() -> None:
    for others in ((), (sheet("Skills", "S1 | Plant"),)):
        imported = parse(sheet("Old trees" if others else "Old", "K1 | Oak"), *others)
        assert imported.standard is not None
        assert imported.standard.ksbs["K1"] == "Oak"


def test_a_workbook_says_which_sheets_it_hides() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book: Any = openpyxl.Workbook()
    book.active.append(["K1", "Wood"])
    other = book.create_sheet("Lists")
    other.append(["K9", "Paint"])
    other.sheet_state = "veryHidden"
    stream = BytesIO()
    book.save(stream)
    blocks = read_blocks(stream.getvalue(), "excel", "shed.xlsx")
    assert [block.hidden for block in blocks if isinstance(block, Table)] == [False, True]


def test_ticks_below_two_rows_of_names() -> None:
    rows = (
        "| | Duty 1 | Duty 2",
        "Code | Statement | Cut timber | Join it",
        "Knowledge",
        "K1 | Wood | x |",
        "K2 | Glue | | x",
    )
    imported = parse(sheet("Sheet1", *rows, "Skills", "S1 | Saw | x |"))
    assert imported.standard is not None
    assert (imported.standard.ksbs, said(imported)) == (DEFINED, [])
    assert cited(imported.standard) == [(1, "Cut timber", "K1 S1"), (2, "Join it", "K2")]


def test_a_column_named_ksb_beside_one_of_codes_has_the_wordings() -> None:
    rows = ("Duty | KSB ref | KSB", "Duty 1: Cut timber | K1 | Wood", "| S1 | Saw", "Duty 2: Join it | K2 | Glue")
    imported = parse(sheet("Sheet1", *rows))
    assert imported.standard is not None
    assert (imported.standard.ksbs, said(imported)) == (DEFINED, [])
    assert cited(imported.standard) == [(1, "Cut timber", "K1 S1"), (2, "Join it", "K2")]


def test_a_sheet_for_each_duty() -> None:
    first = sheet("Duty 1", "Cut timber", "Knowledge", "K1 | Wood", "Skills", "S1 | Saw")
    imported = parse(first, sheet("Duty 2", "Join it", "Knowledge", "K2 | Glue"))
    assert imported.standard is not None
    assert (imported.standard.ksbs, said(imported)) == (DEFINED, [])
    assert cited(imported.standard) == [(1, "Cut timber", "K1 S1"), (2, "Join it", "K2")]


def test_the_rows_of_several_duties_in_a_sheet() -> None:
    rows = ("Core duties", "Duty 1 | Cut timber", "KSBs | K1 Wood\nS1 Saw", "Duty 2 | Join it", "Knowledge | K2 Glue")
    imported = parse(sheet("Sheet1", *rows))
    assert imported.standard is not None
    assert (imported.standard.ksbs, said(imported)) == (DEFINED, [])
    assert cited(imported.standard) == [(1, "Cut timber", "K1 S1"), (2, "Join it", "K2")]


def test_the_name_of_a_kind_beside_a_code_is_not_its_wording() -> None:
    rows = ("Duty 1: Cut timber", "Knowledge | K1", "Skills | S1", "Duty 2: Join it", "Knowledge | K2", "Skills | S1")
    defined = ("KSBs", "K1 Wood", "K2 Glue", "S1 Saw")
    imported = parse(sheet("Sheet1", *rows, *defined))
    assert imported.standard is not None
    assert imported.standard.ksbs == DEFINED
    assert {cite.text for duty in imported.standard.duties for cite in duty.cites} == {None}
    assert 'sheet Sheet1, row 3: left out: "S1"' in said(imported)


def test_a_sheet_for_each_option() -> None:
    names = ("Core duties", "Option 1 Sheds", "Fences option duties", "Duties")
    sheets = [sheet(name, "Duty | KSBs", f"Duty {at}: Cut | K{at}") for at, name in enumerate(names, 1)]
    imported = parse(*sheets)
    assert imported.standard is not None
    assert [option.title for option in imported.standard.options] == ["Sheds", "Fences"]
    assert [duty.options for duty in imported.standard.duties] == [(), (1,), (2,), ()]


def test_topics_with_their_statements() -> None:
    rows = (
        "Knowledge | The apprentice will understand",
        "Wood | How it grows",
        "Glue: | How it sets",
        "Skills |",
        "Saws | Cut",
    )
    imported = parse(sheet("", *rows))
    assert imported.standard is not None
    assert imported.standard.ksbs == {"K1": "Wood: How it grows", "K2": "Glue: How it sets", "S1": "Saws: Cut"}
    assert said(imported) == ["sheet , row 1: each topic is joined with its statement; numbered in order: K1 to K2, S1"]


@pytest.mark.slow
def test_many_topics_are_read_in_time() -> None:
    imported = parse(sheet("", "Knowledge | The apprentice will understand", *["Wood | How it grows"] * 8_000))
    assert imported.standard is not None
    assert len(imported.standard.ksbs) == 8_000


def test_the_number_of_a_duty_may_be_called_its_id() -> None:
    rows = ("Duty ID | Duty text | KSB ID | KSB text", "4 | Cut timber | K1 | Wood", "4 | Cut timber | S1 | Saw")
    imported = parse(sheet("Sheet1", *rows))
    assert cited(imported.standard) == [(4, "Cut timber", "K1 S1")]
    assert said(imported) == []


def test_numbers_with_full_stops_above_ticks_are_duties() -> None:
    found = parse(sheet("KSBs", "KSB | 1. | 2.", "K1: Flour | x | ", "K2: Ovens | | x"))
    assert found.standard is not None
    cited = [(duty.number, [cite.code for cite in duty.cites]) for duty in found.standard.duties]
    assert cited == [(1, ["K1"]), (2, ["K2"])]


@pytest.mark.parametrize("first", ["Title | Baker", "Reference | ST0001"])
def test_particulars_above_codes_name_no_columns(first: str) -> None:
    rows = sheet("KSBs", first, "K1 | Wood", "K2 | Glue").rows
    [imported] = [document.parse([Table("", "rows", rows)], "shed.csv")]
    assert imported.standard is not None
    assert imported.standard.ksbs == {"K1": "Wood", "K2": "Glue"}
    assert first.partition(" | ")[2] in (imported.standard.title, imported.standard.reference)


def test_a_scale_beside_statements_is_no_list_of_duties() -> None:
    imported = parse(sheet("Scan", "Statement | 1 | 2 | 3", "K1 Wood | x | | ", "S1 Saw | | | x"))
    assert imported.standard is not None
    assert imported.standard.duties == ()


@pytest.mark.parametrize(
    "page",
    [
        # Kinds beside their codes, below a title that is the duty, or below the duty itself.
        "<table><tr><th colspan=2>Duty 1: Cut timber<tr><td>Knowledge<td>K1<tr><td>Skills<td>S1</table>"
        "<table><tr><th colspan=2>Duty 2: Join it<tr><td>Knowledge<td>K2</table>",
        "<p>Duty 1: Cut timber<table><tr><th>Knowledge<th>K1 Wood<tr><td>Skills<td>S1 Saw</table>"
        "<p>Duty 2: Join it<table><tr><td>Knowledge<td>K2 Glue</table>",
        # The first row is marked as a header.
        "<table><tr><th>Duty 1<th>Cut timber<tr><td>KSBs<td>K1 Wood<br>S1 Saw</table>"
        "<table><tr><th>Duty 2<th>Join it<tr><td>KSBs<td>K2 Glue</table>",
        # Codes in the row below the title.
        "<table><tr><th>Duties<tr><td>1. Cut timber<tr><td>Mapped to: K1 S1<tr><td>2. Join it<tr><td>Mapped to: K2"
        "</table>",
    ],
)
def test_a_table_for_each_duty(page: str) -> None:
    defined = "<h2>KSBs</h2><ul><li>K1 Wood<li>K2 Glue<li>S1 Saw</ul>"
    [imported] = read_content(f"<h1>Shed builder</h1><h2>Duties</h2>{page}{defined}".encode(), "shed.html")
    assert imported.standard is not None
    assert (imported.standard.ksbs, said(imported)) == (DEFINED, [])
    assert cited(imported.standard) == [(1, "Cut timber", "K1 S1"), (2, "Join it", "K2")]


def test_a_table_that_repeats_a_cited_wording_defines_all_ksbs() -> None:
    duties = (
        "<h2>Duties</h2><h3>Duty 1: Cut timber</h3><ul><li>K1: Wood</ul><h3>Duty 2: Join it</h3><ul><li>K2: Glue</ul>"
    )
    table = "<table><tr><th>Code<th>Statement<tr><td>K1<td>Wood<tr><td>K2<td>Glue<tr><td>S1<td>Saw</table>"
    [imported] = read_content(f"<h1>Shed builder</h1>{duties}{table}".encode(), "shed.html")
    assert imported.standard is not None
    assert imported.standard.ksbs == DEFINED
    assert cited(imported.standard) == [(1, "Cut timber", "K1"), (2, "Join it", "K2")]
