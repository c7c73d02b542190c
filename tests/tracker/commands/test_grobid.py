"""A GROBID server takes PDFs apart where one is named, and nothing depends on it."""

from __future__ import annotations

import pytest

from tests.builders import a_sound_corpus
from tests.fakes.grobid_server import FakeGrobid, running_grobid
from tests.pdf_files import Sheet, Words, a_pdf
from tests.tracker.texts.invented_paper import TEI, TITLE


@pytest.fixture
def grobid():
    with running_grobid(FakeGrobid(tei=TEI)) as running:
        yield running


@pytest.fixture
def pdf(tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(a_pdf([Sheet(words=[Words(x=72, y=700, text="Printed words of the paper.")])]))
    return path


@pytest.fixture
def run(evtrack, library_of):
    root = library_of(a_sound_corpus())
    return lambda *words: evtrack("--library", root, *words)


def codes(told):
    return [problem["code"] for problem in told["problems"]]


@pytest.mark.parametrize("is_given", [True, False])
def test_a_server_that_is_named_takes_a_pdf_apart(run, pdf, grobid, monkeypatch, is_given):
    option = ("--grobid", grobid.address.removeprefix("http://")) if is_given else ()
    monkeypatch.setenv("EVTRACK_GROBID", "" if is_given else grobid.address)

    told = run("attach", "flynn2022", pdf, *option, "--json").json

    assert len(grobid.requests) == 1
    assert codes(told) == ["by-grobid"]
    assert told["pages"] == 0
    assert TITLE in run("search", "--in", "texts", TITLE.split()[-1]).out


def test_a_paper_is_read_with_what_the_server_tells_of_it(run, pdf, grobid):
    told = run("read", pdf, "--grobid", grobid.address, "--json").json

    assert len(told["references"]) == 3
    assert told["citations"]


def test_texts_are_taken_again_by_the_server(run, pdf, grobid):
    run("attach", "flynn2022", pdf)

    told = run("attach", "--again", "--grobid", grobid.address, "--json").json

    assert [codes(each) for each in told["changed"]] == [["by-grobid"]]


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"tei": "<html/>"}, "not in the form of TEI"),
        ({"tei": "<TEI/>"}, "found no words"),
        ({"statuses": [500] * 9}, "it is down"),
        (None, "there is no connection"),
    ],
)
def test_a_server_that_fails_costs_nothing_but_a_sentence(run, pdf, parts, why):
    with running_grobid(FakeGrobid(**(parts or {}))) as grobid:
        address = grobid.address if parts else "http://127.0.0.1:9"
        told = run("attach", "flynn2022", pdf, "--grobid", address, "--json").json

    (problem,) = told["problems"]
    assert problem["code"] == "grobid-failed"
    assert why in problem["message"]
    assert (told["pages"], told["characters"]) == (1, 27)


def test_only_pdfs_are_sent(run, tmp_path, grobid):
    plain = tmp_path / "notes.txt"
    plain.write_text("Only words.")

    run("attach", "flynn2022", plain, "--grobid", grobid.address)
    missing = run("attach", "flynn2022", tmp_path / "no.pdf", "--grobid", grobid.address)

    assert not grobid.requests
    assert missing.status == 3
