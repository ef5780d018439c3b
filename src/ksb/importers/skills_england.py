"""Records of published standards: the Skills England standards API, the Occupational Maps API, the public courses API.

In the first a record numbers nothing: a KSB's code is its position (the first knowledge statement is K1), and duties
cite by id. The second gives each KSB its label, which is its code. Apprenticeships have K, S and B; foundation
apprenticeships and apprenticeship units have TK, TS and ESB.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ksb.importers.headings import kind_prefix
from ksb.importers.html import line, paragraphs, statement_text
from ksb.importers.items import finished, ksbs_in, left_in, said
from ksb.importers.lines import codes_in, option
from ksb.importers.notes import Imported, Note, sorted_notes
from ksb.models import CODE, code_order

_LISTS = (
    ("K", ("knowledges", "knowledge", "Knowledge", "knowledgeStatements"), "knowledgeId"),
    ("S", ("skills", "skill", "Skills", "skillStatements"), "skillId"),
    ("B", ("behaviours", "behaviour", "behaviors", "Behaviours", "behaviourStatements"), "behaviourId"),
    ("TK", ("technicalKnowledges", "technicalKnowledge"), "technicalKnowledgeId"),
    ("TS", ("technicalSkills",), "technicalSkillId"),
    ("ESB", ("employabilitySkillsAndBehaviours", "employabilitySkillsAndBehaviour"), "employabilityId"),
)
"""The prefix of the codes, the names of the list, and the name of an item's label or id."""
_MAPPED = (
    "mappedKnowledge", "mappedKnowledges", "mappedSkills", "mappedSkill", "mappedBehaviour", "mappedBehaviours",
    "mappedTechnicalKnowledge", "mappedTechnicalKnowledges", "mappedTechnicalSkills",
    "mappedEmployabilitySkillsAndBehaviours",
)  # fmt: skip
_CODES = ("ksbs", "codes", "cites", "knowledge", "skills", "behaviours")
"""Fields of a duty that list codes, in records that people keep."""
_METADATA = {
    "reference": ("referenceNumber", "ifateReferenceNumber", "stdCode", "reference", "standardReference"),
    "version": ("versionNumber", "versionNo", "version"),
    "level": ("level",),
    "status": ("statusName", "status"),
    "route": ("route", "routeName", "mapHierarchy.routeName"),
    "route_pathway": ("pathway", "pathwayName", "mapHierarchy.pathwayName"),
    "cluster": ("cluster", "clusterName", "mapHierarchy.clusterName"),
    "occupation_code": ("occupationCode", "socCode", "standardOccupationalClassification"),
    "keywords": ("keywords",),
    "lars_code": ("larsCode",),
    "core_and_options": ("coreAndOptions",),
    "typical_duration": ("typicalDuration", "proposedTypicalDuration"),
    "minimum_hours": ("minimumHours", "minimumOffTheJobHours", "minimumTrainingHours", "minHours"),
    "epa_length": ("epaLength", "typicalEPALength", "proposedEPALength", "endPointAssessmentLength", "lengthOfEPA"),
    "max_funding": ("maxFunding", "proposedMaxFunding"),
    "page_url": ("standardPageUrl", "foundationApprenticeshipUrl", "apprenticeshipUnitUrl", "url"),
    "assessment_plan_url": ("assessmentPlanUrl", "assessmentPlanURL"),
    "entry_requirements": ("entryRequirements", "entryRequirement"),
    "qualifications": ("qualifications",),
    "regulated_body": ("regulatedBody",),
    "change": ("change", "changeDescription", "changes"),
    "change_date": ("changeDate", "changedDate", "dateOfChange", "changeApprovedDate"),
    "created_date": ("createdDate",),
    "publish_date": ("publishDate", "publishedDate"),
    "approved_for_delivery": ("approvedForDelivery",),
    "last_updated": ("lastUpdated",),
    "earliest_start_date": ("versionEarliestStartDate", "earliestStartDate"),
    "latest_start_date": ("versionLatestStartDate", "latestStartDate"),
    "latest_end_date": ("versionLatestEndDate", "latestEndDate"),
}
_LABEL = re.compile(r"(?:D|Duty )?([1-9][0-9]{0,3})")
_MOST_PARTS = 10_000


