"""`ksb` on the terminals, disks and machines that people have: every command in every one of them."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import surroundings
from rich.cells import cell_len

if TYPE_CHECKING:
    from conftest import Processes, Result

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="needs the terminals and devices of Linux"),
]

ROOT = Path(__file__).parents[2]
LOOK_UPS = {
    "show K1 K18 B6 D6": 0,
    "duties": 0,
    "duties --option 2": 0,
    "list --kind B": 0,
    "options": 0,
    "search copyright": 0,
    "matrix": 0,
    "info": 0,
}
TEXTS = {**LOOK_UPS, "lint": 1, "lint --statistics": 1, "rule": 0, "rule KSB203": 0, "diff standard.yaml new.yaml": 0}
DATA = {
    "show K1 --format json": 0,
    "search rights --format json": 0,
    **{f"lint --format {name}": 1 for name in ("concise", "json", "github", "gitlab", "sarif", "junit", "markdown")},
    "lint --statistics --format json": 1,
    "lint --diff": 1,
    "rule --format markdown": 0,
    **{f"export {name}": 0 for name in ("json", "text", "yaml", "markdown", "csv", "case", "moodle", "xlsx")},
    "export csv --table matrix": 0,
    "diff standard.yaml new.yaml --format markdown": 0,
    "import document.txt": 0,
    "schema": 0,
}
HELP = {
    "--help": 0,
    "--version": 0,
    **{
        f"{name} --help": 0
        for name in (
            *("show", "duties", "list", "options", "search", "matrix", "info"),
            *("lint", "rule", "diff", "import", "export", "schema"),
        )
    },
}
BAD = {
    "": 2,
    "show": 2,
    "show K99": 2,
    "nonsense": 2,
    "duties --option x": 2,
    "info --standard none.yaml": 2,
    "lint --format nonsense": 2,
    "import missing.txt": 2,
    "search nowhere-to-be-found": 1,
}
WRITING = {**TEXTS, **DATA, "--help": 0}
ALL = {**WRITING, **BAD}
"""Every command, with its exit code."""
FEW = {
    command: ALL[command]
    for command in (
        "show K99",
        "info",
        "matrix",
        "lint",
        "export csv",
        "export xlsx",
        "import document.txt",
        "--help",
        "show",
        "nonsense",
        "search nowhere-to-be-found",
    )
}
"""Some of every kind, where all would take too long."""
WORD = re.compile(r"[^\W_]+")
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the commands read."""
    made = tmp_path_factory.mktemp("folder")
    text = (ROOT / "data" / "standard.yaml").read_text(encoding="utf-8")
    (made / "standard.yaml").write_text(text, encoding="utf-8")
    (made / "new.yaml").write_text(text.replace("Flexibility", "Suppleness"), encoding="utf-8")
    (made / "document.txt").write_text(
        "Editor\nDuty 1: Edit\nK1: Know \u2019how\u2019\nS1: Cut\nB1: Care\n", encoding="utf-8"
    )
    document = "format: 1\ntitle: t\nksbs: {K1: Know \u2019how\u2019}\nduties: []\n"
    (made / "document.yaml").write_text(document, encoding="utf-8")
    return made


def codes(results: list[Result], commands: Iterable[str]) -> dict[str, int]:
    return {command: result.code for command, result in zip(commands, results, strict=True)}


def shown(result: Result, encoding: str = "utf-8") -> str:
    """Return what was shown, and fail where it is not in the encoding."""
    return result.out.encode("latin-1").decode(encoding).replace("\r\n", "\n")


def words(text: str) -> Counter[str]:
    """Return the words of ordinary length, and how often each stands there."""
    return Counter(word for word in WORD.findall(text) if len(word) <= 8)


@pytest.mark.parametrize(
    ("commands", "widths", "off"),
    # Typer squeezes the columns of its help until words break, and cuts words off a terminal too.
    [(TEXTS, [20, 400], None), (HELP, [400], 1000)],
    ids=["results", "help"],
)
def test_no_line_is_wider_than_the_terminal_and_nothing_is_lost(
    commands: dict[str, int], widths: list[int], off: int | None, folder: Path, processes: Processes
) -> None:
    piped = processes(list(commands), captured=[1], columns=off, cwd=folder)
    for columns in widths:
        there = processes(list(commands), captured=[1], columns=columns, cwd=folder)
        for command, one, other in zip(commands, there, piped, strict=True):
            text = ESCAPE.sub("", shown(one))
            assert max(map(cell_len, text.split("\n"))) <= columns, command
            if columns == 400 or command != "lint":  # its excerpts are cut
                assert not words(ESCAPE.sub("", shown(other))) - words(text), command


