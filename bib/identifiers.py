"""Identifiers of works: DOI, arXiv, ISBN, ISSN, PubMed, Handle, addresses; clean once made."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Self
from urllib.parse import unquote

from bib.errors import InvalidIdentifierError

_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_DOI_DRESS = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/+|doi:?\s*", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?P<id>[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}|[a-z][a-z-]*(?:\.[A-Za-z]{2})?/[0-9]{7})"
    r"(?:v(?P<version>[0-9]{1,3}))?"
)
ARXIV_ADDRESS = r"https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/+"
_ARXIV_DRESS = re.compile(rf"{ARXIV_ADDRESS}|arxiv:\s*", re.IGNORECASE)
_ISBN_DRESS = re.compile(r"isbn(?:-1[03])?:?\s*", re.IGNORECASE)
_ISBN_GAP = re.compile(r"[\s\u2010-\u2015-]")
_PMID = re.compile(
    r"(?:pmid:?\s*|https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/)?"
    r"([1-9][0-9]{0,8})/?",
    re.IGNORECASE,
)
_PMCID = re.compile(
    r"(?:pmcid:?\s*|https?://(?:www\.)?(?:pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pmc)/articles/)?"
    r"(?:pmc)?([1-9][0-9]{0,8})(?:\.[0-9]+)?/?",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"[0-9][0-9.]{1,20}(?:\.[a-z0-9-]{1,40})*/\S+", re.IGNORECASE)
_HANDLE_DRESS = re.compile(r"https?://hdl\.handle\.net/+|hdl:?\s*|handle:?\s*", re.IGNORECASE)
_ISSN = re.compile(
    r"(?:e-?|p-?)?(?:issn:?\s*)?([0-9]{4})[-\u2010-\u2015 ]?([0-9]{3}[0-9x])", re.IGNORECASE
)
_ESCAPE = re.compile(r"\\(?=[_&%#$~{}])|[{}]")
_ADDRESS_COMMAND = re.compile(r"\\(?:url|path|nolinkurl|href)\s*(?=\{)")
_FIRST_GROUP = re.compile(r"\{([^{}]*)\}")
_CLOSING = {")": "(", "]": "[", ">": "<"}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WHITE_SPACE = re.compile(r"\s+")
_LONGEST = 2000


@dataclass(frozen=True, slots=True, order=True)
class Doi:
    """A DOI without resolver, in lower case (case makes no difference in a DOI)."""

    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a DOI, bare or as an address.

        >>> Doi.parse("https://doi.org/10.1145/3531146.3533187.").value
        '10.1145/3531146.3533187'
        """
        plain = address_from_latex(text)
        if dress := _DOI_DRESS.match(plain):
            plain = plain[dress.end() :]
            plain = unquote(plain) if "%" in plain else plain
        match = _DOI.fullmatch(_without_closing_marks(plain))
        if match is None:
            raise InvalidIdentifierError("DOI", text[:200], "a DOI looks like 10.1234/abc")
        return cls(match[0].lower())

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class ArxivId:
    """An arXiv number, new (2105.01234) or old (hep-th/9901001); `version` where one is stated."""

    value: str
    version: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an arXiv number, bare, with `arXiv:` or as an address.

        >>> ArxivId.parse("arXiv:2105.01234v2")
        ArxivId(value='2105.01234', version=2)
        """
        plain = address_from_latex(text)
        if dress := _ARXIV_DRESS.match(plain):
            plain = plain[dress.end() :]
        plain = plain.split(" ")[0].rstrip("./").removesuffix(".pdf")
        match = _ARXIV.fullmatch(plain)
        if match is None:
            why = "an arXiv number looks like 2105.01234 or hep-th/9901001"
            raise InvalidIdentifierError("arXiv number", text[:200], why)
        return cls(match["id"], int(match["version"]) if match["version"] else None)

    @staticmethod
    def is_bare(text: str) -> bool:
        """Whether a text is an arXiv number and nothing else."""
        return _ARXIV.fullmatch(text) is not None

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class Isbn:
    """An ISBN of thirteen digits, without hyphens; ten-digit ones are brought to thirteen."""

    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an ISBN of ten or thirteen digits and verify its check digit.

        >>> Isbn.parse("0-306-40615-2").value
        '9780306406157'
        """
        digits = _ISBN_GAP.sub("", _ISBN_DRESS.sub("", text.strip(), count=1)).upper()
        if not (digits.isascii() and digits[:-1].isdecimal() and len(digits) in {10, 13}):
            raise InvalidIdentifierError("ISBN", text[:200], "an ISBN has 10 or 13 digits")
        thirteen = _isbn_of_thirteen(digits)
        if thirteen is None:
            raise InvalidIdentifierError("ISBN", text[:200], "its check digit is wrong")
        return cls(thirteen)

    @property
    def ten(self) -> str | None:
        """The same of ten digits; there is none for those that start with 979."""
        if not self.value.startswith("978"):
            return None
        nine = self.value[3:12]
        rest = -sum((10 - place) * int(digit) for place, digit in enumerate(nine)) % 11
        return f"{nine}{'X' if rest == 10 else rest}"

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class Pmid:
    """A PubMed number."""

    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a PubMed number, bare, with `PMID` or as an address."""
        match = _PMID.fullmatch(text.strip())
        if match is None:
            raise InvalidIdentifierError("PubMed number", text[:200], "it has up to nine digits")
        return cls(match[1])

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class Pmcid:
    """A PubMed Central number, with its letters: PMC1234567."""

    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a PubMed Central number, bare, with `PMCID` or as an address."""
        match = _PMCID.fullmatch(text.strip()[:_LONGEST])
        if match is None:
            why = "it looks like PMC1234567"
            raise InvalidIdentifierError("PubMed Central number", text[:200], why)
        return cls(f"PMC{match[1]}")

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class Handle:
    """A Handle without resolver, in lower case."""

    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a Handle, bare, with `hdl:` or as an address.

        >>> Handle.parse("https://hdl.handle.net/1721.1/12345").value
        '1721.1/12345'
        """
        plain = address_from_latex(text[:_LONGEST])
        if dress := _HANDLE_DRESS.match(plain):
            plain = plain[dress.end() :].split("?")[0]
        match = _HANDLE.fullmatch(_without_closing_marks(plain))
        if match is None:
            raise InvalidIdentifierError("Handle", text[:200], "a Handle looks like 1721.1/12345")
        return cls(match[0].lower())

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class Issn:
    """An ISSN with its hyphen; it names a journal, not a work."""

    value: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an ISSN and verify its check digit.

        >>> Issn.parse("ISSN 0378-5955").value
        '0378-5955'
        """
        match = _ISSN.fullmatch(text.strip()[:_LONGEST])
        if match is None:
            raise InvalidIdentifierError("ISSN", text[:200], "an ISSN has 8 digits")
        digits = (match[1] + match[2]).upper()
        values = [10 if digit == "X" else int(digit) for digit in digits]
        if sum((8 - place) * value for place, value in enumerate(values)) % 11:
            raise InvalidIdentifierError("ISSN", text[:200], "its check digit is wrong")
        return cls(f"{digits[:4]}-{digits[4:]}")

    def __str__(self) -> str:
        return self.value


