"""Write comments into a standard that silence its findings."""

from bisect import bisect_right
from collections.abc import Iterable

from ksb.linter.finding import Finding
from ksb.source import Source


def with_ignores(source: Source, findings: Iterable[Finding]) -> bytes:
    """Return the content of a file with a comment for each part that has findings.

    The comment stands at the end of the part's line. Where that is within a text, or the part has several lines, it
    stands on a line of its own above.
    """
    texts = source.scalars()
    starts = [start for start, _ in texts]
    codes: dict[tuple[int, bool], set[str]] = {}
    for finding in findings:
        first = finding.part.line
        end = source.start(first) + len(source.line(first))
        text = bisect_right(starts, end) - 1
        above = finding.part.end_line > first or (text >= 0 and texts[text][0] < end < texts[text][1])
        codes.setdefault((first, above), set()).add(finding.code)
    changes = []
    for (line, above), silenced in sorted(codes.items(), key=lambda item: (item[0][0], not item[0][1])):
        shown, start = source.line(line), source.start(line)
        comment = f"# ksb: ignore[{', '.join(sorted(silenced))}]"
        if above:
            indent = shown[: len(shown) - len(shown.lstrip())]
            place, comment = start, f"{indent}{comment}\n"
        else:
            place, comment = start + len(shown.rstrip()), f"  {comment}"
        changes.append((place, place, comment))
    return source.changed(changes)
