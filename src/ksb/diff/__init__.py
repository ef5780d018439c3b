"""What changed between two versions of a standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ksb.diff.compare import Diff
    from ksb.models import Standard


def diff(old: Standard, new: Standard) -> Diff:
    """Return what changed from one version of a standard to another.

    A `Diff` holds what became of each KSB, duty and option, the fields of the standard itself that differ, and what the
    apprentices of each option now need. KSBs and duties are paired by what they say, whatever their codes and numbers
    became.
    """
    from ksb.diff.compare import diff as compare

    return compare(old, new)
