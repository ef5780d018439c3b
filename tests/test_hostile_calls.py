"""Hostile file names, arguments, settings and imports, and the findings in a hostile standard."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

if TYPE_CHECKING:
    from conftest import Ksb, Result

TEXT = "\x1b[31m\x9b1m\u202e[/red]]]>%0A<b>|`x`\n::error::y\n##[error]z =1 '$(touch a)`touch a`"
NAME = "::error file=a::b\n::error::c##[error]d\x1b[31m\u202e[red]]]>&%0A|`x`<b>,'.yaml"
OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]")
COMMAND = re.compile(r"\s*::|.*##\[")
FORMATS = ("text", "concise", "json", "github", "gitlab", "sarif", "junit", "markdown")


def standard(text: str) -> str:
    quoted = json.dumps(text)
    return (
        f"format: 1\ntitle: {quoted}\nstatus: {quoted}\nversion: {quoted}\nreference: {quoted}\n"
        f"ksbs: {{K1: {quoted}, K3: {quoted}, S1: {json.dumps(text + ' other')}}}\n"
        f"duties: [{{number: 1, title: {quoted}, cites: [K1: {json.dumps('more ' + text)}, S1]}}]\n"
    )


def harmless(result: Result) -> Result:
    """Return a result without a fault in `ksb`, and with nothing that a terminal, or on standard error a log, obeys."""
    assert result.code in (0, 1, 2)
    assert "Traceback" not in result.err
    assert not OBEYED.search(result.err + result.out)
    assert not [line for line in result.err.split("\n") if COMMAND.match(line)]
    return result


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def named() -> str:
    Path(NAME).write_text(standard(TEXT), encoding="utf-8")
    return NAME


def commands(out: str) -> list[str]:
    """Return the workflow commands that GitHub's runner reads in some output."""
    found = [line for line in out.split("\n") if COMMAND.match(line)]
    return [match[1] if (match := re.match(r"::(\w+) ", line)) else line for line in found]


@pytest.mark.parametrize("name", FORMATS)
def test_findings(name: str, named: str, ksb: Ksb) -> None:
    result = harmless(ksb("lint", "--format", name, "--", named))
    assert result.code == 1
    if name == "github":
        assert set(commands(result.out)) == {"error", "warning", "notice"}
        assert len(commands(result.out)) == len(
            json.loads(ksb("lint", "--format", "json", "--", named).out)["findings"]
        )
        assert all("%0A" in line for line in result.out.split("\n") if "KSB605" in line)
    else:
        assert not commands(result.out)


def test_the_totals_of_annotations(named: str, ksb: Ksb) -> None:
    ksbs = ", ".join(f"K{number}: Know {number}" for number in range(1, 16))
    duty = "{number: 1, title: t, cites: [K15]}"
    Path(named).write_text(f"format: 1\ntitle: t\nksbs: {{{ksbs}}}\nduties: [{duty}]\n", encoding="utf-8")
    out = harmless(ksb("lint", "--select", "KSB102", "--format", "github", "--", named)).out
    assert commands(out) == ["error"] * 14
    assert "14 errors in" in out


def test_findings_arrive_in_what_reads_them(named: str, ksb: Ksb, shared: Path) -> None:
    from jsonschema import Draft7Validator

    found = json.loads(ksb("lint", "--format", "json", "--", named).out)
    assert {item["file"] for item in found["findings"]} == {NAME}
    [status] = (item for item in found["findings"] if item["code"] == "KSB605")
    assert TEXT in status["message"]
    log = json.loads(ksb("lint", "--format", "sarif", "--", named).out)
    Draft7Validator(json.loads((shared / "schemas" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))).validate(
        log
    )
    [entry] = (
        it for it in json.loads(ksb("lint", "--format", "gitlab", "--", named).out) if "KSB605" in it["description"]
    )
    assert entry["location"]["path"] == NAME
    [suite] = ElementTree.fromstring(ksb("lint", "--format", "junit", "--", named).out)
    assert len(suite) == len(found["findings"])
    assert str(suite.get("name")).startswith("::error file=a::b")


def test_repairs(named: str, ksb: Ksb) -> None:
    Path(named).write_text(standard("a  b").replace('"', "'"), encoding="utf-8")
    result = harmless(ksb("lint", "--diff", "--", named))
    assert result.code == 1
    assert len(re.findall("^(?:---|\\+\\+\\+) ", result.out, re.MULTILINE)) == 2
    assert not [line for line in result.out.split("\n")[:3] if COMMAND.match(line)]


