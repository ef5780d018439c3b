"""The output formats of `ksb lint`: one module each, with one function that turns a report into pieces of text."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ksb.layout import Canvas
    from ksb.linter.runner import Report

Format = Literal["text", "concise", "json", "github", "gitlab", "sarif", "junit", "markdown"]
"""Every format, named as its module."""


def write(report: Report, name: Format, canvas: Canvas) -> Iterator[str]:
    """Yield the report in a format, piece by piece; the canvas matters to those for people."""
    pieces: Iterator[str] = import_module(f"ksb.reports.{name}").write(report, canvas)
    return pieces