def address_from_latex(text: str) -> str:
    """An address as it would be typed, without white space around and LaTeX's escapes within."""
    if "\\" not in text and "{" not in text and "}" not in text:
        return text.strip()
    if (command := _ADDRESS_COMMAND.search(text)) and (
        group := _FIRST_GROUP.match(text, command.end())
    ):
        text = group[1]
    return _ESCAPE.sub("", text.replace(r"\textasciitilde", "~").replace(r"\string", "")).strip()


def address_fingerprint(address: str) -> str:
    """SHA-256 of an address, so that whoever holds a withheld address can confirm it.

    Scheme, `www.`, fragment, closing slashes and all white space are dropped, the host is in lower
    case; so the several ways to write one address have one fingerprint.
    """
    return hashlib.sha256(plain_address(address).encode()).hexdigest()


def plain_address(address: str) -> str:
    """What the several ways to write one address have in common; see `address_fingerprint`."""
    plain = _WHITE_SPACE.sub("", address).split("#")[0]
    if scheme := _SCHEME.match(plain):
        plain = plain[scheme.end() :]
    host, slash, path = plain.partition("/")
    return (host.lower().removeprefix("www.") + slash + path).rstrip("/")


def _isbn_of_thirteen(digits: str) -> str | None:
    """The thirteen digits for ten or thirteen, or nothing where the check digit is wrong."""
    if len(digits) == 10:
        values = [10 if digit == "X" else int(digit) for digit in digits]
        if sum((10 - place) * value for place, value in enumerate(values)) % 11:
            return None
        return _with_check_digit("978" + digits[:9])
    if digits[:3] in {"978", "979"} and _with_check_digit(digits[:12]) == digits:
        return digits
    return None


def _with_check_digit(twelve: str) -> str:
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return f"{twelve}{-weighted % 10}"


def _without_closing_marks(text: str) -> str:
    """The text without full stops, commas and unmatched brackets that a sentence put behind it."""
    text = text.strip()[:_LONGEST]
    while text and (text[-1] in ".,;:'\"”’" or _closes_nothing(text)):
        text = text[:-1]
    return text


def _closes_nothing(text: str) -> bool:
    opening = _CLOSING.get(text[-1])
    return opening is not None and text.count(text[-1]) > text.count(opening)
