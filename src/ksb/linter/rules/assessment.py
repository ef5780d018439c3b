"""KSB7xx: which assessment method assesses which KSB."""

from collections.abc import Iterator

from ksb.linter.finding import Issue
from ksb.linter.rule import rule
from ksb.standard import Standard


@rule("KSB701", severity="warning")
def unassessed_ksb(standard: Standard) -> Iterator[Issue]:
    """A KSB that no assessment method assesses, in a plan that maps others.

    Apprentices learn it, but nobody checks that they did. Add its code to the method that assesses it. An assessment
    plan that maps no KSB at all is not checked.

    Bad:
        assessment:
          methods:
            - number: 1
              title: Interview
              ksbs: [K1, S1]
    Good:
        assessment:
          methods:
            - number: 1
              title: Interview
              ksbs: [K1, S1, B1]
    """
    assessed = {code for method in standard.methods for code in method.ksbs}
    for code in standard.ksbs if assessed else ():
        if code not in assessed:
            yield Issue(("ksbs", code), f"no assessment method assesses {code}")


@rule("KSB702", severity="error")
def unknown_ksb_in_method(standard: Standard) -> Iterator[Issue]:
    """An assessment method that lists a code that is not defined.

    Assessors can't assess a KSB without a wording. Correct the code, or define it under `ksbs`.

    Bad:
        assessment:
          methods:
            - number: 1
              title: Interview
              ksbs: [K1, S1, B1, B2]
    Good:
        assessment:
          methods:
            - number: 1
              title: Interview
              ksbs: [K1, S1, B1]
    """
    for i, method in enumerate(standard.methods):
        for j, code in enumerate(method.ksbs):
            if code not in standard.ksbs:
                message = f"assessment method {method.number} assesses {code}, which is not defined"
                yield Issue(("assessment", "methods", i, "ksbs", j), message)


@rule("KSB703", severity="warning")
def method_without_ksbs(standard: Standard) -> Iterator[Issue]:
    """An assessment method that assesses no KSB.

    Readers can't tell what it is for. List the KSBs that it assesses, or remove it.

    Bad:
        assessment:
          methods:
            - number: 1
              title: Interview
              ksbs: [K1, S1, B1]
            - number: 2
              title: Practical test
    Good:
        assessment:
          methods:
            - number: 1
              title: Interview
              ksbs: [K1, B1]
            - number: 2
              title: Practical test
              ksbs: [S1]
    """
    for i, method in enumerate(standard.methods):
        if not method.ksbs:
            yield Issue(("assessment", "methods", i), f"assessment method {method.number} assesses no KSB")
