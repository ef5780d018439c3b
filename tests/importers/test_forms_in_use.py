"""Forms of files that apprentices and course sites keep, and others that hold no standard and must not become one."""

from __future__ import annotations

import json
from functools import partial

import imported
import pytest
from imported import notes

from ksb.errors import KsbError

read = partial(imported.read, name="baker.md")
standard = partial(imported.standard, name="baker.md")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ksbs = {'K1': 'Flour'}\n", "ksbs.py"),
        ("export const ksbs = {\n  knowledge: [\n    { id: 'K1', text: 'Flour' },\n  ],\n};\n", "ksbs.txt"),
        ("criteria = {\n    'K1': 'Flour',\n}\n", "ksbs.txt"),
        ("#!/bin/bash\necho 'K1: Flour'\n", "ksbs"),
        ("INSERT INTO ksb (code, text) VALUES\n('K1', 'Flour');\n", "ksbs.md"),
    ],
)
def test_a_program_is_refused(text: str, name: str) -> None:
    with pytest.raises(KsbError, match="seems to be a program") as error:
        read(text, name=name)
    assert error.value.hint == "save its list of KSBs as JSON or CSV, and import that"


def test_front_matter_and_attributes_are_neither_title_nor_overview() -> None:
    found = read("---\nlayout: default\nnav_order: 8\n---\n\n{: .no_toc }\n\n## Knowledge\n\n- K1: Flour{: .bold }\n")
    assert found.standard is not None
    assert (found.standard.title, found.standard.overview, found.standard.ksbs) == ("baker", (), {"K1": "Flour"})
    assert 'line 2: left out: "layout: default"' in notes(found)
    assert standard("---\ntitle: Baker\nnav_order: 8\n---\n\nK1: Flour\n").title == "Baker"


def test_styles_and_runs_of_spaces_say_nothing() -> None:
    found = standard("# Baker\n\n<style>\n.wide {\n    width: 24px;\n}\n</style>\n\n- K1: How     bread rises\n")
    assert (found.overview, found.ksbs) == ((), {"K1": "How bread rises"})


@pytest.mark.parametrize(
    "above", ["- Explain the dough", "--", "Before you bake:", "and so on, which a page break cut off."]
)
def test_what_is_no_sentence_is_no_overview(above: str) -> None:
    found = read(f"# Baker\n\n{above}\n\n## KSBs\n\n- K1: Flour\n")
    assert found.standard is not None
    assert found.standard.overview == ()


@pytest.mark.parametrize(
    "above", ["Bakers need:\n• flour,\n• and ovens.", "You are expected to:\n\nKnead dough\nSell bread"]
)
def test_a_part_of_a_list_is_no_title(above: str) -> None:
    assert standard(f"{above}\n\nKSB mapping\nK1 – Flour\nS1 – Kneading\n", name="notes.txt").title == "notes"


def test_below_the_heading_of_a_ksb_the_first_paragraph_is_its_wording() -> None:
    pytest.importorskip("bs4")
    card = "<h3>{}</h3><p>{}</p><span>Discussion</span><div><a href='#'>More (3)</a></div>"
    cards = card.format("K1", "Flour.") + card.format("S1", "Knead.")
    found = read(f"<html><body><h1>Baker</h1>{cards}<p>Printed</p></body></html>", name="baker.html")
    assert found.standard is not None
    assert found.standard.ksbs == {"K1": "Flour.", "S1": "Knead."}
    assert 'under "S1", paragraph 4: left out: "Printed"' in notes(found)
    assert standard("# Baker\n\n### K1\nFlour, such as:\n\n- wheat\n- rye\n").ksbs == {
        "K1": "Flour, such as:\nwheat\nrye"
    }


def test_one_paragraph_for_each_kind_explains_what_the_kind_is() -> None:
    kinds = "## Knowledge\n\nWhat you know.\n\n## Skills\n\nWhat you can do.\n\n## Behaviours\n\nHow you act.\n"
    text = f"# What are KSBs?\n\n{kinds}"
    found = read(text)
    assert (found.standard, found.error) == (None, "yields neither a KSB nor a duty")
    assert standard(f"{text}\n- Works with care\n").ksbs == {
        "K1": "What you know.",
        "S1": "What you can do.",
        "B1": "Works with care",
    }


def test_a_section_that_says_what_behaviours_are_may_name_examples() -> None:
    kinds = "## Knowledge\n\nThis is what you know.\n\n## Behaviours\n\nBehaviours refer to how you act.\n\n"
    found = read(f"# What are KSBs?\n\n{kinds}Examples of behaviours:\n\n- Reliability\n- Adding value\n")
    assert (found.standard, found.error) == (None, "yields neither a KSB nor a duty")


