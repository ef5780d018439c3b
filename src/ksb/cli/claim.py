"""Let one process at a time write a file, and clear away what a killed one left.

Whoever writes `standard.yaml` first makes and locks `.standard.yaml.ksb-lock` beside it, and under that lock prepares
the new content as `.standard.yaml.ksb-new`. The names are always the same, so that the next to write the file finds
what a killed process left: a lock file that nobody holds.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from ksb.errors import KsbError, why

PATIENCE = 60.0
"""For how many seconds to wait for another process."""
_PAUSE = 0.01
_LONGEST_NAME = 100
"""In bytes; with what is added, it is well below the shortest limit of a file system, 143."""
_ABANDONED_AFTER = 10.0
"""The age in seconds at which a lock file counts as left behind, where the file system has no locks."""
_REMOVE = "where no other ksb is running, remove that file"


class _Beside(NamedTuple):
    """The files that a process makes beside the one that it writes."""

    lock: Path
    new: Path


def beside(target: Path) -> _Beside:
    """Return the paths of the lock file and of the new content of a file."""
    name = target.name
    encoded = os.fsencode(name)
    if len(encoded) > _LONGEST_NAME:
        from hashlib import sha256

        name = f"{encoded[:_LONGEST_NAME].decode(errors='ignore')}-{sha256(encoded).hexdigest()[:16]}"
    return _Beside(target.with_name(f".{name}.ksb-lock"), target.with_name(f".{name}.ksb-new"))


@contextmanager
def claimed(target: Path, patience: float | None = None) -> Iterator[Path]:
    """Keep other processes from writing a file, and give the path for its new content, where nothing is yet.

    What is at that path at the end is removed. Raises `KsbError` where another process has the file for longer than
    `patience`, and `OSError` where no file can be made in the folder.
    """
    claim = _Claim(*beside(target))
    try:
        claim.take(PATIENCE if patience is None else patience)
        yield claim.new
    finally:
        claim.release()


def sweep(target: Path) -> None:
    """Remove what a killed process left beside a file, if that can be done now."""
    if any(os.path.lexists(path) for path in beside(target)):
        with suppress(OSError, KsbError), claimed(target, patience=0):
            pass


class _Claim:
    """A lock file, which this process may have made and locked."""

    def __init__(self, lock: Path, new: Path) -> None:
        self.lock = lock
        self.new = new
        self._handle: int | None = None
        self._held = False

    def take(self, patience: float) -> None:
        """Make and lock the lock file, and remove what a killed process had prepared."""
        end = time.monotonic() + patience
        while not self._make():
            try:
                gone = _remove_abandoned(self.lock)
            except OSError as error:
                raise KsbError(f"{self.lock}: is in the way: {why(error)}", _REMOVE) from None
            if not gone:
                if time.monotonic() >= end:
                    raise KsbError(f"{self.lock}: another ksb is writing there; nothing was written", _REMOVE)
                time.sleep(_PAUSE)
        self.new.unlink(missing_ok=True)

    def _make(self) -> bool:
        """Make and lock the lock file, and return whether that came about."""
        try:
            # Others must be able to open it, to see whether it is held.
            self._handle = os.open(self.lock, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
        except FileExistsError:
            return False
        # In between, another process may have thought it abandoned.
        self._held = _lock(self._handle) is not False and _is_at(self.lock, self._handle)
        if not self._held:
            self._close()
        return self._held

    def release(self) -> None:
        """Remove the files and give up the lock; what can't be removed, the next process removes."""
        held, self._held = self._held, False
        try:
            if held:
                _remove(self.new)
                # As long as it is held, so that it is not removed from under the next process.
                if sys.platform != "win32":
                    _remove(self.lock)
        finally:
            self._close()
        # There an open file can't be removed, whoever opened it.
        if held and sys.platform == "win32":
            _remove(self.lock)

    def _close(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            # It is closed in any case, and held nothing.
            with suppress(OSError):
                os.close(handle)


if sys.platform == "win32":

    def _lock(handle: int) -> bool | None:
        """Do nothing: an open file can't be removed, and that is the lock."""
        return None

    def _remove_abandoned(lock: Path) -> bool:
        """Remove a lock file that nobody holds, and return whether there is none now."""
        try:
            lock.unlink(missing_ok=True)
        except PermissionError:
            return False
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool | None:
        """Lock an open file, and return whether that came about; None where the file system has no locks."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True

    def _remove_abandoned(lock: Path) -> bool:
        """Remove a lock file that nobody holds, and return whether there is none now."""
        try:
            # Not to wait for the other end, should it be a pipe.
            handle = os.open(lock, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except FileNotFoundError:
            return True
        try:
            locked = _lock(handle)
            if locked is None:
                locked = time.time() - os.fstat(handle).st_mtime > _ABANDONED_AFTER
            if locked and _is_at(lock, handle):
                lock.unlink()
            return locked
        finally:
            os.close(handle)


def _is_at(path: Path, handle: int) -> bool:
    """Return whether an open file is still the one at a path."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat(follow_symlinks=False))
    except FileNotFoundError:
        return False


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
