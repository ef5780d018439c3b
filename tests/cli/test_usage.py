"""Calls that `ksb` can't run: what it says is wrong, and the call that it names."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from ksb.cli.app import PLACES
from ksb.cli.help import option_name

if TYPE_CHECKING:
    from conftest import Ksb


@pytest.mark.parametrize(
    ("call", "right"),
    [
        ("help show", "ksb show --help"),
        ("help", "ksb --help"),
        ("help me", "ksb --help"),
        ("find copyright", "ksb search copyright"),
        ("check standards/", "ksb lint standards/"),
        ("validate a.yaml", "ksb lint a.yaml"),
        ("compare old.yaml new.yaml", "ksb diff old.yaml new.yaml"),
        ("rules", "ksb rule"),
        ("fix a.yaml", "ksb lint --fix a.yaml"),
        ("version", "ksb --version"),
        ("K18", "ksb show K18"),
        ("duty 5", "ksb show duty 5"),
        ("option 2", "ksb show option 2"),
        ("zebra", "ksb --help"),
        ("duties 5", "ksb show D5"),
        ("duties d5", "ksb show D5"),
        ("options 2", "ksb show O2"),
        ("info foo.yaml", "ksb info --standard foo.yaml"),
        ("list standards/x.yml", "ksb list --standard standards/x.yml"),
        ("options zebra", "ksb options --help"),
        ("show standard.yaml", "ksb info --standard standard.yaml"),
        ("show K1 my.yml K2", "ksb show K1 K2 --standard my.yml"),
        ("search rights my.json", "ksb search rights --standard my.json"),
        ("export florist.yaml", "ksb export text --standard florist.yaml"),
        ("show skills", "ksb list --kind skills"),
        ("show AM1", "ksb list --method 1"),
        ("show KSB201", "ksb rule KSB201"),
        ("show copyright", "to search for words: ksb search copyright"),
        ("matrix --format csv", "ksb export csv --table matrix"),
        ("duties --format csv", "ksb export csv --table duties"),
        ("list --format csv", "ksb export csv"),
        ("list --format md", "ksb export markdown"),
        ("show K1 --format excel", "ksb export xlsx --output standard.xlsx"),
        ("show K1 --format zebra", "ksb show --help"),
        ("rule --format csv", "ksb rule --help"),
        ("duties -o 2", "ksb duties --option 2"),
        ("ksb show K18", "ksb show K18"),
        ("list K", "ksb list --kind K"),
        ("list knowledge", "ksb list --kind knowledge"),
        ("--standard x.yaml show K1", "for example: ksb show K1 --standard x.yaml"),
        ("export page.html", "ksb export --output page.html"),
        ("export html none", "ksb export html FOLDER --output site/"),
        (
            "export html README.md",
            "first ksb import README.md --output standard.yaml, then ksb export html --output standard.html",
        ),
        ("export html data/standard.yaml", "ksb export html --standard data/standard.yaml --output standard.html"),
        ("show K1 --standard README.md", "ksb import README.md --output standard.yaml"),
        ("lint --ignore KSB50l", "is KSB501 meant?"),
        ("rule 203", "is KSB203 meant?"),
        ("rule reworded", "is reworded-citation meant?"),
        ("--install-completion extra", "ksb --install-completion"),
        ("--show-completion bash", "ksb --show-completion"),
        ("matrix -o m.xlsx", "ksb export xlsx --output m.xlsx"),
        ("matrix -o m.CSV", "ksb export csv --table matrix --output m.CSV"),
        ("list -o m.json", "ksb list --format json --output m.json"),
        ("list -o m.yaml --format json", "ksb export yaml --output m.yaml"),
        ("diff a.yaml b.yaml -o m.md", "ksb diff a.yaml b.yaml --format markdown --output m.md"),
        ("shwo K18", "ksb show K18"),
        ("LIST --kind K", "ksb list --kind K"),
        ("knowledge", "ksb list --kind knowledge"),
        ("pathway 2", "ksb duties --pathway 2"),
        ("core", "ksb duties --core"),
        ("foo.yaml list --kind K", "ksb list --kind K --standard foo.yaml"),
        ("foo.yaml", "ksb info --standard foo.yaml"),
        ("-v", "ksb --version"),
        ("--format json list", "for example: ksb list --format json"),
        ("list foo.yaml --kind K", "ksb list --kind K --standard foo.yaml"),
        ("list K1", "ksb show K1"),
        ("list --kind K S", "ksb list --kind K --kind S"),
        ("duties --cites K1 s2", "ksb duties --cites K1,s2"),
        ("duties core", "ksb duties --core"),
        ("list --json", "ksb list --format json"),
        ("show K1 --csv", "ksb export csv"),
        ("diff a.yaml b.yaml --markdown", "ksb diff a.yaml b.yaml --format markdown"),
        ("diff a.yaml b.yaml --format MD", "ksb diff a.yaml b.yaml --format markdown"),
        ("list --format JSON", "ksb list --format json"),
        ("list -k K", "ksb list --kind K"),
        ("list --path=2", "ksb list --pathway=2"),
        ("list --Kind K", "ksb list --kind K"),
        ("show K1 --standrad a.yaml", "ksb show K1 --standard a.yaml"),
        ("list --cites K1", "ksb duties --cites K1"),
        ("duties --duty 3", "ksb list --duty 3"),
        ("show --kind K", "ksb list --kind K"),
        ("show K1 --option 2", "ksb show --help"),
        ("diff --old a.yaml --new b.yaml", "ksb diff a.yaml b.yaml"),
        ("import in.docx --to out.yaml", "ksb import --help"),
        ("export json --file a.yaml", "ksb export json --standard a.yaml"),
        ("renumber --standard a.yaml", "ksb renumber a.yaml"),
        ("renumber a.yaml --dry-run", "ksb renumber a.yaml --diff"),
        ("list --skills", "ksb list --kind skills"),
        ("init bakery a/draft.docx", "ksb init bakery --from a/draft.docx"),
        ("init README.md", "ksb init --from README.md"),
        ("--vers", "ksb --version"),
        (
            "diff ST0585 data/standard.yaml",
            "to download the published standard: ksb import ST0585 --output st0585.yaml",
        ),
        (
            "diff data/standard.yaml docs/examples/podcast-editor.json --renumber codes.xlsx",
            "name another file, such as codes.csv",
        ),
        (
            "renumber docs/examples/podcast-editor.json",
            "ksb import docs/examples/podcast-editor.json --output standard.yaml",
        ),
        ("outdated data/standard.yaml", "add it to the file: reference: ST0585"),
        ("import a.md -o x.docx", "ksb import a.md --output x.yaml"),
    ],
)
def test_the_right_call(call: str, right: str, ksb: Ksb) -> None:
    result = ksb(*call.split())
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[1:] == [f"hint: {right}"]


def test_output_to_a_number_where_there_are_no_options(
    ksb: Ksb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    standard = Path("data/standard.yaml").absolute()
    monkeypatch.chdir(tmp_path)
    assert ksb("info", "--standard", standard, "-o", "2").code == 0
    assert (tmp_path / "2").exists()


def test_a_file_whose_name_is_of_no_other_format(ksb: Ksb, tmp_path: Path) -> None:
    for call in (["-o", "m.json", "--format", "json"], ["-o", "m.txt"], ["-o", "m"], ["-o", "m.1"]):
        assert ksb("list", call[0], tmp_path / call[1], *call[2:]).code == 0


@pytest.mark.parametrize("record", ["CODE", "<CODE>", "str", "<text>", "{CODE}", "[CODE] path"])
def test_what_the_value_of_an_option_is_called(record: str) -> None:
    option = SimpleNamespace(metavar="CODE", is_flag=False)
    assert option_name(option, f"-o, --only {record}") == "-o, --only CODE"


@pytest.mark.parametrize("record", ["text|json", "<text|json>"])
def test_the_choices_of_an_option(record: str) -> None:
    assert option_name(SimpleNamespace(metavar=None, is_flag=False), f"--format {record}") == "--format text|json"


@pytest.mark.parametrize("record", ["--all", "--all <bool>", "--all bool"])
def test_an_option_without_a_value(record: str) -> None:
    assert option_name(SimpleNamespace(metavar=None, is_flag=True), record) == "--all"


def test_an_example_in_the_help_is_one_line(ksb: Ksb, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in PLACES:
        monkeypatch.setenv("COLUMNS", "80")
        narrow = ksb(command, "--help").out
        monkeypatch.delenv("COLUMNS")
        wide = ksb(command, "--help").out
        examples = [line for line in wide.splitlines() if line.startswith("  ksb ")]
        assert examples
        assert set(examples) <= set(narrow.splitlines())


@pytest.mark.parametrize("folder", ["", "standards/", "data/"])
@pytest.mark.parametrize("format", ["text", "json"])
def test_the_embedded_standard_answers_beside_another_one(
    folder: str, format: str, ksb: Ksb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert ksb("list", "--format", format).err == ""
    (tmp_path / folder).mkdir(exist_ok=True)
    (tmp_path / folder / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    assert ksb("list", "--format", format).err == ""
    (tmp_path / folder / "compose.yml").write_text("services:\n  format: 1\n", encoding="utf-8")
    assert ksb("list", "--format", format).err == ""
    (tmp_path / folder / "florist.yaml").write_text("# mine\nformat: 1\ntitle: Florist\n", encoding="utf-8")
    result = ksb("list", "--format", format)
    assert result.code == 0
    assert result.err == f"note: this is Media production coordinator; yours: --standard {folder}florist.yaml\n"
    (tmp_path / folder / "gardener.yml").write_text("format: 1\ntitle: Gardener\n", encoding="utf-8")
    assert f"--standard {folder}florist.yaml (and 1 more)\n" in ksb("info").err
    assert ksb("list", "--kind", "x", "--standard", f"{folder}florist.yaml").err.startswith("error")


def test_the_help_fits_a_screen(ksb: Ksb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    result = ksb("--help")
    lines = result.out.splitlines()
    assert result.code == 0
    assert len(lines) <= 25
    assert max(map(len, lines)) <= 80
    assert lines[-3:-1] == [
        "Standard  Media production coordinator (data/standard.yaml)",
        "          Another one: ksb COMMAND --standard FILE. Start your own: ksb init",
    ]
    assert ksb().out.rstrip() == result.out.rstrip()
    assert ksb().code == 2
    assert ksb("--version").out.startswith("ksb ")


@pytest.mark.parametrize(
    ("standard", "named"),
    [
        ("-", "standard input"),
        ("none.yaml", "none.yaml"),
        (".", "."),
        ("docs/rules.md", "can't be read; to see why: ksb info"),
    ],
)
def test_the_help_whatever_the_standard(standard: str, named: str, ksb: Ksb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KSB_STANDARD", standard)
    result = ksb("--help")
    assert result.code == 0
    assert f"Standard  {named}\n" in result.out


def test_the_help_names_the_embedded_standard(ksb: Ksb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "Standard  Media production coordinator (part of ksb)\n" in ksb("--help").out


@pytest.mark.parametrize("command", ["show", "list", "lint", "diff", "export", "import", "rule"])
def test_the_help_of_a_command_breaks_no_choice(command: str, ksb: Ksb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    result = ksb(command, "--help")
    assert max(map(len, result.out.splitlines())) <= 80
    assert "<" not in result.out
    assert result.out.startswith(f"Usage: ksb {command} [OPTIONS]")
    monkeypatch.delenv("COLUMNS")
    for line in ksb(command, "--help").out.splitlines():
        names = line[2:].split("  ")[0]
        if names.startswith("-"):
            assert f"  {names}" in result.out
