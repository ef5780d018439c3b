"""Which files a folder brings in: standards that neither Git nor the configuration leaves out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Ksb

STANDARD = "format: 1\ntitle: t\nksbs: {K1: Know}\nduties: [{number: 1, title: t, cites: [K1]}]\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with standards and with what else stands beside them."""
    for name in ("standard.yaml", "drafts/a.yaml", "node_modules/x/b.yaml", "old/c.yaml", "old/keep.yaml"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(STANDARD, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nnav: [a.md, !!python/name:f.g ]\n", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("node_modules/\n/old/*\n!keep.yaml\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(ksb: Ksb, *arguments: str) -> str:
    return ksb("lint", *arguments).out


def test_git_ignores_and_files_of_others_are_skipped(ksb: Ksb, folder: Path) -> None:
    assert checked(ksb, ".") == "No faults found in 3 files; skipped 1 YAML file without `format:`\n"
    assert ksb("lint", "mkdocs.yml", "--format", "concise").code == 1
    assert checked(ksb, "old/c.yaml") == "No faults found in old/c.yaml\n"


def test_git_ignores_of_the_repository_hold_below_it(ksb: Ksb, folder: Path) -> None:
    assert checked(ksb, "old") == "No faults found in 2 files\n"
    (folder / ".git").mkdir()
    assert checked(ksb, "old") == "No faults found in old/keep.yaml\n"
    (folder / ".gitignore").write_text("old/\n", encoding="utf-8")
    assert checked(ksb, "old") == "No faults found in 2 files\n"


def test_exclude(ksb: Ksb, folder: Path) -> None:
    assert checked(ksb, ".", "--exclude", "drafts", "--exclude", "mkdocs.yml") == "No faults found in 2 files\n"
    (folder / "ksb.toml").write_text('[lint]\nexclude = ["drafts/", "/mkdocs.*"]\n', encoding="utf-8")
    assert checked(ksb, ".") == "No faults found in 2 files\n"
    (folder / "old" / "ksb.toml").write_text("[lint]\nexclude = ['*.yaml']\n", encoding="utf-8")
    assert checked(ksb, ".") == "No faults found in standard.yaml\n"
    (folder / "ksb.toml").write_text("[lint]\nexclude = ['!']\n", encoding="utf-8")
    assert ksb("lint", ".").code == 2


def test_a_folder_without_standards_has_no_faults(ksb: Ksb, folder: Path) -> None:
    (folder / "site").mkdir()
    (folder / "site" / "x.yaml").write_text("a:\n  format: 1\n", encoding="utf-8")
    assert checked(ksb, "site") == "No faults found in 0 files; skipped 1 YAML file without `format:`\n"
    (folder / "site" / "x.yaml").write_text('{"title": "t", "format": 1}', encoding="utf-8")
    assert ksb("lint", "site").code == 1


def test_a_link_to_a_file_outside_of_the_folder_is_checked_and_not_fixed(ksb: Ksb, folder: Path) -> None:
    outside = folder / "standard.yaml"
    outside.write_text(STANDARD.replace("Know", "Know  it"), encoding="utf-8")
    before = outside.read_bytes()
    (folder / "drafts" / "link.yaml").symlink_to(outside)
    result = ksb("lint", "--fix", "drafts")
    assert "1 info in 2 files" in result.out
    assert result.err == "drafts/link.yaml: a link to a file outside of the folder; not fixed\n"
    assert outside.read_bytes() == before
    assert ksb("lint", "--fix", "drafts/link.yaml").err == "Fixed 1 fault.\n"
    assert outside.read_bytes() != before
