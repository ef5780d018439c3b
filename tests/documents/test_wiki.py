"""Texts in the markup of wikis, and boxes in Markdown."""

from __future__ import annotations

import pytest

from ksb.documents import read_blocks
from ksb.documents.blocks import Heading, Item, Paragraph, Table
from ksb.importers import read_content

WIKIS = {
    "Jira": "h1. Baker\n\nh2. Knowledge\n* *K1* Flour\n* *K2* Ovens\n",
    "MediaWiki": "= Baker =\n\n== Knowledge ==\n* '''K1''' Flour\n* '''K2''' Ovens\n",
    "AsciiDoc": "= Baker\n\n== Knowledge\n\n* *K1*:: Flour\n* *K2*:: Ovens\n",
    "LaTeX": "\\documentclass{article}\n\\title{Baker}\n\\section{Knowledge}\n\\begin{itemize}\n\\item[K1] Flour\n"
    "\\item \\textbf{K2} Ovens\n\\end{itemize}\n",
    "Org": "#+TITLE: Baker\n\n* Knowledge\n- K1 :: Flour\n- *K2* Ovens\n",
}


@pytest.mark.parametrize("text", WIKIS.values(), ids=WIKIS)
def test_a_page_of_a_wiki(text: str) -> None:
    [imported] = read_content(text.encode(), "baker.txt")
    assert imported.standard is not None
    assert (imported.standard.title, imported.standard.ksbs) == ("Baker", {"K1": "Flour", "K2": "Ovens"})
    assert [str(note) for note in imported.notes if note.kind != "structure"] == []


def test_a_table_of_jira() -> None:
    text = "h2. Skills\n||Code||Text||\n|S1|Knead *well*|\nh2. Notes\nNone"
    skills, table, *_ = read_blocks(text.encode(), "text")
    assert (type(skills), skills.text) == (Heading, "Skills")
    assert isinstance(table, Table)
    assert [row.cells for row in table.every_row] == [("Code", "Text"), ("S1", "Knead well")]
    assert table.rows[-1].place == "line 3"


def test_one_line_with_such_signs_is_no_markup() -> None:
    [first, second] = read_blocks(b"= Baker\n2 * 3 *4* 5", "text")
    assert (first.text, second.text) == ("= Baker", "2 * 3 *4* 5")


def test_the_title_of_a_box_is_a_heading() -> None:
    text = """# Baker

!!! note "Duty 1: Bake"
    KSBs: K1

    ??? tip "More"
        - Bake often

    The end
??? abstract "K1: Flour"
!!! warning
    Hot
> [!note]- K2: Ovens
> Read the manual
"""
    found = [(type(it), it.text, it.place) for it in read_blocks(text.encode(), "markdown")]
    assert found == [
        (Heading, "Baker", "line 1"),
        (Heading, "Duty 1: Bake", "line 3"),
        (Paragraph, "KSBs: K1", "line 4"),
        (Heading, "More", "line 6"),
        (Item, "Bake often", "line 7"),
        (Paragraph, "The end", "line 9"),
        (Heading, "K1: Flour", "line 10"),
        (Paragraph, "Hot", "line 12"),
        (Heading, "K2: Ovens", "line 13"),
        (Paragraph, "Read the manual", "line 14"),
    ]


def test_the_name_of_a_block_is_not_its_text() -> None:
    [item, other] = read_blocks(b"- K1 Flour ^k1\n- 2 ^3\n", "markdown")
    assert (item.text, other.text) == ("K1 Flour", "2 ^3")
