"""What follows from a comparison: one work for certain, perhaps, two versions, or two works.

To take two works for one destroys knowledge, to miss a duplicate only leaves some work undone. So
only what agrees in several parts that are independent of each other, and contradicts itself in none
that matters, is certain; what is likely is left to a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bib.duplicates.comparison import Agreement, Comparison, Titles, compare
from bib.duplicates.portraits import Kind, Portrait

SAME, NEAR, UNKNOWN, OTHER = Agreement.SAME, Agreement.NEAR, Agreement.UNKNOWN, Agreement.OTHER


class State(StrEnum):
    """What two records are to each other."""

    CERTAIN = "certain"
    DOUBTFUL = "doubtful"
    VERSION = "version"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What two records are, and why; `is_by_identifier` tells that an identifier says so."""

    state: State
    reason: str
    is_by_identifier: bool = False


# Kinds between which nothing is one work: a paper in a book is not the book.
_WHOLES = {Kind.BOOK, Kind.THESIS, Kind.REPORT}
_PARTS = {Kind.ARTICLE, Kind.CONFERENCE, Kind.CHAPTER}
_INTERCHANGEABLE = {Kind.CONFERENCE, Kind.CHAPTER}
_YEARS_BETWEEN_VERSIONS = 4
_WORDS_OF_A_COLUMN = 4
# More are not left out without a word for them, such as “et al.”.
_AUTHORS_LEFT_OUT = 4


def judge(one: Portrait, other: Portrait) -> Judgement | None:
    """What two records are to each other; `None` for two works that have nothing to do."""
    found = compare(one, other)
    if one.notice != other.notice and not _is_only_one_noticed_loosely(one, other):
        return _noticed(found)
    if found.same_ids and (by_id := _by_identifier(one, other, found)):
        return by_id
    if found.titles in {Titles.OTHER, Titles.UNKNOWN}:
        return None
    if not found.are_numbers_same and found.titles is not Titles.SAME:
        return _numbered(found)
    if version := _version(one, other, found):
        return version
    if _is_whole_and_part(one, other):
        return None
    if found.authors is OTHER:
        return _of_others(found)
    if found.other_ids:
        return _with_other_ids(found)
    if one.kind is Kind.BOOK and other.kind is Kind.BOOK:
        return _books(one, other, found)
    return _by_description(one, other, found)


def are_at_odds(one: Portrait, other: Portrait) -> bool:
    """Whether two records cannot be one work, whatever a third one has in common with both."""
    judgement = judge(one, other)
    if judgement is not None:
        return judgement.state is State.VERSION
    found = compare(one, other)
    if found.titles is Titles.LIKE and found.has_same_place and found.authors is SAME:
        return False
    return (
        found.titles in {Titles.OTHER, Titles.LIKE}
        or OTHER in {found.authors, found.year, found.pages, found.edition}
        or bool(found.other_ids)
        or not found.are_numbers_same
        or one.notice != other.notice
        or _is_whole_and_part(one, other)
    )


def _is_only_one_noticed_loosely(one: Portrait, other: Portrait) -> bool:
    """Whether the titles are equal all the same, so that nothing is a notice on anything."""
    return one.letters == other.letters


def _noticed(found: Comparison) -> Judgement | None:
    if "doi" in found.same_ids or "pmid" in found.same_ids:
        reason = f"{_named(found)}, but only one is called a correction, reply or review"
        return Judgement(state=State.DOUBTFUL, reason=reason)
    return None


