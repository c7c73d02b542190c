from __future__ import annotations

import pytest

from bib.errors import OddAnswerError, SourceError
from bib.sources import SOURCES, arxiv, datacite, open_library, openalex, pubmed
from bib.sources.records import NoticeKind
from tests.fakes.bibliographic_server import Reply

KNOWN = {
    "crossref": ("doi", "10.5555/sound", "On Sound Evidence & Its Uses"),
    "datacite": ("doi", "10.5555/dataset", "Many Numbers of Many Things"),
    "arxiv": ("arxiv", "2105.01234", "On Sound Evidence & Its Uses"),
    "pubmed": ("pmid", "31234567", "A Study of Many Things That Were Not So"),
    "open_library": ("isbn", "9780306406157", "A Book of Examples"),
    "openalex": ("doi", "10.5555/retracted", "A Study of Many Things That Were Not So"),
}
UNKNOWN = {"doi": "10.5555/nobody", "arxiv": "2105.99999", "pmid": "999", "isbn": "9780000000002"}
every_source = pytest.mark.parametrize("source", SOURCES, ids=lambda each: each.SERVICE.name)


@every_source
def test_it_finds_by_identifier_with_title_people_and_year(source, client):
    kind, value, title = KNOWN[source.SERVICE.name]

    found = source.fetch(client, kind, value)

    assert found.work.title.startswith(title)
    assert found.work.authors[0].family == "Roe"
    assert found.work.year in found.years
    assert found.source == source.SERVICE.title
    assert found.work.ids[kind] == value


@every_source
def test_it_finds_by_title(source, client):
    kind, value, title = KNOWN[source.SERVICE.name]

    found = source.find_by_title(client, title, "Roe")

    assert found[0].work.ids[kind] == value


@every_source
def test_what_it_has_not_is_none(source, client):
    kind = source.KINDS[0]

    assert source.fetch(client, kind, UNKNOWN[kind]) is None
    assert source.find_by_title(client, "Wholly Unheard-of Nonsense Zzyx", "Nobody") == ()


@every_source
@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, "{"),
        Reply(200, "<html>We are moving house.</html>", "text/html"),
        Reply(200, "[]"),
        Reply(401, "{}"),
        Reply(400, "{}"),
        Reply(200, ""),
    ],
    ids=["half", "page", "list", "no key", "refused", "empty"],
)
def test_an_error_is_never_an_answer(source, client, server, reply):
    kind, value, title = KNOWN[source.SERVICE.name]
    server.trouble(source.SERVICE.name, reply, reply)

    with pytest.raises(SourceError):
        source.fetch(client, kind, value)
    with pytest.raises(SourceError):
        source.find_by_title(client, title, "Roe")


def test_arxiv_tells_where_a_preprint_was_published(client):
    found = arxiv.fetch(client, "arxiv", "2105.01234")

    assert found.work.fields["archiveprefix"] == "arXiv"
    assert found.work.fields["primaryclass"] == "cs.CY"
    assert found.years == {2020, 2021}
    assert [(each.kind, each.notice) for each in found.notices] == [
        (NoticeKind.PUBLISHED, "doi:10.5555/sound")
    ]


def test_xml_that_declares_entities_is_an_error(client, server):
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        "<feed><entry><id>http://arxiv.org/abs/2105.01234v1</id><title>&b;</title></entry></feed>"
    )
    server.trouble("arxiv", Reply(200, bomb))

    with pytest.raises(OddAnswerError):
        arxiv.fetch(client, "arxiv", "2105.01234")


def test_pubmed_names_the_notice_of_a_retraction(client):
    found = pubmed.fetch(client, "pmid", "31234567")

    (notice,) = found.notices
    assert (notice.kind, notice.notice) == (NoticeKind.RETRACTION, "pmid:35000001")
    assert found.work.fields["author"] == "Roe, Asha and {Example Study Group}"
    assert found.work.fields["pmcid"] == "PMC7000001"
    assert str(found.work.issued) == "2021-03"


def test_openalex_says_that_a_work_is_retracted(client):
    found = openalex.fetch(client, "doi", "10.5555/retracted")

    assert [each.kind for each in found.notices] == [NoticeKind.RETRACTION]
    assert found.work.ids["pmid"] == "31234567"
    assert found.work.fields["author"] == "Roe, Asha and Müller, Björn"


def test_datacite_names_bodies_and_later_versions(client):
    found = datacite.fetch(client, "doi", "10.5555/dataset")

    assert found.work.fields["author"] == "Roe, Asha and {Example Institute}"
    assert [(each.kind, each.notice) for each in found.notices] == [
        (NoticeKind.NEW_VERSION, "doi:10.5555/dataset.2")
    ]


def test_open_library_knows_the_house_and_the_place(client):
    found = open_library.fetch(client, "isbn", "9780306406157")

    assert (found.work.fields["publisher"], found.work.fields["address"]) == (
        "Example Press",
        "New York",
    )