def test_errors_hints_and_notes_are_wrapped_on_a_terminal_only(folder: Path, processes: Processes) -> None:
    long = "x" * 90 + ".yaml"
    calls = ["list --kind nothing", f"info --standard {long}", "duties --option 2 --output o.txt", "rule -o r.txt"]
    there = processes(calls, columns=80, cwd=folder)
    piped = processes(calls, cwd=folder)
    for one, other in zip(there, piped, strict=True):
        text = ESCAPE.sub("", (one.out + one.err).encode("latin-1").decode()).replace("\r\n", "\n")
        said = (other.out + other.err).encode("latin-1").decode()
        assert text.split() == said.split()
        assert all(len(line) <= 80 for line in text.splitlines() if long not in line)
    assert max(map(len, (piped[0].out + piped[0].err).splitlines())) > 80


def test_a_terminal_that_knows_no_escapes(folder: Path, processes: Processes) -> None:
    commands = {**TEXTS, **FEW}
    results = processes(list(commands), columns=80, cwd=folder, variables={"TERM": "dumb"})
    assert codes(results, commands) == {**commands, "export xlsx": 2}  # which is not for a terminal
    assert not [command for command, result in zip(commands, results, strict=True) if "\x1b" in result.out]


def test_a_terminal_that_knows_them(folder: Path, processes: Processes) -> None:
    commands = list(LOOK_UPS)
    variables = {"TERM": "xterm"}
    for result in processes(commands, captured=[1], columns=80, cwd=folder, variables=variables):
        assert ESCAPE.search(result.out)
        assert "\x1b" not in ESCAPE.sub("", result.out)


MARK = "sed s/^/P:/"
"""A pager that marks each line."""


def paged(processes: Processes, folder: Path, *commands: str, **variables: str | None) -> list[bool]:
    """Return for each command whether a pager showed all that it wrote, on a terminal of 80 columns and 50 rows."""
    results = processes(list(commands), captured=[1], columns=80, cwd=folder, variables=variables)
    marked = [[line.startswith("P:") for line in shown(result).splitlines()] for result in results]
    assert all(len(set(lines)) == 1 for lines in marked)
    return [lines[0] for lines in marked]


def test_output_longer_than_the_screen_goes_through_the_pager(folder: Path, processes: Processes) -> None:
    commands = ("list", "lint", "list --format json", "export yaml", "show K1", "info", "--no-pager list")
    assert paged(processes, folder, *commands, KSB_PAGER=MARK) == [True] * 4 + [False] * 3


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"KSB_PAGER": None, "PAGER": MARK}, True),
        ({"KSB_PAGER": MARK, "PAGER": "cat"}, True),
        ({"KSB_PAGER": "", "PAGER": MARK}, False),
        ({"KSB_PAGER": None, "PAGER": ""}, False),
        ({"KSB_PAGER": "no-such-pager", "PAGER": MARK}, False),
        ({"KSB_PAGER": "sed 's/^/P:/"}, False),
        ({"KSB_PAGER": "sed 's/^/P:/'"}, True),
        ({"KSB_PAGER": MARK, "TERM": "dumb"}, False),
    ],
    ids=str,
)
def test_which_pager(variables: dict[str, str | None], expected: bool, folder: Path, processes: Processes) -> None:
    assert paged(processes, folder, "list", **variables) == [expected]


def test_nothing_is_paged_off_a_terminal(folder: Path, processes: Processes) -> None:
    variables = {"KSB_PAGER": MARK}
    [result] = processes(["list"], cwd=folder, variables=variables)
    assert result.out.startswith("Knowledge\n")
    command = "list --output /dev/stdout"
    [result] = processes([command], captured=[1], columns=80, cwd=folder, variables=variables)
    assert result.out.startswith("Knowledge\r\n")


def test_a_pager_that_is_closed_early_is_no_error(folder: Path, processes: Processes) -> None:
    commands = {"list": 0, "lint": 1, "export json": 0}
    variables = {"KSB_PAGER": "head -n 1"}
    results = processes(list(commands), columns=80, cwd=folder, variables=variables)
    assert codes(results, commands) == commands
    assert [result.out.count("\n") for result in results] == [1, 2, 1]  # lint also gives a hint, on standard error


def test_a_reader_that_leaves_early_is_no_error(folder: Path, processes: Processes) -> None:
    commands = {command: ALL[command] for command in FEW if command in WRITING}
    results = processes(list(commands), captured=[2], unread=[1], cwd=folder)
    assert codes(results, commands) == commands
    complete = processes(list(commands), cwd=folder)
    assert [result.err for result in results] == [result.err for result in complete]


