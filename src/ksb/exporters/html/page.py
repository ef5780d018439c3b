"""One standard as one HTML file that needs nothing else: Jinja2 templates, with the style and the script inside."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ksb.changes import SECTIONS
from ksb.errors import KsbError
from ksb.escape import for_xml
from ksb.exporters.html.content import Content
from ksb.exporters.html.parts import CHANGED, COVERED, reworded
from ksb.exporters.text import date_in_words
from ksb.query import facts
from ksb.searching import OTHER_PAIRS
from ksb.text.american import AMERICAN, BRITISH_ALREADY
from ksb.text.english import belongs, counted, fact, field_label, listed

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent
_PARTS = ("page.js", "search.js", "matrix.js", "progress.js", "saving.js", "start.js")
"""The script of the page of a standard, in order."""
_SIGNS = {"covered": "●", "thin": "◐", "missing": "○"}


def render(content: Content) -> str:
    """Return the page as HTML. Raises `KsbError` where Jinja2 is not installed."""
    return rendered("page.html", _PARTS, content=content)


def rendered(template: str, files: Sequence[str], *, data: bool = False, **values: Any) -> str:
    """Return a template with its scripts and the style inside, and a policy that allows these and nothing else.

    The files are the parts of one script, after those that all pages share.

    With `data`, the page also loads scripts from its own site.
    """
    environment = _environment()
    parts = "\n".join([_spellings(), *map(_source, ("shared.js", *files))])
    sources = [_source("head.js"), f'"use strict";\n{{\n{parts}}}\nwindow.ready = true;\n']
    css = _source("page.css")
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, sources))}" + (" 'self'" if data else ""),
            f"style-src {_hash(css)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    markup = environment.filters["markup"]
    return environment.get_template(template).render(
        policy=policy, scripts=[markup(source) for source in sources], style=markup(css), **values
    )


@cache
def _source(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


@cache
def _spellings() -> str:
    """Return the spellings that the search takes for one, as a line of the script."""
    table = {"american": AMERICAN, "british": BRITISH_ALREADY, "other": OTHER_PAIRS}
    return f"const SPELLINGS = {json.dumps(table, separators=(',', ':'))};\n"


def _hash(source: str) -> str:
    """Return a source of a Content-Security-Policy: the digest of an inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"


@cache
def _environment() -> Environment:
    """Return the templates. All text becomes text of HTML: escaped, and what a reader can't see written out."""
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
        from markupsafe import Markup
    except ImportError:
        raise KsbError("web pages need Jinja2", "in the clone of ksb: pip install '.[html]'") from None

    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Markup, which is what macros return, is a type of its own.
        finalize=lambda value: for_xml(value) if type(value) is str else value,
    )
    environment.filters |= {
        "markup": Markup,
        "counted": counted,
        "listed": listed,
        "field_label": field_label,
        "month": date_in_words,
    }
    environment.globals |= {
        "belongs": belongs,
        "SECTIONS": [(CHANGED[statuses[0]], statuses) for statuses in SECTIONS.values()],
        "is_web": _is_web,
        "CHANGED": CHANGED,
        "COVERED": COVERED,
        "SIGNS": _SIGNS,
        "fact": fact,
        "facts_of": facts,
        "reworded": reworded,
    }
    return environment


def _is_web(address: str) -> bool:
    """Return whether an address is one of the web, and safe to link to."""
    try:
        return urlsplit(address).scheme in ("http", "https")
    except ValueError:
        return False
