"""`ksb lint --add-ignores`: write comments that silence the findings."""

from __future__ import annotations

from pathlib import Path

from ksb.cli.lint_call import Call
from ksb.cli.output import complain
from ksb.cli.writing import update
from ksb.linter.baseline import recordable
from ksb.linter.finding import Finding
from ksb.linter.ignores import with_ignores
from ksb.reading import contents
from ksb.source import Source
from ksb.text.english import counted


def write_ignores(call: Call) -> bool:
    """Write a comment at each finding. Return whether one that can't be silenced makes the run fail."""
    run = call.run()
    silenced = 0
    left: list[Finding] = []
    for checked in run.check():
        findings = [finding for finding in checked.findings if recordable(finding)]
        if findings and checked.name in run.files and not run.is_outside(checked.name):
            before = contents(checked.name)
            source = Source(checked.name, before)
            after = with_ignores(source, findings)
            if Source(checked.name, after).data != source.data:
                complain(f"{checked.name}: its lay-out leaves no room for comments; nothing was written")
                left += findings
                continue
            update(Path(checked.name), before, after)
            still = [finding for finding in run.check_content(checked.name, after) if recordable(finding)]
            silenced += len(findings) - len(still)
            left += still
        left += [finding for finding in checked.findings if not recordable(finding)]
    call.say(f"{counted(silenced, 'fault')} ignored.")
    for finding in left:
        message = f"{finding.file}:{finding.span.line}:{finding.span.column}: {finding.code} {finding.message}"
        complain(f"{message}: can't be ignored by a comment")
    return any(finding.fails for finding in left)
