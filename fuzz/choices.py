"""Where the generators get their decisions from: the bytes of a fuzzer; in the tests it is Hypothesis."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Choices(ABC):
    """Decisions, one after the other; the smallest number is the plainest outcome."""

    @abstractmethod
    def number(self, low: int, high: int) -> int:
        """Return a whole number from `low` to `high`."""

    @abstractmethod
    def characters(self, most: int) -> str:
        """Return up to so many characters of any kind, no lone surrogates among them."""

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
    """Decisions read from bytes; when those are used up, each is the plainest."""

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
        """Return up to so many characters, those of a stretch of the bytes."""
        return self._take(self.number(0, most)).decode("utf-8", "replace")

    def rest(self) -> bytes:
        """Return the bytes that are left."""
        return self._take(len(self.data))

    def _take(self, size: int) -> bytes:
        taken = self.data[self.at : self.at + size]
        self.at += size
        return taken