def _by_identifier(one: Portrait, other: Portrait, found: Comparison) -> Judgement | None:
    """What a shared identifier says; nothing where it is only the arXiv number of a version."""
    named = _named(found)
    if _is_preprint_and_publication(one, other) and found.same_ids == ("arxiv",):
        if found.titles >= Titles.LIKE or found.authors in {SAME, NEAR}:
            return _versions(one, other, named)
        return Judgement(state=State.DOUBTFUL, reason=f"{named}, but another title")
    if found.titles is Titles.UNKNOWN:
        return Judgement(state=State.DOUBTFUL, reason=f"{named}, and one has no title")
    is_title = (
        found.titles >= Titles.SUBTITLE
        or (found.titles >= Titles.TYPO and found.are_numbers_same)
        or (found.are_titles_close and found.are_numbers_same and found.authors is SAME)
    )
    if not is_title:
        return Judgement(state=State.DOUBTFUL, reason=f"{named}, but another title")
    if found.other_ids:
        others = _kinds_named(found.other_ids)
        return Judgement(state=State.DOUBTFUL, reason=f"{named}, but another {others}")
    if _is_whole_and_part(one, other) and found.pages is not SAME:
        reason = f"{named}, but one is {_a(one.kind)}, the other {_a(other.kind)}"
        return Judgement(state=State.DOUBTFUL, reason=reason)
    if found.authors is OTHER and (one.is_generic or found.titles is not Titles.SAME):
        return Judgement(state=State.DOUBTFUL, reason=f"{named}, but other authors")
    if one.is_generic and found.pages is OTHER:
        return Judgement(state=State.DOUBTFUL, reason=f"{named}, but other pages")
    return Judgement(
        state=State.CERTAIN, reason=f"{named}, {_title_words(found)}", is_by_identifier=True
    )


def _numbered(found: Comparison) -> Judgement | None:
    """Titles that differ in a number are parts of a series; one may lack its subtitle."""
    if (
        found.titles is Titles.SUBTITLE
        and found.authors in {SAME, NEAR}
        and found.year is not OTHER
    ):
        return _doubtful(found, "but only one title has a number")
    return None


def _version(one: Portrait, other: Portrait, found: Comparison) -> Judgement | None:
    if not _is_of_another_version(one, other):
        return None
    if found.authors not in {SAME, NEAR} or found.titles is Titles.UNKNOWN:
        return None
    if not found.are_numbers_same and found.titles is not Titles.SUBTITLE:
        return None
    is_paper_pair = not _is_preprint_and_publication(one, other)
    if is_paper_pair and (found.titles < Titles.TYPO or one.is_generic):
        return None
    if is_paper_pair and found.has_same_place and found.authors is SAME:
        return None
    years = abs(one.year - other.year) if one.year and other.year else 0
    if years > _YEARS_BETWEEN_VERSIONS:
        return None
    return _versions(one, other, f"{_title_words(found)} and {_author_words(found)}")


def _is_of_another_version(one: Portrait, other: Portrait) -> bool:
    kinds = {one.kind, other.kind}
    if len(kinds) == 1 or Kind.OTHER in kinds or kinds == _INTERCHANGEABLE:
        return False
    if Kind.PREPRINT in kinds:
        return kinds != {Kind.PREPRINT, Kind.BOOK}
    if Kind.BOOK in kinds:
        return Kind.THESIS in kinds or Kind.REPORT in kinds
    return True


def _is_preprint_and_publication(one: Portrait, other: Portrait) -> bool:
    published = _PARTS | {Kind.BOOK, Kind.THESIS, Kind.REPORT}
    kinds = {one.kind, other.kind}
    return Kind.PREPRINT in kinds and not kinds.isdisjoint(published)


def _is_whole_and_part(one: Portrait, other: Portrait) -> bool:
    kinds = {one.kind, other.kind}
    return not kinds.isdisjoint(_WHOLES) and not kinds.isdisjoint(_PARTS)


def _versions(one: Portrait, other: Portrait, why: str) -> Judgement:
    kinds = f"one is {_a(one.kind)}, the other {_a(other.kind)}"
    return Judgement(state=State.VERSION, reason=f"{why}; {kinds}")


def _of_others(found: Comparison) -> Judgement | None:
    """The same title by others is another work, unless it stands on the very same page."""
    if found.titles is Titles.SAME and found.has_same_place and found.year in {SAME, UNKNOWN}:
        return _doubtful(found, "but other authors")
    return None


def _with_other_ids(found: Comparison) -> Judgement | None:
    if found.titles < Titles.TYPO or found.authors not in {SAME, NEAR}:
        return None
    if found.year is OTHER or (found.pages is OTHER and found.volume is not UNKNOWN):
        return None
    return _doubtful(found, f"but another {_kinds_named(found.other_ids)}")


