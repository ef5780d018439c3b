"""Tables of KSBs with their codes, and tables that map duties to KSBs."""

from __future__ import annotations

import pytest

from ksb.documents import read_blocks
from ksb.importers import Imported, document
from ksb.importers.codes import codes_in
from ksb.importers.draft import MOST_PARTS


def parse(text: str) -> Imported:
    return document.parse(read_blocks(text.encode(), "markdown", "shed.md"), "shed.md", prose=True)


def table(*rows: str) -> str:
    header, *rest = rows
    return "\n".join([f"| {header} |", "|" + "---|" * (header.count("|") + 1), *(f"| {row} |" for row in rest)])


def said(imported: Imported) -> list[str]:
    return [str(note) for note in imported.notes if note.kind != "structure"]


@pytest.mark.parametrize(
    "rows",
    [
        ("Ref | Knowledge", "K1 | Wood", "K3 | Glue", "K4 | Nails"),
        ("Code | Knowledge", "K1 | Wood", "K3 | Glue", "K4 | Nails"),
        ("No. | Knowledge statements", "K1 | Wood", "K3 | Glue", "K4 | Nails"),
        (" | Knowledge", "K1 | Wood", "K3 | Glue", "K4 | Nails"),
        ("Knowledge | Reference", "Wood | K1", "Glue | K3", "Nails | K4"),
        ("Ref | Knowledge", "k1 | Wood", "k3 | Glue", "k4 | Nails"),
        ("Ref | Knowledge", "K01 | Wood", "K03 | Glue", "K04 | Nails"),
        ("Ref | Knowledge", "K.1 | Wood", "K.3 | Glue", "K.4 | Nails"),
        ("Ref | Knowledge", "K1 | K1: Wood", "K3 | K3: Glue", "K4 | K4: Nails"),
        ("Ref | Knowledge", "1 | Wood", "3 | Glue", "4 | Nails"),
        ("Ref | Knowledge | Ref | Skills", "K1 | Wood | S2 | Saw", "K3 | Glue | S5 | Sand", "K4 | Nails | | "),
        ("No | Knowledge | No | Skills", "1 | Wood | 2 | Saw", "3 | Glue | 5 | Sand", "4 | Nails | | "),
        ("Knowledge | | Skills | ", "K1 | Wood | S2 | Saw", "K3 | Glue | S5 | Sand", "K4 | Nails | | "),
        ("Type | No. | Statement", "Knowledge | 1 | Wood", " | 3 | Glue", " | 4 | Nails"),
        ("Ref | Knowledge", "Knowledge 1 | Wood", "Knowledge 3 | Glue", "Knowledge 4 | Nails"),
    ],
)
def test_the_codes_of_a_table_are_kept(rows: tuple[str, ...]) -> None:
    imported = parse("# Shed builder\n\n" + table(*rows))
    assert imported.standard is not None
    ksbs = dict(imported.standard.ksbs)
    assert {code: text for code, text in ksbs.items() if code[0] == "K"} == {"K1": "Wood", "K3": "Glue", "K4": "Nails"}
    if "Skills" in rows[0]:
        assert {code: text for code, text in ksbs.items() if code[0] == "S"} == {"S2": "Saw", "S5": "Sand"}
    assert said(imported) == []


def test_statements_without_codes_are_numbered_in_order() -> None:
    imported = parse("# Shed builder\n\n" + table("Knowledge | Skills", "Wood | Saw", "Glue | Sand"))
    assert imported.standard is not None
    assert dict(imported.standard.ksbs) == {"K1": "Wood", "K2": "Glue", "S1": "Saw", "S2": "Sand"}
    assert any("numbered in order: K1 to K2, S1 to S2" in line for line in said(imported))


