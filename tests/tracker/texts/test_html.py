from __future__ import annotations

from pathlib import Path

import pytest

from evidence.texts import MarkKind, PartKind, Text
from tracker.texts.html import read_html
from tracker.texts.limits import LIMITS


@pytest.fixture
def read(tmp_path: Path):
    def reading(page: str | bytes) -> Text:
        file = tmp_path / "page.html"
        file.write_bytes(page if isinstance(page, bytes) else page.encode())
        return read_html(file, limits=LIMITS)

    return reading


def parts(text: Text) -> list[tuple[PartKind, str]]:
    return [(part.kind, text.content[part.start : part.end]) for part in text.parts]


def marks(text: Text, kind: MarkKind) -> list[tuple[str, tuple[str, ...]]]:
    return [(text.content[m.start : m.end], m.targets) for m in text.marks if m.kind is kind]


ARXIV = """<html><body><nav class="ltx_page_navbar"><p>Report an issue</p></nav>
<article class="ltx_document"><h1 class="ltx_title ltx_title_document">Lamps</h1>
<div class="ltx_authors"><span class="ltx_creator">Una Ode</span></div>
<div class="ltx_abstract"><h6 class="ltx_title ltx_title_abstract">Abstract.</h6>
<p class="ltx_p">We look at lamps.</p></div>
<section class="ltx_section" id="S1"><h2 class="ltx_title ltx_title_section"><span class="ltx_tag
ltx_tag_section">1 </span>Introduction</h2><div class="ltx_para"><p class="ltx_p">Lamps
<cite class="ltx_cite">(Ode, <a class="ltx_ref" href="#bib.bib2">2019</a>)</cite>
glow<span class="ltx_note ltx_role_footnote" id="footnote1"><sup class="ltx_note_mark">1</sup><span
class="ltx_note_outer"><span class="ltx_note_content"><sup class="ltx_note_mark">1</sup><span
class="ltx_tag ltx_tag_note">1</span>At night.</span></span></span> with <math alttext="x_{1}=4\\%"
class="ltx_Math" display="inline"><semantics><mrow><msub><mi>x</mi><mn>1</mn></msub><mo>=</mo><mrow>
<mn>4</mn><mo>%</mo></mrow></mrow><annotation encoding="application/x-tex">x_{1}=4\\%</annotation>
</semantics></math> light, so that</p>
<table class="ltx_equation ltx_eqn_table"><tbody><tr><td><math display="block"><mfrac><mi>a</mi>
<mi>b</mi></mfrac></math></td><td><span class="ltx_tag ltx_tag_equation">(1)</span></td></tr>
</tbody></table><p class="ltx_p">holds.</p></div>
<figure class="ltx_table"><figcaption class="ltx_caption"><span class="ltx_tag ltx_tag_table">Table
1: </span>Lamps by room.</figcaption><table class="ltx_tabular"><tr><td>Room</td><td>Lamps</td></tr>
<tr><td>A</td><td>3</td></tr></table></figure></section>
<section class="ltx_bibliography" id="bib"><h2 class="ltx_title ltx_title_bibliography">References
</h2><ul class="ltx_biblist"><li class="ltx_bibitem" id="bib.bib2"><span class="ltx_tag
ltx_role_refnum ltx_tag_bibitem">Ode (2019)</span><span class="ltx_bibblock">U. Ode.</span><span
class="ltx_bibblock">Rooms.</span><span class="ltx_bibblock ltx_bib_cited">Cited by: <a
href="#S1">§1</a>.</span></li></ul></section></article>
<footer class="ltx_page_footer">Generated</footer></body></html>"""


def test_a_page_made_by_latexml_is_taken_apart(read):
    text = read(ARXIV)

    assert parts(text) == [
        (PartKind.TITLE, "Lamps"),
        (PartKind.FRONT, "Una Ode"),
        (PartKind.HEADING, "Abstract."),
        (PartKind.PARAGRAPH, "We look at lamps."),
        (PartKind.HEADING, "Introduction"),
        (PartKind.PARAGRAPH, "Lamps (Ode, 2019) glow1 with x_1 = 4% light, so that"),
        (PartKind.NOTE, "At night."),
        (PartKind.FORMULA, "a/b (1)"),
        (PartKind.PARAGRAPH, "holds."),
        (PartKind.CAPTION, "Table 1: Lamps by room."),
        (PartKind.TABLE, "Room\tLamps\nA\t3"),
        (PartKind.HEADING, "References"),
        (PartKind.REFERENCE, "U. Ode. Rooms."),
    ]
    assert marks(text, MarkKind.CITATION) == [("2019", ("bib.bib2",))]
    assert [part.number for part in text.parts if part.kind is PartKind.HEADING] == ["", "1", ""]


