"""KSB201 to KSB203: citations whose wording differs from the definition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ksb.linter.finding import Edit, Fix, Issue, Remark, Wordings
from ksb.linter.rule import text_rule
from ksb.text.differences import continuation, describe
from ksb.text.english import counted
from ksb.text.normalise import Verdict, content, judge, same_words

if TYPE_CHECKING:
    from ksb.linter.finding import Applicability
    from ksb.linter.passages import Passages
    from ksb.models import Duty, Standard
    from ksb.positions import Path


def _citations(texts: Passages, verdict: Verdict) -> Iterator[tuple[Path, Duty, str, str, str]]:
    """Yield the citations with this verdict, each with its definition and the wording used."""
    for at, duty, code, text in texts.cited:
        definition = texts.standard.ksbs.get(code)
        if definition is not None and text != definition and judge(definition, text) == verdict:
            yield at, duty, code, definition, text


def _issue(
    at: Path,
    duty: Duty,
    code: str,
    message: str,
    definition: str,
    text: str,
    fix: Applicability | None = "unsafe",
) -> Issue:
    return Issue(
        at,
        f"{code} in Duty {duty.number} {message}",
        Wordings(f"{code} as defined", definition, f"{code} in Duty {duty.number}", text),
        related=(Remark(("ksbs", code), f"{code} is defined here"),),
        key=f"{code}: {text}",
        fix=Fix(fix, (Edit(at, code),)) if fix else None,
    )


class _Uses:
    """How often each wording of each KSB is used, to decide which one is probably right."""

    def __init__(self, standard: Standard) -> None:
        self._standard = standard
        self._uses: dict[str, tuple[Counter[tuple[str, ...]], list[tuple[tuple[str, ...], int]]]] = {}

    def undecided(self, code: str, definition: str, text: str) -> str:
        """Return why the definition may be the wrong wording, after a space; "" if it is used more than any other."""
        if code not in self._uses:
            counts = Counter(content(self._standard.wording(cited)) for _, cited in self._standard.citations(code))
            self._uses[code] = counts, counts.most_common(2)
        counts, leading = self._uses[code]
        defined, here = content(definition), content(text)
        agreeing = max(counts[defined], 1)
        most = next(uses for wording, uses in leading if wording != defined)
        if agreeing > most:
            return ""
        others = f", {most} of another" if most > counts[here] else ""
        uses = f"{counted(counts[here], 'use')} of this wording, {agreeing} of the definition{others}"
        return f" ({uses}: decide which is right)"


@text_rule("KSB201", severity="error", fix="unsafe")
def reworded_citation(texts: Passages) -> Iterator[Issue]:
    """A citation whose words differ from the definition.

    The two duties tell their readers different things, and an assessor can't tell which is right. Choose one wording:
    cite by the bare code, or change the definition. `ksb` offers to cite by the bare code only if more citations use
    the wording of the definition than any other: otherwise the definition may be the one that is wrong.

    Bad:
        ksbs:
          K1: Understand what other departments require
          S1: Draw up a schedule
          B1: Works with care
        duties:
          - number: 1
            title: Draw up the schedule
            cites:
              - K1: What other departments require
              - S1
              - B1
    Good:
        ksbs:
          K1: Understand what other departments require
          S1: Draw up a schedule
          B1: Works with care
    """
    found = list(_citations(texts, "reworded"))
    others = {content(text): code for code, text in reversed(list(texts.standard.ksbs.items()))} if found else {}
    uses = _Uses(texts.standard)
    for at, duty, code, definition, text in found:
        other = others.get(content(text), code)
        if other != code:
            yield _issue(at, duty, code, f"has the wording of {other}", definition, text, None)
        else:
            undecided = uses.undecided(code, definition, text)
            message = describe(definition, text) + undecided
            yield _issue(at, duty, code, message, definition, text, None if undecided else "unsafe")


@text_rule("KSB202", severity="warning", fix="safe")
def repunctuated_citation(texts: Passages) -> Iterator[Issue]:
    """A citation that differs from the definition only in punctuation, case or spacing.

    The meaning is the same, but a search or a program takes it for another KSB. Cite by the bare code. The fix is
    safe, except where words are joined or divided ("maybe", "may be"; "resort", "re-sort").

    Bad:
        duties:
          - number: 1
            title: Draw up the schedule
            cites:
              - K1: How a production is scheduled.
              - S1
              - B1
    Good:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
    """
    for at, duty, code, definition, text in _citations(texts, "repunctuated"):
        fix: Applicability = "safe" if same_words(text, definition) else "unsafe"
        yield _issue(at, duty, code, describe(definition, text), definition, text, fix)


@text_rule("KSB203", severity="error", fix="unsafe")
def truncated_citation(texts: Passages) -> Iterator[Issue]:
    """A citation that stops before the end of the definition.

    Part of the text was lost, usually in copying. Cite by the bare code, or shorten the definition. As in KSB201, `ksb`
    offers to cite by the bare code only if more citations use the wording of the definition than any other. Such a
    citation is not reported as KSB201.

    Bad:
        duties:
          - number: 1
            title: Draw up the schedule
            cites:
              - K1: How a production
              - S1
              - B1
    Good:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
    """
    uses = _Uses(texts.standard)
    for at, duty, code, definition, text in _citations(texts, "truncated"):
        undecided = uses.undecided(code, definition, text)
        last, rest = continuation(definition, text)
        message = f'stops after "{last}", but the definition continues with "{rest}"'
        yield _issue(at, duty, code, message + undecided, definition, text, None if undecided else "unsafe")
