"""From files to a report: read, run the rules, turn parts into places, select and sort."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from ksb.errors import KsbError
from ksb.lint.finding import Finding, Issue, Related
from ksb.lint.rules import RULES
from ksb.load import STDIN
from ksb.source import DUPLICATE_KEY, INVALID_SHAPE, UNREADABLE
from ksb.source import Path as At

if TYPE_CHECKING:
    from ksb.models import Standard
    from ksb.validate import Reading

ALWAYS = frozenset({UNREADABLE, INVALID_SHAPE, DUPLICATE_KEY})
"""The rules without which a file that can't be checked would pass for one without faults."""


def selected(select: Sequence[str] = (), ignore: Sequence[str] = ()) -> frozenset[str]:
    """Return the codes of the rules to run. Raises `KsbError` for a code or a beginning that fits no rule."""
    chosen = {code for part in select for code in _matching(part)} if select else set(RULES)
    return frozenset(chosen - {code for part in ignore for code in _matching(part)} | ALWAYS)


def _matching(part: str) -> list[str]:
    found = [code for code in RULES if part and code.startswith(part.upper())]
    if not found:
        near = get_close_matches(part.upper(), RULES, n=1)
        hint = f"is {near[0]} meant?" if near else f"the rules are {', '.join(sorted(RULES))}"
        raise KsbError(f"there is no rule {part!r}", hint)
    return found


def files(path: str) -> Iterator[str]:
    """Yield `path`, or where it is a folder the YAML files below it, hidden ones left out, in order."""
    if path == STDIN or not Path(path).is_dir():
        yield path
        return
    found = False
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith((".yaml", ".yml")) and not name.startswith("."):
                found = True
                yield str(Path(folder, name))
    if not found:
        raise KsbError(f"{path}: no *.yaml or *.yml file below this folder")


def check(reading: Reading, codes: Iterable[str] = RULES) -> list[Finding]:
    """Return what the rules with these codes find in a file, sorted by place."""
    findings = [
        Finding(
            code=problem.code,
            rule=RULES[problem.code].slug,
            severity=RULES[problem.code].severity,
            message=problem.message,
            source=reading.source,
            span=problem.span,
            related=(Related("it stands here first", problem.first),) if problem.first else (),
        )
        for problem in reading.problems
    ]
    if reading.standard is not None:
        stamp = _Stamp(reading, reading.standard)
        for code in set(codes) - ALWAYS:
            findings += [stamp.finding(code, issue) for issue in RULES[code].check(reading.standard)]
    return sorted(findings, key=lambda finding: (finding.span, finding.code, finding.message))


class _Stamp:
    """Turns issues into findings: parts into places, with the code and the severity of the rule."""

    def __init__(self, reading: Reading, standard: Standard) -> None:
        self.source = reading.source
        self.standard = standard

    def finding(self, code: str, issue: Issue) -> Finding:
        rule = RULES[code]
        subject, duty = self._subject(issue.at)
        return Finding(
            code=code,
            rule=rule.slug,
            severity=rule.severity,
            message=issue.message,
            source=self.source,
            span=self.source.place(issue.at),
            subject=subject,
            duty=duty,
            wordings=issue.wordings,
            related=tuple(Related(remark.message, self.source.place(remark.at)) for remark in issue.related),
        )

    def _subject(self, at: At) -> tuple[str | None, int | None]:
        """Return the KSB, duty or option that a part belongs to, and the number of its duty."""
        match at:
            case ("ksbs", str(code), *_):
                return code, None
            case ("options", int(i), *_):
                return f"O{self.standard.options[i].number}", None
            case ("duties", int(i), "cites", int(j), *_):
                duty = self.standard.duties[i]
                return duty.cites[j].code, duty.number
            case ("duties", int(i), *_):
                number = self.standard.duties[i].number
                return f"D{number}", number
        return None, None
