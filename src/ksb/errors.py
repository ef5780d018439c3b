"""What a user can cause to go wrong, said in a sentence, with a hint where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_TOLD = 10


def why(error: OSError | ValueError) -> str:
    """Return why the system refuses something, as the end of a sentence."""
    told = getattr(error, "strerror", None) or str(error)
    return f"{told[:1].lower()}{told[1:]}"


class KsbError(Exception):
    """A call or an input that `ksb` can't use.

    `message` says what is wrong and where; `hint`, if any, what to do about it.
    """

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def lines(self) -> tuple[str, ...]:
        """The message, a line each; a line break within a line belongs to what it names, such as a file."""
        return (self.message,)


class NotFoundError(KsbError, LookupError):
    """A code, a duty or an option that is not there."""


class InvalidStandardError(KsbError):
    """A file that is not a standard; `problems` are its faults, each as `file:line:column: what is wrong`."""

    def __init__(self, problems: Sequence[str], hint: str | None = None) -> None:
        super().__init__("\n".join(problems), hint)
        self.problems = tuple(problems)

    @property
    def lines(self) -> tuple[str, ...]:
        """The first faults, and how many more there are."""
        more = len(self.problems) - _MOST_TOLD
        return (*self.problems[:_MOST_TOLD], f"and {more} more") if more > 1 else self.problems
