"""The command line: parse, call, write, choose the exit code. Nothing else in `ksb` writes to the terminal or exits."""

from __future__ import annotations

import os
import signal
import sys


def main() -> None:
    """Run `ksb` with the arguments of the process, and exit: 0, 1, 2, 3 for a fault in `ksb` itself, 130 for Ctrl-C."""
    from ksb.cli.app import app
    from ksb.cli.output import complain
    from ksb.errors import KsbError

    # Typer would make of Ctrl-C an exit with 1, which means that there is something to report.
    before = signal.signal(signal.SIGINT, lambda number, frame: sys.exit(128 + number))
    try:
        app(prog_name="ksb")
    except KsbError as error:
        complain(error.message, error.hint)
        sys.exit(2)
    except Exception as error:
        if os.environ.get("KSB_DEBUG") == "1":
            raise
        complain(
            f"a fault in ksb itself, {type(error).__name__}: {error}".replace("\n", " "),
            "please report it with the command you ran; KSB_DEBUG=1 shows where it happened",
        )
        sys.exit(3)
    finally:
        signal.signal(signal.SIGINT, before)
