"""Whether a work is the work it says it is: compared, field by field, with a record of it.

Five answers, none of which says that a work was made up: what no index holds may well exist.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bib.identity import Identity
from bib.latex import latex_to_unicode
from bib.merging import is_same_title
from bib.names import OTHERS, Name
from bib.works import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A field on which a work and the record of it do not agree."""

    field: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A work compared with one record."""

    identity: Identity
    differences: tuple[Difference, ...] = ()
    why: str = ""


_WORD = re.compile(r"[^\W_]+")
_NOT_A_LETTER = re.compile(r"[\W\d_]+")
_FIRST_PAGE = re.compile(r"[A-Za-z]{0,3}\d+")
_VENUES = ("journal", "journaltitle", "booktitle")
_STOP = {"the", "of", "and", "on", "in", "for", "a", "an", "de", "la", "le", "und", "der", "die"}
# What a preprint says instead of a journal; it is no statement about where the work appeared.
_NO_VENUE = re.compile(r"\b(?:arxiv|corr|biorxiv|medrxiv|ssrn|preprint)\b", re.IGNORECASE)
# What publishers put before the title of a work they took back.
_TAKEN_BACK = re.compile(
    r"\W*(?:retracted(?: article| paper| chapter)?|withdrawn|removed|temporary removal)\W*[:\]]\W*",
    re.IGNORECASE,
)
_HALF, _TELLING_WORDS = 0.5, 4
_PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss"})


def compare(
    work: Work, record: Work, *, years: frozenset[int] = frozenset(), venues: Sequence[str] = ()
) -> Comparison:
    """Compare a work with the record that an identifier or a title led to.

    `years` and `venues` are all that the record gives, where it gives several.
    """
    if not work.title or not record.title:
        whose = "The work" if not work.title else "The record"
        return Comparison(identity=Identity.NOT_CHECKED, why=f"{whose} has no title to compare.")
    if not is_same_title(work.title, record.title):
        record = _without_mark(record)
    likeness = _likeness(work.title, record.title)
    is_same_name = is_same_title(work.title, record.title) or _is_same_plain(work, record)
    who = _people_in_common(work, record)
    if not is_same_name and (likeness < _HALF or who == 0):
        why = f"The record is of “{record.title[:160]}”."
        return Comparison(identity=Identity.ANOTHER, why=why)
    all_years = years | ({record.year} if record.year else set())
    if is_same_name and who == 0 and not _is_telling(work.title, all_years, work.year):
        why = "Only the title agrees; the people and the year are others."
        return Comparison(identity=Identity.ANOTHER, why=why)
    differences = tuple(_differences(work, record, is_same_name, all_years, venues))
    identity = Identity.SAME_BUT_FIELDS if differences else Identity.SAME
    return Comparison(identity=identity, differences=differences)


def _differences(
    work: Work, record: Work, is_same_name: bool, years: frozenset[int], venues: Sequence[str]
) -> Iterator[Difference]:
    if not is_same_name:
        yield Difference(field="title", ours=work.title, theirs=record.title)
    if told := _difference_of_people(work.authors, record.authors):
        yield told
    is_earlier_version = _is_of_preprint(venues) and _has_venue(work)
    if (
        work.year
        and years
        and work.year not in years
        and not (
            # What a preprint became appears later, and elsewhere.
            is_earlier_version and work.year > min(years)
        )
    ):
        theirs = " or ".join(str(year) for year in sorted(years))
        yield Difference(field="year", ours=str(work.year), theirs=theirs)
    if not is_earlier_version:
        yield from _difference_of_venues(work, record, venues)
    for name in ("volume", "number", "pages"):
        ours, theirs = _shown(work, name), _shown(record, name)
        if ours and theirs and not _is_same_number(name, ours, theirs):
            yield Difference(field=name, ours=ours, theirs=theirs)
    for name in ("doi", "arxiv", "pmid", "isbn"):
        ours, theirs = work.ids.get(name, ""), record.ids.get(name, "")
        if ours and theirs and ours != theirs:
            yield Difference(field=name, ours=ours, theirs=theirs)


def _difference_of_people(ours: tuple[Name, ...], theirs: tuple[Name, ...]) -> Difference | None:
    """Whether the authors are not the record's, in its order; “and others” stands for the rest."""
    named = [name for name in ours if name != OTHERS]
    known = [name for name in theirs if name != OTHERS]
    if not named or not known:
        return None
    is_open = len(named) < len(ours)
    is_short = is_open or len(known) < len(theirs)
    pairs = zip(named, known, strict=False)
    if all(_is_same_person(*pair) for pair in pairs) and (len(named) == len(known) or is_short):
        return None
    # A body signs as a whole in one place and by its people in another.
    if any(name.literal for name in named) != any(name.literal for name in known):
        return None
    return Difference(field="author", ours=_list(named, is_open=is_open), theirs=_list(known))


def _difference_of_venues(work: Work, record: Work, venues: Sequence[str]) -> Iterator[Difference]:
    field = next((name for name in _VENUES if work.fields.get(name)), "")
    ours = _shown(work, field) if field else ""
    known = [*venues, *(shown for name in _VENUES if (shown := _shown(record, name)))]
    if not ours or not known or any(_is_same_venue(ours, each) for each in known):
        return
    if _NO_VENUE.search(ours) and any(_NO_VENUE.search(each) for each in known):
        return
    yield Difference(field=field, ours=ours, theirs=known[0])


