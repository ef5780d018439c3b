"""One module per format written; each has one function that turns a standard into text, or into bytes."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, get_args, overload

from ksb.errors import KsbError

if TYPE_CHECKING:
    from ksb.models import Standard

TextFormat = Literal["json", "text", "yaml", "markdown", "csv", "case", "html"]
BinaryFormat = Literal["xlsx"]
Format = Literal[TextFormat, BinaryFormat]
"""Every format, named as its module."""
Table = Literal["ksbs", "duties", "citations", "matrix"]
"""The tables of `csv`."""


@overload
def export(standard: Standard, format: TextFormat) -> str: ...


@overload
def export(standard: Standard, format: BinaryFormat) -> bytes: ...


def export(standard: Standard, format: Format) -> str | bytes:
    """Return the standard in a format.

    `json`, `text` (as the document was published), `yaml`, `markdown`, `csv` (its table of KSBs), `case` (a
    CFPackage of CASE 1.0) and `html` (a page that needs nothing else) are text; `xlsx` (an Excel workbook) is bytes.
    Raises `KsbError` for a format that there is not, where the package that a format needs is missing, and where a
    sheet of a workbook can't hold it.
    """
    if format not in get_args(Format):
        raise KsbError(f"there is no format {format!r}", f"the formats are {', '.join(get_args(Format))}")
    written: Any = import_module(f"ksb.exporters.{format}").export(standard)
    return written if isinstance(written, bytes) else str(written)
