"""People of other formats put into BibTeX's name lists, so that each is split again as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bib.latex import latex_from_text
from bib.names import OTHERS, Name, parse_names

_AND = re.compile(r"\band\b", re.IGNORECASE)
# Most names: “Flynn, Asher J.”, which needs nothing done to it.
_PLAIN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)?, [^\W\d_]+(?:[. -]{1,2}[^\W\d_]+){0,3}\.?")
_INITIALS = re.compile(r"([^\s,]{2,}(?: [^\s,]{2,}){0,2}) ((?:[A-Z]\.?[ -]?){1,4})")
_OTHERS = {"others", "et al", "et al.", "and others"}
_BODIES = {"inc", "ltd", "llc", "corp", "gmbh", "co", "plc"}
_SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "2nd", "3rd", "4th"}


def name_list(names: Iterable[Name]) -> str:
    """The names as the value of an `author` or `editor` field."""
    return " and ".join(piece for name in names if (piece := _piece(name)))


def name_list_from_texts(texts: Iterable[str]) -> str:
    """Names as databases write them, each for itself or several with semicolons, as one value."""
    pieces: list[str] = []
    for text in texts:
        if _PLAIN.fullmatch(text) and " and " not in text and not _suffix_apart(text)[1]:
            pieces.append(text)
            continue
        names = (name_from_text(part) for part in text.split(";"))
        pieces += [piece for name in names if name and (piece := _piece(name))]
    return " and ".join(pieces)


def name_from_text(text: str) -> Name | None:
    """A name as databases write it: “Family, Given, Suffix”, “Family AB”, or a body's whole name.

    >>> name_from_text("Flynn, A., Jr.").suffix
    'Jr.'
    """
    plain = " ".join(text.split()).rstrip(";")
    if not plain.strip(",. "):
        return None
    if plain.casefold() in _OTHERS:
        return OTHERS
    parts = [part.strip() for part in plain.split(",")]
    if len(parts) == 3 and parts[1].casefold() in _SUFFIXES:
        parts = [parts[0], parts[2], parts[1]]
    if len(parts) == 1:
        unsuffixed, suffix = _suffix_apart(plain)
        for text, after in ((unsuffixed, suffix), (plain, "")):
            if initials := _INITIALS.fullmatch(text):
                return Name(family=initials[1], given=initials[2].strip(), suffix=after)
        return Name(literal=plain) if " " in plain else Name(family=plain)
    is_body = parts[-1].casefold().rstrip(".") in _BODIES
    if not parts[0] or len(parts) > 3 or not any(parts[1:]) or is_body:
        return Name(literal=plain.strip(", "))
    given, suffix = _suffix_apart(parts[1]) if len(parts) == 2 else parts[1:]
    return Name(family=parts[0], given=given, suffix=suffix)


def _suffix_apart(text: str) -> tuple[str, str]:
    """A name and the suffix that ends it, as in “John F 3rd”."""
    name, blank, last = text.rpartition(" ")
    return (name, last) if blank and last.casefold() in _SUFFIXES else (text, "")


def name_as_text(name: Name) -> str:
    """The name as “Family, Given, Suffix”, a body's whole."""
    if name.literal:
        return name.literal
    family = f"{name.particle} {name.family}".strip()
    return ", ".join(part for part in (family, name.given, name.suffix) if part)


def _piece(name: Name) -> str:
    if name == OTHERS:
        return "others"
    if name.literal:
        return f"{{{latex_from_text(name.literal)}}}"
    family, given, suffix, particle = (
        latex_from_text(part).strip()
        for part in (name.family, name.given, name.suffix, name.particle)
    )
    if not family and not particle:
        return f"{{{given}}}" if " " in given or "," in given else given
    written = _joined(particle, family, suffix, given)
    if written.isalpha() or not _is_odd(written, name):
        return written
    return _joined(particle, _braced(family), _guarded(suffix), _guarded(given))


def _joined(particle: str, family: str, suffix: str, given: str) -> str:
    whole = f"{particle} {family}".strip()
    if suffix:
        return f"{whole}, {suffix}, {given}"
    return f"{whole}, {given}" if given else whole


def _is_odd(written: str, name: Name) -> bool:
    """Whether the plain spelling would be split otherwise than the name is.

    A particle that the source counts to the family name may become one: that is what it is.
    """
    if not name.given and " " in name.family:
        return True
    if _AND.search(written) or written.count(",") > 2 or "{" in written or "\\" in written:
        return parse_names(written) != (name,)
    return "," in name.family or "," in name.given


def _braced(text: str) -> str:
    return f"{{{text}}}" if text else ""


def _guarded(text: str) -> str:
    return f"{{{text}}}" if "," in text or _AND.search(text) else text
