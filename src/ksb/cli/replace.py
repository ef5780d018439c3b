"""Write a file whole or not at all, and lose nothing that others write to it.

The new content is prepared in a file beside it, which then takes its name: whenever the process is killed, the file is
the old one or the new one.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ksb.cli.claim import claimed, sweep
from ksb.cli.exchange import exchange
from ksb.errors import KsbError, why

_ATTEMPTS = 20


def replace(file: Path, content: Iterable[bytes]) -> None:
    """Replace `file` by one with another content; a link stays one, and so do the owner and the permissions.

    The content comes in pieces. Raises `KsbError` where it can't be written.
    """
    with _telling(file):
        if file.exists() and not file.is_file():
            # A device such as /dev/stdout, or a pipe, can't be replaced.
            with file.open("wb") as stream:
                stream.writelines(content)
            return
        target = Path(os.path.realpath(file))
        with _claiming(target) as new:
            _prepare(new, content, target)
            new.replace(target)
            _settle(target.parent)


def update(file: Path, change: Callable[[bytes], bytes]) -> bytes:
    """Replace the content of `file` by what `change` makes of it, and return that.

    No other `ksb` writes the file meanwhile. Where another program does, `change` is called again, with what that
    wrote. Where nothing changes, nothing is written.

    Raises `KsbError` where the file can't be read or written, or other programs write it all the time.
    """
    with _telling(file):
        target = Path(os.path.realpath(file))
        if target.exists() and not target.is_file():
            raise KsbError(f"{file}: is no file, and can't be changed in place")
        with _claiming(target) as new:
            for _ in range(_ATTEMPTS):
                before = target.read_bytes()
                after = change(before)
                if after == before:
                    return after
                _prepare(new, [after], target)
                if _swap(new, target, before):
                    return after
    raise KsbError(f"{file}: is changed by another program all the time; nothing was written", "run it again")


def tidy(file: Path) -> None:
    """Remove what a killed `ksb` left beside a file."""
    sweep(Path(os.path.realpath(file)))


@contextmanager
def _telling(file: Path) -> Iterator[None]:
    """Say which file it is that can't be written, and what may be the matter."""
    try:
        yield
    except OSError as error:
        folder = Path(os.path.realpath(file)).parent
        shut = isinstance(error, PermissionError) and not os.access(folder, os.W_OK)
        raise KsbError(
            f"{file}: can't be written: {why(error)}",
            f"new files must be allowed in {folder}, for one takes the place of the old" if shut else None,
        ) from None


@contextmanager
def _claiming(target: Path) -> Iterator[Path]:
    """Keep others from writing a file, and leave nothing behind, at Ctrl-C either."""
    try:
        with claimed(target) as new:
            yield new
    except BaseException:
        sweep(target)
        raise


def _prepare(new: Path, content: Iterable[bytes], target: Path) -> None:
    """Write what will take the place of a file, with its owner and permissions, and have it on the disk."""
    mode = 0o666 & ~_umask()
    old = target.stat() if target.exists() else None
    if old:
        mode = old.st_mode & 0o7777
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.writelines(content)
        stream.flush()
        if old and hasattr(os, "fchown"):
            with suppress(OSError):
                os.fchown(handle, old.st_uid, old.st_gid)
        new.chmod(mode)
        os.fsync(handle)


def _swap(new: Path, target: Path, before: bytes) -> bool:
    """Put the new content in the place of a file that still holds what it held before; return whether it does."""
    if target.read_bytes() != before:
        return False
    if exchange(new, target):
        same = False
        try:
            same = new.read_bytes() == before
        finally:
            if not same:
                # Another program saved it between the two: that is put back.
                exchange(new, target)
        if not same:
            return False
    else:
        # Here alone, what another program saves since the comparison is lost.
        new.replace(target)
    _settle(target.parent)
    return True


def _settle(folder: Path) -> None:
    """Have the folder's new entry outlive a power loss, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
