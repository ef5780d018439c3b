"""Fuzz some targets: `python -m fuzz.run TARGET... [--runs N] [--seconds S] [--seed N] [--keep-going]`.

With atheris, the coverage of `ksb` guides the inputs. Without it, or with `--plain`, they are mutated at random. An
input that takes over 10 s of CPU time or over 500 MB is a fault, like an exception. Inputs that fail are written to
`fuzz/found/`, and `python -m fuzz.run TARGET --input FILE` runs one again.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import os
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from types import FrameType

MOST_SECONDS = 10.0
MOST_KIB = 500 * 1024
FOUND = Path(__file__).parent / "found"
_POOL = 500


class TooSlowError(BaseException):
    """An input that takes too long. It is no `Exception`, so that nothing in `ksb` catches it."""


class Runner:
    """Runs inputs through a target, one by one, and measures time and memory."""

    def __init__(self, name: str, target: Callable[[bytes], None], options: argparse.Namespace) -> None:
        self.name = name
        self.target = target
        self.options = options
        self.count = 0
        self.slowest = (0.0, b"")
        self.faults: dict[str, Path] = {}
        self.began = time.monotonic()
        self.least = _peak()
        signal.signal(signal.SIGPROF, _too_slow)

    def __call__(self, data: bytes) -> None:
        """Run one input. Exit if it fails, or if it was the last."""
        before, peak = time.process_time(), _peak()
        try:
            signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
            try:
                self.target(data)
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
            if _peak() - peak > MOST_KIB:
                raise MemoryError(f"{(_peak() - peak) // 1024} MB")
        except (Exception, TooSlowError) as error:
            self._failed(data, error)
        self.count += 1
        seconds = time.process_time() - before
        if seconds > self.slowest[0]:
            self.slowest = seconds, data
        over = self.options.seconds and time.monotonic() - self.began > self.options.seconds
        if over or (self.options.runs and self.count >= self.options.runs):
            self.end()

    def _failed(self, data: bytes, error: BaseException) -> None:
        """Save the input. Of several that fail at the same place, keep the smallest."""
        frames = traceback.extract_tb(error.__traceback__)
        place = " < ".join(f"{Path(it.filename).name}:{it.lineno}" for it in frames[:-4:-1])
        message = re.sub(r"\d+", "0", str(error).split(":")[0]) if isinstance(error, AssertionError) else ""
        fault = f"{type(error).__name__} {message} {place}"
        file = FOUND / f"{self.name}-{hashlib.sha256(fault.encode()).hexdigest()[:8]}"
        if fault not in self.faults:
            self.faults[fault] = file
            print(f"\n-- {file}", file=sys.stderr)
            traceback.print_exception(error, limit=-6)
        if not file.exists() or len(data) < file.stat().st_size:
            FOUND.mkdir(exist_ok=True)
            file.write_bytes(data)
        if not self.options.keep_going:
            self.end()

    def end(self) -> NoReturn:
        """Print a summary and exit, with 1 if anything failed."""
        seconds = time.monotonic() - self.began
        how = "plain" if self.options.plain else "guided by coverage"
        print(
            f"{self.name}: {self.count:,} inputs in {seconds:.0f} s ({self.count / max(seconds, 0.001):.0f} a second,"
            f" {how}); the slowest took {self.slowest[0] * 1000:.0f} ms; peak memory {_peak() // 1024} MB,"
            f" {self.least // 1024} MB of it before the first; {len(self.faults)} faults",
            flush=True,
        )
        if self.options.slowest:
            self.options.slowest.write_bytes(self.slowest[1])
        sys.stderr.flush()
        os._exit(1 if self.faults else 0)  # libFuzzer can't be stopped in another way.


def _too_slow(number: int, frame: FrameType | None) -> None:
    raise TooSlowError(f"more than {MOST_SECONDS} s")


def _peak() -> int:
    """Return the peak memory of this process, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """Run the targets that the command line names, one after the other."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.run", description=__doc__)
    names = ("yaml", "lint", "import", "diff", "export")
    parser.add_argument("targets", nargs="+", choices=names, metavar="TARGET", help=", ".join(names))
    parser.add_argument("--runs", type=int, default=0, help="how many inputs")
    parser.add_argument("--seconds", type=float, default=0, help="how long; without --runs and --seconds until Ctrl-C")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plain", action="store_true", help="mutate at random, even with atheris")
    parser.add_argument("--keep-going", action="store_true", help="don't end at the first fault")
    parser.add_argument("--input", type=Path, action="append", help="run this file alone; may be repeated")
    parser.add_argument("--slowest", type=Path, metavar="FILE", help="where to write the slowest input")
    options = parser.parse_args()
    logging.disable()  # Beautiful Soup logs what it can't decode.
    options.plain = options.plain or bool(options.input)
    atheris = None if options.plain else _atheris()
    options.plain = atheris is None
    if atheris is not None:
        with atheris.instrument_imports(include=["ksb"]):
            from fuzz import inputs, targets
    else:
        from fuzz import inputs, targets

    failed = False
    for name in options.targets:
        # Importing takes longer than a short run, and a run ends its process.
        if child := os.fork():
            failed |= os.waitpid(child, 0)[1] != 0
            continue
        runner = Runner(name, targets.TARGETS[name], options)
        seeds = inputs.seeds(name)
        if options.input:
            options.runs = len(options.input)
            for file in options.input:
                runner(file.read_bytes())
        elif atheris is not None:
            _guided(atheris, runner, seeds)
        else:
            _plain(runner, seeds, inputs.mutated)
    sys.exit(failed)


def _atheris() -> Any:
    """Return the module, or None if it is not installed; it has no wheels for some versions of Python."""
    try:
        return import_module("atheris")
    except ImportError:
        return None


def _guided(atheris: Any, runner: Runner, seeds: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(seeds):
            Path(folder, str(number)).write_bytes(seed)
        # The limits of libFuzzer are for what a Python signal handler can't interrupt.
        limits = ["-max_len=6000", "-timeout=30", "-rss_limit_mb=3000", f"-artifact_prefix={FOUND}/"]
        FOUND.mkdir(exist_ok=True)
        atheris.Setup([sys.argv[0], folder, *limits, f"-seed={runner.options.seed}", "-verbosity=0"], runner)
        atheris.Fuzz()


def _plain(runner: Runner, seeds: list[bytes], mutated: Callable[[bytes, Random], bytes]) -> NoReturn:
    random = Random(runner.options.seed)
    pool = list(seeds)
    while True:
        data = mutated(random.choice(pool), random)
        runner(data)
        if len(pool) < _POOL:
            pool.append(data)
        else:
            pool[random.randrange(len(seeds), _POOL)] = data


if __name__ == "__main__":
    main()
