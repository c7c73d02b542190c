"""Lists of authors and editors in the orders that are printed, brought to BibTeX names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bib.names import OTHERS, Name


class NameOrder(StrEnum):
    """How the names of a list are printed."""

    GIVEN_FIRST = "Asher Flynn, Anastasia Powell"
    INVERTED = "Flynn, A., Powell, A."
    FIRST_INVERTED = "Flynn, Asher, Anastasia Powell"
    SPACED = "Flynn A, Powell A"


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The names read, the order they stand in, and how sure that is (0 if it is no name list)."""

    names: tuple[Name, ...] = ()
    order: NameOrder = NameOrder.GIVEN_FIRST
    sure: float = 0.0


NOBODY = People()

# A capital letter of any script that has them.
_CAPITALS = "".join(
    chr(code)
    for code in (*range(0x250), *range(0x370, 0x590), *range(0x1E00, 0x2000))
    if chr(code).isupper()
)
_CAPITAL = f"[{_CAPITALS}]"
_INITIALS = rf"(?:{_CAPITAL}\.?(?:[a-z]\.)?[ -]?){{1,5}}"
_IS_INITIALS = re.compile(rf"{_INITIALS}(?: (?:de|da|do|dos|la|van|von|der|den|y|e))*\.?")
_IS_GIVEN = re.compile(r"[^\W\d_][\w'’‘ʻ.-]*(?: [^\W\d_][\w'’‘.-]*){0,3}")
_SPACED_NAME = re.compile(
    r"(?P<family>(?:[^\d,.;:?!]|(?<=St)\.){2,50}?) "
    rf"(?P<given>{_CAPITAL}{{1,3}}(?:-{_CAPITAL})?)"
    r"(?P<particle>(?: (?:van|von|de|der|den|da|dos|la|le|ten|ter)){0,3})"
    r"(?: (?P<suffix>Jr|Sr|II|III|IV|2nd|3rd|4th)\.?)?"
)
_ALL_SPACED = re.compile(
    rf"(?:[^\d,.;:?! ]{{2,}}(?: [^\d,.;:?! ]{{2,}}){{0,3}} {_CAPITAL}{{1,3}}(?:-{_CAPITAL})?"
    r"(?:,? (?:and|&) |[,;] (?:and |& )?|$))+"
)
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV)\.?")
_DEGREE = re.compile(r", ?(?:Esq|Ph\. ?D|PhD|MSc|BSc|MPH|RN|LL\. ?M)\b\.?(?=,|;|$| and\b| ?&)")
_OFFICE = re.compile(r"\b(?:Sen|Rep|Sens|Reps|Dr|Prof|Hon|Rev|Sir|Dame|Lord|Mr|Mrs|Ms)\. (?=\w)")
_IN_BRACKETS = re.compile(r" ?[\[(][^\])]{0,40}[\])]")
_OTHERS = re.compile(
    r"[,;]? ?(?:\bet al\b\.?|\band others\b|\band colleagues\b|\bu\. ?a\.$|\[?…\]?$)", re.IGNORECASE
)
_EDITORS = re.compile(r"\(?\b(?:[Ee]ds?|[Ee]ditors?|Hrsg|Hg)\b\.?\)?[.,: ]*$")
_NOT_PEOPLE = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\bAct$|[“”\"]|: |[a-zß-ÿ]{4}\. (?=\w)")
_LEFT_OUT = re.compile(r",? ?(?:…|\. ?\. ?\.|\.\.\.),? ?(?:& |and )?")
_AND = re.compile(r",? (?:and|&|und|et|y|e) |,? ?& ?", re.IGNORECASE)
_LIST = re.compile(r"; ?(?:and |& )?|, ?(?:and |& )|,? and |,? & |, ?")
_PARTICLES = {
    "van", "von", "de", "del", "della", "di", "da", "dos", "das", "du", "den", "der", "ter", "ten",
    "la", "le", "los", "el", "al", "bin", "ibn", "ben", "zu", "zur", "af", "av", "'t", "’t", "do",
    "vom", "van't", "abu", "y", "st.", "dal", "d'", "d’", "mac", "nic", "ní", "ó",
}  # fmt: skip
# Family names that often stand before a second one; without them the second alone is taken.
_FIRST_OF_TWO = {
    "García", "López", "Fernández", "Martínez", "Rodríguez", "González", "Pérez", "Sánchez",
    "Gómez", "Hernández", "Díaz", "Moreno", "Álvarez", "Romero", "Ruiz", "Jiménez", "Torres",
    "Silva", "Santos", "Ferreira", "Pereira", "Oliveira", "Souza", "Costa", "Garcia", "Lopez",
    "Fernandez", "Martinez", "Rodriguez", "Gonzalez", "Perez", "Sanchez", "Gomez", "Hernandez",
    "Diaz", "Alvarez", "Jimenez", "Muñoz", "Vázquez", "Castro", "Ortega", "Ramírez", "Flores",
    "Rivera", "Vargas",
}  # fmt: skip
_OF_BODIES = re.compile(
    r"\b(?:Project|Department|Dept|Universit\w+|Institut\w*|Alliance|Organi[sz]ation|Association"
    r"|Committee|Cent(?:er|re)|Agency|Ministry|Group|Inc|Ltd|LLC|GmbH|Corp\w*|Company|Foundation"
    r"|Council|Team|Bureau|Office|Commission|Network|Consortium|Collaboration|Collaborat\w+|Society"
    r"|Union|Court|Government|Parliament|Congress|Senate|Assembly|Bank|Federation|Initiative"
    r"|Laborator\w+|Labs?|Library|Museum|Press|Service|Services|Authority|Board|Academy|College"
    r"|School|Hospital|Trust|Fund|Partnership|Coalition|Observatory|Forum|Programme?|Task Force"
    r"|Research|Statistics|Census|Contributors|Developers|Community|Nations|Survey|Administration"
    r"|Archive|Archives|Registry|Secretariat|Directorate|Embassy|Police|Church|Party|Kingdom"
    r"|Republic|States|News|Times|Post|Technolog\w+|Software|Systems|Studios?|Media|Online|Web"
    r"|Unit|Branch|Division|Section|Working|Standards|International|National|European|Federal"
    r"|Proceedings|Conference|Workshop|Symposium|World|Global|American|United|Royal)\b"
)
# A name of one word and a whole name of a body: two that wrote together.
_TWO_BODIES = re.compile(
    r"\w+ & \w+ \w+ (?:Alliance|Foundation|Institute|Coalition|Council|Network)"
)
_FUNCTION_WORD = re.compile(
    r"\b(?:for|of|on|the|in|at|to|with|against|and|an|by|from|is|are|my|your|our|us|we|all|who"
    r"|what|this|that|not|without|für|pour|sur|des|para|per|und|on)\b",
    re.IGNORECASE,
)
_AMONG_PARTICLES = re.compile(r"^(?:of|on|the|in|for|des|y|and)$")


