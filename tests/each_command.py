"""Started by the fixture `processes`: run each command in a fork of this process.

The imports happen once. Requests and results are lines of JSON on a socket. The commands run in the folder `cwd`. What
a command writes to the streams in `captured` goes to a file, or with `columns` to a terminal of that width; those in
`full` go to a full disk, those in `closed` are closed, those in `unread` go to a pipe whose reader is gone, and the
others are those of this process. `variables` change the environment of each command, and `limits` are limits of
`resource` for it.
"""

from __future__ import annotations

import atexit
import fcntl
import gc
import io
import json
import os
import pty
import resource
import socket
import struct
import sys
import tempfile
import termios
import traceback
from contextlib import redirect_stderr, redirect_stdout, suppress
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, NoReturn

from commands import built

import ksb
from ksb.cli import app, main

EXTRAS = ("bs4", "docx", "openpyxl", "rapidfuzz", "rich.padding", "rich.table", "typer.rich_utils")

FEW = 3
"""Up to this number, commands take less time than the imports."""


@cache
def import_all() -> None:
    """Import everything that a command can import, and build what the first command does."""
    for found in walk_packages(ksb.__path__, "ksb."):
        if found.name != "ksb.__main__":
            import_module(found.name)
    for module in EXTRAS:
        with suppress(ImportError):
            import_module(module)
    with suppress(Exception), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        app.app(["show", "K1"], standalone_mode=False)


def run(command: list[str], captured: list[int], columns: int | None, **changed: Any) -> tuple[int, str, str]:
    """Return the exit code of a command and its output, decoded as Latin-1."""
    streams = {}
    for stream in captured:
        # Not to the number of a stream that is closed.
        with tempfile.TemporaryFile() as file:
            streams[stream] = fcntl.fcntl(file, fcntl.F_DUPFD, 10)
    shown = b""
    if columns is None:
        child = _start(command, streams, **changed)
    else:
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        child = _start(command, dict.fromkeys(captured, slave), **changed)
        os.close(slave)
        while chunk := _read(master):
            shown += chunk
        os.close(master)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    written = {stream: os.pread(file, os.fstat(file).st_size, 0).decode("latin-1") for stream, file in streams.items()}
    for kept in streams.values():
        os.close(kept)
    return code, shown.decode("latin-1") + written.get(1, ""), written.get(2, "")


def _start(
    command: list[str],
    streams: dict[int, int],
    full: list[int],
    closed: list[int],
    unread: list[int],
    variables: dict[str, str | None],
    limits: dict[str, int],
) -> int:
    child = os.fork()
    if not child:
        for stream in full:
            os.dup2(os.open("/dev/full", os.O_WRONLY), stream)
        for stream, file in streams.items():
            os.dup2(file, stream)
        for stream in closed:
            # As Python starts where it is closed.
            setattr(sys, ("stdin", "stdout", "stderr")[stream], None)
            os.close(stream)
        for stream in unread:
            reading, writing = os.pipe()
            os.close(reading)
            os.dup2(writing, stream)
            os.close(writing)
        for name, value in variables.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        for limit, most in limits.items():
            resource.setrlimit(getattr(resource, limit), (most, most))
        sys.argv = ["ksb", *command]
        _be_ksb()
    return child


def _be_ksb() -> NoReturn:
    """Run `ksb`, and exit as Python does, but without freeing memory, which takes three times as long."""
    code = 1
    try:
        main()
    except SystemExit as exit_:
        code = int(exit_.code or 0)
    except BaseException:
        traceback.print_exc()
    atexit._run_exitfuncs()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None and not stream.closed:
                stream.flush()
    except OSError:
        code = 120
    os._exit(code)


def _read(master: int) -> bytes:
    try:
        return os.read(master, 1 << 16)
    except OSError:  # Linux: the other end is closed.
        return b""


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as asking, asking.makefile("rw", encoding="utf-8") as lines:
        asking.set_inheritable(False)
        group = built()
        for line in lines:
            asked: Any = json.loads(line)
            commands = asked.pop("commands")
            if len(commands) > FEW:
                import_all()
                setattr(app, "app", group)  # noqa: B010
                for name in {command[0] for command in commands if command}:
                    group.get_command(None, name)
                gc.freeze()
            os.chdir(asked.pop("cwd"))
            results = [run(command, **asked) for command in commands]
            lines.write(json.dumps(results) + "\n")
            lines.flush()
