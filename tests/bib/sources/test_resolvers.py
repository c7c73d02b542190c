from __future__ import annotations

import pytest

from bib.errors import RefusingSourceError, SourceError
from bib.sources import handle, openalex, pmc
from bib.sources.look_up import look_up, parse_identifier
from bib.sources.records import NoticeKind
from tests.fakes.bibliographic_server import Reply


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("PMC7000001", "pmcid", "PMC7000001"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC7000001/", "pmcid", "PMC7000001"),
        ("7000001", "pmid", "7000001"),
        ("hdl:1721.1/12345", "handle", "1721.1/12345"),
        ("https://hdl.handle.net/1721.1/12345", "handle", "1721.1/12345"),
        ("10.5555/sound", "doi", "10.5555/sound"),
        ("hep-th/9901001", "arxiv", "hep-th/9901001"),
    ],
)
def test_an_identifier_is_told_by_its_form(text, kind, value):
    assert parse_identifier(text) == (kind, value)


def test_a_number_of_pubmed_central_leads_to_the_record_at_pubmed_else_at_crossref(client):
    assert pmc.fetch(client, "pmcid", "PMC7000001").source == "PubMed"
    assert pmc.fetch(client, "pmcid", "PMC7000002").work.ids["doi"] == "10.5555/sound"
    assert pmc.fetch(client, "pmcid", "PMC9") is None
    with pytest.raises(RefusingSourceError):
        pmc.fetch(client, "pmcid", "PMC7000003")


def test_a_handle_leads_to_an_address_and_tells_no_title(client):
    found = handle.fetch(client, "handle", "1721.1/12345")

    assert found.work.title == ""
    assert found.work.ids == {
        "handle": "1721.1/12345",
        "url": "https://example.org/handle/12345",
    }
    assert handle.fetch(client, "handle", "1/9") is None


@pytest.mark.parametrize("resolver", [pmc, handle], ids=["pmc", "handle"])
@pytest.mark.parametrize("reply", [Reply(200, "{"), Reply(200, "[]"), Reply(401, "{}")])
def test_an_error_is_never_an_answer(resolver, client, server, reply):
    server.trouble(resolver.SERVICE.name, reply)

    with pytest.raises(SourceError):
        resolver.fetch(client, resolver.KINDS[0], "PMC7000001")


def test_an_identifier_without_resolver_is_known_to_nobody(client):
    assert look_up(client, "handle", "1/9").asked == ("the Handle System",)


def test_many_dois_are_asked_for_at_once(client, server):
    dois = ["10.5555/retracted", "10.5555/nobody", "10.5555/a|b", "10.5555/a,b"]

    found = openalex.fetch_many(client, [*dois, *(f"10.5555/{n}" for n in range(60))])

    assert [each.kind for each in found["10.5555/retracted"].notices] == [NoticeKind.RETRACTION]
    assert found["10.5555/nobody"] is None
    assert found.keys().isdisjoint(dois[2:])
    assert len(server.asked("openalex")) == 2
