"""The command line: parse, call, write, choose the exit code. Nothing else in `ksb` writes to the terminal or exits."""

from __future__ import annotations

import gc
import os
import re
import signal
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import MutableMapping


def main() -> None:
    """Run `ksb` with the arguments of the process, and exit: 0, 1, 2, 3 for a fault in `ksb` itself, 130 for Ctrl-C."""
    # At every 700 new objects Python would look for garbage, of which starting up makes none.
    gc.set_threshold(50_000)
    from ksb.cli.output import complain, silence_stdout
    from ksb.errors import KsbError, why

    interrupted: list[int] = []

    def interrupt(number: int, frame: Any) -> None:
        # Typer would make of Ctrl-C an exit with 1, which means that there is something to report.
        interrupted.append(number)
        sys.exit(128 + number)

    before = signal.signal(signal.SIGINT, interrupt)
    _tame(os.environ)
    try:
        sys.exit(_run())
    except KsbError as error:
        complain(error.lines, error.hint)
        sys.exit(2)
    except SystemExit as exit_:
        # Rich and Typer make of a reader that leaves early an exit with 1.
        if isinstance(exit_.__context__, BrokenPipeError):
            silence_stdout()
            exit_.code = 0
        raise
    except Exception as error:
        if interrupted:  # in the midst of something that makes an error of its own of an exit
            sys.exit(128 + interrupted[0])
        if os.environ.get("KSB_DEBUG") == "1":
            raise
        if isinstance(error, OSError):
            # What the system refuses is no fault of `ksb`; a full disk as Typer writes its help, say.
            silence_stdout()
            where = error.filename or "can't write the result"
            complain(f"{where}: {why(error)}")
            sys.exit(2)
        complain(
            f"a fault in ksb itself, {type(error).__name__}: {error}".replace("\n", " "),
            "please report it with the command you ran; KSB_DEBUG=1 shows where it happened",
        )
        sys.exit(3)
    finally:
        signal.signal(signal.SIGINT, before)
        gc.freeze()  # or Python looks through all there is for garbage once more, as it exits


def _tame(environment: MutableMapping[str, str]) -> None:
    """Take out what Typer and Rich would trip over: widths that are none or beyond all screens, half a completion."""
    for name in ("COLUMNS", "LINES", "TERMINAL_WIDTH"):
        if not re.fullmatch("[1-9][0-9]{0,3}", environment.get(name, "1")):
            del environment[name]
    if "_KSB_COMPLETE" in environment:
        environment.setdefault("COMP_WORDS", "ksb ")
        environment.setdefault("COMP_CWORD", "1")


def _run() -> int:
    """Run the command, and return its exit code. A call that can't be understood is told like every other error."""
    import typer

    from ksb.cli.app import PLACES, app
    from ksb.errors import KsbError

    usage_error: Any = typer.BadParameter.__base__
    try:
        code = app(prog_name="ksb", standalone_mode=False)
    except usage_error as error:
        message = error.format_message()
        if not message:  # of a call without arguments, which has printed the help
            return int(error.exit_code)
        named = ["ksb", *(name for name in sys.argv[1:2] if name in PLACES)]
        command = error.ctx.command_path if error.ctx else " ".join(named)
        asked = re.match(r"No such command '((?:[ksbd]|duty) ?\d.*)'", message, re.IGNORECASE)
        raise KsbError(" ".join(message.split()), f"ksb show {asked[1]}" if asked else f"{command} --help") from None
    return code if isinstance(code, int) else 0
