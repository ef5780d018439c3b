"""Find the files to check: the paths given, and the YAML files below folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from ksb.errors import KsbError
from ksb.reading import STDIN


def files(path: str) -> Iterator[str]:
    """Yield `path`, or the YAML files below it if it is a folder, in order. Hidden files and folders are skipped.

    A folder that can't be opened is yielded too, so that reading it reports why. Raises `KsbError` for a folder
    without YAML files.
    """
    if path == STDIN or not Path(path).is_dir():
        yield path
        return
    closed: list[str] = []
    found = False
    for entry in entries(path, closed):
        if is_yaml(entry):
            found = True
            yield str(Path(entry.path))
    yield from closed
    if not found and not closed:
        raise KsbError(f"{path}: no *.yaml or *.yml file below this folder")


def is_yaml(entry: os.DirEntry[str]) -> bool:
    """Return whether an entry of a folder is a YAML file.

    A pipe or a socket is not: reading it might block. A broken link is: the reader reports it.
    """
    path = entry.path  # `os.path` because Path raises for a name that is too long
    return path.endswith((".yaml", ".yml")) and (os.path.isfile(path) or not os.path.exists(path))  # noqa: PTH110, PTH113


def entries(path: str, closed: list[str]) -> Iterator[os.DirEntry[str]]:
    """Yield everything below a folder, at any depth, but hidden entries.

    Folders that can't be opened are appended to `closed`. The entries of a folder come before those of its folders.
    """
    waiting = [path]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as found:
                listed = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda e: e.name)
        except OSError:
            closed.append(folder)
            continue
        yield from listed
        waiting += [entry.path for entry in reversed(listed) if entry.is_dir(follow_symlinks=False)]
