"""A standard as JSON that is fast to read back, without YAML and without checking it again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from ksb.models import AlsoTitled, Citation, Claim, Duty, Key, Option, Standard

_CLASSES: dict[str, Callable[..., Any]] = {
    it.__name__: it for it in (AlsoTitled, Citation, Claim, Duty, Key, Option, Standard)
}
_NAME = ""
"""The key under which an object names its class; no code of a KSB is empty."""


def dumps(standard: Standard) -> bytes:
    """Return the standard as JSON, each part of it an object that names its class."""
    return json.dumps(standard, default=_object, ensure_ascii=False, separators=(",", ":")).encode()


def loads(content: bytes) -> Standard:
    """Return the standard that `dumps` made this of."""
    standard: Standard = json.loads(content, object_hook=_part)
    return standard


def _object(part: Any) -> dict[str, Any]:
    told = {it.name: value for it in fields(part) if (value := getattr(part, it.name)) != it.default}
    return {_NAME: type(part).__name__, **told}


def _part(told: dict[str, Any]) -> Any:
    name = told.pop(_NAME, None)
    if name is None:
        return told
    return _CLASSES[name](**{name: tuple(value) if isinstance(value, list) else value for name, value in told.items()})
