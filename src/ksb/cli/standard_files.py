"""The files that hold standards: their names, and the schema beside them."""

import re
import unicodedata
from pathlib import Path

from ksb.cli.output import Output
from ksb.standard import Standard
from ksb.text.normalise import plain_name

SCHEMA = "standard.schema.json"
"""The schema that the first line of a file names; it stands beside the file."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|standard)(?:\..*)?")
"""Names that Windows reserves for devices, and the one that `ksb` looks for."""


def write_schema(folder: Path) -> None:
    """Write the JSON Schema into a folder, where it has none."""
    file = folder / SCHEMA
    if not file.exists():
        Output(file, "never").write_json(Standard.model_json_schema())


def file_name(standard: Standard) -> str:
    """Return a name for the file of a standard: its reference and version, or its title in plain letters."""
    if standard.reference:
        named = f"{standard.reference}-{standard.version}" if standard.version else standard.reference
    else:
        named = standard.title
    name = plain_name(named)
    if not re.search("[a-z0-9]", name):  # a title in another script
        name = re.sub(r"[^\w.]+", "-", unicodedata.normalize("NFC", named)).strip("-.")[:50].lower() or "untitled"
    return f"{name}-1" if _RESERVED.fullmatch(name) else name
