"""The words of a reference whose format gives only its fields, in one plain order."""

from __future__ import annotations

from collections.abc import Mapping

from bib.names import parse_names


def reference_words(fields: Mapping[str, str]) -> str:
    """Authors, year, title, where it appeared, and its identifiers, as a list might print them."""
    people = _people(fields.get("author", "")) or _people(fields.get("editor", ""))
    where = fields.get("journal") or fields.get("booktitle") or ""
    volume = fields.get("volume", "")
    if number := fields.get("number", ""):
        volume = f"{volume}({number})" if volume else number
    where = ", ".join(part for part in (where, volume, fields.get("pages", "")) if part)
    doi = fields.get("doi", "")
    pieces = (
        people,
        fields.get("year", ""),
        fields.get("title", ""),
        where,
        fields.get("publisher") or fields.get("institution") or "",
        fields.get("eprint", "") and f"arXiv:{fields['eprint']}",
        doi and f"https://doi.org/{doi}",
        fields.get("url", "") if not doi else "",
        fields.get("note", ""),
    )
    return " ".join(f"{piece.rstrip('. ')}." for piece in pieces if piece.strip(". "))


def _people(names: str) -> str:
    return ", ".join(str(name) for name in parse_names(names)) if names else ""
