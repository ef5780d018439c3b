"""Comments that silence findings, and those that silence nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from ksb import lint
from ksb.positions import MOST_FINDINGS

HEAD = "format: 1\ntitle: t\n"


def found(text: str, tmp_path: Path, select: tuple[str, ...] = ("KSB0", "KSB1")) -> list[str]:
    file = tmp_path / "standard.yaml"
    file.write_text(HEAD + text, encoding="utf-8", newline="")
    return [f"{it.span.line}:{it.span.column} {it.code} {it.message}" for it in lint([file], select=select).findings]


DUTIES = "duties:\n- {number: 1, title: t, cites: [K1, S1]}\n"


def test_a_comment_at_the_end_of_the_line(tmp_path: Path) -> None:
    assert (
        found("ksbs:\n  K1: a\n  K2: b  # ksb: ignore[KSB102] known, see the minutes\n  S1: c\n" + DUTIES, tmp_path)
        == []
    )
    folded = "ksbs:\n  K1: a\n  K2: b\n    b  # ksb: ignore[KSB102]\n  S1: c\n" + DUTIES
    assert found(folded, tmp_path) == []


def test_a_word_is_silenced_with_its_statement(tmp_path: Path) -> None:
    text = (
        "ksbs:\n  K1: a\n    your\n    b  # ksb: ignore[KSB507]\n  S1: your  # ksb: ignore[KSB507]\n  S2: c\n  B1: d\n"
        + DUTIES
    )
    assert found(text, tmp_path, ("KSB507", "KSB009")) == []
    assert found(text.replace("# ksb", "#"), tmp_path, ("KSB507",)) == [
        '5:5 KSB507 K1 addresses the reader: write "their" or "own" instead of "your"',
        '7:7 KSB507 S1 addresses the reader: write "their" or "own" instead of "your"',
    ]


def test_a_comment_above_a_block(tmp_path: Path) -> None:
    text = "# ksb: ignore[KSB102, KSB101]\n\n# why\nksbs:\n  K1: a\n  K2: b\n  K3: c\n  S1: c\n" + DUTIES
    assert found(text, tmp_path) == ["3:23 KSB009 this comment silences no KSB101; remove it"]
    text = "ksbs:\n  K1: a\n  # ksb: ignore[KSB1]\n  K2: b\n  K3: c\n  S1: c\n" + DUTIES
    assert found(text, tmp_path) == ["7:3 KSB102 K3 is defined, but no duty cites it"]
    first, second = "- {number: 1, title: t,\n  cites: [K1]}\n", "- {number: 2, title: t,\n  cites: [S1]}\n"
    text = f"ksbs: {{K1: a, S1: b}}\nduties:\n# ksb: ignore[KSB104]\n{first}{second}"
    assert found(text, tmp_path) == ["8:3 KSB104 Duty 2 cites no knowledge"]


def test_a_comment_after_a_block_indicator(tmp_path: Path) -> None:
    for sign in ("|", ">-"):
        text = f"ksbs:\n  K1: a\n  K2: {sign}  # ksb: ignore[KSB102]\n    # ksb: ignore[KSB1]\n  S1: c\n{DUTIES}"
        assert found(text, tmp_path) == []


def test_an_ordinary_comment_silences_nothing(tmp_path: Path) -> None:
    text = "ksbs:\n  K1: a  # ksb: TODO [Anna]\n  S1: c\n" + DUTIES
    assert found(text, tmp_path) == []


def test_the_whole_file(tmp_path: Path) -> None:
    text = "ksbs: {K1: a, K2: b, K3: c, S1: c}\n" + DUTIES + "# ksb: ignore-file[KSB10] from the old system"
    assert found(text, tmp_path) == []


def test_windows_line_endings(tmp_path: Path) -> None:
    text = "ksbs:\n  K1: a\n  # ksb: ignore[KSB102]\n  K2: b\n  S1: c\n" + DUTIES
    assert found(text.replace("\n", "\r\n"), tmp_path) == []


NO_RULE = "KSB009 this comment silences nothing: write `ksb: ignore[KSB201]` or `ksb: ignore-file[KSB201]`"


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("# ksb: ignore", f"10 {NO_RULE}"),
        ("# ksb: ignore[]", f"10 {NO_RULE}"),
        ("# ksb: ignroe[KSB102]", f"10 {NO_RULE}"),
        ("# ksb: ignore[uncited-ksb]", "24 KSB009 uncited-ksb is KSB102: write that"),
        ("# ksb: ignore[KSB777]", "24 KSB009 there is no rule KSB777"),
        ("# ksb: ignore[KSB002]", "24 KSB009 KSB002 can't be silenced by a comment"),
        ("# ksb: ignore[ksb102]", "24 KSB009 this comment silences no KSB102; remove it"),
    ],
)
def test_what_silences_nothing(comment: str, message: str, tmp_path: Path) -> None:
    text = f"ksbs:\n  K1: a  {comment}\n  S1: c\n" + DUTIES
    assert found(text, tmp_path) == [f"4:{message}"]


def test_a_rule_that_did_not_run_may_need_its_comment(tmp_path: Path) -> None:
    text = "ksbs:\n  K1: a  # ksb: ignore[KSB201]\n  S1: c\n" + DUTIES
    assert found(text, tmp_path) == []
    assert found(text, tmp_path, ("KSB0", "KSB2")) == ["4:24 KSB009 this comment silences no KSB201; remove it"]


@pytest.mark.parametrize(
    "quoted", ['"b # ksb: ignore[KSB102]"', "'b # ksb: ignore[KSB102]'", "|\n    b\n    # ksb: ignore[KSB102]"]
)
def test_a_text_is_not_a_comment(quoted: str, tmp_path: Path) -> None:
    text = f"ksbs:\n  K1: a\n  K2: {quoted}\n  S1: c\n" + DUTIES
    assert found(text, tmp_path) == ["5:3 KSB102 K2 is defined, but no duty cites it"]


def test_a_file_that_can_not_be_checked_is_never_silenced(tmp_path: Path) -> None:
    assert found("# ksb: ignore-file[KSB0]\nnothing: 1\n", tmp_path)[-1] == "4:1 KSB002 unknown field `nothing`"


@pytest.mark.slow
def test_the_number_of_codes_is_limited(tmp_path: Path) -> None:
    too_late = ["4:15 KSB102 K2 is defined, but no duty cites it"]
    for before, expected in ((MOST_FINDINGS - 1, []), (MOST_FINDINGS, too_late)):
        codes = ",".join(["KSB4"] * before + ["KSB1"] + ["KSB5"] * 100_000)
        text = f"# ksb: ignore-file[{codes}]\nksbs: {{K1: a, K2: b, S1: c}}\n{DUTIES}"
        assert found(text, tmp_path) == expected


def test_many_comments_are_read_in_time(tmp_path: Path) -> None:
    text = "ksbs: {K1: a, K2: b, S1: c}\n" + "# ksb: ignore[KSB1]\n" * 20_000 + DUTIES
    assert found(text, tmp_path, ("KSB1",)) == ["3:15 KSB102 K2 is defined, but no duty cites it"]


@pytest.mark.parametrize(
    "comment",
    ["## ksb ignore[KSB1]", "#ksb:ignore[KSB102] why", "# why # KSB: ignore [ KSB102 , ]", "# ksb: ignore[K]"],
)
def test_variations_of_a_comment(comment: str, tmp_path: Path) -> None:
    assert found(f"ksbs:\n  K1: a\n  K2: b  {comment}\n  S1: c\n{DUTIES}", tmp_path) == []


@pytest.mark.parametrize(
    "comment",
    [
        "# as ksb: ignore[KSB102]",
        "# why#ksb: ignore[KSB102]",
        "# ksb: see KSB102",
        "# ksb: ignored KSB102",
        "# ksb:\n  # [KSB102]",
    ],
)
def test_other_comments(comment: str, tmp_path: Path) -> None:
    text = f"ksbs:\n  K1: a\n  K2: b  {comment}\n  S1: c\n{DUTIES}"
    assert found(text, tmp_path) == ["5:3 KSB102 K2 is defined, but no duty cites it"]


def test_in_the_first_line(tmp_path: Path) -> None:
    file = tmp_path / "standard.yaml"
    text = f"# ksb: ignore-file[KSB102]\n{HEAD}ksbs: {{K1: a, K2: b, S1: c}}\n{DUTIES}"
    file.write_text(text, encoding="utf-8")
    assert lint([file], select=("KSB0", "KSB1")).findings == ()


def test_a_comment_above_a_part_of_a_block(tmp_path: Path) -> None:
    text = (
        "ksbs: {K1: a, S1: b}\nduties:\n- number: 1\n  title: t\n  # ksb: ignore[KSB104]\n  cites: [K1]\n"
        "- {number: 2, title: u, cites: [S1]}  # ksb: ignore[KSB104]\n"
    )
    assert [it[:11] for it in found(text, tmp_path, ("KSB104",))] == ["5:3 KSB104 "]
