"""How long `ksb` takes to answer, beside a bare Typer application and other tools.

Each command runs as a process of its own, in a new order each round, so that a slow moment of the machine affects all
alike. The first round writes Python's bytecode and does not count. The commands run in an empty folder, so `ksb`
answers from the standard it comes with. Prints the least and the median wall time over the runs; then, as multiples of
the bare Typer application, the least, and the median over the rounds of the multiple within the round. yamllint and
check-jsonschema read the same file, where they are installed.

`python benchmarks/startup.py [RUNS]`
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from operator import truediv
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
TYPER = "import typer\napp = typer.Typer()\n@app.command()\ndef main(name: str = 'x') -> None: print(name)\napp()"
LIBRARIES = "import pydantic, rich.console, typer, yaml\nclass A(pydantic.BaseModel):\n    name: str\nA(name='x')"
YARDSTICK = "a bare Typer application"
KSB = [str(Path(sys.executable).with_name("ksb"))]
STANDARD, SCHEMA = str(ROOT / "data" / "standard.yaml"), str(ROOT / "data" / "standard.schema.json")
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    YARDSTICK: [sys.executable, "-c", TYPER],
    "the libraries and one model": [sys.executable, "-c", LIBRARIES],
    "ksb show K18": [*KSB, "show", "K18"],
    "ksb lint": [*KSB, "lint"],
    "ksb show K1<TAB>": [sys.executable, "-c", "from ksb.cli import main; main()"],
    "ksb diff": [*KSB, "diff", STANDARD, STANDARD],
    "ksb export text": [*KSB, "export", "text"],
    "ksb --help": [*KSB, "--help"],
}
OTHERS = {
    "yamllint": ["yamllint", STANDARD],
    "check-jsonschema": ["check-jsonschema", "--schemafile", SCHEMA, STANDARD],
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
    found = {name: shutil.which(tool, path=path) for name, (tool, *_) in OTHERS.items()}
    commands = COMMANDS | {name: [tool, *OTHERS[name][1:]] for name, tool in found.items() if tool}
    times: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as folder:
        for counted in range(runs + 1):
            for name, command in random.sample(list(commands.items()), len(commands)):
                taken = seconds(name, command, folder)
                times[name] += [taken] if counted else []
    print(f"{f'{runs} runs':30} {'least ms':>8} {'median ms':>10}  / {YARDSTICK}")
    yard = times[YARDSTICK]
    for name, took in times.items():
        ratios = f"{min(took) / min(yard):4.2f}  {median(map(truediv, took, yard)):4.2f}"
        print(f"{name:30} {min(took) * 1000:8.0f} {median(took) * 1000:10.0f}  {ratios}")


if __name__ == "__main__":
    main()
