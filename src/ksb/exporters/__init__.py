"""The formats that a standard is written in: one module each, with a function from a standard to text or bytes.

To add a format, write its module, and add it to `TextFormat` or `BinaryFormat` and to `EXPORTERS`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, overload

from ksb.errors import KsbError
from ksb.exporters import case, csv, html, json, markdown, moodle, text, tracker, xlsx, yaml
from ksb.standard import Standard

TextFormat = Literal["json", "text", "yaml", "markdown", "csv", "case", "moodle", "html"]
BinaryFormat = Literal["xlsx", "tracker"]
ExportFormat = Literal[TextFormat, BinaryFormat]


@dataclass(frozen=True, slots=True)
class Exporter:
    """How a standard is written in one format."""

    export: Callable[[Standard], str] | Callable[[Standard], bytes]
    suffix: str
    """The usual suffix of its files, without the dot."""
    for_terminal: bool = True
    """Whether the result may go to a terminal; bytes may not."""


EXPORTERS: dict[ExportFormat, Exporter] = {
    "json": Exporter(json.export, "json"),
    "text": Exporter(text.export, "txt"),
    "yaml": Exporter(yaml.export, "yaml"),
    "markdown": Exporter(markdown.export, "md"),
    "csv": Exporter(csv.export, "csv"),
    "case": Exporter(case.export, "json"),
    "moodle": Exporter(moodle.export, "csv"),
    "html": Exporter(html.export, "html"),
    "xlsx": Exporter(xlsx.export, "xlsx", for_terminal=False),
    "tracker": Exporter(tracker.export, "xlsx", for_terminal=False),
}
"""Every format by its name."""
OTHER_NAMES: dict[str, ExportFormat] = {"md": "markdown", "excel": "xlsx", "yml": "yaml", "txt": "text", "htm": "html"}
"""Other names of formats, which are also suffixes of files."""


def format_named(name: str) -> ExportFormat:
    """Return the format with this name or suffix, in any case. Raises `KsbError` for an unknown one."""
    formats: dict[str, ExportFormat] = {**{format: format for format in EXPORTERS}, **OTHER_NAMES}
    if name.lower() in formats:
        return formats[name.lower()]
    pdf = "; for a PDF, print the page that html writes" if name.lower() == "pdf" else ""
    raise KsbError(f"there is no format {name!r}", f"the formats are {', '.join(EXPORTERS)}{pdf}")


@overload
def export(standard: Standard, format: TextFormat) -> str: ...


@overload
def export(standard: Standard, format: BinaryFormat) -> bytes: ...


def export(standard: Standard, format: ExportFormat) -> str | bytes:
    """Return the standard in a format: `xlsx` and `tracker` (Excel workbooks) as bytes, all others as text.

    `text` is the form of a published document, `csv` the table of KSBs, `case` a CFPackage of CASE 1.0, `moodle` a
    competency framework for Moodle, `html` a page that needs nothing else, `tracker` a workbook in which an apprentice
    tracks evidence. Raises `KsbError` for an unknown format, for a missing package that a format needs, and for more
    than a workbook can hold.
    """
    return EXPORTERS[format_named(format)].export(standard)
