"""Find the files to check: the paths given, and the YAML files below folders that nothing excludes."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from ksb.errors import KsbError
from ksb.reading import STDIN, contents
from ksb.source import Source

Excluded = Callable[[str, bool], bool]
"""Whether an entry of a folder is left out, by its path and whether it is a folder."""

_FORMAT = re.compile(rb"""(?m)^(?:\xef\xbb\xbf)?["']?format["']?\s*:""")
"""The field that makes a YAML file a standard, where it usually stands."""


class Patterns:
    """Patterns as in a `.gitignore` file, for the entries below a folder."""

    def __init__(self, folder: str, lines: Iterable[str]) -> None:
        """Take the folder and the lines of the file. Raises `KsbError` for a pattern that can't be used."""
        from pathspec import GitIgnoreSpec  # takes 50 ms, which a call without folders or patterns doesn't need

        self._folder = os.path.join(os.path.abspath(folder), "")  # noqa: PTH100, PTH118
        try:
            self._spec: Any = GitIgnoreSpec.from_lines(lines)
        except ValueError as error:
            raise KsbError(f"a pattern of files can't be used: {error}") from None

    def check(self, path: str, folder: bool) -> bool | None:
        """Return whether the last pattern that matches a path excludes it; None if none matches."""
        path = os.path.abspath(path)  # noqa: PTH100
        if not path.startswith(self._folder):
            return None
        relative = path.removeprefix(self._folder).replace(os.sep, "/")
        found: bool | None = self._spec.check_file(f"{relative}/" if folder else relative).include
        return found


def files(path: str, excluded: Excluded = lambda path, folder: False) -> Iterator[str]:
    """Yield `path`, or the YAML files below it if it is a folder, in order.

    In a folder, hidden entries are skipped, those that a `.gitignore` names, and those that `excluded` names. A folder
    that can't be opened is yielded too, so that reading it reports why. Raises `KsbError` for a folder without YAML
    files.
    """
    if path == STDIN or not Path(path).is_dir():
        yield path
        return
    ignored = _git_ignores(path)
    closed: list[str] = []
    found = False
    for entry in entries(path, closed, lambda path, folder: ignored(path, folder) or excluded(path, folder)):
        if is_yaml(entry):
            found = True
            yield str(Path(entry.path))
    yield from closed
    if not found and not closed:
        raise KsbError(
            f"{path}: no *.yaml or *.yml file to check below this folder",
            "hidden files and those that `.gitignore` or `exclude` names are skipped",
        )


def is_yaml(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry of a folder is a YAML file.

    A pipe or a socket is not: reading it might block. A broken link is: the reader reports it.
    """
    path = entry.path  # `os.path` because Path raises for a name that is too long
    return path.endswith((".yaml", ".yml")) and (os.path.isfile(path) or not os.path.exists(path))  # noqa: PTH110, PTH113


def is_standard(file: str) -> bool:
    """Return whether a YAML file has the field `format`, or can't be read as YAML, which is reported."""
    try:
        content = contents(file)
    except (OSError, ValueError):
        return True
    if _FORMAT.search(content):
        return True
    source = Source(file, content)
    return not source.readable or (isinstance(source.data, dict) and "format" in source.data)


def entries(
    path: str, closed: list[str], excluded: Excluded = lambda path, folder: False
) -> Iterator[os.DirEntry[str]]:
    """Yield everything below a folder, at any depth, but hidden entries and those that are excluded.

    Folders that can't be opened are appended to `closed`. The entries of a folder come before those of its folders.
    """
    waiting = [path]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as found:
                shown = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda e: e.name)
        except OSError:
            closed.append(folder)
            continue
        below = []
        for entry in shown:
            is_folder = entry.is_dir(follow_symlinks=False)
            if (is_folder or is_yaml(entry)) and not excluded(entry.path, is_folder):
                yield entry
                if is_folder:
                    below.append(entry.path)
        waiting += reversed(below)


def repository(folder: str) -> str | None:
    """Return the root of the Git repository in which a folder is; None if it is in none."""
    while not os.path.exists(os.path.join(folder, ".git")):  # noqa: PTH110, PTH118
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return None
        folder = above
    return folder


def _git_ignores(walked: str) -> Excluded:
    """Return whether Git ignores a file or a folder below the folder `walked`, by the `.gitignore` files.

    If Git ignores `walked` itself, only the `.gitignore` files in it and below count.
    """
    here = os.path.abspath(walked)  # noqa: PTH100
    top = repository(here) or here

    @cache
    def patterns(folder: str) -> tuple[Patterns, ...]:
        outer = patterns(os.path.dirname(folder)) if folder != top else ()  # noqa: PTH120
        try:
            lines = Path(folder, ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
            return (Patterns(folder, lines), *outer)
        except (OSError, ValueError, KsbError):
            return outer

    def ignored(path: str, folder: bool) -> bool:
        found = (each.check(path, folder) for each in patterns(os.path.dirname(os.path.abspath(path))))  # noqa: PTH100, PTH120
        return next((said for said in found if said is not None), False)

    if top != here and ignored(here, True):
        top = here
        patterns.cache_clear()
    return ignored
