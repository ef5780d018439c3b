"""What changed between two versions: for people, as JSON, and as a changelog in Markdown."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from ksb.compare import STATUSES
from ksb.display.lookup import CODE, DIM, marked_new, marked_old, plain
from ksb.escape import for_markdown
from ksb.exporters.json import dumps
from ksb.layout import Block, Grid, Indented, Text
from ksb.text.differences import Segment, mark
from ksb.text.english import belongs

if TYPE_CHECKING:
    from ksb.compare import Change, Diff

_SAID = {"renumbered_reworded": "renumbered and reworded"}
_SECTIONS = (
    ("Added", ("added",)),
    ("Removed", ("removed",)),
    ("Reworded", ("reworded", "renumbered_reworded")),
    ("Renumbered", ("renumbered",)),
)


def json_document(diff: Diff) -> str:
    """Return the differences as JSON, version 1 of its shape."""
    return dumps(
        {
            "version": 1,
            "ksbs": [_ksb(change) for change in diff.ksbs],
            "duties": [
                {
                    **_numbered(change),
                    "citations_added": list(change.citations_added),
                    "citations_removed": list(change.citations_removed),
                    "old_options": list(change.old_options),
                    "new_options": list(change.new_options),
                    "moved": change.moved,
                }
                for change in diff.duties
            ],
            "options": [_numbered(change) for change in diff.options],
            "metadata": [field._asdict() for field in diff.metadata],
            "pathways": [
                {"name": way.name, "added": list(way.added), "removed": list(way.removed)} for way in diff.pathways
            ],
            "also": list(diff.also),
        }
    )


def _ksb(change: Change) -> dict[str, Any]:
    lineage = {"split_from": change.split_from, "merged_into": change.merged_into}
    return {
        "status": change.status,
        "old": change.old,
        "new": change.new,
        "old_text": change.old_text,
        "new_text": change.new_text,
        **{name: code for name, code in lineage.items() if code},
    }


def _numbered(change: Change) -> dict[str, Any]:
    return {
        "status": change.status,
        "old": int(change.old) if change.old else None,
        "new": int(change.new) if change.new else None,
        "old_title": change.old_text,
        "new_title": change.new_text,
    }


def renumbering(diff: Diff) -> str:
    """Return the table of old and new codes as CSV, a row for each KSB that both versions have."""
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(("old", "new"))
    writer.writerows((change.old, change.new) for change in diff.ksbs if change.old and change.new)
    return stream.getvalue()


def text(diff: Diff) -> list[Block]:
    """Show what is different; of what is not, only how much."""
    if not diff.changed:
        return [Text(("No differences", "bold green"))]
    parts: list[Block] = []
    if diff.metadata:
        parts += [Text(("The standard", "bold")), *(_field(*field) for field in diff.metadata), ""]
    parts += [_heading("KSBs", diff.ksbs)]
    for title, statuses in _SECTIONS:
        changes = [change for change in diff.ksbs if change.status in statuses]
        if changes and title == "Renumbered":
            parts += ["", Indented(Text((title, "bold"))), Indented(plain(_moves(changes)), 4)]
        elif changes:
            parts += ["", Indented(Text((title, "bold"))), *(Indented(_entry(change), 4) for change in changes)]
    reused = _reused(diff)
    parts += ["", _heading("Duties", diff.duties), *(_duty(it, reused) for it in diff.duties if it.changed)]
    if diff.options:
        parts += ["", _heading("Options", diff.options), *(_duty(it, reused) for it in diff.options if it.changed)]
    ways = [way for way in diff.pathways if way.added or way.removed]
    if ways:
        parts += ["", Text(("What an apprentice needs", "bold"))]
        for way in ways:
            parts.append(Indented(plain(_capital(way.name))))
            parts += [Indented(plain(line), 4) for line in _needs(way.added, way.removed, reused)]
    if diff.also:
        parts += ["", Text(("Also different", "bold"), f"  {', '.join(diff.also)}")]
    return parts


def markdown(diff: Diff) -> str:
    """Return a changelog for those who teach and assess: what is new, gone or reworded, and one table of new codes."""
    return "\n".join(_markdown(diff)) + "\n"


def _markdown(diff: Diff) -> Iterator[str]:
    yield "# What changed"
    if not diff.changed:
        yield "\nNothing."
        return
    for field in diff.metadata:
        old, new = (for_markdown(value) if value else "nothing" for value in (field.old, field.new))
        yield f"\n- {for_markdown(field.field.replace('_', ' '))}: {old} → {new}"
    reused = _reused(diff)
    ways = [way for way in diff.pathways if way.added or way.removed]
    if ways:
        yield "\n## What an apprentice needs"
        for way in ways:
            yield f"\n### {for_markdown(_capital(way.name))}\n"
            yield from (f"- {line}" for line in _needs(way.added, way.removed, reused))
    for title, statuses in _SECTIONS[:3]:
        changes = [change for change in diff.ksbs if change.status in statuses]
        if changes:
            yield f"\n## {title} KSBs\n"
            yield from (_markdown_entry(change) for change in changes)
    duties = [change for change in diff.duties if change.changed]
    if duties:
        yield "\n## Duties\n"
        yield from (_markdown_numbered("Duty", it, reused) for it in duties)
    options = [change for change in diff.options if change.changed]
    if options:
        yield "\n## Options\n"
        yield from (_markdown_numbered("Option", it, reused) for it in options)
    moved = [change for change in diff.ksbs if "renumbered" in change.status]
    if moved:
        yield "\n## New codes\n\nThese KSBs have another code.\n\n| old | new | reworded |\n| --- | --- | --- |"
        yield from (f"| {it.old} | {it.new} | {'yes' if 'reworded' in it.status else ''} |" for it in moved)
    if diff.also:
        yield f"\n## Also different\n\n{_capital(', '.join(diff.also))}."


def _markdown_entry(change: Change) -> str:
    code = change.new or change.old
    if change.status in ("added", "removed"):
        return f"- **{code}** {for_markdown(change.new_text or change.old_text or '')}{_lineage(change)}"
    was = f" (was {change.old})" if change.old != change.new else ""
    return f"- **{code}**{was}: {_was_and_now(change)}"


def _markdown_numbered(name: str, change: Change, reused: Container[str]) -> str:
    said = "; ".join([*_became(change), *_cites(change, reused)])
    if change.status in ("reworded", "renumbered_reworded"):
        return f"- {name} {change.new}, {said}: {_was_and_now(change)}"
    return f"- {name} {change.new or change.old}, {for_markdown(change.new_text or change.old_text or '')}: {said}"


def _was_and_now(change: Change) -> str:
    old, new = mark(change.old_text or "", change.new_text or "")
    return f"{_struck(old, '~~')}  \n  now: {_struck(new, '**')}"


def _struck(segments: Iterable[Segment], sign: str) -> str:
    return "".join(
        f"{sign}{for_markdown(segment.text)}{sign}" if segment.differs else for_markdown(segment.text)
        for segment in segments
    )


def _heading(name: str, changes: Sequence[Change]) -> Text:
    counts = Counter(change.status for change in changes)
    told = ", ".join(f"{counts[it]} {_SAID.get(it, it)}" for it in STATUSES if counts[it])
    return Text((name, "bold"), f"  {told or 'none'}")


def _entry(change: Change) -> Grid:
    code = Text((change.new or change.old or "", CODE))
    if change.status in ("added", "removed"):
        return Grid([(code, plain((change.new_text or change.old_text or "") + _lineage(change)))], least=4)
    old, new = mark(change.old_text or "", change.new_text or "")
    was = f"was {change.old}" if change.old != change.new else "was"
    return Grid([(code, Text((was, DIM)), marked_old(old)), ("", Text(("now", DIM)), marked_new(new))], least=4)


def _lineage(change: Change) -> str:
    if change.split_from:
        return f" (split from {change.split_from})"
    return f" (now part of {change.merged_into})" if change.merged_into else ""


def _moves(changes: Sequence[Change]) -> str:
    return ", ".join(f"{change.old} is now {change.new}" for change in changes)


def _duty(change: Change, reused: Container[str]) -> Block:
    said = plain("; ".join([*_became(change), *_cites(change, reused)]))
    number = Text((change.new or change.old or "", CODE))
    if change.status in ("reworded", "renumbered_reworded"):
        old, new = mark(change.old_text or "", change.new_text or "")
        was, now = Text(("was  ", DIM), marked_old(old)), Text(("now  ", DIM), marked_new(new))
        return Indented(Grid([(number, said), ("", was), ("", now)], least=2))
    return Indented(Grid([(number, plain(change.new_text or change.old_text or "")), ("", said)], least=2))


def _became(change: Change) -> list[str]:
    said: list[str] = []
    if change.status != "unchanged":
        was = f", was {change.old}" if change.old and change.new and change.old != change.new else ""
        said.append(_SAID.get(change.status, change.status) + was)
    if change.moved:
        before, after = (belongs(not it, it) for it in (change.old_options, change.new_options))
        said.append(f"now {after}, was {before}")
    return said


def _reused(diff: Diff) -> set[str]:
    """Return the codes that mean something else in the new version than in the old one."""
    return {change.new for change in diff.ksbs if change.new and change.old != change.new}


def _cites(change: Change, reused: Container[str]) -> list[str]:
    """Say what a duty cites that it did not cite, and the reverse."""
    whole = {"added": ("cites", change.citations_added), "removed": ("cited", change.citations_removed)}
    if change.status in whole:
        verb, codes = whole[change.status]
        return [f"{verb} {', '.join(codes)}"] if codes else []
    return _needs(change.citations_added, change.citations_removed, reused, "cites")


def _needs(added: Sequence[str], removed: Sequence[str], reused: Container[str], verb: str = "needs") -> list[str]:
    gone = [f"the old {code}" if code in reused else code for code in removed]
    return [
        *([f"now also {verb} {', '.join(added)}"] if added else []),
        *([f"no longer {verb} {', '.join(gone)}"] if gone else []),
    ]


def _field(field: str, old: str | None, new: str | None) -> Block:
    told = (
        f"{field.replace('_', ' ')}: {old if old is not None else 'nothing'} → {new if new is not None else 'nothing'}"
    )
    return Indented(plain(told))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
