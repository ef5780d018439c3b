"""What is remembered for texts fits into memory, however many files are read and however long their texts are."""

from __future__ import annotations

import pytest

from ksb import remember
from ksb.load import parse


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(remember, "_remembering", [])
    monkeypatch.setattr(remember, "_seen", 0)
    return []


def test_the_latest_are_kept(asked: list[str]) -> None:
    @remember.remembered(2)
    def asking(text: str, more: int = 0) -> int:
        asked.append(text)
        return more

    assert [asking(text) for text in "abbacab"] == [0] * 7
    assert asking("b", 5) == 5
    assert "".join(asked) == "abcbb"


def test_all_is_forgotten_before_it_fills_the_memory(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    @remember.remembered(2)
    def asking(text: str) -> None:
        asked.append(text)

    monkeypatch.setattr(remember, "_MOST", 10)
    for content in (b"#######", b"###", b"#", b"#########", b"#"):
        parse(content, "a.yaml")
        asking("a")
    assert len(asked) == 3
