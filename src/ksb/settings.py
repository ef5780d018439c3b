"""The configuration files of `ksb`: `ksb.toml`, and `[tool.ksb]` in `pyproject.toml`."""

import codecs
import os
import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ksb.errors import KsbError, reason
from ksb.escape import foreign
from ksb.positions import CONFLICT

KEYS = ("standard", "lint", "coverage")
_MOST_BYTES = 1 << 20
# tomllib's memory for a dotted key grows with the square of the number of its parts.
_TOO_DEEP = r"""(?<![\w"'-])(?:[\w"'-]+[ \t]*\.[ \t]*){100}"""


def configurations() -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield each configuration file for the current folder that sets anything, with its settings; the nearest first.

    There are none where the folder was removed. Raises `KsbError` for a file that can't be read.
    """
    try:
        folder = Path.cwd()
    except FileNotFoundError:
        return
    for file in files_above(folder):
        if table := read(file):
            yield file, table


def files_above(folder: Path) -> Iterator[Path]:
    """Yield the configuration files in `folder` and the folders above it, the nearest first.

    In one folder `ksb.toml` comes before `pyproject.toml`.
    """
    for place in (folder, *folder.parents):
        for name in ("ksb.toml", "pyproject.toml"):
            if os.path.isfile(place / name):  # noqa: PTH113  Path raises where a name is too long
                yield place / name


def read(file: Path) -> dict[str, Any]:
    """Return what a configuration file sets for `ksb`.

    Raises `KsbError` if it can't be read, is not TOML, or has a key that `ksb` does not know.
    """
    try:
        with file.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
        if len(content) > _MOST_BYTES:
            raise KsbError(f"{file}: larger than {_MOST_BYTES >> 20} MiB, the maximum")
        if file.name == "pyproject.toml" and b"ksb" not in content:
            return {}  # Only for other tools.
        import tomllib

        text = text_of(content)
        if re.search(_TOO_DEEP, text):
            raise RecursionError
        table: Any = tomllib.loads(text.replace("\r\n", "\n"))
    except OSError as error:
        raise KsbError(f"{file}: can't be read: {reason(error)}") from None
    except RecursionError:
        raise KsbError(f"{file}: nested too deep") from None
    except ValueError as error:
        raise KsbError(f"{file}: can't be read: {error}") from None
    if file.name == "pyproject.toml":
        tool = table.get("tool")
        table = tool.get("ksb", {}) if isinstance(tool, dict) else {}
    return checked(table, KEYS, str(file)) if table else {}


def text_of(content: bytes) -> str:
    """Return the text of a file in UTF-8. Raises `ValueError` for a byte-order mark or a merge conflict, too."""
    if content.startswith(codecs.BOM_UTF8):
        raise ValueError("it starts with a byte-order mark; save the file as UTF-8 without one")
    text = content.decode()
    if "<<<<<<<" in text and (found := CONFLICT.search(text)):
        line = text.count("\n", 0, found.start()) + 1
        raise ValueError(f"unresolved merge conflict in line {line}")
    return text


def checked(table: Any, keys: tuple[str, ...], where: str) -> dict[str, Any]:
    """Return `table`. Raises `KsbError` if it is not a table, or has a key that is not in `keys`."""
    if not isinstance(table, dict):
        raise KsbError(f"{where}: must be a table of settings")
    for key in table:
        if key not in keys:
            near = get_close_matches(key, keys, n=1)
            hint = f"is `{near[0]}` meant?{foreign(key)}" if near else f"the keys are {', '.join(keys)}"
            raise KsbError(f"{where}: unknown key `{key}`", hint)
    return table
