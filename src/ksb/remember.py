"""Remembering what functions return for texts: the same words stand in file after file, but not all can be kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, cast

_Function = TypeVar("_Function", bound=Callable[..., Any])
_MOST = 8_000_000
"""From how many bytes of files on what was remembered is forgotten: it takes ten times as much memory."""

_remembering: list[Any] = []
_seen = 0


def remembered(count: int) -> Callable[[_Function], _Function]:
    """Let a function of a text remember what it returns for the `count` texts that it was asked for last."""

    def remembering(function: _Function) -> _Function:
        _remembering.append(lru_cache(maxsize=count)(function))
        return cast("_Function", _remembering[-1])

    return remembering


def make_room(size: int) -> None:
    """Forget everything, if much was read since that was last done; a file of `size` bytes is about to be read."""
    global _seen
    _seen += size
    if _seen > _MOST:
        _seen = size
        for function in _remembering:
            function.cache_clear()
