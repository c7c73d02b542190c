"""PubMed Central: articles by its number, which leads to a record at PubMed or Crossref."""

from __future__ import annotations

from bib.errors import OddAnswerError, RefusingSourceError
from bib.sources import crossref, pubmed
from bib.sources.http import PoliteClient, Service, json_of
from bib.sources.records import FoundRecord, list_of, table_of, text_of

SERVICE = Service(
    name="pmc",
    title="PubMed Central",
    base="https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles",
    pause_seconds=0.4,
)
KINDS: tuple[str, ...] = ("pmcid",)


def fetch(client: PoliteClient, kind: str, value: str) -> FoundRecord | None:  # noqa: ARG001
    """The record of a PubMed Central number, or `None` where there is none."""
    query = {"ids": value, "format": "json", "versions": "no", "tool": "evtrack"}
    if client.manners.mailto:
        query["email"] = client.manners.mailto
    answer = client.get(SERVICE, "/", query)
    if not answer.is_there:
        return None
    records = list_of(table_of(json_of(SERVICE, answer)).get("records"))
    if not records:
        raise OddAnswerError(SERVICE.title, "its answer has no records")
    record = table_of(records[0])
    if text_of(record.get("status")) == "error":
        return None
    if number := text_of(record.get("pmid")):
        return pubmed.fetch(client, "pmid", number)
    if doi := text_of(record.get("doi")):
        return crossref.fetch(client, "doi", doi.lower())
    raise RefusingSourceError(SERVICE.title, "it tells neither PubMed number nor DOI")
