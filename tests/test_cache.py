"""The cache: found again, never believed when damaged, and never in the way."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from ksb import cache

KEY = cache.key("a", "b")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of a cache of its own."""
    monkeypatch.setenv("KSB_CACHE_DIR", str(tmp_path / "folder"))
    return tmp_path / "folder" / "cache.sqlite3"


def test_what_was_kept_is_found(file: Path) -> None:
    assert cache.get(KEY) is None
    cache.put([(KEY, b"value"), (cache.key("c"), b"")])
    assert (cache.get(KEY), cache.get(cache.key("c")), cache.get(cache.key("d"))) == (b"value", b"", None)
    cache.put([(KEY, b"other")])
    assert cache.get(KEY) == b"other"
    assert [path.name for path in file.parent.iterdir()] == ["cache.sqlite3"]


def test_keys_tell_apart_what_they_are_made_of(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len({cache.key("ab", "c"), cache.key("a", "bc"), cache.key("abc"), cache.key(b"abc", "")}) == 4
    monkeypatch.setattr(cache, "_code", lambda: b"another version")
    assert cache.key("a", "b") != KEY


def test_another_python_or_version_is_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache._code.__wrapped__()
    monkeypatch.setattr(sys, "version", "4.0")
    assert cache._code.__wrapped__() != before
    assert b"/models.py " in before
    assert b"lint/rules/style.py " in before


def test_code_that_can_not_be_looked_at_recalls_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "__file__", "/nowhere/cache.py")
    assert cache._code.__wrapped__() != cache._code.__wrapped__()


@pytest.mark.parametrize("at", [10, 100, 4096 + 8, -1])
def test_a_damaged_file_is_never_believed(file: Path, at: int) -> None:
    values = {cache.key(str(i)): str(i).encode() * 500 for i in range(50)}
    cache.put(values.items())
    content = bytearray(file.read_bytes())
    content[at] ^= 0xFF
    file.write_bytes(content)
    assert all(cache.get(key) in (value, None) for key, value in values.items())
    cache.put(values.items())
    assert all(cache.get(key) in (value, None) for key, value in values.items())


@pytest.mark.parametrize("content", [b"", b"not a database, but longer than a header" * 10, b"SQLite format 3\0"])
def test_a_file_that_is_no_cache_is_replaced(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    assert cache.get(KEY) is None
    cache.put([(KEY, b"value")])
    assert cache.get(KEY) == b"value"


@pytest.mark.parametrize(
    "made",
    [
        "DROP TABLE entries; CREATE VIEW entries AS WITH RECURSIVE endless(x) AS (SELECT 1 UNION ALL SELECT x + 1"
        " FROM endless) SELECT x AS key, x AS value FROM endless",
        "CREATE TABLE t (x); CREATE TRIGGER u AFTER INSERT ON entries BEGIN INSERT INTO t WITH RECURSIVE endless(x) AS"
        " (SELECT 1 UNION ALL SELECT x + 1 FROM endless) SELECT count(*) FROM endless; END",
        "UPDATE entries SET value = zeroblob(100000000)",
    ],
)
def test_what_ksb_never_made_takes_neither_time_nor_memory(file: Path, made: str) -> None:
    cache.put([(KEY, b"value")])
    with closing(sqlite3.connect(file)) as database:
        database.executescript(made)
    began = time.process_time()
    assert cache.get(KEY) in (None, b"value")
    cache.put([(cache.key("c"), b"other")])
    assert cache.get(cache.key("c")) in (None, b"other")
    assert time.process_time() - began < 10


def test_a_cache_that_stays_busy_is_waited_for_once(file: Path) -> None:
    cache.put([(KEY, b"value")])
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        for _ in range(100):
            assert cache.get(KEY) is None
        assert time.monotonic() - began < 10
    assert cache.get(KEY) == b"value"


def test_a_changed_value_is_not_believed(file: Path) -> None:
    cache.put([(KEY, b"value")])
    database = sqlite3.connect(file)
    with database:
        database.execute("UPDATE entries SET value = ? || 'evil'", (cache._digest(KEY, b"value"),))
    database.close()
    assert cache.get(KEY) is None


def test_what_was_not_written_for_a_month_is_forgotten(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    today = cache._today()
    cache.put([(KEY, b"value")])
    monkeypatch.setattr(cache, "_today", lambda: today + 30)
    cache.put([(cache.key("c"), b"new")])
    assert cache.get(KEY) == b"value"
    monkeypatch.setattr(cache, "_today", lambda: today + 31)
    cache.put([(cache.key("d"), b"new")])
    assert cache.get(KEY) is None
    assert cache.get(cache.key("c")) == b"new"


def test_a_cache_that_can_not_be_had_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file" / "below", Path("/dev/null"), Path("/proc/none"), tmp_path / ("x" * 300)):
        monkeypatch.setenv("KSB_CACHE_DIR", str(folder))
        cache.put([(KEY, b"value")])
        assert cache.get(KEY) is None
    monkeypatch.delenv("KSB_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("KSB_NO_CACHE", "1")
    cache.put([(KEY, b"value")])
    assert cache.get(KEY) is None
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is another elsewhere")
def test_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KSB_CACHE_DIR")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert cache._file() == tmp_path / "home" / ".cache" / "ksb" / "cache.sqlite3"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache._file() == tmp_path / "home" / ".cache" / "ksb" / "cache.sqlite3"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache._file() == tmp_path / "xdg" / "ksb" / "cache.sqlite3"


def test_processes_that_write_at_once_lose_no_file(file: Path) -> None:
    code = "from ksb import cache, cache as c\nfor i in range(50): cache.put([(cache.key(str(i)), b'x' * 5000)])\n"
    running = [subprocess.Popen([sys.executable, "-c", code], env={**os.environ}) for _ in range(4)]
    assert [process.wait() for process in running] == [0] * 4
    cache.put([(KEY, b"value")])
    assert cache.get(KEY) == b"value"
    assert [path.name for path in file.parent.iterdir()] == ["cache.sqlite3"]


def test_a_changed_standard_is_read_again(file: Path, tmp_path: Path) -> None:
    from ksb import load

    path = tmp_path / "standard.yaml"
    path.write_text("format: 1\ntitle: One\nksbs: {}\nduties: []\n")
    assert [load(path).title, load(path).title] == ["One", "One"]
    assert file.exists()
    times = path.stat()
    path.write_text("format: 1\ntitle: Two\nksbs: {}\nduties: []\n")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert load(path).title == "Two"
