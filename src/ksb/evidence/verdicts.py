"""Questions whose answer says whether a piece of evidence is accepted: `No` below `Signed off?`."""

from __future__ import annotations

import re

from ksb.evidence.columns import plain
from ksb.evidence.states import is_tick, says_no

_ANSWERED = re.compile(r"(?P<name>.{1,100}?)(?:[?:]|\)) (?P<answer>.+)", re.DOTALL)
_ASKS = re.compile(
    r"(?:(?:evidence|criteri(?:a|on)|ksb|(?:assessor|tutor|coach|trainer|mentor|manager|employer|iqa)(?:'s)?) )?"
    r"(?:met|covered|achieved|done|demonstrated|evidenced|shown|pass(?:ed)?|accepted|approv(?:ed|al)|competent"
    r"|sufficient|sign(?:ed)?(?:[ -]?off)?|signature|verified|agreed|confirmed|validated|completed?)(?: ?\([^()]*\))?"
)


def is_rejected(status: str) -> bool:
    """Return whether a status, or a question with its answer, says that the piece is no evidence."""
    answered = _ANSWERED.fullmatch(status)
    return says_no(status) or (
        answered is not None and asks_if_accepted(answered["name"]) and says_no(answered["answer"])
    )


def asks_if_accepted(name: str) -> bool:
    """Return whether `No` below this name of a column says that the evidence beside it is not accepted."""
    return _ASKS.fullmatch(plain(name)) is not None


def refusal(name: str, answer: str) -> str | None:
    """Return a name and its answer where they say that the piece is not accepted: `Signed off: No`; None otherwise."""
    if not asks_if_accepted(name) or not says_no(answer):
        return None
    return _with_answer(name, answer)


def acceptance(name: str, answer: str) -> str | None:
    """Return a name and its answer where that is a yes, written `yes` whatever stands there; None otherwise."""
    return _with_answer(name, "yes") if is_tick(answer) else None


def _with_answer(name: str, answer: str) -> str:
    name = name.strip(" :")
    return f"{name}{'' if name.endswith('?') else ':'} {answer.strip()}"
