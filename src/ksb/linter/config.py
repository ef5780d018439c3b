"""The settings of `ksb lint`, and how a configuration file gives them."""

import json
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from fnmatch import translate
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal, get_args

from ksb import settings
from ksb.errors import KsbError
from ksb.escape import for_json, for_line, foreign
from ksb.linter.finding import SEVERITIES, Severity
from ksb.linter.rule import FAMILIES
from ksb.positions import DUPLICATE_KEY, INVALID_SHAPE, UNREADABLE
from ksb.text.english import listed

Threshold = Literal["error", "warning", "info", "never"]

ALWAYS = frozenset({UNREADABLE, INVALID_SHAPE, DUPLICATE_KEY})
"""Rules that always run: without them a file that can't be checked would pass."""


@dataclass(frozen=True)
class Settings:
    """How a file is checked."""

    file: Path | None = None
    """The configuration file; None for the defaults."""
    extended: tuple[Path, ...] = ()
    """The files that it extends, the nearest first."""
    select: tuple[str, ...] = ()
    """Rule codes, prefixes or names; empty for all rules."""
    extend_select: tuple[str, ...] = ()
    """Rules to run besides those of `select`."""
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    """Severities by rule code or prefix; the longest prefix wins."""
    min_severity: Severity = "info"
    """The lowest severity that is reported."""
    fail_on: Threshold = "error"
    exclude: tuple[str, ...] = ()
    """What is left out of folders: patterns as in `.gitignore`, relative to the folder of the configuration file."""
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Rules to ignore, by pattern. A pattern is relative to the folder of the configuration file."""
    allowed_spellings: frozenset[str] = frozenset()
    """Words in lower case that KSB505 doesn't report."""
    baseline: Path | None = None
    """The file with the findings that are not reported."""

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of the rules that run."""
        from ksb.linter.rules import RULES

        chosen = {code for part in (*self.select, *self.extend_select) for code in matching(part)}
        chosen |= set() if self.select else set(RULES)
        return frozenset(chosen - {code for part in self.ignore for code in matching(part)} | ALWAYS)

    def severity_of(self, code: str) -> Severity:
        """Return the severity of a rule's findings."""
        from ksb.linter.rules import RULES

        parts = [part for part in self.severity if code.startswith(part) and code not in ALWAYS]
        return self.severity[max(parts, key=len)] if parts else RULES[code].severity

    def runs_all(self, part: str) -> bool:
        """Return whether every rule with this prefix runs."""
        return set(matching(part)) - ALWAYS <= self.codes

    def reports(self, severity: Severity) -> bool:
        """Return whether findings of this severity are reported."""
        return SEVERITIES.index(severity) <= SEVERITIES.index(self.min_severity)

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


KEYS = ("extend", *(field.name.replace("_", "-") for field in fields(Settings)[2:]))
"""The keys of `[lint]`: all settings but the two that say which files they are from."""


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


_GROUP = re.compile(r"KSB[0-9]{1,2}", re.IGNORECASE)
"""The start of a code."""
_DIGITS = str.maketrans("OIL", "011")
"""Letters that look like digits."""


def matching(part: str) -> list[str]:
    """Return the codes of the rules with this prefix or name. Raises `KsbError` if there are none."""
    from ksb.linter.rules import RULES, code_named

    if code := code_named(part):
        return [code]
    found = [code for code in RULES if part and code.startswith(part.upper())]
    if not found and _GROUP.fullmatch(part):
        raise KsbError(
            f"there are no rules {part}...", f"the groups of rules are {listed(f'KSB{n}' for n in FAMILIES)}"
        )
    if not found:
        slugs = {rule.slug: code for code, rule in RULES.items()}
        # "KSB50l" for "KSB501", "203" for "KSB203".
        right = f"KSB{part.upper().removeprefix('KSB').translate(_DIGITS)}"
        if right in RULES:
            raise KsbError(f"there is no rule {part!r}", f"is {right} meant?")
        near = get_close_matches(part.upper(), RULES, n=1, cutoff=0.8) or get_close_matches(part.lower(), slugs, n=1)
        hint = f"is {near[0]} meant?{foreign(part)}" if near else "`ksb rule` lists the rules"
        raise KsbError(f"there is no rule {part!r}", hint)
    return found


def load(file: Path) -> Settings:
    """Return the settings in a configuration file. Raises `KsbError` if it can't be read or is invalid."""
    return in_table(file, settings.read(file).get("lint", {}))


def in_table(file: Path, table: Any) -> Settings:
    """Return the settings in the table `lint` of a configuration file. Raises `KsbError` if they are invalid."""
    return _settings(file, _extended(file, table))


