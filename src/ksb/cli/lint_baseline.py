"""`ksb lint --write-baseline` and `--prune-baseline`: record the findings, or remove the entries that are gone."""

from __future__ import annotations

import shlex
from collections import deque
from pathlib import Path

from ksb.cli.lint_call import Call
from ksb.cli.output import complain
from ksb.cli.writing import replace
from ksb.errors import KsbError
from ksb.linter import baseline
from ksb.linter.finding import Finding
from ksb.text.english import counted


def record(call: Call, file: Path) -> bool:
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


def prune(call: Call) -> None:
    """Remove the entries that match no finding any more. Raises `KsbError` where the call has no baseline."""
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
