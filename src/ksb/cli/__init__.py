"""The command line: parse, call, write, choose the exit code. Nothing else in `ksb` writes to the terminal or exits."""

import gc
import os
import re
import signal
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from typing import IO, Any


def main() -> None:
    """Run `ksb` with the arguments of the process, and exit.

    The exit code is 0 or 1 as the command says, 2 for an unusable call or input, 3 for a fault in `ksb` itself, and
    130 after Ctrl-C. Standard error may be closed or on a full disk.
    """
    # The imports that follow make hardly any garbage. With this line and `gc.freeze()` below, `ksb show K18` takes
    # 195 ms in place of 277 (Python 3.11).
    gc.set_threshold(50_000)
    interrupted: list[int] = []

    def interrupt(number: int, frame: Any) -> None:
        # Typer would exit with 1, which means that there is something to report.
        interrupted.append(number)
        sys.exit(128 + number)

    before = signal.signal(signal.SIGINT, interrupt)
    _correct(os.environ)
    try:
        code = _exit_code(interrupted)
    finally:
        # Where Python can't flush them at exit, it exits with 120.
        for stream in (sys.stdout, sys.stderr):
            _flush_or_discard(stream)
        signal.signal(signal.SIGINT, before)
        # Keeps Python from searching everything for garbage at exit.
        gc.freeze()
    sys.exit(code)


def _correct(environment: MutableMapping[str, str]) -> None:
    """Remove sizes of the terminal that Rich can't use, and set what the libraries read.

    Pydantic would search all installed packages for plugins, which takes 2% of `ksb show K18`.
    """
    environment.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for name in ("COLUMNS", "LINES", "TERMINAL_WIDTH"):
        if not re.fullmatch("[1-9][0-9]{0,3}", environment.get(name, "1")):
            del environment[name]
    if "_KSB_COMPLETE" in environment:
        environment.setdefault("COMP_WORDS", "ksb ")
        environment.setdefault("COMP_CWORD", "1")


def _exit_code(interrupted: list[int]) -> int:
    """Run the command, write errors to standard error, and return the exit code."""
    # Before Typer and Rich, which saves 3% of `ksb show K18`: for the docstrings of the models, Pydantic looks at all
    # modules that are loaded by then.
    import ksb.models  # noqa: F401
    from ksb.cli.output import complain
    from ksb.errors import KsbError, reason

    code = 0
    try:
        code = _run()
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        discard(sys.stdout)
    except SystemExit as exit_:
        # Rich and Typer exit with 1 if the reader of standard output is gone.
        if not isinstance(exit_.__context__, BrokenPipeError):
            raise
        discard(sys.stdout)
    except KsbError as error:
        complain(error.lines, error.hint)
        return 2
    except Exception as error:
        if interrupted:  # and a library turned the exit into an error
            return 128 + interrupted[0]
        if os.environ.get("KSB_DEBUG") == "1":
            raise
        if isinstance(error, OSError):
            # The system's fault, not that of ksb: a full disk while Typer writes its help, for example.
            where = error.filename or "can't write the result"
            complain(f"{where}: {reason(error)}")
            return 2
        complain(
            f"a fault in ksb itself, {type(error).__name__}: {error}".replace("\n", " "),
            "please report it with the command you ran; KSB_DEBUG=1 shows where it happened",
        )
        return 3
    return code


def _run() -> int:
    """Run the command and return its exit code. Raises `KsbError` for a call that Typer can't parse."""
    import typer

    from ksb.cli.app import app
    from ksb.errors import KsbError

    usage_error: Any = typer.BadParameter.__base__
    try:
        code = app(prog_name="ksb", standalone_mode=False)
    except usage_error as error:
        message = error.format_message()
        if not message:  # Called without arguments: Typer has printed the help.
            return int(error.exit_code)
        # Imported here: with the exporters, it takes 2% of the instructions of `ksb show K18`, which does not need it.
        from ksb.cli.usage import explained

        raise KsbError(*explained(error, message)) from None
    return code if isinstance(code, int) else 0


def _flush_or_discard(stream: IO[str] | None) -> None:
    try:
        if stream is not None:
            stream.flush()
    except (OSError, ValueError):
        discard(stream)


def discard(stream: IO[str] | None) -> None:
    """Discard what a stream still holds, and what is written to it from now on."""
    if stream is not None:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