@pytest.mark.parametrize(
    "command",
    [
        *(["show", TEXT], ["show", "K99", "--standard"], ["nonsense" + TEXT], [TEXT], ["search", TEXT]),
        *(["show", f"--{TEXT}"], ["duties", "--option", TEXT], ["duties", "--cites", TEXT], ["list", "--kind", TEXT]),
        *(
            ["show", "K1", "--format", TEXT],
            ["show", "K1", "--color", TEXT],
            ["rule", TEXT],
            ["lint", "--select", TEXT],
        ),
        *(["lint", "--format", TEXT], ["lint", "--format", f"json:{TEXT}/{TEXT}"], ["lint", "--config", TEXT]),
        *(["lint", "--baseline", TEXT], ["lint", TEXT], ["info", "--standard", TEXT], ["export", TEXT]),
        *(["show", "K1", "--output", f"{TEXT}/{TEXT}"], ["import", TEXT], ["import", "--from", TEXT, TEXT]),
        *(["import", "--from", "page", TEXT], ["diff", TEXT, TEXT], ["export", "csv", "--table", TEXT]),
        *(["lint", "--fail-on", TEXT], ["export", "json", "--pathway", "9" * 5000], ["show", "K" + "9" * 5000]),
        *(["lint", "--format", f"json:{'a' * 5000}"], ["info", "--standard", "a" * 100_000], ["lint", "a\0b"]),
        *(["lint", "--stdin-filename", TEXT, "-"], ["show", "\udcff"], ["\udcff"], ["info", "--standard", "\udcff"]),
        *(["import", "\udcff"], ["search", "\udcff"], ["lint", "\udcff"], ["show", "K1", "--output", "\udcff/a"]),
    ],
    ids=lambda command: (
        " ".join(command)[:20].encode("ascii", "replace").decode().replace("\x1b", "?").replace("\0", "?")
    ),
)
def test_arguments(command: list[str], ksb: Ksb) -> None:
    result = harmless(ksb(*command))
    assert result.code in (1, 2) or "--stdin-filename" in command


def test_a_new_folder_whose_name_is_not_utf_8(ksb: Ksb) -> None:
    result = harmless(ksb("export", "json", "--output", "\udcff/a"))
    assert (result.code, result.out) == (0, "")
    assert json.loads(Path("\udcff/a").read_text(encoding="utf-8"))["format"] == 1


@pytest.mark.parametrize("variable", ["KSB_STANDARD", "COLUMNS", "NO_COLOR", "TERM", "HOME"])
def test_variables(variable: str, ksb: Ksb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, TEXT)
    harmless(ksb("info"))


@pytest.mark.parametrize(
    "setting",
    [
        *("{0} = 1", "standard = {0}", "[lint]\n{0} = 1", "[lint]\nselect = [{0}]", "[lint]\nfail-on = {0}"),
        *("[lint.severity]\n{0} = 'error'", "[lint.severity]\nKSB101 = {0}", "[lint.per-file-ignores]\n{0} = ['KSB1']"),
        *("[lint.per-file-ignores]\n'*' = [{0}]", "[lint]\nallowed-spellings = [{0}]", "[lint", "lint = {0}", "\0"),
        *("standard = " + "[" * 100_000, "a" + ".a" * 100_000 + " = 1", "standard = 1e999", f"standard = {'9' * 5000}"),
    ],
    ids=lambda setting: setting[:30].replace("\0", "?"),
)
def test_settings(setting: str, named: str, ksb: Ksb) -> None:
    Path("ksb.toml").write_text(setting.replace("{0}", json.dumps(TEXT)), encoding="utf-8")
    Path("plain.yaml").write_text(standard(TEXT), encoding="utf-8")
    for command in (["info"], ["lint", "--", named], ["lint", "--show-settings", "plain.yaml"]):
        result = harmless(ksb(*command))
        assert not commands(result.out)


