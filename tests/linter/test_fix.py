"""Fixes: they change only what they must, completely or not at all, and nothing more the second time."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ksb import load
from ksb.linter.choice import Choice
from ksb.linter.finding import Edit
from ksb.linter.fix import Repair, Replacement, apply, unified_diff
from ksb.linter.runner import Run
from ksb.source import Source

if TYPE_CHECKING:
    from conftest import Ksb

ROOT = Path(__file__).parents[2]
HEAD = "format: 1  # kept\ntitle: t\nksbs:\n"
DUTY = "  S1: Use\nduties:\n  - number: 1\n    title: t\n    cites:\n"


def fixed(text: str, tmp_path: Path, *, unsafe: bool = False, select: str = "KSB") -> str:
    file = tmp_path / "standard.yaml"
    file.write_bytes(text.encode())
    [result] = Run([str(file)], Choice(isolated=True, select=(select,))).fix(unsafe=unsafe)
    assert file.read_bytes() == text.encode()
    return result.after.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- K1: know.", "- K1"),
        ("- K1: know.  # why", "- K1  # why"),
        ("- K1:\n          know.", "- K1"),
        ('- "K1": "kn\\u006fw."', "- K1"),
        ("- {K1: know.}", "- K1"),
        ("- ? K1\n        : know.", "- K1"),
        ("- K1: |\n          know.", "- K1"),
        ("- K1: >-\n          know.\n", "- K1\n"),
        ("- K1: # why\n          know.", None),
        ("- K1: >- # why\n          know.", None),
        ("- K1: !!str # why\n          know.", None),
        ("- K1: &unused # why\n\n          'know.'", None),
        ("- &unused K1: know.", "- K1"),
        ("- K1: !!str know.", "- K1"),
        ("- K1: &unused know.", "- K1"),
    ],
)
def test_a_repunctuated_citation_becomes_a_bare_code(before: str, after: str | None, tmp_path: Path) -> None:
    text = f"{HEAD}  K1: Know\n{DUTY}      {before}\n      - S1   # last\n"
    assert fixed(text, tmp_path) == (text.replace(before, after) if after else text)


def test_within_brackets(tmp_path: Path) -> None:
    text = "format: 1\ntitle: t\nksbs: {K1: Know, S1: Use}\nduties: [{number: 1, title: t, cites: [K1: know., S1]}]\n"
    assert fixed(text, tmp_path) == text.replace("K1: know.", "K1")


SORTED = [
    ("[S1, K1]", "[K1, S1]"),
    ("[S1, {K1: know well}, K2]", "[{K1: know well}, K2, S1]"),
    ("[\n  S1,\n  K2, K1 ]", "[\n  K1,\n  K2, S1 ]"),
    ("\n    - S1\n    - K1: |\n        a\n        b", "\n    - K1: |\n        a\n        b\n    - S1"),
    ("\n    - S1: |\n        use\n        it\n\n    - K1", "\n    - K1\n\n    - S1: |\n        use\n        it"),
    ("   # kept\n    - S1\n    - K1", None),
    ("\n    # about S1\n    - S1\n    - K1", None),
    ("\n    - S1  # why\n    - K1", None),
    ("\n    - S1\n    - K1  # why", None),
    ("\n    - S1\n    # why\n    - K1", None),
    ("[S1, K1]  # both", "[K1, S1]  # both"),
    ("[S1, K1,  # both\n    ]", None),
]  # fmt: skip
REMOVED = [
    ("[K1, K1, S1]", "[K1, S1]"),
    ("[K1, S1, K1]  # why", "[K1, S1]  # why"),
    ("[K1, K1, K1, S1]", "[K1, S1]"),
    ("\n    - K1\n    - K1: know.\n    - S1", "\n    - K1\n    - S1"),
    ("\n    - K1: know well\n    - S1\n\n    - K1:\n        Know well.", "\n    - K1: know well\n    - S1"),
    ("\n    - K1: know well\n    - K1\n    - S1", None),
    ("\n    - K1\n    - K1  # why\n    - S1", None),
    ("\n    - K1  # why\n    - K1\n    - S1", None),
    ("\n    - K1\n    - S1  # why\n    - K1", None),
    ("\n    - K1  # why\n    - S1\n    - K1", "\n    - K1  # why\n    - S1"),
]


@pytest.mark.parametrize(
    ("code", "before", "after"), [*(("KSB304", *case) for case in SORTED), *(("KSB103", *case) for case in REMOVED)]
)
def test_citations_are_sorted_and_repeated_ones_removed(
    code: str, before: str, after: str | None, tmp_path: Path
) -> None:
    text = f"{HEAD}  K1: Know\n  S1: Use\nduties:\n- number: 1\n  title: t\n  cites: {before}\n"
    expected = text if after is None else text.replace(before, after)
    assert fixed(text, tmp_path, unsafe=True, select=code) == expected
    assert fixed(expected, tmp_path, unsafe=True, select=code) == expected


def test_citations_of_a_duty_are_repaired_in_all_ways_at_once(tmp_path: Path) -> None:
    text = (
        HEAD
        + "  K1: Know\n  K2: See\n"
        + DUTY
        + "".join(f"      - {cited}\n" for cited in ("S1", "K2: see.", "K1", "K1: know.", "S1: Use", "K2"))
    )
    after = text[: text.index("      - S1")] + "      - K1\n      - K2\n      - S1\n"
    assert fixed(text, tmp_path, unsafe=True) == after


def test_a_file_with_aliases_is_left_alone(tmp_path: Path) -> None:
    text = f"{HEAD}  K1: &a Know\n  K2: *a\n{DUTY}      - K1: know.\n      - S1\n"
    assert fixed(text, tmp_path) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Care  and time", "Care and time"),
        ("(oak )and ash", "(oak) and ash"),
        ("'glue sets :the role'", "'glue sets: the role'"),
        ("a ﬁrm oﬃce", "a firm office"),
        ("Cut\tit", "Cut it"),
        ("'Don''t  wait , ever'", "'Don''t wait, ever'"),
        ('"Care  and time"', '"Care and time"'),
        ('"Care  \\u0061nd time"', '"Care  \\u0061nd time"'),
        ("Care and\n    time  and\n    money", "Care and\n    time and\n    money"),
        ("|\n    Care  and\n    time", "|\n    Care and\n    time"),
        (">-\n    Care  and\n    time ,  too", ">-\n    Care and\n    time, too"),
        ("Care -Takes time,money", "Care - Takes time, money"),
        ("Care- Takes time", "Care - Takes time"),
        ("The care– of time", "The care – of time"),
        ("Well- and ill-kept", "Well- and ill-kept"),
        ("fore- sight", "fore- sight"),
        ("Time ,#2", "Time ,#2"),
        ("Care :  time", "Care :  time"),
        ("&unused Care  and time", "&unused Care and time"),
        ("!!str # why\n    'Don''t  wait'", "!!str # why\n    'Don''t wait'"),
        ("Read https://a.org/b,cd;ef and know AT&amp;Tel", "Read https://a.org/b,cd;ef and know AT&amp;Tel"),
        ("Know what rm -Rf does", "Know what rm -Rf does"),
    ],
)
def test_spacing(before: str, after: str, tmp_path: Path) -> None:
    text = f"{HEAD}  K1: {before}\n{DUTY}      - K1\n      - S1\n"
    if before.startswith("Care :"):
        text = text.replace(before, f'"{before}"')
        after = '"Care: time"'
        before = f'"{before}"'
    assert fixed(text, tmp_path) == text.replace(before, after)


def test_to_join_words_is_not_safe(tmp_path: Path) -> None:
    text = f"{HEAD}  K1: What may be said\n{DUTY}      - K1: What maybe said\n      - S1\n"
    assert fixed(text, tmp_path) == text
    assert fixed(text, tmp_path, unsafe=True) == text.replace("K1: What maybe said", "K1")


def test_a_definition_is_fixed_with_the_citations_that_repeat_it(ksb: Ksb, tmp_path: Path) -> None:
    cites = "      - K1: 'How  it is cut,glued and kept'\n      - K1: How it is cut\n      - S1: Use\n"
    before = HEAD + "  K1: How  it is cut,glued and kept\n" + DUTY + cites
    after = fixed(before, tmp_path)
    assert after == before.replace("How  it is cut,glued", "How it is cut, glued")
    counted = ksb("lint", tmp_path / "standard.yaml", "--select", "KSB202,KSB5").out
    assert counted.endswith("\n2 can be fixed with --fix\n")
    assert ksb("lint", tmp_path / "standard.yaml", "--select", "KSB202,KSB5", "--fix").err == "Fixed 2 faults.\n"


def test_a_fault_of_a_whole_file_is_fixed_in_each_text_that_can_be(tmp_path: Path) -> None:
    faulty = "".join(f"  K{number}: Use  tools\n" for number in range(1, 13))
    other = '  S1: "Cut \\u0020cloth"\n'
    assert fixed(HEAD + faulty + other, tmp_path) == HEAD + faulty.replace("  tools", " tools") + other


def test_a_definition_is_fixed_where_the_citation_that_repeats_it_can_not_be(tmp_path: Path) -> None:
    before = HEAD + '  K1: Cut  "it"\n' + DUTY + '      - K1: "Cut  \\"it\\""\n      - S1: Use\n'
    assert fixed(before, tmp_path) == before.replace('Cut  "it"', 'Cut "it"').replace('K1: "Cut  \\"it\\""', "K1")


@pytest.mark.slow
def test_many_citations_of_a_faulty_definition_are_fixed_in_time(tmp_path: Path) -> None:
    text = "\n            ".join(["Plan", *["the work  and"] * 300, "end"])
    duties = "".join(f"  - number: {n}\n    title: t{n}\n    cites:\n      - K1: {text}\n" for n in range(1, 51))
    assert "  and" not in fixed(f"{HEAD}  K1: {text}\nduties:\n{duties}", tmp_path)


def test_unsafe_repairs_are_asked_for(tmp_path: Path) -> None:
    others = "".join(f"  - number: {number}\n    title: t\n    cites: [K1]\n" for number in (2, 3))
    text = f"{HEAD}  K1: Know how it works\n{DUTY}      - K1: How it works\n      - S1\n{others}"
    assert fixed(text, tmp_path) == text
    assert fixed(text, tmp_path, unsafe=True) == text.replace("K1: How it works", "K1")
    text = text.replace("How it", "Know how it")
    assert fixed(text.replace("- K1: Know how it works", "- K1: Know how"), tmp_path, unsafe=True).count("- K1\n") == 1


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_endings_and_the_byte_order_mark_stay(newline: str, mark: str, tmp_path: Path) -> None:
    text = mark + f"{HEAD}  K1: Know\n{DUTY}      - K1: know.\n      - S1\n".replace("\n", newline)
    assert fixed(text, tmp_path) == text.replace("K1: know.", "K1")


def test_the_embedded_standard(tmp_path: Path) -> None:
    text = (ROOT / "data" / "standard.yaml").read_text(encoding="utf-8")
    once = fixed(text, tmp_path, unsafe=True)
    assert fixed(once, tmp_path, unsafe=True) == once
    standard, before = load(tmp_path / "standard.yaml"), load(ROOT / "data" / "standard.yaml")
    assert [duty.title for duty in standard.duties] == [duty.title for duty in before.duties]
    (tmp_path / "standard.yaml").write_text(once, encoding="utf-8")
    after_fix = load(tmp_path / "standard.yaml")
    left = {citation.code for duty in after_fix.duties for citation in duty.cites if citation.text is not None}
    assert left == {"S5", "K31", "K18", "K34"}, "each of these has two wordings, used once each"
    gone = [line for line in text.splitlines() if line not in once.splitlines()]
    added = [line for line in once.splitlines() if line not in text.splitlines()]
    assert len(added) < 8
    assert len(gone) > 30


FAULTY = f"{HEAD}  K1: Know\n{DUTY}      - K1: know.\n      - S1\n"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    file = tmp_path / "standard.yaml"
    file.write_text(FAULTY, encoding="utf-8")
    return file


def test_in_place(ksb: Ksb, faulty: Path) -> None:
    faulty.chmod(0o640)
    result = ksb("lint", "--fix", faulty)
    assert (result.code, result.out, result.err) == (0, f"No faults found in {faulty}\n", "Fixed 1 fault.\n")
    assert faulty.read_text(encoding="utf-8") == FAULTY.replace("K1: know.", "K1")
    assert stat.S_IMODE(faulty.stat().st_mode) == 0o640
    inode = faulty.stat().st_ino
    assert ksb("lint", "--fix", faulty).err == ""
    assert faulty.stat().st_ino == inode


def test_a_diff_changes_nothing(ksb: Ksb, faulty: Path) -> None:
    result = ksb("lint", "--diff", faulty)
    assert result.code == 1
    assert result.out == (
        f"--- {faulty}\n+++ {faulty}\n@@ -7,5 +7,5 @@\n   - number: 1\n     title: t\n     cites:\n"
        "-      - K1: know.\n+      - K1\n       - S1\n"
    )
    assert faulty.read_text(encoding="utf-8") == FAULTY
    ksb("lint", "--fix", faulty)
    assert ksb("lint", "--diff", faulty) == type(result)(0, "", "")


def test_a_diff_has_the_lines_that_patch_knows() -> None:
    shown = unified_diff("a", "x\u2028y\nk  k\rz", "x\u2028y\nk k\rz")
    assert shown == (
        "--- a\n+++ a\n@@ -1,2 +1,2 @@\n x\u2028y\n"
        "-k  k\rz\n\\ No newline at end of file\n+k k\rz\n\\ No newline at end of file\n"
    )


def test_standard_input_goes_to_standard_output(ksb: Ksb) -> None:
    result = ksb("lint", "-", "--fix", stdin=FAULTY.encode())
    assert result.out == FAULTY.replace("K1: know.", "K1")
    assert result.err == "Fixed 1 fault.\nNo faults found in <stdin>\n"
    clean = FAULTY.replace("K1: know.", "K1")
    assert ksb("lint", "-", "--fix", stdin=clean.encode()).out == clean


def test_other_files_are_fixed_if_one_can_not_be_written(ksb: Ksb, faulty: Path) -> None:
    others = [faulty.parent / name for name in ("a.yaml", "z.yaml")]
    for other in others:
        other.write_text(FAULTY, encoding="utf-8")
    (faulty.parent / "link").hardlink_to(faulty)
    result = ksb("lint", "--fix", faulty.parent)
    assert result.code == 2
    assert result.err.startswith(f"error: {faulty}: has 2 hard links; can't replace it\n")
    assert result.err.endswith("Fixed 2 faults.\nerror: 1 file could not be fixed\n")
    assert result.out.endswith("1 warning in 3 files\n1 can be fixed with --fix\n")
    assert FAULTY not in [other.read_text(encoding="utf-8") for other in others]


def test_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch, ksb: Ksb, faulty: Path) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    result = ksb("lint", "--fix", faulty)
    assert result.code == 2
    assert result.err == f"error: {faulty}: can't be written: no space left on device\n"
    assert faulty.read_text(encoding="utf-8") == FAULTY
    assert [path.name for path in faulty.parent.iterdir()] == ["standard.yaml"]


@pytest.mark.parametrize(
    "arguments", [["--unsafe-fixes"], ["--fix", "--diff"], ["--watch", "--diff"], ["--fix", "--write-baseline", "x"]]
)
def test_what_does_not_go_together(arguments: list[str], ksb: Ksb, faulty: Path) -> None:
    assert ksb("lint", faulty, *arguments).code == 2
    assert faulty.read_text(encoding="utf-8") == FAULTY


def test_thousands_of_faults_in_one_text_are_fixed_in_time(tmp_path: Path) -> None:
    text = f"{HEAD}  K1: {'word  ' * 3_000}end\n{DUTY}      - K1\n      - S1\n"
    assert fixed(text, tmp_path) == text.replace("word  ", "word ")


def test_a_repair_that_changes_too_much_is_found_among_thousands_in_time() -> None:
    words = "word " * 2_000 + "end"
    source = Source("f", f"K1: {words}\n".encode())
    repairs = [
        Repair("safe", (Edit(("K1",), "WORD", (at, at + 4)),), (Replacement(at + 4, at + 8, "WORD"),))
        for at in range(0, 10_000, 5)
    ]
    repairs[1_234] = repairs[1_234]._replace(replacements=(repairs[1_234].replacements[0]._replace(text="a: b"),))
    content, count = apply(source, repairs)
    assert count == 1_999
    assert content.decode().count("WORD") == 1_999


@pytest.mark.slow
def test_repairs_that_all_change_too_much_end_in_time() -> None:
    source = Source("s.yaml", "".join(f"k{i}: aa\n" for i in range(2_000)).encode())
    wrong = [
        Repair("safe", (Edit((f"k{i}",), "b", (0, 1)),), (Replacement(start.start() + 1, start.start() + 2, "b"),))
        for i, start in enumerate(re.finditer("aa", source.text))
    ]
    assert apply(source, wrong) == (source.text.encode(), 0)


def test_many_equal_lines_are_compared_in_time() -> None:
    blank = "\n" * 20_000
    shown = unified_diff("a", f"{blank}x  y\n{blank}", f"{blank}x y\n{blank}")
    assert shown.endswith("@@ -20001,1 +20001,1 @@\n-x  y\n+x y\n")
    alternately = "x  y\n- z\n" * 5_000
    assert unified_diff("a", alternately, alternately.replace("  ", " ")).count("\n+x y") == 5_000
    fewer = unified_diff("a", f"{blank}a\nb\n{blank}", f"{blank}c\n{blank}")
    assert fewer == "--- a\n+++ a\n@@ -20001,2 +20001,1 @@\n-a\n-b\n+c\n"
    assert unified_diff("a", f"{blank}a\n{blank}", blank * 2).endswith("@@ -20001,1 +20000,0 @@\n-a\n")
    assert unified_diff("a", blank, blank) == ""
