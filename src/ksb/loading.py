"""Load a standard from a file in any format."""

from collections.abc import Callable

from ksb.reading import load
from ksb.standard import Standard


def load_any(path: str, left_out: Callable[[str, int], None] | None = None) -> Standard:
    """Return the one standard in a file: YAML as `ksb.load` reads it, or a format that can be imported.

    Calls `left_out` with the path and the number of texts that are left out, if there are any. Raises `KsbError` if the
    file holds no standard or several.
    """
    if path.endswith((".yaml", ".yml")):
        return load(path)
    from ksb.importers import import_one  # takes as long as the rest of `ksb diff`

    standard, count = import_one(path)
    if left_out and count:
        left_out(path, count)
    return standard
