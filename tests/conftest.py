"""What the tests share: a way to run `ksb`, small standards, and the material outside the repository."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ksb.cli import main
from ksb.load import load
from ksb.models import Standard

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True)
class Result:
    """What a run of `ksb` came to."""

    code: int
    out: str
    err: str


Ksb = Callable[..., Result]


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "KSB_STANDARD", "KSB_DEBUG"):
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