def _books(one: Portrait, other: Portrait, found: Comparison) -> Judgement | None:
    """Books come in editions and volumes; those are works of their own."""
    if found.volume is OTHER or bool(one.volume) != bool(other.volume):
        return None if found.volume is OTHER else _doubtful(found, "but only one has a volume")
    if found.titles < Titles.TYPO or (found.authors is UNKNOWN and found.isbn is not SAME):
        return None
    if found.edition is OTHER:
        reason = f"{_title_words(found)} and {_author_words(found)}; another edition"
        return Judgement(state=State.VERSION, reason=reason)
    if found.isbn is SAME and found.year is not OTHER:
        reason = f"same ISBN, {_title_words(found)}"
        return Judgement(state=State.CERTAIN, reason=reason, is_by_identifier=True)
    if found.isbn is OTHER:
        return _doubtful(found, "but another ISBN")
    if bool(one.edition) != bool(other.edition) and found.year is not SAME:
        return _doubtful(found, "but only one has an edition")
    publisher = _publisher(one, other)
    is_title = found.titles is Titles.SAME or (
        found.titles is Titles.MISREAD and _is_misread_copy(one, found)
    )
    if found.year is SAME and found.authors is SAME and is_title:
        if publisher is OTHER or one.is_generic:
            return _doubtful(found, "but another publisher" if publisher is OTHER else "")
        return _certain(found)
    return None if found.year is OTHER and publisher is OTHER else _doubtful(found, "")


def _publisher(one: Portrait, other: Portrait) -> Agreement:
    if not one.publisher or not other.publisher:
        return UNKNOWN
    return SAME if {*one.publisher} & {*other.publisher} else OTHER


def _by_description(one: Portrait, other: Portrait, found: Comparison) -> Judgement | None:
    """Two records of one kind that no identifier joins or parts."""
    if found.titles is Titles.LIKE:
        is_on_one_page = found.has_same_place and found.year is SAME and found.authors is SAME
        return _doubtful(found, "but another title") if is_on_one_page else None
    if found.year is OTHER:
        return _in_other_years(one, other, found)
    is_web_page = one.kind is other.kind is Kind.OTHER and not (one.venue or other.venue)
    if is_web_page and found.address is OTHER and found.pages is not SAME:
        return _contradicted(one, found, "address")
    if against := _contradiction(found):
        return _contradicted(one, found, against)
    if one.is_generic or other.is_generic:
        return _generic(found)
    if found.titles is Titles.SAME and _is_described_alike(one, other, found):
        return _certain(found)
    if found.titles is Titles.MISREAD and _is_misread_copy(one, found):
        return _certain(found)
    if _is_mistyped_copy(one, found):
        return _certain(found)
    if found.has_same_place and found.authors in {SAME, NEAR}:
        return _certain(found)
    if found.authors is UNKNOWN and found.titles is not Titles.SAME:
        return None
    return _doubtful(found, "")


def _is_described_alike(one: Portrait, other: Portrait, found: Comparison) -> bool:
    """Whether two records of one title, neither contradicting the other, are sure to be one."""
    is_placed_alike = SAME in {found.venue, found.volume} or found.pages in {SAME, NEAR}
    if found.authors is UNKNOWN:
        is_in_one_volume = found.venue is SAME and found.volume is SAME
        is_one_page = found.address is SAME and found.year is not NEAR
        return is_one_page or (found.year is SAME and (found.has_same_place or is_in_one_volume))
    if found.venue is OTHER and not found.has_same_place:
        return False
    is_in_one_place = found.volume is SAME or found.pages in {SAME, NEAR}
    if _may_be_a_column(one, other) and not (is_in_one_place or found.address is SAME):
        return False
    if found.authors is NEAR:
        is_one_of_many = min(len(one.people), len(other.people)) == 1 and _are_many(one, other)
        return found.year is SAME and (is_in_one_place if is_one_of_many else is_placed_alike)
    if found.year is SAME:
        return True
    if found.year is NEAR:
        return is_placed_alike
    return is_placed_alike or min(len(one.words), len(other.words)) >= 6


def _are_many(one: Portrait, other: Portrait) -> bool:
    return max(len(one.people), len(other.people)) > _AUTHORS_LEFT_OUT


def _may_be_a_column(one: Portrait, other: Portrait) -> bool:
    """Whether one person may have written several works of this short title, issue after issue."""
    if Kind.ARTICLE not in {one.kind, other.kind}:
        return False
    is_short = min(len(one.words), len(other.words)) <= _WORDS_OF_A_COLUMN
    return is_short and min(len(one.people), len(other.people)) == 1


