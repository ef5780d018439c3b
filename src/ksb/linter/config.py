"""The settings of `ksb lint` for each file: from its configuration, and from the call, which overrides it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fnmatch import translate
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal, get_args

from ksb import settings
from ksb.errors import KsbError
from ksb.escape import for_json, for_line
from ksb.linter.finding import SEVERITIES, Severity
from ksb.positions import DUPLICATE_KEY, INVALID_SHAPE, UNREADABLE

Threshold = Literal["error", "warning", "info", "never"]

ALWAYS = frozenset({UNREADABLE, INVALID_SHAPE, DUPLICATE_KEY})
"""Rules that always run: without them a file that can't be checked would pass."""

KEYS = ("select", "ignore", "severity", "fail-on", "per-file-ignores", "allowed-spellings")


@dataclass(frozen=True)
class Settings:
    """How a file is checked."""

    file: Path | None = None
    """The configuration file; None for the defaults."""
    select: tuple[str, ...] = ()
    """Rule codes or prefixes; empty for all rules."""
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    """Severities by rule code or prefix; the longest prefix wins."""
    fail_on: Threshold = "error"
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Rules to ignore, by pattern. A pattern is relative to the folder of the configuration file."""
    allowed_spellings: frozenset[str] = frozenset()
    """Words in lower case that KSB505 doesn't report."""

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of the rules that run."""
        from ksb.linter.rules import RULES

        chosen = {code for part in self.select for code in matching(part)} if self.select else set(RULES)
        return frozenset(chosen - {code for part in self.ignore for code in matching(part)} | ALWAYS)

    def severity_of(self, code: str) -> Severity:
        """Return the severity of a rule's findings."""
        from ksb.linter.rules import RULES

        parts = [part for part in self.severity if code.startswith(part.upper()) and code not in ALWAYS]
        return self.severity[max(parts, key=len)] if parts else RULES[code].severity

    def runs_all(self, part: str) -> bool:
        """Return whether every rule with this prefix runs."""
        return set(matching(part)) - ALWAYS <= self.codes

    def fails(self, severity: Severity) -> bool:
        """Return whether findings of this severity make the run fail."""
        return self.fail_on != "never" and SEVERITIES.index(severity) <= SEVERITIES.index(self.fail_on)

    def patterns(self, path: str) -> list[str]:
        """Return the patterns of `per_file_ignores` that match a file."""
        if self.file is None or not self.per_file_ignores:
            return []
        try:
            relative = absolute(path).relative_to(absolute(self.file).parent).as_posix()
        except ValueError:
            return []
        return [pattern for pattern in self.per_file_ignores if fits(pattern, relative)]


def absolute(path: str | Path) -> Path:
    """Return the absolute path, with `..` resolved by name, so that links stay."""
    return Path(os.path.abspath(path))  # noqa: PTH100  Path.absolute leaves `..` in


def fits(pattern: str, relative: str) -> bool:
    """Return whether a pattern matches a path.

    `*` matches part of a name, `**` any number of folders. A pattern without a slash matches a name in any folder.
    """
    names = relative.split("/")
    pattern = pattern.replace("[", "[[]")
    if "/" not in pattern:
        return bool(_fitting(pattern)(names[-1]))
    reached = {0}
    for part in pattern.removeprefix("./").removeprefix("/").split("/"):
        if part == "**":
            reached = set(range(min(reached), len(names) + 1))
        else:
            reached = {at + 1 for at in reached if at < len(names) and _fitting(part)(names[at])}
        if not reached:
            return False
    return len(names) in reached


@cache
def _fitting(part: str) -> Callable[[str], object]:
    """Return the matcher of one part of a pattern; compiling takes a hundred times as long as matching."""
    return re.compile(translate(part)).match