def test_a_page_of_pubmed_central_is_taken_apart(read):
    text = read(
        """<html><head><meta name="citation_title" content="Lamps"></head><body>
        <header>NIH</header><section class="usa-banner"><p>Official website</p></section>
        <main id="main-content"><article><section aria-label="Article content"><h1>Lamps</h1>
        <section class="abstract" id="a"><h2>Abstract</h2><p>We look.</p></section>
        <section id="s1"><h2 class="pmc_sec_title">Background</h2><p>Lamps glow
        [<a href="#B1" class="usa-link" aria-describedby="B1">1</a>–<a href="#B2">2</a>].</p>
        </section>
        <section id="r" class="ref-list"><h2>References</h2><section><ul class="ref-list"
        style="list-style-type:none"><li id="B1"><span class="label">1.</span><cite>Ode U. Rooms.
        J Rooms. 2019;3:1.</cite> [<a href="https://doi.org/10.5555/rooms">DOI</a>]</li><li id="B2">
        <span class="label">2.</span><cite>Rowan K. Cities.</cite></li></ul></section></section>
        </section></article></main><aside>Similar articles</aside></body></html>"""
    )

    assert text.title == "Lamps"
    assert marks(text, MarkKind.CITATION) == [("1", ("B1",)), ("2", ("B2",))]
    references = [part for part in text.parts if part.kind is PartKind.REFERENCE]
    assert [(part.number, part.id) for part in references] == [("1", "B1"), ("2", "B2")]
    assert text.content.endswith("Ode U. Rooms. J Rooms. 2019;3:1. [DOI]\n\nRowan K. Cities.")
    assert "Official" not in text.content
    assert "Similar" not in text.content


def test_what_a_reader_of_the_page_does_not_see_is_left_out(read):
    text = read(
        """<p>Seen</p><script>a("</p>")</script><style>p{}</style><noscript>no</noscript>
        <div hidden>no</div><div style="display: none"><p>no</p></div><span aria-hidden="true">no
        </span><template><p>no</p></template><div role="navigation">no</div><!-- no -->
        <form>no <input value="no"></form><div class="sr-only">no</div><p>Seen too</p>"""
    )

    assert text.content == "Seen\n\nSeen too"


def test_a_table_that_only_lays_out_the_page_is_walked_through(read):
    text = read("<table><tr><td><h1>Lamps</h1><p>They glow.</td></tr></table>")

    assert parts(text) == [(PartKind.TITLE, "Lamps"), (PartKind.PARAGRAPH, "They glow.")]


def test_references_without_a_list_are_told_by_their_heading(read):
    text = read(
        """<p>Lamps <a href="#x1">[1]</a>.</p><h2>Works Cited</h2><div><a name="x1"></a>
        <p>[1] Ode, U. 2019. Rooms without windows.</p></div><h2>About us</h2><p>We are we.</p>"""
    )

    assert parts(text)[-3:] == [
        (PartKind.REFERENCE, "[1] Ode, U. 2019. Rooms without windows."),
        (PartKind.HEADING, "About us"),
        (PartKind.PARAGRAPH, "We are we."),
    ]
    assert marks(text, MarkKind.CITATION) == [("[1]", ("x1",))]


def test_notes_as_an_encyclopedia_has_them_are_references(read):
    text = read(
        """<p>Lamps.<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup></p>
        <ol class="references"><li id="cite_note-1"><span class="mw-cite-backlink"><a
        href="#cite_ref-1">^</a></span> <cite>Ode. Rooms.</cite></li></ol>"""
    )

    assert text.content == "Lamps.[1]\n\nOde. Rooms."
    assert marks(text, MarkKind.CITATION) == [("[1]", ("cite_note-1",))]
    assert text.parts[-1].number == "1"


def test_tags_left_open_or_closed_wrongly_do_no_harm(read):
    text = read("<h1>Lamps</h2><p>One<p>Two <b>bold <i>both</b> it</i><ul><li>Three<li>Four</div>x")

    assert text.content == "Lamps\n\nOne\n\nTwo bold both it\n\nThree\n\nFourx"


@pytest.mark.parametrize(
    "page",
    ["<div>" * 100_000 + "deep", "<table><tr><td>" * 5_000 + "deep",
     "<ul><li>" * 10_000 + "deep", "<span>" * 20_000 + "deep" + "</span>" * 20_000],
)  # fmt: skip
def test_elements_nested_without_end_keep_their_words(read, page):
    text = read(page)

    assert "deep" in text.content
    assert [problem.code for problem in text.problems] == ["too-deep"]


@pytest.mark.parametrize("unfinished", ["<a ", "<a b=", "<a b='", "<!--", "<", "</a ", "<![CDATA["])
def test_a_page_that_breaks_off_in_a_tag_keeps_what_stands_before(read, unfinished):
    text = read("<p>Lamps glow.</p>" + unfinished * 20_000)

    assert text.content.startswith("Lamps glow.")


