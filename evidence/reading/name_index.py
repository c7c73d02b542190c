"""Finding the references that names and a year may mean."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bib.names import OTHERS, Name, parse_names
from evidence.reading.cited_names import CitedNames
from evidence.reading.paper import ListedReference

_YEAR = re.compile(r"(?<!\d)((?:1[4-9]|20)\d\d)([a-z]?)(?![\w])")
_UNDATED = re.compile(r"n\.\s?d\.|o\.\s?J\.|\bno date\b", re.IGNORECASE)
_COMING = re.compile(
    r"in press|forthcoming|to appear|in preparation|submitted|under review|accepted", re.IGNORECASE
)
_LETTERS = re.compile(r"[^\W\d_]+")
_CAPITAL = re.compile(r"\b[^\W\d_a-z]")
_FIRST_NAME = re.compile(r"\W*([^\W\d_][^,.(\d]{0,120})")
_MOST_AUTHORS = 60


@dataclass(frozen=True, slots=True)
class _Listed:
    """One reference as calls see it; `names` has the ways in which each author may be called."""

    place: int
    names: tuple[frozenset[str], ...]
    year: str
    letter: str
    is_cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What was found: one reference, or none and why; `knows_name` if the author is listed."""

    reference: int | None
    doubt: str = ""
    knows_name: bool = True


class NameIndex:
    """The references of a list by the names of their first authors."""

    def __init__(self, references: Sequence[ListedReference]) -> None:
        self._by_name: dict[str, list[_Listed]] = defaultdict(list)
        self._references = references
        for place, reference in enumerate(references):
            listed = _listed(place, reference)
            for name in listed.names[0] if listed.names else ():
                self._by_name[name].append(listed)

    def knows(self, names: CitedNames) -> bool:
        """Whether any reference begins with the first of these names."""
        return bool(self._named(names))

    def find(self, names: CitedNames, year: str) -> Match:
        """The reference that a call means, if there is exactly one; of two editions either."""
        match = Match(reference=None)
        for one_year in year.split("/"):
            match = self._find(names, one_year)
            if match.reference is not None:
                break
        return match

    def _find(self, names: CitedNames, year: str) -> Match:
        named = self._named(names)
        if not named:
            return Match(reference=None, doubt="the list has no such author", knows_name=False)
        dated = [listed for listed in named if _is_of(listed, year)]
        if not dated:
            return self._without_letter(named, names, year)
        return self._one_of(dated, names)

    def _named(self, names: CitedNames) -> list[_Listed]:
        whole = _plain(names.printed.rstrip(",")) if not names.is_telling else ""
        if names.families[1:] and not names.and_others:
            body = self._by_name.get(_plain(names.printed))
            if body:
                return body
        return self._by_name.get(_plain(names.families[0])) or self._by_name.get(whole) or []

    def _without_letter(self, named: list[_Listed], names: CitedNames, year: str) -> Match:
        """“2024a” where the list prints no letters: one reference of 2024 will do, two will not."""
        alike = [listed for listed in named if not listed.letter and listed.year == year[:4]]
        if len(year) == 5 and year[4].isalpha() and alike:
            found = self._one_of(alike, names)
            if found.reference is None:
                return found
            return Match(reference=found.reference, doubt=f"the list has no letter “{year[4]}”")
        known = ", ".join(sorted({listed.year + listed.letter or "n.d." for listed in named})[:5])
        return Match(reference=None, doubt=f"the list has this author only for {known}")

    def _one_of(self, listed: list[_Listed], names: CitedNames) -> Match:
        exact = [one for one in listed if _agrees(one, names)]
        if len(exact) == 1:
            return Match(reference=exact[0].place)
        if not exact and len(listed) == 1:
            loose = _agrees_loosely(listed[0], names)
            if loose or not names.is_telling:
                return Match(reference=listed[0].place)
            return Match(reference=None, doubt="the list names other authors beside the first")
        among = exact or listed
        shown = ", ".join(self._shown(one.place) for one in among[:4])
        return Match(reference=None, doubt=f"{len(among)} references fit it ({shown})")

    def _shown(self, place: int) -> str:
        reference = self._references[place]
        return reference.label or f"no. {reference.number or place + 1} of the list"


