"""How documents say which option a duty or a KSB belongs to."""

from __future__ import annotations

import pytest

from ksb.documents import read_blocks
from ksb.importers import Imported, document, read_content
from ksb.standard import Standard


def parse(text: str) -> Imported:
    return document.parse(read_blocks(text.encode(), "markdown", "garden.md"), "garden.md", prose=True)


def said(imported: Imported) -> list[str]:
    return [str(note) for note in imported.notes if note.kind != "structure"]


def duties_of(standard: Standard | None) -> list[tuple[int, str, list[int]]]:
    assert standard is not None
    return [(duty.number, duty.title, list(duty.options)) for duty in standard.duties]


def options_of(standard: Standard | None) -> list[tuple[int, str, list[str]]]:
    assert standard is not None
    return [(it.number, it.title, [again.text for again in it.also_titled]) for it in standard.options]


KSBS = "\n\n## Knowledge\n\n- K1: Sites\n- K2: History\n- K3: Loads\n"
DUTIES = [(1, "Survey a site", []), (2, "Restore a garden", [1]), (3, "Design roofs", [2])]
OPTIONS: list[tuple[int, str, list[str]]] = [(1, "Heritage gardens", []), (2, "Urban spaces", [])]


@pytest.mark.parametrize(
    "duties",
    [
        # Rows of a table that name the option of the rows below.
        "| Duty | KSBs |\n|---|---|\n| Core duties | |\n| Duty 1 Survey a site | K1 |\n"
        "| Option 1: Heritage gardens | |\n| Duty 2 Restore a garden | K2 |\n"
        "| Option 2: Urban spaces | |\n| Duty 3 Design roofs | K3 |",
        # A column of options, each titled once.
        "| No. | Duty | Core/Option | KSBs |\n|---|---|---|---|\n| 1 | Survey a site | Core | K1 |\n"
        "| 2 | Restore a garden | Option 1: Heritage gardens | K2 |\n"
        "| 3 | Design roofs | Option 2: Urban spaces | K3 |",
        # Brackets before the title, and after it.
        "Duty 1 (Core): Survey a site\n\nKSBs: K1\n\nDuty 2 (Option 1: Heritage gardens): Restore a garden\n\n"
        "KSBs: K2\n\nDuty 3 [Option 2 - Urban spaces] Design roofs\n\nKSBs: K3",
        "Duty 1: Survey a site\n\nKSBs: K1\n\nDuty 2: Restore a garden (Option 1: Heritage gardens)\n\nKSBs: K2\n\n"
        "Duty 3: Design roofs (Option 2 – Urban spaces)\n\nKSBs: K3",
        # Headings of the duties of an option.
        "### Core duties\n\n1. Survey a site (K1)\n\n### Option 1 – Heritage gardens duties\n\n"
        "2. Restore a garden (K2)\n\n### Option 2 – Urban spaces duties\n\n3. Design roofs (K3)",
        # Other words for an option.
        "### Core duties – all apprentices\n\nDuty 1: Survey a site (K1)\n\n### Pathway A – Heritage gardens\n\n"
        "Duty 2: Restore a garden (K2)\n\n### Pathway B – Urban spaces\n\nDuty 3: Design roofs (K3)",
        "Duty 1: Survey a site (K1)\n\n**Specialism 1 (Heritage gardens)**\n\nDuty 2: Restore a garden (K2)\n\n"
        "**Specialism 2 (Urban spaces)**\n\nDuty 3: Design roofs (K3)",
        "Duty 1: Survey a site (K1)\n\nRoute 1: Heritage gardens\n\nDuty 2: Restore a garden (K2)\n\n"
        "Route 2: Urban spaces\n\nDuty 3: Design roofs (K3)",
        # A list of options, and their titles in brackets.
        "Duty 1: Survey a site (K1)\n\n## Options\n\nOption 1 Heritage gardens\n\nOption 2 Urban spaces\n\n"
        "## Duties\n\nDuty 2 (Heritage gardens) Restore a garden (K2)\n\n"
        "Duty 3: Design roofs (Urban spaces only)\n\nKSBs: K3",
        # Lines of one paragraph, and headings that name an option by its title.
        "Option 1: Heritage gardens\nOption 2: Urban spaces\n\n## Core duties\n\nDuty 1: Survey a site (K1)\n\n"
        "## Heritage gardens duties\n\nDuty 2: Restore a garden (K2)\n\n"
        "## Urban spaces duties\n\nDuty 3: Design roofs (K3)",
    ],
)
def test_the_options_of_duties(duties: str) -> None:
    imported = parse(f"# Garden designer\n\n## Duties\n\n{duties}{KSBS}")
    assert imported.standard is not None
    assert duties_of(imported.standard) == DUTIES
    assert options_of(imported.standard) == OPTIONS
    assert [[cite.code for cite in duty.cites] for duty in imported.standard.duties] == [["K1"], ["K2"], ["K3"]]
    assert said(imported) == []


