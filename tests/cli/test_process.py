"""`ksb` as a process: pipes, faults of its own, completion, what it imports."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import ksb.cli.lookup
from ksb.cli import _correct as correct
from ksb.cli import main
from ksb.cli.app import PLACES

if TYPE_CHECKING:
    from conftest import Ksb

ROOT = Path(__file__).parents[2]
KSB_PROGRAM = Path(sys.executable).with_name("ksb")
KSB = (sys.executable, "-m", "ksb")


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR", "KSB_STANDARD")}
    return subprocess.run(
        command, cwd=ROOT, env={**plain, **environment}, capture_output=True, check=False, encoding="utf-8"
    )


def test_ctrl_c_that_a_library_turns_into_another_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def wrapping(*_: object) -> None:
        try:
            signal.raise_signal(signal.SIGINT)
        except SystemExit:
            raise TypeError("expected something else") from None

    monkeypatch.setattr(ksb.cli.lookup, "resolve", wrapping)
    monkeypatch.setattr(sys, "argv", ["ksb", "show", "K1"])
    with pytest.raises(SystemExit) as exit_:
        main()
    assert (exit_.value.code, capsys.readouterr().err) == (130, "")


@pytest.mark.parametrize("value", ["9" * 20, "abc", "-1", "0", ""])
def test_odd_sizes_of_the_terminal_are_removed(value: str) -> None:
    environment = {**dict.fromkeys(("COLUMNS", "TERMINAL_WIDTH", "LINES"), value), "PAGER": value}
    correct(environment)
    assert environment == {"PAGER": value, "PYDANTIC_DISABLE_PLUGINS": "__all__"}


# Rich and Typer read some of these when they are imported, but after `ksb` has removed them all.
@pytest.mark.slow
def test_odd_sizes_of_the_terminal(ksb: Ksb) -> None:
    shown = run(*KSB, "lint", **dict.fromkeys(("COLUMNS", "TERMINAL_WIDTH", "LINES"), "9" * 20))
    assert (shown.returncode, shown.stdout) == (1, ksb("lint").out)


@pytest.mark.slow
def test_python_oo_which_removes_docstrings() -> None:
    helped = run(*KSB, "--help", PYTHONOPTIMIZE="2")
    assert (helped.returncode, helped.stderr, helped.stdout[:11]) == (0, "", "Usage: ksb ")
    done = run(*KSB, "rule", "KSB201", PYTHONOPTIMIZE="2")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: python -OO removes the documentation of the rules\n")


@pytest.mark.slow
def test_an_incomplete_completion_request() -> None:
    done = run(*KSB, _KSB_COMPLETE="complete_bash")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split()[0] == "show"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("lint --jobs x", r"Invalid value for '--jobs' / '-j': ('x' is not|must be) a valid integer( range)?\.?"),
        ("lint --fail-on x", r"Invalid value for '--fail-on': 'x' is not one of 'error', 'warning', 'info', 'never'\."),
        (
            "lint --jobs 0",
            r"Invalid value for '--jobs' / '-j': (0 is not in the range x>=1\.|must be greater than .* 1)",
        ),
    ],
)
def test_a_wrong_value_has_the_same_message_with_every_typer(call: str, message: str, ksb: Ksb) -> None:
    result = ksb(*call.split())
    assert (result.code, result.out) == (2, "")
    assert re.fullmatch(f"error: {message}\nhint: ksb \\w+ --help\n", result.err)


def test_a_fault_in_ksb_itself(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("one\ntwo")

    monkeypatch.setattr(ksb.cli.lookup, "resolve", broken)
    monkeypatch.setattr(sys, "argv", ["ksb", "show", "K1"])
    with pytest.raises(SystemExit) as exit_:
        main()
    assert exit_.value.code == 3
    assert capsys.readouterr().err == (
        "error: a fault in ksb itself, RuntimeError: one two\n"
        "hint: please report it with the command you ran; KSB_DEBUG=1 shows where it happened\n"
    )
    monkeypatch.setenv("KSB_DEBUG", "1")
    with pytest.raises(RuntimeError):
        main()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ksb show K4", ["K4", "K40", "K41", "K42", "K43", "K44", "K45"]),
        ("ksb show b", ["b1", "b2", "b3", "b4", "b5", "b6"]),
        ("ksb show D1", ["D1", "D10", "D13", "D11", "D12"]),
        ("ksb show o", ["o1", "o2"]),
        ("ksb show K18,K4", ["K18,K4", *(f"K18,K4{n}" for n in range(6))]),
        ("ksb duties --option ", ["1", "2"]),
        ("ksb list --pathway ", ["1", "2"]),
        ("ksb search x --kind T", ["TK", "TS"]),
        ("ksb duties --cites S4", ["S4", "S40", "S41", "S42", "S43", "S44", "S45", "S46"]),
        ("ksb list --duty 1", ["1", "10", "13", "11", "12"]),
        ("ksb lint --select KSB30", ["KSB301", "KSB302", "KSB303", "KSB304", "KSB305"]),
        ("ksb lint --select KSB1,KSB30", [f"KSB1,KSB30{n}" for n in range(1, 6)]),
        ("ksb show --standard none.yaml K", []),
        ("ksb show --standard - K", []),
        ("ksb show --standard /dev/tty K", []),
    ],
)
def test_completion(line: str, expected: list[str], ksb: Ksb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_KSB_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(line.count(" ")))
    result = ksb()
    assert (result.code, result.out.split(), result.err) == (0, expected, "")


@pytest.mark.parametrize("environment", [{"KSB_STANDARD": "-"}, {"KSB_STANDARD": "pipe"}])
@pytest.mark.slow
def test_completion_never_waits(environment: dict[str, str], tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("needs a named pipe")
    os.mkfifo(tmp_path / "pipe")
    reading, writing = os.pipe()
    try:
        done = subprocess.run(
            [sys.executable, "-c", "from ksb.cli import main; main()"],
            cwd=tmp_path,
            env={
                **os.environ,
                **environment,
                "_KSB_COMPLETE": "complete_bash",
                "COMP_WORDS": "ksb show K",
                "COMP_CWORD": "2",
            },
            stdin=reading,
            capture_output=True,
            timeout=60,
            check=False,
        )
    finally:
        os.close(reading)
        os.close(writing)
    assert (done.stdout.split(), done.stderr) == ([], b"")


HEAVY = {"ksb.importers", "ksb.linter.rules", "ksb.evidence.codes", "openpyxl", "docx", "bs4"}


@pytest.mark.parametrize("call", ["show K18", "schema", "export text", "diff data/standard.yaml data/standard.yaml"])
def test_only_what_a_command_needs_is_imported(call: str) -> None:
    code = (
        f"import sys; sys.argv[1:] = {call.split()}\nfrom ksb.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    )
    code += "print(*sys.modules, file=sys.stderr)"
    loaded = set(run(sys.executable, "-c", code).stderr.split())
    module = PLACES[call.split()[0]]
    assert module in loaded
    assert not loaded & ({*PLACES.values(), *HEAVY} - {module})


def test_python_m_imports_nothing_from_the_current_folder(tmp_path: Path) -> None:
    for name in ("yaml", "typer", "pydantic", "rich", "rapidfuzz"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported from the current folder')", encoding="utf-8")
    done = subprocess.run([*KSB, "show", "K18"], cwd=tmp_path, capture_output=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stderr, done.stdout[:3]) == (0, "", "K18")


# One of each kind: results, results with exit code 1, no result, an error of `ksb`, an error of Typer, help. More
# commands in more surroundings are in test_terminal.py, but there Python has started and does not end.
CODES = {"show K18": 0, "lint": 1, "search nowhere": 1, "show K99": 2, "nonsense": 2, "--help": 0, "--version": 0}
UNWRITTEN = {**CODES, "show K18": 2, "lint": 2, "--help": 2, "--version": 2}
FEW = ("show K18", "show K99")
REDIRECTED = {
    **dict.fromkeys(("2>/dev/full", "2>&-", "<&-"), CODES),
    **dict.fromkeys((">/dev/full", ">/dev/full 2>/dev/full", ">&-", ">&- 2>&-"), UNWRITTEN),
}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    ("redirected", "commands", "unbuffered"),
    [
        *((it, CODES if it in (">/dev/full", "2>&-") else FEW, "") for it in REDIRECTED),
        # Nothing is buffered for a stream that is closed.
        *((it, FEW, "PYTHONUNBUFFERED=1") for it in REDIRECTED if "full" in it),
    ],
)
def test_exit_codes_whatever_the_streams(redirected: str, commands: Iterable[str], unbuffered: str) -> None:
    bare = f"env -i HOME=/ PATH=/usr/bin:/bin LANG=C.UTF-8 {unbuffered} '{KSB_PROGRAM}'"
    lines = [f"{bare} {command} {redirected}; echo $? >&3" for command in commands]
    done = run("bash", "-c", "exec 3>&1 >/dev/null 2>&1; " + "\n".join(lines))
    assert list(map(int, done.stdout.split())) == [REDIRECTED[redirected][command] for command in commands]


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.slow
def test_a_current_folder_that_was_removed(tmp_path: Path) -> None:
    done = run(
        "bash", "-c", f"mkdir '{tmp_path}/gone'; cd '{tmp_path}/gone'; rmdir '{tmp_path}/gone'; '{KSB_PROGRAM}' info"
    )
    assert done.returncode == 0, done.stderr
    assert "(part of ksb)" in done.stdout
