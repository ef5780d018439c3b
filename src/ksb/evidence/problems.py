"""What is wrong with the pieces of evidence, seen against a standard."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from ksb.evidence.choice import Choice, days
from ksb.evidence.piece import Piece, Problem
from ksb.evidence.reading import short
from ksb.kinds import code_order, split_code
from ksb.query import is_core, options_needing
from ksb.standard import Standard
from ksb.text.english import listed

_MOST_PLACES = 3
_MOST_CODES = 5
"""Maximum number of unknown codes of one piece that are reported each by itself."""
_TAUGHT = re.compile(
    r"taught|teach(?:ing)?|learn(?:ing)?|train(?:ing)?|delivery|delivered|workshop|lesson|lecture", re.I
)
_ASSESSED = re.compile(r"assess(?:ed|ment)?|exam|test(?:ed)?|mock|quiz|observation|assignment", re.I)
"""What a training plan calls a session in which a KSB is taught, and one in which it is assessed."""


def problems(
    standard: Standard, pieces: Sequence[Piece], choice: Choice, elsewhere: Mapping[str, str]
) -> list[Problem]:
    """Return the problems of the pieces, each once, in the order of the files' names and places.

    `elsewhere` are the codes that no chosen pathway needs, as `of_no_pathway` returns them.
    """
    each = _each(standard, pieces, choice, elsewhere)
    return in_order(dict.fromkeys(chain(each, rejected(pieces, choice), _repeated(pieces), _not_yet_taught(pieces))))


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems by file, then by place, row 9 before row 10."""
    return sorted(problems, key=lambda problem: (problem.file, _place_order(problem.place), problem.message))


def together(problems: Iterable[Problem]) -> list[tuple[Problem, int]]:
    """Return problems with those that are said of several places of a file as one, and how many each stands for."""
    groups: dict[tuple[str, str], dict[str, None]] = {}
    for problem in problems:
        groups.setdefault((problem.file, problem.message), {})[problem.place] = None
    found = []
    for (file, message), places in groups.items():
        few = len(places) <= _MOST_PLACES
        where = "; ".join(places) if few else f"{next(iter(places))} and {len(places) - 1} more places"
        found.append((Problem(file, where, message), len(places)))
    return found


def nearest(standard: Standard, code: str) -> str:
    """Return words that name up to three codes of the same kind with the nearest numbers; "" where there are none."""
    prefix, number = split_code(code)
    same = [other for other in standard.codes if split_code(other)[0] == prefix]
    near = sorted(sorted(same, key=lambda other: abs(split_code(other)[1] - number))[:3], key=code_order)
    return f"; the nearest {'are' if len(near) > 1 else 'is'} {listed(near)}" if near else ""


def _each(
    standard: Standard, pieces: Sequence[Piece], choice: Choice, elsewhere: Mapping[str, str]
) -> Iterator[Problem]:
    today = choice.today.isoformat()
    known = frozenset(standard.ksbs)
    for piece in pieces:
        if not (piece.named or piece.named.unread):
            yield piece.problem(f'"{piece.title}" names no KSB')
        if not known.issuperset(piece.codes):
            yield from _unknown(standard, piece)
        yield from left_out(standard, piece)
        for code in piece.codes:
            if code in elsewhere:
                yield piece.problem(f"{code} {elsewhere[code]}", code)
        if choice.at_most_per_piece is not None and len(piece.codes) > choice.at_most_per_piece:
            message = f'"{piece.title}" claims {len(piece.codes)} KSBs; at most {choice.at_most_per_piece} are allowed'
            yield piece.problem(message)
        if piece.date is not None and piece.date > today[: len(piece.date)]:
            yield piece.problem(f"the date {piece.date} is in the future")
        if piece.date is None and (choice.since or choice.until) and piece.codes:
            yield piece.problem(f'"{piece.title}" has no date, and does not count')
        if choice.is_stale(piece):
            yield piece.problem(f'"{piece.title}" of {piece.date} is older than {choice.stale_days} days')


