"""One module per format written; each has one function that turns a standard into text."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ksb.models import Standard

Format = Literal["json", "text", "yaml"]
"""Every format, named as its module."""


def export(standard: Standard, format: Format) -> str:
    """Return the standard in a format: `json`, `text` (as the document was published) or `yaml`."""
    return str(import_module(f"ksb.exporters.{format}").export(standard))
