"""How long `ksb` takes to answer, beside bare Python, a bare Typer application, and other tools of the kind.

Each command runs as a process of its own, all of them in turn, so that a slow moment of the machine meets all alike;
the first round, which fills the cache of `ksb` and writes Python's bytecode, does not count. They run in an empty
folder, so that `ksb` answers from the standard it brings along. Prints the least and the median time over the runs,
and the ratio of both to those of a bare Typer application. yamllint, check-jsonschema, doorstop and yq do the nearest
thing they can, where they are installed. `python benchmarks/startup.py [RUNS]`
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
TYPER = "import typer\napp = typer.Typer()\n@app.command()\ndef main(name: str = 'x') -> None: print(name)\napp()"
YARDSTICK = "a bare Typer application"
YARDSTICKS = {"python -c pass": [sys.executable, "-c", "pass"], YARDSTICK: [sys.executable, "-c", TYPER]}
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
STANDARD, SCHEMA = str(ROOT / "data" / "standard.yaml"), str(ROOT / "data" / "standard.schema.json")
OTHERS = {
    "yamllint standard.yaml": ["yamllint", STANDARD],
    "check-jsonschema": ["check-jsonschema", "--schemafile", SCHEMA, STANDARD],
    "doorstop --version": ["doorstop", "--version"],
    "yq .ksbs.K18 standard.yaml": ["yq", ".ksbs.K18", STANDARD],
}
COMPLETION = {"_KSB_COMPLETE": "complete_bash", "COMP_WORDS": "ksb show K1", "COMP_CWORD": "2"}


def seconds(name: str, command: list[str], folder: str) -> float:
    """Return the wall time of one run."""
    environment = {**os.environ, **(COMPLETION if "TAB" in name else {})}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
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
    with tempfile.TemporaryDirectory() as folder:
        for counted in range(runs + 1):
            for name, command in everything.items():
                taken = seconds(name, command, folder)
                times[name] += [taken] if counted else []
    print(f"{f'{runs} runs':30} {'least ms':>8} {'median ms':>10}  / {YARDSTICK}")
    yard = times[YARDSTICK]
    for name, took in times.items():
        ratios = f"{min(took) / min(yard):4.2f}  {median(took) / median(yard):4.2f}"
        print(f"{name:30} {min(took) * 1000:8.0f} {median(took) * 1000:10.0f}  {ratios}")


if __name__ == "__main__":
    main()
