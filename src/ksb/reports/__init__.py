"""The formats of `ksb lint` for other programs: one module each, and a dict of their writers.

The format for people, `text`, is drawn by the command line.
"""

from ksb.reports.concise import Concise
from ksb.reports.github import GitHub
from ksb.reports.gitlab import GitLab
from ksb.reports.json import Json
from ksb.reports.junit import JUnit
from ksb.reports.markdown import Markdown
from ksb.reports.sarif import Sarif
from ksb.reports.writer import Writer

REPORTS: dict[str, type[Writer]] = {
    "concise": Concise,
    "json": Json,
    "github": GitHub,
    "gitlab": GitLab,
    "sarif": Sarif,
    "junit": JUnit,
    "markdown": Markdown,
}
"""The writers by the name of their format."""
