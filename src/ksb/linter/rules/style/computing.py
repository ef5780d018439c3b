"""Texts about programs, where a sign may stand as it would nowhere else."""

import re

_PROGRAMS = re.compile(
    r"\b(?:APIs?|bash|BIOS|CLI|cmd|command[- ]lines?|commands|CSS|curl|cURL|docker|Docker|endpoints?|Excel|ffmpeg|gcc"
    r"|git|grep|HTML5?|HTTPS?|ipconfig|Java|JavaScript|Jinja|JSON|kubectl|Kubernetes|Linux|npm|PHP|pip|PowerShell|Python|regex"
    r"|[Rr]egular expressions?|scripting|SQL|TypeScript|Unix|URLs?|wildcards?|XML|YAML)\b"
)


def names_programs(text: str) -> bool:
    """Return whether a text names a program, a language or a file format, and so may hold a command or code."""
    return _PROGRAMS.search(text) is not None
