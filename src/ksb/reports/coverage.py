"""The coverage of evidence as JSON, Markdown, CSV and Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from ksb.coverage import Coverage, Covered, PathwayCoverage
from ksb.escape import for_markdown
from ksb.evidence.piece import Piece, Problem
from ksb.exporters.csv import defused
from ksb.exporters.json import dumps
from ksb.models import KINDS, Standard, kind_of
from ksb.text.english import counted

Cohort = Mapping[str, Coverage]
"""The coverage of each learner, worst first."""
_STATUSES = ("covered", "thin", "missing")
_SIGNS = {"covered": "✓", "thin": "◐", "missing": "○"}


def json_document(standard: Standard, found: Coverage | Cohort, problems: Sequence[Problem]) -> str:
    """Return the coverage as JSON; of several learners with a list `learners`."""
    document: dict[str, Any] = {"version": 1, "standard": standard.title, "pathways": []}
    if isinstance(found, Coverage):
        document["pathways"] = [_pathway(pathway) for pathway in found.pathways]
    else:
        document["learners"] = [
            {"learner": name, "pathways": [_pathway(pathway) for pathway in coverage.pathways]}
            for name, coverage in found.items()
        ]
    document["problems"] = [
        {"file": problem.file, "place": problem.place, "message": problem.message} for problem in problems
    ]
    return dumps(document)


def _pathway(found: PathwayCoverage) -> dict[str, Any]:
    return {
        "pathway": found.pathway,
        "ksbs": [
            {"code": ksb.code, "status": ksb.status, "evidence": [_piece(piece) for piece in ksb.evidence]}
            for ksb in found.ksbs
        ],
        "exempt": [{"code": code, "reason": reason} for code, reason in found.exempt.items()],
        "duties": [{"number": it.duty.number, "covered": it.covered, "of": it.of} for it in found.duties],
        "summary": {**{status: found.count(status) for status in _STATUSES}, "of": len(found.ksbs)},
    }


def _piece(piece: Piece) -> dict[str, Any]:
    return {
        "title": piece.title,
        "file": piece.file,
        "place": piece.place,
        "date": piece.date,
        "status": piece.status,
        "hours": piece.hours,
        "link": piece.link,
    }


def heading(found: PathwayCoverage) -> str:
    """Return the answer in one line: "83 KSBs on pathway 2: 61 covered, 9 thin, 13 missing"."""
    where = f" on pathway {found.pathway}" if found.pathway is not None else ""
    counts = ", ".join(f"{found.count(status)} {status}" for status in _STATUSES)
    exempt = f" ({len(found.exempt)} exempt)" if found.exempt else ""
    return f"{counted(len(found.ksbs), 'KSB')}{where}: {counts}{exempt}"


def markdown(standard: Standard, found: Coverage | Cohort, problems: Sequence[Problem]) -> str:
    """Return the coverage for a pull request or a job summary."""
    parts = [f"# Coverage of {for_markdown(standard.title)}\n"]
    if isinstance(found, Coverage):
        for pathway in found.pathways:
            parts += _markdown_pathway(standard, pathway)
    else:
        parts.append(
            "| Learner | Pathway | Covered | Thin | Missing | Of | |\n| --- | --- | --: | --: | --: | --: | --: |"
        )
        for name, coverage in found.items():
            for it in coverage.pathways:
                counts = " | ".join(str(it.count(status)) for status in _STATUSES)
                option = it.pathway if it.pathway is not None else ""
                parts.append(f"| {for_markdown(name)} | {option} | {counts} | {len(it.ksbs)} | {it.percentage:.0f}% |")
        parts.append("")
    if problems:
        parts.append(f"## {counted(len(problems), 'problem')} with the evidence\n")
        parts += [f"- {for_markdown(f'{it.file}, {it.place}: {it.message}')}" for it in problems]
        parts.append("")
    return "\n".join(parts)


def _markdown_pathway(standard: Standard, found: PathwayCoverage) -> list[str]:
    parts = [f"**{heading(found)}**\n", "| | Covered | Of |\n| --- | --: | --: |"]
    for name, ksbs in by_kind(found).items():
        parts.append(f"| {name} | {sum(ksb.status == 'covered' for ksb in ksbs)} | {len(ksbs)} |")
    for it in found.duties:
        parts.append(f"| Duty {it.duty.number} | {it.covered} | {it.of} |")
    parts.append("")
    if found.gaps:
        parts.append("| KSB | | What it says |\n| --- | --- | --- |")
        for ksb in found.gaps:
            text = for_markdown(standard.ksbs[ksb.code])
            parts.append(f"| {ksb.code} | {_SIGNS[ksb.status]} {ksb.status} | {text} |")
        parts.append("")
    if found.exempt:
        parts += [f"- {code} is exempt: {for_markdown(reason)}" for code, reason in found.exempt.items()]
        parts.append("")
    return parts


def by_kind(found: PathwayCoverage) -> dict[str, list[Covered]]:
    """Return the KSBs of a pathway by the heading of their kind, those kinds that it has."""
    kinds = {kind.heading: [ksb for ksb in found.ksbs if kind_of(ksb.code) == kind] for kind in KINDS}
    return {name: ksbs for name, ksbs in kinds.items() if ksbs}


_COLUMNS = ("learner", "pathway", "code", "status", "pieces", "evidence", "text")


def _rows(standard: Standard, found: Coverage | Cohort) -> list[list[str | int]]:
    learners = {"": found} if isinstance(found, Coverage) else found
    return [
        [
            name,
            pathway.pathway if pathway.pathway is not None else "",
            ksb.code,
            ksb.status,
            len(ksb.evidence),
            "; ".join(dict.fromkeys(piece.title for piece in ksb.evidence)),
            standard.ksbs[ksb.code],
        ]
        for name, coverage in learners.items()
        for pathway in coverage.pathways
        for ksb in pathway.ksbs
    ]


def csv_document(standard: Standard, found: Coverage | Cohort) -> str:
    """Return a row for each KSB of each pathway and learner, as CSV."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([defused(value) for value in row] for row in _rows(standard, found))
    return stream.getvalue()
