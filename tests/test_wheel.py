"""The wheel: it holds the whole package, and installed on its own it answers from an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path) -> str:
    hidden = ("PYTHONPATH", "KSB_STANDARD", "COLUMNS")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    environment["PIP_NO_COMPILE"] = "1"
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_an_installed_wheel_answers_from_an_empty_folder(tmp_path: Path) -> None:
    wheels, empty = tmp_path / "wheels", tmp_path / "empty"
    empty.mkdir()
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet")
    run(*pip, "wheel", "--no-deps", "--wheel-dir", wheels, ROOT, cwd=empty)
    [wheel] = wheels.glob("ksb_cli-*.whl")
    package = (path for path in (ROOT / "src" / "ksb").rglob("*") if path.is_file() and path.suffix != ".pyc")
    with ZipFile(wheel) as archive:
        assert {path.relative_to(ROOT / "src").as_posix() for path in package} <= set(archive.namelist())
    venv.create(tmp_path / "env")
    programs = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    run(*pip, "--python", programs / "python", "install", "--no-deps", wheel, cwd=empty)
    # The libraries are those of this environment, and `ksb` is not: what a .pth file adds, has no .pth files.
    [installed] = (tmp_path / "env").rglob("ksb_cli-*.dist-info")
    (installed.parent / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")

    shown = run(programs / "ksb", "show", "K18", cwd=empty)
    assert "The effect different types of copyright has on different types of material" in shown
    assert "Duty 13  option 1" in shown
    source = json.loads(run(programs / "ksb", "info", "--format", "json", cwd=empty))["source"]
    assert source["path"].startswith(str(tmp_path / "env"))
    assert source["why"] == "embedded"
    assert run(programs / "python", "-m", "ksb", "--version", cwd=empty).startswith("ksb ")
