from __future__ import annotations

from pathlib import Path

import pytest

from evidence.texts import MarkKind, PartKind, Text
from tracker.texts.jats import read_jats
from tracker.texts.limits import LIMITS

HEAD = "<article><front><article-meta><title-group><article-title>Lamps</article-title>"
HEAD += "</title-group></article-meta></front>"


@pytest.fixture
def read(tmp_path: Path):
    def reading(article: str | bytes) -> Text:
        file = tmp_path / "article.xml"
        file.write_bytes(article if isinstance(article, bytes) else article.encode())
        return read_jats(file, limits=LIMITS)

    return reading


def parts(text: Text) -> list[tuple[PartKind, str]]:
    return [(part.kind, text.content[part.start : part.end]) for part in text.parts]


def test_a_formula_in_a_paragraph_cuts_it_in_two(read):
    text = read(
        HEAD + "<body><p>If <disp-formula><mml:math><mml:mi>a</mml:mi><mml:mo>=</mml:mo>"
        "<mml:mn>1</mml:mn></mml:math></disp-formula> holds.</p></body></article>"
    )

    assert parts(text)[1:] == [
        (PartKind.PARAGRAPH, "If"), (PartKind.FORMULA, "a = 1"), (PartKind.PARAGRAPH, "holds."),
    ]  # fmt: skip
    assert [part.continues for part in text.parts[1:]] == [False, False, True]


def test_calls_to_several_references_keep_all_of_them(read):
    text = read(
        HEAD + '<body><p>Lamps [<xref ref-type="bibr" rid="r1 r2">1,2</xref>] and <xref '
        'ref-type="fig" rid="f1">Fig. 1</xref>.</p></body></article>'
    )

    assert [(mark.kind, mark.targets) for mark in text.marks] == [(MarkKind.CITATION, ("r1", "r2"))]


def test_fields_of_many_kinds_of_reference_are_read(read):
    text = read(
        HEAD
        + """<back><ref-list>
        <ref id="a"><element-citation publication-type="book"><person-group
        person-group-type="author"><collab>Lamp Society</collab><name><surname>Ode</surname>
        <given-names>U</given-names></name><etal/></person-group><chapter-title>Dark rooms
        </chapter-title><person-group person-group-type="editor"><name><surname>Ito</surname>
        <given-names>R</given-names></name></person-group><source>The Book of Lamps</source>
        <publisher-name>Night Press</publisher-name><year iso-8601-date="2019">2019a</year>
        <fpage>7</fpage></element-citation></ref>
        <ref id="b"><mixed-citation publication-type="confproc"><string-name><surname>Rowan
        </surname> <given-names>K</given-names></string-name>: <article-title>Cities
        </article-title>.
        In <source>Proceedings</source>, <conf-name>Night Conference</conf-name> <year>2020</year>.
        <ext-link ext-link-type="uri" xlink:href="https://doi.org/10.5555/city">doi</ext-link>
        </mixed-citation></ref></ref-list></back></article>"""
    )

    first, second = [part for part in text.parts if part.kind is PartKind.REFERENCE]
    assert dict(first.fields) == {
        "entrytype": "incollection", "publisher": "Night Press", "year": "2019",
        "title": "Dark rooms", "booktitle": "The Book of Lamps",
        "author": "{Lamp Society} and Ode, U and others", "editor": "Ito, R", "pages": "7",
    }  # fmt: skip
    assert second.fields["entrytype"] == "inproceedings"
    assert second.fields["booktitle"] == "Proceedings"
    assert second.fields["doi"] == "10.5555/city"
    assert text.content[second.start : second.end].startswith("Rowan K: Cities")


def test_reviews_in_the_same_file_are_left_out_and_told(read):
    text = read(HEAD + "<body><p>One.</p></body><sub-article><body><p>No.</p></body></sub-article>"
                "</article>")  # fmt: skip

    assert text.content == "Lamps\n\nOne."
    assert [problem.code for problem in text.problems] == ["sub-article"]


LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE article [
 <!ENTITY a "ha ha ha">
 <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
 <!ENTITY c SYSTEM "file:///etc/passwd">
 <!ENTITY % d SYSTEM "http://127.0.0.1:9/x.dtd"> %d;
]>
"""


def test_entities_of_a_files_own_are_never_expanded(read):
    text = read(
        LAUGHS + HEAD + "<body><p>One &b; &c; two &eacute; &amp; three.</p></body></article>"
    )

    assert text.content == "Lamps\n\nOne &b; &c; two é & three."
    (problem,) = text.problems
    assert (problem.code, problem.line) == ("entities", 3)


def test_a_file_that_breaks_off_keeps_what_stands_before(read):
    text = read(HEAD + "\n<body><p>One.</p>\n<p>Two")

    assert text.content == "Lamps\n\nOne.\n\nTwo"
    (problem,) = text.problems
    assert (problem.code, problem.line) == ("bad-xml", 3)


def test_a_tag_closed_wrongly_is_told_with_its_line(read):
    text = read(HEAD + "<body><p>One.</p>\n<p>Two</sec></body></article>")

    assert text.content == "Lamps\n\nOne.\n\nTwo"
    assert text.problems[0].line == 2


def test_elements_nested_without_end_keep_their_words(read):
    deep = "<sec>" * 100_000 + "<p>Deep.</p>" + "</sec>" * 100_000
    text = read(f"{HEAD}<body>{deep}<p>After.</p></body></article>")

    assert text.content == "Lamps\n\nDeep.\n\nAfter."
    assert [problem.code for problem in text.problems] == ["too-deep"]


def test_a_stated_encoding_is_believed(read):
    article = (
        '<?xml version="1.0" encoding="ISO-8859-1"?>' + HEAD + "<body><p>Für</p></body></article>"
    )

    assert read(article.encode("latin-1")).content == "Lamps\n\nFür"


def test_nul_bytes_are_left_out_and_told(read):
    text = read((HEAD + "<body><p>O\0ne</p></body></article>").encode())

    assert text.content == "Lamps\n\nOne"
    assert [problem.code for problem in text.problems] == ["nul-bytes"]


def test_a_file_without_an_article_says_so(read):
    assert [problem.code for problem in read("<book/>").problems] == ["no-article"]


def test_parts_of_a_reference_that_touch_are_set_apart_and_bare_ones_made_words(read):
    text = read(
        HEAD
        + """<back><ref-list><ref id="a"><mixed-citation><name><surname>Ode</surname><given-names>U
        </given-names></name> (<year>2019</year>) <article-title>Lamps in <italic>H. lux</italic>s
        </article-title>. <source>Night</source><volume>3</volume>: <fpage>4</fpage>–<lpage>9
        </lpage><pub-id pub-id-type="pmid">123</pub-id></mixed-citation></ref><ref id="b"><citation>
        <name><surname>Ito</surname><given-names>R</given-names></name><year>2020</year>
        <article-title>Dark rooms</article-title><source>Light</source></citation></ref></ref-list>
        </back></article>"""
    )

    assert [words for kind, words in parts(text) if kind is PartKind.REFERENCE] == [
        "Ode U (2019) Lamps in H. luxs . Night 3: 4–9",
        "R Ito. 2020. Dark rooms. Light.",
    ]
