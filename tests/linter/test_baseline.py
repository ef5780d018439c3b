"""The baseline: what is known is not reported, what is new is, and what is gone can be removed."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ksb.linter import baseline as baselines
from ksb.positions import MOST_FINDINGS

if TYPE_CHECKING:
    from conftest import Ksb

ROOT = Path(__file__).parents[2]


@pytest.fixture
def files(ksb: Ksb, tmp_path: Path) -> tuple[Path, Path]:
    standard, baseline = tmp_path / "standard.yaml", tmp_path / "baseline.json"
    shutil.copy(ROOT / "data" / "standard.yaml", standard)
    result = ksb("lint", standard, "--write-baseline", baseline)
    assert (result.code, result.out) == (0, "")
    assert result.err == f"50 faults recorded in {baseline}. From now on: ksb lint {standard} --baseline {baseline}\n"
    return standard, baseline


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_it_survives_lines_that_move_and_a_new_name(ksb: Ksb, files: tuple[Path, Path]) -> None:
    standard, baseline = files
    change(standard, "ksbs:\n", "# a comment\n\nksbs:\n")
    change(standard, "publisher: ScreenSkills\n", "")
    renamed = standard.with_name("coordinator.yaml")
    standard.rename(renamed)
    assert ksb("lint", renamed, "--baseline", baseline, "--fail-on", "info").code == 0


def test_a_new_fault_stands_out(ksb: Ksb, files: tuple[Path, Path]) -> None:
    standard, baseline = files
    change(standard, "      - K2\n", "      - K2: Know how, where and when to record\n")
    result = ksb("lint", standard, "--baseline", baseline, "--format", "concise")
    assert result.code == 1
    assert result.out.startswith(f'{standard}:256:9: error KSB203 K2 in Duty 1 stops after "to record"')
    assert result.out.count("\n") == 1


def test_a_second_fault_like_a_known_one_is_new(ksb: Ksb, tmp_path: Path) -> None:
    standard, baseline = tmp_path / "a.yaml", tmp_path / "baseline.json"
    text = "format: 1\ntitle: a\nksbs: {K1: Know}\nduties:\n- {number: 1, title: t, cites: [K1, K1]}\n"
    standard.write_text(text, encoding="utf-8")
    ksb("lint", standard, "--write-baseline", baseline)
    standard.write_text(text.replace("K1, K1", "K1, K1, K1"), encoding="utf-8")
    assert ksb("lint", standard, "--baseline", baseline, "--format", "concise").out.count("KSB103") == 1


def test_a_copy_of_a_known_fault_is_new(ksb: Ksb, tmp_path: Path) -> None:
    first, second, baseline = tmp_path / "a.yaml", tmp_path / "b.yaml", tmp_path / "baseline.json"
    first.write_text("format: 1\ntitle: t\nksbs: {K2: Know}\nduties: []\n", encoding="utf-8")
    options = ("--baseline", baseline, "--select", "KSB301", "--format", "concise")
    assert ksb("lint", first, "--select", "KSB301", "--write-baseline", baseline).code == 0
    shutil.copy(first, second)
    assert ksb("lint", second, *options).out.startswith(f"{second}:3:")
    first.rename(tmp_path / "c.yaml")
    assert ksb("lint", second, *options).out == ""
    assert ksb("lint", tmp_path, *options).out.count("KSB301") == 1


def test_a_known_fault_of_a_paragraph_is_known_behind_a_new_one(ksb: Ksb, tmp_path: Path) -> None:
    standard, baseline = tmp_path / "a.yaml", tmp_path / "baseline.json"
    standard.write_text("format: 1\ntitle: t\noverview:\n- One  two\nksbs: {}\nduties: []\n", encoding="utf-8")
    ksb("lint", standard, "--write-baseline", baseline)
    change(standard, "overview:\n", "overview:\n- Zero\n")
    result = ksb("lint", standard, "--baseline", baseline, "--fail-on", "info")
    assert (result.code, result.out) == (0, f"No new faults found in {standard}; the baseline knows 1\n")


def test_what_is_gone_can_be_removed(ksb: Ksb, files: tuple[Path, Path]) -> None:
    standard, baseline = files
    change(standard, "accurately, paying attention", "accurately with attention")
    result = ksb("lint", standard, "--baseline", baseline, "--format", "concise")
    line = next(n for n, text in enumerate(baseline.read_text().splitlines(), 1) if "S5 in Duty 6" in text)
    message = (
        "KSB201 in standard.yaml is no longer found; remove this entry "
        '(S5 in Duty 6 says \\"paying\\" instead of \\"with\\"'
        " (1 use of this wording, 1 of the definition: decide which is right))"
    )
    assert result.out == f"{baseline}:{line}:5: warning KSB009 {message}\n".replace('\\"', '"')
    assert result.code == 0
    # The rule did not run, so nothing is known of its findings.
    assert ksb("lint", standard, "--baseline", baseline, "--select", "KSB3,KSB009", "--format", "concise").out == ""


def test_fixing_another_fault_changes_nothing(ksb: Ksb, files: tuple[Path, Path]) -> None:
    standard, baseline = files
    change(
        standard, "facilities and/or clients for the production.\n", "facilities and/or clients for the production\n"
    )
    out = ksb("lint", standard, "--baseline", baseline, "--format", "concise").out
    assert "KSB502" not in out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("with your hands", "by hand"),
        ("Bake bread\n  B1", "Bake a loaf\n  B1"),
        ("title: Eat bread", "title: Eat a loaf"),
        ("number: 3", "number: 2"),
        ("K1", "K3"),
    ],
)
def test_a_fault_stays_known_where_words_or_numbers_change(old: str, new: str, ksb: Ksb, tmp_path: Path) -> None:
    file, baseline = tmp_path / "standard.yaml", tmp_path / "baseline.json"
    file.write_text(
        "format: 1\ntitle: Baker\nksbs:\n  K1: How bread is baked\n  K2: How bread is eaten with your hands\n"
        "  S1: Bake bread\n  B1: Works with care\nduties:\n- {number: 1, title: Bake bread, cites: [S1, K1, B1]}\n"
        "- {number: 3, title: Eat bread, cites: [K2, K1, S1, S9]}\n",
        encoding="utf-8",
    )
    rules = "KSB101,KSB104,KSB302,KSB304,KSB507"
    assert ksb("lint", file, "--select", rules, "--write-baseline", baseline).code == 0
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    result = ksb("lint", file, "--select", rules, "--baseline", baseline, "--format", "concise")
    assert result.out == ""


def test_a_citation_stays_known_when_its_definition_is_fixed(ksb: Ksb, files: tuple[Path, Path]) -> None:
    standard, baseline = files
    assert ksb("lint", standard, "--fix", "--select", "KSB503").code == 0
    result = ksb("lint", standard, "--baseline", baseline, "--ignore", "KSB009")
    assert result.out == f"No new faults found in {standard}; the baseline knows 47\n"


def test_a_spelling_stays_known_whatever_its_forms(ksb: Ksb, tmp_path: Path) -> None:
    file, baseline = tmp_path / "standard.yaml", tmp_path / "baseline.json"
    text = "format: 1\ntitle: t\nksbs:\n  K1: Coordinate it\n  S1: Co-ordinate a crew\nduties: []\n"
    file.write_text(text, encoding="utf-8")
    assert ksb("lint", file, "--select", "KSB505", "--write-baseline", baseline).code == 0
    file.write_text(text.replace("  S1", "  K2: Coordinating is coordinating\n  S1"), encoding="utf-8")
    out = ksb("lint", file, "--select", "KSB505,KSB009", "--baseline", baseline).out
    assert out == f"No new faults found in {file}; the baseline knows 1\n"


def test_what_is_not_recorded_and_does_not_fail_is_one_note(ksb: Ksb, tmp_path: Path) -> None:
    standard, baseline = tmp_path / "a.yaml", tmp_path / "baseline.json"
    ignores = "# ksb: ignore[KSB101]\n# ksb: ignore[KSB102]\n# ksb: ignore[KSB103]\n"
    standard.write_text(f"{ignores}format: 1\ntitle: Editor\nksbs:\n  K1: Film\n", encoding="utf-8")
    result = ksb("lint", standard, "--write-baseline", baseline)
    assert result.code == 0
    said = result.err.splitlines()[1:]
    assert [line.split(": ")[0] for line in said] == ["note"]
    assert said[0].endswith(": not recorded, and 2 more")


def test_a_file_that_can_not_be_read_is_never_known(ksb: Ksb, tmp_path: Path) -> None:
    standard, baseline = tmp_path / "a.yaml", tmp_path / "baseline.json"
    standard.write_text("title: [", encoding="utf-8")
    result = ksb("lint", standard, "--write-baseline", baseline)
    assert result.code == 1
    assert "can't be recorded" in result.err
    assert json.loads(baseline.read_text(encoding="utf-8")) == {"version": 1, "findings": []}


@pytest.mark.slow
def test_a_baseline_with_escaped_fingerprints_is_read_in_time(ksb: Ksb, tmp_path: Path) -> None:
    known = [f'{{"file": "", "code": "", "message": "", "fingerprint": "\\u0061{i}"}}' for i in range(30_000)]
    baseline = tmp_path / "baseline.json"
    baseline.write_text(f'{{"version": 1, "findings": [{",".join(known)}]}}', encoding="utf-8")
    assert ksb("lint", "--baseline", baseline, "--fail-on", "never").code == 0


def test_one_that_could_not_be_read_is_not_written(ksb: Ksb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baselines, "_MOST_BYTES", 6_000)
    baseline = tmp_path / "baseline.json"
    result = ksb("lint", "--write-baseline", baseline)
    assert (result.code, baseline.exists()) == (2, False)
    assert result.err.startswith(f"error: {baseline}: too many findings for a baseline of ")
    assert ksb("lint", "--write-baseline", baseline, "--select", "KSB2").code == 0
    assert baseline.stat().st_size < 6_000
    assert ksb("lint", "--baseline", baseline, "--select", "KSB2").code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text elsewhere")
def test_a_name_of_any_bytes_is_known_again(ksb: Ksb, tmp_path: Path) -> None:
    standard, baseline = tmp_path / "caf\u00e9-\udcff.yaml", tmp_path / "baseline.json"
    shutil.copy(ROOT / "data" / "standard.yaml", standard)
    assert ksb("lint", standard, "--write-baseline", baseline).code == 0
    assert '"file": "caf\u00e9-\\udcff.yaml", "code": ' in baseline.read_text(encoding="utf-8")
    assert ksb("lint", tmp_path, "--baseline", baseline, "--fail-on", "info").code == 0


@pytest.mark.slow
def test_gone_entries_are_limited_like_the_findings_of_a_rule(ksb: Ksb, tmp_path: Path) -> None:
    standard, baseline = tmp_path / "standard.yaml", tmp_path / "baseline.json"
    shutil.copy(ROOT / "data" / "standard.yaml", standard)
    entry = {"file": "standard.yaml", "code": "KSB503", "message": "x"}
    known = [{**entry, "fingerprint": f"{i:x}"} for i in range(MOST_FINDINGS + 5)]
    baseline.write_text(json.dumps({"version": 1, "findings": known}, indent=0), encoding="utf-8")
    out = ksb("lint", standard, "--baseline", baseline, "--select", "KSB009,KSB503", "--format", "json").out
    gone = [it["line"] for it in json.loads(out)["findings"] if it["code"] == "KSB009"]
    assert (len(gone), gone[:2]) == (MOST_FINDINGS, [8, 14])


def test_it_does_not_go_with_repairs_or_itself(ksb: Ksb, tmp_path: Path) -> None:
    for other in (["--baseline", "b"], ["--fix"], ["--diff"]):
        assert ksb("lint", "--write-baseline", tmp_path / "b.json", *other).code == 2
    assert list(tmp_path.iterdir()) == []


def test_known_faults_are_not_fixed(ksb: Ksb, files: tuple[Path, Path]) -> None:
    standard, baseline = files
    before = standard.read_bytes()
    assert ksb("lint", standard, "--baseline", baseline, "--fix").code == 0
    assert standard.read_bytes() == before


def test_the_project_knows_the_faults_of_its_document(ksb: Ksb) -> None:
    result = ksb("lint", "data/standard.yaml", "--baseline", "data/baseline.json", "--fail-on", "info")
    assert (result.code, result.out) == (0, "No new faults found in data/standard.yaml; the baseline knows 50\n")


def test_entries_survive_an_inserted_ksb(ksb: Ksb, tmp_path: Path) -> None:
    standard, baseline = tmp_path / "a.yaml", tmp_path / "baseline.json"
    text = (
        "format: 1\ntitle: t\nksbs:\n  K1: Know  it\n  K2: Know you\n  K4: Know all\n"
        "duties:\n  - {number: 1, title: t, cites: [K2: Know your]}\n"
    )
    standard.write_text(text, encoding="utf-8")
    ksb("lint", standard, "--write-baseline", baseline)
    for old in ("K4", "K2", "K1"):
        text = text.replace(old, f"K{int(old[1]) + 1}")
    text = text.replace("ksbs:\n", "ksbs:\n  K1: Know nothing\n").replace("cites: [", "cites: [K1, ")
    standard.write_text(text, encoding="utf-8")
    result = ksb("lint", standard, "--baseline", baseline, "--fail-on", "info", "--ignore", "KSB5")
    assert (result.code, result.out) == (0, f"No new faults found in {standard}; the baseline knows 4\n")


def test_pruning_removes_what_is_gone_and_adds_nothing(ksb: Ksb, files: tuple[Path, Path]) -> None:
    standard, baseline = files
    (standard.parent / "ksb.toml").write_text('[lint]\nbaseline = "baseline.json"\n', encoding="utf-8")
    change(standard, "accurately, paying attention", "accurately with attention")
    change(standard, "      - K2\n", "      - K2: Know how, where and when to record\n")
    out = ksb("lint", standard).out
    assert "KSB009" not in out
    assert out.endswith("\n1 baseline entry matches no finding; `ksb lint --prune-baseline` removes it\n")
    before = baseline.read_text(encoding="utf-8").splitlines()
    result = ksb("lint", standard, "--prune-baseline")
    assert result.code == 0
    assert result.err.endswith("1 entry removed from " + os.path.relpath(baseline) + "; 49 left.\n")
    after = baseline.read_text(encoding="utf-8").splitlines()
    assert [line for line in before if line not in after] == [line for line in before if "S5 in Duty 6" in line]
    assert len(after) == len(before) - 1
    assert "KSB203 K2 in Duty 1" in ksb("lint", standard, "--format", "concise").out
    assert ksb("lint", standard, "--isolated", "--prune-baseline").code == 2


@pytest.mark.parametrize(
    ("start", "message"),
    [(b"\xef\xbb\xbf", "starts with a byte-order mark"), (b"<<<<<<< HEAD\n", "merge conflict in line 1")],
)
def test_signs_of_other_tools_are_named(start: bytes, message: str, ksb: Ksb, tmp_path: Path) -> None:
    for name, option in (("b.json", "--baseline"), ("ksb.toml", "--config")):
        (tmp_path / name).write_bytes(start + b"=======\n>>>>>>> other\n")
        result = ksb("lint", option, tmp_path / name)
        assert result.code == 2
        assert message in result.err
