"""`ksb lint --write-baseline`: record the findings."""

from __future__ import annotations

import shlex
from pathlib import Path

from ksb.cli.lint_call import Call
from ksb.cli.output import complain, hint
from ksb.cli.writing import replace
from ksb.linter import baseline
from ksb.text.english import counted


def record(call: Call, file: Path) -> bool:
    """Record the findings in a file. Return whether a finding that can't be recorded makes the run fail."""
    findings = call.run(file).report().findings
    replace(file, baseline.written(findings, file))
    recorded = sum(map(baseline.recordable, findings))
    again = shlex.join(["ksb", "lint", *call.paths, "--baseline", str(file)])
    hint(f"{counted(recorded, 'fault')} recorded in {file}. From now on: {again}")
    left = [finding for finding in findings if not baseline.recordable(finding)]
    for finding in left:
        complain(f"{finding.file}:{finding.span.line}: {finding.code} {finding.message}: can't be recorded")
    return any(finding.fails for finding in left)