@pytest.mark.parametrize(
    "baseline",
    [
        *("", "{", "[]", "1", '{"version": 2}', '{"version": 1}', '{"version": 1, "findings": [1]}', "[" * 100_000),
        '{"version": 1, "findings": [{}]}',
        '{"version": %s}' % json.dumps(TEXT),  # noqa: UP031
        json.dumps({"version": 1, "findings": [dict.fromkeys(("file", "code", "message", "fingerprint"), TEXT)]}),
        json.dumps({"version": 1, "findings": [dict.fromkeys(("file", "code", "message", "fingerprint"), "\ud800")]}),
        json.dumps({"version": 1, "findings": {"a": 1}}),
    ],
    ids=lambda baseline: baseline[:30].encode("ascii", "replace").decode(),
)
def test_baselines(baseline: str, named: str, ksb: Ksb) -> None:
    Path(f"{NAME}.json").write_text(baseline, encoding="utf-8")
    result = harmless(ksb("lint", "--baseline", f"{NAME}.json", "--", named))
    assert not commands(result.out)
    assert (result.code, "baseline" in result.err) == ((1, False) if '"fingerprint"' in baseline else (2, True))


def test_a_recorded_baseline_holds_them(named: str, ksb: Ksb) -> None:
    harmless(ksb("lint", "--write-baseline", f"{NAME}.json", "--", named))
    assert ksb("lint", "--fail-on", "info", "--baseline", f"{NAME}.json", "--", named).code == 0


RECORD: dict[str, Any] = {
    **dict.fromkeys(("title", "referenceNumber", "versionNumber", "status", "route", "larsCode", TEXT), TEXT),
    **dict.fromkeys(("overviewOfRole", "occupationalSummary", "standardPageUrl"), TEXT + "�"),
    "typicalJobTitles": [TEXT, "\udfff"],
    "knowledges": [{"knowledgeId": TEXT, "detail": TEXT, TEXT: 1}, {"knowledgeId": "\ud800", "detail": "a"}, TEXT],
    "duties": [{"dutyID": TEXT, "dutyDetail": TEXT, "mappedKnowledge": [TEXT, "::error::", "\ud800"]}],
    "options": [{"optionId": TEXT, "title": TEXT}],
}
PAGE = f'<h1>{TEXT}</h1><p data-row="1">K1: {TEXT}</p><table><tr class="duty-row" data-duty-details="{TEXT}"><td>'
PAGE += f'<i class="ksb-item" data-ksb-id="{TEXT}" data-ksb-text="{TEXT}"></i></table>'
DOCUMENT = f"Editor\nDuty 1: {TEXT}\nK1: {TEXT}\n{TEXT}\nDuty 2: \x85\u2028\nK2\n\nS1: \x00\n"


@pytest.mark.parametrize("content", [json.dumps(RECORD), PAGE, DOCUMENT], ids=["json", "page", "text"])
def test_imports(content: str, ksb: Ksb) -> None:
    Path(NAME).write_text(content, encoding="utf-8")
    result = harmless(ksb("import", "--", NAME))
    if result.code == 0:
        Path("standard.yaml").write_text(result.out, encoding="utf-8")
        assert ksb("info").code == 0
        assert not [path for path in Path().iterdir() if path.name == "a"]


def test_word_documents(ksb: Ksb) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in ("Editor", "Duty 1: [red]::error::\u202e", "K1: ##[error]\u202e", "::error::a", "##[error]\u202e"):
        document.add_paragraph(line)
    document.save(NAME)
    result = harmless(ksb("import", "--from", "word", "--", NAME))
    assert result.code == 0


def test_the_names_of_files_are_plain(ksb: Ksb) -> None:
    titles = ("../../a", "/etc/passwd", ".", "..", "con", "a\0b", "\u202e", "-rf", "a" * 5000, "A/B\\C:D", "$(x)")
    records = [{"title": title, "knowledges": [{"knowledgeId": "1", "detail": "a"}]} for title in titles]
    Path("in.json").write_text(json.dumps(records), encoding="utf-8")
    harmless(ksb("import", "in.json", "--output", "out/"))
    names = [path.name for path in Path("out").glob("*.yaml")]
    assert len(names) == len(titles)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9.-]*\.yaml", name) for name in names)
    assert [path.name for path in Path().iterdir()].count("out") == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str, ksb: Ksb, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("standard.yaml").write_text(standard(TEXT + "\\$(touch a)\"; touch a'"), encoding="utf-8")
    for line in ("ksb show ", "ksb duties --option ", "ksb list --duty "):
        monkeypatch.setenv("_KSB_COMPLETE", f"complete_{shell}")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(line.count(" ")))
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
        result = ksb()
        assert (result.code, result.err) == (0, "")
        out = result.out
        assert not OBEYED.search(out.replace("\t", " "))
        assert not commands(out)
        assert not re.search(r"[$`\\]", out)
        assert out.count("'") in (0, 2)
        assert "K1" in out or "show" not in line
