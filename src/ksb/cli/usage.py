"""Say what is wrong with a call that Typer can't parse, and name the nearest call that it can."""

import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

import typer

from ksb.cli.app import PLACES
from ksb.errors import KsbError
from ksb.exporters import EXPORTERS, OTHER_NAMES
from ksb.references import KIND_NAMES

_OTHER_NAMES = {
    "show": ("describe", "display", "get", "lookup", "print", "query", "view", "code"),
    "duties": ("duty",),
    "list": ("ls", "ksb", "ksbs"),
    "options": ("option", "pathway", "pathways"),
    "search": ("find", "grep"),
    "matrix": ("table", "map"),
    "info": ("about", "stats", "status", "summary", "where"),
    "lint": ("analyse", "analyze", "check", "test", "validate", "verify"),
    "lint --fix": ("autofix", "fix", "format"),
    "rule": ("explain", "rules"),
    "diff": ("changelog", "changes", "compare"),
    "import": ("convert", "download", "fetch", "load", "read"),
    "export": ("dump", "save", "write"),
    "init": ("create", "new", "start"),
    "coverage": ("cover", "evidence", "progress"),
    "--version": ("version", "-v", "-V"),
    "--install-completion": ("completion",),
}
"""What people call a command in other tools, for each call."""
_OTHER_DIFF = ("--check", "--dry-run", "--preview")
"""What other tools call `--diff`."""
_VERSIONS = ("--old", "--new", "--from", "--to", "--standard")
"""What the two files of `ksb diff` could be options of."""
_LOOK_UPS = [name for name, module in PLACES.items() if module in ("ksb.cli.lookup", "ksb.cli.search")]
_FILE = re.compile(r"(?i)[./\\](?:ya?ml|json)?")
_ALIKE = 0.8
"""Minimum similarity of the name of an option to the one that is meant."""


def explained(error: Any, message: str) -> tuple[str, str]:
    """Return an error of Typer and a hint: the nearest call that can be parsed, else the help to read."""
    words = sys.argv[1:]
    name = words[0] if words and words[0] in PLACES else ""
    # Typer checks values with Pydantic, whose messages are for programmers.
    message = " ".join(message.split()).replace(": Value error, ", ": ")
    message = re.sub(r": Input should be (.*?)(?:, unable to .*)?$", r": must be \1", message)
    message = re.sub(r" \(Possible options: .*\)$", "", message)
    if not name and words and words[0].startswith("-"):
        at = next((i for i, word in enumerate(words) if word in PLACES), 0)
        if at and _parses(call := [*words[at:], *words[:at]], error.ctx):
            return f"{words[0]} goes after the command", f"for example: {shlex.join(['ksb', *call])}"
    calls = _meant(error, message, name, words) if error.ctx else iter(())
    if right := next((call for call in calls if _parses(call, error.ctx)), None):
        return message, shlex.join(["ksb", *right])
    if match := re.search(r"Did you mean '(.*?)'", message):
        name = match[1]
    return message, " ".join(filter(None, ["ksb", name, "--help"]))


def _parses(call: Sequence[str], ctx: Any) -> bool:
    """Return whether Typer can parse a call."""
    if not call or call[0] in ("--version", "--install-completion") or call[-1] == "--help":
        return bool(call)
    usage_error: Any = typer.BadParameter.__base__
    root = ctx.find_root()
    command = root.command.get_command(root, call[0])
    try:
        return command is not None and command.make_context(call[0], list(call[1:]), parent=root) is not None
    except (KsbError, usage_error):
        return False