def _agrees(listed: _Listed, names: CitedNames) -> bool:
    """Whether the number of authors and their names are as the call says."""
    cited = [_plain(family) for family in names.families]
    fits = all(name in ways for name, ways in zip(cited, listed.names, strict=False))
    if not fits and len(cited) > 1:
        return _is_whole_body(listed, names)
    if names.and_others:
        return len(listed.names) > max(len(cited), 2) or listed.is_cut
    return len(listed.names) == len(cited) and not listed.is_cut


def _agrees_loosely(listed: _Listed, names: CitedNames) -> bool:
    cited = [_plain(family) for family in names.families]
    if _is_whole_body(listed, names):
        return True
    fits = all(name in ways for name, ways in zip(cited, listed.names, strict=False))
    is_enough = len(listed.names) >= len(cited) or listed.is_cut
    return fits and is_enough and (not names.and_others or len(listed.names) > 1 or listed.is_cut)


def _is_whole_body(listed: _Listed, names: CitedNames) -> bool:
    return bool(listed.names) and _plain(names.printed) in listed.names[0]


def _is_of(listed: _Listed, year: str) -> bool:
    if not year[:4].isdecimal():
        return listed.year == _kind_of_date(year)
    if len(year) == 5:
        return listed.year == year[:4] and listed.letter == year[4]
    return listed.year == year


def _kind_of_date(printed: str) -> str:
    return "" if _UNDATED.match(printed) else "coming"


def _listed(place: int, reference: ListedReference) -> _Listed:
    fields = reference.parsed.fields
    stated = fields.get("author") or fields.get("editor") or fields.get("organization") or ""
    names = parse_names(stated[:10_000]) if stated else ()
    is_cut = OTHERS in names
    people = [name for name in names if name != OTHERS][:_MOST_AUTHORS]
    ways = [_ways(name) for name in people] or _ways_of_raw(reference.raw)
    year, letter = _year(reference)
    return _Listed(place, tuple(ways), year, letter, is_cut)


def _ways(name: Name) -> frozenset[str]:
    if name.literal:
        return frozenset({_plain(name.literal), *_acronyms(name.literal)})
    with_particle = _plain(f"{name.particle} {name.family}")
    given_first = _plain(f"{name.given} {name.particle} {name.family}")
    ways = {_plain(name.family), with_particle, given_first}
    if name.given and not name.particle and " " in name.given:
        ways |= _acronyms(f"{name.given} {name.family}")
    return frozenset(ways)


def _acronyms(body: str) -> frozenset[str]:
    """“who” for World Health Organization; also what the list itself puts in brackets."""
    letters = "".join(word[0] for word in _LETTERS.findall(body) if word[0].isupper())
    bracketed = {_plain(found) for found in re.findall(r"[(\[]([A-Z][A-Za-z]{1,9})[)\]]", body)}
    return frozenset({letters.casefold(), *bracketed} if len(letters) > 1 else bracketed)


def _ways_of_raw(raw: str) -> list[frozenset[str]]:
    """What the reference string begins with, where its authors could not be told apart."""
    found = _FIRST_NAME.match(raw)
    if not found:
        return []
    head = found[1].strip()
    return [frozenset({_plain(head), _plain(head.split()[0]), *_acronyms(head)})]


def _year(reference: ListedReference) -> tuple[str, str]:
    fields = reference.parsed.fields
    stated = fields.get("year") or fields.get("date") or ""
    found = _YEAR.search(stated) or (None if stated else _YEAR.search(reference.raw))
    if found is None:
        return ("coming" if _COMING.search(stated + reference.raw) else ""), ""
    if found[2]:
        return found[1], found[2]
    lettered = re.search(rf"(?<!\d){found[1]}([a-z])(?!\w)", reference.raw)
    return found[1], lettered[1] if lettered else ""


@lru_cache(maxsize=10_000)
def _plain(name: str) -> str:
    """A name as names are compared: letters only, without accents and case; “ß” is “ss”."""
    folded = unicodedata.normalize("NFKD", name.casefold().replace("ø", "o").replace("ł", "l"))
    return " ".join(
        word
        for word in _LETTERS.findall("".join(c for c in folded if not unicodedata.combining(c)))
    )
