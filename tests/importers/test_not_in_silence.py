"""What could be read as a KSB, a wording or a duty, and is not: it is left out with a note instead."""

from __future__ import annotations

from ksb.importers import Imported, read_content
from ksb.models import Standard


def read(text: str, name: str = "baker.txt") -> Imported:
    [imported] = read_content(text.encode(), name)
    return imported


def standard(text: str, name: str = "baker.txt") -> Standard:
    found = read(text, name).standard
    assert found is not None
    return found


def notes(imported: Imported) -> list[str]:
    return [str(note) for note in imported.notes if note.kind != "structure"]


def test_a_code_with_a_dash_alone_has_no_wording_yet() -> None:
    found = read("# Baker\n\n## Criteria\n\n- A loaf\n\nK4 - \nS3 –\n\n## Knowledge\n\n- K1 - Flour\n", "baker.md")
    assert found.standard is not None
    assert found.standard.ksbs == {"K1": "Flour"}
    assert 'line 7: left out: "K4"' in notes(found)


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


def test_a_line_goes_on_within_brackets() -> None:
    text = "Knowledge\nK1: Rules for waste (i.e.\nISO 14001)\nK2: Ovens (gas\nElectric ones are left out\n"
    assert standard(text).ksbs == {"K1": "Rules for waste (i.e. ISO 14001)", "K2": "Ovens (gas"}


def test_two_colons_stand_between_a_code_and_its_wording() -> None:
    assert standard("Knowledge\n- K1 :: Flour\n- K2:: Ovens\n").ksbs == {"K1": "Flour", "K2": "Ovens"}


def test_a_title_goes_on_beside_its_codes() -> None:
    text = "Duties\nDuty 1 bake bread in   K1\nline with orders and    K2\nrecipes                 K3\n\nKnowledge\n"
    [duty] = standard(f"{text}K1 Flour\nK2 Ovens\nK3 Salt\n").duties or ()
    assert duty.title == "bake bread in line with orders and recipes"
    assert [cite.code for cite in duty.cites] == ["K1", "K2", "K3"]
