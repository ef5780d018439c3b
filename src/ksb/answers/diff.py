"""What changed between two versions, as JSON, as a changelog in Markdown, and as CSV; and the phrases for it."""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

from ksb.changes import SECTIONS, Change, Diff, FieldChange, TextChange
from ksb.escape import for_markdown
from ksb.objects import dumps
from ksb.tables import written
from ksb.text.differences import Segment, mark
from ksb.text.english import belongs
from ksb.text.normalise import unbroken

STATUS_NAMES = {"renumbered_reworded": "renumbered and reworded"}
"""What a status is called in a sentence, where that is not the status itself."""
_PAST = {"cites": "cited", "assesses": "assessed"}
_OF_DUTIES = ("citations_added", "citations_removed", "citations_undefined", "old_options", "new_options", "moved")


def json_document(diff: Diff) -> str:
    """Return the differences as JSON, version 1 of its shape."""
    return dumps(
        {
            "version": 1,
            "ksbs": [_ksb(change) for change in diff.ksbs],
            "duties": [_numbered(change) | _fields(change, _OF_DUTIES) for change in diff.duties],
            "options": [_numbered(change) for change in diff.options],
            "methods": [
                {**_numbered(change), "ksbs_added": change.citations_added, "ksbs_removed": change.citations_removed}
                for change in diff.methods
            ],
            "metadata": [field._asdict() for field in diff.metadata],
            "pathways": [pathway._asdict() for pathway in diff.pathways],
            "also": diff.also,
            "texts": [{"part": text.part, "old": text.old, "new": text.new} for text in diff.texts],
        }
    )


def _ksb(change: Change) -> dict[str, Any]:
    lineage = {"split_from": change.split_from, "merged_into": change.merged_into}
    fields = _fields(change, ("status", "old", "new", "old_text", "new_text"))
    return fields | {name: code for name, code in lineage.items() if code}


def _fields(change: Change, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(change, name) for name in names}


def _numbered(change: Change) -> dict[str, Any]:
    return {
        "status": change.status,
        "old": int(change.old) if change.old else None,
        "new": int(change.new) if change.new else None,
        "old_title": change.old_text,
        "new_title": change.new_text,
    }


def renumbering(diff: Diff, *, everything: bool = False) -> str:
    """Return the table of old and new codes as CSV, with a row for each KSB that has another code than before.

    With `everything`, each KSB that both versions have is in the table.
    """
    codes = ((change.old, change.new) for change in diff.ksbs if change.old and change.new)
    return written([("old", "new"), *((old, new) for old, new in codes if everything or old != new)])


def markdown(diff: Diff, old: str = "", new: str = "") -> str:
    """Return a changelog for those who teach and assess: what is new, gone or reworded, and one table of new codes.

    The heading says which versions are compared: by their version, their date of issue, or else the names `old` and
    `new` of their files.
    """
    return "\n".join(_markdown(diff, old, new)) + "\n"


def _versions(diff: Diff, *files: str) -> str:
    """Return the first thing that tells the two versions apart, as in "from version 1.0 to version 1.1"."""
    labels = (
        [f"version {side.version}" if side.version else "" for side in (diff.old, diff.new)],
        [f"the issue of {side.issued}" if side.issued else "" for side in (diff.old, diff.new)],
        files,
    )
    return next((f" from {old} to {new}" for old, new in labels if old and new and old != new), "")


def _markdown(diff: Diff, old_file: str, new_file: str) -> Iterator[str]:
    yield f"# {for_markdown(diff.new.title)}: what changed{for_markdown(_versions(diff, old_file, new_file))}"
    if not diff.changed:
        yield "\nNothing."
        return
    if diff.metadata:
        yield ""
    yield from (f"- {for_markdown(field_change(field))}" for field in diff.metadata)
    reused = diff.reused
    if diff.changed_pathways:
        yield "\n## What an apprentice needs"
        for pathway in diff.changed_pathways:
            yield f"\n### {for_markdown(capital(pathway.name))}\n"
            yield from (f"- {line}" for line in needs(pathway.added, pathway.removed, reused))
    for title, statuses in SECTIONS.items():
        changes = [change for change in diff.ksbs if change.status in statuses]
        if changes and title != "Renumbered":
            yield f"\n## {title} KSBs\n"
            yield from (_markdown_entry(change) for change in changes)
    for title, name, verb, parts in numbered_parts(diff):
        if changed := [change for change in parts if change.changed]:
            yield f"\n## {title}\n"
            yield from (_markdown_numbered(name, change, reused, verb) for change in changed)
    moved = [change for change in diff.ksbs if "renumbered" in change.status]
    if moved:
        yield "\n## New codes\n\nThese KSBs have another code.\n\n| old | new | wording |\n| --- | --- | --- |"
        yield from (f"| {change.old} | {change.new} | {_wording(change)} |" for change in moved)
    if diff.texts:
        yield "\n## Other texts\n"
        yield from (f"- {for_markdown(capital(text.part))}: {_text_change(text)}" for text in diff.texts)
    if diff.untold:
        yield f"\n## Also different\n\n{capital(', '.join(diff.untold))}."


