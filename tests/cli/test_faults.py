"""Whatever happens while `ksb` writes, each file is the old one or the new one, and nothing else stays behind.

Each test does one thing at the first call that touches a file, then again at the second, and so on until the command
runs to its end undisturbed. A fork of this process, which has imported all, is what makes that many runs affordable.
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
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pytest
from typer.main import get_command

from ksb.cli import app, claim, main, replace
from ksb.models import Standard

fcntl = pytest.importorskip("fcntl", reason="needs a system that forks")

# What the commands would import late, and each fork again.
pytest.importorskip("each_command").import_all()
COMMAND = get_command(app.app)
"""What Typer would make of it in each fork again."""

HEAD = "format: 1\ntitle: t\nksbs:\n  K1: Know\n  S1: Use\nduties:\n  - number: 1\n    title: "
FAULTY = f"{HEAD}Do  this\n    cites:\n      - K1: know.\n      - S1\n"
FIXED = f"{HEAD}Do this\n    cites:\n      - K1\n      - S1\n"
LATHE = "Lathe operator\n\nDuty 1: Turn\nK1: Know\nS1: Use\nB1: Be\n"
MILL = LATHE.replace("Lathe", "Mill")

CALLS = (
    *("access", "chmod", "close", "fstat", "fsync", "lstat", "mkdir", "open", "readlink", "remove", "rename"),
    *("replace", "rmdir", "scandir", "stat", "unlink"),
)
REMOVING = {"unlink", "remove", "rmdir"}


@dataclass(frozen=True)
class Case:
    """A command that writes files, and what is there before."""

    arguments: tuple[str, ...]
    before: dict[str, str]


CASES = {
    "fix": Case(("lint", "--fix", "standard.yaml"), {"standard.yaml": FAULTY}),
    "baseline": Case(
        ("lint", "standard.yaml", "--write-baseline", "baseline.json"),
        {"standard.yaml": FAULTY, "baseline.json": "old"},
    ),
    "export": Case(
        ("export", "json", "--standard", "standard.yaml", "-o", "out.json"),
        {"standard.yaml": FIXED, "out.json": "old"},
    ),
    "export anew": Case(("export", "json", "--standard", "standard.yaml", "-o", "out.json"), {"standard.yaml": FIXED}),
    "import": Case(("import", "lathe.txt", "-o", "out.yaml"), {"lathe.txt": LATHE, "out.yaml": "old"}),
    "import to a folder": Case(
        ("import", "lathe.txt", "mill.txt", "-o", "new/out/"), {"lathe.txt": LATHE, "mill.txt": MILL}
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
    """Whether the calls are counted from where the lock is made, not from the start."""


@dataclass(frozen=True)
class Outcome:
    """What a run came to."""

    status: int
    """The exit code, or what killed it, below 0."""
    err: str
    struck: str
    """The call at which something happened; "" where the command ended before."""


def tree(folder: Path) -> Tree:
    """Return the content of the files below a folder, and the folders with "/" for content."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") if path.is_file() else "/"
        for path in folder.rglob("*")
    }


def litter(there: Tree) -> set[str]:
    return {path for path in there if path.rpartition("/")[2].startswith(".")}