DUTIES = "# Shed builder\n\n## Duties\n\nDuty 1: Measure the site\n\nDuty 2: Cut timber\n\n"
KSBS = "## Knowledge\n\nK1: Sites\n\nK2: Timber\n\n## Skills\n\nS1: Measure\n\nS2: Cut\n\n"
TICKS = ("Duty 1 | ✓ | | ✓ | ", "Duty 2 | | X | | x")
MAPPINGS = [
    table("Duty | KSBs", "Duty 1 | K1 S1", "Duty 2 | K2, S2"),
    table("Duty | KSBs", "Duty 1: Measure the site | K1 S1", "Duty 2 - Cut timber. | K2, S2"),
    table("Duty | KSBs", "1 | K1 S1", "2 | K2, S2"),
    table("Duty | KSBs", "D1 | K1 S1", "D2 | K2, S2"),
    table(" | K1 | K2 | S1 | S2", *TICKS),
    table("Duty | K1 | K2 | S1 | S2", *TICKS),
    table("Duty | K1 | K2 | S1 | S2", "1 | ✓ | | ✓ | ", "2 | | ✓ | | ✓"),
    table("Duty | k1 | k2 | s1 | s2", "D1 | Yes | No | Yes | No", "D2 | No | Yes | No | Yes"),
    table(" | Duty 1 | Duty 2", "K1 | ✓ | ", "K2 | | ✓", "S1 | x | ", "S2 | | Y"),
    table("KSB | D1 | D2", "K1 | ✓ | ", "K2 | | ✓", "S1 | ✓ | ", "S2 | | ✓"),
    table("KSB | Duty 1: Measure the site | Duty 2: Cut timber", "K1 | ✓ | ", "K2 | | ✓", "S1 | ✓ | ", "S2 | | ✓"),
    table("KSB | D1 | D2", "K1: Sites | ✓ | ", "K2: Timber | | ✓", "S1: Measure | ✓ | ", "S2: Cut | | ✓"),
    table("KSB | Text | D1 | D2", "K1 | Sites | ✓ | ", "K2 | Timber | | ✓", "S1 | Measure | ✓ | ", "S2 | Cut | | ✓"),
    table("KSB | Duties", "K1 | Duty 1", "K2 | Duty 2", "S1 | D1", "S2 | D2"),
    table("KSB | 1 | 2", "K1 | ✓ | ", "K2 | | ✓", "S1 | ✓ | ", "S2 | | ✓"),
    table("KSB | Duties", "K1 | 1", "K2 | 2", "S1 | 1", "S2 | 2"),
    table("Duty | Knowledge | Skills", "Duty 1 | K1 | S1", "Duty 2 | K2 | S2"),
    table("Duty | Duty title | KSBs", "Duty 1 | Measure the site | K1 S1", "Duty 2 | Cut timber | K2, S2"),
    table("Duty number | Duty | K | S | B", "1 | Measure the site | K1 | S1 | ", "2 | Cut timber | K2 | S2 | "),
    "Duty 1: K1, S1\n\nDuty 2: K2, S2",
    "Duty 1: Measure the site (K1, S1)\n\nDuty 2: Cut timber (K2, S2)",
    "* Duty 1 – K1, S1\n* Duty 2 – K2, S2",
    "Duty 1\n\nK1, S1\n\nDuty 2\n\nK2, S2",
    "K1: Duty 1\n\nK2: Duty 2\n\nS1: D1\n\nS2: D2",
]


@pytest.mark.parametrize(
    "heading", ["", "## Mapping\n\n", "## Duty and KSB mapping\n\n", "## Mapping of duties to KSBs\n\n"]
)
@pytest.mark.parametrize("mapping", MAPPINGS)
def test_a_mapping_below_the_duties_and_ksbs_gives_their_citations(mapping: str, heading: str) -> None:
    imported = parse(DUTIES + KSBS + heading + mapping)
    assert imported.standard is not None
    found = [(duty.number, duty.title, [cite.code for cite in duty.cites]) for duty in imported.standard.duties]
    assert found == [(1, "Measure the site", ["K1", "S1"]), (2, "Cut timber", ["K2", "S2"])]
    assert dict(imported.standard.ksbs) == {"K1": "Sites", "K2": "Timber", "S1": "Measure", "S2": "Cut"}
    assert said(imported) == []


@pytest.mark.parametrize("mapping", MAPPINGS)
def test_a_mapping_between_the_duties_and_the_ksbs(mapping: str) -> None:
    imported = parse(DUTIES + mapping + "\n\n" + KSBS)
    assert imported.standard is not None
    assert [[cite.code for cite in duty.cites] for duty in imported.standard.duties] == [["K1", "S1"], ["K2", "S2"]]
    assert dict(imported.standard.ksbs) == {"K1": "Sites", "K2": "Timber", "S1": "Measure", "S2": "Cut"}


