from __future__ import annotations

from tests.builders import a_sound_corpus


def test_a_doi_becomes_a_work(evtrack, library_of, server):
    root = library_of(a_sound_corpus())

    done = evtrack("--library", root, "add", "10.5555/sound")
    shown = evtrack("--library", root, "show", "roe2020sound", "--json")

    assert (done.status, shown.status) == (0, 0)
    assert "Roe and Müller 2020. On Sound Evidence & Its Uses (Crossref)" in done.out
    assert shown.json["ids"]["doi"] == "10.5555/sound"


def test_a_dry_run_tells_and_changes_nothing(evtrack, library_of, server):
    root = library_of(a_sound_corpus())

    done = evtrack("--library", root, "add", "10.5555/sound", "--dry-run", "--json")

    assert done.json["added"] == [
        {"key": "roe2020sound", "identifier": "10.5555/sound", "source": "Crossref"}
    ]
    assert evtrack("--library", root, "show", "roe2020sound").status == 3


def test_what_could_not_be_added_is_told_by_exit_status(evtrack, library_of, server):
    root = library_of(a_sound_corpus())

    some = evtrack("--library", root, "add", "10.5555/sound", "10.5555/nobody", "--json")
    none = evtrack("--library", root, "add", "nonsense")

    assert (some.status, none.status) == (1, 3)
    assert [each["code"] for each in some.json["problems"]] == ["not-found"]
    assert "“nonsense” is not a valid identifier" in none.err


def test_offline_it_says_what_it_could_not_do(evtrack, library_of, monkeypatch):
    monkeypatch.setenv("EVTRACK_SOURCES", "http://127.0.0.1:9")

    done = evtrack("--library", library_of(a_sound_corpus()), "add", "10.5555/sound")

    assert done.status == 3
    assert (
        "Crossref and DataCite and OpenAlex could not be asked: there is no connection." in done.err
    )


def test_with_offline_nobody_is_asked_and_what_was_kept_is_used(
    evtrack, library_of, server, monkeypatch
):
    root = library_of(a_sound_corpus())
    evtrack("--library", root, "add", "10.5555/sound", "--dry-run")
    before = len(server.requests)

    kept = evtrack("--library", root, "add", "10.5555/sound", "--offline", "--dry-run")
    other = evtrack("--library", root, "add", "10.5555/other", "--offline")
    monkeypatch.setenv("EVTRACK_OFFLINE", "1")
    told = evtrack("--library", root, "works", "verify", "--json")

    assert (kept.status, other.status, told.status) == (0, 3, 1)
    assert "could not be asked: evtrack was told to stay offline." in other.err
    assert {each["identity"] for each in told.json["works"]} <= {"could not check"}
    assert len(server.requests) == before


def test_a_handle_is_told_to_lead_somewhere_and_makes_no_work(evtrack, library_of, server):
    root = library_of(a_sound_corpus())

    done = evtrack("--library", root, "add", "hdl:1721.1/12345", "PMC7000001", "--json")

    assert done.status == 1
    assert [each["source"] for each in done.json["added"]] == ["PubMed"]
    (problem,) = done.json["problems"]
    assert "leads to https://example.org/handle/12345" in problem["message"]
