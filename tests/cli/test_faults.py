"""Whatever happens while `ksb` writes, each file is the old one or the new one.

Each test does one thing at the first call that touches a file, then at the second, and so on until the command runs to
its end undisturbed. Each run is a fork of this process, which has imported everything.
"""

from __future__ import annotations

import errno
import functools
import gc
import io
import os
import re
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest
from commands import built

from ksb.cli import app, main
from ksb.standard import Standard

pytestmark = pytest.mark.slow

each_command = pytest.importorskip("each_command", reason="needs a system that forks")
COMMANDS = built()

HEAD = "format: 1\ntitle: t\nksbs:\n  K1: Know\n  S1: Use\nduties:\n  - number: 1\n    title: "
FAULTY = f"{HEAD}Do  this\n    cites:\n      - K1: know.\n      - S1\n"
FIXED = f"{HEAD}Do this\n    cites:\n      - K1\n      - S1\n"
LATHE = "Lathe operator\n\nDuty 1: Turn\nK1: Know\nS1: Use\nB1: Be\n"
MILL = LATHE.replace("Lathe", "Mill")

CALLS = (
    *("access", "chmod", "close", "fchmod", "fchown", "fdopen", "fstat", "fsync", "getxattr", "listxattr", "lstat"),
    *("mkdir", "open", "readlink", "remove", "rename", "replace", "rmdir", "scandir", "setxattr", "stat", "unlink"),
)


@dataclass(frozen=True)
class Case:
    """A command that writes files, and what is there before."""

    arguments: tuple[str, ...]
    before: dict[str, str]


# A file that is changed, one that is overwritten, new files in a new folder.
CASES = {
    "fix": Case(("lint", "--fix", "standard.yaml"), {"standard.yaml": FAULTY}),
    "export": Case(
        ("export", "json", "--standard", "standard.yaml", "-o", "out.json"), {"standard.yaml": FIXED, "out.json": "old"}
    ),
    "import to a folder": Case(
        ("import", "lathe.txt", "mill.txt", "-o", "new/out/", "--force"), {"lathe.txt": LATHE, "mill.txt": MILL}
    ),
}

Strike = Callable[[str], None]
"""What happens at a call, given its name."""
Tree = dict[str, str]


@dataclass(frozen=True)
class Fault:
    """What happens, and when."""

    strike: Strike
    at: int
    """The number of the call that touches a file."""
    late: bool = False
    """Whether it happens after that call, not before."""
    writing: bool = False
    """Whether the calls are counted from where the temporary file is made, not from the start."""


@dataclass(frozen=True)
class Outcome:
    """How a run ended."""

    status: int
    """The exit code, or the signal that killed it as a negative number."""
    err: str
    struck: str
    """The call at which something happened; "" if the command ended before it."""


