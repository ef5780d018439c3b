"""Errors that users can cause: one sentence and an optional hint."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

_MOST_SHOWN = 10
"""Maximum number of faults of one file that a command shows."""


def reason(error: OSError | ValueError) -> str:
    """Return why the system refuses something, as the end of a sentence: `permission denied`."""
    text = getattr(error, "strerror", None) or str(error)
    return f"{text[:1].lower()}{text[1:]}"


class KsbError(Exception):
    """A call or an input that `ksb` can't use.

    `message` says what is wrong and where; `hint` says what to do, or is None.
    """

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def lines(self) -> tuple[str, ...]:
        """The message, as lines to show. A line may contain a line break, in the name of a file for example."""
        return (self.message,)


def unread(path: str | Path, error: OSError | ValueError) -> KsbError:
    """Return the error about a file that can't be read; for one that does not exist, with the nearest name there is."""
    if isinstance(error, FileNotFoundError):
        near = nearest_file(path)
        hint = f"is {near} meant?" if near else None
        if re.fullmatch("(?i)st[0-9]{4}", str(path)):
            hint = f"to download the published standard: ksb import {path} --output {str(path).lower()}.yaml"
        return KsbError(f"there is no file {path}", hint)
    if isinstance(error, IsADirectoryError):
        return KsbError(f"{path} is a folder, not a file")
    return KsbError(f"{path}: can't be read: {reason(error)}")


def nearest_file(path: str | Path) -> Path | None:
    """Return the path in the same folder with the most similar name; None if no name is similar."""
    try:
        names = {other.name.casefold(): other for other in Path(path).parent.iterdir()}
    except (OSError, ValueError):
        return None
    near = get_close_matches(Path(path).name.casefold(), names, n=1, cutoff=0.75)
    return names[near[0]] if near else None


class NotFoundError(KsbError, LookupError):
    """A code, a duty or an option that the standard doesn't have."""


class InvalidStandardError(KsbError):
    """A file that is not a standard; `problems` are its faults, each as `file:line:column: what is wrong`."""

    def __init__(self, problems: Sequence[str], hint: str | None = None) -> None:
        super().__init__("\n".join(problems), hint)
        self.problems = tuple(problems)

    @property
    def lines(self) -> tuple[str, ...]:
        """The first faults, and how many more there are."""
        more = len(self.problems) - _MOST_SHOWN
        return (*self.problems[:_MOST_SHOWN], f"and {more} more") if more > 1 else self.problems
