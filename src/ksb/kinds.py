"""The kinds of KSB, what each is called, and the codes that start with its letters."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from ksb.fields import CODE_PATTERN

CODE = re.compile(CODE_PATTERN)
KindName = Literal["knowledge", "skill", "behaviour", "technical_knowledge", "technical_skill", "employability"]


class Kind(NamedTuple):
    """A kind of KSB, and everything it is called."""

    prefix: str
    """What its codes start with."""
    name: KindName
    """Its name in JSON."""
    field: str
    """The name of a count of them: in JSON, and in a claim."""
    one: str
    """One of them, in a sentence."""
    many: str
    """Several of them, in a sentence."""

    @property
    def heading(self) -> str:
        """Several of them, as a heading."""
        return self.many[0].upper() + self.many[1:]

    @property
    def statement(self) -> str:
        """One of them, where they are counted: "knowledge statement", "skill"."""
        return f"{self.one} statement" if self.one == self.many else self.one

    @property
    def statements(self) -> str:
        """Several of them, where they are counted: "knowledge statements", "skills"."""
        return f"{self.many} statements" if self.one == self.many else self.many


KINDS = (
    Kind("K", "knowledge", "knowledge", "knowledge", "knowledge"),
    Kind("S", "skill", "skills", "skill", "skills"),
    Kind("B", "behaviour", "behaviours", "behaviour", "behaviours"),
    Kind("TK", "technical_knowledge", "technical_knowledge", "technical knowledge", "technical knowledge"),
    Kind("TS", "technical_skill", "technical_skills", "technical skill", "technical skills"),
    Kind(
        "ESB",
        "employability",
        "employability",
        "employability skill or behaviour",
        "employability skills and behaviours",
    ),
)
"""The kinds of KSB, in code order. Foundation apprenticeships and apprenticeship units have the last three."""
_BY_PREFIX = {kind.prefix: kind for kind in KINDS}
_ORDER = {kind.prefix: i for i, kind in enumerate(KINDS)}


@lru_cache(maxsize=4_096)
def split_code(code: str) -> tuple[str, int]:
    """Return the prefix and the number of a code: `("K", 18)` for K18."""
    prefix = code.rstrip("0123456789")
    return prefix, int(code[len(prefix) :])


def kind_of(code: str) -> Kind:
    """Return the kind of KSB that a code stands for."""
    return _BY_PREFIX[split_code(code)[0]]


@lru_cache(maxsize=4_096)
def code_order(code: str) -> tuple[int, int]:
    """Return the sort key of a code: by kind in the order of `KINDS`, then by number."""
    prefix, number = split_code(code)
    return _ORDER[prefix], number
