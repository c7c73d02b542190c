"""Formats of bibliographies, one reader and writer each; nothing here touches files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: its name on the command line, file endings, and where its functions are.

    `reader` and `writer` are names of functions in `module`, which is imported only when wanted;
    `lost` says what the format cannot hold.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    module: str
    reader: str
    writer: str
    lost: str = ""


FORMATS = (
    Format(
        name="bibtex",
        title="BibTeX",
        endings=(".bib", ".bibtex"),
        module="bib.formats.bibtex",
        reader="read_bibtex",
        writer="write_bibtex",
    ),
    Format(
        name="biblatex",
        title="biblatex",
        endings=(".bib",),
        module="bib.formats.bibtex",
        reader="read_bibtex",
        writer="write_biblatex",
    ),
    Format(
        name="ris",
        title="RIS",
        endings=(".ris",),
        module="bib.formats.ris",
        reader="read_ris",
        writer="write_ris",
        lost="subtitles apart from titles, ranges of dates, and fields without a tag",
    ),
    Format(
        name="csl-json",
        title="CSL-JSON",
        endings=(".json",),
        module="bib.formats.csl_json",
        reader="read_csl_json",
        writer="write_csl_json",
        lost="spellings of dates and names; fields without a variable stand in “custom”",
    ),
    Format(
        name="nbib",
        title="MEDLINE",
        endings=(".nbib", ".medline"),
        module="bib.formats.nbib",
        reader="read_nbib",
        writer="write_nbib",
        lost="most types but articles, subtitles apart from titles, and fields without a tag",
    ),
    Format(
        name="endnote-xml",
        title="EndNote XML",
        endings=(".xml",),
        module="bib.formats.endnote_xml",
        reader="read_endnote_xml",
        writer="write_endnote_xml",
        lost="ranges of dates and fields without an element",
    ),
    Format(
        name="pubmed-xml",
        title="PubMed XML",
        endings=(".xml",),
        module="bib.formats.pubmed_xml",
        reader="read_pubmed_xml",
        writer="write_pubmed_xml",
        lost="citekeys, all that is not about articles, and fields without an element",
    ),
    Format(
        name="zotero-json",
        title="Zotero JSON",
        endings=(".json",),
        module="bib.formats.zotero_json",
        reader="read_zotero_json",
        writer="write_zotero_json",
        lost="spellings of dates, subtitles apart from titles, and some fields of BibTeX alone",
    ),
)

# What the text of each format of lines holds where its first record starts.
_STARTS = {
    "bibtex": re.compile(
        r"@[ \t]*[^\W\d_][^\s{}(),=\"#%@]{0,60}\s{0,60}[{(]|@comment", re.IGNORECASE
    ),
    "ris": re.compile(
        r"^(?:[\ufeff \t]{0,3}(?:TY|ty) {0,3}[-–—] ?[A-Za-z]|PT [A-Z][ \t]*\r?$)", re.MULTILINE
    ),
    "nbib": re.compile(r"^[\ufeff \t]{0,2}PMID ?-(?:\s|\d)", re.MULTILINE),
}
_TAG_OF_RIS = re.compile(r"^(?:A[U1]|T[I1]|JF|PY|Y1)  - .", re.MULTILINE)
_END_OF_RIS = re.compile(r"^ER  -", re.MULTILINE)
_FOUR_LETTER_TAGS = re.compile(r"^[A-Z]{4} {0,2}- \S.*\r?\n[A-Z]{4} {0,2}- \S", re.MULTILINE)
_ZOTERO_TYPE = re.compile(r"\"itemType\"\s*:")
_JSON = re.compile(r"\s*[\[{]\s*(?:[\[{\]}\"]|$)")
_SAMPLE = 200_000


def named(name: str) -> Format | None:
    """The format of that name."""
    return next((known for known in FORMATS if known.name == name), None)


def recognise(text: str, *, path: str) -> Format | None:
    """The format of a text by what it holds; its file's ending decides where it holds nothing."""
    if not text.strip():
        ending = PurePath(path).suffix.lower()
        return next((known for known in FORMATS if ending in known.endings), None)
    name = _name_by_start(text.lstrip("\ufeff \t\r\n")[:_SAMPLE]) or _name_by_line(text)
    return named(name) if name else None


def _name_by_start(text: str) -> str:
    """The name of a format whose whole file is one XML element or one JSON value."""
    if text.startswith("<"):
        if "<PubmedArticle" in text or "<PubmedBookArticle" in text:
            return "pubmed-xml"
        return "endnote-xml" if "<record" in text else ""
    if _JSON.match(text):
        return "zotero-json" if _ZOTERO_TYPE.search(text) else "csl-json"
    return ""


def _name_by_line(text: str) -> str:
    """The name of the format whose start comes first: an abstract may hold any of the others."""
    found = {name: start.search(text) for name, start in _STARTS.items()}
    first = min(((match.start(), name) for name, match in found.items() if match), default=(0, ""))[
        1
    ]
    if first:
        return first
    sample = text[:_SAMPLE]
    # Tags of four letters are refused by the reader of RIS, which says why.
    is_tagged = _TAG_OF_RIS.search(sample) and _END_OF_RIS.search(sample)
    return "ris" if is_tagged or _FOUR_LETTER_TAGS.search(sample) else ""