def test_a_mapping_to_a_duty_that_is_not_listed_is_left_out() -> None:
    imported = parse(DUTIES + KSBS + table("KSB | Duty 1 | Duty 7", "K1 | ✓ | ", "S1 | | ✓"))
    assert imported.standard is not None
    assert [[cite.code for cite in duty.cites] for duty in imported.standard.duties] == [["K1"], []]
    assert said(imported) == ['line 24: left out: "S1: Duty 7"']


PAIRS = [
    ("Duty | Duty title | KSB | Text", "Duty 1 | Measure | K1 | Sites", " | | S1 | Saw", "Duty 2 | Cut | K1 | Sites"),
    ("Duty | KSB | Statement", "Duty 1: Measure | K1 | Sites", " | S1 | Saw", "Duty 2: Cut | K1 | Sites"),
]


@pytest.mark.parametrize("rows", PAIRS)
def test_rows_that_each_have_a_duty_and_a_ksb_with_its_wording(rows: tuple[str, ...]) -> None:
    imported = parse("# Shed builder\n\n" + table(*rows))
    assert imported.standard is not None
    found = [(duty.number, duty.title, [cite.code for cite in duty.cites]) for duty in imported.standard.duties]
    assert found == [(1, "Measure", ["K1", "S1"]), (2, "Cut", ["K1"])]
    assert dict(imported.standard.ksbs) == {"K1": "Sites", "S1": "Saw"}
    assert said(imported) == []


@pytest.mark.parametrize(
    "rows",
    [
        ("Duty | Description | Knowledge | Skills", "1 | Measure | K1 | S1", "2 | Cut | K1 | S2"),
        ("Duty | Description | KSBs", "Duty 1 | Measure | K1 S1", "Duty 2 | Cut | K1 S2"),
        ("Duty | KSBs", "1. Measure | K1 S1", "2. Cut | K1 S2"),
        ("Duty | K1 | S1 | S2", "1. Measure | Y | Y | N", "2. Cut | Y | N | Y"),
        ("Duty | K1 | S1 | S2", "1 – Measure | x | x | ", "2 – Cut | x | | x"),
    ],
)
def test_a_row_for_each_duty_with_its_number_and_title(rows: tuple[str, ...]) -> None:
    imported = parse("# Shed builder\n\n" + table(*rows))
    assert imported.standard is not None
    found = [(duty.number, duty.title, [cite.code for cite in duty.cites]) for duty in imported.standard.duties]
    assert found == [(1, "Measure", ["K1", "S1"]), (2, "Cut", ["K1", "S2"])]


def test_a_duty_without_a_number_above_ticks_is_numbered() -> None:
    imported = parse("# Shed builder\n\n" + table("Duty | K1 | S1", "Measure | x | x", "3 phase supplies | x | "))
    assert imported.standard is not None
    found = [(duty.number, duty.title) for duty in imported.standard.duties]
    assert found == [(1, "Measure"), (2, "3 phase supplies")]
    assert 'line 5: the duty "Measure" has no number; it is taken for Duty 1' in said(imported)


def test_a_table_without_names_of_columns_has_a_number_a_title_and_codes() -> None:
    imported = document.parse(read_blocks(b"1,Measure,K1 S1\n2,Cut,K2\n", "csv", "shed.csv"), "shed.csv")
    assert imported.standard is not None
    found = [(duty.number, duty.title, [cite.code for cite in duty.cites]) for duty in imported.standard.duties]
    assert found == [(1, "Measure", ["K1", "S1"]), (2, "Cut", ["K2"])]


@pytest.mark.parametrize("above", ["Shed builder,,,\n,,Duties,\n", "", "Duties,,,\n"])
def test_numbers_above_ticks_are_duties(above: str) -> None:
    content = f"{above}KSB,Statement,1,2\nK1,Sites,x,\nS1,Saw,x,x\n".encode()
    imported = document.parse(read_blocks(content, "csv", "shed.csv"), "shed.csv")
    assert imported.standard is not None
    found = [(duty.number, [cite.code for cite in duty.cites]) for duty in imported.standard.duties]
    assert found == [(1, ["K1", "S1"]), (2, ["S1"])]
    assert dict(imported.standard.ksbs) == {"K1": "Sites", "S1": "Saw"}


