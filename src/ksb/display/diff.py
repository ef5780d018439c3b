"""What changed between two versions, for people."""

from collections import Counter
from collections.abc import Container, Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from ksb.answers.diff import (
    STATUS_NAMES,
    capital,
    duty_changes,
    field_change,
    needs,
    numbered_parts,
    repunctuated,
    shown_texts,
)
from ksb.changes import SECTIONS, STATUSES, Change, Diff
from ksb.display.parts import CODE, DIM, Hanging, Lines, Row, Rows, marked, plain


def diff(diff: Diff) -> RenderableType:
    """Show what is different; of what is not, only how much."""
    return Lines(*_parts(diff)) if diff.changed else Text("No differences", "bold green")


def _parts(diff: Diff) -> Iterator[RenderableType]:
    reused = diff.reused
    if diff.metadata:
        yield Text("The standard", "bold")
        yield Lines(*(Hanging(plain(field_change(field))) for field in diff.metadata), indent=2)
        yield ""
    yield _heading("KSBs", diff.ksbs)
    for title, statuses in SECTIONS.items():
        changes = [change for change in diff.ksbs if change.status in statuses]
        if changes:
            yield from ("", Lines(Text(title, "bold"), indent=2))
            if title == "Renumbered":
                yield Lines(plain(", ".join(map(_move, changes))), indent=4)
            else:
                yield Lines(*map(_ksb, changes), indent=4)
    for title, _, verb, parts in numbered_parts(diff):
        if parts or title == "Duties":
            yield from ("", _heading(title, parts))
            yield Lines(*(_numbered(change, reused, verb) for change in parts if change.changed), indent=2)
    if diff.changed_pathways:
        yield from ("", Text("What an apprentice needs", "bold"))
    for pathway in diff.changed_pathways:
        yield Lines(plain(capital(pathway.name)), indent=2)
        yield Lines(*map(Hanging, needs(pathway.added, pathway.removed, reused)), indent=4)
    if diff.texts:
        yield from ("", Text("Other texts", "bold"))
    for text in diff.texts:
        yield Lines(plain(capital(text.part)), indent=2)
        yield Lines(Rows(_was_and_now(text.old, text.new)), indent=4)
    if diff.untold:
        yield from ("", Hanging(Text.assemble(("Also different", "bold"), f"  {', '.join(diff.untold)}")))


def _heading(name: str, changes: Sequence[Change]) -> Text:
    counts = Counter(
        "changed" if change.changed and change.status == "unchanged" else change.status for change in changes
    )
    names = (*(status for status in STATUSES if status != "unchanged"), "changed", "unchanged")
    counted = ", ".join(f"{counts[name]} {STATUS_NAMES.get(name, name)}" for name in names if counts[name])
    return Text.assemble((name, "bold"), f"  {counted or 'none'}")


def _move(change: Change) -> str:
    return f"{change.old} is now {change.new}{' (repunctuated)' if repunctuated(change) else ''}"


def _ksb(change: Change) -> RenderableType:
    was = f"was {change.old}" if change.old != change.new else "was"
    return Rows(_texts(Text(f"{change.new or change.old:4}", CODE), change, was))


def _texts(name: Text, change: Change, was: str = "was") -> list[Row]:
    """Return the rows of a part with its name: its text, or the old and the new one."""
    old, new = shown_texts(change)
    if old is None:
        return [(name, plain(new))]
    first, second = _was_and_now(old, new, was)
    return [(name, *first), ("", *second)]


def _was_and_now(old: str | None, new: str | None, was: str = "was") -> list[Row]:
    if old is None or new is None:
        return [(Text("now" if old is None else was, DIM), plain(new or old or ""))]
    before, after = marked(old, new)
    return [(Text(was, DIM), before), (Text("now", DIM), after)]


def _numbered(change: Change, reused: Container[str], verb: str) -> RenderableType:
    number = Text(f"{change.new or change.old:2}", CODE)
    changes = plain("; ".join(duty_changes(change, reused, verb)))
    return Lines(Rows(_texts(number, change)), Lines(Hanging(changes), indent=number.cell_len + 2))
