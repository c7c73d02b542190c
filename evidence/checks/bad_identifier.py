"""An identifier must be what its field is for, and valid by its own rules.

Reported are values that cannot be a DOI, ISBN, ISSN, PubMed or arXiv number (the check digit is
wrong, or the form is another's) and identifiers in a field that is for another. Correct the value;
one that belongs in a field that is still free can be moved there by `--fix`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from bib.errors import InvalidIdentifierError
from bib.identifier_fields import read_identifiers
from bib.identifiers import ArxivId, Doi, Isbn, Issn, Pmcid, Pmid
from bib.works import LinkPolicy, Work
from evidence.findings import FieldChange, Finding, Severity
from evidence.holdings import Holdings

NAME = "bad-identifier"
SEVERITY = Severity.WARNING
LOOKS_AT = "works"

_NAMES = {"doi": "a DOI", "isbn": "an ISBN", "issn": "an ISSN", "arxiv": "an arXiv number",
          "pmcid": "a PubMed Central number", "url": "an address"}  # fmt: skip
_HOMES = {"arxiv": "eprint"}
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_ARXIV = re.compile(r"arxiv:|https?://(?:www\.|export\.)?arxiv\.org/", re.IGNORECASE)
_DOI = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:?\s*)?10\.\d{4,9}/", re.IGNORECASE)
_LONGEST_SHOWN = 80


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report identifiers that cannot be, or stand in another's field."""
    for work in holdings.corpus.works:
        # What is withheld is not to be shown, and has a check of its own.
        if work.link_policy is not LinkPolicy.WITHHOLD:
            yield from _findings(work)


def _findings(work: Work) -> Iterator[Finding]:
    strangers = dict(_strangers(work.fields))
    for field, kind in strangers.items():
        value = work.fields[field].strip()
        yield Finding(
            check=NAME,
            severity=SEVERITY,
            subject=work.key,
            message=f"The field “{field}” holds {_NAMES[kind]}: “{value[:_LONGEST_SHOWN]}”.",
            changes=_move(work.fields, field, kind, value),
        )
    for doubt in read_identifiers(work.fields)[1]:
        if doubt.field not in strangers:
            yield Finding(check=NAME, severity=SEVERITY, subject=work.key, message=doubt.message)


def _strangers(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Fields that hold an identifier of another kind, and which."""
    for field, foreign in _FOREIGN.items():
        value = fields.get(field, "").strip()
        if not value:
            continue
        kind = next((kind for kind in foreign if _TESTS[kind](value)), None)
        if kind and not (field in _TESTS and _TESTS[field](value)):
            yield field, kind


def _move(fields: Mapping[str, str], field: str, kind: str, value: str) -> tuple[FieldChange, ...]:
    """The value put where it belongs, if that place is free or holds the same."""
    home = _HOMES.get(kind, kind)
    if fields.get(home, "").strip() not in {"", value}:
        return ()
    changes = [FieldChange(field=field, value=""), FieldChange(field=home, value=value)]
    if kind == "arxiv":
        number = ArxivId.parse(value)
        version = f"v{number.version}" if number.version else ""
        changes[1] = FieldChange(field=home, value=f"{number.value}{version}")
        changes.append(FieldChange(field="archiveprefix", value="arXiv"))
    return tuple(changes)


def _is(parse: Callable[[str], object]) -> Callable[[str], bool]:
    def test(value: str) -> bool:
        try:
            parse(value)
        except InvalidIdentifierError:
            return False
        return True

    return test


def _is_arxiv(value: str) -> bool:
    return _ARXIV.match(value) is not None and _is(ArxivId.parse)(value)


def _is_doi(value: str) -> bool:
    return _DOI.match(value) is not None and _is(Doi.parse)(value)


def _is_address(value: str) -> bool:
    return _ADDRESS.fullmatch(value) is not None


_TESTS: dict[str, Callable[[str], bool]] = {
    "doi": _is_doi,
    "isbn": _is(Isbn.parse),
    "issn": _is(Issn.parse),
    "arxiv": _is_arxiv,
    "pmid": _is(Pmid.parse),
    "pmcid": _is(Pmcid.parse),
    "url": _is_address,
}
_FOREIGN = {
    "doi": ("arxiv", "isbn", "url"),
    "isbn": ("doi", "issn", "url"),
    "issn": ("doi", "isbn", "url"),
    "pmid": ("doi", "pmcid"),
    "pmcid": ("doi",),
    "number": ("doi",),
    "pages": ("doi",),
}
