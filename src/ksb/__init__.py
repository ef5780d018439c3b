"""Query and check an occupational (apprenticeship) standard.

from ksb import load

standard = load()
standard.ksb("K18").text
[duty.number for duty in standard.duties_citing("K18")]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ksb.changes import Change, Diff
    from ksb.compare import diff
    from ksb.errors import InvalidStandardError, KsbError, NotFoundError
    from ksb.exporters import BinaryFormat, TextFormat, export
    from ksb.linter import lint
    from ksb.linter.finding import Finding
    from ksb.linter.report import Report
    from ksb.models import KSB, AlsoTitled, Assessment, Citation, Claim, Duty, Key, Method, Option, Standard
    from ksb.positions import Span
    from ksb.reading import load

__all__ = [
    "KSB",
    "AlsoTitled",
    "Assessment",
    "BinaryFormat",
    "Change",
    "Citation",
    "Claim",
    "Diff",
    "Duty",
    "Finding",
    "InvalidStandardError",
    "Key",
    "KsbError",
    "Method",
    "NotFoundError",
    "Option",
    "Report",
    "Span",
    "Standard",
    "TextFormat",
    "diff",
    "export",
    "lint",
    "load",
]
_MODULES = {
    "ksb.changes": ("Change", "Diff"),
    "ksb.compare": ("diff",),
    "ksb.errors": ("InvalidStandardError", "KsbError", "NotFoundError"),
    "ksb.exporters": ("BinaryFormat", "TextFormat", "export"),
    "ksb.linter": ("lint",),
    "ksb.linter.finding": ("Finding",),
    "ksb.linter.report": ("Report",),
    "ksb.positions": ("Span",),
    "ksb.reading": ("load",),
}
"""Where the names are that are not in `ksb.models`."""


def __getattr__(name: str) -> Any:
    # Every command imports this package first. Importing all of it takes `ksb show K18` from 195 to 210 ms.
    if name == "__version__":
        from importlib.metadata import version  # takes 10 ms

        return version("ksb-cli")
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = next((module for module, names in _MODULES.items() if name in names), "ksb.models")
    globals()[name] = value = getattr(import_module(module), name)
    return value
