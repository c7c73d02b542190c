from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bib.entries import work_from_fields
from bib.identity import Identity
from bib.sources.http import Manners, PoliteClient
from bib.sources.records import NoticeKind
from bib.works import Citekey, LinkPolicy
from tests.fakes.bibliographic_server import Reply
from tracker.actions.verify_works import verify_works

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SOUND = {
    "author": "Roe, Asha and Müller, Björn",
    "title": "On Sound Evidence and Its Uses",
    "journal": "Journal of Example Studies",
    "year": "2021",
}


def a_work(type_="article", **fields):
    present = {name: value for name, value in fields.items() if value}
    return work_from_fields(Citekey("roe2021"), type_, present)


@pytest.fixture
def verified(server):
    def verify(work, bases=None):
        with PoliteClient(Manners(bases=bases or server.bases), now=NOW) as client:
            (done,) = verify_works([work], client)
        return done

    return verify


def test_a_work_that_is_what_its_doi_says(verified):
    done = verified(a_work(**SOUND, doi="10.5555/sound"))

    assert done.identity is Identity.SAME
    assert done.record.source == "Crossref"
    assert done.doubts == ()


def test_a_wrong_field_is_named_with_both_values(verified):
    done = verified(a_work(**SOUND | {"year": "2011"}, doi="10.5555/sound"))

    assert done.identity is Identity.SAME_BUT_FIELDS
    assert [(each.field, each.ours, each.theirs) for each in done.differences] == [
        ("year", "2011", "2020 or 2021")
    ]


def test_a_doi_of_another_work_is_told_and_its_notices_are_not_taken(verified):
    done = verified(a_work(**SOUND | {"author": "Poe, Ben"}, doi="10.5555/retracted"))

    assert done.identity is Identity.ANOTHER
    assert "another work" in done.why
    assert done.notices == ()


@pytest.mark.parametrize(
    ("field", "value", "source"),
    [
        ("doi", "10.5555/dataset", "DataCite"),
        ("doi", "10.48550/arXiv.2105.01234", "arXiv"),
        ("eprint", "2105.01234", "arXiv"),
        ("pmid", "31234567", "PubMed"),
    ],
)
def test_each_identifier_is_asked_where_it_is_known(verified, field, value, source):
    prefix = {"archiveprefix": "arXiv"} if field == "eprint" else {}

    done = verified(a_work(title="Something", **{field: value}, **prefix))

    assert done.record.source == source


def test_a_book_is_asked_for_by_its_isbn(verified):
    book = a_work("book", title="A Book of Examples", author="Roe, Asha", isbn="0-306-40615-2")

    assert verified(book).identity is Identity.SAME


def test_the_isbn_of_a_book_says_nothing_of_its_chapter(verified, server):
    verified(a_work("incollection", title="One Chapter of It", isbn="0-306-40615-2"))

    assert [each.path for each in server.asked("open_library")] == []


def test_a_work_without_identifier_is_found_by_its_title(verified):
    done = verified(a_work(**SOUND))

    assert done.identity is Identity.SAME
    assert "10.5555/sound" in done.why


def test_a_doi_that_nobody_knows_is_a_wrong_field_of_a_work_found_by_title(verified):
    done = verified(a_work(**SOUND, doi="10.5555/soumd"))

    assert done.identity is Identity.SAME_BUT_FIELDS
    assert (done.differences[0].ours, done.differences[0].theirs) == (
        "10.5555/soumd",
        "10.5555/sound",
    )


def test_a_work_in_no_index_is_not_found_and_nothing_worse(verified):
    done = verified(a_work(title="Quite Unheard-of Zzyx Matters", doi="10.5555/nobody"))

    assert done.identity is Identity.NOT_FOUND
    assert "No DOI 10.5555/nobody is known to Crossref and DataCite and OpenAlex" in done.why


def test_a_web_page_is_in_no_index_and_nobody_is_asked(verified, server):
    done = verified(a_work("misc", title="A Page of the Web", url="https://a.org"))

    assert done.identity is Identity.NOT_CHECKED
    assert not done.is_unanswered
    assert server.requests == []


def test_nobody_is_asked_about_a_work_whose_address_is_withheld(verified, server):
    done = verified(replace(a_work(**SOUND), link_policy=LinkPolicy.WITHHOLD))

    assert done.identity is Identity.NOT_CHECKED
    assert server.requests == []


def test_an_error_is_never_taken_for_not_found(verified, server):
    server.trouble("crossref", Reply(401, "{}"))

    done = verified(a_work(**SOUND, doi="10.5555/nobody"))

    assert done.identity is Identity.NOT_CHECKED
    assert done.is_unanswered
    assert "401" in done.why


def test_without_a_connection_the_cause_is_told(verified, server):
    nowhere = dict.fromkeys(server.bases, "http://127.0.0.1:9")

    for work in (a_work(**SOUND, doi="10.5555/sound"), a_work(**SOUND)):
        done = verified(work, nowhere)
        assert done.identity is Identity.NOT_CHECKED
        assert "no connection" in done.why


def test_every_source_s_word_on_a_retraction_is_kept_apart(verified):
    done = verified(
        a_work(title="A Study of Many Things That Were Not So", doi="10.5555/retracted")
    )

    assert [(each.kind, each.source) for each in done.notices] == [
        (NoticeKind.RETRACTION, "Crossref"),
        (NoticeKind.RETRACTION, "Retraction Watch, by Crossref"),
        (NoticeKind.RETRACTION, "OpenAlex"),
    ]


def test_what_could_not_be_asked_of_notices_is_a_doubt_beside_the_answer(verified, server):
    server.trouble("openalex", Reply(401, "{}"))

    done = verified(a_work(**SOUND, doi="10.5555/sound"))

    assert done.identity is Identity.SAME
    assert "OpenAlex" in done.doubts[0]


def test_a_handle_that_is_registered_says_nothing_of_the_title(verified):
    known = verified(a_work(**SOUND, handle="1721.1/12345"))
    unknown = verified(a_work(title="Nobody Ever Heard of This", handle="1721.1/12345"))
    nowhere = verified(a_work(title="Nobody Ever Heard of This", handle="1721.1/9"))

    assert known.identity is Identity.SAME
    assert known.why.startswith("Its Handle is registered; found by its title in Crossref")
    assert unknown.identity is Identity.NOT_CHECKED
    assert nowhere.identity is Identity.NOT_FOUND
    assert nowhere.why.startswith("No Handle 1721.1/9 is known to the Handle System.")


def test_openalex_is_asked_about_many_works_at_once(server):
    works = [
        replace(a_work(**SOUND, doi=f"10.5555/{name}"), key=Citekey(name))
        for name in ("sound", "retracted", "nobody")
    ]
    with PoliteClient(Manners(bases=server.bases), now=NOW) as client:
        done = verify_works(works, client)

    filters = [each.query.get("filter", "") for each in server.asked("openalex")]
    assert filters[0] == "doi:10.5555/sound|10.5555/retracted|10.5555/nobody"
    assert len([each for each in filters if each.startswith("doi:")]) == 1
    assert [each.doubts for each in done] == [(), (), ()]
