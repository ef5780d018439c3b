"""What the formats for other programs share: how they name files, and tell equal findings apart."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ksb.linter.files import repository
from ksb.linter.finding import Finding


def relative(file: str) -> str:
    """Return the path with slashes, and relative to the current folder if the file is below it."""
    path = Path(os.path.normpath(file))
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_posix()


def from_root(file: str) -> str:
    """Return the path with slashes, relative to the root of the repository, wherever the command runs.

    The root is what the CI system names (GITHUB_WORKSPACE, CI_PROJECT_DIR), or that of the Git repository of the file.
    """
    path = os.path.abspath(file)  # noqa: PTH100
    folder = os.path.dirname(path)  # noqa: PTH120
    roots = (os.environ.get("GITHUB_WORKSPACE"), os.environ.get("CI_PROJECT_DIR"), repository(folder))
    for root in filter(None, roots):
        if Path(path).is_relative_to(os.path.abspath(root)):  # noqa: PTH100
            return Path(path).relative_to(os.path.abspath(root)).as_posix()  # noqa: PTH100
    return relative(file)


def numbered(findings: Iterable[Finding]) -> Iterator[tuple[Finding, int]]:
    """Yield each finding of one file with the number of findings before it that have the same fingerprint."""
    seen: Counter[str] = Counter()
    for finding in findings:
        yield finding, seen[finding.fingerprint]
        seen[finding.fingerprint] += 1