def test_an_option_without_a_number_gets_the_next() -> None:
    duties = "## Duty 1 [Urban option] Design roofs\n\n- K1: Loads\n\n## Duty 2 (urban pathway): Clean\n\n- K1"
    imported = parse(f"# Garden designer\n\n{duties}\n")
    assert duties_of(imported.standard) == [(1, "Design roofs", [1]), (2, "Clean", [1])]
    assert options_of(imported.standard) == [(1, "Urban", [])]
    assert said(imported) == ['line 3: the option "Urban" has no number; it is taken for option 1']


@pytest.mark.parametrize(
    "line", ["Optional duties: {}", "{} pathway", "The {} specialism", "Pathway: {}", "{} option duties"]
)
def test_a_line_above_duties_that_names_an_option_without_a_number(line: str) -> None:
    duties = f"Duty 1: Survey (K1)\n\n{line.format('Heritage')}\n\nDuty 2: Restore (K2)"
    imported = parse(f"# Gardener\n\n## Duties\n\n{duties}{KSBS}")
    assert duties_of(imported.standard) == [(1, "Survey", []), (2, "Restore", [1])]
    assert options_of(imported.standard) == [(1, "Heritage", [])]
    assert said(imported) == ['line 7: the option "Heritage" has no number; it is taken for option 1']


@pytest.mark.parametrize("heading", ["Options", "Specialist pathways", "Optional duties"])
def test_headings_below_one_of_options_are_their_titles(heading: str) -> None:
    options = "### Heritage\n\n#### Duty 2 Restore\n\nKSBs: K2\n\n### Roofs\n\n#### Duty 3 Design\n\nKSBs: K3"
    core = "## Core duties\n\n### Duty 1 Survey\n\nKSBs: K1"
    imported = parse(f"# Gardener\n\n{core}\n\n## {heading}\n\n{options}{KSBS}")
    assert duties_of(imported.standard) == [(1, "Survey", []), (2, "Restore", [1]), (3, "Design", [2])]
    assert options_of(imported.standard) == [(1, "Heritage", []), (2, "Roofs", [])]
    assert said(imported) == [
        'line 11: the option "Heritage" has no number; it is taken for option 1',
        'line 17: the option "Roofs" has no number; it is taken for option 2',
    ]


def test_rows_that_name_an_option_without_a_number() -> None:
    rows = "| Duty | KSBs |\n|---|---|\n| Duty 1 Survey | K1 |\n| Heritage pathway | |\n| Duty 2 Restore | K2 |\n"
    more = "| Optional duties: Roofs | |\n| Duty 3 Design | K3 |"
    imported = parse(f"# Gardener\n\n## Duties\n\n{rows}{more}{KSBS}")
    assert duties_of(imported.standard) == [(1, "Survey", []), (2, "Restore", [1]), (3, "Design", [2])]
    assert options_of(imported.standard) == [(1, "Heritage", []), (2, "Roofs", [])]
    without_ksbs = rows.replace("Heritage pathway", "Choose a pathway").replace(" K1 ", " ").replace(" K2 ", " ")
    assert duties_of(parse(f"# Gardener\n\n## Duties\n\n{without_ksbs}{KSBS}").standard)[1][1] == "Choose a pathway"


