"""Query and check an occupational (apprenticeship) standard.

from ksb import load

standard = load()
standard.ksb("K18").text
[duty.number for duty in standard.duties_citing("K18")]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

# The functions' modules import at their first call what they need, so this costs every command next to nothing. They
# are bound here and not below because `ksb.load`, `ksb.lint` and `ksb.diff` are modules too.
from ksb.diff import diff
from ksb.errors import InvalidStandardError, KsbError, NotFoundError
from ksb.exporters import export
from ksb.lint import lint
from ksb.load import load

if TYPE_CHECKING:
    from ksb.diff.compare import Change, Diff
    from ksb.exporters import BinaryFormat, TextFormat
    from ksb.lint.finding import Finding
    from ksb.lint.run import Report
    from ksb.models import KSB, AlsoTitled, Citation, Claim, Duty, Key, Option, Standard
    from ksb.spans import Span

__all__ = [
    "KSB",
    "AlsoTitled",
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
    "BinaryFormat": "ksb.exporters",
    "Change": "ksb.diff.compare",
    "Diff": "ksb.diff.compare",
    "Finding": "ksb.lint.finding",
    "Report": "ksb.lint.run",
    "Span": "ksb.spans",
    "TextFormat": "ksb.exporters",
}
"""Where to find what is not in `ksb.models`."""


# Where types are checked, a name that is not there must be an error.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module = _MODULES.get(name, "ksb.models")
        return getattr(import_module(module), name)

    def __dir__() -> list[str]:
        return list(__all__)
