"""Two portraits part by part: where they agree, where they contradict each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.fuzz import ratio, token_set_ratio

from bib.duplicates.portraits import Person, Portrait
from bib.duplicates.words import SLIGHT, as_misread

# Identifiers that name one work and no other. An ISBN is shared by the chapters of a book, an
# address by whatever stands on a page.
NAMING = ("doi", "pmid", "pmcid", "arxiv", "handle")


class Titles(IntEnum):
    """How two titles stand to each other, from unlike to equal."""

    OTHER = 0
    UNKNOWN = 1
    LIKE = 2
    TYPO = 3
    MISREAD = 4
    SUBTITLE = 5
    SAME = 6


class Agreement(StrEnum):
    """What one part of two records says."""

    SAME = "same"
    NEAR = "near"
    UNKNOWN = "unknown"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What is the same in two records and what is not.

    `authors` are near where one list holds the other; `year` is near where a year lies between.
    `same_ids` and `other_ids` are kinds of identifiers that name one work.
    """

    titles: Titles
    authors: Agreement
    year: Agreement
    venue: Agreement
    volume: Agreement
    number: Agreement
    pages: Agreement
    edition: Agreement
    isbn: Agreement
    address: Agreement
    same_ids: tuple[str, ...]
    other_ids: tuple[str, ...]
    are_numbers_same: bool
    are_last_pages_same: bool
    are_titles_close: bool

    @property
    def has_same_place(self) -> bool:
        """Whether both stand on the same pages, as far as known of the same volume or venue."""
        return self.pages is Agreement.SAME and (
            Agreement.SAME in {self.volume, self.venue} or self.are_last_pages_same
        )


def compare(one: Portrait, other: Portrait) -> Comparison:
    """Compare two portraits; the order makes no difference."""
    same_ids, other_ids = _identifiers(one, other)
    return Comparison(
        titles=_titles(one, other),
        authors=authors(one, other),
        year=_year(one.year, other.year),
        venue=_venue(one, other),
        volume=_exact(one.volume, other.volume),
        number=_exact(one.number, other.number),
        pages=_pages(one, other),
        edition=_exact(one.edition, other.edition),
        isbn=_exact(one.ids.get("isbn", ""), other.ids.get("isbn", "")),
        address=_exact(one.ids.get("url", ""), other.ids.get("url", "")),
        same_ids=same_ids,
        other_ids=other_ids,
        are_numbers_same=one.numbers == other.numbers,
        are_last_pages_same=one.last_page != "" and one.last_page == other.last_page,
        are_titles_close=ratio(one.letters, other.letters, score_cutoff=90) > 0,
    )


def may_be_related(one: Portrait, other: Portrait) -> bool:
    """Whether two are worth comparing in full; quick, and never wrong about a likeness."""
    if one.letters == other.letters or one.main == other.main:
        return True
    if any(one.ids.get(kind) and one.ids[kind] == other.ids.get(kind) for kind in NAMING):
        return True
    if one.first_page and one.first_page == other.first_page and one.volume == other.volume:
        return True
    shorter, longer = sorted((len(one.letters), len(other.letters)))
    if not shorter:
        return False
    if shorter / longer < 0.7:
        return one.letters[:12] == other.letters[:12]
    return ratio(one.letters, other.letters, score_cutoff=75) > 0


def authors(one: Portrait, other: Portrait) -> Agreement:
    """Whether the people are the same; near where one list lacks some of the other's."""
    if not one.people or not other.people:
        return Agreement.UNKNOWN
    shorter, longer = sorted((one.people, other.people), key=len)
    left = list(longer)
    matched = 0
    for person in shorter:
        found = next((each for each in left if _is_same_person(person, each)), None)
        if found is not None:
            left.remove(found)
            matched += 1
    if matched == 0:
        return Agreement.OTHER
    if matched == len(shorter) == len(longer):
        return Agreement.SAME
    if matched == len(shorter):
        lacking = one if len(one.people) < len(other.people) else other
        return Agreement.SAME if lacking.has_others else Agreement.NEAR
    # A list of three or more may hold one name that was garbled beyond recognition.
    is_mostly = matched >= 2 and matched >= 0.6 * len(longer)
    return Agreement.NEAR if is_mostly else Agreement.OTHER


