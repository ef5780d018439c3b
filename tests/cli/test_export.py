"""`ksb export`: the format by name and by file, folders, and calls it can't use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from ksb.exporters import EXPORTERS, ExportFormat

if TYPE_CHECKING:
    from conftest import Ksb

FORMATS = "the formats are json, text, yaml, markdown, csv, case, html, xlsx"


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
    assert (result.code, result.out, result.err) == (0, "", "")
    assert (tmp_path / name).read_bytes().startswith(start)


def test_the_name_of_a_format_overrides_the_file_name(ksb: Ksb, tmp_path: Path) -> None:
    assert ksb("export", "text", "-o", tmp_path / "m.md").code == 0
    assert (tmp_path / "m.md").read_bytes().startswith(b"ScreenSkills")


@pytest.mark.parametrize(("other", "name"), [("md", "markdown"), ("yml", "yaml"), ("txt", "text"), ("JSON", "json")])
def test_other_names(other: str, name: str, ksb: Ksb) -> None:
    assert ksb("export", other).out == ksb("export", name).out


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["pdf"], "there is no format 'pdf'", FORMATS),
        (["-o", "m.docx"], "there is no format 'docx'", FORMATS),
        (["-o", "m"], "the name 'm' doesn't say which format to write", f"ksb export FORMAT; {FORMATS}"),
        ([], "no format was given", f"ksb export FORMAT; {FORMATS}"),
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