def _without_mark(record: Work) -> Work:
    match = _TAKEN_BACK.match(record.title)
    return replace(record, title=record.title[match.end() :]) if match else record


def _is_of_preprint(venues: Sequence[str]) -> bool:
    return bool(venues) and all(_NO_VENUE.search(each) for each in venues)


def _has_venue(work: Work) -> bool:
    stated = [shown for name in _VENUES if (shown := _shown(work, name))]
    return bool(stated) and not any(_NO_VENUE.search(each) for each in stated)


def _is_same_plain(work: Work, record: Work) -> bool:
    """Whether the titles agree but for accents, small words and the subtitle of one."""
    ours = _telling_words(work.title)
    for title in (record.title, latex_to_unicode(record.fields.get("title", ""))):
        if ours and ours == _telling_words(title):
            return True
    theirs = _telling_words(record.title)
    fewer = min(len(ours), len(theirs))
    return fewer >= _TELLING_WORDS and ours[:fewer] == theirs[:fewer]


def _telling_words(title: str) -> list[str]:
    """The words of a title in their order, without those that may be written as a sign, as &."""
    return [plain for word in _WORD.findall(title) if (plain := _plain(word)) not in _STOP]


def _likeness(one: str, other: str) -> float:
    ours = {_plain(word) for word in _WORD.findall(one)} - _STOP
    theirs = {_plain(word) for word in _WORD.findall(other)} - _STOP
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0


def _people_in_common(work: Work, record: Work) -> int | None:
    """How many people both name; `None` where one of them names nobody."""
    ours = [name for name in work.authors or work.editors if name != OTHERS]
    theirs = [name for name in record.authors or record.editors if name != OTHERS]
    if not ours or not theirs:
        return None
    return sum(any(_is_same_person(name, other) for other in theirs) for name in ours)


def _is_telling(title: str, years: frozenset[int], year: int | None) -> bool:
    """Whether a title that agrees says enough by itself: “Editorial” does not."""
    words = [word for word in _WORD.findall(title.casefold()) if word not in _STOP]
    return len(words) > _TELLING_WORDS or (year is not None and year in years and len(words) > 2)


def _is_same_person(one: Name, other: Name) -> bool:
    if one.literal or other.literal:
        ours, theirs = _words_of(one), _words_of(other)
        return bool(ours & theirs) and (ours <= theirs or theirs <= ours)
    mine, yours = _family(one), _family(other)
    # Sources differ in what they count to the family name, and turn some names about.
    if mine == yours or mine.endswith(yours) or yours.endswith(mine):
        return bool(mine and yours)
    return mine == _plain(other.given) and yours == _plain(one.given)


def _words_of(name: Name) -> set[str]:
    return {_plain(word) for word in _WORD.findall(str(name))} - _STOP


def _family(name: Name) -> str:
    return _plain(name.particle + name.family)


def _is_same_venue(one: str, other: str) -> bool:
    """Whether two names of a journal or a volume are one, the one perhaps an abbreviation."""
    ours, theirs = (
        [word for word in (_plain(each) for each in _WORD.findall(name)) if word not in _STOP]
        for name in (one, other)
    )
    ours, theirs = [w for w in ours if w], [w for w in theirs if w]
    if not ours or not theirs or ours == theirs:
        return ours == theirs
    short, long = sorted((ours, theirs), key=lambda words: sum(map(len, words)))
    initials = "".join(word[0] for word in long)
    if "".join(short) in {initials, "".join(long)}:
        return True
    if len(short) == len(long):
        return all(_stands_for(a, b) for a, b in zip(short, long, strict=True))
    # One of them tells more: the year and place of a conference, a series.
    rest = iter(long)
    return all(any(_stands_for(word, each) for each in rest) for word in short)


def _stands_for(short: str, long: str) -> bool:
    """Whether one word abbreviates another: its beginning, or letters of it in their order."""
    short, long = sorted((short, long), key=len)
    if long.startswith(short):
        return True
    letters = iter(long)
    return len(short) > 2 and short[0] == long[0] and all(letter in letters for letter in short)


def _is_same_number(name: str, ours: str, theirs: str) -> bool:
    if name == "pages":
        mine, yours = _FIRST_PAGE.search(ours), _FIRST_PAGE.search(theirs)
        # One may give the number of the article and the other its pages.
        if mine is None or yours is None:
            return True
        is_both_ranges = all(re.search(r"\d\s*[–-]+\s*\w*\d", text) for text in (ours, theirs))
        return mine[0].casefold() == yours[0].casefold() or not is_both_ranges
    return _squeezed(ours) == _squeezed(theirs)


def _squeezed(text: str) -> str:
    plain = re.sub(r"\b(?:vol|no|issue|volume|number)\b\.?", "", text.casefold())
    return "".join(_WORD.findall(plain)).lstrip("0")


def _shown(work: Work, name: str) -> str:
    return latex_to_unicode(work.fields.get(name, ""))


def _list(names: Sequence[Name], *, is_open: bool = False) -> str:
    shown = [str(name) for name in names[:8]]
    rest = ["et al."] if is_open or len(names) > 8 else []
    return "; ".join(shown + rest)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN_LETTERS))
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return _NOT_A_LETTER.sub("", bare) or bare
