"""Text from a file, escaped for each kind of output.

A statement can contain anything: terminal escapes, bidirectional controls, commands to build servers. Each function
here returns a text that one kind of reader shows and never obeys.
"""

import re
import unicodedata

# Characters beyond ASCII that no reader should obey or overlook: controls, and those that reorder or hide the text
# around them or have no shape of their own (Unicode's Default_Ignorable_Code_Point).
_HIDDEN = (
    "\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_BEYOND_ASCII = f"[{_HIDDEN}]"
_INVISIBLE = f"[\x00-\x09\x0b-\x1f{_HIDDEN}]"


def _visible(match: re.Match[str]) -> str:
    point = ord(match[0])
    return f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}"


def _in_json(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))


def _in_yaml(match: re.Match[str]) -> str:
    point = ord(match[0])
    return f"\\U{point:08x}" if point > 0xFFFF else f"\\u{point:04x}"


def for_terminal(text: str) -> str:
    r"""Return `text` with every control and invisible character written out, such as `\x1b`; line feeds stay."""
    return text if text.isascii() and text.isprintable() else re.sub(_INVISIBLE, _visible, text)


def for_line(text: str) -> str:
    r"""Return `text` as `for_terminal` does, on one line: a line feed becomes `\n`."""
    return for_terminal(text).replace("\n", "\\n")


def foreign(name: str) -> str:
    """Return a sentence on the first character of a name that is not ASCII, after a space; "" if there is none.

    Many letters of other alphabets look like those of a field's name or a code.
    """
    other = next((character for character in name if not character.isascii()), None)
    if other is None:
        return ""
    said = unicodedata.name(other, "a character without a name")
    return f" The {for_line(other)} in it is U+{ord(other):04X}, {said.lower()}."


# Of `##[group]` (GitHub), `##vso[...]` (Azure Pipelines) and `##teamcity[...]`, the second sign.
_SECOND_SIGN = r"(?<=#)#(?=\w*\[)"
# For GitHub's runner, a line is also a command if it starts with `::` after white space.
_COMMAND = rf"(?m)^([^\S\n]*):(?=:)|{_SECOND_SIGN}"


def without_commands(text: str) -> str:
    r"""Return `text` without commands to build servers in the log of a CI job: `::error::` becomes `\x3a:error::`.

    The definitions are those of the GitHub Actions runner (`ActionCommand.cs`), of Azure Pipelines ("Logging commands")
    and of TeamCity ("Service messages").
    """
    if "::" not in text and "##" not in text:
        return text
    return re.sub(_COMMAND, lambda match: f"{match[1]}\\x3a" if match[0].endswith(":") else r"\x23", text)


def for_log(text: str) -> str:
    """Return `text` on one line, as `for_line` does, without workflow commands in the log of a CI job."""
    return without_commands(for_line(text))


def for_xml(text: str) -> str:
    r"""Return `text` with what XML 1.0 doesn't allow, even escaped (its section 2.2), written as `\x1b`."""
    return for_terminal(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")


def for_json(document: str) -> str:
    r"""Return a JSON document with invisible characters as escapes, `\u202e`: the same value, safe to see."""
    # Most documents have neither, and to search them took as long as writing them.
    if "\x7f" in document or not document.isascii():
        document = re.sub(_BEYOND_ASCII, _in_json, document)
    return re.sub(_SECOND_SIGN, r"\\u0023", document) if "##" in document else document


def for_yaml(document: str) -> str:
    r"""Return a YAML document with invisible characters and workflow commands as escapes.

    Texts for which `for_yaml_in_quotes` is true must be in double quotes.
    """
    return re.sub(_SECOND_SIGN, r"\\x23", re.sub(_BEYOND_ASCII, _in_yaml, document).replace("::", ":\\x3a"))


def for_yaml_in_quotes(text: str) -> bool:
    """Return whether `for_yaml` writes an escape for part of a text, or it has line breaks other than line feeds."""
    return "::" in text or re.search(_SECOND_SIGN, text) is not None or for_terminal(text) != text


def for_xml_document(document: str) -> str:
    """Return an XML document without commands to build servers: the same content."""
    return re.sub(_SECOND_SIGN, "&#35;", document)


def for_sarif(text: str) -> str:
    """Return `text` as a plain text message of SARIF, in which `[text](place)` would be a link (its section 3.11.6)."""
    shown = for_terminal(text)
    return re.sub(r"[\\\[\]]", r"\\\g<0>", shown) if "](" in shown else shown


def for_github_message(text: str) -> str:
    """Return `text` as the message of a GitHub Actions workflow command.

    The escapes are those of the Actions toolkit (`escapeData` in its `command.ts`).
    """
    return for_terminal(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def for_github_property(text: str) -> str:
    """Return `text` as a property (`file=`, `title=`) of a GitHub Actions workflow command.

    The escapes are those of the Actions toolkit (`escapeProperty` in its `command.ts`).
    """
    return for_github_message(text).replace(":", "%3A").replace(",", "%2C")


_MARKDOWN = str.maketrans(
    {character: f"\\{character}" for character in "\\`*_[]|~$"} | {"<": "&lt;", "&": "&amp;", "@": "&#64;", "\n": " "}
)
# What starts a block, or a workflow command in a log, and the `#` at the end of a heading.
_MARKDOWN_EDGE = r"^(\s*\d*)([-+#>=]|:(?=:)|(?<=\d)[.)](?=\s|$))|(?<=\s)(?=#+\s*$)"
_EMOJI = r":(?=[a-z0-9_+-]+:)"
# What GitHub makes links of: `www.`, `https://`, and on the finished page `#12`, `owner/repository#12` and `GH-12`.
_ADDRESS = r"(?i)\b(www)(\.)|\b(https?|ftp)(:)(?=//)"
_REFERENCE = r"(?i)((?<!&)#|\bGH-)(?=\d)"


def for_markdown(text: str) -> str:
    """Return `text` as plain text in a line of Markdown (CommonMark, with GitHub's tables, mentions, links and emoji).

    No escape keeps GitHub from linking `#12`, because it looks for it on the finished page; an empty comment does.
    """
    escaped = re.sub(_EMOJI, "&#58;", for_terminal(text).translate(_MARKDOWN))
    escaped = re.sub(_ADDRESS, lambda match: f"{match[1] or match[3]}\\{match[2] or match[4]}", escaped)
    escaped = re.sub(_REFERENCE, r"\1<!-- -->", escaped)
    return re.sub(_MARKDOWN_EDGE, lambda match: f"{match[1] or ''}\\{match[2] or ''}", escaped)


def for_code(text: str) -> str:
    """Return `text` as a code span of Markdown, also within a table (GitHub Flavored Markdown, 4.10 and 6.1)."""
    shown = for_log(text).replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") or not shown.strip() else ""
    return f"{fence}{pad}{shown}{pad}{fence}"
