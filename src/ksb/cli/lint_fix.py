"""`ksb lint --fix` and `--diff`: write the fixed files, or print what would change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ksb.cli.lint_call import Call
from ksb.cli.output import Output, complain
from ksb.cli.writing import update
from ksb.errors import KsbError
from ksb.escape import for_terminal, without_commands
from ksb.linter.finding import Finding
from ksb.linter.fix import unified_diff
from ksb.linter.runner import Run
from ksb.reading import STDIN
from ksb.text.english import counted


def fix_files(call: Call, run: Run) -> int:
    """Write the fixed files in place, and fixed standard input to standard output.

    Return how many files could not be written. Raises `KsbError` if that is the only file.
    """
    count = unwritten = 0
    for fixed in run.fix(unsafe=call.unsafe):
        if fixed.outside:
            call.say(f"{fixed.file}: a link to a file outside of the folder; not fixed")
        elif fixed.file == STDIN:
            Output(None, call.color).write_bytes(fixed.after)
            count += fixed.fixes
        elif fixed.fixes:
            try:
                update(Path(fixed.file), fixed.before, fixed.after)
                count += fixed.fixes
            except KsbError as error:
                if len(run.files) == 1:
                    raise
                complain(error.message, error.hint)
                unwritten += 1
    if count:
        call.say(f"Fixed {counted(count, 'fault')}.")
    return unwritten


def print_diff(call: Call, *, exit_code: bool) -> bool:
    """Print what `--fix` would change. Return whether it would change anything or a file can't be read.

    With `exit_code`, return True too where findings that make a run fail would be left.
    """
    [(_, file)] = call.targets
    run = call.run(file)
    out = Output(file, call.color)
    changed = 0
    faults: list[str] = []
    left: list[Finding] = []

    def differences() -> Iterator[str]:
        nonlocal changed
        for fixed in run.fix(unsafe=call.unsafe):
            changed += fixed.fixes
            faults.extend(fixed.faults)
            if exit_code and not fixed.faults and not fixed.outside:
                left.extend(finding for finding in run.check_content(fixed.file, fixed.after) if finding.fails)
            if fixed.fixes:
                yield shown(unified_diff(fixed.file, fixed.before.decode(), fixed.after.decode()), out)

    out.write_data(differences())
    if changed:
        call.say(f"{counted(changed, 'fault')} would be fixed.")
    if faults:
        complain(faults)
    for finding in left:
        message = f"{finding.file}:{finding.span.line}:{finding.span.column}: {finding.code} {finding.message}"
        complain(f"{message}: can't be fixed")
    return changed > 0 or bool(faults or left)


def shown(text: str, out: Output) -> str:
    """Return a diff without characters that a terminal or the log of a CI job would act on; as it is for a file."""
    if out.width:
        text = for_terminal(text.replace("\r\n", "\n"))
    if out.file is None:
        # In a log a carriage return ends a line, and a line may be a command.
        text = without_commands(re.sub("\r(?!\n)", r"\\x0d", text))
    return text
