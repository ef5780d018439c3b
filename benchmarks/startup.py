"""How long `ksb` takes to answer, beside bare Python and a bare Typer application in the same environment.

Each command runs as a process of its own, all of them in turn, so that a slow moment of the machine meets all alike.
Prints the median over the runs and its ratio to each yardstick. `python benchmarks/startup.py [RUNS]`
"""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

TYPER = "import typer\napp = typer.Typer()\n@app.command()\ndef main(name: str = 'x') -> None: print(name)\napp()"
YARDSTICKS = {
    "python -c pass": ["-c", "pass"],
    "a bare Typer application": ["-c", TYPER],
    "import typer, pydantic, yaml": ["-c", "import typer, pydantic, yaml"],
}
COMMANDS = {
    "ksb show K18": ["-m", "ksb", "show", "K18"],
    "ksb lint": ["-m", "ksb", "lint"],
    "ksb --help": ["-m", "ksb", "--help"],
}


def seconds(arguments: list[str]) -> float:
    """Return the wall time of one run."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    everything = {**YARDSTICKS, **COMMANDS}
    for arguments in everything.values():
        seconds(arguments)
    times: dict[str, list[float]] = {name: [] for name in everything}
    for _ in range(runs):
        for name, arguments in everything.items():
            times[name].append(seconds(arguments))
    medians = {name: median(taken) for name, taken in times.items()}
    print(f"{'median of ' + str(runs) + ' runs':30} {'ms':>6}  " + "  ".join(f"/ {name}" for name in YARDSTICKS))
    for name in everything:
        ratios = (f"{medians[name] / medians[yard]:.2f}".rjust(len(yard) + 2) for yard in YARDSTICKS)
        print(f"{name:30} {medians[name] * 1000:6.0f}  " + "  ".join(ratios))


if __name__ == "__main__":
    main()