def test_a_script_that_is_never_closed_is_told(read):
    text = read("<p>Lamps glow.</p>\n<script>var a = 1;")

    assert text.content == "Lamps glow."
    (problem,) = text.problems
    assert (problem.code, problem.line) == ("unclosed", 2)


@pytest.mark.parametrize(
    "words", ["النوم قصير في المدن", "השינה קצרה", "城市里的睡眠很短。", "都市の睡眠は短い。"]
)
def test_other_scripts_are_kept_as_they_are(read, words):
    assert read(f'<p dir="auto">{words}</p>').content == words


def test_the_encoding_that_a_page_declares_is_believed(read):
    text = read('<meta charset="iso-8859-1"><p>Schlaf für alle'.encode("latin-1"))

    assert text.content == "Schlaf für alle"
    assert text.problems == ()


def test_a_page_that_does_not_keep_to_its_encoding_is_told(read):
    text = read('<meta charset="utf-8"><p>Schläft für\n<p>caf'.encode() + b"\xff</p>")

    assert text.content == "Schläft für\n\ncaf\ufffd"
    assert [(problem.code, problem.line) for problem in text.problems] == [("wrong-encoding", 2)]


@pytest.mark.parametrize("name", ["utf-7", "zip", "idna", "nonsense", "unicode_escape"])
def test_an_encoding_that_is_none_is_not_believed(read, name):
    text = read(f'<meta charset="{name}"><p>caf\xe9 +ADw-'.encode("latin-1"))

    assert text.content == "café +ADw-"
    assert [problem.code for problem in text.problems] == ["encoding-guessed"]


def test_nul_bytes_are_left_out_and_told(read):
    text = read(b"<p>Lamps\n gl\0ow</p>")

    assert text.content == "Lamps glow"
    assert [(problem.code, problem.line) for problem in text.problems] == [("nul-bytes", 2)]


def test_a_page_in_utf_16_is_read(read):
    assert read("<p>Schläft</p>".encode("utf-16")).content == "Schläft"


def test_empty_elements_of_xhtml_hold_nothing(read):
    text = read(
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script/>'
        '</head><body><p>One<a id="x"/></p><i/><p>Two</p></body></html>'
    )

    assert text.content == "One\n\nTwo"


def test_a_link_keeps_its_address(read):
    text = read(
        '<p>See <a href="https://example.org/a">this</a> and <a href="b.html">that</a>.</p>'
    )

    assert marks(text, MarkKind.LINK) == [("this", ("https://example.org/a",))]


def test_the_head_and_foot_of_a_page_are_told_from_those_of_an_article(read):
    text = read(
        """<header><p>The Site</p></header><header><h1>Lamps</h1><p>Una Ode</p></header>
        <p>They glow.<a href="#fn1" role="doc-noteref"><sup>1</sup></a></p><aside>More pages</aside>
        <section role="doc-endnotes"><ol><li id="fn1"><p>At night.<a href="#fnref1"
        role="doc-backlink">↩</a></p></li></ol></section><footer>All rights</footer>"""
    )

    assert parts(text) == [
        (PartKind.TITLE, "Lamps"), (PartKind.PARAGRAPH, "Una Ode"),
        (PartKind.PARAGRAPH, "They glow.1"), (PartKind.NOTE, "At night."),
    ]  # fmt: skip
    assert marks(text, MarkKind.SUPERSCRIPT) == [("1", ("fn1",))]


def test_what_latexml_makes_of_bibtex_keeps_its_authors_years_and_addresses(read) -> None:
    text = read(
        """<body><section class="ltx_section"><h2 class="ltx_title ltx_title_section"><span
        class="ltx_tag ltx_tag_section">Section 4 </span>lampe as a model</h2><p class="ltx_p">A
        lamp.</p></section><ul class="ltx_biblist"><li id="b1" class="ltx_bibitem"><span
        class="ltx_tag ltx_bib_author-year ltx_role_refnum ltx_tag_bibitem">U. Ode, R. Ito
        (2019)</span> <span class="ltx_bibblock">Lamps.</span>
        <span class="ltx_bibblock">Light 3 (2), pp. 4–9. </span><span
        class="ltx_bibblock">External Links: <a class="ltx_ref doi ltx_bib_external"
        href="https://dx.doi.org/10.1234/lamp.5">Document</a></span><span class="ltx_bibblock
        ltx_bib_cited">Cited by: <a href="#S4">§4</a></span></li></ul></body>"""
    )

    (heading,) = (part for part in text.parts if part.kind is PartKind.HEADING)
    assert (heading.number, text.content[heading.start : heading.end]) == ("4", "lampe as a model")
    assert parts(text)[-1] == (
        PartKind.REFERENCE,
        "U. Ode, R. Ito (2019) Lamps. Light 3 (2), pp. 4–9. https://dx.doi.org/10.1234/lamp.5",
    )