def test_a_full_disk_below_standard_output(folder: Path, processes: Processes) -> None:
    commands = {**TEXTS, **FEW}
    results = processes(list(commands), captured=[2], full=[1], cwd=folder)
    assert codes(results, commands) == {command: commands[command] if command in BAD else 2 for command in commands}
    for command, result in zip(commands, results, strict=True):
        assert command in BAD or "error: can't write the result: no space left on device\n" in result.err, command


def test_a_full_disk_below_standard_error(folder: Path, processes: Processes) -> None:
    results = processes(list(FEW), captured=[1], full=[2], cwd=folder)
    assert codes(results, FEW) == FEW


def test_a_full_disk_below_the_file(folder: Path, processes: Processes) -> None:
    commands = [f"{command} --output /dev/full" for command in [*TEXTS, *DATA]]
    for result in processes(commands, cwd=folder):
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith("error: /dev/full: can't be written: no space left on device")


@pytest.mark.parametrize("home", [None, "", "/nowhere", "/proc"], ids=["unset", "empty", "nowhere", "read-only"])
def test_no_home_folder(home: str | None, folder: Path, processes: Processes) -> None:
    commands = ["info", "lint", "rule", "export json", "--help"]
    variables = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), home)
    results = processes(commands, cwd=folder, variables=variables)
    assert codes(results, commands) == {command: ALL[command] for command in commands}


@pytest.mark.parametrize("closed", [(1,), (2,), (0, 1, 2)], ids=str)
def test_closed_streams(closed: tuple[int, ...], folder: Path, processes: Processes) -> None:
    captured = [stream for stream in (1, 2) if stream not in closed]
    results = processes(list(FEW), captured=captured, cwd=folder, closed=closed)
    unwritten = {command: 2 for command in FEW if 1 in closed and command in WRITING}
    assert codes(results, FEW) == {**FEW, **unwritten}
    assert not [result.err for result in results if "fault in ksb" in result.err or "Traceback" in result.err]


@pytest.mark.parametrize(
    ("command", "closed", "error"),
    [
        ("show K1", 1, "error: can't write the result: standard output is closed\n"),
        ("show K1 --standard -", 0, "error: <stdin>: can't be read: standard input is closed\n"),
    ],
)
def test_a_stream_that_is_needed_and_closed(
    command: str, closed: int, error: str, folder: Path, processes: Processes
) -> None:
    [result] = processes([command], captured=[2], closed=[closed], cwd=folder)
    assert (result.code, result.err) == (2, error)


# The parents of the processes above serve no test below.


@pytest.mark.parametrize(
    ("encoding", "changed"),
    [
        ("ascii", {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
        ("ascii", {"PYTHONIOENCODING": "ascii"}),
        ("cp1252", {"PYTHONIOENCODING": "cp1252"}),
    ],
    ids=["LANG=C", "PYTHONIOENCODING=ascii", "cp1252"],
)
def test_a_terminal_without_utf_8(encoding: str, changed: dict[str, str], folder: Path, processes: Processes) -> None:
    commands = {**TEXTS, **FEW} if "LANG" in changed else FEW if encoding == "ascii" else ALL
    results = processes(list(commands), cwd=folder, env=surroundings(**changed))
    assert codes(results, commands) == commands
    for command, result in zip(commands, results, strict=True):
        assert result.err.encode("latin-1").decode(encoding) is not None
        assert (
            shown(result, "latin-1" if command == "export xlsx" else "utf-8" if command in DATA else encoding)
            or command in BAD
        )
    [matrix] = (result for command, result in zip(commands, results, strict=True) if command == "matrix")
    assert " x " in matrix.out
    [info] = processes(["show K1 --standard document.yaml"], cwd=folder, env=surroundings(**changed))
    assert ("\u2019how\u2019" if encoding == "cp1252" else "'how'") in shown(info, encoding)


def test_a_read_only_folder(folder: Path, processes: Processes) -> None:
    below: tuple[str, ...] = ()
    if os.geteuid() == 0:  # the superuser may write anywhere, unless that is taken away
        below = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
        if not shutil.which("setpriv"):
            pytest.skip("needs setpriv where the tests run as the superuser")
    before = sorted(folder.iterdir())
    folder.chmod(0o555)
    commands = {
        **FEW,
        "export json --output out.json": 2,
        "lint --format json:out.json": 2,
        "lint --fix standard.yaml": 2,
        "lint --write-baseline out.json": 2,
        "diff standard.yaml new.yaml --renumber out.csv": 2,
        "import document.txt --output out/": 2,
    }
    results = processes(list(commands), cwd=folder, env=surroundings(HOME=str(folder)), below=below)
    folder.chmod(0o755)
    assert codes(results, commands) == commands
    assert "error: out.json: can't be written: permission denied\n" in results[len(FEW)].err
    assert sorted(folder.iterdir()) == before
