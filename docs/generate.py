"""Writes what is generated: the JSON Schema, the picture of the terminal, reference pages, and the outputs in pages.

`python docs/generate.py` writes the files. With `--check` it writes nothing, names the files that differ, and exits
with 1.
"""

import multiprocessing
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib import import_module
from io import StringIO
from pathlib import Path
from pkgutil import walk_packages
from typing import IO, Any

from rich.console import Console
from rich.text import Text
from typer.main import get_command

import ksb
from ksb.cli import main as ksb_main
from ksb.cli.app import PANELS, app
from ksb.cli.help import option_name, usage
from ksb.linter.rules import RULES
from ksb.reports.rules import markdown_list, markdown_pages

ROOT = Path(__file__).parents[1]
API = {"ST0000": ROOT / "docs/examples/podcast-editor.json"}
"""The records that examples get from the standards API: a server on this machine answers, so nothing is downloaded."""
PAGES = (
    "README.md",
    *(
        f"docs/{name}.md"
        for name in ("index", "apprentices", "providers", "evidence", "tracker", "authors", "developers")
    ),
)
REFERENCE = ("docs/formats.md", "docs/settings.md", "docs/exit-codes.md")
PICTURED = "ksb show K6"
CONSOLE_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
CALL = re.compile(r"ksb ([^|<>&;$]*)(?:\| (.*))?")
"""One call of `ksb`, and what reads its output."""
WRITTEN_BY = "<!-- Written by `python docs/generate.py`: change the code, not this page. -->\n"

RULES_INTRODUCTION = """\
# Rules

What `ksb lint` reports. `ksb rule KSB201` prints one of these pages. [Settings](settings.md) select rules, change
their severity, and ignore findings.
"""

COMMANDS_INTRODUCTION = """\
# Commands

`ksb --version` prints the version, and `ksb COMMAND --help` the options of a command, with examples.
`ksb --install-completion` lets your shell complete commands, options, codes, duties and rules with the Tab key.

Results go to standard output; notes, hints and errors go to standard error. In a pipe nothing is wrapped or coloured.
On a terminal, output longer than the screen goes through your pager; `ksb --no-pager` turns that off.
"""

# Rich's own template has a link to a font on the web.
SVG = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<title>What ksb show K6 prints</title>
<style>
.{unique_id}-matrix {{
    font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
    font-size: {char_height}px;
    line-height: {line_height}px;
    font-variant-east-asian: full-width;
}}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: arial, sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
  <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