def left_out(standard: Standard, piece: Piece) -> Iterator[Problem]:
    """Yield the codes and other parts of a piece that do not count."""
    for part in piece.named.parts:
        whole = re.split(r"[.(]|(?<=\d)[A-Za-z]", part)[0]
        yield piece.problem(f"{part} does not count: it is a part of a KSB; write {whole} if you mean all of it", part)
    for codes, message in (
        (piece.named.doubtful, "may not be a KSB, and does not count; if it is one, write it in brackets: [{}]"),
        (
            piece.named.excluded,
            "does not count: the text says that it is not covered or not awarded, is only planned, or is an example",
        ),
    ):
        yield from (piece.problem(f"{code} {message.format(code)}", code) for code in codes if code in standard.ksbs)
    for text in piece.named.unread:
        # `|` is in `K|`, which is written for K1.
        is_range = re.search(r"[^\w|]", text)
        what = "not a range, so only the two codes count" if is_range else "not a code; it does not count"
        yield piece.problem(f'"{short(text)}" is {what}')


def rejected(pieces: Sequence[Piece], choice: Choice) -> Iterator[Problem]:
    """Yield the pieces that don't count because of what their status says."""
    for piece in pieces:
        if piece.codes and choice.rejects(piece):
            yield piece.problem(f'not counted: the status is "{short(piece.status or "")}"')


def of_no_pathway(standard: Standard, choice: Choice) -> dict[str, str]:
    """Return the codes that no chosen pathway needs, each with the reason, as it follows the code in a message."""
    found = {}
    for code in standard.codes:
        options = options_needing(standard, code)
        if not options and not is_core(standard, code):
            found[code] = "is cited by no duty, so no pathway needs it"
        elif choice.pathways and not is_core(standard, code) and not set(choice.pathways) & set(options):
            which = f"option{'s' if len(options) > 1 else ''} {listed(options)}"
            found[code] = f"belongs to {which}, not to this pathway"
    return found


def _unknown(standard: Standard, piece: Piece) -> Iterator[Problem]:
    unknown = [code for code in piece.codes if code not in standard.ksbs]
    for code in unknown[:_MOST_CODES]:
        yield piece.problem(f"{code} is not in this standard{nearest(standard, code)}", code)
    if more := unknown[_MOST_CODES:]:
        shown = listed(more) if len(more) <= _MOST_CODES else f"{more[0]} to {more[-1]} ({len(more)} codes)"
        yield piece.problem(f"{shown} {'is' if len(more) == 1 else 'are'} not in this standard")


def _repeated(pieces: Sequence[Piece]) -> Iterator[Problem]:
    """Yield the pieces that say the same as an earlier one: title, date, codes, link, type and learner."""
    seen: dict[tuple[object, ...], Piece] = {}
    for piece in pieces:
        key = (piece.title.casefold(), piece.date, piece.codes, piece.link, piece.kind, piece.learner)
        first = seen.setdefault(key, piece)
        if first is not piece and piece.codes:
            where = first.place if first.file == piece.file else f"{first.file}, {first.place}"
            yield piece.problem(f'"{piece.title}" is the same piece as in {where}')


def _not_yet_taught(pieces: Sequence[Piece]) -> Iterator[Problem]:
    """Yield, for a training plan with kinds and dates, each session that assesses a KSB before it is taught."""
    taught: dict[tuple[str | None, str], str] = {}
    kinds = {piece.kind for piece in pieces if piece.kind}
    if not any(_TAUGHT.fullmatch(kind.strip()) for kind in kinds):
        return
    for piece in pieces:
        if piece.kind and piece.date and _TAUGHT.fullmatch(piece.kind.strip()):
            for code in piece.codes:
                key = (piece.learner, code)
                taught[key] = min(piece.date, taught.get(key, piece.date))
    for piece in pieces:
        if piece.kind and piece.date and _ASSESSED.fullmatch(piece.kind.strip()):
            for code in piece.codes:
                first = taught.get((piece.learner, code))
                if first is None:
                    yield piece.problem(f"{code} is assessed on {piece.date}, but never taught", code)
                elif days(piece.date)[1] < days(first)[0]:
                    yield piece.problem(f"{code} is assessed on {piece.date}, but taught on {first}", code)


def _place_order(place: str) -> tuple[object, ...]:
    parts = re.findall(r"[0-9]+|[^0-9\s]+", place)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
