"""Assessment methods in the look-ups and in a diff."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ksb.cli.common import complete_methods

if TYPE_CHECKING:
    from conftest import Ksb

PLAN = """\
format: 1
title: Baker
ksbs:
  K1: How flour is milled
  K2: The rules of food hygiene
  S1: Knead dough
duties:
  - number: 1
    title: Bake
    cites: [K1, K2]
  - number: 2
    title: Clean
    cites: [S1]
assessment:
  methods:
    - number: 1
      title: Interview underpinned by a portfolio
      portfolio: true
      ksbs: [K1]
    - number: 2
      title: Practical test
      ksbs: [K1, S1]
"""


@pytest.fixture
def baker(tmp_path: Path) -> Path:
    file = tmp_path / "baker.yaml"
    file.write_text(PLAN)
    return file


def test_show_says_which_methods_assess_a_ksb(baker: Path, ksb: Ksb) -> None:
    assert ksb("show", "K1", "--standard", baker).out.splitlines()[-4:] == [
        "",
        "  Assessed by:",
        "    Method 1  portfolio  Interview underpinned by a portfolio",
        "    Method 2             Practical test",
    ]
    assert ksb("show", "K2", "--standard", baker).out.endswith("\n\n  No assessment method assesses it.\n")
    assert json.loads(ksb("show", "K1", "--standard", baker, "--format", "json").out)[0]["methods"] == [1, 2]


def test_without_a_plan_nothing_is_said_of_methods(ksb: Ksb) -> None:
    for command in (["show", "K1"], ["info"], ["matrix"]):
        assert "method" not in ksb(*command).out.lower(), command


def test_list_by_method(baker: Path, ksb: Ksb) -> None:
    found = json.loads(ksb("list", "--method", "2", "--standard", baker, "--format", "json").out)
    assert [item["code"] for item in found] == ["K1", "S1"]


def test_the_matrix_has_a_column_of_methods(baker: Path, ksb: Ksb) -> None:
    lines = ksb("matrix", "--standard", baker).out.splitlines()
    assert [line.split()[-1] for line in lines[:3]] == ["by", "1,2", "-"]
    assert lines[-3:] == [
        "by: the assessment methods that assess it",
        "  1 Interview underpinned by a portfolio",
        "  2 Practical test",
    ]
    found = json.loads(ksb("matrix", "--standard", baker, "--format", "json").out)
    assert [(method["number"], method["ksbs"]) for method in found["methods"]] == [(1, ["K1"]), (2, ["K1", "S1"])]


@pytest.mark.parametrize("width", [20, 24, 40, 80])
def test_a_narrow_matrix_with_methods_fits(width: int, baker: Path, ksb: Ksb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert max(map(len, ksb("matrix", "--standard", baker).out.splitlines())) <= width


def test_info_lists_the_methods(baker: Path, ksb: Ksb) -> None:
    out = ksb("info", "--standard", baker).out
    assert "  Method 1   Interview underpinned by a portfolio (1 KSB, with a portfolio)\n" in out
    assert "  Method 2   Practical test (2 KSBs)\n" in out
    found = json.loads(ksb("info", "--standard", baker, "--format", "json").out)
    assert [method["title"] for method in found["methods"]] == [
        "Interview underpinned by a portfolio",
        "Practical test",
    ]


def test_the_numbers_of_methods_are_completed(baker: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KSB_STANDARD", str(baker))

    assert complete_methods(SimpleNamespace(params={}), "") == [
        ("1", "Interview underpinned by a portfolio"),
        ("2", "Practical test"),
    ]


def test_every_export_can_be_of_one_method(baker: Path, ksb: Ksb) -> None:
    found = json.loads(ksb("export", "json", "--method", "2", "--standard", baker).out)
    assert [item["code"] for item in found["ksbs"]] == ["K1", "S1"]
    assert [[citation["code"] for citation in duty["citations"]] for duty in found["duties"]] == [["K1"], ["S1"]]
    # A KSB may have several methods; the others are still there.
    assert [method["ksbs"] for method in found["assessment"]["methods"]] == [["K1"], ["K1", "S1"]]
    yaml = ksb("export", "yaml", "--method", "1", "--standard", baker).out
    assert ksb("lint", "-", stdin=yaml.encode()).code == 0


def test_a_diff_says_what_became_of_methods(baker: Path, tmp_path: Path, ksb: Ksb) -> None:
    new = tmp_path / "new.yaml"
    changed = PLAN.replace("ksbs: [K1, S1]", "ksbs: [K1, K2]").replace("portfolio: true", "portfolio: false")
    new.write_text(changed + "    - {number: 3, title: Presentation, ksbs: [S1]}\n")
    found = json.loads(ksb("diff", baker, new, "--format", "json").out)
    assert [tuple(method.values()) for method in found["methods"][1:]] == [
        ("unchanged", 2, 2, "Practical test", "Practical test", ["K2"], ["S1"]),
        ("added", None, 3, None, "Presentation", ["S1"], []),
    ]
    assert found["also"] == ["which assessment methods have a portfolio"]
    assert ksb("diff", baker, new).out.splitlines()[4:-2] == [
        "Assessment methods  1 added, 1 changed, 1 unchanged",
        "  2   Practical test",
        "      now also assesses K2; no longer assesses S1",
        "  3   Presentation",
        "      added; assesses S1",
    ]
    changelog = ksb("diff", baker, new, "--format", "markdown").out
    assert "- Method 2, Practical test: now also assesses K2; no longer assesses S1\n" in changelog
    back = ksb("diff", new, baker).out
    assert "      removed; assessed S1\n" in back


def test_new_codes_alone_change_no_method(baker: Path, tmp_path: Path, ksb: Ksb) -> None:
    new = tmp_path / "new.yaml"
    new.write_text(PLAN.replace("  K2: The rules of food hygiene\n", "").replace("S1", "S7").replace(", K2", ""))
    assert "Assessment methods  2 unchanged\n\n" in ksb("diff", baker, new).out
