"""Rewrite the codes in evidence from an old version of the standard to a new one, and keep all else."""

from collections.abc import Callable
from pathlib import Path

from ksb.documents import Kind, kind_of
from ksb.documents.blocks import content_of
from ksb.errors import KsbError
from ksb.evidence.reading import Reading
from ksb.migrating.rewriter import Change, Left, Migrated, Rewriter
from ksb.migrating.text import rewrite_csv, rewrite_markdown
from ksb.migrating.workbook import rewrite_workbook
from ksb.standard import Standard

_BY_KIND: dict[Kind, Callable[[bytes, Reading, Rewriter], bytes]] = {
    "csv": rewrite_csv,
    "markdown": rewrite_markdown,
    "text": rewrite_markdown,
    "excel": rewrite_workbook,
}


def migrate(old: Standard, new: Standard, reading: Reading) -> Migrated:
    """Return the content of an evidence file with its codes rewritten, and what was and was not rewritten.

    `reading` names the file. Raises `KsbError` if that can't be read, or is not CSV, Excel, Markdown or text.
    """
    file = reading.file
    content = content_of(file)
    rewrite = None if Path(file).suffix.lower() in (".yaml", ".yml", ".json") else _BY_KIND.get(kind_of(content, file))
    if rewrite is None:
        raise KsbError(
            f"{file}: ksb migrate can't rewrite this kind of file", "it rewrites CSV, Excel, Markdown and text"
        )
    rewriter = Rewriter(old, new)
    return Migrated(rewrite(content, reading, rewriter), tuple(rewriter.changes), tuple(rewriter.left))


__all__ = ["Change", "Left", "Migrated", "migrate"]