@dataclass(frozen=True, slots=True)
class Choice:
    """The settings that the call gives; they override the configuration."""

    config: Path | None = None
    """The configuration file to use for all files."""
    isolated: bool = False
    """Whether to ignore every configuration file."""
    select: tuple[str, ...] = ()
    """The rules to run; overrides `select` and `ignore` of the configuration."""
    ignore: tuple[str, ...] = ()
    """Rules to ignore, besides those that the configuration ignores."""
    fail_on: Threshold | None = None

    def finder(self) -> Callable[[str], Settings]:
        """Return a function from a file's path to its settings.

        That function raises `KsbError` for an invalid configuration, this method for an unknown rule code.
        """
        for part in (*self.select, *self.ignore):
            matching(part)
        if self.isolated or self.config is not None:
            fixed = self._over(load(self.config) if self.config is not None else Settings())
            return lambda path: fixed

        default = self._over(Settings())

        @cache
        def in_file(file: Path) -> Settings | None:
            table = settings.read(file)
            return self._over(_settings(file, table["lint"])) if "lint" in table else None

        @cache
        def in_folder(folder: Path) -> Settings:
            return next(filter(None, map(in_file, settings.files_above(folder))), default)

        return lambda path: in_folder(absolute(path).parent)

    def _over(self, found: Settings) -> Settings:
        if self.select:
            found = replace(found, select=self.select, ignore=())
        return replace(found, ignore=(*found.ignore, *self.ignore), fail_on=self.fail_on or found.fail_on)


def matching(part: str) -> list[str]:
    """Return the rule codes with this prefix. Raises `KsbError` if there are none."""
    from ksb.linter.rules import RULES, code_named

    found = [code for code in RULES if part and code.startswith(part.upper())]
    if not found:
        near = code_named(part) or next(iter(get_close_matches(part.upper(), RULES, n=1, cutoff=0.8)), None)
        hint = f"is {near} meant?" if near else "`ksb rule` lists the rules"
        raise KsbError(f"there is no rule {part!r}", hint)
    return found


def load(file: Path) -> Settings:
    """Return the settings in a configuration file. Raises `KsbError` if it can't be read or is invalid."""
    return _settings(file, settings.read(file).get("lint", {}))


def _settings(file: Path, given: Any) -> Settings:
    where = f"{file}: lint"
    table = settings.checked(given, KEYS, where)
    try:
        severity = _table(table, "severity", where)
        for code, value in severity.items():
            if ALWAYS.issuperset(matching(code)):
                raise KsbError(f"the severity of {code} can't be changed")
            _one_of(value, SEVERITIES, f"`severity` of {code}")
        ignores = {
            pattern: _codes(codes, f"`per-file-ignores` of {pattern!r}")
            for pattern, codes in _table(table, "per-file-ignores", where).items()
        }
        fail_on = table.get("fail-on", "error")
        _one_of(fail_on, get_args(Threshold), "`fail-on`")
        return Settings(
            file,
            select=_codes(table.get("select", []), "`select`"),
            ignore=_codes(table.get("ignore", []), "`ignore`"),
            severity=severity,
            fail_on=fail_on,
            per_file_ignores=ignores,
            allowed_spellings=frozenset(
                word.lower() for word in _texts(table.get("allowed-spellings", []), "`allowed-spellings`")
            ),
        )
    except KsbError as error:
        message = error.message if error.message.startswith(str(file)) else f"{where}: {error.message}"
        raise KsbError(message, error.hint) from None


def _table(table: Mapping[str, Any], key: str, where: str) -> dict[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise KsbError(f"{where}: `{key}` must be a table")
    return value


def _one_of(value: Any, choices: Sequence[str], name: str) -> None:
    if value not in choices:
        given = f", not {value!r}" if isinstance(value, str) else ""
        raise KsbError(f"{name} must be one of {', '.join(choices)}{given}")


def _texts(value: Any, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise KsbError(f"{name} must be a list of texts")
    return tuple(value)


def _codes(value: Any, name: str) -> tuple[str, ...]:
    codes: Sequence[str] = _texts(value, name)
    for code in codes:
        matching(code)
    return tuple(dict.fromkeys(codes))


def as_toml(settings: Settings) -> str:
    """Return settings as TOML, with comments that name their file and the rules that run."""
    lines = [
        f"# from {for_line(str(settings.file))}" if settings.file else "# no configuration",
        "[lint]",
        f"select = {_toml(settings.select or ('KSB',))}",
        f"ignore = {_toml(settings.ignore)}",
        f"fail-on = {_toml(settings.fail_on)}",
        f"allowed-spellings = {_toml(sorted(settings.allowed_spellings))}",
    ]
    for name, table in (("severity", settings.severity), ("per-file-ignores", settings.per_file_ignores)):
        if table:
            lines += [f"[lint.{name}]", *(f"{_toml(key)} = {_toml(value)}" for key, value in table.items())]
    return "\n".join([*lines, f"# {len(settings.codes)} rules run: {', '.join(sorted(settings.codes))}"]) + "\n"


def _toml(value: str | Sequence[str]) -> str:
    return for_json(json.dumps(value if isinstance(value, str) else list(value), ensure_ascii=False))
