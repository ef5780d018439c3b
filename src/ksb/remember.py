"""Remembering what a function returns for texts: the same words stand in file after file."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

_Function = TypeVar("_Function", bound=Callable[..., Any])
_LONGEST = 500
"""The characters of the longest text that is remembered; thousands of longer ones would fill the memory."""


def remembered(count: int) -> Callable[[_Function], _Function]:
    """Let a function of a text remember what it returns for the `count` texts that it was asked for last."""

    def remembering(function: _Function) -> _Function:
        recall = lru_cache(maxsize=count)(function)

        @wraps(function)
        def either(text: str, *rest: Any) -> Any:
            return recall(text, *rest) if len(text) <= _LONGEST else function(text, *rest)

        return cast("_Function", either)

    return remembering
