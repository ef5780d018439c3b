"""Entries of `per-file-ignores` and of the baseline that silence nothing, as findings at their line."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path

from ksb.linter.baseline import Baseline, Known
from ksb.linter.config import Settings, absolute, fits
from ksb.linter.engine import finding
from ksb.linter.files import entries, is_yaml
from ksb.linter.finding import UNUSED, Finding
from ksb.positions import Span, Text
from ksb.reading import STDIN

_MOST_ENTRIES = 20_000
"""How many files and folders below a configuration's folder are listed to see whether an ignore is used (0.1 s)."""


def unused_ignores(
    settings: Settings, given: Sequence[str], files: Sequence[str], used: Collection[tuple[str, str]]
) -> Iterator[Finding]:
    """Yield a finding for each ignore that silences nothing, if all the files that its pattern fits were checked.

    `given` are the paths of the call, `files` the checked files, `used` the patterns and codes that silenced something.
    """
    if settings.file is None or not settings.per_file_ignores or UNUSED not in settings.codes:
        return
    checked = set(map(absolute, files))
    folder = absolute(settings.file).parent
    candidates = _candidates(folder, given, checked)
    if candidates is None:
        return
    relative = [(path, path.relative_to(folder).as_posix()) for path in candidates]
    for pattern, codes in settings.per_file_ignores.items():
        fitting = {path for path, name in relative if fits(pattern, name)}
        for code in codes if fitting <= checked else ():
            if settings.runs_all(code) and (pattern, code) not in used:
                yield _unused_ignore(settings.file, settings, pattern, code)


def unused_entry(known: Known, baseline: Baseline, settings: Settings) -> Finding:
    """Return the finding on an entry of the baseline whose fault is gone."""
    message = f"{known.code} in {known.file} is gone; remove this entry ({known.message})"
    return finding(UNUSED, settings, message, baseline.source, known.span, key=known.fingerprint)


def _candidates(folder: Path, given: Sequence[str], checked: Collection[Path]) -> list[Path] | None:
    """Return the YAML files below a folder; None if there is too much in it to look for them."""
    if any(folder.is_relative_to(absolute(path)) for path in given if path != STDIN):
        return [path for path in checked if path.is_relative_to(folder)]
    listed = list(islice(entries(str(folder), []), _MOST_ENTRIES + 1))
    return [Path(entry.path) for entry in listed if is_yaml(entry)] if len(listed) <= _MOST_ENTRIES else None


def _unused_ignore(file: Path, settings: Settings, pattern: str, code: str) -> Finding:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        text = ""  # the file changed during the run
    source = Text(os.path.relpath(file), text)
    keys = (json.dumps(pattern, ensure_ascii=False), f"'{pattern}'", pattern)
    entry = re.search(rf"(?m)(?:^|[{{,])[ \t]*(?:{'|'.join(map(re.escape, keys))})[ \t]*=", source.text)
    at = entry.end() if entry else 0
    line = source.span(at, at).line
    span = Span(line, 1, line, len(source.line(line)) + 1)
    message = f"per-file-ignores of {pattern!r}: {code} silences nothing; remove it"
    return finding(UNUSED, settings, message, source, span)
