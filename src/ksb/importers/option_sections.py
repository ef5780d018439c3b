"""Lines and headings that name an option: its title, and whose the duties below them are."""

from __future__ import annotations

from ksb.documents.blocks import Table
from ksb.importers import headings, option_lines, owners
from ksb.importers.reader import Reader
from ksb.importers.survey import leads_duties
from ksb.text.normalise import fold

_ALL = ("core", "all", "both", "every", "each")


def take(reader: Reader, option: option_lines.Option, place: str, level: int = 0) -> None:
    """Take the title of an option: the first begins it, later ones say whose the next duties are.

    Duties below a heading, of this `level`, are the option's, too.
    """
    number, given, title = option
    title, found = _without_section(reader, number, title)
    if found:
        reader.enter(found, option.title.removeprefix(title).strip(), place)
        if found.section == "ksbs":
            return
    among_duties = reader.section == "duties" or bool(reader.duties)
    if given:
        reader.structure(place, given)
    known = reader.options.get(number)
    if title and known is None:
        reader.title_option(number, title)
    elif title and known and title != known["title"]:
        reader.also_titled.append((number, title, "duties" if among_duties else "overview"))
        if not among_duties:
            reader.note(place, f'option {number} is titled twice: "{known["title"]}" and "{title}"; both are kept')
    if among_duties:
        _of_option(reader, number)
    else:
        reader.begin("option", level=level)
        reader.of_options = [number] if level or reader.survey.options_lead else []
        if known:  # so that its description is the last
            reader.options[number] = reader.options.pop(number)
    reader.last = None


def take_without_number(reader: Reader, text: str, place: str, *, heading: bool) -> bool:
    """Take a line among duties that names an option without a number; return whether it is one."""
    among_duties = bool(reader.duties) or reader.section == "duties" or isinstance(reader.blocks[reader.at], Table)
    if not among_duties or not (heading or leads_duties(reader.following)):
        return False
    titles = {fold(str(option["title"])) for option in reader.options.values()}
    title = text if fold(text) in titles else option_lines.without_number(text)
    known = fold(title) in titles
    needs_title = reader.section not in ("duties", "other") or text.lower().rstrip(":").endswith("duties")
    if not title or (needs_title and not known):
        return False
    reader.structure(place, text)
    take_title(reader, title, place)
    return True


def take_title(reader: Reader, title: str, place: str) -> None:
    """Take the title of an option above its duties, or what says that the next duties are of all."""
    if fold(title) in _ALL:
        reader.of_options, reader.doubtful = [], None
    else:
        _of_option(reader, owners.titled(reader, title, place))


def ksbs_of_option(reader: Reader, text: str) -> headings.Heading | None:
    """Return the section that a heading such as "Heritage skills" begins, where Heritage is an option."""
    for option in reader.options.values():
        rest = text[len(title) :] if text.casefold().startswith((title := str(option["title"])).casefold()) else ""
        if (found := headings.heading(rest)) and found.section == "ksbs":
            return found
    return None


def left_heading(reader: Reader, text: str, place: str) -> None:
    """Leave out a heading, or a line that may be one; the duties below it may be of an option that it names."""
    reader.left(place, text)
    if reader.duties and (reader.of_options or reader.options_level or option_lines.SAYS_OPTION.search(text)):
        reader.doubtful = text, place


def _without_section(reader: Reader, number: int, title: str) -> tuple[str, headings.Heading | None]:
    """Return the title of an option, and the section of it that its heading begins: "Option 1: Heritage duties"."""
    name, _, last = title.rpartition(" ")
    known = reader.options.get(number, {}).get("title")
    for before, text in (("", title), (name.rstrip(" :–—-"), last)):
        found = headings.heading(text)
        if (
            found
            and found.section in ("ksbs", "duties")
            and (not before or found.section == "duties" or before == known)
        ):
            return before, found
    return title, None


def _of_option(reader: Reader, number: int) -> None:
    """Note that the next duties are of this option, and of those whose headings stand just before."""
    reader.last = reader.doubtful = None
    directly = reader.of_options and not (reader.duties and reader.duties[-1].options is reader.of_options)
    reader.of_options = [*reader.of_options, number] if directly and number not in reader.of_options else [number]
