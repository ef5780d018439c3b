"""Run the rules on a file: turn their issues into findings with places, and apply selection and suppressions."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from ksb.linter import fix
from ksb.linter.config import ALWAYS, Settings
from ksb.linter.finding import UNUSED, Finding, Issue, Related, Replaced, Wordings
from ksb.linter.locate import get, locate
from ksb.linter.passages import Passages
from ksb.linter.rules import RULES, code_named
from ksb.linter.suppress import Suppression, Suppressions
from ksb.positions import MOST_FINDINGS, Span, Text
from ksb.positions import Path as At
from ksb.source import Source
from ksb.standard import Standard
from ksb.text.differences import shortened
from ksb.validate import Reading, validate

Ignore = tuple[str, str]
"""An entry of `per-file-ignores`: the pattern, and a code."""
_NAMED = re.compile(r"\b(?P<letters>ESB|T?[KS]|B)[1-9][0-9]*\b|\b(?P<duty>Duty )(?P<number>[1-9][0-9]*)\b")
_PASSES = 20
"""How often a file is checked and fixed again. One fix may make room for another; none needs more than a few."""


class Found(NamedTuple):
    """A finding, and its fix in this file."""

    finding: Finding
    repair: fix.Repair | None = None


class Checked(NamedTuple):
    """The findings in a file."""

    found: list[Found]
    """Sorted by place."""
    used: frozenset[Ignore]
    """The entries of `per-file-ignores` that silenced something."""


def check(reading: Reading, settings: Settings, *, fixable: bool = False) -> Checked:
    """Return the findings in a file, those in the baseline included.

    With `fixable` only rules that have a fix run.
    """
    codes = frozenset(code for code in settings.codes if RULES[code].fix or not fixable)
    stamp = _Stamp(reading, settings)
    found = list(stamp.problems())
    ignored: set[str] = set()
    ignores: list[Ignore] = []
    if reading.standard is not None:
        passages = Passages(reading.standard, reading.source)
        for code in codes - ALWAYS:
            found += [
                stamp.finding(reading.standard, code, issue)
                for issue in islice(RULES[code].check(passages), MOST_FINDINGS)
                if settings.allowed_spellings.isdisjoint(issue.spellings)
            ]
        comments = Suppressions(reading.source)
        ignores += [
            (pattern, code)
            for pattern in settings.patterns(reading.source.name)
            for code in settings.per_file_ignores[pattern]
        ]
        if comments.each or ignores:
            ignorable = {code for code in codes if any(map(_ignoring(code), ignores))}
            found = [
                each
                for each in found
                if each.finding.code in ALWAYS or not _silenced(each.finding, comments, ignorable, ignored)
            ]
        if UNUSED in codes:
            unused = [stamp.unused(comment) for comment in comments.each if _is_unused(comment, settings)]
            if unused and any(map(_ignoring(UNUSED), ignores)):
                ignored.add(UNUSED)
            else:
                found += unused
    found = [each for each in found if settings.reports(each.finding.severity)]
    found.sort(key=lambda each: (each.finding.span, each.finding.code, each.finding.message))
    return Checked(found, frozenset(entry for code in ignored for entry in ignores if _ignoring(code)(entry)))


def fixed(reading: Reading, repairs: Callable[[Reading], list[fix.Repair]]) -> tuple[bytes, bytes, int]:
    """Return the content of a file, its content with everything fixed, and the number of fixes.

    `repairs` returns the repairs to make in each version of the file.
    """
    before = after = fix.apply(reading.source, ())[0]
    count = 0
    for _ in range(_PASSES if reading.source.readable else 0):
        chosen = repairs(reading)
        content, done = fix.apply(reading.source, [*chosen, *fix.copied(reading, chosen)])
        if not done:
            break
        after, count = content, count + done
        reading = validate(Source(reading.source.name, after))
    return before, after, count


def _silenced(found: Finding, comments: Suppressions, ignorable: set[str], ignored: set[str]) -> bool:
    """Return whether a comment or the configuration silences a finding, and record which."""
    silenced = comments.silence(found.code, found.part)
    if found.code in ignorable:
        ignored.add(found.code)
        return True
    return silenced


def _ignoring(code: str) -> Callable[[Ignore], bool]:
    """Return a test for whether an entry of `per-file-ignores` silences a rule."""
    return lambda ignore: code.startswith(ignore[1].upper())


def _is_unused(comment: Suppression, settings: Settings) -> bool:
    """Return whether a comment silences nothing although the rules it names ran, or names no rule."""
    if comment.used:
        return False
    named = {code for code in RULES if comment.code and code.startswith(comment.code)}
    return named - {UNUSED} <= settings.codes


def finding(
    code: str, settings: Settings, message: str, source: Text, span: Span, *, identity: str | None = None
) -> Finding:
    """Return a finding with its severity, its excerpt and its fingerprint.

    `identity` tells it from others of its rule (default: its message).
    """
    severity = settings.severity_of(code)
    excerpt, at = source.excerpt(span)
    named = json.dumps([code, message if identity is None else identity])
    return Finding(
        code=code,
        rule=RULES[code].slug,
        severity=severity,
        message=message,
        file=source.name,
        span=span,
        part=span,
        excerpt=excerpt,
        at=at,
        fingerprint=hashlib.sha256(named.encode()).hexdigest()[:16],
        fails=settings.fails(severity),
    )


class _Stamp:
    """Turns the issues and problems of one file into findings."""

    def __init__(self, reading: Reading, settings: Settings) -> None:
        self.reading = reading
        self.source = reading.source
        self.settings = settings
        self._contents: dict[str, str] = {}

    def problems(self) -> Iterator[Found]:
        """Yield the problems that reading the file met."""
        for problem in self.reading.problems:
            related = (Related("the first one is here", problem.first),) if problem.first else ()
            found = finding(problem.code, self.settings, problem.message, self.source, problem.span)
            yield Found(found._replace(related=related))

    def unused(self, comment: Suppression) -> Found:
        """Return the finding on a comment that silences nothing."""
        named = [code for code in RULES if comment.code and code.startswith(comment.code)]
        if not comment.code:
            message = "this comment silences nothing: write `ksb: ignore[KSB201]` or `ksb: ignore-file[KSB201]`"
        elif not named:
            code = code_named(comment.code)
            message = f"{comment.code.lower()} is {code}: write that" if code else f"there is no rule {comment.code}"
        elif set(named) <= {*ALWAYS, UNUSED}:
            message = f"{comment.code} can't be silenced by a comment"
        else:
            message = f"this comment silences no {comment.code}; remove it"
        return Found(finding(UNUSED, self.settings, message, self.source, comment.span))

    def finding(self, standard: Standard, code: str, issue: Issue) -> Found:
        """Return the finding for an issue of a rule."""
        subject, duty = _subject(issue.at, standard)
        repair = fix.resolve(self.source, issue.fix) if issue.fix else None
        part = self.source.place(issue.at)
        span, identity = self._narrow(issue) or part, self._identity(standard, code, issue)
        changes = repair.replacements if repair else ()
        found = finding(code, self.settings, issue.message, self.source, span, identity=identity)._replace(
            part=part,
            subject=subject,
            duty=duty,
            wordings=issue.wordings and Wordings(*map(shortened, issue.wordings)),
            related=tuple(Related(remark.message, self.source.place(remark.at)) for remark in issue.related),
            fix=repair.applicability if repair else None,
            replaced=tuple(Replaced(self.source.span(start, end), text) for start, end, text in changes),
        )
        return Found(found, repair)

    def _identity(self, standard: Standard, code: str, issue: Issue) -> str:
        """Return what tells an issue from others of its rule, with words in place of each code and number of a duty.

        So it stays the same where KSBs or duties are inserted or removed, which shifts those after them. In rules on
        numbering the codes and numbers that are missing shift too.
        """

        def content(match: re.Match[str]) -> str:
            named, prefix = match[0], match["letters"] or match["duty"]
            if named not in self._contents:
                titles = (duty.title for duty in standard.duties if match["number"] == str(duty.number))
                text = standard.ksbs.get(named) if match["letters"] else next(titles, None)
                if text is None:
                    return prefix if code.startswith("KSB3") else named
                words = " ".join(re.findall(r"\w+", text.lower()))
                self._contents[named] = prefix + hashlib.sha256(words.encode(errors="surrogatepass")).hexdigest()[:16]
            return self._contents[named]

        if issue.key is not None:
            return _NAMED.sub(content, issue.key)
        subject, number = _subject(issue.at, standard)
        place = subject if number is None else f"{subject} Duty {number}".removeprefix(f"D{number} ")
        return _NAMED.sub(content, f"{place} {issue.message}")

    def _narrow(self, issue: Issue) -> Span | None:
        """Return the place of the characters that an issue is about; None if it is about the whole part."""
        value = get(self.source.data, issue.at)
        if issue.within is None or not isinstance(value, str):
            return None
        found = locate(self.source, issue.at, value, issue.within)
        return self.source.span(*found) if found else None


def _subject(at: At, standard: Standard) -> tuple[str | None, int | None]:
    """Return the KSB, duty or option that a part belongs to, and the number of its duty."""
    match at:
        case ("ksbs", str(code), *_):
            return code, None
        case ("options", int(i), *_):
            return f"O{standard.options[i].number}", None
        case ("duties", int(i), "cites", int(j), *_):
            duty = standard.duties[i]
            return duty.cites[j].code, duty.number
        case ("duties", int(i), *_):
            number = standard.duties[i].number
            return f"D{number}", number
    return None, None
