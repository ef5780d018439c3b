"""KSB201 to KSB203: citations whose wording differs from the definition."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, partial

from ksb.linter.finding import Applicability, Edit, Fix, Issue, Remark, Wordings
from ksb.linter.passages import Passages
from ksb.linter.rule import text_rule
from ksb.models import Duty
from ksb.positions import Path
from ksb.standard import Standard
from ksb.text.differences import continuation, describe
from ksb.text.english import counted
from ksb.text.normalise import Verdict, content, judge, same_words

_Citation = tuple[Path, Duty, str, str, str]
"""The place, the duty, the code, the definition and the wording used."""
_Uses = tuple[Counter[tuple[str, ...]], list[tuple[tuple[str, ...], int]]]


def _citations(texts: Passages, verdict: Verdict) -> Iterator[_Citation]:
    """Yield the citations with this verdict."""
    for at, duty, code, text in texts.cited:
        definition = texts.standard.ksbs.get(code)
        if definition is not None and text != definition and judge(definition, text) == verdict:
            yield at, duty, code, definition, text


def _issue(citation: _Citation, message: str, fix: Applicability | None) -> Issue:
    at, duty, code, definition, text = citation
    return Issue(
        at,
        f"{code} in Duty {duty.number} {message}",
        Wordings(f"{code} as defined", definition, f"{code} in Duty {duty.number}", text),
        related=(Remark(("ksbs", code), f"{code} is defined here"),),
        key=f"{code}: {text}",
        fix=Fix(fix, (Edit(at, code),)) if fix else None,
    )


def _uses(standard: Standard, code: str) -> _Uses:
    """Return how often each wording of a KSB is used, and the two that are used most."""
    counts = Counter(content(standard.wording(cited)) for _, cited in standard.citations(code))
    return counts, counts.most_common(2)


def _differing(citation: _Citation, message: str, uses: Callable[[str], _Uses]) -> Issue:
    """Return the issue of a wording that differs, and where the definition may be the wrong one, why."""
    _, _, code, definition, text = citation
    counts, leading = uses(code)
    defined, here = content(definition), content(text)
    agreeing = max(counts[defined], 1)
    most = next(times for wording, times in leading if wording != defined)
    if agreeing > most:
        return _issue(citation, message, "unsafe")
    others = f", {most} of another" if most > counts[here] else ""
    used = f"{counted(counts[here], 'use')} of this wording, {agreeing} of the definition{others}"
    return _issue(citation, f"{message} ({used}: decide which is right)", None)


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
    uses = cache(partial(_uses, texts.standard))
    for citation in found:
        _, _, code, definition, text = citation
        other = others.get(content(text), code)
        if other != code:
            yield _issue(citation, f"has the wording of {other}", None)
        else:
            yield _differing(citation, describe(definition, text), uses)


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
    for citation in _citations(texts, "repunctuated"):
        *_, definition, text = citation
        yield _issue(citation, describe(definition, text), "safe" if same_words(text, definition) else "unsafe")


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
    uses = cache(partial(_uses, texts.standard))
    for citation in _citations(texts, "truncated"):
        last, rest = continuation(*citation[-2:])
        yield _differing(citation, f'stops after "{last}", but the definition continues with "{rest}"', uses)
