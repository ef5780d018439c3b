"""What says whether a piece of evidence is accepted: `Referred` as its status, `No` below `Signed off?`."""

from __future__ import annotations

import re

from ksb.evidence.columns import plain
from ksb.evidence.patterns import CROSSES

REJECTED = (
    r"referred|refer|rejected|refused|declined|failed|fail|withdrawn|cancell?ed|void|planned|red|🔴"
    r"|not (?:yet )?(?:met|started|achieved|accepted|approved|pass(?:ed)?|covered|done|evidenced|demonstrated|competent"
    r"|signed(?:[ -]off)?|verified|agreed|confirmed|validated|sufficient|satisfactory|submitted|attempted)(?: yet)?"
    r"|not yet|ny[acm]|insufficient|inadequate"
    r"|un(?:satisfactory|successful|met|signed|approved|verified)"
    r"|resubmit|resubmission(?: required| needed)?|returned(?: to learner)?|no evidence(?: yet)?"
    r"|(?:needs? |requires? )?(?:more|further) (?:work|evidence|detail)(?: needed| required)?"
)
_REASON = r"[-–—:;,.(](?!.*\b(?:accept|approv|pass|achiev|met\b)).*"
"""What may stand after the word (`Referred - needs a date`), but not that it was accepted later."""
_REJECTION = re.compile(rf"\s*(?:{REJECTED})\s*(?:{_REASON})?", re.IGNORECASE | re.DOTALL)
_ANSWERED_NO = re.compile(
    rf".{{1,100}}[?:] (?:(?:n|no)(?:\s*{_REASON})?|0|false|[{CROSSES}]|\[ ?\]|{REJECTED}"
    r"|not (?:yet|met|done|covered)\b.{0,20})",
    re.IGNORECASE | re.DOTALL,
)
"""The name of a column and its cell: `Achieved? No`."""
_ASKS = re.compile(
    r"(?:(?:evidence|criteri(?:a|on)|ksb|(?:assessor|tutor|coach|trainer|mentor|manager|employer|iqa)(?:'s)?) )?"
    r"(?:met|covered|achieved|done|demonstrated|evidenced|shown|pass(?:ed)?|accepted|approv(?:ed|al)|competent"
    r"|sufficient|sign(?:ed)?(?:[ -]?off)?|signature|verified|agreed|confirmed|validated)(?: ?\([^()]*\))?"
)
_VERDICT = re.compile(
    r"(?:accepted|approved|agreed|pass(?:ed)?|merit|distinction|sufficient|satisfactory|competent|verified"
    r"|submitted|draft|pending|in progress|awaiting\b.*)",
    re.IGNORECASE,
)


def is_rejected(status: str) -> bool:
    """Return whether a status says that the piece is no evidence: it failed, or the work is still to do."""
    return _REJECTION.fullmatch(status) is not None or _ANSWERED_NO.fullmatch(status) is not None


def asks_if_accepted(name: str) -> bool:
    """Return whether `No` below this name of a column says that the evidence beside it is not accepted."""
    return _ASKS.fullmatch(plain(name)) is not None


def refusal(name: str, answer: str) -> str | None:
    """Return a name and its answer where they say that the piece is not accepted: `Signed off: No`; None otherwise."""
    if not asks_if_accepted(name):
        return None
    name = name.strip(" :")
    said = f"{name}{'' if name.endswith('?') else ':'} {answer.strip()}"
    return said if is_rejected(said) else None


def is_verdict(text: str) -> bool:
    """Return whether a cell says whether a piece is accepted."""
    return is_rejected(text) or _VERDICT.fullmatch(text.strip()) is not None
