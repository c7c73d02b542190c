"""Marked-up titles come out right on either side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bib.formats.markup import latex_from_markup, markup_from_latex
from bib.latex import latex_to_unicode


@pytest.mark.parametrize(
    ("latex", "html"),
    [
        (r"\textit{E. coli} in H\textsubscript{2}O", "<i>E. coli</i> in H<sub>2</sub>O"),
        (r"x\textsuperscript{2} \textbf{bold}", "x<sup>2</sup> <b>bold</b>"),
        (r"\textsc{nato}", '<span style="font-variant:small-caps;">nato</span>'),
        (r"\textit{a \textbf{b} c}", "<i>a <b>b</b> c</i>"),
        (r"AT\&T \textless", "AT&T <"),
        ("plain", "plain"),
    ],
)
def test_markup_goes_both_ways(latex, html):
    assert markup_from_latex(latex) == html
    assert markup_from_latex(latex_from_markup(html)) == html


@pytest.mark.parametrize(
    ("latex", "html"),
    [
        (r"{\em a} b {\bf c}", "<i>a</i> b <b>c</b>"),
        (r"10$^{-3}$ and CO$_2$, $\alpha$", "10<sup>-3</sup> and CO<sub>2</sub>, α"),
        (r"\emph{not closed", "<i>not closed</i>"),
        (r"G{\"o}del \'{e}t\'e", "Gödel été"),
    ],
)
def test_other_ways_to_say_it_in_latex(latex, html):
    assert markup_from_latex(latex) == html


def test_capitals_are_kept_where_that_is_asked_for():
    kept = '<span class="nocase">DNA</span> of G\u00f6del'

    assert markup_from_latex(r"{DNA} of G{\"o}del", keeps_case=True) == kept
    assert latex_from_markup(kept) == "{DNA} of Gödel"
    assert markup_from_latex("{DNA}") == "DNA"


@pytest.mark.parametrize(
    ("html", "latex"),
    [
        ("<jats:italic>a</jats:italic><mml:math>b</mml:math>", r"\textit{a}b"),
        ("<scp>a</scp> <em>b</em> <p>c</p>", r"\textsc{a} \textit{b} c"),
        ("List<T> &amp; &lt;b&gt;", r"List<T> \& <b>"),
        ("a</i> <i>b", r"a \textit{b}"),
        ("<i>a<b>c</i>d</b>", r"\textit{a\textbf{c}}d"),
    ],
)
def test_html_as_it_is_met(html, latex):
    assert latex_from_markup(html) == latex


@given(st.text(max_size=200))
def test_any_text_gives_latex_whose_braces_pair(text):
    latex = latex_from_markup(text)

    assert latex.count("{") == latex.count("}")


@given(st.text(alphabet=r"ab{}\$^_ <>/isub", max_size=200))
def test_any_latex_gives_tags_that_pair(text):
    plain = latex_to_unicode(text)
    html = markup_from_latex(text)

    for tag in ("i", "sub", "sup"):
        opened = html.count(f"<{tag}>") - plain.count(f"<{tag}>")
        closed = html.count(f"</{tag}>") - plain.count(f"</{tag}>")
        assert opened == closed
