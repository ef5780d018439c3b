"""What `ksb lint` writes besides reports: fixed files, comments that ignore findings, and a baseline."""

import re
import shlex
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from ksb.cli.lint_call import Call
from ksb.cli.output import Output, complain
from ksb.cli.writing import replace
from ksb.errors import KsbError
from ksb.escape import for_terminal, without_commands
from ksb.linter import baseline
from ksb.linter.finding import Finding
from ksb.linter.fix import unified_diff
from ksb.linter.ignores import with_ignores
from ksb.linter.runner import Run
from ksb.reading import STDIN, contents
from ksb.source import Source
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
                replace(Path(fixed.file), [fixed.after], fixed.before)
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
        complain(f"{_line_and_column(finding)}: can't be fixed")
    return changed > 0 or bool(faults or left)


def shown(text: str, out: Output) -> str:
    """Return a diff without characters that a terminal or the log of a CI job would act on; as it is for a file."""
    if out.width:
        text = for_terminal(text.replace("\r\n", "\n"))
    if out.file is None:
        # In a log a carriage return ends a line, and a line may be a command.
        text = without_commands(re.sub("\r(?!\n)", r"\\x0d", text))
    return text


def _line_and_column(finding: Finding) -> str:
    return f"{finding.file}:{finding.span.line}:{finding.span.column}: {finding.code} {finding.message}"


def write_ignores(call: Call) -> bool:
    """Write a comment at each finding. Return whether one that can't be silenced makes the run fail."""
    run = call.run()
    silenced = 0
    left: list[Finding] = []
    for checked in run.check():
        findings = [finding for finding in checked.findings if baseline.recordable(finding)]
        if findings and checked.name in run.files and not run.is_outside(checked.name):
            before = contents(checked.name)
            source = Source(checked.name, before)
            after = with_ignores(source, findings)
            if Source(checked.name, after).data != source.data:
                complain(f"{checked.name}: its layout leaves no room for comments; nothing was written")
                left += findings
                continue
            replace(Path(checked.name), [after], before)
            still = [finding for finding in run.check_content(checked.name, after) if baseline.recordable(finding)]
            silenced += len(findings) - len(still)
            left += still
        left += [finding for finding in checked.findings if not baseline.recordable(finding)]
    call.say(f"{counted(silenced, 'fault')} ignored.")
    for finding in left:
        message = f"{_line_and_column(finding)}: can't be ignored by a comment"
        if finding.fails:
            complain(message)
        else:
            call.say(f"note: {message}")
    return any(finding.fails for finding in left)


def write_baseline(call: Call, file: Path) -> bool:
    """Record the findings in a file. Return whether a finding that can't be recorded makes the run fail."""
    findings = call.run(file).report().findings
    file.parent.mkdir(parents=True, exist_ok=True)
    replace(file, baseline.written(findings, file))
    recorded = sum(map(baseline.recordable, findings))
    again = shlex.join(["ksb", "lint", *call.paths, "--baseline", str(file)])
    call.say(f"{counted(recorded, 'fault')} recorded in {file}. From now on: {again}")
    left = [finding for finding in findings if not baseline.recordable(finding)]
    notes = [finding for finding in left if not finding.fails]
    for finding in left:
        if finding.fails:
            complain(f"{_line(finding)}: can't be recorded")
    if notes:
        more = f", and {len(notes) - 1} more" if len(notes) > 1 else ""
        call.say(f"note: {_line(notes[0])}: not recorded{more}")
    return any(finding.fails for finding in left)


def _line(finding: Finding) -> str:
    return f"{finding.file}:{finding.span.line}: {finding.code} {finding.message}"


def prune_baseline(call: Call) -> None:
    """Remove the entries that match no finding any more. Raises `KsbError` if the call has no baseline."""
    run = call.run()
    if not run.baselines:
        hint = 'name it with --baseline, or in the configuration: baseline = "baseline.json"'
        raise KsbError("there is no baseline to prune", hint)
    deque(run.check(), maxlen=0)
    gone = set(map(id, run.gone))
    for path, matcher in run.baselines.items():
        left = [known for known in matcher.known if id(known) not in gone]
        removed = len(matcher.known) - len(left)
        if removed:
            replace(path, baseline.content(left, path))
        call.say(f"{counted(removed, 'entry', 'entries')} removed from {path}; {len(left)} left.")
