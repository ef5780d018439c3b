"""Fixtures: ways to run `ksb`, the embedded standard, and the material outside the repository."""

from __future__ import annotations

import gc
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from commands import built
from hypothesis import settings

from ksb.cli import app, main
from ksb.reading import load
from ksb.standard import Standard

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

os.environ["KSB_PAGER"] = ""  # a pager would wait for a key
# Hypothesis fails an example that takes 200 ms, which any example does on a busy machine. The examples are
# the same each time, so that a change fails only for what it changed. The fuzzers look for new ones.
settings.register_profile("ksb", deadline=None, derandomize=True)
settings.load_profile("ksb")


LONGEST = {"test_readme.py", "test_integrations.py", "test_wheel.py"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the longest tests first, or at the end one process waits for another."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


def pytest_sessionfinish() -> None:
    """Search for garbage once: pytest does so five times, and Python once more at its exit."""
    gc.collect()
    gc.freeze()


@dataclass(frozen=True)
class Result:
    """The result of a run of `ksb`."""

    code: int
    out: str
    err: str


Ksb = Callable[..., Result]


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "KSB_STANDARD", "KSB_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="session")
def group() -> Any:
    """The commands of `ksb`, each built once."""
    return built()


@pytest.fixture
def ksb(group: Any, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Ksb:
    """Run `ksb` in this process, off a terminal."""
    monkeypatch.setattr(app, "app", group)

    def run(*arguments: str | Path, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["ksb", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as exit_:
            main()
        # `main` freezes all objects, and Hypothesis does not find what refers to one that is frozen.
        gc.unfreeze()
        sys.stdout.flush()
        captured = capfdbinary.readouterr()
        return Result(int(exit_.value.code or 0), captured.out.decode(), captured.err.decode())

    return run


class Parent:
    """A process with some environment, which forks a process for each command."""

    def __init__(self, below: Sequence[str], popen: Mapping[str, Any]) -> None:
        self.started_as = (below, popen)
        self.socket, theirs = socket.socketpair()
        with theirs:
            command = (*below, sys.executable, str(ROOT / "tests" / "each_command.py"), str(theirs.fileno()))
            self.process = subprocess.Popen(command, pass_fds=[theirs.fileno()], start_new_session=True, **popen)

    def run(self, timeout: float, **asked: Any) -> list[Result]:
        self.socket.settimeout(timeout)
        with self.socket.makefile("rw", encoding="utf-8") as lines:
            lines.write(json.dumps(asked) + "\n")
            lines.flush()
            return [Result(*result) for result in json.loads(lines.readline())]

    def end(self) -> None:
        self.socket.close()
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


Processes = Callable[..., list[Result]]


def surroundings(**changed: str) -> dict[str, str]:
    """Return the environment without what changes the output of `ksb`, but for what is `changed`."""
    names = ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "KSB_STANDARD", "TERM", "PYTHONIOENCODING", "GITHUB_ACTIONS")
    hidden = (*names, "PYTEST_CURRENT_TEST")
    return {name: value for name, value in os.environ.items() if name not in hidden} | changed


MOST_PARENTS = 4


@pytest.fixture(scope="session")
def parents() -> Iterator[list[Parent]]:
    """The parents used last, kept for commands that can use the same: importing all of `ksb` takes most of the time."""
    started: list[Parent] = []
    yield started
    for parent in started:
        parent.end()


@pytest.fixture
def processes(parents: list[Parent]) -> Processes:
    """Run each command in a process of its own, whose parent is started with the arguments `popen`.

    Output to the streams in `captured` is returned, decoded as Latin-1 to keep the bytes. With `columns` those
    streams are a terminal of that width. Those in `full` go to a full disk, those in `closed` are closed, and those in
    `unread` go to a pipe whose reader is gone. `below` is a command that starts another command. `variables` of the
    environment are set, or with None removed, in the processes of the commands; those that Python or a library reads
    when it starts belong into `env`, which is otherwise plain. `limits` are limits of the module `resource` for each
    command. All commands must end within `timeout` seconds.
    """
    if os.name == "nt":
        pytest.skip("needs to fork")

    def run(
        commands: Sequence[str | Sequence[str]],
        *,
        captured: Sequence[int] = (1, 2),
        columns: int | None = None,
        full: Sequence[int] = (),
        closed: Sequence[int] = (),
        unread: Sequence[int] = (),
        cwd: Path = ROOT,
        below: Sequence[str] = (),
        variables: Mapping[str, str | None] | None = None,
        limits: Mapping[str, int] | None = None,
        timeout: float = 120,
        **popen: Any,
    ) -> list[Result]:
        popen = {"stdin": subprocess.DEVNULL, "env": surroundings(), **popen}
        parent = next((one for one in parents if one.started_as == (below, popen)), None)
        if parent:
            parents.remove(parent)
        elif len(parents) == MOST_PARENTS:
            parents.pop(0).end()
        parents.append(parent or Parent(below, popen))
        return parents[-1].run(
            timeout,
            commands=[command.split() if isinstance(command, str) else list(command) for command in commands],
            captured=captured,
            columns=columns,
            full=full,
            closed=closed,
            unread=unread,
            variables=variables or {},
            limits=limits or {},
            cwd=str(cwd),
        )

    return run


Office = Callable[..., list[Path]]


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Open files with LibreOffice, which works out their formulas, and save them in another format."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        pytest.skip("LibreOffice is not installed")
    profile = tmp_path_factory.mktemp("profile")

    def convert(to: str, *files: Path, options: Sequence[str] = ()) -> list[Path]:
        folder = files[0].parent / "converted"
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", *options, "--convert-to", to]
        subprocess.run([*command, "--outdir", folder, *files], check=True, capture_output=True, timeout=180)
        return [folder / f"{file.stem}.{to}" for file in files]

    return convert


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
