"""`ksb lint`: what it prints, what it exits with."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ksb.linter import lint
from ksb.linter.rules import RULES

if TYPE_CHECKING:
    from conftest import Ksb

WARNING = b"format: 1\ntitle: a\nksbs: {K2: Know}\nduties: [{number: 1, title: t, cites: [K2]}]\n"
CLEARED = b"\x1b[H\x1b[2J"


def test_text_shows_place_and_wordings(ksb: Ksb) -> None:
    result = ksb("lint", "--select", "KSB201")
    assert result.code == 1
    block = result.out.split("\n\n")
    assert block[3] == (
        'data/standard.yaml:415:9: error KSB201 K6 in Duty 9 has no "Understand" [fix: unsafe]\n'
        "  K6 as defined:  [-Understand-] what is required by other departments, facilities and/or clients"
        " for the production.\n"
        "  K6 in Duty 9:   What is required by other departments, facilities and/or clients for the production"
    )
    assert block[-1] == (
        "6 errors in data/standard.yaml\n2 can be fixed with --fix --unsafe-fixes, which changes words\n"
    )


def test_on_a_terminal_the_wordings_stand_side_by_side(ksb: Ksb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = ksb("lint", "--select", "KSB203").out
    assert "  B5 as defined                           B5 in Duty 9\n" in out
    assert "^" not in out


def test_the_code_of_a_statement_is_underlined_and_long_lines_are_cut(
    ksb: Ksb, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = ksb("lint", "--select", "KSB502,KSB507").out
    assert "98 |   K6: Understand what is required by other departments, facilities and/or …\n   |   ^^\n" in out
    assert "of productions you work on and how these impact on\n    |                                      ^^^\n" in out


def test_no_faults(ksb: Ksb) -> None:
    result = ksb("lint", "--select", "KSB101")
    assert (result.code, result.out) == (0, "No faults found in data/standard.yaml\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 0),
        (["--fail-on", "warning"], 1),
        (["--fail-on", "info"], 1),
        (["--fail-on", "never"], 0),
        (["--fail-on", "warning", "--exit-zero"], 0),
        (["--fail-on", "warning", "--ignore", "KSB3"], 0),
        (["--diff", "--format", "json"], 2),
        (["--diff", "--statistics"], 2),
        (["--write-baseline", "known.json", "--statistics"], 2),
        (["--show-settings", "--fix"], 2),
    ],
)
def test_exit_codes(arguments: list[str], code: int, ksb: Ksb) -> None:
    assert ksb("lint", "-", *arguments, stdin=WARNING).code == code


def test_a_diff_fails_unless_exit_zero(ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "standard.yaml"
    file.write_bytes(WARNING + b"job_titles: ['Editor  (film)']\n")
    assert ksb("lint", file, "--diff").code == 1
    assert ksb("lint", file, "--diff", "--exit-zero").code == 0


def test_a_fault_at_the_end_of_a_file_has_a_place(ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: b\nc\n", encoding="utf-8")
    assert ksb("lint", tmp_path / "a.yaml").out.startswith(f"{tmp_path / 'a.yaml'}:3:1: error KSB001 not YAML: ")


def test_the_other_commands_point_to_lint(ksb: Ksb) -> None:
    result = ksb("list", "--standard", "-", stdin=b"title: a\ntitle: b\n")
    assert result.code == 2
    assert result.err.splitlines() == [
        "error: <stdin>:1:1: the field `format` is missing; write `format: 1`",
        "<stdin>:1:1: the field `ksbs` is missing",
        "<stdin>:2:1: `title` appears twice, first in line 1",
        "hint: `ksb lint -` shows the places",
    ]


@pytest.mark.parametrize("content", [None, b"x: [", b"format: 1\n", b"\xff"])
def test_a_diff_reports_unreadable_files(content: bytes | None, ksb: Ksb, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    if content is not None:
        bad.write_bytes(content)
    result = ksb("lint", "--diff", bad, "data/standard.yaml", "--select", "KSB503")
    assert (result.code, result.out[:22]) == (1, "--- data/standard.yaml")
    assert (f"error: {bad}:1:" if content else f"error: there is no file {bad}") in result.err
    assert ksb("lint", "--diff", bad).code == 1


def test_unreadable_standard_input_is_returned_unchanged(ksb: Ksb) -> None:
    result = ksb("lint", "-", "--fix", stdin=b"x: [ y\n")
    assert (result.code, result.out[:7]) == (1, "x: [ y\n")


def test_a_file_is_checked_once(ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(WARNING)
    result = ksb("lint", file, tmp_path, f"{tmp_path}/../{tmp_path.name}/a.yaml", "--format", "json")
    assert json.loads(result.out)["files"] == [str(file)]


def test_a_comma_too_many(ksb: Ksb) -> None:
    assert "S23" in ksb("lint", "--select", "KSB301,").out
    assert ksb("lint", "--select", ",").code == 2


def test_the_other_commands_list_ten_faults(ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "a standard.yaml"
    file.write_text("format: 1\ntitle: t\nksbs: {K1: Know}\nduties: []\n" + "".join(f"f{i}: x\n" for i in range(30)))
    lines = ksb("list", "--standard", file).err.splitlines()
    assert lines[9:] == [
        f"{file}:14:1: unknown field `f9`",
        "and 20 more",
        f"hint: `ksb lint '{file}'` shows the places",
    ]


def test_concise_is_a_line_each(ksb: Ksb) -> None:
    assert ksb("lint", "--select", "KSB3", "--format", "concise").out.splitlines() == [
        "data/standard.yaml:192:3: warning KSB301 S23 is missing: the skills go from S22 to S24",
        "data/standard.yaml:448:5: warning KSB303 Duty 13 comes before Duty 11",
    ]


def test_json(ksb: Ksb) -> None:
    report = json.loads(ksb("lint", "--select", "KSB303", "--format", "json").out)
    assert report == {
        "version": 1,
        "files": ["data/standard.yaml"],
        "summary": {"error": 0, "warning": 1, "info": 0},
        "findings": [
            {
                "code": "KSB303",
                "rule": "duty-out-of-order",
                "severity": "warning",
                "message": "Duty 13 comes before Duty 11",
                "file": "data/standard.yaml",
                "line": 448,
                "column": 5,
                "end_line": 448,
                "end_column": 15,
                "subject": "D13",
                "duty": 13,
                "related": [
                    {
                        "message": "Duty 11 is here",
                        "file": "data/standard.yaml",
                        "line": 465,
                        "column": 5,
                        "end_line": 465,
                        "end_column": 15,
                    }
                ],
                "fix": None,
                "fingerprint": report["findings"][0]["fingerprint"],
                "page": "docs/rules.md#ksb303-duty-out-of-order",
            }
        ],
    }


def test_github_escapes_message_and_properties(ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "50%,a:b.yaml"
    file.write_text('format: 1\ntitle: a\nksbs: {K1: "x"}\nduties: [{number: 1, title: t, "a\\n::error::%": 1}]\n')
    out = ksb("lint", file, "--format", "github").out
    escaped = str(file).replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
    assert out.splitlines()[-1] == (
        f"::error file={escaped},line=4,endLine=4,col=32,endColumn=46,title=KSB002 invalid-shape"
        "::unknown field `a%0A::error::%25`"
    )
    assert out.count("\n") == 1


def test_github_gives_columns_within_one_line_only(ksb: Ksb) -> None:
    first, second = ksb("lint", "--select", "KSB301,KSB303", "--format", "github").out.splitlines()
    assert first.startswith("::warning file=data/standard.yaml,line=192,endLine=193,title=KSB301 code-gap::S23 is")
    assert second.startswith("::warning file=data/standard.yaml,line=448,endLine=448,col=5,endColumn=14,title=KSB303")


def test_statistics(ksb: Ksb) -> None:
    result = ksb("lint", "--select", "KSB2", "--statistics")
    assert result.out.splitlines() == [
        "18  KSB202  warning  repunctuated-citation",
        " 6  KSB201  error    reworded-citation",
        " 1  KSB203  error    truncated-citation",
        " 1  KSB205  warning  similar-ksb",
        " 1  KSB206  warning  repeated-phrase",
        "",
        "7 errors, 20 warnings in data/standard.yaml",
        "18 can be fixed with --fix",
        "3 more can be fixed with --fix --unsafe-fixes, which changes words",
    ]
    report = json.loads(ksb("lint", "--select", "KSB203", "--statistics", "--format", "json").out)
    assert list(report) == ["version", "files", "summary", "statistics"]
    assert report["statistics"] == [{"code": "KSB203", "rule": "truncated-citation", "severity": "error", "count": 1}]
    assert ksb("lint", "--statistics", "--format", "github").code == 2


def test_rule_shows_a_page(ksb: Ksb) -> None:
    out = ksb("rule", "KSB202").out
    assert out.startswith("KSB202  repunctuated-citation  warning\n  A citation that differs from the definition only")
    for part in (
        "\nBad\n  duties:\n",
        "\nGood\n",
        "\nFix  ksb lint --fix repairs it, and keeps every word.\n",
        "since 0.1.0",
    ):
        assert part in out


def test_rule_lists_all(ksb: Ksb) -> None:
    result = ksb("rule")
    assert re.findall(r"KSB\d{3}", result.out) == sorted(RULES)
    assert "KSB503  stray-spacing          info     fix: safe\n" in result.out
    assert "To see one of them: ksb rule KSB201" in result.err


def test_rule_as_json_and_markdown(ksb: Ksb) -> None:
    [page] = json.loads(ksb("rule", "ksb201", "--format", "json").out)
    assert list(page) == ["code", "slug", "severity", "family", "summary", "explanation", "bad", "good", "fix", "since"]
    assert (page["slug"], page["family"], page["fix"]) == ("reworded-citation", "wording", "unsafe")
    assert len(json.loads(ksb("rule", "--format", "json").out)) == len(RULES)
    assert ksb("rule", "KSB201", "--format", "markdown").out.startswith("## KSB201 reworded-citation\n\nA citation")
    assert ksb("rule", "--format", "markdown").out.count("\n| [KSB") == len(RULES)


def test_rule_of_an_unknown_code(ksb: Ksb) -> None:
    result = ksb("rule", "KSB2001")
    assert (result.code, result.out) == (2, "")
    assert result.err == "error: there is no rule 'KSB2001'\nhint: is KSB201 meant?\n"


@contextmanager
def ending(process: subprocess.Popen[Any]) -> Iterator[None]:
    """Kill a process that a failed assertion would wait for."""
    try:
        yield
    except BaseException:
        process.kill()
        raise


def test_watch_checks_again_when_a_file_or_the_configuration_changes(tmp_path: Path) -> None:
    file = tmp_path / "standard.yaml"
    file.write_bytes(WARNING)
    command = [sys.executable, "-m", "ksb", "lint", "--watch", "--format", "concise", str(tmp_path)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process,
        ending(process),
    ):
        assert process.stdout is not None
        assert process.stderr is not None
        assert "KSB301" in process.stdout.readline()
        assert "Watching" in process.stderr.readline()
        file.write_bytes(WARNING.replace(b"K2", b"K5"))
        assert "K5" in process.stdout.readline()
        (tmp_path / "ksb.toml").write_text('[lint.severity]\nKSB301 = "info"\n', encoding="utf-8")
        assert "info KSB301" in process.stdout.readline()
        (tmp_path / "other.yaml").write_bytes(WARNING.replace(b"K2", b"K7"))
        assert "K7" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
def test_watch_clears_the_screen_of_a_terminal_before_each_check(tmp_path: Path) -> None:
    file = tmp_path / "standard.yaml"
    file.write_bytes(WARNING)
    terminal, theirs = os.openpty()
    command = [sys.executable, "-m", "ksb", "lint", "--watch", "--format", "concise", "--color", "never", str(file)]

    def screen(last: bytes) -> bytes:
        shown = b""
        while last not in shown:
            shown += os.read(terminal, 4096)
        return shown

    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL) as process, ending(process):
        os.close(theirs)
        assert screen(b"K2").startswith(CLEARED)
        file.write_bytes(WARNING.replace(b"K2", b"K5"))
        assert CLEARED in screen(b"K5")
        process.kill()
    os.close(terminal)


def test_the_embedded_standard_is_not_fixed(ksb: Ksb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = ksb("lint", "--fix")
    assert (result.code, result.err) == (
        2,
        "error: there is no standard here\nhint: name it: ksb lint --fix standard.yaml\n",
    )
    assert "checking the one that is part of ksb" in ksb("lint").err
    (tmp_path / "baker.yaml").write_text("format: 1\ntitle: Baker\nksbs: {K1: Flour}\n", encoding="utf-8")
    for call, right in (("lint", "ksb lint baker.yaml"), ("lint --fix", "ksb lint --fix baker.yaml")):
        result = ksb(*call.split())
        assert (result.code, result.out) == (2, "")
        assert result.err == f"error: there is no standard.yaml here\nhint: name it: {right}\n"


@pytest.mark.parametrize(
    "command",
    [
        "export text --standard s --output ./s",
        "show K1 --standard s --output s",
        "diff s.txt t.yaml --output s.txt",
        "diff s.yaml t.yaml --renumber s.yaml",
        "import s.txt --output s.txt",
        "lint s.yaml --baseline b.json --format json:b.json",
        "lint s.yaml --output s.yaml",
        "lint s.yaml --write-baseline s.yaml",
        "lint s.yaml --format json:./s.yaml",
        "lint s.yaml --output ksb.toml",
        "lint s.yaml --diff --output ksb.toml",
        "lint s.yaml --config ksb.toml --write-baseline ksb.toml",
    ],
)
def test_input_files_are_not_overwritten(
    command: str, ksb: Ksb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("s", "s.yaml", "t.yaml"):
        Path(name).write_text("format: 1\ntitle: t\nksbs: {K1: Know}\nduties: []\n", encoding="utf-8")
    Path("s.txt").write_text("Duty 1: Make\nK1: Know\n", encoding="utf-8")
    Path("ksb.toml").write_text("[lint]\n", encoding="utf-8")
    assert ksb("lint", "s.yaml", "--write-baseline", "b.json").code == 0
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    result = ksb(*command.split())
    assert (result.code, result.out) == (2, "")
    assert "refusing to overwrite input" in result.err
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_two_formats_do_not_go_to_one_file(ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "a"
    result = ksb("lint", "--format", f"json:{file}", "--format", f"sarif:{tmp_path}/../{tmp_path.name}/a")
    assert (result.code, file.exists()) == (2, False)
    assert result.err.startswith("error: two formats go to one place\n")


def test_standard_input_can_not_have_the_name_of_a_checked_file(ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "s.yaml"
    file.write_text("format: 1\n", encoding="utf-8")
    result = ksb("lint", "-", tmp_path, "--stdin-filename", file, stdin=b"")
    assert (result.code, result.err) == (2, f"error: {file} is checked too; --stdin-filename can't name it\n")


def test_conflicting_options_are_refused_before_anything_is_fixed(ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "s.yaml"
    file.write_text("format: 1\ntitle: t\nksbs: {K1: Know  it}\nduties: []\n", encoding="utf-8")
    before = file.read_bytes()
    assert ksb("lint", file, "--fix", "--statistics", "--format", "github").code == 2
    assert file.read_bytes() == before


def test_one_path_and_one_code_may_be_given_to_the_function(tmp_path: Path) -> None:
    file = tmp_path / "s.yaml"
    file.write_text("format: 1\ntitle: t\nksbs: {K2: Know}\nduties: []\n", encoding="utf-8")
    for path in (file, str(file)):
        assert [finding.code for finding in lint(path, select="KSB301").findings] == ["KSB301"]


@pytest.mark.parametrize(("start", "said"), [(b"PK\x03\x04", "a Word document"), (b"%PDF-1.7", "a PDF")])
def test_binary_files_are_recognised(start: bytes, said: str, ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "s.docx"
    file.write_bytes(start + b"\x86\x00")
    result = ksb("lint", file, "--format", "concise")
    assert result.code == 1
    assert f"not YAML but {said}" in result.out
    assert f"ksb import {file} --output standard.yaml" in result.out or said == "a PDF"
    shown = ksb("lint", file).out
    assert shown.startswith(f"{file}: error KSB001 not YAML but {said}")
    assert "\n1 | " not in shown


def test_ignore_comments_are_added(ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "standard.yaml"
    text = (
        "format: 1\ntitle: t\nksbs:\n  K2: Know  it # why\n  K3: |\n    Know  all\n    of it\n  S1: Use you\n"
        "duties:\n  - number: 1\n    title: t\n    cites: [K2, K2, K3,\n      S1]\n"
    )
    file.write_text(text, encoding="utf-8")
    result = ksb("lint", file, "--add-ignores")
    assert result.code == 0
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[3] == "  K2: Know  it # why  # ksb: ignore[KSB301, KSB503]"
    assert lines[4:7] == ["  # ksb: ignore[KSB503]", "  K3: |", "    Know  all"]
    assert "cites: [K2, K2, K3,  # ksb: ignore[KSB103]" in lines[-2]
    assert ksb("lint", file, "--fail-on", "info").out == f"No faults found in {file}\n"
    file.write_text(text.replace("t\nksbs", "t  # ksb: ignore[KSB999]\nksbs", 1), encoding="utf-8")
    result = ksb("lint", file, "--add-ignores")
    note = f"note: {file}:2:25: KSB009 there is no rule KSB999: can't be ignored by a comment"
    assert (result.code, result.err.splitlines()[1:]) == (0, [note])
    file.write_text("title: [", encoding="utf-8")
    result = ksb("lint", file, "--add-ignores")
    assert result.code == 1
    assert "can't be ignored by a comment" in result.err


def test_a_diff_fails_on_what_it_can_not_fix_when_asked(ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "standard.yaml"
    file.write_text("format: 1\ntitle: t\nksbs: {K1: Know}\nduties: [{number: 1, title: t, cites: [K1, K9]}]\n")
    assert ksb("lint", file, "--diff").code == 0
    result = ksb("lint", file, "--diff", "--exit-code")
    assert (result.code, result.out) == (1, "")
    assert "KSB101 Duty 1 cites K9, which is not defined: can't be fixed" in result.err
    assert ksb("lint", file, "--exit-code").code == 2


def test_output_goes_to_a_new_folder_or_to_standard_output(
    ksb: Ksb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "new" / "folder" / "out.json"
    ksb("lint", "--format", "json", "-o", out)
    assert json.loads(out.read_text(encoding="utf-8"))["version"] == 1
    assert json.loads(ksb("lint", "--format", "json", "-o", "-").out)["version"] == 1
    assert ksb("lint", "--format", "json:-", "--format", "text").code == 2
    assert not Path("-").exists()


def test_concise_says_what_can_be_fixed(ksb: Ksb) -> None:
    result = ksb("lint", "--select", "KSB202,KSB203", "--format", "concise")
    assert result.out.count(" [fix: safe]\n") == 18
    assert result.err == ("1 error, 18 warnings in data/standard.yaml; --fix fixes 18; --fix --unsafe-fixes 19\n")
