"""Entries of `per-file-ignores` and of the baseline that silence nothing, as findings at their line."""

import json
import os
import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from pathlib import Path

from ksb.linter.baseline import Known
from ksb.linter.config import Settings, absolute, fits
from ksb.linter.engine import finding
from ksb.linter.files import entries, is_yaml
from ksb.linter.finding import UNUSED, Finding
from ksb.positions import Span, Text
from ksb.reading import STDIN

_MOST_ENTRIES = 20_000
"""How many files and folders below a configuration's folder are listed to see whether an ignore is used (0.1 s)."""
_MOST_COMPARISONS = 1_000_000
"""How many pairs of a pattern and a file are compared for the same purpose (2 s)."""
_KEY = re.compile(r"""(?m)(?:^|[{,])[ \t]*("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[\w-]+)[ \t]*=""")
"""A key of a table in TOML, and its quotes."""


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
    if candidates is None or len(candidates) * len(settings.per_file_ignores) > _MOST_COMPARISONS:
        return
    source = _text(settings.file)
    keys: dict[str, int] = {}
    for match in _KEY.finditer(source.text):
        keys.setdefault(_unquoted(match[1]), match.end())
    relative = [(path, path.relative_to(folder).as_posix()) for path in candidates]
    for pattern, codes in settings.per_file_ignores.items():
        fitting = {path for path, name in relative if fits(pattern, name)}
        for code in codes if fitting <= checked else ():
            if settings.runs_all(code) and (pattern, code) not in used:
                line = source.span(keys.get(pattern, 0), 0).line
                span = Span(line, 1, line, len(source.line(line)) + 1)
                message = f"per-file-ignores of {pattern!r}: {code} silences nothing; remove it"
                yield finding(UNUSED, settings, message, source, span)


def unused_entry(known: Known, baseline: Text, settings: Settings) -> Finding:
    """Return the finding on an entry of the baseline whose fault is gone."""
    message = f"{known.code} in {known.file} is no longer found; remove this entry ({known.message})"
    return finding(UNUSED, settings, message, baseline, known.span, identity=known.fingerprint)


def _candidates(folder: Path, given: Sequence[str], checked: Collection[Path]) -> list[Path] | None:
    """Return the YAML files below a folder; None if there is too much in it to look for them."""
    if any(folder.is_relative_to(absolute(path)) for path in given if path != STDIN):
        return [path for path in checked if path.is_relative_to(folder)]
    listed = list(islice(entries(str(folder), []), _MOST_ENTRIES + 1))
    return [Path(entry.path) for entry in listed if is_yaml(entry)] if len(listed) <= _MOST_ENTRIES else None


def _text(file: Path) -> Text:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        text = ""  # the file changed during the run
    return Text(os.path.relpath(file), text)


def _unquoted(key: str) -> str:
    """Return a key of a table in TOML without its quotes."""
    try:
        return str(json.loads(key)) if key[0] == '"' else key.strip("'")
    except ValueError:  # an escape that TOML has and JSON has not
        return key