class Place:
    """A folder in which a command runs again and again, each time from the same start."""

    def __init__(self, root: Path, case: Case) -> None:
        self.folder, self.note, self.log = root / "work", root / "note", root / "log"
        self.case = case
        self.before = self.fresh()
        self.code = self.run().status
        self.after = tree(self.folder)
        assert self.code in (0, 1)
        assert self.after != self.before
        assert not litter(self.after)

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
        """Be `ksb`, and nothing of the tests any more."""
        gc.disable()  # It would touch, and so copy, all the memory that is shared with this process.
        code = 99
        try:
            os.chdir(self.folder)
            log = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(log, 1)
            os.dup2(log, 2)
            sys.stdout, sys.stderr = os.fdopen(1, "w", closefd=False), os.fdopen(2, "w", closefd=False)
            sys.argv = ["ksb", *arguments]
            setattr(app, "app", COMMAND)  # noqa: B010
            if fault:
                patch(fault, self.note)
            main()
        except SystemExit as exit_:
            code = int(exit_.code or 0)
        finally:
            os._exit(code)

    def points(self, strike: Strike, *, late: bool = False) -> Iterator[Outcome]:
        """Yield what the command came to, struck where it makes the lock, at the call after that, ... at the last."""
        for at in range(1, 1000):
            self.fresh()
            outcome = self.run(fault=Fault(strike, at, late, writing=True))
            if not outcome.struck:
                assert outcome.status == self.code
                assert at > 15
                return
            yield outcome
        raise AssertionError("it never ends")

    def meanwhile(self, act: Callable[[], None]) -> Iterator[Outcome]:
        """Yield what the command came to, where something happened while it was halted: before each call in turn."""
        for at in range(1, 1000):
            self.fresh()
            child = self.start(fault=Fault(halt, at))
            status = os.waitpid(child, os.WUNTRACED)[1]
            if not os.WIFSTOPPED(status):
                assert at > 15
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
        """See that each file is the old one or the new one, and that the next run removes what else there is."""
        there = tree(self.folder)
        left = litter(there)
        for path in (self.before.keys() | self.after.keys() | there.keys()) - left:
            assert there.get(path) in (self.before.get(path), self.after.get(path)), path
        if left:
            assert self.run().status in (self.code, 0)
            assert tree(self.folder) == self.after


