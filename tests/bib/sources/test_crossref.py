from __future__ import annotations

from bib.dates import PartialDate
from bib.sources import crossref
from bib.sources.records import NoticeKind
from tests.fakes.bibliographic_server import Reply


def test_a_record_becomes_a_work(client):
    found = crossref.fetch(client, "doi", "10.5555/sound")

    assert found is not None
    assert found.work.type == "article"
    assert found.work.title == "On Sound Evidence & Its Uses"
    assert found.work.fields["title"] == r"On Sound \textit{Evidence} \& Its Uses"
    assert found.work.fields["author"] == "Roe, Asha and Müller, Björn"
    assert found.work.fields["pages"] == "1341--1358"
    assert found.work.fields["publisher"] == r"Example Press \& Sons"
    assert found.work.ids["doi"] == "10.5555/sound"
    assert found.work.key == "roe2020sound"
    assert found.years == {2020, 2021}
    assert "J. Ex. Stud." in found.venues
    assert found.notices == ()


def test_what_crossref_has_not_is_none(client):
    assert crossref.fetch(client, "doi", "10.5555/nobody") is None


def test_notices_named_by_the_work_are_kept_apart_by_who_reported_them(client):
    found = crossref.fetch(client, "doi", "10.5555/retracted")

    assert [(each.kind, each.source, each.since) for each in found.notices] == [
        (NoticeKind.RETRACTION, "Crossref", PartialDate(2022, 5, 4)),
        (NoticeKind.RETRACTION, "Retraction Watch, by Crossref", PartialDate(2022, 5, 6)),
    ]
    assert found.notices[0].notice == "doi:10.5555/notice"


def test_notices_that_only_the_notice_knows_of_are_found_too(client):
    found = crossref.fetch(client, "doi", "10.5555/old-way")

    (notice,) = found.notices
    assert notice.kind is NoticeKind.CONCERN
    assert notice.notice == "doi:10.5555/notice-of-concern"
    assert notice.since == PartialDate(2023, 1)


def test_a_comma_in_a_doi_is_a_doubt_and_never_a_clean_answer(client):
    found = crossref.fetch(client, "doi", "10.5555/with,comma")

    assert found.notices == ()
    assert "comma" in found.doubts[0]


def test_a_refused_question_about_notices_is_a_doubt(client, server):
    crossref_answer = Reply(200, '{"message": {"DOI": "10.5555/x", "title": ["A Title"]}}')
    server.trouble("crossref", crossref_answer, Reply(400, "{}"))

    found = crossref.fetch(client, "doi", "10.5555/x")

    assert found.doubts


def test_a_preprint_names_what_it_became(client):
    found = crossref.fetch(client, "doi", "10.5555/posted")

    assert found.work.type == "misc"
    assert [(each.kind, each.notice) for each in found.notices] == [
        (NoticeKind.PUBLISHED, "doi:10.5555/sound")
    ]


def test_works_are_found_by_title(client):
    first, *_ = crossref.find_by_title(client, "On Sound Evidence & Its Uses", "Roe")

    assert first.work.ids["doi"] == "10.5555/sound"


def test_a_record_full_of_nonsense_is_a_work_without_it(client, server):
    nonsense = (
        '{"message": {"DOI": 7, "title": [{}], "author": ["x", {"family": []}, null],'
        ' "issued": {"date-parts": [[null]]}, "container-title": "J", "updated-by": [3, {}],'
        ' "relation": [], "page": {"a": 1}}}'
    )
    server.trouble("crossref", Reply(200, nonsense))

    found = crossref.fetch(client, "doi", "10.5555/x")

    assert found.work.title == ""
    assert found.notices[0].kind is NoticeKind.OTHER


def test_characters_that_no_text_can_hold_are_dropped(client, server):
    half = '{"message": {"DOI": "10.5555/x", "title": ["A \\ud800Half \\u0000Title"]}}'
    server.trouble("crossref", Reply(200, half))

    assert crossref.fetch(client, "doi", "10.5555/x").work.title == "A Half Title"
