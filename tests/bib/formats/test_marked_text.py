"""Markup both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bib.formats.marked_text import latex_from_markup, markup_from_latex, text_from_latex
from bib.latex import latex_from_text


@pytest.mark.parametrize(
    ("marked", "latex"),
    [
        ("The <i>E. coli</i> & H<sub>2</sub>O", r"The \textit{E. coli} \& H\textsubscript{2}O"),
        ("A <i>b <sup>2</sup></i>", r"A \textit{b \textsuperscript{2}}"),
        ('<span style="font-variant:small-caps;">Dna</span> x', r"\textsc{Dna} x"),
        ('On <span class="nocase">LAION</span> data', "On {LAION} data"),
        ("if a < b and <i> c", r"if a < b and <i> c"),
        ("x</i> y", "x</i> y"),
        ("  two  spaces\nand a line ", "  two  spaces\nand a line "),
    ],
)
def test_tags_become_latex_and_come_back(marked: str, latex: str):
    assert latex_from_markup(marked) == latex
    assert markup_from_latex(latex) == marked


@pytest.mark.parametrize(
    ("latex", "marked"),
    [
        (r"{G}ayt{\'a}n \emph{and} {\"O}lm", "Gaytán <i>and</i> Ölm"),
        ("{{Whole Title}}", "Whole Title"),
        ("{Whole Title}", "Whole Title"),
        (r"\textit{not closed", "<i>not closed"),
        (r"a \\ b }", "a b"),
    ],
)
def test_other_latex_becomes_the_characters_it_stands_for(latex: str, marked: str):
    assert markup_from_latex(latex) == marked


@given(st.text(alphabet=st.sampled_from("ab @\\{}~^&%$#_`'-\n\té<>/"), max_size=40))
def test_any_text_comes_back_as_it_was(text: str):
    assert text_from_latex(latex_from_text(text)) == text


def test_ten_thousand_nested_tags_are_read():
    marked = "<i>" * 10_000 + "x" + "</i>" * 10_000

    assert latex_from_markup(marked).count(r"\textit{") == 10_000
