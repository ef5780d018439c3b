"""What could be read as a KSB, a wording or a duty, and is not: it is left out with a note instead."""

from __future__ import annotations

from functools import partial

import imported
import pytest
from imported import notes

from ksb.importers import read_content

read = partial(imported.read, name="baker.txt")
standard = partial(imported.standard, name="baker.txt")


def test_a_code_with_a_dash_alone_has_no_wording_yet() -> None:
    found = read("# Baker\n\n## Criteria\n\n- A loaf\n\nK4 - \nS3 –\n\n## Knowledge\n\n- K1 - Flour\n", name="baker.md")
    assert found.standard is not None
    assert found.standard.ksbs == {"K1": "Flour"}
    assert 'line 7: left out: "K4"' in notes(found)


def test_the_next_duty_is_not_the_wording_of_a_code() -> None:
    text = "# Baker\n\nKSBs\n\nK1: Flour\n\nK2: Ovens\n\n## Duties\n\n"
    for duty in ("D{}: Bake", "Duty {}: Bake"):
        lists = "\n\n".join(f"{duty.format(number)}\n\n• K1\n\n• K2" for number in (1, 2, 3))
        assert [len(it.cites) for it in standard(text + lists, name="baker.md").duties] == [2, 2, 2]


def test_a_code_outside_all_duties_is_left_out_though_it_is_defined_elsewhere() -> None:
    found = read(
        "Baker\n\nDuties\n\nDuty 1: Bake\n\nK1\n\nOvens\n\nKSBs\n\nK2\n\nKnowledge\n\nK1: Flour\n\nK2: Yeast\n"
    )
    assert 'line 13: left out: "K2"' in notes(found)


def test_text_below_a_column_of_codes_is_not_the_wording_of_the_last() -> None:
    found = read("Baker\n\nKnowledge\nK1\n\nK2\n\nHow flour is milled\nand kept\nHow bread rises\n\nSkills\nS1 Knead\n")
    assert found.standard is not None
    assert found.standard.ksbs == {"S1": "Knead"}
    assert "line 8: K2 stands below other codes: what follows may be the wording of any" in notes(found)
    assert 'line 8: left out: "How flour is milled"' in notes(found)
    found = read("Duties\nDuty 1: Bake\nK1\nK2\nSome words\n\nKnowledge\nK1: Flour\nK2: Ovens\n")
    assert found.standard is not None
    assert found.standard.duties is not None
    assert [cite.text for cite in found.standard.duties[0].cites] == [None, None]


def test_a_remark_in_brackets_below_a_title_is_left_out() -> None:
    found = read("Baker\n\nDuty 1: Bake bread\n[Comment: and cakes too?]\nK1: Flour\n")
    assert found.standard is not None
    assert [duty.title for duty in found.standard.duties] == ["Bake bread"]
    assert notes(found) == ['line 4: left out: "[Comment: and cakes too?]"']


def test_a_list_of_codes_outside_all_duties_is_left_out() -> None:
    found = read("Baker\n\nDuty 1: Bake bread (K1)\n\nKSBs\nK1: Flour\n\nK1, S1\n")
    assert 'line 8: left out: "K1, S1"' in notes(found)


def test_a_number_with_another_field_after_it_is_left_out() -> None:
    found = read("Baker\n\nVersion: 1.0 Owner: Mill Ltd\n\nK1: Flour\n")
    assert found.standard is not None
    assert found.standard.version is None
    assert notes(found) == ['line 3: left out: "Version: 1.0 Owner: Mill Ltd"']


def test_a_line_goes_on_within_brackets() -> None:
    text = "Knowledge\nK1: Rules for waste (i.e.\nISO 14001)\nK2: Ovens (gas\nElectric ones are left out\n"
    assert standard(text).ksbs == {"K1": "Rules for waste (i.e. ISO 14001)", "K2": "Ovens (gas"}


def test_two_colons_stand_between_a_code_and_its_wording() -> None:
    assert standard("Knowledge\n- K1 :: Flour\n- K2:: Ovens\n").ksbs == {"K1": "Flour", "K2": "Ovens"}


def test_a_title_goes_on_beside_its_codes() -> None:
    text = "Duties\nDuty 1 bake bread in   K1\nline with orders        K2\n(and recipes)           K3\n\nKnowledge\n"
    [duty] = standard(f"{text}K1 Flour\nK2 Ovens\nK3 Salt\n").duties or ()
    assert duty.title == "bake bread in line with orders (and recipes)"
    assert [cite.code for cite in duty.cites] == ["K1", "K2", "K3"]


ROSTERS = {
    "in a text": ("Garage\n\nDuty 201 06:10 14:00 Depot\nDuty 202 07:00 15:30 Market\n", "roster.txt"),
    "with names": ("Garage\n\nDuty 201 Depot to Market\nDuty 202 Market\n", "roster.txt"),
    "in a table": ("Duty,Start,Finish\nDuty 201,06:10,14:00\nDuty 202,07:00,15:30\n", "roster.csv"),
    "with headings": ("# Runs\n\n### Duty 201\n\n| Trip | From |\n|---|---|\n| 15 | Depot |\n", "runs.md"),
}


@pytest.mark.parametrize("roster", ROSTERS.values(), ids=ROSTERS)
def test_the_duties_of_a_roster_are_not_those_of_a_standard(roster: tuple[str, str]) -> None:
    assert imported.read(*roster).error == "yields neither a KSB nor a duty"


def test_a_tax_is_no_duty() -> None:
    found = read("# Taxes\n\n- DUTY 1 = 10%, of the net amount\n- DUTY 2: 20% of that\n", name="taxes.md")
    assert found.error == "yields neither a KSB nor a duty"
    assert 'line 3: left out: "DUTY 1 = 10%, of the net amount"' in notes(found)