def tree(folder: Path) -> Tree:
    """Return the content of the files below a folder, and the folders with "/" for content."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") if path.is_file() else "/"
        for path in folder.rglob("*")
    }


def temporary(there: Tree) -> set[str]:
    return {path for path in there if path.rpartition("/")[2].startswith(".ksb-")}


class Place:
    """A folder in which a command runs again and again, each time from the same start."""

    def __init__(self, root: Path, case: Case) -> None:
        # Every fork would do it again.
        each_command.import_all()
        COMMANDS.get_command(None, case.arguments[0])
        self.folder, self.note, self.log = root / "work", root / "note", root / "log"
        self.case = case
        self.before = self.fresh()
        self.code = self.run().status
        self.after = tree(self.folder)
        assert self.code in (0, 1)
        assert self.after != self.before
        assert not temporary(self.after)

    def fresh(self) -> Tree:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        for name, content in self.case.before.items():
            (self.folder / name).write_text(content, encoding="utf-8")
        return tree(self.folder)

    def run(self, *arguments: str, fault: Fault | None = None) -> Outcome:
        """Run the command, or another, in a fork."""
        child = self.start(*arguments, fault=fault)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return Outcome(status, self.log.read_text(encoding="utf-8"), self.note.read_text(encoding="utf-8"))

    def start(self, *arguments: str, fault: Fault | None = None) -> int:
        self.note.write_text("", encoding="utf-8")
        child = os.fork()
        if not child:
            self._become(arguments or self.case.arguments, fault)
        return child

    def _become(self, arguments: tuple[str, ...], fault: Fault | None) -> NoReturn:
        """Turn this process into `ksb`."""
        gc.disable()  # It would copy all the memory that is shared with the parent.
        code = 99
        try:
            os.chdir(self.folder)
            log = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(log, 1)
            os.dup2(log, 2)
            sys.stdout, sys.stderr = os.fdopen(1, "w", closefd=False), os.fdopen(2, "w", closefd=False)
            sys.argv = ["ksb", *arguments]
            setattr(app, "app", COMMANDS)  # noqa: B010
            if fault:
                patch(fault, self.note)
            main()
        except SystemExit as exit_:
            code = int(exit_.code or 0)
        finally:
            os._exit(code)

    def points(self, strike: Strike, *, late: bool = False) -> Iterator[Outcome]:
        """Yield how the command ended, struck at each call in turn from where it makes the temporary file."""
        for at in range(1, 1000):
            self.fresh()
            outcome = self.run(fault=Fault(strike, at, late, writing=True))
            if not outcome.struck:
                assert outcome.status == self.code
                assert at > 5
                return
            yield outcome
        raise AssertionError("it never ends")

    def meanwhile(self, act: Callable[[], None]) -> Iterator[Outcome]:
        """Yield how the command ended when something happened while it was halted, before each call in turn."""
        for at in range(1, 1000):
            self.fresh()
            child = self.start(fault=Fault(halt, at))
            status = os.waitpid(child, os.WUNTRACED)[1]
            if not os.WIFSTOPPED(status):
                assert at > 5
                return
            struck = self.note.read_text(encoding="utf-8")
            try:
                act()
            finally:
                os.kill(child, signal.SIGCONT)
                status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            yield Outcome(status, self.log.read_text(encoding="utf-8"), f"{struck} ({at})")
        raise AssertionError("it never ends")

    def check(self) -> None:
        """Assert that each file is the old one or the new one, and that the next run does what the first should."""
        there = tree(self.folder)
        left = temporary(there)
        for path in (self.before.keys() | self.after.keys() | there.keys()) - left:
            assert there.get(path) in (self.before.get(path), self.after.get(path)), path
        if left:
            assert self.run().status in (self.code, 0)
            assert {path: text for path, text in tree(self.folder).items() if path not in left} == self.after


def patch(fault: Fault, note: Path) -> None:
    """Make a fault happen, and note the name of the call."""
    count = 0

    def wrapped(name: str, call: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        nonlocal count
        if count or not fault.writing or "/.ksb-" in str(arguments[0]):
            count += 1
        if count != fault.at or note.stat().st_size:
            return call(*arguments, **named)
        with note.open("w", encoding="utf-8") as struck:
            struck.write(name)
        if not fault.late:
            fault.strike(name)
            return call(*arguments, **named)
        try:
            return call(*arguments, **named)
        finally:
            fault.strike(name)

    for module, names in ((os, CALLS), (io, ("open",))):
        for name in names:
            setattr(module, name, functools.partial(wrapped, name, getattr(module, name)))


@pytest.fixture(params=CASES)
def place(request: pytest.FixtureRequest, tmp_path: Path, standard: Standard) -> Place:
    return Place(tmp_path, CASES[request.param])


@pytest.fixture
def fixing(tmp_path: Path, standard: Standard) -> Place:
    return Place(tmp_path, CASES["fix"])


def kill(name: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def halt(name: str) -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


def interrupt(name: str) -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_a_process_killed_at_a_call_leaves_the_old_file_or_the_new_one(place: Place) -> None:
    # Each call leaves what the next one would find.
    for outcome in place.points(kill, late=True):
        assert outcome.status == -signal.SIGKILL
        assert len(temporary(tree(place.folder))) <= 1
        place.check()


def test_ctrl_c_leaves_nothing_behind(place: Place) -> None:
    for outcome in place.points(interrupt, late=True):
        assert outcome.status in (128 + signal.SIGINT, place.code), outcome
        assert not temporary(tree(place.folder)), outcome
        place.check()


def test_a_full_disk_is_reported(place: Place) -> None:
    _fails(place, errno.ENOSPC)


def test_a_call_that_is_forbidden_is_reported(fixing: Place) -> None:
    _fails(fixing, errno.EACCES)


def _fails(place: Place, code: int) -> None:
    def fail(name: str) -> None:
        raise OSError(code, os.strerror(code))

    for outcome in place.points(fail):
        there = tree(place.folder)
        assert not temporary(there), outcome
        unread = f"can't be read: {os.strerror(code).lower()}\n" in outcome.err
        if outcome.status == 2 and unread:
            # One of the files to import; the others are imported.
            assert ": left out: " in outcome.err, outcome
        elif outcome.status == 2:
            assert re.search(
                f"can't (be written|be created|write the result): {os.strerror(code).lower()}\n", outcome.err
            ), outcome
            if len(place.after) == len(place.before):
                assert {path: there[path] for path in place.before} == place.before
        else:
            # After writing, lint reads the file again; that it can't be read is a finding.
            assert outcome.status == place.code or (outcome.status == 1 and unread), outcome
            assert {path: there[path] for path in place.after} == place.after, outcome
        place.check()


def _edit_in_place(file: Path) -> None:
    with file.open("a", encoding="utf-8") as stream:
        stream.write("# edited\n")


def _edit_by_renaming(file: Path) -> None:
    new = file.with_name("editor")
    new.write_text(file.read_text(encoding="utf-8") + "# edited\n", encoding="utf-8")
    new.replace(file)


@pytest.mark.parametrize("edit", [_edit_in_place, _edit_by_renaming])
def test_an_edit_is_kept_whether_the_file_is_fixed_or_not(edit: Callable[[Path], None], fixing: Place) -> None:
    file = fixing.folder / "standard.yaml"
    results = set()
    for outcome in fixing.meanwhile(lambda: edit(file)):
        if outcome.struck.startswith("replace"):
            continue  # The comparison is done, and the rename is next: the one moment at which an edit is lost.
        text = tree(fixing.folder)["standard.yaml"]
        results.add(text)
        if text == FAULTY + "# edited\n":
            assert outcome.status == 2, outcome
            assert "standard.yaml: changed since it was read; nothing was written" in outcome.err
        else:
            assert (outcome.status, text) == (0, FIXED + "# edited\n"), outcome
        assert set(tree(fixing.folder)) == {"standard.yaml"}
    assert results == {FIXED + "# edited\n", FAULTY + "# edited\n"}


def test_of_eight_fixes_at_once_each_is_done_or_reported(fixing: Place) -> None:
    whole = {FIXED, FAULTY.replace("Do  this", "Do this"), FAULTY.replace("K1: know.", "K1")}
    for _ in range(3):
        fixing.fresh()
        rules = ("KSB202", "KSB503") * 4
        running = [fixing.start("lint", "--fix", "standard.yaml", "--select", rule) for rule in rules]
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in running]
        assert 0 in codes
        assert set(codes) <= {0, 2}
        assert tree(fixing.folder).keys() == {"standard.yaml"}
        assert tree(fixing.folder)["standard.yaml"] in whole
