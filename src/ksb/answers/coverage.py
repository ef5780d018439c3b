"""The coverage of evidence as JSON, Markdown and CSV."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from ksb.coverage import STATUSES, Cohort, Coverage, PathwayCoverage
from ksb.escape import for_markdown
from ksb.evidence.piece import Piece, Problem
from ksb.evidence.problems import together
from ksb.kinds import kind_of
from ksb.standard import Standard
from ksb.tables import Cell
from ksb.text.english import counted
from ksb.versions import Carried, Versions

SIGNS = {"covered": "✓", "thin": "◐", "missing": "○"}


def heading(found: PathwayCoverage) -> str:
    """Return the answer in one line: "83 KSBs on pathway 2: 61 covered, 9 thin, 13 missing"."""
    where = f" on pathway {found.pathway}" if found.pathway is not None else ""
    counts = ", ".join(f"{found.count(status)} {status}" for status in STATUSES)
    exempt = f" ({len(found.exempt)} more exempt)" if found.exempt else ""
    return f"{counted(len(found.ksbs), 'KSB')}{where}: {counts}{exempt}"


def versions_heading(found: Versions) -> str:
    """Return in one line what a new version does to the evidence."""
    kept, reworded, lapsed, added = (len(group) for group in (found.kept, found.reworded, found.lapsed, found.added))
    return (
        f"New version: evidence for {counted(kept, 'KSB')} still counts, for {reworded} needs a look,"
        f" for {lapsed} lapses; {counted(added, 'KSB')} {'is' if added == 1 else 'are'} new"
    )


def by_kind(found: PathwayCoverage) -> dict[str, PathwayCoverage]:
    """Return the coverage of each kind of KSB that a pathway has, by the heading of the kind."""
    kinds = groupby(found.ksbs, key=lambda ksb: kind_of(ksb.code))
    return {kind.heading: replace(found, ksbs=tuple(ksbs)) for kind, ksbs in kinds}


def carried(found: Versions) -> dict[str, Sequence[Carried]]:
    """Return the KSBs of the old version by what becomes of their evidence, what needs a look first."""
    return {"needs a look": found.reworded, "lapses": found.lapsed, "still counts": found.kept}


def each_pathway(learners: Cohort) -> Iterator[tuple[str, int | str, PathwayCoverage]]:
    """Yield each learner's pathways, with the learner and the option's number; "" where there are no options."""
    for name, one in learners.items():
        for pathway in one.pathways:
            yield name, "" if pathway.pathway is None else pathway.pathway, pathway


def least_covered(found: Cohort) -> list[tuple[str, int, int]]:
    """Return each KSB that some learner lacks, with how many have it covered and how many need it; the worst first."""
    counts: dict[str, list[int]] = {}
    for one in found.values():
        needed: dict[str, bool] = {}
        for pathway in one.pathways:
            for ksb in pathway.ksbs:
                needed[ksb.code] = ksb.status == "covered"
        for code, covered in needed.items():
            count = counts.setdefault(code, [0, 0])
            count[0] += covered
            count[1] += 1
    lacking = [(code, covered, of) for code, (covered, of) in counts.items() if covered < of]
    return sorted(lacking, key=lambda item: item[1] / item[2])


def coverage_object(standard: Standard, found: Coverage | Cohort, problems: Sequence[Problem]) -> dict[str, Any]:
    """Return the coverage as the object that JSON holds; of several learners with a list `learners`."""
    document: dict[str, Any] = {"version": 1, "standard": standard.title, "pathways": []}
    if isinstance(found, Coverage):
        document |= _coverage(found)
    else:
        document["learners"] = [{"learner": name, **_coverage(one)} for name, one in found.items()]
    document["problems"] = [problem._asdict() for problem in problems]
    return document


def _coverage(found: Coverage) -> dict[str, Any]:
    document: dict[str, Any] = {
        "pathways": [_pathway(pathway) for pathway in found.pathways],
        "pieces": {"read": found.pieces, "counted": found.counted, "hours": found.hours},
    }
    if found.versions:
        document["versions"] = _versions(found.versions)
    return document


def _pathway(found: PathwayCoverage) -> dict[str, Any]:
    return {
        "pathway": found.pathway,
        "ksbs": [
            {"code": ksb.code, "status": ksb.status, "evidence": [_piece(piece) for piece in ksb.evidence]}
            for ksb in found.ksbs
        ],
        "exempt": [{"code": code, "reason": reason} for code, reason in found.exempt.items()],
        "duties": [{"number": duty.duty.number, "covered": duty.covered, "of": duty.of} for duty in found.duties],
        "summary": {**{status: found.count(status) for status in STATUSES}, "of": len(found.ksbs)},
    }


def _piece(piece: Piece) -> dict[str, Any]:
    return {name: getattr(piece, name) for name in ("title", "file", "place", "date", "status", "hours", "link")}


def _versions(found: Versions) -> dict[str, Any]:
    def group(carried: Sequence[Carried]) -> list[dict[str, Any]]:
        return [
            {
                "old": one.change.old,
                "new": one.change.new,
                "old_text": one.change.old_text,
                "new_text": one.change.new_text,
                "merged_into": one.change.merged_into,
                "evidence": [_piece(piece) for piece in one.pieces],
            }
            for one in carried
        ]

    return {
        "kept": group(found.kept),
        "reworded": group(found.reworded),
        "lapsed": group(found.lapsed),
        "added": [
            {"code": change.new, "text": change.new_text, "split_from": change.split_from} for change in found.added
        ],
    }


def markdown(standard: Standard, found: Coverage | Cohort, problems: Sequence[Problem]) -> str:
    """Return the coverage for a pull request or a job summary."""
    parts = [f"# Coverage of {for_markdown(standard.title)}\n"]
    if isinstance(found, Coverage):
        for pathway in found.pathways:
            parts += _markdown_pathway(standard, pathway)
        if found.versions:
            parts += _markdown_versions(found.versions)
    else:
        parts.append(
            "| Learner | Pathway | Covered | Thin | Missing | Of | |\n| --- | --- | --: | --: | --: | --: | --: |"
        )
        for name, option, pathway in each_pathway(found):
            counts = " | ".join(str(pathway.count(status)) for status in STATUSES)
            share = f"{int(pathway.percentage)}%"
            parts.append(f"| {for_markdown(name)} | {option} | {counts} | {len(pathway.ksbs)} | {share} |")
        parts.append("")
        if lacking := least_covered(found):
            parts.append("| KSB | Learners | Of | What it says |\n| --- | --: | --: | --- |")
            parts += [
                f"| {code} | {covered} | {of} | {for_markdown(standard.ksbs[code])} |" for code, covered, of in lacking
            ]
            parts.append("")
    if problems:
        parts.append(f"## {counted(len(problems), 'problem')} with the evidence\n")
        parts += [f"- {for_markdown(f'{one.file}, {one.place}: {one.message}')}" for one, _ in together(problems)]
        parts.append("")
    return "\n".join(parts)


def _markdown_pathway(standard: Standard, found: PathwayCoverage) -> list[str]:
    parts = [f"**{heading(found)}**\n", "| | Covered | Of |\n| --- | --: | --: |"]
    for name, kind in by_kind(found).items():
        parts.append(f"| {name} | {kind.count('covered')} | {len(kind.ksbs)} |")
    parts += [f"| Duty {duty.duty.number} | {duty.covered} | {duty.of} |" for duty in found.duties]
    parts.append("")
    if found.gaps:
        parts.append("| KSB | | What it says |\n| --- | --- | --- |")
        for ksb in found.gaps:
            text = for_markdown(standard.ksbs[ksb.code])
            parts.append(f"| {ksb.code} | {SIGNS[ksb.status]} {ksb.status} | {text} |")
        parts.append("")
    if found.exempt:
        parts += [f"- {code} is exempt: {for_markdown(reason)}" for code, reason in found.exempt.items()]
        parts.append("")
    return parts


def _markdown_versions(found: Versions) -> list[str]:
    parts = [f"## {versions_heading(found)}\n"]
    rows = []
    for what, group in carried(found).items():
        for one in group:
            old, new = one.change.old_text, one.change.new_text
            text = for_markdown(f"{old} → {new}" if group is found.reworded else new or old or "")
            rows.append(f"| {one.change.old} | {one.change.new or ''} | {what} | {len(one.pieces)} | {text} |")
    if rows:
        parts.append("| Old | New | Evidence | Pieces | What it says |\n| --- | --- | --- | --: | --- |")
        parts += [*rows, ""]
    parts += [f"- {change.new} is new: {for_markdown(change.new_text or '')}" for change in found.added]
    return [*parts, ""]


_COLUMNS = ("learner", "pathway", "code", "status", "pieces", "evidence", "text")


def rows(standard: Standard, found: Coverage | Cohort) -> Iterator[Sequence[Cell]]:
    """Yield a row for each KSB of each pathway and learner, with the names of the columns first.

    With an old version, more columns say which KSB it was and what became of its evidence, and more rows list what
    lapses.
    """
    learners = {"": found} if isinstance(found, Coverage) else found
    with_versions = any(one.versions for one in learners.values())
    yield (*_COLUMNS, "old_code", "change") if with_versions else _COLUMNS
    for name, one in learners.items():
        was = _changes(one.versions) if one.versions else {}
        for pathway in one.pathways:
            option = pathway.pathway if pathway.pathway is not None else ""
            for ksb in pathway.ksbs:
                row = (name, option, ksb.code, ksb.status, len(ksb.evidence), _titles(ksb.evidence))
                more = was.get(ksb.code, ("", "")) if with_versions else ()
                yield (*row, standard.ksbs[ksb.code], *more)
        for lapsed in one.versions.lapsed if one.versions else ():
            change = lapsed.change
            text = change.old_text or ""
            yield name, "", "", "lapsed", len(lapsed.pieces), _titles(lapsed.pieces), text, change.old or "", "removed"


def _changes(found: Versions) -> dict[str, tuple[str, str]]:
    return {
        **{one.change.new or "": (one.change.old or "", "same words") for one in found.kept},
        **{one.change.new or "": (one.change.old or "", "reworded") for one in found.reworded},
        **{change.new or "": ("", "new") for change in found.added},
    }


def _titles(pieces: Sequence[Piece]) -> str:
    return "; ".join(dict.fromkeys(piece.title for piece in pieces))
