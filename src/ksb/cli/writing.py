"""Write a file whole or not at all.

The new content goes to a temporary file in the same folder, which then takes the name of the file. A process that is
killed leaves the old file or the new one, and at most a file named `.ksb-*`.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ksb.errors import KsbError, reason

_ACCESS_LIST = "system.posix_acl_access"
_NOT_COPIED = {"security.capability", "security.evm", "security.ima"}
"""Extended attributes that grant something to the old content, or sign it."""


def replace(file: Path, pieces: Iterable[bytes], before: bytes | None = None) -> None:
    """Replace the content of `file` with `pieces`; of a regular file that must still be `before`, if that is given.

    A symbolic link stays one. Permissions, access lists and extended attributes stay, and owner and group if the
    system allows it; nobody gains a permission. A device or a pipe is written to directly.

    Raises `KsbError` if the file can't be written, has hard links, or is no longer `before`.
    """
    target = Path(os.path.realpath(file))
    try:
        old = file.stat() if before is not None or file.exists() else None
        if old and not stat.S_ISREG(old.st_mode):
            if before is not None:
                raise KsbError(f"{file}: is not a regular file; can't edit it in place")
            with file.open("wb") as stream:
                stream.writelines(pieces)
            return
        if old and old.st_nlink > 1:
            # A new file would separate them, and a write in place can be interrupted.
            hint = "replace the file with a copy of itself, or remove the other links"
            raise KsbError(f"{file}: has {old.st_nlink} hard links; can't replace it", hint)
        if old and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        new = target.with_name(f".ksb-{os.urandom(8).hex()}")
        try:
            # The random name and O_EXCL keep others from preparing a link there.
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(new, flags, 0o600 if old else 0o666), "wb") as stream:
                stream.writelines(pieces)
                stream.flush()
                if old:
                    _copy_permissions(target, old, stream.fileno())
                os.fsync(stream.fileno())
            if before is not None and target.read_bytes() != before:
                raise KsbError(f"{file}: changed since it was read; nothing was written", "run the command again")
            new.replace(target)
        except BaseException:
            with suppress(OSError):
                new.unlink()
            raise
        with suppress(OSError):  # some systems can't open or sync a folder
            folder = os.open(target.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
    except OSError as error:
        closed = isinstance(error, PermissionError) and not os.access(target.parent, os.W_OK)
        raise KsbError(
            f"{file}: can't be written: {reason(error)}",
            f"ksb needs permission to create files in {target.parent}" if closed else None,
        ) from None


def _copy_permissions(target: Path, old: os.stat_result, new: int) -> None:
    """Give the open file `new` what `target` has: owner, group, extended attributes, mode.

    Access lists are extended attributes. If group or access list can't be kept, the group gets no permission, and
    others get none that the old group lacked. The set-user-ID and set-group-ID bits are dropped.
    """
    if sys.platform == "win32":
        return
    mode = old.st_mode & 0o777
    kept = True
    with suppress(OSError):
        os.fchown(new, old.st_uid, -1)
    try:
        os.fchown(new, -1, old.st_gid)
    except OSError:
        kept = False
    if sys.platform == "linux":
        names: set[str] = set()
        unwanted: set[str] = set()
        with suppress(OSError):  # a file system without extended attributes
            names = set(os.listxattr(target, follow_symlinks=False)) - _NOT_COPIED
            # The folder may give new files an access list.
            unwanted = {_ACCESS_LIST} & set(os.listxattr(new)) - names
        for name in names | unwanted:
            try:
                if name in names:
                    os.setxattr(new, name, os.getxattr(target, name, follow_symlinks=False))
                else:
                    os.removexattr(new, name)
            except OSError:
                kept = kept and name != _ACCESS_LIST
    # On the open file: another user who may write to the folder can have put a link in its place.
    os.fchmod(new, mode if kept else mode & (0o700 | mode >> 3 & 0o007))