def test_evidence_beside_lists_of_codes_is_no_wording() -> None:
    found = read('KSB,Evidence\nS1,Baked for a fair\n"S2, K3",Ran a stall\n"K4, K5",Wrote a recipe\n', name="map.csv")
    assert found.error == "yields neither a KSB nor a duty"
    assert 'row 2: left out: "Evidence: Baked for a fair"' in notes(found)


def test_other_codes_in_the_column_of_codes_are_left_out_with_their_rows() -> None:
    rows = "| K4.2 | Ovens | Built one |\n| K5.1 | Flour | Milled it |\n| S2 | Kneading | Daily |\n"
    found = read(f"# Baker\n\n## KSB mapping\n\n| KSB | Description | How |\n|---|---|---|\n{rows}", name="baker.md")
    assert found.standard is not None
    assert found.standard.ksbs == {"S2": "Kneading"}
    assert 'line 7: left out: "K4.2 | Ovens | Built one"' in notes(found)


def test_a_table_of_contents_begins_no_section() -> None:
    contents = "- [Introduction](#a)\n  - [About me](#b)\n- [Knowledge](#c)\n"
    text = f"# Baker\n\n## Table of contents\n\n{contents}\n## Knowledge\n\n- K1: Flour\n"
    found = standard(text, name="baker.md")
    assert (found.overview, found.ksbs) == ((), {"K1": "Flour"})
    assert standard("Baker\n\nContents\n• Overview\n• Ovens\n\nKnowledge\nK1: Flour\n").overview == ()


@pytest.mark.parametrize("page", [" 2", " ........ 2", "\t2", "…… 2"])
def test_lines_with_the_numbers_of_pages_are_contents(page: str) -> None:
    parts = ("Options", "Option 1: Bread", "Option 2: Cakes", "Knowledge")
    above = "\n\n".join(f"{part}{page}" for part in parts)
    below = "Option 1: Bread\n\nDuty 1: Bake\n\nOption 2: Cakes\n\nDuty 2: Ice\n\nKnowledge\n\nK1: Flour\n"
    found = standard(f"Baker\n\nContents\n\n{above}\n\nOccupation duties\n\n{below}")
    assert [option.title for option in found.options] == ["Bread", "Cakes"]
    assert (found.overview, found.ksbs) == ((), {"K1": "Flour"})


def test_units_whose_codes_go_on_are_one_standard() -> None:
    units = '{"title": "Work", "ksbs": [["K1", "Rules"], ["S1", "Wash"]]}, {"title": "Dough", "ksbs": [["K2", "Salt"]]}'
    found = standard(f'{{"name": "Baker", "units": [{units}]}}', name="baker.json")
    assert found.title == "Baker"
    assert found.ksbs == {"K1": "Rules", "K2": "Salt", "S1": "Wash"}
    again = units.replace('"K2"', '"K1"').encode()
    assert len(list(read_content(b'{"standards": [' + again + b"]}", "two.json"))) == 2


def test_the_header_of_a_page_that_libreoffice_writes_is_no_title() -> None:
    pytest.importorskip("bs4")
    page = "<html><body><div title='header'><p>Draft 3</p></div><h1>Baker</h1><p>K1: Flour</p></body></html>"
    found = read(page, name="baker.html")
    assert found.standard is not None
    assert found.standard.title == "Baker"
    assert 'paragraph 1, page header: left out: "Draft 3"' in notes(found)


def test_methods_in_a_column_beside_statements_are_the_assessment_plan() -> None:
    text = "Baker\n\nKnowledge                          Assessed by\nK1   How flour is milled, and what   AM2\n"
    text += (
        "     each kind of bread needs\nK2   Observation of ovens           Interview\nS1   Run a     Stall    Market\n"
    )
    found = standard(text)
    wordings = [
        "How flour is milled, and what each kind of bread needs",
        "Observation of ovens",
        "Run a     Stall    Market",
    ]
    assert list(found.ksbs.values()) == wordings
    assert found.assessment is not None
    assert [(method.title, method.ksbs) for method in found.assessment.methods] == [
        ("Interview", ("K2",)),
        ("Assessment method 2", ("K1",)),
    ]


def test_a_column_of_codes_below_the_last_of_several_duties_is_not_its_own() -> None:
    ksbs = "\n\nKnowledge\nK1 Flour\nK2 Ovens\nSkills\nS1 Knead\n"
    found = read(f"Duties\nDuty 1 Bake bread\nDuty 2 Sell it\nK1\nS1\nK1\nK2{ksbs}")
    assert found.standard is not None
    assert [duty.cites for duty in found.standard.duties or ()] == [(), ()]
    assert "line 3: the codes below Duty 2 may be of the duties above it, too; left out" in notes(found)
    found = read(f"Duties\nDuty 1 Bake bread\nDuty 2 Sell it\nKSBs: S1, K2, K1{ksbs}")
    assert found.standard is not None
    assert [cite.code for cite in (found.standard.duties or ())[1].cites] == ["S1", "K2", "K1"]


def test_running_titles_and_names_of_columns_are_no_wordings_where_a_table_was_copied_column_by_column() -> None:
    pages = [
        "Baker\nKnowledge\nK1\n\nStatement\n\nK2\n",
        "How flour\nDraft 3\n\nHow bread rises\n",
        "Skills\nS1 Knead\n",
    ]
    found = read("\f".join([pages[0] + "Draft 3\n\nK3\n", pages[1], pages[2] + "Draft 3\n"]))
    assert found.standard is not None
    assert found.standard.ksbs == {"S1": "Knead"}
    assert any("page header or footer" in note and "Draft 3" in note for note in notes(found))