def test_a_column_says_to_which_option_a_duty_belongs() -> None:
    imported = parse(
        "# Shed builder\n\n" + table("Duty | Core/Option | KSBs", "1. Measure | Core | K1", "2. Cut | Option 2 | K1")
    )
    assert imported.standard is not None
    assert [duty.options for duty in imported.standard.duties] == [(), (2,)]


FORM = """<h1>Shed builder</h1>
<table><tr><td>Duty number</td><td>1</td></tr><tr><td>Duty</td><td>Measure</td></tr>
<tr><td>Criteria</td><td>In mm</td></tr><tr><td>Knowledge</td><td>K1</td></tr>
<tr><td>Skills</td><td>S1, S2</td></tr></table>
<table><tr><td>Duty number</td><td>2</td></tr><tr><td>Duty</td><td>Cut</td></tr>
<tr><td>KSBs</td><td>K1</td></tr></table>
<table><tr><td>Duty</td><td>3</td></tr><tr><td>Title</td><td>Glue</td></tr>
<tr><td>KSBs</td><td>K1, S2</td></tr></table>"""
KINDS = """<h1>Shed builder</h1><h2>Duty 1 Measure</h2>
<table><tr><td>Knowledge</td><td>K1 Sites<br>K2 Timber</td></tr><tr><td>Skills</td><td>S1 Saw</td></tr></table>"""


def test_a_form_for_each_duty() -> None:
    imported = document.parse(read_blocks(FORM.encode(), "html", "shed.html"), "shed.html")
    assert imported.standard is not None
    found = [(duty.number, duty.title, duty.criteria, len(duty.cites)) for duty in imported.standard.duties]
    assert found == [(1, "Measure", "In mm", 3), (2, "Cut", None, 1), (3, "Glue", None, 2)]


def test_a_row_for_each_kind_with_several_ksbs() -> None:
    imported = document.parse(read_blocks(KINDS.encode(), "html", "shed.html"), "shed.html")
    assert imported.standard is not None
    assert dict(imported.standard.ksbs) == {"K1": "Sites", "K2": "Timber", "S1": "Saw"}
    assert [cite.code for cite in imported.standard.duties[0].cites] == ["K1", "K2", "S1"]
    assert said(imported) == []


def test_numbered_columns_of_ksbs() -> None:
    imported = parse(
        "# Shed builder\n\n" + table("Duty | KSB 1 | KSB 2", "Duty 1: Measure | K1 | S1", "Duty 2: Cut | K2 | ")
    )
    assert imported.standard is not None
    assert [[cite.code for cite in duty.cites] for duty in imported.standard.duties] == [["K1", "S1"], ["K2"]]


def test_an_evidence_log_gives_no_duties() -> None:
    rows = ("Learner | Evidence | KSBs | Hours", "Jo | Call sheet | K1 K2 | 6", "Jo | Budget | K1 K3 | 2")
    imported = parse("# Log\n\n" + table(*rows))
    assert imported.standard is None


def test_ticks_without_a_list_of_duties_give_duties_without_titles() -> None:
    imported = parse("# Shed builder\n\n" + table("KSB | Text | D1 | D2", "K1 | Sites | ✓ | ", "S1 | Cut | ✓ | ✓"))
    assert imported.standard is not None
    found = [(duty.number, [cite.code for cite in duty.cites]) for duty in imported.standard.duties]
    assert found == [(1, ["K1", "S1"]), (2, ["S1"])]
    assert said(imported) == ['line 3: 2 duties have no title: 1, 2; each is written as "."']


NUMBERS = [
    ("Duty | Knowledge | Skills | Behaviours", "Duty 1: Measure | 1, 3 | 1-3 | 1", "Duty 2: Cut | 2 | 1 and 2 | 1; 2"),
    ("Duty | Knowledge | Skills | Behaviours", "Measure | 1, 3 | 1-3 | 1", "Cut | 2 | 1 and 2 | 1; 2"),
    ("Duty | K | S | B", "1 Measure | 01, 03 | 1 2 3 | 1", "2 Cut | 02 | 1/2 | 1 & 2"),
    ("Duty number | Duty | K | S | B", "1 | Measure | 1, 3 | 1, 2, 3 | 1", "2 | Cut | 2 | 1, 2 | 1, 2"),
    ("Duty number | Duty | K | S | B", "1 | Measure | K1, K3 | S1-S3 | B1", "2 | Cut | K2 | S1, S2 | B1, B2"),
]


