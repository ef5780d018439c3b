"""Tables beside codes that hold no wordings, and tables that name duties and KSBs row by row."""

from __future__ import annotations

from functools import partial

import imported
import pytest
from imported import notes

from ksb.documents.blocks import Heading, Row, Table
from ksb.importers import document
from ksb.models import Duty
from ksb.standard import Standard

read = partial(imported.read, name="baker.md")


def table(*rows: str, header: bool = False) -> Table:
    made = [Row(tuple(map(str.strip, row.split("|"))), f"row {at}") for at, row in enumerate(rows, 1)]
    return Table("", "table 1", tuple(made[header:]), made[0] if header else None)


def parsed(*tables: Table) -> Standard:
    found = document.parse(tables, "baker.docx").standard
    assert found is not None
    return found


def cited(duty: Duty) -> list[str]:
    return [cite.code for cite in duty.cites]


RECORDS = {
    "practices": "| Practice | KSB | Where |\n|---|---|---|\n| Stock | S1 | Log |\n| Rota | S1 | Log |\n",
    "grades": "| KSB | Pass met | Gap |\n|---|---|---|\n| S1 | Yes | - |\n| K2 | Partly | Rolls are not weighed |\n",
}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_what_stands_beside_codes_in_a_record_is_no_wording(record: str) -> None:
    found = read(f"# Notes\n\n{record}")
    assert found.error == "yields neither a KSB nor a duty"
    assert any("line 5: left out" in note for note in notes(found))


def test_a_table_for_each_duty_with_its_ksbs_in_a_row() -> None:
    duties = [
        table("Duty 1 | Bake bread", "Criteria for measuring performance | On time", "KSBs | K1 S1"),
        table("Duty 2 | Sell it", "Criteria for measuring performance | Politely", "Knowledge | 1"),
        table("Duty 3 | Clean up", "Time of day | Evening", "KSBs | S1"),
    ]
    found = parsed(*duties, table("K1 | Flour", "S1 | Kneading"))
    assert found.duties is not None
    assert [(duty.title, duty.criteria, cited(duty)) for duty in found.duties] == [
        ("Bake bread", "On time", ["K1", "S1"]),
        ("Sell it", "Politely", ["K1"]),
        ("Clean up", None, ["S1"]),
    ]


def test_a_sheet_with_a_duty_above_each_list_of_codes() -> None:
    rows = ["Duty 1 | Bake bread |", "Code | Statement | Evidence ref", "K1 | Flour | E1"]
    rows += ["Duty 2 | Sell it |", "Code | Statement | Evidence ref", "S1 | Prices | E2"]
    found = parsed(table(*rows))
    assert found.duties is not None
    assert [(duty.title, cited(duty)) for duty in found.duties] == [("Bake bread", ["K1"]), ("Sell it", ["S1"])]


def test_a_scale_with_a_tick_in_each_row_is_no_list_of_duties() -> None:
    rows = [f"K{at} | Flour {at} |" + " | ".join("x" if at % 3 == of else "" for of in range(3)) for at in range(1, 7)]
    found = parsed(table("Ref | Criteria | 1 | 2 | 3", *rows))
    assert (len(found.ksbs), found.duties) == (6, ())


def test_themes_beside_statements_are_no_statements() -> None:
    themes = table("Theme | Knowledge", "Wheat | K1 Flour", "Heat | K2 Ovens")
    found = document.parse([Heading("Knowledge", "heading 1", 1), themes], "baker.docx")
    assert found.standard is not None
    assert found.standard.ksbs == {"K1": "Flour", "K2": "Ovens"}
    assert 'row 2: left out: "Theme: Wheat"' in notes(found)


def test_a_paragraph_below_a_wording_that_ends_with_a_comma_is_not_part_of_it() -> None:
    found = read("# Baker\n\n## Behaviours\n\nB1: Self-managing,\n\nMy evidence\n\nB2: Kind,\n\nhelpful\n")
    assert found.standard is not None
    assert found.standard.ksbs == {"B1": "Self-managing,", "B2": "Kind, helpful"}
    assert 'line 7: left out: "My evidence"' in notes(found)


def test_a_cell_of_several_lines_that_was_pasted_from_a_workbook() -> None:
    text = 'Duty\tKSBs\nDuty 1\t"K1,\nS1"\nDuty 2\t"K1 ""(new)""\nS1"\n\nK1\tFlour\nS1\tKneading\n'
    found = read(text, name="pasted.txt").standard
    assert found is not None
    assert found.duties is not None
    assert [cited(duty) for duty in found.duties] == [["K1", "S1"], ["K1", "S1"]]


@pytest.mark.parametrize(
    "rows",
    [
        "| Duty | Half-days |\n|---|---|\n| Director | 0 |\n| Chief | 1 |\n",
        "| Duty | Status |\n|---|---|\n| tick | ok |\n",
    ],
)
def test_duties_without_numbers_and_ksbs_are_not_of_a_standard(rows: str) -> None:
    found = read(f"# Runs\n\n{rows}\n## Rotations\n\nNone\n")
    assert found.error == "yields neither a KSB nor a duty"


def test_a_number_beside_duties_is_not_that_of_the_duty() -> None:
    duties = table("Duty | Hours | KSBs", "Bake bread | 2 | K1", "Sell it | 2 | K2")
    found = parsed(duties, table("K1 | Flour", "K2 | Prices"))
    assert [duty.number for duty in found.duties or ()] == [1, 2]


def test_objects_that_map_codes_to_duties_are_no_records() -> None:
    mappings = '[{"duty": 1, "ksb": "K1"}, {"duty": 2, "ksb": "K1"}, {"duty": 2, "ksb": "S1"}]'
    ksbs = '[{"code": "K1", "text": "Flour"}, {"code": "S1", "text": "Kneading"}]'
    duties = '[{"id": 1, "title": "Bake bread"}, {"id": 2, "title": "Sell it"}]'
    text = f'{{"title": "Baker", "duties": {duties}, "ksbs": {ksbs}, "mappings": {mappings}}}'
    found = read(text, name="baker.json").standard
    assert found is not None
    assert [(duty.title, cited(duty)) for duty in found.duties or ()] == [
        ("Bake bread", ["K1"]),
        ("Sell it", ["K1", "S1"]),
    ]


def test_a_list_below_the_name_of_a_ksb_in_brackets_is_no_wording() -> None:
    text = "# Log\n\n### KSBs shown\n\n**K6 (Dough types):**\n- Made rye bread\n\n**S3 (Kneading):**\n- Kneaded it\n"
    found = read(text)
    assert found.standard is not None
    assert found.standard.ksbs == {"K6": "(Dough types):", "S3": "(Kneading):"}
    assert 'line 6: left out: "Made rye bread"' in notes(found)