def imported(record: Any, name: str) -> Imported:
    """Return the standard in a record, or why there is none."""
    if not isinstance(record, Mapping):
        return Imported(name, None, error="is not a record of a standard")
    for wrapper in ("standard", "data"):
        if isinstance(record.get(wrapper), Mapping) and not record.get("title"):
            record = {**record[wrapper], **{key: value for key, value in record.items() if key != wrapper}}
    return _Record(record, name).imported()


class _Record:
    def __init__(self, record: Mapping[str, Any], name: str) -> None:
        self.record = record
        self.file = name
        self.notes: list[Note] = []
        self.taken: set[str] = set()
        """The fields of the record that are used, or noted already."""
        self.title = self._text("title", "name", "standardTitle")
        self.name = f"{name} ({line(self.title)})" if self.title else name

    def imported(self) -> Imported:
        """Return the standard and the notes of what is not in it."""
        size = sum(len(value) for value in self.record.values() if isinstance(value, list))
        if size > _MOST_PARTS:
            return Imported(self.name, None, error=f"has more than {_MOST_PARTS:,} parts (duties, KSBs, options, ...)")
        ksbs, ids, codes = self._ksbs()
        options, numbers = self._options()
        metadata = self._metadata()
        duties = self._duties(codes, numbers, options)
        shape: dict[str, Any] = {
            "format": 1,
            "title": self.title,
            **metadata,
            **({"core_skills": self.core_skills} if self.core_skills else {}),
            "overview": self._overview(),
            "job_titles": self._job_titles(),
            "options": options,
            "ksbs": ksbs,
            "ids": ids,
            "duties": duties,
        }
        for key, value in self.record.items():
            if key not in self.taken:
                self.notes += left_in(value, key)
        if not ksbs and not duties:
            nothing = "is not a record of a standard: it has no KSBs and no duties"
            return Imported(self.name, None, sorted_notes(self.notes), error=nothing)
        return finished(shape, self.name, [], self.notes)

    def _note(self, text: str, place: str = "") -> None:
        self.notes.append(Note("note", place, text))

    def _text(self, *names: str) -> str:
        """Return the first of some fields that is a text; a number is one, too."""
        for name in names:
            value = self.record.get(name)
            if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
                self.taken.add(name)
                return str(value)
        return ""

    def _list(self, field: str) -> list[Any]:
        """Return a field that is a list; the values of an object are one where its keys number them."""
        value = self.record.get(field)
        self.taken.add(field)
        if value in (None, "", {}, []):
            return []
        if not isinstance(value, list):
            self._note(f"{field} is not a list; left out")
            self.notes += left_in(value, field)
            return []
        return value

    def _overview(self) -> list[str]:
        found: list[str] = []
        for field in ("overviewOfRole", "overview", "occupationalSummary", "summary", "occupationSummary"):
            if field not in self.record:
                continue
            self.taken.add(field)
            value = self.record[field]
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, str):
                    found += paragraphs(part)
                else:
                    self.notes += left_in(part, field)
        return found

    def _job_titles(self) -> list[str]:
        found: list[str] = []
        for field in ("typicalJobTitles", "jobTitles"):
            value = self.record.get(field)
            self.taken.add(field)
            if isinstance(value, str):
                value = re.split(r"[|\n]", value) if re.search(r"[|\n]", value) else value.split(",")
            for at, part in enumerate(value if isinstance(value, list) else []):
                named = next(
                    (key for key in ("name", "title", "jobTitle") if isinstance(part, dict) and part.get(key)), None
                )
                text = part[named] if named else part
                if isinstance(text, str | int):
                    found += [title for one in str(text).split("|") if (title := line(one))]
                    for key, rest in part.items() if named else ():
                        if key != named:
                            self.notes += left_in(rest, f"{field}[{at}].{key}")
                else:
                    self.notes += left_in(part, f"{field}[{at}]")
            if value is not None and not isinstance(value, list):
                self.notes += left_in(value, field)
        return found

    def _metadata(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field, names in _METADATA.items():
            for name in names:
                outer, _, inner = name.partition(".")
                value = self.record.get(outer)
                if inner:
                    value = value.get(inner) if isinstance(value, dict) else None
                if value in (None, "", [], {}):
                    continue
                if not inner:
                    self.taken.add(outer)
                text = self._said(value, name, field)
                if field == "core_and_options" and text is not None and text not in ("true", "false"):
                    self._note("coreAndOptions is neither true nor false; left out")
                    self.notes += left_in(value, name)
                elif text is not None and found.setdefault(field, text) != text:
                    self.notes.append(Note("left out", name, text))
        hierarchy = self.record.get("mapHierarchy")
        if isinstance(hierarchy, dict):
            self.taken.add("mapHierarchy")
            used = {"routeName", "pathwayName", "clusterName"}
            for key, value in hierarchy.items():
                if key not in used:
                    self.notes += left_in(value, f"mapHierarchy.{key}")
        return found

    def _said(self, value: Any, name: str, field: str) -> str | None:
        """Return a value as text: a list of texts, or of objects with a title, is one with separators."""
        if isinstance(value, bool | int | float | str):
            return statement_text(said(value)) or None
        if isinstance(value, list):
            parts = []
            for at, part in enumerate(value):
                if isinstance(part, str | int | float):
                    parts.append(line(said(part)))
                    continue
                title = part.get("title") or part.get("name") if isinstance(part, dict) else None
                if isinstance(title, str) and title.strip():
                    parts.append(line(title))
                    for key, rest in part.items():
                        if rest != title and rest not in ("0", 0):
                            self.notes += left_in(rest, f"{name}[{at}].{key}")
                else:
                    self.notes += left_in(part, f"{name}[{at}]")
            return ("; " if field == "qualifications" else ", ").join(filter(None, parts)) or None
        self._note(f"{name} is not a text; left out")
        self.notes += left_in(value, name)
        return None

    def _ksbs(self) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
        """Return the definitions by code, the ids by code, and the codes by id."""
        ksbs: dict[str, str] = {}
        ids: dict[str, str] = {}
        codes: dict[str, str] = {}
        core: list[str] = []
        marked = 0
        for prefix, names, label in _LISTS:
            for field in names:
                value = self.record.get(field)
                if value is None:
                    continue
                if isinstance(value, dict) and all(CODE.fullmatch(str(key)) for key in value):
                    self.taken.add(field)
                    value = [{"code": key, "text": text} for key, text in value.items()]
                elif isinstance(value, list):
                    self.taken.add(field)
                else:
                    self._list(field)
                    continue
                if not any(isinstance(item, dict) and ("detail" in item or label in item) for item in value):
                    ksbs |= {
                        code: text
                        for code, text in ksbs_in(value, prefix, field, self.notes).items()
                        if code not in ksbs
                    }
                    continue
                for at, item in enumerate(value):
                    if not isinstance(item, Mapping):
                        self._note(f"item {at + 1} of {field} is not an object; left out")
                        self.notes += left_in(item, f"{field}[{at}]")
                        continue
                    code = self._ksb(item, f"{prefix}{at + 1}", label, f"{field}[{at}]", (ksbs, ids, codes))
                    if code and isinstance(item.get("isThisACoreSkill"), bool):
                        marked += 1
                        core += [code] if item["isThisACoreSkill"] else []
        self._listed(ksbs, ids, codes)
        self.core_skills = ", ".join(core) if len(core) < marked else ""
        return ksbs, ids, codes

    def _ksb(
        self,
        item: Mapping[str, Any],
        code: str,
        label: str,
        place: str,
        found: tuple[dict[str, str], dict[str, str], dict[str, str]],
    ) -> str | None:
        """Take one KSB; return its code. Its label is its code where it looks like one; else its position is."""
        ksbs, ids, codes = found
        given = [str(item[key]).strip() for key in (label, "id", "key") if item.get(key) not in (None, "")]
        labels = [text for text in given if CODE.fullmatch(text)]
        named = [text for text in given if not CODE.fullmatch(text)]
        if labels:
            code = labels[0]
        text = statement_text(said(item["detail"])) if isinstance(item.get("detail"), str | int | float) else ""
        used = {"detail", label, "id", "key", "isThisACoreSkill"}
        for key, value in item.items():
            if key not in used or (key == "detail" and not text):
                self.notes += left_in(value, f"{place}.{key}")
        if not text:
            self._note(f"{code} has no text; left out, and its number with it")
            return None
        if code in ksbs:
            self._note(f"{code} is given twice; the first is taken")
            self.notes.append(Note("left out", place, text))
            return None
        ksbs[code] = text
        if not given:
            self._note(f"{code} has no id, so no duty can cite it")
        for text in given:
            if text in codes:
                self._note(f"{code} has the id of {codes[text]}; duties cite that one")
            codes.setdefault(text, code)
        if named and codes[named[0]] == code:
            ids[code] = named[0]
        return code

    def _listed(self, ksbs: dict[str, str], ids: dict[str, str], codes: dict[str, str]) -> None:
        """Take the KSBs of a field `ksbs`: items with a kind, as the courses API has them, or lists by kind."""
        value = self.record.get("ksbs")
        if value is None:
            return
        self.taken.add("ksbs")
        if isinstance(value, dict):
            if all(CODE.fullmatch(str(key)) for key in value):
                value = [{"code": key, "text": text} for key, text in value.items()]
            else:
                for key, part in value.items():
                    prefix = kind_prefix(str(key))
                    if prefix and isinstance(part, list):
                        ksbs |= ksbs_in(part, prefix, f"ksbs.{key}", self.notes)
                    else:
                        self.notes += left_in(part, f"ksbs.{key}")
                return
        if not isinstance(value, list):
            self.notes += left_in(value, "ksbs")
            return
        known = {"type", "key", "detail", "id"}
        counts: dict[str, int] = {}
        plain = []
        for at, item in enumerate(value):
            prefix = kind_prefix(str(item.get("type", ""))) if isinstance(item, dict) else ""
            key = str(item.get("key") or item.get("id") or "") if isinstance(item, dict) else ""
            if not prefix or not isinstance(item, dict) or not item.get("detail"):
                plain.append(item)
                continue
            self.notes.append(Note("structure", f"ksbs[{at}].type", str(item["type"])))
            counts[prefix] = counts.get(prefix, 0) + 1
            code = key if CODE.fullmatch(key) else f"{prefix}{counts[prefix]}"
            text = statement_text(said(item["detail"]))
            if ksbs.setdefault(code, text) != text:
                self.notes.append(Note("left out", f"ksbs[{at}]", f"{code}: {text}"))
            given = [str(item[name]) for name in ("id", "key") if item.get(name) not in (None, "", code)]
            if given:
                ids.setdefault(code, given[0])
            for one in (code, *given):
                codes.setdefault(one, code)
            self.notes += (Note("left out", f"ksbs[{at}]", one) for one in given[1:])
            for name, rest in item.items():
                if name not in known:
                    self.notes += left_in(rest, f"ksbs[{at}].{name}")
        if plain:
            ksbs |= ksbs_in(plain, "", "ksbs", self.notes)

    def _options(self) -> tuple[list[dict[str, Any]], dict[str, list[int]]]:
        """Return the options, and their numbers by id."""
        options: list[dict[str, Any]] = []
        numbers: dict[str, list[int]] = {}
        for at, item in enumerate(self._list("options")):
            if isinstance(item, str) and item.strip():
                item = {"title": item}
            if not isinstance(item, Mapping):
                self._note(f"item {at + 1} of options is not an object; left out")
                self.notes += left_in(item, f"options[{at}]")
                continue
            title = line(said(item.get("title") or item.get("name") or ""))
            given = item.get("optionId", item.get("id"))
            for key, value in item.items():
                if key not in ("title", "name", "optionId", "id"):
                    self.notes += left_in(value, f"options[{at}].{key}")
            if not title and given in (None, ""):
                self._note("an option without title and id; left out")
                continue
            number = len(options) + 1
            stated = option(title)
            options.append({"number": number, "title": title or f"Option {number}"})
            if stated and stated.number == number and stated.title:
                options[-1]["title"] = title
            if not title:
                self._note(f'option {number} has no title; it is called "Option {number}"')
            if isinstance(given, str | int) and str(given):
                options[-1]["id"] = str(given)
                numbers.setdefault(str(given), []).append(number)
                if len(numbers[str(given)]) > 1:
                    both = " and ".join(map(str, numbers[str(given)]))
                    self._note(f"options {both} have one id, {given}; duties with that id belong to each of them")
        template = [title for item in self._list("optionsUnstructuredTemplate") if (title := line(said(item)))]
        if not options:
            options = [{"number": number, "title": title} for number, title in enumerate(template, 1)]
        else:
            self.notes += (Note("left out", "optionsUnstructuredTemplate", title) for title in template)
        return options, numbers

    def _duties(
        self, codes: Mapping[str, str], numbers: dict[str, list[int]], options: list[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        duties: list[dict[str, Any]] = []
        for at, item in enumerate(self._list("duties")):
            if not isinstance(item, Mapping):
                self._note(f"item {at + 1} of duties is not an object; left out")
                self.notes += left_in(item, f"duties[{at}]")
                continue
            place = f"duties[{at}]"
            given = [
                str(item[key]).strip()
                for key in ("dutyID", "dutyId", "id", "number")
                if item.get(key) not in (None, "")
            ]
            label = next((match for text in given if (match := _LABEL.fullmatch(text))), None)
            is_label = label is not None and (not label[0].isdigit() or "number" in item)
            number = int(label[1]) if label and is_label else at + 1
            named = next(
                (key for key in ("dutyDetail", "detail", "title", "description", "text") if item.get(key)), None
            )
            title = line(said(item[named])) if named and isinstance(item[named], str | int) else ""
            known = {"dutyID", "dutyId", "id", "number", "isThisACoreDuty", "mappedOptions", "criteria",
                     "criteriaForMeasuringPerformance", *_MAPPED, *_CODES}  # fmt: skip
            for key, value in item.items():
                if key not in known and not (key == named and title):
                    self.notes += left_in(value, f"{place}.{key}")
            cites = self._cites(item, codes, number, place)
            if not any(character.isalnum() for character in title):
                if not cites:
                    self._note(f'Duty {number} says nothing ("{title}") and cites nothing; left out')
                    continue
                self._note(f'Duty {number} says nothing ("{title}")')
            duty: dict[str, Any] = {"number": number, "title": title or ".", "cites": cites}
            criteria = item.get("criteriaForMeasuringPerformance") or item.get("criteria")
            texts = criteria if isinstance(criteria, list) else [criteria]
            if made := "\n".join(statement_text(said(text)) for text in texts if isinstance(text, str | int) and text):
                duty["criteria"] = made
            self.notes += [
                note for text in texts if isinstance(text, dict) for note in left_in(text, f"{place}.criteria")
            ]
            ids = [text for text in given if not (is_label and label and text == label[0])]
            if is_label and label:
                self.notes.append(Note("structure", place, label[0]))
            if ids:
                duty["id"] = ids[0]
            if belongs := self._of_options(item, number, numbers, options):
                duty["options"] = belongs
            duties.append(duty)
        return duties

    def _of_options(
        self, item: Mapping[str, Any], duty: int, numbers: dict[str, list[int]], options: list[dict[str, Any]]
    ) -> list[int]:
        mapped = item.get("mappedOptions")
        if isinstance(mapped, str | int) and not isinstance(mapped, bool) and mapped:
            mapped = [mapped]
        ids = [str(given) for given in mapped if isinstance(given, str | int)] if isinstance(mapped, list) else []
        core = item.get("isThisACoreDuty") in (1, True, "1", "true", None)
        if core:
            if ids:
                self._note(f"Duty {duty} is core, so its options are left out: {', '.join(ids)}")
            return []
        if not ids:
            self._note(f"Duty {duty} is not core but names no option; it is taken for core")
        for given in ids:
            if given not in numbers:
                number = len(options) + 1
                numbers[given] = [number]
                options.append({"number": number, "id": given, "title": f"Option {number}"})
                self._note(f'option {number} is known by its id alone; it is called "Option {number}"')
        return sorted({number for given in ids for number in numbers[given]})

    def _cites(self, item: Mapping[str, Any], codes: Mapping[str, str], duty: int, place: str) -> list[str]:
        cites: list[str] = []
        for field in _MAPPED:
            mapped = item.get(field) or []
            if not isinstance(mapped, list):
                self._note(f"{field} of Duty {duty} is not a list; left out")
                self.notes += left_in(mapped, f"{place}.{field}")
                continue
            for given in mapped:
                code = codes.get(str(given)) if isinstance(given, str | int) else None
                if code is None:
                    self._note(f"Duty {duty} cites {said(given)[:60]}, which is no KSB of this standard; left out")
                else:
                    cites.append(code)
        cites.sort(key=code_order)
        for field in _CODES:
            given = item.get(field) or []
            for part in given if isinstance(given, list) else [given]:
                text = part.get("code") if isinstance(part, dict) else part
                listed = codes_in(text) if isinstance(text, str) else None
                if listed is None:
                    self.notes += left_in(part, f"{place}.{field}")
                else:
                    cites += listed
        return cites
