"""Codes in cells and in running text."""

from __future__ import annotations

import pytest

from ksb.evidence.codes import in_cell, in_text
from ksb.evidence.piece import Codes


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("K1, K2; S2 and S5", ["K1", "K2", "S2", "S5"]),
        ("K10-K12", ["K10", "K11", "K12"]),
        ("K1-5; S3", ["K1", "K2", "K3", "K4", "K5", "S3"]),
        ("K3 to K5", ["K3", "K4", "K5"]),
        ("K14/K15 S16 B4", ["K14", "K15", "S16", "B4"]),
        ("K10. S3", ["K10", "S3"]),
        ("K1, 2 and 5", ["K1", "K2", "K5"]),
        ("tk1–tk3", ["TK1", "TK2", "TK3"]),
        ("K01 K 2 k1", ["K1", "K2"]),
        ("K1:K3", ["K1", "K2", "K3"]),
        ("K1 thru K3; K5 thru 6", ["K1", "K2", "K3", "K5", "K6"]),
        ("Knowledge: 1-3; Skills: 1, 2", ["K1", "K2", "K3", "S1", "S2"]),
        ("", []),
    ],
)
def test_every_code_in_a_cell_counts(cell: str, codes: list[str]) -> None:
    assert in_cell(cell) == Codes(tuple(codes))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Ran the session [K22] and wrote the notes (S2)", ["K22", "S2"]),
        ("Send the daily report (K10. S3)", ["K10", "S3"]),
        ("**KSBs:** K7, S18", ["K7", "S18"]),
        ("Uses S4/S5 and K1–K3", ["S4", "S5", "K1", "K2", "K3"]),
        ("This shows k13.", ["K13"]),
        ("[K18](https://example.org/k18) is done", ["K18"]),
        ("K13: I chaired it", ["K13"]),
        ("K13 Chaired the meeting", ["K13"]),
        ("as mapped (see K3)", ["K3"]),
        ("Skills: S3", ["S3"]),
    ],
)
def test_codes_in_running_text(text: str, codes: list[str]) -> None:
    assert in_text(text).codes == tuple(codes)


def test_what_only_looks_like_a_code_is_doubtful() -> None:
    found = in_text("The camera was a B5 format test; vitamin B12 and a K9 unit have nothing to do with it.")
    assert found == Codes((), ("B5", "B12", "K9"))
    assert in_text("B5 paper was ordered") == Codes((), ("B5",))


def test_a_code_in_full_in_running_text_is_doubtful() -> None:
    found = in_text("Knowledge 1 and Skill 4 came up; three skills, 5 hours, knowledge")
    assert (found.codes, found.doubtful) == ((), ("K1", "S4"))


def test_a_code_with_a_question_mark_in_a_cell_is_doubtful() -> None:
    assert in_cell("K1, K2?") == Codes(("K1",), ("K2",))


def test_strict_takes_codes_in_brackets_only() -> None:
    assert in_text("KSBs: K7. Shown in [K8] and S1/S2", strict=True) == Codes(("K8",), ("K7", "S1", "S2"))


def test_a_part_of_a_ksb_is_not_the_ksb() -> None:
    assert in_cell("K4.4, K5") == Codes(("K5",), (), ("K4.4",))
    assert in_text("Done [K4.4]") == Codes((), (), ("K4.4",))


@pytest.mark.parametrize("text", ["K1 ", "(K1 ", "K1, 2, ", "KSBs: ", "not K1 ", "K1!\n"])
@pytest.mark.slow
def test_a_long_line_takes_time_in_proportion_to_its_length(text: str) -> None:
    assert in_text(text * 15_000) == in_text(text * 3)


@pytest.mark.slow
def test_many_spaces_after_a_code_take_time_in_proportion_to_their_number() -> None:
    assert in_text("K1" + " " * 200_000 + "and K2") == in_text("K1 and K2")


@pytest.mark.parametrize(
    ("text", "codes", "excluded"),
    [
        ("I did not cover K1.", [], ["K1"]),
        ("I didn't cover K1 and K2, but I covered K3.", ["K3"], ["K1", "K2"]),
        ("K2 was not covered.", [], ["K2"]),
        ("K2 and K3 have not yet been covered", [], ["K2", "K3"]),
        ("K4 is still missing.", [], ["K4"]),
        ("We tidied up for next week. Gaps: S2, B1.", [], ["S2", "B1"]),
        ("TODO: S1", [], ["S1"]),
        ("KSBs not covered: K1, K2", [], ["K1", "K2"]),
        ("KSBs: K1; K2 (partially), K3 - no, K4 ✗", ["K1", "K2"], ["K3", "K4"]),
        ("KSBs: K1, ~~K4~~", ["K1"], ["K4"]),
        ("(K1 to K3, not K2)", ["K1", "K3"], ["K2"]),
        ("It shows not only K1, S2", ["K1", "S2"], []),
        ("I want to show (K1), and this shows (K2).", ["K2"], ["K1"]),
        ("I'd like to do [S4], [S5] and [S6]. Shown: K1", ["K1"], ["S4", "S5", "S6"]),
        ("Next I am going to be working on K4, K5.", [], ["K4", "K5"]),
        ("I’ll cover (K9). Going to cover (S2)", [], ["K9", "S2"]),
        ("My aim is to show [K10]", [], ["K10"]),
        ("I will always check the call sheet [K1]", ["K1"], []),
        ("Will demonstrated [K3]. Will show [K4].", ["K3"], ["K4"]),
        ("I was asked to show (K22), and planned the shoot (K1)", ["K22", "K1"], []),
        ("KSB no: K1, K2", ["K1", "K2"], []),
    ],
)
def test_what_the_text_says_is_not_covered(text: str, codes: list[str], excluded: list[str]) -> None:
    found = in_text(text)
    assert (list(found.codes), list(found.excluded)) == (codes, excluded)


@pytest.mark.parametrize(
    ("cell", "codes", "excluded"),
    [
        ("K1 to K3 (not K2)", ["K1", "K3"], ["K2"]),
        ("K1, ~~K4~~", ["K1"], ["K4"]),
        ("S1 ✓ S2 ✗", ["S1"], ["S2"]),
        ("K1-K3 except K2", ["K1", "K3"], ["K2"]),
        ("K1-K3 excepting K2", ["K1", "K3"], ["K2"]),
        ("K1; not the K5", ["K1"], ["K5"]),
        ("K1-K3 (excl. K2)", ["K1", "K3"], ["K2"]),
        ("K1-K5 but not K2, K3", ["K1", "K4", "K5"], ["K2", "K3"]),
    ],
)
def test_what_a_cell_says_is_not_covered(cell: str, codes: list[str], excluded: list[str]) -> None:
    found = in_cell(cell)
    assert (list(found.codes), list(found.excluded)) == (codes, excluded)


def test_a_part_does_not_break_a_list() -> None:
    assert in_text("KSBs: K1, K4.4, S2") == Codes(("K1", "S2"), (), ("K4.4",))
    assert in_text("KSBs: K4(a), S2") == Codes(("S2",), (), ("K4(a)",))


def test_a_range_that_is_longer_than_any_standard_is_its_two_ends() -> None:
    assert in_cell("K1-K9999, S2").codes == ("K1", "K9999", "S2")
    assert in_cell("1-999", "K").codes == ("K1", "K999")
    assert in_cell("K1, 3-9999").codes == ("K1", "K3", "K9999")