def test_a_text_with_commas_that_stands_without_quotes() -> None:
    found = read("ID,Description\nK1,Flour, salt, and yeast\nS1,Knead\n", name="ksbs.csv")
    assert found.standard is not None
    assert found.standard.ksbs == {"K1": "Flour, salt, and yeast", "S1": "Knead"}
    assert read("ID,Description\nK1,Flour,done\n", name="ksbs.csv").notes[0].text == "done"


def test_points_below_a_wording_in_json() -> None:
    points = [{"id": "K1.1", "text": "wheat flour"}, {"id": "K1.2", "text": "rye flour"}]
    found = read(
        json.dumps({"title": "Baker", "ksbs": [{"id": "K1", "statement": "Flours:", "points": points}]}), name="a.json"
    )
    assert found.standard is not None
    assert found.standard.ksbs == {"K1": "Flours:\nwheat flour\nrye flour"}
    assert notes(found) == ['ksbs[0]: left out: "points: id: K1.1 id: K1.2"']


@pytest.mark.parametrize(
    "text",
    [
        "# Baker\n\n## KSBs of Jo\n\nK1\nFlour and water\n\nS1\nKnead dough\n",
        "# Baker\n\n+ KSBs of today\n    + **[K1](#K1)**:\n      Flour and water\n    + **S1**: Knead\n      dough\n",
        "K1\nKnowledge\nFlour and water\n\nS1\nSkill\nKnead dough\n",
    ],
)
def test_a_wording_below_its_code(text: str) -> None:
    name = "baker.md" if text.startswith("#") else "baker.txt"
    assert standard(text, name=name).ksbs == {"K1": "Flour and water", "S1": "Knead dough"}


def test_a_table_of_activities_is_not_one_of_duties() -> None:
    table = "| Activity | Title | KSBs |\n|---|---|---|\n| 1 | Warm up | K1 |\n| 2 | Bake | S1 |\n"
    found = read(f"# Workshop\n\n**K1 — Flour**\n\n**S1 — Knead**\n\n{table}")
    assert found.standard is not None
    assert (found.standard.ksbs, found.standard.duties) == ({"K1": "Flour", "S1": "Knead"}, ())
    assert 'line 9: left out: "Warm up"' in notes(found)


@pytest.mark.parametrize("column", ["Evidence", "How Addressed", "How I met it", "Covered in", "Question"])
def test_what_a_learner_writes_beside_a_code_is_not_its_wording(column: str) -> None:
    found = read(f"| KSB | {column} |\n|---|---|\n| K1 | I milled flour in May |\n| S1 | The order of 3 June |\n")
    assert (found.standard, found.error) == (None, "yields neither a KSB nor a duty")


def test_a_column_that_is_taken_for_the_wordings_is_reported() -> None:
    found = read(
        "| KSB | Grade | Key finding |\n|---|---|---|\n| K1 | Pass | Names the flours |\n| S1 | Fail | Tears dough |\n"
    )
    assert 'line 1: the column "Key finding" is read as the wordings of the KSBs' in notes(found)
    assert not any(
        "is read as" in note for note in notes(read("| KSB | Criteria |\n|---|---|\n| K1 | Flour |\n| S1 | Knead |\n"))
    )


def test_a_wording_that_is_cut_off_is_reported() -> None:
    found = read("| KSB | Description |\n|---|---|\n| K1 | How flour is mil... |\n| S1 | Knead |\n")
    assert "line 3: K1 ends in dots; its wording may be cut off" in notes(found)


def test_a_code_after_a_criterion_gives_it_no_wording() -> None:
    rows = ("Explains how bread rises (K1)", "Describes how flour is milled (K2)", "Shows how dough is kneaded (S1)")
    table = "".join(f"| {row} | None |\n" for row in rows)
    found = read(f"# Discussion\n\n| Pass | Distinction |\n|---|---|\n{table}")
    assert (found.standard, found.error) == (None, "yields neither a KSB nor a duty")


def test_the_parts_of_a_document_are_no_behaviours() -> None:
    parts = "### A1. The approach\n\nText.\n\n### B1. An accessible solution\n\nText."
    found = standard(f"# Evidence\n\n- K1: Flour\n- B2: Careful\n\n## Parts\n\n{parts}\n")
    assert found.ksbs == {"K1": "Flour", "B2": "Careful"}


