"""The user's pager, for output that is longer than the screen."""

import os
import re
import shlex
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress

_ESCAPE = re.compile(rb"\x1b\[[0-9;]*m")


def pager() -> list[str]:
    """Return the command of the user's pager, as a list of words; empty if nothing is to be paged.

    As in git, `KSB_PAGER` overrides `PAGER`, and the default is less. An empty value turns paging off, and so does a
    terminal on which less can't work.
    """
    if os.environ.get("TERM") == "dumb":
        return []
    command = os.environ.get("KSB_PAGER", os.environ.get("PAGER", "less -FRX"))
    try:
        return shlex.split(command)
    except ValueError:  # an open quote
        return []


class Paged:
    """Output that goes to a pager as soon as it is longer than the screen, and directly if it never is."""

    def __init__(self, command: list[str], screen: os.terminal_size, direct: Callable[[bytes], None]) -> None:
        """Take the pager's command, the size of the screen, and what writes to the screen directly."""
        self.command = command
        self.screen = screen
        self.direct = direct
        self.held: list[bytes] = []
        self.rows = 0
        self.target: Callable[[bytes], None] | None = None
        self.process: subprocess.Popen[bytes] | None = None

    def write(self, content: bytes) -> None:
        """Write content, or hold it back as long as all of it fits the screen."""
        if self.target:
            self.target(content)
            return
        self.held.append(content)
        for line in content.split(b"\n")[:-1]:
            cells = len(_ESCAPE.sub(b"", line).decode(errors="replace"))
            self.rows += max(-(-cells // self.screen.columns), 1)
        if self.rows >= self.screen.lines:  # one row is for the shell's prompt
            self._start()
            self._release(self._feed if self.process else self.direct)

    def close(self) -> None:
        """Write what is held back, and wait until the user leaves the pager."""
        self._release(self.direct)
        if self.process and self.process.stdin:
            with suppress(BrokenPipeError):
                self.process.stdin.close()
            self.process.wait()
            signal.signal(signal.SIGINT, self.interrupt)

    def _start(self) -> None:
        # As in git: a plain `less` then passes colours on, and quits if everything fits the screen. What runs is the
        # user's own choice.
        environment = {"LESS": "FRX", "LV": "-c", **os.environ}
        with suppress(OSError):  # then there is no such pager
            self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, env=environment)  # noqa: S603
            # Ctrl-C is for the pager: if `ksb` ended, the pager and the shell would both read the keyboard.
            self.interrupt = signal.signal(signal.SIGINT, signal.SIG_IGN)

    def _release(self, target: Callable[[bytes], None]) -> None:
        for content in self.held:
            target(content)
        self.held.clear()
        self.target = target

    def _feed(self, content: bytes) -> None:
        if self.process and self.process.stdin:
            with suppress(BrokenPipeError):  # the user has left the pager
                self.process.stdin.write(content)
