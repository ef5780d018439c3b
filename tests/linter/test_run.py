"""Many files: in order, in several processes, and stopped by Ctrl-C."""

from __future__ import annotations

import inspect
import json
import os
import signal
import subprocess
import sys
import time
from multiprocessing import Process, active_children, get_start_method
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ksb import lint, settings
from ksb.cli import main
from ksb.errors import KsbError
from ksb.linter import pool, unused
from ksb.linter.checked import CheckedFile
from ksb.linter.choice import Choice
from ksb.linter.config import Settings
from ksb.linter.files import files
from ksb.linter.runner import Run

if TYPE_CHECKING:
    from conftest import Ksb


KSB = (sys.executable, "-m", "ksb")
TEXT = "format: 1\ntitle: t\nksbs: {K1: Know, K3: Know of %d}\nduties: [{number: 1, title: t, cites: [K1]}]\n"
FILES = 60
"""Enough for three processes."""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """Files: one is broken, one is not a standard, one is empty and one can't be read."""
    folder = tmp_path / "catalogue"
    for i in range(FILES):
        file = folder / f"part-{i % 3}" / f"{i:03}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEXT % i)
    (folder / "part-0" / "003.yaml").write_bytes(b"title: \xff")
    (folder / "part-1" / "004.yaml").write_text("title: [")
    (folder / "part-2" / "005.yaml").write_text("")
    (folder / "part-2" / "008.yaml").unlink()
    (folder / "part-2" / "008.yaml").symlink_to("nowhere")
    return folder


def test_a_broken_file_among_many_is_a_finding(ksb: Ksb, catalogue: Path) -> None:
    result = ksb("lint", catalogue, "--format", "json", "--jobs", "1")
    report = json.loads(result.out)
    assert result.code == 1
    assert len(report["files"]) == FILES
    broken = [finding["file"][-8:] for finding in report["findings"] if finding["code"] == "KSB001"]
    assert broken == ["003.yaml", "004.yaml", "005.yaml", "008.yaml"]
    assert [finding["code"] for finding in report["findings"]].count("KSB301") == FILES - 4


def test_however_many_processes_the_output_is_the_same(catalogue: Path, ksb: Ksb) -> None:
    def out(jobs: int) -> str:
        return ksb("lint", "--jobs", str(jobs), catalogue).out

    one = out(1)
    assert one.count("KSB301") >= FILES - 4
    assert out(2) == out(3) == one


def test_an_invalid_configuration_is_an_error(ksb: Ksb, catalogue: Path) -> None:
    (catalogue / "ksb.toml").write_text("[lint]\nselect = ['KSB999']\n")
    for jobs in ("1", "2"):
        result = ksb("lint", catalogue, "--jobs", jobs)
        assert (result.code, result.out) == (2, "")
        assert "there is no rule 'KSB999'" in result.err


def test_each_file_has_a_result_in_order(catalogue: Path) -> None:
    run = Run([str(catalogue)], Choice(), jobs=2)
    results = list(run.check())
    assert [result.name for result in results] == list(run.files)
    assert [Path(result.name).name[:3] for result in results if not result.readable] == ["003", "004", "005", "008"]


