"""Files that `ksb` writes: replaced whole or not at all, with their links and permissions."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ksb.cli.writing import replace
from ksb.errors import KsbError

if TYPE_CHECKING:
    from conftest import Ksb

posix = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX system")
not_root = pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"old")
    return file


def test_a_new_file_has_the_permissions_of_any_other(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.touch()
    replace(tmp_path / "a.yaml", [b"n", b"ew"])
    assert (tmp_path / "a.yaml").read_bytes() == b"new"
    assert mode(tmp_path / "a.yaml") == mode(other)
    assert names(tmp_path) == ["a.yaml", "other"]


@posix
@pytest.mark.parametrize("permissions", [0o640, 0o600, 0o666, 0o755])
def test_permissions_stay(permissions: int, file: Path) -> None:
    file.chmod(permissions)
    replace(file, [b"new"])
    assert (file.read_bytes(), mode(file)) == (b"new", permissions)
    replace(file, [b"newer"], b"new")
    assert (file.read_bytes(), mode(file)) == (b"newer", permissions)


@posix
def test_the_set_user_id_bit_goes(file: Path) -> None:
    file.chmod(0o4755)
    replace(file, [b"new"])
    assert mode(file) == 0o755


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root gives files away")
def test_owner_and_group_stay(file: Path) -> None:
    os.chown(file, 1234, 5678)
    replace(file, [b"new"])
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 5678)


@posix
@pytest.mark.parametrize(("before", "after"), [(0o664, 0o604), (0o640, 0o600), (0o604, 0o600), (0o666, 0o606)])
def test_where_the_group_can_not_be_kept_nobody_gains_a_permission(
    before: int, after: int, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(handle: int, owner: int, group: int) -> None:
        if group != -1:
            raise PermissionError(errno.EPERM, "Operation not permitted")

    file.chmod(before)
    monkeypatch.setattr(os, "fchown", refuse)
    replace(file, [b"new"])
    assert (file.read_bytes(), mode(file)) == (b"new", after)


@posix
def test_where_the_owner_can_not_be_kept_the_group_is(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def refuse(handle: int, owner: int, group: int) -> None:
        asked.append((owner, group))
        if owner != -1:
            raise PermissionError(errno.EPERM, "Operation not permitted")

    file.chmod(0o664)
    monkeypatch.setattr(os, "fchown", refuse)
    replace(file, [b"new"])
    status = file.stat()
    assert asked == [(status.st_uid, -1), (-1, status.st_gid)]
    assert mode(file) == 0o664


@pytest.mark.skipif(sys.platform != "linux", reason="needs the extended attributes of Linux")
class TestExtendedAttributes:
    ACCESS_LIST = bytes.fromhex(
        "02000000 01000600ffffffff 02000600d2040000 04000400ffffffff 10000600ffffffff 20000000ffffffff"
    )
    """Version 2 of the format in <linux/posix_acl_xattr.h>: owner rw, user 1234 rw, group r, mask rw, others none."""

    @staticmethod
    def give(path: Path, name: str, value: bytes) -> None:
        try:
            os.setxattr(path, name, value)
        except OSError:
            pytest.skip(f"the file system has no {name}")

    def test_they_are_copied(self, file: Path) -> None:
        self.give(file, "user.note", b"mine")
        replace(file, [b"new"], b"old")
        assert os.getxattr(file, "user.note") == b"mine"

    def test_an_access_list_is_copied(self, file: Path) -> None:
        self.give(file, "system.posix_acl_access", self.ACCESS_LIST)
        before = mode(file)
        replace(file, [b"new"])
        assert os.getxattr(file, "system.posix_acl_access") == self.ACCESS_LIST
        assert mode(file) == before

    def test_the_access_list_of_the_folder_is_not_added(self, file: Path, tmp_path: Path) -> None:
        self.give(tmp_path, "system.posix_acl_default", self.ACCESS_LIST)
        file.chmod(0o664)
        replace(file, [b"new"])
        assert "system.posix_acl_access" not in os.listxattr(file)
        assert mode(file) == 0o664

    def test_without_its_access_list_a_file_gives_nobody_more(
        self, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise PermissionError(errno.EPERM, "Operation not permitted")

        self.give(file, "system.posix_acl_access", self.ACCESS_LIST)
        monkeypatch.setattr(os, "setxattr", refuse)
        replace(file, [b"new"])
        assert mode(file) == 0o600

    def test_a_file_system_without_them(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise OSError(errno.ENOTSUP, "Operation not supported")

        monkeypatch.setattr(os, "listxattr", refuse)
        replace(file, [b"new"])
        assert file.read_bytes() == b"new"

    def test_capabilities_are_not_copied(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        copied: list[str] = []
        monkeypatch.setattr(os, "listxattr", lambda *_, **__: ["security.capability", "security.ima", "user.note"])
        monkeypatch.setattr(os, "getxattr", lambda *_, **__: b"")
        monkeypatch.setattr(os, "setxattr", lambda _, name, __: copied.append(name))
        replace(file, [b"new"])
        assert copied == ["user.note"]


@posix
def test_a_link_put_in_the_place_of_the_new_file_is_not_followed(file: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"kept")
    secret.chmod(0o600)
    file.chmod(0o666)

    def pieces() -> Iterator[bytes]:
        yield b"new"
        [new] = tmp_path.glob(".ksb-*")
        new.unlink()
        new.symlink_to(secret)

    replace(file, pieces())
    assert (secret.read_bytes(), mode(secret)) == (b"kept", 0o600)


def test_a_link_stays_one_and_nothing_is_left_on_either_side(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    link = folder / "link.yaml"
    link.symlink_to("../a.yaml")
    replace(link, [b"new"])
    replace(link, [b"newer"], b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"newer"
    assert (names(folder), names(tmp_path)) == (["link.yaml"], ["a.yaml", "folder"])


@posix
def test_a_link_to_nothing_makes_the_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("file")
    replace(tmp_path / "link", [b"new"])
    assert (tmp_path / "file").read_bytes() == b"new"


@posix
def test_a_file_with_hard_links_is_refused(file: Path, tmp_path: Path) -> None:
    (tmp_path / "b.yaml").hardlink_to(file)
    writes: list[Callable[[], None]] = [lambda: replace(file, [b"new"]), lambda: replace(file, [b"new"], b"old")]
    for write in writes:
        with pytest.raises(KsbError, match=r"a\.yaml: has 2 hard links; can't replace it"):
            write()
    assert (file.read_bytes(), names(tmp_path)) == (b"old", ["a.yaml", "b.yaml"])


@posix
def test_a_pipe_is_written_to_but_not_edited(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    replace(pipe, [b"new"])
    assert os.read(reader, 10) == b"new"
    os.close(reader)
    with pytest.raises(KsbError, match="is not a regular file; can't edit it in place"):
        replace(pipe, [b"new"], b"old")
    assert names(tmp_path) == ["pipe"]


@posix
def test_a_pipe_without_a_name_is_written_to() -> None:
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
    replace(tmp_path / name, [b"NEW"], b"new")
    assert (tmp_path / name).read_bytes() == b"NEW"
    assert names(tmp_path) == [name]


@not_root
def test_a_folder_that_takes_no_new_file(file: Path, tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(KsbError) as raised:
            replace(file, [b"new"])
    finally:
        tmp_path.chmod(0o755)
    assert raised.value.message == f"{file}: can't be written: permission denied"
    assert raised.value.hint == f"ksb needs permission to create files in {tmp_path}"
    assert file.read_bytes() == b"old"


@not_root
def test_a_read_only_file_is_left_alone(file: Path, tmp_path: Path) -> None:
    file.chmod(0o444)
    writes: list[Callable[[], None]] = [lambda: replace(file, [b"new"]), lambda: replace(file, [b"new"], b"old")]
    for write in writes:
        with pytest.raises(KsbError, match=r"a\.yaml: can't be written: permission denied"):
            write()
    assert file.read_bytes() == b"old"
    assert names(tmp_path) == ["a.yaml"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KsbError, match="can't be written: no such file or directory"):
        replace(tmp_path / "none" / "a.yaml", [b"new"])


def test_a_file_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    with pytest.raises(KsbError, match="can't be written: no such file or directory"):
        replace(tmp_path / "a.yaml", [b"new"], b"old")
    assert names(tmp_path) == []


@pytest.mark.parametrize("meanwhile", [b"saved by an editor", b""])
def test_a_file_that_changed_since_it_was_read_is_left_alone(meanwhile: bytes, file: Path, tmp_path: Path) -> None:
    file.write_bytes(meanwhile)
    with pytest.raises(KsbError, match=r"a\.yaml: changed since it was read; nothing was written"):
        replace(file, [b"new"], b"old")
    assert (file.read_bytes(), names(tmp_path)) == (meanwhile, ["a.yaml"])


def test_content_that_fails_halfway_changes_nothing(file: Path, tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"new"
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        replace(file, pieces())
    assert (file.read_bytes(), names(tmp_path)) == (b"old", ["a.yaml"])


@posix
def test_the_file_and_its_folder_reach_the_disk(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append("folder" if _is_folder(handle) else "file"))
    replace(file, [b"new"])
    assert synced == ["file", "folder"]


def _is_folder(handle: int) -> bool:
    return stat.S_ISDIR(os.fstat(handle).st_mode)


def test_what_a_killed_process_left_is_not_in_the_way(file: Path, tmp_path: Path) -> None:
    (tmp_path / ".ksb-0123456789abcdef").write_bytes(b"half")
    replace(file, [b"new"])
    assert (file.read_bytes(), names(tmp_path)) == (b"new", [".ksb-0123456789abcdef", "a.yaml"])


def test_a_name_that_is_taken_is_not_written_to(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.urandom", lambda _: b"taken")
    (tmp_path / ".ksb-74616b656e").symlink_to("a.yaml")
    with pytest.raises(KsbError, match="can't be written: file exists"):
        replace(file, [b"new"])
    assert file.read_bytes() == b"old"


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
