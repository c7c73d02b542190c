"""Portraits: what of a work counts when it is compared, each part brought to one form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bib.duplicates.words import folded, letters_of, numbers_in, words_of
from bib.identifiers import plain_address
from bib.latex import latex_to_unicode
from bib.names import OTHERS, Name
from bib.works import Work


class Kind(StrEnum):
    """What sort of thing a record describes, as far as its own fields show."""

    ARTICLE = "article"
    CONFERENCE = "conference paper"
    CHAPTER = "chapter"
    BOOK = "book"
    THESIS = "thesis"
    REPORT = "report"
    PREPRINT = "preprint"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Person:
    """A name: family and given names folded, initials of the given names."""

    family: str
    given: str
    initials: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """One work, ready to be compared; `place` is its place in the list it came in.

    `numbers` are those that the title tells itself apart by, `notice` the word that makes it a
    correction, reply or review. `first_page` and `last_page` are empty where unknown.
    """

    place: int
    key: str
    kind: Kind
    title: str
    words: tuple[str, ...]
    letters: str
    main: str
    numbers: tuple[str, ...]
    notice: str
    is_generic: bool
    people: tuple[Person, ...]
    has_others: bool
    year: int | None
    venue: tuple[str, ...]
    publisher: tuple[str, ...]
    volume: str
    number: str
    first_page: str
    last_page: str
    edition: str
    ids: Mapping[str, str] = field(default_factory=dict)


_KINDS = {
    "article": Kind.ARTICLE, "periodical": Kind.ARTICLE,
    "inproceedings": Kind.CONFERENCE, "conference": Kind.CONFERENCE,
    "incollection": Kind.CHAPTER, "inbook": Kind.CHAPTER, "inreference": Kind.CHAPTER,
    "bookinbook": Kind.CHAPTER, "suppbook": Kind.CHAPTER,
    "book": Kind.BOOK, "mvbook": Kind.BOOK, "collection": Kind.BOOK, "proceedings": Kind.BOOK,
    "reference": Kind.BOOK, "mvcollection": Kind.BOOK, "mvproceedings": Kind.BOOK,
    "phdthesis": Kind.THESIS, "mastersthesis": Kind.THESIS, "thesis": Kind.THESIS,
    "techreport": Kind.REPORT, "report": Kind.REPORT,
}  # fmt: skip
_PREPRINT_VENUE = re.compile(
    r"arxiv|\bcorr\b|biorxiv|medrxiv|psyarxiv|socarxiv|chemrxiv|ssrn|preprint|research square"
    r"|osf preprints|e-?prints?\b|authorea|techrxiv",
    re.IGNORECASE,
)
_PREPRINT_DOI = re.compile(
    r"10\.(?:48550|1101/(?:20|\d{6})|2139/ssrn|31234|31235|31219|31222|21203|20944|26434|36227"
    r"|22541|33774|35542)"
)
_CONFERENCE_VENUE = {
    "proceedings", "proc", "conference", "conf", "workshop", "symposium", "congress", "kongress",
    "meeting", "symp",
}  # fmt: skip
_NOTICES = {
    "erratum", "errata", "corrigendum", "corrigenda", "correction", "corrections", "retraction",
    "retracted", "addendum", "reply", "response", "rejoinder", "comment", "comments", "commentary",
    "discussion", "review", "authors", "author", "withdrawn", "republished", "concern",
}  # fmt: skip
_NOTICE = re.compile(
    r"^(?:\W*(?:erratum|errata|corrigend(?:um|a)|corrections?|retract(?:ion|ed)(?:\s+(?:article|note"
    r"|notice))?|addend(?:um|a)|withdrawn|expression of concern|publisher s? ?note"
    r"|authors?s? correction|publisher correction|reply|response|rejoinder|comments?|discussion"
    r"|book review|review|in reply|letter|authors? (?:reply|response))\b"
    r"\s*(?:to|on|of|for|by|regarding|the)\b"
    r"|\W*(?:erratum|errata|corrigend(?:um|a)|corrections?|retract(?:ion|ed)(?: article)?"
    r"|addend(?:um|a)|withdrawn|expression of concern|authors?s? correction|publishers? correction"
    r"|authors? reply|authors? response|reply|rejoinder|book review)\s*(?:[:.—–-]|$))"
    r"|[(:.—–-]\s*(?:an?\s+)?(?:erratum|corrigendum|correction|addendum|(?:a )?(?:reply|response"
    r"|comment|rejoinder|commentary)(?: (?:to|on)\b.*)?|book review|reply to .*|the authors reply"
    r"|authors? (?:reply|response))\s*\)?\s*$"
)
_GENERIC = {
    "editorial", "introduction", "preface", "foreword", "index", "contents", "letters", "letter",
    "news", "abstracts", "abstract", "obituary", "conclusion", "conclusions", "discussion", "reply",
    "response", "erratum", "corrigendum", "correction", "comment", "comments", "review", "reviews",
    "book", "notes", "note", "summary", "appendix", "bibliography", "references", "acknowledgments",
    "acknowledgements", "afterword", "epilogue", "prologue", "overview", "program", "programme",
    "proceedings", "report", "annual", "announcement", "announcements", "call", "papers",
    "untitled", "from", "editor", "editors", "message", "welcome", "guest", "special", "issue",
    "author", "authors", "to", "of", "on", "in", "this", "for", "s", "chair", "chairs", "table",
    "front", "back", "matter", "cover", "masthead", "commentary", "perspective", "viewpoint",
    "opinion", "article", "retraction", "retracted", "addendum", "errata", "column",
}  # fmt: skip
_SUBTITLE = re.compile(r"\s*(?:[:?!—]|\.\s|\s[–-]+\s)\s*")
_PAGE = re.compile(r"[a-z]{0,3}\d+[a-z]?|[ivxlc]+", re.IGNORECASE)
_VENUE_SLIGHT = {
    "of", "the", "and", "in", "on", "for", "a", "an", "der", "die", "das", "und", "la", "le", "et",
    "de", "du", "des", "s", "to",
}  # fmt: skip
_EDITION = {"revised": "r", "rev": "r", "updated": "r", "expanded": "r"}
_CORR_VOLUME = re.compile(r"abs/")


def portrait(work: Work, place: int = 0) -> Portrait:
    """The portrait of a work."""
    fields = work.fields
    venue = _field(fields, "journal", "journaltitle", "shortjournal") or _field(fields, "booktitle")
    title = work.title
    words = words_of(title)
    first, last = _pages(_field(fields, "pages") or _field(fields, "eid", "articleno"))
    people = work.authors or work.editors
    return Portrait(
        place=place,
        key=work.key,
        kind=_kind(work, venue),
        title=title,
        words=words,
        letters=letters_of(words),
        main=letters_of(words_of(_SUBTITLE.split(title, maxsplit=1)[0])),
        numbers=numbers_in(words),
        notice=_notice(title),
        is_generic=_is_generic(words),
        people=tuple(_person(name) for name in people if name != OTHERS and not _is_et_al(name)),
        has_others=any(name == OTHERS or _is_et_al(name) for name in people),
        year=work.year,
        venue=tuple(word for word in words_of(venue) if word not in _VENUE_SLIGHT),
        publisher=words_of(_field(fields, "publisher")),
        volume=_plain_number(_field(fields, "volume")),
        number=_plain_number(_field(fields, "number", "issue")),
        first_page=first,
        last_page=last,
        edition=_edition(_field(fields, "edition")),
        ids=_ids(work),
    )


def _ids(work: Work) -> dict[str, str]:
    ids = dict(work.ids)
    if url := ids.get("url"):
        ids["url"] = plain_address(url)
    return ids


def _field(fields: Mapping[str, str], *names: str) -> str:
    for name in names:
        if value := fields.get(name, ""):
            return latex_to_unicode(value)
    return ""


def _kind(work: Work, venue: str) -> Kind:
    kind = _KINDS.get(work.type, Kind.OTHER)
    if venue and _PREPRINT_VENUE.search(venue):
        return Kind.PREPRINT
    if kind in {Kind.ARTICLE, Kind.CONFERENCE} and venue:
        is_conference = not _CONFERENCE_VENUE.isdisjoint(words_of(venue)[:8])
        # The Proceedings of a society are a journal, with volumes.
        if is_conference and not (kind is Kind.ARTICLE and work.fields.get("volume")):
            return Kind.CONFERENCE
        return kind
    if venue:
        return kind
    doi = work.ids.get("doi", "")
    is_held_by_archive = bool(work.ids.get("arxiv")) and (not doi or "arxiv" in doi)
    if kind in {Kind.OTHER, Kind.ARTICLE, Kind.REPORT} and (
        is_held_by_archive or _PREPRINT_DOI.match(doi)
    ):
        return Kind.PREPRINT
    return kind


def _notice(title: str) -> str:
    """The word that makes a title one of a notice on another work, if there is one."""
    text = folded(title)
    if _NOTICE.search(text) is None:
        return ""
    return next((word for word in words_of(title) if word in _NOTICES), "notice")


def _is_generic(words: tuple[str, ...]) -> bool:
    """Whether many works are called so."""
    telling = [word for word in words if word not in _GENERIC and not word.isdigit()]
    return len(telling) < 2 or sum(map(len, telling)) < 12


def _is_et_al(name: Name) -> bool:
    return (name.literal or name.family).casefold().strip(" .,") in {"et al", "others", "al"}


def _person(name: Name) -> Person:
    if name.literal:
        return Person(family="".join(words_of(name.literal)), given="", initials="")
    given = words_of(name.given)
    # “JM” and “J.M.” are initials; so is a lone letter.
    if len(given) == 1 and len(given[0]) <= 3 and name.given.strip(". ").isupper():
        given = tuple(given[0])
    family = "".join(words_of(f"{name.particle} {name.family}"))
    return Person(family=family, given=" ".join(given), initials="".join(word[0] for word in given))


def _pages(text: str) -> tuple[str, str]:
    found = _PAGE.findall(text.replace(",", " ")[:60])
    if not found:
        return "", ""
    first, last = found[0].lower(), found[1].lower() if len(found) > 1 else ""
    # 123–45 stands for 123–145.
    if first.isdecimal() and last.isdecimal() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first.lstrip("0") or "0", last


def _plain_number(text: str) -> str:
    words = words_of(text)
    if words and _CORR_VOLUME.match(text):
        return ""
    return " ".join(word.lstrip("0") for word in words if word not in {"vol", "volume", "no"})


def _edition(text: str) -> str:
    words = words_of(text)
    if numbers := numbers_in(words):
        return numbers[0]
    return next((_EDITION[word] for word in words if word in _EDITION), "")
