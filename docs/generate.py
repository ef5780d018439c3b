"""Writes what is generated: the JSON Schema, the rules' pages, the picture of the terminal, outputs in pages.

`python docs/generate.py` writes them; with `--check` it writes nothing, names the files that differ, and exits with 1.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
PICTURED = "ksb show K6"
CONSOLE_BLOCK = re.compile(r"(?<=^```console\n)\$ (.*?)\n.*?(?=^```$)", re.DOTALL | re.MULTILINE)

INTRODUCTION = """\
Written by `python docs/generate.py` from the rules themselves; `ksb rule KSB201` prints one of these pages.
"""

# Without the link to a font on the web that Rich's own template has.
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


def run(command: str, *, color: str = "never") -> str:
    """Return what a command line prints in this folder, at 80 columns, standard error last."""
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "KSB_STANDARD")}
    environment |= {
        "COLUMNS": "80",
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONUTF8": "1",
    }
    if color == "always":
        command += " --color always"
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, check=False, encoding="utf-8"
    )
    return done.stdout + done.stderr


def schema() -> str:
    """Return the JSON Schema of the YAML file."""
    return run("ksb schema")


def picture() -> str:
    """Return the picture of the terminal, from what the command really prints."""
    console = Console(record=True, width=80, file=StringIO(), force_terminal=True)
    console.print(Text(f"$ {PICTURED}"))
    # Older Richs drop the line end at the end, newer ones draw an empty line for it.
    console.print(Text.from_ansi(run(PICTURED, color="always").rstrip("\n")))
    return console.export_svg(title="ksb", code_format=SVG, unique_id="ksb")


def with_outputs(name: str) -> str:
    """Return a page with the output of each of its commands as it is now."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return CONSOLE_BLOCK.sub(lambda match: f"$ {match[1]}\n{run(match[1])}", text)


def rules() -> str:
    """Return the page of every rule, from the rules' own docstrings."""
    from ksb.linter.rules import RULES
    from ksb.reports.rules import markdown_list, markdown_pages

    ordered = [RULES[code] for code in sorted(RULES)]
    return f"# The rules of `ksb lint`\n\n{INTRODUCTION}\n{markdown_list(ordered)}\n{markdown_pages(ordered)}"


GENERATED: dict[str, Callable[[], str]] = {
    "docs/rules.md": rules,
    "data/standard.schema.json": schema,
    "docs/terminal.svg": picture,
    "README.md": partial(with_outputs, "README.md"),
    "docs/formats.md": partial(with_outputs, "docs/formats.md"),
    "docs/evidence.md": partial(with_outputs, "docs/evidence.md"),
}


def main() -> int:
    """Write the generated files, or with `--check` name those that differ."""
    stale = []
    for name, build in GENERATED.items():
        path, content = ROOT / name, build()
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(content, encoding="utf-8")
    for name in stale:
        print(f"{name}: {'differs; run python docs/generate.py' if '--check' in sys.argv else 'written'}")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