@pytest.mark.parametrize(
    "total", ["", "Total | 3 | 3 | 2", "Total number of KSBs: | 3 | 5 | 3", "Totals | 60% | - | 2.5"]
)
@pytest.mark.parametrize("rows", NUMBERS)
def test_numbers_below_a_kind_of_ksb_are_codes_and_totals_are_left_out(rows: tuple[str, ...], total: str) -> None:
    width = rows[0].count("|")
    total = total and total.replace(" | ", " | " * (width - 2), 1)
    imported = parse("# Shed builder\n\n" + table(*rows, *filter(None, [total])))
    assert imported.standard is not None
    assert [[cite.code for cite in duty.cites] for duty in imported.standard.duties] == [
        ["K1", "K3", "S1", "S2", "S3", "B1"],
        ["K2", "S1", "S2", "B1", "B2"],
    ]
    assert [duty.title.split()[-1] for duty in imported.standard.duties] == ["Measure", "Cut"]
    assert imported.standard.ksbs == {}
    assert [line for line in said(imported) if "left out" in line] == (
        [f'line 7: left out: "{" | ".join(filter(None, map(str.strip, total.split("|"))))}"'] if total else []
    )
    assert ("line 3: numbers in the columns of KSBs are read as codes" in said(imported)) is ("K1" not in rows[1])


def test_numbers_with_their_sums_below_are_counts() -> None:
    rows = ("Duty | Knowledge | Skills", "Duty 1 | 2 | 1", "Duty 2 | 1 | 2", "Total | 3 | 3")
    imported = parse(DUTIES + KSBS + table(*rows))
    assert imported.standard is not None
    assert [duty.cites for duty in imported.standard.duties] == [(), ()]
    assert dict(imported.standard.ksbs) == {"K1": "Sites", "K2": "Timber", "S1": "Measure", "S2": "Cut"}
    assert said(imported) == [
        'line 25: left out: "Total | 3 | 3"',
        'line 23: left out: "Knowledge: 2"',
        'line 23: left out: "Skills: 1"',
        'line 24: left out: "Knowledge: 1"',
        'line 24: left out: "Skills: 2"',
    ]


def test_numbers_in_columns_of_statements_are_no_statements() -> None:
    rows = ("Knowledge | Skills", "Wood | Saw", "12 | 10", "Glue | Sand")
    imported = parse("# Shed builder\n\n" + table(*rows))
    assert imported.standard is not None
    assert dict(imported.standard.ksbs) == {"K1": "Wood", "K2": "Glue", "S1": "Saw", "S2": "Sand"}
    assert {'line 6: left out: "12"', 'line 6: left out: "10"'} <= set(said(imported))


def test_a_row_with_several_codes_defines_each() -> None:
    rows = ("Code | Description", "K1 | Wood", "K2 & K3 | Glue of two kinds", "S1 | Saw")
    imported = parse("# Shed builder\n\n" + table(*rows))
    assert imported.standard is not None
    glue = "Glue of two kinds"
    assert dict(imported.standard.ksbs) == {"K1": "Wood", "K2": glue, "K3": glue, "S1": "Saw"}
    assert said(imported) == []


def test_a_caption_without_a_table_is_no_fault() -> None:
    page = b"<h1>Shed builder</h1><table><caption>Empty</caption></table><p>K1: Wood</p>"
    imported = document.parse(read_blocks(page, "html", "shed.html"), "shed.html")
    assert imported.standard is not None
    assert imported.standard.ksbs == {"K1": "Wood"}


def test_ticks_below_the_names_of_methods_are_the_assessment_plan() -> None:
    rows = table("KSB | Practical | Interview", "K1 Wood | | x", "S1 Saw | x | x", "B1 Calm | ✓ | ")
    imported = parse(f"# Carver\n\n## Knowledge\n\n- K1: Wood\n\n## Skills\n\n- S1: Saw\n\n## Assessment\n\n{rows}\n")
    assert imported.standard is not None
    assert imported.standard.ksbs == {"K1": "Wood", "S1": "Saw", "B1": "Calm"}
    found = [(method.title, method.ksbs) for method in imported.standard.methods]
    assert found == [("Practical", ("S1", "B1")), ("Interview", ("K1", "S1"))]