def _is_same_person(one: Person, other: Person) -> bool:
    if _is_same_family(one.family, other.family):
        return _is_compatible_given(one, other)
    return _is_turned_round(one, other) or _is_turned_round(other, one)


def _is_turned_round(one: Person, other: Person) -> bool:
    """Whether family and given name of one stand in each other's place in the other."""
    if not one.given or _joined(one.given) != other.family:
        return False
    return _may_be(other.given, one.family) or other.initials == one.family


def _may_be(one: str, other: str) -> bool:
    """Whether two are one name, or one of them its initial."""
    shorter, longer = sorted((_joined(one), _joined(other)), key=len)
    return shorter == longer or (len(shorter) == 1 and longer.startswith(shorter))


def _joined(text: str) -> str:
    return text.replace(" ", "")


@lru_cache(maxsize=65_536)
def _is_same_family(one: str, other: str) -> bool:
    if one == other or _without_umlauts(one) == _without_umlauts(other):
        return True
    shorter, longer = sorted((one, other), key=len)
    # “Gaytán” for “Gaytán-Lugo”, “Silva” for “da Silva”.
    if len(shorter) >= 5 and (longer.startswith(shorter) or longer.endswith(shorter)):
        return True
    return len(shorter) >= 5 and Levenshtein.distance(one, other, score_cutoff=1) <= 1


def _without_umlauts(text: str) -> str:
    return text.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _is_compatible_given(one: Person, other: Person) -> bool:
    if not one.initials or not other.initials:
        return True
    if one.initials[0] != other.initials[0]:
        # The first name left out, as in “J. Maria” and “Maria”.
        return len(one.initials) != len(other.initials) and (
            one.initials[-1] == other.initials[0] or other.initials[-1] == one.initials[0]
        )
    if len(one.initials) > 1 and len(other.initials) > 1 and one.initials[1] != other.initials[1]:
        return False
    ours, theirs = one.given.split()[0], other.given.split()[0]
    if min(len(ours), len(theirs)) == 1 or ours == theirs:
        return True
    return ours.startswith(theirs) or theirs.startswith(ours) or ratio(ours, theirs) >= 75


def _titles(one: Portrait, other: Portrait) -> Titles:
    if not one.letters or not other.letters:
        return Titles.UNKNOWN
    if one.letters == other.letters or "".join(one.words) == "".join(other.words):
        return Titles.SAME
    if _is_without_subtitle(one, other):
        return Titles.SUBTITLE
    if one.numbers == other.numbers:
        if _as_misread(one.words) == _as_misread(other.words):
            return Titles.MISREAD
        if _is_misspelt(one, other):
            return Titles.TYPO
    if ratio(one.letters, other.letters) >= 85 or _shared(one.words, other.words) >= 0.6:
        return Titles.LIKE
    return Titles.OTHER


_as_misread = lru_cache(maxsize=4_096)(as_misread)


def _is_without_subtitle(one: Portrait, other: Portrait) -> bool:
    shorter, longer = sorted((one, other), key=lambda each: len(each.letters))
    if len(shorter.letters) < 10:
        return False
    return shorter.letters == longer.main and shorter.main == shorter.letters


def _is_misspelt(one: Portrait, other: Portrait) -> bool:
    """Whether the two differ by single letters in long words, as mistyped ones do.

    A letter put before a word makes another word of it: typical and atypical.
    """
    ours, theirs = one.words, other.words
    if len(ours) != len(theirs):
        return len(one.letters) >= 20 and _is_slip(one.letters, other.letters)
    changed = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
    return len(changed) <= max(2, len(ours) // 5) and all(
        (len(mine) + len(yours) >= 7 or not SLIGHT.isdisjoint((mine, yours)))
        and _is_slip(mine, yours)
        for mine, yours in changed
    )


