"""Lines and rows that few documents have: where each belongs."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from ksb.exporters.yaml import export
from ksb.importers import read_content

CASES: dict[str, tuple[str, dict[str, Any], list[str]]] = {
    "criteria above the first duty": (
        "## Duties\n\n### Performance criteria: hot bread\n\nDuty 1: Bake\n\nK1: Flour",
        {"duties": [{"number": "1", "title": "Bake", "cites": ["K1"]}]},
        ['line 5: left out: "Performance criteria: hot bread"'],
    ),
    "a heading within the overview": (
        "## Overview\n\nBread.\n\n### Who they meet\n\nMillers.\n\n## Knowledge\n\nK1: Flour",
        {"overview": ["Bread.", "Who they meet", "Millers."]},
        [],
    ),
    "a line break in the overview": (
        "## Overview\n\nBread is  \ngood.\n\n## Knowledge\n\nK1: Flour",
        {"overview": ["Bread is\ngood."]},
        [],
    ),
    "job titles in the line of their heading": (
        "## Other job titles: Miller, Cook\n\nK1: Flour",
        {"job_titles": ["Miller", "Cook"]},
        [],
    ),
    "a heading that says who issued it": (
        "## Guild of Bakers, May 2021\n\nK1: Flour",
        {"publisher": "Guild of Bakers", "issued": "2021-05"},
        [],
    ),
    "a title whose codes stand in its second line": (
        "## Duties\n\n- Duty 1: Bake bread and\n  sell it: K1, S1\n\n## KSBs\n\nK1: Flour\n\nS1: Mix",
        {"duties": [{"number": "1", "title": "Bake bread and sell it", "cites": ["K1", "S1"]}]},
        [],
    ),
    "codes that do not count up, below their duty": (
        "Duty 1: Bake\n\nK2-K1\n\nK1: Flour\n\nK2: Ovens",
        {"duties": [{"number": "1", "title": "Bake", "cites": ["K2", "K1"]}]},
        [],
    ),
    "two rows with one duty that has no number": (
        "| Duty | K |\n|---|---|\n| Bake | K1 |\n| Bake | K2 |\n\nK1: Flour\n\nK2: Prices",
        {"duties": [{"number": "1", "title": "Bake", "cites": ["K1", "K2"]}]},
        ['line 5: the duty "Bake" has no number; it is taken for Duty 1'],
    ),
    "codes that stand alone in a cell, above their wordings": (
        "| Duty | KSBs |\n|---|---|\n| Duty 1: Bake | K1<br>Flour and water<br>K2<br>Ovens |",
        {"ksbs": {"K1": "Flour and water", "K2": "Ovens"}},
        [],
    ),
    "duties in lower case": (
        "## Duties\n\nd1 bake bread - k1, s1\n\nd2: sell it (s1)\n\nd9 rest\n\n## KSBs\n\nK1: Flour\n\nS1: Mix",
        {
            "duties": [
                {"number": "1", "title": "bake bread", "cites": ["K1", "S1"]},
                {"number": "2", "title": "sell it", "cites": ["S1"]},
            ]
        },
        ['line 9: left out: "d9 rest"', 'line 5: "d1" is read as Duty 1', 'line 7: "d2" is read as Duty 2'],
    ),
    "a kind beside each duty": (
        "| Duty | Type | KSBs |\n|---|---|---|\n| Duty 1: Bake | Core | K1 |\n| Duty 2: Sell | | K1 |\n\nK1: Flour",
        {"ksbs": {"K1": "Flour"}},
        [],
    ),
    "a kind beside each statement and its code": (
        "| Type | Statement |\n|---|---|\n| Knowledge | K3: Flour |\n| Skill | S5: Mix |",
        {"ksbs": {"K3": "Flour", "S5": "Mix"}},
        [],
    ),
    "ticks without a KSB, and a column beside the ticks": (
        "| KSB | Text | D1 | Level |\n|---|---|---|---|\n| K1 | Flour | x | high |\n| | | x | |",
        {"duties": [{"number": "1", "title": ".", "cites": ["K1"]}]},
        [
            'line 5: left out: "Level: high"',
            'line 6: left out: "x"',
            'line 3: Duty 1 has no title; it is written as "."',
        ],
    ),
    "an option above the first duty of a table": (
        "| Duty | KSBs |\n|---|---|\n| Option 1: Bread | |\n| Duty 1: Bake | K1 |\n\nK1: Flour",
        {"duties": [{"number": "1", "options": ["1"], "title": "Bake", "cites": ["K1"]}]},
        [],
    ),
    "options with letters, in brackets": (
        "Option A: Bread\n\nOption B: Cakes\n\nDuty 1 (Option B): Bake\n\nK1: Flour",
        {"duties": [{"number": "1", "options": ["2"], "title": "Bake", "cites": ["K1"]}]},
        [],
    ),
    "words among the assessment methods": (
        "Duty 1: Bake\n\nK1: Flour\n\n## Assessment methods\n\nMethod 1: Test\n\nKSBs: K1\n\nGood luck",
        {"assessment": {"methods": [{"number": "1", "title": "Test", "ksbs": ["K1"]}]}},
        ['line 13: left out: "Good luck"'],
    ),
}


@pytest.mark.parametrize(("text", "expected", "notes"), CASES.values(), ids=CASES)
def test_where_a_line_belongs(text: str, expected: dict[str, Any], notes: list[str]) -> None:
    [found] = read_content(f"# Baker\n\n{text}\n".encode(), "baker.md")
    assert found.standard is not None
    made = yaml.load(export(found.standard), yaml.BaseLoader)
    assert {field: made.get(field) for field in expected} == expected
    assert [str(note) for note in found.notes if note.kind != "structure"] == notes
