"""The map of the package that imports standards."""

from __future__ import annotations

import pkgutil
import re

import ksb.importers


def test_the_map_names_every_module() -> None:
    named = re.findall(r"^    (\w+)  ", ksb.importers.__doc__ or "", re.MULTILINE)
    assert sorted(named) == sorted(module.name for module in pkgutil.iter_modules(ksb.importers.__path__))
