"""Errors that users can cause: one sentence and an optional hint."""

from __future__ import annotations

from collections.abc import Sequence

_MOST_SHOWN = 10
"""Maximum number of faults of one file that a command shows."""


def reason(error: OSError | ValueError) -> str:
    """Return why the system refuses something, as the end of a sentence: `permission denied`."""
    text = getattr(error, "strerror", None) or str(error)
    return f"{text[:1].lower()}{text[1:]}"


def unread(name: object, error: OSError | ValueError) -> str:
    """Return the message about a file that can't be read."""
    if isinstance(error, FileNotFoundError):
        return f"there is no file {name}"
    if isinstance(error, IsADirectoryError):
        return f"{name} is a folder, not a file"
    return f"{name}: can't be read: {reason(error)}"


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
