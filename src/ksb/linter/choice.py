"""The settings that a call of `ksb lint` gives, which override those of the configuration of each file."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ksb import settings
from ksb.linter.config import Settings, Threshold, absolute, in_table, load, matching
from ksb.linter.finding import Severity


class Choice(NamedTuple):
    """The settings that the call gives; they override the configuration."""

    config: Path | None = None
    """The configuration file to use for all files."""
    isolated: bool = False
    """Whether to ignore every configuration file."""
    select: tuple[str, ...] = ()
    """The rules to run; overrides `select`, `extend-select` and `ignore` of the configuration."""
    ignore: tuple[str, ...] = ()
    """Rules to ignore, besides those that the configuration ignores."""
    fail_on: Threshold | None = None
    extend_select: tuple[str, ...] = ()
    """Rules to run, besides those that are selected."""
    min_severity: Severity | None = None
    baseline: Path | None = None
    """The baseline; overrides that of the configuration."""
    use_baseline: bool = True
    """Whether to use a baseline."""

    def finder(self) -> Callable[[str], Settings]:
        """Return a function from a file's path to its settings.

        That function raises `KsbError` for an invalid configuration, this method for an unknown rule code.
        """
        for part in (*self.select, *self.extend_select, *self.ignore):
            matching(part)
        if self.isolated or self.config is not None:
            fixed = self._over(load(self.config) if self.config is not None else Settings())
            return lambda path: fixed

        default = self._over(Settings())

        @cache
        def in_file(file: Path) -> Settings | None:
            table = settings.read(file)
            return self._over(in_table(file, table["lint"])) if "lint" in table else None

        @cache
        def in_folder(folder: Path) -> Settings:
            return next(filter(None, map(in_file, settings.files_above(folder))), default)

        return lambda path: in_folder(absolute(path).parent)

    def _over(self, found: Settings) -> Settings:
        if self.select:
            found = replace(found, select=self.select, extend_select=(), ignore=())
        return replace(
            found,
            extend_select=(*found.extend_select, *self.extend_select),
            ignore=(*found.ignore, *self.ignore),
            min_severity=self.min_severity or found.min_severity,
            fail_on=self.fail_on or found.fail_on,
            baseline=(self.baseline or found.baseline) if self.use_baseline else None,
        )