def test_what_duties_are_below_a_heading_that_may_name_an_option_is_reported() -> None:
    duties = "### Duties on a route\n\nDuty 2: Restore (K1)\n\n### Option 1: Roofs\n\nDuty 3: Design (K2)"
    text = f"# Gardener\n\n## Duties\n\nDuty 1: Survey (K1)\n\n{duties}\n\n### Others\n\nDuty 4: Mow (K3){KSBS}"
    imported = parse(text)
    assert duties_of(imported.standard) == [(1, "Survey", []), (2, "Restore", []), (3, "Design", [1]), (4, "Mow", [1])]
    assert said(imported) == [
        'line 7: left out: "Duties on a route"',
        'line 15: left out: "Others"',
        'line 7: "Duties on a route" is not read as an option; the duties below it are core',
        'line 15: "Others" is not read as an option; the duties below it are of option 1',
    ]


def test_tables_below_the_names_of_options() -> None:
    table = "| Duty | KSBs |\n|---|---|\n| Duty {} | K{} |"
    below = [f"**{line}**\n\n{table.format(number, number)}" for number, line in enumerate(
        ("Pathway 1 (Heritage)", "Pathway 2 (Roofs)", "Core (all pathways)"), 1
    )]  # fmt: skip
    imported = parse("# Gardener\n\n" + "\n\n".join(below) + KSBS)
    assert [options for _, _, options in duties_of(imported.standard)] == [[1], [2], []]
    assert options_of(imported.standard) == [(1, "Heritage", []), (2, "Roofs", [])]


def test_the_title_of_a_table_does_not_end_the_option_whose_heading_is_above() -> None:
    table = "<table><tr><th colspan=2>Duties and KSBs<tr><th>Duty<th>KSBs<tr><td>Duty {}: Dig<td>K{}</table>"
    headings = ("Core duties", "Option 1: Heritage", "Option 2: Roofs")
    page = "".join(f"<h2>{heading}</h2>{table.format(at, at)}" for at, heading in enumerate(headings, 1))
    [imported] = read_content(f"<h1>Gardener</h1>{page}".encode(), "gardener.html")
    assert [options for _, _, options in duties_of(imported.standard)] == [[], [1], [2]]


def test_brackets_that_name_no_option_are_part_of_the_title() -> None:
    text = "# Editor\n\nDuty 1: Present designs (including the preferred option)\n\nKSBs: K1\n\n- K1: Options\n"
    imported = parse(text)
    assert duties_of(imported.standard) == [(1, "Present designs (including the preferred option)", [])]


def test_headings_of_the_ksbs_of_an_option_are_no_titles_of_it() -> None:
    imported = parse(
        "# Garden designer\n\n## Option 1: Heritage gardens\n\nDuty 1: Restore (K1, K2, S1)\n\n## Core knowledge\n\n"
        "K1 Sites\n\n## Option 1 knowledge\n\nK2 History\n\n## Option 1: Heritage gardens skills\n\nS1 Restore\n"
    )
    assert imported.standard is not None
    assert options_of(imported.standard) == [(1, "Heritage gardens", [])]
    assert imported.standard.ksbs == {"K1": "Sites", "K2": "History", "S1": "Restore"}
    assert said(imported) == []


def test_an_option_may_have_a_title_that_ends_like_a_heading() -> None:
    imported = parse("# Clerk\n\n## Option 1: Digital skills\n\nDuty 1: Type (K1)\n\n## Knowledge\n\nK1 Keys\n")
    assert options_of(imported.standard) == [(1, "Digital skills", [])]


def test_an_option_before_a_wording_is_not_part_of_it() -> None:
    duties = "## Duties\n\nDuty 1 (Option 1: Heritage): Restore (K1, K2, K3)\n\n## Knowledge\n\n"
    imported = parse(f"# Gardener\n\n{duties}- K1 (Option 1): History\n- K2 (Option 2): Loads\n- K3 [core] Soil\n")
    assert imported.standard is not None
    assert imported.standard.ksbs == {"K1": "History", "K2": "Loads", "K3": "Soil"}
    assert said(imported) == [
        "line 10: K2 is said to be of option 2, but the duties that cite it are not; the duties decide",
        "line 11: K3 is said to be core, but the duties that cite it are not; the duties decide",
    ]