def test_several_formats_are_written_in_one_pass(ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(TEXT % 1)
    (tmp_path / "b.yaml").write_text("title: [")
    formats = ("text", "concise", "json", "github", "gitlab", "sarif", "junit", "markdown")
    options = [option for name in formats for option in ("--format", f"{name}:{tmp_path / name}")]
    assert ksb("lint", tmp_path, *options).code == 1
    for name in formats:
        alone = ksb("lint", tmp_path, "--format", name).out
        assert (tmp_path / name).read_text(encoding="utf-8") == alone


@pytest.mark.slow
def test_a_reader_that_leaves_early_keeps_no_other_report_from_being_whole(catalogue: Path, tmp_path: Path) -> None:
    command = (*KSB, "lint", "--format", "text", "--format", f"json:{tmp_path / 'out.json'}", str(catalogue))
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert (process.stderr.read(), process.wait(60)) == (b"", 1)
    assert len(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["files"]) == FILES


def test_a_folder_that_can_not_be_looked_into_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.yaml").write_text(TEXT % 1)
    scandir = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert [Path(file).name for file in files(str(tmp_path))] == ["a.yaml", "closed"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(TEXT % 1)
    os.mkfifo(tmp_path / "b.yaml")
    assert [Path(file).name for file in files(str(tmp_path))] == ["a.yaml"]


def test_a_link_with_too_long_a_name_is_a_finding(ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(TEXT % 1)
    (tmp_path / "b.yml").symlink_to("x" * 300)
    out = ksb("lint", tmp_path, "--format", "json").out
    assert [Path(it["file"]).name for it in json.loads(out)["findings"] if it["code"] == "KSB001"] == ["b.yml"]


def test_folders_are_walked_however_deep(ksb: Ksb, tmp_path: Path) -> None:
    folder = tmp_path
    for name in ("b", "a"):
        (tmp_path / f"{name}.yaml").write_text(TEXT % 1)
    for _ in range(200):
        folder /= "d"
        folder.mkdir()
        (folder / "z.yaml").write_text(TEXT % 1)
    (tmp_path / "ksb.toml").write_text('[lint.per-file-ignores]\n"c*.yaml" = ["KSB3"]\n')
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 100)
    try:
        found = list(files(str(tmp_path)))
    finally:
        sys.setrecursionlimit(limit)
    assert len(found) == 202
    assert [os.path.relpath(file, tmp_path) for file in found[:4]] == ["a.yaml", "b.yaml", "d/z.yaml", "d/d/z.yaml"]
    out = ksb("lint", tmp_path / "a.yaml", "--select", "KSB009,KSB3", "--format", "concise").out
    assert out.endswith("KSB009 per-file-ignores of 'c*.yaml': KSB3 silences nothing; remove it\n")


def test_a_configuration_is_read_once_for_all_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ksb.toml").write_text('[lint]\nignore = ["KSB3"]\n')
    asked: list[Path] = []

    def reading(file: Path) -> dict[str, Any]:
        asked.append(file)
        return read(file)

    read = settings.read
    monkeypatch.setattr(settings, "read", reading)
    settings_for = Choice().finder()
    assert len({id(settings_for(str(tmp_path / str(i) / "a.yaml"))) for i in range(10)}) == 1
    assert asked.count(tmp_path / "ksb.toml") == 1


def test_an_entry_is_not_called_unused_where_there_is_too_much_to_look_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ksb.toml").write_text('[lint.per-file-ignores]\n"c*.yaml" = ["KSB3"]\n')
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(TEXT % 1)

    def count(path: Path) -> int:
        return [finding.code for finding in lint(path).findings].count("KSB009")

    assert count(tmp_path / "a.yaml") == 1
    monkeypatch.setattr(unused, "_MOST_ENTRIES", 1)
    assert (count(tmp_path / "a.yaml"), count(tmp_path)) == (0, 1)


@pytest.mark.parametrize("content", [None, b"\xff"])
def test_a_configuration_that_changes_meanwhile(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "ksb.toml"
    file.write_text('[lint.per-file-ignores]\n"c*.yaml" = ["KSB3"]\n')
    (tmp_path / "a.yaml").write_text(TEXT % 1)

    results = Run([str(tmp_path)], Choice()).check()
    found = [*next(results).findings]
    file.unlink() if content is None else file.write_bytes(content)
    found += [finding for result in results for finding in result.findings]
    assert [finding.span.line for finding in found if finding.code == "KSB009"] == [1]


def _check_or_die(name: str, content: object, settings: Settings) -> CheckedFile:
    if name.endswith("050.yaml"):
        os.kill(os.getpid(), signal.SIGKILL)
    return CheckedFile(name, ())


def _raise(name: str, content: object, settings: Settings) -> CheckedFile:
    if name.endswith("050.yaml"):
        raise KsbError("e", "a hint")
    return CheckedFile(name, ())


forks = pytest.mark.skipif(get_start_method() != "fork", reason="the changed function must reach the processes")


@forks
def test_a_killed_process_ends_the_run(catalogue: Path, ksb: Ksb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "check_content", _check_or_die)
    result = ksb("lint", catalogue, "--jobs", "2", "--format", "json")
    assert (result.code, result.out) == (2, "")
    assert result.err == "error: a process that checks files was killed\nhint: if memory is short, use --jobs 1\n"
    assert active_children() == []


@forks
def test_an_error_in_a_process_is_raised(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "check_content", _raise)
    with pytest.raises(KsbError, match="e") as raised:
        Run([str(catalogue)], Choice(), jobs=2).report()
    assert raised.value.hint == "a hint"
    assert active_children() == []


def test_a_run_that_is_closed_early_leaves_no_process(catalogue: Path) -> None:
    before = set(active_children())  # those of other tests
    results = Run([str(catalogue)], Choice(), jobs=2).check()
    next(results)
    results.close()
    assert set(active_children()) <= before


def test_where_no_process_can_be_started(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(process: Process) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", full)
    with pytest.raises(KsbError, match="can't start more processes: too many open files"):
        Run([str(catalogue)], Choice(), jobs=2).report()


def _lint(catalogue: str) -> None:
    sys.argv = ["ksb", "lint", catalogue, "--jobs", "2", "--output", f"{catalogue}/out"]
    main()


def test_a_process_that_may_start_no_others_checks_alone(catalogue: Path) -> None:
    process = Process(target=_lint, args=(str(catalogue),), daemon=True)
    process.start()
    process.join(60)
    assert process.exitcode == 1
    assert (catalogue / "out").read_text(encoding="utf-8").endswith(f"in {FILES} files\n")


def test_standard_input_among_files(ksb: Ksb, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(TEXT % 1)
    out = ksb("lint", tmp_path / "a.yaml", "-", "--format", "json", stdin=(TEXT % 2).encode()).out
    report = json.loads(out)
    assert report["files"] == [str(tmp_path / "a.yaml"), "<stdin>"]
    assert [finding["file"] for finding in report["findings"] if finding["code"] == "KSB301"] == report["files"]


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
@pytest.mark.parametrize("ended", [signal.SIGINT, signal.SIGKILL])
@pytest.mark.slow
def test_ctrl_c_and_a_kill_leave_no_process(ended: signal.Signals, tmp_path: Path) -> None:
    text = TEXT % 0 + "".join(f"# {i}\n" for i in range(1_000))
    for i in range(500):
        (tmp_path / f"{i}.yaml").write_text(text + "overview:\n" + "  - How a production is scheduled\n" * 100)
    out = tmp_path / "out"
    command = (*KSB, "lint", str(tmp_path), "--jobs", "2", "--output", str(out))
    running = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 60
    while len(processes(running.pid)) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert len(processes(running.pid)) >= 3
    os.kill(running.pid, ended)
    assert running.wait(60) == (130 if ended == signal.SIGINT else -signal.SIGKILL)
    while processes(running.pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert processes(running.pid) == []
    assert not out.exists()
    left = [path.name for path in tmp_path.iterdir() if not path.name.endswith(".yaml")]
    # A killed process leaves its temporary file.
    assert [name for name in left if ended == signal.SIGINT or ".ksb-" not in name] == []


def processes(session: int) -> list[int]:
    """Return the processes of a session that are not zombies."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, its_session = stat.read_text().rpartition(")")[2].split()[:4]
        except (OSError, ValueError):
            continue
        if int(its_session) == session and state != "Z":
            found.append(int(stat.parent.name))
    return found
