"""Standards in the formats that are imported: a record of the API, a page, a Word document, a text; sound or not."""

import html
import json
from functools import cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZipFile

from fuzz import shapes
from fuzz.choices import Choices

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], " ")
_ODD: tuple[Any, ...] = (None, "", 0, 1, -1, 1.5, 10**400, True, [], {}, [None], ["x"], "x", "1", [[]], {"detail": 1})
_PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>'
    '<Override PartName="/word/numbering.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="styles.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/>'
    '<Relationship Id="r2" Target="numbering.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"/></Relationships>',
    "word/styles.xml": f'<w:styles {_W}><w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    "</w:style></w:styles>",
    "word/numbering.xml": f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:lvlText w:val="K%1:"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    "</w:numbering>",
}
_WRAPPED = (
    "<w:r><w:t>{}</w:t></w:r>", "<w:r><w:t>{}</w:t></w:r>", "<w:ins><w:r><w:t>{}</w:t></w:r></w:ins>",
    "<w:del><w:r><w:delText>{}</w:delText></w:r></w:del>", "<w:r><w:t>{}</w:t><w:br/><w:tab/></w:r>", "<w:t/>{}<w:t>",
    "<!-- x --><w:r><w:t>{}</w:t></w:r><?x y?>",
    '<w:pPr><w:pStyle w:val="L"/></w:pPr><w:r><w:t>{}</w:t></w:r>',
    '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r>',
)  # fmt: skip


def record(choices: Choices) -> bytes:
    """Return a record of the standards API, or a list of some."""
    made = [_record(choices) for _ in range(choices.number(1, 3))]
    text = json.dumps(made if len(made) > 1 or choices.rarely() else made[0], ensure_ascii=choices.flag())
    return text.encode("utf-8", "replace")


def page(choices: Choices) -> bytes:
    """Return the page of an occupation."""
    shape = shapes.standard(choices)
    mark = html.escape if choices.flag() else str
    rows = ""
    for duty in shape.get("duties", ()):
        cites = [(it, "") if isinstance(it, str) else next(iter(it.items())) for it in duty["cites"]]
        items = "".join(
            f'<span class="ksb-item" data-ksb-id="{code}" data-ksb-text="{mark(text)}"></span>' for code, text in cites
        )
        title = choices.pick((f"Duty {duty['number']}", "Duty", "0", "9" * 9, "٣", "²"))
        rows += f'<tr class="duty-row" data-duty-title="{title}" data-duty-details="{mark(duty["title"])}">{items}</tr>'
    listed = "".join(f"<p data-row><b>{code}</b>: {mark(text)} <a>x</a></p>" for code, text in shape["ksbs"].items())
    facts = "".join(
        f"<li>{name}: {mark(str(shape.get(name, choices.pick(('', 'ST1', '-')))))}</li>"
        for name in ("reference", "version", "level", "LARS code", "maximum funding", "x")
    )
    nested = "<div>" * choices.number(1, 3000) if choices.rarely() else ""
    titles = "".join(f'<span title="job title">{mark(it)}</span>' for it in shape.get("job_titles", ()))
    return (
        f"<h1>{mark(shape['title'])}</h1><div class=keyinformation>{facts}</div>{nested}<h3>Occupation summary</h3>"
        f"<p>{mark(shapes.statement(choices))}<h3>{titles}</h3><table>{rows}</table>{listed}"
    ).encode("utf-8", "replace")


def text(choices: Choices) -> bytes:
    """Return a standard as people write it, a paragraph a line."""
    encoding = choices.pick(("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16"))
    return "\n".join(_lines(choices)).encode(encoding, "replace")


def word(choices: Choices) -> bytes:
    """Return a Word document."""
    paragraphs = "".join(
        "<w:p>" + choices.pick(_WRAPPED).format(escape(line.translate(_NOT_XML))) + "</w:p>" for line in _lines(choices)
    )
    if choices.rarely():
        deep = choices.number(1, 3000)
        paragraphs += "<w:p>" + "<w:r>" * deep + "<w:t>x</w:t>" + "</w:r>" * deep + "</w:p>"
    parts = {**_PARTS, "word/document.xml": f"<w:document {_W}><w:body>{paragraphs}</w:body></w:document>"}
    if choices.flag():
        name = choices.pick(list(parts))
        odd = choices.pick(("", "1", "x", "K%1:", "-1", "9" * 5000, "¼", "word/x.xml", choices.characters(6)))
        parts[name] = _changed(parts[name], odd.translate(_NOT_XML), choices)
    if choices.rarely():
        del parts[choices.pick(list(parts))]
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


