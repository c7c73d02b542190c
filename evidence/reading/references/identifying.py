"""Identifiers, addresses and dates of visiting, cut out of a reference string."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bib.errors import InvalidIdentifierError
from bib.identifiers import ArxivId, Doi, Isbn
from evidence.reading.references.draft import CERTAIN, DOUBTFUL, FAIR, LIKELY
from evidence.reading.references.printed_dates import DATE, read_date

# Fields, each with how sure it is, and what takes one of them out of a match and leaves a cut.
_Found = dict[str, tuple[str, float]]
_Taker = Callable[[re.Match[str], _Found], str]

# Where something was cut out; no reference prints it.
CUT = "\ue000"

_VISITED = re.compile(
    r"[\[(]?\b(?:Online[;,] )?(?:last |date )?(?:accessed|retrieved|visited|viewed|cited|consulted"
    rf"|checked)(?: on| at)?[:,]? (?P<date>{DATE}|\d{{1,2}}[./-]\w{{1,9}}[./-]\d{{2,4}})"
    r"(?:,? (?:from|at)\b:?)?[\])]?[.,;:]?",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    r"\[Online\][.,:]?(?: ?Available(?: at)?:?)?|\[Internet\]|\bAvailable(?: online)?(?: at"
    r"| from)?:"
    r"|\b(?:Available|Retrieved|Accessible) (?:online )?(?:at|from):?(?= ?(?:https?:|www\.|10\."
    r"|\ue000))"
    r"|\b(?:[Pp]reprint )?at (?=https?:|10\.)|\bURL:? (?=https?:|www\.)|\bdoi:? ?(?=https?:)",
    re.IGNORECASE,
)
_DOI = re.compile(
    r"(?:(?:\bdoi:? ?)?(?:https?://(?:dx\.|www\.)?doi\.org/)+|\bdoi\.org/|\bdoi:? ?|(?<![\w./]))"
    r"(10\.\d{4,9}(?:\.\d+)*/(?:[^\s\"”<>\ue000]+<\d+::aid-[^\s<>]{3,20}>)?[^\s\"”<>\ue000]+)",
    re.IGNORECASE,
)
_ARXIV = re.compile(
    r"(?:\barXiv (?:e-?prints?|preprint)[,:]? )?"
    r"(?:https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|\barXiv[:.] ?|\barXiv (?=\d))"
    r"((?:[a-z-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?)(?:\.pdf)?(?: ?\[[a-z-]+"
    r"(?:\.[A-Za-z-]+)?\])?",
    re.IGNORECASE,
)
_ARXIV_ADDRESS = re.compile(r"https?://\S+?(?=\.?$|[\s)])", re.IGNORECASE)
_COMPUTING_REPOSITORY = re.compile(r"\b(?:CoRR,? )?abs/(\d{4}\.\d{4,5})", re.IGNORECASE)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(\d{4}\.\d{4,5}|[a-z.-]+/\d{7})", re.IGNORECASE)
_ADDRESS = re.compile(r"<?\b(?:https?://|ftp://|www\.)[^\s<>\"”\ue000]+>?", re.IGNORECASE)
_PUBMED = re.compile(r"\bPMID:? ?(\d{4,9})\b\.?|\b(?:PMCID:? ?)?(PMC\d{4,9})\b\.?", re.IGNORECASE)
_BOOK_NUMBER = re.compile(
    r"\bISBN(?:-1[03])?:? ?([\dXx][\d\sXx-]{8,20}[\dXx])(?!\d)", re.IGNORECASE
)
_SERIAL_NUMBER = re.compile(r"\b(?:e-?|p-?)?ISSN:? ?(\d{4}-?\d{3}[\dXx])\b", re.IGNORECASE)
_BLANK_STOP = re.compile(r" ([.,;:])(?= |$)")
_AROUND_CUT = re.compile(r"[\s,;:]*[(\[]?\ue000[)\]]?[.,;]?(?:\s*[(\[]?\ue000[)\]]?[.,;]?)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remains:
    """A reference without its identifiers: `front` before the first of them, `after` behind it.

    `found` holds the fields that the identifiers give, each with how sure it is.
    """

    front: str
    after: str
    found: dict[str, tuple[str, float]]

    @property
    def whole(self) -> str:
        """What is left on both sides."""
        return f"{self.front} {self.after}".strip()


def cut_identifiers(text: str) -> Remains:
    """Take out DOI, arXiv number, addresses and their like.

    >>> cut_identifiers("A. 2020. T. doi:10.1/x").front
    'A. 2020. T. doi:10.1/x'
    >>> cut_identifiers("A. 2020. T. https://a.org/b. Version 2.").after
    'Version 2.'
    """
    found: dict[str, tuple[str, float]] = {}
    for pattern, signs, take in _CUTTING:
        low = text.lower()
        if any(sign in low for sign in signs):
            text = _cut(text, pattern, take, found)
    _arxiv_from_doi(found)
    front, cut, after = text.partition(CUT)
    after = _AROUND_CUT.sub(" ", f"{CUT}{after}") if cut else ""
    return Remains(
        front=_BLANK_STOP.sub(r"\1", " ".join(front.split())).rstrip(" ,;:<(["),
        after=" ".join(after.split()).strip(" ,;:"),
        found=found,
    )


def _cut(text: str, pattern: re.Pattern[str], take: _Taker, found: _Found) -> str:
    return pattern.sub(lambda match: take(match, found), text)


def _take(found: _Found, name: str, value: str, sure: float) -> str:
    found.setdefault(name, (value, sure))
    return CUT


def _take_visit(match: re.Match[str], found: _Found) -> str:
    visited = read_date(match["date"])
    if visited.iso:
        found.setdefault("urldate", (visited.iso, LIKELY if visited.day else FAIR))
    return f" {CUT} "


def _take_doi(match: re.Match[str], found: _Found) -> str:
    try:
        length = len(Doi.parse(match[1]).value)
    except InvalidIdentifierError:
        return match[0]
    is_plain = length == len(match[1]) or match[1][length:].strip(".,;:)]") == ""
    return _take(found, "doi", match[1][:length], CERTAIN if is_plain else FAIR) + " "


def _take_arxiv(match: re.Match[str], found: _Found) -> str:
    try:
        number = ArxivId.parse(match[1])
    except InvalidIdentifierError:
        return match[0]
    found.setdefault("archiveprefix", ("arXiv", CERTAIN))
    if number.version is not None:
        found.setdefault("version", (str(number.version), LIKELY))
    if address := _ARXIV_ADDRESS.search(match[0]):
        found.setdefault("url", (address[0], LIKELY))
    return _take(found, "eprint", number.value, CERTAIN)


def _arxiv_from_doi(found: _Found) -> None:
    doi = _ARXIV_DOI.fullmatch(found["doi"][0]) if "doi" in found else None
    if doi:
        found.setdefault("eprint", (doi[1], CERTAIN))
        found.setdefault("archiveprefix", ("arXiv", CERTAIN))


def _take_address(match: re.Match[str], found: _Found) -> str:
    address = match[0].strip("<>").rstrip(".,;:")
    while address[-1:] in (")", "]") and address.count(address[-1]) > address.count(
        "(" if address[-1] == ")" else "["
    ):
        address = address[:-1].rstrip(".,;:")
    is_whole = len(address) > 12 and "." in address
    return _take(found, "url", address, LIKELY if is_whole else DOUBTFUL) + " "


def _take_pubmed(match: re.Match[str], found: _Found) -> str:
    if match[1]:
        return _take(found, "pmid", match[1], CERTAIN)
    return _take(found, "pmcid", match[2].upper(), CERTAIN)


def _take_isbn(match: re.Match[str], found: _Found) -> str:
    try:
        Isbn.parse(match[1])
    except InvalidIdentifierError:
        return _take(found, "isbn", match[1].strip(), DOUBTFUL)
    return _take(found, "isbn", match[1].strip(), CERTAIN)


def _take_phrase(_match: re.Match[str], _found: _Found) -> str:
    return " "


def _take_issn(match: re.Match[str], found: _Found) -> str:
    return _take(found, "issn", match[1], LIKELY)


# In this order, each with signs, in lower case, of which one stands in whatever it finds.
_CUTTING = (
    (
        _VISITED,
        ("accessed", "retrieved", "visited", "viewed", "cited", "consulted", "checked"),
        _take_visit,
    ),
    (
        _PHRASE,
        ("online", "internet", "available", "accessible", "retrieved", "at ", "url", "doi"),
        _take_phrase,
    ),
    (_DOI, ("10.",), _take_doi),
    (_ARXIV, ("arxiv",), _take_arxiv),
    (_COMPUTING_REPOSITORY, ("abs/",), _take_arxiv),
    (_ADDRESS, ("://", "www."), _take_address),
    (_PUBMED, ("pm",), _take_pubmed),
    (_BOOK_NUMBER, ("isbn",), _take_isbn),
    (_SERIAL_NUMBER, ("issn",), _take_issn),
)