def read_people(text: str, *orders: NameOrder) -> People:
    """The names of a list, in the first of the orders that fits; `orders` are the style's own."""
    has_office = bool(_OFFICE.search(text))
    text, has_others = _bare(text)
    if has_office and NameOrder.FIRST_INVERTED not in orders:
        orders = (NameOrder.FIRST_INVERTED, *orders)
    if not text or len(text) > 3000 or _NOT_PEOPLE.search(text):
        return NOBODY
    if NameOrder.SPACED not in orders and _ALL_SPACED.fullmatch(text):
        # Whatever the style, nobody is called “JA” by family.
        orders = (NameOrder.SPACED, *orders)
    for order in orders:
        found = _READERS[order](text)
        if found.sure:
            names = (*found.names, OTHERS) if has_others else found.names
            return People(names=names, order=order, sure=found.sure)
    return NOBODY


def names_field(names: tuple[Name, ...]) -> str:
    """The names as a BibTeX field in plain Unicode; bodies stand in braces.

    >>> names_field((Name(family="Berg", particle="van", given="J."), Name(literal="NIST")))
    'van Berg, J. and {NIST}'
    """
    return " and ".join(_as_field(name) for name in names)


def _as_field(name: Name) -> str:
    if name == OTHERS:
        return "others"
    if name.literal:
        return f"{{{name.literal}}}"
    family = f"{name.particle} {name.family}".strip()
    return ", ".join(part for part in (family, name.suffix, name.given) if part)


