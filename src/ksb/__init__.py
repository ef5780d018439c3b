"""Query and check an occupational (apprenticeship) standard.

from ksb import load

standard = load()
standard.ksb("K18").text
[duty.number for duty in standard.duties_citing("K18")]
"""

from __future__ import annotations

from ksb.compare import Change, Diff, diff
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
