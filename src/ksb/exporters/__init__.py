"""One module per format written; each has one function that turns a standard into text."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ksb.models import Standard

Format = Literal["json", "text", "yaml", "markdown", "csv", "case"]
"""Every format, named as its module."""


def export(standard: Standard, format: Format) -> str:
    """Return the standard in a format: `json`, `text` (as the document was published), `yaml`, `markdown`, `csv`
    (its table of KSBs) or `case` (a CFPackage of CASE 1.0).
    """
    return str(import_module(f"ksb.exporters.{format}").export(standard))
