"""`ksb export`: the format by name and by file, folders, and calls it can't use."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from ksb.exporters import EXPORTERS, ExportFormat

if TYPE_CHECKING:
    from conftest import Ksb

FORMATS = f"the formats are {', '.join(EXPORTERS)}"


def test_every_format_has_an_exporter() -> None:
    literals = [name for group in get_args(ExportFormat) for name in (get_args(group) or [group])]
    assert list(EXPORTERS) == literals


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("m.md", b"# Media production"),
        ("m.MD", b"# Media production"),
        ("m.markdown", b"# Media production"),
        ("m.csv", b"code,kind"),
        ("m.json", b'{\n  "format": 1'),
        ("m.yaml", b"# yaml-language-server"),
        ("m.yml", b"# yaml-language-server"),
        ("m.txt", b"ScreenSkills, August 2019"),
        ("m.xlsx", b"PK"),
        ("new/folder/m.txt", b"ScreenSkills, August 2019"),
    ],
)
def test_the_file_name_gives_the_format(name: str, start: bytes, ksb: Ksb, tmp_path: Path) -> None:
    result = ksb("export", "--output", tmp_path / name)
    assert (result.code, result.out, result.err) == (0, "", f"wrote {tmp_path / name}\n")
    assert (tmp_path / name).read_bytes().startswith(start)


def test_the_name_of_a_format_overrides_the_file_name(ksb: Ksb, tmp_path: Path) -> None:
    for name in ("m.page", "m.1", "m.txt"):
        assert ksb("export", "text", "-o", tmp_path / name).code == 0
        assert (tmp_path / name).read_bytes().startswith(b"ScreenSkills")
    assert ksb("export", "case", "-o", tmp_path / "case.json").code == 0


@pytest.mark.parametrize(("other", "name"), [("md", "markdown"), ("yml", "yaml"), ("txt", "text"), ("JSON", "json")])
def test_other_names(other: str, name: str, ksb: Ksb) -> None:
    assert ksb("export", other).out == ksb("export", name).out


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["pdf"], "there is no format 'pdf'", f"{FORMATS}; for a PDF, print the page that html writes"),
        (["-o", "m.docx"], "there is no format 'docx'", FORMATS),
        (["-o", "m"], "the name 'm' doesn't say which format to write", f"ksb export FORMAT; {FORMATS}"),
        ([], "no format was given", f"ksb export FORMAT; {FORMATS}"),
        (
            ["csv", "-o", "m.xlsx"],
            "the name m.xlsx is for xlsx, but csv would be written",
            "ksb export xlsx --output m.xlsx; for csv: --output m.csv",
        ),
        (
            ["xlsx", "-o", "a.docx"],
            "the name a.docx is for docx, but xlsx would be written",
            "for xlsx: --output a.xlsx",
        ),
        (["text", "--table", "matrix"], "--table needs csv, not text", "ksb export csv --help"),
    ],
)
def test_unusable_calls(arguments: list[str], message: str, hint: str, ksb: Ksb) -> None:
    result = ksb("export", *arguments)
    assert (result.code, result.out, result.err) == (2, "", f"error: {message}\nhint: {hint}\n")


def test_a_folder_that_can_not_be_created(ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = ksb("export", "-o", tmp_path / "file" / "m.md")
    assert result.code == 2
    assert result.err.startswith(f"error: can't create the folder {tmp_path / 'file'}: ")
    result = ksb("export", "--pathway", "9", "-o", tmp_path / "new" / "m.md")
    assert (result.code, (tmp_path / "new").exists()) == (2, False)


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (b"format: 1\ntitle: [x\n<<<<<<< HEAD\n", "format: 1\ntitle: [x\n<<<<<<< HEAD\n"),
        (b"title: x", "title: x\n"),
        (b"a: \x1b[31m\xff\n", "a: \\x1b[31m\ufffd\n"),
        (b"", ""),
    ],
)
def test_text_or_the_file_as_it_is(content: bytes, shown: str, ksb: Ksb, tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_bytes(content)
    for named, stdin in ((file, b""), ("-", content)):
        result = ksb("export", "text", "--or-raw", "--standard", named, stdin=stdin)
        assert (result.code, result.out, result.err) == (0, shown, "")
    assert ksb("export", "text", "--standard", file).code == 2


def test_text_or_raw_of_a_standard(ksb: Ksb) -> None:
    text = ksb("export", "text").out
    assert ksb("export", "text", "--or-raw").out == text
    content = Path("data/standard.yaml").read_bytes()
    assert ksb("export", "text", "--or-raw", "--standard", "-", stdin=content).out == text


def test_what_or_raw_can_not_do(ksb: Ksb) -> None:
    assert ksb("export", "csv", "--or-raw").err == (
        "error: --or-raw needs text, not csv\nhint: ksb export text --or-raw --standard FILE\n"
    )
    missing = ksb("export", "text", "--or-raw", "--standard", "none.yaml")
    assert (missing.code, missing.err) == (2, "error: there is no file none.yaml\n")


@pytest.mark.slow
def test_a_broken_version_in_the_history_of_git(tmp_path: Path) -> None:
    def git(*arguments: str) -> str:
        plain = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_PAGER": "cat"}
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        return subprocess.run(
            ["git", *who, *arguments], cwd=tmp_path, env=plain, capture_output=True, check=True, encoding="utf-8"
        ).stdout

    if not shutil.which("git"):
        pytest.skip("needs git")
    git("init", "--quiet")
    (tmp_path / ".gitattributes").write_text("standard.yaml diff=ksb\n", encoding="utf-8")
    command = shlex.join([sys.executable, "-m", "ksb", "export", "text", "--or-raw", "--standard"])
    git("config", "diff.ksb.textconv", command)
    for content in ("format: 1\ntitle: [Baker\n", "format: 1\ntitle: Baker\nksbs: {K1: Know dough}\n"):
        (tmp_path / "standard.yaml").write_text(content, encoding="utf-8")
        git("add", ".")
        git("commit", "--quiet", "--message", "a version")
    lines = git("diff", "HEAD~1", "HEAD").splitlines()
    assert [line for line in lines if line[0] in "+-" and line[1:3] not in ("++", "--")] == [
        "-format: 1",
        "-title: [Baker",
        "+Baker standard",
        "+",
        "+Knowledge",
        "+",
        "+K1: Know dough",
    ]


def test_a_page_shows_the_coverage_of_evidence(ksb: Ksb, tmp_path: Path) -> None:
    evidence = tmp_path / "log.csv"
    evidence.write_text("Title,KSBs\nCall sheet,K1\n", encoding="utf-8")
    page = ksb("export", "html", "--pathway", "2", "--evidence", evidence).out
    assert "Call sheet" in page
    assert "Call sheet" not in ksb("export", "html", "--pathway", "2").out
    result = ksb("export", "csv", "--evidence", evidence)
    assert (result.code, result.err.splitlines()[0]) == (2, "error: --evidence needs html or tracker, not csv")


def test_text_in_a_file_keeps_commands_and_tells_of_invisible_characters(ksb: Ksb, tmp_path: Path) -> None:
    file, out = tmp_path / "a.yaml", tmp_path / "a.txt"
    file.write_text('format: 1\ntitle: Cook\noverview: ["::error::x"]\nksbs: {K1: "a\\u200bb"}\nduties: []\n')
    shown = ksb("export", "text", "--standard", file)
    assert "\n\\x3a:error::x\n" in shown.out
    assert "K1: a\\u200bb\n" in shown.out
    result = ksb("export", "text", "--standard", file, "--output", out)
    said = "invisible characters are written as codes such as \\u200b in text, and imported as such"
    assert result.err.splitlines() == [said, f"wrote {out}"]
    assert "\n::error::x\n" in out.read_text()
    assert "K1: a\\u200bb\n" in out.read_text()
    file.write_text("format: 1\ntitle: Cook\nksbs: {K1: 'a\tb'}\nduties: []\n")
    assert ksb("export", "text", "--standard", file, "--output", out).err == f"wrote {out}\n"


@pytest.mark.parametrize(
    "call",
    [
        ("schema",),
        ("lint",),
        ("renumber", "other.yaml", "--table"),
        ("diff", "other.yaml", "other.yaml"),
        ("import", "other.yaml"),
    ],
)
def test_a_standard_is_overwritten_by_a_standard_only(call: tuple[str, ...], ksb: Ksb, tmp_path: Path) -> None:
    file, other = tmp_path / "s.yaml", tmp_path / "other.yaml"
    for path in (file, other):
        assert ksb("export", "yaml", "--core", "-o", path).code == 0
    before = file.read_bytes()
    name = {"renumber": [], "diff": ["--renumber"], "import": ["--report"]}.get(call[0], ["-o"])
    refused = ksb(*(other if part == "other.yaml" else part for part in call), *name, file)
    assert (refused.code, file.read_bytes() == before) == (2, True)
    assert refused.err.startswith(f"error: refusing to overwrite {file}: it is a standard\nhint: ")
    assert ksb("export", "yaml", "-o", file).code == 0
    assert file.read_bytes() != before
    assert ksb("schema", "-o", file, "--force").code == 0
    assert ksb("schema", "-o", file).code == 0


def test_what_no_terminal_shows_names_the_same_call(ksb: Ksb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ksb.cli.export.is_terminal", lambda stream: True)
    result = ksb("export", "tracker", "--pathway", "2")
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith("hint: ksb export tracker --pathway 2 --output tracker.xlsx\n")
