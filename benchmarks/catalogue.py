"""How long `ksb lint FOLDER` takes on catalogues of growing size, beside merely loading the same files.

The standards are those of `../shared/data`, repeated; in each copy a word of every third line is another, as between
the versions of a standard. `python benchmarks/catalogue.py [SIZE ...]`, by default 54, 200, 2000 and 20000 files.

For each size: the wall and CPU time of `ksb lint` with nothing in its cache, the most memory that one of its processes
took, files per second, the ratio of its wall time to `yaml.CSafeLoader` loading the same files in one process, the same
for a second run, which finds everything in the cache, and, on the first 54 files, the ratio to yamllint.
Each size is run again and again for half a minute, once at least, and the least times are told: what else the machine
does only adds to them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from ksb import export, load
from ksb.importers import load_any

ROOT = Path(__file__).parents[1]
PUBLISHED = ROOT.parent / "shared" / "data" / "skills-england"
SIZES = (54, 200, 2_000, 20_000)
SECONDS = 30
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
    """Return real standards as YAML: the published ones, or the embedded one where those are not here."""
    published = [load_any(str(path)) for path in sorted(PUBLISHED.glob("*.json"))]
    return [export(standard, "yaml") for standard in published or [load(ROOT / "data" / "standard.yaml")]]


def make(folder: Path, size: int) -> None:
    """Write a catalogue of so many files."""
    texts = standards()
    for i in range(size):
        lines = texts[i % len(texts)].splitlines(keepends=True)
        for at in range(i % 3, len(lines), 3):
            lines[at] = lines[at].replace(" the ", f" the {_word(i)} ", 1).replace(" and ", f" and {_word(i + at)} ", 1)
        (folder / f"{i:05}.yaml").write_text("".join(lines), encoding="utf-8")


def _word(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number * 7919 % 100_000)) + "th"


def run(*command: str, **environment: str) -> Taken:
    """Run a command and return what it took, its children included."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, **environment})
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return Taken(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def main() -> None:
    """Print the table."""
    head = ("files", "wall s", "CPU s", "MB", "files/s", "/ load", "again s", "/ load", "/ yamllint")
    print("".join(name.rjust(10) for name in head))
    for size in [int(size) for size in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder, cache = Path(name, "catalogue"), Path(name, "cache")
            folder.mkdir()
            make(folder, size)
            lint = (sys.executable, "-m", "ksb", "lint", "--isolated", str(folder))
            rounds: list[tuple[Taken, Taken, Taken]] = []
            start = time.perf_counter()
            while not rounds or time.perf_counter() - start < SECONDS:
                shutil.rmtree(cache, ignore_errors=True)
                bare = run(sys.executable, "-c", BARE, str(folder))
                rounds.append((bare, run(*lint, KSB_CACHE_DIR=str(cache)), run(*lint, KSB_CACHE_DIR=str(cache))))
            bare, first, again = map(min, zip(*rounds, strict=True))
            memory = max(first.memory, again.memory)
            figures = [first.wall, first.cpu, memory, size / first.wall, first.wall / bare.wall]
            figures += [again.wall, again.wall / bare.wall]
            row = "".join(f"{figure:10.2f}" if figure < 100 else f"{figure:10.0f}" for figure in figures)
            print(f"{size:10}{row}{beside_yamllint(folder):>10}", flush=True)


def beside_yamllint(folder: Path) -> str:
    """Return the ratio of the wall times of `ksb lint` and yamllint on a part of a catalogue; "-" without yamllint."""
    yamllint = shutil.which("yamllint", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if yamllint is None:
        return "-"
    part = [str(path) for path in sorted(folder.iterdir())[:54]]
    ours = run(sys.executable, "-m", "ksb", "lint", "--isolated", "--no-cache", *part)
    return f"{ours.wall / run(yamllint, *part).wall:.2f}"


if __name__ == "__main__":
    main()