def is_body(text: str) -> bool:
    """Whether a name is told to be an organisation's by its words."""
    if _OF_BODIES.search(text):
        return True
    inner = [word for word in text.split() if not word[0].isupper() and word not in _PARTICLES]
    if any(_AMONG_PARTICLES.match(word) for word in inner):
        return True
    capitals = [word for word in text.split() if len(word) > 1]
    return len(capitals) > 2 and any(_FUNCTION_WORD.fullmatch(word) for word in capitals)


def are_editors(text: str) -> bool:
    """Whether a list of people says that they are editors."""
    return bool(_EDITORS.search(text[-25:]))


def _bare(text: str) -> tuple[str, bool]:
    """A list of names without titles and degrees, and whether it says that there are others."""
    text = _EDITORS.sub("", text)
    text = _OFFICE.sub("", _DEGREE.sub("", text))
    text = _IN_BRACKETS.sub("", text) if "[" in text or "(" in text else text
    shortened = _OTHERS.sub("", text)
    has_others = shortened != text
    if "…" in shortened or ". ." in shortened or "..." in shortened:
        shortened, count = _LEFT_OUT.subn(", ", shortened)
        has_others = has_others or bool(count)
    return shortened.strip(" ,;:"), has_others


def _inverted(text: str) -> People:
    """“Flynn, A., Powell, A. M., & Cama, E.”, with bodies among them."""
    pieces = [piece for piece in _LIST.split(text) if piece]
    names: list[Name] = []
    place, odd = 0, 0
    while place < len(pieces):
        piece = pieces[place]
        given = pieces[place + 1] if place + 1 < len(pieces) else ""
        if _IS_INITIALS.fullmatch(given) and not _IS_INITIALS.fullmatch(piece):
            place += 2
            suffix = ""
            if place < len(pieces) and _SUFFIX.fullmatch(pieces[place]):
                suffix, place = pieces[place], place + 1
            lost_stop = "." if re.fullmatch(r"(?:.*[ .-])?[^\W\d_a-z]", given) else ""
            names.append(_person(piece, given + lost_stop, suffix))
        elif _is_given_first(piece):
            names.append(_given_first(piece))
            odd += 1
            place += 1
        else:
            names.append(Name(literal=piece))
            odd += 0 if is_body(piece) else 1
            place += 1
    if not any(name.given for name in names) or odd * 2 > len(names):
        return NOBODY
    return People(names=tuple(names), sure=0.97 if not odd else 0.7)


def _spaced(text: str) -> People:
    """“Flynn A, Powell AM, Cama E”, with bodies among them."""
    pieces = [piece.strip() for piece in re.split(r"[,;] (?:and |& )?| and | & ", text) if piece]
    names: list[Name] = []
    odd = 0
    for piece in pieces:
        found = _SPACED_NAME.fullmatch(piece)
        if found and not _is_phrase(found["family"]):
            given = " ".join(f"{part}." for part in found["given"].replace("-", ""))
            if "-" in found["given"]:
                given = "-".join(f"{part}." for part in found["given"].split("-"))
            given += found["particle"]
            names.append(_person(found["family"], given, found["suffix"] or ""))
        else:
            names.append(Name(literal=piece))
            odd += 0 if is_body(piece) else 1
    if not any(name.given for name in names) or odd * 3 > len(names):
        return NOBODY
    return People(names=tuple(names), sure=0.97 if not odd else 0.7)


def _is_phrase(family: str) -> bool:
    """Whether what stands before initials is no family name but words of a body's name."""
    words = family.split()
    return len(words) > 1 and any(
        _AMONG_PARTICLES.match(word) or _FUNCTION_WORD.fullmatch(words[0]) for word in words
    )


def _first_inverted(text: str) -> People:
    """“Flynn, Asher, Anastasia Powell, and Elena Cama”: only the first name is turned round."""
    pieces = [piece for piece in _LIST.split(text) if piece]
    if len(pieces) < 2 or is_body(pieces[0]) or len(pieces[0].split()) > 4:
        return NOBODY
    family, given, rest = pieces[0], pieces[1], pieces[2:]
    suffix = ""
    if _SUFFIX.fullmatch(given) and rest:
        suffix, given, rest = given, rest[0], rest[1:]
    elif rest and _SUFFIX.fullmatch(rest[0]):
        suffix, rest = rest[0], rest[1:]
    if not _IS_GIVEN.fullmatch(given) or is_body(given) or not _has_case(family):
        return NOBODY
    if _is_given_first(family) and _is_given_first(given):
        return NOBODY
    others = [_given_first(piece) for piece in rest]
    if not all(name.given or is_body(name.literal) for name in others):
        return NOBODY
    sure = 0.96
    if "," in text and re.search(rf"{re.escape(family)}, .*\band\b", text) and not rest:
        return NOBODY
    return People(names=(_person(family, given, suffix), *others), sure=sure)


