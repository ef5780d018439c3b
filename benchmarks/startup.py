"""How long `ksb` takes to answer, beside bare Python, a bare Typer application, and other tools of the kind.

Each command runs as a process of its own, all of them in turn, so that a slow moment of the machine meets all alike;
the first round, which fills the cache of `ksb`, does not count. Prints the median over the runs and its ratio to each
yardstick. yamllint, check-jsonschema, doorstop and yq do the nearest thing they can, where they are installed.
`python benchmarks/startup.py [RUNS]`
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
TYPER = "import typer\napp = typer.Typer()\n@app.command()\ndef main(name: str = 'x') -> None: print(name)\napp()"
YARDSTICKS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "a bare Typer application": [sys.executable, "-c", TYPER],
}
KSB = [sys.executable, "-m", "ksb"]
COMMANDS = {
    "ksb show K18": [*KSB, "show", "K18"],
    "ksb duties --option 2": [*KSB, "duties", "--option", "2"],
    "ksb search copyright": [*KSB, "search", "copyright"],
    "ksb show K1<TAB>": [sys.executable, "-c", "from ksb.cli import main; main()"],
    "ksb lint": [*KSB, "lint"],
    "ksb lint --no-cache": [*KSB, "lint", "--no-cache"],
    "ksb --help": [*KSB, "--help"],
}
OTHERS = {
    "yamllint standard.yaml": ["yamllint", "data/standard.yaml"],
    "check-jsonschema": ["check-jsonschema", "--schemafile", "data/standard.schema.json", "data/standard.yaml"],
    "doorstop --version": ["doorstop", "--version"],
    "yq .ksbs.K18 standard.yaml": ["yq", ".ksbs.K18", "data/standard.yaml"],
}
COMPLETION = {"_KSB_COMPLETE": "complete_bash", "COMP_WORDS": "ksb show K1", "COMP_CWORD": "2"}


def seconds(name: str, command: list[str]) -> float:
    """Return the wall time of one run."""
    environment = {**os.environ, **(COMPLETION if "TAB" in name else {})}
    start = time.perf_counter()
    subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    others = {
        name: [found, *rest] for name, (tool, *rest) in OTHERS.items() if (found := shutil.which(tool, path=path))
    }
    everything = {**YARDSTICKS, **COMMANDS, **others}
    times: dict[str, list[float]] = {name: [] for name in everything}
    for counted in range(runs + 1):
        for name, command in everything.items():
            taken = seconds(name, command)
            times[name] += [taken] if counted else []
    medians = {name: median(taken) for name, taken in times.items()}
    print(f"{'median of ' + str(runs) + ' runs':30} {'ms':>6}  " + "  ".join(f"/ {name}" for name in YARDSTICKS))
    for name in everything:
        ratios = (f"{medians[name] / medians[yard]:.2f}".rjust(len(yard) + 2) for yard in YARDSTICKS)
        print(f"{name:30} {medians[name] * 1000:6.0f}  " + "  ".join(ratios))


if __name__ == "__main__":
    main()