def test_ticks_below_what_names_no_method_are_left_out() -> None:
    rows = table("KSB | Easy | Hard", "K1 Wood | | x", "S1 Saw | x | x")
    imported = parse(f"# Carver\n\n{rows}\n")
    assert imported.standard is not None
    assert imported.standard.methods == ()
    assert said(imported) == ['line 3: left out: "Easy, Hard"']


def test_numbers_with_a_full_stop_are_the_numbers_of_duties() -> None:
    text = table("No | Duty | KSBs", "1. | Carve letters | K1", "2. | Set stones | K1")
    imported = parse(f"# Carver\n\n{text}\n\n## Knowledge\n\n- K1: Stone\n")
    assert imported.standard is not None
    assert [(duty.number, duty.title) for duty in imported.standard.duties] == [(1, "Carve letters"), (2, "Set stones")]


@pytest.mark.parametrize("again", ["K1-K500 ", "K1, 1-500, "])
def test_a_line_of_ranges_is_read_as_far_as_a_standard_can_go(again: str) -> None:
    assert len(codes_in(again * 1_000 + "K1") or ()) < 2 * MOST_PARTS
    assert parse(f"Duty 1: Bake\n\n{again * 1_000}K1\n").error is not None


def test_lists_and_ranges_of_duties_and_all_of_them_beside_a_ksb() -> None:
    shed = parse(
        "# Shed\n\n"
        + table(
            "KSB ref | Statement | Mapped to duties",
            "K1 | Wood | D1, D2",
            "K2 | Glue | Duties 2 & 3",
            "S1 | Saw | D2-D3",
            "S2 | Sand | Duty 1 to 2",
            "S3 | Oil | D3-D1",
            "B1 | Careful | All duties",
        )
    )
    assert shed.standard is not None
    assert [" ".join(cite.code for cite in duty.cites) for duty in shed.standard.duties] == [
        "K1 S2 B1",
        "K1 K2 S1 S2 B1",
        "K2 S1 B1",
    ]
    assert said(shed)[:2] == [
        'line 9: left out: "Mapped to duties: D3-D1"',
        "line 10: B1 is mapped to all duties: 1, 2 and 3",
    ]


@pytest.mark.parametrize("names", ["", "\n| Code | Statement |"])
def test_a_table_for_each_duty_which_its_first_row_names(names: str) -> None:
    first = f"| Duty 1: Build | |\n|---|---|{names}\n| K1 | Wood |\n| S1 | Saw |\n"
    shed = parse(f"# Shed\n\n{first}\n| Duty 2: Paint | |\n|---|---|{names}\n| K2 | Oil |\n| S1 | Saw |\n")
    assert shed.standard is not None
    assert shed.standard.ksbs == {"K1": "Wood", "K2": "Oil", "S1": "Saw"}
    found = [(duty.title, " ".join(cite.code for cite in duty.cites)) for duty in shed.standard.duties]
    assert found == [("Build", "K1 S1"), ("Paint", "K2 S1")]
    assert said(shed) == []


def test_a_column_that_names_the_standard_in_each_row() -> None:
    rows = (
        "Standard | Code | Type | Text | Duty 1",
        "Shed | K1 | Knowledge | Wood | Yes",
        "Shed | S1 | Skill | Saw | No",
    )
    shed = parse(table(*rows))
    assert shed.standard is not None
    assert (shed.standard.title, shed.standard.ksbs) == ("Shed", {"K1": "Wood", "S1": "Saw"})
    assert [note for note in shed.notes if note.kind == "left out"] == []
    other = parse(table(*rows[:2], "Hut | S1 | Skill | Saw | No"))
    assert [str(note) for note in other.notes if note.kind == "left out"] == [
        'line 3: left out: "Standard: Shed"',
        'line 4: left out: "Standard: Hut"',
    ]


def test_old_and_new_wordings() -> None:
    shed = parse(table("Code | Old wording | New wording", "K1 | Wood | Timber", "S1 | Cut | Saw"))
    assert shed.standard is not None
    assert (shed.standard.title, shed.standard.ksbs) == ("shed", {"K1": "Timber", "S1": "Saw"})
    assert [str(note) for note in shed.notes if note.kind == "left out"] == [
        'line 3: left out: "Old wording: Wood"',
        'line 4: left out: "Old wording: Cut"',
    ]
