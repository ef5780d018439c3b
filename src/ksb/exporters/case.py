"""A standard as a CFPackage of 1EdTech's Competencies and Academic Standards Exchange (CASE) 1.0, in JSON.

Each duty, KSB and assessment method is an item, a child of the document. A duty is related to the KSBs it cites, a
method to those it assesses. Identifiers are derived from the standard and the code (UUIDv5), so they stay the same.
"""

import datetime
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import shorten
from typing import Any

from ksb.kinds import kind_of
from ksb.objects import dumps
from ksb.standard import Standard

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:ksb:case")
_Link = dict[str, str]


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
        title = shorten(standard.title or self.name, 200, placeholder=" …")
        self.document = self._link("document", title or "Untitled")

    def package(self) -> dict[str, Any]:
        standard = self.standard
        document = {
            "identifier": self.document["identifier"],
            "uri": self.document["uri"],
            "CFPackageURI": self._link("package", self.document["title"]),
            "creator": standard.publisher or "Unknown",
            "title": standard.title or "Untitled",
            "lastChangeDateTime": self.changed,
            **({"description": "\n\n".join(standard.overview)} if standard.overview else {}),
            **({"version": standard.version} if standard.version else {}),
        }
        ksbs = {code: self._link(code, code) for code in standard.codes}
        items: list[dict[str, Any]] = []
        children: list[dict[str, Any]] = []
        related: list[dict[str, Any]] = []
        for link, item, codes in self._parts(ksbs):
            items.append(
                {
                    **{name: link[name] for name in ("identifier", "uri")},
                    "CFDocumentURI": self.document,
                    "humanCodingScheme": link["title"],
                    **item,
                    "lastChangeDateTime": self.changed,
                }
            )
            children.append(self._association("isChildOf", link, self.document, len(items)))
            related += [
                self._association("isRelatedTo", link, ksbs[code]) for code in dict.fromkeys(codes) if code in ksbs
            ]
        return {"CFDocument": document, "CFItems": items, "CFAssociations": children + related}

    def _parts(self, ksbs: dict[str, _Link]) -> Iterator[tuple[_Link, dict[str, Any], Iterable[str]]]:
        """Yield each duty, KSB and assessment method: its link, the fields of its item, and the codes it relates to."""
        seen: Counter[str] = Counter()
        for duty in self.standard.duties:
            item: dict[str, Any] = {"fullStatement": duty.title, "CFItemType": "Duty"}
            if duty.criteria:
                item["notes"] = duty.criteria
            yield self._numbered(f"D{duty.number}", seen), item, duty.codes
        for code, link in ksbs.items():
            yield link, {"fullStatement": self.standard.ksbs[code], "CFItemType": kind_of(code).one.capitalize()}, ()
        for method in self.standard.methods:
            item = {"fullStatement": method.title, "CFItemType": "Assessment method"}
            yield self._numbered(f"M{method.number}", seen), item, method.ksbs

    def _numbered(self, name: str, seen: Counter[str]) -> _Link:
        """Return the link of a duty or a method; the second one with the same number gets a link of its own."""
        seen[name] += 1
        return self._link(name if seen[name] == 1 else f"{name} ({seen[name]})", name)

    def _link(self, part: str, title: str) -> _Link:
        """Return a LinkURI. Every association repeats two of them, so the title of an item is only its code."""
        identifier = str(uuid.uuid5(_NAMESPACE, f"{self.name}\n{part}".encode("unicode-escape").decode()))
        return {"title": title, "identifier": identifier, "uri": f"urn:uuid:{identifier}"}

    def _association(self, kind: str, origin: _Link, destination: _Link, number: int | None = None) -> dict[str, Any]:
        link = self._link(f"{kind} {origin['identifier']} {destination['identifier']}", "")
        return {
            **{name: link[name] for name in ("identifier", "uri")},
            "CFDocumentURI": self.document,
            "associationType": kind,
            "originNodeURI": origin,
            "destinationNodeURI": destination,
            **({"sequenceNumber": number} if number is not None else {}),
            "lastChangeDateTime": self.changed,
        }


def _changed(standard: Standard) -> str:
    """Return the date of the last change that the standard states, else 1970."""
    for stated in (standard.last_updated, standard.publish_date, standard.issued):
        try:
            day = datetime.date.fromisoformat(((stated or "")[:10] + "-01-01")[:10])
        except ValueError:
            continue
        return f"{day.isoformat()}T00:00:00+00:00"
    return "1970-01-01T00:00:00+00:00"
