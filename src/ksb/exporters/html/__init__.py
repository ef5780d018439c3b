"""A standard as a web page, and a folder of standards as a site."""

from ksb.exporters.html.content import Content
from ksb.exporters.html.page import render
from ksb.standard import Standard

__all__ = ["Content", "export", "render"]


def export(standard: Standard) -> str:
    """Return the standard as one self-contained HTML page. Raises `KsbError` where Jinja2 is not installed."""
    return render(Content(standard))
