"""The README and the documentation: the set-up is two commands, every example holds, every name is described."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from typer.main import get_command

from ksb.cli.app import PANELS, app
from ksb.cli.evidence import _TYPES
from ksb.linter.config import KEYS

if TYPE_CHECKING:
    from conftest import Ksb

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDES = ["README.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]
PAGES = {name: (ROOT / name).read_text(encoding="utf-8") for name in GUIDES}
COMMANDS: list[str] = get_command(app).list_commands(None)  # type: ignore[attr-defined]


def blocks(language: str, text: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def test_the_set_up_is_two_commands() -> None:
    section = README.split("## Set up")[1].split("\n## ")[0]
    commands = blocks("sh", section)
    assert [len(command.splitlines()) for command in commands] == [1, 1]
    assert commands[0].strip().endswith("ksb show K18")
    assert "-m pytest" in commands[1]
    assert blocks("sh", README) == commands


def test_the_commands_stand_in_their_panels() -> None:
    written = re.findall(r"^## (.*)$", PAGES["docs/commands.md"], re.MULTILINE)
    assert written == list(PANELS)
    assert "object at 0x" not in PAGES["docs/commands.md"]


@pytest.mark.slow
def test_generated_files_are_up_to_date() -> None:
    command = [sys.executable, "docs/generate.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_link_leads_somewhere(name: str) -> None:
    """Links in `docs/` are checked where the site is built."""
    links = re.findall(r"\]\((?!https?://)([^)#]*)(?:#([^)]*))?\)", (ROOT / name).read_text(encoding="utf-8"))
    for path, anchor in links:
        target = ROOT / (path or name)
        assert target.exists()
        if anchor:
            headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in [re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in headings]


def test_the_python_examples_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = "\n".join(blocks("pycon", PAGES["docs/developers.md"]))
    runner = doctest.DocTestRunner()
    runner.run(doctest.DocTestParser().get_doctest(examples, {}, "developers", "developers.md", 0))
    assert runner.tries > 5
    assert runner.failures == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example_that_runs(command: str) -> None:
    examples = "".join(block for page in PAGES.values() for block in blocks("console", page))
    assert re.search(rf"^\$ (.*\| )?ksb {command}\b", examples, re.MULTILINE)


@pytest.mark.parametrize("name", sorted(PAGES.keys() - {"docs/exit-codes.md"}))
def test_no_example_fails(name: str) -> None:
    for block in blocks("console", PAGES[name]):
        assert not re.search(r"^error: |\bKSB001\b|: (command )?not found|No such file", block, re.MULTILINE), block


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_reference(command: str) -> None:
    section = PAGES["docs/commands.md"].split(f"### ksb {command}\n")[1].split("\n### ")[0]
    assert f"ksb {command} [OPTIONS]" in section
    assert "Examples:\n" in section


@pytest.mark.parametrize("arguments", [("import", "x", "--from", "?"), ("export", "?"), ("lint", "--format", "?")])
def test_every_format_is_described(arguments: tuple[str, ...], ksb: Ksb) -> None:
    heading = {"import": "## Import\n", "export": "## Export\n", "lint": "## Lint reports\n"}[arguments[0]]
    section = PAGES["docs/formats.md"].split(heading)[1].split("\n## ")[0]
    result = ksb(*arguments)
    assert result.code == 2
    listed = re.split("is not one of|the formats are", result.err)[1].split("\n")[0]
    names = re.findall("[a-z][a-z-]+", listed)
    assert len(names) > 2
    assert [name for name in names if f"\n| `{name}` | " not in section] == []


def test_every_setting_is_described() -> None:
    keys = [*(f"lint.{key}" for key in KEYS), *(f"coverage.{key}" for key in _TYPES)]
    assert [key for key in keys if f"`{key}`" not in PAGES["docs/settings.md"]] == []


def test_the_settings_of_the_example_are_accepted(tmp_path: Path, ksb: Ksb) -> None:
    [example] = blocks("toml", PAGES["docs/settings.md"])
    (tmp_path / "ksb.toml").write_text(example, encoding="utf-8")
    result = ksb("lint", "--config", tmp_path / "ksb.toml", "--show-settings")
    assert result.code == 0, result.err
    shown = tomllib.loads(result.out)["lint"]
    given = tomllib.loads(example)["lint"]
    assert {key: shown[key] for key in given} == given


@pytest.mark.parametrize("name", sorted(PAGES.keys() - {"docs/rules.md"}))  # its bad examples may be no YAML
def test_yaml_examples_are_yaml(name: str) -> None:
    for block in blocks("yaml", PAGES[name]):
        assert yaml.safe_load(block), block
