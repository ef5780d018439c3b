"""How long `ksb coverage` takes on cohorts of growing size, beside merely reading the same files into blocks.

`python benchmarks/cohort.py [LEARNERS ...]`, by default 50, 100 and 500 learners with a CSV file of 100 rows each, in
folders; then one sheet of as many rows, in CSV and in Excel. For each: the CPU seconds of reading alone and of the
command, their ratio, and the most memory that the command took. Each is the least of three runs.
"""

import csv
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from openpyxl import Workbook

from ksb import load
from ksb.query import select_ksbs

ROOT = Path(__file__).parents[1]
LEARNERS = (50, 100, 500)
ROWS = 100
STANDARD = load()
RUNS = 3
HEADER = ("Title", "Date", "Type", "KSBs", "Status", "Hours")
READ = """
import sys
import ksb.cli.coverage  # what the command imports, too
from ksb.documents import read_blocks
from pathlib import Path
for folder, _, names in __import__("os").walk(sys.argv[1]):
    for name in names:
        read_blocks(Path(folder, name))
"""


def rows(learner: int) -> list[list[str]]:
    """Return the evidence of one learner."""
    codes = select_ksbs(STANDARD, pathway=2)
    found = []
    for i in range(ROWS):
        named = [codes[(learner * 31 + i * 7 + j * 13) % len(codes)] for j in range(1 + i % 4)]
        day = f"2026-{1 + i % 12:02}-{1 + i % 28:02}"
        found.append([f"Piece {i} of work", day, "Document", ", ".join(named), "approved", str(1 + i % 8)])
    return found


def write_folders(folder: Path, learners: int) -> None:
    """Write a folder with a CSV file for each learner."""
    for learner in range(learners):
        place = folder / f"learner-{learner:04}"
        place.mkdir(parents=True)
        with (place / "log.csv").open("w", newline="") as file:
            csv.writer(file).writerows([HEADER, *rows(learner)])


def write_sheet(file: Path, learners: int) -> None:
    """Write one sheet with the rows of all learners."""
    body = [[f"Learner {learner}", *row] for learner in range(learners) for row in rows(learner)]
    table = [["Learner", *HEADER], *body]
    file.parent.mkdir(parents=True)
    if file.suffix == ".csv":
        with file.open("w", newline="") as stream:
            csv.writer(stream).writerows(table)
        return
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Log")
    for row in table:
        sheet.append(row)
    book.save(file)


def run(command: list[str]) -> tuple[float, float]:
    """Return the CPU seconds and the most MB of memory of a command."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    _, _, used = os.wait4(process.pid, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    """Print the table."""
    sizes = [int(size) for size in sys.argv[1:]] or LEARNERS
    print(f"{'evidence':<28}{'reading':>9}{'coverage':>10}{'ratio':>7}{'MB':>7}")
    for learners in sizes:
        for kind in ("folders", ".csv", ".xlsx"):
            with tempfile.TemporaryDirectory() as scratch:
                folder = Path(scratch, "cohort")
                if kind == "folders":
                    write_folders(folder, learners)
                    options = ["--by", "folder"]
                else:
                    write_sheet(folder / f"log{kind}", learners)
                    options = ["--by", "Learner"]
                reading = min(run([sys.executable, "-c", READ, str(folder)]) for _ in range(RUNS))[0]
                command = [sys.executable, "-m", "ksb", "coverage", str(folder), "--pathway", "2", *options]
                taken, memory = min(run(command) for _ in range(RUNS))
                name = f"{learners} learners, {kind}"
                print(f"{name:<28}{reading:>8.2f}s{taken:>9.2f}s{taken / reading:>7.2f}{memory:>7.0f}")


if __name__ == "__main__":
    main()
