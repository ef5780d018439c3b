"""The title of a document, and what stands above the standard and is none."""

from __future__ import annotations

from functools import partial

import imported
import pytest

from ksb.importers import Imported, read_content

read = partial(imported.read, name="baker.txt")

SENTENCE = "Below are the KSBs that we agreed on at the meeting."


def left_out(imported: Imported) -> list[str]:
    return [note.text for note in imported.notes if note.kind == "left out"]


@pytest.mark.parametrize(
    ("above", "left"),
    [
        ("Skills England\nHome\nApprenticeships\nBAKER", ["Skills England", "Home", "Apprenticeships"]),
        ("From: Jo Smith\nSubject: KSBs\n\nBaker", ["From: Jo Smith", "Subject: KSBs"]),
        (f"{SENTENCE}\n\nBaker", [SENTENCE]),
        ("Occupational standard: Baker", []),
    ],
)
def test_menus_emails_and_sentences_are_no_titles(above: str, left: list[str]) -> None:
    baker = read(f"{above}\n\nKnowledge\nK1: Flour\n")
    assert baker.standard is not None
    assert baker.standard.title.capitalize() == "Baker"
    assert left_out(baker) == left


def test_without_another_title_the_file_gives_it() -> None:
    baker = read("To: all\n\nHi Jo,\n\nKnowledge\nK1: Flour\n")
    assert baker.standard is not None
    assert baker.standard.title == "baker"


def test_a_title_with_the_name_of_a_program() -> None:
    pytest.importorskip("bs4")
    page = "<html><head><title>Baker - Google Docs</title></head><body><p>Baker</p><p>K1: Flour</p></body></html>"
    baker = read(page, name="a.html")
    assert baker.standard is not None
    assert (baker.standard.title, left_out(baker)) == ("Baker", [])


def test_a_level_after_a_title() -> None:
    found = read("# Occupational Standard: Baker (Level 3)\n\nK1: Flour\n", name="a.md").standard
    assert found is not None
    assert (found.title, found.level) == ("Baker", "3")
    kept = read("# Baker (Level 3)\n\nK1: Flour\n", name="a.md").standard
    assert kept is not None
    assert kept.title == "Baker (Level 3)"


@pytest.mark.parametrize("line", ["Level: 3", "Duration: 18 months", "Occupational Level: 3", "Duration (months): 18"])
def test_particulars_below_the_ksbs(line: str) -> None:
    baker = read(f"Baker\n\nSkills\n• Mix\n• Bake\n• Level the dough\n\n{line}\n")
    assert baker.standard is not None
    assert list(baker.standard.ksbs) == ["S1", "S2", "S3"]
    found = {"level": baker.standard.level, "duration": baker.standard.typical_duration}
    assert found in ({"level": "3", "duration": None}, {"level": None, "duration": "18 months"})


def test_a_kind_with_the_start_of_a_sentence_is_a_heading() -> None:
    baker = read(
        "Baker\n\nKnowledge: the baker will know and understand\n• Flour - how it\nis milled\n• Ovens\n\n"
        "Skills: each baker must be able to\n• Mix\n\nBehaviours: bakers will be:\n• Careful\n"
    ).standard
    assert baker is not None
    assert baker.ksbs == {"K1": "Flour - how it is milled", "K2": "Ovens", "S1": "Mix", "B1": "Careful"}


def test_a_title_that_each_page_repeats_is_the_title() -> None:
    pages = "\f".join(["Baker\n\nDuty 1: Bake\nK1 Flour", "Baker\n\nK2 Ovens", "Baker\n\nS1 Knead"])
    [imported] = read_content(pages.encode(), "baker.txt")
    assert imported.standard is not None
    assert imported.standard.title == "Baker"
    assert imported.standard.ksbs == {"K1": "Flour", "K2": "Ovens", "S1": "Knead"}
