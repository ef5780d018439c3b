"""Say what is wrong with a call that Typer can't parse, and which call is right."""

from __future__ import annotations

import re
import shlex
import sys
from typing import Any

from ksb.cli.app import PLACES
from ksb.exporters import EXPORTERS, OTHER_NAMES
from ksb.references import DUTY, KIND_NAMES, OPTION

_OTHER_NAMES = {
    "ksb show": ("describe", "display", "get", "lookup", "print", "query", "view", "code"),
    "ksb duties": ("duty",),
    "ksb list": ("ls", "ksb", "ksbs", "knowledge", "skills", "behaviours"),
    "ksb options": ("option", "pathway", "pathways"),
    "ksb search": ("find", "grep"),
    "ksb matrix": ("table", "map"),
    "ksb info": ("about", "stats", "status", "summary", "where"),
    "ksb lint": ("analyse", "analyze", "check", "test", "validate", "verify"),
    "ksb lint --fix": ("autofix", "fix", "format"),
    "ksb rule": ("explain", "rules"),
    "ksb diff": ("changelog", "changes", "compare"),
    "ksb import": ("convert", "download", "fetch", "load", "read"),
    "ksb export": ("dump", "save", "write"),
    "ksb init": ("create", "new", "start"),
    "ksb coverage": ("cover", "evidence", "progress"),
    "ksb --version": ("version",),
    "ksb --install-completion": ("completion",),
}
"""What people call a command in other tools, for each call."""
_LETTERS = {"duties": DUTY, "options": OPTION}
_EXPORTED = {
    "duties": "ksb export csv --table duties",
    "list": "ksb export csv",
    "matrix": "ksb export csv --table matrix",
}
"""The call that writes CSV, for the commands that a table could come from."""


def explained(error: Any, message: str) -> tuple[str, str]:
    """Return an error of Typer and a hint: the right call where it is clear, else the help to read."""
    called = " ".join(["ksb", *(name for name in sys.argv[1:2] if name in PLACES)])
    command = error.ctx.command_path if error.ctx else called
    # Typer checks values with Pydantic, whose messages are for programmers.
    message = " ".join(message.split()).replace(": Value error, ", ": ")
    message = re.sub(r": Input should be (.*?)(?:, unable to .*)?$", r": must be \1", message)
    name = command.removeprefix("ksb").strip()
    if match := re.match(r"No such command '(.*?)'\.", message):
        return message, _right_command(match[1]) or f"{command} --help"
    if message.startswith("No such option: --standard") and not name and len(sys.argv) > 3:
        option, value, *rest = sys.argv[1:]
        if option == "--standard":
            return "--standard goes after the command", f"for example: {shlex.join(['ksb', *rest, option, value])}"
    if match := re.match(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", message):
        words = match[1].split()
        if name == "list" and all(word.lower() in KIND_NAMES for word in words):
            return message, f"ksb list {' '.join(f'--kind {word}' for word in words)}"
        first = re.fullmatch(r"(?i)[do]?([0-9]+)", words[0])
        if first and name in _LETTERS:
            return message, f"ksb show {_LETTERS[name]}{first[1]}"
        file = next((word for word in match[1].split() if re.search(r"(?i)[./\\](?:ya?ml|json)?", word)), None)
        if file and "standard" in (parameter.name for parameter in error.ctx.command.params):
            return message, f"{command} --standard {shlex.quote(file)}"
    if match := re.match(r"Invalid value for '--format': '(.*?)' is not one of", message):
        return message, _right_export(name, match[1].lower()) or f"{command} --help"
    return message, f"{command} --help"


def _right_command(name: str) -> str | None:
    """Return the call that was meant by the name of a command that does not exist."""
    words = sys.argv[1:]
    rest = words[words.index(name) + 1 :] if name in words else []
    if name == "help":
        return f"ksb {rest[0]} --help" if rest and rest[0] in PLACES else "ksb --help"
    if name == "ksb" and rest and rest[0] in PLACES:
        return shlex.join(["ksb", *rest])
    if re.fullmatch(r"(?i)(?:(?:tk|ts|esb|[ksbdo])|duty|option) ?\d.*", " ".join([name, *rest[:1]])):
        return shlex.join(["ksb", "show", name, *rest])
    for call, names in _OTHER_NAMES.items():
        if name.lower() in names and call.split()[1] in (*PLACES, "--version", "--install-completion"):
            return " ".join(filter(None, [call, shlex.join(rest)]))
    return None


def right_format(ctx: Any, format: str) -> str | None:
    """Return the call of a command that writes a format, or of `ksb export`; None where nothing does."""
    command = ctx.command
    [choice] = [parameter for parameter in command.params if parameter.name == "format"]
    if format in re.split(r"\W", choice.get_help_record(ctx)[0]):
        names = " ".join(
            parameter.metavar
            for parameter in command.params
            if parameter.param_type_name == "argument" and parameter.required
        )
        return " ".join(filter(None, ["ksb", command.name, names, f"--format {format}"]))
    return (_right_export(command.name, format) or "").split(" --output")[0] or None


def _right_export(command: str, format: str) -> str | None:
    """Return the call that writes a format that a look-up does not have."""
    format = OTHER_NAMES.get(format, format)
    if PLACES.get(command) not in ("ksb.cli.lookup", "ksb.cli.search") or format not in EXPORTERS:
        return None
    if format == "csv":
        return _EXPORTED.get(command, "ksb export csv")
    return f"ksb export {format}" + (f" --output standard.{EXPORTERS[format].suffix}" if format == "xlsx" else "")
