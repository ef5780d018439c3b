"""The HTML against the Nu validator, which `vnu-jar` on npm carries. KSB_VNU_JAR names its file."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT

from ksb import diff, lint
from ksb.exporters.html import Content, render
from ksb.exporters.html.site import Entry, index
from ksb.standard import Standard
from pages.test_html import COVERAGE, hostile

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def jar() -> Path:
    """The validator."""
    named = os.environ.get("KSB_VNU_JAR")
    file = Path(named) if named else ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not file.is_file():
        pytest.skip("the Nu validator is not here: npm install vnu-jar, or KSB_VNU_JAR=.../vnu.jar")
    if not shutil.which("java"):
        pytest.skip("the Nu validator needs Java")
    return file


def test_the_pages_are_valid_html(jar: Path, standard: Standard, small: Standard, tmp_path: Path) -> None:
    findings = lint(ROOT / "data" / "standard.yaml").findings
    newer = small.model_copy(update={"ksbs": {**small.ksbs, "K1": "How light is bent", "K4": "The price of gas"}})
    trainee = Standard(format=1, title="Trainee", ksbs={"TK1": "Steel", "TS1": "Saw", "ESB1": "Is on time"})
    pages = {
        "embedded": render(Content(standard, findings=findings)),
        "everything": render(Content(newer, diff=diff(small, newer), coverage=COVERAGE, findings=())),
        "hostile": render(Content(hostile())),
        "trainee": render(Content(trainee)),
        "empty": render(Content(Standard(format=1, title="Empty", ksbs={}))),
        "index": next(index([Entry("", "one.html", "One & <two>", "ST0001", "1.0", ("Level 4",), ("A",), ())])).content,
    }
    files: list[Path] = []
    for name, page in pages.items():
        files.append(tmp_path / f"{name}.html")
        files[-1].write_text(page, encoding="utf-8")
    quick = (
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xss8m",
    )  # compiling code well takes longer than running it
    command: list[str | Path] = ["java", *quick, "-jar", jar, "--errors-only", "--format", "gnu", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0
