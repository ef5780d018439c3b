"""Look-ups on standards of every shape: without duties, and with every kind of KSB."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Ksb

WITHOUT_DUTIES = b"""format: 1
title: Florist
ksbs: {K1: Know flowers, TK1: Know wiring, TK2: Know glue, TS1: Wire, ESB1: Be on time}
"""
ALL_KINDS = WITHOUT_DUTIES + b"duties: [{number: 1, title: Bind, cites: [K1, TK1, TS1, ESB1]}]\n"


def shown(ksb: Ksb, *arguments: str, standard: bytes) -> list[str]:
    result = ksb(*arguments, "--standard", "-", stdin=standard)
    assert (result.code, result.err) == (0, "")
    return result.out.splitlines()


def test_every_apprentice_needs_a_ksb_of_a_standard_without_duties(ksb: Ksb) -> None:
    assert shown(ksb, "show", "TK1", "ESB1", standard=WITHOUT_DUTIES) == [
        "TK1  Technical knowledge, core",
        "  Know wiring",
        "",
        "  Every apprentice needs it: this standard has no duties.",
        "",
        "ESB1  Employability skill or behaviour, core",
        "  Be on time",
        "",
        "  Every apprentice needs it: this standard has no duties.",
    ]


def test_a_standard_without_duties_in_lists(ksb: Ksb) -> None:
    assert shown(ksb, "list", standard=WITHOUT_DUTIES) == [
        "Knowledge",
        "  K1  Know flowers",
        "",
        "Technical knowledge",
        "  TK1  Know wiring",
        "  TK2  Know glue",
        "",
        "Technical skills",
        "  TS1  Wire",
        "",
        "Employability skills and behaviours",
        "  ESB1  Be on time",
    ]
    assert shown(ksb, "duties", standard=WITHOUT_DUTIES) == ["This standard has no duties."]
    assert shown(ksb, "matrix", standard=WITHOUT_DUTIES) == ["There are no duties."]
    about = shown(ksb, "info", standard=WITHOUT_DUTIES)
    assert "  Duties     none: every apprentice needs every KSB" in about
    assert (
        "  KSBs       5: 1 knowledge, 2 technical knowledge, 1 technical skill, 1 employability skill or behaviour"
        in about
    )


def test_a_kind_with_a_long_name_stands_above_its_rows(ksb: Ksb, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [
        "Knowledge",
        "     D1  in all",
        "K1    ●       1",
        "",
        "Technical knowledge",
        "     D1  in all",
        "TK1   ●       1",
        "TK2   ·       0",
    ]
    assert shown(ksb, "matrix", standard=ALL_KINDS)[:8] == expected
    monkeypatch.setenv("COLUMNS", "20")
    assert shown(ksb, "matrix", standard=ALL_KINDS)[:8] == expected


def test_a_duty_lists_its_ksbs_by_kind(ksb: Ksb) -> None:
    headings = [line.strip() for line in shown(ksb, "show", "D1", standard=ALL_KINDS) if line.startswith("  ")]
    assert headings[1::2] == [
        "Knowledge",
        "Technical knowledge",
        "Technical skills",
        "Employability skills and behaviours",
    ]