class Records(BaseHTTPRequestHandler):
    """Answers with the records of `API`."""

    def do_GET(self) -> None:
        """Answer with the record that the last part of the path names."""
        file = API.get(self.path.rsplit("/", 1)[-1])
        self.send_response(200 if file else 404)
        self.end_headers()
        self.wfile.write(file.read_bytes() if file else b"")

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing."""


FORK = multiprocessing.get_context("fork")
SERVER = HTTPServer(("127.0.0.1", 0), Records)


class Workshop:
    """A folder with copies of `data/`, `docs/examples/` and `tests/data/`, where examples of a page run in order."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        self.exit_code = 0
        self.environment = {
            "COLUMNS": "80",
            "HOME": folder,
            "KSB_API": f"http://127.0.0.1:{SERVER.server_port}/apprenticeshipstandards",
            "LANG": "C.UTF-8",
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        }
        for name in ("data", "docs/examples", "tests/data"):
            shutil.copytree(ROOT / name, self.folder / name)

    def run(self, command: str) -> str:
        """Return what a command line prints at 80 columns in an environment of its own, standard error last."""
        call = CALL.fullmatch(command)
        if not call:
            return self.bash(command, subprocess.DEVNULL)
        with (
            tempfile.TemporaryFile("w+", encoding="utf-8") as out,
            tempfile.TemporaryFile("w+", encoding="utf-8") as err,
        ):
            # A fork needs no imports, which take longer than most commands.
            process = FORK.Process(target=self.become_ksb, args=(call[1], out, err))
            process.start()
            process.join()
            self.exit_code = process.exitcode or 0
            out.seek(0)
            err.seek(0)
            shown = self.bash(call[2], out) if call[2] else out.read()
            return shown + err.read()

    def become_ksb(self, arguments: str, out: IO[str], err: IO[str]) -> None:
        """Turn this process into `ksb`."""
        os.chdir(self.folder)
        os.environ.clear()
        os.environ.update(self.environment)
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        sys.argv = ["ksb", *shlex.split(arguments)]
        ksb_main()

    def bash(self, command: str, stdin: int | IO[str]) -> str:
        """Return what Bash prints for a command line."""
        done = subprocess.run(
            ["bash", "-c", f"(exit {self.exit_code})\n{command}"],
            cwd=self.folder,
            env=self.environment,
            stdin=stdin,
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        self.exit_code = done.returncode
        return done.stdout + done.stderr


def run(command: str) -> str:
    """Return what one command line prints in a fresh folder."""
    with tempfile.TemporaryDirectory() as folder:
        return Workshop(folder).run(command)


def with_outputs(name: str) -> str:
    """Return a page in which each command is followed by the output that it has now."""
    text = (ROOT / name).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(folder)

        def outputs(block: re.Match[str]) -> str:
            return "".join(f"$ {command}\n{workshop.run(command)}" for command in COMMAND.findall(block[0]))

        return CONSOLE_BLOCK.sub(outputs, text)


def picture() -> str:
    """Return the picture of the terminal, drawn from what the command prints."""
    console = Console(record=True, width=80, file=StringIO(), force_terminal=True)
    console.print(Text(f"$ {PICTURED}"))
    # Older versions of Rich drop the last line end; newer ones draw an empty line for it.
    console.print(Text.from_ansi(run(f"{PICTURED} --color always").rstrip("\n")))
    return console.export_svg(title="ksb", code_format=SVG, unique_id="ksb")


def rules() -> str:
    """Return the page of all rules, from their docstrings."""
    ordered = [RULES[code] for code in sorted(RULES)]
    return f"{WRITTEN_BY}\n{RULES_INTRODUCTION}\n{markdown_list(ordered)}\n{markdown_pages(ordered)}"


def commands() -> str:
    """Return the page of all commands, from the Typer application."""
    group: Any = get_command(app)
    context = group.make_context("ksb", ["show", "K1"], resilient_parsing=True)
    parts = [WRITTEN_BY, COMMANDS_INTRODUCTION]
    for panel, modules in PANELS.items():
        parts.append(f"## {panel}\n")
        for name in (name for names in modules.values() for name in names):
            parts += command_section(name, group.get_command(context, name), context)
    return "\n".join(parts)


def command_section(name: str, command: Any, context: Any) -> Iterator[str]:
    """Yield the paragraphs and lists that describe one command."""
    prose, _, examples = command.help.partition("\b")
    panels: dict[str, list[str]] = {"Arguments": []}
    for parameter in command.params:
        if record := parameter.get_help_record(context):
            if parameter.param_type_name == "argument":
                title, names = "Arguments", parameter.metavar
            else:
                panel = parameter.rich_help_panel
                title = panel if isinstance(panel, str) else "Options"
                names = option_name(parameter, record[0])
            panels.setdefault(title, []).append(f"- `{names}`: {record[1].replace('  [', ' [')}")
    yield f"### ksb {name}\n"
    yield f"{prose.strip()}\n"
    yield f"```text\n{usage(command, f'ksb {name}')}\n```\n"
    if shown := [line.strip() for line in examples.splitlines() if line.strip().startswith("ksb ")]:
        yield "\n".join(["Examples:\n", "```text", *shown, "```\n"])
    for title, items in panels.items():
        if items:
            yield "\n".join([f"{title}:\n", *items, ""])


GENERATED: dict[str, Callable[[], str]] = {
    "data/standard.schema.json": partial(run, "ksb schema"),
    "docs/terminal.svg": picture,
    "docs/rules.md": rules,
    "docs/commands.md": commands,
    **{name: partial(with_outputs, name) for name in (*PAGES, *REFERENCE)},
}


def main() -> int:
    """Write the generated files, or with `--check` name those that differ."""
    check = "--check" in sys.argv
    stale = []
    FORK.Process(target=SERVER.serve_forever, daemon=True).start()
    for module in walk_packages(ksb.__path__, "ksb."):
        if module.name != "ksb.__main__":
            import_module(module.name)
    for name, build in GENERATED.items():
        content = build()
        path = ROOT / name
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            stale.append(name)
            if not check:
                path.write_text(content, encoding="utf-8")
    for name in stale:
        print(f"{name}: {'differs; run python docs/generate.py' if check else 'written'}")
    return 1 if stale and check else 0


if __name__ == "__main__":
    sys.exit(main())