def test_an_index_of_a_portfolio_has_the_topics_as_wordings_and_no_overview() -> None:
    rows = "| K1 | Flour and yeast | P1 | A long account of the loaf | Needs you: your own role in the bakery |"
    text = f"| KSB | Topic | Project | Lead evidence | Readiness and action |\n|---|---|---|---|---|\n{rows}"
    summary = "| Readiness | Count | KSBs |\n|---|---|---|\n| Fix only | 1 | K1 |"
    found = read(f"# Index\n\n### Knowledge\n\n{text}\n\n## Summary\n\n{summary}\n")
    assert found.standard is not None
    assert (found.standard.ksbs, found.standard.overview) == ({"K1": "Flour and yeast"}, ())
    assert 'line 5: the column "Topic" is read as the wordings of the KSBs' in notes(found)


@pytest.mark.parametrize("name", ["Primary KSBs", "KSBs that it covers"])
def test_the_titles_of_activities_are_no_wordings(name: str) -> None:
    rows = "| 1 | Set up | K2 |\n| 2 | Bake | K2 |\n| 3 | Sell | S1, B1 |\n| 4 | Clean | S2 |"
    found = standard(f"# Lab\n\n- K1: Flour\n\n## Activities\n\n| Activity | Title | {name} |\n|---|---|---|\n{rows}\n")
    assert found.ksbs == {"K1": "Flour"}


@pytest.mark.parametrize("mark", ["", "- "])
def test_what_is_said_below_a_wording_in_bold_is_not_part_of_it(mark: str) -> None:
    below = "I milled flour\nand sieved it.\nThen I baked."
    found = read(f"# Log\n\n{mark}**K1 – Flour and where it grows**\n{below}\n\n{mark}**S1 – Knead**\n{below}\n")
    assert found.standard is not None
    assert found.standard.ksbs == {"K1": "Flour and where it grows", "S1": "Knead"}
    assert 'line 4: left out: "I milled flour and sieved it."' in notes(found)


def test_a_wording_that_goes_on_below_bold_text_is_one() -> None:
    assert standard("# Baker\n\n**K1:**\nFlour\n\n**K2: Yeast**\nand salt\n").ksbs == {
        "K1": "Flour",
        "K2": "Yeast and salt",
    }


def test_notes_in_lower_case() -> None:
    ksbs = "k1 flour\nk2 prices\ns1 knead\nb1 be kind\n"
    found = read(f"for the new bakers\nd1 bake bread - k1, s1 and b1\nd2 sell it (k2)\n\n{ksbs}", name="chat.txt")
    assert found.standard is not None
    assert found.standard.ksbs == {"K1": "flour", "K2": "prices", "S1": "knead", "B1": "be kind"}
    assert found.standard.duties is not None
    cited = [(duty.title, [cite.code for cite in duty.cites]) for duty in found.standard.duties]
    assert cited == [("bake bread", ["K1", "S1", "B1"]), ("sell it", ["K2"])]
    assert "the codes in lower case are read as if in capitals" in notes(found)


@pytest.mark.parametrize("text", ["b1 the bus\nb2 the tram\n", "k1 ab\nk3 cd\nk4 ef\n", "K1 A\nk1 ab\nk2 cd\nk3 ef\n"])
def test_few_codes_in_lower_case_are_words(text: str) -> None:
    assert "the codes in lower case are read as if in capitals" not in notes(read(text, name="chat.txt"))


def test_labels_with_values_below_the_title_are_no_overview() -> None:
    labels = "**Apprentice:** Jo\n**Employer:** Mill Ltd\n**Level:** 2\n\n**Start:** May | **End:** June"
    found = read(f"# Baker\n\n{labels}\n\nWhat bakers do: they bake bread.\n\n## Knowledge\n\n- K1: Flour\n")
    assert found.standard is not None
    assert found.standard.overview == ("What bakers do: they bake bread.",)
    assert found.standard.level == "2"
    assert [note for note in notes(found) if "left out" in note] == [
        'line 3: left out: "Apprentice: Jo"',
        'line 4: left out: "Employer: Mill Ltd"',
        'line 7: left out: "Start: May | End: June"',
    ]


def test_only_braces_at_the_end_of_a_text_are_attributes() -> None:
    found = standard("# Baker\n\n## Knowledge\n\n- K1: How {#each} and {.NET} work {#k1}\n- K2: Ovens {: .new }\n")
    assert found.ksbs == {"K1": "How {#each} and {.NET} work", "K2": "Ovens"}