def _is_slip(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if longer.endswith(shorter) and longer[0] != shorter[0]:
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


def _shared(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    mine, yours = {*ours}, {*theirs}
    return len(mine & yours) / len(mine | yours)


def _year(one: int | None, other: int | None) -> Agreement:
    if one is None or other is None:
        return Agreement.UNKNOWN
    if one == other:
        return Agreement.SAME
    return Agreement.NEAR if abs(one - other) == 1 else Agreement.OTHER


def _exact(one: str, other: str) -> Agreement:
    if not one or not other:
        return Agreement.UNKNOWN
    return Agreement.SAME if one == other else Agreement.OTHER


def _pages(one: Portrait, other: Portrait) -> Agreement:
    """Same where the first pages are and the last ones do not contradict; near if misread."""
    ours, theirs = one.first_page, other.first_page
    if not ours or not theirs:
        return Agreement.UNKNOWN
    if ours == theirs:
        if one.last_page and other.last_page and one.last_page != other.last_page:
            return Agreement.NEAR
        # Every paper with a number for its pages starts at page 1.
        return Agreement.SAME if ours != "1" or one.last_page == other.last_page else Agreement.NEAR
    # Pages counted from 1 in one record, the paper's number in the other.
    if "1" in {ours, theirs}:
        return Agreement.UNKNOWN
    last_is_same = one.last_page != "" and one.last_page == other.last_page
    if last_is_same and Levenshtein.distance(ours, theirs, score_cutoff=1) <= 1:
        return Agreement.NEAR
    return Agreement.OTHER


def _venue(one: Portrait, other: Portrait) -> Agreement:
    issn = _exact(one.ids.get("issn", ""), other.ids.get("issn", ""))
    if issn is Agreement.SAME:
        return Agreement.SAME
    if not one.venue or not other.venue:
        return Agreement.UNKNOWN
    return Agreement.SAME if _is_same_venue(one.venue, other.venue) else Agreement.OTHER


@lru_cache(maxsize=65_536)
def _is_same_venue(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=lambda words: sum(map(len, words)))
    if "".join(shorter) == "".join(longer) or _abbreviates(shorter, longer):
        return True
    if _is_acronym(shorter, longer):
        return True
    if len(shorter) >= 2 and {*shorter} <= {*longer}:
        return True
    return token_set_ratio(" ".join(one), " ".join(other)) >= 88 and len(shorter) >= 3


def _abbreviates(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether each word abbreviates one of the longer name, in order, and none is left out much."""
    at = 0
    for word in shorter:
        while at < len(longer) and not _is_short_for(word, longer[at]):
            at += 1
        if at == len(longer):
            return False
        at += 1
    return len(shorter) >= 0.6 * len(longer)


def _is_short_for(short: str, word: str) -> bool:
    if not word.startswith(short[0]) or len(short) > len(word):
        return False
    letters = iter(word)
    return all(letter in letters for letter in short)


def _is_acronym(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    letters = [word for word in shorter if not word.isdigit()]
    if len(letters) != 1 or not 2 <= len(letters[0]) <= 10:
        return False
    named = [word for word in longer if not word.isdigit()]
    return letters[0] in named or _is_made_of_beginnings(letters[0], named)


def _is_made_of_beginnings(acronym: str, words: list[str]) -> bool:
    """Whether an acronym is put together from beginnings of the words, in order: FAccT, CHI."""
    if not acronym:
        return True
    for at, word in enumerate(words):
        for length in range(min(3, len(word), len(acronym)), 0, -1):
            rest = acronym[length:]
            if acronym.startswith(word[:length]) and _is_made_of_beginnings(rest, words[at + 1 :]):
                return True
    return False


def _identifiers(one: Portrait, other: Portrait) -> tuple[tuple[str, ...], tuple[str, ...]]:
    both = [kind for kind in NAMING if one.ids.get(kind) and other.ids.get(kind)]
    same = tuple(kind for kind in both if one.ids[kind] == other.ids[kind])
    return same, tuple(kind for kind in both if kind not in same)
