"""Two works must not have the same identifier.

Reported are works that share a DOI, an arXiv or PubMed number, or (whole books) an ISBN. Versions
of one work and parts of one book may share what belongs to the whole, if the relation is on record.
Merge the two if they are one work; else one of the identifiers is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from bib.merging import is_same_title
from bib.works import Work
from evidence.findings import Finding, Severity
from evidence.holdings import Holdings

NAME = "duplicate-identifier"
SEVERITY = Severity.WARNING
LOOKS_AT = "works"

_KINDS = {"doi": "DOI", "arxiv": "arXiv number", "pmid": "PubMed number", "isbn": "ISBN"}
_BOOKS = {"book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings",
          "reference", "manual", "booklet"}  # fmt: skip


def check(holdings: Holdings) -> Iterator[Finding]:
    """Report every work that has the identifier of one before it."""
    owners: dict[tuple[str, str], Work] = {}
    for work in holdings.corpus.works:
        for kind, name in _KINDS.items():
            value = work.ids.get(kind)
            if not value or (kind == "isbn" and work.type not in _BOOKS):
                continue
            owner = owners.setdefault((kind, value), work)
            if owner is not work and not _are_related(owner, work):
                yield _finding(work, owner, name)
                break


def _finding(work: Work, owner: Work, name: str) -> Finding:
    if is_same_title(work.title, owner.title):
        told = "; the two seem to be one work"
    else:
        told = f", whose title is another: “{owner.title[:100]}”"
    message = f"Its {name} is also that of {owner.key}{told}."
    return Finding(check=NAME, severity=SEVERITY, subject=work.key, message=message)


def _are_related(one: Work, other: Work) -> bool:
    for work, partner in ((one, other), (other, one)):
        names = {partner.key, *partner.aliases}
        if any(each.work in names for each in work.related):
            return True
        mentioned = {work.fields.get(field, "").strip() for field in ("crossref", "xref")}
        mentioned |= {name.strip() for name in work.fields.get("related", "").split(",")}
        if mentioned & names:
            return True
    return False
