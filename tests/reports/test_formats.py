"""The output formats: each as its readers document it, with hostile text inside."""

from __future__ import annotations

import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft7Validator

from fuzz.product import reported as write
from ksb import lint
from ksb.escape import for_code, for_json, for_markdown, for_terminal, without_commands
from ksb.linter.rules import RULES
from ksb.reports import REPORTS
from ksb.reports.rules import page

if TYPE_CHECKING:
    from conftest import Ksb

ROOT = Path(__file__).parents[2]


def test_sarif_passes_the_official_schema(shared: Path) -> None:
    schema = json.loads((shared / "schemas" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    log = json.loads(write(lint([ROOT / "data" / "standard.yaml"]), "sarif"))
    Draft7Validator(schema).validate(log)


@pytest.fixture(scope="module")
def sarif() -> dict[str, Any]:
    log: dict[str, Any] = json.loads(write(lint([ROOT / "data" / "standard.yaml"]), "sarif"))
    return log["runs"][0]  # type: ignore[no-any-return]


def test_sarif_lists_every_active_rule_with_its_help(sarif: dict[str, Any]) -> None:
    rules = sarif["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(RULES)
    assert all(rule["help"]["text"] and "```yaml" in rule["help"]["markdown"] for rule in rules)
    few = json.loads(write(lint([ROOT / "data" / "standard.yaml"], select=["KSB301"]), "sarif"))
    ran = [rule["id"] for rule in few["runs"][0]["tool"]["driver"]["rules"]]
    assert ran == ["KSB001", "KSB002", "KSB003", "KSB301"]


def test_sarif_results_have_regions_fingerprints_and_fixes(sarif: dict[str, Any]) -> None:
    text = (ROOT / "data" / "standard.yaml").read_text(encoding="utf-8").splitlines()
    rules = sarif["tool"]["driver"]["rules"]
    fingerprints = set()
    for result in sarif["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        [location] = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"].endswith("data/standard.yaml")
        region = location["physicalLocation"]["region"]
        assert text[region["startLine"] - 1][region["startColumn"] - 1 :].strip()
        fingerprints.add(result["partialFingerprints"]["ksb/v1"])
    assert len(fingerprints) == len(sarif["results"])
    [fix] = next(result["fixes"] for result in sarif["results"] if "K43 in Duty 12" in result["message"]["text"])
    [replacement] = fix["artifactChanges"][0]["replacements"]
    region = replacement["deletedRegion"]
    line = text[region["startLine"] - 1]
    assert region["startLine"] == region["endLine"]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1].startswith("K43: The purpose")
    assert replacement["insertedContent"] == {"text": "K43"}


def test_sarif_names_files_as_uris(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    log = json.loads(write(lint(["a]]>%,:|`<b>&\u202e.yaml"]), "sarif"))
    uri = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%5D%5D%3E%25%2C%3A%7C%60%3Cb%3E%26%E2%80%AE.yaml"
    absolute = json.loads(write(lint(["/nowhere/a b.yaml"]), "sarif"))
    assert absolute["runs"][0]["artifacts"] == [{"location": {"uri": "file:///nowhere/a%20b.yaml"}}]


def test_gitlab_has_what_gitlab_documents() -> None:
    entries = json.loads(write(lint(["./data/../data/standard.yaml"]), "gitlab"))
    assert len(entries) == 50
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"]["path"] == "data/standard.yaml"
        assert entry["location"]["lines"]["begin"] > 0
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)
    assert entries[-1]["description"].startswith("KSB202 S40 in Duty 12")
    assert json.loads(write(lint(["data/standard.yaml"], select=["KSB101"]), "gitlab")) == []


def test_gitlab_fingerprints_differ_for_equal_findings(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    text = "format: 1\ntitle: a\nksbs: {K1: Know}\nduties: [{number: 1, title: t, cites: [K1, K1, K1]}]\n"
    file.write_text(text, encoding="utf-8")
    first, second = json.loads(write(lint([file]), "gitlab"))
    assert first["fingerprint"] != second["fingerprint"]


def test_junit() -> None:
    root = ElementTree.fromstring(write(lint(["data/standard.yaml"], select=["KSB3", "KSB203"]), "junit"))
    assert (root.tag, root.get("tests"), root.get("failures"), root.get("errors")) == ("testsuites", "3", "1", "0")
    [suite] = root
    assert (suite.tag, suite.get("name"), suite.get("skipped")) == ("testsuite", "data/standard.yaml", "2")
    assert [(case.get("name"), case[0].tag) for case in suite] == [
        ("KSB301 code-gap at line 192, column 3", "skipped"),
        ("KSB203 truncated-citation at line 429, column 9", "failure"),
        ("KSB303 duty-out-of-order at line 448, column 5", "skipped"),
    ]
    failure = suite[1][0]
    assert failure.get("type") == "error"
    assert str(failure.text).startswith("data/standard.yaml:429:9: error KSB203 B5 in Duty 9 stops")


def test_junit_without_findings_is_a_passed_case() -> None:
    root = ElementTree.fromstring(write(lint(["data/standard.yaml"], select=["KSB101"]), "junit"))
    assert [(case.get("name"), len(case)) for case in root[0]] == [("no faults", 0)]


def test_markdown() -> None:
    lines = write(lint(["data/standard.yaml"], select=["KSB203", "KSB401"]), "markdown").splitlines()
    assert lines[0] == "**3 errors in data/standard.yaml**"
    assert lines[2] == "### `data/standard.yaml`"
    assert lines[4] == "| line | severity | rule | what is wrong | fix |"
    assert lines[-1].startswith('| 429 | error | KSB203 truncated-citation | B5 in Duty 9 stops after "and working"')
    assert lines[-1].endswith("| unsafe |")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a|b", r"a\|b"),
        ("<b>&", r"&lt;b>&amp;"),
        ("@all :smile: at 10:30: yes", "&#64;all &#58;smile: at 10&#58;30: yes"),
        ("[a](b)\n# c", r"\[a\](b) # c"),
        ("`x` *y* _z_ \\", r"\`x\` \*y\* \_z\_ \\"),
        ("\x1b[0m", r"\\x1b\[0m"),
        ("- a", r"\- a"),
        ("# a", r"\# a"),
        ("1. a", r"1\. a"),
        ("12) a - b. c", r"12\) a - b. c"),
        ("see www.example.org and HTTPS://a.b", r"see www\.example.org and HTTPS\://a.b"),
        ("#12, a/b#3 and gh-7; C# 1", "\\#<!-- -->12, a/b#<!-- -->3 and gh-<!-- -->7; C# 1"),
        ("~~x~~ ##vso[a]", r"\~\~x\~\~ ##vso\[a\]"),
    ],
)
def test_markdown_is_escaped(text: str, expected: str) -> None:
    assert for_markdown(text) == expected


@pytest.mark.parametrize("name", ["##[error]", "##vso[task.setvariable]", "##teamcity[buildStatus]", "  ::error::"])
def test_commands_to_build_servers_are_shown_and_not_obeyed(name: str) -> None:
    assert without_commands(name) != name
    assert re.sub(r"\\x(..)", lambda match: chr(int(match[1], 16)), without_commands(name)) == name
    document = json.dumps([name])
    assert json.loads(for_json(document)) == [name]
    assert "##" not in for_json(document)


@pytest.mark.parametrize("character", "\u00ad\u180e\u034f\u3164\u115f\ufe0f\U000e0101")
def test_characters_that_show_nothing_are_written_out(character: str) -> None:
    assert re.fullmatch(r"a\\[xu][0-9a-f]+b", for_terminal(f"a{character}b"))


def test_code_spans() -> None:
    assert for_code("a`b") == "``a`b``"
    assert for_code("`a") == "`` `a ``"
    assert for_code("a|b\n") == "`a\\|b\\n`"


def test_github_puts_the_worst_first_and_says_how_many_more_there_are() -> None:
    lines = write(lint(["data/standard.yaml"]), "github").splitlines()
    kinds = [line.split(" ")[0] for line in lines[:-1]]
    assert kinds == ["::error"] * 9 + ["::warning"] * 24 + ["::notice"] * 17
    assert lines[-1] == (
        "9 errors, 24 warnings, 17 info in data/standard.yaml; GitHub shows 10 of a kind as annotations; 14 warnings "
        "and 7 info more are only in this log"
    )


def test_the_file_of_a_format(ksb: Ksb, tmp_path: Path) -> None:
    sarif, out = tmp_path / "a:b.sarif", tmp_path / "out.json"
    assert ksb("lint", "--select", "KSB203", "--format", f"sarif:{sarif}").code == 1
    assert json.loads(sarif.read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert ksb("lint", "--format", "json", "--output", out).out == ""
    assert json.loads(out.read_text(encoding="utf-8"))["summary"] == {"error": 9, "warning": 24, "info": 17}


def test_a_name_of_any_bytes_is_written_in_several_formats(ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"a\xff.yaml")
    try:
        file.write_text("", encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes no such name")
    formats = [option for name in REPORTS for option in ("--format", f"{name}:{tmp_path / name}")]
    assert ksb("lint", file, *formats).code == 1
    [name] = json.loads((tmp_path / "json").read_text(encoding="utf-8"))["files"]
    assert name == str(file)


@pytest.mark.parametrize(
    ("formats", "message"),
    [
        (["xml"], "there is no format 'xml'"),
        (["text", "json"], "two formats go to one place"),
        (["sarif:"], "the name of a file is missing"),
        (["sarif:a", "json:a"], "two formats go to one place"),
        (["sarif:a", "json:b", "--output", "c"], "--output has nothing to write"),
    ],
)
def test_formats_that_can_not_be(formats: list[str], message: str, ksb: Ksb) -> None:
    result = ksb(
        "lint", *(part for i, name in enumerate(formats) for part in (["--format", name] if i < 2 else [name]))
    )
    assert result.code == 2
    assert message in result.err


def test_a_path_below_the_current_folder_is_given_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text("", encoding="utf-8")
    assert "file=a.yaml," in write(lint([tmp_path / "a.yaml"]), "github")
    assert os.sep in str(tmp_path)


def test_paths_start_at_the_root_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "repository" / "below"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text("", encoding="utf-8")
    monkeypatch.chdir(folder)

    def paths() -> set[str]:
        report = lint(["a.yaml"])
        sarif = json.loads(write(report, "sarif"))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
        gitlab = json.loads(write(report, "gitlab"))[0]["location"]["path"]
        return {sarif["artifactLocation"]["uri"], gitlab, write(report, "github").split("file=")[1].split(",")[0]}

    assert paths() == {"a.yaml"}
    (folder.parent / ".git").mkdir()
    assert paths() == {"below/a.yaml"}
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert paths() == {"repository/below/a.yaml"}
    monkeypatch.setenv("GITHUB_WORKSPACE", "/elsewhere")
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path))
    assert paths() == {"repository/below/a.yaml"}


def test_names_of_cases_are_unique(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("format: 1\nksbs: {}\nduties: 3\n", encoding="utf-8")
    cases = [case.get("name") for case in ElementTree.fromstring(write(lint([file, file]), "junit"))[0]]
    assert len(cases) == len(set(cases)) > 1
    report = lint([file])
    twice = report.findings[:1] * 2
    cases = [case.get("name") for case in ElementTree.fromstring(write(replace(report, findings=twice), "junit"))[0]]
    assert cases[1] == f"{cases[0]} (2)"


def test_every_rule_has_the_address_of_its_page(sarif: dict[str, Any]) -> None:
    pages = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    for rule in RULES.values():
        address, _, anchor = page(rule).partition("#")
        assert (address, anchor) == ("docs/rules.md", f"{rule.code.lower()}-{rule.slug}")
        assert f"## {rule.code} {rule.slug}\n" in pages
    assert all(rule["helpUri"] == page(RULES[rule["id"]]) for rule in sarif["tool"]["driver"]["rules"])
