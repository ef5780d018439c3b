"""What the formats for other programs share: how they name files, and tell equal findings apart."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ksb.linter.finding import Finding


def relative(file: str) -> str:
    """Return the path with slashes, and relative to the current folder if the file is below it."""
    path = Path(os.path.normpath(file))
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_posix()


def numbered(findings: Iterable[Finding]) -> Iterator[tuple[Finding, int]]:
    """Yield each finding of one file with the number of findings before it that have the same fingerprint."""
    seen: Counter[str] = Counter()
    for finding in findings:
        yield finding, seen[finding.fingerprint]
        seen[finding.fingerprint] += 1