@cache
def sound_word() -> bytes:
    """Return a small Word document that is sound."""
    lines = ("Editor standard", "Duty 1: Edit", "K1: Know", "S1: Use")
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, part in _PARTS.items():
            archive.writestr(name, part)
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
    return stream.getvalue()


def _changed(part: str, odd: str, choices: Choices) -> str:
    """Return an XML part with the value of an attribute, an element or an attribute itself changed."""
    pieces = part.split('"')
    at = choices.number(0, len(pieces) - 1)
    kind = choices.number(0, 2)
    if kind == 0:
        pieces[at | 1 if at | 1 < len(pieces) else at] = quoteattr(odd)[1:-1]
        return '"'.join(pieces)
    if kind == 1:
        elements = part.split("<")
        del elements[choices.number(0, len(elements) - 1)]
        return "<".join(elements)
    words = part.split(" ")
    del words[choices.number(0, len(words) - 1)]
    return " ".join(words)


def _record(choices: Choices) -> Any:
    shape = shapes.standard(choices)
    kinds = {
        "K": ("knowledges", "knowledgeId"),
        "S": ("skills", "skillId"),
        "B": ("behaviours", "behaviourId"),
        "TK": ("technicalKnowledges", "id"),
        "TS": ("technicalSkills", "id"),
        "ESB": ("employabilitySkillsAndBehaviours", "id"),
    }
    made: dict[str, Any] = {"title": shape["title"], "referenceNumber": "ST0105", "level": 3, "coreAndOptions": True}
    for code, detail in shape["ksbs"].items():
        field, key = kinds[code.rstrip("0123456789")]
        made.setdefault(field, []).append({key: code, "detail": f"<p>{detail}</p>" if choices.flag() else detail})
    made["options"] = [
        {"optionId": f"o{option['number']}", "title": option["title"]} for option in shape.get("options", ())
    ]
    made["duties"] = [
        {
            "dutyID": f"d{duty['number']}",
            "dutyDetail": duty["title"],
            "isThisACoreDuty": choices.pick((1, 0, True, "0", None)),
            "mappedKnowledge": [it for it in duty["cites"] if isinstance(it, str)],
            "mappedOptions": [f"o{number}" for number in duty.get("options", ())],
        }
        for duty in shape.get("duties", ())
    ]
    made["overviewOfRole"] = shapes.statement(choices)
    made["typicalJobTitles"] = shapes.statements(choices, 2)
    for name in ("versionNumber", "larsCode", "publishDate", "typicalDuration") if choices.flag() else ():
        made[name] = choices.pick(_ODD)
    if choices.flag():
        owner = choices.pick([made, *made["duties"], *made.get("knowledges", []), *made["options"]])
        owner[choices.pick(list(owner))] = choices.pick(_ODD)
    return choices.pick(_ODD) if choices.rarely() and choices.rarely() else made


def _lines(choices: Choices) -> list[str]:
    shape = shapes.standard(choices)
    sign = choices.pick((": ", ": ", " - ", ". ", " ", ":", ") ", "\xa0– "))
    lines = [choices.pick(("ScreenSkills, August 2019", "X, 31 February 2019", "X, 0000", "X, 99 May 9999"))]
    lines += [f"{shape['title']} standard", "Overview", *shape.get("overview", ())]
    for option in shape.get("options", ()):
        lines += [f"Option {option['number']}{sign}{option['title']}", *option.get("description", ())]
    lines += ["Typical job titles include:", ", ".join(shape.get("job_titles", ()))]
    lines += [claim["text"] for claim in shape.get("claims", ())]
    lines += [f"{letter} is {shapes.statement(choices)}" for letter in choices.pick(("", "KSB", "K"))]
    lines += ["Duties"]
    for duty in shape.get("duties", ()):
        lines += [f"Option {number}" for number in duty.get("options", ())]
        lines += [f"Duty {duty['number']}{sign}{duty['title']}"]
        for cited in duty["cites"]:
            code, text = (cited, shape["ksbs"].get(cited, "")) if isinstance(cited, str) else next(iter(cited.items()))
            lines += [f"{code}{sign}{text}" if text else f"{code} K2, S٣"]
    lines += shapes.statements(choices, 2)
    return lines
