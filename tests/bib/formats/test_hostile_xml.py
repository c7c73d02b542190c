"""XML that was made to do harm."""

from __future__ import annotations

import time

import pytest

from bib.formats.hostile_xml import (
    BadXmlError,
    cut_records,
    entity_declaration,
    escaped,
    parse_record,
)


def test_a_record_is_cut_out_byte_for_byte_with_its_line():
    text = "<xml>\n<records>\r\n<record a='1'>\n x </record>\n<record/>\n"

    first, second = cut_records(text, ("record",))

    assert (first.line, first.raw, first.is_whole) == (3, "<record a='1'>\n x </record>", True)
    assert (second.line, second.is_whole) == (5, False)


def test_a_record_left_open_does_not_swallow_the_next():
    cut = list(cut_records("<record><a>1</a>\n<record><a>2</a></record>", ("record",)))

    assert [record.is_whole for record in cut] == [False, True]
    assert parse_record(cut[1].raw).text_at("a") == "2"


def test_the_set_is_not_taken_for_one_of_its_articles():
    text = "<PubmedArticleSet><PubmedArticle>x</PubmedArticle></PubmedArticleSet>"

    assert [record.raw for record in cut_records(text, ("PubmedArticle",))] == [
        "<PubmedArticle>x</PubmedArticle>"
    ]


def test_many_records_without_an_end_are_cut_in_linear_time():
    start = time.process_time()

    cut = list(cut_records("<record>" * 100_000 + "</record>", ("record",)))

    assert len(cut) == 100_000
    assert time.process_time() - start < 15


def test_a_billion_laughs_are_told_and_not_expanded():
    text = (
        '<?xml version="1.0"?>\n<!DOCTYPE xml [<!ENTITY lol "lol">'
        '<!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>\n<record><title>&lol2;</title></record>'
    )

    line, declared = entity_declaration(text) or (0, "")
    (record,) = cut_records(text, ("record",))

    assert line == 2
    assert declared.startswith("<!ENTITY lol")
    with pytest.raises(BadXmlError, match="undefined entity"):
        parse_record(record.raw)


@pytest.mark.parametrize(
    "raw",
    [
        '<!DOCTYPE r [<!ENTITY x "y">]><r>&x;</r>',
        '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>',
        '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd"><r/>',
        "<r>&nbsp;</r>",
        "<r>" * 100_000,
        "<r><b></r>",
        "<r>\x00</r>",
        "",
    ],
)
def test_what_is_not_plain_well_formed_xml_is_refused(raw: str):
    with pytest.raises(BadXmlError):
        parse_record(raw)


def test_deep_nesting_is_refused_and_a_long_field_is_read():
    with pytest.raises(BadXmlError, match="nested"):
        parse_record("<r>" * 300 + "</r>" * 300)
    long = parse_record(f"<r>{'x' * 5_000_000}</r>")

    assert len(long.text) == 5_000_000


def test_text_is_found_by_path_through_markup():
    record = parse_record("<r><t><s>A &amp; </s><s>B&#233;</s></t></r>")

    assert record.text_at("t") == "A & Bé"
    assert record.text_at("t/s") == "A &"
    assert record.text_at("u") == ""


def test_what_xml_cannot_hold_is_not_written():
    assert escaped('a<b>&"\x00\x0b') == "a&lt;b&gt;&amp;&quot;"
