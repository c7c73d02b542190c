"""Identifiers found in the fields of an entry: in their own fields, and in any other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

from bib.errors import InvalidIdentifierError
from bib.identifiers import (
    ARXIV_ADDRESS,
    ArxivId,
    Doi,
    Handle,
    Isbn,
    Issn,
    Pmcid,
    Pmid,
    address_from_latex,
)
from bib.problems import Doubt

_DOI_ADDRESS = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_ARXIV_IN_TEXT = re.compile(
    rf"(?:{ARXIV_ADDRESS}|\barxiv(?:[:.]\s*|\s+(?=[0-9])))([^\s,;{{}}\[\]]{{1,30}})", re.IGNORECASE
)
_BETWEEN_ISBNS = re.compile(r"[,;/()]|\s{2,}|\s(?=97[89])")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
# Fields that speak of other works, or at length; an identifier in them need not be this work's.
_ABOUT_OTHERS = {
    "abstract", "annote", "annotation", "keywords", "title", "booktitle", "file", "crossref",
    "xref", "xdata", "related", "relatedstring", "references", "review", "ids", "author", "editor",
    "publisher", "address", "doi", "eprint", "isbn", "pmid", "pmcid", "issn", "handle", "hdl",
}  # fmt: skip
_NAMES_ANOTHER = re.compile(
    r"errat|corrig|correct|retract|repl(?:y|ies|ic)|comment|response|respond|version|preprint of"
    r"|publish|appear|accept|supersed|supplement|review|translat|reprint|see |cf\."
    r"|cit(?:e|ing|ation)|compan|part |based|extend|follow|data ?set|code|relat|refer|in:",
    re.IGNORECASE,
)
_IDENTIFIER_NEAR = re.compile(r"10\.\d{4}|rxiv|pmid|pubmed|pmc|hdl|handle|isbn|issn", re.IGNORECASE)
_DOI_IN_TEXT = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\"<>{}?#&]{1,200}")
_DOI_ENDING = re.compile(
    r"(?:v\d+)?(?:\.full|/full|/abstract|/pdf|/html|/epdf|/epub|/meta|/references|/summary)?"
    r"(?:[./-]pdf|\.full|\.html?|\.txt|/full(?:text)?(?:html)?)?$",
    re.IGNORECASE,
)
_PMID_IN_TEXT = re.compile(
    r"(?:\bpmid:?\s*|/pubmed/|pubmed\.ncbi[^\s/]*/)([1-9][0-9]{0,8})\b", re.IGNORECASE
)
_PMCID_IN_TEXT = re.compile(r"\bPMC([1-9][0-9]{0,8})\b")
_HANDLE_IN_TEXT = re.compile(
    r"(?:\bhdl(?:\.handle\.net/+|:\s?))([^\s\"<>{}?#]{3,200})", re.IGNORECASE
)
_ISBN_IN_TEXT = re.compile(
    r"\bisbn(?:-1[03])?[:\s]*([0-9][0-9\s\u2010-\u2015-]{8,20}[0-9x])\b", re.IGNORECASE
)
_ISSN_IN_TEXT = re.compile(r"\bissn[:\s]*([0-9]{4}-?[0-9]{3}[0-9x])\b", re.IGNORECASE)
_LONGEST_SEARCHED = 1_000

Kind = type[Doi] | type[ArxivId] | type[Isbn] | type[Pmid] | type[Pmcid] | type[Handle] | type[Issn]

_OWN_FIELDS: tuple[tuple[str, Kind], ...] = (
    ("isbn", Isbn),
    ("pmid", Pmid),
    ("pmcid", Pmcid),
    ("handle", Handle),
    ("issn", Issn),
)
# Fields that may list several.
_LISTED = {"isbn", "issn"}
_IN_TEXT: tuple[tuple[str, re.Pattern[str], Kind], ...] = (
    ("doi", _DOI_IN_TEXT, Doi),
    ("arxiv", _ARXIV_IN_TEXT, ArxivId),
    ("pmid", _PMID_IN_TEXT, Pmid),
    ("pmcid", _PMCID_IN_TEXT, Pmcid),
    ("handle", _HANDLE_IN_TEXT, Handle),
    ("isbn", _ISBN_IN_TEXT, Isbn),
    ("issn", _ISSN_IN_TEXT, Issn),
)


def identifiers_from_fields(fields: Mapping[str, str]) -> dict[str, str]:
    """The identifiers of an entry that are valid: doi, arxiv, isbn, pmid, pmcid, handle, issn, url.

    What is missing in its own field is taken from any other that is not about another work.
    """
    return read_identifiers(fields)[0]


def read_identifiers(fields: Mapping[str, str]) -> tuple[dict[str, str], tuple[Doubt, ...]]:
    """The identifiers of an entry, and what claims to be one and is not."""
    ids: dict[str, str] = {}
    doubts: list[Doubt] = []
    address = address_from_latex(fields.get("url", "")) or _address_published(fields)
    _take_doi(fields, address, ids, doubts)
    _take_arxiv(fields, address, ids, doubts)
    for name, kind in _OWN_FIELDS:
        if stated := fields.get(name, "").strip():
            pieces = _BETWEEN_ISBNS.split(stated) if name in _LISTED else [stated]
            _take_first_valid(name, kind, [piece for piece in pieces if piece.strip()], ids, doubts)
    if "handle" not in ids and (stated := fields.get("hdl", "").strip()):
        _take_first_valid("handle", Handle, [stated], ids, doubts, field="hdl")
    _take_from_any_field(fields, ids)
    if address:
        ids["url"] = address
    return ids, tuple(doubts)


def _address_published(fields: Mapping[str, str]) -> str:
    """The address in `howpublished`, if that holds nothing else."""
    stated = fields.get("howpublished", "")
    if "http" not in stated:
        return ""
    address = address_from_latex(stated)
    return address if _SCHEME.match(address) and " " not in address else ""


def _take_doi(
    fields: Mapping[str, str], address: str, ids: dict[str, str], doubts: list[Doubt]
) -> None:
    if stated := fields.get("doi", "").strip():
        _take_first_valid("doi", Doi, [stated], ids, doubts)
    elif _DOI_ADDRESS.match(address):
        _take_first_valid("doi", Doi, [address], ids, [])


def _take_arxiv(
    fields: Mapping[str, str], address: str, ids: dict[str, str], doubts: list[Doubt]
) -> None:
    stated = fields.get("eprint", "").strip()
    archive = fields.get("eprinttype", "") or fields.get("archiveprefix", "")
    if stated and archive.strip().lower() == "arxiv":
        _take_first_valid("arxiv", ArxivId, [stated], ids, doubts, field="eprint")
        return
    if stated and not archive.strip() and ArxivId.is_bare(stated):
        _take_first_valid("arxiv", ArxivId, [stated], ids, [])
        return
    if (volume := fields.get("volume", "")).startswith("abs/"):
        # DBLP writes an arXiv paper so, as a volume of CoRR.
        _take_first_valid("arxiv", ArxivId, [volume.removeprefix("abs/")], ids, [])
        return
    places = [stated, address, fields.get("journal", ""), fields.get("doi", "")]
    for place in places:
        if "rxiv" in place.lower() and (found := _ARXIV_IN_TEXT.search(place)):
            _take_first_valid("arxiv", ArxivId, [found[1]], ids, [])
            return


def _take_from_any_field(fields: Mapping[str, str], ids: dict[str, str]) -> None:
    """Take what is still missing from notes, addresses and the like, where it is unmistakable."""
    for name, value in fields.items():
        if name in _ABOUT_OTHERS or len(value) > _LONGEST_SEARCHED:
            continue
        if _IDENTIFIER_NEAR.search(value) is None:
            continue
        is_address = name in {"url", "ee", "link"}
        if not is_address and _NAMES_ANOTHER.search(value):
            continue
        text = address_from_latex(value) if is_address else value.replace("\\_", "_")
        for kind, pattern, parse in _IN_TEXT:
            # Two of one kind cannot both be this work's.
            found = {*pattern.findall(text)} if kind not in ids else set()
            if len(found) == 1:
                candidate = found.pop()
                if kind == "doi":
                    candidate = _DOI_ENDING.sub("", unquote(candidate) if is_address else candidate)
                _take_first_valid(kind, parse, [candidate], ids, [])


def _take_first_valid(
    name: str,
    kind: Kind,
    candidates: list[str],
    ids: dict[str, str],
    doubts: list[Doubt],
    *,
    field: str = "",
) -> None:
    failure: InvalidIdentifierError | None = None
    for candidate in candidates:
        try:
            ids[name] = kind.parse(candidate).value
        except InvalidIdentifierError as error:
            failure = failure or error
        else:
            return
    if failure:
        doubts.append(Doubt(code=f"bad-{name}", field=field or name, message=str(failure)))
