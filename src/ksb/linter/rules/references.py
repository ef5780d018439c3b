"""KSB1xx: references between duties, KSBs and options."""

from collections.abc import Iterator

from ksb.kinds import KINDS, split_code
from ksb.linter.finding import Fix, Issue, Remark, Removal
from ksb.linter.rule import rule
from ksb.positions import Path
from ksb.standard import Standard
from ksb.text.english import listed
from ksb.text.normalise import content


@rule("KSB101", severity="error")
def undefined_ksb(standard: Standard) -> Iterator[Issue]:
    """A duty cites a code that is not defined.

    A KSB without a wording can't be taught or assessed. Define the code under `ksbs`, or cite the right code.

    Bad:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, K2, S1, B1]
    Good:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
    """
    defined = standard.ksbs
    for i, duty in enumerate(standard.duties):
        for j, code in enumerate(duty.codes):
            if code not in defined:
                yield Issue(("duties", i, "cites", j), f"Duty {duty.number} cites {code}, which is not defined")


@rule("KSB102", severity="error")
def uncited_ksb(standard: Standard) -> Iterator[Issue]:
    """A KSB that no duty cites.

    Apprentices are never asked to show it, and it is missing from every list that is made from the duties, such as
    the list for an option. Cite it in the duty that needs it, or remove it. A standard without duties is not checked.

    Bad:
        ksbs:
          K1: How a production is scheduled
          K2: How a production is paid for
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1]
    Good:
        ksbs:
          K1: How a production is scheduled
          K2: How a production is paid for
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, K2]
    """
    cited = {code for duty in standard.duties for code in duty.codes}
    for code in standard.ksbs if standard.duties else ():
        if code not in cited:
            yield Issue(("ksbs", code), f"{code} is defined, but no duty cites it")


@rule("KSB103", severity="error", fix="unsafe")
def repeated_citation(standard: Standard) -> Iterator[Issue]:
    """A duty cites the same code more than once.

    Either the duty asks for the same thing twice, or one of the two should be another code. Remove one, or correct
    its code. `ksb` offers to remove the later one if it has the same wording.

    Bad:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, K1, S1, B1]
    Good:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
    """
    for i, duty in enumerate(standard.duties):
        cited: dict[str, list[int]] = {}
        for j, code in enumerate(duty.codes):
            earlier = cited.setdefault(code, [])
            if earlier:
                at: Path = ("duties", i, "cites", j)
                times = "twice" if len(earlier) == 1 else f"{len(earlier) + 1} times"
                message = f"Duty {duty.number} cites {code} {times}"
                related = (Remark(("duties", i, "cites", earlier[0]), f"{code} is first cited here"),)
                wording = content(standard.wording(duty.cites[j]))
                same = any(content(standard.wording(duty.cites[other])) == wording for other in earlier)
                yield Issue(at, message, related=related, fix=Fix("unsafe", (Removal(at),)) if same else None)
            earlier.append(j)


@rule("KSB104", severity="warning")
def missing_kind(standard: Standard) -> Iterator[Issue]:
    """A duty that cites no KSB of some kind, such as no behaviours.

    A duty says what is done. Its KSBs say what people must know and be able to do for it, and how they behave. Where
    a kind is missing, a citation was usually forgotten. Add it. A kind is expected only if the standard defines KSBs
    of that kind.

    Bad:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
          - number: 2
            title: Keep to the schedule
            cites: [K1, S1]
    Good:
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
          - number: 2
            title: Keep to the schedule
            cites: [K1, S1, B1]
    """
    defined = {split_code(code)[0] for code in standard.ksbs}
    for i, duty in enumerate(standard.duties):
        cited = {split_code(code)[0] for code in duty.codes}
        if lacking := defined - cited:
            missing = [kind.many for kind in KINDS if kind.prefix in lacking]
            what = listed(missing, "or") if cited else "KSBs at all"
            yield Issue(("duties", i), f"Duty {duty.number} cites no {what}")


@rule("KSB105", severity="error")
def unknown_option(standard: Standard) -> Iterator[Issue]:
    """A duty names an option that is not declared.

    No pathway then includes the duty, and no apprentice takes it. Declare the option under `options`, or correct the
    number.

    Bad:
        options:
          - number: 1
            title: Film
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
          - number: 2
            options: [1, 2]
            title: Book a studio
            cites: [K1, S1, B1]
    Good:
        options:
          - number: 1
            title: Film
        duties:
          - number: 1
            title: Draw up the schedule
            cites: [K1, S1, B1]
          - number: 2
            options: [1]
            title: Book a studio
            cites: [K1, S1, B1]
    """
    declared = {option.number for option in standard.options}
    for i, duty in enumerate(standard.duties):
        for j, number in enumerate(duty.options):
            if number not in declared:
                message = f"Duty {duty.number} belongs to option {number}, which is not declared"
                yield Issue(("duties", i, "options", j), message)


@rule("KSB106", severity="error")
def option_without_duties(standard: Standard) -> Iterator[Issue]:
    """A declared option that no duty belongs to.

    Its apprentices would take only the core. Add its number to `options` of its duties, or remove the option. A
    standard without duties is not checked.

    Bad:
        options:
          - number: 1
            title: Film
          - number: 2
            title: Radio
        duties:
          - number: 1
            options: [1]
            title: Book a studio
            cites: [K1, S1, B1]
    Good:
        options:
          - number: 1
            title: Film
          - number: 2
            title: Radio
        duties:
          - number: 1
            options: [1]
            title: Book a studio
            cites: [K1, S1, B1]
          - number: 2
            options: [2]
            title: Book a transmitter
            cites: [K1, S1, B1]
    """
    used = {number for duty in standard.duties for number in duty.options}
    for i, option in enumerate(standard.options if standard.duties else ()):
        if option.number not in used:
            yield Issue(("options", i), f"no duty belongs to option {option.number}")


@rule("KSB107", severity="error")
def unknown_id_code(standard: Standard) -> Iterator[Issue]:
    """An identifier in `ids` for a code that is not defined.

    The code was renumbered or removed, but its identifier was not. Give the identifier to the right code, or
    remove it.

    Bad:
        ids:
          K1: 9f2c
          K2: 41d0
    Good:
        ids:
          K1: 9f2c
    """
    for code in standard.ids:
        if code not in standard.ksbs:
            yield Issue(("ids", code), f"`ids` has an identifier for {code}, which is not defined")


@rule("KSB108", severity="error")
def repeated_id(standard: Standard) -> Iterator[Issue]:
    """Two KSBs, duties or options with the same identifier.

    Programs tell them apart by their identifiers, and take the two for one. Correct one of the identifiers.

    Bad:
        ksbs:
          K1: How a production is scheduled
          K2: How a production is paid for
        ids:
          K1: 9f2c
          K2: 9f2c
    Good:
        ksbs:
          K1: How a production is scheduled
          K2: How a production is paid for
        ids:
          K1: 9f2c
          K2: 41d0
    """
    ids: list[tuple[Path, str, str | None]] = [(("ids", code), code, id) for code, id in standard.ids.items()]
    ids += [(("options", i, "id"), f"option {option.number}", option.id) for i, option in enumerate(standard.options)]
    ids += [(("duties", i, "id"), f"Duty {duty.number}", duty.id) for i, duty in enumerate(standard.duties)]
    first: dict[str, tuple[Path, str]] = {}
    for at, name, id in ids:
        if id in first:
            there, other = first[id]
            yield Issue(at, f"{name} has the same identifier as {other}", related=(Remark(there, f"{other} is here"),))
        elif id is not None:
            first[id] = at, name
