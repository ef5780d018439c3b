"""Let two files take each other's name in one step, where the system can do that.

A rename destroys what it replaces, and with it what another program saved there a moment ago. After an exchange that
can still be looked at, and put back. Python has no function for it.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}
"""What systems, file systems and sandboxes say that don't have it."""
_HERE = -100  # AT_FDCWD of Linux, <fcntl.h>
_LINUX_EXCHANGE = 2  # RENAME_EXCHANGE, <linux/fs.h>
_MACOS_SWAP = 2  # RENAME_SWAP, <sys/stdio.h>


def exchange(one: Path, other: Path) -> bool:
    """Exchange the names of two files, and return whether that can be done here. Raises `OSError` where it fails."""
    import ctypes

    first, second = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "linux":
            libc = ctypes.CDLL(None, use_errno=True)
            failed = libc.renameat2(_HERE, first, _HERE, second, _LINUX_EXCHANGE)
        elif sys.platform == "darwin":
            libc = ctypes.CDLL(None, use_errno=True)
            failed = libc.renamex_np(first, second, _MACOS_SWAP)
        else:
            return False
    except (AttributeError, OSError):
        # An old or a static C library.
        return False
    code = ctypes.get_errno()
    if failed and code not in _CANNOT:
        raise OSError(code, os.strerror(code))
    return not failed
