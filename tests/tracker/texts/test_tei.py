from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bib.sources.grobid import fetch_tei
from bib.sources.http import Manners, PoliteClient
from evidence.texts import MarkKind, PartKind, Text
from tests.fakes.grobid_server import FakeGrobid, running_grobid
from tests.tracker.texts.invented_paper import TEI, TITLE
from tracker.texts.limits import LIMITS
from tracker.texts.tei import read_tei, text_of_grobid


@pytest.fixture
def read(tmp_path: Path):
    def reading(body: str) -> Text:
        file = tmp_path / "paper.tei.xml"
        file.write_text(f"<TEI><text>{body}</text></TEI>")
        return read_tei(file, limits=LIMITS)

    return reading


def parts(text: Text) -> list[tuple[PartKind, str]]:
    return [(part.kind, text.content[part.start : part.end]) for part in text.parts]


def test_a_call_whose_reference_was_not_found_points_nowhere(read):
    text = read('<body><div><p>Lamps <ref type="bibr">(Ode, 2019)</ref>.</p></div></body>')

    assert [(mark.kind, mark.targets) for mark in text.marks] == [(MarkKind.CITATION, ())]


def test_numbers_tell_how_sections_nest_that_lie_side_by_side(read):
    text = read('<body><div><head n="1.">One</head></div><div><head n="1.2">Two</head></div>'
                "<div><head>Three</head></div></body>")  # fmt: skip

    assert [(part.number, part.level) for part in text.parts] == [("1", 1), ("1.2", 2), ("", 1)]


def test_tables_captions_and_formulas_are_parts(read):
    text = read(
        '<body><figure type="table" xml:id="tab_0"><head>Table 1</head><figDesc>Lamps.</figDesc>'
        "<table><row><cell>Room</cell><cell>3</cell></row></table></figure>"
        '<div><p>If<formula xml:id="f">a = b <label>(1)</label></formula>holds.</p></div></body>'
    )

    assert parts(text) == [
        (PartKind.CAPTION, "Table 1 Lamps."),
        (PartKind.TABLE, "Room\t3"),
        (PartKind.PARAGRAPH, "If"),
        (PartKind.FORMULA, "a = b (1)"),
        (PartKind.PARAGRAPH, "holds."),
    ]


def test_a_reference_is_shown_as_printed_where_the_file_has_it(read):
    text = read(
        """<back><div><listBibl><biblStruct xml:id="b0"><analytic><title level="a">Rooms</title>
        <author><persName><forename type="first">U</forename><surname>Ode</surname></persName>
        </author><ptr target="https://example.org/rooms"/></analytic><monogr><title level="m">Book
        of Lamps</title><imprint><date type="published" when="2019-04"/></imprint></monogr>
        <note type="raw_reference">Ode, U.: Rooms. In: Book of Lamps (2019)</note></biblStruct>
        </listBibl></div></back>"""
    )

    (reference,) = [part for part in text.parts if part.kind is PartKind.REFERENCE]
    assert text.content.endswith("Ode, U.: Rooms. In: Book of Lamps (2019)")
    assert dict(reference.fields) == {
        "entrytype": "inproceedings", "title": "Rooms", "booktitle": "Book of Lamps",
        "author": "Ode, U", "year": "2019", "url": "https://example.org/rooms",
    }  # fmt: skip


def test_a_file_without_anything_is_an_empty_text(read):
    assert read("").content == ""


def test_what_a_grobid_server_makes_of_a_pdf_is_a_text_of_that_pdf():
    now = datetime(2026, 11, 23, tzinfo=UTC)
    with running_grobid(FakeGrobid(tei=TEI)) as grobid:
        manners = Manners(bases={"grobid": grobid.address})
        with PoliteClient(manners, now=now) as client:
            text = text_of_grobid(fetch_tei(client, b"%PDF-1.7"), limits=LIMITS)

    assert (text.title, text.media_type) == (TITLE, "application/pdf")
    assert sum(part.kind is PartKind.REFERENCE for part in text.parts) == 3
