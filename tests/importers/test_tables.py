"""Tables of KSBs with their codes, and tables that map duties to KSBs."""

from __future__ import annotations

import pytest

from ksb.documents import read_blocks
from ksb.importers import Imported, document


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