def _has_case(text: str) -> bool:
    """Whether a word is in a script that has capital letters."""
    return text.lower() != text.upper()


def _all_given_first(text: str) -> People:
    """“Asher Flynn, Anastasia Powell, and Elena Cama”, and bodies alone."""
    if _TWO_BODIES.fullmatch(text):
        bodies = tuple(Name(literal=body) for body in text.split(" & "))
        return People(names=bodies, sure=0.6)
    if "," not in text and is_body(text) and not _two_people(text):
        return People(names=(Name(literal=text),), sure=0.95)
    pieces = _rejoined([piece for piece in _LIST.split(text) if piece])
    if len(pieces) == 2 and text.count(",") == 1 and " and " not in text and "&" not in text:
        family, given = pieces
        if _IS_INITIALS.fullmatch(given):
            return People(names=(_person(family, given, ""),), sure=0.9)
    names = tuple(_given_first(piece) for piece in pieces)
    if not names:
        return NOBODY
    return People(names=names, sure=min(_how_personal(name) for name in names))


def _two_people(text: str) -> bool:
    """Whether “and” joins two people, not two words of a body's name."""
    pieces = _AND.split(text)
    return len(pieces) == 2 and all(_given_first(piece).given for piece in pieces)


def _rejoined(pieces: list[str]) -> list[str]:
    """The pieces with “Jr.” and its like put back to the name before."""
    joined: list[str] = []
    for piece in pieces:
        if joined and _SUFFIX.fullmatch(piece):
            joined[-1] += f", {piece}"
        else:
            joined.append(piece)
    return joined


def _how_personal(name: Name) -> float:
    if name.literal:
        return 0.9 if is_body(name.literal) else 0.75
    words = name.given.split()
    if any(word[0].islower() for word in words) or len(words) > 4:
        return 0.4
    # Of three whole words the second may belong to the family.
    is_open = len(words) > 1 and len(words[-1]) > 2 and not words[-1].endswith(".")
    return 0.9 if is_open else 0.97


def _is_given_first(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and bool(_IS_INITIALS.fullmatch(words[0])) and len(words[-1]) > 2


def _given_first(text: str) -> Name:
    """One name as it is spoken; a single word and a body are kept whole."""
    suffix = ""
    if ", " in text:
        text, suffix = text.split(", ", 1)
    words = text.split()
    if len(words) > 2 and _SUFFIX.fullmatch(words[-1]):
        suffix = words.pop()
    if len(words) < 2 or is_body(text) or len(words) > 6 or any(c.isdigit() for c in text):
        return Name(literal=text)
    at = next(
        (n for n in range(1, len(words) - 1) if words[n].lower() in _PARTICLES), len(words) - 1
    )
    if at == len(words) - 1 and len(words) > 2 and words[-2] in _FIRST_OF_TWO:
        at -= 1
    return _person(" ".join(words[at:]), " ".join(words[:at]), suffix)


def _person(family: str, given: str, suffix: str) -> Name:
    """A name from its printed parts; a particle printed after the initials goes to the family."""
    words = given.split()
    moved: list[str] = []
    while len(words) > 1 and words[-1].islower() and words[-1] in _PARTICLES:
        moved.insert(0, words.pop())
    parts = family.split()
    while len(parts) > 1 and parts[0].islower() and parts[0] in _PARTICLES:
        moved.append(parts.pop(0))
    return Name(
        family=" ".join(parts),
        given=" ".join(words),
        particle=" ".join(moved),
        suffix=suffix,
    )


_READERS = {
    NameOrder.GIVEN_FIRST: _all_given_first,
    NameOrder.INVERTED: _inverted,
    NameOrder.FIRST_INVERTED: _first_inverted,
    NameOrder.SPACED: _spaced,
}
