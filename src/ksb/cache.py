"""What was worked out before, kept in the user's cache folder so that it need not be worked out again.

One SQLite file holds it: SQLite settles what two processes do at once, and cleans up after one that was killed. An
entry is found by a key made of everything that it depends on, and believed only where its digest is right. Whatever is
wrong with the folder or the file, the worst that happens is that nothing is remembered.

`KSB_CACHE_DIR` names another folder, and `KSB_NO_CACHE=1` does without.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

try:
    from _blake2 import blake2b  # hashlib is the same, but loads OpenSSL as well, which takes twenty times as long
except ImportError:
    from hashlib import blake2b

_DAYS = 30
"""How long an entry is kept."""
_PATIENCE = 0.2
"""How many seconds to wait for another process to finish writing; the next time none, where that was not enough."""
_MOST_BYTES = 64 << 20
"""The largest value that is believed."""
_MOST_STEPS = 10_000_000
"""How many steps SQLite may take for a statement; thousands of times what one takes on what `ksb` made."""
_GET = "SELECT value FROM entries WHERE key = ? AND length(value) <= ?"
_Entry = tuple[bytes, bytes]

_patience = _PATIENCE


def key(*parts: str | bytes) -> bytes:
    """Return a key for what depends on these parts, on the code of `ksb`, and on the version of Python."""
    digest = blake2b(_code(), digest_size=16)
    for part in parts:
        content = part.encode(errors="surrogatepass") if isinstance(part, str) else part
        digest.update(b"%d:" % len(content))
        digest.update(content)
    return digest.digest()


def get(key: bytes) -> bytes | None:
    """Return what was kept under a key; None where nothing was, or it can't be had or believed."""
    return get_all([key]).get(key)


def get_all(keys: Sequence[bytes]) -> dict[bytes, bytes]:
    """Return what was kept under each of some keys, but for those of which `get` would return None."""
    found: dict[bytes, bytes] = {}
    try:
        file = _file()
        if not keys or file is None or not file.is_file():
            return found
        with _opened(f"{file.as_uri()}?mode=ro") as database:
            for key in keys:
                row = database.execute(_GET, (key, _MOST_BYTES)).fetchone()
                value = row[0] if row else None
                if isinstance(value, bytes) and value[:16] == _digest(key, value[16:]):
                    found[key] = value[16:]
    except (OSError, ValueError, RuntimeError, sqlite3.Error):
        pass
    return found


def put(entries: Iterable[_Entry]) -> None:
    """Keep values under their keys, if that can be done."""
    try:
        file = _file()
        if file is None:
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        rows = [(key, _digest(key, value) + value, _today()) for key, value in entries]
        try:
            _write(file, rows)
        except sqlite3.OperationalError:
            return  # busy, full or read-only
        except sqlite3.DatabaseError:
            file.unlink()  # damaged
            _write(file, rows)
    except (OSError, ValueError, RuntimeError, sqlite3.Error):
        return


def _write(file: Path, rows: list[tuple[bytes, bytes, int]]) -> None:
    with _opened(file.as_uri()) as database, database:
        database.execute("PRAGMA synchronous = OFF")
        database.execute("CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, value BLOB, day INT)")
        database.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows)
        if database.execute("PRAGMA user_version").fetchone()[0] != _today():
            database.execute("DELETE FROM entries WHERE day NOT BETWEEN ? AND ?", (_today() - _DAYS, _today()))
            database.execute(f"PRAGMA user_version = {_today()}")


@contextmanager
def _opened(uri: str) -> Iterator[sqlite3.Connection]:
    global _patience
    with closing(sqlite3.connect(uri, timeout=_patience, uri=True)) as database:
        database.set_progress_handler(lambda: 1, _MOST_STEPS)
        try:
            yield database
        except sqlite3.OperationalError:
            _patience = 0
            raise
    _patience = _PATIENCE


def _file() -> Path | None:
    """Return where the cache is kept; None where there is to be none."""
    if os.environ.get("KSB_NO_CACHE") == "1":
        return None
    if named := os.environ.get("KSB_CACHE_DIR"):
        return Path(named).absolute() / "cache.sqlite3"
    if sys.platform == "win32":
        home = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        home = Path.home() / "Library" / "Caches"
    else:
        # The XDG Base Directory Specification has relative paths ignored.
        named = os.environ.get("XDG_CACHE_HOME", "")
        home = Path(named) if named.startswith("/") else Path.home() / ".cache"
    return home.absolute() / "ksb" / "cache.sqlite3"


@cache
def _code() -> bytes:
    """Return what changes when another version of `ksb`, or another Python, does the work."""
    told = [sys.version]
    try:
        for folder in ("", "lint", "lint/rules"):
            for entry in sorted(os.scandir(Path(__file__).parent / folder), key=lambda entry: entry.name):
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    told.append(f"{folder}/{entry.name} {status.st_size} {status.st_mtime_ns}")
    except OSError:
        return os.urandom(16)  # of code that can't be looked at, nothing is recalled
    return "\n".join(told).encode()


def _digest(key: bytes, value: bytes) -> bytes:
    return blake2b(value, key=key, digest_size=16).digest()


def _today() -> int:
    return int(time.time()) // 86_400
