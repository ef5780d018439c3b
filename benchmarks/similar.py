"""Measure the search for similar statements at growing numbers of statements: `python benchmarks/similar.py`.

There are three kinds of input: real statements with a few words replaced; statements that each differ from the next in
two words; and statements of the same words in random order, which must all be compared although none are similar.
"""

import random
import time
from collections.abc import Callable

from ksb import load
from ksb.text.similarity import similar

SIZES = (625, 1_250, 2_500, 5_000)


def real(size: int) -> list[str]:
    """Return statements of the embedded standard, each with a few words replaced."""
    texts = list(load().ksbs.values())
    made = []
    for i in range(size):
        words = texts[i % len(texts)].split()
        for at in random.sample(range(len(words)), min(4, len(words))):
            words[at] = f"word{random.randrange(2_000)}"
        made.append(" ".join(words))
    return made


def near(size: int) -> list[str]:
    """Return statements that are nearly the same: each differs from the next in two words."""
    text = "How the schedules of a production are drawn up, kept and changed by the crew"
    return [f"{text} {i % 70} and {i // 70} in line with its requirements" for i in range(size)]


def shuffled(size: int) -> list[str]:
    """Return statements of the same words in random order."""
    words = [
        "draw",
        "schedule",
        "production",
        "crew",
        "cost",
        "budget",
        "plan",
        "permit",
        "archive",
        "edit",
        "sound",
        "light",
    ]
    return [" ".join(random.sample(words, len(words))) for _ in range(size)]


KINDS: tuple[Callable[[int], list[str]], ...] = (real, near, shuffled)


def main() -> None:
    """Print a table of the seconds for each number of statements."""
    random.seed(1)
    print("statements" + "".join(kind.__name__.rjust(12) for kind in KINDS))
    for size in SIZES:
        row = f"{size:10}"
        for kind in KINDS:
            statements = {f"K{i}": text for i, text in enumerate(kind(size))}
            start = time.perf_counter()
            sum(1 for _ in similar(statements))
            row += f"{time.perf_counter() - start:10.2f} s"
        print(row)


if __name__ == "__main__":
    main()
