from __future__ import annotations

from datetime import timedelta

import pytest

from bib.errors import (
    BusySourceError,
    OddAnswerError,
    RefusingSourceError,
    UnreachableSourceError,
)
from bib.sources.crossref import SERVICE, fetch
from bib.sources.http import Manners, PoliteClient
from tests.bib.sources.conftest import NOW
from tests.fakes.bibliographic_server import Reply

BUSY = Reply(503, "down", "text/plain")


def test_every_request_says_who_asks_and_how_to_reach_them(client, server):
    client.get(SERVICE, "/works/10.5555/sound")

    assert server.requests[0].headers["User-Agent"] == "evtrack/1.2 (mailto:ana@example.org)"


def test_an_answer_is_not_asked_for_twice(client, server):
    first = client.get(SERVICE, "/works/10.5555/sound")

    assert client.get(SERVICE, "/works/10.5555/sound") is first
    assert len(server.requests) == 1


def test_answers_are_kept_with_their_source_and_time_and_grow_old(another, server):
    answers = {}
    with another(answers=answers) as client:
        client.get(SERVICE, "/works/10.5555/sound")
    (kept,) = answers.values()
    assert (kept.source, kept.asked_at, kept.status) == ("crossref", NOW, 200)

    with another(answers=answers, now=NOW + timedelta(days=29)) as client:
        client.get(SERVICE, "/works/10.5555/sound")
    assert len(server.requests) == 1

    with another(answers=answers, now=NOW + timedelta(days=31)) as client:
        client.get(SERVICE, "/works/10.5555/sound")
    assert len(server.requests) == 2


def test_that_there_is_no_record_is_believed_for_a_day(another, server):
    answers = {}
    for days in (0, 0, 2):
        with another(answers=answers, now=NOW + timedelta(days=days)) as client:
            assert not client.get(SERVICE, "/works/10.5555/nobody").is_there

    assert len(server.requests) == 2


def test_a_busy_service_is_asked_again(client, server):
    server.trouble("crossref", BUSY, Reply(429, ""))

    assert client.get(SERVICE, "/works/10.5555/sound").is_there
    assert len(server.requests) == 3


def test_the_pause_a_service_asks_for_is_kept(client, server, time):
    server.trouble("crossref", Reply(429, "", headers={"Retry-After": "7"}))

    client.get(SERVICE, "/works/10.5555/sound")

    assert time.sleeps == [7.0]


def test_a_date_to_be_asked_again_is_understood(client, server, time):
    until = (NOW + timedelta(seconds=20)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    server.trouble("crossref", Reply(503, "", headers={"Retry-After": until}))

    client.get(SERVICE, "/works/10.5555/sound")

    assert time.sleeps == [20.0]


def test_nobody_waits_for_hours(client, server, time):
    server.trouble("crossref", Reply(429, "", headers={"Retry-After": "86400"}))

    with pytest.raises(BusySourceError, match="24 hours"):
        client.get(SERVICE, "/works/10.5555/sound")

    assert time.sleeps == []


def test_a_service_that_stays_down_is_given_up_and_left_alone(client, server):
    server.trouble("crossref", *[BUSY] * 4)

    for doi in ("10.5555/sound", "10.5555/retracted"):
        with pytest.raises(BusySourceError, match="it is down"):
            client.get(SERVICE, f"/works/{doi}")

    assert len(server.requests) == 4


def test_errors_are_not_kept(client, server):
    server.trouble("crossref", Reply(400, "{}"))
    with pytest.raises(RefusingSourceError):
        client.get(SERVICE, "/works/10.5555/sound")

    assert client.get(SERVICE, "/works/10.5555/sound").is_there


def test_a_service_that_says_nothing_is_unreachable(client, server):
    server.trouble("crossref", Reply(silence=1.5))

    with pytest.raises(UnreachableSourceError, match="no answer came in time"):
        client.get(SERVICE, "/works/10.5555/sound")


def test_without_a_connection_it_says_so(another):
    client = another(bases={"crossref": "http://127.0.0.1:9"})

    with client, pytest.raises(UnreachableSourceError, match="no connection"):
        client.get(SERVICE, "/works/10.5555/sound")


@pytest.mark.parametrize("body", ["", "{", "[" * 100_000, "null", '{"message": []}', "<html>"])
def test_an_answer_in_another_form_is_an_error_and_not_an_answer(client, server, body):
    server.trouble("crossref", Reply(200, body))

    with pytest.raises(OddAnswerError):
        fetch(client, "doi", "10.5555/sound")


def test_a_service_far_away_is_asked_at_its_own_pace(another, time):
    far = {"crossref": "http://192.0.2.1:9"}
    with another(bases=far) as client:
        client._keep_pace(SERVICE, "http://192.0.2.1/works/a")
        client._keep_pace(SERVICE, "http://192.0.2.1/works/b")

    assert time.sleeps == [pytest.approx(SERVICE.pause_seconds)]


def test_endless_redirects_are_not_followed_for_ever(client, server):
    away = Reply(302, "", headers={"Location": f"{server.url}/crossref/works/x"})
    server.trouble("crossref", *[away] * 10)

    with pytest.raises(OddAnswerError):
        client.get(SERVICE, "/works/x")


def test_a_service_that_wants_a_key_is_not_asked_again_and_again(client, server):
    server.trouble("crossref", Reply(403, ""))

    for doi in ("10.5555/sound", "10.5555/retracted"):
        with pytest.raises(RefusingSourceError, match="without a key"):
            client.get(SERVICE, f"/works/{doi}")

    assert len(server.requests) == 1


def test_offline_only_what_was_kept_is_answered_however_old(server, another):
    answers = {}
    with another(answers=answers) as client:
        client.get(SERVICE, "/works/10.5555/sound")
    manners = Manners(bases=server.bases, is_offline=True)

    with PoliteClient(manners, now=NOW + timedelta(days=900), answers=answers) as offline:
        assert offline.get(SERVICE, "/works/10.5555/sound").asked_at == NOW
        with pytest.raises(UnreachableSourceError, match="told to stay offline"):
            offline.get(SERVICE, "/works/10.5555/other")

    assert len(server.requests) == 1
