"""What other programs run: the pre-commit hooks and the GitHub Action, as far as that goes without a network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
KSB = Path(sys.executable).with_name("ksb")
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A small repository with one standard in it."""
    folder = tmp_path / "a repository"
    (folder / "standards").mkdir(parents=True)
    shutil.copy(ROOT / "data" / "standard.yaml", folder / "standards")
    shutil.copy(ROOT / "data" / "baseline.json", folder / "standards")
    for command in (["init", "--quiet"], ["add", "."]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder


def lint_step(folder: Path, **inputs: str) -> tuple[int, str, str]:
    """Run the script of the action's last step as GitHub does, with the outputs that it sets."""
    step = ACTION["runs"]["steps"][-1]
    given = {name: details["default"] for name, details in ACTION["inputs"].items()} | {
        name.replace("_", "-"): value for name, value in inputs.items()
    }
    temp = folder.parent / "temp"
    (temp / "ksb" / "bin").mkdir(parents=True)
    (temp / "ksb" / "bin" / "ksb").symlink_to(KSB)
    variables = {
        name: given[value.removeprefix("${{ inputs.").removesuffix(" }}")] for name, value in step["env"].items()
    }
    environment = {**os.environ, **variables, "RUNNER_TEMP": str(temp), "GITHUB_OUTPUT": str(temp / "output")}
    script = temp / "step.sh"
    script.write_text(step["run"], encoding="utf-8")
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr, (temp / "output").read_text(encoding="utf-8")


def test_the_action_annotates_and_writes_sarif(repository: Path) -> None:
    code, out, outputs = lint_step(repository)
    assert code == 1
    assert out.startswith("::error file=standards/standard.yaml,line=")
    assert outputs == "sarif-file=ksb.sarif\n"
    assert json.loads((repository / "ksb.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


@pytest.mark.slow
def test_the_action_takes_paths_and_arguments_a_line_each(repository: Path) -> None:
    (repository / "standards").rename(repository / "all; echo $(id)")
    code, out, _ = lint_step(
        repository,
        paths="all; echo $(id)/standard.yaml\n",
        arguments="--baseline=all; echo $(id)/baseline.json\n--fail-on=info",
        sarif_file="out.sarif",
    )
    assert (code, out) == (0, "")
    assert (repository / "out.sarif").exists()


def test_the_action_gives_no_input_to_the_shell_as_code() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


@pytest.mark.slow
def test_pre_commit_runs_the_hooks(repository: Path, tmp_path: Path) -> None:
    pre_commit = Path(sys.executable).with_name("pre-commit")
    if not pre_commit.exists():
        pytest.skip("pre-commit is not installed; the extra `dev` brings it")
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home"), "PIP_NO_COMPILE": "1"}
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        environment.pop(name, None)

    command = [str(pre_commit), "try-repo", str(ROOT), "--all-files"]
    done = subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True, check=False)
    if "CalledProcessError" in done.stdout + done.stderr:
        pytest.skip("pre-commit can't install the hook here: no package index")
    assert done.returncode == 1
    fix, lint = done.stdout.split("- hook id: ksb-lint")
    assert "files were modified by this hook" in fix
    assert "20 can be fixed" not in fix
    assert "- exit code: 1" in lint
    assert "error KSB203 B5 in Duty 9" in lint
