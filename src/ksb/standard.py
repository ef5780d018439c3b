"""A standard: the fields of its file, with look-ups by code, duty and option."""

from functools import cached_property
from typing import NamedTuple, Self

from pydantic import ConfigDict

from ksb.errors import NotFoundError
from ksb.kinds import KindName, code_order, kind_of
from ksb.models import METADATA, Citation, Duty, Method, Option, StandardFields
from ksb.text.english import listed


class KSB(NamedTuple):
    """A knowledge, skill or behaviour statement: its code and its definition."""

    code: str
    text: str

    @property
    def kind(self) -> KindName:
        """The name of its kind, such as `knowledge` or `technical_skill`."""
        return kind_of(self.code).name


WHOLE = "_whole"
"""Where a part of a standard keeps the whole one: beside its fields, so that it is never compared or written."""


class Standard(StandardFields):
    """One occupational (apprenticeship) standard: overview, options, duties and KSBs."""

    model_config = ConfigDict(
        use_attribute_docstrings=False,  # Pydantic would search the look-ups for them: 2% of `ksb show K18`.
        title="An occupational standard, for ksb",
        json_schema_extra={"$schema": "https://json-schema.org/draft/2020-12/schema"},
    )

    def __hash__(self) -> int:
        # The dict fields have no hash of their own. Equal standards have equal titles, KSBs and duties.
        return hash((self.title, frozenset(self.ksbs.items()), self.duties))

    @property
    def metadata(self) -> dict[str, str | bool]:
        """The values of those fields of `METADATA` that the standard has, by name."""
        return {name: value for name in METADATA if (value := getattr(self, name)) is not None}

    @property
    def whole(self) -> Self:
        """The standard that this is a part of, which says to whom a KSB belongs; of a whole standard, itself."""
        whole: Self = self.__dict__.get(WHOLE, self)
        return whole

    @cached_property
    def _citations(self) -> dict[str, list[tuple[Duty, Citation]]]:
        found: dict[str, list[tuple[Duty, Citation]]] = {}
        for duty in self.duties:
            for citation in duty.cites:
                found.setdefault(citation.code, []).append((duty, citation))
        return found

    @property
    def methods(self) -> tuple[Method, ...]:
        """The assessment methods, in the plan's order; none without a plan."""
        return self.assessment.methods if self.assessment else ()

    @cached_property
    def methods_by_code(self) -> dict[str, tuple[Method, ...]]:
        """The assessment methods that assess each KSB, by code, in the plan's order."""
        found: dict[str, list[Method]] = {}
        for method in self.methods:
            for code in method.ksbs:
                found.setdefault(code, []).append(method)
        return {code: tuple(methods) for code, methods in found.items()}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes that are defined, in code order."""
        return tuple(sorted(self.ksbs, key=code_order))

    def ksb(self, code: str) -> KSB:
        """Return the KSB with this code, in either case (`K18` or `k18`).

        Raises `NotFoundError` if no such KSB is defined.
        """
        code = code.upper()
        if code not in self.ksbs:
            raise NotFoundError(f"there is no {code}")
        return KSB(code, self.ksbs[code])

    def duty(self, number: int) -> Duty:
        """Return the first duty with this number. Raises `NotFoundError` for an unknown number."""
        for duty in self.duties:
            if duty.number == number:
                return duty
        raise NotFoundError(f"there is no Duty {number}")

    def option(self, number: int) -> Option:
        """Return the first option with this number. Raises `NotFoundError` for an unknown number."""
        for option in self.options:
            if option.number == number:
                return option
        known = list(dict.fromkeys(option.number for option in self.options))
        there = "the only option is" if len(known) == 1 else "the options are"
        hint = f"{there} {listed(known)}" if known else "this standard has no options"
        raise NotFoundError(f"there is no option {number}", hint)

    def duties_citing(self, code: str) -> tuple[Duty, ...]:
        """Return the duties that cite this code, in the document's order."""
        return tuple({id(duty): duty for duty, _ in self.citations(code)}.values())

    def citations(self, code: str) -> tuple[tuple[Duty, Citation], ...]:
        """Return each citation of this code with its duty, in the document's order."""
        return tuple(self._citations.get(code.upper(), ()))

    @property
    def core_duties(self) -> tuple[Duty, ...]:
        """The duties that belong to no option."""
        return tuple(duty for duty in self.duties if duty.core)

    def option_duties(self, option: int) -> tuple[Duty, ...]:
        """Return the duties of this option alone. Raises `NotFoundError` if there is no such option."""
        number = self.option(option).number
        return tuple(duty for duty in self.duties if number in duty.options)

    def pathway(self, option: int) -> tuple[Duty, ...]:
        """Return what one apprentice takes, the core and this option's duties, in the document's order.

        Raises `NotFoundError` if there is no such option.
        """
        number = self.option(option).number
        return tuple(duty for duty in self.duties if duty.core or number in duty.options)

    def wording(self, citation: Citation) -> str:
        """Return the full wording of a citation: its own, else the definition, else ""."""
        if citation.text is not None:
            return citation.text
        return self.ksbs.get(citation.code, "")
