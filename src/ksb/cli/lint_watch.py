"""`ksb lint --watch`: check again when something changes."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import NoReturn

from ksb.cli.lint_call import Call
from ksb.cli.lint_check import check
from ksb.cli.output import Output, complain, is_terminal
from ksb.errors import KsbError
from ksb.linter.config import absolute
from ksb.linter.files import files

_INTERVAL = 0.3
"""Seconds between two looks at the files."""
_CLEAR = b"\x1b[H\x1b[2J\x1b[3J"
"""Clears the terminal, and what was scrolled off it."""


def check_changes(call: Call) -> NoReturn:
    """Check, and check again after each change, until Ctrl-C."""
    before: object = None
    while True:
        now = _state(call)
        if now != before:
            if is_terminal(sys.stdout):
                Output(None, call.color, paged=False).write_bytes(_CLEAR)
            elif before is not None:
                call.say(" ")
            try:
                check(call, paged=False)
            except KsbError as error:
                complain(error.message, error.hint)
            call.say("Watching for changes; press Ctrl-C to stop.")
            before = _state(call) if call.fix else now
        time.sleep(_INTERVAL)


def _state(call: Call) -> list[tuple[str, int, int]]:
    """Return the path, time and size of each file that a check would read."""
    watched = {path for path in (call.choice.baseline, call.choice.config) if path}
    for path in call.paths:
        watched |= _and_configurations(path)
        try:
            for file in files(path):
                watched |= _and_configurations(file)
        except KsbError:
            continue
    return sorted(_stamp(path) for path in watched)


def _and_configurations(path: str) -> set[Path]:
    file = absolute(path)
    folders = [file, *file.parents]
    return {file, *(folder / name for folder in folders for name in ("ksb.toml", "pyproject.toml"))}


def _stamp(path: Path) -> tuple[str, int, int]:
    try:
        status = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), status.st_mtime_ns, status.st_size