def _meant(error: Any, message: str, name: str, words: list[str]) -> Iterator[list[str]]:
    """Yield calls that may be meant by one that can't be parsed, the likeliest first."""
    if match := re.match(r"No such command '(.*?)'\.", message):
        yield from _right_commands(match[1], words[words.index(match[1]) + 1 :] if match[1] in words else [], message)
    elif match := re.match(r"No such option: (\S+)", message):
        yield from _right_options(match[1], words, error.ctx.command)
    elif match := re.match(r"Invalid value for '--format': '(.*?)' is not one of", message):
        format = OTHER_NAMES.get(match[1].lower(), match[1].lower())
        yield [format if word == match[1] else word for word in words]
        yield _right_export(name, format)
    elif match := re.match(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", message):
        yield from _right_arguments(match[1].split(), name, words)


def _right_commands(name: str, rest: list[str], message: str) -> Iterator[list[str]]:
    """Yield calls that may be meant by one of a command that does not exist."""
    if name == "help":
        yield [*rest[:1], "--help"] if rest[:1] and rest[0] in PLACES else ["--help"]
    if name == "ksb" and rest:
        yield rest
    if re.fullmatch(r"(?i)(?:(?:tk|ts|esb|[ksbdo])|duty|option) ?\d.*", " ".join([name, *rest[:1]])):
        yield ["show", name, *rest]
    if name.lower() in KIND_NAMES:
        yield ["list", "--kind", name, *rest]
    if _FILE.search(name):
        yield [*(rest or ["info"]), "--standard", name]
    for command in ("duties", "list"):
        yield [command, f"--{name}", *rest]
    for call, names in _OTHER_NAMES.items():
        if name.lower() in names:
            yield [*call.split(), *rest]
    if match := re.search(r"Did you mean '(.*?)'", message):
        yield [match[1], *rest]
    yield [name.lower(), *rest]


def _right_options(option: str, words: list[str], command: Any) -> Iterator[list[str]]:
    """Yield calls that may be meant by one with an option that its command does not have."""

    def instead(*other: str) -> list[str]:
        return [part for word in words for part in (other if word.split("=")[0] == option else (word,))]

    yield from ([call] for call, names in _OTHER_NAMES.items() if option in names)
    if option in _OTHER_DIFF:
        yield instead("--diff")
    yield instead("--format", option.lstrip("-"))
    if option.lstrip("-").lower() in KIND_NAMES:
        yield instead("--kind", option.lstrip("-"))
    there = [name for parameter in command.params for name in parameter.opts if name.startswith("--")]
    start = option.lower() if option.startswith("--") else f"-{option.lower()}"
    near = get_close_matches(start, there, 1, _ALIKE)
    for name in (*near, *(name for name in there if name.startswith(start))):
        yield [re.sub(rf"^{re.escape(option)}(?==|$)", name, word) for word in words]
    if option in ("--standard", "--file", "--input"):
        yield from (instead("--standard"), instead())
    if words[0] == "diff":
        yield [word for word in words if word not in _VERSIONS]
    yield _right_export(words[0], option.lstrip("-"))
    yield from ([other, *words[1:]] for other in _LOOK_UPS if words[0] in _LOOK_UPS)


def _right_arguments(extra: list[str], name: str, words: list[str]) -> Iterator[list[str]]:
    """Yield calls that may be meant by one with too many arguments."""
    rest = [word for word in words if word not in extra]
    if all(word.lower() in KIND_NAMES for word in extra):
        yield [*rest, *(part for word in extra for part in ("--kind", word))]
    if file := next(filter(_FILE.search, extra), None):
        yield from ([*(word for word in words if word != file), option, file] for option in ("--standard", "--from"))
    at = words.index(extra[0]) if extra[0] in words else 0
    if at > 2 and all(re.fullmatch(r"\w{1,5}", word) for word in words[at - 1 :]):
        yield [*words[: at - 1], ",".join(words[at - 1 :])]
    if re.fullmatch("[0-9]+", extra[0]) and name in ("duties", "options"):
        yield ["show", f"{name[0].upper()}{extra[0]}"]
    if re.fullmatch(r"(?i)(?:tk|ts|esb|[ksbdo])[0-9]+", extra[0]):
        yield ["show", *map(str.upper, extra)]
    yield [*rest, *(f"--{word}" for word in extra)]


def right_format(ctx: Any, format: str, file: str) -> str | None:
    """Return the call that writes a file in the format of its name; None where nothing does."""
    words = sys.argv[1:]
    at = next((i for i, word in enumerate(words) if word in ("-o", "--output")), len(words))
    call = [*words[:at], *words[at + 2 :], "--format", format, "--output", file]
    if not _parses(call, ctx):
        call = [*_right_export(ctx.command.name, format)[: -2 if format == "xlsx" else None], "--output", file]
    return shlex.join(["ksb", *call]) if call[0] != "--output" else None


def _right_export(command: str, format: str) -> list[str]:
    """Return the call that writes a format that a look-up does not have; nothing for another command or format."""
    format = OTHER_NAMES.get(format, format)
    if command not in _LOOK_UPS or format not in EXPORTERS:
        return []
    table = ["--table", command] if format == "csv" and command in ("duties", "matrix") else []
    return ["export", format, *table, *(["--output", "standard.xlsx"] if format == "xlsx" else [])]
