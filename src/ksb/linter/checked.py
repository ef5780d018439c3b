"""Check one file."""

from typing import NamedTuple

from ksb.linter.config import Settings
from ksb.linter.engine import Ignore, check
from ksb.linter.finding import Finding
from ksb.reading import contents, parse
from ksb.validate import unreadable


class CheckedFile(NamedTuple):
    """The result of checking one file."""

    name: str
    """The file's name in messages."""
    findings: tuple[Finding, ...]
    """Sorted by place."""
    used: frozenset[Ignore] = frozenset()
    """The entries of `per-file-ignores` that silenced something."""
    readable: bool = True
    """Whether the file holds a standard."""
    known: int = 0
    """How many more findings the baseline holds."""


def check_content(name: str, content: bytes | OSError | ValueError, settings: Settings) -> CheckedFile:
    """Check a file by its content, or report the error that reading it raised."""
    reading = parse(content, name) if isinstance(content, bytes) else unreadable(name, content)
    checked = check(reading, settings)
    findings = tuple(found.finding for found in checked.found)
    return CheckedFile(name, findings, checked.used, reading.standard is not None)


def content_or_error(file: str) -> bytes | OSError | ValueError:
    """Return the content of a file, or the error that reading it raised."""
    try:
        return contents(file)
    except (OSError, ValueError) as error:
        return error
