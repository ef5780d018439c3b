"""The decisions of the generators: from the bytes of a fuzzer, or in the tests from Hypothesis."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Choices(ABC):
    """A sequence of decisions. The smallest number is the plainest result."""

    @abstractmethod
    def number(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`."""

    @abstractmethod
    def characters(self, most: int) -> str:
        """Return up to `most` characters of any kind except lone surrogates."""

    def flag(self) -> bool:
        """Return yes or no."""
        return self.number(0, 1) == 1

    def rarely(self) -> bool:
        """Return yes once in sixteen times."""
        return self.number(0, 15) == 15

    def pick(self, things: Sequence[T]) -> T:
        """Return one of several things."""
        return things[self.number(0, len(things) - 1)]


class Bytes(Choices):
    """Decisions read from bytes. After their end, every decision is the plainest."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def number(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`."""
        if low == high:
            return low
        size = 1 if high - low < 256 else 2
        return low + int.from_bytes(self._take(size), "little") % (high - low + 1)

    def characters(self, most: int) -> str:
        """Return up to `most` characters, decoded from the next bytes."""
        return self._take(self.number(0, most)).decode("utf-8", "replace")

    def rest(self) -> bytes:
        """Return the bytes that are left."""
        return self._take(len(self.data))

    def _take(self, size: int) -> bytes:
        taken = self.data[self.at : self.at + size]
        self.at += size
        return taken
