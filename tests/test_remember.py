"""Only texts of ordinary length are remembered: a catalogue may hold thousands of long ones."""

from __future__ import annotations

import pytest

from ksb.remember import remembered


@pytest.mark.parametrize(("length", "calls"), [(500, 1), (501, 2)])
def test_long_texts_are_not_kept(length: int, calls: int) -> None:
    asked: list[str] = []

    @remembered(2)
    def last(text: str, more: str) -> str:
        asked.append(text)
        return text[-1:] + more

    assert [last("a" * length, "b"), last("a" * length, "b")] == ["ab", "ab"]
    assert len(asked) == calls


def test_the_latest_are_kept() -> None:
    asked: list[str] = []

    @remembered(2)
    def asking(text: str) -> None:
        asked.append(text)

    for text in "abbacab":
        asking(text)
    assert "".join(asked) == "abcb"
