"""The workbooks and documents that `ksb export tracker` writes: which kind, filled from what, or brought up to date."""

from collections.abc import Sequence
from pathlib import Path

from ksb.cli.output import hint
from ksb.documents.blocks import content_of
from ksb.errors import KsbError
from ksb.evidence.choice import Choice
from ksb.evidence.files import evidence_files, read_files
from ksb.evidence.piece import Piece
from ksb.evidence.problems import in_order, left_out, rejected, together
from ksb.evidence.reading import Reading
from ksb.exporters import mapping, skills_scan, tracker
from ksb.exporters.tracker import Kind
from ksb.exporters.tracker_update import updated
from ksb.standard import Standard
from ksb.text.english import counted


def handout(
    standard: Standard, kind: Kind, evidence: Sequence[str] = (), update: Path | None = None, *, word: bool = False
) -> bytes:
    """Return a workbook to hand out, or with `word` the mapping as a Word document.

    `evidence` fills the mapping; `update` is a filled-in tracker that is brought up to the standard. Says on standard
    error what was not used. Raises `KsbError` for what does not fit the kind, and for a file that can't be read.
    """
    for option, given, fits in (("--evidence", evidence, "mapping"), ("--update", update, "tracker")):
        if given and kind != fits:
            raise KsbError(f"{option} needs --kind {fits}, not {kind}")
    if word and kind != "mapping":
        raise KsbError(f"a {kind} is a workbook; only --kind mapping can be a Word document", "--output NAME.xlsx")
    if update is not None:
        result = updated(standard, content_of(update), str(update))
        for line in result.report:
            hint(line)
        return result.content
    if kind == "mapping":
        pieces = _pieces(standard, evidence)
        return mapping.export_word(standard, pieces) if word else mapping.export(standard, pieces)
    if len(standard.options) > 1:
        hint(f"This {kind} has the KSBs of all options; with --pathway it has those of one apprentice.")
    return skills_scan.export(standard) if kind == "skills-scan" else tracker.export(standard)


def _pieces(standard: Standard, evidence: Sequence[str]) -> list[Piece]:
    """Return the pieces of evidence for an annex, those that count, and report what of it is not used."""
    files, unread = evidence_files(evidence)
    every, problems = read_files(files, Reading.against(standard))
    choice = Choice()
    problems += [*unread, *rejected(every, choice)]
    pieces = []
    for piece in filter(choice.counts, every):
        unknown = [code for code in piece.codes if code not in standard.ksbs]
        problems += [piece.problem(f"{code} is not in this mapping") for code in unknown]
        problems += left_out(standard, piece)
        pieces.append(piece)
    for problem, _ in together(in_order(problems)):
        hint(f"{problem.file}: {problem.place}: {problem.message}")
    missing = [code for code in standard.codes if not any(code in piece.codes for piece in pieces)]
    if evidence and missing:
        hint(f"{counted(len(missing), 'KSB has', 'KSBs have')} no evidence yet: {', '.join(missing)}")
    return pieces
