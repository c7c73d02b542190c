"""Names of people and bodies, split into the parts that sorting and styles need.

The rules are BibTeX's: names are joined by “and”, the parts of one are told apart by commas and by
words in lower case (*von*), and what stands in braces is not looked into.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bib.latex import latex_to_unicode
from bib.problems import Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person (family and given parts) or a body (literal); all parts are display Unicode.

    `particle` is BibTeX's *von* part; `suffix` its *Jr* part.
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def sort_text(self) -> str:
        """What a list is sorted by: the family name, or the body's whole name."""
        return self.literal or self.family

    def __str__(self) -> str:
        if self.literal:
            return self.literal
        whole = " ".join(part for part in (self.given, self.particle, self.family) if part)
        return f"{whole}, {self.suffix}" if self.suffix else whole


# What “and others” stands for: people the entry does not name.
OTHERS = Name(literal="et al.")

_AND = re.compile(r"(?:^| )and(?= |$)", re.IGNORECASE)
_COMMA = re.compile(r",")
_LABEL = re.compile(
    r"\s*(family|given|prefix|suffix|(?:family|given|prefix|suffix)-i|useprefix|id|hash"
    r"|sortingnamekeytemplatename|nameformat)\s*=\s*",
    re.IGNORECASE,
)
_BLANK = re.compile(r"[ ~]")
_BRACE = re.compile(r"[{}]")
_MARKUP = re.compile(r"[\\{}~$`]|--|''")


def parse_names(text: str) -> tuple[Name, ...]:
    """The names in an `author` or `editor` field.

    >>> parse_names("van der Berg, Jan and {World Health Organization}")[0].particle
    'van der'
    """
    return read_names(text)[0]


def read_names(text: str, field: str = "author") -> tuple[tuple[Name, ...], tuple[Doubt, ...]]:
    """The names in a field, and what was odd about them; a name too odd to split stays whole."""
    names: list[Name] = []
    doubts: list[Doubt] = []
    pieces = [piece.strip() for piece in _between_ands(" ".join(text.split()))]
    show: Callable[[str], str] = latex_to_unicode if _MARKUP.search(text) else str
    for place, piece in enumerate(pieces):
        if piece.lower() == "others" and place > 0 and place == len(pieces) - 1:
            names.append(OTHERS)
        elif piece:
            name, message = _one_name(piece, show)
            if name.sort_text:
                names.append(name)
            else:
                message = f"“{piece[:80]}” in “{field}” is no name."
            if message:
                doubts.append(Doubt(code="odd-name", field=field, message=message))
        elif len(pieces) > 1:
            message = f"A name is missing beside an “and” in “{field}”."
            doubts.append(Doubt(code="missing-name", field=field, message=message))
    return tuple(names), tuple(doubts)


def _between_ands(text: str) -> list[str]:
    pieces = text.split(" and ")
    is_plain = text.casefold().count("and") == len(pieces) - 1 and "{" not in text
    return pieces if is_plain else _split(text, _AND)


def _split(text: str, separator: re.Pattern[str]) -> list[str]:
    """Cut at the separators that stand outside braces."""
    pieces = separator.split(text)
    if "{" not in text or len(pieces) == 1:
        return pieces
    if all(piece.count("{") == piece.count("}") for piece in pieces):
        return pieces
    depths = list(_depth_changes(text))
    pieces, start, change, depth = [], 0, 0, 0
    for match in separator.finditer(text):
        while change < len(depths) and depths[change][0] < match.start():
            depth = depths[change][1]
            change += 1
        if depth == 0:
            pieces.append(text[start : match.start()])
            start = match.end()
    return [*pieces, text[start:]]


def _depth_changes(text: str) -> Iterator[tuple[int, int]]:
    depth = 0
    for brace in _BRACE.finditer(text):
        depth = depth + 1 if brace[0] == "{" else max(depth - 1, 0)
        yield brace.start(), depth


def _one_name(text: str, show: Callable[[str], str]) -> tuple[Name, str]:
    if "=" in text and (labelled := _labelled_name(text, show)):
        return labelled, ""
    if text[0] == "{" and text[-1] == "}" and _is_one_group(text):
        return Name(literal=latex_to_unicode(text)), ""
    parts = [part.strip() for part in _split(text, _COMMA)] if "," in text else [text]
    if len(parts) == 1:
        return _given_first(parts[0], show), ""
    if len(parts) > 3 or not parts[0]:
        shown = latex_to_unicode(text)
        why = "too many commas" if parts[0] else "no family name"
        return Name(literal=shown), f"The name “{shown[:80]}” has {why}; it is kept whole."
    family, particle = parts[0], ""
    if " " in family or "~" in family:
        words = _words(family)
        split_at = _end_of_particle(words)
        family, particle = " ".join(words[split_at:]), " ".join(words[:split_at])
    return Name(
        family=show(family),
        particle=particle and show(particle),
        given=show(parts[-1]),
        suffix=show(parts[1]) if len(parts) == 3 else "",
    ), ""


def _labelled_name(text: str, show: Callable[[str], str]) -> Name | None:
    """A name in biblatex's extended format, such as `family=Berg, given=Jan, prefix=van der`."""
    parts: dict[str, str] = {}
    for piece in _split(text, _COMMA):
        label = _LABEL.match(piece)
        if label is None:
            return None
        value = piece[label.end() :].strip()
        parts[label[1].lower()] = show(value.strip('"') if value[:1] == '"' else value)
    if not parts.get("family") and not parts.get("given"):
        return None
    return Name(
        family=parts.get("family") or parts.get("given", ""),
        given=parts.get("given", "") if parts.get("family") else "",
        particle=parts.get("prefix", ""),
        suffix=parts.get("suffix", ""),
    )


def _is_one_group(text: str) -> bool:
    if "{" not in text[1:]:
        return "}" not in text[:-1]
    return all(depth > 0 for place, depth in _depth_changes(text) if place < len(text) - 1)


def _given_first(text: str, show: Callable[[str], str]) -> Name:
    words = _words(text)
    if not words:
        return Name(literal=latex_to_unicode(text) or text)
    particle_at = next((at for at, word in enumerate(words[:-1]) if _is_lower(word)), None)
    if particle_at is None:
        return Name(family=show(words[-1]), given=show(" ".join(words[:-1])))
    split_at = particle_at + _end_of_particle(words[particle_at:])
    return Name(
        given=show(" ".join(words[:particle_at])),
        particle=show(" ".join(words[particle_at:split_at])),
        family=show(" ".join(words[split_at:])),
    )


def _words(text: str) -> list[str]:
    return [word for word in _split(text, _BLANK) if word]


def _end_of_particle(words: list[str]) -> int:
    """How many words from the front are the *von* part; the last word never is."""
    for place in range(len(words) - 1, 0, -1):
        if _is_lower(words[place - 1]):
            return place
    return 0


def _is_lower(word: str) -> bool:
    """Whether BibTeX takes the word for one in lower case; a word in plain braces has no case."""
    if word[0].isalpha():
        return word[0].islower()
    if word[0] == "{":
        if not word.startswith("{\\"):
            return False
        word = latex_to_unicode(word)
    elif word[0] == "\\":
        word = latex_to_unicode(word)
    first = next((letter for letter in word if letter.isalpha()), "")
    return first.islower()
