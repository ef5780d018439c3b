"""What changed between two versions of a standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ksb.diff.compare import Diff
    from ksb.models import Standard


def diff(old: Standard, new: Standard) -> Diff:
    """Return what changed from one version of a standard to another."""
    from ksb.diff.compare import diff as compare

    return compare(old, new)
