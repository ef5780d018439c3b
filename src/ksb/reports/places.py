"""What the formats for other programs have in common: how they name files, and tell equal findings apart."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ksb.linter.finding import Finding


def relative(file: str) -> str:
    """Return a path from the current folder, with slashes; as it is where the file lies outside that folder."""
    path = Path(os.path.normpath(file))
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_posix()


def numbered(findings: Iterable[Finding]) -> Iterator[tuple[Finding, int]]:
    """Yield each finding with how many of the same fingerprint in its file came before it."""
    for _, group in groupby(findings, key=lambda finding: finding.file):
        seen: Counter[str] = Counter()
        for finding in group:
            yield finding, seen[finding.fingerprint]
            seen[finding.fingerprint] += 1
