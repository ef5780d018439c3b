"""A standard as a CFPackage of 1EdTech's Competencies and Academic Standards Exchange (CASE) 1.0, in JSON.

The document holds an item for each duty and each KSB. A KSB is a child of the document, and a duty is related to
those it cites. Identifiers are derived from the standard and the code (UUIDv5), so they stay the same.
"""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ksb.exporters.json import dumps
from ksb.models import kind_of

if TYPE_CHECKING:
    from ksb.models import Duty, Standard

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:ksb:case")


def export(standard: Standard) -> str:
    """Return the standard as a CFPackage."""
    return dumps(_Package(standard).package())


class _Package:
    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.name = standard.reference or standard.title
        if standard.version:
            self.name += f" {standard.version}"
        self.changed = _changed(standard)
        self.document = self._link("document", standard.title or self.name or "Untitled")

    def package(self) -> dict[str, Any]:
        standard = self.standard
        document = {
            "identifier": self.document["identifier"],
            "uri": self.document["uri"],
            "CFPackageURI": self._link("package", standard.title or "Untitled"),
            "creator": standard.publisher or "Unknown",
            "title": standard.title or "Untitled",
            "lastChangeDateTime": self.changed,
            **({"description": "\n\n".join(standard.overview)} if standard.overview else {}),
            **({"version": standard.version} if standard.version else {}),
        }
        items, links = [], []
        duties = list(self._duties())
        parts = [(node, f"D{duty.number}", duty.title, "Duty") for node, duty in duties]
        ksbs = {code: self._link(code, standard.ksbs[code]) for code in standard.codes}
        parts += [(ksbs[code], code, standard.ksbs[code], kind_of(code).one.capitalize()) for code in standard.codes]
        for number, (node, code, text, kind) in enumerate(parts, 1):
            items.append(
                {
                    **{name: node[name] for name in ("identifier", "uri")},
                    "CFDocumentURI": self.document,
                    "fullStatement": text,
                    "humanCodingScheme": code,
                    "CFItemType": kind,
                    "lastChangeDateTime": self.changed,
                }
            )
            links.append(self._association("isChildOf", node, self.document, number))
        for node, duty in duties:
            cited = dict.fromkeys(citation.code for citation in duty.cites if citation.code in ksbs)
            links += [self._association("isRelatedTo", node, ksbs[code]) for code in cited]
        return {"CFDocument": document, "CFItems": items, "CFAssociations": links}

    def _duties(self) -> Iterator[tuple[dict[str, str], Duty]]:
        """Yield the duties, each with its link; of two with one number the second has a link of its own."""
        seen: Counter[int] = Counter()
        for duty in self.standard.duties:
            seen[duty.number] += 1
            again = f" ({seen[duty.number]})" if seen[duty.number] > 1 else ""
            yield self._link(f"D{duty.number}{again}", duty.title), duty

    def _link(self, part: str, title: str) -> dict[str, str]:
        identifier = str(uuid.uuid5(_NAMESPACE, f"{self.name}\n{part}".encode("unicode-escape").decode()))
        return {"title": title, "identifier": identifier, "uri": f"urn:uuid:{identifier}"}

    def _association(
        self, kind: str, origin: dict[str, str], destination: dict[str, str], number: int | None = None
    ) -> dict[str, Any]:
        named = self._link(f"{kind} {origin['identifier']} {destination['identifier']}", "")
        return {
            **{name: named[name] for name in ("identifier", "uri")},
            "CFDocumentURI": self.document,
            "associationType": kind,
            "originNodeURI": origin,
            "destinationNodeURI": destination,
            **({"sequenceNumber": number} if number is not None else {}),
            "lastChangeDateTime": self.changed,
        }


def _changed(standard: Standard) -> str:
    """Return when the standard last changed, as far as it says so."""
    for stated in (standard.last_updated, standard.publish_date, standard.issued):
        try:
            day = datetime.date.fromisoformat(((stated or "")[:10] + "-01-01")[:10])
        except ValueError:
            continue
        return f"{day.isoformat()}T00:00:00+00:00"
    return "1970-01-01T00:00:00+00:00"