def patch(fault: Fault, note: Path) -> None:
    """Have a fault happen, and the name of the call noted."""
    count = 0

    def wrapped(name: str, call: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        nonlocal count
        if count or not fault.writing or str(arguments[0]).endswith("-lock"):
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

    for module, names in ((os, CALLS), (io, ("open",)), (fcntl, ("flock",)), (replace, ("exchange",))):
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
    # Before it there is what the call before it left.
    for outcome in place.points(kill, late=True):
        assert outcome.status == -signal.SIGKILL
        place.check()


def test_ctrl_c_leaves_nothing_behind(place: Place) -> None:
    for outcome in place.points(interrupt, late=True):
        assert outcome.status in (128 + signal.SIGINT, place.code), outcome
        assert not litter(tree(place.folder)), outcome
        place.check()


def test_a_full_disk_is_told(place: Place) -> None:
    _fails(place, errno.ENOSPC)


@pytest.mark.parametrize("code", [errno.EIO, errno.EACCES], ids=errno.errorcode.get)
def test_a_call_that_fails_is_told(code: int, fixing: Place) -> None:
    _fails(fixing, code)


def _fails(place: Place, code: int) -> None:
    def fail(name: str) -> None:
        raise OSError(code, os.strerror(code))

    for outcome in place.points(fail):
        there = tree(place.folder)
        # Where removing failed, that is for the next run to do.
        assert not litter(there) or outcome.struck in REMOVING, outcome
        unread = f"can't be read: {os.strerror(code).lower()}\n" in outcome.err
        if outcome.status == 2 and unread:
            # One of the files to import; the others are imported.
            assert ": left out: " in outcome.err, outcome
        elif outcome.status == 2:
            assert re.search(f": can't be (written|made): {os.strerror(code).lower()}\n", outcome.err), outcome
            if len(place.after) == len(place.before):
                assert {path: there[path] for path in place.before} == place.before
        else:
            # What is left of the faults is looked for in the file as it was written; that it can't be read is one.
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
def test_an_edit_at_any_moment_is_kept_and_repaired(edit: Callable[[Path], None], fixing: Place) -> None:
    file = fixing.folder / "standard.yaml"
    for outcome in fixing.meanwhile(lambda: edit(file)):
        assert outcome.status == 0, outcome
        assert tree(fixing.folder) == {"standard.yaml": FIXED + "# edited\n"}, outcome


def test_an_edit_that_no_longer_is_a_standard_is_left_as_it_is(fixing: Place) -> None:
    file = fixing.folder / "standard.yaml"

    def spoil() -> None:
        file.write_text("title: [", encoding="utf-8")

    for outcome in fixing.meanwhile(spoil):
        assert outcome.status in (0, 1), outcome
        assert tree(fixing.folder) == {"standard.yaml": "title: ["}, outcome


@pytest.mark.parametrize("left", [(), (".standard.yaml.ksb-lock", ".standard.yaml.ksb-new")], ids=["clean", "left"])
def test_of_two_repairs_at_once_both_are_done(left: tuple[str, ...], tmp_path: Path, standard: Standard) -> None:
    before = {"standard.yaml": FAULTY, **dict.fromkeys(left, "")}
    one = Place(tmp_path, Case((*CASES["fix"].arguments, "--select", "KSB202"), before))
    others: list[int] = []

    def other() -> None:
        others.append(one.start("lint", "--fix", "standard.yaml", "--select", "KSB503"))
        time.sleep(0.03)

    for outcome in one.meanwhile(other):
        assert outcome.status == 0, outcome
        assert os.waitpid(others.pop(), 0)[1] == 0, outcome
        assert tree(one.folder) == {"standard.yaml": FIXED}, outcome


def test_of_eight_repairs_at_once_all_are_done(fixing: Place) -> None:
    for _ in range(5):
        fixing.fresh()
        rules = ("KSB202", "KSB503") * 4
        running = [fixing.start("lint", "--fix", "standard.yaml", "--select", rule) for rule in rules]
        assert [os.waitpid(child, 0)[1] for child in running] == [0] * 8
        assert tree(fixing.folder) == {"standard.yaml": FIXED}


def test_an_editor_that_saves_all_the_time_loses_nothing(fixing: Place) -> None:
    file = fixing.folder / "standard.yaml"
    for number in range(30):
        running = [fixing.start(), fixing.start()]
        time.sleep(0.002 * number)
        new = file.with_name("editor")
        new.write_text(f"{FAULTY}# {number}\n", encoding="utf-8")
        new.replace(file)
        assert [os.waitpid(child, 0)[1] for child in running] == [0, 0]
        assert tree(fixing.folder) in [{"standard.yaml": f"{text}# {number}\n"} for text in (FIXED, FAULTY)]


class Traced:
    """A command under strace, which counts and disturbs its system calls on some files."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.log = place.folder.with_name("trace")
        written = [place.folder / path for path in place.after if place.after[path] != place.before.get(path)]
        self.paths = {beside for file in written for beside in (file.parent, file, *claim.beside(file))}

    def run(self, calls: str = "%file,%desc", *options: str) -> int:
        self.place.fresh()
        child = self.place.start(fault=Fault(halt, 1))
        os.waitpid(child, os.WUNTRACED)
        watched = [option for path in self.paths for option in ("-P", str(path))]
        traced = ("strace", "-f", "-qq", "-o", str(self.log), "-e", f"trace={calls}", *watched, *options)
        with subprocess.Popen((*traced, "-p", str(child)), stderr=subprocess.DEVNULL) as tracer:
            while "TracerPid:\t0\n" in Path(f"/proc/{child}/status").read_text():
                if tracer.poll() is not None:
                    os.kill(child, signal.SIGKILL)
                    os.waitpid(child, 0)
                    pytest.skip("strace may not trace here")
                time.sleep(0.001)
            os.kill(child, signal.SIGCONT)
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def calls(self) -> list[tuple[str, int]]:
        """Return the system calls since an undisturbed run makes the lock: the name, and the how manieth of it."""
        assert self.run() == self.place.code
        seen: Counter[str] = Counter()
        calls: list[tuple[str, int]] = []
        for name, arguments in re.findall(r"^\d+ +(\w+)\((.*)", self.log.read_text(), re.MULTILINE):
            seen[name] += 1
            if calls or ".ksb-lock" in arguments:
                calls.append((name, seen[name]))
        assert len(calls) > 20
        return calls


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
def test_a_process_killed_at_a_system_call_leaves_the_old_file_or_the_new_one(fixing: Place) -> None:
    traced = Traced(fixing)
    for name, number in traced.calls():
        assert traced.run(name, "-e", f"inject={name}:signal=KILL:when={number}") == -signal.SIGKILL
        fixing.check()


@pytest.mark.skipif(not shutil.which("strace"), reason="needs strace")
@pytest.mark.parametrize("place", ["export"], indirect=True)
def test_a_system_call_that_fails_changes_nothing_or_all(place: Place) -> None:
    traced = Traced(place)
    for name, number in traced.calls():
        code = traced.run(name, "-e", f"inject={name}:error=EIO:when={number}")
        there = tree(place.folder)
        if code == 2:
            assert there == place.before, (name, number)
        else:
            assert code == 0
            assert {path: there[path] for path in place.after} == place.after, (name, number)
        place.check()
