from __future__ import annotations

from collections.abc import Iterator

import pytest

from bib.errors import (
    BusySourceError,
    OddAnswerError,
    RefusingSourceError,
    UnreachableSourceError,
)
from bib.sources.grobid import fetch_tei
from tests.fakes.grobid_server import PATH, FakeGrobid, running_grobid

PDF = b"%PDF-1.7 something"
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body/></text></TEI>'


@pytest.fixture
def grobid() -> Iterator[FakeGrobid]:
    with running_grobid(FakeGrobid(tei=TEI)) as running:
        yield running


@pytest.fixture
def client(grobid, another):
    with another(bases={"grobid": grobid.address}) as asking:
        yield asking


def test_a_pdf_is_sent_and_tei_comes_back(client, grobid):
    assert fetch_tei(client, PDF) == TEI

    ((path, body),) = grobid.requests
    assert path == PATH
    assert PDF in body
    assert b"includeRawCitations" in body


def test_a_busy_server_is_asked_again(client, grobid):
    grobid.statuses = [503, 503]

    assert fetch_tei(client, PDF) == TEI
    assert len(grobid.requests) == 3


def test_a_server_that_stays_busy_is_told(client, grobid):
    grobid.statuses = [503] * 9

    with pytest.raises(BusySourceError, match="GROBID could not be asked"):
        fetch_tei(client, PDF)


@pytest.mark.parametrize("status", [204, 400])
def test_a_file_without_text_is_told(client, grobid, status):
    grobid.statuses = [status]

    with pytest.raises(RefusingSourceError, match="found no text in the file"):
        fetch_tei(client, PDF)


@pytest.mark.parametrize("answer", ["<html>Welcome</html>", ""])
def test_an_answer_that_is_no_tei_is_told(client, grobid, answer):
    grobid.tei = answer

    with pytest.raises(OddAnswerError, match="not in the form of TEI"):
        fetch_tei(client, PDF)


def test_a_server_that_is_not_there_is_told_in_a_sentence(another):
    with (
        another(bases={"grobid": "http://127.0.0.1:9"}) as client,
        pytest.raises(UnreachableSourceError, match="GROBID could not be asked: there is no conn"),
    ):
        fetch_tei(client, PDF)
