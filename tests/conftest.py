"""What the tests share: a way to run `ksb`, small standards, and the material outside the repository."""

from __future__ import annotations

import atexit
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ksb.cli import main
from ksb.load import load
from ksb.models import Standard

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

# Nothing that was worked out before a test, by this version or another, is to hide what the test tries.
os.environ["KSB_CACHE_DIR"] = tempfile.mkdtemp(prefix="ksb-cache-")
atexit.register(shutil.rmtree, os.environ["KSB_CACHE_DIR"], ignore_errors=True)


@dataclass(frozen=True)
class Result:
    """What a run of `ksb` came to."""

    code: int
    out: str
    err: str


Ksb = Callable[..., Result]


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "KSB_STANDARD", "KSB_DEBUG", "KSB_NO_CACHE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(ROOT)


@pytest.fixture
def ksb(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Ksb:
    """Run `ksb` in this process, off a terminal."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["ksb", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as exit_:
            main()
        sys.stdout.flush()
        captured = capfdbinary.readouterr()
        return Result(int(exit_.value.code or 0), captured.out.decode(), captured.err.decode())

    return run


Processes = Callable[..., list[Result]]


@pytest.fixture
def processes() -> Processes:
    """Run each command in a process of its own, below one that starts in the surroundings that `popen` says.

    What they write is captured, decoded as Latin-1 so that it holds the bytes: from the streams in `captured`, which
    with `columns` are a terminal of that width. `below` is a command that starts another; `limits`
    are those of the module `resource`, on each command.
    """
    if os.name == "nt":
        pytest.skip("needs to fork")

    def run(
        commands: Sequence[str | Sequence[str]],
        *,
        captured: Sequence[int] = (1, 2),
        columns: int | None = None,
        below: Sequence[str] = (),
        limits: Mapping[str, int] | None = None,
        **popen: Any,
    ) -> list[Result]:
        words = [command.split() if isinstance(command, str) else list(command) for command in commands]
        asked = json.dumps({"commands": words, "captured": captured, "columns": columns, "limits": limits or {}})
        popen = {"cwd": ROOT, "check": True, "timeout": 120, "stdin": subprocess.DEVNULL, **popen}
        with tempfile.TemporaryFile() as report:
            given = (ROOT / "tests" / "each_command.py", asked, str(report.fileno()))
            subprocess.run([*below, sys.executable, *given], pass_fds=[report.fileno()], **popen)
            report.seek(0)
            return [Result(*result) for result in json.load(report)]

    return run


@pytest.fixture(scope="session")
def standard() -> Standard:
    """The embedded standard."""
    return load(ROOT / "data" / "standard.yaml")


@pytest.fixture
def shared() -> Path:
    """The folder with the source document and the published standards, beside the repository."""
    if not SHARED.is_dir():
        pytest.skip("the source material (../shared) is not here")
    return SHARED
