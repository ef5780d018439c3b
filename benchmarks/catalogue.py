"""What `ksb lint` costs on many standards, in units of `yaml.CSafeLoader` loading the same files.

The standards are the published ones in `../shared/data`, or the embedded one where those are not there. Two tables:

- by stage, in one process: CPU milliseconds per standard for reading (YAML with the place of every part), validating
  and running the rules, and each as a multiple of merely loading the file. The least of several rounds;
- the whole command with `--format json`, on catalogues of growing size, with one process and with two: wall and CPU
  seconds, CPU per file as a multiple of loading, and the memory of the largest process. `report` in the first table is
  what the command takes per file beyond the other stages and its start. In the copies a word of every third line is
  changed, as between versions of a standard.

`python benchmarks/catalogue.py [SIZE ...]`, by default 540, 2000 and 20000 files.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import yaml

from ksb import export, lint, load
from ksb.loading import load_any
from ksb.source import Source
from ksb.validate import validate

ROOT = Path(__file__).parents[1]
PUBLISHED = ROOT.parent / "shared" / "data" / "skills-england"
SIZES = (540, 2_000, 20_000)
ROUNDS = 7
BARE = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).iterdir()):
    with path.open("rb") as file:
        yaml.load(file, Loader=yaml.CSafeLoader)
"""


class Taken(NamedTuple):
    """What one run took: seconds of wall and of CPU time, and the MB of its largest process."""

    wall: float
    cpu: float
    memory: float


def standards() -> list[str]:
    """Return real standards as YAML."""
    published = [load_any(str(path)) for path in sorted(PUBLISHED.glob("*.json"))]
    return [export(standard, "yaml") for standard in published or [load(ROOT / "data" / "standard.yaml")]]


def make(folder: Path, size: int, texts: list[str]) -> None:
    """Write a catalogue of so many files."""
    folder.mkdir()
    for i in range(size):
        lines = texts[i % len(texts)].splitlines(keepends=True)
        for at in range(i % 3, len(lines), 3) if i >= len(texts) else ():
            lines[at] = lines[at].replace(" the ", f" the {_word(i)} ", 1).replace(" and ", f" and {_word(i + at)} ", 1)
        (folder / f"{i:05}.yaml").write_text("".join(lines), encoding="utf-8")


def _word(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number * 7919 % 100_000)) + "th"


def least(work: Callable[[], object]) -> float:
    """Return the least CPU seconds of several rounds of some work."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def stages(folder: Path) -> dict[str, float]:
    """Return the CPU seconds of each stage for all files of a folder. `rules` is what `lint` adds to the others."""
    files = sorted(folder.iterdir())
    contents = [file.read_bytes() for file in files]
    loading = least(lambda: [yaml.load(content, Loader=yaml.CSafeLoader) for content in contents])
    reading = least(lambda: [Source("x", content) for content in contents])
    validating = least(lambda: [validate(Source("x", content)) for content in contents])
    linting = least(lambda: lint(files, isolated=True))
    return {"load": loading, "read": reading, "validate": validating - reading, "rules": linting - validating}


def run(*command: str) -> Taken:
    """Run a command and return what it took, its children included."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > 1:
        raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}")
    return Taken(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def lint_run(folder: Path, jobs: int) -> Taken:
    """Run `ksb lint` on a folder."""
    return run(sys.executable, "-m", "ksb", "lint", "--isolated", "--jobs", str(jobs), "--format", "json", str(folder))


def main() -> None:
    """Print the tables."""
    texts = standards()
    with tempfile.TemporaryDirectory() as name:
        small = Path(name, "small")
        make(small, len(texts), texts)
        taken = stages(small)
        one = Path(name, "one")
        make(one, 1, ["format: 1\ntitle: None\n"])
        start = min(lint_run(one, 1).cpu for _ in range(ROUNDS))
        whole = min(lint_run(small, 1).cpu for _ in range(ROUNDS)) - start
        taken["report"] = whole - sum(taken[stage] for stage in ("read", "validate", "rules"))
        taken["all but start"] = whole
        print(f"{f'{len(texts)} standards':16}{'CPU ms each':>12}{'/ load':>8}")
        for stage, seconds in taken.items():
            print(f"{stage:16}{seconds / len(texts) * 1000:12.2f}{seconds / taken['load']:8.2f}")

        print("\n" + "".join(head.rjust(10) for head in ("files", "jobs", "wall s", "CPU s", "/ load", "MB")))
        for size in [int(size) for size in sys.argv[1:]] or SIZES:
            folder = Path(name, str(size))
            make(folder, size, texts)
            bare = run(sys.executable, "-c", BARE, str(folder))
            for jobs in (1, 2):
                ours = lint_run(folder, jobs)
                figures = (ours.wall, ours.cpu, ours.cpu / bare.cpu, ours.memory)
                print(f"{size:10}{jobs:10}" + "".join(f"{figure:10.2f}" for figure in figures), flush=True)


if __name__ == "__main__":
    main()
