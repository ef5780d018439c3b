"""Files that `ksb` writes: what becomes of links, permissions and pipes, and of others that write at once."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ksb.cli import claim, exchange
from ksb.cli import replace as module
from ksb.cli.claim import beside, claimed, sweep
from ksb.cli.replace import replace, tidy, update
from ksb.errors import KsbError

if TYPE_CHECKING:
    from conftest import Ksb

posix = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX system")
not_root = pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"old")
    return file


def test_a_new_file_has_the_permissions_of_any_other(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.touch()
    replace(tmp_path / "a.yaml", [b"new"])
    assert (tmp_path / "a.yaml").read_bytes() == b"new"
    assert (tmp_path / "a.yaml").stat().st_mode == other.stat().st_mode
    assert names(tmp_path) == ["a.yaml", "other"]


@posix
def test_permissions_stay(file: Path) -> None:
    file.chmod(0o640)
    replace(file, [b"new"])
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"new", 0o640)
    update(file, bytes.upper)
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"NEW", 0o640)


@posix
@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only the superuser gives files away")
def test_the_owner_stays(file: Path) -> None:
    os.chown(file, 1234, 5678)
    replace(file, [b"new"])
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 5678)


def test_a_link_stays_one_and_nothing_is_left_on_either_side(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    link = folder / "link.yaml"
    link.symlink_to("../a.yaml")
    replace(link, [b"new"])
    update(link, bytes.upper)
    assert link.is_symlink()
    assert file.read_bytes() == b"NEW"
    assert (names(folder), names(tmp_path)) == (["link.yaml"], ["a.yaml", "folder"])


@posix
def test_a_link_to_nothing_makes_the_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("file")
    replace(tmp_path / "link", [b"new"])
    assert (tmp_path / "file").read_bytes() == b"new"


@posix
def test_a_pipe_is_written_through_but_not_changed_in_place(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    replace(pipe, [b"new"])
    assert os.read(reader, 10) == b"new"
    os.close(reader)
    with pytest.raises(KsbError, match="is no file, and can't be changed in place"):
        update(pipe, bytes.upper)
    assert names(tmp_path) == ["pipe"]


@posix
def test_a_pipe_without_a_name_is_written_through() -> None:
    reader, writer = os.pipe()
    replace(Path(f"/dev/fd/{writer}"), [b"n", b"ew"])
    assert os.read(reader, 10) == b"new"
    os.close(reader)
    os.close(writer)


@posix
@pytest.mark.parametrize("letter", ["x", "é", "\udcff"])
def test_a_name_as_long_as_can_be(letter: str, tmp_path: Path) -> None:
    name = letter * (255 // len(os.fsencode(letter)))
    try:
        (tmp_path / name).write_bytes(b"old")
    except OSError:
        pytest.skip("the file system does not take this name")
    replace(tmp_path / name, [b"new"])
    update(tmp_path / name, bytes.upper)
    assert (tmp_path / name).read_bytes() == b"NEW"
    assert names(tmp_path) == [name]


def test_names_that_differ_at_their_end_only_have_different_locks() -> None:
    paths = [Path("x" * 200 + end) for end in "ab"]
    locks = {beside(path).lock.name for path in paths}
    assert len(locks) == 2
    assert max(len(name) for name in locks) < 143


@not_root
def test_a_folder_that_takes_no_new_file(file: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(KsbError) as told:
            replace(file, [b"new"])
    finally:
        tmp_path.chmod(0o755)
    assert told.value.message == f"{file}: can't be written: permission denied"
    assert told.value.hint == f"new files must be allowed in {tmp_path}, for one takes the place of the old"
    assert file.read_bytes() == b"old"


@not_root
def test_a_read_only_file_is_left_alone(file: Path, tmp_path: Path) -> None:
    file.chmod(0o444)
    for write in (lambda: replace(file, [b"new"]), lambda: update(file, bytes.upper)):
        with pytest.raises(KsbError, match=r"a\.yaml: can't be written: permission denied"):
            write()
    assert file.read_bytes() == b"old"
    assert names(tmp_path) == ["a.yaml"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KsbError, match="can't be written: no such file or directory"):
        replace(tmp_path / "none" / "a.yaml", [b"new"])


def test_a_file_that_went_away_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(KsbError, match="can't be written: no such file or directory"):
        update(tmp_path / "a.yaml", bytes.upper)
    assert names(tmp_path) == []


def test_what_does_not_change_is_not_written(file: Path, tmp_path: Path) -> None:
    before = file.stat()
    assert update(file, bytes.lower) == b"old"
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert names(tmp_path) == ["a.yaml"]


@pytest.mark.parametrize("exchanging", [True, False])
def test_what_another_program_wrote_meanwhile_is_changed_again(
    exchanging: bool, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not exchanging:
        monkeypatch.setattr(module, "exchange", lambda one, other: False)
    seen = []

    def change(content: bytes) -> bytes:
        seen.append(content)
        if len(seen) < 3:
            file.write_bytes(b"save %d" % len(seen))
        return content.upper()

    assert update(file, change) == b"SAVE 2"
    assert seen == [b"old", b"save 1", b"save 2"]
    assert (file.read_bytes(), names(file.parent)) == (b"SAVE 2", ["a.yaml"])


def test_a_file_that_changes_all_the_time_is_left_alone(file: Path, tmp_path: Path) -> None:
    def change(content: bytes) -> bytes:
        file.write_bytes(content + b"!")
        return content.upper()

    with pytest.raises(KsbError, match="is changed by another program all the time; nothing was written"):
        update(file, change)
    assert file.read_bytes() == b"old" + b"!" * 20
    assert names(tmp_path) == ["a.yaml"]


def test_a_change_that_fails_changes_nothing(file: Path, tmp_path: Path) -> None:
    def change(content: bytes) -> bytes:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        update(file, change)
    assert (file.read_bytes(), names(tmp_path)) == (b"old", ["a.yaml"])


def test_an_exchange_that_fails_says_why(file: Path, tmp_path: Path) -> None:
    try:
        possible = exchange.exchange(file, file.with_name("none"))
    except FileNotFoundError:
        possible = True
    assert possible is (sys.platform in ("linux", "darwin"))
    assert names(tmp_path) == ["a.yaml"]


def test_what_a_killed_process_left_is_removed(file: Path, tmp_path: Path) -> None:
    for act in (lambda: replace(file, [b"new"]), lambda: update(file, bytes.lower), lambda: tidy(file)):
        for left in beside(file):
            left.write_bytes(b"left")
        act()
        assert (file.read_bytes(), names(tmp_path)) == (b"new", ["a.yaml"])


def test_what_another_process_is_writing_is_not_removed(file: Path, tmp_path: Path) -> None:
    with claimed(file) as new:
        new.write_bytes(b"its")
        sweep(file)
        assert names(tmp_path) == [".a.yaml.ksb-lock", ".a.yaml.ksb-new", "a.yaml"]
    assert names(tmp_path) == ["a.yaml"]


def test_a_file_that_another_process_never_gives_up(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claim, "PATIENCE", 0.05)
    with claimed(file), pytest.raises(KsbError) as told:
        replace(file, [b"new"])
    assert told.value.message == f"{beside(file).lock}: another ksb is writing there; nothing was written"
    assert (file.read_bytes(), names(tmp_path)) == (b"old", ["a.yaml"])


@posix
def test_a_link_or_a_folder_in_the_place_of_the_lock(file: Path, tmp_path: Path) -> None:
    lock = beside(file).lock
    lock.symlink_to(file)
    with pytest.raises(KsbError, match="ksb-lock: is in the way: too many levels of symbolic links"):
        replace(file, [b"new"])
    lock.unlink()
    lock.mkdir()
    with pytest.raises(KsbError, match="ksb-lock: is in the way: "):
        replace(file, [b"new"])
    assert (file.read_bytes(), names(tmp_path)) == (b"old", [lock.name, "a.yaml"])


@posix
def test_a_pipe_in_the_place_of_the_lock(file: Path, tmp_path: Path) -> None:
    os.mkfifo(beside(file).lock)
    replace(file, [b"new"])
    assert (file.read_bytes(), names(tmp_path)) == (b"new", ["a.yaml"])


@posix
def test_a_link_in_the_place_of_the_new_content_is_not_followed(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"kept")
    beside(file).new.symlink_to(other)
    replace(file, [b"new"])
    assert (file.read_bytes(), other.read_bytes(), names(tmp_path)) == (b"new", b"kept", ["a.yaml", "other"])


@posix
def test_where_there_are_no_locks_age_tells(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(handle: int, operation: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("fcntl.flock", unsupported)
    monkeypatch.setattr(claim, "PATIENCE", 0.05)
    replace(file, [b"new"])
    assert (file.read_bytes(), names(tmp_path)) == (b"new", ["a.yaml"])
    lock = beside(file).lock
    lock.touch()
    with pytest.raises(KsbError, match="another ksb is writing there"):
        replace(file, [b"newer"])
    os.utime(lock, (time.time() - 60,) * 2)
    replace(file, [b"newer"])
    assert (file.read_bytes(), names(tmp_path)) == (b"newer", ["a.yaml"])


def test_of_eight_that_add_to_a_file_at_once_none_loses_a_line(file: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from ksb.cli.replace import update\n"
        "for _ in range(20): update(Path(sys.argv[1]), lambda content: content + sys.argv[2].encode())"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, file, letter]) for letter in "abcdefgh"]
    assert [process.wait() for process in running] == [0] * 8
    assert sorted(file.read_bytes()) == sorted(b"old" + b"abcdefgh" * 20)
    assert names(tmp_path) == ["a.yaml"]


def test_an_import_that_writes_nothing_leaves_no_folder(
    ksb: Ksb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    for name in ("Lathe", "Mill"):
        text = f"{name} operator\n\nDuty 1: Turn\nK1: Know\nS1: Use\nB1: Be\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr("os.fsync", full)
    new = tmp_path / "new"
    result = ksb("import", tmp_path / "Lathe", tmp_path / "Mill", "--from", "text", "--output", new / "folder")
    assert result.code == 2
    assert f"error: {new}/folder/lathe-operator.yaml: can't be written: no space left on device\n" in result.err
    assert names(tmp_path) == ["Lathe", "Mill"]
