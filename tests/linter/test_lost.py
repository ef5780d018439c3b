"""KSB004: what YAML leaves out of a text."""

from __future__ import annotations

import pytest

from ksb.linter.config import Settings
from ksb.linter.engine import check
from ksb.source import Source
from ksb.validate import validate

ENDS = "which YAML takes for a comment: put the text in quotes, or write a space after the #"
STARTS = "which YAML takes for an anchor: put the text in quotes, or remove the anchor"


def found(statement: str, *, cited: str = "K1") -> list[str]:
    text = f"format: 1\ntitle: t\nksbs:\n  K1: {statement}\nduties:\n- number: 1\n  title: t\n  cites:\n  - {cited}\n"
    reading = validate(Source("f", text.encode()))
    return [each.finding.message for each in check(reading, Settings(select=("KSB004",))).found]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("How bread #1 is baked", f'K1 ends before "#1 is baked", {ENDS}'),
        ("How bread\n    is baked\t #1", f'K1 ends before "#1", {ENDS}'),
        (f"How #{'bread' * 12}", f'K1 ends before "#{"bread" * 11}brea …", {ENDS}'),
        (
            "Keys such as C # and F # minor",
            'K1 ends before "# and F # minor", which YAML takes for a comment: put the text in quotes',
        ),
        ("&baking of bread", f'K1 lacks its start "&baking", {STARTS}'),
        ("&baking\n    of bread", f'K1 lacks its start "&baking", {STARTS}'),
    ],
)
def test_words_that_are_lost(statement: str, said: str) -> None:
    assert found(statement) == [said]


@pytest.mark.parametrize(
    "statement",
    [
        "How bread # 1 is baked",
        "Vitamin C # ask a cook",
        "How bread#1 is baked",
        "How bread is baked ## 1",
        "How bread is baked #ksb: ignore[KSB502]",
        "How bread is baked\n  #1",
        "'How bread #1 is baked'",
        "'How bread is baked' #1",
        "|\n    How bread #1 is baked",
        "&a 'of bread'",
        "baking &of bread",
    ],
)
def test_words_that_are_not_lost(statement: str) -> None:
    assert found(statement) == []


def test_citations_and_anchors_with_an_alias() -> None:
    assert found("Bake", cited="K1: Bake #2") == [f'K1 in Duty 1 ends before "#2", {ENDS}']
    assert found("Bake", cited="K1 #2") == []
    assert found("&a of bread", cited="K1: *a") == []
