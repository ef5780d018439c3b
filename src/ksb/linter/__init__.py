"""The consistency checks: rules that yield issues, and the engine that turns them into findings."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ksb.linter.runner import Report


def lint(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
    config: str | os.PathLike[str] | None = None,
    isolated: bool = False,
    baseline: str | os.PathLike[str] | None = None,
) -> Report:
    """Check files, and every `*.yaml` and `*.yml` below folders, as their configuration says.

    `paths` may be one path, `select` and `ignore` one code.
    `select` and `ignore` hold rule codes or beginnings of codes (`KSB2`): `select` takes the place of what the
    configuration selects and ignores, `ignore` adds to it, and the rules on unreadable files always run. `config`
    names the configuration file to use in place of the one nearest to each file; `isolated` uses none. Findings
    that `baseline` knows are left out.

    A file that can't be read is a finding. Raises `KsbError` for an unknown code, for a folder without such files,
    and for a configuration or a baseline that can't be used.
    """
    from dataclasses import replace

    from ksb.linter.config import Choice
    from ksb.linter.runner import Run

    choice = Choice(
        config=Path(config) if config is not None else None,
        isolated=isolated,
        select=(select,) if isinstance(select, str) else tuple(select),
        ignore=(ignore,) if isinstance(ignore, str) else tuple(ignore),
    )
    known = Path(baseline) if baseline is not None else None
    given = [paths] if isinstance(paths, str | os.PathLike) else paths
    report = Run([os.fspath(path) for path in given], choice, known=known, jobs=1).report()
    return replace(report, findings=tuple(report.findings))
