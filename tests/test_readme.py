"""The README: its set-up, and every example, hold."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_set_up_is_two_commands() -> None:
    section = README.split("## Set up")[1].split("\n## ")[0]
    blocks = re.findall(r"^```sh\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)
    assert [len(block.splitlines()) for block in blocks] == [1, 1]
    assert blocks[0].strip().endswith("ksb show K18")
    assert "-m pytest" in blocks[1]
    assert README.count("```sh\n") == 2


@pytest.mark.slow
def test_generated_files_are_as_the_code_writes_them() -> None:
    command = [sys.executable, "docs/generate.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_the_python_example_holds() -> None:
    parser = doctest.DocTestParser()
    [example] = re.findall(r"^```pycon\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    runner = doctest.DocTestRunner()
    runner.run(parser.get_doctest(example, {}, "README", "README.md", 0))
    assert (runner.failures, runner.tries) == (0, 6)


def test_every_command_has_an_example() -> None:
    from ksb.cli.app import app

    for command in app.registered_commands:
        assert f"$ ksb {command.name or command.callback.__name__}" in README  # type: ignore[union-attr]