def _is_misread_copy(one: Portrait, found: Comparison) -> bool:
    """Whether a title that a scanner may have misread has enough beside it to be the same."""
    if found.authors is not SAME or found.year is not SAME or found.venue is OTHER:
        return False
    return found.address is SAME or len(one.words) >= 5


def _is_mistyped_copy(one: Portrait, found: Comparison) -> bool:
    """Whether a title with a slip in it stands at the same address or in the same volume."""
    if found.authors is not SAME or found.year is not SAME:
        return False
    is_in_one_volume = found.venue is SAME and found.volume is SAME and len(one.words) >= 5
    return found.address is SAME or is_in_one_volume


def _contradiction(found: Comparison) -> str:
    """The part in which two records contradict each other so that they may be two works."""
    if found.pages is OTHER:
        return "pages"
    if found.volume is OTHER and found.pages is not SAME:
        return "volume"
    if found.number is OTHER and found.pages is not SAME and found.pages is not NEAR:
        return "number"
    if found.edition is OTHER:
        return "edition"
    return ""


def _contradicted(one: Portrait, found: Comparison, against: str) -> Judgement | None:
    if found.titles is not Titles.SAME or one.is_generic or found.authors not in {SAME, NEAR}:
        return None
    if found.volume is OTHER and found.pages is OTHER and found.year is not SAME:
        return None
    return _doubtful(found, f"but another {against}")


def _generic(found: Comparison) -> Judgement | None:
    if found.titles is not Titles.SAME or found.authors not in {SAME, NEAR}:
        is_on_one_page = found.titles is Titles.SAME and found.has_same_place
        return _doubtful(found, "") if is_on_one_page and found.year is not NEAR else None
    if found.has_same_place and found.authors is SAME and found.year is not NEAR:
        return _certain(found)
    return _doubtful(found, "but many works are called so") if found.year is SAME else None


def _in_other_years(one: Portrait, other: Portrait, found: Comparison) -> Judgement | None:
    if found.titles is not Titles.SAME or found.authors not in {SAME, NEAR} or one.is_generic:
        return None
    years = abs((one.year or 0) - (other.year or 0))
    if found.has_same_place or (years <= 3 and _contradiction(found) == ""):
        return _doubtful(found, "but another year")
    return None


def _certain(found: Comparison) -> Judgement:
    return Judgement(state=State.CERTAIN, reason=_listed(_agreements(found)))


def _doubtful(found: Comparison, but: str) -> Judgement:
    agreed = _listed(_agreements(found)) or "alike"
    return Judgement(state=State.DOUBTFUL, reason=f"{agreed}, {but}" if but else agreed)


def _agreements(found: Comparison) -> list[str]:
    parts = [_title_words(found)]
    if found.authors in {SAME, NEAR}:
        parts.append(_author_words(found))
    named = {
        "year": found.year,
        "venue": found.venue,
        "volume": found.volume,
        "pages": found.pages,
        "ISBN": found.isbn,
        "address": found.address,
    }
    return parts + [f"same {name}" for name, agreement in named.items() if agreement is SAME]


def _listed(parts: list[str]) -> str:
    return ", ".join(parts)


def _title_words(found: Comparison) -> str:
    return {
        Titles.SAME: "same title",
        Titles.SUBTITLE: "same title before the subtitle",
        Titles.MISREAD: "same title but for letters misread",
        Titles.TYPO: "same title but for a few letters",
        Titles.LIKE: "similar title",
    }.get(found.titles, "another title")


def _author_words(found: Comparison) -> str:
    return "same authors" if found.authors is SAME else "nearly the same authors"


_NAMES = {
    "doi": "DOI",
    "pmid": "PubMed number",
    "pmcid": "PubMed Central number",
    "arxiv": "arXiv number",
    "handle": "Handle",
}


def _a(kind: Kind) -> str:
    if kind is Kind.OTHER:
        return "of no stated kind"
    return f"an {kind}" if kind is Kind.ARTICLE else f"a {kind}"


def _named(found: Comparison) -> str:
    return f"same {_kinds_named(found.same_ids)}"


def _kinds_named(kinds: tuple[str, ...]) -> str:
    return " and ".join(_NAMES[kind] for kind in kinds)