def _extended(file: Path, given: Any, chain: tuple[Path, ...] = ()) -> dict[str, Any]:
    """Return the table of a configuration file over those that it extends. `chain` are the files that extend it.

    A key replaces that of the extended file; `severity` and `per-file-ignores` add to it entry by entry, and
    `extend-select` adds to what is selected there.
    """
    where = f"{file}: lint"
    table = settings.checked(given, KEYS, where)
    for key in {"baseline", "extend"} & table.keys():
        if not isinstance(table[key], str) or not table[key]:
            raise KsbError(f"{where}: `{key}` must be the path of a file")
    if "baseline" in table:
        table = {**table, "baseline": os.path.relpath(file.parent / table["baseline"])}
    if "extend" not in table:
        return table
    other = Path(os.path.normpath(file.parent / table["extend"]))
    if absolute(other) in (*chain, absolute(file)):
        raise KsbError(f"{where}: `extend` leads back to {other}")
    below = _extended(other, settings.read(other).get("lint", {}), (*chain, absolute(file)))
    _settings(other, below)  # its faults are reported as its own
    merged = {**below, **table, "extend": (other, *below.get("extend", ()))}
    for key in ("severity", "per-file-ignores"):
        merged[key] = {**_table(below, key, f"{other}: lint"), **_table(table, key, where)}
    if "select" not in table and "extend-select" in below:
        more = table.get("extend-select", [])
        merged["extend-select"] = [*below["extend-select"], *more] if isinstance(more, list) else more
    return merged


def _settings(file: Path, table: dict[str, Any]) -> Settings:
    where = f"{file}: lint"
    try:
        severity = {}
        for code, value in _table(table, "severity", where).items():
            if ALWAYS.issuperset(matching(code)):
                raise KsbError(f"the severity of {code} can't be changed")
            _one_of(value, SEVERITIES, f"`severity` of {code}")
            severity[_code(code)] = value
        ignores = {
            pattern: _codes(codes, f"`per-file-ignores` of {pattern!r}")
            for pattern, codes in _table(table, "per-file-ignores", where).items()
        }
        fail_on = table.get("fail-on", "error")
        _one_of(fail_on, get_args(Threshold), "`fail-on`")
        min_severity = table.get("min-severity", "info")
        _one_of(min_severity, SEVERITIES, "`min-severity`")
        return Settings(
            file,
            tuple(table.get("extend", ())),
            select=_codes(table.get("select", []), "`select`"),
            extend_select=_codes(table.get("extend-select", []), "`extend-select`"),
            ignore=_codes(table.get("ignore", []), "`ignore`"),
            severity=severity,
            min_severity=min_severity,
            fail_on=fail_on,
            exclude=_texts(table.get("exclude", []), "`exclude`"),
            per_file_ignores=ignores,
            allowed_spellings=frozenset(
                word.lower() for word in _texts(table.get("allowed-spellings", []), "`allowed-spellings`")
            ),
            baseline=Path(table["baseline"]) if "baseline" in table else None,
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
    return tuple(dict.fromkeys(map(_code, _texts(value, name))))


def _code(part: str) -> str:
    """Return the code of a rule that is given by its name; a code or a prefix in capitals."""
    found = matching(part)
    return part.upper() if found[0].startswith(part.upper()) else found[0]


def as_toml(settings: Settings) -> str:
    """Return settings as TOML, with comments that name their file and the rules that run."""
    files = [for_line(str(file)) for file in (settings.file, *settings.extended) if file]
    lines = [
        f"# from {', which extends '.join(files)}" if files else "# no configuration",
        "[lint]",
        f"select = {_toml(settings.select or ('KSB',))}",
        *([f"extend-select = {_toml(settings.extend_select)}"] if settings.extend_select else []),
        f"ignore = {_toml(settings.ignore)}",
        f"min-severity = {_toml(settings.min_severity)}",
        f"fail-on = {_toml(settings.fail_on)}",
        f"exclude = {_toml(settings.exclude)}",
        f"allowed-spellings = {_toml(sorted(settings.allowed_spellings))}",
    ]
    if settings.baseline:
        lines.append(f"baseline = {_toml(str(settings.baseline))}")
    for name, table in (("severity", settings.severity), ("per-file-ignores", settings.per_file_ignores)):
        if table:
            lines += [f"[lint.{name}]", *(f"{_toml(key)} = {_toml(value)}" for key, value in table.items())]
    return "\n".join([*lines, f"# {len(settings.codes)} rules run: {', '.join(sorted(settings.codes))}"]) + "\n"


def _toml(value: str | Sequence[str]) -> str:
    return for_json(json.dumps(value if isinstance(value, str) else list(value), ensure_ascii=False))
