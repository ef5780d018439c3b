"""A standard as the competency framework that Moodle's importer takes: a CSV of fourteen columns.

The columns, their order and the limits are those of Moodle's tool "Import competency framework"
(`admin/tool/lpimportcsv/classes/framework_importer.php`). The first row is the framework; a branch for each kind holds
its KSBs, and a branch holds the duties, each with the KSBs that it cites as cross-references.
"""

import csv
import html
import io
import json
import re
from itertools import groupby

from ksb.kinds import kind_of
from ksb.standard import Standard
from ksb.tables import defused

COLUMNS = (
    "Parent ID number",
    "ID number",
    "Short name",
    "Description",
    "Description format",
    "Scale values",
    "Scale configuration",
    "Rule type (optional)",
    "Rule outcome (optional)",
    "Rule config (optional)",
    "Cross-referenced competency ID numbers",
    "Exported ID (optional)",
    "Is framework",
    "Taxonomy",
)
_MOST_CHARACTERS = 100
"""Moodle cuts identifiers and short names at this length, in the middle of a word."""
_HTML = "1"
"""`FORMAT_HTML` of Moodle's `lib/weblib.php`."""
_SCALE = "Not yet competent,Competent"
# Item 2 of the scale, counted from 1, is the default and is proficient. Moodle puts its own number for the scale.
_SCALE_CONFIGURATION = json.dumps([{"scaleid": "1"}, {"id": 2, "scaledefault": 1, "proficient": 1}])
_TAXONOMY = "domain,competency,competency,competency"
"""What Moodle calls the competencies of each of four levels."""


def export(standard: Standard) -> str:
    """Return the competency framework as CSV."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    scale = {"Scale values": _SCALE, "Scale configuration": _SCALE_CONFIGURATION}
    framework = {**scale, "Is framework": "1", "Taxonomy": _TAXONOMY}
    about = "\n".join([standard.title, *standard.overview])
    writer.writerow(_row("", _identifier(standard), standard.title or "Untitled", about, **framework))
    for kind, codes in groupby(standard.codes, key=kind_of):
        writer.writerow(_row("", kind.prefix, kind.heading, kind.heading))
        for code in codes:
            text = standard.ksbs[code]
            writer.writerow(_row(kind.prefix, code, f"{code} {text}", text))
    if standard.duties:
        writer.writerow(_row("", "D", "Duties", "Duties"))
    seen: set[str] = set()
    for duty in standard.duties:
        number = f"D{duty.number}"
        while number in seen:  # two duties with one number; an ID number must be unique
            number += "b"
        seen.add(number)
        cited = dict.fromkeys(code for code in duty.codes if code in standard.ksbs)
        related = {"Cross-referenced competency ID numbers": ",".join(cited)}
        writer.writerow(_row("D", number, f"Duty {duty.number} {duty.title}", duty.title, **related))
    return stream.getvalue()


def _row(parent: str, identifier: str, name: str, description: str, **more: str) -> dict[str, str]:
    lines = description.split("\n")
    return {
        "Parent ID number": parent,
        # A description is HTML, which no spreadsheet takes for a formula.
        "ID number": str(defused(identifier)),
        "Short name": str(defused(_short(name))),
        "Description": "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in lines if line.strip()),
        "Description format": _HTML,
        **more,
    }


def _identifier(standard: Standard) -> str:
    named = [standard.reference or standard.title or "standard", standard.version or ""]
    return _short("-".join(re.sub(r"\s+", "-", part) for part in named if part))


def _short(text: str) -> str:
    """Return a text of at most 100 characters, cut after a whole word."""
    text = " ".join(text.split())
    if len(text) <= _MOST_CHARACTERS:
        return text
    return text[: _MOST_CHARACTERS - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