def _text_change(text: TextChange) -> str:
    if text.old is None:
        return f"now has: {for_markdown(text.new or '')}"
    return f"no longer has: {for_markdown(text.old)}" if text.new is None else _was_and_now(text.old, text.new)


def numbered_parts(diff: Diff) -> tuple[tuple[str, str, str, Sequence[Change]], ...]:
    """Return the kinds of numbered parts: the heading, what one is called, what it does with KSBs, and the changes."""
    return (
        ("Duties", "Duty", "cites", diff.duties),
        ("Options", "Option", "cites", diff.options),
        ("Assessment methods", "Method", "assesses", diff.methods),
    )


def _wording(change: Change) -> str:
    """Say in a word what became of the wording of a renumbered KSB; "" where it is the same."""
    return "reworded" if "reworded" in change.status else "repunctuated" if repunctuated(change) else ""


def repunctuated(change: Change) -> bool:
    """Return whether case, punctuation or spacing differ and nothing else, in a renumbered KSB, too."""
    return change.status in ("repunctuated", "renumbered") and unbroken(change.old_text or "") != unbroken(
        change.new_text or ""
    )


def only_spacing(change: Change) -> bool:
    """Return whether the old and the new text of a part have the same characters but for spaces."""
    return repunctuated(change) and (change.old_text or "").split() == (change.new_text or "").split()


def shown_texts(change: Change) -> tuple[str | None, str]:
    """Return the old text of a part, where it is worth showing, and the new or only one with what is to be noted."""
    if "reworded" in change.status or (repunctuated(change) and not only_spacing(change)):
        return change.old_text, change.new_text or ""
    note = " (only the spacing differs)" if repunctuated(change) else _lineage(change)
    return None, (change.new_text or change.old_text or "") + note


def _markdown_entry(change: Change) -> str:
    old, new = shown_texts(change)
    both = change.old and change.new
    was = f" (was {change.old})" if both and change.old != change.new else ""
    text = for_markdown(new) if old is None else _was_and_now(old, new)
    return f"- **{change.new or change.old}**{was}{':' if both else ''} {text}"


def _markdown_numbered(name: str, change: Change, reused: Container[str], verb: str) -> str:
    changes = "; ".join(duty_changes(change, reused, verb))
    old, new = shown_texts(change)
    if old is not None:
        return f"- {name} {change.new}, {changes}: {_was_and_now(old, new)}"
    return f"- {name} {change.new or change.old}, {for_markdown(new)}: {changes}"


def _was_and_now(before: str | None, after: str | None) -> str:
    old, new = mark(before or "", after or "")
    return f"{_struck(old, '~~')}  \n  now: {_struck(new, '**')}"


def _struck(segments: Iterable[Segment], sign: str) -> str:
    return "".join(
        f"{sign}{for_markdown(segment.text)}{sign}" if segment.differs else for_markdown(segment.text)
        for segment in segments
    )


def _lineage(change: Change) -> str:
    """Say from which KSB an added one was split, or which one a removed one became part of; "" where neither."""
    if change.split_from:
        return f" (split from {change.split_from})"
    return f" (now part of {change.merged_into})" if change.merged_into else ""


def duty_changes(change: Change, reused: Container[str], verb: str) -> list[str]:
    """Say what became of a duty, an option or an assessment method, and which KSBs it gained and lost.

    `verb` is "cites" or "assesses". `reused` holds the codes that mean something else in the new version.
    """
    phrases: list[str] = []
    if change.status != "unchanged":
        was = f", was {change.old}" if change.old and change.new and change.old != change.new else ""
        also = " and repunctuated" if change.status == "renumbered" and repunctuated(change) else ""
        phrases.append(STATUS_NAMES.get(change.status, change.status) + also + was)
    if change.moved:
        before, after = (belongs(not options, options) for options in (change.old_options, change.new_options))
        phrases.append(f"now {after}, was {before}")
    undefined = change.citations_undefined
    added = [code for code in change.citations_added if code not in undefined]
    whole = {"added": (verb, added), "removed": (_PAST[verb], change.citations_removed)}
    if change.status in whole:
        said, codes = whole[change.status]
        phrases += [f"{said} {', '.join(codes)}"] if codes else []
    else:
        phrases += needs(added, change.citations_removed, reused, verb)
    if undefined:
        phrases.append(f"{verb} {', '.join(undefined)}, which {'is' if len(undefined) == 1 else 'are'} not defined")
    return phrases


def needs(added: Sequence[str], removed: Sequence[str], reused: Container[str], verb: str = "needs") -> list[str]:
    """Say which codes are now needed, and which no longer are; `reused` is that of `duty_changes`."""
    gone = [f"the old {code}" if code in reused else code for code in removed]
    return [
        *([f"now also {verb} {', '.join(added)}"] if added else []),
        *([f"no longer {verb} {', '.join(gone)}"] if gone else []),
    ]


def field_change(field: FieldChange) -> str:
    """Say what a field of the standard was and is."""
    return f"{field.field.replace('_', ' ')}: {field.old or 'nothing'} → {field.new or 'nothing'}"


def capital(text: str) -> str:
    """Return a text with its first letter as a capital."""
    return text[:1].upper() + text[1:]
