"""`ksb renumber`: new codes throughout a file, and nothing else changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Ksb

TEXT = """\
format: 1  # kept
title: t
ksbs:
  K2: Know as in K5
  "K5": Know more
  K1: Last
  S3: Use
ids: {K2: a, K5: b}
duties:
  - number: 1
    title: t
    cites: [K2, 'K5', K1: other]  # as before
  - number: 2
    title: t
    cites:
      - K1
      - S3: used
assessment: {methods: [{number: 1, title: x, ksbs: [K5, S3]}]}
"""
RENUMBERED = (
    TEXT.replace("  K2: Know", "  K1: Know").replace('"K5"', '"K2"').replace("  K1: Last", "  K3: Last")
    .replace("  S3: Use", "  S1: Use").replace("{K2: a, K5: b}", "{K1: a, K2: b}")
    .replace("[K2, 'K5', K1: other]", "[K1, 'K2', K3: other]").replace("- K1\n", "- K3\n")
    .replace("- S3", "- S1").replace("[K5, S3]", "[K2, S1]")
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "standard.yaml"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_codes_change_everywhere_but_in_texts(ksb: Ksb, file: Path) -> None:
    codes = file.with_name("codes.csv")
    result = ksb("renumber", file, "--table", codes)
    assert (result.code, result.out) == (0, "")
    assert result.err.splitlines() == [
        f"4 codes changed in {file}.",
        f"{file}:4: K5 in a text was not changed; its KSB is now K2",
    ]
    assert file.read_text(encoding="utf-8") == RENUMBERED
    assert codes.read_text(encoding="utf-8") == "old,new\nK2,K1\nK5,K2\nK1,K3\nS3,S1\n"
    assert ksb("renumber", file).err == f"0 codes changed in {file}.\n"


def test_a_diff_changes_nothing(ksb: Ksb, file: Path) -> None:
    result = ksb("renumber", file, "--diff")
    assert "-  K2: Know as in K5\n" in result.out
    assert "+  K1: Know as in K5\n" in result.out
    assert file.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[K5, S3]", "[K5, S1]", "S1 is cited, but not defined; it would become the code of another KSB"),
        ('"K5": Know more', '"K\\u0035": Know more', ":5: K5 is written in a way that can't be changed"),
        ("K1: Last", "K1: &a Last\n  K9: *a", "has aliases (*name)"),
        ("title: t\nksbs", "ksbs", "the field `title` is missing"),
    ],
)
def test_what_can_not_be_renumbered(old: str, new: str, message: str, ksb: Ksb, file: Path) -> None:
    file.write_text(TEXT.replace(old, new), encoding="utf-8")
    before = file.read_bytes()
    result = ksb("renumber", file)
    assert (result.code, file.read_bytes()) == (2, before)
    assert message in result.err


def test_the_embedded_standard_is_left(ksb: Ksb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert ksb("renumber").err == "error: there is no standard here\nhint: name it: ksb renumber standard.yaml\n"


def test_a_file_that_does_not_exist(ksb: Ksb, tmp_path: Path) -> None:
    result = ksb("renumber", tmp_path / "none.yaml")
    assert (result.code, result.err) == (2, f"error: there is no file {tmp_path / 'none.yaml'}\n")


def test_the_table_on_standard_output(ksb: Ksb, file: Path) -> None:
    assert "both go to standard output" in ksb("renumber", file, "--table", "-", "--diff").err
    assert ksb("renumber", file, "--table", "-").out.startswith("old,new\r\nK2,K1\r\n")