def test_options_without_a_title_are_reported() -> None:
    rows = "| Duty | Option | KSBs |\n|---|---|---|\n| Duty 1 Restore | Option 1 | K1 |"
    imported = parse(f"# Gardener\n\n## Duties\n\n{rows}\n\n## Knowledge\n\n- K1: History\n")
    assert duties_of(imported.standard) == [(1, "Restore", [1])]
    assert said(imported) == ["line 7: Duty 1 is of option 1, which has no title"]


def test_duties_below_the_heading_of_an_option_are_of_it() -> None:
    headings = "## Option 1: Heritage\n\n### Duty 2 Restore\n\nKSBs: K1\n\n## Core\n\n### Duty 1 Survey\n\nKSBs: K1"
    imported = parse(f"# Gardener\n\n{headings}\n\n## Knowledge\n\n- K1: Sites\n")
    assert duties_of(imported.standard) == [(2, "Restore", [1]), (1, "Survey", [])]
    described = "## Option 1: Heritage\n\nOld gardens.\n\n## Duties\n\nDuty 1: Survey\n\nKSBs: K1"
    imported = parse(f"# Gardener\n\n{described}\n\n## Knowledge\n\n- K1: Sites\n")
    assert duties_of(imported.standard) == [(1, "Survey", [])]


def test_a_column_of_options_by_their_names() -> None:
    rows = "| Duty | Pathway | KSBs |\n|---|---|---|\n| Duty 1 Survey | All | K1 |\n| Duty 2 Restore | Heritage | K1 |"
    imported = parse(f"# Gardener\n\n## Duties\n\n{rows}\n\n## Knowledge\n\n- K1: Sites\n")
    assert duties_of(imported.standard) == [(1, "Survey", []), (2, "Restore", [1])]
    assert options_of(imported.standard) == [(1, "Heritage", [])]
    assert said(imported) == ['line 8: the option "Heritage" has no number; it is taken for option 1']


def test_a_ksb_that_duties_of_the_core_and_of_an_option_cite_is_core() -> None:
    duties = "Duty 1: Survey (K1)\n\nDuty 2 (Option 1: Heritage): Restore (K1)"
    imported = parse(f"# Gardener\n\n## Duties\n\n{duties}\n\n## Knowledge\n\n- K1 (Core): Sites\n")
    assert said(imported) == []


def test_headings_of_ksbs_that_name_an_option_by_its_title() -> None:
    duties = "## Option 1: Heritage\n\nDuty 1: Restore (K1, K2)\n\n## Core knowledge\n\nK1 Sites"
    imported = parse(f"# Gardener\n\n{duties}\n\n## Heritage knowledge\n\nK2 History\n")
    assert imported.standard is not None
    assert imported.standard.ksbs == {"K1": "Sites", "K2": "History"}
    assert said(imported) == []


def test_a_numbered_list_of_options_has_their_titles() -> None:
    options = "Options\nOne of these:\n1. Heritage\n2. Roofs\n\nCore duties\nDuty 1: Survey\n\n"
    [gardener] = read_content(f"Gardener\n\n{options}Option 1: Heritage\nDuty 2: Restore\nK1: Soil\n".encode(), "a.txt")
    assert options_of(gardener.standard) == [(1, "Heritage", []), (2, "Roofs", [])]
    assert duties_of(gardener.standard) == [(1, "Survey", []), (2, "Restore", [1])]


def test_a_line_under_the_name_of_an_option_is_no_text() -> None:
    text = "Gardener\n\nDuties\n\nD1 Survey\n\nPathway: Heritage\n---------\nD2 Restore\n   K1 Soil\n"
    [gardener] = read_content(text.encode(), "a.txt")
    assert duties_of(gardener.standard) == [(1, "Survey", []), (2, "Restore", [1])]
