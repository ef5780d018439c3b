"""The consistency checks: rules that yield issues, and the engine that turns them into findings."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ksb.lint.finding import Report


def lint(paths: Iterable[str | os.PathLike[str]], *, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> Report:
    """Check files, and every `*.yaml` and `*.yml` below folders, with all rules or with those selected.

    `select` and `ignore` hold rule codes or beginnings of codes (`KSB2`); what both name is ignored, and the rules
    on unreadable files always run. A file that can't be read is a finding. Raises `KsbError` for an unknown code
    and for a folder without such files.
    """
    from ksb.lint.engine import check, files, selected
    from ksb.lint.finding import Report
    from ksb.load import read

    codes = selected(select, ignore)
    found = list(dict.fromkeys(file for path in paths for file in files(os.fspath(path))))
    readings = [read(file) for file in found]
    findings = [finding for reading in readings for finding in check(reading, codes)]
    return Report(tuple(reading.source.name for reading in readings), tuple(findings))
