"""Query and check an occupational (apprenticeship) standard.

from ksb import load

standard = load()
standard.ksb("K18").text
[duty.number for duty in standard.duties_citing("K18")]
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ksb.changes import Change, Diff, FieldChange, PathwayChange, Status, TextChange, Version
    from ksb.compare import diff
    from ksb.coverage import Coverage, CoverageStatus, Covered, DutyCovered, PathwayCoverage, measure
    from ksb.errors import InvalidStandardError, KsbError, NotFoundError
    from ksb.evidence.choice import Choice, Portfolio
    from ksb.evidence.piece import Codes, Piece, Problem
    from ksb.exporters import BinaryFormat, ExportFormat, TextFormat, export
    from ksb.importers import Imported, ImportFormat, Note, import_file
    from ksb.kinds import KindName
    from ksb.linter import lint
    from ksb.linter.finding import Applicability, Finding, Related, Replaced, Severity, Wordings
    from ksb.linter.report import Report, Tally
    from ksb.models import AlsoTitled, Assessment, Citation, Claim, Duty, Key, Method, Option
    from ksb.positions import Span
    from ksb.reading import load
    from ksb.standard import KSB, Standard
    from ksb.versions import Carried, Versions

    __version__: str

__all__ = [
    "KSB", "AlsoTitled", "Applicability", "Assessment", "BinaryFormat", "Carried", "Change", "Choice", "Citation",
    "Claim", "Codes", "Coverage", "CoverageStatus", "Covered", "Diff", "Duty", "DutyCovered", "ExportFormat",
    "FieldChange", "Finding", "ImportFormat", "Imported", "InvalidStandardError", "Key", "KindName", "KsbError",
    "Method", "NotFoundError", "Note", "Option", "PathwayChange", "PathwayCoverage", "Piece", "Portfolio",
    "Problem", "Related", "Replaced", "Report", "Severity", "Span", "Standard", "Status", "Tally", "TextChange",
    "TextFormat", "Version", "Versions", "Wordings", "diff", "export", "import_file", "lint", "load", "measure",
]  # fmt: skip
_MODULES = {
    "ksb.changes": ("Change", "Diff", "FieldChange", "PathwayChange", "Status", "TextChange", "Version"),
    "ksb.compare": ("diff",),
    "ksb.coverage": ("Coverage", "CoverageStatus", "Covered", "DutyCovered", "PathwayCoverage", "measure"),
    "ksb.errors": ("InvalidStandardError", "KsbError", "NotFoundError"),
    "ksb.evidence.choice": ("Choice", "Portfolio"),
    "ksb.evidence.piece": ("Codes", "Piece", "Problem"),
    "ksb.exporters": ("BinaryFormat", "ExportFormat", "TextFormat", "export"),
    "ksb.importers": ("Imported", "ImportFormat", "Note", "import_file"),
    "ksb.kinds": ("KindName",),
    "ksb.linter": ("lint",),
    "ksb.linter.finding": ("Applicability", "Finding", "Related", "Replaced", "Severity", "Wordings"),
    "ksb.linter.report": ("Report", "Tally"),
    "ksb.positions": ("Span",),
    "ksb.reading": ("load",),
    "ksb.standard": ("KSB", "Standard"),
    "ksb.versions": ("Carried", "Versions"),
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


def __dir__() -> list[str]:
    # For completion in a Python shell, and for `help(ksb)`.
    return sorted({*globals(), *__all__})
